"""Plain tables: rows of words in ruled boxes, printed by the same machinery as the statutory ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktopapp.core.layout import Box, Grid, Role
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import TableBlock
from desktopapp.formats.printed.tables import Setting


class Words(NamedTuple):
    """What stands in a box, in a style, over how many columns and rows; where there is a `code`, its QR code instead."""

    text: str
    style: str = page.TABLE_LABEL
    columns: int = 1
    rows: int = 1
    code: str = ""


class Line(NamedTuple):
    """A row: its boxes from left to right and its least height. A box that comes down from a row above is not named again."""

    words: Sequence[Words]
    height: int = 340


def ruled(caption: str, widths: Sequence[int], lines: Sequence[Line], heading_rows: int = 0, whole: bool = False) -> TableBlock:
    """A table so many twips wide a column. Its heading rows come again on every page; a row, or all where it is `whole`, is not cut."""
    placed = tuple(_placed(lines, len(widths)))
    grid = Grid(tuple(box for box, _ in placed), len(lines), len(widths), heading_rows, 0, tuple(widths))
    kept = tuple(row < len(lines) - 1 and (whole or row < heading_rows or _goes_on(grid, row)) for row in range(len(lines)))
    return TableBlock(grid, tuple(setting for _, setting in placed), tuple(line.height for line in lines), kept, caption)


def heads(words: Iterable[str], style: str = page.TABLE_HEAD) -> list[Words]:
    """A heading row's boxes."""
    return [Words(text, style) for text in words]


def _placed(lines: Sequence[Line], columns: int) -> Iterator[tuple[Box, Setting]]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(lines):
        free = iter([column for column in range(columns) if (row, column) not in taken])
        for words in line.words:
            column = next(free)
            for _ in range(words.columns - 1):
                next(free)
            taken |= {(row + down, column + across) for down in range(words.rows) for across in range(words.columns)}
            box = Box(Role.CELL, row, column, words.rows, words.columns, words.text)
            beside = 0 if words.code else tables.BESIDE
            yield box, Setting(words.text, style=words.style, beside=beside, code=words.code)


def _goes_on(grid: Grid, row: int) -> bool:
    """A box reaches from this row into the next."""
    return any(box.row <= row < box.row + box.rows - 1 for box in grid.boxes)
