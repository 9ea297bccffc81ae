"""Invented rules on prose, for the window that shows what such rules find: they are put in the place of the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from desktopapp.core import checks
from desktopapp.core.checks import Case, Finding, Fix, Rule, Severity, Span
from desktopapp.core.checks.finding import rule
from desktopapp.ui import checking
from desktopapp.ui.checking import Mention

_SPOKEN = {"新收": ("applications.received.total",), "结转": ("applications.carried_out.total", "applications.carried_in.total")}
READ: list[str] = []  # what the first rule was shown, each time it was asked


@rule("NT-91", Severity.EXPLAIN, source="试")
def answered_is_concluded(case: Case) -> Iterator[Finding]:
    """文中“答复n件”与表三办理结果总计一致。"""
    READ.append(case.report.text("overview"))
    cell = "applications.concluded.total"
    for where, words in spans(case, "overview", r"答复\d+件"):
        value = case.report.value(cell)
        if words != f"答复{value}件":
            message = f"文中“{words}”，表三办理结果总计是{value}。"
            yield Finding("NT-91", Severity.EXPLAIN, message, (cell,), where=where, cause="可能误取了自然人列")


@rule("TX-91", Severity.HINT, source="试")
def no_half_width_comma(case: Case) -> Iterator[Finding]:
    """中文里用全角逗号。"""
    for key in case.report.form.text_keys:
        for where, words in spans(case, key, r"[\u4e00-\u9fff],"):
            text = case.report.text(key)
            fix = Fix("改为全角逗号", {key: text.replace(words, f"{words[0]}，")})
            yield Finding("TX-91", Severity.HINT, "半角逗号。", where=where, fix=fix)


@rule("XY-91", Severity.UNCHECKED, source="试")
def nothing_to_compare_with(case: Case) -> Iterator[Finding]:
    """没有上年年报就无法核对。"""
    if case.last is None:
        yield Finding("XY-91", Severity.UNCHECKED, "没有上年年报。")


RULES = (answered_is_concluded, no_half_width_comma, nothing_to_compare_with)


def spans(case: Case, key: str, pattern: str) -> Iterator[tuple[Span, str]]:
    """Where a pattern stands in a text, and what it found."""
    for paragraph, line in enumerate(case.report.said(key).split("\n")):
        for found in re.finditer(pattern, line):
            yield Span(key, paragraph, *found.span()), found.group()


def use(monkeypatch: pytest.MonkeyPatch, rules: tuple[Rule, ...] = RULES) -> None:
    """Let these be the rules on texts; the rules on numbers stay."""
    monkeypatch.setattr(checks, "TEXT_CHECKS", rules)
    monkeypatch.setattr(checks, "CHECKS", checks.NUMBER_CHECKS + rules)
    monkeypatch.setattr(checking, "mentions", mentions)
    READ.clear()


def mentions(case: Case) -> Iterator[Mention]:
    """“新收n件” and “结转n件” speak of 表三."""
    for words, cells in _SPOKEN.items():
        for where, found in spans(case, "overview", rf"{words}\d+件"):
            values = {str(case.report.value(cell)) for cell in cells}
            yield Mention(where, cells, found[len(words) : -1] in values)
