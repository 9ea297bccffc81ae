"""Checks of 表四 beyond its arithmetic: T4-4 to T4-7."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.last_year import before, trouble, unchecked, usable
from desktopapp.core.report import Report

_REVIEW, _DIRECT, _AFTER = "disputes.review.total", "disputes.suit_direct.total", "disputes.suit_after_review.total"
_RECEIVED, _CARRIED_IN = "applications.received.total", "applications.carried_in.total"
_BLANKS = "有没填的格，无法核对。"
_REVIEW_FIRST = 2024  # 行政复议法（2023修订） is in force
_GOVERNMENT = re.compile("(?<![乡镇])人民政府(办公厅|办公室)?$")


@rule("T4-4", Severity.EXPLAIN, source="由表四口径推出")
def a_suit_after_review_had_a_review(case: Case) -> Iterator[Finding]:
    """有复议后起诉的，本年或者上年应当有行政复议；上年已在审理的起诉除外。"""
    report, last = case.report, usable(case)
    suits, reviews = _stated(report, (_AFTER, _REVIEW))
    if suits is None or reviews is None:
        yield from unchecked("T4-4", _BLANKS, (_AFTER,))
        return
    if not suits or reviews:
        return
    if last is None:
        yield from unchecked("T4-4", f"本年有复议后起诉，没有行政复议。{trouble(case)}", (_AFTER, _REVIEW))
        return
    pending = before(report, last, "disputes.suit_after_review.pending") or Decimal(0)
    if before(report, last, _REVIEW) == 0 and suits > pending:
        message = f"复议后起诉{number.write(suits)}件，本年和上年的行政复议都是0件。"
        yield Finding("T4-4", Severity.EXPLAIN, message, (_AFTER, _REVIEW), suits, reviews)


@rule("T4-5", Severity.EXPLAIN, source="条例第五十条第（三）项：只计因政府信息公开引起的案件")
def without_applications_there_are_no_cases(case: Case) -> Iterator[Finding]:
    """本年和上年都没有收到和结转申请的，不应当有行政复议、行政诉讼。"""
    report, last = case.report, usable(case)
    blocks = (_REVIEW, _DIRECT, _AFTER)
    applications, cases = _stated(report, (_RECEIVED, _CARRIED_IN)), _stated(report, blocks)
    if None in applications or None in cases:
        yield from unchecked("T4-5", _BLANKS, blocks)
        return
    counted = sum((value for value in cases if value), Decimal(0))
    if any(applications) or not counted:
        return
    cells = (*(address for address, value in zip(blocks, cases, strict=True) if value), _RECEIVED, _CARRIED_IN)
    if last is None:
        yield from unchecked("T4-5", f"本年没有申请，有行政复议、行政诉讼{number.write(counted)}件。{trouble(case)}", cells)
    elif before(report, last, _RECEIVED) == before(report, last, _CARRIED_IN) == 0:
        message = f"本年和上年都没有收到政府信息公开申请，行政复议、行政诉讼却有{number.write(counted)}件；与政府信息公开无关的不计。"
        yield Finding("T4-5", Severity.EXPLAIN, message, cells, counted, Decimal(0))


@rule("T4-6", Severity.HINT, source="行政复议法（2023修订）第二十三条；法释〔2025〕8号")
def some_suits_want_a_review_first(case: Case) -> Iterator[Finding]:
    """2024年度起，有未经复议直接起诉的，核对是不是属于复议前置：不予公开、不履行职责的应当先申请复议。"""
    report, last = case.report, usable(case)
    (suits,) = _stated(report, (_DIRECT,))
    if suits is None:
        yield from unchecked("T4-6", _BLANKS, (_DIRECT,))
        return
    pending = (before(report, last, "disputes.suit_direct.pending") if last else None) or Decimal(0)
    if report.year and report.year >= _REVIEW_FIRST and suits > pending:  # what was pending last year had been brought by then
        message = f"未经复议直接起诉{number.write(suits)}件。2024年起，因不予公开、不履行法定职责起诉的应当先申请复议，请核对是否填错了栏。"
        yield Finding("T4-6", Severity.HINT, message, (_DIRECT,), suits)


@rule("T4-7", Severity.HINT, source="国办公开办函〔2016〕201号")
def a_reviewing_organ_counts_no_suits_of_others(case: Case) -> Iterator[Finding]:
    """复议机关（县级以上人民政府）作共同被告的案件，由原行为机关统计，复议机关不计。"""
    report = case.report
    if report.text("kind") != "人民政府" and not _GOVERNMENT.search(report.organ):
        return
    (suits,) = _stated(report, (_AFTER,))
    if suits is None:
        yield from unchecked("T4-7", _BLANKS, (_AFTER,))
    elif suits:
        message = f"复议后起诉{number.write(suits)}件。本机关作为复议机关与原行为机关作共同被告的，由原行为机关统计，本机关不计。"
        yield Finding("T4-7", Severity.HINT, message, (_AFTER,), suits)


RULES = (
    a_suit_after_review_had_a_review,
    without_applications_there_are_no_cases,
    some_suits_want_a_review_first,
    a_reviewing_organ_counts_no_suits_of_others,
)


def _stated(report: Report, addresses: Iterable[str]) -> list[Decimal | None]:
    """The numbers as they would be printed; None where a blank stands behind one."""
    return [report.stated(address) if report.complete(address) else None for address in addresses]
