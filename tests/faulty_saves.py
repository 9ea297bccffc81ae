"""Saves on a disk that fails once, of the file alone and in the window."""

from __future__ import annotations

from pathlib import Path

from desktopapp.core import project
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from tests.faults import every_fault
from tests.samples import saved, zero_report

BUSINESS = "applications.received.business"


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
