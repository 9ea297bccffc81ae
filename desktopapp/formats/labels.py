"""What a table of the form is found by in somebody else's file: its captions and headings, compared without what makes no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktopapp.core.form import Block, Form, Row, Table
from desktopapp.formats.blocks import Box

Rows = Sequence[Sequence[Box]]

LONGEST_LABEL = 120  # characters; the form's longest has 37
_ORDINAL = re.compile(r"^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.,])")


def words(text: str) -> str:
    """A label to compare with: width, spaces, line breaks, punctuation and quotation marks make no difference; blank for a long text."""
    return _words(text) if len(text) <= LONGEST_LABEL else ""


def bare(text: str) -> str:
    """A label's words without its number: 1. and （一） are often lost or damaged on the way."""
    return _bare(text) if len(text) <= LONGEST_LABEL else ""


def plain(text: str) -> str:
    """A label's words without its number and without the brackets behind it: （二）部分公开 is often published without its explanation."""
    return _plain(text) if len(text) <= LONGEST_LABEL else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if unicodedata.category(character)[0] in "LN")


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return _words(_unnumbered(text))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _words(_unnumbered(text).partition("(")[0])


def _unnumbered(text: str) -> str:
    return _ORDINAL.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is written in a table beside its numbers."""

    captions: frozenset[str]
    corners: frozenset[str]
    heads: frozenset[str]
    upper_heads: frozenset[str]  # those over several columns
    groups: frozenset[str]
    rows: Mapping[str, tuple[Row, ...]]  # by the words of its caption
    bare_rows: Mapping[str, tuple[Row, ...]]  # by the words without the number
    plain_rows: Mapping[str, tuple[Row, ...]]  # by the words without the number and what stands in brackets
    blocks: Mapping[str, Block]  # by the key of a row

    def know(self, label: str) -> bool:
        """These words are one of the table's labels."""
        return label in self.captions or label in self.corners or label in self.heads or label in self.groups or label in self.rows


@lru_cache(maxsize=32)
def labels(table: Table) -> Labels:
    """What the table is found by."""
    rows = [row for block in table.blocks for row in block.rows]
    groups = {label for row in rows for label in row.label[:-1]}
    columns = [column for block in table.blocks for column in block.columns]
    return Labels(
        captions=frozenset(words(block.caption) for block in table.blocks if block.caption),
        corners=frozenset(words(block.corner) for block in table.blocks if block.corner),
        heads=frozenset(words(label) for column in columns for label in (*column.label, *column.aliases)),
        upper_heads=frozenset(words(label) for column in columns for label in column.label[:-1]),
        groups=frozenset(words(label) for label in groups) | frozenset(bare(label) for label in groups),
        rows=_by_caption(rows, "words"),
        bare_rows=_by_caption(rows, "bare"),
        plain_rows=_by_caption(rows, "plain"),
        blocks={row.key: block for block in table.blocks for row in block.rows},
    )


def _by_caption(rows: Iterable[Row], form: str) -> Mapping[str, tuple[Row, ...]]:
    key = {"words": words, "bare": bare, "plain": plain}[form]
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        # Where the captions of groups have no boxes of their own they are often put before each row's: （三）不予公开1.属于国家秘密.
        paths = ["".join(row.label[start:]) for start in range(len(row.label))] if form != "plain" else row.label[-1:]
        for caption in {key(caption) for caption in (*paths, *row.aliases)} - {""}:
            found[caption] = (*found.get(caption, ()), row)
    return found


@lru_cache(maxsize=8)
def owners(form: Form) -> Mapping[str, str]:
    """The table that alone has a label, by the label's words."""
    said: dict[str, set[str]] = {}
    for key, table in form.tables.items():
        known = labels(table)
        for label in (*known.captions, *known.corners, *known.heads, *known.groups, *known.rows, *known.bare_rows):
            said.setdefault(label, set()).add(key)
    return {label: min(tables) for label, tables in said.items() if len(tables) == 1}


def table_of(form: Form, rows: Rows) -> Table | None:
    """The form's table that these rows are of: the one with most of its labels in them, and at least two."""
    said = {label for row in rows for box in row if (label := words(box.text))}
    known = {key: sum(map(labels(table).know, said)) for key, table in form.tables.items()}
    best = max(known, key=known.__getitem__, default="")
    return form.tables[best] if known.get(best, 0) >= 2 else None
