"""One number is wrong, alone or with the totals that were added up from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from desktopapp.core.checks.cause.equations import Equations, Number
from desktopapp.core.checks.cause.suspect import Suspect, evidence, name, plausible
from desktopapp.core.form import Table

Last = Mapping[str, Decimal]
_FOLLOWING = 0.25  # more doubt where totals were added up from the wrong number: one slip still


def one_number(equations: Equations, last: Last) -> Iterator[Suspect]:
    """One number is wrong, alone or with the totals that follow from it."""
    for address in equations.at:
        for group in with_totals(equations, address):
            step = equations.step((entry, 1) for entry in group)
            if step is None:
                continue
            change = {entry: equations.values[entry] + step for entry in group}
            if plausible(change):
                yield _single(equations, address, change, last, _FOLLOWING if len(group) > 1 else 0)


def _single(equations: Equations, address: str, change: Mapping[str, Number], last: Last, more: float) -> Suspect:
    doubt, why = evidence(equations, address, change[address], last)
    cell, new = equations.report.form.cells[address], change[address]
    others = "，连同由它相加的总计" if len(change) > 1 else ""
    words = f"“{name(cell)}”应为{new}，填成了{equations.values[address]}{others}"
    mend = f"改为{new}" if doubt <= 1 else ""
    return Suspect("single", change, equations.mended_by(change), doubt + more, words, tuple(change), why, mend)


def with_totals(equations: Equations, address: str) -> Iterator[tuple[str, ...]]:
    """The number alone; and with its row's total, its column's total, and all three that follow from it, as far as they were entered."""
    yield (address,)
    adding = _adding(equations.report.form.tables[equations.report.form.cells[address].table])
    direct = adding.get(address, ())
    entered = [total for total in direct if total in equations.values]
    yield from ((address, total) for total in entered)
    beyond = dict.fromkeys(total for one in direct for total in adding.get(one, ()) if total in equations.values)
    if len(entered) + len(beyond) > 1:
        yield (address, *entered, *beyond)


@lru_cache(maxsize=16)
def _adding(table: Table) -> Mapping[str, tuple[str, ...]]:
    """The totals that add a cell, by its address."""
    found: dict[str, list[str]] = {}
    for identity in (identity for identity in table.identities if identity.definition):
        for addend in identity.right:
            found.setdefault(addend, []).append(identity.left[0])
    return {addend: tuple(totals) for addend, totals in found.items()}
