"""What the tests of rules share: a report changed in some cells, and what a rule finds in it."""

from __future__ import annotations

import datetime

from desktopapp.core import checks
from desktopapp.core.checks import Case, Finding, Severity
from desktopapp.core.report import Entry, Report
from tests.samples import zero_report

TODAY = datetime.date(2025, 1, 10)


def found(report: Report, rule: str = "", last: Report | None = None, **raws: str) -> list[Finding]:
    """The findings of one rule, or all but 无法核对, once cells are changed (`applications__received__business="3"`)."""
    change(report, **raws)
    every = checks.check(Case(report, TODAY, last))
    return [finding for finding in every if (finding.rule == rule if rule else finding.severity is not Severity.UNCHECKED)]


def said(report: Report, rule: str, last: Report | None = None, **raws: str) -> list[Severity]:
    """How grave what one rule finds is, once cells are changed."""
    return [finding.severity for finding in found(report, rule, last, **raws)]


def change(report: Report, **raws: str) -> Report:
    """The report, changed in some places."""
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    return report


def this_year(**raws: str) -> Report:
    """A report of zeros for 2024, changed in some places."""
    return change(zero_report(), **raws)


def last_year(**raws: str) -> Report:
    """The same organ's report of zeros for 2023, changed in some places."""
    return change(zero_report(), **{"year": "2023", **raws})


EXPLAIN, HINT, UNCHECKED, BLOCK = [Severity.EXPLAIN], [Severity.HINT], [Severity.UNCHECKED], [Severity.BLOCK]
