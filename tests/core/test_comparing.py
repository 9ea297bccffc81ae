"""Both years' numbers side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.comparing import LEAST, TIMES, Line, compare
from desktopapp.core.report import Entry, Report
from tests.core.test_carrying import OLD, with_values
from tests.samples import blank_report, distinct_report, zero_report

FORM = resources.form()
CELL = FORM.cells["disclosure.licensing.decisions"]
NORMS = "disclosure.normative_documents"


def line(last: str | None, this: str | None) -> Line:
    return Line(CELL, None if last is None else Decimal(last), None if this is None else Decimal(this))


def by_address(report: Report, last: Report) -> dict[str, Line]:
    return {line.cell.address: line for line in compare(report, last)}


def test_every_cell_is_there_once_in_the_forms_order() -> None:
    assert [line.cell.address for line in compare(distinct_report(), zero_report())] == list(FORM.cells)


@pytest.mark.parametrize(
    ("last", "this", "difference", "percent"),
    [
        ("20", "25", "5", "25.0"),
        ("3525", "3646", "121", "3.4"),
        ("8", "7", "-1", "-12.5"),
        ("0", "7", "7", None),
        ("7", "0", "-7", "-100.0"),
        ("96171.6", "59237.2449", "-36934.3551", "-38.4"),
        (None, "7", None, None),
        ("7", None, None, None),
    ],
)
def test_difference_and_per_cent(last: str | None, this: str | None, difference: str | None, percent: str | None) -> None:
    found = line(last, this)
    assert found.difference == (None if difference is None else Decimal(difference))
    assert found.percent == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("last", "this", "striking"),
    [("20", "100", False), ("20", "101", True), ("101", "20", True), ("1", "6", False), ("0", "9", False), ("0", "10", True), ("10", "0", True),
     (None, "5000", False)],
)  # fmt: skip
def test_what_is_striking(last: str | None, this: str | None, striking: bool) -> None:
    assert line(last, this).striking is striking


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_is_striking_one_way_is_striking_the_other(one: int, other: int) -> None:
    assert line(str(one), str(other)).striking == line(str(other), str(one)).striking
    assert line(str(one), str(one)).striking is False
    if line(str(one), str(other)).striking:
        assert abs(one - other) >= LEAST and max(one, other) > TIMES * min(one, other)


def test_carried_in_that_is_not_last_years_carried_out_is_said_in_every_column_and_the_total() -> None:
    last = with_values(zero_report(), {"applications.carried_out.business": "5"})
    found = by_address(zero_report(), last)
    assert found["applications.carried_in.business"].remark == "与上年结转下年度5不一致"
    assert found["applications.carried_in.total"].remark == "与上年结转下年度5不一致"
    assert found["applications.carried_in.research"].remark == ""


def test_a_blank_is_not_said_to_differ() -> None:
    last = with_values(zero_report(), {"applications.carried_out.business": "5"})
    assert not any(line.remark for line in compare(blank_report(), last))


def test_a_stock_that_does_not_follow_is_said() -> None:
    last = with_values(zero_report(), {f"{NORMS}.in_force": "66"})
    this = with_values(zero_report(), {f"{NORMS}.in_force": "372", f"{NORMS}.issued": "3"})
    assert by_address(this, last)[f"{NORMS}.in_force"].remark == "按上年推算是69"


def test_a_printed_total_of_last_year_goes_before_the_computed_one() -> None:
    last = with_values(zero_report(), {"applications.received.total": "12"})
    assert by_address(zero_report(), last)["applications.received.total"].last == 12


def test_what_has_no_counterpart_in_last_years_form_is_blank_and_noted() -> None:
    last = Report(OLD, {"disputes.review.upheld": Entry("3"), "applications.other_handling.business": Entry("7")})
    found = by_address(zero_report(), last)
    assert (found["disputes.review.upheld"].last, found["disputes.review.upheld"].note) == (None, "2019版表样没有这一格")
    renamed = found["applications.other_rest.business"]
    assert renamed.last == 7
    assert renamed.note == "上年表样是“3.其他”"
