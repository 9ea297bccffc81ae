"""Finding the form's numbers in somebody else's table, by its labels alone.

A heading leads to a column, a caption to a row (`row_values` has how). What cannot be certain is a guess and says why; a misspelt caption
is taken for the one that is missing; what fits nowhere is named. Numbers are never counted off.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Row, Table
from desktopapp.formats.blocks import Box
from desktopapp.formats.headings import Head
from desktopapp.formats.labels import Rows, bare, labels, plain, words
from desktopapp.formats.row_values import RowValues, Under
from desktopapp.formats.shapes import SERIAL, has_number, has_values, is_number

_LIKE = 0.6  # of 1: how like a misspelt caption must be to the form's


@dataclass
class Match:
    """Where each number stands: `sources` gives the row and the box by address. What did not fit is named, never dropped."""

    sources: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    guesses: dict[str, str] = field(default_factory=dict[str, str])  # address → why it was taken for that cell
    misfits: list[int] = field(default_factory=list[int])  # rows with numbers that have no place
    strangers: list[int] = field(default_factory=list[int])  # rows of words that are none of the table's
    extras: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # boxes under a heading the form does not have
    lost: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # numbers that a column without a heading may have
    missing: list[Row] = field(default_factory=list[Row])  # rows of the form that were not found


def match(table: Table, rows: Rows, grids: Sequence[int] = ()) -> Match:
    """Find every number of the table. `grids` says for each row which table of the file it is from; places of two cannot be compared."""
    reader = _Reader(table, rows, grids or [0] * len(rows))
    for index in range(len(rows)):
        reader.take(index)
    reader.take_misspelt()
    reader.found.missing = [row for block in table.blocks for row in block.rows if row.key not in reader.named]
    reader.found.misfits.sort()
    return reader.found


class _Caption(NamedTuple):
    """Which box of a row says which row of the form it is; -1 where the table has no captions."""

    place: int
    row: Row
    why: str = ""


class _Unknown(NamedTuple):
    """A row that may be one of the form's under a misspelt caption, and what it stood under."""

    line: int
    place: int
    heads: tuple[Head, ...]
    group: str


class _Reader:
    """Goes down the rows once, remembering the headings it is under."""

    def __init__(self, table: Table, rows: Rows, grids: Sequence[int]) -> None:
        self.found = Match()
        self.named: set[str] = set()  # rows whose caption was found, whether their numbers could be read or not
        self._table = table
        self._labels = labels(table)
        self._rows = rows
        self._grids = grids
        self._values = RowValues(table, rows, grids)
        self._heads: list[Head] = []
        self._heads_grid = -1
        self._heading_before: list[str] = []
        self._in_heading = False
        self._group = ""
        self._unknown: list[_Unknown] = []

    def take(self, index: int) -> None:
        """Read the next row."""
        row = self._rows[index]
        said = [words(box.text) for box in row if not number.read(box.text).blank]
        if not said:
            self._blank_row(row)
            return
        was_in_heading, self._in_heading = self._in_heading, self._in_heading and not has_number(row)
        if set(said) <= self._labels.captions:
            self._heads, self._in_heading = [], False
        elif set(said) <= self._labels.groups:
            self._group = bare(next(box.text for box in reversed(row) if words(box.text)))
        elif caption := self._captioned(row, self._labels.rows, words):
            self._data(index, caption)
        elif self._is_heading(row, said, was_in_heading):
            self._in_heading = True
            self._heading(index, was_in_heading)
        elif caption := self._captioned(row, self._labels.bare_rows, bare) or self._captioned(row, self._labels.plain_rows, plain):
            self._data(index, caption)
        elif not self._table.label_widths and self._heads and has_values(row):
            self._data(index, _Caption(-1, self._table.blocks[0].rows[0]))
        elif has_number(row):
            self._put_aside(index)
        else:
            self.found.strangers.append(index)

    def _blank_row(self, row: Sequence[Box]) -> None:
        """In a table without captions a blank row below the headings is the one to fill in, and nothing was."""
        block = self._table.blocks[0]
        if not self._table.label_widths and self._heads and len(row) >= len(block.columns) and not all(box.held for box in row):
            self.named.add(block.rows[0].key)

    # captions

    def _captioned(self, row: Sequence[Box], known: Mapping[str, tuple[Row, ...]], key: Callable[[str], str]) -> _Caption | None:
        """The form's row that this one is; before its caption stand only blanks and the captions of groups."""
        for place, box in enumerate(row):
            if number.read(box.text).blank or (place == 0 and SERIAL.fullmatch(box.text.strip()) and key(box.text) not in known):
                continue
            if (candidates := known.get(key(box.text))) and key(box.text):
                named = [one for one in candidates if len(candidates) == 1 or self._group in map(bare, one.label[:-1])]
                return _Caption(place, named[0]) if len(named) == 1 else None
            if words(box.text) not in self._labels.groups and bare(box.text) not in self._labels.groups:
                return None
            self._group = bare(box.text)
        return None

    def _put_aside(self, index: int) -> None:
        """A row with numbers and no caption of the form's: perhaps misspelt, perhaps a group that was not divided."""
        self.found.misfits.append(index)
        row = self._rows[index]
        said = [place for place, box in enumerate(row) if bare(box.text) and not is_number(box.text)]
        if said and self._table.label_widths:
            self._unknown.append(_Unknown(index, said[-1], tuple(self._heads), self._group))

    def take_misspelt(self) -> None:
        """Read the rows whose captions are like one of those that were not found, or name a group none of whose rows was found."""
        for unknown in self._unknown:
            missing = [row for block in self._table.blocks for row in block.rows if row.key not in self.named]
            text = self._rows[unknown.line][unknown.place].text
            row = _undivided(missing, self._table, bare(text)) or _like(missing, bare(text))
            if row is None:
                continue
            shown = " ".join(text.split())
            self._heads, self._group = list(unknown.heads), unknown.group
            self.found.misfits.remove(unknown.line)
            self._data(unknown.line, _Caption(unknown.place, row, f"没有认出行标题“{shown}”，读作“{row.label[-1]}”"))

    # headings

    def _is_heading(self, row: Sequence[Box], said: list[str], was_in_heading: bool) -> bool:
        known = sum(label in self._labels.heads or label in self._labels.corners for label in said)
        is_upper = set(said) <= self._labels.upper_heads
        return known > 0 and (known > 1 or is_upper or was_in_heading or not self._heads) and not has_number(row)

    def _heading(self, index: int, goes_on: bool) -> None:
        """Add a row of headings; the same row once more, as below a page break, adds nothing."""
        texts = [words(box.text) for box in self._rows[index]]
        if goes_on and texts == self._heading_before:
            return
        self._heading_before = texts
        if not goes_on:
            self._heads, self._heads_grid = [], self._grids[index]
        elif self._heads_grid != self._grids[index]:  # the page broke among the headings: only their order is left
            self._heads_grid = -1
        before = ""
        for place, box in enumerate(self._rows[index]):
            head = words(box.text)
            is_corner = head in self._labels.corners or (place == 0 and bool(self._table.label_widths) and head not in self._labels.heads)
            if head and head != before and not is_corner:
                self._heads.append(Head(head, index, box.left, box.right))
            elif self._heads and self._heads[-1].row == index and self._goes_on(self._heads[-1], box, head):
                self._heads[-1] = self._heads[-1]._replace(right=box.right)
            before = head or before

    def _goes_on(self, head: Head, box: Box, text: str) -> bool:
        """The box belongs to the heading before it: a copy of it, or a blank behind a heading over several columns that was not merged."""
        is_next = box.left == head.right and not box.held
        return is_next and (text == head.words or (not text and head.words in self._labels.upper_heads))

    # numbers

    def _data(self, index: int, caption: _Caption) -> None:
        block = self._labels.blocks[caption.row.key]
        self.named.add(caption.row.key)
        reading = self._values.read(index, caption.place, block, Under(self._heads, self._heads_grid))
        addresses = {column.key: self._table.address(caption.row.key, column.key) for column in block.columns}
        if reading and self._says_again(index, reading.way, addresses):
            return
        if reading is None or any(addresses[key] in self.found.sources for key in reading.way):
            self.found.misfits.append(index)
            return
        lacks_columns = len(reading.way) < len(block.columns)
        for box in reading.extras:
            if lacks_columns and is_number(self._rows[index][box].text):
                self.found.lost.append((index, box))
            else:
                self.found.extras.append((index, box))
        for key, box in reading.way.items():
            self.found.sources[addresses[key]] = (index, box)
            if why := caption.why or reading.guesses.get(key, ""):
                self.found.guesses[addresses[key]] = why

    def _says_again(self, index: int, way: Mapping[str, int], addresses: Mapping[str, str]) -> bool:
        """The row was read above with the same numbers: a page may hold a report twice, for wide and for narrow screens."""
        sources = [self.found.sources.get(addresses[key]) for key in way]
        again = [self._rows[index][box].text.strip() for box in way.values()]
        return None not in sources and again == [self._rows[row][box].text.strip() for row, box in filter(None, sources)]


def _like(missing: Sequence[Row], text: str) -> Row | None:
    """The one row whose caption is like this text."""
    ratios = sorted(
        ((difflib.SequenceMatcher(None, text, bare(row.label[-1])).ratio(), row.key, row) for row in missing if row.label),
        key=lambda one: one[:2],
    )
    if not ratios or ratios[-1][0] < _LIKE or (len(ratios) > 1 and ratios[-1][0] - ratios[-2][0] < 0.1):
        return None
    return ratios[-1][2]


def _undivided(missing: Sequence[Row], table: Table, text: str) -> Row | None:
    """The last row of a group that was published as one row, as 其他处理 was until 2020; None where it is no group or was divided."""
    rows = [row for block in table.blocks for row in block.rows if text and text in map(bare, row.label[:-1])]
    return rows[-1] if rows and all(row in missing for row in rows) and bare(rows[-1].label[-1]) == "其他" else None
