"""A file that holds more than one report, this year's beside last year's: one is read, the others are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktopapp.core.form import Form
from desktopapp.formats import outline
from desktopapp.formats.blocks import Block, Grid, Paragraph
from desktopapp.formats.lines import clean
from desktopapp.formats.pieces import table_of_grid

_TABLES = 2  # of the form, from which on what stands below a heading of the first part is a report


class Report(NamedTuple):
    """One of the reports in a file: its pieces, and the year it is of, blank where nothing says so."""

    pieces: Sequence[Block]
    year: str


def reports(form: Form, found: Sequence[Block]) -> list[Report]:
    """The reports that a file's pieces make, in their order; one that is there twice, for wide and for narrow screens, is one."""
    starts = [place for place, piece in enumerate(found) if isinstance(piece, Paragraph) and outline.may_begin(form, clean(piece.text))]
    ends = [*starts, len(found)][1:]
    whole = [start for start, end in zip(starts, ends, strict=True) if _tables(form, found[start:end]) >= _TABLES]
    if len(whole) < 2:
        return [Report(found, "")]
    cuts = [0, *(_title_before(form, found, above, start) for above, start in pairwise(whole)), len(found)]
    parts = [found[start:end] for start, end in pairwise(cuts)]
    if len({_numbers(part) for part in parts}) < len(parts):
        return [Report(found, "")]
    return [Report(part, _year(part)) for part in parts]


def latest(found: Sequence[Report]) -> Report:
    """The report of the latest year; of equals the first."""
    return max(found, key=lambda one: one.year)


def _tables(form: Form, found: Iterable[Block]) -> int:
    """How many different tables of the form are among these pieces."""
    tables = (table_of_grid(form, piece) for piece in found if isinstance(piece, Grid))
    return len({table.key for table in tables if table})


def _title_before(form: Form, found: Sequence[Block], above: int, start: int) -> int:
    """Where the title of the report begins whose first part begins at `start`: behind all else of the report `above`."""
    lines: list[str] = []
    for piece in found[above:start]:
        is_line = isinstance(piece, Paragraph) and not outline.may_head(form, clean(piece.text))
        lines = [*lines, clean(piece.text)] if is_line and isinstance(piece, Paragraph) else []
    lines = lines[outline.signature(lines, "").lines.stop :]
    cover = outline.cover(lines)
    return start - len(lines) + cover.lines.start if cover.title else start


def _numbers(found: Iterable[Block]) -> tuple[str, ...]:
    """The boxes of all tables."""
    return tuple("".join(box.text.split()) for piece in found if isinstance(piece, Grid) for row in piece.rows for box in row)


def _year(found: Iterable[Block]) -> str:
    lines = [clean(piece.text) for piece in found if isinstance(piece, Paragraph)]
    return outline.cover(lines).year or next((year for line in lines if (year := outline.year_of(line))), "")
