"""Years and numbers in this year's text that may have been left behind from last year's.

A sentence is laid beside the sentence of last year's that is most like it; what stands in both at the same place is marked, and so
is a mention of last year as if it were this one. A mark asks a person to look: an unchanged number may well be right, and what is
not marked is not thereby right. 0 and 100% are never marked, for they are what most years have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

ALIKE = 0.75  # of a sentence must be the same, numbers apart, for the two to be one sentence rewritten
MOST = 300  # sentences with numbers in one text; of more only those that are the same word for word are compared
LONGEST = 500  # characters of a sentence that is compared with sentences that are only like it


class Trace(NamedTuple):
    """A stretch of this year's text, characters from `start` up to `end`, and why to look at it."""

    start: int
    end: int
    words: str


class Figure(NamedTuple):
    """A year or a number in a sentence; positions in the whole text, `at` the position in the sentence's pattern."""

    start: int
    end: int
    at: int
    value: str
    is_year: bool


class _Sentence(NamedTuple):
    """A sentence with its years and numbers, and its pattern: the words alone, each figure one sign."""

    text: str
    pattern: str
    figures: tuple[Figure, ...]


_SIGN = "\0"
_PLAIN = str.maketrans("０１２３４５６７８９，．" + _SIGN, "0123456789,. ")
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")
_FIGURE = re.compile(r"(?P<year>(?<!\d)20\d\d(?=\s*年))|\d+(?:,\d{3})+(?:\.\d+)?%?|\d+(?:\.\d+)?%?")
# Figures that say no fact of the year: names and numbers of documents, articles, dates, the numbering of lists, web, telephone, post.
_NO_FACTS = re.compile(
    r"《[^》\n]*》|〔\d+〕\s*\d*号?|第\d+|\d+\s*号|\d{1,2}月(?:\d{1,2}[日号])?"
    r"|(?m:^)\s*[（(]?\d{1,2}[）)、．](?!\d)|(?m:^)\s*\d{1,2}\.(?!\d)|[（(]\d{1,2}[）)]"
    r"|[A-Za-z][\w./:@-]*|0\d{2,3}-\d+|(?:邮编|邮政编码|电话|传真)[：:]?\s*[\d-]+"
)
_CLAUSE_ENDS = "，,。；;！!？?、\n"
# With these words in the same clause, last year is meant as last year.
_LASTING = re.compile(r"以来|至今|年起|自\s*\d|决算|预算")
_MEANT = re.compile(rf"上年|上一年|去年|往年|同比|相比|[较比]\s*\d|结转|以前|之前|历年|累计|{_LASTING.pattern}")


@lru_cache(maxsize=64)
def left_behind(text: str, last: str, year: int | None) -> tuple[Trace, ...]:
    """What may have been left behind in `text`, this year's, from `last`, the same text last year; `year` is the year reported on."""
    others = _others(last)
    known = _by_pattern(last)
    traces: dict[int, Trace] = {}
    for number, sentence in enumerate(_sentences(text)):
        for figure in sentence.figures:
            if year and figure.is_year and int(figure.value) == year - 1 and not _MEANT.search(_clause(text, figure)):
                traces[figure.start] = Trace(figure.start, figure.end, f"是上年的年份，本年是{year}年")
        for twin in known.get(sentence.pattern) or (_most_alike(sentence, others) if number < MOST else ()):
            traces |= {trace.start: trace for trace in _unchanged(text, sentence, twin, year)}
    return tuple(traces[start] for start in sorted(traces))


def figures(text: str) -> Iterator[Figure]:
    """The years and numbers of a text that say a fact of the year: none in names of documents, dates, numbering of lists, addresses."""
    return (figure for sentence in _sentences(text) for figure in sentence.figures)


def _unchanged(text: str, sentence: _Sentence, twin: _Sentence, year: int | None) -> Iterator[Trace]:
    """The figures that stand at the same place in both sentences, unchanged."""
    now, before = ({figure.at: figure for figure in figures} for figures in (sentence.figures, twin.figures))
    for at, its in _pairs(sentence.pattern, twin.pattern):
        figure = now[at]
        if before[its].value != figure.value:
            continue
        if figure.is_year:
            near = year is not None and abs(int(figure.value) - year) <= 2
            if near and not _LASTING.search(_clause(text, figure)):
                yield Trace(figure.start, figure.end, "年份与上年这句话里的相同，没有改")
        elif figure.value.strip("0.,"):
            yield Trace(figure.start, figure.end, "数与上年这句话里的相同")


def _pairs(pattern: str, other: str) -> Iterator[tuple[int, int]]:
    """The figures of two patterns that stand at the same place, by their positions."""
    if pattern == other:
        yield from ((at, at) for at, sign in enumerate(pattern) if sign == _SIGN)
        return
    for block in SequenceMatcher(None, pattern, other, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            if pattern[block.a + step] == _SIGN:
                yield block.a + step, block.b + step


def _most_alike(sentence: _Sentence, others: tuple[_Sentence, ...]) -> tuple[_Sentence, ...]:
    """Last year's sentence that this one is a rewriting of, none where there is none."""
    if len(sentence.pattern) > LONGEST:
        return ()
    best, found = ALIKE, ()
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(sentence.pattern)
    for other in others:
        matcher.set_seq1(other.pattern)  # a much longer one is told by real_quick_ratio
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, found = matcher.ratio(), (other,)
    return found


@lru_cache(maxsize=32)
def _others(last: str) -> tuple[_Sentence, ...]:
    return tuple(_sentences(last))[:MOST]


@lru_cache(maxsize=32)
def _by_pattern(last: str) -> Mapping[str, tuple[_Sentence, ...]]:
    found: dict[str, tuple[_Sentence, ...]] = {}
    for sentence in _others(last):
        found[sentence.pattern] = (*found.get(sentence.pattern, ()), sentence)
    return found


def _sentences(text: str) -> Iterator[_Sentence]:
    """The sentences that say a year or a number."""
    plain = text.translate(_PLAIN)
    silent = bytearray(len(plain))  # 1 where a figure says nothing
    for match in _NO_FACTS.finditer(plain):
        silent[match.start() : match.end()] = b"\1" * len(match[0])
    for match in _SENTENCE.finditer(plain):
        figures: list[Figure] = []
        pattern, done = "", match.start()
        for found in _FIGURE.finditer(plain, match.start(), match.end()):
            if found[0] == "100%" or any(silent[found.start() : found.end()]):
                continue
            pattern += "".join(plain[done : found.start()].split())
            value, is_year = found[0].replace(",", ""), found["year"] is not None
            figures.append(Figure(found.start(), found.end(), len(pattern), value, is_year))
            pattern += _SIGN
            done = found.end()
        if figures:
            yield _Sentence(match[0], pattern + "".join(plain[done : match.end()].split()), tuple(figures))


def _clause(text: str, figure: Figure) -> str:
    """The words around a figure up to the next commas."""
    start = max(text.rfind(end, 0, figure.start) for end in _CLAUSE_ENDS) + 1
    ends = [found for end in _CLAUSE_ENDS if (found := text.find(end, figure.end)) >= 0]
    return text[start : min(ends, default=len(text))]
