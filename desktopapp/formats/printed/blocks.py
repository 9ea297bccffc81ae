"""A report as the blocks it is printed of, in order: the title (Title), the preface (BodyText), each part with its heading (Heading1) and
its text or its table between two texts, organ and date (Signature).

（一）… alone on its line is a heading of the second level (Heading2); before a text its first sentence is set like one (RunInHeading).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from desktopapp.core.form import Part
from desktopapp.core.layout import Grid, layout
from desktopapp.core.report import Report
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.tables import Setting

_TITLE_WIDTH = 20  # characters of 22 pt in 156 mm
_HEADING_WIDTH = 30  # a （一） paragraph that is longer is text
_LEVEL_TWO = re.compile(r"（[一二三四五六七八九十]+）")
_LONGEST_KEPT = page.LINES - 6  # lines of a paragraph, that a heading above and a signature below still stand on its page
_LONG_WORD = re.compile(r"[!-~]{16}")
_ORGAN_END = re.compile("(?<!城)[省市县区乡镇局厅府院队](?![级属市县区])")  # not inside 城市管理, 城乡建设, 杭州市区
_ABOVE_TABLE, _BELOW_TABLE = 60, 120  # with 表二, these make 11 lines of text


class Run(NamedTuple):
    """Words of a paragraph in its own type, or as a run-in heading."""

    text: str
    style: str = ""


class Picture(NamedTuple):
    """A picture file, and how wide and high it is printed, in twips."""

    path: str
    width: int
    height: int


class Paragraph(NamedTuple):
    """A paragraph: white above and below it and to its left in twips; `ragged` is not stretched to the right margin.

    `keep` holds it, whole, on the page of the next block, whatever its style says; `part` is the key of the part that it begins. On paper
    a `picture` stands in place of its words, which say what is to be seen there.
    """

    style: str
    runs: tuple[Run, ...]
    above: int = 0
    below: int = 0
    left: int = 0
    ragged: bool = False
    keep: bool = False
    part: str = ""
    picture: Picture | None = None

    @property
    def text(self) -> str:
        """Its words; lines of a title are lines."""
        return "".join(run.text for run in self.runs)


class TableBlock(NamedTuple):
    """A table: its boxes, how the words of each are set, the least height of each row, and whether it stays on the page of the next one.

    `caption` and `description` are what a screen reader says of it; `part` is the key of the part whose statutory table it is.
    """

    grid: Grid
    settings: tuple[Setting, ...]
    heights: tuple[int, ...]
    kept: tuple[bool, ...]
    caption: str
    description: str = ""
    part: str = ""


Block = Paragraph | TableBlock


class Section(NamedTuple):
    """Pages that are numbered by themselves: a sheet by its name, or the report, which has none here."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def around_number(self) -> tuple[str, str]:
        """What stands before and behind a page's number: — 1 —, 审签单第1页."""
        return (f"{self.name}第", "页") if self.name else ("— ", " —")


class Printed(NamedTuple):
    """All that is printed, in order, and what a file tells of it; `date` is ISO, blank where there is none."""

    sections: tuple[Section, ...]
    title: str
    author: str = ""
    date: str = ""


def blocks(report: Report, mark: str = "") -> Iterator[Block]:
    """What is printed, in order; `mark` stands before the title of a draft."""
    if mark:
        yield Paragraph(page.DRAFT_MARK, (Run(mark),))
    yield _title(report)
    yield from _prose(report, "preface")
    signed = bool(report.organ or report.date)
    below_table = False
    for part in report.form.parts:
        has_table = part.key in report.form.tables
        yield _heading(report, part, has_table, below_table)
        if has_table:
            yield from _table(report, part)
        else:
            # The last words stay on the page of the signature: 不得出现“此页无正文”.
            yield from _prose(report, part.key, keep=signed and part is report.form.parts[-1])
        below_table = has_table and not report.paragraphs(f"{part.key}.after")
    yield from _signature(report)


def _heading(report: Report, part: Part, has_table: bool, below_table: bool) -> Paragraph:
    """A part's heading, to the letter."""
    above_table = has_table and not report.paragraphs(f"{part.key}.before")
    above, below = _BELOW_TABLE * below_table, _ABOVE_TABLE * above_table
    return Paragraph(page.HEADING, (Run(part.heading),), above, below, part=part.key)


def _table(report: Report, part: Part) -> Iterator[Block]:
    """A part's table between its two texts; on one page with the heading and the text before it where one page can hold them."""
    table = report.form.tables[part.key]
    before = f"{part.key}.before"
    lines = 1 + sum(map(_lines, report.paragraphs(before)))
    height = tables.height(report, table)
    needed = lines * page.LINE + _ABOVE_TABLE + height
    together = needed <= page.LINES * page.LINE
    yield from _prose(report, before, keep=together, below=_ABOVE_TABLE)
    # Below a long text the table may begin a page of its own.
    yield statutory_table(report, part, together or (bool(report.paragraphs(before)) and height <= page.LINES * page.LINE))
    yield from _prose(report, f"{part.key}.after", above=_BELOW_TABLE)


def statutory_table(report: Report, part: Part, whole: bool) -> TableBlock:
    """A part's table with the report's numbers, `whole` on one page or cut between groups."""
    table = report.form.tables[part.key]
    grid = layout(table)
    settings = tuple(tables.setting(report, grid, box) for box in grid.boxes)
    heights = tuple(tables.row_height(grid, row) for row in range(grid.rows))
    words = f"《{report.form.name}》“{part.heading}”的表格，共{len(table.cells)}个数。"
    return TableBlock(grid, settings, heights, tuple(tables.kept(grid, whole)), part.title, words, part.key)


def _prose(report: Report, place: str, *, keep: bool = False, above: int = 0, below: int = 0) -> Iterator[Paragraph]:
    """The text at a place, with white above and below it; `keep` holds its last paragraph on the page of what follows.

    One that hardly a page can hold together with that is not held: word processors lose their way there.
    """
    texts = report.paragraphs(place)
    for index, text in enumerate(texts):
        first, last = index == 0, index == len(texts) - 1
        yield _paragraph(text)._replace(keep=keep and last and _lines(text) <= _LONGEST_KEPT, above=above * first, below=below * last)


def _lines(text: str) -> int:
    """About how many lines a paragraph takes."""
    return math.ceil((tables.ems(text) + 2) / page.CHARACTERS)


def _paragraph(text: str) -> Paragraph:
    """A paragraph. （一） alone on its line is a heading; before a text its first sentence is set like one."""
    level_two = _LEVEL_TWO.match(text)
    if level_two and len(text) <= _HEADING_WIDTH and "。" not in text[:-1]:
        return Paragraph(page.SUBHEADING, (Run(text),))
    end = text.find("。") + 1 if level_two else 0
    # A web address moves to the next line as a whole; justified, the line above it would be torn apart.
    ragged = bool(_LONG_WORD.search(text))
    return Paragraph(page.TEXT, (Run(text[:end], page.RUN_IN), Run(text[end:])), ragged=ragged)


def _title(report: Report) -> Paragraph:
    """The title, and below it the white that brings the text back onto the lines of the page."""
    lines = _title_lines(report.title, report.form.name)
    height = len(lines) * page.TITLE_LINE
    return Paragraph(page.TITLE, (Run("\n".join(lines)),), below=-height % page.LINE)


def _title_lines(title: str, name: str) -> list[str]:
    """One line if it fits; else the organ above, never a break inside 2024年政府信息公开工作年度报告."""
    if "\n" in title or tables.ems(title) <= _TITLE_WIDTH:
        return title.split("\n")
    start = re.search(rf"(?<=.)(?:[0-9〇一二三四五六七八九]{{4}}年|{re.escape(name)}$)", title)
    if not start:
        return [title]
    organ = title[: start.start()]
    return [*_organ_lines(organ), title[start.start() :]]


def _organ_lines(organ: str) -> list[str]:
    """An organ's name that is too long for a line breaks after a place or an office, as near its middle as that allows."""
    if tables.ems(organ) <= _TITLE_WIDTH:
        return [organ]
    middle = round(len(organ) / 2)
    ends = [match.end() for match in _ORGAN_END.finditer(organ)]
    fitting = [
        end for end in ends if end >= 5 <= len(organ) - end and max(tables.ems(organ[:end]), tables.ems(organ[end:])) <= _TITLE_WIDTH
    ]
    at = min(fitting, key=lambda end: abs(end - middle), default=middle)
    return [organ[:at], organ[at:]]


def _signature(report: Report) -> Iterator[Paragraph]:
    """The date four characters from the right edge, the organ centred above it (GB/T 9704 7.3.5).

    Both are centred in one column whose middle is the date's; a name too long for it widens it to the left.
    """
    date = f"{report.date.year}年{report.date.month}月{report.date.day}日" if report.date else ""
    gaps = 1.25  # the quarter of a character that Word leaves between figures and 年, 月, 日, five times
    column = max(2 * 4 + tables.ems(date) + gaps, tables.ems(report.organ) + 1)
    left = max(0, page.TEXT_WIDTH - round(column * page.EM))
    above = 2 * page.LINE
    for text, keep in ((report.organ, bool(date)), (date, False)):
        if text:
            yield Paragraph(page.SIGNATURE, (Run(text),), above=above, left=left, keep=keep)
            above = 0
