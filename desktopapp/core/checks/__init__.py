"""The checks: pure functions from a case to findings, one a rule, in one plain tuple."""

from __future__ import annotations

from collections.abc import Iterable

from desktopapp.core.checks import (
    applications,
    cells,
    digits,
    disclosure,
    disputes,
    local,
    names,
    narrative,
    privacy,
    punctuation,
    repeats,
    required,
    sentences,
    structure,
    tables,
    wording,
    years,
)
from desktopapp.core.checks.cause import with_causes
from desktopapp.core.checks.finding import SEVERITY_WORDS, Case, Finding, Fix, Rule, Severity, Span
from desktopapp.core.checks.reasons import with_reasons

__all__ = [
    "CHECKS",
    "NUMBER_CHECKS",
    "SEVERITY_WORDS",
    "TEXT_CHECKS",
    "Case",
    "Finding",
    "Fix",
    "Rule",
    "Severity",
    "Span",
    "blocks",
    "by_gravity",
    "check",
]

# Rules on numbers are quick enough for every key; rules that read prose wait for a pause.
NUMBER_CHECKS: tuple[Rule, ...] = (
    *cells.RULES,
    *disclosure.RULES,
    *digits.RULES,
    *tables.RULES,
    *applications.RULES,
    *disputes.RULES,
    *years.RULES,
)
TEXT_CHECKS: tuple[Rule, ...] = (
    *narrative.RULES,
    *sentences.RULES,
    *names.RULES,
    *wording.RULES,
    *required.RULES,
    *punctuation.RULES,
    *structure.RULES,
    *repeats.RULES,
    *privacy.RULES,
    *local.RULES,
)
CHECKS: tuple[Rule, ...] = NUMBER_CHECKS + TEXT_CHECKS


def check(case: Case, rules: Iterable[Rule] = CHECKS) -> tuple[Finding, ...]:
    """Everything the rules find, in the rules' order, with the reasons that were given."""
    found = with_causes(case, (finding for rule in rules for finding in rule.check(case)))
    return tuple(with_reasons(case.report, found))


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, in the rules' order among equals."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def blocks(findings: Iterable[Finding]) -> bool:
    """Something must be mended before the report may be final."""
    return any(finding.severity is Severity.BLOCK for finding in findings)
