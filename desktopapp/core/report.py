"""A report: what has been entered, cell by cell and text by text, and the one road by which it changes.

Everything that can be entered has a place, named by a string: a cell's address, a text's key (`overview`,
`disclosure.before`), or a cover fact (`organ`). At a place stands an Entry: the text to the letter, and where it came from.
A text may hold fields (活数字, see `fields`): `text` is what was entered, `said` what is read.
`plan` turns wishes into a Change, `apply` carries a Change out; nothing else writes.

Totals are computed from the numbers filled in and never stored. An entry at a total's address is its control total: what a
person typed, or a published report prints, beside the sum.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.fields import Piece, pieces
from desktopapp.core.form import Form, Table
from desktopapp.core.number import Reading

FACTS = ("organ", "kind", "year", "title", "date")
RECORD = "record"  # 办理记录: who did what and when, one line each; kept with the report, never printed
REASON = "reason:"  # and a finding's key: why what it says is right all the same
FINAL = "final"  # 定稿: when and by whom; while something stands here, nothing else can be changed


class Origin(StrEnum):
    """Where an entry came from."""

    TYPED = "typed"  # 手填
    CARRIED = "carried"  # 上年带入
    IMPORTED = "imported"  # 导入，还没有人看过
    SEEN = "seen"  # 导入或带入，已有人核对过


UNSEEN = frozenset({Origin.CARRIED, Origin.IMPORTED})


class Entry(NamedTuple):
    """What stands at a place, to the letter."""

    raw: str
    origin: Origin = Origin.TYPED


BLANK = Entry("")
_NO_CHARACTERS = re.compile("[\\x00\\ud800-\\udfff]")


class Change(NamedTuple):
    """A change of some places, both ways: the entries before it and after it."""

    before: Mapping[str, Entry]
    after: Mapping[str, Entry]

    @property
    def places(self) -> tuple[str, ...]:
        """What it touches."""
        return tuple(self.after)

    @property
    def inverse(self) -> Change:
        """The change that takes it back."""
        return Change(self.after, self.before)

    def then(self, later: Change) -> Change:
        """Both as one."""
        return Change({**later.before, **self.before}, {**self.after, **later.after})


def _kept(entry: Entry) -> Entry:
    """The entry as a file can keep it: NUL and half a surrogate pair are no characters. A blank is BLANK, wherever it came from."""
    raw = _NO_CHARACTERS.sub("", entry.raw)
    return BLANK if not raw else entry if raw == entry.raw else Entry(raw, entry.origin)


class StaleChange(RuntimeError):
    """A change was planned on another state than the one it is applied to: a bug of ours, never the user's doing."""


class Report:
    """The content of one report. A value without a window: it can be made by the thousand."""

    def __init__(self, form: Form, entries: Mapping[str, Entry] | None = None) -> None:
        self.form = form
        self._places = frozenset((*form.cells, *form.text_keys, *FACTS, RECORD, FINAL))
        self._entries: dict[str, Entry] = {}
        self._readings: dict[str, Reading] = {}
        self._numbers: dict[str, Decimal | None] = {}
        self._stated: dict[str, Decimal | None] = {}
        self._complete: dict[str, bool] = {}
        if entries:
            self.apply(self.plan(entries))

    def copy(self) -> Report:
        """A report with the same content, for another thread or to compare with."""
        return Report(self.form, self._entries)

    # what stands there

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All that has been entered, by place; blank places are absent."""
        return self._entries

    def entry(self, place: str) -> Entry:
        """What stands at a place, BLANK if nothing."""
        return self._entries.get(place, BLANK)

    def text(self, place: str) -> str:
        """The text at a place, to the letter; paragraphs are lines."""
        return self.entry(place).raw

    def pieces(self, place: str) -> Iterator[Piece]:
        """The text as it is read, typed words and 活数字 in turn."""
        return pieces(self.text(place), self.form.cells, self.value)

    def said(self, place: str) -> str:
        """The text as it is read: its fields are the numbers that the tables say now."""
        text = self.text(place)
        return "".join(piece.text for piece in self.pieces(place)) if "{" in text else text

    def paragraphs(self, place: str) -> list[str]:
        """The paragraphs of what is said, without blank ones and the space around them."""
        return [line.strip() for line in self.said(place).split("\n") if line.strip()]

    def reading(self, address: str) -> Reading:
        """What was typed or read in a cell; for a total, its control total."""
        if address not in self._readings:
            self._readings[address] = number.read(self.entry(address).raw, self.form.cells[address].kind)
        return self._readings[address]

    @property
    def locked(self) -> bool:
        """It is final: only its withdrawal may change it."""
        return bool(self.text(FINAL))

    # numbers

    def value(self, address: str) -> Decimal | None:
        """The cell's number; a total's is computed from what is filled in, None when nothing is."""
        if address not in self._numbers:
            cell = self.form.cells[address]
            self._numbers[address] = self._sum(cell.addends) if cell.is_sum else self.reading(address).value
        return self._numbers[address]

    def control(self, address: str) -> Decimal | None:
        """The control total typed or imported beside a computed sum; None for other cells and where there is none."""
        return self.reading(address).value if self.form.cells[address].is_sum else None

    def stated(self, address: str) -> Decimal | None:
        """The number as an identity reads it: a total's control where there is one, else the computed sum."""
        if address not in self._stated:
            control = self.control(address)
            self._stated[address] = self.value(address) if control is None else control
        return self._stated[address]

    def complete(self, address: str) -> bool:
        """No blank stands behind the number that an identity reads here."""
        if address not in self._complete:
            cell = self.form.cells[address]
            if not cell.is_sum or self.control(address) is not None:
                self._complete[address] = self.stated(address) is not None
            else:
                self._complete[address] = all(self.complete(addend) for addend in cell.addends)
        return self._complete[address]

    def blanks(self, table: Table) -> tuple[str, ...]:
        """The cells of a table in which nothing stands; totals are never filled in."""
        return tuple(cell.address for cell in table.cells if not cell.is_sum and self.reading(cell.address).blank)

    def _sum(self, addresses: Iterable[str]) -> Decimal | None:
        values = [value for address in addresses if (value := self.value(address)) is not None]
        return sum(values, Decimal(0)) if values else None

    # the cover

    @property
    def organ(self) -> str:
        """The organ whose report it is; a name that came in on several lines is one all the same."""
        return "".join(line.strip() for line in self.text("organ").splitlines())

    @property
    def year(self) -> int | None:
        """The year reported on."""
        text = self.text("year").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None

    @property
    def default_title(self) -> str:
        """机关名称 + YYYY年 + 政府信息公开工作年度报告, as most reports are called."""
        year = f"{self.year}年" if self.year else ""
        return f"{self.organ}{year}{self.form.name}"

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.text("title").strip() or self.default_title

    @property
    def date(self) -> datetime.date | None:
        """The date below the report; None when blank or no date (kept as YYYY-MM-DD)."""
        try:
            return datetime.date.fromisoformat(self.text("date").strip())
        except ValueError:
            return None

    # change

    def plan(self, wishes: Mapping[str, Entry]) -> Change:
        """The change that makes the entries stand at their places; places that would stay as they are are left out.

        Raises KeyError for a place the form does not have.
        """
        unknown = {place for place in wishes.keys() - self._places if not place.startswith(REASON)}
        if unknown:
            raise KeyError(min(unknown))
        after = {place: _kept(entry) for place, entry in wishes.items()}
        after = {place: entry for place, entry in after.items() if entry != self.entry(place)}
        return Change({place: self.entry(place) for place in after}, after)

    def apply(self, change: Change) -> None:
        """Carry a change out, whole or not at all: the only lines that write a value."""
        if any(self.entry(place) != entry for place, entry in change.before.items()):
            raise StaleChange(", ".join(change.places))
        self._entries.update(change.after)
        for place in change.places:
            if self._entries[place] is BLANK:
                del self._entries[place]
            self._readings.pop(place, None)
        for derived in (self._numbers, self._stated, self._complete):
            derived.clear()
