"""Which column of the form stands under which heading of somebody else's table: by the order of the headings, and by their place.

The two are independent of each other. Order knows nothing of spans, which are often wrong; place knows nothing of the form's order.
What both agree on is certain.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from desktopapp.core.form import Block, Column
from desktopapp.formats.labels import words

Path = tuple[str, ...]

_LIKE = 0.5  # of 1: how like a misspelt heading must be to the form's
MOST_HEADINGS = 200  # the form's widest table has 20


class Head(NamedTuple):
    """A heading: its words, the row it begins in, and the columns it covers."""

    words: str
    row: int
    left: int
    right: int


class Under(NamedTuple):
    """The columns in the order of their headings, None for a heading the form does not have; by key, those that are a guess and why."""

    columns: tuple[Column | None, ...]
    guesses: Mapping[str, str]


def by_order(block: Block, heads: Sequence[str]) -> Under | None:
    """The columns that these headings, words in reading order, lead to; None when they cannot be told."""
    if len(heads) > MOST_HEADINGS:
        return None
    if not heads:  # a caption tells the row at least; without captions either, nothing is certain
        guessed = {column.key: f"表中没有表头，按格式的列序读作“{column.label[-1]}”" for column in block.columns}
        return Under(block.columns, guessed) if block.rows[0].label else None
    by_path = _paths(block)
    leaves = [(head, by_path.get(path)) for head, path in _leaves(list(by_path), heads)]
    return _filled(block, leaves)


def without_some(block: Block, heads: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a table that leaves some of the form's out, where every heading is the form's and they are in its order; else none."""
    if not 0 < len(heads) <= MOST_HEADINGS:
        return ()
    by_path = _paths(block)
    columns = [by_path.get(path) for _, path in _leaves(list(by_path), heads)]
    known = tuple(column for column in columns if column is not None)
    in_order = known == tuple(column for column in block.columns if column in known)
    return known if in_order and len(known) == len(columns) < len(block.columns) else ()


def by_place(block: Block, heads: Sequence[Head]) -> Mapping[int, Column]:
    """The form's columns by the table's: those above which stand all the headings that a column of the form has."""
    by_path = _paths(block)
    shared = {path[0] for path in by_path if len(path) > 1}
    stacks: dict[int, list[str]] = {}
    for head in sorted(heads, key=lambda head: head.row):
        for column in range(head.left, head.right):
            stack = stacks.setdefault(column, [])
            if not stack or stack[-1] != head.words:
                stack.append(head.words)
    found: dict[int, Column] = {}
    for place, stack in stacks.items():
        path = tuple(stack)
        column = by_path.get(path) or (by_path.get((*shared, *path)) if len(shared) == 1 else None)
        if column is not None:
            found[place] = column
    return found


def _paths(block: Block) -> dict[Path, Column]:
    """The columns by their headings' words, also under the other words a heading has been published with."""
    found = {tuple(map(words, (*column.label[:-1], alias))): column for column in block.columns for alias in column.aliases}
    found |= {tuple(map(words, column.label)): column for column in block.columns}
    if len({path[0] for path in found}) == 1:
        return found
    # A table that was published in pieces says 未经复议直接起诉 without 行政诉讼 above it.
    return {path[1:]: column for path, column in found.items() if len(path) > 2} | found


def _filled(block: Block, leaves: list[tuple[str, Column | None]]) -> Under | None:
    """Give headings that stand at the wrong level or are misspelt the columns that are left over, if the form's order comes of it."""
    columns = [column for _, column in leaves]
    guessed: dict[str, str] = {}
    for index, (head, column) in enumerate(leaves):
        same = [missing for missing in _missing(block, columns) if words(missing.label[-1]) == head]
        if column is None and len(same) == 1:
            columns[index] = same[0]
    missing = _missing(block, columns)
    unknown = [index for index, column in enumerate(columns) if column is None]
    if (
        missing
        and len(missing) == len(unknown)
        and all(_like(leaves[index][0], column) for index, column in zip(unknown, missing, strict=True))
    ):
        for index, column in zip(unknown, missing, strict=True):
            guessed[column.key] = f"没有认出表头“{leaves[index][0]}”，按格式的列序读作“{column.label[-1]}”"
            columns[index] = column
    is_sure = columns == [column for _, column in leaves]
    in_order = tuple(column for column in columns if column is not None) == block.columns
    return Under(tuple(columns), guessed) if in_order or (is_sure and not missing) else None


def _like(head: str, column: Column) -> bool:
    return difflib.SequenceMatcher(None, head, words(column.label[-1])).ratio() >= _LIKE


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
