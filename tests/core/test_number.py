"""Numbers as people type and paste them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.number import Kind, joined, keeping_note, parted, read, write

NUMBERS = [
    # typed, value, what was overlooked
    ("0", "0", ()),
    ("52", "52", ()),
    (" 52 ", "52", ("空格",)),
    ("\u00a00", "0", ("空格",)),
    ("\u20023\u3000", "3", ("空格",)),
    ("５２", "52", ("全角字符",)),
    ("1,234", "1234", ("千分位逗号",)),
    ("1，234", "1234", ("全角字符", "千分位逗号")),
    ("12,345,678", "12345678", ("千分位逗号",)),
    ("1 234", "1234", ("千分位空格",)),
    ("007", "7", ("前导零",)),
    ("3件", "3", ("单位“件”",)),
    ("3.00", "3", ("小数点",)),
    ("-3", "-3", ()),
    ("－3", "-3", ("全角字符",)),
    ("-0", "0", ()),
    ("1.5", "1.5", ()),
]


@pytest.mark.parametrize(("typed", "value", "overlooked"), NUMBERS)
def test_it_reads_a_number_and_says_what_it_overlooked(typed: str, value: str, overlooked: tuple[str, ...]) -> None:
    reading = read(typed)
    assert (write(reading.value), reading.normalised, reading.fault) == (value, overlooked, "")


@pytest.mark.parametrize(
    "typed",
    [
        "/",
        "-",
        "—",
        "——",
        "无",
        "不适用",
        "12abc",
        "abc",
        "1,23",
        "12,34,567",
        "3 0",
        "1.2.3",
        "1e5",
        "三",
        "+3",
        "（5）",
        "52（其中39",
        "3?",
        "nan",
        "∞",
    ],
)
def test_what_is_not_a_number_says_so(typed: str) -> None:
    reading = read(typed)
    assert reading.value is None
    assert reading.fault
    assert not reading.blank


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\u3000", "\n\t"])
def test_blank_is_not_zero(typed: str) -> None:
    reading = read(typed)
    assert reading.blank
    assert reading.value is None


@pytest.mark.parametrize(
    ("typed", "value", "note"),
    [
        ("52（其中环评审批39个，排污许可证核发13个）", "52", "其中环评审批39个，排污许可证核发13个"),
        ("52(其中39个)", "52", "其中39个"),
        ("52件（含上年）", "52", "含上年"),
        ("1,200 （甲（乙）丙）", "1200", "甲（乙）丙"),
        ("52（）", "52", ""),
    ],
)
def test_a_number_may_carry_a_note(typed: str, value: str, note: str) -> None:
    reading = read(typed)
    assert (write(reading.value), reading.note) == (value, note)


def test_money_keeps_every_typed_decimal() -> None:
    assert write(read("96171.6040", Kind.MONEY).value) == "96171.6040"
    assert write(read("25.10万元", Kind.MONEY).value) == "25.10"


def test_yuan_in_a_cell_of_ten_thousand_yuan_is_not_a_number() -> None:
    reading = read("251000元", Kind.MONEY)
    assert reading.value is None
    assert "万元" in reading.fault


def test_more_than_fifteen_digits_are_never_a_count() -> None:
    assert read("9" * 15).value == Decimal("9" * 15)
    assert "15位" in read("9" * 16).fault


@given(st.text(max_size=60), st.sampled_from(Kind))
def test_any_text_is_blank_a_number_or_has_a_fault(typed: str, kind: Kind) -> None:
    reading = read(typed, kind)
    assert (reading.value is not None) + bool(reading.fault) + reading.blank == 1


@given(
    st.integers(min_value=0, max_value=10**15 - 1),
    st.sampled_from([str, "{:,}".format, " {}\u00a0".format, "{}件".format, "{}（其中1个）".format]),
)
def test_every_way_of_writing_a_count_gives_that_count(count: int, dress) -> None:
    assert read(dress(count)).value == count


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_an_amount_comes_back_as_written(amount: Decimal) -> None:
    assert write(read(f"{amount:f}", Kind.MONEY).value) == f"{amount:f}"


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("52（其中新办39件）", ("52", "其中新办39件")),
        ("1,234 (a)", ("1,234", "a")),
        ("52", ("52", "")),
        ("", ("", "")),
        ("（只有注）", ("（只有注）", "")),
        ("52（没有关上", ("52（没有关上", "")),
        ("52（）", ("52（）", "")),
    ],
)
def test_a_number_is_parted_from_its_note(raw: str, parts: tuple[str, str]) -> None:
    assert parted(raw) == parts


@pytest.mark.parametrize(
    ("entered", "before", "after"),
    [
        ("60", "52（甲）", "60（甲）"),
        ("60（乙）", "52（甲）", "60（乙）"),
        ("", "52（甲）", ""),
        ("60", "52", "60"),
        ("60", "", "60"),
    ],
)
def test_a_number_entered_over_one_with_a_note_keeps_the_note(entered: str, before: str, after: str) -> None:
    assert keeping_note(entered, before) == after


@given(st.integers(0, 10**9), st.text("甲乙12其中，（）", min_size=1, max_size=10))
def test_what_is_joined_can_be_parted_again(head: int, note: str) -> None:
    assert parted(joined(str(head), note)) == (str(head), note)
    assert read(joined(str(head), note)).value == head
