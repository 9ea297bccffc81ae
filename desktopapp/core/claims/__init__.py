"""What the prose says of the tables' numbers: claims with their role, number, scope and place, by pure functions.

`numerals` finds the numbers; `words` cuts a paragraph into words of the `lexicon`, `clauses` into sentences; `reading` goes through
them with a `draft` of what was said, `regions` and `meaning` say what a number may be about, `wholes` and `zeros` read what is said of
all and of none; `roles` knows the cells, `comparing` lays claims beside them.
"""

from __future__ import annotations

from typing import NamedTuple

from desktopapp.core.claims.comparing import Status, compared
from desktopapp.core.report import Report

__all__ = ["Link", "claims_in"]


class Link(NamedTuple):
    """A number in the text that was compared with cells: paragraph and characters of `Report.said`, and whether they agree."""

    paragraph: int
    start: int
    end: int
    cells: tuple[str, ...]
    agrees: bool


def claims_in(report: Report, key: str) -> tuple[Link, ...]:
    """The claims of the text `key` that were compared with cells, in order: what the editor underlines."""
    found = (one for one in compared(report) if one.place.part == key and one.status in (Status.AGREES, Status.DIFFERS))
    links = [Link(one.place.paragraph, one.claim.start, one.claim.end, one.cells, one.status is Status.AGREES) for one in found]
    return tuple(dict.fromkeys(sorted(links)))
