"""Texts and tables point at each other: what is spoken of is underlined, and a click goes both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QToolTip

from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from tests import invented
from tests.hands import find, load, press, show, type_text
from tests.samples import careful_report

TEXT = "😀本机关认真工作,依法公开。\n全年新收0件，答复12件，结转0件。"
CTRL = Qt.KeyboardModifier.ControlModifier
Line = QTextCharFormat.UnderlineStyle


@pytest.fixture
def editor(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> QTextEdit:
    """The text of 总体情况, open, of which the invented rules have something to say."""
    invented.use(monkeypatch)
    report = careful_report()
    report.apply(report.plan({"overview": Entry(TEXT)}))
    load(window, report)
    show(window, "overview")
    return find(window, QTextEdit, "text_overview")


def marked(editor: QTextEdit) -> dict[str, QTextCharFormat.UnderlineStyle]:
    """The words that are underlined, and how."""
    return {selection.cursor.selectedText(): selection.format.underlineStyle() for selection in editor.extraSelections()}


def put_at(editor: QTextEdit, words: str) -> None:
    """Put the cursor into words of the text."""
    cursor = editor.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    editor.setTextCursor(cursor)
    editor.setFocus()


def place_of(editor: QTextEdit, words: str):
    """A point on words of the text."""
    cursor = editor.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return editor.cursorRect(cursor).center()


def test_each_kind_of_mark_has_a_shape_of_its_own(editor: QTextEdit) -> None:
    assert marked(editor) == {
        "作,": Line.DashUnderline, "答复12件": Line.WaveUnderline, "新收0件": Line.DotLine, "结转0件": Line.DotLine,
    }  # fmt: skip


def test_marks_stay_with_their_words_while_the_text_is_edited(editor: QTextEdit) -> None:
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    type_text("abc")
    assert "答复12件" in marked(editor)
    put_at(editor, "12件")
    type_text("3")
    assert not [words for words in marked(editor) if "复" in words], "what was edited is no longer known"


def test_a_finding_goes_to_its_words_and_shows_the_cell_it_was_compared_with(window: MainWindow, editor: QTextEdit) -> None:
    show(window, "disputes")
    view = window.workspace.findings.list
    row = [finding.rule for finding in view.rows.findings].index("NT-91")
    view.clicked.emit(view.rows.index(row))
    assert window.workspace.pages.currentWidget().key == "overview"
    assert editor.textCursor().selectedText() == "答复12件"
    assert editor.hasFocus()
    assert window.workspace.findings.cell.address == "applications.concluded.total"


def test_f8_selects_the_words_too(window: MainWindow, editor: QTextEdit) -> None:
    for _ in window.document.findings:
        press(Qt.Key.Key_F8)
        if editor.textCursor().selectedText() == "作,":
            return
    raise AssertionError("F8 never came to the hint")


def test_ctrl_click_goes_to_the_cell(window: MainWindow, editor: QTextEdit) -> None:
    point = place_of(editor, "新收0件")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.workspace.pages.currentWidget().key == "overview", "a plain click only puts the cursor"
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, CTRL, point)
    assert window.workspace.grid.current_address() == "applications.received.total"


def test_a_key_goes_to_the_cell_and_back(window: MainWindow, editor: QTextEdit) -> None:
    put_at(editor, "结转0件")
    press(Qt.Key.Key_BracketLeft, CTRL)
    assert window.workspace.grid.current_address() == "applications.carried_out.total"
    press(Qt.Key.Key_BracketRight, CTRL)
    assert editor.hasFocus()
    assert editor.textCursor().selectedText() == "结转0件"


def test_where_nothing_is_spoken_of_that_is_said(window: MainWindow, editor: QTextEdit) -> None:
    put_at(editor, "本机关")
    press(Qt.Key.Key_BracketLeft, CTRL)
    assert window.notice.words == "光标处没有说到表里的数。"
    window.workspace.go_to("applications.granted.other")
    press(Qt.Key.Key_BracketRight, CTRL)
    assert window.notice.words == "文字里没有说到这一格的数。"


def test_the_card_of_a_cell_leads_to_each_place_that_speaks_of_it_in_turn(window: MainWindow, editor: QTextEdit) -> None:
    window.document.put_text("overview", TEXT + "\n本年新收0件。", "试")
    window.document.settled()
    window.workspace.go_to("applications.received.total")
    link = find(window, QPushButton, "cell_mention")
    assert link.text().startswith("文中提到（共2处）：")
    paragraphs = []
    for _ in range(3):
        link.click()
        assert editor.textCursor().selectedText() == "新收0件"
        paragraphs.append(editor.textCursor().blockNumber())
    assert paragraphs == [1, 2, 1]


def test_a_cell_of_which_no_text_speaks_has_no_link(window: MainWindow, editor: QTextEdit) -> None:
    window.workspace.go_to("applications.granted.other")
    link = find(window, QPushButton, "cell_mention")
    assert (link.text(), link.isEnabled()) == ("", False)


def test_the_tool_tip_says_what_was_compared(editor: QTextEdit) -> None:
    for words, said in (("答复12件", "对照：办理结果"), ("新收0件", "与表格一致：")):
        point = place_of(editor, words)
        QApplication.sendEvent(editor.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point)))
        assert said.replace("办理结果", "") in QToolTip.text(), QToolTip.text()
    QToolTip.hideText()


def test_a_field_is_marked_whole(window: MainWindow, editor: QTextEdit) -> None:
    window.document.put_text("overview", "全年答复{applications.concluded.total}1件，结转2件。", "试")
    window.document.settled()
    assert "答复01件" in marked(editor)


def test_marks_are_made_for_the_text_that_is_seen(window: MainWindow, editor: QTextEdit) -> None:
    show(window, "disputes")
    window.document.put_text("overview", "全年答复15件。", "试")
    window.document.settled()
    show(window, "overview")
    assert marked(editor) == {"答复15件": Line.WaveUnderline}


def test_the_samples_own_sentences_lead_to_its_tables_and_back(window: MainWindow) -> None:
    window.actions_by_key["sample"].trigger()
    total = "applications.received.total"
    spoken = [mention for mention in window.document.checking.mentions if total in mention.cells]
    assert spoken and all(mention.agrees for mention in window.document.checking.mentions)
    window.workspace.go_to(total)
    press(Qt.Key.Key_BracketRight, CTRL)
    editor = find(window, QTextEdit, f"text_{spoken[0].where.part}")
    assert editor.hasFocus()
    assert str(window.document.report.value(total)) in editor.textCursor().selectedText()
    press(Qt.Key.Key_BracketLeft, CTRL)
    assert window.workspace.grid.current_address() == total
