"""Write a report as a workbook: a sheet for each statutory table, laid out as the form prints it, and the sheet 核对.

    草稿（未通过核对）       where there is a mark, on every sheet
    title                  机关 + 2024年 + the part's title
    the table              from the boxes of its layout; numbers are numbers, totals are live formulas with their value beside them
    注：…                   the notes that stand behind numbers

The same report gives the same bytes: nothing is asked of the clock or of the user's account.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktopapp.core import number
from desktopapp.core.form import Cell, Table
from desktopapp.core.layout import Box, Grid, Role, layout
from desktopapp.core.number import Kind
from desktopapp.core.report import Report
from desktopapp.formats import xlsx_page as page
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.xlsx_checks import checks_sheet
from desktopapp.formats.xlsx_page import Book, Sheet, Style, height, lines
from desktopapp.formats.xlsx_places import Places, areas, places, sheet_name, total

_CLOSE_ROW, _ROOMY_ROW, _NUMBERS_ROW = 22, 30, 40  # points: a table that fills the page, one that does not, the one row of 表四
_COMMENT_WIDTH = 260  # pixels
_NOT_A_COUNT = "本格只能填写不小于0的整数；没有发生的填0。"
_NOT_AN_AMOUNT = "本格以万元为单位，只能填写不小于0的数，可以带小数；没有发生的填0。"


def write(report: Report, path: Path, mark: str = "", handing: Handing | None = None) -> None:  # noqa: ARG001 its sheets are paper
    """Write the report's tables as a workbook; `mark` heads every sheet and every printed page."""
    book = Book(report.title)
    where = places(report.form, top=2 if mark else 1)
    for table in report.form.tables.values():
        table_sheet(book, report, table, where, mark)
    checks_sheet(book, report, where, mark)
    path.write_bytes(book.finished())  # all at once, so that a full disk is an OSError and not one of XlsxWriter's


def write_tables(report: Report, path: Path, foot: str) -> None:
    """Write the tables alone, each with a line below it."""
    book = Book(report.title)
    where = places(report.form, top=1)
    for table in report.form.tables.values():
        table_sheet(book, report, table, where, foot=foot)
    path.write_bytes(book.finished())


def table_sheet(book: Book, report: Report, table: Table, where: Places, mark: str = "", foot: str = "") -> None:
    """A table on a sheet of its own, whose first row stands where `where` has it; `foot` is a line below it."""
    grid = layout(table)
    landscape = not grid.label_columns  # headings alone: as wide as the paper allows
    part = report.form.part(table.key)
    sheet = Sheet(book, sheet_name(part), page.scaled(grid.widths, page.LANDSCAPE_WIDTH if landscape else page.PORTRAIT_WIDTH))
    if mark:
        sheet.line(mark, bold=True, font_color=page.RED, align="center")
    year = f"{report.year}年" if report.year else ""
    sheet.line(f"{report.organ}{year}{part.title}", page.TITLE_SIZE, air=10, bold=True, align="center")
    top = sheet.row
    sheet.heights(_row_heights(sheet, report, grid))
    for box in grid.boxes:
        if box.role is Role.CELL:
            _cell(sheet, report, where, top, box)
        else:
            style = book.box_style(**_look(sheet, grid, box))
            sheet.text(top + box.row, box.column, _words(sheet, box), style, box.rows, box.columns)
    _validate(sheet, table, where)
    _notes(sheet, report, table)
    if foot:
        sheet.line(foot, air=16, valign="bottom")
    sheet.worksheet.freeze_panes(top + grid.heading_rows, grid.label_columns)
    sheet.print_on_a4(mark, landscape, heading=(0, top + grid.heading_rows - 1))


# the form's words


def _words(sheet: Sheet, box: Box) -> str:
    """A box's words, broken where they should be: a group's heading behind its number, a narrow one between its words."""
    if box.role is Role.COLUMN_HEAD:
        return _paired(sheet, box, box.text)
    if box.role is Role.ROW_HEAD and box.rows > 1 and not _stacked(sheet, box):
        ordinal, bracket, name = box.text.rpartition("）")
        return f"{ordinal}{bracket}\n{_paired(sheet, box, name)}" if bracket else box.text
    return box.text


def _paired(sheet: Sheet, box: Box, text: str) -> str:
    """Chinese words are pairs of characters: what has no room on one line is broken between them."""
    if len(text) % 2 or lines(text, sheet.points(box.column, box.columns)) == 1:
        return text
    return "\n".join(text[start : start + 2] for start in range(0, len(text), 2))


def _stacked(sheet: Sheet, box: Box) -> bool:
    """A group's heading that is too narrow for its words is read downwards."""
    return box.role is Role.ROW_HEAD and box.rows > 1 and len(box.text) * page.SIZE > 2 * sheet.points(box.column, box.columns)


def _look(sheet: Sheet, grid: Grid, box: Box) -> dict[str, object]:
    """How the form shows a box of words."""
    if box.role is Role.CAPTION:
        return {"bg_color": page.SHADE, "bold": True, "align": "left", "indent": 1, "text_wrap": True}
    if box.role is Role.COLUMN_HEAD:
        return {"bg_color": page.HEADING, "align": "center", "text_wrap": True}
    if box.role is Role.CORNER:
        return {"bg_color": page.HEADING, "align": "center", "text_wrap": True}
    if _stacked(sheet, box):
        return {"align": "center", "rotation": 270}  # XlsxWriter's word for letters below one another
    if box.rows > 1 or grid.label_columns == 1:
        return {"align": "center", "text_wrap": True}
    return {"align": "left", "text_wrap": True}


def _row_heights(sheet: Sheet, report: Report, grid: Grid) -> list[float]:
    """Heights in which no words are cut off; a box over several rows gives what it lacks to its last one."""
    heights: list[float] = [_CLOSE_ROW if grid.rows > 20 else _ROOMY_ROW] * grid.rows
    if not grid.label_columns:
        heights[-1] = _NUMBERS_ROW
    for box in sorted(grid.boxes, key=lambda box: box.rows):
        if _stacked(sheet, box):
            needed = height(len(box.text))
        elif box.role is Role.CELL:
            needed = _cell_height(sheet, report, box)
        else:
            needed = height(lines(_words(sheet, box), sheet.points(box.column, box.columns)))
        last = box.row + box.rows
        heights[last - 1] += max(0.0, needed - sum(heights[box.row : last]))
    return [min(each, page.TALLEST) for each in heights]


def _cell_height(sheet: Sheet, report: Report, box: Box) -> float:
    """A number stands on one line; a text in its place wraps."""
    if not report.reading(box.address).fault or report.form.cells[box.address].is_sum:
        return 0
    return height(lines(report.text(box.address), sheet.points(box.column, box.columns), page.SMALL_SIZE), page.SMALL_SIZE)


# the report's numbers


def _cell(sheet: Sheet, report: Report, where: Places, top: int, box: Box) -> None:
    cell, reading = report.form.cells[box.address], report.reading(box.address)
    row, column, value = top + box.row, box.column, report.value(box.address)
    style = _number_style(sheet.book, page.decimals(value, cell.kind), cell.is_sum)
    if reading.fault and not cell.is_sum:
        style = sheet.book.box_style(font_size=page.SMALL_SIZE, font_color=page.RED, align="center", text_wrap=True)
        sheet.text(row, column, report.text(box.address), style, box.rows, box.columns)
        return
    if value is None or box.columns > 1:
        sheet.blank(row, column, style, box.rows, box.columns)
    if cell.is_sum:
        sheet.formula(row, column, total(where.here(cell.addends)), style, value)
    elif value is not None:
        sheet.number(row, column, value, style)
    if note := _note(report, cell):
        _comment(sheet, row, column, note)


def _number_style(book: Book, num_format: str, is_sum: bool) -> Style:
    """A number that is too long for its box is shrunk: Excel would show ####."""
    look = {"bg_color": page.SUM, "bold": True} if is_sum else {}
    return book.box_style(num_format=num_format, align="center", shrink=True, **look)


def _validate(sheet: Sheet, table: Table, where: Places) -> None:
    """Let nobody type a word, a negative number or half a case into a number's place."""
    rules = {Kind.COUNT: ("integer", "请填整数", _NOT_A_COUNT), Kind.MONEY: ("decimal", "请填金额", _NOT_AN_AMOUNT)}
    for kind, (validate, title, message) in rules.items():
        found = areas(tuple(where.squares[cell.address] for cell in table.cells if cell.kind is kind and not cell.is_sum))
        for area in found:
            options = {"validate": validate, "criteria": ">=", "value": 0, "error_title": title, "error_message": message}
            sheet.worksheet.data_validation(*area, options)


# notes


def _note(report: Report, cell: Cell) -> str:
    """The note behind a number. A total's belongs to the control total, and is true of the sum only where they are equal."""
    note = report.reading(cell.address).note
    if note and cell.is_sum and report.control(cell.address) != report.value(cell.address):
        return ""
    return page.plain(note)


def _comment(sheet: Sheet, row: int, column: int, note: str) -> None:
    tall = height(lines(note, _COMMENT_WIDTH * 0.75, page.SMALL_SIZE), page.SMALL_SIZE)
    options = {"width": _COMMENT_WIDTH, "height": round(tall / 0.75) + 8, "font_name": "宋体", "font_size": page.SMALL_SIZE}
    sheet.worksheet.write_comment(row, column, note, options)


def _notes(sheet: Sheet, report: Report, table: Table) -> None:
    """The notes below the table, for comments are not printed."""
    noted = list(_noted(report, table))
    sheet.heights([4] if noted else [])
    for count, text in enumerate(noted, 1):
        sheet.line(f"注{count if len(noted) > 1 else ''}：{text}", align="left", valign="top")


def _noted(report: Report, table: Table) -> Iterator[str]:
    alone = {row.key for block in table.blocks for row in block.rows if len(block.columns) == 1}
    for cell in table.cells:
        if note := _note(report, cell):
            name = cell.row.label[-1] if cell.row.key in alone else cell.label
            yield f"{name}：{number.write(report.value(cell.address))}（{note}）"
