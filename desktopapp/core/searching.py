"""Find and replace over all of a report's texts. A field is found by nobody and replaced by nothing: only typed words are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from desktopapp.core import fields
from desktopapp.core.report import Entry, Report

AROUND = 12  # characters shown on either side


class Hit(NamedTuple):
    """Where the words stand in what a text says, characters from `start` up to `end`, and the words around them."""

    place: str
    start: int
    end: int
    around: str


def found(report: Report, words: str) -> tuple[Hit, ...]:
    """Every place of the words, in the order of the texts. Blank words are nowhere."""
    return tuple(hit for place in _places(report) for hit in _hits(report, place, words)) if words else ()


def replaced(report: Report, hits: Iterable[Hit], by: str) -> Mapping[str, Entry]:
    """The entries that replace what was found. Where something was imported and not yet looked at, it stays so."""
    wishes: dict[str, Entry] = {}
    for place, group in groupby(hits, key=lambda hit: hit.place):
        typed = ""
        done = begins = 0
        there = list(group)
        for piece in report.pieces(place):
            ends = begins + len(piece.text)
            if piece.field:
                typed += fields.written(piece.field)
            else:
                done = begins
                for hit in (hit for hit in there if begins <= hit.start < ends):
                    typed += piece.text[done - begins : hit.start - begins] + by
                    done = hit.end
                typed += piece.text[done - begins :]
            begins = ends
        wishes[place] = Entry(typed, report.entry(place).origin)
    return wishes


def _places(report: Report) -> tuple[str, ...]:
    return ("title", "organ", *report.form.text_keys)


def _hits(report: Report, place: str, words: str) -> Iterator[Hit]:
    said, begins = report.said(place), 0
    for piece in report.pieces(place):
        at = -1 if piece.field else piece.text.find(words)
        while at >= 0:
            start, end = begins + at, begins + at + len(words)
            yield Hit(place, start, end, _around(said, start, end))
            at = piece.text.find(words, at + len(words))
        begins += len(piece.text)


def _around(said: str, start: int, end: int) -> str:
    before, after = said[max(0, start - AROUND) : start], said[end : end + AROUND]
    return f"{before.split(chr(10))[-1]}{said[start:end]}{after.split(chr(10))[0]}"
