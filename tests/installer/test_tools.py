"""What a build needs is installed, or named all at once, before anything is begun."""

import shutil

import pytest
import system
import tools
from spoken import SetupError


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The programs that this machine has; nothing can be installed."""
    programs: set[str] = set()
    monkeypatch.setattr(tools.sys, "platform", "linux")
    monkeypatch.setattr(tools.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(system, "install", lambda packages: False)
    monkeypatch.setattr(system, "command_to_type", lambda packages: "apt-get install -y " + " ".join(names[0] for names in packages))
    return programs


def test_everything_that_is_missing_is_named_at_once(there: set[str]) -> None:
    there.add("make")
    with pytest.raises(SetupError, match="请输入 apt-get install -y nsis dpkg-dev ，"):
        tools.require("makensis", "make", "dpkg-source")


def test_what_can_be_installed_is(there: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "install", lambda packages: there.add("makensis") or True)
    tools.require("makensis")
    assert "makensis" in there


def test_nothing_is_begun_on_another_kind_of_machine(there: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools.platform, "machine", lambda: "aarch64")
    there.add("make")
    with pytest.raises(SetupError, match="只能在"):
        tools.require("make")
