"""The outline of a published report: its parts, its title, its signature."""

from __future__ import annotations

import re

import pytest

from desktopapp import resources
from desktopapp.core.project import Project, dumps
from desktopapp.formats.incoming import Guess
from tests.flattening import WHOLE, flattened, imported, leftovers, report_with
from tests.samples import COVER, distinct_report

FORMS = resources.forms()
FORM = resources.form()
OVERVIEW = "2024年，本机关公开信息8条。\n（一）主动公开政府信息情况\n发布8条。\n（四）政府信息公开平台建设情况\n网站 “改版”。"


def test_a_sub_heading_may_have_the_words_of_a_part() -> None:
    incoming = imported(flattened(report_with(overview=OVERVIEW), damage=WHOLE))
    assert incoming.texts["overview"] == OVERVIEW and "disclosure.before" not in incoming.texts


def test_damaged_numbers_are_tolerated_and_left_as_they_are() -> None:
    incoming = imported(flattened(report_with(overview=OVERVIEW)))
    assert incoming.texts["overview"] == OVERVIEW.replace("（四）", "（4） ")
    assert incoming.texts["problems"].startswith("（一）存在的问题")


@pytest.mark.parametrize("number", ["五、", "5、", "5.", "５．", "第五部分 ", "六、", ""])
@pytest.mark.parametrize("words", ["存在的主要问题及改进情况", "存在的主要问题及改进措施", " 存在的主要问题 及改进情况："])
def test_a_part_is_known_by_its_words_whatever_its_number(number: str, words: str) -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("五、存在的主要问题及改进情况", number + words))
    assert incoming.whole and incoming.texts["problems"].startswith("（一）存在的问题")


def test_paragraphs_may_be_indented_with_tabs() -> None:
    lines = flattened(report_with(overview=OVERVIEW), damage=WHOLE).split("\n")
    incoming = imported("\n".join(line if line.startswith("\t") or not line else f"\t{line}" for line in lines))
    assert incoming.whole and len(incoming.raws) == 200
    assert incoming.report(FORMS).paragraphs("overview") == OVERVIEW.split("\n")
    assert incoming.texts["date"] == "2025-01-15"


def test_a_table_of_contents_is_not_the_report() -> None:
    contents = "".join(f"{part.heading}\n" for part in FORM.parts)
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("一、总体情况\n", f"目录\n{contents}一、总体情况\n", 1))
    assert incoming.whole and incoming.texts["overview"].startswith("2024年") and "preface" not in incoming.texts
    assert leftovers(incoming.unmapped) == [("目录", "目录"), *(("目录", part.heading) for part in FORM.parts)]


@pytest.mark.parametrize("leader", [" ………… ", "\t", "……", " . . . . . ", "　"])
def test_a_table_of_contents_with_page_numbers_is_not_the_report(leader: str) -> None:
    contents = "".join(f"{part.heading}{leader}{page}\n" for page, part in enumerate(FORM.parts, 3))
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("一、总体情况\n", f"{contents}前言一段。\n一、总体情况\n", 1))
    assert incoming.texts["overview"].startswith("2024年") and incoming.texts["preface"] == "前言一段。"
    assert [leftover.where for leftover in incoming.unmapped] == ["目录"] * 6


def test_an_index_below_the_report_is_not_the_report() -> None:
    index = "\n".join(part.heading for part in FORM.parts)
    incoming = imported(f"{flattened(distinct_report(), damage=WHOLE)}\n{index}\n返回顶部\n")
    assert incoming.texts["overview"].startswith("2024年") and incoming.texts["date"] == "2025-01-15"
    assert ("正文之后", "返回顶部") in leftovers(incoming.unmapped)


def test_a_heading_that_goes_on_with_its_text_is_a_heading() -> None:
    text = flattened(distinct_report(), damage=WHOLE).replace("六、其他需要报告的事项\n", "六、其他需要报告的事项：")
    incoming = imported(text.replace("一、总体情况\n", "一、总体情况　", 1))
    assert incoming.whole and incoming.texts["other_matters"] == "2024年，本机关未收取信息处理费。"
    assert incoming.texts["overview"].startswith("2024年")


@pytest.mark.parametrize(
    "title",
    [
        "清河县档案管理局\n2024年政府信息公开\n工作年度报告",
        "清河县档案管理局文件\n清档〔2025〕2号\n清河县档案管理局2024年政府信息公开工作年度报告",
        "附件1\n清河县档案管理局2024年政府信息公开工作年度报告",
    ],
)
def test_a_title_may_be_broken_or_stand_below_other_lines(title: str) -> None:
    incoming = imported(f"{title}\n{flattened(distinct_report(), damage=WHOLE).split(chr(10), 1)[1]}")
    assert (incoming.texts["organ"], incoming.texts["year"]) == ("清河县档案管理局", "2024") and "title" not in incoming.texts


def test_menus_that_sound_like_a_title_are_passed_over() -> None:
    menu = "政府信息公开指南\n政府信息公开年报\n2023年政府信息公开年报\n" * 30
    incoming = imported(menu + flattened(distinct_report(), damage=WHOLE))
    assert incoming.texts["year"] == "2024" and "preface" not in incoming.texts


def test_what_stands_below_the_signature_is_no_text() -> None:
    below = "附件：年度报告.pdf\n打印　关闭\n上一篇：部门预算\n版权所有：清河县人民政府\n网站标识码：1301230001\n联系电话\n第八行\n"
    incoming = imported(flattened(distinct_report(), damage=WHOLE).rstrip() + "\n" + below)
    assert incoming.texts["date"] == "2025-01-15" and incoming.texts["other_matters"] == "2024年，本机关未收取信息处理费。"
    assert [leftover.where for leftover in incoming.unmapped] == ["正文之后"] * 7


def test_a_missing_part_is_named() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("六、其他需要报告的事项\n", ""))
    assert leftovers(incoming.not_understood) == [("没有找到标题“六、其他需要报告的事项”", "")]
    assert "信息处理费" in incoming.texts["problems"]


def test_tables_are_found_when_their_headings_are_not() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("三、收到和处理政府信息公开申请", "三、申请办理"))
    assert len(incoming.raws) == 200 and incoming.texts["disclosure.after"] == "三、申请办理情况"


def test_a_misspelt_heading_is_known_by_its_number_and_named() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("三、收到和处理", "三、受理和处理"))
    assert len(incoming.raws) == 200 and incoming.whole
    heading = "三、收到和处理政府信息公开申请情况"
    assert leftovers(incoming.unmapped) == [(f"读作标题“{heading}”", "三、受理和处理政府信息公开申请情况")]


def test_bookmarks_are_taken_out_and_named_with_their_place() -> None:
    text = flattened(report_with(overview="[bookmark: A1]2024年，公开8条。"))
    text = text.replace("\t行政许可", "\t[bookmark: B2]行政许可").replace("\u00a05213", "[bookmark: C3]\u00a05213")
    incoming = imported(text)
    expected = {("overview", "[bookmark: A1]"), ("disclosure", "[bookmark: B2]"), ("disclosure.licensing.decisions", "[bookmark: C3]")}
    assert set(leftovers(incoming.unmapped)) == expected | {("title", "[bookmark: _GoBack]"), ("problems", "[bookmark: OLE_LINK1]")}
    assert "[bookmark" not in dumps(Project(incoming.report(FORMS))) and incoming.whole


# first and last lines


def test_the_title_is_as_published() -> None:
    incoming = imported(flattened(report_with(title=f"{COVER['organ']}2024年信息公开年度报告")))
    assert incoming.texts["title"] == f"{COVER['organ']}2024年信息公开年度报告"
    assert (incoming.texts["organ"], incoming.texts["year"]) == (COVER["organ"], "2024")


def test_the_usual_title_is_left_to_the_program() -> None:
    incoming = imported(flattened(distinct_report()))
    assert "title" not in incoming.texts and incoming.report(FORMS).title == distinct_report().title


@pytest.mark.parametrize(
    "title",
    [
        "清河县档案管理局2024年政府信息公开工作年度报告",
        "清河县档案管理局\n2024 年政府信息公开工作年度报告",
        "清河县档案管理局\n2024年\n政府信息公开工作年度报告",
        "2024年清河县档案管理局政府信息公开工作年度报告",
        "清河县档案管理局关于２０２４年度政府信息公开工作的年度报告",
        "清河县档案管理局二〇二四年政府信息公开年报",
    ],
)
def test_organ_and_year_are_in_the_title_whatever_its_form(title: str) -> None:
    body = flattened(distinct_report(), damage=WHOLE).split("\n", 1)[1]
    incoming = imported(f"首页 > 公开年报\n来源：县政府\n{title}\n{body}")
    assert (incoming.texts["organ"], incoming.texts["year"]) == ("清河县档案管理局", "2024")
    assert leftovers(incoming.unmapped) == [("标题之前", "首页 > 公开年报"), ("标题之前", "来源：县政府")]


def test_without_a_title_the_year_is_a_guess() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).split("\n", 1)[1])
    assert incoming.guessed == [Guess("year", "2024年", "2024", "标题里没有年份，取自正文")]
    assert leftovers(incoming.not_understood) == [("没有找到标题（机关名称、年份）", "")]


def test_the_preface_stands_between_title_and_first_part() -> None:
    assert imported(flattened(report_with(preface="根据条例编制。\n共六部分。"))).texts["preface"] == "根据条例编制。\n共六部分。"


@pytest.mark.parametrize(
    "signature",
    [
        "　　2025年1月15日",
        "\t\t\t2025年1月15日",
        "{organ}\n２０２５年１月１５日",
        "{organ}　2025年1月15日",
        "（2025-01-15）",
        "二〇二五年一月十五日",
    ],
)
def test_organ_and_date_below_are_the_signature_not_text(signature: str) -> None:
    body = flattened(distinct_report(), damage=WHOLE)
    body = re.sub(r"\n *2025年1月15日\s*$", "\n" + signature.format(organ=COVER["organ"]) + "\n", body)
    incoming = imported(body)
    assert incoming.texts["date"] == "2025-01-15"
    assert incoming.texts["other_matters"] == "2024年，本机关未收取信息处理费。"
    assert incoming.unmapped == []


def test_another_organ_in_the_signature_is_named() -> None:
    text = flattened(distinct_report(), damage=WHOLE).replace(" " * 33, "清河县财政局\n")
    assert leftovers(imported(text).unmapped) == [("落款", "清河县财政局")]


@pytest.mark.parametrize("last", ["2025年2月30日", "统计截至2024年12月31日", "无"])
def test_what_is_no_signature_stays_text(last: str) -> None:
    text = flattened(report_with(other_matters=last), damage=WHOLE).replace(" " * 33 + "2025年1月15日", "")
    assert imported(text).texts["other_matters"] == last
