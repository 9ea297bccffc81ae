"""Glyphs of real fonts: figures from the Latin font, rare characters from wherever they are, widths without rounding."""

from __future__ import annotations

import pytest

from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.printed import page


@pytest.fixture
def glyphs() -> Glyphs:
    return Glyphs()


def test_figures_come_from_the_latin_font_and_quotation_marks_from_the_chinese_one(glyphs: Glyphs) -> None:
    han, figure, quote = (glyphs.find(page.FANGSONG, page.ROMAN, character) for character in "年2“")
    assert han.face is quote.face and han.face is not figure.face
    assert han.advance == pytest.approx(1.0, abs=0.03) and 0.4 < figure.advance < 0.7


def test_a_page_number_s_figures_come_from_the_chinese_font(glyphs: Glyphs) -> None:
    assert glyphs.find(page.SONG, page.SONG, "1").face is glyphs.find(page.SONG, page.SONG, "年").face


@pytest.mark.parametrize("character", ["Ж", "α", "あ", "㎡", "𠮷", "\U0001f600", "\U0010fffd"])
def test_a_rare_character_never_fails(glyphs: Glyphs, character: str) -> None:
    glyph = glyphs.find(page.FANGSONG, page.ROMAN, character)
    assert 0 <= glyph.advance < 3


@pytest.mark.parametrize("space", ["\u2002", "\u00a0", "\u3000"])
def test_a_space_that_a_font_lacks_is_a_space(glyphs: Glyphs, space: str) -> None:
    assert glyphs.find(page.FANGSONG, page.ROMAN, space).face is glyphs.find(page.FANGSONG, page.ROMAN, "年").face


def test_a_character_is_looked_up_once(glyphs: Glyphs) -> None:
    assert glyphs.find(page.HEI, page.ROMAN, "年") is glyphs.find(page.HEI, page.ROMAN, "年")
