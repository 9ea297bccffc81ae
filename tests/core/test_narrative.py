"""Text against tables, and text against itself: each rule with a report that breaks it and a near twin that does not."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from desktopapp import resources
from desktopapp.core.checks import Case, Finding, Severity, check
from desktopapp.core.claims import claims_in
from desktopapp.core.report import Entry, Report
from tests.core.claims.corpus import RULES, address
from tests.core.claims.corpus import findings as of_entry
from tests.reading import incoming
from tests.samples import SEED, SHARED, careful_report, zero_report

TODAY = datetime.date(2025, 1, 16)


def found(says: str, table: dict[str, object] | None = None, **more: object) -> list[Finding]:
    """What is found in a sentence of 依申请公开情况 with these cells."""
    return list(of_entry({"says": says, **more}, table or {}))


def ids(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


BROKEN_AND_TRUE = [
    ("NT-01", "新收政府信息公开申请12件。", {"received": 13}, {"received": 12}),
    ("NT-01", "共收办政府信息公开申请15件。", {"received": 13, "carried_in": 3}, {"received": 12, "carried_in": 3}),
    ("NT-02", "上年结转2件。", {"carried_in": 3}, {"carried_in": 2}),
    ("NT-03", "办结11件。", {"concluded": 12}, {"concluded": 11}),
    ("NT-04", "结转下年度3件。", {"carried_out": 4}, {"carried_out": 3}),
    ("NT-05", "予以公开15件。", {"granted": 14}, {"granted": 15}),
    ("NT-05", "不予公开6件。", {"refused_by_law": 3, "refused_third_party": 2}, {"refused_by_law": 3, "refused_third_party": 3}),
    (
        "NT-06",
        "收到申请9件，其中法人或其他组织3件。",
        {"received": 7, "received.business": 2},
        {"received": 6, "received.business": 2, "received.legal_service": 1},
    ),
    ("NT-07", "申请人撤回4件。", {"other_rest": 3}, {"other_rest": 5}),
    ("NT-08", "逾期不补正2件。", {"other_not_corrected": 1}, {"other_not_corrected": 2}),
    ("NT-09", "被申请行政复议4件。", {"review": 3}, {"review": 4}),
    ("NT-10", "被提起行政诉讼4件。", {"suit_direct": 3}, {"suit_direct": 3, "suit_after_review": 1}),
    ("NT-11", "制发行政规范性文件4件。", {"issued": 3}, {"issued": 4}),
    ("NT-12", "作出行政处罚决定27件。", {"penalties": 72}, {"penalties": 27}),
    ("NT-13", "收取行政事业性收费251000元。", {"fees": "251"}, {"fees": "25.1"}),
    ("NT-14", "未收到政府信息公开申请。", {"received": 1}, {}),
    ("NT-14", "行政诉讼0件。", {"suit_after_review": 1}, {}),
    ("NT-15", "收到申请12件，予以公开3件。", {"received": 12}, {"received": 12, "granted": 3}),
    ("NT-16", "发布信息23条，其中政策类4条、业务类10条、其他8条。", {}, None),
    ("T3-7", "受理政府信息公开申请12件。", {}, {"received": 12}),
    ("NN-1", "新收78件，上年结转3件，办结75件，结转下年3件。", {"received": 78, "carried_in": 3, "concluded": 75, "carried_out": 3}, None),
    ("NN-2", "收到申请20件，其中自然人15件、法人或其他组织7件。", {"received": 15, "received.business": 7}, None),
    ("NN-3", "予以公开42件，占42.86%。", {"granted": 42, "concluded": 90}, {"granted": 42, "concluded": 98}),
    ("NN-4", "收到申请12件，均已办结。", {"received": 12, "carried_out": 1}, {"received": 12}),
    ("NN-5", "申请办结率100%。", {}, {"received": 1}),
]


@pytest.mark.parametrize(("rule", "says", "broken", "true"), BROKEN_AND_TRUE)
def test_a_rule_finds_the_broken_report_and_passes_its_twin(
    rule: str, says: str, broken: dict[str, object], true: dict[str, object] | None
) -> None:
    assert rule in ids(found(says, broken))
    if true is not None:
        assert ids(found(says, true)) == []


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("NT-16", "发布信息22条，其中政策类4条、业务类10条、其他8条。"),
        ("NN-1", "新收75件，上年结转3件，办结75件，结转下年3件。"),
        ("NN-2", "收到申请22件，其中自然人15件、法人或其他组织7件。"),
    ],
)
def test_sums_within_the_text_that_come_out_are_passed(rule: str, says: str) -> None:
    assert rule not in ids(found(says))


class TestFindings:
    def test_a_finding_says_both_values_and_points_at_the_number_and_the_cell(self) -> None:
        says = "本年新收政府信息公开申请12件。"
        (finding,) = found(says, {"received": 13})
        assert (finding.left, finding.right) == (Decimal(12), Decimal(13))
        assert finding.cells == ("applications.received.total",)
        assert finding.where is not None
        assert (finding.where.part, finding.where.paragraph) == ("overview", 1)
        assert says[finding.where.start : finding.where.end] == "12件"
        assert finding.severity is Severity.EXPLAIN
        assert "12件" in finding.message
        assert "13" in finding.message

    def test_the_natural_person_column_taken_for_the_total_is_said(self) -> None:
        (finding,) = found("收到政府信息公开申请12件。", {"received": 12, "received.business": 3})
        assert finding.cause == "疑似误取“自然人”列"

    def test_a_row_taken_for_its_group_is_said(self) -> None:
        (finding,) = found("无法提供5件。", {"unavailable_not_held": 5, "unavailable_needs_creation": 2})
        assert "本机关不掌握" in finding.cause

    def test_the_natural_person_column_of_a_group_is_said(self) -> None:
        (finding,) = found("予以公开和部分公开7件。", {"granted": 4, "granted.business": 1, "partly_granted": 3})
        assert finding.cause == "疑似误取“自然人”列"

    def test_two_cells_behind_one_number_are_one_finding(self) -> None:
        assert len(found("行政复议、行政诉讼各1件。", {"review": 2, "suit_direct": 3})) == 1

    def test_a_blank_behind_a_cell_raises_no_alarm(self) -> None:
        assert found("予以公开15件，未收到政府信息公开申请。", {"granted": "", "received": ""}) == []

    def test_a_report_without_prose_is_passed(self) -> None:
        assert check(Case(zero_report(), TODAY), RULES) == ()

    def test_a_careful_office_is_not_bothered(self) -> None:
        assert check(Case(careful_report(), TODAY), RULES) == ()


class TestScope:
    @pytest.mark.parametrize(
        ("kind", "says", "alarms"),
        [
            ("人民政府", "全县收到政府信息公开申请12件。", True),
            ("人民政府", "收到政府信息公开申请12件。", True),
            ("人民政府", "县政府办公室收到政府信息公开申请12件。", False),
            ("人民政府", "县本级收到政府信息公开申请12件。", False),
            ("人民政府", "全市收到政府信息公开申请12件。", False),
            ("人民政府", "各乡镇收到政府信息公开申请12件。", False),
            ("部门", "我局收到政府信息公开申请12件。", True),
            ("部门", "办公室收到政府信息公开申请12件。", True),
            ("部门", "全县收到政府信息公开申请12件。", False),
            ("部门", "全系统收到政府信息公开申请12件。", False),
            ("乡镇街道", "我镇收到政府信息公开申请12件。", True),
            ("乡镇街道", "全县收到政府信息公开申请12件。", False),
            ("派出机构", "我分局收到政府信息公开申请12件。", True),
            ("派出机构", "市局收到政府信息公开申请12件。", False),
        ],
    )
    def test_a_number_is_compared_where_its_scope_is_the_reports(self, kind: str, says: str, alarms: bool) -> None:
        assert ids(found(says, {"received": 13}, kind=kind)) == (["NT-01"] if alarms else [])

    def test_a_government_as_reviewer_speaks_of_other_cases(self) -> None:
        says = "办理政府信息公开行政复议案件12件，其中维持9件。"
        assert found(says, {"review": 3}, kind="人民政府") == []
        assert ids(found(says, {"review": 3})) == ["NT-09", "NT-09"]

    def test_another_year_is_not_compared(self) -> None:
        assert found("2023年收到政府信息公开申请12件。", {"received": 13}) == []


class TestSentences:
    @pytest.mark.parametrize(
        ("says", "left", "right"),
        [
            (
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
                6,
                5,
            ),
            (
                "本报告共分5个部分：总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、其他需要报告的事项。",
                5,
                6,
            ),
        ],
    )
    def test_the_preface_lists_as_many_parts_as_it_says(self, says: str, left: int, right: int) -> None:
        (finding,) = found(says, part="preface")
        assert (finding.rule, finding.left, finding.right) == ("NN-6", left, right)
        assert finding.where is not None
        assert says[finding.where.start : finding.where.end] in ("六", "5")

    @pytest.mark.parametrize(
        "says",
        [
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
            "本报告共六部分。",
            "全文包括总体情况、主动公开情况等六个部分。",
            "予以公开3件，有5部分公开。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议与行政诉讼情况、信息处理费收取情况和存在的主要问题及改进措施等六个部分组成。",
        ],
    )
    def test_a_list_of_as_many_parts_and_none_at_all_are_passed(self, says: str) -> None:
        assert found(says, part="preface") == []

    def test_itemised_fees_add_up(self) -> None:
        says = "收取信息处理费{}元。其中，1件收取880元，1件收取1080元，1件收取270元。"
        assert ids(found(says.format(2330), part="other_matters")) == ["NN-7"]
        assert found(says.format(2230), part="other_matters") == []

    def test_the_pieces_of_itemised_fees_add_up_too(self) -> None:
        says = "2024年有{}件申请收取信息处理费1960元，其中1件收取880元，2件收取1080元。"
        assert ids(found(says.format(4), part="other_matters")) == ["NN-7"]
        assert found(says.format(3), part="other_matters") == []

    def test_growth_without_last_years_report_is_not_checked(self) -> None:
        assert found("收到政府信息公开申请12件，同比增长90%。", {"received": 12}) == []

    @pytest.mark.parametrize(
        ("words", "wrong"),
        [("同比增长20%", False), ("同比增长2件", False), ("同比增长25%", True), ("较上年减少2件", True), ("较2022年增长70%", False)],
    )
    def test_growth_is_worked_out_from_last_years_report(self, words: str, wrong: bool) -> None:
        findings = found(f"收到政府信息公开申请12件，{words}。", {"received": 12}, last={"received": 10})
        assert ids(findings) == (["NN-3"] if wrong else [])

    @pytest.mark.parametrize("words", ["占42.86%", "占42.9%", "占42.8%", "占43%"])
    def test_a_percentage_may_be_rounded_or_cut_off(self, words: str) -> None:
        assert found(f"予以公开42件，{words}。", {"granted": 42, "concluded": 98}) == []

    @pytest.mark.parametrize(
        "says",
        [
            "办结12件，结转下年1件，均按期答复。",
            "均在法定期限内答复。",
            "除1件结转外均已答复，答复率100%。",
            "按期办结率100%。",
            "确保申请全部办结。",
        ],
    )
    def test_all_in_time_leaves_room_for_what_is_carried_out(self, says: str) -> None:
        assert found(says, {"received": 13, "concluded": 12, "carried_out": 1}) == []

    def test_a_positive_number_of_something_else_is_a_base_for_a_hundred_per_cent(self) -> None:
        assert found("收到网民留言50条，答复率100%。") == []


class TestLinks:
    def test_compared_numbers_are_told_with_their_cells_also_where_they_agree(self) -> None:
        report = zero_report()
        text = "（二）依申请公开情况\n收到政府信息公开申请12件，办结11件，培训3次。"
        cells = {address("received"): "12", address("concluded"): "12"}
        report.apply(report.plan({place: Entry(raw) for place, raw in ({"overview": text} | cells).items()}))
        links = claims_in(report, "overview")
        line = text.split("\n")[1]
        assert [(link.paragraph, line[link.start : link.end], link.cells, link.agrees) for link in links] == [
            (1, "12件", ("applications.received.total",), True),
            (1, "11件", ("applications.concluded.total",), False),
        ]

    def test_a_number_that_follows_the_table_is_read_as_its_value(self) -> None:
        report = zero_report()
        text = "（二）依申请公开情况\n收到政府信息公开申请{applications.received.total}件，办结7件。"
        report.apply(report.plan({"overview": Entry(text), address("received"): Entry("12"), address("concluded"): Entry("12")}))
        line = report.said("overview").split("\n")[1]
        assert [(line[link.start : link.end], link.agrees) for link in claims_in(report, "overview")] == [("12件", True), ("7件", False)]

    def test_other_texts_have_links_of_their_own(self) -> None:
        report = zero_report()
        report.apply(report.plan({"applications.before": Entry("未收到政府信息公开申请。")}))
        assert [link.cells for link in claims_in(report, "applications.before")] == [("applications.received.total",)]
        assert claims_in(report, "problems") == ()


def as_read(name: str, content: bytes) -> Report:
    read = incoming(content, name)
    report = Report(resources.forms()[read.edition])
    places = {*report.form.cells, *report.form.text_keys, "organ", "year"}
    report.apply(report.plan({place: Entry(raw) for place, raw in (read.raws | read.texts).items() if place in places}))
    return report


@pytest.mark.skipif(not SHARED.exists(), reason="the real reports are not at hand")
class TestRealReports:
    def test_a_hundred_per_cent_of_nothing_is_found_in_the_seed(self) -> None:
        from desktopapp import formats

        read = formats.read(SEED, resources.forms())
        report = Report(resources.form())
        places = {*report.form.cells, *report.form.text_keys, "organ", "year"}
        report.apply(report.plan({place: Entry(raw) for place, raw in (read.raws | read.texts).items() if place in places}))
        assert ids(list(check(Case(report, TODAY), RULES))) == ["NN-5"]

    @pytest.mark.parametrize("name", ["pingtan-2024.html", "pt-jinjing-2025.html"])
    def test_pages_whose_text_says_what_their_tables_say_are_passed(self, name: str) -> None:
        report = as_read(name, (SHARED / "reports" / "pages" / name).read_bytes())
        assert check(Case(report, TODAY), RULES) == ()
        assert any(link.agrees for link in claims_in(report, "overview"))

    def test_two_contradictions_are_found_in_the_page_of_2019(self) -> None:
        name = "shanghai-office-2019.html"
        findings = check(Case(as_read(name, (SHARED / "reports" / "pages" / name).read_bytes()), TODAY), RULES)
        assert [(finding.rule, finding.left, finding.right) for finding in findings] == [
            ("NT-09", Decimal(7), Decimal(5)),  # “均获维持”, of which the table has 5
            ("NN-3", Decimal("33.9"), Decimal("32.0")),
        ]


def test_the_seeds_hundred_per_cent_of_nothing_is_found_in_an_invented_twin() -> None:
    assert ids(found("我局对各类留言、来信等均按照规定要求进行答复，及时处理率100%。")) == ["NN-5"]
