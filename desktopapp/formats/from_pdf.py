"""Reads a PDF with text in it into blocks: the ruled tables by their lines, all other words line by line, put together to paragraphs.

pdfplumber is large and optional. A scanned PDF has no text, which is said.
"""

# pdfplumber's hints are incomplete.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportMissingImports=false

from __future__ import annotations

import io
import logging
import re
import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text

from desktopapp.formats.blocks import WIDEST, Aside, Block, Box, Grid, Paragraph, paragraphs, visible
from desktopapp.formats.package import Encrypted, NoText, Torn

MOST_PAGES = 200
_CLOSE = 3.0  # points within which two lines of a table are one
_APART = 0.4  # of a character between two that make a space: more than the gap between Chinese and digits, which nobody typed
_LEVEL = 6.0  # points by which the tops of a line's characters may differ: digits of a title are lower than its Chinese
_INDENT, _SHORT = 0.8, 1.3  # in heights of a line: from where on it is indented, and ends before the edge
_PAGE_NUMBER = re.compile(r"[-—–\s]*第?\d{1,3}页?[-—–\s]*(?:共\d{1,3}页)?")
_OWN_FOOT = re.compile(r"\S*稿\S*\s*校验码\s*[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}")  # this program's drafts bear it beside the page number
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")  # begins a paragraph wherever it stands
_TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _CLOSE, "join_tolerance": _CLOSE}


class _Line(NamedTuple):
    """A line of text: its words, its place on the page, and whether it reaches the right edge of the text."""

    text: str
    left: float
    top: float
    bottom: float
    right: float


def blocks(content: bytes) -> list[Block]:
    """The document's paragraphs and tables. Raises Encrypted, NoText, Torn."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            found = [block for page in document.pages[:MOST_PAGES] for block in _page(page)]
    except PdfminerException as error:
        raise (Encrypted if error.args and isinstance(error.args[0], PDFPasswordIncorrect) else Torn) from error
    except (PDFException, PSException, struct.error) as error:
        raise Torn from error
    if not any(isinstance(block, Grid | Paragraph) for block in found):
        raise NoText
    return list(_joined(found))


def _is_foot(text: str) -> bool:
    """Nothing but a page number, or what stands beside it on a draft."""
    rest = _OWN_FOOT.sub("", text).strip()
    return not rest or _PAGE_NUMBER.fullmatch(rest) is not None


def _page(page: Any) -> Iterator[Block]:
    """The page's lines and tables from top to bottom."""
    page = page.dedupe_chars()
    tables = page.find_tables(_TABLES)
    grids = [(table.bbox[1], _grid(page, table)) for table in tables]

    def is_outside(thing: dict[str, Any]) -> bool:
        return thing["object_type"] != "char" or not any(_is_in(thing, table.bbox) for table in tables)

    rest = page.filter(is_outside)
    lines = [_line(line) for line in rest.extract_text_lines(return_chars=False, x_tolerance_ratio=_APART, y_tolerance=_LEVEL)]
    left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    for _, thing in sorted([*grids, *((line.top, line) for line in lines)], key=lambda one: one[0]):
        if isinstance(thing, Grid):
            yield thing
        elif not _is_foot(thing.text):
            size = thing.bottom - thing.top
            yield Paragraph(thing.text, (int(thing.left - left > _INDENT * size), int(right - thing.right > _SHORT * size)))
    yield from [Aside("图片")] * len(page.images)


def _line(line: dict[str, Any]) -> _Line:
    return _Line(_folded(line["text"]), line["x0"], line["top"], line["bottom"], line["x1"])


def _is_in(thing: dict[str, Any], area: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _grid(page: Any, table: Any) -> Grid:
    """A table by the edges of its boxes."""
    boxes = [cell for cell in table.cells if cell]
    columns = _edges([x for box in boxes for x in (box[0], box[2])])
    rows = _edges([y for box in boxes for y in (box[1], box[3])])
    placed: list[list[Box]] = [[] for _ in rows]
    ordered = sorted(boxes, key=lambda box: (box[1], box[0]))
    for box, text in zip(ordered, _texts(page.chars, ordered), strict=True):
        left, right = _nearest(columns, box[0]), _nearest(columns, box[2])
        first, last = _nearest(rows, box[1]), _nearest(rows, box[3])
        placed[first].append(Box(_folded(text), left, right))
        for row in range(first + 1, last):
            placed[row].append(Box("", left, right, held=True))
    kept = [sorted(row, key=lambda one: one.left) for row in placed if row]
    return Grid(kept, [paragraph for row in kept for box in row for paragraph in paragraphs(box.text)])


def _texts(characters: Sequence[dict[str, Any]], boxes: Sequence[tuple[float, float, float, float]]) -> list[str]:
    """The text in each box: a character belongs where its middle is, for tall ones touch the lines."""
    inside: list[list[dict[str, Any]]] = [[] for _ in boxes]
    for character in characters:
        index = next((index for index, box in enumerate(boxes) if _is_in(character, box)), None)
        if index is not None:
            inside[index].append(character)
    return [extract_text(found, x_tolerance_ratio=_APART) if found else "" for found in inside]


def _edges(values: Sequence[float]) -> list[float]:
    """The places of a table's lines, those close together as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _CLOSE:
            edges.append(value)
    return edges[:WIDEST]


def _nearest(edges: Sequence[float], value: float) -> int:
    after = bisect_left(edges, value)
    near = [index for index in (after - 1, after) if 0 <= index < len(edges)]
    return min(near, key=lambda index: abs(edges[index] - value))


def _folded(text: str) -> str:
    """A PDF's font may name 行 as a radical (U+2F8F): those are folded, full-width punctuation is not."""
    return visible(
        "".join(unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" or "\uf900" <= one <= "\ufaff" else one for one in text)
    )


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """Lines put together to paragraphs: one begins with a line that is indented or numbered, and ends with one that is short."""
    text = ""
    for block in found:
        is_indented, is_short = block.inside if isinstance(block, Paragraph) else (1, 1)
        if text and (is_indented or not isinstance(block, Paragraph) or _NUMBERED.match(block.text)):
            yield Paragraph(text)
            text = ""
        if not isinstance(block, Paragraph):
            yield block
            continue
        gap = " " if text[-1:].isascii() and block.text[:1].isascii() and text[-1:].isalpha() else ""
        text += gap + block.text
        if is_short:
            yield Paragraph(text)
            text = ""
    if text:
        yield Paragraph(text)
