"""The checks: pure functions from a case to findings, one a rule, in one plain tuple."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

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

NUMBER_CHECKS: tuple[Rule, ...]  # quick enough for every key
TEXT_CHECKS: tuple[Rule, ...]  # rules that read prose wait for a pause
CHECKS: tuple[Rule, ...]


def __getattr__(name: str) -> tuple[Rule, ...]:
    """Rules are made when they are first wanted: they take long to load, and the start page checks nothing."""
    if name == "NUMBER_CHECKS":
        return _on_numbers()
    if name == "TEXT_CHECKS":
        return _on_texts()
    if name == "CHECKS":
        return _on_numbers() + _on_texts()
    raise AttributeError(name)


@cache
def _on_numbers() -> tuple[Rule, ...]:
    from desktopapp.core.checks import applications, cells, digits, disclosure, disputes, tables, years

    return (
        *cells.RULES,
        *disclosure.RULES,
        *digits.RULES,
        *tables.RULES,
        *applications.RULES,
        *disputes.RULES,
        *years.RULES,
    )


@cache
def _on_texts() -> tuple[Rule, ...]:
    from desktopapp.core.checks import local, names, narrative, privacy, punctuation, repeats, required, sentences, structure, wording

    return (
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


def check(case: Case, rules: Iterable[Rule] | None = None) -> tuple[Finding, ...]:
    """Everything that rules (all of them, where none are named) find, in the rules' order, with the reasons that were given."""
    from desktopapp.core.checks.cause import with_causes  # slow to load, as the rules on prose

    every = _on_numbers() + _on_texts() if rules is None else rules
    found = with_causes(case, (finding for rule in every for finding in rule.check(case)))
    return tuple(with_reasons(case.report, found))


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, in the rules' order among equals."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def blocks(findings: Iterable[Finding]) -> bool:
    """Something must be mended before the report may be final."""
    return any(finding.severity is Severity.BLOCK for finding in findings)
