"""Headings, ordinals, title and date (ST-01 to ST-06)."""

from __future__ import annotations

import pytest

from desktopapp.core.checks import Severity
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.record import NO_ORGAN_SIGNED, tidied_line
from desktopapp.core.report import RECORD, Entry, Origin
from tests.core.checks.saying import found, pointed_at, saying, with_texts
from tests.samples import CAREFUL_TEXTS

OVERVIEW = CAREFUL_TEXTS["overview"]


class TestParts:
    @pytest.mark.parametrize(
        ("key", "line"),
        [
            ("disputes.after", "五、信息处理费收取情况"),
            ("other_matters", "七、附件"),
            ("overview", "二、主动公开政府信息情况"),
            ("problems", "五、存在的主要问题及改进措施"),
            ("disclosure.after", "收到和处理政府信息公开申请情况"),
        ],
    )
    def test_the_heading_of_a_part_in_a_text_is_told(self, key: str, line: str) -> None:
        report = saying(line, key)
        (finding,) = found(report, "ST-01")
        assert pointed_at(report, finding) == line

    @pytest.mark.parametrize(
        ("key", "line"),
        [
            ("overview", "（六）标准化建设情况"),
            ("problems", "（三）下一步打算"),
            ("other_matters", "（一）信息处理费收取情况"),
            ("overview", "依申请公开情况"),
            ("other_matters", "五、六月份开展了两次检查。"),
            ("problems", "存在的主要问题及改进情况"),
            ("overview", "一、主动公开政府信息情况"),
        ],
    )
    def test_sub_headings_are_none(self, key: str, line: str) -> None:
        assert found(saying(line, key), "ST-01") == []


class TestOrdinals:
    @pytest.mark.parametrize(
        ("before", "after", "words", "mend"),
        [
            ("（四）", "（三）", "重复", None),
            ("（四）", "（五）", "不连续", None),
            ("（一）", "（二）", "应当从1开始", None),
            ("（四）", "（4）", "“（四）”", "（四）"),
            ("（四）", "4、", "“（四）”", "（四）"),
            ("（四）", "(四)", "半角括号", "（四）"),
            ("（四）", "（四）、", "标点不对", "（四）"),
        ],
    )
    def test_sub_headings_are_counted(self, before: str, after: str, words: str, mend: str | None) -> None:
        findings = found(with_texts({"overview": OVERVIEW.replace(before, after)}), "ST-02")
        assert words in " ".join(finding.message for finding in findings)
        if mend:
            assert findings[0].fix is not None
            assert findings[0].fix.entries["overview"] == OVERVIEW

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            ("1.公开3条。\n3.解读2篇。", "不连续"),
            ("1.公开3条。\n1.解读2篇。", "重复"),
            ("1.公开3条。\n2、解读2篇。", "混用"),
            ("1．公开3条。\n2、解读2篇。", "混用"),
            ("(1)公开3条。\n(2)解读2篇。", "半角括号"),
            ("一是公开3条。三是解读2篇。", "不连续"),
            ("一是公开3条。二是解读2篇。二是培训1次。", "重复"),
            ("一是公开3条，加强解读。", "只有“一是”"),
        ],
    )
    def test_lists_are_counted(self, lines: str, words: str) -> None:
        assert words in found(saying(lines), "ST-02")[0].message

    @pytest.mark.parametrize(
        "lines",
        [
            "1.公开3条。\n2.解读2篇。\n3.培训1次。",
            "1、公开3条。\n2、解读2篇。",
            "（1）公开3条。\n（2）解读2篇。",
            "1.公开。\n（1）网站3条。\n（2）新媒体2条。\n2.解读。\n（1）图解1篇。\n（2）视频1个。",
            "①公开3条。\n②解读2篇。",
            "一是公开3条。\n二是解读2篇。\n一是培训1次。\n二是检查1次。",
            "重点之一是公开预算，统一是前提，二者都做到了。",
            "1.2万条信息已公开。\n3.5%的信息为解读。",
            "（六）其他情况\n1.公开3条。\n2.解读2篇。",
        ],
    )
    def test_lists_in_order_pass(self, lines: str) -> None:
        assert found(saying(lines), "ST-02") == []

    def test_lists_below_different_headings_begin_anew(self) -> None:
        lines = "（一）主动公开情况\n1.网站3条。\n2.新媒体2条。\n（二）依申请公开情况\n1.收到3件。\n2.答复3件。"
        assert found(with_texts({"overview": lines}), "ST-02") == []

    def test_sub_headings_are_not_numbered_as_parts(self) -> None:
        text = (
            OVERVIEW.replace("（一）", "一、")
            .replace("（二）", "二、")
            .replace("（三）", "三、")
            .replace("（四）", "四、")
            .replace("（五）", "五、")
        )
        (finding,) = found(with_texts({"overview": text}), "ST-03")
        assert finding.fix is not None
        assert finding.fix.entries["overview"] == OVERVIEW
        assert found(with_texts({"overview": OVERVIEW}), "ST-03") == []


class TestTitle:
    @pytest.mark.parametrize(
        ("title", "words"),
        [
            ("清河县档案管理局2024年信息公开年度报告", "缺少“政府”、“工作”"),
            ("清河县人民政府2024年信息公开工作年度报告", "缺少“政府”"),
            ("清河县档案管理局2024年政府信息公开年度报告", "缺少“工作”"),
            ("清河县档案管理局2024年度政府信息公开工作报告", "缺少“年度报告”"),
            ("清河县档案管理局政府信息公开工作年度报告", "没有写年份"),
            ("2024清河县档案管理局2024年政府信息公开工作年度报告", "年份重复"),
            ("清河县档案管理局2024年政府信息公开工作的年度报告", "应当写全称"),
            ("清河县档案管理局2024年政府信息公开工作年度报告清档〔2025〕2号", "文号"),
            ("清河县档案管理局2024年政府信息公开工作年度报告。", "标点"),
        ],
    )
    def test_what_is_wrong_with_it_is_told(self, title: str, words: str) -> None:
        (finding,) = found(with_texts({"title": title}), "ST-05")
        assert words in finding.message
        assert finding.fix is not None
        assert finding.fix.entries == {"title": "清河县档案管理局2024年政府信息公开工作年度报告"}

    def test_a_year_said_twice_over_is_a_hint(self) -> None:
        (finding,) = found(with_texts({"title": "清河县档案管理局2024年度政府信息公开工作年度报告"}), "ST-05")
        assert finding.severity is Severity.HINT

    @pytest.mark.parametrize(
        "title", ["", "清河县档案管理局2024年政府信息公开工作年度报告", "2024年清河县档案管理局政府信息公开工作年度报告"]
    )
    def test_a_full_title_passes(self, title: str) -> None:
        assert found(with_texts({"title": title}), "ST-05") == []


class TestDate:
    @pytest.mark.parametrize(
        ("date", "words"),
        [
            ("2025-02-30", "不是真实的日期"),
            ("2025年2月", "不是真实的日期"),
            ("2024-12-30", "结束之前"),
            ("2026-01-10", "过了次年"),
            ("2025-02-01", "晚于公布期限2025-01-31"),
        ],
    )
    def test_it_is_real_and_in_time(self, date: str, words: str) -> None:
        (finding,) = found(with_texts({"date": date}), "ST-06")
        assert finding.severity is Severity.EXPLAIN
        assert words in finding.message

    @pytest.mark.parametrize("date", ["2025-01-01", "2025-01-31"])
    def test_the_first_and_the_last_day_pass(self, date: str) -> None:
        assert found(with_texts({"date": date}), "ST-06") == []

    def test_a_government_has_until_the_end_of_march(self) -> None:
        county = {"organ": "清河县人民政府", "kind": "人民政府"}
        assert found(with_texts({"date": "2025-03-31", **county}), "ST-06") == []
        assert len(found(with_texts({"date": "2025-04-01", **county}), "ST-06")) == 1

    def test_a_local_notice_goes_first(self) -> None:
        assert len(found(with_texts({"date": "2025-01-21"}), "ST-06", office=OfficeRules(deadline="01-20"))) == 1
        assert found(with_texts({"date": "2025-02-05"}), "ST-06", office=OfficeRules(deadline="02-20")) == []

    def test_where_the_law_names_no_day_lateness_is_a_hint(self) -> None:
        (finding,) = found(with_texts({"date": "2025-02-05", "organ": "和平街道办事处", "kind": "乡镇街道"}), "ST-06")
        assert finding.severity is Severity.HINT

    def test_a_missing_date_is_a_hint(self) -> None:
        (finding,) = found(with_texts({"date": ""}), "ST-06")
        assert finding.severity is Severity.HINT

    def test_days_have_no_leading_noughts(self) -> None:
        (finding,) = found(saying("2024年06月05日公布指南。"), "ST-06")
        assert finding.fix is not None
        assert finding.fix.entries["overview"].endswith("2024年6月5日公布指南。")
        assert found(saying("2024年6月10日公布指南。"), "ST-06") == []

    def test_a_signature_without_an_organ_is_told_until_someone_has_looked(self) -> None:
        report = with_texts({RECORD: tidied_line("落款", NO_ORGAN_SIGNED)})
        report.apply(report.plan({"date": Entry("2025-01-15", Origin.IMPORTED)}))
        assert "没有单位名称" in found(report, "ST-06")[0].message
        report.apply(report.plan({"date": Entry("2025-01-15", Origin.SEEN)}))
        assert found(report, "ST-06") == []
