"""Numbers that were typed into a text become 活数字: those that the text was found to say of cells, where both agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from desktopapp.core import fields
from desktopapp.core.checks.finding import Span
from desktopapp.core.claims.claims import Said
from desktopapp.core.claims.comparing import TEN_THOUSAND, Compared, Status, compared
from desktopapp.core.claims.numerals import chinese, plain
from desktopapp.core.claims.roles import ROLES
from desktopapp.core.fields import Piece
from desktopapp.core.report import Report
from desktopapp.core.spans import Paragraphs

NUMBER = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)|[零〇一二两三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟]+")


class Bindable(NamedTuple):
    """Characters from `start` up to `end` of `Report.said` are a typed number, without its unit, that says what `field` says; `same`: in
    the same characters, so that nobody sees a difference."""

    start: int
    end: int
    field: str
    same: bool


def bindable(report: Report, key: str) -> tuple[Bindable, ...]:
    """The typed numbers of a text that agree with cells and may become fields of them, in order.

    Left out are numbers that are about, rounded or only a part of a cell, and those that say two different things at once.
    """
    said = report.said(key)
    read, typed = Paragraphs(said), list(_typed(report.pieces(key)))
    found: defaultdict[int, set[Bindable | None]] = defaultdict(set)
    for one in compared(report):
        if one.place.part == key and one.claim.said is Said.NUMBER:
            start, _ = read.positions(Span(key, one.place.paragraph, one.claim.numeral.start, one.claim.numeral.end))
            found[start].add(_bindable(report, one, said, start))
    known = [ways.pop() for _, ways in sorted(found.items()) if len(ways) == 1]
    return tuple(one for one in known if one and any(start <= one.start and one.end <= end for start, end in typed))


def bound(pieces: Iterable[Piece], chosen: Iterable[Bindable]) -> str:
    """The text of these pieces as it is kept, the chosen numbers now fields. A number that touches a field already stays as it is."""
    wanted = sorted(chosen)
    text, begins = "", 0
    for piece in pieces:
        ends, done = begins + len(piece.text), begins
        if piece.field:
            text += fields.written(piece.field)
        else:
            for one in wanted:
                if done <= one.start and one.end <= ends:
                    text += piece.text[done - begins : one.start - begins] + fields.written(one.field)
                    done = one.end
            text += piece.text[done - begins :]
        begins = ends
    return text


def _typed(pieces: Iterable[Piece]) -> Iterator[tuple[int, int]]:
    """Where typed words stand."""
    begins = 0
    for piece in pieces:
        if not piece.field:
            yield begins, begins + len(piece.text)
        begins += len(piece.text)


def _bindable(report: Report, one: Compared, said: str, start: int) -> Bindable | None:
    """The number as a field of the cells that it was compared with, None where it does not say just what they say."""
    numeral = one.claim.numeral
    match = NUMBER.match(plain(said), start)
    if match is None or one.status is not Status.AGREES or numeral.approximation or ROLES[one.role].at_most:
        return None
    shown = Decimal(match[0].replace(",", "")) if match["digits"] else chinese(match[0])
    field = "+".join(one.cells)
    value = fields.value(field, report.value)
    unit = TEN_THOUSAND if one.role == "fees" else 1
    if value == fields.UNFILLED or Decimal(value) != shown or numeral.value != shown * unit:
        return None
    return Bindable(start, match.end(), field, said[start : match.end()] == value)
