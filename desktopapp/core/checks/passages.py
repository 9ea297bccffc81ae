"""Prose as the rules on words look at it: paragraphs with their places, what is wrong in one, and the findings made of that.

A rule's look takes a paragraph's text and says what it finds there as hits. What one rule finds in one paragraph is one finding; where it
finds something in many paragraphs of one text, that is one finding for the text, so that no list drowns in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from desktopapp.core.checks.finding import Finding, Fix, Severity, Span
from desktopapp.core.fields import written
from desktopapp.core.report import Report

MOST_PARAGRAPHS = 3  # with findings of one rule that are listed one by one
_MOST_WORDS = 4  # different things that one finding names
_ENDS = re.compile("[。；！？]")
LONGEST_PARAGRAPH = 20_000  # characters
_SHOWN = 20  # characters of a quotation


class Hit(NamedTuple):
    """Something wrong in a paragraph: from where to where, what there is to say, and what should stand there where that is mechanical."""

    start: int
    end: int
    words: str
    mend: str | None = None


Look = Callable[[str], Iterable[Hit]]


def title_of(report: Report, key: str) -> str:
    """A text's name in words."""
    part = next((part for part in report.form.parts if part.key == key.partition(".")[0]), None)
    return part.title if part else "前言"


def lines_of(report: Report, key: str) -> list[str]:
    """A text's paragraphs as they are read. One that is longer than any that people write is left blank: it is no prose."""
    text = report.said(key)
    return [line if len(line) <= LONGEST_PARAGRAPH else "" for line in text.split("\n")] if text else []


def findings(rule: str, severity: Severity, report: Report, look: Look, keys: Sequence[str] = ()) -> Iterator[Finding]:
    """What a look finds in the report's texts, or in some of them."""
    for key in keys or report.form.text_keys:
        lines = lines_of(report, key)
        hits = [(index, hit) for index, line in enumerate(lines) if line.strip() for hit in look(line)]
        if hits:
            yield from findings_of(rule, severity, report, key, hits)


def findings_of(rule: str, severity: Severity, report: Report, key: str, hits: Sequence[tuple[int, Hit]]) -> Iterator[Finding]:
    """The findings that hits in one text make, each hit with its paragraph."""
    hits = sorted(hits, key=lambda found: (found[0], found[1].start))
    fix = _fix(report, key, hits)
    is_flood = len({index for index, _ in hits}) > MOST_PARAGRAPHS
    for _, together in groupby(hits, key=lambda found: 0 if is_flood else found[0]):
        group = list(together)
        index, first = group[0]
        where = Span(key, index, first.start, first.end)
        message = f"{title_of(report, key)}：{_told([hit.words for _, hit in group])}。"
        yield Finding(rule, severity, message, where=where, fix=fix if any(hit.mend is not None for _, hit in group) else None)


def of_text(number: str, severity: Severity, report: Report, key: str, words: str) -> Finding:
    """What there is to say of a text as a whole; it is shown at its first paragraph that has words."""
    lines = report.said(key).split("\n")
    index = next((index for index, line in enumerate(lines) if line.strip()), 0)
    return Finding(number, severity, f"{title_of(report, key)}：{words}。", where=Span(key, index, 0, len(lines[index])))


def sentence_at(text: str, place: int) -> str:
    """The sentence, or the item of a list, in which this place is."""
    start = max((text.rfind(end, 0, place) for end in "。；！？"), default=-1) + 1
    found = _ENDS.search(text, place)
    return text[start : found.end() if found else len(text)]


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """A text's sentences and items, without what ends them."""
    return tuple(sentence.strip() for sentence in re.split("[。；！？\n]", text) if sentence.strip())


def is_between(text: str, place: int, marks: str = "《》") -> bool:
    """The place is between an opening mark and its closing one."""
    opening, closing = marks
    return text.count(opening, 0, place) > text.count(closing, 0, place)


def shown(text: str) -> str:
    """A quotation of a paragraph, not too long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def size(text: str) -> int:
    """How many characters a text has, spaces not counted."""
    return len("".join(text.split()))


def _told(words: Sequence[str]) -> str:
    different = list(dict.fromkeys(words))
    more = f"；等{len(different)}项" if len(different) > _MOST_WORDS else ""
    counted = [f"{one}（{words.count(one)}处）" if words.count(one) > 1 else one for one in different[:_MOST_WORDS]]
    return "；".join(counted) + more


def _fix(report: Report, key: str, hits: Iterable[tuple[int, Hit]]) -> Fix | None:
    """All that is mechanical in one text, mended in one step; what touches a field (活数字) is left to a person."""
    begins = list(accumulate((len(line) + 1 for line in report.said(key).split("\n")), initial=0))
    text = report.text(key)
    mended: list[str] = []
    above = len(text)
    for index, hit in sorted(hits, key=lambda found: (found[0], found[1].start), reverse=True):
        place = _entered(report, key, begins[index] + hit.start, begins[index] + hit.end)
        if hit.mend is not None and place and place[1] <= above:
            text = text[: place[0]] + hit.mend + text[place[1] :]
            above = place[0]
            mended.append(hit.mend)
    if not mended:
        return None
    words = f"改为“{mended[0]}”" if len(mended) == 1 and mended[0].strip() else f"一并改好{len(mended)}处"
    return Fix(words, {key: text})


def _entered(report: Report, key: str, start: int, end: int) -> tuple[int, int] | None:
    """The characters of what was entered that a stretch of what is said stands for; None where a field is among them."""
    if "{" not in report.text(key):
        return start, end
    read = typed = 0
    for piece in report.pieces(key):
        if read <= start and end <= read + len(piece.text):
            return None if piece.field else (typed + start - read, typed + end - read)
        read, typed = read + len(piece.text), typed + (len(written(piece.field)) if piece.field else len(piece.text))
    return None
