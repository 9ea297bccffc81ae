"""Saves on a disk that fails once, of the file alone and in the window."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from desktopapp.core import project
from desktopapp.core.files import FileTrouble
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from tests.faults import Disk, every_fault, names
from tests.samples import blank_report, distinct_report, saved, zero_report

if TYPE_CHECKING:
    from desktopapp.ui.main_window import MainWindow

BUSINESS = "applications.received.business"
ONE_SENTENCE = re.compile(r"无法保存“甲\.nianbao”：[\u4e00-\u9fff，U、]+。(原有文件没有改动，)?请换一个(位置|名称)另存。")


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links")


def saves_of_a_file(folder: Path, before: int, links: bool, thorough: bool = True) -> int:
    """A project saved for the first, second or third time (`before` 0, 1, 2), where links are known or not: as below."""
    versions = [project.dumps(Project(make())).encode() for make in (blank_report, distinct_report, zero_report)]

    def within(failing: int, trouble: int) -> Path:
        return folder / f"{failing}-{trouble}"

    def make(failing: int, trouble: int):
        within(failing, trouble).mkdir()
        path = within(failing, trouble) / "甲.nianbao"
        known = None
        for make_report in (blank_report, distinct_report)[:before]:
            known = project.write(Project(make_report()), path)
        return lambda: project.write(Project(zero_report()), path, known)

    def check(disk: Disk, failing: int, trouble: int, error: Exception | None) -> None:
        path, case = within(failing, trouble) / "甲.nianbao", (disk.failed, failing, trouble, error)
        old = versions[before - 1] if before else None
        held = path.read_bytes() if path.exists() else None
        assert held == (versions[2] if error is None else old), case
        backup = path.with_name("甲.nianbao.bak")
        kept = backup.read_bytes() if backup.exists() else None
        older = [versions[before - 2]] if before > 1 else [None]
        assert kept in ([old] if error is None else [old, *older]), case
        assert names(path.parent) <= {"甲.nianbao", "甲.nianbao.bak"}, case
        if error is not None:
            assert isinstance(error, FileTrouble) and ONE_SENTENCE.fullmatch(str(error)), case
            assert ("原有文件没有改动" in str(error)) == bool(before), case

    with mock.patch.object(os, "link", os.link if links else _refuse):
        return every_fault(make, check, thorough)


def saves_in_a_window(window: MainWindow, folder: Path, thorough: bool) -> int:
    """The lock, the backups, the file and the journal: each call fails once; returns the number of cases. Raises AssertionError."""
    before = project.dumps(Project(zero_report())).encode()
    window._settings.person = "张三"

    def place(failing: int, trouble: int) -> Path:
        return folder / f"{failing}-{trouble}" / "甲.nianbao"

    def make(failing: int, trouble: int):
        path = place(failing, trouble)
        path.parent.mkdir()
        saved(zero_report(), path)
        window.document.undo_stack.setClean()
        window.open_path(path)
        window.document.put({BUSINESS: Entry("3")}, "填数")
        assert window.recovery.secure()
        return lambda: window.files.save_to(path)

    def check(disk, failing: int, trouble: int, error: Exception | None) -> None:
        path = place(failing, trouble)
        case = (disk.failed, failing, trouble, error, window.notice.words)
        assert error is None, case
        ours = project.dumps(window.document.project).encode()
        assert path.read_bytes() in (before, ours), case
        assert window.document.modified == (path.read_bytes() == before), case
        assert window.document.report.text(BUSINESS) == "3"
        assert {item.name for item in path.parent.iterdir()} <= {"甲.nianbao", "甲.nianbao.bak", ".~甲.nianbao.lock"}, case
        if window.document.modified:
            assert window.notice.words.startswith("无法保存“甲.nianbao”：") and window.notice.words.endswith("另存。"), case
            assert window.recovery.secure(), case
        window.document.undo_stack.setClean()
        window.document._touched = False

    return every_fault(make, check, thorough)
