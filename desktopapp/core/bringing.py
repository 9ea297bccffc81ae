"""带入: a paragraph of last year's text as the beginning of this year's, with nothing of last year's year or numbers left in silence.

Years move on by one. A number that says what a cell says becomes a field of that cell; any other is kept as 【待改：…】, and no final says
that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from desktopapp.core import fields, placeholders
from desktopapp.core.left_behind import figures


class Spoken(NamedTuple):
    """Characters from `start` up to `end` of a text say what a field says."""

    start: int
    end: int
    field: str


def brought(paragraph: str, year: int, spoken: Callable[[str], Iterable[Spoken]] = lambda _text: ()) -> str:
    """The paragraph of last year's report as this year's, `year`, may begin with. `spoken` finds the numbers that cells say."""
    known = {found.start: found for found in spoken(paragraph)}
    pieces: list[str] = []
    done = 0
    for figure in figures(paragraph):
        if figure.start < done:
            continue
        said = known.get(figure.start)
        if said is not None:
            words, end = fields.written(said.field), said.end
        elif figure.is_year:
            words, end = _moved_on(figure.value, year), figure.end
        else:
            words, end = placeholders.to_do(paragraph[figure.start : figure.end]), figure.end
        pieces += [paragraph[done : figure.start], words]
        done = end
    return "".join(pieces) + paragraph[done:]


def _moved_on(told: str, year: int) -> str:
    """Last year and the one before it move on by one; any other year was meant as it is and is to be looked at."""
    if int(told) in (year - 1, year - 2):
        return str(int(told) + 1)
    return told if int(told) < year - 2 else placeholders.to_do(told)
