"""稿次: every draft that was printed or exported, with what it said, so that any two can be compared and any one restored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktopapp.core.content import code, content
from desktopapp.core.form import Form
from desktopapp.core.report import FINAL, RECORD, Entry, Report


class Draft(NamedTuple):
    """One draft. `number` counts from 1; `when` is local time as YYYY-MM-DD HH:MM; `final` where it was handed over as 定稿.

    `extra` are the keys in the file that this version does not know.
    """

    number: int
    when: str
    who: str
    code: str
    entries: Mapping[str, Entry]
    final: bool = False
    extra: Mapping[str, Any] = {}

    @property
    def name(self) -> str:
        """第3稿, or 定稿（第4稿）."""
        return f"定稿（第{self.number}稿）" if self.final else f"第{self.number}稿"

    def report(self, form: Form) -> Report:
        """What it said, as a report."""
        return Report(form, self.entries)


def take(report: Report, drafts: Sequence[Draft], when: str, who: str, final: bool = False) -> Draft:
    """The draft that is handed over now. The same content again is the same draft: it keeps its number."""
    said = code(content(report))
    last = drafts[-1] if drafts else None
    again = last is not None and last.code == said and last.final == final
    number = last.number if last and again else (last.number if last else 0) + 1
    return Draft(number, when, who, said, _kept(report), final)


def kept(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """The drafts with one more, which takes the place of the last when it is the same again."""
    before = [known for known in drafts if not _same(known, draft)]
    return [*before, draft]


def united(ours: Sequence[Draft], theirs: Sequence[Draft]) -> list[Draft]:
    """The drafts of two copies of a project, in the order in which they were handed over; each keeps the number that is on its paper."""
    new = [draft for draft in theirs if not any(_same(draft, known) for known in ours)]
    return sorted((*ours, *new), key=lambda draft: (draft.number, draft.when))


def previous(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """The draft with which one is compared: the newest of those before it."""
    return next((known for known in reversed(drafts) if known.number < draft.number), None)


def by_code(drafts: Sequence[Draft], wanted: str) -> Draft | None:
    """The newest draft with a code."""
    return next((draft for draft in reversed(drafts) if draft.code == wanted), None)


def restored(report: Report, draft: Draft) -> Mapping[str, Entry]:
    """What must stand where so that the report says again what the draft said."""
    places = (report.entries.keys() | draft.entries.keys()) - {FINAL, RECORD}
    return {place: draft.entries.get(place, Entry("")) for place in places}


def _same(draft: Draft, other: Draft) -> bool:
    """It is the same draft, perhaps handed over again; two copies of a project may each have a second draft of its own."""
    return (draft.number, draft.code, draft.final) == (other.number, other.code, other.final)


def _kept(report: Report) -> dict[str, Entry]:
    """What a draft keeps: all but the record and the seal of 定稿, which belong to the project."""
    return {place: entry for place, entry in report.entries.items() if place not in (FINAL, RECORD)}
