#!/usr/bin/env python3
"""Makes the two icons of Windows from the drawings of the project: ``python installer/windows/icons.py``, after a drawing has changed."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
DRAWINGS = HERE.parents[1] / "resources" / "icons"
ICONS = {"nianbao.svg": "nianbao.ico", "nianbao-document.svg": "document.ico"}
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)  # what Explorer asks for at 100, 125, 150 and 200 %


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing in one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico file of PNG pictures: a head, a row for each picture, the pictures."""
    head, rows, offset = struct.pack("<HHH", 0, 1, len(pictures)), b"", 6 + 16 * len(pictures)
    for size, content in pictures.items():
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + rows + b"".join(pictures.values())


def main() -> int:
    """Write both icons."""
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    for drawing, name in ICONS.items():
        renderer = QSvgRenderer(str(DRAWINGS / drawing))
        (HERE / name).write_bytes(icon({size: png(renderer, size) for size in SIZES}))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
