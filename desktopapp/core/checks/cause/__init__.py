"""差在哪里: the likely cause of broken identities.

From the set of all that is broken, the fewest slips are sought that mend it and break nothing. A slip that alone explains what is wrong
is named and offered as a mend; of several that do so equally well up to three are named and none is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.checks.cause import lines, pairs, single, wording
from desktopapp.core.checks.cause.equations import Equations
from desktopapp.core.checks.cause.suspect import Suspect
from desktopapp.core.checks.finding import Case, Finding, Severity
from desktopapp.core.checks.last_year import before, carried_columns, usable
from desktopapp.core.form import Form

_MARGIN = 0.3  # so much more doubtful a suspicion is no rival


class Cause(NamedTuple):
    """What explains some broken equations: every suspicion that does so, the least doubtful first."""

    mended: frozenset[int]
    suspects: tuple[Suspect, ...]

    @property
    def likely(self) -> tuple[Suspect, ...]:
        """The first of them and its rivals, those that are about as good."""
        return tuple(suspect for suspect in self.suspects if suspect.doubt < self.suspects[0].doubt + _MARGIN)

    @property
    def certain(self) -> Suspect | None:
        """The one suspicion that has no rival."""
        return self.suspects[0] if len(self.likely) == 1 else None


class Said(NamedTuple):
    """What a finding says of its cause, and the one suspicion beyond doubt, if any."""

    sentence: str
    suspect: Suspect | None = None


def with_causes(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of broken identities with their likely cause and, where there is one beyond doubt, its mend and its cells first.

    No finding keeps a mend that would break an identity that holds.
    """
    every = tuple(findings)
    if not any(_is_arithmetic(finding) or _mends_a_sum(case, finding) for finding in every):
        yield from every
        return
    equations = Equations(case.report)
    said = _said(equations, causes(equations, _from_last_year(case)))
    for finding in every:
        found = said.get((finding.rule, frozenset(finding.cells))) if _is_arithmetic(finding) else None
        if found:
            yield _caused(case, finding, found)
        elif _mends_a_sum(case, finding) and _breaks(equations, finding):
            yield finding._replace(fix=None)
        else:
            yield finding


def causes(equations: Equations, last: Mapping[str, Decimal]) -> list[Cause]:
    """What explains the broken equations, each of them once at most: the slips that explain most go first."""
    groups: dict[frozenset[int], list[Suspect]] = {}
    for suspect in _suspects(equations, last):
        if suspect.mended:
            groups.setdefault(suspect.mended, []).append(suspect)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[0]), min(suspect.doubt for suspect in group[1])))
    remaining, found = set(equations.broken), list[Cause]()
    for mended, rivals in ranked:
        if mended <= remaining:
            remaining -= mended
            found.append(Cause(mended, tuple(_different(sorted(rivals, key=lambda suspect: suspect.doubt)))))
    return found


def _suspects(equations: Equations, last: Mapping[str, Decimal]) -> Iterator[Suspect]:
    if equations.broken:
        yield from single.one_number(equations, last)
        yield from pairs.moved(equations)
        yield from pairs.two_numbers(equations, last)
        yield from lines.shifted(equations)
        yield from lines.split(equations)
        yield from lines.exchanged(equations)
        yield from lines.totals(equations)
        yield from lines.unfilled(equations)


def _different(suspects: Iterable[Suspect]) -> Iterator[Suspect]:
    """Suspicions that come to the same change are one."""
    seen: set[frozenset[tuple[str, object]]] = set()
    for suspect in suspects:
        change = frozenset(suspect.change.items())
        if change not in seen:
            seen.add(change)
            yield suspect


def _from_last_year(case: Case) -> Mapping[str, Decimal]:
    """What last year's report says must stand in a cell."""
    last = usable(case)
    if last is None:
        return {}
    carried = {cell.address: before(case.report, last, carried_out) for cell, carried_out in carried_columns(case.report.form)}
    return {address: value for address, value in carried.items() if value is not None}


def _said(equations: Equations, found: list[Cause]) -> Mapping[tuple[str, frozenset[str]], Said]:
    """What is said of each broken identity, by its rule and its cells. What T3-4 finds has the cause of the balance behind it."""
    explained = [(cause.mended, Said(wording.sentence(equations, cause.likely), cause.certain)) for cause in found]
    by_place = {place: one for mended, one in explained for place in mended}
    said: dict[tuple[str, frozenset[str]], Said] = {}
    for place in equations.broken:
        identity = equations.all[place].identity
        one = by_place.get(place) or Said(wording.guess(equations, place))
        said[identity.rule, frozenset(identity.cells)] = one
        if not identity.definition:
            said["T3-4", frozenset((identity.right[-1], *identity.left))] = one
    for identity in equations.following:
        columns = [by_place.get(place) for place in equations.broken if equations.all[place].identity.rule == identity.rule]
        one = columns[0] if columns and all(column is columns[0] for column in columns) else None
        said[identity.rule, frozenset(identity.cells)] = one or Said("是各列的差额加起来的，改好各列即可。")
    return said


def _is_arithmetic(finding: Finding) -> bool:
    return finding.severity is Severity.BLOCK and bool(finding.difference)


def _mends_a_sum(case: Case, finding: Finding) -> bool:
    """It offers a mend of a number that an identity reads."""
    cells = case.report.form.cells
    return bool(finding.fix) and any(place in cells and cells[place].table in _summed(case.report.form) for place in finding.fix.entries)


@lru_cache(maxsize=8)
def _summed(form: Form) -> frozenset[str]:
    return frozenset(identity.table for identity in form.identities)


def _breaks(equations: Equations, finding: Finding) -> bool:
    assert finding.fix
    cells = equations.report.form.cells
    change = {place: number.read(raw, cells[place].kind).value for place, raw in finding.fix.entries.items() if place in equations.values}
    return equations.breaks({place: value for place, value in change.items() if value is not None})


def _caused(case: Case, finding: Finding, said: Said) -> Finding:
    if said.suspect is None:
        return finding._replace(cause=said.sentence)
    cells = tuple(dict.fromkeys((*said.suspect.cells, *finding.cells)))
    return finding._replace(cause=said.sentence, cells=cells, fix=said.suspect.fix(case.report), place=finding.cells[0])
