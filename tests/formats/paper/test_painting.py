"""Painting: the same at every size, nothing beyond the sheet, shades and watermark beneath the words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktopapp.formats import pdf_file, to_pdf
from desktopapp.formats.paper import TWIPS, Document, Options, Page, Typesetter, paint
from desktopapp.formats.paper.sheet import Start
from desktopapp.formats.printed import page
from tests import compare_pdf
from tests.samples import zero_report


@pytest.fixture(scope="module")
def document(application: object) -> Document:
    return Typesetter().lay_out(zero_report(), Options(watermark="送审稿"))


def picture(sheet: Page, dots: float) -> QImage:
    """A page on a pixmap of so many dots an inch."""
    scale = dots / TWIPS
    image = QImage(round(page.WIDTH * scale), round(page.HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(sheet, painter)
    painter.end()
    return image


def dark(image: QImage, left: float, top: float, right: float, bottom: float) -> int:
    """How many of a hundred by a hundred places in a part of the picture are dark."""
    xs = [round(image.width() * (left + (right - left) * step / 100)) for step in range(100)]
    ys = [round(image.height() * (top + (bottom - top) * step / 100)) for step in range(100)]
    return sum(image.pixelColor(x, y).lightness() < 128 for x in xs for y in ys if x < image.width() and y < image.height())


@pytest.mark.parametrize("dots", [48, 96, 192, 300, 600])
def test_words_are_seen_at_every_size(document: Document, dots: int) -> None:
    image = picture(document.pages[0], dots)
    assert 0.01 < dark(image, 0.15, 0.15, 0.85, 0.85) / 10_000 < 0.3


@pytest.mark.parametrize("dots", [40, 63, 96, 131])
def test_every_border_is_seen_at_every_size(document: Document, dots: int) -> None:
    sheet = next(sheet for sheet in document.pages if any(start.part == "applications" for start in sheet.starts))
    image = picture(sheet, dots)
    scale = dots / TWIPS
    for rule in sheet.rules:
        x, y = (rule.x + rule.to_x) / 2 * scale, (rule.y + rule.to_y) / 2 * scale
        near = [image.pixelColor(round(x) + dx, round(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert any(colour.lightness() < 200 for colour in near), rule  # thin ones are grey


def test_margins_stay_white(document: Document) -> None:
    for sheet in document.pages:
        image = picture(sheet._replace(watermark=None), 96)
        assert dark(image, 0, 0, 1, page.TOP / page.HEIGHT - 0.01) == 0
        assert dark(image, 0, 0, page.LEFT / page.WIDTH - 0.005, 1) == 0


def test_a_watermark_lies_beneath_opaque_and_light(document: Document) -> None:
    with_mark, without = (picture(sheet, 96) for sheet in (document.pages[0], document.pages[0]._replace(watermark=None)))
    colours = {with_mark.pixelColor(x, y).name() for x in range(0, 794, 3) for y in range(0, 1123, 3)}
    assert "#e9e9e9" in colours
    for x in range(0, 794, 3):
        for y in range(0, 1123, 3):
            if without.pixelColor(x, y).lightness() < 60:
                assert with_mark.pixelColor(x, y).lightness() < 60, "the watermark covers a word"


def test_painting_leaves_the_painter_as_it_was(document: Document) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(0.05, 0.05)
    before = painter.transform()
    paint(document.pages[0], painter)
    assert painter.transform() == before
    painter.end()


def test_a_page_says_how_far_down_a_part_begins(document: Document) -> None:
    first = document.pages[0].starts[0]
    assert first == Start("overview", "一、总体情况", first.y) and page.TOP < first.y < page.HEIGHT / 2


def test_a_printer_ends_lines_where_the_pdf_does(document: Document, tmp_path: Path) -> None:
    """Printed at a printer's own resolution, into a file; what is on its pages is what the PDF has."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: the printer's pages were NOT read")
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    painter = QPainter(printer)
    painter.scale(printer.resolution() / TWIPS, printer.resolution() / TWIPS)
    for sheet in document.pages:
        if sheet.number > 1:
            printer.newPage()
        paint(sheet, painter)
    painter.end()
    (tmp_path / "printed.pdf").write_bytes(pdf_file.finished((tmp_path / "printed.pdf").read_bytes(), document))
    (tmp_path / "made.pdf").write_bytes(to_pdf.made(document))
    printed, made = (compare_pdf.lines(tmp_path / f"{name}.pdf") for name in ("printed", "made"))
    assert printed == made and len(made) > 200
