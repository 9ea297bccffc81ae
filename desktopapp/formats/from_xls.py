"""Reads an old Excel workbook (xls, and the et of WPS) into blocks."""

# xlrd has no hints.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
from typing import Any

import xlrd

from desktopapp.formats import sheets
from desktopapp.formats.blocks import MOST_BOXES, WIDEST, Aside, Block, TooMuch
from desktopapp.formats.package import Encrypted, Torn
from desktopapp.formats.sheets import Sheet


def blocks(content: bytes) -> list[Block]:
    """The workbook's sheets as tables. Raises Encrypted, Torn."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # xlrd has no error of its own for a broken file: whatever its parser stumbles over comes out
        raise (Encrypted if "encrypt" in str(error).lower() else Torn) from error
    found: list[Block] = []
    for sheet in book.sheets():
        if sheet.visibility:
            found.append(Aside("隐藏的工作表", sheet.name))
        else:
            found += sheets.blocks(_sheet(book, sheet))
    return found


def _sheet(book: Any, old: Any) -> Sheet:
    sheet = Sheet(old.name)
    for row in range(old.nrows):
        for column in range(min(old.row_len(row), WIDEST)):
            if text := _text(book, old.cell(row, column)):
                sheet.texts[row, column] = text
        if len(sheet.texts) > MOST_BOXES:
            raise TooMuch
    sheet.merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in old.merged_cells]
    sheet.comments = {place: note.text.strip() for place, note in old.cell_note_map.items() if note.text.strip()}
    sheet.hidden_rows = {row for row, info in old.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in old.colinfo_map.items() if info.hidden and column < WIDEST}
    return sheet


def _text(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        pattern = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return sheets.shown(repr(cell.value), pattern)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(cell.value)
