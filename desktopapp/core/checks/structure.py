"""Headings, ordinals, title and date (ST-01 to ST-06).

ST-04 (the tables are real tables with the exact captions) and ST-07 (headings under which reports have been published) have no rule here:
a report's tables and six headings are the form's own, and what a file had instead is said where it is imported.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.checks.finding import Case, Finding, Fix, Severity, Span, rule
from desktopapp.core.checks.passages import Hit, findings, findings_of, lines_of, shown
from desktopapp.core.checks.required import is_government
from desktopapp.core.form import Form
from desktopapp.core.organ import FIRST_YEAR, deadline
from desktopapp.core.record import signed_without_organ
from desktopapp.core.report import Origin, Report
from desktopapp.core.structuring import DIGITS, Level, chinese, counted, renumbered, written

_LIKE = 0.8  # of 1: a heading that is meant to be a part's


@rule("ST-01", Severity.EXPLAIN, source="30号文件附件：六个部分及其标题")
def the_parts_are_the_six_of_the_form(case: Case) -> Iterator[Finding]:
    """只有六个部分，次序和标题以30号文件为准；正文里没有另外的“五、”“七、”等部分，也没有再出现各部分的标题。"""
    yield from _line_by_line("ST-01", case.report, _extra_part)


@rule("ST-02", Severity.EXPLAIN, source="GB/T 9704—2012：结构层次序数依次用“一、”“（一）”“1.”“（1）”")
def ordinals_follow_each_other(case: Case) -> Iterator[Finding]:
    """序号依次是一、（一）1.（1），不重复、不跳号、不混用写法；“一是、二是、三是”也不重复、不跳号。"""
    report = case.report
    for key in report.form.text_keys:
        hits = misnumbered(report.said(key))
        if not hits:
            continue
        in_order = renumbered(report.text(key))
        anew = Fix("重新编号", {key: in_order}) if in_order != report.text(key) else None
        for finding in findings_of("ST-02", Severity.EXPLAIN, report, key, hits):
            yield finding if finding.fix else finding._replace(fix=anew)


@rule("ST-03", Severity.EXPLAIN, source="GB/T 9704—2012：部分之下用“（一）”")
def sub_headings_are_below_their_part(case: Case) -> Iterator[Finding]:
    """各部分之内的小标题用（一）（二）（三），不用“一、二、三、”，那是六个部分的序号。"""
    yield from _line_by_line("ST-03", case.report, _top_level)


@rule("ST-05", Severity.EXPLAIN, source="《政府信息公开条例》第四十九条、30号文件：政府信息公开工作年度报告")
def the_title_is_the_reports_full_name(case: Case) -> Iterator[Finding]:
    """标题写单位全称、年份和全称“政府信息公开工作年度报告”，不缺字、不重复年份，不带文号和句号。"""
    report = case.report
    title = report.text("title")
    if not title.strip():
        return
    where = Span("title", 0, 0, len(title))
    fix = Fix(f"改为“{report.default_title}”", {"title": report.default_title}) if report.organ and report.year else None
    words, severity = _about_title(title, report.form.name)
    if words:
        yield Finding("ST-05", severity, f"标题“{shown(title.strip())}”：{'；'.join(words)}。", ("title",), where=where, fix=fix)


@rule("ST-06", Severity.EXPLAIN, source="《政府信息公开条例》第四十九条：每年1月31日前，政府3月31日前；地方通知从其规定")
def the_date_is_in_time(case: Case) -> Iterator[Finding]:
    """落款有单位名称和日期；日期是真实的，在报告年度结束之后、公布期限之前；月、日不写前导零。"""
    report = case.report
    if finding := _about_date(case):
        yield finding
    yield from findings("ST-06", Severity.EXPLAIN, report, _leading_zeros)
    if signed_without_organ(report) and report.entry("date").origin is Origin.IMPORTED:
        yield Finding("ST-06", Severity.HINT, "原文落款只有日期，没有单位名称；打印时已按单位名称补上，请核对。", ("date",))


RULES = (
    the_parts_are_the_six_of_the_form,
    ordinals_follow_each_other,
    sub_headings_are_below_their_part,
    the_title_is_the_reports_full_name,
    the_date_is_in_time,
)


# headings


def _line_by_line(number: str, report: Report, look: Callable[[Form, str, str], Hit | None]) -> Iterator[Finding]:
    """What a look, which is told the form and the text's key too, finds in each line of the report's texts."""
    for key in report.form.text_keys:
        hits = [(index, hit) for index, line in enumerate(lines_of(report, key)) if (hit := look(report.form, key, line))]
        if hits:
            yield from findings_of(number, Severity.EXPLAIN, report, key, hits)


_TOP = re.compile(rf"^\s*([{DIGITS}]{{1,2}})[、.．，]\s*(.{{2,40}})$")


def _plain(title: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", title)


def _headline(line: str) -> re.Match[str] | None:
    """The line looks like the heading of a part: a number, and a few words that are no sentence."""
    found = _TOP.match(line)
    title = found[2].rstrip(" 　:：") if found else ""
    return found if found and len(title) <= 30 and not re.search("[。；！？]", title) else None


@lru_cache(maxsize=1024)
def _part_named(form: Form, line: str) -> str:
    """The heading of the form that this line repeats, whatever number it has; blank for none."""
    title = _plain(re.sub(rf"^\s*[（(]?[{DIGITS}\d]{{1,2}}[）)]?[、.．]?", "", line))
    if not 4 <= len(title) <= 40:
        return ""
    for part in form.parts:
        known = [_plain(name) for name in (part.title, *part.aliases)]
        if title in known or (_headline(line) and max(difflib.SequenceMatcher(None, name, title).ratio() for name in known) >= _LIKE):
            return part.heading
    return ""


def _extra_part(form: Form, key: str, line: str) -> Hit | None:
    """A heading of a part in the text of one."""
    stripped = line.strip()
    if not 2 < len(stripped) <= 50:
        return None
    start = len(line) - len(line.lstrip())
    heading = _part_named(form, stripped)
    own = next((part.heading for part in form.parts if part.key == key.partition(".")[0]), "")
    is_numbered = re.match(rf"[{DIGITS}\d]{{1,2}}[、.．]", stripped)
    may_be_aspect = key == "overview" and not stripped.startswith(heading[:1])  # 一、主动公开政府信息情况 there is one of the five
    if heading and not re.match("[（(]", stripped) and not may_be_aspect and (is_numbered or heading != own):
        return Hit(start, start + len(stripped), f"正文里有“{shown(stripped)}”，像是“{heading}”这一部分的标题")
    top = _headline(stripped)
    if top and (DIGITS.find(top[1]) >= len(form.parts) or key.partition(".")[0] in (*form.tables, "other_matters")):
        return Hit(start, start + len(stripped), f"“{shown(stripped)}”不是六个部分之一，内容请并入相应的部分")
    return None


def _top_level(form: Form, key: str, line: str) -> Hit | None:
    found = _TOP.match(line)
    if not found or key.partition(".")[0] not in ("overview", "problems") or _extra_part(form, key, line):
        return None
    mark = re.match(rf"\s*[{DIGITS}]{{1,2}}[、.．，]\s*", line)
    start = len(line) - len(line.lstrip())
    is_short = len(found[2]) <= 30 or re.search("[。：]", found[2][:30])
    mend = f"（{found[1]}）"
    return (
        Hit(start, mark.end() if mark else start, f"“{shown(line.strip())}”是部分之内的小标题，序号应为“{mend}”", mend)
        if is_short
        else None
    )


# ordinals


class Ordinal(NamedTuple):
    """A number at the beginning of a paragraph: how it is written, and what it is."""

    style: str
    number: int
    start: int
    end: int
    before: int = 0  # the number before it on its level, anywhere in the text

    @property
    def goes_on(self) -> bool:
        """It goes on with a list of its own level."""
        return self.before == self.number - 1 > 0


_STYLES = (
    ("（一）", rf"（([{DIGITS}]{{1,3}})）"),
    ("(一)", rf"[（(]([{DIGITS}]{{1,3}})[）)]"),
    ("（1）", r"（(\d{1,2})）"),
    ("(1)", r"[（(](\d{1,2})[）)]"),
    ("1.", r"(\d{1,2})\.(?!\d)"),
    ("1．", r"(\d{1,2})．"),
    ("1、", r"(\d{1,2})、(?!\d)"),
    ("①", "([①-⑳])"),
)
_LEVEL = {"（一）": 0, "(一)": 0, "1.": 1, "1．": 1, "1、": 1, "（1）": 2, "(1)": 2, "①": 3}
_WRONG_MARK = rf"^\s*(?:[（(][{DIGITS}\d]{{1,2}}[）)][、.．，]|[{DIGITS}]{{1,2}}[.．，])"
_ITEM = rf"(?<![\u4e00-\u9fff\d])([{DIGITS}])是"


def ordinal(line: str) -> Ordinal | None:
    """The number with which a paragraph begins."""
    start = len(line) - len(line.lstrip())
    for style, pattern in _STYLES:
        if found := re.match(pattern, line[start:]):
            return Ordinal(style, _read(found[1]), start, start + found.end())
    return None


def _read(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return counted(digits)


@lru_cache(maxsize=128)
def misnumbered(text: str) -> tuple[tuple[int, Hit], ...]:
    """The numbers of a text's headings and lists that do not follow each other, each with its paragraph."""
    lines = text.split("\n")
    found = _with_the_ones_before((index, one) for index, line in enumerate(lines) if (one := ordinal(line)))
    hits = [*_strays(found), *_sequences(found), *_items(lines)]
    for index, line in enumerate(lines):
        if wrong := re.match(_WRONG_MARK, line):
            mend = re.sub(r"[、.．，]$", "" if "）" in wrong[0] or ")" in wrong[0] else "、", wrong[0])
            hits.append((index, Hit(*wrong.span(), f"序号“{wrong[0].strip()}”的标点不对，应为“{mend.strip()}”", mend)))
    return tuple(hits)


def _strays(found: list[tuple[int, Ordinal]]) -> Iterator[tuple[int, Hit]]:
    """Numbers written otherwise than their neighbours of the same level: （4） after （三）, (一), 1、 beside 1."""
    styles = {one.style for _, one in found}
    expected = 0
    for index, one in found:
        if one.style in ("（一）", "(一)"):
            expected = one.number + 1
        is_fourth = one.style in ("（1）", "(1)", "1、", "1.", "1．") and one.number == expected > 1 and not one.goes_on
        if is_fourth:
            mend = written(Level.TWO, one.number)
            expected += 1
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”与前后不一致，应为“{mend}”", mend)
        elif one.style == "(一)":
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”用了半角括号", written(Level.TWO, one.number))
        elif one.style == "(1)":
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”用了半角括号", written(Level.FOUR, one.number))
        elif one.style in ("1、", "1．") and "1." in styles:
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”与“1.”混用", written(Level.THREE, one.number))
        elif one.style == "1、" and "1．" in styles:
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”与“1．”混用", written(Level.THREE, one.number))


def _with_the_ones_before(found: Iterable[tuple[int, Ordinal]]) -> list[tuple[int, Ordinal]]:
    last: dict[int, int] = {}
    placed: list[tuple[int, Ordinal]] = []
    for index, one in found:
        level = _LEVEL[one.style]
        placed.append((index, one._replace(before=last.get(level, 0))))
        last[level] = one.number
    return placed


def _raw(one: Ordinal) -> str:
    return (
        one.style.replace("一", chinese(one.number)).replace("1", str(one.number)) if one.style != "①" else chr(ord("①") + one.number - 1)
    )


def _sequences(found: list[tuple[int, Ordinal]]) -> Iterator[tuple[int, Hit]]:
    """Numbers that repeat or are left out; a list may begin anew below another heading."""
    last: dict[int, int] = {}
    for index, one in found:
        level = _LEVEL[one.style]
        if level and one.number == last.get(0, 0) + 1 > 1 and not last.get(level) and not one.goes_on:
            last = {0: one.number}  # a （4） that should be a （四）
            continue
        before = last.get(level, 0)
        if one.number != before + 1 and not (one.number == 1 and level and before > 1):
            what = "重复" if one.number == before else "不连续"
            told = f"前面是{before}" if before else "应当从1开始"
            yield index, Hit(one.start, one.end, f"序号“{_raw(one)}”{what}（{told}）")
        last = {key: value for key, value in last.items() if key < level} | {level: one.number}


def _items(lines: list[str]) -> Iterator[tuple[int, Hit]]:
    """一是、二是、三是 over the whole text."""
    before = 0
    lone: tuple[int, Hit] | None = None
    for index, line in enumerate(lines):
        for found in re.finditer(_ITEM, line):
            number = DIGITS.index(found[1]) + 1
            if lone and number == 1:
                yield lone
            if number not in (1, before + 1):
                yield index, Hit(*found.span(), f"“{found[0]}”{'重复' if number == before else '不连续'}，前面是{before or '没有一是'}")
            lone = (index, Hit(*found.span(), "只有“一是”，没有“二是”")) if number == 1 else None
            before = number
    if lone:
        yield lone


# title

_NAME_BITS = ("政府", "信息公开", "工作", "年度报告")


def _about_title(title: str, name: str) -> tuple[list[str], Severity]:
    compact = "".join(title.split())
    words: list[str] = []
    if name not in compact:
        missing = [bit for bit in _NAME_BITS if bit not in (compact if bit != "政府" else _tail(compact))]
        lacks = f"缺少{'、'.join(f'“{bit}”' for bit in missing)}，" if missing else ""
        words.append(f"{lacks}应当写全称“{name}”")
    if not re.search("20\\d\\d年|二[〇○零].{2}年|２０[０-９]{2}年", compact):
        words.append("没有写年份")
    elif len(re.findall("20\\d\\d", re.sub("[〔\\[（(]20\\d\\d[〕\\]）)]\\d*号?", "", compact))) > 1:
        words.append("年份重复")
    if re.search("[〔\\[（(]20\\d\\d[〕\\]）)]\\d+号", compact):
        words.append("标题不带文号")
    if re.search("[。.；;，,]$", compact):
        words.append("末尾不用标点")
    if words:
        return words, Severity.EXPLAIN
    return (["“年度”重复，一般写作“某年”"] if re.search("年度[^，。]*年度报告", compact) else []), Severity.HINT


def _tail(title: str) -> str:
    """The title from its subject on: the 政府 of a people's government is not that of 政府信息公开."""
    found = re.search("(?:政府)?信息公开|政务公开", title)
    return title[found.start() :] if found else ""


# date


def _last_day(case: Case) -> tuple[str, bool]:
    """The last day to publish, ISO, and whether it is certain: by law or by a local notice."""
    report = case.report
    kind = (
        "人民政府"
        if is_government(report) and report.text("kind") != "乡镇街道" and not re.search("[镇乡]", report.organ[-5:])
        else report.text("kind")
    )
    certain = bool(case.office.deadline) or kind in ("部门", "人民政府")
    return deadline(kind, report.year or FIRST_YEAR, case.office.deadline).isoformat(), certain


def _about_date(case: Case) -> Finding | None:
    report = case.report
    raw = report.text("date").strip()
    if not raw or report.year is None or not FIRST_YEAR <= report.year < 9000:
        return None if raw or not report.said("overview") else Finding("ST-06", Severity.HINT, "没有填落款日期。", ("date",))
    if report.date is None:
        return Finding("ST-06", Severity.EXPLAIN, f"落款日期“{shown(raw)}”不是真实的日期。", ("date",))
    said, last = report.date.isoformat(), _last_day(case)
    if report.date.year <= report.year:
        return Finding("ST-06", Severity.EXPLAIN, f"落款日期{said}在{report.year}年度结束之前，报告应当在次年1月1日以后编制。", ("date",))
    if report.date.year > report.year + 1:
        return Finding("ST-06", Severity.EXPLAIN, f"落款日期{said}已过了次年，报告年度是{report.year}年。", ("date",))
    if said > last[0]:
        source = "本地通知" if case.office.deadline else "条例" if last[1] else "惯例"
        severity = Severity.EXPLAIN if last[1] else Severity.HINT
        return Finding("ST-06", severity, f"落款日期{said}晚于公布期限{last[0]}（{source}）。", ("date",))
    return None


@lru_cache(maxsize=1024)
def _leading_zeros(text: str) -> tuple[Hit, ...]:
    found = re.finditer(r"(?<=年)0\d月(?:0?\d|[123]\d)日|(?<=年)0\d月|(?<=月)0\d日", text)
    return tuple(Hit(*one.span(), f"“{one[0]}”不写前导零", re.sub(r"0(?=\d[月日])", "", one[0])) for one in found)
