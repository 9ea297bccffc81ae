"""How a statutory table is set: the words of every box, their size and margins, the heights of rows, and where a page may cut it.

Lengths are in twips, sizes of type in half points.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from desktopapp.core.content import printed
from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Grid, Role, layout
from desktopapp.core.report import Report
from desktopapp.formats.printed import page
from desktopapp.formats.printed.page import Style

SIZE = 21  # 五号
ABOVE, BESIDE, CLOSE = 20, 85, 20  # margins of a cell: above and below, beside, beside in a number column
_SMALLEST = 8
_SMALL_NOTE = 15  # 小六: a note or a text in a number column, which may wrap
_LEGIBLE = 18  # 小五: a caption that would have to be smaller is stacked instead
_AIR = 60  # that borders and the white beside them take of a narrow cell
_NARROW = 1000  # a column in which a caption wraps every two characters
_ROW = 340  # the form's row height
_ROOMY_ROW = 440  # 14 of them and the white below are 11 lines of text
_NUMBERS_ROW = 672  # the form's, for the one row of 表四
_RULE = 10  # a border between rows, half a point


class Setting(NamedTuple):
    """How a box's words are set: margins above and below and at both sides, indent of the first line; `downwards` stacks the characters.

    `size` is 0 where it is the style's own. Where there is a `code`, the box shows that as a QR code and no words.
    """

    text: str
    size: int = 0
    style: str = page.TABLE_TEXT
    above: int = ABOVE
    beside: int = BESIDE
    indent: int = 0
    wraps: bool = True
    shaded: bool = False
    downwards: bool = False
    code: str = ""

    @property
    def type(self) -> Style:
        """The style with the size that the words have here."""
        style = page.STYLES[self.style]
        return style._replace(size=self.size) if self.size else style


def ems(text: str) -> float:
    """About how wide a line is, in characters: figures and Latin letters are half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def rows(grid: Grid) -> list[list[Box]]:
    """The boxes that each row touches, from left to right."""
    touched: list[list[Box]] = [[] for _ in range(grid.rows)]
    for box in sorted(grid.boxes, key=lambda box: box.column):
        for row in range(box.row, box.row + box.rows):
            touched[row].append(box)
    return touched


def width(grid: Grid, box: Box) -> int:
    """A box's width."""
    return sum(grid.widths[box.column : box.column + box.columns])


def row_height(grid: Grid, row: int) -> int:
    """A row's least height: a table that fills a page is set close."""
    if not grid.label_columns and row == grid.rows - 1:
        return _NUMBERS_ROW
    return _ROW if grid.rows > 20 else _ROOMY_ROW


def height(report: Report, table: Table) -> int:
    """About how high the table is: whether it can share a page."""
    grid = layout(table)
    total = 0
    for row, boxes in enumerate(rows(grid)):
        lines = [_lines(report, grid, box) for box in boxes if box.rows == 1]
        total += max(row_height(grid, row), max(lines, default=1) * page.TABLE_LINE + 2 * ABOVE) + _RULE
    return total


def kept(grid: Grid, whole: bool) -> list[bool]:
    """Which rows stay on the page of the next one: of a table that one page holds whole, all but the last.

    Any other may be cut, but neither below its headings nor through a group: 不予公开 and its eight rows stay together.
    """
    if whole:
        return [row < grid.rows - 1 for row in range(grid.rows)]
    groups = [box for box in grid.boxes if box.rows > 1 and not _holds_others(grid, box)]
    return [row < grid.heading_rows or any(box.row <= row < box.row + box.rows - 1 for box in groups) for row in range(grid.rows)]


def _holds_others(grid: Grid, box: Box) -> bool:
    """A group of groups, as 三、本年度办理结果, which no page need hold whole."""
    return any(
        other.rows > 1 and other.column == box.column + box.columns and box.row <= other.row < box.row + box.rows for other in grid.boxes
    )


def setting(report: Report, grid: Grid, box: Box) -> Setting:
    """How a box's words are set."""
    if box.role is Role.CELL:
        return _number(printed(report, box.address), width(grid, box))
    if box.role is Role.CAPTION:
        return Setting(box.text, style=page.TABLE_LABEL, shaded=True)
    if box.role is Role.COLUMN_HEAD and width(grid, box) < _NARROW:
        return _narrow_head(box.text, width(grid, box))
    if box.role is Role.ROW_HEAD and box.rows > 1 and width(grid, box) < _NARROW:
        return _group_head(box, width(grid, box))
    is_label = box.role is Role.ROW_HEAD and box.rows == 1 and grid.label_columns > 1
    return Setting(box.text, style=page.TABLE_LABEL if is_label else page.TABLE_TEXT)


def _number(text: str, room: int) -> Setting:
    """A number stands on one line, smaller where it must be; a text beside a number may wrap."""
    if room >= _NARROW:
        return Setting(text)
    if not _is_number(text):
        return Setting(text, _SMALL_NOTE, beside=CLOSE)
    return Setting(text, _fitting(text, room), above=0, beside=0, wraps=False)


def _narrow_head(text: str, room: int) -> Setting:
    """Chinese words are pairs of characters: margins that leave room for two break a caption between its words.

    What is not made of pairs stands on one line, smaller where it must be.
    """
    if not _in_pairs(text):
        return Setting(text, _fitting(text, room), above=0, beside=0)
    return Setting(text, beside=(room - 24 * SIZE) // 2)


def _group_head(box: Box, room: int) -> Setting:
    """（三） over 不予公开 where that is legible; otherwise the characters are stacked, read downwards, where there is height for them."""
    text = box.text
    end = text.find("）" if text.startswith("（") else "、") + 1
    name = text[end:]
    size = _fitting(name, room)
    if size < _LEGIBLE:
        return Setting(text, downwards=box.rows > 2)
    # Half a character of indent leaves no room for the name's first character beside the number, and centres the number.
    side = max(0, (room - len(name) * size * 10 - 20) // 2)
    return Setting(text, size, page.TABLE_LABEL, beside=side, indent=size * 5 if end == 3 and len(name) == 4 else 0)


def _lines(report: Report, grid: Grid, box: Box) -> int:
    """How many lines a box's text takes."""
    text = box.text or printed(report, box.address)
    room = width(grid, box)
    if room >= _NARROW:
        return math.ceil(ems(text) * SIZE * 10 / (room - 2 * BESIDE))
    if box.role is Role.CELL:
        return 1 if _is_number(text) else math.ceil(ems(text) * _SMALL_NOTE * 10 / (room - 2 * CLOSE))
    return len(text) // 2 if _in_pairs(text) else 1


def _fitting(text: str, room: int) -> int:
    """The size at which a text stands on one line of a cell."""
    return max(_SMALLEST, min(SIZE, int((room - _AIR) / 10 / max(ems(text), 1))))


def _in_pairs(caption: str) -> bool:
    """A caption made of two-character words, as 社会公益组织."""
    return len(caption) > 3 and len(caption) % 2 == 0


def _is_number(text: str) -> bool:
    """Nothing but figures, so that it must not wrap."""
    return not text.strip("-.0123456789")
