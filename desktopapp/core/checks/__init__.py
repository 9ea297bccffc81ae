"""The checks: pure functions from a case to findings, one a rule, in one plain tuple."""

from __future__ import annotations

from collections.abc import Iterable

from desktopapp.core.checks import cells, tables
from desktopapp.core.checks.finding import SEVERITY_WORDS, Case, Finding, Fix, Rule, Severity, Span
from desktopapp.core.checks.reasons import with_reasons

__all__ = ["CHECKS", "SEVERITY_WORDS", "Case", "Finding", "Fix", "Rule", "Severity", "Span", "blocks", "by_gravity", "check"]

CHECKS: tuple[Rule, ...] = (
    cells.every_cell_is_a_number,
    cells.counts_are_whole_and_nothing_is_negative,
    cells.parts_of_a_note_add_up,
    cells.what_was_overlooked_in_a_number_is_said,
    tables.what_came_in_is_what_went_out,
    tables.results_add_up,
    tables.applicants_add_up,
    tables.no_more_is_carried_out_than_came_in,
    tables.reviews_add_up,
    tables.direct_suits_add_up,
    tables.suits_after_review_add_up,
)


def check(case: Case) -> tuple[Finding, ...]:
    """Everything the rules find, in the rules' order, with the reasons that were given."""
    return tuple(with_reasons(case.report, (finding for rule in CHECKS for finding in rule.check(case))))


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, in the rules' order among equals."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def blocks(findings: Iterable[Finding]) -> bool:
    """Something must be mended before the report may be final."""
    return any(finding.severity is Severity.BLOCK for finding in findings)
