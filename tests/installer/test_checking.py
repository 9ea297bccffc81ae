"""The checks of the packages: each can fail, and what was not done is never called passed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from checking import files, quick, rooms
from checking.verdict import NotDone, Outcome, judged
from targets import AMD64

SAID = """\
  0x0010:   Name: GLIBC_2.17  Flags: none  Version: 5
  0x0020:   Name: GLIBC_2.28  Flags: none  Version: 6
  0x0030:   Name: GLIBCXX_3.4.21  Flags: none  Version: 7
  0x0040:   Name: CXXABI_1.3.9  Flags: none  Version: 8
 0x0000000000000001 (NEEDED)             Shared library: [libQt6Core.so.6]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]
"""


def test_the_newest_version_is_found_by_number_not_by_letter() -> None:
    assert files.newest(SAID, "GLIBC") == (2, 28)
    assert files.newest(SAID + "Name: GLIBC_2.4 ", "GLIBC") == (2, 28)
    assert files.newest(SAID, "GLIBCXX") == (3, 4, 21)
    assert files.newest("", "GLIBC") == (0,)


def test_the_libraries_that_a_file_asks_for_are_found() -> None:
    assert files.needed(SAID) == ["libQt6Core.so.6", "libc.so.6"]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One library, of which readelf says the above."""
    (tmp_path / "libQt6Gui.so.6").write_bytes(b"\x7fELF")
    (tmp_path / "notes.txt").write_text("no library")
    monkeypatch.setattr(files, "readelf", lambda *_: SAID)
    return tmp_path


def test_a_file_that_old_systems_load_passes(shipped: Path) -> None:
    assert files.floors(shipped, AMD64) == "1个库文件，最高只要 glibc 2.28、GLIBCXX 3.4.21"


@pytest.mark.parametrize("newer", ["GLIBC_2.29", "GLIBCXX_3.4.26"])
def test_one_that_they_do_not_load_fails(shipped: Path, monkeypatch: pytest.MonkeyPatch, newer: str) -> None:
    monkeypatch.setattr(files, "readelf", lambda *_: f"{SAID}Name: {newer} ")
    with pytest.raises(AssertionError, match=r"旧系统加载不了 libQt6Gui\.so\.6"):
        files.floors(shipped, AMD64)


def test_no_file_at_all_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="没有找到任何库文件"):
        files.floors(tmp_path, AMD64)


def test_a_library_that_nothing_brings_fails(shipped: Path) -> None:
    with pytest.raises(AssertionError, match=r"没有声明依赖 libQt6Core\.so\.6（libQt6Gui\.so\.6 要用）"):
        files.depended_on(shipped, {"libc.so.6": ("libc6",)})


def test_a_library_that_is_shipped_need_not_be_depended_on(shipped: Path) -> None:
    (shipped / "libQt6Core.so.6").write_bytes(b"\x7fELF")
    assert files.depended_on(shipped, {"libc.so.6": ("libc6",)}) == "系统须有1个库，都已声明"


def test_a_package_that_is_too_large_fails(tmp_path: Path) -> None:
    package = tmp_path / "x.deb"
    package.write_bytes(bytes(2_000_000))
    with pytest.raises(AssertionError, match=r"安装包2\.0 MB（限1）"):
        files.sizes(package, tmp_path, 1, 100)


def test_without_the_kept_python_nothing_is_called_passed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIANBAO_CACHE", str(tmp_path))
    monkeypatch.setattr(quick, "BUILD", tmp_path)
    assert quick.check([]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5 and all(line.startswith("未做　") for line in lines)


def test_one_failure_decides() -> None:
    def fail() -> str:
        raise AssertionError("两次做出的安装包不同")

    assert judged("两次相同", fail) == (Outcome.FAILS, "两次做出的安装包不同")


def test_what_was_not_done_is_neither_passed_nor_failed() -> None:
    def cannot() -> str:
        raise NotDone("没有 Wine")

    assert judged("Wine", cannot).outcome is Outcome.NOT_DONE


@pytest.mark.skipif(not shutil.which("bash"), reason="the scripts run inside Debian")
@pytest.mark.parametrize("script", sorted(Path(files.__file__).parent.glob("*.sh")), ids=lambda path: path.name)
def test_the_scripts_for_clean_systems_can_be_read(script: Path) -> None:
    assert subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize(("first", "again", "holds"), [(1999, 900, True), (2001, 900, False), (700, 1001, False)])
def test_a_window_that_comes_too_late_fails(first: int, again: int, holds: bool) -> None:
    assert rooms.in_time(f"自检通过；双击到窗口出现（第一次）{first} 毫秒；双击到窗口出现（再次）{again} 毫秒；卸载") is holds


def test_a_window_that_was_not_measured_is_no_pass() -> None:
    assert not rooms.in_time("自检通过")
