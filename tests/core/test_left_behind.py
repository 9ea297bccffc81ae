"""Years and numbers that may have been left behind from last year's text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.left_behind import left_behind

YEAR = 2024
UNCHANGED, OLD_YEAR, SAME_YEAR = "数与上年这句话里的相同", "是上年的年份，本年是2024年", "年份与上年这句话里的相同，没有改"


def marked(text: str, last: str = "", year: int | None = YEAR) -> list[tuple[str, str]]:
    return [(text[trace.start : trace.end], trace.words) for trace in left_behind(text, last, year)]


class TestNumbers:
    @pytest.mark.parametrize(
        ("this", "last", "found"),
        [
            # the same sentence, its year rolled on, its number not
            ("2024年，本机关发布信息120条。", "2023年，本机关发布信息120条。", ["120"]),
            # one number new, one left behind
            ("全年收到申请25件，办结18件。", "全年收到申请20件，办结18件。", ["18"]),
            # all numbers new
            ("全年收到申请25件，办结24件。", "全年收到申请20件，办结18件。", []),
            # rewritten a little, the number left
            ("2024年，通过政府网站主动发布各类信息120条。", "2023年，通过政府网站发布信息120条。", ["120"]),
            # another sentence that happens to hold the same number
            ("组织开展业务培训12次，参训人员覆盖各科室。", "撤销内设机构12个。", []),
            # the same number at another place of the sentence
            ("收到申请18件，办结20件。", "收到申请20件，办结18件。", []),
            # thousands and decimals, per cent, full width
            ("收费1,286.35万元，同比增长12.5%。", "收费1,286.35万元，同比增长11.5%。", ["1,286.35"]),
            ("发布１２０条。", "发布120条。", ["１２０"]),
            ("好评率98.5%。", "好评率98.5%。", ["98.5%"]),
            # what most years have in common says nothing
            ("收到申请0件，办结率100%。", "收到申请0件，办结率100%。", []),
            # the sentence has moved to another paragraph
            ("第一段。\n培训3次。", "培训3次。\n别的。", ["3"]),
            # several sentences of one pattern
            ("发布5条。发布6条。", "发布6条。发布7条。", ["6"]),
        ],
    )
    def test_a_number_at_the_same_place_of_the_same_sentence_is_marked(self, this: str, last: str, found: list[str]) -> None:
        assert marked(this, last) == [(number, UNCHANGED) for number in found]

    @pytest.mark.parametrize(
        "text",
        [
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
            "按照国办公开办函〔2021〕30号要求编制。",
            "《清河县2023年政务公开工作要点》已经落实。",
            "依据第36条第1款办理。",
            "统计期限为1月1日至12月31日。",
            "联系电话：0731-5551234，邮编：410000，网址：www.example.gov.cn/2019/12。",
            "1.主动公开情况良好。",
            "（2）依申请公开情况良好。",
            "3、平台建设情况良好。",
            "地址：清河县人民路12号。",
        ],
    )
    def test_numbers_that_say_nothing_of_the_year_are_not_marked(self, text: str) -> None:
        assert marked(text, text) == []


class TestYears:
    @pytest.mark.parametrize(
        "text",
        [
            "2023年，本机关共收到政府信息公开申请20件。",
            "截至2023年12月31日，本机关共发布信息120条。",
            "2023 年度主动公开信息情况如下。",
            "本报告的统计期限为2023年1月1日起。",
            "2023年自然人提出的申请较多。",
        ],
    )
    def test_last_year_spoken_of_as_this_one_is_marked(self, text: str) -> None:
        assert ("2023", OLD_YEAR) in marked(text)

    @pytest.mark.parametrize(
        "text",
        [
            "较2023年增长5%。",
            "与2023年相比有所下降。",
            "2023年结转的3件均已办结。",
            "比2023年同比下降。",
            "2023年以来，持续推进。",
            "自2023年起实行。",
            "公开2023年度部门决算。",
            "落实《2023年政务公开工作要点》。",
            "2024年，本机关收到申请。",
            "2019年修订的条例。",
        ],
    )
    def test_last_year_meant_as_last_year_is_not(self, text: str) -> None:
        assert marked(text) == []

    def test_a_comparison_with_the_year_before_last_was_left_behind(self) -> None:
        assert marked("较2022年增长5.1%。", "较2022年增长4.9%。") == [("2022", SAME_YEAR)]
        assert marked("较2023年增长5.1%。", "较2022年增长4.9%。") == []

    def test_last_years_plan_for_this_year_was_left_behind(self) -> None:
        assert marked("下一步，2024年将加强培训。", "下一步，2024年将加强培训。") == [("2024", SAME_YEAR)]
        assert marked("下一步，2025年将加强培训。", "下一步，2024年将加强培训。") == []

    def test_a_year_long_past_stays(self) -> None:
        assert marked("2019年新修订的条例施行。", "2019年新修订的条例施行。") == []

    def test_without_a_year_only_sentences_are_compared(self) -> None:
        assert marked("2023年发布120条。", "2023年发布120条。", None) == [("120", UNCHANGED)]


class TestEndless:
    @given(st.text(), st.text(), st.none() | st.integers(1, 9999))
    def test_any_texts_give_stretches_of_digits_in_their_order(self, text: str, last: str, year: int | None) -> None:
        traces = left_behind(text, last, year)
        assert [trace.start for trace in traces] == sorted({trace.start for trace in traces})
        assert all(re.fullmatch(r"[\d.,，．％%]+", text[trace.start : trace.end]) and trace.words for trace in traces)

    @given(
        st.lists(
            st.tuples(st.sampled_from(("收到", "办结", "发布", "培训", "解读", "回应")), st.integers(1, 99999)), min_size=1, max_size=8
        )
    )
    def test_a_text_that_was_only_copied_has_every_number_marked(self, said: list[tuple[str, int]]) -> None:
        text = "".join(f"全年{what}{number}件。" for what, number in said)
        assert [found for found, _ in marked(text, text)] == [str(number) for _, number in said]

    @given(st.lists(st.integers(1, 9999), min_size=1, max_size=8))
    def test_a_text_with_every_number_new_has_none_marked(self, numbers: list[int]) -> None:
        words = [f"第{'甲乙丙丁戊己庚辛'[place]}项工作完成" for place in range(len(numbers))]
        this, last = ("".join(f"{word}{number + step}件。" for word, number in zip(words, numbers, strict=True)) for step in (0, 10_000))
        assert marked(this, last) == []

    @pytest.mark.parametrize(
        "text",
        [
            "".join(f"本机关在第{chr(0x4E00 + place)}项工作中办理事项{place}件并发布信息{place * 3}条。" for place in range(1, 2000)),
            "，".join(f"办理事项{place}件" for place in range(20_000)),
            "《2023年第3条》" * 20_000,
        ],
    )
    def test_texts_that_nobody_would_write_are_done_in_a_moment(self, text: str) -> None:
        begun = time.process_time()
        left_behind(text, text.replace("办理", "承办"), YEAR)
        assert time.process_time() - begun < 10
