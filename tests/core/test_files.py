"""Files are written whole or not at all, whatever fails, and nothing is left lying about."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktopapp.core import files, project
from desktopapp.core.files import CannotWrite, ChangedOnDisk, extended, write_atomically
from desktopapp.core.project import Project
from tests.faults import names
from tests.faulty_saves import saves_of_a_file
from tests.samples import distinct_report, zero_report


class TestOneFault:
    @pytest.mark.parametrize("links", [True, False], ids=["with links", "on a stick that knows no links"])
    @pytest.mark.parametrize("before", [0, 1, 2], ids=["the first save", "the second", "the third"])
    def test_every_call_of_a_save_may_fail_and_nothing_is_lost(self, tmp_path: Path, before: int, links: bool) -> None:
        assert saves_of_a_file(tmp_path, before, links) > 60


class TestWhatOthersWrote:
    def test_a_file_that_somebody_else_changed_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        known = project.write(Project(zero_report()), path)
        path.write_bytes(b"theirs")
        with pytest.raises(ChangedOnDisk, match=r"“甲\.nianbao”已被其他程序或者其他人改动，没有覆盖。"):
            project.write(Project(distinct_report()), path, known)
        assert path.read_bytes() == b"theirs"
        assert names(tmp_path) == {"甲.nianbao"}
        project.write(Project(distinct_report()), path)
        assert path.with_name("甲.nianbao.bak").read_bytes() == b"theirs"

    def test_a_save_that_was_done_though_a_share_said_no_is_no_change_by_others(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        known = project.write(Project(zero_report()), path)
        project.write(Project(distinct_report()), path)
        assert project.write(Project(distinct_report()), path, known) == path.read_bytes()

    def test_a_file_that_vanished_is_written_again(self, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        known = project.write(Project(zero_report()), path)
        path.unlink()
        project.write(Project(distinct_report()), path, known)
        assert path.exists()

    @pytest.mark.parametrize("when", [0, 2**31 + 5, 4e9])
    def test_a_clock_that_jumped_changes_nothing(self, tmp_path: Path, when: float) -> None:
        path = tmp_path / "甲.nianbao"
        known = project.write(Project(zero_report()), path)
        os.utime(path, (when, when))
        project.write(Project(distinct_report()), path, known)
        path.write_bytes(b"theirs")
        os.utime(path, (when, when))
        with pytest.raises(ChangedOnDisk):
            project.write(Project(distinct_report()), path, known)


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "年报 二.nianbao",
            "𠮷😀\u200b.nianbao",
            "%s{}$(x)`'\";&|.nianbao",
            "-rf.nianbao",
            " 甲 .nianbao",
            "甲\n乙.nianbao",
            "e\u0301.nianbao",
            "甲" * 80 + ".nianbao",
        ],
    )
    def test_any_name_will_do(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        for report in (zero_report(), distinct_report()):
            project.write(Project(report), path)
        assert project.read(path, {"2021": report.form}).report.entries == report.entries
        assert name in names(tmp_path)

    def test_a_name_as_long_as_names_may_be_is_saved_again_and_again(self, tmp_path: Path) -> None:
        name = "a" * 247 + ".nianbao"
        for report in (zero_report(), distinct_report()):
            project.write(Project(report), tmp_path / name)
        assert names(tmp_path) == {name}

    @pytest.mark.parametrize("name", ["甲\0.nianbao", "\ud800.nianbao"])
    def test_a_name_that_is_none_is_refused_in_a_sentence(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(CannotWrite, match=r"文件名不能用。请换一个名称另存。$"):
            write_atomically(tmp_path / name, lambda path: path.write_bytes(b""))
        assert not names(tmp_path)

    @pytest.mark.parametrize(
        ("name", "marked"),
        [
            ("C:\\年报\\甲.nianbao", "C:\\年报\\甲.nianbao"),
            ("C:\\" + "甲" * 250 + "\\乙.nianbao", "\\\\?\\C:\\" + "甲" * 250 + "\\乙.nianbao"),
            ("C:/" + "甲" * 250 + "/../乙.nianbao" + "丙" * 200, "\\\\?\\C:\\乙.nianbao" + "丙" * 200),
            ("\\\\server\\share\\" + "甲" * 300, "\\\\?\\UNC\\server\\share\\" + "甲" * 300),
            ("\\\\?\\C:\\" + "甲" * 300, "\\\\?\\C:\\" + "甲" * 300),
        ],
    )
    def test_a_long_path_is_marked_for_windows(self, name: str, marked: str) -> None:
        assert extended(name) == marked

    def test_elsewhere_a_path_is_taken_as_it_is(self) -> None:
        if os.name == "nt":
            pytest.skip("Windows marks long paths")
        assert files.reachable(Path("甲" * 300)) == Path("甲" * 300)


def test_a_share_that_cannot_flush_still_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    assert project.write(Project(zero_report()), tmp_path / "甲.nianbao") == (tmp_path / "甲.nianbao").read_bytes()
