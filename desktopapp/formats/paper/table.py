"""A table on paper: rows as high as their words need, and the part of it that stands on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from desktopapp.core.layout import Box, Grid
from desktopapp.formats.paper.lines import Line, Measure, Piece
from desktopapp.formats.paper.sheet import Placed, Rule, Shade
from desktopapp.formats.printed import page, qr, tables
from desktopapp.formats.printed.blocks import TableBlock
from desktopapp.formats.printed.page import Style
from desktopapp.formats.printed.tables import Setting

Set = Callable[[Sequence[Piece], Style, Measure], tuple[Line, ...]]
Stack = Callable[[str, Style, float], tuple[tuple[Line, ...], ...]]

_STOPS = frozenset("、，。")
FRAME, _RULE = 20, 10  # borders: 1 pt around, half a point inside


class Cell(NamedTuple):
    """A box and its words, set in lines in a room of this width; none where they are read downwards: their place decides."""

    box: Box
    setting: Setting
    lines: tuple[Line, ...] = ()
    room: float = 0.0

    @property
    def height(self) -> float:
        """How high the box must be for what it shows."""
        return (qr.SIDE if self.setting.code else _height(self.lines)) + 2 * self.setting.above


class Rows(NamedTuple):
    """A table set for paper: the heights of its rows, which of them stay with the next, and its cells."""

    grid: Grid
    heights: tuple[float, ...]
    kept: tuple[bool, ...]
    cells: tuple[Cell, ...]


def rows(table: TableBlock, place: Set) -> Rows:
    """Set every cell, then give each row the height that its own cells need."""
    grid = table.grid
    cells = tuple(_cell(grid, box, setting, place) for box, setting in zip(grid.boxes, table.settings, strict=True))
    heights = [float(height) for height in table.heights]
    for cell in cells:
        if cell.box.rows == 1:
            heights[cell.box.row] = max(heights[cell.box.row], cell.height + _RULE)
    for cell in cells:
        _stretch(heights, cell)
    made = Rows(grid, tuple(heights), table.kept, cells)
    while (row := _too_high(made)) is not None:
        made = _cut(made, row)
    return made


def _room(table: Rows) -> float:
    """How high a row may be below the table's headings."""
    return page.TEXT_HEIGHT - sum(table.heights[: table.grid.heading_rows]) - FRAME


def _too_high(table: Rows) -> int | None:
    """The first row that no page can hold."""
    room = _room(table)
    return next((row for row, height in enumerate(table.heights) if height > room), None)


def _cut(table: Rows, row: int) -> Rows:
    """A row that no page can hold becomes two, cut between lines, the first as high as a page: nothing may be lost."""
    room = _room(table)
    cells = tuple(part for cell in table.cells for part in _parted(cell, row, room))
    rest = max(cell.height + _RULE for cell in cells if cell.box.row == row + 1 and cell.box.rows == 1)
    heights = (*table.heights[:row], room, rest, *table.heights[row + 1 :])
    kept = (*table.kept[:row], False, *table.kept[row:])
    return Rows(table.grid._replace(rows=table.grid.rows + 1), heights, kept, cells)


def _parted(cell: Cell, row: int, room: float) -> Iterator[Cell]:
    """A cell of a table in which this row becomes two: what lines there is room for stand in the first."""
    box = cell.box
    if box.row + box.rows <= row:
        yield cell
    elif box.row > row:
        yield cell._replace(box=box._replace(row=box.row + 1))
    elif box.rows > 1:
        yield cell._replace(box=box._replace(rows=box.rows + 1))
    else:
        each = max(int((room - 2 * cell.setting.above) // cell.setting.type.line), 1)
        yield cell._replace(lines=cell.lines[:each])
        yield cell._replace(lines=cell.lines[each:], box=box._replace(row=row + 1))


def _stretch(heights: list[float], cell: Cell) -> None:
    """The last row of a box that its rows cannot hold grows, as a word processor's does."""
    box = cell.box
    if box.rows > 1 and not cell.setting.downwards:
        lacking = cell.height - sum(heights[box.row : box.row + box.rows])
        heights[box.row + box.rows - 1] += max(lacking, 0.0)


def _cell(grid: Grid, box: Box, setting: Setting, place: Set) -> Cell:
    if setting.downwards or setting.code:
        return Cell(box, setting)
    style = setting.type
    # What may not wrap reaches over both borders alike. A hanging stop would stand on a border.
    room = max(tables.width(grid, box) - 2 * setting.beside, style.size * 10) if setting.wraps else page.TEXT_WIDTH
    lines = place([Piece(setting.text, style.font)], style, Measure(room, setting.indent, style.align, hangs=False))
    return Cell(box, setting, lines, room)


class Fragment(NamedTuple):
    """What of a table stands on one page."""

    lines: tuple[Placed, ...]
    shades: tuple[Shade, ...]
    rules: tuple[Rule, ...]


def fragment(table: Rows, shown: Sequence[int], top: float, stack: Stack) -> Fragment:
    """The rows that stand on one page, the first of them at `top`: their words, shades and borders."""
    left = page.LEFT + (page.TEXT_WIDTH - sum(table.grid.widths)) / 2
    edges = {row: top + sum(table.heights[other] for other in shown[:place]) for place, row in enumerate(shown)}
    lines: list[Placed] = []
    shades: list[Shade] = []
    rules: list[Rule] = []
    for cell in table.cells:
        box = cell.box
        mine = [row for row in range(box.row, box.row + box.rows) if row in edges]
        if not mine:
            continue
        x, width = left + sum(table.grid.widths[: box.column]), tables.width(table.grid, box)
        y, height = edges[mine[0]], sum(table.heights[row] for row in mine)
        if cell.setting.shaded:
            shades.append(Shade(x, y, width, height, page.SHADE))
        rules += [Rule(x + width, y, x + width, y + height, _RULE), Rule(x, y + height, x + width, y + height, _RULE)]
        if mine[0] == box.row:  # the words of a box that a page cuts stand in its first part
            lines += _words(cell, x, y, width, height, stack)
            shades += _squares(cell.setting.code, x + width / 2, y + height / 2)
    frame = _frame(left, top, left + sum(table.grid.widths), top + sum(table.heights[row] for row in shown))
    return Fragment(tuple(lines), tuple(shades), (*rules, *frame))


def _squares(code: str, x: float, y: float) -> Iterator[Shade]:
    """A QR code whose middle is here."""
    if code:
        for dark in qr.squares(code):
            yield Shade(x + dark.x, y + dark.y, dark.width, dark.height, page.BLACK)


def _words(cell: Cell, x: float, y: float, width: float, height: float, stack: Stack) -> Iterator[Placed]:
    """A cell's lines, centred between its upper and lower border; stacked characters in columns from the right."""
    setting = cell.setting
    if not setting.downwards:
        yield from _down(cell.lines, x + (width - cell.room) / 2, y + (height - _height(cell.lines)) / 2)
        return
    size = setting.type.size * 10
    columns = stack(setting.text, setting.type, height - 2 * setting.above)
    start = x + (width + len(columns) * page.TABLE_LINE) / 2
    for number, column in enumerate(columns, 1):
        middle = start - (number - 0.5) * page.TABLE_LINE
        for placed in _down(column, middle - size / 2, y + (height - _height(columns[0])) / 2):
            # Read downwards, a stop belongs to the upper right of its square.
            right, up = (size * 0.5, size * 0.3) if placed.line.text in _STOPS else (0.0, 0.0)
            yield Placed(placed.x + right, placed.y - up, placed.line)


def _down(lines: Sequence[Line], x: float, y: float) -> Iterator[Placed]:
    """Lines one below the other."""
    for line in lines:
        yield Placed(x, y, line)
        y += line.height


def _height(lines: Sequence[Line]) -> float:
    return float(sum(line.height for line in lines))


def _frame(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    """The border around the table; the horizontal rules close its corners."""
    half = FRAME / 2
    for x in (left, right):
        yield Rule(x, top, x, bottom, FRAME)
    for y in (top, bottom):
        yield Rule(left - half, y, right + half, y, FRAME)
