"""From blocks to pages: what stays together, where a page ends, what stands at its head and foot."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktopapp.core.report import Report
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.infographic import page_of
from desktopapp.formats.paper.lines import Line, Measure, Piece, paragraph, stacked
from desktopapp.formats.paper.sheet import PLAIN, Document, Options, Page, Placed, PlacedPicture, Rule, Shade, Start
from desktopapp.formats.paper.table import FRAME, Rows, fragment, rows
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Paragraph, Picture, Printed, Section, TableBlock
from desktopapp.formats.printed.infographic import Infographic
from desktopapp.formats.printed.page import Align, Style
from desktopapp.formats.printed.sheets import printed

_SMALL = page.STYLES[page.FOOT]._replace(size=18)
_FOOT = page.HEIGHT - page.FOOTER - page.STYLES[page.FOOT].line
_ROUNDING = 0.5

Key = tuple[tuple[Piece, ...], Style, Measure]


class Atom(NamedTuple):
    """What no page cuts: a line, or a row of a table; with the white above it, and whether it stays on the page of the next one."""

    height: float
    above: float
    keep: bool
    x: float = page.LEFT
    line: Line | None = None
    rows: Rows | None = None
    row: int = 0
    part: str = ""
    heading: str = ""
    picture: Picture | None = None


@dataclass
class _Sheet:
    """A page that is being filled; `y` is how far."""

    y: float = page.TOP
    lines: list[Placed] = field(default_factory=list[Placed])
    shades: list[Shade] = field(default_factory=list[Shade])
    rules: list[Rule] = field(default_factory=list[Rule])
    starts: list[Start] = field(default_factory=list[Start])
    pictures: list[PlacedPicture] = field(default_factory=list[PlacedPicture])
    rows: list[int] = field(default_factory=list[int])  # of the table that is being set, which begins at `table_top`
    table: Rows | None = None
    table_top: float = 0.0

    @property
    def empty(self) -> bool:
        return not self.lines and not self.rows and not self.pictures


class Typesetter:
    """Lays reports out on pages. It remembers the paragraphs of the last report, so that after an edit only what changed is set anew."""

    def __init__(self, glyphs: Glyphs | None = None) -> None:
        self._glyphs = glyphs or Glyphs()
        self._remembered: dict[Key, tuple[Line, ...]] = {}
        self._used: dict[Key, tuple[Line, ...]] = {}

    def lay_out(self, report: Report, options: Options = PLAIN) -> Document:
        """The report on its pages, with what is handed over."""
        return self.lay_out_printed(printed(report, options.mark, options.handing), options)

    def lay_out_printed(self, work: Printed, options: Options = PLAIN) -> Document:
        """Whatever is printed, on its pages."""
        self._used = {}
        pages: list[Page] = []
        for section in work.sections:
            self._turn_leaf(pages, options)
            pages += self._section(section, len(pages), options)
        if options.infographic is not None:
            self._turn_leaf(pages, options)
            pages.append(self._picture(options.infographic, len(pages) + 1, options))
        self._remembered = self._used
        return Document(tuple(pages), work.title.replace("\n", ""), work.author, work.date, self._glyphs)

    def _turn_leaf(self, pages: list[Page], options: Options) -> None:
        """Leave the back of a leaf empty, where what comes begins on a front."""
        if options.two_sided and len(pages) % 2:
            pages.append(Page(len(pages) + 1, (), (), (), ()))

    def _picture(self, shown: Infographic, number: int, options: Options) -> Page:
        """一图读懂, which says as every page of a draft that it is one; it bears no number."""
        drawn = page_of(shown, self._glyphs)
        lines = (*drawn.lines, *self._around(options, odd=True))
        return drawn._replace(number=number, lines=lines, watermark=self._watermark(options.beneath))

    def _section(self, section: Section, before: int, options: Options) -> Iterator[Page]:
        """The pages of a section, which counts them itself; so many pages stand before it."""
        sheets = self._sheets(list(self._atoms(section)))
        if section.name:
            sheets[0].starts.insert(0, Start("", section.name, page.TOP))
        for number, sheet in enumerate(sheets, 1):
            yield self._page(section, number, sheet, options)._replace(number=before + number)

    # setting

    def _set(self, pieces: Sequence[Piece], style: Style, measure: Measure) -> tuple[Line, ...]:
        key = (tuple(pieces), style, measure)
        found = self._used.get(key) or self._remembered.get(key) or paragraph(self._glyphs, pieces, style, measure)
        self._used[key] = found
        return found

    def _stack(self, text: str, style: Style, height: float) -> tuple[tuple[Line, ...], ...]:
        return stacked(self._glyphs, text, style, height)

    def _atoms(self, section: Section) -> Iterator[Atom]:
        below = 0.0
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield from self._of_table(block, below)
                below = 0.0
            else:
                yield from self._of_paragraph(block, below)
                below = float(block.below)

    def _of_paragraph(self, block: Paragraph, above: float) -> Iterator[Atom]:
        style = page.STYLES[block.style]
        if block.picture is not None:
            yield Atom(block.picture.height, above + block.above, block.keep, picture=block.picture)
            return
        pieces = [Piece(run.text, page.RUN_IN_FONT if run.style else style.font) for run in block.runs]
        measure = Measure(page.TEXT_WIDTH - block.left, style.indent, Align.LEFT if block.ragged else style.align)
        found = self._set(pieces, style, measure)
        for number, line in enumerate(found):
            keep = block.keep or (style.keep_lines if number < len(found) - 1 else style.keep_next)
            white = above + block.above if number == 0 else 0.0
            yield Atom(style.line, white, keep, page.LEFT + block.left, line, part=block.part if number == 0 else "", heading=block.text)

    def _of_table(self, block: TableBlock, above: float) -> Iterator[Atom]:
        table = rows(block, self._set)
        for row, (height, keep) in enumerate(zip(table.heights, table.kept, strict=True)):
            border = FRAME if row == table.grid.rows - 1 else 0  # the one below the table takes room too
            yield Atom(height + border, 0.0 if row else above, keep, rows=table, row=row)

    # pages

    def _sheets(self, atoms: Sequence[Atom]) -> list[_Sheet]:
        """Fill pages with what stays together; only what no page can hold is cut, from the top of a page."""
        sheets = [_Sheet()]
        start = 0
        while start < len(atoms):
            end = start + 1
            while end < len(atoms) and atoms[end - 1].keep:
                end += 1
            chain = atoms[start:end]
            if not _fits(chain, sheets[-1]) and not sheets[-1].empty:
                self._turn(sheets)
            for atom in chain:
                if not _fits([atom], sheets[-1]) and not sheets[-1].empty:
                    self._turn(sheets)
                self._put(atom, sheets[-1])
            start = end
        self._close_table(sheets[-1])
        return sheets

    def _turn(self, sheets: list[_Sheet]) -> None:
        """Begin a new page."""
        self._close_table(sheets[-1])
        sheets.append(_Sheet())

    def _put(self, atom: Atom, sheet: _Sheet) -> None:
        sheet.y += 0.0 if sheet.empty else atom.above  # white at the top of a page is dropped
        if atom.rows is not None:
            self._put_row(atom, atom.rows, sheet)
            return
        self._close_table(sheet)
        if atom.part:
            sheet.starts.append(Start(atom.part, atom.heading, sheet.y))
        if atom.picture is not None:
            sheet.pictures.append(PlacedPicture(page.LEFT + (page.TEXT_WIDTH - atom.picture.width) / 2, sheet.y, atom.picture))
        if atom.line is not None:
            sheet.lines.append(Placed(atom.x, sheet.y, atom.line))
        sheet.y += atom.height

    def _put_row(self, atom: Atom, rows: Rows, sheet: _Sheet) -> None:
        """A row; the first on a new page stands below the table's headings again."""
        if not sheet.rows:
            sheet.table, sheet.table_top = rows, sheet.y
            sheet.rows = list(range(rows.grid.heading_rows)) if atom.row >= rows.grid.heading_rows else []
            sheet.y += sum(rows.heights[heading] for heading in sheet.rows)
        sheet.rows.append(atom.row)
        sheet.y += atom.height

    def _close_table(self, sheet: _Sheet) -> None:
        if sheet.table is not None:
            shown = fragment(sheet.table, sheet.rows, sheet.table_top, self._stack)
            sheet.lines += shown.lines
            sheet.shades += shown.shades
            sheet.rules += shown.rules
            sheet.table, sheet.rows = None, []

    def _page(self, section: Section, number: int, sheet: _Sheet, options: Options) -> Page:
        """A finished page with its head, its number, and the footer at the other margin."""
        odd = number % 2 == 1
        before, behind = section.around_number
        edges = [*self._edge(f"{before}{number}{behind}", page.STYLES[page.FOOT], _FOOT, Align.RIGHT if odd else Align.LEFT)]
        edges += self._around(options, odd)
        lines, shades, rules, starts = tuple(sheet.lines), tuple(sheet.shades), tuple(sheet.rules), tuple(sheet.starts)
        return Page(
            number, (*lines, *edges), shades, rules, starts, self._watermark(options.beneath), section.name, number, tuple(sheet.pictures)
        )

    def _around(self, options: Options, odd: bool) -> Iterator[Placed]:
        """The mark at the head, and the footer at the inner margin."""
        if options.mark:
            yield from self._edge(options.mark, page.STYLES[page.HEAD], page.HEADER, Align.CENTRE)
        if options.at_foot:
            yield from self._edge(options.at_foot, _SMALL, _FOOT, Align.LEFT if odd else Align.RIGHT)

    def _watermark(self, words: str) -> Line | None:
        """The line that lies beneath a page."""
        style = page.WATERMARK
        return self._set([Piece(words, style.font)], style, Measure(math.inf, align=Align.LEFT))[0] if words else None

    def _edge(self, text: str, style: Style, y: float, align: Align) -> Iterator[Placed]:
        """A line at the head or foot, one character in from an outer margin."""
        indent = 0 if align is Align.CENTRE else page.PAGE_NUMBER_INDENT
        measure = Measure(page.TEXT_WIDTH - indent, align=align)
        left = page.LEFT + (indent if align is Align.LEFT else 0)
        yield Placed(left, y, self._set([Piece(text, style.font)], style, measure)[0])


def _fits(chain: Sequence[Atom], sheet: _Sheet) -> bool:
    """These stand in the rest of the page; a table's headings come again where it goes on there."""
    needed = sum(atom.height + atom.above for atom in chain)
    first = chain[0]
    if sheet.empty:
        needed -= first.above
    if first.rows is not None and not sheet.rows and first.row >= first.rows.grid.heading_rows:
        needed += sum(first.rows.heights[: first.rows.grid.heading_rows])
    return sheet.y + needed <= page.TOP + page.TEXT_HEIGHT + _ROUNDING
