"""Dated backups: each state once, the newest and one a day, whatever the clock says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core import backups
from desktopapp.core.backups import KEPT, NEWEST, Backup, Contents, superfluous
from desktopapp.core.files import CannotRead, CannotWrite
from tests.faults import every_fault, names

STATE = Contents("内容".encode(), "2024-12-01 10:00", "张三", "/共享/甲.nianbao")


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    where = tmp_path / "备份"
    backups.keep(where, STATE)
    (kept,) = backups.kept(where)
    assert backups.read(kept.path) == STATE
    assert (kept.number, kept.day) == (1, "2024-12-01")


def test_the_same_again_is_not_kept_twice(tmp_path: Path) -> None:
    for content in (b"1", b"1", b"2", b"1"):
        backups.keep(tmp_path, STATE._replace(content=content))
    assert [backups.read(kept.path).content for kept in backups.kept(tmp_path)] == [b"1", b"2", b"1"]


def test_a_folder_is_found_by_people_and_not_taken_for_anothers(tmp_path: Path) -> None:
    one, other = (backups.folder(tmp_path, tmp_path / place / "某局 2024年:年报.nianbao") for place in ("一", "二"))
    assert one.name.startswith("某局_2024年_年报-") and other.name.startswith("某局_2024年_年报-")
    assert one != other


def test_the_newest_stay_and_of_older_days_the_last(tmp_path: Path) -> None:
    number = 0
    for day in range(1, 11):
        for _ in range(6):
            number += 1
            backups.keep(tmp_path, STATE._replace(content=str(number).encode(), when=f"2024-12-{day:02d} 10:00"))
    kept = backups.kept(tmp_path)
    assert len(kept) == KEPT
    assert [backup.number for backup in kept[:NEWEST]] == list(range(number, number - NEWEST, -1))
    assert {backup.day for backup in kept} == {f"2024-12-{day:02d}" for day in range(1, 11)}


@given(st.lists(st.sampled_from(["2024-12-01", "2024-12-02", "1970-01-01", "2099-01-01"]), max_size=90))
def test_a_clock_that_jumps_takes_nothing_new_away(days: list[str]) -> None:
    states = [Backup(Path(), number, day) for number, day in enumerate(days)][::-1]
    going = superfluous(states)
    assert len(states) - len(going) == min(len(states), KEPT)
    assert not set(going) & set(states[:NEWEST])
    assert {state.day for state in states} == {state.day for state in states if state not in going}


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x1f\x8b\x08\x00" + b"\0" * 30])
def test_a_damaged_backup_is_said_and_the_next_is_kept_all_the_same(tmp_path: Path, content: bytes) -> None:
    backups.keep(tmp_path, STATE)
    (kept,) = backups.kept(tmp_path)
    kept.path.write_bytes(content)
    with pytest.raises(CannotRead, match=r"^备份“.*”读不出来：.*。$"):
        backups.read(kept.path)
    backups.keep(tmp_path, STATE)
    assert backups.read(backups.kept(tmp_path)[0].path) == STATE


def test_every_call_of_a_backup_may_fail_and_those_before_stay(tmp_path: Path) -> None:
    def folder(failing: int, trouble: int) -> Path:
        return tmp_path / f"{failing}-{trouble}"

    def make(failing: int, trouble: int):
        backups.keep(folder(failing, trouble), STATE)
        return lambda: backups.keep(folder(failing, trouble), STATE._replace(content=b"new"))

    def check(disk, failing: int, trouble: int, error: Exception | None) -> None:
        assert error is None or isinstance(error, CannotWrite), disk.failed
        kept = [backups.read(backup.path).content for backup in backups.kept(folder(failing, trouble))]
        assert kept[-1] == STATE.content and (error is not None or b"new" in kept), disk.failed
        assert len(names(folder(failing, trouble))) == len(kept)

    assert every_fault(make, check) > 60
