"""Levels of a text: found, put in order on command, moved whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.structuring import Level, chinese, counted, moved, outline, renumbered

TEXT = "引言。\n（一）甲\n甲的话。\n1.甲一\n2.甲二\n（二）乙。乙的话。\n（三）丙"


def test_a_paragraph_with_an_ordinal_is_a_heading_of_its_level() -> None:
    text = "一、总\n（一）甲\n(二)乙。后面是话。\n1.丙\n2、丁\n（1）戊\n话里有（一）不是\n1.5万元不是\n2024年不是"
    assert [(heading.level, heading.ordinal, heading.words) for heading in outline(text)] == [
        (Level.ONE, 1, "总"), (Level.TWO, 1, "甲"), (Level.TWO, 2, "乙"), (Level.THREE, 1, "丙"), (Level.THREE, 2, "丁"), (Level.FOUR, 1, "戊"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("（一）甲\n（三）乙\n（三）丙", "（一）甲\n（二）乙\n（三）丙"),
        ("（一）甲\n1.丙\n3.丁\n（二）乙\n4.戊", "（一）甲\n1.丙\n2.丁\n（二）乙\n1.戊"),
        ("（一）甲\n（二）乙\n（三）丙\n（4）丁\n（五）戊", "（一）甲\n（二）乙\n（三）丙\n（四）丁\n（五）戊"),
        ("(一)甲\n(二)乙", "（一）甲\n（二）乙"),
        ("1、甲\n1、乙", "1、甲\n2、乙"),
        ("1.甲\n（1）乙\n（3）丙\n2.丁\n（9）戊", "1.甲\n（1）乙\n（2）丙\n2.丁\n（1）戊"),
        ("一是甲。二是乙。二是丙。", "一是甲。二是乙。三是丙。"),
        ("一是甲。\n三是乙。\n四是丙。", "一是甲。\n二是乙。\n三是丙。"),
        ("问题：一是甲；二是乙。\n话。\n措施：二是丙；三是丁。", "问题：一是甲；二是乙。\n话。\n措施：一是丙；二是丁。"),
        ("这一是非曲直，二是否可行。", "这一是非曲直，二是否可行。"),
        ("　　（二）甲", "　　（一）甲"),
        ("没有序号的话。\n又一句。", "没有序号的话。\n又一句。"),
    ],
)
def test_ordinals_are_put_in_order(before: str, after: str) -> None:
    assert renumbered(before) == after


@given(st.text("一二三是（）()1.2、甲。\n ", max_size=60))
def test_putting_in_order_twice_changes_nothing_more(text: str) -> None:
    once = renumbered(text)
    assert renumbered(once) == once
    assert once.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("paragraph", "steps", "after"),
    [
        (5, -1, "引言。\n（二）乙。乙的话。\n（一）甲\n甲的话。\n1.甲一\n2.甲二\n（三）丙"),
        (1, 1, "引言。\n（二）乙。乙的话。\n（一）甲\n甲的话。\n1.甲一\n2.甲二\n（三）丙"),
        (1, 2, "引言。\n（二）乙。乙的话。\n（三）丙\n（一）甲\n甲的话。\n1.甲一\n2.甲二"),
        (3, 1, "引言。\n（一）甲\n甲的话。\n2.甲二\n1.甲一\n（二）乙。乙的话。\n（三）丙"),
        (1, -1, TEXT),
        (6, 1, TEXT),
        (3, 2, TEXT),
        (0, 1, TEXT),
    ],
)
def test_a_heading_moves_with_all_that_stands_under_it(paragraph: int, steps: int, after: str) -> None:
    assert moved(TEXT, paragraph, steps) == after


@given(st.lists(st.sampled_from(["（一）甲", "（二）乙", "1.丙", "（1）丁", "话。", ""]), min_size=1, max_size=12), st.data())
def test_moving_loses_no_paragraph(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    after = moved(text, data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(-3, 3)))
    assert sorted(after.split("\n")) == sorted(lines)


@given(st.integers(1, 99))
def test_a_number_in_chinese_is_read_back(number: int) -> None:
    assert counted(chinese(number)) == number


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numbers_are_written_as_people_write_them(number: int, words: str) -> None:
    assert chinese(number) == words


@pytest.mark.parametrize("words", ["", "是", "一二", "十十", "二十十", "一十二三"])
def test_what_says_no_number_counts_nothing(words: str) -> None:
    assert counted(words) == 0


def test_a_text_with_more_headings_than_anyone_writes_is_still_put_in_order() -> None:
    after = renumbered("\n".join(["一、甲"] * 150)).split("\n")
    assert (after[0], after[98], after[149]) == ("一、甲", "九十九、甲", "150、甲")
