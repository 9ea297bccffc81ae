"""The ruled tables of a PDF: their boxes by their lines, those that a page break cut in two put together again."""

# pdfplumber's hints are incomplete.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportMissingImports=false

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pdfplumber.utils.text import extract_text

from desktopapp.formats.blocks import WIDEST, Box, Grid, paragraphs, visible

APART = 0.4  # of a character between two that make a space: more than the gap between Chinese and digits, which nobody typed
_CLOSE = 3.0  # points within which two lines of a table are one
_BROKEN_NUMBER = re.compile(r"[0-9][0-9.,]*(?:\n[0-9.,]+)+")
_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _CLOSE, "join_tolerance": _CLOSE}


class Area(NamedTuple):
    """A rectangle, in points from the page's upper left corner; `top` and `bottom` go on from page to page in a table that does."""

    left: float
    top: float
    right: float
    bottom: float

    def has(self, character: Mapping[str, Any], width: float) -> bool:
        """The middle of a character is in it. What was set beyond the edge of the page belongs to the box that the edge cuts."""
        x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        return self.left <= min(max(x, 1.0), width - 1) <= self.right and self.top <= y <= self.bottom


class Table(NamedTuple):
    """A table on one page, or joined from several: its outer edges, its boxes with their text, and whether the paper cuts it."""

    area: Area
    boxes: tuple[tuple[Area, str], ...]
    cut: bool = False


def tables_of(page: Any) -> list[Table]:
    """The page's tables."""
    return [_table(page, found) for found in page.find_tables(_LINES)]


def joined(first: Table, second: Table) -> Table | None:
    """The two as one table, where the second, at the top of the next page, is as wide and as far in as the first; else None."""
    if abs(first.area.left - second.area.left) > _CLOSE or abs(first.area.right - second.area.right) > _CLOSE:
        return None
    down = first.area.bottom + 2 * _CLOSE - second.area.top
    below = tuple((_moved(area, down), text) for area, text in _without_headings(first, second))
    area = first.area._replace(bottom=second.area.bottom + down)
    return Table(area, (*first.boxes, *below), first.cut or second.cut)


def grid(table: Table) -> Grid:
    """The table by the edges of its boxes."""
    columns = _edges([x for area, _ in table.boxes for x in (area.left, area.right)], WIDEST)
    rows = _edges([y for area, _ in table.boxes for y in (area.top, area.bottom)])
    placed: list[list[Box]] = [[] for _ in rows]
    for area, text in sorted(table.boxes, key=lambda box: (box[0].top, box[0].left)):
        left, right = _nearest(columns, area.left), _nearest(columns, area.right)
        first, last = _nearest(rows, area.top), _nearest(rows, area.bottom)
        placed[first].append(Box(text, left, right))
        for row in range(first + 1, last):
            placed[row].append(Box("", left, right, held=True))
    kept = [sorted(row, key=lambda one: one.left) for row in placed if row]
    return Grid(kept, [paragraph for row in kept for box in row for paragraph in paragraphs(box.text)])


def folded(text: str) -> str:
    """A PDF's font may name 行 as a radical (U+2F8F): those are folded, full-width punctuation is not."""
    return visible(
        "".join(unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" or "\uf900" <= one <= "\ufaff" else one for one in text)
    )


def _without_headings(first: Table, second: Table) -> Sequence[tuple[Area, str]]:
    """The boxes of the second table below the headings of the first, if they are repeated at the top of the page."""
    known = {(*(round(edge / _CLOSE) for edge in _moved(area, -first.area.top)), text) for area, text in first.boxes}
    for area, text in second.boxes:
        around = _moved(area, -second.area.top)
        if not any((*(round((edge + off) / _CLOSE) for edge in around), text) in known for off in (0.0, -1.0, 1.0)):
            return [box for box in second.boxes if box[0].bottom > area.top + _CLOSE]
    return second.boxes


def _table(page: Any, found: Any) -> Table:
    areas = sorted((Area(*cell) for cell in found.cells if cell), key=lambda area: (area.top, area.left))
    texts = (folded(text) for text in _texts(page.chars, areas, page.width))
    area = Area(*found.bbox)
    return Table(area, tuple(zip(areas, texts, strict=True)), area.left < 1 or area.right > page.width - 1)


def _texts(characters: Sequence[dict[str, Any]], areas: Sequence[Area], width: float) -> list[str]:
    """The text in each box: a character belongs where its middle is, for tall ones touch the lines."""
    inside: list[list[dict[str, Any]]] = [[] for _ in areas]
    for character in characters:
        index = next((index for index, area in enumerate(areas) if area.has(character, width)), None)
        if index is not None:
            inside[index].append(character)
    return [_text(found, area) if found else "" for found, area in zip(inside, areas, strict=True)]


def _text(characters: list[dict[str, Any]], area: Area) -> str:
    """The text of a box; a number that was broken because the box is too narrow for it is whole."""
    text = str(extract_text(characters, x_tolerance_ratio=APART))
    if not _BROKEN_NUMBER.fullmatch(text):
        return text
    width = sum(character["x1"] - character["x0"] for character in characters if not character["text"].isspace())
    return text.replace("\n", "") if width > area.right - area.left - 2 * _CLOSE else text


def _moved(area: Area, down: float) -> Area:
    return area._replace(top=area.top + down, bottom=area.bottom + down)


def _edges(values: Sequence[float], most: int | None = None) -> list[float]:
    """The places of a table's lines, those close together as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _CLOSE:
            edges.append(value)
    return edges[:most]


def _nearest(edges: Sequence[float], value: float) -> int:
    after = bisect_left(edges, value)
    near = [index for index in (after - 1, after) if 0 <= index < len(edges)]
    return min(near, key=lambda index: abs(edges[index] - value))
