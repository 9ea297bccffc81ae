"""What has been reworded from last year's text to this one's, phrase by phrase: what is gone there and what is new here."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

MOST = 2000  # phrases of a text; longer ones are not compared
_PHRASE = re.compile(r"[^，。；：、？！,;:?!\n]+[，。；：、？！,;:?!]*")


class Stretch(NamedTuple):
    """Characters from `start` up to `end` of a text, without the white at their ends."""

    start: int
    end: int


class Rewording(NamedTuple):
    """The stretches of last year's text that are gone, and those of this year's that are new."""

    gone: tuple[Stretch, ...]
    new: tuple[Stretch, ...]


@lru_cache(maxsize=32)
def rewording(last: str, this: str) -> Rewording | None:
    """What differs; neighbouring phrases are one stretch, but none goes beyond its paragraph. None where a text is too long to compare.

    How much white stands around a phrase makes no difference.
    """
    before, after = _phrases(last), _phrases(this)
    if max(len(before), len(after)) > MOST:
        return None
    gone: list[Stretch] = []
    new: list[Stretch] = []
    words = [[text[start:end] for start, end in phrases] for text, phrases in ((last, before), (this, after))]
    for kind, start, end, to_start, to_end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += _joined(last, before[start:end])
            new += _joined(this, after[to_start:to_end])
    return Rewording(tuple(gone), tuple(new))


def _phrases(text: str) -> list[Stretch]:
    found: list[Stretch] = []
    for match in _PHRASE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.end() - (len(match[0]) - len(match[0].rstrip()))
        if start < end:
            found.append(Stretch(start, end))
    return found


def _joined(text: str, phrases: list[Stretch]) -> list[Stretch]:
    """Neighbours as one, paragraph by paragraph."""
    found: list[Stretch] = []
    for phrase in phrases:
        if found and "\n" not in text[found[-1].end : phrase.start]:
            found[-1] = Stretch(found[-1].start, phrase.end)
        else:
            found.append(phrase)
    return found
