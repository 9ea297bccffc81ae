"""核对规则 on paper: every rule with its number, gravity and source, and how it comes out in a report where one is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desktopapp.core.checklist import Checked
from desktopapp.core.checks import CHECKS
from desktopapp.core.files import write_atomically
from desktopapp.core.report import Report
from desktopapp.core.rule_book import Described
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Block, Paragraph, Printed, Run, Section
from desktopapp.formats.printed.ruled import Line, Words, heads, ruled

NAME = "核对规则"
_WIDTHS, _WIDTHS_WITH_RESULT = (800, 3500, 1500, 850, 2194), (800, 2900, 1300, 850, 2044, 950)
_HEADS, _RESULT = ("编号", "核对内容", "看哪里", "程度", "依据"), "现在"
_NOTE = "阻断：不改正不能定稿；需说明：改正或者写明理由；提示：供参考；无法核对：缺少上年数据或有空格，没有核对，不等于通过。"


def printed(book: Sequence[Described], report: Report | None = None, checked: Mapping[str, Checked] | None = None) -> Printed:
    """The pages; with a report and how each rule came out there, by the rule's number, a column says so."""
    organ = report.organ if report else ""
    return Printed((Section(NAME, tuple(_blocks(book, report, checked or {}))),), NAME, organ)


def write(work: Printed, path: Path) -> None:
    """Write the pages as a PDF, whole or not at all. Raises CannotWrite."""
    from desktopapp.formats import to_pdf  # needs Qt, which the pages do not

    write_atomically(path, lambda temporary: to_pdf.write_printed(work, temporary))


def _blocks(book: Sequence[Described], report: Report | None, checked: Mapping[str, Checked]) -> Iterator[Block]:
    yield Paragraph(page.SHEET_TITLE, (Run(f"政府信息公开工作年度报告{NAME}"),), below=120)
    of_whom = [f"{report.title}　核对结果"] if report else []
    count = f"共{len(book)}条" if len(book) == len(CHECKS) else f"查找到的{len(book)}条（全部{len(CHECKS)}条）"
    yield Paragraph(page.SHEET_NOTE, (Run("\n".join([*of_whom, f"{count}。{_NOTE}"])),), below=120)
    titles = (*_HEADS, _RESULT) if checked else _HEADS
    lines = [Line(tuple(_row(each, checked))) for each in book]
    yield ruled(NAME, _WIDTHS_WITH_RESULT if checked else _WIDTHS, [Line(heads(titles)), *lines], heading_rows=1)


def _row(each: Described, checked: Mapping[str, Checked]) -> Iterator[Words]:
    equations = f"（{each.equations}个等式）" if each.equations > 1 else ""
    yield Words(each.rule.id, page.TABLE_TEXT)
    yield Words(" ".join(each.rule.clause.split()) + equations)
    yield Words(each.looks_at)
    yield Words(each.severity, page.TABLE_TEXT)
    yield Words(each.rule.source)
    if checked:
        result = checked.get(each.rule.id)
        yield Words(result.words if result else "", page.TABLE_TEXT)
