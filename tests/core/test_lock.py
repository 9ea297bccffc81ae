"""One window at a time has a file, and a dead program has none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktopapp.core.lock import Holder, Lock, take
from tests.faults import every_fault, names

ROOT = Path(__file__).parents[2]
ME = Holder("张三", "PC-1", 1, "2024-12-01 10:00")
OTHER_WINDOW = Holder("李四", "PC-1", 2, "2024-12-01 11:00")
OTHER_COMPUTER = Holder("王五", "PC-2", 3, "2024-12-01 12:00")
HOLD = """
import sys
from pathlib import Path
from desktopapp.core.lock import Holder, take
held = take(Path(sys.argv[1]), Holder("李四", "PC-1", 2, "早上"), Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "共享").mkdir()
    return tmp_path / "共享" / "甲.nianbao"


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    return tmp_path / "锁"


def test_a_second_window_learns_who_has_the_file(path: Path, spare: Path) -> None:
    lock = take(path, ME, spare)
    assert isinstance(lock, Lock)
    assert names(path.parent) == {".~甲.nianbao.lock"}
    assert take(path, OTHER_WINDOW, spare) == ME._replace(alive=True)
    assert take(path, OTHER_WINDOW, spare, anyway=True) == ME._replace(alive=True)
    lock.release()
    assert names(path.parent) == set()
    assert isinstance(take(path, OTHER_WINDOW, spare), Lock)


def test_a_dead_programs_lock_is_taken_over(path: Path, spare: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path), str(spare)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        assert take(path, ME, spare) == Holder("李四", "PC-1", 2, "早上", alive=True)
        other.kill()
        other.wait()
    assert names(path.parent) == {".~甲.nianbao.lock"}
    assert isinstance(take(path, ME, spare), Lock)


def test_another_computers_lock_is_asked_about_and_taken_only_then(path: Path, spare: Path) -> None:
    left = take(path, OTHER_COMPUTER, spare)
    os.close(left._handle)  # as a share shows it that tells nobody of locks
    assert take(path, ME, spare) == OTHER_COMPUTER
    mine = take(path, ME, spare, anyway=True)
    assert isinstance(mine, Lock)
    assert take(path, OTHER_COMPUTER, spare) == ME._replace(alive=True)
    mine.release()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[]", b'{"who": 1}', b"[" * 100_000])
def test_a_lock_that_names_nobody_is_taken_over(path: Path, spare: Path, content: bytes) -> None:
    path.with_name(".~甲.nianbao.lock").write_bytes(content)
    assert isinstance(take(path, ME, spare), Lock)


def test_where_the_folder_takes_no_file_the_lock_lies_among_the_users_own(path: Path, spare: Path) -> None:
    path.parent.rmdir()
    lock = take(path, ME, spare)
    assert len(names(spare)) == 1
    assert take(path, OTHER_WINDOW, spare) == ME._replace(alive=True)
    lock.release()
    assert names(spare) == set()


def test_a_name_as_long_as_names_may_be_can_be_locked(path: Path, spare: Path) -> None:
    long = path.with_name("a" * 250)
    assert isinstance(take(long, ME, spare), Lock)
    assert take(long, OTHER_WINDOW, spare) == ME._replace(alive=True)


def test_a_lock_that_cannot_be_made_stops_nobody(path: Path, spare: Path) -> None:
    def check(disk, failing: int, trouble: int, error: Exception | None) -> None:
        assert error is None, (disk.failed, failing, trouble)

    assert every_fault(lambda *_: lambda: take(path, ME, spare).release(), check) > 30


def test_a_stick_that_was_pulled_out_frees_its_lock_without_a_word(path: Path, spare: Path) -> None:
    lock = take(path, ME, spare)
    path.with_name(".~甲.nianbao.lock").unlink()
    path.parent.rmdir()
    lock.release()
    lock.release()
