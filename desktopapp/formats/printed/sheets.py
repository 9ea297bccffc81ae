"""The sheets that go with a draft: 审签单, on which it is signed, before the report, and 核对表, what was checked and changed, behind it.

They are no part of the published report: each counts its own pages, and the report's lines and page numbers are the same without them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

from desktopapp.core import content, number
from desktopapp.core.checklist import Checked, Verdict
from desktopapp.core.checks import Finding
from desktopapp.core.report import Report
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import Block, Paragraph, Printed, Run, Section, blocks
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.printed.ruled import Line, Words, heads, ruled

SIGN_OFF, CHECKS = "审签单", "核对表"
_BLANK = "（空）"
_ROW, _LOWEST, _HIGHEST = 460, 620, 1134  # heights: of a fact, of a row to sign where there are many, and where there is room
_AROUND = 650 + 240 + 120 + 2 * 340 + 200  # the title above the table and the words below it
_SIGN_OFF_WIDTHS = (1500, 3800, 1500, 2044)
_CHECK_WIDTHS, _CHANGE_WIDTHS, _TOTAL_WIDTHS = (900, 3300, 1300, 3344), (2600, 3122, 3122), (2730, 4514, 1600)
_MOST = 8  # findings of a rule that are spelled out; those passed with a reason always are


def printed(report: Report, mark: str = "", handing: Handing | None = None) -> Printed:
    """The report and what is handed over with it; `mark` stands before the title of a draft."""
    sections = [Section("", tuple(blocks(report, mark)))]
    if handing and handing.sheets:
        sections.insert(0, Section(SIGN_OFF, tuple(sign_off(report, handing))))
        sections.append(Section(CHECKS, tuple(checks(report, handing))))
    date = report.date.isoformat() if report.date else ""
    return Printed(tuple(sections), report.title, report.organ, date)


def scanned(report: Report, handing: Handing) -> str:
    """What the QR code says, in plain words."""
    year = f"{report.year}年" if report.year else ""
    return f"校验码 {handing.code}\n{report.organ[:60]}\n{year}{report.form.name}\n{handing.name}"


def sign_off(report: Report, handing: Handing) -> Iterator[Block]:
    """审签单: what is signed, and for every role room for an opinion, a name and a date."""
    yield _text(page.SHEET_TITLE, f"{report.form.name}{SIGN_OFF}", below=240)
    facts = _facts(report, handing)
    beside = len(facts) - 3  # so many rows does the QR code stand beside
    lines: list[Line] = []
    for row, (name, told) in enumerate(facts):
        words = [Words(name, page.SHEET_HEAD), Words(told, page.SHEET_TEXT, columns=_columns(row, beside))]
        code = [Words("", page.SHEET_HEAD, rows=beside, code=scanned(report, handing))] if row == 0 else []
        lines.append(Line(words + code, _ROW))
    lines.append(Line(heads(("环　节", "意　见", "签　名", "日　期"), page.SHEET_HEAD), _ROW))
    taken = _AROUND + _ROW + sum(_fact_height(told, _columns(row, beside)) for row, (_, told) in enumerate(facts))
    height = max(_LOWEST, min(_HIGHEST, (page.TEXT_HEIGHT - taken) // max(len(handing.roles), 1)))
    room = Words("", page.SHEET_TEXT)
    lines += [Line([Words(role, page.SHEET_HEAD), room, room, room], height) for role in handing.roles]
    yield ruled(SIGN_OFF, _SIGN_OFF_WIDTHS, lines, whole=True)
    words = (
        "校验码由标题、单位、日期、全部数字和文字算出，改动一处即不相同。签名前请核对每页页脚的校验码与本单一致；本单随稿归档，不对外公布。"
    )
    yield _text(page.SHEET_NOTE, words, above=120)


def _columns(row: int, beside: int) -> int:
    """How many columns a fact has: those beside the QR code have fewer."""
    return 2 if row < beside else 3


def _fact_height(told: str, columns: int) -> int:
    """About how high a fact's row becomes."""
    style = page.STYLES[page.SHEET_TEXT]
    room = sum(_SIGN_OFF_WIDTHS[1 : 1 + columns]) - 2 * tables.BESIDE
    lines = sum(math.ceil(tables.ems(line) * style.size * 10 / room) for line in told.split("\n"))
    return max(_ROW, lines * style.line + 2 * tables.ABOVE)


def _facts(report: Report, handing: Handing) -> tuple[tuple[str, str], ...]:
    changed = f"与{handing.since}相比改动{len(handing.changes)}处，见{CHECKS}" if handing.since else "第一次送审，没有上一稿"
    return (
        ("单位名称", report.organ or _BLANK),
        ("报告标题", "".join(report.title.split("\n"))),
        ("报告年度", f"{report.year}年" if report.year else _BLANK),
        ("稿　　次", handing.name),
        ("打印时间", handing.when),
        ("经 办 人", handing.who),
        ("校 验 码", handing.code),
        ("核对结论", handing.verdict),
        ("改动情况", changed),
    )


def checks(report: Report, handing: Handing) -> Iterator[Block]:
    """核对表: every check with its verdict, what has changed since the draft before, and the numbers that sum the report up."""
    yield _text(page.SHEET_TITLE, CHECKS, below=120)
    year = f"{report.year}年" if report.year else ""
    yield _text(page.SHEET_NOTE, f"{report.organ}{year}{report.form.name}\n{handing.name}　校验码：{handing.code}", below=120)
    yield _text(page.SHEET_CAPTION, f"一、核对结果：{handing.verdict}", below=60)
    rows = [_check(checked) for checked in handing.checks]
    yield ruled("核对结果", _CHECK_WIDTHS, [Line(heads(("编号", "核对内容", "结果", "说明"))), *rows], heading_rows=1)
    yield from _changes(report, handing)
    yield _text(page.SHEET_CAPTION, "三、主要数据", above=240, below=60)
    yield ruled("主要数据", _TOTAL_WIDTHS, [Line(heads(("部分", "项目", "数"))), *_totals(report, handing)], heading_rows=1)
    yield _text(page.SHEET_NOTE, f"本表由年报助手按{handing.name}的内容生成，随{SIGN_OFF}归档，不对外公布。", above=120)


def _check(checked: Checked) -> Line:
    passed = [finding for finding in checked.findings if finding.reason]
    others = [finding for finding in checked.findings if not finding.reason]
    more = [f"另有{len(others) - _MOST}处，请在年报助手中查看。"] if len(others) > _MOST else []
    said = [*map(_said, others[:_MOST]), *more, *map(_said, passed)]
    style = page.TABLE_TEXT if checked.verdict in (Verdict.PASSED, Verdict.COMPUTED, Verdict.HINT) else page.TABLE_HEAD
    words = (Words(checked.rule, page.TABLE_TEXT), Words(_one_line(checked.clause)), Words(checked.words, style), Words("\n".join(said)))
    return Line(words)


def _said(finding: Finding) -> str:
    message = _one_line(finding.message)
    return f"{message}说明：{_one_line(finding.reason)}" if finding.reason else message


def _changes(report: Report, handing: Handing) -> Iterator[Block]:
    if not handing.changes:
        words = f"与{handing.since}相比没有改动" if handing.since else "没有上一稿可以比较"
        yield _text(page.SHEET_CAPTION, f"二、改动：{words}", above=240)
        return
    yield _text(page.SHEET_CAPTION, f"二、与{handing.since}相比的改动，共{len(handing.changes)}处", above=240, below=60)
    rows = [
        Line((Words(_named(content.name(report.form, change.place))), Words(change.before or _BLANK), Words(change.after or _BLANK)))
        for change in handing.changes
    ]
    yield ruled("改动", _CHANGE_WIDTHS, [Line(heads(("位置", "原为", "改为"))), *rows], heading_rows=1)


def _totals(report: Report, handing: Handing) -> Iterator[Line]:
    for table, group in groupby(handing.totals, key=lambda total: total.table):
        members = list(group)
        for place, total in enumerate(members):
            part = [Words(report.form.part(table).heading, rows=len(members))] if place == 0 else []
            yield Line([*part, Words(_named(total.label)), Words(number.write(total.value) or _BLANK, page.TABLE_TEXT)])


def _text(style: str, words: str, above: int = 0, below: int = 0) -> Paragraph:
    return Paragraph(style, (Run(words),), above, below)


def _one_line(words: str) -> str:
    return " ".join(words.split()).replace(" · ", "　")


def _named(words: str) -> str:
    """A cell's name: what it has between row and column is white on paper, as behind 表三."""
    return words.replace(" · ", " ").replace(" ", "　")
