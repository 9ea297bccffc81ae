"""How high words stand when they are wrapped; measuring Chinese text is slow, so each answer is kept."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

WRAP = int(Qt.TextFlag.TextWordWrap)  # never WrapAnywhere: it lets a line begin with a comma


class Words:
    """Measures words in one font."""

    def __init__(self, font: QFont) -> None:
        self._key = font.key()
        self._metrics = QFontMetrics(font)
        self._widths: dict[str, int] = {}
        self._heights: dict[tuple[str, int], int] = {}

    def height(self, text: str, width: int) -> int:
        """The height in pixels of `text`, wrapped at `width` pixels."""
        known = self._heights.get((text, width))
        if known is None:
            area = QRect(0, 0, max(width, 12), 10_000)
            known = self._heights[text, width] = self._metrics.boundingRect(area, WRAP, text).height()
        return known

    def in_pairs(self, text: str, width: int) -> str:
        """A caption too long for its width, broken between its words: Chinese words are pairs of characters."""
        pairs = int(width // (2 * self.width("国")))
        if len(text) % 2 or self.width(text) <= width or pairs < 1 or not text.isalpha():
            return text
        return "\n".join(text[start : start + 2 * pairs] for start in range(0, len(text), 2 * pairs))

    @property
    def line(self) -> int:
        """The height of one line."""
        return self._metrics.height()

    def width(self, text: str) -> int:
        """The width in pixels of `text` on one line."""
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = self._metrics.horizontalAdvance(text)
        return known

    def of(self, font: QFont) -> Words:
        """These, or new ones when the font has changed."""
        return self if font.key() == self._key else Words(font)


def breakable(text: str) -> str:
    """The text with leave to break a long sum after each of its signs."""
    return text.replace("+", "+\u200b").replace("=", "=\u200b")
