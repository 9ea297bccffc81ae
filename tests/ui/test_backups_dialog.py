"""备份与恢复: every state that is kept can be looked at, compared, and restored whole or place by place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktopapp.core import project
from desktopapp.core.files import BACKUP
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui import questions
from desktopapp.ui.backups_dialog import BackupsDialog
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.state_list import DETAIL_ROLE
from tests.hands import find
from tests.samples import saved, zero_report

BUSINESS = "applications.received.business"


@pytest.fixture
def path(window: MainWindow, tmp_path: Path) -> Path:
    """An open file that was saved twice by 张三, and once by nobody here."""
    path = saved(zero_report(), tmp_path / "甲.nianbao")
    window._settings.person = "张三"
    window.open_path(path)
    for number, text in (("3", "一句。两句。"), ("4", "一句。改了。")):
        window.document.put({BUSINESS: Entry(number), "overview": Entry(text)}, "改")
        assert window.files.save_to(path)
    return path


@pytest.fixture
def dialog(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch):
    """The dialog as the menu opens it."""
    opened: list[BackupsDialog] = []
    monkeypatch.setattr(BackupsDialog, "exec", lambda dialog: opened.append(dialog) or QDialog.DialogCode.Rejected)
    monkeypatch.setattr(BackupsDialog, "deleteLater", lambda _dialog: None)
    window.actions_by_key["backups"].trigger()
    yield opened[0]
    opened[0].close()
    QWidget.deleteLater(opened[0])


def rows(dialog: BackupsDialog) -> list[tuple[str, str]]:
    """What the list says: when and what, who and how much differs."""
    found = [dialog.list.rows.index(row, 0) for row in range(dialog.list.rows.rowCount())]
    return [(str(index.data()).partition("　")[2] or str(index.data()), str(index.data(DETAIL_ROLE))) for index in found]


def choose(dialog: BackupsDialog, row: int) -> None:
    dialog.list.setCurrentIndex(dialog.list.rows.index(row, 0))


def said(dialog: BackupsDialog) -> str:
    return find(dialog, QLabel, "kept_words").text()


def test_each_state_says_when_who_and_how_much_differs(dialog: BackupsDialog, window: MainWindow) -> None:
    assert rows(dialog) == [
        ("保存", "张三　与现在一致"),
        ("保存", "张三　与现在差2处"),
        ("文件里的", "与现在差2处"),
        (f"旁边的“甲.nianbao{BACKUP}”", "与现在差2处"),
    ]
    assert str(window.files.saving.backups) in find(dialog, QLabel, "kept_place").text()


def test_the_preview_lists_each_cell_and_each_sentence(dialog: BackupsDialog) -> None:
    assert said(dialog) == "与现在一致"
    choose(dialog, 1)
    assert said(dialog) == "与现在有2处不同，勾选要恢复的"
    model = dialog.found.model()
    squares = [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]
    assert squares == [
        ["表三　一、本年新收政府信息公开申请数量 · 法人或其他组织 商业企业", "4", "3"],
        ["一、总体情况", "一句。改了。", "一句。两句。"],
    ]
    text = model.index(1, 0)
    assert [[str(model.index(0, column, text).data()) for column in range(3)]] == [["　改动的句子", "改了。", "两句。"]]


def test_what_is_ticked_comes_back_as_one_step(dialog: BackupsDialog, window: MainWindow) -> None:
    choose(dialog, 1)
    assert not dialog.some.isEnabled()
    dialog.found.setFocus()
    dialog.found.setCurrentIndex(dialog.found.model().index(0, 0))
    QTest.keyClick(dialog.found, Qt.Key.Key_Space)
    assert dialog.some.text() == "恢复勾选的1处(&R)"
    dialog.some.click()
    report = window.document.report
    assert (report.text(BUSINESS), report.text("overview")) == ("3", "一句。改了。")
    assert rows(dialog)[1] == ("保存", "张三　与现在差1处") and said(dialog) == "与现在有1处不同，勾选要恢复的"
    window.document.undo_stack.undo()
    assert report.text(BUSINESS) == "4"


def test_all_comes_back_as_one_step(dialog: BackupsDialog, window: MainWindow) -> None:
    choose(dialog, 2)
    dialog.whole.click()
    assert window.document.report.entries == zero_report().entries
    assert said(dialog) == "与现在一致" and not dialog.whole.isEnabled()
    window.document.undo_stack.undo()
    assert window.document.report.text(BUSINESS) == "4"


def test_a_state_opens_as_one_of_its_own_and_the_file_stays(dialog: BackupsDialog, window: MainWindow, path: Path) -> None:
    before = path.read_bytes()
    choose(dialog, 2)
    dialog.apart.click()
    assert window.document.report.entries == zero_report().entries
    assert (window.document.path, window.document.modified, path.read_bytes()) == (None, True, before)


def test_open_work_is_asked_about_before(dialog: BackupsDialog, window: MainWindow, monkeypatch) -> None:
    window.document.put({BUSINESS: Entry("5")}, "改")
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.CANCEL)
    choose(dialog, 2)
    dialog.apart.click()
    assert window.document.report.text(BUSINESS) == "5"


def test_drafts_and_work_that_was_given_up_are_there_too(window: MainWindow, path: Path, monkeypatch) -> None:
    window.document.keep(window.document.draft("李四"))
    window.document.put({BUSINESS: Entry("5")}, "改")
    window.recovery.secure()
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.DISCARD)
    window.open_path(path)
    window.document.keep(window.document.draft("李四"))
    seen: list[list[tuple[str, str]]] = []
    monkeypatch.setattr(BackupsDialog, "exec", lambda dialog: seen.append(rows(dialog)))
    window.actions_by_key["backups"].trigger()
    assert seen[0][-2:] == [("没有保存的改动", "张三　与现在差1处"), ("第1稿", "李四　与现在一致")]


def test_a_project_whose_stick_is_lost_is_found_among_the_others(window: MainWindow, path: Path, monkeypatch) -> None:
    window.actions_by_key["new"].trigger()
    for item in path.parent.glob("甲.nianbao*"):
        item.unlink()
    opened: list[BackupsDialog] = []
    monkeypatch.setattr(BackupsDialog, "exec", opened.append)
    monkeypatch.setattr(
        BackupsDialog, "exec", lambda dialog: opened.append(dialog) or [dialog.shelf.itemText(row) for row in range(dialog.shelf.count())]
    )
    monkeypatch.setattr(BackupsDialog, "deleteLater", lambda _dialog: None)
    window.actions_by_key["backups"].trigger()
    (dialog,) = opened
    assert [dialog.shelf.itemText(row) for row in range(dialog.shelf.count())] == ["现在打开的：还没有保存过", "甲"]
    assert said(dialog) == "这里还没有保存过的内容。每次保存，程序都留下一份。" and not dialog.apart.isEnabled()
    dialog.shelf.setCurrentIndex(1)
    dialog.shelf.activated.emit(1)
    dialog.apart.click()
    assert window.document.report.text(BUSINESS) == "4"
    dialog.close()
    QWidget.deleteLater(dialog)


def test_a_damaged_backup_says_so_and_offers_nothing(window: MainWindow, path: Path, monkeypatch) -> None:
    folder = next(window.files.saving.backups.iterdir())
    max(folder.iterdir()).write_bytes(b"nonsense")
    seen: list[tuple] = []
    monkeypatch.setattr(
        BackupsDialog,
        "exec",
        lambda dialog: seen.append((rows(dialog)[0], said(dialog), dialog.whole.isEnabled(), dialog.apart.isEnabled())),
    )
    window.actions_by_key["backups"].trigger()
    (((_, detail), words, *enabled),) = seen
    assert detail == "读不出来" and "已损坏" in words and enabled == [False, False]


def test_of_a_final_report_nothing_can_be_taken_over_here(window: MainWindow, path: Path, monkeypatch) -> None:
    window.document.seal("张三")
    seen: list[tuple] = []

    def look(dialog: BackupsDialog) -> None:
        choose(dialog, 1)
        model = dialog.found.model()
        seen.append((dialog.whole.isEnabled(), dialog.apart.isEnabled(), bool(model.index(0, 0).flags() & Qt.ItemFlag.ItemIsUserCheckable)))

    monkeypatch.setattr(BackupsDialog, "exec", look)
    window.actions_by_key["backups"].trigger()
    assert seen == [(False, True, False)]


def test_theirs_is_taken_over_cell_by_cell(window: MainWindow, path: Path, monkeypatch) -> None:
    theirs = project.read(path, {"2021": window.document.report.form})
    theirs.report.apply(theirs.report.plan({BUSINESS: Entry("9")}))
    project.write(Project(theirs.report), path)

    def take(dialog: BackupsDialog) -> None:
        dialog.found.tick(BUSINESS)
        dialog.some.click()

    monkeypatch.setattr(BackupsDialog, "exec", take)
    window.files.saving.look(path)
    assert window.document.report.text(BUSINESS) == "9"


def test_its_models_keep_qts_rules(dialog: BackupsDialog) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(view.model(), mode) for view in (dialog.list, dialog.found)]
    for row in range(len(rows(dialog))):
        choose(dialog, row)
    assert len(testers) == 2
