"""Reading data that anyone may have written: every place has its type, its length and its depth, or a sentence says what is wrong.

Raises ValueError or TypeError; the message names the thing and says nothing of its content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, cast

LONGEST = 300_000  # characters of one text; the longest real report has some 20,000
LONGEST_CELL = 10_000  # characters of a number with its note, a fact, a reason
LONGEST_NAME = 500  # characters of a name, a key, a time
MOST = 20_000  # members of one thing; a form has 200 cells
MOST_PARTS = 600_000  # commas and brackets of a file: what is parsed takes so many times some 100 bytes of memory
DEEPEST = 40  # levels; ours are five
_NO_CHARACTERS = re.compile("[\\x00\\ud800-\\udfff]")


def parsed(content: bytes) -> object:
    """The JSON in a file: no repeated keys, no numbers without end, not deeper or fuller than a project can be."""
    if parts(content) > MOST_PARTS:
        raise ValueError("项数太多")
    found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse, parse_float=_finite)
    _look_through(found)
    return found


def parts(content: bytes) -> int:
    """How many things a file can hold at the most, counted without reading it."""
    return sum(content.count(sign) for sign in (b",", b"[", b"{"))


def mapping(value: object, what: str, most: int = MOST) -> dict[str, Any]:
    """The value as an object with at most so many members."""
    if not isinstance(value, dict):
        raise TypeError(f"{what}的写法不对")
    _count(len(value), what, most)  # pyright: ignore[reportUnknownArgumentType]
    return cast("dict[str, Any]", value)


def sequence(value: object, what: str, most: int = MOST) -> list[Any]:
    """The value as a list of at most so many members."""
    if not isinstance(value, list):
        raise TypeError(f"{what}的写法不对")
    _count(len(value), what, most)  # pyright: ignore[reportUnknownArgumentType]
    return cast("list[Any]", value)


def words(value: object, what: str, longest: int = LONGEST) -> str:
    """The value as a text of at most so many characters."""
    if not isinstance(value, str):
        raise TypeError(f"{what}应当是文字")
    if len(value) > longest:
        raise ValueError(f"{what}太长")
    return value


def text(value: object, what: str) -> str:
    """A text that is kept line by line, its paragraphs being lines."""
    return words("\n".join(words(line, what) for line in sequence(value, what)), what)


def name(value: object, what: str) -> str:
    """A short text on one line."""
    found = words(value, what, LONGEST_NAME)
    if "\n" in found or "\r" in found:
        raise ValueError(f"{what}不止一行")
    return found


def whole(value: object, what: str) -> int:
    """The value as a number from 0 to a billion."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{what}应当是整数")
    if not 0 <= value <= 1_000_000_000:
        raise ValueError(f"{what}太大")
    return value


def strangers(data: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """What a later version of the program wrote beside what this one knows."""
    return {key: value for key, value in data.items() if key not in known}


def _count(members: int, what: str, most: int) -> None:
    if members > most:
        raise ValueError(f"{what}的项数太多")


def _look_through(found: object) -> None:
    """Nothing deeper than DEEPEST, and no text that no file could hold: what is not understood is written back as it is."""
    level = [found]
    for _ in range(DEEPEST):
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                inner += cast("dict[str, object]", value)
                inner += cast("dict[str, object]", value).values()
            elif isinstance(value, list):
                inner += cast("list[object]", value)
            elif isinstance(value, str) and _NO_CHARACTERS.search(value):
                raise ValueError("不是文字的字符")
        if not inner:
            return
        level = inner
    raise ValueError("层次太深")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("重复的项")
    return result


def _finite(digits: str) -> float:
    found = float(digits)
    if not isfinite(found):
        raise ValueError("数太大")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
