"""The boxes of a table: the single source of merged cells for screen, Word, Excel, paper and import.

A table is a rectangle of unit squares. Label columns come first, then number columns. Each block adds an optional caption row
over the whole width, its heading rows, and its rows. Labels are paths: equal neighbours share one box, and the last
label of a short path fills what is left, so no span is ever written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.form import Block, Label, Table


class Role(StrEnum):
    """What a box is for."""

    CAPTION = "caption"
    CORNER = "corner"
    COLUMN_HEAD = "column_head"
    ROW_HEAD = "row_head"
    CELL = "cell"


class Box(NamedTuple):
    """A merged rectangle: top-left square, size in squares, and its words or the address of its number."""

    role: Role
    row: int
    column: int
    rows: int
    columns: int
    text: str = ""
    address: str = ""


class Grid(NamedTuple):
    """A table laid out. `heading_rows` and `label_columns` stay in view when scrolling and repeat on a new page."""

    boxes: tuple[Box, ...]
    rows: int
    columns: int
    heading_rows: int
    label_columns: int
    widths: tuple[int, ...]

    def cells(self) -> Iterator[Box]:
        """The boxes that hold numbers, in reading order."""
        return (box for box in self.boxes if box.role is Role.CELL)


@lru_cache(maxsize=64)
def layout(table: Table) -> Grid:
    """Lay a table out; the result is kept, for a table never changes."""
    boxes: list[Box] = []
    labels, width = len(table.label_widths), len(table.label_widths) + len(table.column_widths)
    top = 0
    for block in table.blocks:
        if block.caption:
            boxes.append(Box(Role.CAPTION, top, 0, 1, width, block.caption))
            top += 1
        depth = max(len(column.label) for column in block.columns)
        boxes += _headings(block, top, depth, labels, width)
        top += depth
        boxes += _rows(table, block, top, labels, width)
        top += len(block.rows)
    # One block: its headings are the table's and stay in view. Several: each has its own, which scroll with it.
    heading_rows = top - len(table.blocks[0].rows) if len(table.blocks) == 1 else 0
    return Grid(tuple(boxes), top, width, heading_rows, labels, table.label_widths + table.column_widths)


def _headings(block: Block, top: int, depth: int, labels: int, width: int) -> Iterator[Box]:
    if labels:
        yield Box(Role.CORNER, top, 0, depth, labels, block.corner)
    for level, first, last, text, fills in _shared([column.label for column in block.columns]):
        # A block with fewer columns than the table: its last column takes the rest of the width.
        end = width if last == len(block.columns) - 1 else labels + last + 1
        yield Box(Role.COLUMN_HEAD, top + level, labels + first, depth - level if fills else 1, end - labels - first, text)


def _rows(table: Table, block: Block, top: int, labels: int, width: int) -> Iterator[Box]:
    for level, first, last, text, fills in _shared([row.label for row in block.rows]):
        yield Box(Role.ROW_HEAD, top + first, level, last - first + 1, labels - level if fills else 1, text)
    for down, row in enumerate(block.rows):
        for across, column in enumerate(block.columns):
            columns = width - labels - across if column is block.columns[-1] else 1
            yield Box(Role.CELL, top + down, labels + across, 1, columns, address=table.address(row.key, column.key))


def _shared(paths: Sequence[Label]) -> Iterator[tuple[int, int, int, str, bool]]:
    """(level, first, last, text, is the path's last label) for each run of neighbours that share a label and all labels above it."""
    for level in range(max((len(path) for path in paths), default=0)):
        first = 0
        while first < len(paths):
            last = first
            if len(paths[first]) <= level:
                first += 1
                continue
            while last + 1 < len(paths) and paths[last + 1][: level + 1] == paths[first][: level + 1] != paths[first]:
                last += 1
            yield level, first, last, paths[first][level], len(paths[first]) == level + 1
            first = last + 1
