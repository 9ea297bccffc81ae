"""空白表: the statutory tables, or chosen rows of them, empty, for the 科室 that supply the numbers: on paper, or as worksheets.

Captions and numbering are the form's, so that what comes back is read by its labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from desktopapp.core.files import NotUnderstood, write_atomically
from desktopapp.core.form import Block as FormBlock
from desktopapp.core.form import Form, Row, Table
from desktopapp.core.report import Entry, Report
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import Block, Paragraph, Printed, Run, Section, statutory_table
from desktopapp.formats.printed.ruled import Line, Words, heads, ruled

NAME = "填报表"
_WHO, _WHO_WIDTHS = (("填报科室", "填 表 人"), ("负 责 人", "填报日期")), (1500, 2922, 1500, 2922)
_WHO_ROW, _GUIDANCE_WIDTHS = 560, (2800, 3544, 2500)
_HINT = "没有发生的填0，不要空着；各项总计可以不填，由年报助手合计。"
_FOOT = "填报科室：　　　　　　　　　填表人：　　　　　　　　　填报日期：　　　　年　　月　　日"


def write(form: Form, rows: Sequence[str], path: Path, organ: str, year: int | None) -> None:
    """Write empty tables as Word, PDF or Excel, by the path's suffix, whole or not at all.

    `rows` are addresses or their beginnings (`disclosure`, `applications.granted`); none of them means the whole form.
    Raises NotUnderstood for one that the form does not have and for another suffix, CannotWrite where the file cannot be written.
    """
    writer = {".docx": _write_docx, ".pdf": _write_pdf, ".xlsx": _write_xlsx}.get(path.suffix.lower())
    if writer is None:
        raise NotUnderstood(f"空白表不能写成“{path.name}”。请使用以下类型的文件名：docx、pdf、xlsx。")
    report = Report(chosen(form, rows))
    report.apply(report.plan({"organ": Entry(organ), "year": Entry(str(year or ""))}))
    write_atomically(path, lambda temporary: writer(report, temporary))


def chosen(form: Form, rows: Sequence[str]) -> Form:
    """The form with nothing but these rows. A total whose addends are not all among them is a number like any other."""
    for prefix in rows:
        if not any(_begins(address, prefix) for address in form.cells):
            raise NotUnderstood(f"表样中没有“{prefix}”这样的行。")
    found = {key: _of_rows(table, rows) for key, table in form.tables.items()} if rows else dict(form.tables)
    return replace(form, tables={key: table for key, table in found.items() if table.blocks})


def _of_rows(table: Table, rows: Sequence[str]) -> Table:
    """A table without the other rows, and without the blocks and balances that need them."""
    keys = {cell.row.key for cell in table.cells if any(_begins(cell.address, prefix) for prefix in rows)}

    def of_block(block: FormBlock) -> FormBlock:
        return block._replace(rows=tuple(_row(row, keys) for row in block.rows if row.key in keys))

    blocks = tuple(block for block in map(of_block, table.blocks) if block.rows)
    balances = tuple(balance for balance in table.balances if keys.issuperset((*balance.left, *balance.right)))
    return replace(table, blocks=blocks, balances=balances)


def _row(row: Row, keys: set[str]) -> Row:
    return row if keys.issuperset(row.sum) else row._replace(sum=(), rule="")


def _begins(address: str, prefix: str) -> bool:
    return f"{address}.".startswith(f"{prefix}.")


def printed(report: Report) -> Printed:
    """The pages: who fills them in, each table, what its rows count."""
    title = f"{report.year}年{report.form.name}{NAME}" if report.year else f"{report.form.name}{NAME}"
    tables_of_form = chain.from_iterable(_table(report, key) for key in report.form.tables)
    return Printed((Section(NAME, (*_head(report, title), *tables_of_form)),), title, report.organ)


def _head(report: Report, title: str) -> Iterator[Block]:
    yield _text(page.SHEET_TITLE, title, below=120)
    if report.organ:
        yield _text(page.SHEET_NOTE, report.organ, below=60)
    blank = Words("", page.SHEET_TEXT)
    lines = [Line([box for name in names for box in (Words(name, page.SHEET_HEAD), blank)], _WHO_ROW) for names in _WHO]
    yield ruled("填表人", _WHO_WIDTHS, lines, whole=True)
    yield _text(page.SHEET_NOTE, _HINT, above=120)


def _table(report: Report, key: str) -> Iterator[Block]:
    """A table below its heading, and below it what counts in its rows."""
    part, table = report.form.part(key), report.form.tables[key]
    yield _text(page.SHEET_CAPTION, part.heading, above=240, below=60)
    fits = tables.height(report, table) + 2 * page.LINE <= page.TEXT_HEIGHT
    yield statutory_table(report, part, whole=fits)
    guided = [row for block in table.blocks for row in block.rows if row.guidance.counts]
    if guided:
        yield _text(page.SHEET_CAPTION, f"{part.title}填报口径", above=240, below=60)
        lines = [
            Line((Words(row.label[-1] if row.label else part.title), Words(row.guidance.counts), Words(row.guidance.excludes)))
            for row in guided
        ]
        yield ruled("填报口径", _GUIDANCE_WIDTHS, [Line(heads(("项目", "计入", "不计入"))), *lines], heading_rows=1)


def _text(style: str, words: str, above: int = 0, below: int = 0) -> Paragraph:
    return Paragraph(style, (Run(words),), above, below)


def _write_docx(report: Report, path: Path) -> None:
    from desktopapp.formats import to_docx  # each format's library is loaded when it is used

    to_docx.write_printed(printed(report), path)


def _write_pdf(report: Report, path: Path) -> None:
    from desktopapp.formats import to_pdf

    to_pdf.write_printed(printed(report), path)


def _write_xlsx(report: Report, path: Path) -> None:
    from desktopapp.formats import to_xlsx

    to_xlsx.write_tables(report, path, _FOOT)
