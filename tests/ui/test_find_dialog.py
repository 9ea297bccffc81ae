"""查找和替换, driven as a person does."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktopapp.core.project import Project
from desktopapp.core.report import FINAL, Entry
from desktopapp.core.searching import Hit
from desktopapp.ui.document import Document
from desktopapp.ui.find_dialog import FindDialog
from tests.samples import zero_report


@pytest.fixture
def document() -> Document:
    QApplication.instance() or QApplication([])
    report = zero_report()
    texts = {"overview": "2023年做了甲。2023年做了乙。", "problems": "与2023年相同。", "other_matters": "无。"}
    report.apply(report.plan({place: Entry(text) for place, text in texts.items()}))
    return Document(Project(report), datetime.datetime.now)


@pytest.fixture
def dialog(document: Document) -> Iterator[FindDialog]:
    dialog = FindDialog(document)
    dialog.show()
    QTest.keyClicks(dialog.words, "2023")
    yield dialog
    dialog.close()
    dialog.deleteLater()


def lines(dialog: FindDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_every_place_is_listed_with_its_part(dialog: FindDialog) -> None:
    assert len(lines(dialog)) == 3
    assert lines(dialog)[2] == "五、存在的主要问题及改进情况　与2023年相同。"


def test_enter_goes_from_place_to_place(dialog: FindDialog) -> None:
    gone: list[Hit] = []
    dialog.chosen.connect(gone.append)
    for _ in range(4):
        QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert [hit.start for hit in gone] == [0, 9, 1, 0]


def test_all_places_are_replaced_in_one_step(dialog: FindDialog, document: Document) -> None:
    QTest.keyClicks(dialog.by, "2024")
    QTest.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert document.report.text("overview") == "2024年做了甲。2024年做了乙。"
    assert not dialog.all.isEnabled()
    document.undo_stack.undo()
    assert document.report.text("problems") == "与2023年相同。" and len(lines(dialog)) == 3


def test_one_place_is_replaced_and_the_others_stay(dialog: FindDialog, document: Document) -> None:
    dialog.list.setCurrentRow(1)
    dialog.by.insert("上")
    QTest.mouseClick(dialog.one, Qt.MouseButton.LeftButton)
    assert document.report.text("overview") == "2023年做了甲。上年做了乙。"


def test_a_final_can_be_searched_and_not_changed(dialog: FindDialog, document: Document) -> None:
    document.put({FINAL: Entry("2025-01-20")}, "定稿")
    assert len(lines(dialog)) == 3 and not dialog.all.isEnabled() and not dialog.one.isEnabled()


def test_the_list_follows_what_is_typed_in_the_report(dialog: FindDialog, document: Document) -> None:
    document.put({"other_matters": Entry("2023年无。")}, "编辑")
    assert len(lines(dialog)) == 4
