"""The command as a process of its own: what must be there, what its streams can say, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktopapp import resources

ROOT = Path(__file__).resolve().parents[1]
FORM = resources.form()
PIPE_BROKEN = 141

# Runs the command as on a machine on which a library is not there: its import is refused.
WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
from desktopapp.__main__ import main
sys.exit(main())
"""


def command(*words: object, absent: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a process of its own."""
    start = ["-c", WITHOUT.format(absent=absent)] if absent else ["-m", "desktopapp"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, *start, *map(str, words)], capture_output=True, env=environment, check=False, timeout=60)


def test_everything_but_the_window_runs_without_qt(tmp_path: Path, whole: Path, text: Path) -> None:
    absent = ("PySide6", "shiboken6")
    out = tmp_path / "导入.nianbao"
    for words in (
        ["new", tmp_path / "新.nianbao", "--organ", "清河县财政局", "--year", "2024"],
        ["show", whole],
        ["check", whole, "--json"],
        ["import", text, "--out", out],
        ["rules"],
        ["--help"],
    ):
        done = command(*words, absent=absent)
        assert (done.returncode, done.stderr) == (0, b""), words
    window = command(absent=absent)
    assert window.returncode == 2 and "无法打开窗口" in window.stderr.decode()


def test_checking_loads_no_library_of_another_format(whole: Path) -> None:
    done = command("check", whole, absent=("PySide6", "docx", "openpyxl", "lxml", "xlsxwriter", "platformdirs"))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("encoding", "comes_out"), [("ascii", "utf-8"), ("latin-1", "utf-8"), ("cp936", "cp936"), ("utf-8", "utf-8")])
def test_chinese_is_said_on_every_console(broken: Path, encoding: str, comes_out: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    assert "核对结论：有阻断项" in command("check", broken, **environment).stdout.decode(comes_out)
    assert json.loads(command("show", broken, "--json", **environment).stdout.decode("utf-8"))["organ"] == "清河县\u00a0档案管理局"
    assert command("show", broken, **environment).returncode == 0  # cp936 has no NBSP


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_reader_that_goes_away_is_no_trouble(whole: Path) -> None:
    shell = 'set -o pipefail; "$0" -m desktopapp show "$1" --json | head -c 1'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", shell, sys.executable, str(whole)], capture_output=True, env=environment, check=False, timeout=60)
    assert done.stderr == b"" and done.returncode in (0, PIPE_BROKEN)  # 0 where the whole fitted into the pipe


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_finds_no_room_is_one_sentence(whole: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktopapp", "show", str(whole)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr.decode()) == (2, "无法输出结果：磁盘已满。\n")


def test_without_a_display_the_window_is_refused_in_a_sentence() -> None:
    if sys.platform != "linux":
        pytest.skip("只有 Linux 会话可能没有显示器")
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    ended = subprocess.run(
        [sys.executable, "-m", "desktopapp"], cwd=ROOT, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("这里没有显示器") and "Traceback" not in ended.stderr
