"""A finding that wants a reason is passed by one, and wants another when its numbers change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton

from desktopapp.core import carrying
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, load, messages, press, show, type_text, wait_until
from tests.samples import careful_report

LICENCES = "disclosure.licensing.decisions"


def choose_first(window: MainWindow) -> QLineEdit:
    show(window, "disclosure")
    view = find(window, QListView, "findings")
    view.setCurrentIndex(view.model().index(0, 0))
    line = find(window, QLineEdit, "reason")
    line.setFocus()
    return line


def test_a_reason_passes_the_finding_as_one_step_and_is_shown_with_it(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text(LICENCES, "5（其中3件，1件）", "填数")
    assert find(window, QLabel, "verdict").text() == "？ 通过核对，1处需说明"
    choose_first(window)
    type_text("另有1件未办结")
    press(Qt.Key.Key_Return)
    assert find(window, QLabel, "verdict").text() == "✓ 通过核对"
    assert window.document.findings[0].reason == "另有1件未办结"
    assert window.document.marks == {}
    view = find(window, QListView, "findings")
    assert view.currentIndex().row() == 0, "the finding stays current"
    assert window.document.undo_stack.undoText() == "说明理由"
    window.document.undo_stack.undo()
    assert find(window, QLabel, "verdict").text() == "？ 通过核对，1处需说明"


def test_the_old_reason_is_offered_when_the_numbers_change(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text(LICENCES, "5（其中3件，1件）", "填数")
    choose_first(window)
    type_text("另有1件未办结")
    press(Qt.Key.Key_Return)
    window.document.put({LICENCES: Entry("6（其中3件，1件）")}, "填数")
    line = choose_first(window)
    assert line.text() == ""
    assert line.placeholderText() == "上次的理由：另有1件未办结"
    assert window.document.findings[0].open


def test_what_blocks_takes_no_reason(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text("disputes.review.other", "12abc", "填数")
    line = choose_first(window)
    assert messages(window)[0].endswith("不是数字。")
    assert line.isReadOnly()


def test_last_years_reason_is_offered_and_one_key_takes_it_over(window: MainWindow) -> None:
    last = careful_report()
    load(window, last)
    window.document.put_text(LICENCES, "5（其中3件，1件）", "填数")
    choose_first(window)
    type_text("另有1件未办结")
    press(Qt.Key.Key_Return)
    following = Project(carrying.next_year(window.document.report, window.document.report.form), last=carrying.as_last(last))
    window.document.replace(following, None, saved=True)
    window.document.put_text(LICENCES, "8（其中4件，2件）", "填数")
    show(window, "disclosure")
    view = find(window, QListView, "findings")
    row = [finding.rule for finding in view.model().findings].index("C03")
    view.setCurrentIndex(view.model().index(row, 0))
    assert find(window, QLineEdit, "reason").placeholderText() == "上年的理由：另有1件未办结"
    assert window.document.findings[row].open, "an offer is not applied by itself"
    view.setFocus()
    press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)  # a button pressed by its key shows that for a moment
    wait_until(lambda: [finding.reason for finding in window.document.findings if finding.rule == "C03"] == ["另有1件未办结"])
    assert window.document.undo_stack.undoText() == "说明理由"
    assert not find(window, QPushButton, "reason_offer").isVisible()


def test_a_reason_being_written_outlives_the_pause_after_which_texts_are_read(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text(LICENCES, "5（其中3件，1件）", "填数")
    line = choose_first(window)
    type_text("另有1件")
    window.document.put_text("overview", "本机关依法公开。", "试")
    window.document.settled()
    assert line.text() == "另有1件"
    press(Qt.Key.Key_Return)
    assert [finding.reason for finding in window.document.findings if finding.rule == "C03"] == ["另有1件"]
