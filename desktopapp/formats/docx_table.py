"""A statutory table as one fragment of WordprocessingML, built from the table's boxes: gridSpan and vMerge follow from them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktopapp.core import number
from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Grid, Role, layout
from desktopapp.core.report import Report
from desktopapp.formats.docx_parts import TABLE_LINE
from desktopapp.formats.docx_text import ems, escaped, paragraph, run

_SIZE = 21  # 五号, in half points
_SMALLEST = 8
_SMALL_NOTE = 15  # 小六: a note or a text in a number column, which may wrap
_LEGIBLE = 18  # 小五: a caption that would have to be smaller is stacked instead
_AIR = 60  # twips that borders and the white beside them take of a narrow cell
_NARROW = 1000  # a column in which a caption wraps every two characters
_ROW = 340  # the form's row height
_ROOMY_ROW = 440  # 14 of them and the white below are 11 lines of text
_NUMBERS_ROW = 672  # the form's, for the one row of 表四
_ABOVE, _BESIDE, _CLOSE = 20, 85, 20  # margins of a cell: above and below, beside, beside in a number column
_RULE = 10  # a border between rows, half a point
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="C6D9F1"/>'
_CENTRED = '<w:vAlign w:val="center"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
    for side, width in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)


def fragment(report: Report, table: Table, caption: str, description: str) -> str:
    """The table with the report's numbers; `caption` and `description` are what a screen reader says of it."""
    grid = layout(table)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_margins(_ABOVE, _BESIDE)}</w:tblCellMar>'
        f'<w:tblCaption w:val="{escaped(caption)}"/><w:tblDescription w:val="{escaped(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_row(report, grid, row, boxes) for row, boxes in enumerate(_rows(grid)))}</w:tbl>"
    )


def height(report: Report, table: Table) -> int:
    """About how high the table is, in twips: whether it can share a page."""
    grid = layout(table)
    total = 0
    for row, boxes in enumerate(_rows(grid)):
        lines = [_lines(report, grid, box) for box in boxes if box.rows == 1]
        total += max(_height(grid, row), max(lines, default=1) * TABLE_LINE + 2 * _ABOVE) + _RULE
    return total


def printed(report: Report, address: str) -> str:
    """What stands in a cell: the number, its note behind it as written; a computed sum; or what was typed where that is no number."""
    reading = report.reading(address)
    if report.form.cells[address].is_sum:
        return number.write(report.value(address))
    if reading.fault:
        return report.text(address).strip()
    return number.write(reading.value) + (f"（{reading.note}）" if reading.note else "")


def _rows(grid: Grid) -> list[list[Box]]:
    """The boxes that each row touches, from left to right."""
    rows: list[list[Box]] = [[] for _ in range(grid.rows)]
    for box in sorted(grid.boxes, key=lambda box: box.column):
        for row in range(box.row, box.row + box.rows):
            rows[row].append(box)
    return rows


def _lines(report: Report, grid: Grid, box: Box) -> int:
    """How many lines a box's text takes."""
    text = box.text or printed(report, box.address)
    width = _width(grid, box)
    if width >= _NARROW:
        return math.ceil(ems(text) * _SIZE * 10 / (width - 2 * _BESIDE))
    if box.role is Role.CELL:
        return 1 if _is_number(text) else math.ceil(ems(text) * _SMALL_NOTE * 10 / (width - 2 * _CLOSE))
    return len(text) // 2 if _in_pairs(text) else 1


def _row(report: Report, grid: Grid, row: int, boxes: Sequence[Box]) -> str:
    """A row, whole on its page and, but for the last, on the page of the next one."""
    heading = "<w:tblHeader/>" if row < grid.heading_rows else ""
    keep = row < grid.rows - 1
    cells = "".join(_cell(report, grid, box, keep) if box.row == row else _continued(grid, box, keep) for box in boxes)
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_height(grid, row)}" w:hRule="atLeast"/>{heading}</w:trPr>{cells}</w:tr>'


def _height(grid: Grid, row: int) -> int:
    """A row's least height: a table that fills a page is set close."""
    if not grid.label_columns and row == grid.rows - 1:
        return _NUMBERS_ROW
    return _ROW if grid.rows > 20 else _ROOMY_ROW


def _cell(report: Report, grid: Grid, box: Box, keep: bool) -> str:
    if box.role is Role.CELL:
        return _number_cell(printed(report, box.address), grid, box, keep)
    width = _width(grid, box)
    if box.role is Role.CAPTION:
        return _tc(grid, box, _label(box.text, keep), shade=_SHADE)
    if box.role is Role.COLUMN_HEAD and width < _NARROW:
        return _narrow_head(grid, box, width, keep)
    if box.role is Role.ROW_HEAD and box.rows > 1 and width < _NARROW:
        return _group_head(grid, box, width, keep)
    if box.role is Role.ROW_HEAD and box.rows == 1 and grid.label_columns > 1:
        return _tc(grid, box, _label(box.text, keep))
    return _tc(grid, box, _text(box.text, keep))


def _continued(grid: Grid, box: Box, keep: bool) -> str:
    """A lower square of a box that spans rows."""
    return f"<w:tc><w:tcPr>{_spans(grid, box)}<w:vMerge/></w:tcPr>{_text('', keep)}</w:tc>"


def _number_cell(text: str, grid: Grid, box: Box, keep: bool) -> str:
    """A number stands on one line, smaller where it must be; a text beside a number may wrap."""
    width = _width(grid, box)
    if width >= _NARROW:
        return _tc(grid, box, _text(text, keep))
    if not _is_number(text):
        return _tc(grid, box, _text(text, keep, _SMALL_NOTE), margins=_margins(_ABOVE, _CLOSE))
    return _tc(grid, box, _text(text, keep, _fitting(text, width)), wraps=False, margins=_margins(0, 0))


def _narrow_head(grid: Grid, box: Box, width: int, keep: bool) -> str:
    """Chinese words are pairs of characters: margins that leave room for two break a caption between its words.

    What is not made of pairs stands on one line, smaller where it must be.
    """
    if not _in_pairs(box.text):
        return _tc(grid, box, _text(box.text, keep, _fitting(box.text, width)), margins=_margins(0, 0))
    return _tc(grid, box, _text(box.text, keep), margins=_margins(_ABOVE, (width - 24 * _SIZE) // 2))


def _group_head(grid: Grid, box: Box, width: int, keep: bool) -> str:
    """（三） over 不予公开 where that is legible; otherwise the characters are stacked, read downwards."""
    end = box.text.find("）" if box.text.startswith("（") else "、") + 1
    name = box.text[end:]
    size = _fitting(name, width)
    if size < _LEGIBLE:
        return _tc(grid, box, _text(box.text, keep), direction='<w:textDirection w:val="tbRlV"/>')
    # Half a character of indent leaves no room for the name's first character beside the number, and centres the number.
    side = max(0, (width - len(name) * size * 10 - 20) // 2)
    indent = f'<w:ind w:firstLine="{size * 5}"/>' if end == 3 and len(name) == 4 else ""
    return _tc(grid, box, _label(box.text, keep, size, indent), margins=_margins(_ABOVE, side))


def _tc(grid: Grid, box: Box, content: str, *, shade: str = "", wraps: bool = True, margins: str = "", direction: str = "") -> str:
    """A cell; its properties stand in the order the format demands."""
    merged = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
    kept = "" if wraps else "<w:noWrap/>"
    inner = f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
    return f"<w:tc><w:tcPr>{_spans(grid, box)}{merged}{shade}{kept}{inner}{direction}{_CENTRED}</w:tcPr>{content}</w:tc>"


def _spans(grid: Grid, box: Box) -> str:
    """How wide a cell is, in twips and in columns."""
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    return f'<w:tcW w:w="{_width(grid, box)}" w:type="dxa"/>{span}'


def _width(grid: Grid, box: Box) -> int:
    """A box's width in twips."""
    return sum(grid.widths[box.column : box.column + box.columns])


def _margins(above: int, beside: int) -> str:
    """The margins of a cell, or of all cells."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)


def _text(text: str, keep: bool, size: int = _SIZE) -> str:
    """Centred words or a number."""
    return paragraph("TableText", run(text, _sized(size)), keep=keep)


def _label(text: str, keep: bool, size: int = _SIZE, properties: str = "") -> str:
    """Words that begin at the left."""
    return paragraph("TableLabel", run(text, _sized(size)), properties, keep)


def _sized(size: int) -> str:
    """A size that is not the style's."""
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size != _SIZE else ""


def _fitting(text: str, width: int) -> int:
    """The size, in half points, at which a text stands on one line of a cell."""
    return max(_SMALLEST, min(_SIZE, int((width - _AIR) / 10 / max(ems(text), 1))))


def _in_pairs(caption: str) -> bool:
    """A caption made of two-character words, as 社会公益组织."""
    return len(caption) > 3 and len(caption) % 2 == 0


def _is_number(text: str) -> bool:
    """Nothing but figures, so that it must not wrap."""
    return not text.strip("-.0123456789")
