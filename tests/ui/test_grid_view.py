"""The grid: filling in as in Excel, driven by the keys a person presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from desktopapp.core.report import Entry
from desktopapp.ui.grid_model import ADDRESS_ROLE
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, index_of, load, messages, show, type_at
from tests.samples import distinct_report, zero_report

ROW = "applications.received."


class TestGrid:
    def test_a_number_typed_and_entered_goes_into_its_cell_and_the_cursor_goes_down(self, window: MainWindow) -> None:
        grid = type_at(window, ROW + "business", "12")
        assert window.document.report.value(ROW + "business") == 12
        assert grid.currentIndex().data(ADDRESS_ROLE) == "applications.carried_in.business"

    def test_tab_goes_right_and_on_to_the_next_row(self, window: MainWindow) -> None:
        grid = type_at(window, ROW + "other", "1", Qt.Key.Key_Tab)
        assert grid.currentIndex().data(ADDRESS_ROLE) == ROW + "total"
        QTest.keyClick(grid, Qt.Key.Key_Tab)
        assert grid.currentIndex().data(ADDRESS_ROLE) == "applications.carried_in.natural_person"
        QTest.keyClick(grid, Qt.Key.Key_Backtab)
        assert grid.currentIndex().data(ADDRESS_ROLE) == ROW + "total"

    def test_enter_passes_headings_over(self, window: MainWindow) -> None:
        grid = type_at(window, "disclosure.normative_documents.in_force", "7")
        assert grid.currentIndex().data(ADDRESS_ROLE) == "disclosure.licensing.decisions"
        QTest.keyClick(grid, Qt.Key.Key_Up)
        assert grid.currentIndex().data(ADDRESS_ROLE).startswith("disclosure.normative_documents")

    def test_delete_empties_the_selected_cells_as_one_step(self, window: MainWindow) -> None:
        load(window, zero_report())
        show(window, "applications")
        grid = find(window, QTableView, "grid_applications")
        window.workspace.grid.select([ROW + "business", ROW + "research", "applications.granted.other"])
        QTest.keyClick(grid, Qt.Key.Key_Delete)
        assert [window.document.report.text(address) for address in (ROW + "business", ROW + "research", "applications.granted.other")] == [
            "",
            "",
            "",
        ]
        window.document.undo_stack.undo()
        assert window.document.report.entries == zero_report().entries

    def test_what_is_not_a_number_stays_as_typed_and_is_red(self, window: MainWindow) -> None:
        load(window, zero_report())
        grid = type_at(window, "disclosure.penalties.decisions", "12abc")
        assert index_of(grid, "disclosure.penalties.decisions").data() == "12abc"
        assert any("“12abc”不是数字" in message for message in messages(window))

    def test_a_control_total_shows_a_tick_or_the_difference(self, window: MainWindow) -> None:
        load(window, zero_report())
        model = find(window, QTableView, "grid_applications").model()
        type_at(window, "applications.granted.total", "0")
        assert model._looks[2, 6].control == "✓"
        type_at(window, "applications.granted.total", "5")
        assert (model._looks[2, 6].text, model._looks[2, 6].control) == ("0", "≠5")

    def test_a_number_with_a_note_shows_the_number(self, window: MainWindow) -> None:
        grid = type_at(window, "disclosure.licensing.decisions", "52（其中新办39件，变更13件）")
        index = index_of(grid, "disclosure.licensing.decisions")
        assert index.data() == "52"
        assert index.data(Qt.ItemDataRole.EditRole) == "52"  # the note is edited apart from the number
        assert "有注" in index.data(Qt.ItemDataRole.AccessibleTextRole)

    def test_a_cell_speaks_its_row_its_column_its_value_and_its_state(self, window: MainWindow) -> None:
        load(window, zero_report())
        address, name = (
            "applications.refused_state_secret.business",
            "三、本年度办理结果 （三）不予公开 1.属于国家秘密 申请人情况 法人或其他组织 商业企业",
        )
        spoken = index_of(type_at(window, address, "3"), address).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == f"{name}，3"
        spoken = index_of(type_at(window, address, "3x"), address).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith(f"{name}，3x") and spoken.endswith("，阻断")

    def test_headings_stay_when_the_table_scrolls(self, window: MainWindow) -> None:
        show(window, "applications")
        grid = find(window, QTableView, "grid_applications")
        before = grid.horizontalHeader().geometry()
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
        assert grid.horizontalHeader().geometry() == before
        assert grid.verticalHeader().width() > 0

    def test_no_heading_is_cut(self, window: MainWindow) -> None:
        for table in ("disclosure", "applications", "disputes"):
            show(window, table)
            grid = find(window, QTableView, f"grid_{table}")
            for header in (grid.horizontalHeader(), grid.verticalHeader()):
                for box in header._boxes if header.isVisible() else ():
                    area = header.area(box).adjusted(4, 1, -4, -1)
                    needed = header.fontMetrics().boundingRect(area, int(Qt.TextFlag.TextWordWrap), box.text)
                    assert needed.height() <= area.height() + 1, box.text

    @pytest.mark.parametrize("number", ["84177", "1234567", "999999999999999"])
    def test_a_long_number_is_not_cut_even_beside_another_total(self, window: MainWindow, number: str) -> None:
        show(window, "applications")
        window.document.put({ROW + "business": Entry(number), ROW + "total": Entry(number[:-1] + "1")}, "填数")
        QApplication.processEvents()
        grid = window.workspace.grid
        for address in (ROW + "business", ROW + "total"):
            index = index_of(grid, address)
            look = grid.model().look(index.row(), index.column())
            assert grid._delegate.room_for(look) <= grid.columnWidth(index.column())


def test_a_digit_typed_in_the_grid_never_lands_in_another_cell(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "applications")
    grid = find(window, QTableView, "grid_applications")
    grid.setCurrentIndex(index_of(grid, ROW + "research"))
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5"))
    assert grid.currentIndex().data(ADDRESS_ROLE) == ROW + "research"
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.document.report.text(ROW + "research") == "5"


class TestClipboard:
    """The vectors that spreadsheets' users try first."""

    def put_on_clipboard(self, text: str, source: str) -> None:
        held = QMimeData()
        if source == "text":
            held.setText(text)
        else:  # as a browser or Word does: the table in HTML, its words without any order as text
            rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row.split("\t")) + "</tr>" for row in text.split("\n"))
            held.setHtml(f"<html><body><table>{rows}</table></body></html>")
            held.setText(text.replace("\t", "\n"))
        QApplication.clipboard().setMimeData(held)

    def paste(self, window: MainWindow, address: str, text: str | None = None) -> None:
        if text is not None:
            QApplication.clipboard().setText(text)
        grid = find(window, QTableView, f"grid_{address.split('.')[0]}")
        show(window, address.split(".")[0])
        grid.setFocus()
        grid.setCurrentIndex(index_of(grid, address))
        grid.select([address])  # a Ctrl of the key before would have added to the selection
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def test_a_block_of_three_by_seven_is_one_step_and_is_reported(self, window: MainWindow) -> None:
        load(window, zero_report())
        self.paste(window, ROW + "natural_person", "1\t2\t3\t4\t5\t6\t21\n0\t0\t0\t0\t0\t0\t0\n1\t2\t3\t4\t5\t6\t20")
        report = window.document.report
        assert (report.value(ROW + "other"), report.control(ROW + "total"), report.control("applications.granted.total")) == (6, 21, 20)
        assert "合计已核对3个、不符1个" in window.notice.words
        window.document.undo_stack.undo()
        assert report.entries == zero_report().entries

    def test_a_blank_in_the_middle_blanks_and_words_are_left_out(self, window: MainWindow) -> None:
        load(window, zero_report())
        self.paste(window, ROW + "natural_person", "1\t\t3\t无")
        report = window.document.report
        assert [report.text(ROW + key) for key in ("natural_person", "business", "research", "public_welfare")] == ["1", "", "3", "0"]
        assert "“无”" in window.notice.words

    def test_one_value_fills_the_selection(self, window: MainWindow) -> None:
        load(window, zero_report())
        show(window, "applications")
        chosen = [ROW + "business", ROW + "other", "applications.granted.research"]
        window.workspace.grid.select(chosen)
        QApplication.clipboard().setText("7")
        QTest.keyClick(window.workspace.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert [window.document.report.text(address) for address in chosen] == ["7", "7", "7"]

    @pytest.mark.parametrize(
        ("start", "text", "expected"),
        [
            ("legal_service", "8", {"received.legal_service": "8"}),
            ("natural_person", "1,234\t5", {"received.natural_person": "1,234", "received.business": "5"}),
            ("natural_person", "1\t\t3", {"received.natural_person": "1", "received.business": "", "received.research": "3"}),
        ],
    )
    @pytest.mark.parametrize("source", ["text", "html"])
    def test_the_same_block_lands_from_text_and_from_html(
        self, window: MainWindow, start: str, text: str, expected: dict, source: str
    ) -> None:
        load(window, zero_report())
        self.put_on_clipboard(text, source)
        self.paste(window, ROW + start)
        report = window.document.report
        changed = {
            address.removeprefix("applications."): report.text(address)
            for address in report.form.cells
            if report.text(address) != zero_report().text(address)
        }
        assert changed == expected

    @pytest.mark.parametrize("source", ["text", "html"])
    def test_a_whole_table_of_twenty_five_by_seven_comes_from_a_spreadsheet_or_a_web_page(self, window: MainWindow, source: str) -> None:
        load(window, zero_report())
        wanted = distinct_report()
        cells = wanted.form.tables["applications"].cells
        rows = [[str(wanted.value(cell.address)) for cell in cells[first : first + 7]] for first in range(0, len(cells), 7)]
        self.put_on_clipboard("\n".join("\t".join(row) for row in rows), source)
        self.paste(window, ROW + "natural_person")
        report = window.document.report
        assert [report.value(cell.address) for cell in cells] == [wanted.value(cell.address) for cell in cells]
        assert window.notice.words == f"已粘贴{len(cells)}格，合计已核对{sum(cell.is_sum for cell in cells)}个、不符0个。"
        assert window.document.undo_stack.count() == 1

    def test_a_row_is_repeated_over_a_selection_that_it_fills(self, window: MainWindow) -> None:
        load(window, zero_report())
        show(window, "applications")
        rows = ("received", "carried_in", "granted")
        window.workspace.grid.select([f"applications.{row}.{column}" for row in rows for column in ("business", "research")])
        QApplication.clipboard().setText("4\t5")
        QTest.keyClick(window.workspace.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        report = window.document.report
        assert [report.text(f"applications.{row}.{column}") for row in rows for column in ("business", "research")] == ["4", "5"] * 3

    def test_a_number_pasted_or_typed_over_a_number_with_a_note_keeps_the_note(self, window: MainWindow) -> None:
        load(window, zero_report())
        type_at(window, "disclosure.licensing.decisions", "52（其中新办39件，变更13件）")
        QApplication.clipboard().setText("60")
        self.paste(window, "disclosure.licensing.decisions")
        assert window.document.report.text("disclosure.licensing.decisions") == "60（其中新办39件，变更13件）"
        type_at(window, "disclosure.licensing.decisions", "61")
        assert window.document.report.text("disclosure.licensing.decisions") == "61（其中新办39件，变更13件）"

    def test_what_is_copied_pastes_back(self, window: MainWindow) -> None:
        load(window, distinct_report())
        show(window, "applications")
        grid = window.workspace.grid
        row = [f"applications.granted.{key}" for key in ("natural_person", "business", "research")]
        grid.select(row)
        QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        numbers = [str(window.document.report.value(address)) for address in row]
        assert QApplication.clipboard().text() == "\t".join(numbers)
        assert QApplication.clipboard().mimeData().html().count("<td>") == 3
        self.paste(window, "applications.declined_repeat.natural_person", QApplication.clipboard().text())
        assert window.document.report.text("applications.declined_repeat.research") == numbers[2]

    def test_ctrl_d_and_ctrl_r_repeat_the_first(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put({ROW + "business": Entry("7"), ROW + "research": Entry("8")}, "填数")
        show(window, "applications")
        grid = window.workspace.grid
        grid.select([ROW + "business", ROW + "research", "applications.carried_in.business", "applications.carried_in.research"])
        QTest.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        report = window.document.report
        assert [report.text(f"applications.carried_in.{key}") for key in ("business", "research")] == ["7", "8"]
        QTest.keyClick(grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert [report.text(f"applications.{row}.research") for row in ("received", "carried_in")] == ["7", "7"]

    def test_cut_empties_as_one_step(self, window: MainWindow) -> None:
        load(window, distinct_report())
        show(window, "applications")
        window.workspace.grid.select([ROW + "business", ROW + "other"])
        QTest.keyClick(window.workspace.grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
        assert window.document.report.text(ROW + "business") == ""
        window.document.undo_stack.undo()
        assert window.document.report.entries == distinct_report().entries
