"""A bug of ours: the work is safe first, then one dialog, whose report holds nothing of the user's."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktopapp.core import journal, project
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui.crash import CrashGuard
from desktopapp.ui.crash_dialog import CrashDialog, report
from desktopapp.ui.main_window import MainWindow
from tests.hands import type_at, wait_until
from tests.samples import distinct_report


@pytest.fixture(autouse=True)
def application() -> QApplication:
    return QApplication.instance() or QApplication([])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[CrashDialog]:
    """The dialogs that were shown."""
    dialogs: list[CrashDialog] = []
    monkeypatch.setattr(CrashDialog, "exec", lambda dialog: dialogs.append(dialog))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return dialogs


def fail(words: str) -> BaseException:
    """An error as it comes, with another behind it."""
    try:
        try:
            int(words)
        except ValueError as first:
            raise KeyError(words) from first
    except KeyError as error:
        return error


class TestGuard:
    def test_our_bug_rescues_the_work_and_shows_one_dialog(self, shown, tmp_path: Path, capsys) -> None:
        guard = CrashGuard(tmp_path / "救回", lambda: Project(distinct_report()), lambda: False)
        for _ in range(3):
            try:
                raise ZeroDivisionError
            except ZeroDivisionError:
                guard.caught(*sys.exc_info())
        assert (len(shown), guard.count) == (1, 3)
        (rescued,) = (tmp_path / "救回").glob("*.nianbao")
        assert str(rescued) in shown[0].words.text()
        assert project.read(rescued, {"2021": distinct_report().form}).report.entries == distinct_report().entries

    def test_with_a_bug_the_work_is_in_the_journal_and_the_dialog_says_so(self, window: MainWindow, shown, tmp_path, capsys) -> None:
        guard = window.findChild(CrashGuard)
        type_at(window, "applications.received.business", "37")
        guard.caught(KeyError, fail("x"), None)
        assert "再打开时点“恢复”" in shown[0].words.text()
        (path,) = window.recovery.folder.glob("*.journal")
        kept = project.loads(journal.load(path).text.encode(), "", {"2021": window.document.report.form})
        assert kept.report.entries == window.document.report.entries

    def test_where_the_journal_fails_too_the_work_is_put_elsewhere(self, shown, tmp_path: Path, capsys) -> None:
        def broken() -> bool:
            raise RuntimeError("the journal itself")

        CrashGuard(tmp_path, lambda: Project(distinct_report()), broken).caught(KeyError, fail("x"), None)
        assert "已另存到" in shown[0].words.text()

    def test_a_bug_in_another_thread_comes_to_the_same_dialog(self, shown, tmp_path: Path, capsys) -> None:
        guard = CrashGuard(tmp_path, lambda: None, lambda: True)
        guard.install()
        thread = threading.Thread(target=lambda: [][1])
        thread.start()
        thread.join()
        wait_until(lambda: shown)
        assert "IndexError" in shown[0].report.toPlainText()

    def test_without_a_console_the_dialog_comes_all_the_same(self, shown, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        CrashGuard(tmp_path, lambda: None, lambda: True).caught(KeyError, fail("x"), None)
        assert len(shown) == 1


class TestReport:
    def test_nothing_that_was_filled_in_and_no_folder_stands_in_it(self) -> None:
        secret = "清河县档案管理局/home/张三/年报.nianbao"
        error = fail(secret)
        words = report(error, error.__traceback__)
        assert secret not in words and str(Path.home()) not in words and str(Path(__file__).parent) not in words
        assert "错误 KeyError" in words and "起因 ValueError" in words
        assert "test_crash.py 第" in words and "Python" in words

    def test_a_place_in_the_program_is_told_from_its_house_on(self, window: MainWindow) -> None:
        try:
            window.document.report.plan({"nowhere": Entry("1")})
        except KeyError as error:
            assert "desktopapp/core/report.py 第" in report(error, error.__traceback__)

    def test_it_can_be_read_copied_and_kept(self, tmp_path: Path) -> None:
        dialog = CrashDialog("在那里。", "报告\n")
        next(button for button in dialog.findChildren(QPushButton) if button.text().startswith("复制")).click()
        assert QApplication.clipboard().text() == "报告\n"
        dialog.keep(tmp_path / "报告.txt")
        assert (tmp_path / "报告.txt").read_text("utf-8-sig") == "报告\n"
        dialog.keep(tmp_path / "没有" / "报告.txt")
        assert "文件夹不存在" in dialog.said.text()
        dialog.deleteLater()
