"""更正公告: every difference between what was published and what is right, in words."""

from __future__ import annotations

from desktopapp import resources
from desktopapp.core import correction
from desktopapp.core.content import Content, content
from desktopapp.core.report import Entry, Report
from tests.samples import zero_report

FORM = resources.form()


def corrected(**raws: str) -> tuple[Content, Content]:
    report: Report = zero_report()
    published = content(report)
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    return published, content(report)


def test_a_number_is_corrected_with_the_totals_that_follow_from_it() -> None:
    words = correction.paragraphs(FORM, *corrected(applications__received__business="2"))
    assert words[0].endswith("经核对有2处需要更正，现公告如下：")
    assert words[1] == "一、表三　一、本年新收政府信息公开申请数量 · 法人或其他组织 商业企业：“0”更正为“2”。"
    assert "总计：“0”更正为“2”。" in words[2]


def test_a_sentence_is_corrected_added_or_left_out() -> None:
    before = zero_report()
    before.apply(before.plan({"other_matters": Entry("未收取信息处理费。另有说明。")}))
    published = content(before)
    before.apply(before.plan({"other_matters": Entry("收取信息处理费100元。另有说明。"), "preface": Entry("依据条例编制。")}))
    words = correction.paragraphs(FORM, published, content(before))
    assert "一、前言：增加“依据条例编制。”。" in words
    assert "二、六、其他需要报告的事项：“未收取信息处理费。”更正为“收取信息处理费100元。”。" in words


def test_where_nothing_differs_there_is_nothing_to_announce() -> None:
    assert correction.paragraphs(FORM, *corrected()) == ()


def test_the_title_names_the_report_as_it_was_published() -> None:
    published, _ = corrected(title="新标题")
    assert correction.title(published) == "关于更正《清河县档案管理局2024年政府信息公开工作年度报告》的公告"
