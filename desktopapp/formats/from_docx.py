"""Reads a Word file (docx) into blocks, on a grid of its own: files of WPS and old Word have cut chains of merged cells, content
controls, tables in tables, tracked changes and text boxes, and no library at hand reads all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktopapp.formats.blocks import MOST_ROWS, WIDEST, Aside, Block, Box, Grid, Paragraph, box_of
from desktopapp.formats.handed_sheets import is_foot
from desktopapp.formats.markup import Element, attribute, child, children, descendants, name
from desktopapp.formats.package import Package, Torn
from desktopapp.formats.word_numbering import Numbering, read_numbering
from desktopapp.formats.word_text import KINDS, ParagraphText, shown

_PAGE_NUMBER = re.compile(r"[\W\d_第页共]*")


def blocks(content: bytes) -> list[Block]:
    """The paragraphs and tables of a Word file, then what stands beside them. Raises Encrypted, Bomb, Torn."""
    package = Package(content)
    part = package.related("", "officeDocument") or "word/document.xml"
    body = child(package.xml(part), "body")
    if body is None:
        raise Torn
    styles = package.xml_if_any(package.related(part, "styles"))
    reader = _Reader(read_numbering(package.xml_if_any(package.related(part, "numbering")), styles), _contents_styles(styles))
    return [*reader.blocks(body), *_beside(package, part)]


def _contents_styles(styles: Element | None) -> frozenset[str]:
    """The styles of a table of contents' lines."""
    named = ((attribute(style, "styleId"), attribute(child(style, "name"), "val")) for style in children(styles, "style"))
    return frozenset(key for key, called in named if called.lower().startswith("toc "))


def _beside(package: Package, part: str) -> Iterator[Block]:
    """Headers, footers, notes and comments, each once; page numbers are not said."""
    said: set[str] = set()
    for kind, target in package.relations(part).values():
        root = package.xml_if_any(target) if kind in KINDS else None
        for paragraph in descendants(root, "p"):
            text = " ".join(ParagraphText(paragraph).text.split())
            if not _PAGE_NUMBER.fullmatch(text) and not is_foot(text) and text not in said:
                said.add(text)
                yield Aside(KINDS[kind], text)


class _Reader:
    """Reads the body, and what is inside boxes and frames, in the order of the page."""

    def __init__(self, numbering: Numbering, contents: frozenset[str]) -> None:
        self._numbering = numbering
        self._contents = contents

    def blocks(self, parent: Element) -> Iterator[Block]:
        for element in shown(parent):
            if name(element) == "p":
                yield from self._paragraph(element)
            elif name(element) == "tbl":
                yield self._table(element)
            elif name(element) == "altChunk":
                yield Aside("嵌入的文档")

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        read, label = ParagraphText(element), self._numbering.label(properties)
        if read.text.strip():
            # A space keeps an automatic 1. in front of a number from becoming 1.5.
            text = f"{label} {read.text}" if label and read.text.lstrip()[0].isdigit() else label + read.text
            is_contents = attribute(child(properties, "pStyle"), "val") in self._contents
            yield Aside("目录", text.strip()) if is_contents else Paragraph(text)
        if read.struck.strip():
            yield Aside("删除线文字", read.struck.strip())
        yield from [Aside("图片")] * read.pictures
        for frame in read.frames:
            yield from self.blocks(frame)

    def _table(self, element: Element) -> Grid:
        rows: list[list[Box]] = []
        otherwise: list[Block] = []
        merged: dict[int, int] = {}  # the boxes above that go on below, left to right edge
        for row in shown(element):
            if name(row) == "tr" and len(rows) < MOST_ROWS and not _is_gone(child(row, "trPr")):
                boxes, merged = self._row(row, merged, otherwise)
                rows.append(boxes)
        return Grid(rows, otherwise)

    def _row(self, row: Element, merged: dict[int, int], otherwise: list[Block]) -> tuple[list[Box], dict[int, int]]:
        column = _span(child(row, "trPr", "gridBefore"), 0)
        boxes: list[Box] = []
        goes_on: dict[int, int] = {}
        for cell in (one for one in shown(row) if name(one) == "tc"):
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            text, content = box_of(list(self.blocks(cell)))
            otherwise += content
            right = min(column + _span(child(properties, "gridSpan"), 1), WIDEST)
            merge, across = child(properties, "vMerge"), child(properties, "hMerge")
            if across is not None and attribute(across, "val", "continue") == "continue" and boxes and not text:
                boxes[-1] = boxes[-1]._replace(right=right)
            else:
                # A chain whose beginning was cut off begins here: Word shows the first box that is left of it.
                is_rest = merge is not None and attribute(merge, "val", "continue") == "continue" and merged.get(column) == right
                boxes.append(Box(text, column, right, held=is_rest and not text))
                if merge is not None:
                    goes_on[column] = right
            column = right
        return boxes, goes_on


def _is_gone(properties: Element | None) -> bool:
    """The row was deleted with changes tracked, or is hidden."""
    return child(properties, "del") is not None or child(properties, "hidden") is not None


def _span(element: Element | None, default: int) -> int:
    text = attribute(element, "val")
    return min(int(text), WIDEST) if text.isascii() and text.isdigit() and len(text) < 12 and int(text) > 0 else default
