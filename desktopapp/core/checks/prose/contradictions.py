"""Claims that the cells contradict: NT-01 to NT-15 and T3-7."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core.checks.finding import Finding, Severity, Span
from desktopapp.core.checks.prose.wording import RECEIVED, paragraph, plain
from desktopapp.core.claims.claims import Claim, Said
from desktopapp.core.claims.comparing import TEN_THOUSAND, Compared, cause, differing
from desktopapp.core.claims.roles import ROLES
from desktopapp.core.report import Report


def of_rule(report: Report, family: str) -> Iterator[Finding]:
    """The claims of one rule that say another number than the table, neither of them 0."""
    for found in differing(report, lambda claim: bool(claim.value) and ROLES[claim.role].rule == family):
        if found.table:
            yield _finding(report, found, family, f"{_contrast(found)}。")


def denied(report: Report) -> Iterator[Finding]:
    """NT-14: what the text says did not happen, and the table counts."""
    for found in differing(report, lambda claim: not claim.value):
        said = paragraph(report, found.place)[found.claim.start : found.claim.end]
        yield _finding(report, found, "NT-14", f"正文写“{said}”，表中{_name(found)}是{_table(found)}。")


def counted(report: Report) -> Iterator[Finding]:
    """NT-15: what the text counts, and the table does not."""
    empty = _no_applications(report)
    for found in differing(report, _counts):
        if not found.table and not (empty and found.role in RECEIVED):
            yield _finding(report, found, "NT-15", f"正文写{_name(found)}{_said(found)}，表中是0。")


def received_without_table(report: Report) -> Iterator[Finding]:
    """T3-7: applications in the text, and none in the whole table."""
    if _no_applications(report):
        for found in differing(report, _counts):
            if found.role in RECEIVED:
                yield _finding(report, found, "T3-7", f"正文写{_name(found)}{_said(found)}，表三全是0。")


def _counts(claim: Claim) -> bool:
    return bool(claim.value)


def _contrast(found: Compared) -> str:
    if ROLES[found.role].at_most:
        return f"正文写{_said(found)}，多于表中{_name(found)}的{_table(found)}"
    return f"正文写{_name(found)}{_said(found)}，表中是{_table(found)}"


def _said(found: Compared) -> str:
    """The number as the text has it."""
    numeral = found.claim.numeral
    if found.claim.said is Said.ALL:
        return f"为全部{plain(numeral.value)}件"
    if found.role == "fees":
        return f"{plain(numeral.value / TEN_THOUSAND)}万元"
    about = {"more": "多于", "less": "近", "about": "约"}.get(numeral.approximation, "")
    return f"{about}{plain(numeral.value)}{numeral.unit}"


def _table(found: Compared) -> str:
    return plain(found.table or Decimal(0)) + ("万元" if found.role == "fees" else "")


def _name(found: Compared) -> str:
    roles = next((roles for roles in found.claim.roles if roles[0] == found.role), (found.role,))
    return "、".join(ROLES[role].name for role in roles)


def _no_applications(report: Report) -> bool:
    """Every cell of 表三 is 0."""
    table = report.form.tables["applications"]
    return all(report.stated(cell.address) == 0 for cell in table.cells)


def _finding(report: Report, found: Compared, family: str, message: str) -> Finding:
    value = found.claim.value / TEN_THOUSAND if found.role == "fees" else found.claim.value
    cells = tuple(dict.fromkeys(found.cells))
    span = Span(found.place.part, found.place.paragraph, found.claim.start, found.claim.end)
    return Finding(
        family,
        Severity.EXPLAIN,
        message,
        cells,
        value.normalize() + 0 if value % 1 else value.to_integral_value(),
        found.table,
        span,
        cause(report, found),
    )
