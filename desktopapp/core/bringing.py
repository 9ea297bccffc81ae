"""带入: paragraphs of last year's text as the beginning of this year's, with nothing of last year's year or numbers left in silence.

Years move on by one. A number that says what cells say becomes a field of those cells; any other is kept as 【待改：…】, and no final says
that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from desktopapp.core import fields, placeholders
from desktopapp.core.binding import NUMBER, bindable
from desktopapp.core.carrying import counterparts
from desktopapp.core.claims.numerals import numerals, plain
from desktopapp.core.left_behind import figures
from desktopapp.core.report import Entry, Origin, Report


class Spoken(NamedTuple):
    """Characters from `start` up to `end` of a text say what a field says."""

    start: int
    end: int
    field: str


class _Stretch(NamedTuple):
    """Characters that do not stay as they are, and what stands there instead."""

    start: int
    end: int
    words: str


def brought(paragraph: str, year: int, spoken: Callable[[str], Iterable[Spoken]] = lambda _text: ()) -> str:
    """The paragraph of last year's report as this year's, `year`, may begin with. `spoken` finds the numbers that cells say."""
    pieces: list[str] = []
    done = 0
    fields_first = [_Stretch(one.start, one.end, fields.written(one.field)) for one in spoken(paragraph)]
    for one in sorted((*fields_first, *_numbers(paragraph, year)), key=lambda stretch: stretch.start):
        if one.start >= done:  # the field goes before the number that it is
            pieces += [paragraph[done : one.start], one.words]
            done = one.end
    return "".join(pieces) + paragraph[done:]


def paragraphs(report: Report, last: Report, key: str) -> tuple[str, ...]:
    """Every paragraph of last year's text `key` as this year's may begin with."""
    year = report.year or (last.year + 1 if last.year else 0)
    spoken = tuple(_spoken(report, last, key))
    found: list[str] = []
    begins = 0
    for paragraph in last.said(key).split("\n"):
        ends = begins + len(paragraph)
        here = [Spoken(one.start - begins, one.end - begins, one.field) for one in spoken if begins <= one.start and one.end <= ends]
        found.append(brought(paragraph, year, lambda _text, here=here: here))
        begins = ends + 1
    return tuple(found)


def added(report: Report, key: str, more: Iterable[str]) -> Entry:
    """This year's text with more paragraphs behind it; it is to be looked at, as all that comes from last year."""
    before = report.text(key).rstrip("\n")
    return Entry("\n".join((*((before,) if before else ()), *more)), Origin.CARRIED)


def _numbers(paragraph: str, year: int) -> Iterator[_Stretch]:
    """Years that move on, and numbers to be looked at, those in Chinese numerals too."""
    for figure in figures(paragraph):
        words = _moved_on(figure.value, year) if figure.is_year else placeholders.to_do(paragraph[figure.start : figure.end])
        yield _Stretch(figure.start, figure.end, words)
    for numeral in numerals(plain(paragraph)):
        match = NUMBER.match(paragraph, numeral.start)
        if match is not None and not match["digits"]:
            yield _Stretch(match.start(), match.end(), placeholders.to_do(match[0]))


def _spoken(report: Report, last: Report, key: str) -> Iterator[Spoken]:
    """What last year's text says of cells that this year's form has: its own fields, and typed numbers that agreed with its tables."""
    now = {old: address for address, old in counterparts(report.form, last.form).items()}
    begins = 0
    known = [(one.start, one.end, one.field) for one in bindable(last, key)]
    for piece in last.pieces(key):
        if piece.field:
            known.append((begins, begins + len(piece.text), piece.field))
        begins += len(piece.text)
    for start, end, field in sorted(known):
        if all(address in now for address in fields.addresses(field)):
            yield Spoken(start, end, fields.readdressed(field, now))


def _moved_on(told: str, year: int) -> str:
    """Last year and the one before it move on by one; any other year was meant as it is and is to be looked at."""
    if int(told) in (year - 1, year - 2):
        return str(int(told) + 1)
    return told if int(told) < year - 2 else placeholders.to_do(told)
