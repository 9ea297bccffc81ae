"""An office's own rules: the file that is read as hostile input, and the rules that use it (LR-1 to LR-3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import office_rules
from desktopapp.core.files import CannotRead, NotUnderstood
from desktopapp.core.office_rules import LARGEST, OfficeRules, Required
from tests.core.checks.saying import found, pointed_at, saying, with_texts

EXAMPLE = resources.root() / "sample" / "本地要求.toml"


def read(text: str) -> OfficeRules:
    return office_rules.loads(text.encode(), "要求.toml")


class TestFile:
    def test_the_example_is_read_and_uses_every_key(self) -> None:
        rules = office_rules.read(EXAMPLE)
        assert rules.deadline == "01-20"
        assert rules.longest == {"overview": 1000}
        assert rules.required[0] == Required("overview", ("解读材料", "政策解读"), "写明政策解读的数量", counted=True)
        assert all(rules._asdict().values())

    def test_an_empty_file_asks_nothing(self) -> None:
        assert read("") == OfficeRules()
        assert not read("").given
        assert office_rules.read(EXAMPLE).given

    @pytest.mark.parametrize("written", ['"1月20日"', '"01-20"', '"1-20"', "2025-01-20"])
    def test_a_deadline_is_written_in_any_common_way(self, written: str) -> None:
        assert read(f'"公布期限" = {written}').deadline == "01-20"

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('"字数" = 3', "不认识“字数”"),
            ('"公布期限" = "2月30日"', "1月20日"),
            ('"公布期限" = 20', "加引号的文字"),
            ('"最多字数" = 1000', "一组“名称 = 内容”"),
            ('["最多字数"]\n"第一部分" = 1000', "不认识“第一部分”"),
            ('["最多字数"]\n"总体情况" = "1000"', "不加引号"),
            ('["最多字数"]\n"总体情况" = 0', "之间的整数"),
            ('["最多字数"]\n"总体情况" = true', "之间的整数"),
            ('["最多字数"]\n"总体情况" = 100\n["最少字数"]\n"总体情况" = 200', "比最多字数还多"),
            ('"应写明" = "培训"', "应当是一个列表"),
            ('[["应写明"]]\n"部分" = "总体情况"', "都要有“写到”"),
            ('[["应写明"]]\n"部分" = "总体情况"\n"写到" = [""]', "有一项是空的"),
            ('[["应写明"]]\n"部分" = "总体情况"\n"写到" = ["培训"]\n"有数量" = "是"', "true或者false"),
            ('[["应写明"]]\n"部分" = "总体情况"\n"词语" = ["培训"]', "不认识“词语”"),
            ('["用语"]\n"甲" = "甲"', "两种说法"),
            ('["用语"]\n"甲" = ""', "都不能空"),
            ('"不能出现" = ["甲", 3]', "加引号的文字"),
            (f'"名称" = "{"长" * 300}"', "超过200字"),
            (f'"不能出现" = [{", ".join(["1"] * 300)}]', "超过200项"),
            ('"名称" = 甲', "第1行"),
            ('"名称" = "甲"\n"名称" = "乙"', "写了两遍"),
            ("名称 = 3", "第1行"),
        ],
    )
    def test_nonsense_is_refused_with_a_sentence(self, text: str, words: str) -> None:
        with pytest.raises(NotUnderstood, match="“要求") as refused:
            read(text)
        assert words in str(refused.value)

    def test_a_huge_file_and_one_that_is_no_text_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(NotUnderstood, match="太大"):
            office_rules.loads(b"#" * (LARGEST + 1), "大.toml")
        with pytest.raises(NotUnderstood, match="UTF-8"):
            office_rules.loads("名称".encode("gb18030"), "旧.toml")
        with pytest.raises(CannotRead):
            office_rules.read(tmp_path / "没有.toml")

    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_whatever_is_in_it_it_is_read_or_refused(self, content: bytes) -> None:
        try:
            office_rules.loads(content, "任意.toml")
        except NotUnderstood as refused:
            assert str(refused).startswith("“任意.toml”")

    def test_what_is_kept_makes_the_same_rules(self) -> None:
        rules = office_rules.read(EXAMPLE)
        assert office_rules.from_data(json.loads(json.dumps(office_rules.to_data(rules)))) == rules
        assert office_rules.to_data(OfficeRules()) == {}


class TestLR1:
    def test_texts_keep_within_their_length(self) -> None:
        office = OfficeRules(name="县里的通知", longest={"overview": 100}, shortest={"problems": 500})
        long, short = found(with_texts({}), "LR-1", office=office)
        assert "“县里的通知”要求不超过100字" in long.message
        assert "不少于500字" in short.message
        assert found(with_texts({}), "LR-1", office=OfficeRules(longest={"overview": 1000}, shortest={"problems": 50})) == []

    def test_spaces_do_not_count(self) -> None:
        office = OfficeRules(longest={"other_matters": 11})
        assert found(with_texts({"other_matters": "未收取 信息处理费 。\n"}), "LR-1", office=office) == []


class TestLR2:
    ASKED = OfficeRules(required=(Required("overview", ("政策解读", "解读材料"), "写明政策解读的数量", counted=True),))

    @pytest.mark.parametrize("said", ["发布政策解读3篇。", "解读材料共三篇。", "本年没有政策解读。"])
    def test_what_is_asked_may_be_said_in_any_of_the_words(self, said: str) -> None:
        assert found(saying(said), "LR-2", office=self.ASKED) == []

    @pytest.mark.parametrize("said", ["加强政策解读。", "发布图解3篇。"])
    def test_words_without_the_number_are_not_enough(self, said: str) -> None:
        (finding,) = found(saying(said), "LR-2", office=self.ASKED)
        assert "写明政策解读的数量" in finding.message

    def test_without_a_sentence_the_words_are_named(self) -> None:
        (finding,) = found(saying(""), "LR-2", office=OfficeRules(required=(Required("problems", ("对照检查",)),)))
        assert "写到对照检查" in finding.message


class TestLR3:
    OFFICE = OfficeRules(terms={"政务公开办": "政务公开办公室"}, forbidden=("圆满.*", "空前"))

    def test_terms_are_mended_and_words_that_hold_them_are_not(self) -> None:
        report = saying("政务公开办公室每周通报，政务公开办每月检查。")
        (finding,) = found(report, "LR-3", office=self.OFFICE)
        assert finding.fix is not None
        assert finding.fix.entries["overview"].endswith("政务公开办公室每周通报，政务公开办公室每月检查。")

    def test_forbidden_words_are_words_and_no_patterns(self) -> None:
        report = saying("工作空前活跃，圆满完成。")
        (finding,) = found(report, "LR-3", office=self.OFFICE)
        assert pointed_at(report, finding) == "空前"
        assert len(found(saying("圆满.*"), "LR-3", office=self.OFFICE)) == 1


def test_where_no_notice_is_known_nothing_is_asked() -> None:
    assert [finding for rule in ("LR-1", "LR-2", "LR-3") for finding in found(with_texts({}), rule)] == []
