"""Checks across two years: XY-1 to XY-6.

Who says what: XY-1 and XY-2 say that a number does not follow from last year's; C07 says which digits were written wrong, where one can
see it; XY-5 alone says that one of its five numbers jumps.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.carrying import STOCKS, stock
from desktopapp.core.checks.disclosure import looks_like_yuan_beside
from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.last_year import before, carried_columns, jump, mended, other_organ, trouble, unchecked, usable
from desktopapp.core.comparing import Line
from desktopapp.core.report import Report

_BLOCKS = ("disputes.review", "disputes.suit_direct", "disputes.suit_after_review")
_FLOWS = (
    "applications.received.total",
    "disclosure.licensing.decisions",
    "disclosure.penalties.decisions",
    "disclosure.coercion.decisions",
    "disclosure.fees.amount",
)
_BLANK_OR_NEW = "上年或者本年没有这个数，无法核对。"


@rule("XY-1", Severity.EXPLAIN, source="实例核对：逐列相等", equations=7)
def what_was_carried_out_is_carried_in(case: Case) -> Iterator[Finding]:
    """逐列：上年结转＝上年年报的结转下年度继续办理。"""
    last = usable(case)
    if last is None:
        yield from unchecked("XY-1", trouble(case))
        return
    report, unknown, broken = case.report, list[str](), list[Finding]()
    for cell, carried_out in carried_columns(report.form):
        address = cell.address
        this, old = _stated(report, address), before(report, last, carried_out)
        if this is None or old is None:
            unknown.append(address)
        elif this != old and not (cell.is_sum and broken):  # what is wrong in one column is wrong in the total too
            broken.append(_not_carried(report, address, this, old))
    yield from broken
    if unknown:
        yield from unchecked("XY-1", f"有{len(unknown)}列{_BLANK_OR_NEW}", unknown)


def _not_carried(report: Report, address: str, this: Decimal, old: Decimal) -> Finding:
    cell = report.form.cells[address]
    message = f"“{cell.column.label[-1]}”列：上年结转{number.write(this)}，上年年报结转下年度继续办理{number.write(old)}，两数应当相等。"
    fix = None if cell.is_sum else mended(report, address, old)
    return Finding("XY-1", Severity.EXPLAIN, message, (address,), this, old, fix=fix)


@rule("XY-2", Severity.EXPLAIN, source="实例核对：存量逐年衔接；T2-2同", equations=2)
def the_stock_follows_from_last_years(case: Case) -> Iterator[Finding]:
    """规章、行政规范性文件：现行有效＝上年现行有效＋本年制发－本年废止。"""
    last = usable(case)
    if last is None:
        yield from unchecked("XY-2", trouble(case))
        return
    report, unknown = case.report, list[str]()
    for row in STOCKS:
        address = f"{row}.in_force"
        if address not in report.form.cells:
            continue
        worked_out, this = stock(report, last, row), report.value(address)
        if worked_out is None or this is None:
            unknown.append(address)
        elif worked_out[0] != this:
            yield _no_chain(report, row, this, *worked_out)
    if unknown:
        yield from unchecked("XY-2", f"有{len(unknown)}项{_BLANK_OR_NEW}", unknown)


def _no_chain(report: Report, row: str, this: Decimal, expected: Decimal, why: str) -> Finding:
    addresses = tuple(f"{row}.{key}" for key in ("in_force", "issued", "repealed"))
    caption = report.form.cells[addresses[0]].row.label[-1]
    shown = f"{why}＝{number.write(expected)}"
    message = f"{caption}：现行有效{number.write(this)}，按上年推算是{number.write(expected)}（{shown}）。"
    issued, repealed = (report.value(address) or Decimal(0) for address in addresses[1:])
    old = expected - issued + repealed
    cause = ""
    if expected < 0:
        cause = "废止的比原有的还多，废止件数或者上年的存量有误。"
    elif this == issued != old:
        cause = "现行有效件数填成了本年制发件数；它是年底的存量，不是当年数。"
    elif this == old:
        cause = "现行有效件数沿用了上年的数，没有加本年制发、减本年废止。"
    elif this == old + issued:
        cause = "现行有效件数没有减去本年废止件数。"
    elif this == old - repealed:
        cause = "现行有效件数没有加上本年制发件数。"
    fix = mended(report, addresses[0], expected) if cause and expected >= 0 else None
    return Finding("XY-2", Severity.EXPLAIN, message, addresses, this, expected, cause=cause, fix=fix)


@rule("XY-3", Severity.EXPLAIN, source="由表四口径推出：上年尚未审结的，本年应当继续统计", equations=3)
def pending_cases_come_back(case: Case) -> Iterator[Finding]:
    """行政复议、未经复议直接起诉、复议后起诉：上年尚未审结的件数不大于本年总计。"""
    last = usable(case)
    if last is None:
        yield from unchecked("XY-3", trouble(case))
        return
    unknown: list[str] = []
    for block in _BLOCKS:
        total = f"{block}.total"
        pending, this = before(case.report, last, f"{block}.pending"), _stated(case.report, total)
        if pending is None or this is None:
            unknown.append(total)
        elif pending > this:
            name = case.report.form.cells[total].column.label[-2]
            message = f"{name}：上年尚未审结{number.write(pending)}件，本年总计只有{number.write(this)}件；尚未审结的应当在本年继续统计。"
            yield Finding("XY-3", Severity.EXPLAIN, message, (total,), pending, this)
    if unknown:
        yield from unchecked("XY-3", f"有{len(unknown)}类{_BLANK_OR_NEW}", unknown)


@rule("XY-4", Severity.HINT, source="行政复议法第六十二条：六十日，最多延长三十日")
def a_review_does_not_last_two_years(case: Case) -> Iterator[Finding]:
    """行政复议尚未审结的件数两年相同且不为0的，核对是不是沿用了上年的数。"""
    last, address = usable(case), "disputes.review.pending"
    if last is None:
        yield from unchecked("XY-4", trouble(case))
        return
    pending, this = before(case.report, last, address), case.report.value(address)
    if pending is None or this is None:
        yield from unchecked("XY-4", _BLANK_OR_NEW, (address,))
    elif pending == this > 0:
        message = f"行政复议尚未审结两年都是{number.write(this)}件；复议一般在六十日内审结，请核对是不是沿用了上年的数。"
        yield Finding("XY-4", Severity.HINT, message, (address,), this, pending)


@rule("XY-5", Severity.EXPLAIN, source="两年对照：超过5倍或者不到5分之一，且相差10以上", equations=5)
def no_number_jumps(case: Case) -> Iterator[Finding]:
    """本年新收总计、行政许可、行政处罚、行政强制、行政事业性收费与上年相比，没有成倍增减。"""
    last = usable(case)
    if last is None:
        yield from unchecked("XY-5", trouble(case))
        return
    report, unknown = case.report, list[str]()
    for address in (address for address in _FLOWS if address in report.form.cells):
        old, this = before(report, last, address), report.value(address)
        line = Line(report.form.cells[address], old, this)
        if old is None or this is None:
            unknown.append(address)
        elif line.striking and not (address.startswith("disclosure.fees") and looks_like_yuan_beside(this, old)):  # C05 says that
            yield jump("XY-5", line)
    if unknown:
        yield from unchecked("XY-5", f"有{len(unknown)}项{_BLANK_OR_NEW}", unknown)


@rule("XY-6", Severity.EXPLAIN, source="机构更名、合并的做法（待核）")
def the_organ_is_the_same(case: Case) -> Iterator[Finding]:
    """上年年报是本单位的；更名、合并的，写明前身机关以后仍与上年核对。"""
    finding = other_organ(case)
    if finding:
        yield finding
    elif case.last is None:
        yield from unchecked("XY-6", trouble(case))


RULES = (
    what_was_carried_out_is_carried_in,
    the_stock_follows_from_last_years,
    pending_cases_come_back,
    a_review_does_not_last_two_years,
    no_number_jumps,
    the_organ_is_the_same,
)


def _stated(report: Report, address: str) -> Decimal | None:
    """The number as it would be printed; None while a blank stands behind it."""
    return report.stated(address) if report.complete(address) else None
