"""Numbers as people type, paste and print them.

A cell holds what was typed, to the letter. `read` says what number that is, if any; what it had to overlook on the
way (千分位逗号, 全角数字, spaces, a unit); and the note in brackets behind the number, as published reports have it:
`52（其中环评审批39个，排污许可证核发13个）` is 52 with a note. Blank is not 0, and `/`, `无`, `12abc` are not numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

LONGEST = 15  # digits; more is never a count or an amount, and Excel keeps no more


class Kind(StrEnum):
    """What a cell counts: pieces (件, whole numbers) or money (万元, decimals)."""

    COUNT = "count"
    MONEY = "money"


class Reading(NamedTuple):
    """What a cell's text means.

    `value` is the number alone, in the cell's unit, None when blank or not a number; `note` the text in the brackets;
    `normalised` what was overlooked, in the users' words; `fault` why it is not a number, a clause in Chinese, empty otherwise.
    """

    value: Decimal | None = None
    note: str = ""
    normalised: tuple[str, ...] = ()
    fault: str = ""

    @property
    def blank(self) -> bool:
        """Nothing was entered (spaces do not count)."""
        return self.value is None and not self.fault


_BLANK = Reading()
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200f\u2028\u202f\u205f\u2060\u3000\ufeff]+")
_WIDE = str.maketrans("０１２３４５６７８９，．－−", "0123456789,.--")
_NOTE = re.compile(r"^([^（(]*)[（(](.*)[）)]$", re.DOTALL)
_NUMBER = re.compile(r"^(-?)(\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?:\.(\d*))?$")
_UNITS = {Kind.COUNT: ("件", "个", "项", "宗", "份", "起", "条"), Kind.MONEY: ("万元",)}
_NOT_APPLICABLE = frozenset({"/", "-", "—", "——", "－", "无", "不适用", "\\", "、", "N/A", "n/a"})


@lru_cache(maxsize=8192)
def read(raw: str, kind: Kind = Kind.COUNT) -> Reading:
    """Read a cell's text as a number of the given kind. Never raises: what cannot be read comes back with its fault."""
    text = _SPACES.sub(" ", raw).strip(" ")
    if not text:
        return _BLANK
    normalised = ["空格"] if text != raw else []
    if text in _NOT_APPLICABLE:
        return Reading(fault=f"“{text}”不是数字，没有发生的请填0")
    text, note, fault = _split_note(text)
    if fault:
        return Reading(fault=fault)
    digits = text.translate(_WIDE)
    if digits != text:
        normalised.append("全角字符")
    for unit in _UNITS[kind]:
        if digits.endswith(unit) and len(digits) > len(unit):
            digits = digits.removesuffix(unit).rstrip(" ")
            normalised.append(f"单位“{unit}”")
            break
    return _read_digits(digits, kind, note, normalised, _shown(raw))


def write(value: Decimal | None) -> str:
    """A number as printed: every typed decimal, no exponent, no thousands separator; blank for None."""
    return "" if value is None else format(value, "f")


def parted(raw: str) -> tuple[str, str]:
    """(number, note) as they were typed: the text before the bracket and the text inside it; a text without a whole note is all number."""
    head, note, fault = _split_note(raw.strip())
    return (raw, "") if fault or not note else (head, note)


def joined(head: str, note: str) -> str:
    """A number with its note behind it in brackets, as reports are printed."""
    return f"{head}（{note}）" if note else head


def keeping_note(raw: str, before: str) -> str:
    """A number entered where a number with a note stood: the note stays, unless the new text brings its own or is blank."""
    head, note = parted(raw)
    return joined(head, parted(before)[1]) if head.strip() and not note else raw


def _split_note(text: str) -> tuple[str, str, str]:
    """(number, note, fault): the text before the first bracket, the text inside it, and what is wrong with the brackets."""
    if not any(bracket in text for bracket in "（()）"):
        return text, "", ""
    match = _NOTE.match(text)
    if not match or not match[1].strip():
        return text, "", f"“{_shown(text)}”括号前没有数字，或者括号不成对"
    return match[1].strip(), match[2].strip(), ""


def _read_digits(digits: str, kind: Kind, note: str, normalised: list[str], shown: str) -> Reading:
    """The number itself, once brackets, spaces around it and unit are off."""
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", digits):
        digits = digits.replace(" ", "")
        normalised.append("千分位空格")
    match = _NUMBER.match(digits)
    if not match:
        return Reading(fault=_fault(digits, kind, shown))
    sign, whole, fraction = match[1], match[2].replace(",", ""), match[3]
    if len(whole) + len(fraction or "") > LONGEST:
        return Reading(fault=f"“{shown}”数字超过{LONGEST}位")
    if "," in match[2]:
        normalised.append("千分位逗号")
    plain = whole.lstrip("0") or "0"
    if plain != whole:
        normalised.append("前导零")
    if fraction is not None and (not fraction or (kind is Kind.COUNT and not fraction.strip("0"))):
        fraction = None
        normalised.append("小数点")
    value = Decimal(f"{sign}{plain}.{fraction}" if fraction else f"{sign}{plain}")
    return Reading(value=value if value else abs(value), note=note, normalised=tuple(normalised))


def _fault(digits: str, kind: Kind, shown: str) -> str:
    """Why these are not the digits of one number."""
    if kind is Kind.MONEY and re.fullmatch(r"[\d,.]+ ?元", digits):
        return f"“{shown}”以元为单位，本格以万元计，请换算后填写"
    if re.fullmatch(r"\d+(?: \d+)+", digits):
        return f"“{shown}”数字中间有空格，无法确定是一个数还是几个数"
    return f"“{shown}”不是数字"


def _shown(raw: str) -> str:
    """What was typed, short enough for a sentence."""
    text = _SPACES.sub(" ", raw).strip(" ")
    return text if len(text) <= 20 else text[:19] + "…"
