"""Punctuation, doubled words, spaces (TX-13), and what a template leaves behind (TX-14)."""

from __future__ import annotations

import pytest

from tests.core.checks.saying import found, pointed_at, saying, with_texts

# what breaks the rule, what it points at, what the fix makes of it (None: a person must), and a twin that is right
PAIRS = [
    ("发布信息3条,解读2篇。", ",", "发布信息3条，解读2篇。", "金额为1,286.35万元。"),
    ("公开内容包括:预算、决算。", ":", "公开内容包括：预算、决算。", "会议于9:30开始。"),
    ("及时公开;定期清理。", ";", "及时公开；定期清理。", "网址为www.qinghe.gov.cn/a;b。"),
    ("公开及时吗?公开及时。", "?", "公开及时吗？公开及时。", "网址为http://www.qinghe.gov.cn/list?id=3。"),
    ("公开工作顺利.", ".", "公开工作顺利。", "增长3.5个百分点。"),
    ("县政务服务中心(一楼)设有查阅点。", "(一楼)", "县政务服务中心（一楼）设有查阅点。", "公开英文版指南（English）1份。"),
    ('开展"政府开放日"活动。', '"政府开放日"', "开展“政府开放日”活动。", "开展“政府开放日”活动。"),
    ("２０２４年发布信息。", "２０２４", "2024年发布信息。", "2024年发布信息。"),
    ("印发清政办发[2024]8号文件。", "[2024]", "印发清政办发〔2024〕8号文件。", "印发清政办发〔2024〕8号文件。"),
    ("印发《清河县公开指南，逐项落实。", "《", None, "印发《清河县公开指南》，逐项落实。"),
    ("做到“应公开尽公开，逐项落实。", "“", None, "做到“应公开尽公开”，逐项落实。"),
    ("公开信息3条（含解读2篇。", "（", None, "公开信息3条（含解读2篇）。"),
    ("公开信息3条含解读2篇）。", "）", None, "主要有：1）公开3条；2）解读2篇。"),
    ("做好政府信息信息公开工作。", "信息信息", "做好政府信息公开工作。", "更新信息公开公开栏和公开目录。"),
    ("进一步进一步规范流程。", "进一步进一步", "进一步规范流程。", "一件一件办理，逐条逐条核对。"),
    ("发布信息的的数量增加。", "的的", "发布信息的数量增加。", "达到公开目的的要求。"),
    ("公开完成了了任务。", "了了", "公开完成了任务。", "为了了解群众需求开展调查。"),
    ("发布信息3条，，解读2篇。", "，，", "发布信息3条，解读2篇。", "发布信息3条……解读2篇。"),
    ("发布信息3条，。", "，。", None, "发布信息3条。"),
    ("公开信息\u20023条。", "\u2002", "公开信息3条。", "公开信息 3 条。"),
    ("公开\u00a0信息3条。", "\u00a0", "公开信息3条。", "　　公开信息3条。"),
    ("公开信息  3条。", "  ", "公开信息3条。", "地址：清河县人民路18号  电话：0319-8160000。"),
    ("公开 信息3条。", " ", "公开信息3条。", "公开 2024 年预算。"),
    ("公开信息3条。  ", "  ", "公开信息3条。", "公开信息3条。"),
    (" 公开信息3条。", " ", "公开信息3条。", "公开信息3条。"),
    ("公开信息3条，解读", "读", "公开信息3条，解读", None),
    ("公开信息3条，", "，", None, "公开信息3条。"),
    ("公开信息3条；", "；", None, "公开信息3条！"),
    ("一是公开3条。二是解读2篇；三是培训1次。四是检查1次。", "三是", None, "一是公开3条；二是解读2篇；三是培训1次；四是检查1次。"),
    ("一是公开3条；\n二是解读2篇。\n三是培训1次；\n四是检查1次。", "三是", None, "一是公开3条。\n二是解读2篇。\n三是培训1次。"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "words", "mended", "twin"), [pair for pair in PAIRS if pair[3] is not None])
def test_a_mistake_is_found_and_its_twin_is_not(broken: str, words: str, mended: str | None, twin: str) -> None:
    report = saying(broken)
    (finding,) = found(report, "TX-13")
    assert pointed_at(report, finding) == words
    if mended:
        assert finding.fix is not None
        assert finding.fix.entries["overview"].split("\n")[-1] == mended
        assert found(with_texts({"overview": finding.fix.entries["overview"]}), "TX-13") == []
    else:
        assert finding.fix is None
    assert found(saying(twin), "TX-13") == []


def test_a_long_sentence_without_its_stop_gets_one() -> None:
    text = "全年通过县政府网站公开信息130条，通过政务新媒体公开信息35条，并同步解读"
    (finding,) = found(saying(text), "TX-13")
    assert finding.fix is not None
    assert finding.fix.entries["overview"].endswith("并同步解读。")
    assert found(saying(f"{text}。"), "TX-13") == []


def test_the_lone_word_of_part_six_wants_a_stop_too() -> None:
    assert len(found(with_texts({"other_matters": "无"}), "TX-13")) == 1
    assert found(with_texts({"other_matters": "无。"}), "TX-13") == []


def test_headings_and_contacts_want_none() -> None:
    assert found(saying("联系电话：0319-8160000，邮编：054800，地址：清河县人民路18号档案管理局办公楼", "preface"), "TX-13") == []


@pytest.mark.parametrize(
    ("broken", "words", "twin"),
    [
        ("全年发布信息XX条。", "XX", "使用XML格式归档。"),
        ("全年发布信息X条。", "X", "配备X光机的医院公开价格。"),
        ("20XX年发布信息。", "20XX", "2024年发布信息。"),
        ("全年发布信息××条。", "××", "面积为3×5米的公开栏。"),
        ("全年发布信息____条。", "____", "政策解读——以养老为例。"),
        ("（文字描述）", "（文字描述）", "（一）文字描述类信息3条。"),
        ("收取信息处理费情况在此处报告。", "收取信息处理费情况在此处报告", "收取信息处理费300元。"),
        ("解读数量待补充。", "待补充", "内容有待补充完善。"),
        ("培训次数（待定）。", "（待定）", "不断完善待办事项清单。"),
        ("[bookmark: _GoBack]全年发布信息3条。", "[bookmark: _GoBack]", "全年发布信息3条。"),
        ("见错误!未找到引用源。", "错误!未找到引用源", "改正错误3处。"),
        ("单击此处输入文字。", "单击此处输入文字", "单击率3%。"),
        ("发布信息&nbsp;3条<br>", "&nbsp;", "收入<支出的情形没有出现。"),
        ("某局全年发布信息3条。", "某局", "某些栏目更新3次。"),
        ("发布信息？？条。", "？？", "公开了吗？公开了。"),
        ("（请填写具体数字）", "（请填写具体数字）", "（请见附件）"),
        ("发布{数量}条信息。", "{数量}", "发布（数量）信息。"),
    ],
)
def test_what_a_template_left_is_found(broken: str, words: str, twin: str) -> None:
    report = saying(broken)
    (finding, *_) = found(report, "TX-14")
    assert pointed_at(report, finding) == words
    assert found(saying(twin), "TX-14") == []
