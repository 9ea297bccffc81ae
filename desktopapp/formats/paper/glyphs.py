"""Glyphs of the document's fonts: which face has a character, and how wide it is. The only measuring there is.

A face is measured at as many pixels as its em has units, so that nothing is rounded; it is painted at a size in whole twips.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPainterPath, QRawFont

from desktopapp.formats.paper.breaking import is_latin
from desktopapp.formats.paper.fonts import CHINESE, Chosen, chosen, font, installed
from desktopapp.formats.printed import page

_WINDING = Qt.FillRule.WindingFill  # strokes of a glyph may overlap


class Face:
    """A font file of the machine."""

    def __init__(self, raw: QRawFont) -> None:
        self.units = max(round(raw.unitsPerEm()), 1)
        self._measured = QRawFont(raw)
        self._measured.setPixelSize(self.units)
        self._sized: dict[int, QRawFont] = {}
        self._outlines: dict[tuple[int, int], QPainterPath] = {}

    def at(self, size: int) -> QRawFont:
        """The face at a size in twips, to paint with."""
        if size not in self._sized:
            self._sized[size] = QRawFont(self._measured)
            self._sized[size].setPixelSize(size)
        return self._sized[size]

    def outline(self, number: int, size: int) -> QPainterPath:
        """A glyph's outline at a size in twips, from its left edge on the baseline."""
        if (number, size) not in self._outlines:
            path = self.at(size).pathForGlyph(number)
            path.setFillRule(_WINDING)
            self._outlines[number, size] = path
        return self._outlines[number, size]

    def number(self, character: str) -> int:
        """The number of a character's glyph, 0 for none."""
        found = self._measured.glyphIndexesForString(character)
        return found[0] if found else 0

    def advance(self, number: int) -> float:
        """A glyph's width as a part of the size of type."""
        advances = self._measured.advancesForGlyphIndexes([number])
        return advances[0].x() / self.units if advances else 0.0


class Glyph(NamedTuple):
    """A character's picture in a face, and its width as a part of the size of type."""

    face: Face
    number: int
    advance: float


class Glyphs:
    """The characters of the document's fonts, each looked up once."""

    def __init__(self) -> None:
        self._families = installed()
        self._faces: dict[str, Face] = {}
        self._found: dict[tuple[str, str], Glyph] = {}

    def find(self, chinese: str, latin: str, character: str) -> Glyph:
        """A character's glyph: figures and Latin letters come from their own font."""
        name = latin if is_latin(character) else chinese
        found = self._found.get((name, character))
        if found is None:
            found = self._found[name, character] = self._look_up(name, character)
        return found

    def characters(self) -> dict[str, Glyph]:
        """Every character that was set, to know afterwards what a glyph stands for."""
        return {character: glyph for (_, character), glyph in self._found.items()}

    def _look_up(self, name: str, character: str) -> Glyph:
        face = self._face(name)
        number = face.number(character)
        if not number and character.isspace():
            return Glyph(face, face.number(" "), 1.0 if character == "\u3000" else 0.5)
        if not number:
            face, number = self._elsewhere(name, character)
        return Glyph(face, number, face.advance(number))

    def _face(self, name: str) -> Face:
        if name not in self._faces:
            self._faces[name] = Face(QRawFont.fromFont(font(chosen(name, self._families))))
        return self._faces[name]

    def _elsewhere(self, name: str, character: str) -> tuple[Face, int]:
        """A rare character, in the document's other fonts or in any font that this machine has; else the sign for none.

        Asked font by font: Qt's own search, through QTextLayout.glyphRuns, crashes under PySide.
        """
        for face in (self._face(page.SONG), self._face(page.HEI), *self._others()):
            if number := face.number(character):
                return face, number
        return self._face(name), 0

    def _others(self) -> Iterator[Face]:
        """Every font of the machine, the Chinese ones first; each is loaded when it is first asked."""
        chinese = [family for system in CHINESE for family in QFontDatabase.families(system)]
        for family in dict.fromkeys((*chinese, *sorted(self._families))):
            if family not in self._faces:
                self._faces[family] = Face(QRawFont.fromFont(font(Chosen(family))))
            yield self._faces[family]
