"""The levels of a text (一、→（一）→1.→（1）, and 一是 inside paragraphs): what they are, put in order, and moved whole.

Nothing is renumbered but on command. How an ordinal is written is kept (（一）, 1. or 1、), only its number changes; one that is written
unlike the others of its level, as （4） between （三） and （五）, is written as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"^(?P<space>\s*)(?:(?P<one>[一二三四五六七八九十]{1,3})(?P<comma>[、．.])|[（(]\s*(?P<two>[一二三四五六七八九十]{1,3})\s*[）)]"
    r"|(?P<three>\d{1,2})(?P<point>[.．、])(?!\d)|[（(]\s*(?P<four>\d{1,2})\s*[）)])"
)
_SERIES = re.compile(
    r"(?:(?<=[。；！？：:;])|^)(?P<space>\s*)(?P<ordinal>[一二三四五六七八九十]{1,3})(?P<word>是|要)(?![否不])", re.MULTILINE
)


class Level(IntEnum):
    """A level of GB/T 9704 7.3.3."""

    ONE = 1  # 一、
    TWO = 2  # （一）
    THREE = 3  # 1.
    FOUR = 4  # （1）


class Heading(NamedTuple):
    """A paragraph that begins with an ordinal: its number in the text from 0, level, ordinal, words up to the first 。 or its end."""

    paragraph: int
    level: Level
    ordinal: int
    words: str


class _Mark(NamedTuple):
    """An ordinal at the head of a paragraph: `end` is where it stops."""

    level: Level
    ordinal: int
    end: int
    space: str
    sign: str


def outline(text: str) -> tuple[Heading, ...]:
    """The paragraphs that begin with an ordinal, in order."""
    found: list[Heading] = []
    for number, paragraph in enumerate(text.split("\n")):
        mark = _mark(paragraph)
        if mark:
            found.append(Heading(number, mark.level, mark.ordinal, paragraph[mark.end :].split("。")[0].strip()))
    return tuple(found)


def renumbered(text: str) -> str:
    """The text with every series of ordinals put in order: headings level by level, 一是…二是… from one in each run of them."""
    counts: dict[Level, int] = {}
    lines: list[str] = []
    for paragraph in text.split("\n"):
        mark = _mark(paragraph)
        if not mark:
            lines.append(paragraph)
            continue
        level = Level.TWO if mark.level is Level.FOUR and Level.TWO in counts and Level.THREE not in counts else mark.level
        counts = {higher: count for higher, count in counts.items() if higher <= level}
        counts[level] = counts.get(level, 0) + 1
        lines.append(mark.space + written(level, counts[level], mark.sign) + paragraph[mark.end :])
    return _in_series("\n".join(lines))


def moved(text: str, paragraph: int, steps: int) -> str:
    """The text with the heading at a paragraph, and all that stands under it, moved past `steps` headings of its own level.

    Negative steps go up. At the end of its own series it stays; numbers are left as they are.
    """
    lines = text.split("\n")
    sections = _siblings(text, paragraph)
    here = next((place for place, (start, _) in enumerate(sections) if start == paragraph), None)
    there = None if here is None else here + steps
    if here is None or there is None or not 0 <= there < len(sections) or steps == 0:
        return text
    blocks = [lines[start:end] for start, end in sections]
    blocks.insert(there, blocks.pop(here))
    first, last = sections[0][0], sections[-1][1]
    return "\n".join([*lines[:first], *(line for block in blocks for line in block), *lines[last:]])


def chinese(number: int) -> str:
    """1–99 as 一, 十二, 二十, 三十五; no careful text has more of one level, and what has is counted in figures from there on."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


def counted(words: str) -> int:
    """The number that 一, 十二, 二十, 三十五 says; 0 for what says none."""
    return _COUNTED.get(words, 0)


_COUNTED = {chinese(number): number for number in range(1, 100)}


def _mark(paragraph: str) -> _Mark | None:
    match = _MARK.match(paragraph)
    if not match:
        return None
    for name, level in (("one", Level.ONE), ("two", Level.TWO), ("three", Level.THREE), ("four", Level.FOUR)):
        if match[name]:
            ordinal = int(match[name]) if match[name].isdigit() else counted(match[name])
            return _Mark(level, ordinal, match.end(), match["space"], match["comma"] or match["point"] or "") if ordinal else None
    return None


def written(level: Level, ordinal: int, sign: str = "") -> str:
    """An ordinal as its level is written; `sign` stands behind it where it is not the usual one."""
    return {
        Level.ONE: f"{chinese(ordinal)}{sign or '、'}",
        Level.TWO: f"（{chinese(ordinal)}）",
        Level.THREE: f"{ordinal}{sign or '.'}",
        Level.FOUR: f"（{ordinal}）",
    }[level]


def _in_series(text: str) -> str:
    """一是…二是… in order: a run goes on through a paragraph, and through paragraphs that each begin with one."""
    lines: list[str] = []
    count, began = 0, False
    for paragraph in text.split("\n"):
        first = _SERIES.match(paragraph)
        count, began = (count, True) if first and began else (0, bool(first))
        pieces: list[str] = []
        done = 0
        for match in _SERIES.finditer(paragraph):
            count += 1
            pieces += [paragraph[done : match.start()], match["space"], chinese(count), match["word"]]
            done = match.end()
        lines.append("".join(pieces) + paragraph[done:])
    return "\n".join(lines)


def _siblings(text: str, paragraph: int) -> list[tuple[int, int]]:
    """The sections of the series that the heading at a paragraph belongs to, as (first line, line after the last)."""
    headings = outline(text)
    its = next((heading for heading in headings if heading.paragraph == paragraph), None)
    if its is None:
        return []
    at = headings.index(its)
    first = at
    while first > 0 and headings[first - 1].level >= its.level:
        first -= 1
    after = at + 1
    while after < len(headings) and headings[after].level >= its.level:
        after += 1
    end = headings[after].paragraph if after < len(headings) else text.count("\n") + 1
    starts = [heading.paragraph for heading in headings[first:after] if heading.level is its.level]
    return list(_spans(starts, end))


def _spans(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    yield from zip(starts, [*starts[1:], end], strict=True)
