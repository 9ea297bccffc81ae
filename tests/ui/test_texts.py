"""Writing: 活数字, 提纲, ordinals and sections, with the keys and menus of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLineEdit

from desktopapp.core.report import FINAL, Entry
from desktopapp.ui.field_chooser import FieldChooser
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.text_editor import TextEditor
from tests.hands import find, load, press, show, type_at, type_text, wait_until
from tests.samples import zero_report

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
RECEIVED = "{applications.received.total}"


@pytest.fixture
def editor(window: MainWindow) -> TextEditor:
    """The text of 总体情况, open and empty."""
    report = zero_report()
    report.apply(report.plan({"overview": Entry("")}))
    load(window, report)
    show(window, "overview")
    editor = find(window, TextEditor, "text_overview")
    editor.setFocus()
    return editor


def kept(window: MainWindow) -> str:
    return window.document.report.text("overview")


def choosing(words: str, accept: bool = True) -> None:
    """Answer the next search for a 活数字, once it is there."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FieldChooser) or not dialog.isActiveWindow():
            QTimer.singleShot(20, answer)
        elif accept:
            find(dialog, QLineEdit, "field_search").insert(words)
            press(Qt.Key.Key_Return)
        else:
            dialog.reject()

    QTimer.singleShot(0, answer)


class TestFields:
    def test_a_brace_searches_and_puts_in_a_number_that_follows_the_table(self, window: MainWindow, editor: TextEditor) -> None:
        type_text("本年收到")
        choosing("新收 总计")
        type_text("{")
        window.activateWindow()
        wait_until(editor.hasFocus)
        type_text("件。")
        assert kept(window) == f"本年收到{RECEIVED}件。"
        assert editor.toPlainText() == "本年收到0件。"
        type_at(window, "applications.received.other", "37")
        assert editor.toPlainText() == "本年收到37件。"
        assert window.document.report.paragraphs("overview") == ["本年收到37件。"]

    def test_a_change_of_the_table_is_one_step_and_moves_no_cursor(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}件，另有说明。")
        cursor = editor.textCursor()
        cursor.setPosition(8)
        editor.setTextCursor(cursor)
        steps = window.document.undo_stack.count()
        window.document.put({"applications.received.other": Entry("12345")}, "填数")
        assert editor.toPlainText() == "收到12345件，另有说明。"
        assert editor.toPlainText()[editor.textCursor().position() :] == "明。"
        assert window.document.undo_stack.count() == steps + 1
        window.document.undo_stack.undo()
        assert editor.toPlainText() == "收到0件，另有说明。" and kept(window) == f"收到{RECEIVED}件，另有说明。"

    def test_given_up_nothing_is_put_in(self, window: MainWindow, editor: TextEditor) -> None:
        choosing("", accept=False)
        type_text("{")
        assert kept(window) == ""

    def test_a_number_that_was_typed_into_no_longer_follows(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}件")
        cursor = editor.textCursor()
        cursor.setPosition(3)
        editor.setTextCursor(cursor)
        type_text("5")
        assert kept(window) == f"收到{RECEIVED}5件", "behind it are words"
        cursor.setPosition(2)
        cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        type_text("9")
        assert RECEIVED not in kept(window)

    def test_words_typed_behind_it_are_words(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}")
        type_text("5件")
        assert kept(window) == f"收到{RECEIVED}5件"
        window.document.put({"applications.received.other": Entry("7")}, "填数")
        assert editor.toPlainText() == "收到75件"

    def test_copied_here_it_stays_a_field_and_elsewhere_it_is_a_number(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}件。")
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_C, CTRL)
        assert QApplication.clipboard().text() == "收到0件。"
        show(window, "other_matters")
        other = find(window, TextEditor, "text_other_matters")
        other.setFocus()
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_V, CTRL)
        assert window.document.report.text("other_matters") == f"收到{RECEIVED}件。"

    def test_braces_from_elsewhere_stay_braces_until_they_name_a_cell(self, window: MainWindow, editor: TextEditor) -> None:
        QApplication.clipboard().setText("集合{1,2}\r\n第二段")
        press(Qt.Key.Key_V, CTRL)
        assert kept(window) == "集合{1,2}\n第二段"

    def test_undo_brings_a_field_back(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}件")
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_Delete)
        assert kept(window) == ""
        window.document.undo_stack.undo()
        assert kept(window) == f"收到{RECEIVED}件"
        window.document.put({"applications.received.other": Entry("3")}, "填数")
        assert editor.toPlainText() == "收到3件"

    def test_a_final_shows_its_numbers_and_takes_no_more(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert(f"收到{RECEIVED}件")
        window.document.put({FINAL: Entry("2025-01-20")}, "定稿")
        type_text("{")
        assert QApplication.activeModalWidget() is None and editor.toPlainText() == "收到0件"


class TestBinding:
    SAID = "收到政府信息公开申请37件，其中自然人37件。予以公开1,200件，发布信息37条。"

    @pytest.fixture
    def typed(self, window: MainWindow, editor: TextEditor) -> TextEditor:
        """A text whose numbers agree with the tables, the last but in other characters, and one that is of no cell."""
        cells = {"applications.received.natural_person": Entry("37"), "applications.granted.natural_person": Entry("1200")}
        window.document.put({**cells, "overview": Entry(self.SAID)}, "填")
        return editor

    @staticmethod
    def put_cursor(editor: TextEditor, behind: str) -> None:
        cursor = editor.textCursor()
        cursor.setPosition(editor.toPlainText().index(behind) + len(behind))
        editor.setTextCursor(cursor)
        editor.setFocus()

    def test_the_number_at_the_cursor_becomes_a_field_by_a_key_as_one_step(self, window: MainWindow, typed: TextEditor) -> None:
        steps = window.document.undo_stack.count()
        self.put_cursor(typed, "申请3")
        press(Qt.Key.Key_L, CTRL)
        assert kept(window) == self.SAID.replace("申请37", f"申请{RECEIVED}")
        assert typed.toPlainText() == self.SAID and window.document.undo_stack.count() == steps + 1
        assert "“37”已变为活数字" in window.notice.words and "本年新收" in window.notice.words
        window.document.put({"applications.received.other": Entry("3")}, "填数")
        assert typed.toPlainText() == self.SAID.replace("申请37", "申请40")
        window.document.undo_stack.undo()
        window.document.undo_stack.undo()
        assert kept(window) == self.SAID

    @pytest.mark.parametrize("behind", ["收到", "发布信息3"])
    def test_what_was_not_compared_stays(self, window: MainWindow, typed: TextEditor, behind: str) -> None:
        self.put_cursor(typed, behind)
        window.actions_by_key["bind"].trigger()
        assert kept(window) == self.SAID and "没有与表格一致的数" in window.notice.words

    def test_what_disagrees_stays(self, window: MainWindow, typed: TextEditor) -> None:
        window.document.put({"applications.received.other": Entry("3")}, "填数")
        self.put_cursor(typed, "申请3")
        window.actions_by_key["bind"].trigger()
        assert kept(window) == self.SAID and "不一致的先改正" in window.notice.words

    def test_all_numbers_that_look_the_same_become_fields_at_once(self, window: MainWindow, typed: TextEditor) -> None:
        steps = window.document.undo_stack.count()
        window.actions_by_key["bind_all"].trigger()
        natural = "{applications.received.natural_person}"
        assert kept(window) == f"收到政府信息公开申请{RECEIVED}件，其中自然人{natural}件。予以公开1,200件，发布信息37条。"
        assert window.document.undo_stack.count() == steps + 1 and "有2个数变为活数字" in window.notice.words
        window.actions_by_key["bind_all"].trigger()
        assert window.document.undo_stack.count() == steps + 1 and "没有可以变为活数字的数" in window.notice.words

    def test_one_that_is_written_otherwise_is_asked_for_by_itself(self, window: MainWindow, typed: TextEditor) -> None:
        self.put_cursor(typed, "公开1,2")
        window.actions_by_key["bind"].trigger()
        assert "予以公开{applications.granted.total}件" in kept(window) and "予以公开1200件" in typed.toPlainText()

    def test_a_final_takes_none(self, window: MainWindow, typed: TextEditor) -> None:
        window.document.put({FINAL: Entry("2025-01-20")}, "定稿")
        for key in ("bind", "bind_all"):
            window.actions_by_key[key].trigger()
        assert kept(window) == self.SAID


class TestSkeletons:
    def test_what_a_part_should_state_is_put_in_as_one_step(self, window: MainWindow, editor: TextEditor) -> None:
        window.actions_by_key["skeleton"].trigger()
        assert "（五）监督保障情况" in editor.toPlainText() and "未收到政府信息公开申请" in editor.toPlainText()
        assert "【填" in window.notice.words
        window.document.undo_stack.undo()
        assert kept(window) == ""

    def test_where_there_is_a_choice_it_is_asked(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        load(window, zero_report())
        show(window, "other_matters")
        asked: list[list[str]] = []
        monkeypatch.setattr(QInputDialog, "getItem", lambda _w, _t, _l, items, *_a, **_k: (asked.append(items) or items[1], True))
        find(window, TextEditor, "text_other_matters").selectAll()
        window.actions_by_key["skeleton"].trigger()
        assert len(asked[0]) == 3 and "共计【填】元" in window.document.report.text("other_matters")

    def test_a_report_with_a_place_left_open_cannot_be_final(self, window: MainWindow, editor: TextEditor) -> None:
        window.actions_by_key["skeleton"].trigger()
        window.workspace.drafts.final_wanted.emit()
        assert not window.document.report.locked and "还不能定稿" in window.notice.words


class TestOrder:
    def test_ordinals_are_put_in_order_on_command(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert("（一）甲\n（三）乙\n（三）丙")
        window.actions_by_key["in_order"].trigger()
        assert kept(window) == "（一）甲\n（二）乙\n（三）丙"
        window.actions_by_key["in_order"].trigger()
        assert window.notice.words == "序号没有要改的。"

    def test_a_section_moves_with_the_cursor_in_it(self, window: MainWindow, editor: TextEditor) -> None:
        editor.insert("（一）甲\n甲的话。\n（二）乙\n乙的话。")
        press(Qt.Key.Key_Up, ALT | SHIFT)
        assert kept(window) == "（二）乙\n乙的话。\n（一）甲\n甲的话。"
        assert editor.textCursor().block().text() == "乙的话。"
        press(Qt.Key.Key_Up, ALT | SHIFT)
        assert window.notice.words == "这一小节不能再移动了。"


def test_ctrl_f_searches_for_what_is_selected_and_goes_there(window: MainWindow, editor: TextEditor) -> None:
    editor.insert("甲乙丙。")
    window.document.put({"problems": Entry("丁乙。")}, "编辑")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    press(Qt.Key.Key_F, CTRL)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible())
    hits = dialog.list
    assert [hits.item(row).text().split("　")[1] for row in range(hits.count())] == ["甲乙丙。", "丁乙。"]
    hits.setCurrentRow(1)
    hits.itemActivated.emit(hits.item(1))
    assert find(window, TextEditor, "text_problems").textCursor().selectedText() == "乙"
    dialog.close()
