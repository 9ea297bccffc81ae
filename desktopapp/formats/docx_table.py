"""A table as one fragment of WordprocessingML, built from its boxes: gridSpan and vMerge follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktopapp.core.layout import Box, Grid
from desktopapp.formats.docx_text import escaped, paragraph, run
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import TableBlock
from desktopapp.formats.printed.tables import Setting

_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{page.SHADE}"/>'
_CENTRED = '<w:vAlign w:val="center"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
    for side, width in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)
_AS_HIGH_AS_IT_IS = '<w:spacing w:line="240" w:lineRule="auto"/>'  # on an exact line a picture would be cut off


def fragment(table: TableBlock, pictures: Mapping[str, str]) -> str:
    """The table; `pictures` are the runs that show its QR codes."""
    grid = table.grid
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    settings = dict(zip(grid.boxes, table.settings, strict=True))
    rows = "".join(_row(table, settings, row, boxes, pictures) for row, boxes in enumerate(tables.rows(grid)))
    description = f'<w:tblDescription w:val="{escaped(table.description)}"/>' if table.description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_margins(tables.ABOVE, tables.BESIDE)}</w:tblCellMar>'
        f'<w:tblCaption w:val="{escaped(table.caption)}"/>{description}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(table: TableBlock, settings: Mapping[Box, Setting], row: int, boxes: Sequence[Box], pictures: Mapping[str, str]) -> str:
    """A row, whole on its page and, where it is kept, on the page of the next one."""
    grid, keep = table.grid, table.kept[row]
    heading = "<w:tblHeader/>" if row < grid.heading_rows else ""
    cells = "".join(_cell(grid, box, settings[box], keep, pictures) if box.row == row else _continued(grid, box, keep) for box in boxes)
    height = f'<w:trHeight w:val="{table.heights[row]}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{cells}</w:tr>"


def _cell(grid: Grid, box: Box, words: Setting, keep: bool, pictures: Mapping[str, str]) -> str:
    """A cell; its properties stand in the order the format demands."""
    merged = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
    shade = _SHADE if words.shaded else ""
    kept = "" if words.wraps else "<w:noWrap/>"
    usual = (words.above, words.beside) == (tables.ABOVE, tables.BESIDE)
    inner = "" if usual else f"<w:tcMar>{_margins(words.above, words.beside)}</w:tcMar>"
    direction = '<w:textDirection w:val="tbRlV"/>' if words.downwards else ""
    properties = f"{_spans(grid, box)}{merged}{shade}{kept}{inner}{direction}{_CENTRED}"
    content = paragraph(words.style, pictures[words.code], _AS_HIGH_AS_IT_IS, keep) if words.code else _words(words, keep)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _continued(grid: Grid, box: Box, keep: bool) -> str:
    """A lower square of a box that spans rows."""
    return f"<w:tc><w:tcPr>{_spans(grid, box)}<w:vMerge/></w:tcPr>{_words(Setting(''), keep)}</w:tc>"


def _words(words: Setting, keep: bool) -> str:
    """The one paragraph of a cell."""
    indent = f'<w:ind w:firstLine="{words.indent}"/>' if words.indent else ""
    return paragraph(words.style, run(words.text, _sized(words), font=words.type.font), indent, keep)


def _spans(grid: Grid, box: Box) -> str:
    """How wide a cell is, in twips and in columns."""
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    return f'<w:tcW w:w="{tables.width(grid, box)}" w:type="dxa"/>{span}'


def _margins(above: int, beside: int) -> str:
    """The margins of a cell, or of all cells."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)


def _sized(words: Setting) -> str:
    """A size that is not the style's."""
    size = words.type.size
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size != page.STYLES[words.style].size else ""
