"""差在哪里: the likely cause of broken identities.

From the set of all that is broken, the fewest slips are sought that mend it and break nothing. A slip that alone explains what is wrong
is named and offered as a mend; of several that do so equally well up to three are named and none is offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from desktopapp.core.checks.cause import lines, pairs, single
from desktopapp.core.checks.cause.equations import Equations
from desktopapp.core.checks.cause.suspect import Suspect
from desktopapp.core.checks.finding import Case, Finding, Severity
from desktopapp.core.checks.last_year import before, carried_columns, usable
from desktopapp.core.form import Identity

_MARGIN = 0.3  # so much more doubtful a suspicion is no rival
_NAMED = 3


class Cause(NamedTuple):
    """What explains some broken equations: the suspicions that do so, the least doubtful first; rivals only where they are as good."""

    mended: frozenset[int]
    suspects: tuple[Suspect, ...]

    @property
    def certain(self) -> Suspect | None:
        """The one suspicion that has no rival."""
        return self.suspects[0] if len(self.suspects) == 1 else None

    @property
    def sentence(self) -> str:
        """What is probably wrong, in one sentence that claims no more than is known."""
        if len(self.suspects) == 1:
            return self.suspects[0].sentence
        named = "；也可能是".join(suspect.words for suspect in self.suspects[:_NAMED])
        if len(self.suspects) <= _NAMED:
            return f"可能是{named}。"
        if {suspect.kind for suspect in self.suspects} == {"moved"}:
            words = self.suspects[0].words
            return f"多半有{words.split('：')[0]}，共有{len(self.suspects)}处可能，如{words.split('：')[1]}。"
        return f"有{len(self.suspects)}格都可能，现有的数还不能确定；填上各行的总计，就能指出是哪一行。"


def with_causes(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of broken identities with their likely cause and, where there is one beyond doubt, its mend and its cells first."""
    every = tuple(findings)
    if not any(finding.severity is Severity.BLOCK and finding.difference and finding.rule.startswith("T") for finding in every):
        yield from every
        return
    equations = Equations(case.report)
    found = _by_identity(equations, causes(equations, _from_last_year(case)))
    for finding in every:
        cause = found.get((finding.rule, frozenset(finding.cells))) if finding.severity is Severity.BLOCK else None
        yield _caused(case, finding, cause) if cause else finding


def causes(equations: Equations, last: Mapping[str, Decimal]) -> list[Cause]:
    """What explains the broken equations, each of them once at most: the slips that explain most go first."""
    suspects = [suspect for suspect in _suspects(equations, last) if suspect.mended]
    remaining, found = set(equations.broken), list[Cause]()
    groups: dict[frozenset[int], list[Suspect]] = {}
    for suspect in suspects:
        groups.setdefault(suspect.mended, []).append(suspect)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[0]), min(suspect.doubt for suspect in group[1])))
    for mended, rivals in ranked:
        if mended <= remaining:
            remaining -= mended
            best = min(suspect.doubt for suspect in rivals)
            close = sorted((suspect for suspect in rivals if suspect.doubt < best + _MARGIN), key=lambda suspect: suspect.doubt)
            found.append(Cause(mended, tuple(_different(close))))
    return found


def _suspects(equations: Equations, last: Mapping[str, Decimal]) -> Iterator[Suspect]:
    if equations.broken:
        yield from single.one_number(equations, last)
        yield from pairs.moved(equations)
        yield from pairs.two_numbers(equations, last)
        yield from lines.shifted(equations)
        yield from lines.exchanged(equations)
        yield from lines.totals(equations)
        yield from lines.unfilled(equations)


def _different(suspects: list[Suspect]) -> Iterator[Suspect]:
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


def _by_identity(equations: Equations, found: Iterable[Cause]) -> Mapping[tuple[str, frozenset[str]], Cause]:
    """The cause of each broken identity, by its rule and its cells. What T3-4 finds has the cause of the balance from which it follows."""
    known: dict[tuple[str, frozenset[str]], Cause] = {}
    for cause in found:
        for place in cause.mended:
            identity = equations.all[place].identity
            known[identity.rule, frozenset(identity.cells)] = cause
            if not identity.definition:
                known["T3-4", _of_what_is_carried(identity)] = cause
    return known


def _of_what_is_carried(identity: Identity) -> frozenset[str]:
    return frozenset((identity.right[-1], *identity.left))


def _caused(case: Case, finding: Finding, cause: Cause) -> Finding:
    suspect = cause.certain
    if suspect is None:
        return finding._replace(cause=cause.sentence)
    cells = tuple(dict.fromkeys((*suspect.cells, *finding.cells)))
    return finding._replace(cause=cause.sentence, cells=cells, fix=suspect.fix(case.report))
