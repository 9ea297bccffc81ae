"""How far a report is: the state of each part, and the verdict in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from desktopapp.core.checks import Finding, Severity
from desktopapp.core.report import Report

COVER = "cover"  # the place list's name for organ, kind, year, title, date and preface


class State(StrEnum):
    """State of a part, in the users' words."""

    EMPTY = "空"
    UNDER_WAY = "填写中"
    TROUBLED = "有问题"
    DONE = "完成"


def places(report: Report, part: str) -> tuple[str, ...]:
    """The places that must be filled in before a part is done."""
    if part == COVER:
        return ("organ", "kind", "year", "date")
    table = report.form.tables.get(part)
    return tuple(cell.address for cell in table.cells if not cell.is_sum) if table else (part,)


def state(report: Report, part: str, findings: Iterable[Finding]) -> State:
    """The state of one part."""
    wanted = places(report, part)
    filled = [place for place in wanted if report.text(place).strip()]
    if troubled(report, part, findings) or (part == COVER and _unreadable(report)):
        return State.TROUBLED
    if not filled:
        return State.EMPTY
    return State.DONE if len(filled) == len(wanted) else State.UNDER_WAY


def _unreadable(report: Report) -> bool:
    """The year or the date on the cover is none."""
    return bool((report.text("year").strip() and not report.year) or (report.text("date").strip() and not report.date))


def troubled(report: Report, part: str, findings: Iterable[Finding]) -> bool:
    """Something blocks in this part, other than cells that are still blank."""
    return any(
        finding.severity is Severity.BLOCK and not only_blanks(report, finding) and any(part_of(cell) == part for cell in finding.cells)
        for finding in findings
    )


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
    explain = sum(1 for finding in found if finding.severity is Severity.EXPLAIN)
    parts = [f"{broken}处错误" if broken else "", f"{blank}格未填" if blank else "", f"{explain}处需说明" if explain else ""]
    words = "，".join(part for part in parts if part)
    return f"未通过核对：{words}" if broken or blank else f"通过核对{f'，{words}' if words else ''}"
