"""带入: what becomes of last year's years and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import placeholders
from desktopapp.core.bringing import Spoken, added, brought, paragraphs
from desktopapp.core.left_behind import figures
from desktopapp.core.report import Entry, Origin, Report
from tests.core.claims.corpus import report_of
from tests.samples import zero_report


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("2023年，本机关依法公开。", "2024年，本机关依法公开。"),
        ("2023年比2022年多。", "2024年比2023年多。"),
        ("自2008年起设立专栏。", "自2008年起设立专栏。"),
        ("发布信息152条，培训3次。", "发布信息【待改：152】条，培训【待改：3】次。"),
        ("2024年将做得更好。", "【待改：2024】年将做得更好。"),
        ("（国办公开办函〔2021〕30号）第二十条", "（国办公开办函〔2021〕30号）第二十条"),
        ("（一）主动公开情况", "（一）主动公开情况"),
        ("全部按期答复。", "全部按期答复。"),
        ("收到申请三件，一是及时答复。", "收到申请【待改：三】件，一是及时答复。"),
        ("", ""),
    ],
)
def test_years_move_on_and_numbers_are_to_be_looked_at(last: str, this: str) -> None:
    assert brought(last, 2024) == this


def test_a_number_that_a_cell_says_becomes_its_field() -> None:
    def spoken(text: str) -> list[Spoken]:
        at = text.index("35")
        return [Spoken(at, at + 2, "applications.received.total")]

    assert (
        brought("2023年收到申请35件，发布信息35条。", 2024, spoken)
        == "2024年收到申请{applications.received.total}件，发布信息【待改：35】条。"
    )


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=6))
def test_no_number_of_last_years_is_left_in_silence(numbers: list[int]) -> None:
    last = "，".join(f"办理事项{number}件" for number in numbers) + "。"
    this = brought(last, 2024)
    assert this == "，".join(f"办理事项【待改：{number}】件" for number in numbers) + "。"


def last_year(says: str, **table: object) -> Report:
    """Last year's report, whose overview says this below a heading."""
    last = report_of({"says": says}, table)
    last.apply(last.plan({"year": Entry("2023")}))
    return last


class TestAWholeText:
    SAYS = "2023年，收到政府信息公开申请12件，其中自然人9件。发布信息152条。\n\n（三）培训3次。"

    def test_numbers_of_cells_follow_this_years_tables_and_all_else_is_to_be_looked_at(self) -> None:
        report = zero_report()
        last = last_year(self.SAYS, received=9, **{"received.business": 3})
        assert paragraphs(report, last, "overview") == (
            "（二）依申请公开情况",
            "2024年，收到政府信息公开申请{applications.received.total}件，其中自然人{applications.received.natural_person}件。"
            "发布信息【待改：152】条。",
            "",
            "（三）培训【待改：3】次。",
        )

    def test_a_number_that_last_years_table_contradicts_is_to_be_looked_at(self) -> None:
        said = paragraphs(zero_report(), last_year("收到政府信息公开申请12件。", received=13), "overview")[-1]
        assert said == "收到政府信息公开申请【待改：12】件。"

    def test_last_years_own_fields_stay_fields_and_say_this_years_value(self) -> None:
        report = zero_report()
        report.apply(report.plan({"disclosure.penalties.decisions": Entry("41"), "problems": Entry("")}))
        last = last_year(
            "处罚{disclosure.penalties.decisions}件，办结率{applications.granted.total/applications.granted.total%}。", granted=5
        )
        report.apply(report.plan({"problems": added(report, "problems", paragraphs(report, last, "overview")[1:])}))
        assert report.said("problems") == "处罚41件，办结率【分母为0】。"

    def test_it_is_added_behind_what_stands_there_and_wants_to_be_looked_at(self) -> None:
        report = zero_report()
        report.apply(report.plan({"problems": Entry("已写的。\n")}))
        assert added(report, "problems", ["甲", "乙"]) == Entry("已写的。\n甲\n乙", Origin.CARRIED)
        report.apply(report.plan({"problems": Entry("")}))
        assert added(report, "problems", ["甲"]).raw == "甲"

    def test_of_an_older_form_only_cells_that_this_one_has_become_fields(self) -> None:
        old = resources.forms()["2019"]
        last = Report(old, {"year": Entry("2020"), "overview": Entry("收到政府信息公开申请12件。")})
        last.apply(last.plan({address: Entry("0") for address, cell in old.cells.items() if not cell.is_sum}))
        last.apply(last.plan({"applications.received.natural_person": Entry("12")}))
        report = zero_report()
        (said,) = paragraphs(report, last, "overview")
        assert said == "收到政府信息公开申请{applications.received.total}件。"
        assert Report(report.form, {"overview": Entry(said)}).said("overview") == "收到政府信息公开申请【未填】件。"

    @given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.integers(1, 60))
    def test_whatever_the_numbers_none_of_last_years_is_left_in_silence(self, numbers: list[int], received: int) -> None:
        says = "。".join(f"收到政府信息公开申请{number}件，办理事项{number}件" for number in numbers)
        report = zero_report()
        last = last_year(says, received=received)
        report.apply(report.plan({"overview": added(report, "overview", paragraphs(report, last, "overview"))}))
        told = report.said("overview")
        open_places = [(place.start, place.end) for place in placeholders.left_in(report, "overview")]
        this_years = {"0", "2024", "120"}  # of the table, of the year, and of what stood there before
        for figure in figures(told):
            assert figure.value in this_years or any(start <= figure.start < end for start, end in open_places), told
