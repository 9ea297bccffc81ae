"""Below a narrative: its length, and its 小标题 to jump to by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.text_editor import TextEditor
from tests.hands import find, load, press, show
from tests.samples import zero_report

TEXT = "总的情况。\n（一）主动公开情况\n1. 规范性文件\n发布。\n（二）依申请公开情况\n" + "办理。\n" * 60 + "（三）监督保障情况\n考核。"


@pytest.fixture
def editor(window: MainWindow) -> TextEditor:
    report = zero_report()
    report.apply(report.plan({"overview": Entry(TEXT)}))
    load(window, report)
    show(window, "overview")
    editor = find(window, TextEditor, "text_overview")
    editor.setFocus()
    return editor


def headings(window: MainWindow, place: str = "overview") -> list[str]:
    box = find(window, QComboBox, f"outline_{place}")
    return [box.itemText(row) for row in range(box.count())]


def test_the_headings_are_listed_by_level_and_follow_the_text(window: MainWindow, editor: TextEditor) -> None:
    assert headings(window) == ["　（一）主动公开情况", "　　1.规范性文件", "　（二）依申请公开情况", "　（三）监督保障情况"]
    window.document.put_text("overview", TEXT + "\n（四）其他", "编辑")
    assert headings(window)[-1] == "　（四）其他"


def test_by_keys_alone_one_jumps_to_a_heading(window: MainWindow, editor: TextEditor) -> None:
    press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    box = find(window, QComboBox, "outline_overview")
    assert box.hasFocus()
    box.showPopup()
    QApplication.processEvents()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    assert editor.hasFocus() and editor.textCursor().block().text() == "（三）监督保障情况"
    assert editor.cursorRect().intersects(editor.viewport().rect())


def test_a_heading_in_the_middle_comes_to_the_top(window: MainWindow, editor: TextEditor) -> None:
    find(window, QComboBox, "outline_overview").activated.emit(2)
    assert editor.textCursor().block().text() == "（二）依申请公开情况"
    assert 0 <= editor.cursorRect().top() < editor.viewport().height() // 4


def test_it_shows_in_whose_section_the_cursor_stands(window: MainWindow, editor: TextEditor) -> None:
    box = find(window, QComboBox, "outline_overview")
    cursor = editor.textCursor()
    for line, row in ((0, -1), (1, 0), (3, 1), (20, 2)):
        cursor.setPosition(editor.document().findBlockByNumber(line).position())
        editor.setTextCursor(cursor)
        assert box.currentIndex() == row


def test_without_headings_there_is_no_list(window: MainWindow, editor: TextEditor) -> None:
    window.document.put_text("overview", "没有小标题。", "编辑")
    assert not find(window, QComboBox, "outline_overview").isVisible()


def test_the_length_follows_the_text_the_tables_and_the_local_limit(window: MainWindow, editor: TextEditor) -> None:
    window.document.put_text("overview", "收到{applications.received.total}件。", "编辑")
    count = find(window, QLabel, "count_overview")
    assert count.text() == "5字（不计标点4字，许多地方要求不超过1000字），1段"
    window.document.put({"applications.received.other": Entry("1234")}, "填数")
    assert count.text().startswith("8字（")
    window.document.put_office(OfficeRules(longest={"overview": 900}), "换")
    assert count.text() == "8字（不超过900字），1段"
