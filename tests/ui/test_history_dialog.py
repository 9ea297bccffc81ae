"""改动记录 in the window: recorded as one types, shown by cell and as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QTextEdit

from desktopapp.core import project
from desktopapp.core.report import Entry
from desktopapp.ui.history_dialog import HistoryDialog
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.words_table import WordsTable, alike, from_difference
from tests.hands import find, load, press, show, type_at
from tests.samples import zero_report

LICENCES, FINES = "disclosure.licensing.decisions", "disclosure.penalties.decisions"


@pytest.fixture
def worked_on(window: MainWindow) -> MainWindow:
    """A report that 李明 corrected before the first draft and 王芳 after it."""
    load(window, zero_report())
    window._settings.person = "李明"
    type_at(window, LICENCES, "5")
    window.document.keep(window.document.draft("李明"))
    window._settings.person = " 王 芳\n"
    type_at(window, FINES, "7")
    return window


def told(window: MainWindow) -> list[tuple[str, str, str, str, int]]:
    return [(step.who, step.place, step.old, step.new, step.draft) for step in window.document.project.history]


def opened(window: MainWindow) -> HistoryDialog:
    window.actions_by_key["history"].trigger()
    return find(window, HistoryDialog, "history_dialog")


def rows(dialog: HistoryDialog) -> list[str]:
    model = dialog.list.model()
    return [" ".join(str(model.index(row, column).data()) for column in (1, 3, 4, 5)) for row in range(model.rowCount())]


def test_what_is_typed_is_recorded_with_the_person_and_the_draft(worked_on: MainWindow) -> None:
    assert told(worked_on) == [("李明", LICENCES, "0", "5", 0), ("王 芳", FINES, "0", "7", 1)]


def test_undo_leaves_no_trace_and_redo_brings_it_back(worked_on: MainWindow) -> None:
    worked_on.actions_by_key["undo"].trigger()
    assert [place for _, place, *_ in told(worked_on)] == [LICENCES]
    worked_on.actions_by_key["redo"].trigger()
    assert [place for _, place, *_ in told(worked_on)] == [LICENCES, FINES]


def test_a_save_begins_a_new_step_and_the_file_keeps_them(worked_on: MainWindow, tmp_path: Path) -> None:
    worked_on.document.save(tmp_path / "甲.nianbao")
    type_at(worked_on, FINES, "8")
    assert told(worked_on)[1:] == [("王 芳", FINES, "0", "7", 1), ("王 芳", FINES, "7", "8", 1)]
    worked_on.document.save(tmp_path / "甲.nianbao")
    read = project.read(tmp_path / "甲.nianbao", {"2021": worked_on.document.report.form})
    assert read.history == worked_on.document.project.history
    worked_on.document.replace(read, tmp_path / "甲.nianbao", saved=True)
    type_at(worked_on, FINES, "9")
    assert told(worked_on)[-1] == ("王 芳", FINES, "8", "9", 1)


def test_the_card_of_a_cell_says_its_last_change(worked_on: MainWindow) -> None:
    grid = type_at(worked_on, FINES, "12", Qt.Key.Key_F2)
    assert grid.current_address() == FINES
    press(Qt.Key.Key_Return)
    worked_on.workspace.go_to(FINES)
    words = find(worked_on, QLabel, "cell_history").text()
    assert words.startswith("改动：0 → 12　王 芳　") and words.endswith("（第1稿之后）")
    worked_on.workspace.go_to("disclosure.coercion.decisions")
    assert find(worked_on, QLabel, "cell_history").text() == ""


def test_all_changes_are_listed_the_newest_first_and_found_by_any_word(worked_on: MainWindow) -> None:
    dialog = opened(worked_on)
    QAbstractItemModelTester(dialog.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(dialog) == ["王 芳 0 7 第1稿之后", "李明 0 5 送审之前"]
    for words, found in (("行政许可", ["李明"]), ("王", ["王"]), ("处罚", ["王"]), ("没有", [])):
        dialog.wanted.setText(words)
        assert [row[: len(found[0])] if found else row for row in rows(dialog)] == found
    dialog.close()


def test_changes_after_a_draft_and_of_one_cell_are_shown_alone(worked_on: MainWindow) -> None:
    worked_on.workspace.go_to(LICENCES)
    dialog = opened(worked_on)
    scopes = dialog.scope
    assert [scopes.itemText(at) for at in range(scopes.count())] == ["全部改动", "第1稿之后", "只看本格"]
    scopes.setCurrentIndex(1)
    scopes.activated.emit(1)
    assert rows(dialog) == ["王 芳 0 7 第1稿之后"]
    scopes.setCurrentIndex(2)
    scopes.activated.emit(2)
    assert rows(dialog) == ["李明 0 5 送审之前"]
    assert find(worked_on, QLabel, "history_count").text() == "1处，共2处。随项目保存，不打印，不导出。"
    dialog.close()


def test_enter_goes_to_the_cell_and_the_list_follows_what_is_typed(worked_on: MainWindow) -> None:
    show(worked_on, "overview")
    dialog = opened(worked_on)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert worked_on.workspace.grid is not None and worked_on.workspace.grid.current_address() == FINES
    worked_on.document.put({LICENCES: Entry("6")}, "填数")
    assert rows(dialog) == ["王 芳 5 6 第1稿之后", "王 芳 0 7 第1稿之后", "李明 0 5 送审之前"]
    dialog.close()


def test_a_changed_paragraph_is_shown_in_full_and_by_its_number(worked_on: MainWindow, tmp_path: Path) -> None:
    worked_on.document.put_text("overview", "一\n二\n三", "文字")
    worked_on.document.save(tmp_path / "甲.nianbao")
    worked_on.document.put_text("overview", "一\n二二\n三", "文字")
    dialog = opened(worked_on)
    assert find(worked_on, QTextEdit, "history_detail").toPlainText() == "原来第2段：二\n改为第2段：二二"
    dialog.close()


def test_the_name_given_here_is_the_name_from_now_on(worked_on: MainWindow) -> None:
    dialog = opened(worked_on)
    dialog.person.setText("赵敏")
    QTest.keyClick(dialog.person, Qt.Key.Key_Return)
    dialog.close()
    worked_on.document.put({LICENCES: Entry("9")}, "填数")
    assert told(worked_on)[-1][0] == "赵敏"


def test_sealing_and_looking_at_are_no_changes(worked_on: MainWindow) -> None:
    before = told(worked_on)
    worked_on.document.seal("李明")
    worked_on.document.withdraw("李明", "有误")
    assert told(worked_on) == before


def test_long_texts_are_shown_from_where_they_differ() -> None:
    assert from_difference("本机关依法做好工作，共1件", "本机关依法做好工作，共2件") == ("…工作，共1件", "…工作，共2件")
    assert from_difference("5", "6") == ("5", "6")
    assert alike("", "x") == 0


def test_a_table_of_words_has_a_row_under_the_mouse(worked_on: MainWindow) -> None:
    dialog = opened(worked_on)
    table = find(worked_on, WordsTable, "history")
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, table.rowHeight(0) + 4))
    assert table.currentIndex().row() == 1
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert worked_on.workspace.grid is not None and worked_on.workspace.grid.current_address() == LICENCES
    dialog.close()
