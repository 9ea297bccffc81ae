"""定稿: what stands in its way, how it is sealed, and how it is withdrawn. The gate knows findings and origins, not single rules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from desktopapp.core import progress
from desktopapp.core.checks import Finding
from desktopapp.core.content import code, content
from desktopapp.core.progress import Task
from desktopapp.core.record import with_line
from desktopapp.core.report import FINAL, RECORD, Entry, Report


def obstacles(report: Report, findings: Sequence[Finding]) -> tuple[Task, ...]:
    """What must be done before 定稿: mend what blocks, fill in what is blank, give reasons, look at what came in."""
    return progress.left(report, findings)


def sealed(report: Report, who: str, when: datetime.datetime) -> Mapping[str, Entry]:
    """What must stand where so that the report is final."""
    said = code(content(report))
    line = with_line(report, when, who, f"定稿，校验码{said}")
    return {FINAL: Entry(f"{when:%Y-%m-%d %H:%M}　{who}　{said}"), RECORD: line}


def withdrawn(report: Report, who: str, when: datetime.datetime, why: str) -> Mapping[str, Entry]:
    """What must stand where so that the report can be changed again; why is recorded."""
    return {FINAL: Entry(""), RECORD: with_line(report, when, who, f"撤回定稿，原因：{' '.join(why.split())}")}
