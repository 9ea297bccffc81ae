"""What lies on pages: lines, rules and shades at places in twips from the sheet's upper left corner. A value: nothing here is computed."""

from __future__ import annotations

from typing import NamedTuple

from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.lines import Line
from desktopapp.formats.printed.blocks import Picture
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.printed.infographic import Infographic


class Options(NamedTuple):
    """What is printed beside the report itself.

    `mark` stands in red at the head of every page and before the title, as in a Word draft; `watermark` large and light grey beneath
    the text; `footer` small at the foot of every page, at the inner margin. What is handed over brings a watermark and a footer of its
    own, and its sheets. `two_sided` begins the report and every sheet on the front of a leaf. `infographic` (一图读懂) is the last page.
    """

    mark: str = ""
    watermark: str = ""
    footer: str = ""
    handing: Handing | None = None
    two_sided: bool = False
    infographic: Infographic | None = None

    @property
    def beneath(self) -> str:
        """The watermark."""
        return self.watermark or (self.handing.watermark if self.handing else "")

    @property
    def at_foot(self) -> str:
        """The footer."""
        return self.footer or (self.handing.footing if self.handing else "")


PLAIN = Options()


class Placed(NamedTuple):
    """A line and where its upper left corner is."""

    x: float
    y: float
    line: Line


class Shade(NamedTuple):
    """A filled rectangle behind a cell."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Rule(NamedTuple):
    """A straight border, from corner to corner, so many twips thick."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: int


class PlacedPicture(NamedTuple):
    """A picture file and the rectangle that it fills."""

    x: float
    y: float
    picture: Picture


class Start(NamedTuple):
    """A part of the report, or a sheet that is no part of it and so has none, begins on this page, so many twips from its top."""

    part: str
    heading: str
    y: float


class Page(NamedTuple):
    """One page; `number` counts all pages from 1. The watermark lies beneath all, then shades, pictures, rules, and the lines on top.

    `sheet` is the name of the sheet to which it belongs, blank for a page of the report; `printed` is the number that stands at its foot,
    0 on the empty back of a leaf.
    """

    number: int
    lines: tuple[Placed, ...]
    shades: tuple[Shade, ...]
    rules: tuple[Rule, ...]
    starts: tuple[Start, ...]
    watermark: Line | None = None
    sheet: str = ""
    printed: int = 0
    pictures: tuple[PlacedPicture, ...] = ()


class Document(NamedTuple):
    """A report on its pages, with what a file tells of it; `glyphs` are those that it is set in."""

    pages: tuple[Page, ...]
    title: str
    author: str
    date: str
    glyphs: Glyphs
