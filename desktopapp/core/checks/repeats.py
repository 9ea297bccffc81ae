"""This year's words beside last year's (XY-7, XY-8): what was copied, and whether promises were answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktopapp.core.checks.finding import Case, Finding, Severity, Span, rule
from desktopapp.core.checks.last_year import trouble
from desktopapp.core.checks.passages import Hit, findings_of, lines_of, sentences, shown, size, title_of
from desktopapp.core.checks.required import sides
from desktopapp.core.report import Report

ALIKE = 0.65  # of 1: how like a paragraph of last year's one of this year's may not be
SHORTEST_PARAGRAPH, SHORTEST_SENTENCE = 40, 15  # characters; what is shorter is often the same for good reason
_MOST_SAME = 3  # sentences that may be the same in a text, in paragraphs that are otherwise new
KEYS = ("overview", "problems")  # the preface and the fee are said in the same words every year
_ANSWERED = 0.2  # of a promise's own words that come up again


@rule("XY-7", Severity.EXPLAIN, source="30号文件：内容雷同、敷衍塞责的，依照条例第四十七条处理")
def the_words_are_not_last_years(case: Case) -> Iterator[Finding]:
    """第一、五部分的每一段与上年相似的程度不超过65%（数字、年份不算不同），也没有成批照抄的句子。"""
    if why := _not_comparable(case):
        yield Finding("XY-7", Severity.UNCHECKED, why)
    elif case.last:
        for key in KEYS:
            yield from _alike(case.report, case.last, key)


@rule("XY-8", Severity.HINT, source="《政府信息公开条例》第五十条第（四）项：改进情况", follows="XY-7")
def last_years_promises_are_answered(case: Case) -> Iterator[Finding]:
    """上年第五部分说要改进的，今年的报告有所交代。"""
    if case.last is None or _not_comparable(case):
        return
    said = frozenset(pair for key in case.report.form.text_keys for pair in pairs(case.report.said(key)))
    forgotten = [promise for promise in promises(case.last.said("problems")) if _share(promise, said) < _ANSWERED] if said else []
    if forgotten:
        listed = "；".join(f"“{shown(promise)}”" for promise in forgotten[:3])
        message = f"上年说要改进的有{len(forgotten)}项今年没有提到：{listed}。"
        yield Finding("XY-8", Severity.HINT, message, where=Span("problems", 0, 0, 0))


RULES = (the_words_are_not_last_years, last_years_promises_are_answered)


def _not_comparable(case: Case) -> str:
    """Why the words cannot be compared with last year's, a sentence; blank where they can."""
    has_words = case.last is not None and any(case.last.said(key).strip() for key in KEYS)
    return trouble(case) or ("" if has_words else "上年年报没有文字，无法核对。")


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Words alone: years, numbers, spaces and stops are no difference."""
    return re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", text)


@lru_cache(maxsize=2048)
def _pairs(text: str) -> frozenset[str]:
    plain = _plain(text)
    return frozenset(map(str.__add__, plain, plain[1:]))


def likeness(one: str, other: str) -> float:
    """How alike two paragraphs are, of 1: the share of pairs of characters that both have."""
    return _likeness(_pairs(one), _pairs(other))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    total = len(first) + len(second)
    if not total or min(len(first), len(second)) * 2 < ALIKE * total:  # too different in length to be alike
        return 0.0
    return 2 * len(first & second) / total


def _alike(report: Report, last: Report, key: str) -> Iterator[Finding]:
    before = [_pairs(line) for line in lines_of(last, key) if size(line) >= SHORTEST_PARAGRAPH]
    known = {_plain(sentence) for sentence in sentences(last.said(key)) if len(_plain(sentence)) >= SHORTEST_SENTENCE}
    hits: list[tuple[int, Hit]] = []
    same: list[tuple[int, Hit]] = []
    for index, line in enumerate(lines_of(report, key)):
        copied = [sentence for sentence in sentences(line) if _plain(sentence) in known]
        likest = max((_likeness(_pairs(line), other) for other in before), default=0.0) if size(line) >= SHORTEST_PARAGRAPH else 0.0
        if likest >= ALIKE:
            more = f"，其中{len(copied)}句完全相同" if copied else ""
            hits.append((index, Hit(0, len(line), f"“{shown(line.strip())}”与上年相似{int(likest * 100)}%{more}，请按本年情况重写")))
        else:
            starts = [line.find(sentence) for sentence in copied]
            same += [(index, Hit(start, start + len(sentence), "")) for start, sentence in zip(starts, copied, strict=True)]
    if hits:
        yield from findings_of("XY-7", Severity.EXPLAIN, report, key, hits)
    if len(same) >= _MOST_SAME:
        yield _copied(report, key, same)


def _copied(report: Report, key: str, same: Sequence[tuple[int, Hit]]) -> Finding:
    index, first = same[0]
    line = lines_of(report, key)[index]
    message = f"{title_of(report, key)}：有{len(same)}句与上年完全相同，如“{shown(line[first.start : first.end])}”，请核对是否照抄。"
    return Finding("XY-7", Severity.EXPLAIN, message, where=Span(key, index, first.start, first.end))


# promises

_COMMON = frozenset(
    [
        "政府",
        "府信",
        "信息",
        "息公",
        "公开",
        "开工",
        "工作",
        "进一",
        "一步",
        "加强",
        "强化",
        "提升",
        "提高",
        "完善",
        "优化",
        "推进",
        "持续",
        "不断",
        "切实",
        "做好",
        "年我",
        "我局",
        "本机",
        "机关",
        "年将",
        "将进",
        "政务",
        "务公",
        "下一",
        "二是",
        "一是",
        "三是",
        "四是",
        "是加",
        "是进",
        "力度",
        "水平",
        "质量",
        "建设",
    ]
)


@lru_cache(maxsize=512)
def pairs(text: str) -> frozenset[str]:
    """Pairs of characters that tell what a text is about."""
    return _pairs(text) - _COMMON


@lru_cache(maxsize=16)
def promises(text: str) -> tuple[str, ...]:
    """What part five says will be done: the sentences of its measures that are long enough to say something."""
    _, measures = sides(text)
    return tuple(sentence for sentence in sentences(measures) if len(pairs(sentence)) >= 8)


def _share(promise: str, said: frozenset[str]) -> float:
    own = pairs(promise)
    return len(own & said) / len(own)
