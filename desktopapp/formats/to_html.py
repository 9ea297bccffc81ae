"""Write a report as a web page that a screen reader understands: one file, no scripts, nothing fetched from elsewhere.

Every number names the headings that it stands under (WCAG 2.1, technique H43). A character that GBK does not have is written as a
reference, so a site that stores its pages as GBK loses none. The same report gives the same bytes.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from desktopapp.core.layout import Box, Grid, Role
from desktopapp.core.report import Report
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import Block, Paragraph, TableBlock, blocks
from desktopapp.formats.printed.handing import Handing

_TAGS = {page.TITLE: "h1", page.HEADING: "h2", page.SUBHEADING: "h3"}
_CLASSES = {page.SIGNATURE: "signature", page.DRAFT_MARK: "mark"}
_STYLE = """
body { margin: 0 auto; max-width: 60em; padding: 1.5em 1em; color: #1a1a1a; background: #fff;
  font: 1.05em/1.8 "仿宋_GB2312", "仿宋", FangSong, "Songti SC", serif; }
h1, h2, h3 { font-family: "黑体", "Microsoft YaHei", SimHei, sans-serif; font-weight: normal; line-height: 1.5; }
h1 { text-align: center; font-size: 1.7em; margin: 1em 0; } h2 { font-size: 1.25em; margin: 1.6em 0 .6em; }
h3 { font: 1em/1.8 "楷体_GB2312", "楷体", KaiTi, serif; margin: .6em 0; text-indent: 2em; }
p { margin: 0; text-indent: 2em; text-align: justify; } p.signature { text-align: right; text-indent: 0; }
p.mark { color: #c00000; text-align: center; text-indent: 0; } .run-in { font-family: "楷体_GB2312", "楷体", KaiTi, serif; }
.table { overflow-x: auto; margin: 1em 0; } table { border-collapse: collapse; width: 100%; font: .9em/1.4 "宋体", SimSun, serif; }
th, td { border: 1px solid #333; padding: .3em .4em; text-align: center; font-weight: normal; } td { white-space: nowrap; }
td.note { white-space: normal; } th.caption, th.row { text-align: left; } th.caption { background: #c6d9f1; }
@media print { @page { size: A4; margin: 25mm 20mm; } body { max-width: none; padding: 0; font-size: 12pt; } .table { overflow: visible; }
  tr, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""


def write(report: Report, path: Path, mark: str = "", _handing: Handing | None = None) -> None:
    """Write the report as a web page; `mark` stands before the title of a draft. What goes with a draft on paper has no place here."""
    path.write_bytes(_safe(whole(report, mark)).encode())


def whole(report: Report, mark: str = "") -> str:
    """The page."""
    body = "\n".join(_block(block) for block in blocks(report, mark))
    title = html.escape(report.title.replace("\n", ""))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    """With every character that GBK lacks as a reference."""
    return text.encode("gbk", "xmlcharrefreplace").decode("gbk")


def _block(block: Block) -> str:
    return _table(block) if isinstance(block, TableBlock) else _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    tag = _TAGS.get(block.style, "p")
    named = f' class="{_CLASSES[block.style]}"' if block.style in _CLASSES else f' id="{block.part}"' if block.part else ""
    words = "".join(f'<span class="run-in">{_words(run.text)}</span>' if run.style and run.text else _words(run.text) for run in block.runs)
    return f"<{tag}{named}>{words}</{tag}>"


def _words(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _table(table: TableBlock) -> str:
    """A table, named by its part's heading; wider than the screen it scrolls inside its own box, which the keyboard reaches."""
    texts = {box: setting.text for box, setting in zip(table.grid.boxes, table.settings, strict=True)}
    rows = [
        "<tr>" + "".join(_cell(table, box, texts[box]) for box in boxes if box.row == row) + "</tr>"
        for row, boxes in enumerate(tables.rows(table.grid))
    ]
    heads = table.grid.heading_rows
    head = "<thead>\n" + "\n".join(rows[:heads]) + "\n</thead>\n" if heads else ""
    inside = head + "<tbody>\n" + "\n".join(rows[heads:]) + "\n</tbody>"
    named = f'aria-labelledby="{table.part}"'
    return f'<div class="table" role="region" {named} tabindex="0"><table {named}>\n{inside}\n</table></div>'


def _cell(table: TableBlock, box: Box, text: str) -> str:
    spans = "".join(f' {name}span="{count}"' for name, count in (("row", box.rows), ("col", box.columns)) if count > 1)
    if box.role is Role.CELL:
        heads = " ".join(_name(table, head) for head in _heads(table.grid, box))
        note = "" if text.replace(".", "").isdigit() else ' class="note"'
        return f'<td headers="{heads}"{spans}{note}>{_words(text)}</td>'
    kind = {Role.CAPTION: ' class="caption"', Role.ROW_HEAD: ' class="row"'}.get(box.role, "")
    across, several = ("row", box.rows > 1) if box.role is Role.ROW_HEAD else ("col", box.columns > 1)
    return f'<th id="{_name(table, box)}" scope="{across}{"group" * several}"{spans}{kind}>{_words(text)}</th>'


def _heads(grid: Grid, cell: Box) -> Iterator[Box]:
    """The headings that a number stands under and beside: those above it in its own block, and the labels of its row."""
    block = max((box.row for box in grid.boxes if box.role is Role.CAPTION and box.row < cell.row), default=0)
    for box in grid.boxes:
        above = block <= box.row < cell.row and box.column <= cell.column < box.column + box.columns
        beside = box.row <= cell.row < box.row + box.rows
        if (above and box.role in (Role.CAPTION, Role.COLUMN_HEAD)) or (beside and box.role is Role.ROW_HEAD):
            yield box


def _name(table: TableBlock, box: Box) -> str:
    return f"{table.part}-{box.row}-{box.column}"
