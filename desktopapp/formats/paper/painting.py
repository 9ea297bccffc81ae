"""Pages painted with QPainter, on whatever it paints on: a pixmap, a printer, a PDF."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPen

from desktopapp.formats.paper.lines import BASELINE, Line
from desktopapp.formats.paper.sheet import Page
from desktopapp.formats.printed import page

TWIPS = 1440  # in an inch
_SLOPE = -52.0  # degrees of a watermark, about the sheet's diagonal


def paint(sheet: Page, painter: QPainter) -> None:
    """Paint a page on a painter whose unit is a twip and whose origin is the sheet's corner: `painter.scale(dpi / TWIPS, dpi / TWIPS)`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if sheet.watermark is not None:
        _paint_watermark(sheet.watermark, painter)
    for shade in sheet.shades:
        painter.fillRect(QRectF(shade.x, shade.y, shade.width, shade.height), QColor(f"#{shade.colour}"))
    for rule in sheet.rules:  # drawn and not filled: a line is never thinner than the device can show
        painter.setPen(QPen(QColor(f"#{page.BLACK}"), rule.thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(rule.x, rule.y, rule.to_x, rule.to_y))
    for placed in sheet.lines:
        _paint_line(placed.line, placed.x, placed.y, painter)
    painter.restore()


def _paint_line(line: Line, x: float, y: float, painter: QPainter) -> None:
    painter.setPen(QColor(f"#{line.colour}"))
    baseline = y + line.height * BASELINE
    for run in line.runs:
        glyphs = QGlyphRun()
        glyphs.setRawFont(run.face.at(run.size))
        glyphs.setGlyphIndexes(list(run.indexes))
        glyphs.setPositions([QPointF(x + place, baseline) for place in run.xs])
        painter.drawGlyphRun(QPointF(), glyphs)


def _paint_watermark(line: Line, painter: QPainter) -> None:
    """Opaque light grey beneath everything: a transparent one prints black on some printers and in PDF/A."""
    width = max((run.xs[-1] + run.size for run in line.runs), default=0.0)
    room = page.HEIGHT * 0.8
    scale = min(1.0, room / max(width, 1.0))
    painter.save()
    painter.translate(page.WIDTH / 2, page.HEIGHT / 2)
    painter.rotate(_SLOPE)
    painter.scale(scale, scale)
    _paint_line(line, -width / 2, -line.height * BASELINE, painter)
    painter.restore()
