"""本格: origin, control total, note and mend of the cursor's cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktopapp.core.report import Entry, Origin
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, load, press, show, type_text
from tests.samples import blank_report, zero_report

LICENCES = "disclosure.licensing.decisions"


def stand_on(window: MainWindow, address: str) -> None:
    show(window, address.split(".")[0])
    window.workspace.grid.setFocus()
    window.workspace.grid.go_to(address)


def state(window: MainWindow) -> str:
    return find(window, QLabel, "cell_state").text()


def test_a_note_is_written_beside_its_number_as_one_step_and_its_parts_are_added_up(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put_text(LICENCES, "52", "填数")
    stand_on(window, LICENCES)
    press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert find(window, QLineEdit, "cell_note").hasFocus()
    type_text("其中新办39件，变更12件")
    report, total = window.document.report, find(window, QLabel, "cell_note_sum")
    assert report.text(LICENCES) == "52（其中新办39件，变更12件）"
    assert report.value(LICENCES) == 52
    assert total.text() == "≠ 39+12=51，本格是52"
    find(window, QLineEdit, "cell_note").setCursorPosition(12)
    press(Qt.Key.Key_Backspace)
    type_text("3")
    assert report.text(LICENCES) == "52（其中新办39件，变更13件）"
    assert total.text() == "✓ 39+13=52"
    window.document.undo_stack.undo()
    assert report.text(LICENCES) == "52"


def test_the_number_is_edited_without_its_note(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put_text(LICENCES, "52（其中新办39件，变更13件）", "填数")
    stand_on(window, LICENCES)
    press(Qt.Key.Key_F2)
    type_text("4")
    press(Qt.Key.Key_Return)
    assert window.document.report.text(LICENCES) == "524（其中新办39件，变更13件）"


def test_a_blank_cell_takes_no_note(window: MainWindow) -> None:
    load(window, blank_report())
    stand_on(window, LICENCES)
    note = find(window, QLineEdit, "cell_note")
    assert note.isReadOnly()
    assert note.placeholderText() == "填了数才能写批注"


@pytest.mark.parametrize(
    ("origin", "words"),
    [(Origin.TYPED, "手填"), (Origin.CARRIED, "上年带入"), (Origin.IMPORTED, "导入未核"), (Origin.SEEN, "导入或带入，已核对")],
)
def test_the_origin_is_said(window: MainWindow, origin: Origin, words: str) -> None:
    load(window, zero_report())
    window.document.put({LICENCES: Entry("7", origin)}, "导入")
    stand_on(window, LICENCES)
    assert state(window) == words


def test_ctrl_m_marks_what_is_selected_as_looked_at(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put({LICENCES: Entry("7", Origin.IMPORTED), "disclosure.fees.amount": Entry("8", Origin.CARRIED)}, "导入")
    stand_on(window, LICENCES)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    report = window.document.report
    assert report.entry(LICENCES).origin is report.entry("disclosure.fees.amount").origin is Origin.SEEN
    assert report.entry("disclosure.penalties.decisions").origin is Origin.TYPED
    assert window.document.undo_stack.undoText() == "标为已核对"


def test_a_total_says_how_its_control_compares(window: MainWindow) -> None:
    load(window, zero_report())
    stand_on(window, "disputes.review.total")
    assert state(window) == "由程序合计；填一个数就与合计核对"
    type_text("2")
    press(Qt.Key.Key_Return)
    stand_on(window, "disputes.review.total")
    assert state(window) == "填的合计数2：不符，程序合计是0"


def test_yuan_in_a_cell_of_ten_thousands_is_mended_on_request(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put_text("disclosure.fees.amount", "251000元", "填数")
    stand_on(window, "disclosure.fees.amount")
    mend = find(window, QPushButton, "cell_mend")
    assert mend.text() == "换算为25.1万元"
    mend.click()
    assert window.document.report.text("disclosure.fees.amount") == "25.1"
    assert mend.isHidden()


def test_nothing_moves_from_cell_to_cell(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put_text("disclosure.fees.amount", "251000元", "填数")
    heights = set()
    for address in (LICENCES, "disclosure.fees.amount", "disputes.review.total"):
        stand_on(window, address)
        heights.add((window.workspace.findings.cell.height(), window.workspace.findings.cell.y()))
    assert len(heights) == 1
