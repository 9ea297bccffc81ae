"""Finding the form's numbers in somebody else's table, by its labels alone.

A heading leads to a column, a caption to a row. The values of a row are found twice: in the order of its boxes behind the caption, and by
the columns that its boxes stand in. Where both agree, or nothing but the order is known and leaves no choice, a value is certain. Where
they differ, spans are wrong or a box is missing: the value is a guess and says so. Numbers are never counted off.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Block, Column, Row, Table
from desktopapp.formats import headings
from desktopapp.formats.blocks import Box
from desktopapp.formats.headings import Head
from desktopapp.formats.labels import Rows, bare, labels, plain, words

_LIKE = 0.6  # of 1: how like a misspelt caption must be to the form's
_UNIFORM = 3  # rows of as many boxes as there are columns, from which on wrong spans do not matter

Way = Mapping[str, int]  # box by the key of a column

_CROOKED = "这一行的格子没有与表头对齐，请核对"
_PARTLY = "表头不全，请核对"


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


class _Reading(NamedTuple):
    """The values of a row found in one way, the boxes under foreign headings, and the columns that are a guess and why."""

    way: Way
    extras: tuple[int, ...] = ()
    guesses: Mapping[str, str] = {}


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
            return
        was_in_heading, self._in_heading = self._in_heading, self._in_heading and not _has_number(row)
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
        elif not self._table.label_widths and self._heads and _has_number(row):
            self._data(index, _Caption(-1, self._table.blocks[0].rows[0]))
        elif _has_number(row):
            self._put_aside(index)
        else:
            self.found.strangers.append(index)

    # captions

    def _captioned(self, row: Sequence[Box], known: Mapping[str, tuple[Row, ...]], key: Callable[[str], str]) -> _Caption | None:
        """The form's row that this one is; before its caption stand only blanks and the captions of groups."""
        for place, box in enumerate(row):
            if number.read(box.text).blank:
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
        said = [place for place, box in enumerate(row) if bare(box.text) and not _is_number(box.text)]
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
        return known > 0 and (known > 1 or is_upper or was_in_heading or not self._heads) and not _has_number(row)

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
        reading = self._read(index, caption.place, block)
        addresses = {column.key: self._table.address(caption.row.key, column.key) for column in block.columns}
        if reading is None or any(addresses[key] in self.found.sources for key in reading.way):
            self.found.misfits.append(index)
            return
        lacks_columns = len(reading.way) < len(block.columns)
        for box in reading.extras:
            if lacks_columns and _is_number(self._rows[index][box].text):
                self.found.lost.append((index, box))
            else:
                self.found.extras.append((index, box))
        for key, box in reading.way.items():
            self.found.sources[addresses[key]] = (index, box)
            if why := caption.why or reading.guesses.get(key, ""):
                self.found.guesses[addresses[key]] = why

    def _read(self, index: int, place: int, block: Block) -> _Reading | None:
        """The values of a row, found in both ways."""
        row = self._rows[index]
        ordered = self._by_order(row, place, block)
        if alone := self._alone(row, place, block):
            return alone
        if not self._has_places(index):
            return ordered
        placed = self._by_place(index, place, block) if self._heads_grid == self._grids[index] else None
        is_exact = ordered is not None and self._count(row, place) == len(ordered.way) + len(ordered.extras)
        is_complete = self._is_complete(index, block)
        is_whole = is_complete and not _reached_into(row, place)
        if ordered and is_whole and placed and self._same(row, ordered, placed):
            return ordered
        # As many boxes as headings, over the whole width: spans may be wrong then, for nothing is missing.
        differs = placed is not None and len(placed.way) == len(block.columns) and is_whole
        # Headings in another order than the form's must stand over their numbers.
        differs = differs or (ordered is not None and list(ordered.way) != [column.key for column in block.columns])
        if ordered and is_exact and not differs and not _reached_into(row, place) and (is_complete or self._is_uniform(index, block)):
            return ordered
        if placed and not ordered and is_whole and self._is_part(block, placed):
            return placed
        chosen = ordered if is_exact and not differs else placed or ordered
        if (chosen is None or len(chosen.way) < len(block.columns)) and (is_complete or self._is_uniform(index, block)):
            chosen = self._by_form(row, place, block) or chosen
        if chosen is None:
            return None
        why = _CROOKED if self._heads_grid == self._grids[index] and ordered else _PARTLY
        return chosen._replace(guesses={key: chosen.guesses.get(key, why) for key in chosen.way})

    def _by_order(self, row: Sequence[Box], place: int, block: Block) -> _Reading | None:
        under = headings.by_order(block, [head.words for head in self._heads])
        boxes = None if under is None else self._values(row, place, len(under.columns))
        if under is None or boxes is None:
            return None
        pairs = list(zip(under.columns, boxes, strict=True))
        way = {column.key: box for column, box in pairs if column is not None}
        return _Reading(way, tuple(box for column, box in pairs if column is None), under.guesses)

    def _by_form(self, row: Sequence[Box], place: int, block: Block) -> _Reading | None:
        """Where headings are missing: as many boxes as the form has columns are in the form's order, which is a guess."""
        own = self._behind(row, place)
        if len(own) != len(block.columns):
            return None
        guesses = {column.key: f"表头不全，按格式的列序读作“{column.label[-1]}”" for column in block.columns}
        return _Reading({column.key: box for column, box in zip(block.columns, own, strict=True)}, (), guesses)

    def _values(self, row: Sequence[Box], place: int, count: int) -> Sequence[int] | None:
        """Which boxes behind the caption are the values; None when there are too few, or when there are more ways than one to take them.

        A caption over several columns may leave blanks behind it, or copies of itself, and an extractor may end a row with blanks.
        """
        own = self._behind(row, place)
        spare = max(len(self._table.label_widths) - 1 - place, 0)
        ways = [
            own[start : start + count]
            for start in range(min(spare, len(own) - count) + 1)
            if _blank(row, own[:start]) and _blank(row, own[start + count :])
        ]
        taken = {tuple(row[box].text for box in way) for way in ways}
        return ways[0] if len(taken) == 1 else None

    def _behind(self, row: Sequence[Box], place: int) -> list[int]:
        """The row's own boxes behind its caption and the copies of it; without a caption, those that are not left of all headings."""
        first = place + 1
        while place >= 0 and first < len(row) and words(row[first].text) == words(row[place].text):
            first += 1
        left = min((head.left for head in self._heads), default=-1) if place < 0 else -1
        return [
            box for box in range(first, len(row)) if not row[box].held and not (0 <= row[box].right <= left and not row[box].text.strip())
        ]

    def _count(self, row: Sequence[Box], place: int) -> int:
        return len(self._behind(row, place))

    def _alone(self, row: Sequence[Box], place: int, block: Block) -> _Reading | None:
        """The row has one number to find, under one heading, and one box that may be it."""
        said = [box for box in self._behind(row, place) if not number.read(row[box].text).blank]
        under = headings.by_order(block, [head.words for head in self._heads]) if len(said) == len(block.columns) == 1 else None
        return _Reading({block.columns[0].key: said[0]}, (), under.guesses) if under and len(under.columns) == 1 else None

    def _by_place(self, index: int, place: int, block: Block) -> _Reading | None:
        row, columns = self._rows[index], self._columns(block)
        way: dict[str, int] = {}
        extras: list[int] = []
        if not columns:
            return None
        for box in range(place + 1, len(row)):
            under = {one.key for column in range(row[box].left, row[box].right) if (one := columns.get(column))}
            if number.read(row[box].text).blank:
                for key in under:
                    way.setdefault(key, box)
            elif len(under) > 1 or any(not number.read(row[way[key]].text).blank for key in under if key in way):
                return None
            elif under:
                way[min(under)] = box
            else:
                extras.append(box)
        return _Reading(way, tuple(extras)) if way else None

    def _columns(self, block: Block) -> Mapping[int, Column]:
        return headings.by_place(block, self._heads)

    def _same(self, row: Sequence[Box], ordered: _Reading, placed: _Reading) -> bool:
        """Both ways give the same texts."""
        keys = ordered.way.keys() | placed.way.keys()
        return all(_text(row, ordered.way.get(key)) == _text(row, placed.way.get(key)) for key in keys)

    def _is_part(self, block: Block, placed: _Reading) -> bool:
        """The columns that are not there are whole groups: 复议 and 诉讼 are often published as two tables."""
        here = {column.label[0] for column in block.columns if column.key in placed.way}
        whole = {column.key for column in block.columns if column.label[0] in here and len(column.label) > 1}
        return whole == set(placed.way) and not placed.extras

    # the shape of the rows

    def _has_places(self, index: int) -> bool:
        return bool(self._rows[index]) and self._rows[index][0].left >= 0

    def _is_complete(self, index: int, block: Block) -> bool:
        """No box of the row is missing: it ends where the rows beside it do, and not before its headings."""
        ends = self._shape.get((self._grids[index], self._block_key(block)), Counter())
        usual = max(ends, key=lambda end: (ends[end], end), default=0)
        heads = max((head.right for head in self._heads), default=0) if self._heads_grid == self._grids[index] else 0
        return _end(self._rows[index]) == usual >= heads

    def _is_uniform(self, index: int, block: Block) -> bool:
        """All rows beside it have as many boxes as there are headings: wrong spans shift them, but none can be missing."""
        counts = self._counts.get((self._grids[index], self._block_key(block)), Counter())
        return len(counts) == 1 and counts.total() >= _UNIFORM and next(iter(counts)) == len(block.columns)

    @cached_property
    def _shape(self) -> Mapping[tuple[int, str], Counter[int]]:
        found: dict[tuple[int, str], Counter[int]] = {}
        for index, _, block in self._captions:
            found.setdefault((self._grids[index], self._block_key(block)), Counter())[_end(self._rows[index])] += 1
        return found

    @cached_property
    def _counts(self) -> Mapping[tuple[int, str], Counter[int]]:
        found: dict[tuple[int, str], Counter[int]] = {}
        for index, place, block in self._captions:
            row = self._rows[index]
            count = -1 if _reached_into(row, place) else self._count(row, place)
            found.setdefault((self._grids[index], self._block_key(block)), Counter())[count] += 1
        return found

    @cached_property
    def _captions(self) -> Sequence[tuple[int, int, Block]]:
        """Every row that seems to be one of the form's, with the place of its caption."""
        found: list[tuple[int, int, Block]] = []
        for index, row in enumerate(self._rows):
            if not self._table.label_widths:
                if _has_number(row):
                    found.append((index, -1, self._table.blocks[0]))
                continue
            for place, box in enumerate(row[: len(self._table.label_widths)]):
                rows = self._labels.bare_rows.get(bare(box.text)) or self._labels.plain_rows.get(plain(box.text))
                if rows:
                    found.append((index, place, self._labels.blocks[rows[0].key]))
                    break
        return found

    def _block_key(self, block: Block) -> str:
        return block.rows[0].key


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


def _reached_into(row: Sequence[Box], place: int) -> bool:
    """A box of a row above reaches in among the numbers."""
    return any(box.held for box in row[place + 1 :])


def _end(row: Sequence[Box]) -> int:
    return max((box.right for box in row), default=0)


def _text(row: Sequence[Box], box: int | None) -> str:
    return "" if box is None else row[box].text.strip()


def _is_number(text: str) -> bool:
    return number.read(text, number.Kind.MONEY).value is not None


def _has_number(row: Sequence[Box]) -> bool:
    return any(_is_number(box.text) for box in row)


def _blank(row: Sequence[Box], boxes: Sequence[int]) -> bool:
    return all(number.read(row[box].text).blank for box in boxes)
