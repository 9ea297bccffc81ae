"""口径 can be looked up from anywhere by F1."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget

from desktopapp.ui.main_window import MainWindow
from tests.hands import find, load, press, show, type_text
from tests.samples import zero_report


def found(window: MainWindow) -> list[str]:
    listed = find(window, QListWidget, "guidance_found")
    return [listed.item(row).text() for row in range(listed.count())]


def test_f1_searches_the_rows_and_enter_goes_to_the_first_found(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "overview")
    window.workspace.go_to("overview")
    press(Qt.Key.Key_F1)
    type_text("国家秘密")
    assert any("属于国家秘密" in name for name in found(window))
    press(Qt.Key.Key_Return)
    assert window.workspace.grid.current_address() == "applications.refused_state_secret.natural_person"
    assert window.workspace.grid.hasFocus()
    assert "计：" in find(window, QLabel, "guidance_words").text()


def test_every_word_must_be_found_and_nothing_found_is_said(window: MainWindow) -> None:
    show(window, "disclosure")
    window.actions_by_key["guidance"].trigger()
    type_text("万元 收费")
    assert found(window) == ["行政事业性收费"]
    press(Qt.Key.Key_Escape)
    assert find(window, QLineEdit, "guidance_search").text() == ""
    type_text("没有这样的词")
    assert found(window) == ["没有找到，换个词试试"]


def test_f1_unfolds_the_panel(window: MainWindow) -> None:
    window.actions_by_key["show_findings"].trigger()
    assert not window.workspace.findings.isVisible()
    window.actions_by_key["guidance"].trigger()
    assert window.workspace.findings.isVisible()
    assert find(window, QLineEdit, "guidance_search").hasFocus()


def test_every_row_of_the_form_is_found_by_its_name(window: MainWindow) -> None:
    search = find(window, QLineEdit, "guidance_search")
    form = window.document.report.form
    for table in form.tables.values():
        for block in table.blocks:
            for row in block.rows:
                name = row.label[-1] if row.label else form.part(table.key).title
                search.setText(name)
                assert name in found(window)
