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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from desktopapp.formats import pdf_tables
from desktopapp.formats.blocks import CUT_TABLE, Aside, Block, Paragraph
from desktopapp.formats.handed_sheets import is_foot
from desktopapp.formats.package import Encrypted, NoText, Torn
from desktopapp.formats.pdf_tables import APART, Table, folded

MOST_PAGES = 200
_LEVEL = 6.0  # points by which the tops of a line's characters may differ: digits of a title are lower than its Chinese
_INDENT, _SHORT = 0.8, 1.3  # in heights of a line: from where on it is indented, and ends before the edge
_WIDER = 1.4  # times the usual way from line to line: from where on a gap parts paragraphs
_RUNNING = 3  # pages on which a line at the edge stands before it is a header or a footer
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")  # begins a paragraph wherever it stands


class _Line(NamedTuple):
    """A line of text: its words, and its place on the page."""

    text: str
    left: float
    top: float
    bottom: float
    right: float

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top


class _Page(NamedTuple):
    """A page: what stands on it from top to bottom, its width, and how many pictures it has."""

    things: tuple[_Line | Table, ...]
    width: int
    pictures: int

    @property
    def lines(self) -> list[_Line]:
        """Its lines."""
        return [thing for thing in self.things if isinstance(thing, _Line)]


def blocks(content: bytes) -> list[Block]:
    """The document's paragraphs and tables. Raises Encrypted, NoText, Torn."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            pages = [_page(page) for page in document.pages[:MOST_PAGES]]
    except PdfminerException as error:
        raise (Encrypted if error.args and isinstance(error.args[0], PDFPasswordIncorrect) else Torn) from error
    except (PDFException, PSException, struct.error) as error:
        raise Torn from error
    if not any(page.things for page in pages):
        raise NoText
    return list(_blocks(pages))


def _page(page: Any) -> _Page:
    page = page.dedupe_chars()
    tables = pdf_tables.tables_of(page)

    def is_outside(thing: dict[str, Any]) -> bool:
        return thing["object_type"] != "char" or not any(table.area.has(thing, page.width) for table in tables)

    rest = page.filter(is_outside)
    lines = [_line(line) for line in rest.extract_text_lines(return_chars=False, x_tolerance_ratio=APART, y_tolerance=_LEVEL)]
    things = sorted([*tables, *(line for line in lines if not is_foot(line.text))], key=_top)
    return _Page(tuple(things), round(page.width), len(page.images))


def _top(thing: _Line | Table) -> float:
    return thing.top if isinstance(thing, _Line) else thing.area.top


def _line(line: dict[str, Any]) -> _Line:
    return _Line(folded(line["text"]), line["x0"], line["top"], line["bottom"], line["x1"])


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """What stands on the pages, paragraphs and tables that go on over a page break in one piece."""
    running = _running(pages)
    text = _Text(pages)
    table: Table | None = None
    for page in pages:
        things = [thing for thing in page.things if not isinstance(thing, _Line) or _edge_key(thing) not in running]
        for place, thing in enumerate(things):
            whole = pdf_tables.joined(table, thing) if table and place == 0 and isinstance(thing, Table) else None
            if table and whole is None:
                yield from _grid(table)
            table = whole or (thing if isinstance(thing, Table) else None)
            if isinstance(thing, Table):
                yield from text.end()
            else:
                yield from text.take(thing, page, things[place - 1] if place else None)
        yield from [Aside("图片")] * page.pictures
    if table:
        yield from _grid(table)
    yield from text.end()
    yield from (Aside("页眉", words) for words in dict.fromkeys(running.values()))


def _grid(table: Table) -> Iterator[Block]:
    yield pdf_tables.grid(table)
    if table.cut:
        yield Aside(CUT_TABLE, "有表格比纸宽，纸外的格子没有印出来，请对照原件补填")


def _running(pages: Sequence[_Page]) -> Mapping[tuple[str, int], str]:
    """The lines that stand at the same place on many pages, first or last, whatever their numbers: headers and footers."""
    found: Counter[tuple[str, int]] = Counter()
    words: dict[tuple[str, int], str] = {}
    for page in pages:
        for line in {page.lines[0], page.lines[-1]} if page.lines else ():
            found[_edge_key(line)] += 1
            words[_edge_key(line)] = line.text
    return {key: words[key] for key, count in found.items() if count >= _RUNNING}


def _edge_key(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "", line.text), round(line.top)


class _Text:
    """Lines put together to paragraphs: one begins with a line that is indented, numbered, or further down than usual, and ends with one
    that is short."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        lines = [(page.width, line) for page in pages for line in page.lines]
        self._left = {width: min(line.left for of, line in lines if of == width) for width, _ in lines}
        self._right = {width: _usual_right([line for of, line in lines if of == width]) for width, _ in lines}
        steps = [round(below.top - above.top) for page in pages for above, below in pairwise(page.lines) if below.top > above.top]
        self._step = max(Counter(steps).items(), key=lambda one: (one[1], -one[0]))[0] if steps else 0
        self._paragraph = ""
        self._is_ended = False

    def take(self, line: _Line, page: _Page, above: _Line | Table | None) -> Iterator[Block]:
        """Add a line, which stands below another thing of the page or at its top; the paragraph before it, where that has ended."""
        is_apart = isinstance(above, _Line) and line.top - above.top > _WIDER * max(self._step, line.height)
        is_indented = line.left - self._left[page.width] > _INDENT * line.height
        if self._is_ended or is_apart or is_indented or _NUMBERED.match(line.text):
            yield from self.end()
        before = self._paragraph[-1:]
        gap = " " if before.isascii() and line.text[:1].isascii() and before.isalpha() else ""
        self._paragraph += gap + line.text
        self._is_ended = self._right[page.width] - line.right > _SHORT * line.height

    def end(self) -> Iterator[Block]:
        """The paragraph, if there is one."""
        if self._paragraph:
            yield Paragraph(self._paragraph)
        self._paragraph, self._is_ended = "", False


def _usual_right(lines: Iterable[_Line]) -> float:
    """Where most of the long lines end: punctuation may hang over the edge, and a line without justification ends before it."""
    ends = [line.right for line in lines]
    near = [end for end in ends if end > max(ends) - 3 * _LEVEL]
    return max(sorted(set(near)), key=lambda end: sum(abs(end - other) < 1 for other in near))
