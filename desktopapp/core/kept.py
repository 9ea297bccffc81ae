"""Two states of a report place by place: what differs, and what must be put where to take some of it over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktopapp.core import content
from desktopapp.core.form import Form
from desktopapp.core.report import FACTS, FINAL, REASON, RECORD, Entry, Report

_FACT_NAMES = {"kind": "单位类型", "year": "报告年度"}


class Difference(NamedTuple):
    """What was entered at a place, in one state and in the other."""

    place: str
    now: str
    then: str


def differences(now: Report, then: Report) -> tuple[Difference, ...]:
    """All that was entered otherwise, in printed order; the record and the seal of 定稿 belong to the project and are left out."""
    form = now.form
    order = (*FACTS, *form.text_keys[:1], *form.cells, *form.text_keys[1:])
    reasons = sorted(place for place in now.entries.keys() | then.entries.keys() if place.startswith(REASON))
    return tuple(
        Difference(place, now.text(place), then.text(place)) for place in (*order, *reasons) if now.text(place) != then.text(place)
    )


def taken(then: Report, places: Iterable[str]) -> Mapping[str, Entry]:
    """What must stand at some places so that they say again what they said."""
    return {place: then.entry(place) for place in places}


def restored(now: Report, then: Report) -> Mapping[str, Entry]:
    """What must stand where so that the whole report says again what it said."""
    return taken(then, (now.entries.keys() | then.entries.keys()) - {FINAL, RECORD})


def name(form: Form, place: str) -> str:
    """A place in the users' words."""
    if place.startswith(REASON):
        return "需说明的理由"
    return _FACT_NAMES.get(place) or content.name(form, place)
