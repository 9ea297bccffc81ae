"""Finding the form's numbers in somebody else's table, by its labels alone.

A table arrives as rows of texts, a text for each box: a box that spans columns stands once (blanks or copies of itself may follow), one
that spans rows leaves a blank in the rows below. A heading leads to a column, a caption to a row, and the values are the boxes behind
the caption, each under its heading. Numbers are never counted off: a row that does not fit its headings is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktopapp.core import number
from desktopapp.core.form import Block, Column, Form, Row, Table

Rows = Sequence[Sequence[str]]
Path = tuple[str, ...]

LONGEST_LABEL = 120  # characters; the form's longest has 37
MOST_HEADINGS = 200  # the form's widest table has 20
_ORDINAL = re.compile(r"^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.,])")


def words(text: str) -> str:
    """A label to compare with: width, spaces, line breaks, punctuation and quotation marks make no difference; blank for a long text."""
    return _words(text) if len(text) <= LONGEST_LABEL else ""


def bare(text: str) -> str:
    """A label's words without its number: 1. and （一） are often lost or damaged on the way."""
    return _bare(text) if len(text) <= LONGEST_LABEL else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if unicodedata.category(character)[0] in "LN")


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return _words(_ORDINAL.sub("", "".join(unicodedata.normalize("NFKC", text).split())))


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is written in a table beside its numbers."""

    captions: frozenset[str]
    corners: frozenset[str]
    heads: frozenset[str]
    groups: frozenset[str]
    rows: Mapping[str, tuple[Row, ...]]  # by the words of its caption
    bare_rows: Mapping[str, tuple[Row, ...]]  # by the words without the number
    blocks: Mapping[str, Block]  # by the key of a row

    def know(self, label: str) -> bool:
        """These words are one of the table's labels."""
        return label in self.captions or label in self.corners or label in self.heads or label in self.groups or label in self.rows


@lru_cache(maxsize=32)
def labels(table: Table) -> Labels:
    """What the table is found by."""
    rows = [row for block in table.blocks for row in block.rows]
    groups = {label for row in rows for label in row.label[:-1]}
    return Labels(
        captions=frozenset(words(block.caption) for block in table.blocks if block.caption),
        corners=frozenset(words(block.corner) for block in table.blocks if block.corner),
        heads=frozenset(words(label) for block in table.blocks for column in block.columns for label in column.label),
        groups=frozenset(words(label) for label in groups) | frozenset(bare(label) for label in groups),
        rows=_by_caption(rows, words),
        bare_rows=_by_caption(rows, bare),
        blocks={row.key: block for block in table.blocks for row in block.rows},
    )


def _by_caption(rows: Iterable[Row], key: Callable[[str], str]) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        for caption in {key(caption) for caption in (*row.label[-1:], *row.aliases)}:
            found[caption] = (*found.get(caption, ()), row)
    return found


def table_of(form: Form, rows: Rows) -> Table | None:
    """The form's table that these rows are of: the one with most of its labels in them, and at least two."""
    said = {label for row in rows for cell in row if (label := words(cell))}
    known = {key: sum(map(labels(table).know, said)) for key, table in form.tables.items()}
    best = max(known, key=known.__getitem__, default="")
    return form.tables[best] if known.get(best, 0) >= 2 else None


@dataclass
class Match:
    """Where each number stands: `sources` gives the row and the box by address. What did not fit is named, never dropped."""

    sources: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    guesses: dict[str, str] = field(default_factory=dict[str, str])  # address → why it was taken for that cell
    misfits: list[int] = field(default_factory=list[int])  # rows with numbers that have no place
    strangers: list[int] = field(default_factory=list[int])  # rows of words that are none of the table's
    extras: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # boxes under a heading the form does not have
    missing: list[Row] = field(default_factory=list[Row])  # rows of the form that were not found


def match(table: Table, rows: Rows) -> Match:
    """Find every number of the table."""
    reader = _Reader(table, rows)
    for index in range(len(rows)):
        reader.take(index)
    reader.found.missing = [row for block in table.blocks for row in block.rows if row.key not in reader.named]
    return reader.found


def columns_under(block: Block, heads: Sequence[str]) -> tuple[tuple[Column | None, ...], Mapping[str, str]] | None:
    """The columns in the order of their headings, None for a heading the form does not have; and, by key, those that are a guess and why.

    `heads` are the words of the headings in reading order. None when the columns cannot be told.
    """
    if len(heads) > MOST_HEADINGS:
        return None
    if not heads:  # a caption tells the row at least; without captions either, nothing is certain
        guessed = {column.key: f"表中没有表头，按格式的列序读作“{column.label[-1]}”" for column in block.columns}
        return (block.columns, guessed) if block.rows[0].label else None
    by_path = {tuple(map(words, column.label)): column for column in block.columns}
    leaves = [(head, by_path.get(path)) for head, path in _leaves(list(by_path), heads)]
    return _filled(block, leaves)


def _filled(block: Block, leaves: list[tuple[str, Column | None]]) -> tuple[tuple[Column | None, ...], Mapping[str, str]] | None:
    """Give headings that stand at the wrong level or are misspelt the columns that are left over, if the form's order comes of it."""
    columns = [column for _, column in leaves]
    guessed: dict[str, str] = {}
    for index, (head, column) in enumerate(leaves):
        same = [missing for missing in _missing(block, columns) if words(missing.label[-1]) == head]
        if column is None and len(same) == 1:
            columns[index] = same[0]
    missing = _missing(block, columns)
    unknown = [index for index, column in enumerate(columns) if column is None]
    if missing and len(missing) == len(unknown):
        for index, column in zip(unknown, missing, strict=True):
            guessed[column.key] = f"没有认出表头“{leaves[index][0]}”，按格式的列序读作“{column.label[-1]}”"
            columns[index] = column
    is_sure = columns == [column for _, column in leaves]
    in_order = tuple(column for column in columns if column is not None) == block.columns
    return (tuple(columns), guessed) if in_order or (is_sure and not missing) else None


def _missing(block: Block, columns: Sequence[Column | None]) -> list[Column]:
    return [column for column in block.columns if column not in columns]


def _leaves(paths: Sequence[Path], heads: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The headings that have none below them, left to right, each with its path.

    Headings are read line by line. On each line they belong, from left to right, to the headings of the line above; where one
    repeats, or does not belong, the next heading above has begun. So the paths of the form alone tell which heading spans which.
    """
    prefixes = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    shared = {path[0] for path in paths if len(path) > 1}
    if len(shared) == 1 and heads[0] not in {path[0] for path in paths}:
        heads = (*shared, *heads)  # the heading over all columns was left out
    below: dict[Path, list[Path]] = {(): []}
    level: list[Path] = [()]
    place = 0
    for head in heads:
        rest, deeper = level[place:], [path for above in level for path in below[above] if path in prefixes]
        above = next((path for path in rest if (*path, head) in prefixes and (*path, head) not in below), None)
        if above is None and (lower := next((path for path in deeper if (*path, head) in prefixes), None)) is not None:
            level, above = deeper, lower
        if above is not None:
            place = level.index(above)
        path = (*level[place], head) if above is not None else (*level[place], "", head)  # not a path of the form
        below[level[place]].append(path)
        below.setdefault(path, [])
    yield from _ends(below, ())


def _ends(below: Mapping[Path, list[Path]], path: Path) -> Iterator[tuple[str, Path]]:
    for child in below[path]:
        if below[child]:
            yield from _ends(below, child)
        else:
            yield child[-1], child


class _Reader:
    """Goes down the rows once, remembering the headings it is under."""

    def __init__(self, table: Table, rows: Rows) -> None:
        self.found = Match()
        self.named: set[str] = set()  # rows whose caption was found, whether their numbers could be read or not
        self._table = table
        self._labels = labels(table)
        self._rows = rows
        self._heads: list[str] = []
        self._in_heading = False
        self._group = ""

    def take(self, index: int) -> None:
        """Read the next row."""
        row = self._rows[index]
        said = [words(cell) for cell in row if not number.read(cell).blank]
        if not said:
            return
        was_in_heading, self._in_heading = self._in_heading, False
        if set(said) <= self._labels.captions:
            self._heads = []
        elif set(said) <= self._labels.groups:
            self._group = bare(row[-1])
        elif captioned := self._captioned(row, self._labels.rows, words):
            self._data(index, *captioned)
        elif self._is_heading(row, said, was_in_heading):
            self._in_heading = True
            self._heading(row, was_in_heading)
        elif captioned := self._captioned(row, self._labels.bare_rows, bare):
            self._data(index, *captioned)
        elif not self._table.label_widths and self._heads:
            self._data(index, -1, self._table.blocks[0].rows[0])
        elif _has_number(row):
            self.found.misfits.append(index)
        else:
            self.found.strangers.append(index)

    def _captioned(self, row: Sequence[str], known: Mapping[str, tuple[Row, ...]], key: Callable[[str], str]) -> tuple[int, Row] | None:
        """The form's row that this one is, and which box says so; before it stand only blanks and the captions of groups."""
        for place, cell in enumerate(row):
            if number.read(cell).blank:
                continue
            if (candidates := known.get(key(cell))) and key(cell):
                named = [one for one in candidates if len(candidates) == 1 or self._group in map(bare, one.label[:-1])]
                return (place, named[0]) if len(named) == 1 else None
            if words(cell) not in self._labels.groups and bare(cell) not in self._labels.groups:
                return None
            self._group = bare(cell)
        return None

    def _is_heading(self, row: Sequence[str], said: list[str], was_in_heading: bool) -> bool:
        known = sum(label in self._labels.heads or label in self._labels.corners for label in said)
        return known > 0 and (known > 1 or was_in_heading or not self._heads) and not _has_number(row)

    def _heading(self, row: Sequence[str], goes_on: bool) -> None:
        if not goes_on:
            self._heads = []
        before = ""
        for place, cell in enumerate(row):
            head = words(cell)
            is_corner = head in self._labels.corners or (place == 0 and bool(self._table.label_widths) and head not in self._labels.heads)
            if head and head != before and not is_corner:
                self._heads.append(head)
            before = head

    def _data(self, index: int, place: int, row: Row) -> None:
        block = self._labels.blocks[row.key]
        under = columns_under(block, self._heads)
        values = None if under is None else self._values(self._rows[index], place, len(under[0]))
        is_second = any(self._table.address(row.key, column.key) in self.found.sources for column in block.columns)
        self.named.add(row.key)
        if under is None or values is None or is_second:
            self.found.misfits.append(index)
            return
        for column, box in zip(under[0], values, strict=True):
            if column is None:
                self.found.extras.append((index, box))
                continue
            address = self._table.address(row.key, column.key)
            self.found.sources[address] = (index, box)
            if column.key in under[1]:
                self.found.guesses[address] = under[1][column.key]

    def _values(self, row: Sequence[str], place: int, count: int) -> range | None:
        """Which boxes behind the caption are the values; None when there are too few, or when there are more ways than one to take them.

        A caption over several columns may leave blanks behind it, or copies of itself, and an extractor may end a row with blanks.
        """
        first = place + 1
        while place >= 0 and first < len(row) and words(row[first]) == words(row[place]):
            first += 1
        spare = max(len(self._table.label_widths) - 1 - place, 0)
        ways = [
            range(start, start + count)
            for start in range(first, min(first + spare, len(row) - count) + 1)
            if _blank(row[first:start]) and _blank(row[start + count :])
        ]
        taken = {tuple(row[box] for box in way) for way in ways}
        return ways[0] if len(taken) == 1 else None


def _has_number(row: Sequence[str]) -> bool:
    return any(number.read(cell, number.Kind.MONEY).value is not None for cell in row)


def _blank(cells: Sequence[str]) -> bool:
    return all(number.read(cell).blank for cell in cells)
