"""The tables' arithmetic: T3-1 to T3-4, T4-1 to T4-3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.checks import Severity
from desktopapp.core.checks.tables import Status, outcomes
from desktopapp.core.report import Entry
from tests.core.checks.cases import found
from tests.samples import blank_report, distinct_report, zero_report

FORM = resources.form()
APPLICANTS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")


class TestT3:
    def test_what_came_in_is_what_went_out_in_every_column(self) -> None:
        findings = found(zero_report(), "T3-1", applications__received__business="3")
        assert [(finding.left, finding.right, finding.difference) for finding in findings if finding.left is not None] == [
            (3, 0, 3),
            (3, 0, 3),
        ]
        assert findings[0].cells == tuple(f"applications.{row}.business" for row in ("received", "carried_in", "concluded", "carried_out"))
        assert "左边3+0=3，右边0+0=0，左边多3" in findings[0].message

    def test_an_identity_that_touches_a_blank_is_not_checked(self) -> None:
        findings = found(zero_report(), "T3-1", applications__received__business="3", applications__granted__business="")
        assert [finding.severity for finding in findings] == [Severity.UNCHECKED]
        assert "7项中有2项" in findings[0].message

    def test_of_all_that_cannot_be_checked_no_number_is_told(self) -> None:
        for rule in ("T3-1", "T3-2", "T3-3", "T3-5", "T4-1"):
            (finding,) = found(blank_report(), rule)
            assert finding.message == "有没填的格，无法核对。"

    def test_a_total_typed_beside_the_sum_is_checked_against_it(self) -> None:
        assert [f for f in found(zero_report(), "T3-3", applications__granted__total="0") if f.severity is Severity.BLOCK] == []
        broken = [f for f in found(zero_report(), "T3-3", applications__granted__total="5") if f.severity is Severity.BLOCK]
        assert [(finding.left, finding.right, finding.difference) for finding in broken] == [(5, 0, 5)]

    def test_totals_left_to_the_program_are_listed_not_passed(self) -> None:
        (finding,) = found(zero_report(), "T3-3")
        assert finding.severity is Severity.UNCHECKED
        assert "25个合计由程序合计" in finding.message

    def test_a_total_over_a_blank_is_not_checked_and_the_blank_is_named(self) -> None:
        report = zero_report()
        found_there = found(report, "T3-3", applications__granted__business="")
        assert [len(finding.cells) for finding in found_there] == [1, 23]
        assert found_there[0].cells == ("applications.granted.business",)
        assert "25项中有2项因为有没填的格" in found_there[0].message
        (balance,) = found(report, "T3-1")
        assert balance.cells == ("applications.granted.business",)

    def test_a_wrong_total_is_told_in_words(self) -> None:
        (broken,) = [f for f in found(zero_report(), "T3-3", applications__granted__total="5") if f.severity is Severity.BLOCK]
        assert "合计5，各项相加0+0+0+0+0+0=0，合计多5" in broken.message

    def test_a_published_grand_total_of_nothing_breaks_its_column_and_the_balance(self) -> None:
        report = zero_report()
        raws = {"applications__received__natural_person": "3", "applications__unavailable_not_held__natural_person": "3"}
        printed = {f"applications__concluded__{key}": "0" for key in (*APPLICANTS, "total")}
        broken = [finding for finding in found(report, **raws, **printed) if finding.severity is Severity.BLOCK]
        assert [finding.rule for finding in broken] == ["T3-1", "T3-1", "T3-2", "T3-2"]

    def test_no_more_is_carried_out_than_came_in(self) -> None:
        findings = found(zero_report(), "T3-4", applications__carried_out__business="2")
        assert [(finding.left, finding.right) for finding in findings] == [(2, 0), (2, 0)]


class TestT4:
    @pytest.mark.parametrize(("rule", "block"), [("T4-1", "review"), ("T4-2", "suit_direct"), ("T4-3", "suit_after_review")])
    def test_results_add_up_to_the_total(self, rule: str, block: str) -> None:
        findings = found(zero_report(), rule, **{f"disputes__{block}__upheld": "2", f"disputes__{block}__total": "1"})
        assert [(finding.severity, finding.left, finding.right) for finding in findings] == [(Severity.BLOCK, 1, 2)]


def test_there_are_39_identities_in_the_third_table_and_3_in_the_fourth() -> None:
    counted = [result.identity.rule for result in outcomes(zero_report())]
    assert {rule: counted.count(rule) for rule in counted} == {"T3-1": 7, "T3-2": 7, "T3-3": 25, "T4-1": 1, "T4-2": 1, "T4-3": 1}


@given(
    st.sampled_from([address for address, cell in FORM.cells.items() if not cell.is_sum and address.startswith("applications")]),
    st.integers(1, 9),
)
def test_one_wrong_number_among_printed_totals_never_passes(address: str, error: int) -> None:
    report = distinct_report()
    controls = {cell.address: Entry(str(report.value(cell.address))) for cell in FORM.cells.values() if cell.is_sum}
    report.apply(report.plan(controls))
    assert all(result.status is Status.PASSED for result in outcomes(report))
    report.apply(report.plan({address: Entry(str(report.value(address) + error))}))
    assert any(result.status is Status.BROKEN for result in outcomes(report))
