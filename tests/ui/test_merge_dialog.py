"""合并另一台电脑上的改动 in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QTextEdit

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.history import recorded
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.merge_dialog import MergeDialog
from tests.hands import find, load, type_at
from tests.samples import zero_report

A, B, C = "disclosure.licensing.decisions", "disclosure.penalties.decisions", "disclosure.coercion.decisions"
FORMS = resources.forms()


def elsewhere(path: Path, **raws: str) -> None:
    """Change the copy on the other computer."""
    held = project.read(path, FORMS)
    change = held.report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()})
    held.report.apply(change)
    held.history = recorded(held.history, len(held.history), change, "2025-01-21 09:00", "王芳", 0)
    project.write(held, path)


@pytest.fixture
def stick(window: MainWindow, tmp_path: Path) -> Path:
    """The project, saved here and copied to a stick."""
    load(window, zero_report())
    window._settings.person = "李明"
    type_at(window, A, "5")
    window.document.save(tmp_path / "年报.nianbao")
    copy = tmp_path / "U盘上的.nianbao"
    copy.write_bytes((tmp_path / "年报.nianbao").read_bytes())
    return copy


def opened(window: MainWindow, path: Path) -> MergeDialog:
    window.rare.records.lay_beside(path)
    return find(window, MergeDialog, "merge_dialog")


def rows(dialog: MergeDialog) -> list[tuple[str, ...]]:
    model = dialog.list.model()
    return [tuple(str(model.index(row, column).data()) for column in range(1, 5)) for row in range(model.rowCount())]


def cells(window: MainWindow) -> list[str]:
    return [window.document.report.text(address) for address in (A, B, C)]


def test_what_only_one_side_changed_comes_together_by_itself_and_is_one_undo_step(window: MainWindow, stick: Path) -> None:
    elsewhere(stick, disclosure__penalties__decisions="7")
    type_at(window, C, "8")
    dialog = opened(window, stick)
    assert rows(dialog) == [("0", "0", "7", "对方：7"), ("0", "8", "0", "本机：8")]
    assert find(window, QLabel, "merge_said").text().startswith("“U盘上的.nianbao”与现在的年报：取对方改的1处，留本机改的1处。")
    QTest.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    assert cells(window) == ["5", "7", "8"]
    assert window.isWindowModified()
    assert [(step.who, step.place) for step in window.document.project.history] == [("李明", A), ("李明", C), ("王芳", B)]
    window.actions_by_key["undo"].trigger()
    assert cells(window) == ["5", "0", "8"]
    assert [step.place for step in window.document.project.history] == [A, C]
    window.actions_by_key["redo"].trigger()
    assert cells(window) == ["5", "7", "8"]


def test_a_conflict_stands_first_side_by_side_and_must_be_decided(window: MainWindow, stick: Path) -> None:
    elsewhere(stick, disclosure__licensing__decisions="51", disclosure__coercion__decisions="3")
    type_at(window, A, "50")
    dialog = opened(window, stick)
    assert rows(dialog) == [("5", "50", "51", "！ 两边都改了，请选"), ("0", "0", "3", "对方：3")]
    sides = [find(window, QTextEdit, name).toPlainText() for name in ("merge_ours", "merge_theirs")]
    assert sides == ["50", "51"]
    assert not dialog.merge.isEnabled()
    QTest.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    assert rows(dialog)[0] == ("5", "50", "51", "对方：51")
    assert dialog.merge.isEnabled()
    dialog.list.selectRow(1)
    QTest.mouseClick(dialog.ours, Qt.MouseButton.LeftButton)  # what the program took can be chosen otherwise
    QTest.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    assert cells(window) == ["51", "0", "0"]


def test_a_text_shows_where_the_two_differ(window: MainWindow, stick: Path) -> None:
    text = window.document.report.text("problems")
    elsewhere(stick, problems=text.replace("形式单一", "𠀀形式太少"))
    window.document.put_text("problems", text.replace("形式单一", "𠀀形式不多"), "文字")
    dialog = opened(window, stick)
    for name, differing in (("merge_ours", "不多"), ("merge_theirs", "太少")):
        (marked,) = find(window, QTextEdit, name).extraSelections()
        assert marked.cursor.selectedText() == differing
    dialog.reject()
    assert "不多" in window.document.report.text("problems")


def test_a_file_of_another_organ_or_year_is_asked_about(window: MainWindow, stick: Path) -> None:
    elsewhere(stick, organ="别的局", year="2023")
    dialog = opened(window, stick)
    assert dialog.sure.isVisible() and not dialog.merge.isEnabled()
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    assert dialog.merge.isEnabled()
    dialog.reject()
    assert window.document.report.organ == "清河县档案管理局"


def test_drafts_handed_over_after_a_merge_outlive_its_undoing(window: MainWindow, stick: Path) -> None:
    held = project.read(stick, FORMS)
    theirs = window.document.draft("王芳")
    project.write(Project(held.report, [theirs], history=held.history), stick)
    elsewhere(stick, disclosure__penalties__decisions="7")
    QTest.mouseClick(opened(window, stick).merge, Qt.MouseButton.LeftButton)
    window.document.keep(window.document.draft("李明"))
    assert [draft.who for draft in window.document.project.drafts] == ["王芳", "李明"]
    window.actions_by_key["undo"].trigger()
    assert [draft.who for draft in window.document.project.drafts] == ["李明"]


def test_the_same_content_says_so(window: MainWindow, stick: Path) -> None:
    window.rare.records.lay_beside(stick)
    assert window.notice.words == "“U盘上的.nianbao”与现在的年报内容相同，没有要合并的。"


def test_what_is_no_project_and_another_edition_are_said(window: MainWindow, stick: Path) -> None:
    stick.write_bytes(b"{")
    window.rare.records.lay_beside(stick)
    assert "不是年报助手的项目文件" in window.notice.words
    stick.write_text('{"format": 1, "edition": "2019"}', "utf-8")
    window.rare.records.lay_beside(stick)
    assert "2019版" in window.notice.words


def test_the_menu_asks_for_the_file_and_a_final_report_is_left_alone(
    window: MainWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(stick), ""))
    elsewhere(stick, disclosure__penalties__decisions="7")
    window.actions_by_key["merge"].trigger()
    find(window, MergeDialog, "merge_dialog").reject()
    window.document.seal("李明")
    window.actions_by_key["merge"].trigger()
    assert window.notice.words == "已经定稿，不能改动，不能合并。"
