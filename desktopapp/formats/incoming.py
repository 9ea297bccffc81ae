"""What a reader made of somebody else's file: what was read, what was guessed, what was not understood. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktopapp.core.form import Form
from desktopapp.core.record import tidied_line
from desktopapp.core.report import RECORD, Entry, Origin, Report


class Guess(NamedTuple):
    """A value taken on a guess: the cell, what was read, what it was taken for, and why."""

    cell: str
    raw: str
    value: str
    why: str


class Leftover(NamedTuple):
    """Something that was read and has no place: where it stood (an address, or words), and what it said."""

    where: str
    raw: str


class Tidied(NamedTuple):
    """Something that was put right on the way in: where (a place, or words), and what was done."""

    where: str
    what: str


@dataclass
class Incoming:
    """A read file. `raws` holds each cell's text to the letter, by address; `texts` the prose and cover facts by place; `normalised`
    what was put right, which the report's record keeps."""

    edition: str
    raws: dict[str, str] = field(default_factory=dict[str, str])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    guessed: list[Guess] = field(default_factory=list[Guess])
    not_understood: list[Leftover] = field(default_factory=list[Leftover])
    unmapped: list[Leftover] = field(default_factory=list[Leftover])
    normalised: list[Tidied] = field(default_factory=list[Tidied])

    @property
    def whole(self) -> bool:
        """Nothing was guessed and nothing was not understood."""
        return not self.guessed and not self.not_understood

    def without_counterpart(self, form: Form) -> list[Leftover]:
        """What was read in cells that the next edition does not have; `form` is the file's."""
        successor = form.successor
        return [
            Leftover(f"“{form.cells[address].label}”在{successor.edition}版格式中无对应", raw.strip())
            for address, raw in self.raws.items()
            if successor and not successor.address(address)
        ]

    def blank(self, form: Form) -> list[str]:
        """The form's cells that the file left blank."""
        return [address for address in form.cells if not self.raws.get(address, "").strip()]

    def report(self, forms: Mapping[str, Form]) -> Report:
        """The report it makes; every entry is marked as imported and not yet looked at.

        What is no number keeps its raw text: its value is blank, and the checks say so until someone has looked.
        """
        report = Report(forms[self.edition])
        report.apply(report.plan({place: Entry(raw, Origin.IMPORTED) for place, raw in (self.raws | self.texts).items()}))
        lines = [tidied_line(place_in_words(report.form, tidied.where), tidied.what) for tidied in self.normalised]
        report.apply(report.plan({RECORD: Entry("\n".join(lines))}))
        return report


def place_in_words(form: Form, place: str) -> str:
    """A part, or the cover, by its name; words stay as they are."""
    titles = {part.key: part.title for part in form.parts} | {"preface": "前言", "date": "落款"}
    return titles.get(place.partition(".")[0], place)
