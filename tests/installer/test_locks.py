"""The lock files: every version and hash written down, no address, and no two of them at odds."""

import re
import tomllib
from pathlib import Path

import environment
import pytest

LOCKS = sorted((environment.ROOT / "installer").glob("requirements*.lock"))


def pins(path: Path) -> dict[str, str]:
    """Each entry's name with its marker, and its version."""
    found = re.findall(r"^([\w.-]+)==(\S+)(?: ; ([^\\\n]+?))? \\$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {f"{name} {marker}".strip(): version for name, version, marker in found}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_entry_is_exact_and_hashed_and_names_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if not entry.startswith("#")]
    assert entries
    assert all(re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index" not in text


def test_the_lock_files_agree() -> None:
    agreed: dict[str, str] = {}
    for path in LOCKS:
        for name, version in pins(path).items():
            assert agreed.setdefault(name, version) == version, f"{name} in {path.name}"


def test_everything_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=~! ]", line)[0].lower() for line in project["project"]["dependencies"]}
    assert asked <= {name.split()[0] for name in pins(environment.lock_path("requirements.lock"))}


def test_qt_is_the_newest_that_each_machine_can_load() -> None:
    locked = pins(environment.lock_path("requirements.lock"))
    assert {marker: version for marker, version in locked.items() if marker.startswith("pyside6")} == {
        "pyside6-essentials platform_machine == 'aarch64' and sys_platform == 'linux'": "6.8.0.2",
        "pyside6-essentials platform_machine != 'aarch64' or sys_platform != 'linux'": "6.9.3",
    }


def test_every_lock_belongs_to_a_command() -> None:
    assert {path.name for path in LOCKS} == {name for names in environment.LOCKS.values() for name in names}
