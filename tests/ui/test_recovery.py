"""Unsaved work is on the disk a moment after the key, and is offered once after a kill."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableView

from desktopapp import app
from desktopapp.core import journal, project
from desktopapp.core.journal import Header, Journal
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from desktopapp.ui import journal_writer, questions, recovery
from desktopapp.ui.backups_dialog import BackupsDialog
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.recovery_bar import RecoveryBar
from tests.faults import names
from tests.hands import find, index_of, load, show, type_at, type_text, wait_until
from tests.samples import distinct_report, saved, zero_report

BUSINESS = "applications.received.business"
FORMS = {"2021": distinct_report().form}


def in_journals(window: MainWindow) -> list[Report]:
    """What the journals on the disk hold, the newest last."""
    found = sorted(path for path in window.recovery.folder.glob("*.journal") if path.stat().st_size)
    return [project.loads(journal.load(path).text.encode(), "", FORMS).report for path in found]


def killed(window: MainWindow, report: Report, path: Path | None = None, base: bytes | None = None) -> Path:
    """A journal as a killed program leaves it."""
    log = Journal(window.recovery.folder, Header(str(path or ""), journal.fingerprint(base) if base else "", "张三"))
    log.write(project.dumps(Project(report)), "2024-12-01 10:00:00")
    log.close()
    return log.path


def changed(report: Report, **texts: str) -> Report:
    report.apply(report.plan({place.replace("__", "."): Entry(text) for place, text in texts.items()}))
    return report


def offered(window: MainWindow) -> str:
    """What the bar says, empty where there is none."""
    window.restoring.offer()
    return said(window)


def said(window: MainWindow) -> str:
    bar = window.findChild(RecoveryBar)
    return bar.words if bar is not None and bar.isVisible() else ""


def click(window: MainWindow, name: str) -> None:
    find(window, QPushButton, name).click()


class TestJournal:
    def test_a_key_is_on_the_disk_within_a_second(self, window: MainWindow) -> None:
        assert recovery.PAUSE <= 300
        type_at(window, BUSINESS, "37")
        show(window, "overview")
        find(window, object, "text_overview").setFocus()
        type_text("一句。")
        wait_until(lambda: [report.text("overview") for report in in_journals(window)] == ["一句。"])
        assert in_journals(window)[0].entries == window.document.report.entries

    def test_what_is_being_typed_in_a_cell_is_there_before_it_is_entered(self, window: MainWindow) -> None:
        show(window, "applications")
        grid = find(window, QTableView, "grid_applications")
        grid.setFocus()
        grid.setCurrentIndex(index_of(grid, BUSINESS))
        type_text("37")
        assert not window.document.modified
        wait_until(lambda: [report.text(BUSINESS) for report in in_journals(window)] == ["37"])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        wait_until(lambda: not names(window.recovery.folder))
        assert window.document.report.text(BUSINESS) == ""

    def test_keys_without_a_pause_are_on_the_disk_too(self, window: MainWindow) -> None:
        show(window, "overview")
        find(window, object, "text_overview").setFocus()
        for _ in range(recovery.PAUSE // 10):
            type_text("a")
            QTest.qWait(20)
            if window.recovery.folder.exists() and in_journals(window):
                return
        raise AssertionError("typing put the journal off")

    def test_whatever_a_project_holds_is_in_it(self, window: MainWindow) -> None:
        load(window, distinct_report())
        window.document.put_last(zero_report(), {}, "设为上年年报")
        window.document.keep(window.document.draft("张三"))
        window.document.project.extra["later"] = {"key": [1]}
        assert window.recovery.secure()
        (path,) = window.recovery.folder.iterdir()
        assert journal.load(path).text == project.dumps(window.document.project)

    def test_a_save_ends_it(self, window: MainWindow, tmp_path: Path) -> None:
        type_at(window, BUSINESS, "37")
        assert window.recovery.secure()
        assert window.files.save_to(tmp_path / "甲.nianbao")
        wait_until(lambda: not names(window.recovery.folder))
        type_at(window, BUSINESS, "38")
        assert window.recovery.secure()
        (path,) = window.recovery.folder.iterdir()
        header = journal.load(path).header
        assert header == Header(str(tmp_path / "甲.nianbao"), journal.fingerprint((tmp_path / "甲.nianbao").read_bytes()), "")

    def test_where_all_is_undone_there_is_nothing_to_recover(self, window: MainWindow) -> None:
        type_at(window, BUSINESS, "37")
        assert window.recovery.secure()
        window.actions_by_key["undo"].trigger()
        wait_until(lambda: not names(window.recovery.folder))

    @pytest.mark.parametrize("leave", ["close", "new"])
    def test_what_was_not_wanted_is_set_aside(self, window: MainWindow, monkeypatch, leave: str) -> None:
        monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.DISCARD)
        type_at(window, BUSINESS, "37")
        window.recovery.secure()
        if leave == "close":
            type_at(window, BUSINESS, "38")
            window.close()
        else:
            window.actions_by_key["new"].trigger()
        wait_until(lambda: names(window.recovery.folder) == {"000001.aside"})
        kept = project.loads(journal.load(window.recovery.folder / "000001.aside").text.encode(), "", FORMS).report
        assert kept.text(BUSINESS) == ("38" if leave == "close" else "37")

    def test_a_disk_that_takes_none_is_said_once_and_is_tried_again(self, window: MainWindow) -> None:
        window.recovery.folder.parent.mkdir(parents=True, exist_ok=True)
        window.recovery.folder.write_bytes(b"in the way")
        type_at(window, BUSINESS, "37")
        assert not window.recovery.secure()
        wait_until(lambda: "请及时保存" in window.notice.words)
        window.notice.hide()
        type_at(window, BUSINESS, "38")
        assert not window.recovery.secure()
        QTest.qWait(50)
        assert not window.notice.words
        window.recovery.folder.unlink()
        type_at(window, BUSINESS, "39")
        assert window.recovery.secure()
        assert in_journals(window)[0].text(BUSINESS) == "39"

    def test_a_journal_that_has_grown_large_begins_anew(self, window: MainWindow, monkeypatch) -> None:
        monkeypatch.setattr(journal_writer, "LARGEST", 20_000)
        load(window, distinct_report())
        for number in range(30):
            window.document.put_text("overview", f"{number}" * 1000, "改")
            assert window.recovery.secure()
        assert len(names(window.recovery.folder)) == 1
        assert in_journals(window)[0].text("overview") == "29" * 1000
        assert sum(path.stat().st_size for path in window.recovery.folder.iterdir()) < 40_000


class TestOffer:
    def test_nothing_is_offered_where_nothing_was_lost(self, window: MainWindow) -> None:
        assert offered(window) == ""
        assert window.findChild(RecoveryBar) is None

    def test_work_that_was_never_saved_comes_back(self, window: MainWindow) -> None:
        report = changed(zero_report(), applications__received__business="37")
        killed(window, report)
        assert (
            offered(window)
            == "程序上次没有正常退出，“清河县档案管理局2024年政府信息公开工作年度报告”有没有保存的改动（2024-12-01 10:00）。"
        )
        assert QApplication.activeModalWidget() is None
        click(window, "recovery_restore")
        assert window.document.report.entries == report.entries
        assert (window.document.path, window.document.modified) == (None, True)
        assert said(window) == ""
        assert in_journals(window)[0].entries == report.entries, "a kill right now would lose it again"
        assert names(window.recovery.folder) == {"000002.journal"}

    def test_a_files_unsaved_work_goes_on_in_that_file(self, window: MainWindow, tmp_path: Path, monkeypatch) -> None:
        path = saved(zero_report(), tmp_path / "甲.nianbao")
        report = changed(zero_report(), applications__received__business="37")
        killed(window, report, path, path.read_bytes())
        assert "“甲.nianbao”有没有保存的改动" in offered(window)
        click(window, "recovery_restore")
        monkeypatch.setattr(questions, "ask_about_changed", None)
        window.actions_by_key["save"].trigger()
        assert project.read(path, FORMS).report.entries == report.entries
        wait_until(lambda: not names(window.recovery.folder))

    def test_a_file_that_others_changed_since_is_asked_about(self, window: MainWindow, tmp_path: Path, monkeypatch) -> None:
        path = saved(distinct_report(), tmp_path / "甲.nianbao")
        killed(window, zero_report(), path, b"what it held then")
        offered(window)
        click(window, "recovery_restore")
        asked: list[str] = []
        monkeypatch.setattr(questions, "ask_about_changed", lambda _parent, name: asked.append(name) or questions.OnDisk.CANCEL)
        window.actions_by_key["save"].trigger()
        assert asked == ["甲.nianbao"]

    def test_a_stick_that_is_gone_loses_no_work(self, window: MainWindow, tmp_path: Path) -> None:
        killed(window, zero_report(), tmp_path / "U盘" / "甲.nianbao", b"what it held")
        offered(window)
        click(window, "recovery_restore")
        assert window.document.report.entries == zero_report().entries
        window.actions_by_key["save"].trigger()
        assert "文件夹不存在" in window.notice.words
        assert window.recovery.secure() and window.document.modified

    def test_a_kill_between_a_save_and_the_end_of_its_journal_offers_nothing(self, window: MainWindow, tmp_path: Path) -> None:
        path = saved(zero_report(), tmp_path / "甲.nianbao")
        killed(window, zero_report(), path, b"before")
        assert offered(window) == ""
        assert not names(window.recovery.folder)

    def test_declined_work_is_set_aside_and_offered_no_more(self, window: MainWindow) -> None:
        killed(window, zero_report())
        offered(window)
        click(window, "recovery_decline")
        assert said(window) == "" and names(window.recovery.folder) == {"000001.aside"}
        assert offered(window) == ""

    def test_what_was_not_answered_is_offered_again(self, window: MainWindow) -> None:
        killed(window, zero_report())
        assert offered(window)
        window.restoring.leave()
        assert offered(window)

    def test_several_are_offered_one_after_the_other_the_newest_first(self, window: MainWindow) -> None:
        killed(window, changed(zero_report(), organ="甲局"))
        killed(window, changed(zero_report(), organ="乙局"))
        assert "“乙局2024年" in offered(window) and "（还有1份）" in said(window)
        click(window, "recovery_decline")
        assert "“甲局2024年" in said(window)
        click(window, "recovery_restore")
        assert window.document.report.organ == "甲局" and said(window) == ""

    def test_open_work_is_asked_about_before_other_work_takes_its_place(self, window: MainWindow, monkeypatch) -> None:
        type_at(window, BUSINESS, "3")
        killed(window, zero_report())
        offered(window)
        monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.CANCEL)
        click(window, "recovery_restore")
        assert window.document.report.text(BUSINESS) == "3" and said(window)

    def test_a_damaged_journal_is_set_aside_and_never_deleted(self, window: MainWindow) -> None:
        killed(window, zero_report()).write_bytes(b"\0" * 100)
        assert "已损坏，读不出来" in offered(window)
        assert not find(window, QPushButton, "recovery_restore").isVisible()
        click(window, "recovery_decline")
        assert names(window.recovery.folder) == {"000001.damaged"}

    def test_of_a_journal_damaged_at_its_end_the_rest_comes_back_and_it_stays(self, window: MainWindow) -> None:
        path = killed(window, zero_report())
        path.write_bytes(path.read_bytes() + b"00000000 {}\n" + journal.line({"when": "", "edits": [], "sum": 0}))
        assert "最后的部分已损坏" in offered(window)
        click(window, "recovery_restore")
        assert window.document.report.entries == zero_report().entries
        assert "000001.damaged" in names(window.recovery.folder)

    def test_it_can_be_looked_at_before(self, window: MainWindow, tmp_path: Path, monkeypatch) -> None:
        path = saved(zero_report(), tmp_path / "甲.nianbao")
        killed(window, changed(zero_report(), applications__received__business="37"), path, path.read_bytes())
        offered(window)
        seen: list[str] = []

        def look(dialog: BackupsDialog) -> int:
            seen.append(find(dialog, QLabel, "kept_words").text())
            assert not dialog.whole.isEnabled()
            return QDialog.DialogCode.Rejected

        monkeypatch.setattr(BackupsDialog, "exec", look)
        click(window, "recovery_look")
        assert seen == ["与文件里的有1处不同"] and said(window)

    def test_the_start_page_offers_it_and_leads_on(self, window: MainWindow) -> None:
        window.show_start_page()
        killed(window, zero_report())
        offered(window)
        click(window, "recovery_restore")
        assert window._stack.currentWidget() is window.workspace
        assert window.document.report.entries == zero_report().entries

    @pytest.mark.parametrize("start", [app.open_window, app.open_start_page])
    def test_each_start_offers_it_by_itself_and_asks_nothing(self, window: MainWindow, monkeypatch, start) -> None:
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        killed(window, zero_report())
        other = start()
        wait_until(lambda: said(other))
        assert QApplication.activeModalWidget() is None
        other.close()
        assert names(window.recovery.folder) == {"000001.journal"}
        other.document.deleteLater()
        other.deleteLater()

    def test_a_file_that_somebody_else_has_by_now_becomes_one_of_its_own(self, window: MainWindow, tmp_path: Path) -> None:
        from desktopapp.core.lock import Holder, take

        path = saved(zero_report(), tmp_path / "甲.nianbao")
        other = take(path, Holder("李四", "别的电脑", 1, ""), tmp_path)
        killed(window, distinct_report(), path, path.read_bytes())
        offered(window)
        click(window, "recovery_restore")
        assert (window.document.path, window.document.closed) == (None, False)
        assert window.document.report.entries == distinct_report().entries
        other.release()


def test_the_journals_lie_among_the_users_own_files(window: MainWindow) -> None:
    assert str(window.recovery.folder).startswith(os.environ["XDG_DATA_HOME"])
