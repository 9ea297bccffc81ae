"""The values of one row, found twice: in the order of its boxes behind the caption, and by the columns that its boxes stand in.

Order knows nothing of spans, which are often wrong; place knows nothing of the form's order. Where both agree a value is certain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Block, Table
from desktopapp.formats import headings
from desktopapp.formats.blocks import WIDEST, Box
from desktopapp.formats.headings import Head
from desktopapp.formats.labels import Rows, words
from desktopapp.formats.shapes import Shape, behind, is_blank, reached_into

Way = Mapping[str, int]  # box by the key of a column

_CROOKED = "这一行的格子没有与表头对齐，请核对"
_PARTLY = "表头不全，请核对"


class Reading(NamedTuple):
    """The values of a row found in one way, the boxes under foreign headings, and the columns that are a guess and why."""

    way: Way
    extras: tuple[int, ...] = ()
    guesses: Mapping[str, str] = {}

    def doubtful(self, why: str) -> Reading:
        """The same, all of it a guess."""
        return self._replace(guesses={key: self.guesses.get(key, why) for key in self.way})


class Under(NamedTuple):
    """The headings that a row stands under, and which table of the file they are from; -1 where their places mean nothing."""

    heads: Sequence[Head]
    grid: int

    @property
    def words(self) -> list[str]:
        """The headings' words in reading order."""
        return [head.words for head in self.heads]

    @property
    def left(self) -> int:
        """The first column that has a heading."""
        return min((head.left for head in self.heads), default=-1)

    @property
    def right(self) -> int:
        """The column that the headings end before."""
        return max((head.right for head in self.heads), default=0)


class RowValues:
    """Finds the values of the rows of one table."""

    def __init__(self, table: Table, rows: Rows, grids: Sequence[int]) -> None:
        self._table = table
        self._rows = rows
        self._grids = grids
        self._shape = Shape(table, rows, grids)

    def read(self, index: int, place: int, block: Block, under: Under) -> Reading | None:
        """The values of a row of this block, whose caption is the box `place`; None where they cannot be told."""
        row = self._rows[index]
        if alone := self._alone(row, place, block, under):
            return alone
        if some := self._without_columns(index, place, block, under):
            return some
        ordered = self._by_order(row, place, block, under)
        if not row or row[0].left < 0:
            return ordered
        placed = _by_place(row, place, block, under) if under.grid == self._grids[index] else None
        is_complete = self._shape.is_complete(index, block, under.right if under.grid == self._grids[index] else 0)
        has_all_boxes = is_complete or self._shape.is_uniform(index, block, len(block.columns))
        is_own = not reached_into(row, place)
        if ordered and placed and is_own and is_complete and _same(row, ordered, placed):
            return ordered
        is_exact = ordered is not None and len(behind(row, place, under.left)) == len(ordered.way) + len(ordered.extras)
        stands_elsewhere = _is_whole(block, placed) and is_own and is_complete
        goes_by_order = is_exact and not stands_elsewhere and _is_in_order(block, ordered)
        # As many boxes as headings, over the whole width: spans may be wrong then, for nothing is missing.
        if ordered and goes_by_order and is_own and has_all_boxes:
            return ordered
        if placed and not ordered and is_own and is_complete and _is_part(block, placed):
            return placed
        chosen = ordered if goes_by_order else placed or ordered
        if has_all_boxes and not _is_whole(block, chosen):
            chosen = _by_form(row, place, block, under) or chosen
        return chosen and chosen.doubtful(_CROOKED if ordered and under.grid == self._grids[index] else _PARTLY)

    def _alone(self, row: Sequence[Box], place: int, block: Block, under: Under) -> Reading | None:
        """The row has one number to find, under one heading, and one box that may be it."""
        said = [box for box in behind(row, place, under.left) if not number.read(row[box].text).blank]
        is_said_once = len({row[box].text for box in said}) == 1 and (len(said) == 1 or len(set(under.words)) == 1)  # or in copies
        columns = headings.by_order(block, under.words) if is_said_once and len(block.columns) == 1 else None
        return Reading({block.columns[0].key: said[0]}, (), columns.guesses) if columns and len(columns.columns) == 1 else None

    def _without_columns(self, index: int, place: int, block: Block, under: Under) -> Reading | None:
        """Columns were left out, such as 总计, with their headings, in every row alike: what is there is certain."""
        row, columns = self._rows[index], headings.without_some(block, under.words)
        every = behind(row, place, under.left) if columns else []
        has_places = row[0].left >= 0 and under.grid == self._grids[index]
        # A worksheet's rows go on with blanks as far as another table in it.
        end = max(headings.by_place(block, under.heads), default=WIDEST) if has_places else WIDEST
        boxes = [box for box in every if row[box].left <= end or not is_blank(row, [box])]
        if not columns or len(boxes) != len(columns) or not self._shape.is_uniform(index, block, len(every)):
            return None
        ordered = Reading({column.key: box for column, box in zip(columns, boxes, strict=True)})
        placed = _by_place(row, place, block, under) if has_places else ordered
        return ordered if placed and _same(row, ordered, placed) else None

    def _by_order(self, row: Sequence[Box], place: int, block: Block, under: Under) -> Reading | None:
        columns = headings.by_order(block, under.words)
        boxes = None if columns is None else self._boxes(row, place, len(columns.columns), under.left)
        if columns is None or boxes is None:
            return None
        pairs = list(zip(columns.columns, boxes, strict=True))
        way = {column.key: box for column, box in pairs if column is not None}
        return Reading(way, tuple(box for column, box in pairs if column is None), columns.guesses)

    def _boxes(self, row: Sequence[Box], place: int, count: int, left: int) -> Sequence[int] | None:
        """Which boxes behind the caption are the values; None when there are too few, or when there are more ways than one to take them.

        A caption over several columns may leave blanks behind it, or copies of itself, and an extractor may end a row with blanks.
        """
        own = behind(row, place, left)
        spare = max(len(self._table.label_widths) - 1 - place, 0)
        ways = [
            own[start : start + count]
            for start in range(min(spare, len(own) - count) + 1)
            if is_blank(row, own[:start]) and is_blank(row, own[start + count :])
        ]
        taken = {tuple(row[box].text for box in way) for way in ways}
        return ways[0] if len(taken) == 1 else None


def _by_form(row: Sequence[Box], place: int, block: Block, under: Under) -> Reading | None:
    """Where headings are missing: as many boxes as the form has columns are in the form's order, which is a guess."""
    own = behind(row, place, under.left)
    if len(own) != len(block.columns):
        return None
    guesses = {column.key: f"表头不全，按格式的列序读作“{column.label[-1]}”" for column in block.columns}
    return Reading({column.key: box for column, box in zip(block.columns, own, strict=True)}, (), guesses)


def _by_place(row: Sequence[Box], place: int, block: Block, under: Under) -> Reading | None:
    """Each box to the one column it stands in; None where a box stands in several, or several in one."""
    columns = headings.by_place(block, under.heads)
    way: dict[str, int] = {}
    extras: list[int] = []
    for box in range(place + 1, len(row)):
        keys = {one.key for column in range(row[box].left, row[box].right) if (one := columns.get(column))}
        if place >= 0 and words(row[box].text) == words(row[place].text):
            continue  # a copy of the caption
        if number.read(row[box].text).blank:
            for key in keys:
                way.setdefault(key, box)
        elif len(keys) > 1 or any(_text(row, way[key]) not in ("", _text(row, box)) for key in keys if key in way):
            return None
        elif keys:
            way[min(keys)] = box
        else:
            extras.append(box)
    return Reading(way, tuple(extras)) if way else None


def _same(row: Sequence[Box], ordered: Reading, placed: Reading) -> bool:
    """Both ways give the same texts."""
    keys = ordered.way.keys() | placed.way.keys()
    return all(_text(row, ordered.way.get(key)) == _text(row, placed.way.get(key)) for key in keys)


def _text(row: Sequence[Box], box: int | None) -> str:
    return "" if box is None else row[box].text.strip()


def _is_whole(block: Block, reading: Reading | None) -> bool:
    return reading is not None and len(reading.way) == len(block.columns)


def _is_in_order(block: Block, reading: Reading | None) -> bool:
    """The columns follow each other as in the form. In another order they must stand under their headings."""
    return reading is not None and list(reading.way) == [column.key for column in block.columns]


def _is_part(block: Block, placed: Reading) -> bool:
    """The columns that are not there are whole groups: 复议 and 诉讼 are often published as two tables."""
    here = {column.label[:-1] for column in block.columns if column.key in placed.way}
    whole = {column.key for column in block.columns if column.label[:-1] in here and len(column.label) > 1}
    return whole == set(placed.way) and not placed.extras
