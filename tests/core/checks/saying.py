"""A careful report that says something more, and what the rules on words find in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from desktopapp.core.checks import Case, Finding, Severity, check, local, names, privacy, punctuation, repeats, required, structure, wording
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Entry, Report
from tests.samples import careful_report

# The rules on words alone: what a sentence claims is compared with the tables elsewhere.
RULES = tuple(rule for module in (names, wording, required, punctuation, structure, repeats, privacy, local) for rule in module.RULES)
TODAY = datetime.date(2025, 1, 20)


def saying(text: str, key: str = "overview", **facts: str) -> Report:
    """A careful report with one more paragraph at the end of a text; `facts` replace other places whole."""
    report = careful_report()
    before = report.text(key)
    wishes = {key: f"{before}\n{text}" if before else text} if text else {}
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in (wishes | facts).items()}))
    return report


def with_texts(texts: Mapping[str, str]) -> Report:
    """A careful report in which some places say something else."""
    report = careful_report()
    report.apply(report.plan({place: Entry(raw) for place, raw in texts.items()}))
    return report


def found(report: Report, rule: str = "", last: Report | None = None, office: OfficeRules | None = None) -> list[Finding]:
    """What one rule on words finds, or all of them but 无法核对."""
    every = check(Case(report, TODAY, last, office or OfficeRules()), RULES)
    return [finding for finding in every if (finding.rule == rule if rule else finding.severity is not Severity.UNCHECKED)]


def pointed_at(report: Report, finding: Finding) -> str:
    """The words at which a finding points."""
    assert finding.where is not None
    part, paragraph, start, end = finding.where
    return report.text(part).split("\n")[paragraph][start:end]
