"""The program's own icons: one colour, taken from the theme, drawn anew for the screens at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktopapp.ui.theme import Theme

GRID = 20  # pixels at 100 %; the icons are drawn on a grid of 20 × 20 with strokes of 1.5
_LINE = 16  # the height of a line of text at 100 %
_COLOUR = "currentColor"  # what stands in the files for the theme's colour


class Icons:
    """The icons in a folder, each called by its file's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, name: str) -> bool:
        """There is an icon of that name."""
        return (self._folder / f"{name}.svg").is_file()

    def icon(self, name: str, size: int, theme: Theme) -> QIcon:
        """An icon of `size` pixels, sharp at every scale that a screen here has; muted for what cannot be chosen now."""
        icon = QIcon()
        for scale in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
            for mode, colour in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.muted)):
                icon.addPixmap(self.pixmap(name, size, scale, colour), mode)
        return icon

    def pixmap(self, name: str, size: int, scale: float, colour: str) -> QPixmap:
        """The icon in one colour, for a painter of that scale."""
        pixmap = QPixmap(QSize(size, size) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing = _text(self._folder / f"{name}.svg").replace(_COLOUR, colour)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def size_beside(line_height: int) -> int:
    """The size of an icon beside words of that line height: 20 beside 16, in steps of a half, so that strokes stay even."""
    return GRID * max(2, round(2 * line_height / _LINE)) // 2
