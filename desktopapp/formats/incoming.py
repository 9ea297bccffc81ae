"""What a reader made of somebody else's file: what was read, what was guessed, what was not understood. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktopapp.core.form import Form
from desktopapp.core.report import Entry, Origin, Report


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


@dataclass
class Incoming:
    """A read file. `raws` holds each cell's text to the letter, by address; `texts` the prose and cover facts by place."""

    edition: str
    raws: dict[str, str] = field(default_factory=dict[str, str])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    guessed: list[Guess] = field(default_factory=list[Guess])
    not_understood: list[Leftover] = field(default_factory=list[Leftover])
    unmapped: list[Leftover] = field(default_factory=list[Leftover])

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
        return report
