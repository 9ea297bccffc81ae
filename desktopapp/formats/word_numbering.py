"""Word's automatic numbering: the 一、 and （一） that stand in no text but are counted when the page is drawn.

`numbering.xml` has abstract lists (levels with a pattern such as `%1、` and a kind of digits) and lists that use them; a paragraph, or its
style, names a list and a level.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktopapp.formats.markup import Element, attribute, child, children, name

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "koreanCounting",
    }
)
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HIGHEST = 9999
_STYLES_DEEP = 20


@dataclass(frozen=True, slots=True)
class _Level:
    pattern: str = ""
    digits: str = "decimal"
    start: int = 1
    after: str = "tab"


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict[str, dict[int, _Level]])  # by list
    _abstract: dict[str, str] = field(default_factory=dict[str, str])  # by list
    _styles: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])  # list and level by paragraph style
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])  # by abstract list

    def label(self, properties: Element | None) -> str:
        """The number in front of the paragraph that has these properties, counted one on; blank for a paragraph without one."""
        numbered = self._list_of(properties)
        if numbered is None:
            return ""
        key, depth = numbered
        level = self._levels.get(key, {}).get(depth)
        if level is None or level.digits == "bullet":
            return ""
        counts = self._counts.setdefault(self._abstract.get(key, key), {})
        counts[depth] = min(counts.get(depth, level.start - 1) + 1, _HIGHEST)
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        label = level.pattern
        for above in range(depth + 1):
            other = self._levels[key].get(above, _Level())
            label = label.replace(f"%{above + 1}", _written(counts.get(above, other.start), other.digits))
        return label

    def _list_of(self, properties: Element | None) -> tuple[str, int] | None:
        own = child(properties, "numPr")
        styled = self._styles.get(attribute(child(properties, "pStyle"), "val"))
        if own is None:
            return styled
        key = attribute(child(own, "numId"), "val", styled[0] if styled else "")
        if key in ("", "0"):  # 0 takes a style's numbering away
            return None
        return key, _whole(attribute(child(own, "ilvl"), "val"), styled[1] if styled else 0)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of `numbering.xml`, either part may be missing."""
    read = Numbering()
    abstract = {attribute(one, "abstractNumId"): _levels(one) for one in children(numbering, "abstractNum")}
    for one in children(numbering, "num"):
        key, base = attribute(one, "numId"), attribute(child(one, "abstractNumId"), "val")
        levels = dict(abstract.get(base, {}))
        overridden = False
        for override in children(one, "lvlOverride"):
            depth = _whole(attribute(override, "ilvl"), 0)
            levels |= _levels(override)
            start = child(override, "startOverride")
            if start is not None and depth in levels:
                old = levels[depth]
                levels[depth] = _Level(old.pattern, old.digits, _whole(attribute(start, "val"), 1), old.after)
                overridden = True
        read._levels[key] = levels  # pyright: ignore[reportPrivateUsage]
        read._abstract[key] = f"num {key}" if overridden else base  # pyright: ignore[reportPrivateUsage]
    read._styles |= _styled(styles)  # pyright: ignore[reportPrivateUsage]
    return read


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        _whole(attribute(level, "ilvl"), 0): _Level(
            attribute(child(level, "lvlText"), "val"),
            _digits(level),
            _whole(attribute(child(level, "start"), "val"), 1),
            attribute(child(level, "suff"), "val", "tab"),
        )
        for level in children(parent, "lvl")
    }


def _digits(level: Element) -> str:
    return next((attribute(one, "val") for one in level.iter() if name(one) == "numFmt"), "decimal")


def _styled(styles: Element | None) -> dict[str, tuple[str, int]]:
    """The list and the level that each paragraph style has, its own or of a style it is based on."""
    own: dict[str, tuple[str, str]] = {}
    based: dict[str, str] = {}
    for style in children(styles, "style"):
        key, numbered = attribute(style, "styleId"), child(style, "pPr", "numPr")
        based[key] = attribute(child(style, "basedOn"), "val")
        if numbered is not None:
            own[key] = (attribute(child(numbered, "numId"), "val"), attribute(child(numbered, "ilvl"), "val", "0"))
    found: dict[str, tuple[str, int]] = {}
    for key in based:
        base = key
        for _ in range(_STYLES_DEEP):
            if base in own:
                break
            base = based.get(base, "")
        numbered = own.get(base, ("", "0"))
        if numbered[0] not in ("", "0"):
            found[key] = (numbered[0], _whole(numbered[1], 0))
    return found


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _written(number: int, digits: str) -> str:
    """A number in one of Word's kinds of digits."""
    if digits in _CHINESE:
        return _chinese(number, _DIGITS)
    if digits in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(number, _FORMAL)
    if digits in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if digits in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if digits == "upperLetter" else 97) + number - 1)
    if digits in ("upperRoman", "lowerRoman"):
        return _roman(number) if digits == "upperRoman" else _roman(number).lower()
    if digits == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return "" if digits == "none" else str(number)


def _chinese(number: int, digits: str) -> str:
    """Up to 99 with 十; what is more has its digits alone."""
    if not 0 < number < 100:
        return "".join(digits[int(one)] for one in str(number))
    tens, ones = divmod(number, 10)
    ten = "拾" if digits is _FORMAL else "十"
    return (digits[tens] if tens > 1 else "") + (ten if tens else "") + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text += letters * (number // value)
        number %= value
    return text
