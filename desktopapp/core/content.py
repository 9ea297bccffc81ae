"""What a report says once printed, its 校验码, and what differs between two of them.

The code is of what readers see: title, organ, date, every number with its note, every paragraph. How a number was typed, where it came
from and what is noted beside the report do not change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Form
from desktopapp.core.report import REASON, Report

Content = Mapping[str, str]  # by place; a text's paragraphs are lines; blank places are absent

FACT_NAMES = {"organ": "单位名称", "kind": "单位类型", "year": "报告年度", "title": "标题", "date": "落款日期"}
LENGTH = 12  # characters of a code
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 that cannot be taken for each other; no 0 O 1 I
_READ_AS = str.maketrans("０１２３４５６７８９－", "0123456789-")
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


class Difference(NamedTuple):
    """What stands at a place before and after; of a text, one stretch of sentences."""

    place: str
    before: str
    after: str


def content(report: Report) -> Content:
    """What is printed, by place."""
    date = report.date
    said = {"title": report.title, "organ": report.organ, "date": date.isoformat() if date else report.text("date").strip()}
    said |= {address: printed(report, address) for address in report.form.cells}
    said |= {key: "\n".join(report.paragraphs(key)) for key in report.form.text_keys}
    return {place: text for place, text in said.items() if text}


def printed(report: Report, address: str) -> str:
    """A cell as it is printed: the number with its note, a total as computed, what is no number as it was typed."""
    reading = report.reading(address)
    if report.form.cells[address].is_sum:
        return number.write(report.value(address))
    return report.text(address).strip() if reading.fault else number.joined(number.write(reading.value), reading.note)


def code(said: Content) -> str:
    """The 校验码, as K7M2-9QXA-4HTC: 60 bits of the content's SHA-256."""
    import hashlib  # loads the system's cryptography, which a start of the program does not need

    whole = "\0".join(f"{place}\0{text}" for place, text in sorted(said.items()))
    bits = int.from_bytes(hashlib.sha256(whole.encode()).digest(), "big")
    letters = "".join(ALPHABET[bits >> 5 * position & 31] for position in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """A code as a person types it: small letters, spaces, full width, with or without hyphens; empty if it is none."""
    letters = re.sub(r"[\s\-—_]", "", typed.translate(_READ_AS)).upper()
    if len(letters) != LENGTH or set(letters) - set(ALPHABET):
        return ""
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def differences(form: Form, before: Content, after: Content) -> tuple[Difference, ...]:
    """All that changed, in printed order: cell by cell, and texts sentence by sentence."""
    order = ("title", "organ", "date", *form.text_keys[:1], *form.cells, *form.text_keys[1:])
    found: list[Difference] = []
    for place in order:
        one, other = before.get(place, ""), after.get(place, "")
        if one != other:
            found += _sentences(place, one, other) if place in form.text_keys else [Difference(place, one, other)]
    return tuple(found)


def name(form: Form, place: str) -> str:
    """A place in the users' words."""
    if place in form.cells:
        cell = form.cells[place]
        return f"表{form.part(cell.table).heading[0]}　{cell.label}"
    if place in FACT_NAMES or place == "preface":
        return FACT_NAMES.get(place, "前言")
    if place.startswith(REASON):
        rule, _, where = place.removeprefix(REASON).partition(" ")
        where = where.partition(":")[0]
        return f"{rule}的理由" + (f"　{name(form, where)}" if where in form.cells or where in form.text_keys else "")
    part, _, side = place.partition(".")
    return form.part(part).heading + {"before": "（表前文字）", "after": "（表后文字）"}.get(side, "")


def _sentences(place: str, before: str, after: str) -> Iterator[Difference]:
    from difflib import SequenceMatcher  # loaded when wanted

    one, other = (_SENTENCE.findall(text)[:-1] for text in (before, after))
    for kind, start, end, to_start, to_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(place, "".join(one[start:end]).strip("\n"), "".join(other[to_start:to_end]).strip("\n"))
