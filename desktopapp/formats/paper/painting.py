"""Pages painted with QPainter, on whatever it paints on: a pixmap, a printer, a PDF."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPaintEngine, QPainter, QPen, QRawFont

from desktopapp.formats.paper.glyphs import Face
from desktopapp.formats.paper.lines import BASELINE, GlyphRun, Line
from desktopapp.formats.paper.sheet import Page, Placed, Rule, Shade
from desktopapp.formats.printed import page

TWIPS = 1440  # in an inch
# Named when the module is loaded, as all of `_used_once`.
_SMOOTH = QPainter.RenderHint.Antialiasing
_SOLID, _NO_PEN, _FLAT = Qt.PenStyle.SolidLine, Qt.PenStyle.NoPen, Qt.PenCapStyle.FlatCap
_RASTER = QPaintEngine.Type.Raster
_LARGEST = 60.0  # pixels; of larger glyphs Qt's painter for pixmaps loses the places and shows nothing
_SPAN = 0.8  # of the sheet's height: how long it may be


def paint(sheet: Page, painter: QPainter) -> None:
    """Paint a page on a painter whose unit is a twip and whose origin is the sheet's corner: `painter.scale(dpi / TWIPS, dpi / TWIPS)`."""
    painter.save()
    if sheet.watermark is not None:
        _paint_watermark(sheet.watermark, painter)
    for shade in sheet.shades:
        painter.fillRect(QRectF(shade.x, shade.y, shade.width, shade.height), QColor(f"#{shade.colour}"))
    for placed in sheet.pictures:
        painter.drawImage(QRectF(placed.x, placed.y, placed.picture.width, placed.picture.height), QImage(placed.picture.path))
    for rule in sheet.rules:  # drawn and not filled: what is thinner than a dot turns grey and does not vanish
        painter.setPen(QPen(QColor(f"#{page.BLACK}"), rule.thickness, _SOLID, _FLAT))
        painter.drawLine(QLineF(rule.x, rule.y, rule.to_x, rule.to_y))
    largest = _largest(painter)
    for placed in sheet.lines:
        _paint_line(placed, painter, largest)
    painter.restore()


def _largest(painter: QPainter) -> float:
    """The size in twips up to which this painter shows glyphs as such; larger ones are painted as shapes."""
    if painter.paintEngine().type() is not _RASTER:
        return math.inf
    transform = painter.deviceTransform()
    return _LARGEST / max(math.hypot(transform.m21(), transform.m22()), 1e-6)


def _paint_line(placed: Placed, painter: QPainter, largest: float) -> None:
    colour = QColor(f"#{placed.line.colour}")
    painter.setPen(colour)
    baseline = placed.y + placed.line.height * BASELINE
    for run in placed.line.runs:
        if run.size > largest:
            _paint_shapes(run, placed.x, baseline, colour, painter)
            continue
        glyphs = QGlyphRun()
        glyphs.setRawFont(run.face.at(run.size))
        glyphs.setGlyphIndexes(list(run.numbers))
        glyphs.setPositions([QPointF(placed.x + place, baseline) for place in run.xs])
        painter.drawGlyphRun(QPointF(), glyphs)


def _paint_shapes(run: GlyphRun, x: float, baseline: float, colour: QColor, painter: QPainter) -> None:
    """Glyphs as filled outlines, one by one: many together take Qt several times as long."""
    painter.save()
    painter.setRenderHint(_SMOOTH)
    painter.setPen(_NO_PEN)
    painter.setBrush(colour)
    painter.translate(x, baseline)
    before = 0.0
    for number, place in zip(run.numbers, run.xs, strict=True):
        painter.translate(place - before, 0)
        painter.drawPath(run.face.outline(number, run.size))
        before = place
    painter.restore()


def _paint_watermark(line: Line, painter: QPainter) -> None:
    """Opaque light grey beneath everything: a transparent one prints black on some printers and in PDF/A.

    Shapes and no text, so that who searches or copies the report finds the report alone.
    """
    width = max((run.xs[-1] + run.size for run in line.runs), default=0.0)
    scale = min(1.0, page.HEIGHT * _SPAN / max(width, 1.0))
    painter.save()
    painter.translate(page.WIDTH / 2, page.HEIGHT / 2)
    painter.rotate(page.WATERMARK_SLOPE)
    painter.scale(scale, scale)
    for run in line.runs:
        _paint_shapes(run, -width / 2, run.size * 0.38, QColor(f"#{line.colour}"), painter)  # a Han character's middle is 0.38 up
    painter.restore()


def _used_once() -> None:
    """Paint one dot, while the module is loaded, which one thread does alone.

    PySide makes what a call needs when it is first used, and crashes where two threads do so at once: the window may be painting while
    it exports.
    """
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    line = Line("", (GlyphRun(Face(QRawFont()), 1, (0,), (0.0,)),), 1)
    paint(Page(1, (Placed(0, 0, line),), (Shade(0, 0, 1, 1, page.SHADE),), (Rule(0, 0, 1, 1, 1),), (), line), painter)
    painter.end()


_used_once()
