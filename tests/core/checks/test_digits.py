"""C07: slips of the pen that show beside last year's numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktopapp.core.checks.digits import no_digit_slipped
from desktopapp.core.checks.slip import slip
from tests.core.checks.cases import EXPLAIN, found, last_year, said, this_year
from tests.core.checks.test_years import documents, report_of_2019


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("51", "15", "两个数字写颠倒了"),
        ("1324", "1234", "两个数字写颠倒了"),
        ("1432", "1234", "两个数字写颠倒了"),
        ("120", "12", "多写了一个0"),
        ("12", "120", "少写了一个0"),
        ("112", "12", "多写了一位数字"),
        ("12", "152", "少写了一位数字"),
        ("52", "57", "写错了一位数字"),
        ("5", "7", None),
        ("12", "34", None),
        ("0", "10", None),
        ("12", "12", None),
    ],
)
def test_a_slip_is_told_by_the_digits(wrong: str, right: str, words: str | None) -> None:
    found = slip(Decimal(wrong), Decimal(right))
    assert (found.words if found else None) == words


class TestWhatIsCarriedOver:
    @pytest.mark.parametrize(("last", "this", "asked"), [("15", "51", True), ("2", "20", True), ("20", "2", True), ("2", "3", False)])
    def test_digits_written_wrong_are_named_and_mended(self, last: str, this: str, asked: bool) -> None:
        before = last_year(applications__carried_out__business=last)
        findings = found(this_year(applications__carried_in__business=this), "C07", before)
        assert [finding.right for finding in findings] == ([int(last)] if asked else [])
        assert all(finding.fix and finding.fix.entries == {"applications.carried_in.business": last} for finding in findings)


class TestDocuments:
    def test_the_stock_with_two_digits_exchanged(self) -> None:
        before = last_year(**documents("0", "0", "90"))
        (finding,) = found(this_year(**documents("9", "2", "79")), "C07", before)
        assert "现行有效件数：79多半是97两个数字写颠倒了" in finding.message
        assert finding.fix and finding.fix.entries == {"disclosure.normative_documents.in_force": "97"}
        assert found(this_year(**documents("9", "2", "97")), "C07", before) == []
        assert found(this_year(**documents("9", "2", "88")), "C07", before) == []

    def test_a_number_that_fell_into_two_cells(self) -> None:
        """62, 33 and 440 read as 6, 23 and 3440; last year's stock was 411."""
        before = last_year(**documents("62", "33", "411"))
        (finding,) = found(this_year(**documents("6", "23", "3440")), "C07", before)
        assert "按62、33、440分格，正好与上年现行有效411衔接" in finding.message
        assert finding.fix and list(finding.fix.entries.values()) == ["62", "33", "440"]

    def test_digits_that_fit_no_other_way_are_no_slip(self) -> None:
        assert found(this_year(**documents("6", "23", "3440")), "C07", last_year(**documents("6", "20", "500"))) == []

    @pytest.mark.parametrize(
        ("last", "this", "asked"),
        [
            (("3", "3", "600"), ("3", "55", "599"), True),  # many more repealed, and the stock does not bear it out
            (("3", "3", "600"), ("3", "55", "548"), False),  # it does
            (("3", "3", "600"), ("3", "6", "599"), False),  # not so many more
            (("40", "3", "600"), ("4", "3", "600"), True),
        ],
    )
    def test_a_jump_that_no_stock_confirms(self, last: tuple[str, str, str], this: tuple[str, str, str], asked: bool) -> None:
        assert said(this_year(**documents(*this)), "C07", last_year(**documents(*last))) == (EXPLAIN if asked else [])


def test_a_jump_of_what_xy5_watches_is_said_there_alone() -> None:
    before = last_year(disclosure__licensing__decisions="10")
    report = this_year(disclosure__licensing__decisions="1000")
    assert found(report, "C07", before) == [] and said(report, "XY-5", before) == EXPLAIN


def test_the_form_of_2019_has_no_such_rows() -> None:
    assert found(report_of_2019(), "C07", report_of_2019(year="2019")) == []
    assert no_digit_slipped.id == "C07"
