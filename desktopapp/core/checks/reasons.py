"""Reasons for what is 需说明: a person writes why it is right all the same; the reason stands as long as the finding says the same.

A reason is kept under the rule and the place (`Finding.key`), with the message that it answers. In a text the place moves with every
paragraph that is written before it, so there a reason also answers the same message of its rule elsewhere in that part.
"""

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
    return _known(report, finding, _kept(report))


def kept_at(report: Report, finding: Finding) -> str:
    """The place whose reason answers this finding; where none does, the finding's own."""
    answering = (at for at in _places(finding, _kept(report)) if _read(report, at)[1] == finding.message)
    return next(answering, place(finding))


def with_reasons(report: Report, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each 需说明 with the reason that answers it, the others with none."""
    kept = _kept(report)
    for finding in findings:
        reason, answers = _known(report, finding, kept) if kept and finding.severity is Severity.EXPLAIN else ("", False)
        wanted = reason if answers else ""
        yield finding if finding.reason == wanted else finding._replace(reason=wanted)


def offered(last: Report | None, finding: Finding) -> str:
    """The reason that was given last year where the same rule found something at the same place; a person must take it over."""
    return known(last, finding)[0] if last is not None and finding.severity is Severity.EXPLAIN else ""


def _kept(report: Report) -> list[str]:
    """The places of all reasons."""
    return [place for place in report.entries if place.startswith(REASON)]


def _known(report: Report, finding: Finding, kept: list[str]) -> tuple[str, bool]:
    found = [(reason, message == finding.message) for reason, message in (_read(report, at) for at in _places(finding, kept)) if reason]
    return next((pair for pair in found if pair[1]), found[0] if found else ("", False))


def _places(finding: Finding, kept: list[str]) -> Iterator[str]:
    """Where a reason for it may be kept: its own place, and in a text any other of its rule in that part."""
    own = place(finding)
    yield own
    if finding.where is not None:
        begin = f"{REASON}{finding.rule} {finding.where.part}:"
        yield from (at for at in kept if at.startswith(begin) and at != own)


def _read(report: Report, at: str) -> tuple[str, str]:
    """The reason kept at a place, and the message that it answers."""
    reason, _, message = report.text(at).partition("\n")
    return reason, message
