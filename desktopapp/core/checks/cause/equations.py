"""The form's identities as equations between what was entered: what is broken, and what a change would do to them.

A total that was typed or imported is a number of its own; a total left to the program stands for the cells that it adds. So every
unknown is an entry that a person can have written wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.checks.tables import Status, outcome
from desktopapp.core.form import Form, Identity
from desktopapp.core.report import Report

Number = int | Decimal  # whole numbers are int: they are quick to reckon with


class Equation(NamedTuple):
    """An identity of which both sides are known: its left side is `residual` more than its right."""

    identity: Identity
    residual: Number


class Equations:
    """All identities of a report that can be checked, and the entries they read. A value: it follows no change of the report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.all: list[Equation] = []
        self.values: dict[str, Number] = {}
        self.at: dict[str, list[tuple[int, int]]] = {}  # by entry: the equations that read it, and how often (on the right: negative)
        self.following: list[Identity] = []  # identities that hold as soon as the others of their rule do
        for identity in report.form.identities:
            if self._follows(identity):
                self.following.append(identity)
                continue
            worked_out = outcome(report, identity)
            if worked_out.status in (Status.PASSED, Status.BROKEN) and worked_out.left is not None and worked_out.right is not None:
                self._take(identity, _whole(worked_out.left - worked_out.right))
        self.broken = frozenset(place for place, equation in enumerate(self.all) if equation.residual)

    def _follows(self, identity: Identity) -> bool:
        """A balance of totals that the program adds up says nothing that the balances of the columns do not say."""
        if identity.definition or not all(self.report.form.cells[address].is_sum for address in identity.cells):
            return False
        same = self.report.form.identities_of(identity.rule)
        return all(self.report.control(address) is None for one in same for address in one.cells)

    def _take(self, identity: Identity, residual: Number) -> None:
        place = len(self.all)
        self.all.append(Equation(identity, residual))
        for addresses, sign in ((identity.left, 1), (identity.right, -1)):
            for address in addresses:
                for entry in self._entries(address):
                    if entry not in self.values:
                        value = self.report.stated(entry)
                        self.values[entry] = _whole(value if value is not None else Decimal(0))
                        self.at[entry] = []
                    self.at[entry].append((place, sign))

    def _entries(self, address: str) -> tuple[str, ...]:
        return (address,) if self.report.control(address) is not None else leaves(self.report.form, address)

    def residual(self, place: int) -> Number:
        """How much more the left side of an equation is than its right."""
        return self.all[place].residual

    def mended_by(self, change: Mapping[str, Number]) -> frozenset[int]:
        """The broken equations that hold once these numbers stand; none where the change would leave or make one of those it touches
        wrong."""
        effect: dict[int, Number] = {}
        for address, new in change.items():
            step = new - self.values[address]
            for place, sign in self.at[address]:
                effect[place] = effect.get(place, 0) + sign * step
        for place, moved in effect.items():
            if moved and self.all[place].residual + moved:
                return frozenset()
        return frozenset(place for place, moved in effect.items() if moved)

    def breaks(self, change: Mapping[str, Number]) -> bool:
        """Something that holds would no longer hold once these numbers stand."""
        effect: dict[int, Number] = {}
        for address, new in change.items():
            for place, sign in self.at.get(address, ()):
                effect[place] = effect.get(place, 0) + sign * (new - self.values[address])
        return any(moved and not self.all[place].residual for place, moved in effect.items())

    def step(self, signed: Iterable[tuple[str, int]]) -> Number | None:
        """By how much entries must change together, each with its sign, for all equations they touch to hold; None where they cannot."""
        effect: dict[int, int] = {}
        for address, sign in signed:
            for place, factor in self.at.get(address, ()):
                effect[place] = effect.get(place, 0) + sign * factor
        found: Number | None = None
        for place, factor in effect.items():
            if factor:
                residual = self.all[place].residual
                if not residual or residual % factor:
                    return None
                wanted = -residual / factor if isinstance(residual, Decimal) else -residual // factor
                if found is None:
                    found = wanted
                elif found != wanted:
                    return None
        return found

    def entries(self, place: int) -> tuple[str, ...]:
        """The cells behind an equation in its order; every total that was left to the program is the cells that it adds."""
        return tuple(entry for address in self.all[place].identity.cells for entry in self._entries(address))


@lru_cache(maxsize=1024)
def leaves(form: Form, address: str) -> tuple[str, ...]:
    """The cells to be filled in that a computed total adds, itself for a cell that is no total."""
    addends = form.cells[address].addends
    return tuple(leaf for addend in addends for leaf in leaves(form, addend)) if addends else (address,)


def _whole(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
