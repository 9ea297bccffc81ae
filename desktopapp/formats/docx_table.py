"""A statutory table as one fragment of WordprocessingML, built from the table's boxes: gridSpan and vMerge follow from them."""

from __future__ import annotations

from collections.abc import Sequence

from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Grid, layout
from desktopapp.core.report import Report
from desktopapp.formats.docx_text import escaped, paragraph, run
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.tables import Setting

_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{page.SHADE}"/>'
_CENTRED = '<w:vAlign w:val="center"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
    for side, width in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)


def fragment(report: Report, table: Table, whole: bool, caption: str, description: str) -> str:
    """The table with the report's numbers, `whole` on one page or not; `caption` and `description` are what a screen reader says of it."""
    grid = layout(table)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    kept = tables.kept(grid, whole)
    rows = "".join(_row(report, grid, row, boxes, kept[row]) for row, boxes in enumerate(tables.rows(grid)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_margins(tables.ABOVE, tables.BESIDE)}</w:tblCellMar>'
        f'<w:tblCaption w:val="{escaped(caption)}"/><w:tblDescription w:val="{escaped(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(report: Report, grid: Grid, row: int, boxes: Sequence[Box], keep: bool) -> str:
    """A row, whole on its page and, where it is kept, on the page of the next one."""
    heading = "<w:tblHeader/>" if row < grid.heading_rows else ""
    cells = "".join(_cell(report, grid, box, keep) if box.row == row else _continued(grid, box, keep) for box in boxes)
    height = f'<w:trHeight w:val="{tables.row_height(grid, row)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{cells}</w:tr>"


def _cell(report: Report, grid: Grid, box: Box, keep: bool) -> str:
    """A cell; its properties stand in the order the format demands."""
    words = tables.setting(report, grid, box)
    merged = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
    shade = _SHADE if words.shaded else ""
    kept = "" if words.wraps else "<w:noWrap/>"
    usual = (words.above, words.beside) == (tables.ABOVE, tables.BESIDE)
    inner = "" if usual else f"<w:tcMar>{_margins(words.above, words.beside)}</w:tcMar>"
    direction = '<w:textDirection w:val="tbRlV"/>' if words.downwards else ""
    properties = f"{_spans(grid, box)}{merged}{shade}{kept}{inner}{direction}{_CENTRED}"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_words(words, keep)}</w:tc>"


def _continued(grid: Grid, box: Box, keep: bool) -> str:
    """A lower square of a box that spans rows."""
    return f"<w:tc><w:tcPr>{_spans(grid, box)}<w:vMerge/></w:tcPr>{_words(Setting(''), keep)}</w:tc>"


def _words(words: Setting, keep: bool) -> str:
    """The one paragraph of a cell."""
    indent = f'<w:ind w:firstLine="{words.indent}"/>' if words.indent else ""
    style = page.TABLE_TEXT if words.centred else page.TABLE_LABEL
    return paragraph(style, run(words.text, _sized(words.size), font=page.STYLES[style].font), indent, keep)


def _spans(grid: Grid, box: Box) -> str:
    """How wide a cell is, in twips and in columns."""
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    return f'<w:tcW w:w="{tables.width(grid, box)}" w:type="dxa"/>{span}'


def _margins(above: int, beside: int) -> str:
    """The margins of a cell, or of all cells."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)


def _sized(size: int) -> str:
    """A size that is not the style's."""
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size != tables.SIZE else ""
