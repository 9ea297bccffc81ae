"""An office's own rules (LR-1 to LR-3): what the local notice asks. Its deadline is ST-06's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.passages import Hit, findings, of_text, sentences, size
from desktopapp.core.office_rules import OfficeRules, Required

_NUMBER = r"[0-9０-９]|[零一二三四五六七八九十百千两]+(?=[余多]?[件条次个篇场期份人项名家])|未|没有|无"


@rule("LR-1", Severity.EXPLAIN, source="本单位所在地的通知（本地要求）")
def texts_have_the_length_that_is_asked(case: Case) -> Iterator[Finding]:
    """各部分的字数在本地通知要求的范围之内（空格不计）。"""
    for key, count in sorted((key, size(case.report.said(key))) for key in {*case.office.longest, *case.office.shortest}):
        longest, shortest = case.office.longest.get(key), case.office.shortest.get(key)
        if longest and count > longest:
            yield of_text("LR-1", Severity.EXPLAIN, case.report, key, f"全文{count}字，{_asked(case.office)}不超过{longest}字")
        if shortest and count < shortest:
            yield of_text("LR-1", Severity.EXPLAIN, case.report, key, f"全文{count}字，{_asked(case.office)}不少于{shortest}字")


@rule("LR-2", Severity.EXPLAIN, source="本单位所在地的通知（本地要求）")
def what_is_asked_is_said(case: Case) -> Iterator[Finding]:
    """本地通知要求写明的内容都已写到；要求有数量的，同一句里有数字。"""
    for key in dict.fromkeys(required.part for required in case.office.required):
        missing = [_named(one) for one in case.office.required if one.part == key and not _is_said(one, case.report.said(key))]
        if missing:
            yield of_text("LR-2", Severity.EXPLAIN, case.report, key, f"{_asked(case.office)}{'；'.join(missing)}")


@rule("LR-3", Severity.EXPLAIN, source="本单位所在地的通知（本地要求）")
def no_word_stands_that_is_not_wanted(case: Case) -> Iterator[Finding]:
    """没有本地通知不让用的词语；有规定说法的，用规定的说法。"""
    office = case.office
    if office.terms or office.forbidden:
        yield from findings(
            "LR-3", Severity.EXPLAIN, case.report, lambda text: _unwanted(text, office), ("title", *case.report.form.text_keys)
        )


RULES = (texts_have_the_length_that_is_asked, what_is_asked_is_said, no_word_stands_that_is_not_wanted)


def _asked(office: OfficeRules) -> str:
    return f"“{office.name}”要求" if office.name else "本地要求"


def _named(required: Required) -> str:
    return required.sentence or f"写到{'、'.join(required.words)}{'的数量' if required.counted else ''}"


def _is_said(required: Required, text: str) -> bool:
    """Any of the words, in a sentence that has a number where one is asked for."""
    saying = (sentence for sentence in sentences(text) if any(word in sentence for word in required.words))
    return any(not required.counted or re.search(_NUMBER, sentence) for sentence in saying)


def _unwanted(text: str, office: OfficeRules) -> Iterator[Hit]:
    """Each word to the letter. Where what should stand there holds the wrong word, it is right."""
    for wrong, right in office.terms.items():
        held = [(found.start(), found.end()) for found in re.finditer(re.escape(right), text)] if wrong in right else []
        for found in re.finditer(re.escape(wrong), text):
            if not any(start <= found.start() and found.end() <= end for start, end in held):
                yield Hit(*found.span(), f"“{wrong}”应为“{right}”（{_asked(office)}）", right)
    for word in office.forbidden:
        for found in re.finditer(re.escape(word), text):
            yield Hit(*found.span(), f"{_asked(office)}不写“{word}”")
