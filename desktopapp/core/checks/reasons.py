"""Reasons for what is 需说明: a person writes why it is right all the same; the reason stands as long as the finding says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktopapp.core.checks.finding import Finding, Severity
from desktopapp.core.report import REASON, Entry, Report


def place(finding: Finding) -> str:
    """Where the report keeps the reason for a finding."""
    return REASON + finding.key


def given(finding: Finding, reason: str) -> Entry:
    """What stands there: the reason, and the message that it answers. Blank takes it back."""
    words = " ".join(reason.split())
    return Entry(f"{words}\n{finding.message}" if words else "")


def known(report: Report, finding: Finding) -> tuple[str, bool]:
    """The reason that was given at this place, and whether it answers just this message: numbers may have changed since."""
    reason, _, message = report.text(place(finding)).partition("\n")
    return reason, message == finding.message


def with_reasons(report: Report, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each 需说明 with the reason that answers it."""
    for finding in findings:
        reason, answers = known(report, finding) if finding.severity is Severity.EXPLAIN else ("", False)
        yield finding._replace(reason=reason) if reason and answers else finding
