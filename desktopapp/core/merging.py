"""合并: a project that was copied and changed on two computers comes together again, place by place.

Files are copied by hand, so nothing but the two files says what both had in common. Their histories do: the last step of a place that
stands in both is where they parted, and going back from it along either chain gives what stood there. What changed on one side only is
taken from that side; what changed on both and differs is for a person to choose; what is not known is never guessed.

    history of ours     a ── b ── o          b is the last common step: what stood there after it is the ground
    history of theirs   a ── b ── t ── u     ours == ground: theirs is taken; theirs == ground: ours stays; else a person chooses
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktopapp.core import carrying, drafts
from desktopapp.core.drafts import Draft
from desktopapp.core.history import Step, reverted, step
from desktopapp.core.kept import places
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.project import Project
from desktopapp.core.report import RECORD, UNSEEN, Change, Entry, Report


class Fork(NamedTuple):
    """A place at which the two differ. `ground` is what stood there before they parted, None where that is not known; `result` what comes
    of it, None where a person must choose."""

    place: str
    ground: str | None
    ours: Entry
    theirs: Entry
    result: Entry | None

    @property
    def kept(self) -> bool:
        """Ours stays, for only ours was changed."""
        return self.result is not None and self.result.raw == self.ours.raw

    @property
    def taken(self) -> bool:
        """Theirs comes in, for only theirs was changed."""
        return self.result is not None and self.result.raw == self.theirs.raw

    @property
    def joined(self) -> bool:
        """Both were changed in different paragraphs, and both changes stand in the result."""
        return self.result is not None and not self.kept and not self.taken


class _Parted(NamedTuple):
    """The steps of a place since two projects parted, and whether a step before them stands in both."""

    ours: list[Step]
    theirs: list[Step]
    common: bool


_NEVER = _Parted([], [], common=False)


@dataclass(frozen=True)
class Merged:
    """What becomes of a project: the change of its report, and what its file holds beside the report."""

    change: Change
    drafts: list[Draft]
    history: list[Step]
    last: Report | None
    extra: dict[str, Any]
    office: OfficeRules


def forks(ours: Project, theirs: Project) -> tuple[Fork, ...]:
    """Every place at which two projects of one edition differ, in printed order."""
    parted = _parted(ours.history, theirs.history)
    found: list[Fork] = []
    for place in places(ours.report, theirs.report):
        one, other = ours.report.entry(place), theirs.report.entry(place)
        if one.raw != other.raw:
            found.append(_fork(place, one, other, _ground(parted.get(place, _NEVER), one.raw, other.raw)))
    return tuple(found)


def doubts(ours: Project, theirs: Project) -> tuple[str, ...]:
    """Why the other file may not be a copy of the same project, each as a clause."""
    found = list(carrying.doubts(theirs.report, ours.report, "", last=False))
    common = set(ours.history) & set(theirs.history) or {draft.code for draft in ours.drafts} & {draft.code for draft in theirs.drafts}
    if ours.history and theirs.history and not common:
        found.append("两份文件没有共同的改动记录，可能不是同一份的副本")
    if theirs.report.locked:
        found.append("对方已经定稿，合并后要重新定稿")
    return tuple(found)


def merged(ours: Project, theirs: Project, found: Iterable[Fork], chosen: Mapping[str, Entry], who: str, when: str) -> Merged:
    """What comes of the two. `chosen` says what shall stand where a person chose; `who` merged, `when` as YYYY-MM-DD HH:MM.

    Raises KeyError where a person must choose and did not.
    """
    wishes = {fork.place: chosen[fork.place] if fork.result is None else chosen.get(fork.place, fork.result) for fork in found}
    wishes |= _looked_at(ours.report, theirs.report)
    wishes[RECORD] = _record(ours.report, theirs.report)
    since = _since(ours, theirs)
    history, led = [*ours.history, *since], {each.place for each in since}
    draft = ours.drafts[-1].number if ours.drafts else 0
    for place, entry in wishes.items():
        # Their steps stand last; where they do not lead to what shall stand there, one more does.
        end = (theirs if place in led else ours).report.text(place)
        if place != RECORD and entry.raw != end:
            history.append(step(when, who, draft, place, end, entry.raw))
    return Merged(
        ours.report.plan(wishes),
        drafts.united(ours.drafts, theirs.drafts),
        history,
        ours.last or theirs.last,
        {**theirs.extra, **ours.extra},
        ours.office if ours.office.given else theirs.office,
    )


def joined(ground: str, ours: str, theirs: str) -> str | None:
    """The text with both sides' changed paragraphs; None where the stretches that they changed overlap or touch."""
    mine, yours = (step("", "", 0, "", ground, text) for text in (ours, theirs))
    if mine == yours:
        return ours
    first, last = sorted((mine, yours), key=lambda each: each.line)
    if first.line + len(first.before) >= last.line:
        return None
    lines = ground.split("\n")
    for each in (last, first):
        lines[each.line : each.line + len(each.before)] = each.after
    return "\n".join(lines)


def _fork(place: str, ours: Entry, theirs: Entry, ground: str | None) -> Fork:
    if ground is None:
        return Fork(place, None, ours, theirs, None)
    if ours.raw == ground or theirs.raw == ground:
        return Fork(place, ground, ours, theirs, theirs if ours.raw == ground else ours)
    both = joined(ground, ours.raw, theirs.raw) if ground.strip() and "\n" in ground else None
    return Fork(place, ground, ours, theirs, None if both is None else Entry(both))


def _parted(ours: Iterable[Step], theirs: Iterable[Step]) -> dict[str, _Parted]:
    """By place, the steps since the last one that stands in both histories."""
    mine, yours = _by_place(ours), _by_place(theirs)
    found: dict[str, _Parted] = {}
    for place in mine.keys() | yours.keys():
        one, other = mine.get(place, []), yours.get(place, [])
        known = set(other)
        common = next((each for each in reversed(one) if each in known), None)
        if common is not None:
            one, other = (steps[len(steps) - steps[::-1].index(common) :] for steps in (one, other))
        found[place] = _Parted(one, other, common is not None)
    return found


def _since(ours: Project, theirs: Project) -> list[Step]:
    """Their steps since the two parted, in their order."""
    left = {place: len(parted.theirs) for place, parted in _parted(ours.history, theirs.history).items()}
    found: list[Step] = []
    for each in reversed(theirs.history):
        if left[each.place]:
            left[each.place] -= 1
            found.append(each)
    return found[::-1]


def _by_place(history: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for each in history:
        found.setdefault(each.place, []).append(each)
    return found


def _ground(parted: _Parted, ours: str, theirs: str) -> str | None:
    """What stood at a place when the two parted, None if that cannot be told."""
    backs = (_back(parted.ours, ours), _back(parted.theirs, theirs))
    known = {back for back in backs if back is not None}
    # Where no step is common, both must lead back to the same: a history may have been cut short, or a file changed by other means.
    return known.pop() if len(known) == 1 and (parted.common or None not in backs) else None


def _back(steps: Sequence[Step], text: str) -> str | None:
    """What stood there before these steps, None where they do not lead to the text."""
    found: str | None = text
    for each in reversed(steps):
        found = None if found is None else reverted(found, each)
    return found


def _looked_at(ours: Report, theirs: Report) -> dict[str, Entry]:
    """Where both say the same and only they have looked at what came in: it has been looked at."""
    unseen = {place: entry for place, entry in ours.entries.items() if entry.origin in UNSEEN}
    pairs = ((place, entry, theirs.entry(place)) for place, entry in unseen.items())
    return {place: other for place, entry, other in pairs if other.raw == entry.raw and other.origin not in UNSEEN}


def _record(ours: Report, theirs: Report) -> Entry:
    """The lines of both records, by their times."""
    mine = ours.text(RECORD).split("\n") if ours.text(RECORD) else []
    new = [line for line in theirs.text(RECORD).split("\n") if line and line not in mine]
    return Entry("\n".join(sorted((*mine, *new), key=lambda line: line[:16])))
