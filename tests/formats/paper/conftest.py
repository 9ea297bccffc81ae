"""What tests of the layout get: an application for Qt's fonts, and glyphs whose widths no machine changes."""

from __future__ import annotations

import pytest

from desktopapp.formats.paper.breaking import is_latin
from desktopapp.formats.paper.glyphs import Face, Glyph, Glyphs


@pytest.fixture(scope="session", autouse=True)
def application() -> object:
    """The one application of all tests."""
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


class EvenGlyphs(Glyphs):
    """Glyphs of no real font: a Han character is an em wide, a figure or Latin letter half as wide."""

    def __init__(self) -> None:
        super().__init__()
        self._even = Face(self._face("宋体").at(320))

    def find(self, chinese: str, latin: str, character: str) -> Glyph:
        return Glyph(self._even, ord(character) % 100, 0.5 if is_latin(character) else 1.0)


@pytest.fixture
def even() -> EvenGlyphs:
    return EvenGlyphs()
