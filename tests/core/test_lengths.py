"""字数: what is said of a text's length beside what is asked of it."""

from __future__ import annotations

import pytest

from desktopapp.core.lengths import length
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Entry, Report
from tests.samples import zero_report


def saying(key: str, text: str, kind: str = "部门") -> Report:
    report = zero_report()
    organ = "清河县人民政府" if kind == "人民政府" else "清河县档案管理局"
    report.apply(report.plan({key: Entry(text), "kind": Entry(kind), "organ": Entry(organ)}))
    return report


@pytest.mark.parametrize(
    ("text", "office", "said"),
    [
        ("一二三四五。\n\n六 七。", OfficeRules(), "9字，2段"),
        ("一二三四五。", OfficeRules(longest={"problems": 800}), "6字（不超过800字），1段"),
        ("一二三四五。", OfficeRules(longest={"problems": 5}), "6字（不超过5字，超过了），1段"),
        ("一二三四五。", OfficeRules(longest={"problems": 9}, shortest={"problems": 7}), "6字（不超过9字，不少于7字，还不够），1段"),
        ("一二三四五。", OfficeRules(longest={"overview": 5}), "6字，1段"),
        ("", OfficeRules(), "0字，0段"),
    ],
)
def test_a_text_is_held_against_the_local_limits_of_its_part(text: str, office: OfficeRules, said: str) -> None:
    assert length(saying("problems", text), office, "problems") == said


def test_part_one_is_held_against_what_many_notices_ask_where_the_local_one_is_silent() -> None:
    report = saying("overview", "收到申请12件，全部办结。")
    assert length(report, OfficeRules(), "overview") == "13字（不计标点10字，许多地方要求不超过1000字），1段"
    assert length(report, OfficeRules(longest={"overview": 900}), "overview") == "13字（不超过900字），1段"
    assert length(saying("overview", "收到申请12件。", "人民政府"), OfficeRules(), "overview") == "8字，1段"


def test_a_field_counts_as_what_it_says() -> None:
    report = saying("problems", "收到{applications.received.total}件")
    assert length(report, OfficeRules(), "problems") == "4字，1段"
