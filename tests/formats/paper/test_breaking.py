"""Where lines end, each rule in a line: the text as it is typed, and the lines it makes in a room of so many characters."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from desktopapp.formats.paper import breaking
from desktopapp.formats.paper.breaking import NO_END, NO_START, Room


def broken(text: str, room: int, *, hangs: bool = True, indent: int = 0) -> list[str]:
    """The lines of a text in which a Han character is 10 wide and any other 5, with gaps of 2."""
    advances = [5.0 if breaking.is_latin(character) else 10.0 for character in text]
    spans = breaking.break_lines(text, advances, breaking.gaps(text, 2.0), Room((room - indent) * 10.0, room * 10.0, hangs))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁戊己庚辛", ["甲乙丙丁戊", "己庚辛"]),
        # 行首禁则, and a stop that just misses the margin
        ("甲乙丙丁戊，己庚", ["甲乙丙丁戊，", "己庚"]),
        ("甲乙丙丁戊。", ["甲乙丙丁戊。"]),
        ("甲乙丙丁戊》己庚", ["甲乙丙丁", "戊》己庚"]),
        ("甲乙丙丁戊。”己庚", ["甲乙丙丁", "戊。”己庚"]),
        ("甲乙丙丁戊））己", ["甲乙丙丁", "戊））己"]),
        # 行尾禁则
        ("甲乙丙丁《戊己》", ["甲乙丙丁", "《戊己》"]),
        ("甲乙丙丁（“戊”）", ["甲乙丙丁", "（“戊”）"]),
        # a dash and an ellipsis are one sign
        ("甲乙丙丁——戊己", ["甲乙丙丁", "——戊己"]),
        ("甲乙丙丁……戊己", ["甲乙丙丁", "……戊己"]),
        # figures and Latin words stay whole
        ("甲乙丙丁2024年", ["甲乙丙丁", "2024年"]),
        ("甲乙丙丁12.5%，戊", ["甲乙丙丁", "12.5%，戊"]),
        ("甲乙丙OA系统", ["甲乙丙OA", "系统"]),
        ("甲乙Wi-Fi戊", ["甲乙Wi-Fi", "戊"]),
        ("甲乙丙丁Wi-Fi戊", ["甲乙丙丁", "Wi-Fi戊"]),
        ("甲COVID-19戊", ["甲COVID-", "19戊"]),
        ("ab cd efgh ijkl", ["ab cd efgh ", "ijkl"]),
        ("甲乙丙丁5、6月", ["甲乙丙丁", "5、6月"]),
        ("甲乙丙（一）25条", ["甲乙丙", "（一）25", "条"]),
        # behind a figure nothing hangs
        ("甲乙丙4%；丁戊", ["甲乙丙", "4%；丁戊"]),
        # what fits no line is cut
        ("abcdefghijklmn", ["abcdefghij", "klmn"]),
        # spaces at the end of a line take no room and none is printed at the beginning
        ("甲乙丙丁戊  己庚", ["甲乙丙丁戊  ", "己庚"]),
        ("甲乙丙丁戊\u3000己庚", ["甲乙丙丁戊\u3000", "己庚"]),
        ("", [""]),
    ],
)
def test_a_line_ends_where_a_word_processor_ends_it(text: str, lines: list[str]) -> None:
    assert broken(text, 5) == lines


def test_in_a_cell_nothing_hangs() -> None:
    assert broken("甲乙丙丁戊，己庚", 5, hangs=False) == ["甲乙丙丁", "戊，己庚"]


def test_the_first_line_is_indented() -> None:
    assert broken("甲乙丙丁戊己庚辛", 5, indent=2) == ["甲乙丙", "丁戊己庚辛"]


def test_the_gap_between_han_and_figures_counts() -> None:
    assert breaking.gaps("甲2024年，5%的OA", 2.0) == [0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0]
    assert broken("甲乙丙丁12", 5) == ["甲乙丙丁", "12"]  # 50 wide without the gap, 52 with it


def test_a_web_address_breaks_after_its_slashes_and_gb_t_does_not() -> None:
    assert broken("甲乙http://a.cn/art/b", 8) == ["甲乙http://", "a.cn/art/b"]
    assert broken("甲乙丙丁GB/T", 5) == ["甲乙丙丁", "GB/T"]


characters = some.text(some.sampled_from("甲乙丙，。“”《》（）——…、2024%AB -/."))


@settings(deadline=None)
@given(characters, some.integers(3, 12))
def test_no_character_is_lost_and_only_spaces_are_dropped(text: str, room: int) -> None:
    assert "".join(broken(text, room)).replace(" ", "") == text.replace(" ", "")


@settings(deadline=None)
@given(characters, some.integers(6, 12))
def test_no_line_begins_or_ends_with_what_may_not_unless_it_could_not_be_helped(text: str, room: int) -> None:
    lines = broken(text, room)
    for before, after in itertools.pairwise(lines):
        joined = before + after
        forced = not any(breaking.may_break(joined, index) for index in range(1, len(before)))
        dropped = before.endswith(" ")
        assert forced or dropped or (after[0] not in NO_START and before[-1] not in NO_END)
