"""练习: planted errors, and how to tell that one has been mended. The lesson is data: `练习.toml` beside its report."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from desktopapp.core.checks import Finding, Severity
from desktopapp.core.form import Form
from desktopapp.core.report import Report


class Step(NamedTuple):
    """One planted error: `rule` finds it, `values` should stand in its cells, `row` is a right row to paste where one helps."""

    title: str
    words: str
    rule: str
    values: Mapping[str, Decimal]
    row: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The cell to go to."""
        return next(iter(self.values))


def read_steps(source: str, form: Form) -> tuple[Step, ...]:
    """The lesson from TOML text; raises ValueError, KeyError or TypeError when it is nonsense."""
    steps = tuple(_step(**row) for row in tomllib.loads(source)["step"])
    unknown = {place for step in steps for place in step.values} - form.cells.keys()
    if unknown or not all(step.values for step in steps):
        raise ValueError(f"练习文件里没有格子，或者没有这样的格子：{min(unknown, default='')}")
    return steps


def _step(title: str, words: str, rule: str, values: dict[str, str], row: str = "") -> Step:
    return Step(title, words, rule, {place: Decimal(value) for place, value in values.items()}, tuple(row.split()))


def mended(step: Step, report: Report, findings: Iterable[Finding]) -> bool:
    """The right numbers stand in its cells, and its rule finds nothing in them any more."""
    right = all(report.stated(place) == value for place, value in step.values.items())
    return right and not any(
        finding.rule == step.rule and finding.severity is not Severity.UNCHECKED and not step.values.keys().isdisjoint(finding.cells)
        for finding in findings
    )
