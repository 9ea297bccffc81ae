"""Places in a text that are still to be filled in or looked at: 【填…】, 【待改…】, and what a field cannot say. A final has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktopapp.core.report import Report

_OPENING = re.compile("【(?:填|未填|待改|分母为0)")
_OPEN = re.compile(rf"{_OPENING.pattern}[^】\n]*】")


class Place(NamedTuple):
    """A stretch of what a text says, characters from `start` up to `end`, with its words."""

    key: str
    start: int
    end: int
    words: str


def left(report: Report) -> Iterator[Place]:
    """Every place left open, in the order of the texts."""
    return (place for key in report.form.text_keys for place in left_in(report, key))


def left_in(report: Report, key: str) -> Iterator[Place]:
    """The places left open in one text."""
    if report.text(key):
        for match in _OPEN.finditer(report.said(key)):
            yield Place(key, match.start(), match.end(), match[0])


def is_open(words: str) -> bool:
    """The words begin as a place that is left open."""
    return _OPENING.match(words) is not None


def to_do(words: str) -> str:
    """A word that is kept and must still be looked at."""
    return f"【待改：{words}】"
