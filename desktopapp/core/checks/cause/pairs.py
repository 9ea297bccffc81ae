"""Two numbers are wrong: pieces counted in the wrong column or row, or two slips that meet in one identity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from desktopapp.core.checks.cause.equations import Equations, Number
from desktopapp.core.checks.cause.single import Last, with_totals
from desktopapp.core.checks.cause.suspect import Suspect, evidence, name, plausible, row_name

_MOVED, _MANY = 0.7, 0.03  # doubt of a piece in the wrong place, and of each more
_TWICE = 1.0  # more doubt of two slips at once
_PAIRS = 40  # of equations and of cells that are tried


def moved(equations: Equations) -> Iterator[Suspect]:
    """What one column (or row) has too many, another has too few: pieces were counted in the wrong one."""
    by_shape: dict[tuple[str, bool, int], list[int]] = {}
    for place in sorted(equations.broken):
        identity = equations.all[place].identity
        by_shape.setdefault((identity.table, identity.definition, len(identity.cells)), []).append(place)
    opposite = (
        pair
        for places in by_shape.values()
        for pair in combinations(places, 2)
        if equations.residual(pair[0]) == -equations.residual(pair[1])
    )
    for one, other in islice(opposite, _PAIRS):
        entries, others = equations.entries(one), equations.entries(other)
        if len(entries) == len(others):
            for pair in zip(entries, others, strict=True):
                yield from _between(equations, *pair)


def _between(equations: Equations, one: str, other: str) -> Iterator[Suspect]:
    """The pieces that belong in the one of two cells and not in the other, the totals along with them or not."""
    if one == other:
        return
    for here, there in zip(with_totals(equations, one), with_totals(equations, other), strict=False):
        shared = set(here) & set(there)  # a total that adds both stays as it is
        group = [*((entry, 1) for entry in here if entry not in shared), *((entry, -1) for entry in there if entry not in shared)]
        step = equations.step(group)
        if step is None or one not in equations.values or other not in equations.values:
            continue
        change = {entry: equations.values[entry] + sign * step for entry, sign in group}
        if plausible(change):
            few, many = (one, other) if step > 0 else (other, one)
            yield _move(equations, change, few, many, abs(step))


def _move(equations: Equations, change: dict[str, Number], few: str, many: str, pieces: Number) -> Suspect:
    cells = equations.report.form.cells
    to, off = cells[few], cells[many]
    if to.row.key == off.row.key and to.row.label:
        words = f"{pieces}件填错了列：“{row_name(to)}”行{to.column.label[-1]}少{pieces}、{off.column.label[-1]}多{pieces}"
    else:
        words = f"{pieces}件填错了行：“{name(to)}”少{pieces}、“{name(off)}”多{pieces}"
    doubt = _MOVED + _MANY * min(float(pieces) - 1, 20)
    cells_first = (many, few, *(entry for entry in change if entry not in (many, few)))
    return Suspect("moved", change, equations.mended_by(change), doubt, words, cells_first, mend=f"移回{pieces}件")


def two_numbers(equations: Equations, last: Last) -> Iterator[Suspect]:
    """Two numbers are wrong that one identity reads both: their other identities say by how much each."""
    for place in sorted(equations.broken):
        steps = [(entry, step) for entry in equations.entries(place) if (step := _step_elsewhere(equations, entry, place)) is not None]
        for (one, here), (other, there) in islice(combinations(steps, 2), _PAIRS):
            change = {one: equations.values[one] + here, other: equations.values[other] + there}
            if here and there and len(change) == 2 and plausible(change):
                mended = equations.mended_by(change)
                if place in mended:
                    yield _both(equations, change, mended, last)


def _step_elsewhere(equations: Equations, entry: str, but: int) -> Number | None:
    """By how much an entry must change for its equations to hold, one of them left out; None where the others do not say."""
    found: Number | None = None
    for place, sign in equations.at[entry]:
        if place == but:
            continue
        wanted = -sign * equations.residual(place)
        if not wanted or (found is not None and found != wanted):
            return None
        found = wanted
    return found


def _both(equations: Equations, change: dict[str, Number], mended: frozenset[int], last: Last) -> Suspect:
    found = [evidence(equations, address, new, last) for address, new in change.items()]
    clauses = [f"“{name(equations.report.form.cells[address])}”应为{new}" for address, new in change.items()]
    doubt = _TWICE + sum(doubt for doubt, _ in found)
    return Suspect("two", change, mended, doubt, "，".join(clauses), tuple(change), mend="改这两格")
