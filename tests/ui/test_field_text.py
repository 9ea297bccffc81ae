"""活数字 in a text document: shown as values, read back as entered, and what becomes of them when they are edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from desktopapp.core import fields
from desktopapp.core.report import Entry, Report
from desktopapp.ui import field_text
from tests.samples import zero_report

TEXT = "收到{applications.received.total}件，\n办结{applications.concluded.total}{applications.concluded.total}件。"


@pytest.fixture(autouse=True)
def application() -> None:
    QApplication.instance() or QApplication([])


def reported(text: str) -> Report:
    report = zero_report()
    report.apply(report.plan({"overview": Entry(text), "applications.received.other": Entry("37")}))
    return report


def shown(report: Report) -> QTextDocument:
    document = QTextDocument()
    field_text.insert(QTextCursor(document), report.pieces("overview"), QPalette())
    return document


def typed(document: QTextDocument, at: int, words: str, gone: int = 0) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(at)
    cursor.setPosition(at + gone, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)


def test_values_are_shown_and_fields_are_kept() -> None:
    document = shown(reported(TEXT))
    assert document.toPlainText() == "收到37件，\n办结00件。"
    assert field_text.entered(document) == TEXT


def test_a_value_that_was_typed_into_is_words() -> None:
    document = shown(reported(TEXT))
    typed(document, 3, "9")
    assert field_text.entered(document).startswith("收到397件，\n办结{")


def test_words_beside_a_field_leave_it_a_field() -> None:
    document = shown(reported(TEXT))
    typed(document, 0, "共")
    typed(document, 6, "宗", gone=1)
    assert field_text.entered(document).startswith("共收到{applications.received.total}件宗\n")


def test_fields_that_are_put_in_one_after_the_other_stay_two() -> None:
    report = reported("{applications.received.total}")
    document = QTextDocument()
    for _ in range(2):
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        field_text.insert(cursor, report.pieces("overview"), QPalette())
    assert field_text.entered(document) == 2 * "{applications.received.total}"


def test_a_field_that_is_deleted_is_gone_and_its_neighbour_stays() -> None:
    document = shown(reported(TEXT))
    typed(document, 9, "", gone=1)
    assert document.toPlainText() == "收到37件，\n办结0件。"
    assert field_text.entered(document).count("{applications.concluded.total}") == 1


def test_what_is_selected_is_copied_with_its_fields() -> None:
    document = shown(reported(TEXT))
    cursor = QTextCursor(document)
    cursor.setPosition(1)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    assert field_text.selected(cursor) == "到{applications.received.total}件"
    cursor.setPosition(3)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    assert field_text.selected(cursor) == "7件"


CELLS = ["applications.received.total", "disputes.review.total+disputes.suit_direct.total", "applications.received.other"]


@given(st.lists(st.one_of(st.text("收到件，。\n", max_size=6), st.sampled_from(CELLS).map(fields.written)), max_size=8))
def test_any_text_with_fields_is_read_back_as_it_was_entered(parts: list[str]) -> None:
    text = "".join(parts)
    document = shown(reported(text))
    assert field_text.entered(document) == text
    assert document.toPlainText() == reported(text).said("overview")
