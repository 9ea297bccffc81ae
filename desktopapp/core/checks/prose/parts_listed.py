"""How many parts the preface says a report has, and how many it lists: NN-6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core.checks.finding import Finding, Severity, Span
from desktopapp.core.claims.numerals import chinese
from desktopapp.core.report import Report

_PARTS = re.compile(r"(?<![\d第])(?P<number>[四五六七八]|\d{1,2})\s*(?:个|大)?部分(?!公开|政府信息)")
_NAMES = re.compile(
    r"总体情况|概述|主动公开(?:政府)?信息(?:的)?情况|(?:收到和处理|依申请)[^、，；和及]{0,16}情况|[^、，；及]{0,14}行政复议(?:[、和与及，]|以及)*(?:提起)?行政诉讼(?:的)?情况"
    r"|[^、，；和及]{0,10}(?:问题|不足)[^、，；]{0,12}(?:情况|措施|打算|方向)?|其[他它][^、，；。]{0,8}(?:事项|情况)"
)
_SEPARATORS = re.compile(r"[、，；,;“”\"]|以及|和|及|与")


def parts_listed(report: Report) -> Iterator[Finding]:
    """NN-6: 六个部分 that are not what is listed, or not what a report has."""
    for key in ("preface", "overview"):
        for at, line in enumerate(report.said(key).split("\n")):
            for found in _PARTS.finditer(line):
                wrong = _wrong_parts(report, line, found)
                if wrong:
                    said, right, message, severity = wrong
                    yield Finding("NN-6", severity, message, (), said, right, Span(key, at, *found.span("number")))


def _wrong_parts(report: Report, line: str, found: re.Match[str]) -> tuple[Decimal, Decimal, str, Severity] | None:
    """(said, right, message, severity) where the number of parts is not what is listed, or what a report has."""
    said = int(found["number"]) if found["number"].isdigit() else int(chinese(found["number"]))
    before = re.split(r"[。；]", line[: found.start()])[-1]
    behind = re.split(r"[。；]", line[found.end() :])[0]
    listed, open_list = _listed(before) if _listed(before)[0] else _listed(behind)
    whole = len(report.form.parts)
    if listed and (listed > said or (listed < said and (not open_list or listed == said - 1 >= whole - 2))):
        severity = Severity.HINT if open_list and listed < said else Severity.EXPLAIN
        return Decimal(said), Decimal(listed), f"正文写{said}个部分，列出的是{listed}个。", severity
    if 3 < said < whole and listed:
        return Decimal(said), Decimal(whole), f"正文写{said}个部分，年报有{whole}个部分。", Severity.EXPLAIN
    return None


def _listed(text: str) -> tuple[int, bool]:
    """How many parts a list names, and whether 等 leaves it open; 0 where there is no list."""
    names = list(_NAMES.finditer(text))
    if len(names) < 3:
        return 0, False
    stretch = text[names[0].start() :]
    rest = _NAMES.sub("、", stretch)
    others = [piece for piece in _SEPARATORS.split(rest) if len(re.sub(r"[^\u4e00-\u9fff]", "", piece)) >= 4]
    return len(names) + len(others), bool(re.search(r"等(?:共|这)?\s*$", text))
