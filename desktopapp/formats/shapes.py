"""The shape of a table's rows: where each begins and ends among the columns, and how many boxes it has behind its caption.

A row is whole if it ends where the rows beside it do. Where all rows have as many boxes as there are columns, none can be missing, and
wrong spans do not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from desktopapp.core import number
from desktopapp.core.form import Block, Table
from desktopapp.formats.blocks import Box
from desktopapp.formats.labels import Rows, bare, labels, plain, words

_UNIFORM = 3  # rows of as many boxes as there are columns, from which on wrong spans do not matter

SERIAL = re.compile(r"\d{1,2}")  # a row's number, in a column of its own before the captions
_IN_PLACE = re.compile(r"[^\w\s]{1,3}|无|不适用|约?[0-9].{0,20}")  # what stands in a number's place, such as 52¹ with a mark
_Place = tuple[int, str]  # the table of the file, and the first row of the form's block


class Shape:
    """What the rows of one table look like. `grids` says for each row which table of the file it is from."""

    def __init__(self, table: Table, rows: Rows, grids: Sequence[int]) -> None:
        self._table = table
        self._rows = rows
        self._grids = grids

    def is_complete(self, index: int, block: Block, least: int) -> bool:
        """No box of the row is missing: it ends where the rows beside it do, and not before the column `least`."""
        ends = self._ends.get(self._place(index, block), Counter())
        usual = max(ends, key=lambda end: (ends[end], end), default=0)
        return end(self._rows[index]) == usual >= least

    def is_uniform(self, index: int, block: Block, count: int) -> bool:
        """All rows beside it have as many boxes as there are columns, `count`."""
        counts = self._counts.get(self._place(index, block), Counter())
        return len(counts) == 1 and counts.total() >= _UNIFORM and next(iter(counts)) == count

    def _place(self, index: int, block: Block) -> _Place:
        return self._grids[index], block.rows[0].key

    @cached_property
    def _ends(self) -> Mapping[_Place, Counter[int]]:
        found: dict[_Place, Counter[int]] = {}
        for index, _, block in self._captions:
            found.setdefault(self._place(index, block), Counter())[end(self._rows[index])] += 1
        return found

    @cached_property
    def _counts(self) -> Mapping[_Place, Counter[int]]:
        found: dict[_Place, Counter[int]] = {}
        for index, place, block in self._captions:
            row = self._rows[index]
            count = -1 if reached_into(row, place) else len(behind(row, place))
            found.setdefault(self._place(index, block), Counter())[count] += 1
        return found

    @cached_property
    def _captions(self) -> Sequence[tuple[int, int, Block]]:
        """Every row that seems to be one of the form's, with the place of its caption."""
        found: list[tuple[int, int, Block]] = []
        for index, row in enumerate(self._rows):
            if not self._table.label_widths:
                if has_values(row):
                    found.append((index, -1, self._table.blocks[0]))
            elif captioned := self._captioned(row):
                found.append((index, *captioned))
        return found

    def _captioned(self, row: Sequence[Box]) -> tuple[int, Block] | None:
        known = labels(self._table)
        first = int(bool(row) and SERIAL.fullmatch(row[0].text.strip()) is not None)
        for place, box in enumerate(row[: len(self._table.label_widths) + first]):
            if rows := known.bare_rows.get(bare(box.text)) or known.plain_rows.get(plain(box.text)):
                return place, known.blocks[rows[0].key]
        return None


def behind(row: Sequence[Box], place: int, left: int = -1) -> list[int]:
    """The row's own boxes behind its caption and the copies of it; without a caption (-1), those that are not left of the column `left`."""
    first = place + 1
    while place >= 0 and first < len(row) and words(row[first].text) == words(row[place].text):
        first += 1
    return [box for box in range(first, len(row)) if not row[box].held and not _is_margin(row[box], left if place < 0 else -1)]


def _is_margin(box: Box, left: int) -> bool:
    return 0 <= box.right <= left and not box.text.strip()


def reached_into(row: Sequence[Box], place: int) -> bool:
    """A box of a row above reaches in among the numbers."""
    return any(box.held for box in row[place + 1 :])


def end(row: Sequence[Box]) -> int:
    """The column that the row ends before."""
    return max((box.right for box in row), default=0)


def is_number(text: str) -> bool:
    """The text is a number, with or without a unit and a note."""
    return any(number.read(text, kind).value is not None for kind in number.Kind)


def has_number(row: Sequence[Box]) -> bool:
    """A box of the row is a number."""
    return any(is_number(box.text) for box in row)


def has_values(row: Sequence[Box]) -> bool:
    """The row has numbers, or nothing but signs that stand in a number's place, such as / and 无."""
    said = [box.text.strip() for box in row if not number.read(box.text).blank]
    return has_number(row) or (len(said) > 1 and all(map(_IN_PLACE.fullmatch, said)))


def is_blank(row: Sequence[Box], boxes: Sequence[int]) -> bool:
    """These boxes of the row are blank."""
    return all(number.read(row[box].text).blank for box in boxes)
