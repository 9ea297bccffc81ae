"""A worksheet as a page of paper: its text lines, boxes and numbers, the heights its words need, and how it prints.

XlsxWriter is given every kind of content by its own call, never asked to guess: what a person typed can become neither a
formula nor a link nor markup. Neither Excel nor LibreOffice fits the height of merged boxes, so the lines are counted here.
No other room knows XlsxWriter.
"""

# XlsxWriter has hints, but no py.typed, and a few of its hints are bare.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import copy
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs, xl_rowcol_to_cell

from desktopapp.core import number
from desktopapp.core.number import Kind

Style = Format
Area = tuple[int, int, int, int]  # first row, first column, last row, last column

SIZE = 10.0  # points, the form's
TITLE_SIZE = 15
SMALL_SIZE = 9
SHADE = "C6D9F1"  # the form's, behind its captions
HEADING = "EEF3FA"
SUM = "F2F2F2"
RED = "C00000"
GREY = "595959"

PORTRAIT_WIDTH = 740  # pixels on the screen: on paper, where digits are not rounded to pixels, 180 mm between the margins of A4
LANDSCAPE_WIDTH = 1080
TALLEST = 409  # points, Excel's limit for a row
_POINTS = 0.75  # in a pixel
_SPACING = 1.3  # from line to line, in font sizes: the tallest of the Chinese fonts an office has
_AIR = 6.0  # points above and below the words of a box, together
_SIDES = 4.0  # points that the program keeps free beside the words
_PAPER = 0.85  # of a column's width is sure: on paper and on finely dotted screens columns come out narrower, and 、 does not begin a line
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
_HALF = 0.55  # width of a Latin letter or digit, in font sizes

# XML allows no lone surrogates or control characters, and offices type none.
_FORBIDDEN = re.compile("[^\t\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Column widths are counted in digits of this font: one that every Chinese office has, and Calibri is not. Its digits are 8 pixels wide.
    "default_format_properties": {"font_name": "宋体", "font_size": 11, "font_family": 3, "font_charset": 134},
    "default_column_width": 72,
}
_FONT = {"font_name": "宋体", "font_size": SIZE, "font_family": 3, "font_charset": 134, "valign": "vcenter"}


def plain(text: str) -> str:
    """The text without what a worksheet cannot hold."""
    text = _FORBIDDEN.sub("", text)
    # XlsxWriter takes a string in <r> and </r> for markup of its own and would write it unescaped.
    return f" {text}" if text.startswith("<r>") else text


@lru_cache(maxsize=1024)
def lines(text: str, width: float, size: float = SIZE) -> int:
    """How many lines the text takes in a box so many points wide."""
    room = max((width * _PAPER - _SIDES) / size, 1.0)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    count, used = 1, 0.0
    for character in paragraph:
        wide = 1.0 if character > "\u00ff" else _HALF
        if used + wide > room:
            count, used = count + 1, 0.0
        used += wide
    return count


def height(count: int, size: float = SIZE, air: float = _AIR) -> float:
    """The points that so many lines need, as far as Excel lets a row grow."""
    return min(TALLEST, round(count * size * _SPACING + air))


def scaled(widths: Sequence[int], whole: int) -> list[int]:
    """The widths in proportion, whole pixels that add up to `whole`."""
    edges = [round(sum(widths[:count]) * whole / sum(widths)) for count in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def decimals(value: Decimal | None, kind: Kind) -> str:
    """The number format that shows every decimal that was typed. Money without decimals is left general: the next amount may have some."""
    places = 0 if value is None else len(number.write(value).partition(".")[2])
    if places:
        return "0." + "0" * places
    return "General" if kind is Kind.MONEY else "0"


def cells(area: Area, sheet: str = "") -> str:
    """A rectangle as a formula names it: D5:D25, or '表三 依申请'!D5:D25 from another sheet."""
    return f"{quote_sheetname(sheet)}!{xl_range(*area)}" if sheet else xl_range(*area)


def fixed_cells(area: Area) -> str:
    """The same for a rule that is read from every square: $F$5:$F$46."""
    return xl_range_abs(*area)


def cell(row: int, column: int, fixed_column: bool = False) -> str:
    """A square as a formula names it: E5, or $E5 for a rule that is read from a whole row."""
    return xl_rowcol_to_cell(row, column, col_abs=fixed_column)


class Book:
    """A workbook and its formats, each made once. The same content gives the same bytes: its date is fixed, its author nobody."""

    def __init__(self, title: str) -> None:
        self._made = io.BytesIO()
        self.workbook = Workbook(self._made, copy.deepcopy(_OPTIONS))  # XlsxWriter adds to them, and the next file would differ
        self.workbook.set_properties({"title": plain(title), "created": _CREATED})
        self._formats: dict[tuple[tuple[str, object], ...], Style] = {}

    def finished(self) -> bytes:
        """The file."""
        self.workbook.close()
        return self._made.getvalue()

    def style(self, **properties: object) -> Style:
        """Text in the house's font with these properties."""
        key = tuple(properties.items())
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self.workbook.add_format(_FONT | properties)
        return made

    def box_style(self, **properties: object) -> Style:
        """As `style`, for a box with its border."""
        return self.style(border=1, **properties)

    def quoted(self, style: Style) -> Style:
        """As a style of this book, for words that stay words when their square is edited."""
        properties = next(properties for properties, made in self._formats.items() if made is style)
        return self.style(**{**dict(properties), "quote_prefix": True})

    def overlay(self, **properties: object) -> Style:
        """What a rule lays over a box when it comes true."""
        return self.workbook.add_format(properties)


class Sheet:
    """One worksheet, written from the top: lines over the whole width, and boxes at squares."""

    def __init__(self, book: Book, name: str, widths: Sequence[int]) -> None:
        self.book = book
        self.name = name
        self.widths = widths
        self.row = 0  # the next free one
        self.worksheet = book.workbook.add_worksheet(name)
        self.worksheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            self.worksheet.set_column_pixels(column, column, width)

    def points(self, column: int = 0, columns: int | None = None) -> float:
        """The width of some columns."""
        end = None if columns is None else column + columns
        return sum(self.widths[column:end]) * _POINTS

    def heights(self, heights: Iterable[float]) -> None:
        """Set the heights of the rows from the next free one on, and go below them."""
        for each in heights:
            self.worksheet.set_row(self.row, each)
            self.row += 1

    def line(self, text: str, size: float = SIZE, air: float = 0, **properties: object) -> None:
        """A line of text over the whole width, as tall as it needs, with `air` points more."""
        style = self.book.style(font_size=size, text_wrap=True, **properties)
        self.text(self.row, 0, text, style, columns=len(self.widths))
        self.heights([height(lines(text, self.points(), size), size) + air])

    def text(self, row: int, column: int, text: str, style: Style, rows: int = 1, columns: int = 1) -> None:
        """Words in a box; whatever they are, they stay words."""
        if not text or rows > 1 or columns > 1:
            self.blank(row, column, style, rows, columns)
        if text:
            # Such words would become a formula when someone edits their square, unless it says that they are words.
            shown = self.book.quoted(style) if text.startswith(_LIKE_FORMULAS) else style
            self.worksheet.write_string(row, column, plain(text), shown)

    def blank(self, row: int, column: int, style: Style, rows: int = 1, columns: int = 1) -> None:
        """An empty box, or one whose content is written over its first square next."""
        if rows > 1 or columns > 1:
            self.worksheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        else:
            self.worksheet.write_blank(row, column, None, style)

    def number(self, row: int, column: int, value: Decimal, style: Format) -> None:
        """A number, digit for digit: a float would add digits of its own."""
        self.worksheet.write_number(row, column, cast("float", value), style)

    def formula(self, row: int, column: int, formula: str, style: Style, value: Decimal | str | None) -> None:
        """A formula with the value it has now: phones and LibreOffice show that one and do not compute."""
        self.worksheet.write_formula(row, column, formula, style, cast("int", "" if value is None else value))

    def colour(self, area: Area, condition: str, overlay: Style) -> None:
        """Turn the boxes to a colour while the condition, a formula for the first of them, is true."""
        self.worksheet.conditional_format(*area, {"type": "formula", "criteria": condition, "format": overlay})

    def print_on_a4(self, mark: str, landscape: bool = False, heading: tuple[int, int] = (0, 0), pages: int = 1) -> None:
        """One A4 page wide and so many long (0: as many as it takes); the `heading` rows repeat, `mark` stands at the head of the page."""
        paper = self.worksheet
        paper.set_paper(9)
        if landscape:
            paper.set_landscape()
        paper.set_margins(left=0.59, right=0.59, top=0.79, bottom=0.71)  # inches: 15, 15, 20, 18 mm
        paper.fit_to_pages(1, pages)
        paper.center_horizontally()
        paper.repeat_rows(*heading)
        paper.print_area(0, 0, self.row - 1, len(self.widths) - 1)
        if mark:
            paper.set_header(f'&C&"宋体,加粗"&12&K{RED}{plain(mark)[:100].replace("&", "&&")}')
        paper.set_footer('&L&"宋体,常规"&9&A&C&"宋体,常规"&9第 &P 页，共 &N 页')
