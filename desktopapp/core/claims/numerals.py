"""Numbers in prose: digits and Chinese numerals with their unit, multiplier and approximation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

TEN_THOUSAND = 10_000
LONGEST = 15  # digits; more is never a count or an amount
MORE, LESS, ABOUT = "more", "less", "about"  # 余、多、超过 · 近、不足 · 约、左右


class Numeral(NamedTuple):
    """A number, characters from `start` up to `end` with its unit. `step` is the value of its last printed digit (12.5万: 1000)."""

    value: Decimal
    unit: str
    start: int
    end: int
    step: Decimal = Decimal(1)
    approximation: str = ""

    @property
    def is_percent(self) -> bool:
        """A percentage; percentage points are none."""
        return self.unit == "%"

    @property
    def is_money(self) -> bool:
        """An amount, in 元."""
        return self.unit == "元"

    def may_be(self, true: Decimal) -> bool:
        """Whether this is a way of saying the true number."""
        if self.approximation == MORE:
            return self.value <= true < 2 * self.value
        if self.approximation == LESS:
            return self.value * Decimal("0.8") <= true <= self.value
        if self.approximation == ABOUT:
            return abs(true - self.value) * 10 <= self.value
        rounded = self.step != 1 or self.is_money
        return abs(true - self.value) * 2 <= self.step if rounded else true == self.value


# One sign for one sign, so that positions stay.
_PLAIN = str.maketrans("０１２３４５６７８９．％,;:()!?\u00a0\u2002\u2003\u3000\t", "0123456789.%，；：（）！？     ")
_THOUSANDS = re.compile(r"(?<=\d)[，,](?=\d{3}(?!\d))")
_UNITS = "个百分点|工作日|个工作日|人次|件次|元|件|条|宗|份|起|项|次|例|封|篇|笔|批|部|期|场|名|人|户|家|处|个|%|年|月|日|号|天|小时"
_CHINESE = "零〇一二两三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = re.compile(
    r"(?:(?<![\d.A-Za-z/〔\-第])(?P<digits>(?>\d{1,3}(?: \d{3})+(?= *[件条宗份起])|\d+(?:,\d{3})*(?:\.\d+)?)(?!-\d))"
    rf"|(?<![第每同这那某逐任{_CHINESE}])(?P<chinese>[{_CHINESE}]+)(?=[余多]?[件宗起份例])"
    rf"|(?P<hundred>百分之?百))"
    rf" *(?P<scale>[万亿])?(?P<more>余|多)? *(?P<unit>{_UNITS})?(?P<after>以上|左右|上下|以下|以内)?"
)
_NO_COUNT = frozenset(("年", "月", "日", "号", "天", "小时", "工作日", "个工作日"))
_BEFORE = {"超过": MORE, "超": MORE, "逾": MORE, "至少": MORE, "近": LESS, "不足": LESS, "不到": LESS, "约": ABOUT, "大约": ABOUT}
_AFTER = {"以上": MORE, "左右": ABOUT, "上下": ABOUT, "以下": LESS, "以内": LESS}
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_IDIOMS = ("一件事", "一起", "一份", "百件", "千件", "万件")
_ORDINAL = re.compile(r"[.．、）)] *(?![件条宗份起项次])[\u4e00-\u9fff“]")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def plain(text: str) -> str:
    """The text with ASCII digits and full-width punctuation, character for character; a comma between thousands stays a comma."""
    return _THOUSANDS.sub(",", text.translate(_PLAIN))


def numerals(text: str) -> Iterator[Numeral]:
    """The counts, amounts and percentages in a plain text; years, dates, document numbers and articles are none."""
    for match in _NUMERAL.finditer(text):
        if match["unit"] in _NO_COUNT or len(match["digits"] or match["chinese"] or "") > LONGEST:
            continue
        if not match["unit"] and _ORDINAL.match(text, match.end()) and (not match.start() or text[match.start() - 1] in "：；。，（( "):
            continue  # 1.予以公开12件；2.部分公开3件
        if not (match["chinese"] and text.startswith(_IDIOMS, match.start())):
            yield _numeral(text, match)


def chinese(signs: str) -> Decimal:
    """A Chinese numeral: 一百零三 is 103, 廿三 is 23, 五万八千 is 58000."""
    signs = signs.translate(_FORMAL).replace("廿", "二十")
    if "万" in signs:
        above, _, below = signs.partition("万")
        return chinese(above or "一") * TEN_THOUSAND + (chinese(below.lstrip("零")) if below.lstrip("零") else 0)
    if not any(sign in _PLACES for sign in signs):
        return Decimal("".join(str(_DIGITS[sign]) for sign in signs))
    total, digit = 0, 0
    for sign in signs:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return Decimal(total + digit)


def _numeral(text: str, match: re.Match[str]) -> Numeral:
    digits = (match["digits"] or "").replace(",", "").replace(" ", "")
    value = Decimal(digits) if digits else Decimal(100) if match["hundred"] else chinese(match["chinese"])
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    unit = "%" if match["hundred"] else match["unit"] or ""
    before = next((kind for word, kind in _BEFORE.items() if text.endswith(word, 0, match.start())), "")
    approximation = MORE if match["more"] else _AFTER.get(match["after"] or "", before)
    return Numeral(value * scale, unit, match.start(), match.end(), step * scale, approximation)
