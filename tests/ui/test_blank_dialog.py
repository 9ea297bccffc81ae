"""Empty tables for the 科室: chosen rows go out, and what comes back filled in is read into its cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from desktopapp import formats, resources
from desktopapp.ui.blank_dialog import BlankDialog
from desktopapp.ui.main_window import MainWindow
from tests.hands import load, wait_until
from tests.samples import zero_report


@pytest.fixture
def dialog(window: MainWindow) -> BlankDialog:
    return BlankDialog(window.document.report.form, window)


def test_the_whole_form_is_chosen_at_first(dialog: BlankDialog) -> None:
    assert dialog.rows == []


def test_a_table_and_single_rows_are_named_by_the_beginning_of_their_addresses(dialog: BlankDialog) -> None:
    for row in range(1, 3):
        dialog.tree.topLevelItem(row).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.rows == ["disclosure"]
    table = dialog.tree.topLevelItem(0)
    table.setCheckState(0, Qt.CheckState.Unchecked)
    assert not any(button.isEnabled() for button in dialog.buttons.values())
    table.child(2).setCheckState(0, Qt.CheckState.Checked)
    assert dialog.rows == ["disclosure.licensing"]
    assert all(button.isEnabled() for button in dialog.buttons.values())


@pytest.mark.parametrize("kind", ["Word", "PDF", "Excel"])
def test_it_is_written_where_the_user_says(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str) -> None:
    load(window, zero_report())

    def answer(shown: BlankDialog) -> QDialog.DialogCode:
        shown.buttons[kind].click()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(BlankDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "发科室"), ""))
    window.actions_by_key["blank"].trigger()
    wait_until(lambda: "已导出" in window.notice.words)
    assert [path.stem for path in tmp_path.iterdir()] == ["发科室"]


def test_a_filled_worksheet_comes_back_cell_for_cell(tmp_path: Path) -> None:
    from desktopapp.formats import blank_forms

    path = tmp_path / "许可.xlsx"
    form = resources.form()
    blank_forms.write(form, ["disclosure.licensing", "disclosure.penalties"], path, "清河县档案管理局", 2024)
    book = openpyxl.load_workbook(path)
    numbers = iter((52, 7))
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            if line[0].value in ("行政许可", "行政处罚"):
                next(cell for cell in line[1:] if cell.value is None).value = next(numbers)
    book.save(path)
    read = formats.read(path, resources.forms()).report(resources.forms())
    assert (read.text("disclosure.licensing.decisions"), read.text("disclosure.penalties.decisions")) == ("52", "7")
