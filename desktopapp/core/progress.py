"""How far a report is: the state of each part, and the verdict in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from desktopapp.core import placeholders
from desktopapp.core.checks import Finding, Severity
from desktopapp.core.content import FACT_NAMES
from desktopapp.core.report import UNSEEN, Report

YEARS = "years"  # the name of the page on which both years stand side by side
CHECKUP = "checkup"  # the name of the page after the parts
DRAFTS = "drafts"  # the name of the page where it is handed over
COVER = "cover"  # the place list's name for organ, kind, year, title, date and preface


class State(StrEnum):
    """State of a part, in the users' words."""

    EMPTY = "空"
    UNDER_WAY = "填写中"
    TROUBLED = "有问题"
    DONE = "完成"


class Standing(NamedTuple):
    """How one part stands: `filled` of `wanted` places, how many findings block in it, what came in and was not looked at, and how many
    findings still want a reason."""

    part: str
    state: State
    filled: int
    wanted: int
    errors: int
    unseen: int = 0
    unexplained: int = 0

    @property
    def words(self) -> str:
        """The state with its count: 填写中 18/40."""
        if self.state is State.TROUBLED and self.errors:
            return f"{self.state} {self.errors}处"
        if self.state is State.UNDER_WAY and self.filled < self.wanted:
            return f"{self.state} {self.filled}/{self.wanted}"
        if self.state is State.UNDER_WAY and self.unseen:
            return f"待核对 {self.unseen}处"
        return f"需说明 {self.unexplained}处" if self.state is State.UNDER_WAY and self.unexplained else str(self.state)


class Task(NamedTuple):
    """Something that is left to do: in which part, in words, and where to go for it."""

    part: str
    words: str
    place: str
    finding: Finding | None = None


_FACTS = ("organ", "kind", "year", "date")  # a title is made of them where none is given


def places(report: Report, part: str) -> tuple[str, ...]:
    """The places that must be filled in before a part is done."""
    if part == COVER:
        return _FACTS
    table = report.form.tables.get(part)
    return tuple(cell.address for cell in table.cells if not cell.is_sum) if table else (part,)


def standing(report: Report, part: str, findings: Iterable[Finding]) -> Standing:
    """How one part stands."""
    wanted = places(report, part)
    filled = sum(bool(report.text(place).strip()) for place in wanted)
    errors = sum(1 for _ in _errors(report, part, findings)) + (part == COVER and _unreadable(report))
    unseen = len(_unseen(report, part))
    unexplained = sum(1 for _ in _unexplained(part, findings))
    whole = filled == len(wanted) and not unseen and not unexplained and not any(_open(report, part))
    state = State.TROUBLED if errors else State.EMPTY if not filled else State.DONE if whole else State.UNDER_WAY
    return Standing(part, state, filled, len(wanted), errors, unseen, unexplained)


def overall(report: Report, findings: Sequence[Finding], parts: Sequence[Standing] = ()) -> Standing:
    """How the whole report stands; `parts` are the standings of its parts, where they are known already."""
    parts = parts or [standing(report, part, findings) for part in _parts(report)]
    states = {part.state for part in parts}
    state = State.TROUBLED if State.TROUBLED in states else states.pop() if len(states) == 1 else State.UNDER_WAY
    errors = sum(1 for finding in findings if finding.severity is Severity.BLOCK and not only_blanks(report, finding))
    counts = ((part.filled, part.wanted, part.unseen, part.unexplained) for part in parts)
    filled, wanted, unseen, unexplained = map(sum, zip(*counts, strict=True))
    return Standing("", state, filled, wanted, errors, unseen, unexplained)


def left(report: Report, findings: Sequence[Finding]) -> tuple[Task, ...]:
    """What is left to do, part by part: what is wrong, what is blank, what wants a reason, what nobody has looked at."""
    tasks: list[Task] = []
    for part in _parts(report):
        tasks += [Task(part, finding.message, _place(finding), finding) for finding in _errors(report, part, findings)]
        tasks += _blanks(report, part)
        told = {task.place for task in tasks}  # that a text has not been written is one thing to do
        unexplained = [
            finding
            for finding in _unexplained(part, findings)
            if finding.cells or report.text(_place(finding)) or _place(finding) not in told
        ]
        tasks += [Task(part, f"需说明：{finding.message}", _place(finding), finding) for finding in unexplained]
        unseen = _unseen(report, part)
        if unseen:
            tasks.append(Task(part, f"{len(unseen)}处导入或上年带入的内容还没有核对", unseen[0]))
    return tuple(tasks)


def _parts(report: Report) -> tuple[str, ...]:
    return (COVER, *(part.key for part in report.form.parts))


def _unseen(report: Report, part: str) -> list[str]:
    """The places in a part at which something came in that nobody has looked at."""
    return [place for place, entry in report.entries.items() if entry.origin in UNSEEN and part_of(place) == part]


def _blanks(report: Report, part: str) -> Iterator[Task]:
    """What is blank in a part, and on the cover what cannot be read."""
    blank = [place for place in places(report, part) if not report.text(place).strip()]
    if part == COVER:
        yield from (Task(part, f"{FACT_NAMES[place]}没有填", place) for place in blank)
        unreadable = {"year": not report.year, "date": not report.date}
        yield from (Task(part, f"{FACT_NAMES[place]}读不懂", place) for place, is_so in unreadable.items() if is_so and place not in blank)
    elif blank:
        yield Task(part, f"{len(blank)}格没有填" if part in report.form.tables else "还没有写", blank[0])
    waiting = list(_open(report, part))
    if waiting:
        yield Task(part, f"{len(waiting)}处还没有填写或者改好，第一处是{waiting[0].words}", waiting[0].key)


def _open(report: Report, part: str) -> Iterator[placeholders.Place]:
    """The places that a part's texts leave open."""
    return (place for key in report.form.text_keys if part_of(key) == part for place in placeholders.left_in(report, key))


def _errors(report: Report, part: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What blocks and begins in this part, other than cells that are still blank."""
    for finding in findings:
        if finding.severity is Severity.BLOCK and not only_blanks(report, finding) and _begins_in(finding, part):
            yield finding


def _unexplained(part: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What wants a reason, has none yet, and begins in this part."""
    return (finding for finding in findings if finding.open and finding.severity is Severity.EXPLAIN and _begins_in(finding, part))


def _begins_in(finding: Finding, part: str) -> bool:
    """What has no place of its own is of the whole report, and stands with its cover."""
    return part_of(_place(finding) or COVER) == part


def _place(finding: Finding) -> str:
    """The place to look at first."""
    return finding.where.part if finding.where else finding.cells[0] if finding.cells else ""


def _unreadable(report: Report) -> bool:
    """The year or the date on the cover is none that can be read."""
    return bool((report.text("year").strip() and not report.year) or (report.text("date").strip() and not report.date))


def only_blanks(report: Report, finding: Finding) -> bool:
    """The finding says no more than that cells have not been filled in yet."""
    return finding.rule == "C01" and all(report.reading(cell).blank for cell in finding.cells)


@cache
def part_of(place: str) -> str:
    """The part in whose page a place stands."""
    part = place.split(".", 1)[0]
    return COVER if part in ("organ", "kind", "year", "title", "date", "preface") else part


def verdict(report: Report, findings: Iterable[Finding]) -> str:
    """The verdict in one sentence: what is blank, what blocks, what wants a reason."""
    found = tuple(findings)
    blank = sum(len(finding.cells) for finding in found if only_blanks(report, finding))
    broken = sum(finding.severity is Severity.BLOCK and not only_blanks(report, finding) for finding in found)
    explain = sum(finding.open and finding.severity is Severity.EXPLAIN for finding in found)
    parts = [f"{broken}处错误" if broken else "", f"{blank}格未填" if blank else "", f"{explain}处需说明" if explain else ""]
    words = "，".join(part for part in parts if part)
    return f"未通过核对：{words}" if broken or blank else f"通过核对{f'，{words}' if words else ''}"
