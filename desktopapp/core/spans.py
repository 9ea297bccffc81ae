"""Where a stretch of a text stands, and where it has gone to when the text was edited around it.

Spans are of a text as it is read (`Report.said`), whose fields are numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from desktopapp.core.checks.finding import Span


class Paragraphs:
    """A text, and where each of its paragraphs begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._begins = [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]

    def positions(self, span: Span) -> tuple[int, int]:
        """The characters of the whole text, from and up to, that a span names; within the text, whatever it says."""
        begin = self._begins[min(span.paragraph, len(self._begins) - 1)]
        return min(begin + span.start, len(self.text)), min(begin + span.end, len(self.text))

    def span(self, part: str, start: int, end: int) -> Span:
        """The span of characters of the whole text that lie in one paragraph."""
        paragraph = bisect_right(self._begins, start) - 1
        begin = self._begins[paragraph]
        return Span(part, paragraph, start - begin, end - begin)


class Edit(NamedTuple):
    """A text before and after an edit: `head` characters at its beginning and `tail` at its end have stayed."""

    before: Paragraphs
    after: Paragraphs
    head: int
    tail: int

    def moved(self, span: Span) -> Span | None:
        """Where the stretch stands now; None where the edit touched it, or what is next to it, so that it may say something else."""
        start, end = self.before.positions(span)
        if end < self.head:
            return span
        if start <= len(self.before.text) - self.tail:
            return None
        longer = len(self.after.text) - len(self.before.text)
        return self.after.span(span.part, start + longer, end + longer)


def edit(before: str, after: str) -> Edit:
    """What an edit left as it was."""
    head = _shared(before, after, lambda text, length: text[:length])
    rest, new = before[head:], after[head:]
    tail = _shared(rest, new, lambda text, length: text[len(text) - length :])
    return Edit(Paragraphs(before), Paragraphs(after), head, tail)


def in_units(text: str, position: int) -> int:
    """A position in a text in UTF-16 units, as Qt counts, where Python counts characters."""
    return len(text[:position].encode("utf-16-le")) // 2


def quoted(text: str, span: Span) -> str:
    """What stands there."""
    start, end = Paragraphs(text).positions(span)
    return text[start:end]


def _shared(first: str, second: str, cut: Callable[[str, int], str]) -> int:
    """How many characters both have in common at the end that `cut` takes."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # by halves: letter by letter costs a long text a millisecond at every key
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cut(first, middle) == cut(second, middle) else (low, middle - 1)
    return low
