"""Where a stretch of a text stands, and where it has gone to when the text was edited around it.

Spans are of a text as it is read (`Report.said`), whose fields are numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from desktopapp.core.checks.finding import Span
from desktopapp.core.fields import written
from desktopapp.core.report import Report


class Edit(NamedTuple):
    """A text before and after an edit: `head` characters at its beginning and `tail` at its end have stayed."""

    before: str
    after: str
    head: int
    tail: int

    def moved(self, span: Span) -> Span | None:
        """Where the stretch stands now; None where the edit touched it, or what is next to it, so that it may say something else."""
        start, end = positions(self.before, span)
        if end < self.head:
            return span
        if start <= len(self.before) - self.tail:
            return None
        begins = _begins(self.after)
        start += len(self.after) - len(self.before)
        paragraph = bisect_right(begins, start) - 1
        first = start - begins[paragraph]
        return Span(span.part, paragraph, first, first + span.end - span.start)


def edit(before: str, after: str) -> Edit:
    """What an edit left as it was."""
    head = _shared(before, after, lambda text, length: text[:length])
    rest, new = before[head:], after[head:]
    return Edit(before, after, head, _shared(rest, new, lambda text, length: text[len(text) - length :]))


def positions(text: str, span: Span) -> tuple[int, int]:
    """The characters of the whole text, from and up to, that a span names; within the text, whatever it says."""
    begins = _begins(text)
    begin = begins[min(span.paragraph, len(begins) - 1)]
    return min(begin + span.start, len(text)), min(begin + span.end, len(text))


def entered(report: Report, span: Span) -> tuple[int, int]:
    """The characters of what was entered (`Report.text`) that a span names; of a field, all of it."""
    start, end = positions(report.said(span.part), span)
    read = typed = 0
    first, last = len(report.text(span.part)), 0
    for piece in report.pieces(span.part):
        length = len(written(piece.field)) if piece.field else len(piece.text)
        if start < read + len(piece.text):
            first = min(first, typed + (0 if piece.field else max(start - read, 0)))
        if end > read:
            last = typed + (length if piece.field else min(end - read, length))
        read, typed = read + len(piece.text), typed + length
    return min(first, max(last, first)), max(last, first)


def in_units(text: str, position: int) -> int:
    """A position in a text in UTF-16 units, as Qt counts, where Python counts characters."""
    return len(text[:position].encode("utf-16-le")) // 2


def quoted(text: str, span: Span) -> str:
    """What stands there."""
    start, end = positions(text, span)
    return text[start:end]


def _begins(text: str) -> list[int]:
    """Where each paragraph begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


def _shared(first: str, second: str, cut: Callable[[str, int], str]) -> int:
    """How many characters both have in common at the end that `cut` takes."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # by halves: letter by letter costs a long text a millisecond at every key
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cut(first, middle) == cut(second, middle) else (low, middle - 1)
    return low
