"""What is handed over: a draft for sign-off, a final report or a rough one, and all that is printed to say so beside the report itself."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core import progress
from desktopapp.core.checklist import Checked, Total, checklist, totals
from desktopapp.core.checks import CHECKS, Finding
from desktopapp.core.content import Difference, code, content, differences
from desktopapp.core.drafts import Draft
from desktopapp.core.report import Report

ROLES = ("拟稿", "初审", "审核", "审发", "保密审查")  # who signs where the organ has no names of its own for them


class Kind(StrEnum):
    """What is handed over; its name is the watermark, but 定稿 has none."""

    FOR_SIGNING = "送审稿"
    FINAL = "定稿"
    ROUGH = "草稿"


class Handing(NamedTuple):
    """What is handed over. `number` counts drafts from 1, 0 for none; `when` is local time as YYYY-MM-DD HH:MM.

    `since` names the draft with which `changes` compare it, blank where there is none before; `sheets` says whether 审签单 and 核对表 are
    printed with the report.
    """

    kind: Kind
    code: str
    number: int = 0
    when: str = ""
    who: str = ""
    verdict: str = ""
    roles: tuple[str, ...] = ROLES
    checks: tuple[Checked, ...] = ()
    totals: tuple[Total, ...] = ()
    since: str = ""
    changes: tuple[Difference, ...] = ()
    sheets: bool = True

    @property
    def name(self) -> str:
        """第3稿（送审稿）, 第4稿（定稿）, 草稿."""
        return f"第{self.number}稿（{self.kind}）" if self.number else str(self.kind)

    @property
    def watermark(self) -> str:
        """What lies beneath every page."""
        return "" if self.kind is Kind.FINAL else str(self.kind)

    @property
    def footing(self) -> str:
        """What stands at the foot of every page: 第3稿　校验码 K7M2-9QXA-4HTC."""
        numbered = f"第{self.number}稿" if self.number else ""
        which = f"{self.kind}（{numbered}）" if self.kind is Kind.FINAL and numbered else numbered or str(self.kind)
        return f"{which}　校验码 {self.code}"


def handed_over(
    report: Report, findings: Iterable[Finding], draft: Draft, before: Draft | None = None, roles: tuple[str, ...] = ROLES
) -> Handing:
    """The draft that is handed over now, with what was checked in the report and what has changed since the draft before."""
    found = tuple(findings)
    changes = differences(report.form, content(before.report(report.form)), content(report)) if before else ()
    return Handing(
        Kind.FINAL if draft.final else Kind.FOR_SIGNING,
        draft.code,
        draft.number,
        draft.when,
        draft.who,
        progress.verdict(report, found),
        roles,
        checklist(report, found, CHECKS),
        totals(report),
        before.name if before else "",
        changes,
    )


def rough(report: Report) -> Handing:
    """The report as it stands, nobody's draft: it can be told by its code and is not signed."""
    return Handing(Kind.ROUGH, code(content(report)), sheets=False)
