"""核对表: every rule with its verdict, the reasons that were given, the numbers that sum a report up. What a person signs for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core.checks import Finding, Rule, Severity
from desktopapp.core.checks.tables import Status, outcomes
from desktopapp.core.form import Cell, Table
from desktopapp.core.report import Report


class Verdict(StrEnum):
    """How a rule came out, in the users' words; the gravest that its findings say, the best last."""

    BLOCKED = "阻断"
    OPEN = "需说明"
    UNCHECKED = "无法核对"
    EXPLAINED = "已说明"
    HINT = "提示"
    COMPUTED = "由程序合计"  # the totals are the program's own: there was nothing to compare them with
    PASSED = "通过"


class Checked(NamedTuple):
    """A rule, how it came out, and what was found; a passed 需说明 bears its written reason."""

    rule: str
    clause: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> str:
        """The verdict with how many places it stands for: 阻断2处."""
        counted = self.verdict in (Verdict.BLOCKED, Verdict.OPEN, Verdict.EXPLAINED, Verdict.HINT)
        return f"{self.verdict}{self._count}处" if counted else str(self.verdict)

    @property
    def _count(self) -> int:
        return sum(_verdict(finding) is self.verdict for finding in self.findings)


class Total(NamedTuple):
    """A number that sums a table up, by the table's key; None where nothing is filled in."""

    table: str
    label: str
    value: Decimal | None


def checklist(report: Report, findings: Iterable[Finding], rules: Sequence[Rule]) -> tuple[Checked, ...]:
    """Every rule in order, with what it found."""
    by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in rules}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    statuses = {(result.identity.rule, result.status) for result in outcomes(report)}
    unchecked = {rule for rule, status in statuses if status is Status.UNCHECKED}
    computed = {rule for rule, status in statuses if status is Status.COMPUTED} - unchecked

    def verdict(rule: Rule) -> Verdict:
        said = {_verdict(finding) for finding in by_rule[rule.id]}
        gravest = next((verdict for verdict in Verdict if verdict in said), Verdict.PASSED)
        if gravest is Verdict.UNCHECKED and rule.id in computed:
            return Verdict.COMPUTED
        return Verdict.UNCHECKED if gravest is Verdict.PASSED and rule.follows in unchecked else gravest

    return tuple(Checked(rule.id, rule.clause, verdict(rule), tuple(by_rule[rule.id])) for rule in rules)


def totals(report: Report) -> tuple[Total, ...]:
    """The numbers that sum the report up: where a table balances, both sides in its last column; where it has totals, these; else all."""
    return tuple(
        Total(cell.table, cell.label, report.value(cell.address)) for table in report.form.tables.values() for cell in _summary(table)
    )


def _summary(table: Table) -> Iterator[Cell]:
    balanced = {key for balance in table.balances for key in (*balance.left, *balance.right)}
    last = table.blocks[0].columns[-1].key
    has_sums = any(cell.is_sum for cell in table.cells)
    for cell in table.cells:
        if (cell.row.key in balanced and cell.column.key == last) if balanced else (cell.is_sum or not has_sums):
            yield cell


def _verdict(finding: Finding) -> Verdict:
    if finding.severity is Severity.EXPLAIN:
        return Verdict.OPEN if finding.open else Verdict.EXPLAINED
    return {Severity.BLOCK: Verdict.BLOCKED, Severity.HINT: Verdict.HINT}.get(finding.severity, Verdict.UNCHECKED)
