"""The door answers an unfit Python with a sentence."""

import ast
import sys
from pathlib import Path

import pytest
import setup

DOOR = Path(setup.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize(("version", "fits"), [((3, 6), False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)])
def test_only_pythons_that_the_libraries_support_fit(version: tuple[int, int], fits: bool) -> None:
    assert setup.is_supported(version) is fits


def test_the_door_parses_on_python_3_6() -> None:
    tree = ast.parse(DOOR, feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert not futures, "Python 3.6 knows no such __future__"


def test_the_door_imports_newer_modules_only_after_the_check() -> None:
    at_the_top = {alias.name for node in ast.parse(DOOR).body if isinstance(node, ast.Import) for alias in node.names}
    assert at_the_top == {"io", "os", "shutil", "subprocess", "sys"}


def test_an_unfit_python_is_told_what_it_is_and_what_to_install(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(setup, "candidates", list)
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    assert setup.main() == 1
    assert capfd.readouterr().err.splitlines() == [
        "年报助手需要 Python 3.11、3.12 或 3.13，而这里是 Python 3.8：请安装其中一个版本，然后重新运行同一条命令。"
    ]


def test_an_unfit_python_hands_the_same_command_to_one_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(setup, "candidates", lambda: [["no-such-python"], [sys.executable]])
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    monkeypatch.setattr(sys, "argv", ["installer/setup.py", "run", "a b.nianbao"])
    monkeypatch.setattr(setup.subprocess, "call", lambda command, **_: called.append(command) or 0)
    assert setup.main() == 0
    assert called[-1] == [sys.executable, "installer/setup.py", "run", "a b.nianbao"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stub is a shell script")
def test_a_stub_that_starts_no_python_is_passed_over(tmp_path: Path) -> None:
    stub = tmp_path / "python3.13"
    stub.write_text("#!/bin/sh\nexit 127\n")
    stub.chmod(0o755)
    assert not setup.starts([str(stub)])
    assert setup.starts([sys.executable])
