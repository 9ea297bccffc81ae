"""What lies on pages: lines, rules and shades at places in twips from the sheet's upper left corner. A value: nothing here is computed."""

from __future__ import annotations

from typing import NamedTuple

from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.lines import Line


class Options(NamedTuple):
    """What is printed beside the report itself.

    `mark` stands in red at the head of every page and before the title, as in a Word draft; `watermark` large and light grey beneath
    the text; `footer` small at the foot of every page, at the inner margin.
    """

    mark: str = ""
    watermark: str = ""
    footer: str = ""


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


class Start(NamedTuple):
    """A part of the report begins on this page, so many twips from its top."""

    part: str
    heading: str
    y: float


class Page(NamedTuple):
    """One page; `number` counts from 1. The watermark lies beneath all, then shades, rules, and the lines on top."""

    number: int
    lines: tuple[Placed, ...]
    shades: tuple[Shade, ...]
    rules: tuple[Rule, ...]
    starts: tuple[Start, ...]
    watermark: Line | None = None


class Document(NamedTuple):
    """A report on its pages, with what a file tells of it; `glyphs` are those that it is set in."""

    pages: tuple[Page, ...]
    title: str
    author: str
    date: str
    glyphs: Glyphs
