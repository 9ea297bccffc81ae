"""Finished files read back by other means than they were written with, number by number and paragraph by paragraph.

An office publishes what is in the file, not what was on the screen: a Word file is read as any other office's would be, a worksheet with
openpyxl.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktopapp.core import number
from desktopapp.core.content import Content, content
from desktopapp.core.files import CannotWrite
from desktopapp.core.form import Form
from desktopapp.core.report import Report


def confirm(report: Report, path: Path, forms: Mapping[str, Form]) -> int:
    """Read a Word file, a web page or a worksheet back; returns how many numbers agree: all. Raises CannotWrite where one differs."""
    differs = _in_worksheet(report, path) if path.suffix.lower() == ".xlsx" else _by_its_reader(report, path, forms)
    if differs:
        where = f"{differs[0]}等{len(differs)}处"
        raise CannotWrite(f"“{path.name}”读回后与项目不一致（{where}）。请删除这个文件，重新导出；仍不一致请不要使用。")
    return len(report.form.cells)


def _by_its_reader(report: Report, path: Path, forms: Mapping[str, Form]) -> list[str]:
    """The places at which the file, read as any other office's would be, does not say what the report says."""
    from desktopapp import formats

    read = formats.read(path, forms).report(forms)
    return _different(content(report), content(read)) + [
        address for address, cell in report.form.cells.items() if cell.is_sum and read.control(address) != report.value(address)
    ]


def _in_worksheet(report: Report, path: Path) -> list[str]:
    """The cells in which the worksheet does not hold the report's number; sums are compared by the value kept with their formula."""
    import openpyxl

    from desktopapp.formats.xlsx_places import places, sheet_name

    book = openpyxl.load_workbook(path, read_only=False, data_only=True)
    try:
        squares = places(report.form, top=1).squares
        differs: list[str] = []
        for address, (row, column) in squares.items():
            sheet = book[sheet_name(report.form.part(report.form.cells[address].table))]
            value = sheet.cell(row + 1, column + 1).value
            if number.read("" if value is None else str(value), number.Kind.MONEY).value != report.value(address):
                differs.append(address)
        return differs
    finally:
        book.close()


def _different(one: Content, other: Content) -> list[str]:
    return sorted(place for place in one.keys() | other.keys() if one.get(place) != other.get(place))
