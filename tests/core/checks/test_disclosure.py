"""表二: C05 and C06, T2-1 and T2-3. Each rule: what breaks it, and what is nearly the same and right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktopapp import resources
from desktopapp.core.report import Entry, Report
from tests.core.checks.cases import EXPLAIN, HINT, UNCHECKED, found, last_year, said, this_year

FEE = "disclosure.fees.amount"


def fee(amount: str, last: str | None = None, **raws: str) -> list[str]:
    """What C05 says of an amount, last year's beside it or none."""
    before = None if last is None else last_year(disclosure__fees__amount=last)
    return [finding.message for finding in found(this_year(disclosure__fees__amount=amount, **raws), "C05", before)]


class TestC05:
    @pytest.mark.parametrize("amount", ["10000", "12863.5", "251000", "1200"])
    def test_an_amount_that_looks_like_yuan_is_asked_about(self, amount: str) -> None:
        assert said(this_year(disclosure__fees__amount=amount), "C05") == EXPLAIN

    @pytest.mark.parametrize("amount", ["0", "9999", "1250.5", "1286.35", "900", "18651.064104", "10000.1234"])
    def test_an_amount_of_an_office_in_ten_thousands_is_left_alone(self, amount: str) -> None:
        """More decimals than 分 has come of a division by 10,000."""
        assert fee(amount) == []

    @pytest.mark.parametrize(
        ("facts", "asked"),
        [
            ({"kind": "部门"}, True),
            ({"kind": "派出机构"}, True),
            ({"kind": "乡镇街道"}, True),
            ({"kind": "人民政府", "organ": "清河市人民政府"}, False),
            ({"kind": "部门", "organ": "某某省自然资源厅"}, False),
            ({"kind": "部门", "organ": "国家知识产权局"}, False),
            ({"kind": "", "organ": "临海综合实验区"}, False),
            ({"kind": "派出机构", "organ": "临海经济开发区管理委员会"}, False),
            ({"kind": "", "organ": "临海综合实验区财政局"}, True),
        ],
    )
    def test_a_hundred_million_is_much_for_a_small_organ_only(self, facts: dict[str, str], asked: bool) -> None:
        assert bool(fee("14722.49", **facts)) is asked

    def test_a_round_sum_is_asked_about_for_whomever(self) -> None:
        assert fee("120000", kind="人民政府") and not fee("120050", kind="人民政府")

    def test_a_hundred_times_last_years_is_a_slip_of_the_unit_and_no_jump(self) -> None:
        assert "是上年2.5万元的100倍" in fee("250", "2.5")[0]
        assert fee("249", "2.5") == [] and fee("5", "0.01") == [] and fee("250", "0") == []
        report, before = this_year(disclosure__fees__amount="250"), last_year(disclosure__fees__amount="2.5")
        assert found(report, "XY-5", before) == []
        assert said(this_year(disclosure__fees__amount="249"), "XY-5", before) == EXPLAIN

    def test_last_years_amount_counts_only_where_it_is_last_years(self) -> None:
        before = last_year(disclosure__fees__amount="2.5", year="2021")
        assert found(this_year(disclosure__fees__amount="250"), "C05", before) == []

    @pytest.mark.parametrize(
        ("words", "asked"),
        [
            ("收取行政事业性收费3,850元。", True),
            ("收取行政事业性收费3850万元。", False),
            ("收取行政事业性收费3851元。", False),
            ("收取信息处理费3850元。", True),
            (f"收取行政事业性收费{{{FEE}}}元。", True),  # 活数字 says what it shows
        ],
    )
    def test_what_the_text_says_in_yuan_does_not_stand_in_the_cell(self, words: str, asked: bool) -> None:
        assert bool(fee("3850", other_matters=words)) is asked

    def test_the_amount_in_ten_thousands_is_offered_and_a_note_stays(self) -> None:
        (finding,) = found(this_year(disclosure__fees__amount="251000（含以前年度）"), "C05")
        assert finding.fix and finding.fix.entries == {FEE: "25.1（含以前年度）"}
        assert finding.left == Decimal(251000)

    def test_a_processing_fee_is_not_converted_but_belongs_elsewhere(self) -> None:
        (finding,) = found(this_year(disclosure__fees__amount="380", other_matters="收取信息处理费380元。"), "C05")
        assert finding.fix is None and "信息处理费在第六部分报告" in finding.message

    def test_the_form_of_2019_has_no_amount(self) -> None:
        report = Report(resources.forms()["2019"], {"disclosure.procurement.amount": Entry("251000")})
        assert found(report, "C05") == []


class TestC06:
    @pytest.mark.parametrize(
        ("kind", "organ", "asked"),
        [
            ("部门", "清河县档案管理局", True),
            ("部门", "国家税务总局清河县税务局", True),
            ("部门", "国家市场监督管理总局", False),
            ("部门", "教育部", False),
            ("部门", "中共清河县委宣传部", False),
            ("部门", "清河市人民政府办公室", False),
            ("部门", "清河县人民政府办公室", True),
            ("部门", "", False),
            ("派出机构", "清河市生态环境局东城分局", True),
            ("乡镇街道", "清河县大河镇人民政府", True),
            ("乡镇街道", "清河县东城街道办事处", True),
            ("人民政府", "清河县人民政府", True),
            ("人民政府", "清河市东城区人民政府", True),
            ("人民政府", "清河市人民政府", False),
            ("人民政府", "某某自治区人民政府", False),
            ("", "清河县教育局", True),
            ("", "", False),
        ],
    )
    def test_only_some_organs_make_regulations(self, kind: str, organ: str, asked: bool) -> None:
        report = this_year(kind=kind, organ=organ, disclosure__regulations__in_force="2")
        assert said(report, "C06") == (EXPLAIN if asked else [])

    def test_none_is_right_for_every_organ(self) -> None:
        assert found(this_year(), "C06") == []

    def test_the_form_of_2019_has_other_columns_and_the_same_rule(self) -> None:
        report = Report(resources.forms()["2019"], {"organ": Entry("清河县档案管理局"), "kind": Entry("部门")})
        assert found(report, "C06") == []
        assert found(report, "C06", disclosure__regulations__newly_published="1") == []
        (finding,) = found(report, "C06", disclosure__regulations__newly_made="1")
        assert finding.cells == ("disclosure.regulations.newly_made",)


class TestT21:
    def test_what_was_issued_is_in_force_or_repealed(self) -> None:
        (finding,) = found(this_year(disclosure__normative_documents__issued="6", disclosure__normative_documents__in_force="5"), "T2-1")
        assert (finding.left, finding.right) == (5, 6)
        assert "现行有效5加本年废止0，小于本年制发6" in finding.message

    def test_what_was_repealed_in_the_same_year_counts(self) -> None:
        numbers = {"issued": "6", "in_force": "5", "repealed": "1"}
        assert found(this_year(**{f"disclosure__normative_documents__{key}": raw for key, raw in numbers.items()}), "T2-1") == []

    def test_where_last_years_stock_is_known_the_chain_is_checked_instead(self) -> None:
        report = this_year(disclosure__regulations__issued="6")
        assert found(report, "T2-1", last_year()) == [] and said(report, "XY-2", last_year()) == EXPLAIN
        assert said(report, "T2-1", last_year(disclosure__regulations__in_force="")) == EXPLAIN

    def test_a_blank_is_not_checked(self) -> None:
        (finding,) = found(this_year(disclosure__regulations__repealed=""), "T2-1")
        assert [finding.severity] == UNCHECKED and finding.cells == ("disclosure.regulations.repealed",)


class TestT23:
    @pytest.mark.parametrize(
        ("organ", "hinted"),
        [
            ("永州市生态环境局零陵分局", True),
            ("清河县市场监督管理局", True),
            ("清河县公安局", True),
            ("清河县交通运输局", True),
            ("清河县档案管理局", False),
            ("清河县投资促进局", False),
            ("清河县公安局机关服务中心", False),
            ("", False),
        ],
    )
    def test_who_enforces_has_decided_something(self, organ: str, hinted: bool) -> None:
        assert said(this_year(organ=organ), "T2-3") == (HINT if hinted else [])

    @pytest.mark.parametrize("row", ["licensing", "penalties", "coercion"])
    def test_one_decision_of_any_sort_is_enough(self, row: str) -> None:
        assert found(this_year(organ="清河县公安局", **{f"disclosure__{row}__decisions": "1"}), "T2-3") == []

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(organ="清河县公安局", disclosure__coercion__decisions=""), "T2-3") == UNCHECKED
