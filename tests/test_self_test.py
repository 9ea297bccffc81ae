"""`nianbao --self-test DIR`: one line of facts where all is well, one sentence and a failure where something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktopapp import resources

ROOT = Path(__file__).parents[1]


def run(folder: Path, home: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without a display; `code` runs first."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    surroundings |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "c"), "XDG_DATA_HOME": str(home / "d"), "PYTHONUTF8": "1"}
    program = f"{code}\nimport sys; sys.argv = ['nianbao', '--self-test', {str(folder)!r}]; from desktopapp.__main__ import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_it_fills_exports_reads_back_and_says_so_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path / "自检 一", tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith("自检通过：")
    assert "填报200格" in done.stdout and "读回全部一致" in done.stdout
    written = {path.suffix for path in (tmp_path / "自检 一").iterdir() if path.is_file()}
    assert {".nianbao", ".docx", ".xlsx", ".pdf"} <= written


def test_the_users_own_folders_are_not_touched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert run(tmp_path / "out", home).returncode == 0
    assert list(home.rglob("*nianbao*")) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.modules['docx'] = None", "docx"),
        (
            "from desktopapp.formats import to_xlsx; to_xlsx.write = lambda report, path, *_: path.write_bytes(b'PK')",
            "年报助手自检.xlsx|zip",
        ),
        ("from desktopapp.core import project; project.dumps = lambda _: '{}'", "自检没有通过"),
    ],
)
def test_whatever_is_missing_or_wrong_is_a_failure(tmp_path: Path, code: str, words: str) -> None:
    done = run(tmp_path / "out", tmp_path / "home", code)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("自检没有通过（")
    assert any(word in done.stderr for word in words.split("|"))


def test_a_folder_that_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(tmp_path / "file", tmp_path / "home")
    assert done.returncode == 1 and done.stderr.startswith("自检没有通过（")


def test_a_program_on_a_stick_keeps_its_settings_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nianbao.exe"))
    assert resources.portable() is None
    (tmp_path / "portable").touch()
    assert resources.portable() == tmp_path / "数据"
