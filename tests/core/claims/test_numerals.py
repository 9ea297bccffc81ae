"""Numbers in prose: digits and Chinese numerals, units, multipliers, approximations."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.claims.numerals import ABOUT, LESS, MORE, Numeral, chinese, numerals, plain


def read(text: str) -> list[Numeral]:
    return list(numerals(plain(text)))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12件", 12, "件"),
        ("１２件", 12, "件"),
        ("12 件", 12, "件"),
        ("1,032件", 1032, "件"),
        ("１，０３２件", 1032, "件"),
        ("2 015件", 2015, "件"),
        ("十二件", 12, "件"),
        ("两件", 2, "件"),
        ("一百零三件", 103, "件"),
        ("廿三件", 23, "件"),
        ("五万八千件", 58000, "件"),
        ("叁件", 3, "件"),
        ("二〇件", 20, "件"),
        ("1.2万件", 12000, "件"),
        ("3.2亿元", 320_000_000, "元"),
        ("1286.35万元", 12_863_500, "元"),
        ("42.86%", Decimal("42.86"), "%"),
        ("100％", 100, "%"),
        ("百分之百", 100, "%"),
    ],
)
def test_a_number_with_its_unit(text: str, value: int | Decimal, unit: str) -> None:
    (numeral,) = read(text)
    assert (numeral.value, numeral.unit, numeral.start, numeral.end) == (value, unit, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "1月31日",
        "第12条",
        "〔2021〕30号",
        "0591-23156006",
        "20个工作日",
        "一件事",
        "每一件",
        "第三十六条",
        "A4",
        "1234567890123456件",
        "1.予以公开",
        "（1）予以公开",
    ],
)
def test_years_dates_articles_and_document_numbers_are_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "fits", "too_few", "too_many"),
    [
        ("14万余条", MORE, 145000, 139999, 280000),
        ("5500余条", MORE, 5512, 5499, 11000),
        ("100件以上", MORE, 130, 99, 200),
        ("超过30件", MORE, 31, 29, 60),
        ("近百件", "", 100, 99, 101),
        ("近100件", LESS, 98, 79, 101),
        ("不足20件", LESS, 18, 15, 21),
        ("约50件", ABOUT, 52, 44, 56),
        ("50件左右", ABOUT, 48, 44, 56),
        ("12件", "", 12, 11, 13),
    ],
)
def test_an_approximate_number_fits_what_it_may_stand_for(text: str, kind: str, fits: int, too_few: int, too_many: int) -> None:
    found = read(text)
    if not found:  # 近百件 says no number
        assert text == "近百件"
        return
    (numeral,) = found
    assert numeral.approximation == kind
    assert [numeral.may_be(Decimal(value)) for value in (fits, too_few, too_many)] == [True, False, False]


def test_an_amount_may_be_rounded_at_its_last_digit() -> None:
    (numeral,) = read("1286.4万元")
    assert numeral.may_be(Decimal("12863500"))
    assert not numeral.may_be(Decimal("12868500"))


@given(st.integers(1, 99_999))
def test_every_chinese_numeral_is_read_as_it_is_written(number: int) -> None:
    assert chinese(written(number)) == number


def written(number: int) -> str:
    """The numeral in the usual way of writing."""
    if number >= 10_000:
        above, below = divmod(number, 10_000)
        return written(above) + "万" + (("零" if below < 1000 else "") + written(below) if below else "")
    words, zero = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + sign
        zero = digit == 0
    return words


@given(st.text(alphabet="收到申请件，。0123456789１２,.万亿余多约%％（）()第年月日十百千零一二两廿 \u3000", max_size=60))
def test_any_text_is_read_without_an_error_and_within_its_length(text: str) -> None:
    for numeral in read(text):
        assert 0 <= numeral.start < numeral.end <= len(text)
        assert numeral.value >= 0
