"""Two states of a report place by place: what differs, and what must be put where to take some of it over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from desktopapp.core.report import FACTS, FINAL, REASON, RECORD, Entry, Report


class Difference(NamedTuple):
    """What was entered at a place, in one state and in the other."""

    place: str
    now: str
    then: str


def differences(now: Report, then: Report) -> tuple[Difference, ...]:
    """All that was entered otherwise, in printed order; the record and the seal of 定稿 belong to the project and are left out."""
    return tuple(Difference(place, now.text(place), then.text(place)) for place in places(now, then) if now.text(place) != then.text(place))


def places(one: Report, other: Report) -> Iterator[str]:
    """Every place at which two reports of one edition may differ, in printed order, what was noted of findings last."""
    form = one.form
    yield from (*FACTS, *form.text_keys[:1], *form.cells, *form.text_keys[1:])
    yield from sorted(place for place in one.entries.keys() | other.entries.keys() if place.startswith(REASON))


def taken(then: Report, places: Iterable[str]) -> Mapping[str, Entry]:
    """What must stand at some places so that they say again what they said."""
    return {place: then.entry(place) for place in places}


def restored(now: Report, then: Report) -> Mapping[str, Entry]:
    """What must stand where so that the whole report says again what it said."""
    return taken(then, (now.entries.keys() | then.entries.keys()) - {FINAL, RECORD})
