"""Two years: XY-1 to XY-6."""

from __future__ import annotations

import pytest

from desktopapp import resources
from desktopapp.core.checks import Severity, reasons
from desktopapp.core.report import Entry, Report
from tests.core.checks.cases import EXPLAIN, HINT, UNCHECKED, change, found, last_year, said, this_year

XY = ("XY-1", "XY-2", "XY-3", "XY-4", "XY-5")
STOCK = "disclosure__normative_documents__"


def documents(issued: str, repealed: str, in_force: str) -> dict[str, str]:
    return {f"{STOCK}issued": issued, f"{STOCK}repealed": repealed, f"{STOCK}in_force": in_force}


def report_of_2019(**raws: str) -> Report:
    """A report in the form of 2019 for 2020, in which every number is 0."""
    form = resources.forms()["2019"]
    entries = {address: Entry("0") for address, cell in form.cells.items() if not cell.is_sum}
    return change(Report(form, entries | {"year": Entry("2020")}), **raws)


class TestWithoutLastYear:
    @pytest.mark.parametrize("rule", [*XY, "XY-6", "C07"])
    def test_nothing_is_checked_and_that_is_said_once(self, rule: str) -> None:
        (finding,) = found(this_year(), rule)
        assert [finding.severity] == UNCHECKED and finding.message == "没有上年年报，无法核对。"

    @pytest.mark.parametrize("rule", [*XY, "C07"])
    def test_a_report_of_another_year_is_not_last_years(self, rule: str) -> None:
        (finding,) = found(this_year(applications__carried_in__business="3"), rule, last_year(year="2022"))
        assert [finding.severity] == UNCHECKED and "作为上年年报的是2022年度的" in finding.message

    @pytest.mark.parametrize("rule", [*XY, "C07"])
    def test_another_organs_report_is_not_compared(self, rule: str) -> None:
        (finding,) = found(this_year(applications__carried_in__business="3"), rule, last_year(organ="清河县教育局"))
        assert [finding.severity] == UNCHECKED and "上年年报的单位是“清河县教育局”" in finding.message

    @pytest.mark.parametrize("facts", [{"year": ""}, {"organ": ""}, {"organ": "清河县 档案管理局"}, {"organ": "河西市清河县档案管理局"}])
    def test_what_is_not_known_or_only_written_otherwise_is_no_mismatch(self, facts: dict[str, str]) -> None:
        assert said(this_year(applications__carried_in__business="3"), "XY-1", last_year(**facts)) == EXPLAIN


class TestXY1:
    def test_what_was_carried_out_is_carried_in(self) -> None:
        before = last_year(applications__carried_out__business="2")
        (finding,) = found(this_year(applications__carried_in__business="3"), "XY-1", before)
        assert (finding.cells, finding.left, finding.right) == (("applications.carried_in.business",), 3, 2)
        assert "“商业企业”列：上年结转3，上年年报结转下年度继续办理2" in finding.message
        assert found(this_year(applications__carried_in__business="2"), "XY-1", before) == []

    def test_pieces_in_another_column_are_two_findings_though_the_total_agrees(self) -> None:
        before = last_year(applications__carried_out__business="2")
        findings = found(this_year(applications__carried_in__other="2"), "XY-1", before)
        assert [finding.cells[0].rsplit(".", 1)[-1] for finding in findings] == ["business", "other"]

    def test_a_printed_total_is_compared_where_the_columns_agree(self) -> None:
        before = last_year(applications__carried_out__total="2")
        assert [finding.cells[0] for finding in found(this_year(), "XY-1", before)] == ["applications.carried_in.total"]

    def test_last_years_number_is_offered_where_it_breaks_nothing(self) -> None:
        before = last_year(applications__carried_out__business="2")
        report = this_year(applications__carried_in__business="3（另有撤回）", applications__granted__business="2")
        (finding,) = found(report, "XY-1", before)
        assert finding.fix and finding.fix.entries == {"applications.carried_in.business": "2（另有撤回）"}
        (finding,) = found(report, "XY-1", before, applications__granted__business="3")
        assert finding.fix is None  # 第一项加第二项之和 would no longer be right

    def test_what_last_year_left_blank_is_not_checked(self) -> None:
        before = last_year(applications__carried_out__business="")
        (finding,) = found(this_year(), "XY-1", before)
        assert [finding.severity] == UNCHECKED and "有2列" in finding.message

    def test_a_report_in_the_form_of_2019_carries_over_too(self) -> None:
        before = report_of_2019(applications__carried_out__business="2")
        assert said(this_year(year="2021"), "XY-1", before) == EXPLAIN
        assert found(this_year(year="2021", applications__carried_in__business="2"), "XY-1", before) == []


class TestXY2:
    def test_a_chain_that_holds(self) -> None:
        """597 + 50 - 227 = 420."""
        assert found(this_year(**documents("50", "227", "420")), "XY-2", last_year(**documents("0", "0", "597"))) == []

    def test_a_chain_that_is_broken_wants_an_explanation(self) -> None:
        (finding,) = found(this_year(**documents("50", "227", "372")), "XY-2", last_year(**documents("0", "0", "597")))
        assert (finding.severity, finding.left, finding.right) == (Severity.EXPLAIN, 372, 420)
        assert "现行有效372，按上年推算是420（上年现行有效597＋本年制发50－本年废止227＝420）" in finding.message
        assert (finding.cause, finding.fix) == ("", None)

    def test_regulations_are_the_other_row(self) -> None:
        before = last_year(disclosure__regulations__in_force="11")
        assert said(this_year(disclosure__regulations__in_force="12"), "XY-2", before) == EXPLAIN
        assert found(this_year(disclosure__regulations__in_force="12", disclosure__regulations__issued="1"), "XY-2", before) == []

    @pytest.mark.parametrize(
        ("in_force", "words"),
        [("9", "填成了本年制发件数"), ("60", "沿用了上年的数"), ("69", "没有减去本年废止件数"), ("56", "没有加上本年制发件数")],
    )
    def test_the_usual_mistakes_are_named_and_mended(self, in_force: str, words: str) -> None:
        (finding,) = found(this_year(**documents("9", "4", in_force)), "XY-2", last_year(**documents("0", "0", "60")))
        assert words in finding.cause
        assert finding.fix and finding.fix.entries == {"disclosure.normative_documents.in_force": "65"}

    def test_more_repealed_than_there_were_is_told_without_a_mend(self) -> None:
        (finding,) = found(this_year(**documents("0", "9", "0")), "XY-2", last_year(**documents("0", "0", "5")))
        assert finding.right == -4 and finding.fix is None and "废止的比原有的还多" in finding.cause

    def test_the_form_of_2019_knew_no_stock(self) -> None:
        assert said(this_year(year="2021", **documents("0", "0", "9")), "XY-2", report_of_2019()) == UNCHECKED

    def test_a_report_in_the_form_of_2019_has_nothing_to_check(self) -> None:
        assert found(report_of_2019(), "XY-2", report_of_2019(year="2019")) == []


class TestXY3:
    @pytest.mark.parametrize("block", ["review", "suit_direct", "suit_after_review"])
    def test_pending_cases_come_back(self, block: str) -> None:
        before = last_year(**{f"disputes__{block}__pending": "2"})
        (finding,) = found(this_year(**{f"disputes__{block}__upheld": "1"}), "XY-3", before)
        assert (finding.cells, finding.left, finding.right) == ((f"disputes.{block}.total",), 2, 1)
        assert found(this_year(**{f"disputes__{block}__upheld": "2"}), "XY-3", before) == []

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(disputes__review__other=""), "XY-3", last_year()) == UNCHECKED


class TestXY4:
    @pytest.mark.parametrize(("last", "this", "severities"), [("2", "2", HINT), ("2", "1", []), ("0", "0", [])])
    def test_a_review_does_not_last_two_years(self, last: str, this: str, severities: list[Severity]) -> None:
        report = this_year(disputes__review__pending=this, disputes__review__upheld="1")
        assert said(report, "XY-4", last_year(disputes__review__pending=last)) == severities

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(disputes__review__pending=""), "XY-4", last_year()) == UNCHECKED


class TestXY5:
    @pytest.mark.parametrize(
        ("last", "this", "asked"),
        [("100", "501", True), ("100", "500", False), ("100", "19", True), ("100", "20", False), ("1", "6", False), ("2", "12", True)],
    )
    def test_a_jump_is_asked_about_when_it_is_large_in_itself_too(self, last: str, this: str, asked: bool) -> None:
        report = this_year(disclosure__penalties__decisions=this)
        assert said(report, "XY-5", last_year(disclosure__penalties__decisions=last)) == (EXPLAIN if asked else [])

    @pytest.mark.parametrize(("last", "this"), [("0", "54"), ("42", "0")])
    def test_from_nothing_and_to_nothing_are_jumps(self, last: str, this: str) -> None:
        (finding,) = found(this_year(disclosure__coercion__decisions=this), "XY-5", last_year(disclosure__coercion__decisions=last))
        assert f"上年{last}，本年{this}，请核对后说明原因" in finding.message

    def test_what_has_no_counterpart_in_the_form_of_2019_is_not_checked(self) -> None:
        (finding,) = found(this_year(year="2021", disclosure__fees__amount="90"), "XY-5", report_of_2019())
        assert [finding.severity] == UNCHECKED and finding.cells == ("disclosure.fees.amount",)

    def test_other_numbers_may_jump(self) -> None:
        before = last_year(applications__granted__business="50", applications__received__business="50")
        report = this_year(applications__refused_by_law__business="50", applications__received__business="50")
        assert found(report, "XY-5", before) == []


class TestXY6:
    def test_another_organs_name_wants_an_explanation(self) -> None:
        (finding,) = found(this_year(), "XY-6", last_year(organ="清河县档案局"))
        assert finding.severity is Severity.EXPLAIN and "上年年报的单位是“清河县档案局”" in finding.message
        assert found(this_year(), "XY-6", last_year()) == []

    def test_once_the_predecessor_is_named_the_years_are_compared(self) -> None:
        report, before = this_year(applications__carried_in__business="3"), last_year(organ="清河县档案局")
        assert said(report, "XY-1", before) == UNCHECKED
        (finding,) = found(report, "XY-6", before)
        report.apply(report.plan({reasons.place(finding): reasons.given(finding, "前身是清河县档案局，2024年3月更名")}))
        assert said(report, "XY-1", before) == EXPLAIN
        (finding,) = found(report, "XY-6", before)
        assert finding.reason == "前身是清河县档案局，2024年3月更名"

    def test_a_reason_given_for_one_predecessor_is_none_for_another(self) -> None:
        report, before = this_year(), last_year(organ="清河县档案局")
        (finding,) = found(report, "XY-6", before)
        report.apply(report.plan({reasons.place(finding): reasons.given(finding, "更名")}))
        assert said(report, "XY-1", last_year(organ="清河县教育局")) == UNCHECKED
