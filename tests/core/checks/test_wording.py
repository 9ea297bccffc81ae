"""Terms and references (TX-04 to TX-07), years and names (TX-01 to TX-03): each a sentence that breaks the rule and a near twin."""

from __future__ import annotations

import pytest

from desktopapp.core.checks import Severity
from tests.core.checks.saying import found, pointed_at, saying, with_texts

# rule, a sentence that breaks it, the words it points at, and a twin that is right
PAIRS = [
    # a wrong year
    ("TX-01", "2023年，我局收到政府信息公开申请12件。", "2023年", "2024年，我局收到政府信息公开申请12件。"),
    ("TX-01", "2023年，清河县档案管理局认真做好公开工作。", "2023年", "2023年以来，清河县档案管理局认真做好公开工作。"),
    ("TX-01", "2023年度，共发布信息130条。", "2023年", "与2023年相比，发布信息增加130条。"),
    ("TX-01", "全年工作有序推进，2023年全年主动公开政府信息130条。", "2023年", "全年工作有序推进，较2023年多公开政府信息130条。"),
    ("TX-01", "二〇二三年，我局共发布信息130条。", "二〇二三年", "二〇二四年，我局共发布信息130条。"),
    ("TX-01", "2025年，共收到政府信息公开申请12件。", "2025年", "2025年，将发布政策解读12篇。"),
    ("TX-01", "本报告的统计期限为2023年1月1日至2024年12月31日。", "2023年", "本报告的统计期限为2024年1月1日至2024年12月31日。"),
    ("TX-01", "现公布清河县档案管理局2023年政府信息公开工作年度报告。", "2023年", "对照2023年政府信息公开工作年度报告反馈的意见逐条整改。"),
    ("TX-01", "20224年共发布信息130条。", "20224年", "2024年共发布信息130条。"),
    # the statute in force
    ("TX-04", "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "国务院令第492号", "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。"),
    ("TX-04", "根据《政府信息公开条例》（2007年）的要求编制。", "（2007年）", "根据《政府信息公开条例》（2019年修订）的要求编制。"),
    ("TX-04", "按照《条例》第三十二条的规定，编制年度报告。", "条例》第三十二条", "按照《条例》第三十二条的规定，征求第三方的意见。"),
    ("TX-04", "按照《政府信息公开条例》第九条确定主动公开的内容。", "条例》第九条", "按照《政府信息公开条例》第十九条确定主动公开的内容。"),
    ("TX-04", "根据《政府信息公开条例》（国务院令第771号）的规定办理。", "771", "根据《政府信息公开条例》（国务院令第711号）的规定办理。"),
    ("TX-04", "《政府信息公开条例》第五十八条有规定。", "政府信息公开条例》第五十八条", "《政府信息公开条例》第五十四条有规定。"),
    ("TX-04", "条例自2008年5月1日起施行，我局认真落实。", "2008年5月1日起施行", "条例自2019年5月15日起施行，我局认真落实。"),
    ("TX-04", "根据《政府信息公开条例》第四十八条编制年度报告。", "政府信息公开条例》第四十八条", "根据《政府信息公开条例》第四十九条编制年度报告。"),
    # the form in force
    ("TX-05", "按照国办公开办函〔2019〕60号的要求编制。", "国办公开办函〔2019〕60号", "按照国办公开办函〔2021〕30号的要求编制。"),
    ("TX-05", "依据《政府信息公开工作年度报告格式（试行）》编制。", "年度报告格式（试行）", "依据《政府信息公开工作年度报告格式》编制。"),
    ("TX-05", "按照国办公开办函〔2020〕30号的格式编制。", "国办公开办函〔2020〕30号", "30号文件替代了国办公开办函〔2019〕60号的试行格式。"),
    ("TX-05", "按照国办发〔2014〕32号的统计指标填报。", "国办发〔2014〕32号", "按照国办发〔2019〕14号的要求管理公报。"),
    ("TX-05", "按照国办发〔2021〕30号的格式编制。", "国办发", "按照国办公开办函〔2021〕30号的格式编制。"),
    # terms
    ("TX-06", "涉及国家机密的信息不予公开。", "国家机密", "涉及国家秘密的信息不予公开。"),
    ("TX-06", "公开中央环境保护督察整改情况。", "环境保护督察", "公开中央生态环境保护督察整改情况。"),
    ("TX-06", "提高政务信息公开的水平。", "政务信息公开", "提高政府信息与政务公开的水平。"),
    ("TX-06", "公开行政审批许可结果。", "行政审批许可", "公开行政审批和行政许可结果。"),
    ("TX-06", "按时公布信息公开年度报告。", "信息公开年度报告", "按时公布政府信息公开工作年度报告。"),
    ("TX-06", "认真学习《中华人民共和国信息公开条例》。", "信息公开条例", "认真学习《中华人民共和国政府信息公开条例》。"),
    ("TX-06", "没有收取检索费、邮寄费。", "检索费", "免费邮寄答复书。"),
    ("TX-06", "公布权利清单和责任清单。", "权利清单", "公布权力清单和责任清单，保障申请人的权利。"),
    ("TX-06", "截止2024年12月31日，网站运行正常。", "截止", "征集意见的截止日期为2024年12月31日。"),
    ("TX-06", "群众可以登陆县政府网站查询。", "登陆", "台风登陆前后及时发布预警。"),
    ("TX-06", "公布财政专户帐号。", "帐号", "公布财政专户账号。"),
    ("TX-06", "按照县政府的布署推进。", "布署", "按照县政府的部署推进。"),
    ("TX-06", "及时回应群众反应的问题。", "群众反应的", "及时回应群众反映的问题，提高应急反应能力。"),
    ("TX-06", "县国土资源局配合公开征地信息。", "国土资源", "原国土资源局的档案已经移交。"),
    ("TX-06", "县工商行政管理局公布抽检结果。", "工商行政管理", "县市场监督管理局公布抽检结果。"),
    ("TX-06", "会同县卫计委公布信息。", "卫计", "会同县卫健委公布信息。"),
    # absolute claims
    ("TX-07", "除涉及国家秘密外，我局全部实行公开。", "我局全部实行公开", "除涉及国家秘密外，我局对依法应当公开的信息全部予以公开。"),
    ("TX-07", "工作中没有任何问题。", "没有任何问题", "工作中没有发现重大问题。"),
    ("TX-07", "所有政府信息一律公开。", "所有政府信息一律公开", "所有应当公开的政府信息，按时公开。"),
    ("TX-07", "信息发布做到零差错。", "做到零差错", "信息发布减少差错。"),
    # other organs
    ("TX-03", "2024年，清源县档案管理局认真做好公开工作。", "清源县档案管理局", "2024年，清河县档案管理局认真做好公开工作。"),
    ("TX-03", "公开清源县档案管理局的机构职能。", "清源县档案管理局", "赴清源县档案管理局学习交流。"),
    ("TX-03", "我委全年发布信息20条。", "我委", "我局委托第三方检查20次。"),
    ("TX-03", "我镇全年发布信息20条。", "我镇", "各乡镇全年发布信息20条。"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "broken", "words", "twin"), PAIRS)
def test_the_rule_finds_the_one_and_not_its_twin(rule: str, broken: str, words: str, twin: str) -> None:
    report = saying(broken)
    (finding,) = found(report, rule)
    assert pointed_at(report, finding) == words
    assert found(saying(twin), rule) == []


class TestTitles:
    def test_its_year_is_the_reports(self) -> None:
        assert len(found(with_texts({"title": "清河县档案管理局2023年政府信息公开工作年度报告"}), "TX-01")) == 1
        assert found(with_texts({"title": "清河县档案管理局2024年政府信息公开工作年度报告"}), "TX-01") == []

    def test_its_organ_is_the_reports(self) -> None:
        assert len(found(with_texts({"title": "清河县档案局2024年政府信息公开工作年度报告"}), "TX-02")) == 1
        assert found(with_texts({"title": "清河县档案管理局2024年政府信息公开工作年度报告"}), "TX-02") == []


class TestSelfReference:
    def test_two_ways_to_say_we_are_a_hint(self) -> None:
        (finding,) = found(saying("我局发布信息3条，本局接待来访2人次。"), "TX-02")
        assert finding.severity is Severity.HINT
        assert "“我局”1处" in finding.message

    def test_the_laws_own_word_goes_with_any(self) -> None:
        assert found(saying("我局发布信息3条，我局接待来访2人次。"), "TX-02") == []

    def test_a_branch_that_calls_itself_an_office_is_told(self) -> None:
        branch = {"organ": "永宁市生态环境局安平分局", "kind": "派出机构"}
        assert len(found(saying("我局发布信息3条。", **branch), "TX-02")) == 1
        assert found(saying("我分局发布信息3条。", **branch), "TX-02") == []

    def test_another_branch_is_a_stranger(self) -> None:
        branch = {"organ": "永宁市生态环境局安平分局", "kind": "派出机构"}
        assert len(found(saying("永宁市生态环境局南关分局全年发布信息3条。", **branch), "TX-03")) == 1
        assert found(saying("永宁市生态环境局统一公开处罚信息3条。", **branch), "TX-03") == []


class TestFixes:
    def test_terms_are_mended_in_one_step_and_nothing_else_changes(self) -> None:
        report = saying("涉及国家机密的不予公开，行政审批许可结果全部上网。")
        (finding,) = found(report, "TX-06")
        assert finding.fix is not None
        assert finding.fix.entries["overview"].endswith("\n涉及国家秘密的不予公开，行政许可结果全部上网。")
        assert finding.fix.entries["overview"].split("\n")[:-1] == report.text("overview").split("\n")[:-1]

    def test_names_of_documents_are_left_as_they_are(self) -> None:
        assert found(saying("落实《环境保护督察方案（试行）》。"), "TX-06") == []


def test_many_of_one_kind_in_one_text_are_one_finding() -> None:
    text = "\n".join(f"第{number}次检查了政务信息公开栏目之外的政务信息公开。" for number in "一二三四五")
    (finding,) = found(saying(text.replace("公开栏目", "公开情况")), "TX-06")
    assert "10处" in finding.message
