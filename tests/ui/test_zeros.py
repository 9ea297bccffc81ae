"""全部填零 asks, fills the blanks of the table that is shown, and is recorded."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtWidgets import QDialog

from desktopapp.core import project
from desktopapp.core.report import RECORD, Entry
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.sign_dialog import SignDialog
from tests.hands import load, show
from tests.samples import blank_report, zero_report


@pytest.fixture
def confirm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user ticks the box, signs and accepts."""

    def answer(dialog: SignDialog) -> QDialog.DialogCode:
        dialog.person.clear()
        assert not dialog.act.isEnabled()
        dialog.confirmed.setChecked(True)
        assert not dialog.act.isEnabled(), "nobody has signed"
        dialog.person.setText("李明")
        assert dialog.act.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SignDialog, "exec", answer)


def test_the_blanks_become_zeros_as_one_step_with_a_line_in_the_record(window: MainWindow, confirm: None, tmp_path) -> None:
    load(window, blank_report())
    window.document._now = lambda: datetime.datetime.fromisoformat("2025-01-08T09:30")
    window.document.put_text("disputes.review.upheld", "3", "填数")
    show(window, "disputes")
    window.actions_by_key["zeros"].trigger()
    report = window.document.report
    assert report.text("disputes.review.upheld") == "3"
    assert [report.text(cell.address) for cell in report.form.tables["disputes"].cells if not cell.is_sum].count("0") == 11
    assert all(not report.text(cell.address) for cell in report.form.tables["disputes"].cells if cell.is_sum)
    line = "2025-01-08 09:30　李明　政府信息公开行政复议、行政诉讼情况：11格填零，确认本年度确无此项"
    assert report.text(RECORD) == line
    project.write(window.document.project, tmp_path / "a.nianbao")
    read = project.read(tmp_path / "a.nianbao", {report.form.edition: report.form})
    assert read.report.text(RECORD) == line
    window.document.undo_stack.undo()
    assert report.text(RECORD) == ""
    assert not report.text("disputes.review.other")


def test_a_second_line_follows_the_first(window: MainWindow, confirm: None) -> None:
    load(window, blank_report())
    for part in ("disclosure", "disputes"):
        show(window, part)
        window.actions_by_key["zeros"].trigger()
    assert len(window.document.report.text(RECORD).split("\n")) == 2
    assert window._settings.person == "李明"


def test_a_refusal_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    load(window, blank_report())
    monkeypatch.setattr(SignDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    show(window, "disputes")
    window.actions_by_key["zeros"].trigger()
    assert window.document.report.entries == {}


@pytest.mark.parametrize(
    ("part", "entries", "words"),
    [
        ("overview", {}, "先转到要填零的表"),
        ("disputes", {}, "没有空白格"),
        ("disputes", {"disputes.review.other": Entry(""), "final": Entry("x")}, "已经定稿"),
    ],
)
def test_what_cannot_be_done_is_said(window: MainWindow, part: str, entries: dict[str, Entry], words: str) -> None:
    load(window, zero_report())
    window.document.put(entries, "改")
    show(window, part)
    window.actions_by_key["zeros"].trigger()
    assert words in window.notice.words
