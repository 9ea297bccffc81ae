"""The page and the type of an official document (GB/T 9704): A4, 版心 156 mm × 225 mm, 22 lines of 28 characters in 三号.

Lengths are in twips (1/20 pt); sizes of type in half points, as Word counts them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LINE = 579  # 28.95 pt, so that 22 lines stand in 225 mm
LINES = 22
CHARACTERS = 28
TITLE_LINE = 650  # 22 pt type on 32.5 pt
TABLE_LINE = 240
EM = 315  # a character of body text: 16 pt less 0.25 pt, so that 28 stand in 156 mm

WIDTH, HEIGHT = 11906, 16838  # A4
# 天头 37 mm, 订口 28 mm.
TOP, RIGHT, BOTTOM, LEFT = 2098, 1474, 1984, 1587
TEXT_WIDTH = 8844  # 156 mm
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
# The number's dash stands 7 mm below the text: the footer's distance reaches from the edge to the bottom of its line.
HEADER, FOOTER = 1134, 1417
PAGE_NUMBER_INDENT = 280  # one character of 四号 (GB/T 9704 7.5)

SONG, FANGSONG, HEI, KAI, XIAOBIAOSONG = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
ROMAN = "Times New Roman"

RED, BLACK = "C00000", "000000"
SHADE = "C6D9F1"


class Align(StrEnum):
    """How lines stand between the margins."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class Style(NamedTuple):
    """A paragraph's type: Chinese font, the one for figures and Latin letters, size, line, white between characters.

    `keep_next` holds it on the page of the next paragraph, `keep_lines` its lines on one page; `level` is its place in the outline,
    0 for text.
    """

    font: str = FANGSONG
    latin: str = ROMAN
    size: int = 32
    line: int = LINE
    align: Align = Align.BOTH
    spacing: int = EM - 320
    indent: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    level: int = 0
    colour: str = BLACK


TEXT, TITLE, HEADING, SUBHEADING, SIGNATURE = "BodyText", "Title", "Heading1", "Heading2", "Signature"
DRAFT_MARK, TABLE_TEXT, TABLE_LABEL, HEAD, FOOT = "DraftMark", "TableText", "TableLabel", "Header", "Footer"
# Of the sheets that go with a draft; a report alone has none of them.
SHEET_TITLE, SHEET_CAPTION, SHEET_NOTE, SHEET_HEAD, SHEET_TEXT = "SheetTitle", "SheetCaption", "SheetNote", "SheetHead", "SheetText"
TABLE_HEAD = "TableHead"
RUN_IN = "RunInHeading"  # of characters: the first sentence of a paragraph, set like a heading
RUN_IN_FONT = KAI
NORMAL = Style()
WATERMARK = Style(font=HEI, size=200, colour="E9E9E9", align=Align.CENTRE, spacing=0)
WATERMARK_SLOPE = -52  # degrees, about the sheet's diagonal

_TABLE = Style(font=SONG, size=21, line=TABLE_LINE, align=Align.CENTRE, spacing=0)
_SHEET = Style(size=28, line=400, align=Align.LEFT, spacing=0)
SHEET_STYLES: dict[str, Style] = {
    SHEET_TITLE: Style(font=XIAOBIAOSONG, size=44, line=TITLE_LINE, align=Align.CENTRE, spacing=0, keep_next=True, keep_lines=True),
    SHEET_CAPTION: _SHEET._replace(font=HEI, keep_next=True, keep_lines=True),
    SHEET_NOTE: _SHEET._replace(size=24, line=340),
    SHEET_HEAD: _SHEET._replace(font=HEI, align=Align.CENTRE),
    SHEET_TEXT: _SHEET,
    TABLE_HEAD: _TABLE._replace(font=HEI),
}

STYLES: dict[str, Style] = {
    TEXT: Style(indent=2 * EM),
    TITLE: Style(font=XIAOBIAOSONG, size=44, line=TITLE_LINE, align=Align.CENTRE, spacing=0, keep_next=True, keep_lines=True),
    HEADING: Style(font=HEI, indent=2 * EM, keep_next=True, keep_lines=True, level=1),
    SUBHEADING: Style(font=KAI, indent=2 * EM, keep_next=True, keep_lines=True, level=2),
    SIGNATURE: Style(align=Align.CENTRE, keep_lines=True),
    DRAFT_MARK: Style(font=HEI, align=Align.CENTRE, keep_next=True, colour=RED),
    # 五号 on an exact line, so that a row is as high as its lines whatever font stands in.
    TABLE_TEXT: _TABLE,
    TABLE_LABEL: _TABLE._replace(align=Align.LEFT),
    HEAD: Style(font=HEI, size=28, line=360, align=Align.CENTRE, spacing=0, colour=RED),
    FOOT: Style(font=SONG, latin=SONG, size=28, line=360, spacing=0),
    **SHEET_STYLES,
}
