"""Whatever was written, the rules that read prose answer with findings that point into the text."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktopapp.core import checks
from desktopapp.core.checks import Case
from desktopapp.core.report import Entry
from tests.core.checks.cases import TODAY
from tests.samples import careful_report, distinct_report

WORDS = (
    *(
        "2024年",
        "2023年",
        "本机关",
        "全市",
        "收到",
        "新收",
        "政府信息公开申请",
        "上年结转",
        "办结",
        "答复",
        "结转下年度",
        "予以公开",
        "不予公开",
    ),
    *(
        "行政复议",
        "行政诉讼",
        "维持",
        "纠正",
        "规范性文件",
        "行政许可",
        "收费",
        "信息处理费",
        "自然人",
        "法人或其他组织",
        "其中",
        "分别为",
        "各",
    ),
    *(
        "12件",
        "三件",
        "１２件",
        "0件",
        "100%",
        "42.86%",
        "14万余条",
        "近百件",
        "多",
        "共",
        "均已",
        "未",
        "无",
        "同比增长",
        "占",
        "元",
        "万元",
    ),
    *(
        "（一）",
        "（三）",
        "(4)",
        "5、",
        "1.",
        "一是",
        "二是",
        "，",
        "。",
        "；",
        "、",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "\n",
        " ",
        "\u2002",
        "{",
        "}",
    ),
    *(
        "{applications.received.total}",
        "【填】",
        "XX",
        "____",
        "13812345678",
        "11010519491231002X",
        "（2024）苏01行初12号",
        "申请人张三",
        "𠮷",
        ",",
    ),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(["preface", "overview", "problems", "other_matters", "applications.before"]), TEXTS, min_size=1),
    st.booleans(),
)
@example({"preface": "政府信息公开申请规范性文件各14万余条"}, False)
def test_every_finding_points_into_the_text_it_speaks_of(texts: dict[str, str], many: bool) -> None:
    report = distinct_report() if many else careful_report()
    last = report.copy()
    last.apply(last.plan({"year": Entry("2023")}))
    report.apply(report.plan({place: Entry(text) for place, text in texts.items()}))
    for finding in checks.check(Case(report, TODAY, last), checks.TEXT_CHECKS):
        assert finding.message, finding
        if finding.where is not None:
            lines = report.said(finding.where.part).split("\n")
            assert finding.where.paragraph < len(lines), finding
            assert 0 <= finding.where.start <= finding.where.end <= len(lines[finding.where.paragraph]), finding
        assert all(cell in report.form.cells or cell in ("title", "organ", "date", "year") for cell in finding.cells), finding
        for place, text in (finding.fix.entries if finding.fix else {}).items():
            assert text != report.text(place), finding
