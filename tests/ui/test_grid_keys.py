"""Excel's habits in the grid: where the cursor goes by each key, what leaves an editor, what an input method types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktopapp.core.report import Entry, Origin
from desktopapp.ui.grid_view import GridView
from desktopapp.ui.main_window import MainWindow
from tests.hands import load, press, show, type_text
from tests.samples import blank_report, zero_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def grid_at(window: MainWindow, address: str) -> GridView:
    """The grid of a cell, the cursor on it."""
    show(window, address.split(".")[0])
    grid = window.workspace.grid
    assert grid is not None
    grid.setFocus()
    grid.go_to(address)
    return grid


def applications(row: str, column: str) -> str:
    return f"applications.{row}.{column}"


def editor() -> QLineEdit:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit), focus
    return focus


class TestMoving:
    @pytest.mark.parametrize(
        ("start", "key", "modifiers", "arrives"),
        [
            ("received.natural_person", Key.Key_Right, Qt.KeyboardModifier.NoModifier, "received.business"),
            ("received.natural_person", Key.Key_Down, Qt.KeyboardModifier.NoModifier, "carried_in.natural_person"),
            ("received.business", Key.Key_Home, Qt.KeyboardModifier.NoModifier, "received.natural_person"),
            ("received.business", Key.Key_End, Qt.KeyboardModifier.NoModifier, "received.total"),
            ("granted.business", Key.Key_Home, CTRL, "received.natural_person"),
            ("granted.business", Key.Key_End, CTRL, "carried_out.total"),
            ("received.business", Key.Key_Right, CTRL, "received.total"),
            ("received.business", Key.Key_Down, CTRL, "carried_out.business"),
            ("granted.other", Key.Key_Left, CTRL, "granted.natural_person"),
            ("granted.other", Key.Key_Up, CTRL, "received.other"),
        ],
    )
    def test_a_key_arrives_where_it_does_in_excel(self, window: MainWindow, start: str, key: Qt.Key, modifiers, arrives: str) -> None:
        load(window, zero_report())
        grid = grid_at(window, f"applications.{start}")
        press(key, modifiers)
        assert grid.current_address() == f"applications.{arrives}"
        assert grid.selected_addresses() == [f"applications.{arrives}"]

    def test_ctrl_with_an_arrow_stops_at_the_end_of_what_is_filled_and_then_leaps_the_blanks(self, window: MainWindow) -> None:
        load(window, blank_report())
        filled = ("received", "carried_in", "granted", "declined_repeat")
        window.document.put({applications(row, "business"): Entry("1") for row in filled}, "填数")
        grid = grid_at(window, applications("received", "business"))
        stops = []
        for _ in range(3):
            press(Key.Key_Down, CTRL)
            stops.append(grid.current_address().split(".")[1])
        assert stops == ["granted", "declined_repeat", "concluded"]

    def test_shift_with_an_arrow_selects_on_the_way(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("received", "business"))
        press(Key.Key_Right, SHIFT)
        press(Key.Key_Down, SHIFT)
        assert set(grid.selected_addresses()) == {
            applications(row, column) for row in ("received", "carried_in") for column in ("business", "research")
        }
        press(Key.Key_End, CTRL | SHIFT)
        assert applications("carried_out", "total") in grid.selected_addresses()

    def test_ctrl_a_selects_every_cell(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, "disclosure.fees.amount")
        press(Key.Key_A, CTRL)
        assert set(grid.selected_addresses()) == {cell.address for cell in grid.table.cells}

    @pytest.mark.parametrize(
        ("modifier", "selected"),
        [
            (
                CTRL,
                {
                    "regulations.issued",
                    "normative_documents.issued",
                    "licensing.decisions",
                    "penalties.decisions",
                    "coercion.decisions",
                    "fees.amount",
                },
            ),
            (SHIFT, {"regulations.issued", "regulations.repealed", "regulations.in_force"}),
        ],
    )
    def test_space_with_ctrl_or_shift_selects_the_column_or_the_row(self, window: MainWindow, modifier, selected: set[str]) -> None:
        load(window, zero_report())
        grid = grid_at(window, "disclosure.regulations.issued")
        press(Key.Key_Space, modifier)
        assert {address.removeprefix("disclosure.") for address in grid.selected_addresses()} == selected

    def test_enter_after_tabs_returns_to_the_column_where_they_began(self, window: MainWindow) -> None:
        load(window, blank_report())
        grid = grid_at(window, applications("received", "business"))
        for digit in "123":
            type_text(digit)
            press(Key.Key_Tab)
        assert grid.current_address() == applications("received", "legal_service")
        type_text("4")
        press(Key.Key_Return)
        assert grid.current_address() == applications("carried_in", "business")
        assert [
            window.document.report.text(applications("received", key))
            for key in ("business", "research", "public_welfare", "legal_service")
        ] == list("1234")

    def test_an_arrow_between_ends_the_run_of_tabs(self, window: MainWindow) -> None:
        load(window, blank_report())
        grid = grid_at(window, applications("received", "business"))
        press(Key.Key_Tab)
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert grid.current_address() == applications("granted", "research")

    def test_shift_enter_and_shift_tab_go_back(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("granted", "business"))
        press(Key.Key_Return, SHIFT)
        assert grid.current_address() == applications("carried_in", "business")
        press(Key.Key_Tab, SHIFT)
        assert grid.current_address() == applications("carried_in", "natural_person")

    def test_in_a_selection_enter_and_tab_go_round_and_the_selection_stays(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("received", "business"))
        press(Key.Key_Right, SHIFT)
        press(Key.Key_Down, SHIFT)
        start, seen = grid.currentIndex(), []
        for _ in range(4):
            press(Key.Key_Return)
            seen.append(grid.current_address())
        assert len(set(seen)) == 4
        assert grid.currentIndex() == start
        press(Key.Key_Tab)
        assert len(grid.selected_addresses()) == 4


class TestEditing:
    def test_escape_leaves_the_cell_as_it_was(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("received", "business"))
        type_text("77")
        press(Key.Key_Escape)
        assert window.document.report.text(applications("received", "business")) == "0"
        assert grid.hasFocus()
        assert not window.document.modified

    def test_arrows_leave_a_cell_that_is_being_typed_and_commit_it(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("received", "business"))
        for key, arrives in (
            (Key.Key_Right, "received.research"),
            (Key.Key_Down, "carried_in.research"),
            (Key.Key_Left, "carried_in.business"),
        ):
            left = grid.current_address()
            type_text("5")
            press(key)
            assert grid.current_address() == f"applications.{arrives}"
            assert window.document.report.text(left) == "5"

    def test_in_a_cell_opened_by_f2_arrows_move_in_its_text_until_f2_changes_over(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put_text(applications("received", "business"), "123", "填数")
        grid = grid_at(window, applications("received", "business"))
        press(Key.Key_F2)
        press(Key.Key_Left)
        press(Key.Key_Left)
        type_text("9")
        assert editor().text() == "1923"  # F2 put the cursor at the end
        press(Key.Key_F2)
        press(Key.Key_Right)
        assert grid.current_address() == applications("received", "research")

    def test_ctrl_enter_puts_what_is_typed_into_every_selected_cell_as_one_step(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = grid_at(window, applications("received", "business"))
        press(Key.Key_Right, SHIFT)
        press(Key.Key_Down, SHIFT)
        chosen = grid.selected_addresses()
        type_text("6")
        press(Key.Key_Return, CTRL)
        assert [window.document.report.text(address) for address in chosen] == ["6"] * 4
        assert window.document.undo_stack.count() == 1
        assert grid.hasFocus()

    def test_full_width_digits_are_a_number(self, window: MainWindow) -> None:
        load(window, blank_report())
        grid_at(window, applications("received", "business"))
        type_text("１２")
        press(Key.Key_Return)
        assert window.document.report.value(applications("received", "business")) == 12

    def test_an_input_method_composes_in_the_cell_and_loses_no_key(self, window: MainWindow) -> None:
        load(window, blank_report())
        grid = grid_at(window, applications("received", "business"))
        for composing in ("w", "wu"):
            QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(composing, []))
            assert grid.hasFocus(), "a change of focus would end the composition"
        committed = QInputMethodEvent("", [])
        committed.setCommitString("无")
        QApplication.sendEvent(QApplication.focusWidget(), committed)
        assert editor().text() == "无"
        press(Key.Key_Return)
        assert window.document.report.text(applications("received", "business")) == "无"

    def test_what_an_input_method_gives_up_leaves_the_cell_as_it_was(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid_at(window, applications("received", "business"))
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("wu", []))
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("", []))
        type_text("8")
        press(Key.Key_Return)
        assert window.document.report.text(applications("received", "business")) == "8"

    def test_a_cell_entered_as_it_was_has_been_looked_at(self, window: MainWindow) -> None:
        load(window, zero_report())
        address = applications("received", "business")
        window.document.put({address: Entry("0", Origin.IMPORTED)}, "导入")
        grid_at(window, address)
        press(Key.Key_F2)
        press(Key.Key_Return)
        assert window.document.report.entry(address) == Entry("0", Origin.SEEN)


class TestAddends:
    @pytest.mark.parametrize(
        ("total", "addends"),
        [
            ("disputes.review.total", [f"disputes.review.{key}" for key in ("upheld", "corrected", "other", "pending")]),
            (
                "applications.received.total",
                [
                    applications("received", key)
                    for key in ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
                ],
            ),
        ],
    )
    def test_ctrl_and_bracket_point_at_the_addends_of_a_total(self, window: MainWindow, total: str, addends: list[str]) -> None:
        load(window, zero_report())
        grid = grid_at(window, total)
        press(Key.Key_BracketLeft, CTRL)
        assert grid.selected_addresses() == addends
        press(Key.Key_Delete)
        assert all(window.document.report.text(address) == "0" for address in addends), "pointing is not selecting"

    def test_a_cell_that_is_no_total_says_so(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid_at(window, applications("received", "business"))
        window.actions_by_key["addends"].trigger()
        assert "没有加数" in window.notice.words


def test_a_final_takes_no_key_and_a_paste_says_so(window: MainWindow) -> None:
    load(window, zero_report())
    window.document.put({"final": Entry("2025-01-20 清河县档案管理局")}, "定稿")
    before = dict(window.document.report.entries)
    grid = grid_at(window, applications("received", "business"))
    type_text("7")
    QTest.keyClick(grid, Key.Key_Return)
    QTest.keyClick(grid, Key.Key_Delete)
    QApplication.clipboard().setText("1\t2\t3")
    QTest.keyClick(grid, Key.Key_V, CTRL)
    assert window.document.report.entries == before
    assert "3格已经定稿，没有改动" in window.notice.words


def test_a_digit_sent_to_the_grid_goes_into_the_cursors_cell(window: MainWindow) -> None:
    load(window, blank_report())
    grid = grid_at(window, applications("declined_excessive", "other"))
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, Key.Key_3, Qt.KeyboardModifier.NoModifier, "3"))
    press(Key.Key_Return)
    assert {place: entry.raw for place, entry in window.document.report.entries.items()} == {
        applications("declined_excessive", "other"): "3"
    }
