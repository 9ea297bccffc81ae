"""The outline of a published report: where its parts begin, and what its first and last lines say (title, organ, year, date)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktopapp.core.form import Form, Part
from desktopapp.formats.matching import words

LONGEST_HEADING = 60  # characters; also of a title's line and of an organ's name
_FIRST_LINES, _LAST_LINES = 40, 6  # where a title and a signature are looked for
_DIGITS = "〇一二三四五六七八九"
_YEAR_DIGITS = rf"(?:19|20)[0-9]{{2}}|二[{_DIGITS}○零]{{3}}"
_NUMBERED = re.compile(r"^(?:第?([一二三四五六七八九十]{1,3})(?:部分)?[、.,:]?|([0-9]{1,2})[、.,:]?)(?![0-9])")
_SENTENCE = re.compile(r"[。；;！!？?：:，,〔〕\[\]]")
_TITLE = re.compile(r"(?:报告|年报)$")
_SUBJECT = re.compile(r"政府信息公开|政务公开|信息公开")
_YEAR = re.compile(rf"({_YEAR_DIGITS})年(?:度)?")
_DATE = re.compile(rf"({_YEAR_DIGITS})[年./-]([0-9一二三四五六七八九十]{{1,3}})[月./-]([0-9一二三四五六七八九十]{{1,3}})日?$")
_ORGAN = re.compile(r"(?:局|厅|委|办|部|院|署|处|所|站|队|会|室|中心|政府|街道|[县区市省乡镇])$")


def compact(text: str) -> str:
    """A line without its spaces, full-width letters and digits made half-width; blank for a line too long to be a heading."""
    return "".join(unicodedata.normalize("NFKC", text).split()) if len(text) <= 3 * LONGEST_HEADING else ""


def headings(form: Form, lines: Iterable[tuple[int, str]]) -> dict[int, Part]:
    """Which lines begin the parts: of all ways to pick headings in the form's order the one that looks most like headings.

    A sub-heading may have the words of a part's title, so the number and its brackets count; and of equals the last are taken,
    for a table of contents comes before the report.
    """
    none: tuple[int, dict[int, Part]] = (0, {})
    best: dict[int, tuple[int, dict[int, Part]]] = {}  # by the place of the last part: likeness so far, and the lines
    for line, text in lines:
        place, likeness = _heading(form, text)
        if likeness:
            earlier = [best[before] for before in sorted(best) if before < place]
            score, chain = max(earlier, key=lambda way: way[0], default=none)
            if score + likeness >= best.get(place, none)[0]:
                best[place] = (score + likeness, {**chain, line: form.parts[place]})
    return max(best.values(), key=lambda way: way[0], default=none)[1]


def may_head(form: Form, line: str) -> bool:
    """This line may be the heading of a part."""
    return _heading(form, line)[1] > 0


@lru_cache(maxsize=8)
def _titles(form: Form) -> dict[str, int]:
    return {words(title): place for place, part in enumerate(form.parts) for title in (part.title, *part.aliases)}


def _heading(form: Form, line: str) -> tuple[int, int]:
    """(place of the part, likeness): 0 for a line that cannot be a part's heading."""
    text = compact(line)
    numbered = _NUMBERED.match(text)
    place = _titles(form).get(words(text[numbered.end() :] if numbered else text), -1)
    if place < 0 or text.startswith("("):
        return place, 0
    if numbered is None:
        return place, 2
    if numbered[1]:
        return place, 8 if numbered[1] == _DIGITS[place + 1] else 4
    return place, 6 if numbered[2] == str(place + 1) else 1


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines above the report that make its title, and what they say; blank where they do not."""

    lines: range = range(0)
    title: str = ""
    organ: str = ""
    year: str = ""


def cover(lines: Sequence[str]) -> Cover:
    """The title among the lines before the first part: it may stand on several, the organ above the rest."""
    for last, line in enumerate(lines[:_FIRST_LINES]):
        if not _is_name(line) or not _TITLE.search(compact(line)):
            continue
        first = last
        while first > 0 and _is_name(above := lines[first - 1]) and (_ORGAN.search(compact(above)) or _YEAR.search(compact(above))):
            first -= 1
        title = "".join(line.strip() for line in lines[first : last + 1])
        if _SUBJECT.search(compact(title)):
            return Cover(range(first, last + 1), title, *_organ_and_year(compact(title)))
    return Cover()


def _organ_and_year(title: str) -> tuple[str, str]:
    """From 某局2024年政府信息公开工作年度报告, or with the year first."""
    year = _YEAR.search(title)
    subject = _SUBJECT.search(title)
    before = title[: year.start()] if year else title[: subject.start()] if subject else ""
    organ = re.sub(r"^(?:关于|[0-9]{4})", "", before) or (title[year.end() : subject.start()] if year and subject else "")
    return organ.removesuffix("关于"), year_of(title)


def year_of(text: str) -> str:
    """The first year that a text names, in digits; blank if none."""
    year = _YEAR.search(text)
    return _number(year[1]) if year else ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines below the report that are its organ and date; `date` is ISO, blank where there is none."""

    lines: range = range(0)
    organ: str = ""
    date: str = ""


def signature(lines: Sequence[str], organ: str) -> Signature:
    """The signature at the end of a text, with the organ on the line above the date, on the same line, or left out."""
    for last in range(len(lines) - 1, max(len(lines) - 1 - _LAST_LINES, -1), -1):
        name, date = _name_and_date(lines[last])
        if date and not name and last > 0 and _is_organ(lines[last - 1], organ):
            return Signature(range(last - 1, last + 1), compact(lines[last - 1]), date)
        if date and (not name or _is_organ(name, organ)):
            return Signature(range(last, last + 1), name, date)
    if lines and organ and compact(lines[-1]) == compact(organ):
        return Signature(range(len(lines) - 1, len(lines)), organ)
    return Signature()


def _name_and_date(line: str) -> tuple[str, str]:
    """What stands before a date that ends the line, and the date; a day that no calendar has is no date."""
    text = compact(line).strip("()")
    found = _DATE.search(text)
    if found is None:
        return "", ""
    try:
        return text[: found.start()], datetime.date(*(int(_number(group)) for group in found.groups())).isoformat()
    except ValueError:
        return "", ""


def _number(digits: str) -> str:
    """二〇二四 is 2024, 二十五 is 25, digits stay as they are."""
    if digits.isascii():
        return digits
    tens, ten, ones = digits.rpartition("十")
    if ten:
        return f"{_number(tens or '一')}{_number(ones or '〇')}"
    return "".join(str(max(_DIGITS.find(digit), 0)) for digit in digits)


def _is_name(line: str) -> bool:
    return 0 < len(compact(line)) <= LONGEST_HEADING and not _SENTENCE.search(compact(line))


def _is_organ(line: str, organ: str) -> bool:
    return _is_name(line) and (compact(line) == compact(organ) or bool(_ORGAN.search(compact(line))))
