"""The QR code: what a scanner reads of its squares and of its picture is what was put in."""

from __future__ import annotations

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtGui import QColor, QImage, QPainter

from desktopapp.formats.printed import qr
from desktopapp.formats.printed.sheets import scanned
from tests.printouts import second_draft

WORDS = "校验码 K7M2-9QXA-4HTC\n清河县档案管理局\n2024年政府信息公开工作年度报告\n第3稿（送审稿）"
MILLIMETRE = 1440 / 25.4  # twips


def read(image: QImage) -> list[tuple[str, str]]:
    """(text, level of correction) of every code in a picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = memoryview(bytes(grey.constBits())).cast("B", [grey.height(), grey.bytesPerLine()])
    return [(code.text, code.ec_level) for code in zxingcpp.read_barcodes(dots)]


def drawn(text: str) -> QImage:
    """The squares, as paper has them, at about 150 dots an inch."""
    image = QImage(qr.SIDE // 10, qr.SIDE // 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    painter.translate(qr.SIDE / 2, qr.SIDE / 2)
    for square in qr.squares(text):
        painter.fillRect(int(square.x), int(square.y), square.width, square.height, QColor("black"))
    painter.end()
    return image


def test_a_scanner_reads_what_is_drawn_on_paper() -> None:
    assert read(drawn(WORDS)) == [(WORDS, "M")]


def test_a_scanner_reads_the_picture_in_word() -> None:
    assert read(QImage.fromData(qr.picture(WORDS))) == [(WORDS, "M")]


def test_what_a_draft_says_is_its_code_its_organ_its_year_and_its_number() -> None:
    report, handing = second_draft()
    assert scanned(report, handing) == f"校验码 {handing.code}\n清河县档案管理局\n2024年政府信息公开工作年度报告\n第2稿（送审稿）"


@pytest.mark.parametrize("text", ["", "甲", WORDS, "甲" * 1000])
def test_a_code_is_at_least_20_mm_wide_and_leaves_white_around_it(text: str) -> None:
    squares = qr.squares(text)
    width = max(square.x + square.width for square in squares) - min(square.x for square in squares)
    height = max(square.y + square.height for square in squares) - min(square.y for square in squares)
    modules = len(segno.make_qr(text[:400].strip() or " ", error="m", encoding="utf-8", boost_error=False).matrix)
    assert width == height >= 20 * MILLIMETRE
    assert (qr.SIDE - width) / 2 >= 4 * width / modules


@settings(deadline=None, max_examples=50)
@given(some.text())
def test_no_text_is_too_much_or_too_odd_for_a_code(text: str) -> None:
    assert qr.squares(text) and qr.picture(text).startswith(b"\x89PNG")


def test_the_same_text_gives_the_same_picture() -> None:
    assert qr.picture(WORDS) == qr.picture(WORDS)
