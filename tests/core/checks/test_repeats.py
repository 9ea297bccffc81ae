"""This year's words beside last year's (XY-7, XY-8)."""

from __future__ import annotations

from desktopapp.core import checks
from desktopapp.core.checks import Case, Severity
from desktopapp.core.checks.repeats import likeness
from desktopapp.core.report import Entry, Report
from tests.core.checks.saying import TODAY, found, with_texts
from tests.samples import blank_report, careful_report

LONG = "全年通过政府网站发布信息120条，其中机构职能类12条、规划计划类8条、财政资金类6条，并按季度核对链接、清理失效的信息，保证查得到、看得懂。"
PROMISES = "（一）存在的主要问题\n一是解读形式单一。二是查档预约渠道少。\n（二）改进情况\n一是邀请退休教师录制方言版档案故事音频。二是增设微信小程序预约查档窗口。"


def last(**texts: str) -> Report:
    report = blank_report()
    report.apply(report.plan({key: Entry(text) for key, text in texts.items()}))
    return report


class TestXY7:
    def test_a_paragraph_with_other_numbers_is_still_last_years(self) -> None:
        before = last(overview=LONG.replace("120", "98").replace("12条", "9条"))
        (finding,) = found(with_texts({"overview": f"开头。\n{LONG}"}), "XY-7", before)
        assert finding.severity is Severity.EXPLAIN
        assert finding.where is not None
        assert finding.where.paragraph == 1
        assert "100%" in finding.message

    def test_a_paragraph_that_was_written_anew_passes(self) -> None:
        anew = "网站栏目由七个合并为四个，重新标注有效期；查阅点搬到服务大厅一层，配备放大镜和座椅，来访者每次平均等候时间缩短了三分之一，群众反映良好。"
        assert found(with_texts({"overview": anew}), "XY-7", last(overview=LONG)) == []

    def test_the_fee_and_short_sentences_may_be_the_same_every_year(self) -> None:
        before = last(overview="没有发生责任追究的情形。", other_matters="2024年，本机关依申请提供政府信息未收取信息处理费。")
        assert found(careful_report(), "XY-7", before) == []

    def test_many_sentences_that_are_the_same_are_told(self) -> None:
        same = (
            "公开前由办公室和业务股室逐件进行保密审查。",
            "每季度检查一次各个栏目的更新情况并且通报。",
            "在服务大厅的查阅点安排专人为群众服务。",
        )
        before = last(overview="\n".join(same))
        new = "\n".join(f"{sentence}此外还做了许多去年没有做过的事情，例如搬迁库房、更换书架、修补旧卷、接收新卷。" for sentence in same)
        (finding,) = found(with_texts({"overview": new}), "XY-7", before)
        assert "3句" in finding.message
        assert found(with_texts({"overview": new.replace(same[0], "")}), "XY-7", before) == []

    def test_without_last_years_words_it_is_not_checked(self) -> None:
        for before in (None, blank_report()):
            (finding,) = found(careful_report(), "XY-7", before)
            assert finding.severity is Severity.UNCHECKED

    def test_likeness_is_of_both_sides(self) -> None:
        assert likeness(LONG, LONG) == 1
        assert likeness(LONG, LONG[:10]) == 0
        assert likeness(LONG, "") == 0
        assert 0.4 < likeness(LONG, LONG[: len(LONG) // 2] + "建立定期会商的办法，请专家授课，开展问卷调查，走访企业和村社") < 0.75


class TestXY8:
    def test_a_promise_of_which_nothing_is_said_is_a_hint(self) -> None:
        (finding,) = found(careful_report(), "XY-8", last(problems=PROMISES))
        assert finding.severity is Severity.HINT
        assert "2项" in finding.message

    def test_a_promise_that_is_answered_passes(self) -> None:
        answer = "邀请退休教师3人录制方言版档案故事音频12段，开通微信小程序预约查档窗口。"
        report = with_texts({"overview": careful_report().text("overview") + answer})
        assert found(report, "XY-8", last(problems=PROMISES)) == []

    def test_it_follows_the_rule_that_says_nothing_could_be_checked(self) -> None:
        rule = next(rule for rule in checks.CHECKS if rule.id == "XY-8")
        assert rule.follows == "XY-7"
        assert list(rule.check(Case(careful_report(), TODAY))) == []
