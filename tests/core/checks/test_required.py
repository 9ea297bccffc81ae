"""What the texts must say (TX-08 to TX-12, T3-6)."""

from __future__ import annotations

import pytest

from desktopapp.core.checks import Severity
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Entry
from tests.core.checks.saying import found, saying, with_texts
from tests.samples import CAREFUL_TEXTS

PROBLEMS = "（一）存在的主要问题\n一是解读形式单一，图解偏少。二是部分栏目更新不够及时，查找不便。三是互动交流不多。\n（二）改进情况\n"


class TestProblems:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "没有写"),
            ("无", "只写了“无”"),
            ("暂无。", "只写了“暂无。”"),
            ("没有问题。", "只写了"),
            ("解读形式单一，今后将增加图解，丰富解读的形式。", "只有23字"),
            (
                "我局公开内容不够全面，部分栏目更新滞后，政策解读形式单一，基层工作人员变动频繁，业务水平有待提高，群众参与程度不高。",
                "没有写改进情况",
            ),
            (PROBLEMS, "没有写改进情况"),
            (
                "2025年，我局将继续加强学习培训，组织业务骨干参加轮训，优化网站栏目，增加图解和常见问答，定期通报各股室的公开情况，推动工作上台阶。",
                "没有写存在的主要问题",
            ),
            (PROBLEMS + "一是增加图解和常见问答。二是由办公室每周核对栏目，及时更新。", "问题有3项，改进只有2项"),
            (
                PROBLEMS + "一是增加图解和常见问答。二是压实责任，由办公室牵头抓总。三是召开座谈会，听取群众意见。",
                "问题二（时效）没有对应的改进",
            ),
        ],
    )
    def test_what_is_missing_is_told(self, text: str, words: str) -> None:
        (finding,) = found(with_texts({"problems": text}), "TX-08")
        assert finding.severity is Severity.EXPLAIN
        assert words in finding.message

    @pytest.mark.parametrize(
        "text",
        [
            CAREFUL_TEXTS["problems"],
            PROBLEMS + "一是增加图解和常见问答。二是由办公室每周核对栏目，及时更新。三是召开座谈会，听取群众意见。",
            PROBLEMS + "一是增加图解。二是每周核对栏目，及时更新。三是召开座谈会。四是组织业务培训，提高队伍的素质。",
            "目前，公开的深度与群众的期待还有差距，专业性强的内容不够通俗易懂。对此，我局邀请群众代表试读，把公开内容改得更加好懂，逐步补充历史信息。",
            "公开渠道还不够丰富。今后，我局将在保持网站更新的同时，用好公众号和广播，让不上网的老人也能及时知道政策，努力提高群众的知晓程度。",
        ],
    )
    def test_problems_with_their_measures_pass(self, text: str) -> None:
        assert found(with_texts({"problems": text}), "TX-08") == []


class TestFee:
    @pytest.mark.parametrize("text", ["", "无", "无。", "本年度没有其他需要报告的事项。", "本机关未收取行政事业性收费。"])
    def test_it_must_be_spoken_of(self, text: str) -> None:
        assert len(found(with_texts({"other_matters": text}), "TX-09")) == 1

    @pytest.mark.parametrize(
        "text", ["未收取信息处理费。", "全年收取信息处理费300元。", "无收取信息处理费情况。", "依申请提供政府信息没有收取任何费用。"]
    )
    def test_any_way_of_saying_it_will_do(self, text: str) -> None:
        assert found(with_texts({"other_matters": text}), "TX-09") == []

    def test_before_there_was_such_a_fee_nothing_is_asked(self) -> None:
        assert found(with_texts({"other_matters": "无。", "year": "2020"}), "TX-09") == []

    def test_where_it_stands_elsewhere_it_is_to_be_moved(self) -> None:
        (finding,) = found(with_texts({"other_matters": "无。", "applications.after": "本年未收取信息处理费。"}), "TX-09")
        assert "移到这里" in finding.message

    def test_applications_that_were_not_paid_for_call_for_it(self) -> None:
        report = with_texts({"other_matters": "无。", "applications.other_fee_unpaid.business": "2"})
        (finding,) = found(report, "T3-6")
        assert finding.cells == ("applications.other_fee_unpaid.total",)
        report.apply(report.plan({"other_matters": Entry("未收取信息处理费。")}))
        assert found(report, "T3-6") == []


class TestAspects:
    @pytest.mark.parametrize("aspect", ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"])
    def test_each_must_be_there(self, aspect: str) -> None:
        lines = CAREFUL_TEXTS["overview"].split("\n")
        head = next(index for index, line in enumerate(lines) if line.startswith("（") and aspect in line)
        (finding,) = found(with_texts({"overview": "\n".join(lines[:head] + lines[head + 2 :])}), "TX-10")
        assert aspect in finding.message

    @pytest.mark.parametrize("ending", ["方面", "工作", ""])
    def test_headings_may_be_worded_otherwise_or_run_in(self, ending: str) -> None:
        text = CAREFUL_TEXTS["overview"].replace("情况\n", f"{ending}。")
        assert found(with_texts({"overview": text}), "TX-10") == []

    def test_without_headings_the_words_count(self) -> None:
        text = "本机关依法主动公开信息。未收到公开申请。加强规范性文件的管理。维护网站。接受社会监督。"
        assert found(with_texts({"overview": text}), "TX-10") == []
        assert len(found(with_texts({"overview": text.replace("维护网站。", "")}), "TX-10")) == 1

    def test_an_empty_part_one_is_told(self) -> None:
        assert len(found(with_texts({"overview": ""}), "TX-10")) == 1

    @pytest.mark.parametrize(("organ", "kind"), [("清河县人民政府", "人民政府"), ("大兴镇人民政府", "乡镇街道"), ("清河县", "")])
    @pytest.mark.parametrize("lacking", ["工作考核", "社会评议", "责任追究"])
    def test_a_government_tells_what_article_50_asks(self, organ: str, kind: str, lacking: str) -> None:
        said = {"工作考核": "列入年度考核。", "社会评议": "接受社会评议。", "责任追究": "没有责任追究的情形。"}
        base = CAREFUL_TEXTS["overview"].rsplit("政府信息公开工作列入", 1)[0]
        facts = {"organ": organ, "kind": kind}
        assert found(with_texts({"overview": base + "".join(said.values()), **facts}), "TX-10") == []
        (finding,) = found(
            with_texts({"overview": base + "".join(words for name, words in said.items() if name != lacking), **facts}), "TX-10"
        )
        assert lacking in finding.message

    @pytest.mark.parametrize(("organ", "kind"), [("和平街道办事处", "乡镇街道"), ("清河县教育局", "部门"), ("清河经济开发区", "")])
    def test_nobody_else_has_to(self, organ: str, kind: str) -> None:
        text = CAREFUL_TEXTS["overview"].rsplit("政府信息公开工作列入", 1)[0]
        assert found(with_texts({"overview": text, "organ": organ, "kind": kind}), "TX-10") == []


class TestLength:
    def test_a_thousand_characters_are_enough(self) -> None:
        (finding,) = found(saying("公开" * 500 + "。"), "TX-11")
        assert finding.severity is Severity.HINT
        assert found(saying("公开" * 200 + "。"), "TX-11") == []

    def test_a_local_notice_goes_first_and_a_governments_report_is_longer(self) -> None:
        assert found(saying("公开" * 500 + "。"), "TX-11", office=OfficeRules(longest={"overview": 3000})) == []
        assert found(saying("公开" * 500 + "。", organ="清河县人民政府", kind="人民政府"), "TX-11") == []


class TestSubject:
    HEADS = "（一）主动公开情况\n发布信息3条。\n（二）依申请公开情况\n{}\n（三）政府信息管理情况\n{}\n（四）平台建设情况\n维护栏目。\n（五）监督保障情况\n开展培训。"
    APPLIED, MANAGED = "全年未收到政府信息公开申请。", "清理规范性文件3件。"

    @pytest.mark.parametrize(
        ("applied", "managed", "words"),
        [
            ("全年答复网民留言36条。", MANAGED, "网民留言"),
            (APPLIED, "调整了领导小组成员，大力推进重点领域公开。", "组织领导"),
            (APPLIED, MANAGED + "全年招商引资完成3亿元。", "招商引资"),
        ],
    )
    def test_what_does_not_belong_there_is_a_hint(self, applied: str, managed: str, words: str) -> None:
        (finding,) = found(with_texts({"overview": self.HEADS.format(applied, managed)}), "TX-12")
        assert finding.severity is Severity.HINT
        assert words in finding.message

    @pytest.mark.parametrize(
        ("applied", "managed"),
        [
            (APPLIED + "答复网民留言36条。", MANAGED),
            (APPLIED, "调整了领导小组成员，按季清理目录。"),
            (APPLIED, MANAGED + "公开招商引资政策3项。"),
        ],
    )
    def test_what_is_told_beside_the_subject_is_none(self, applied: str, managed: str) -> None:
        assert found(with_texts({"overview": self.HEADS.format(applied, managed)}), "TX-12") == []
