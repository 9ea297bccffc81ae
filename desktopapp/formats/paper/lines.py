"""Paragraphs set in lines: every glyph has its place, which is the same on screen, on the printer and in a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from desktopapp.formats.paper.breaking import GAP, Room, Span, break_lines, gaps, is_latin
from desktopapp.formats.paper.glyphs import Face, Glyph, Glyphs
from desktopapp.formats.printed.page import BLACK, Align, Style

BASELINE = 0.8  # of an exact line's height, from its top, as word processors have it
_TAB = 420  # twips
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff]")


class GlyphRun(NamedTuple):
    """Glyphs of one face and size; `xs` are their left edges in twips from the line's."""

    face: Face
    size: int
    numbers: tuple[int, ...]
    xs: tuple[float, ...]


class Line(NamedTuple):
    """A line: its words, its glyphs, its height in twips."""

    text: str
    runs: tuple[GlyphRun, ...]
    height: int
    colour: str = BLACK
    hangs: bool = False


class Piece(NamedTuple):
    """Words in one font."""

    text: str
    font: str


class Measure(NamedTuple):
    """Where lines may stand: the width between the margins, the indent of the first line, in twips; `hangs` where stops may."""

    width: float
    indent: float = 0.0
    align: Align = Align.BOTH
    hangs: bool = True


class _Text(NamedTuple):
    """A text with the glyph, the advance and the white before each character."""

    text: str
    glyphs: Sequence[Glyph]
    advances: Sequence[float]
    white: Sequence[float]


def paragraph(glyphs: Glyphs, pieces: Sequence[Piece], style: Style, measure: Measure) -> tuple[Line, ...]:
    """Set a paragraph; where its words have line ends, new lines begin. An empty one has one empty line."""
    pieces = [Piece(_INVISIBLE.sub("", piece.text), piece.font) for piece in pieces]
    fonts = [piece.font for piece in pieces for _ in piece.text]
    text = "".join(piece.text for piece in pieces)
    done: list[Line] = []
    start = 0
    for words in text.split("\n"):
        measured = _measured(glyphs, words, fonts[start : start + len(words)], style)
        first = measure.width - (0 if done else measure.indent)
        room = Room(first + style.spacing, measure.width + style.spacing, measure.hangs)  # the last character's spacing takes no room
        spans = break_lines(words, measured.advances, measured.white, room)
        for span in spans:
            left = 0 if done else measure.indent
            done.append(_line(measured, span, style, left, measure, last=span is spans[-1]))
        start += len(words) + 1
    return tuple(done)


def stacked(glyphs: Glyphs, text: str, style: Style, height: float) -> tuple[tuple[Line, ...], ...]:
    """Characters one below the other, read downwards, in columns from the right: a line for each character."""
    size = style.size * 10
    each = max(1, int(height // size))
    middle = Measure(size, align=Align.CENTRE)
    single = [paragraph(glyphs, [Piece(character, style.font)], style, middle)[0]._replace(height=size) for character in text]
    return tuple(tuple(single[start : start + each]) for start in range(0, len(single), each))


def _measured(glyphs: Glyphs, text: str, fonts: Sequence[str], style: Style) -> _Text:
    size = style.size * 10
    found = [glyphs.find(font, style.latin, character) for font, character in zip(fonts, text, strict=True)]
    advances = [glyph.advance * size + style.spacing if character != "\t" else _TAB for glyph, character in zip(found, text, strict=True)]
    white = gaps(text, GAP * size)
    # Spacing stands between characters of one font: LibreOffice sets none where the font changes.
    white = [gap - style.spacing * (index > 0 and found[index - 1].face is not found[index].face) for index, gap in enumerate(white)]
    return _Text(text, found, advances, white)


def _line(measured: _Text, span: Span, style: Style, left: float, measure: Measure, *, last: bool) -> Line:
    """One line, its glyphs where the alignment puts them."""
    spare = measure.width - left - span.width
    stretch: list[float] = []
    if measure.align is Align.BOTH and not last and spare > 0:
        stretch = _stretch(measured.text, span, spare)
    elif measure.align in (Align.CENTRE, Align.RIGHT):
        left += max(spare, 0) / (2 if measure.align is Align.CENTRE else 1)
    x, places = left, list[float]()
    for offset, index in enumerate(range(span.start, span.end)):
        x += measured.white[index] if offset else 0.0
        places.append(x)
        x += measured.advances[index] + (stretch[offset] if stretch else 0.0)
    text = measured.text[span.start : span.end]
    runs = tuple(_runs(measured.glyphs[span.start : span.end], places, text, style.size * 10))
    return Line(text, runs, style.line, style.colour, span.hangs)


def _stretch(text: str, span: Span, spare: float) -> list[float]:
    """The white behind each character of a line that is stretched to the margin: between all but the letters of a word."""
    words = text[span.start : span.end - span.hangs].rstrip(" ")
    slots = [not (is_latin(a) and is_latin(b) and b != " ") for a, b in pairwise(words)]
    each = spare / max(sum(slots), 1)
    return [each if slot else 0.0 for slot in slots] + [0.0] * (span.end - span.start - len(slots))


def _runs(glyphs: Sequence[Glyph], places: Sequence[float], text: str, size: int) -> Iterator[GlyphRun]:
    """The glyphs that are painted, face by face; spaces are kept, so that copied words stay apart."""
    together = zip(glyphs, places, text, strict=True)
    for face, group in groupby((item for item in together if item[2] != "\t"), key=lambda item: item[0].face):
        members = list(group)
        yield GlyphRun(face, size, tuple(glyph.number for glyph, _, _ in members), tuple(x for _, x, _ in members))
