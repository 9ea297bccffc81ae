"""Checks of the tables' arithmetic: 表三 T3-1 to T3-4, 表四 T4-1 to T4-3."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.form import Identity
from desktopapp.core.report import Report


class Status(StrEnum):
    """How an identity came out."""

    PASSED = "passed"
    BROKEN = "broken"
    UNCHECKED = "unchecked"  # a blank stands behind it
    COMPUTED = "computed"  # says what a total is, and no total was entered to compare it with


class Outcome(NamedTuple):
    """An identity with its two sides, None where nothing stands."""

    identity: Identity
    status: Status
    left: Decimal | None
    right: Decimal | None


def outcome(report: Report, identity: Identity) -> Outcome:
    """Work one identity out."""
    left, right = _add(report, identity.left), _add(report, identity.right)
    if identity.definition and all(report.control(address) is None for address in identity.cells):
        status = Status.COMPUTED if all(report.complete(address) for address in identity.right) else Status.UNCHECKED
    elif not all(report.complete(address) for address in identity.cells):
        status = Status.UNCHECKED
    else:
        status = Status.PASSED if left == right else Status.BROKEN
    return Outcome(identity, status, left, right)


def outcomes(report: Report) -> tuple[Outcome, ...]:
    """Every identity of the form, worked out."""
    return tuple(outcome(report, identity) for identity in report.form.identities)


@rule("T3-1", Severity.BLOCK, source="30号附件表头")
def what_came_in_is_what_went_out(case: Case) -> Iterator[Finding]:
    """逐列：本年新收＋上年结转＝本年度办理结果总计＋结转下年度。"""
    return _identities(case, "T3-1")


@rule("T3-2", Severity.BLOCK, source="30号附件")
def results_add_up(case: Case) -> Iterator[Finding]:
    """逐列：（七）总计＝（一）至（六）各行之和。"""
    return _identities(case, "T3-2")


@rule("T3-3", Severity.BLOCK, source="30号附件")
def applicants_add_up(case: Case) -> Iterator[Finding]:
    """逐行：总计＝自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他。"""
    return _identities(case, "T3-3")


@rule("T3-4", Severity.BLOCK, source="由T3-1推出", follows="T3-1", equations=7)
def no_more_is_carried_out_than_came_in(case: Case) -> Iterator[Finding]:
    """逐列：结转下年度不大于本年新收＋上年结转。"""
    report = case.report
    for identity in report.form.identities_of("T3-1"):
        carried_out = identity.right[-1]
        if not all(report.complete(address) for address in (*identity.left, carried_out)):
            continue  # T3-1 says that it cannot be checked
        left, right = _add(report, (carried_out,)), _add(report, identity.left)
        if left is not None and right is not None and left > right:
            cell = report.form.cells[carried_out]
            message = f"“{cell.column.label[-1]}”列：结转下年度{number.write(left)}，大于本年新收与上年结转之和{number.write(right)}。"
            yield Finding("T3-4", Severity.BLOCK, message, (carried_out, *identity.left), left, right)


@rule("T4-1", Severity.BLOCK, source="30号附件")
def reviews_add_up(case: Case) -> Iterator[Finding]:
    """行政复议：结果维持＋结果纠正＋其他结果＋尚未审结＝总计。"""
    return _identities(case, "T4-1")


@rule("T4-2", Severity.BLOCK, source="30号附件")
def direct_suits_add_up(case: Case) -> Iterator[Finding]:
    """未经复议直接起诉：结果维持＋结果纠正＋其他结果＋尚未审结＝总计。"""
    return _identities(case, "T4-2")


@rule("T4-3", Severity.BLOCK, source="30号附件")
def suits_after_review_add_up(case: Case) -> Iterator[Finding]:
    """复议后起诉：结果维持＋结果纠正＋其他结果＋尚未审结＝总计。"""
    return _identities(case, "T4-3")


RULES = (
    what_came_in_is_what_went_out,
    results_add_up,
    applicants_add_up,
    no_more_is_carried_out_than_came_in,
    reviews_add_up,
    direct_suits_add_up,
    suits_after_review_add_up,
)


def _identities(case: Case, number_of_rule: str) -> Iterator[Finding]:
    """A finding for each broken identity of a rule; one for all that cannot be checked, one for all that the program adds up itself."""
    report = case.report
    worked_out = [outcome(report, identity) for identity in report.form.identities_of(number_of_rule)]
    for result in worked_out:
        if result.status is Status.BROKEN:
            yield _broken(report, result)
    unchecked = [result.identity for result in worked_out if result.status is Status.UNCHECKED]
    if unchecked:
        cells = tuple(dict.fromkeys(blank for identity in unchecked for cell in identity.cells for blank in _blanks(report, cell)))
        some = f"{len(worked_out)}项中有{len(unchecked)}项因为" if len(unchecked) < len(worked_out) else ""
        message = f"{some}有没填的格，无法核对。"
        yield Finding(number_of_rule, Severity.UNCHECKED, message, cells)
    computed = [result.identity for result in worked_out if result.status is Status.COMPUTED]
    if computed:
        cells = tuple(identity.left[0] for identity in computed)
        message = f"{len(computed)}个合计由程序合计，没有另填合计数可供核对。"
        yield Finding(number_of_rule, Severity.UNCHECKED, message, cells)


def _blanks(report: Report, address: str) -> Iterator[str]:
    """The cells without a number behind the one that an identity reads here."""
    if not report.complete(address):
        addends = report.form.cells[address].addends
        if addends:
            for addend in addends:
                yield from _blanks(report, addend)
        else:
            yield address


def _broken(report: Report, result: Outcome) -> Finding:
    identity, left, right = result.identity, result.left, result.right
    assert left is not None and right is not None
    this, that = ("合计", "各项相加") if identity.definition else ("左边", "右边")
    more = "多" if left > right else "少"
    words = f"{this}{_side(report, identity.left)}，{that}{_side(report, identity.right)}，{this}{more}{number.write(abs(left - right))}"
    return Finding(identity.rule, Severity.BLOCK, f"{identity.label}。{words}。", identity.cells, left, right)


def _side(report: Report, addresses: tuple[str, ...]) -> str:
    """One side in numbers: 3+0=3; many addends are named by their sum alone."""
    total = number.write(_add(report, addresses))
    if len(addresses) == 1 or len(addresses) > 6:
        return total
    return "+".join(number.write(report.stated(address)) for address in addresses) + f"={total}"


def _add(report: Report, addresses: tuple[str, ...]) -> Decimal | None:
    values = [value for address in addresses if (value := report.stated(address)) is not None]
    return sum(values, Decimal(0)) if values else None
