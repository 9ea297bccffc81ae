"""Write 一图读懂 as SVG and PNG: the same page that is printed."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from desktopapp.core.files import write_atomically
from desktopapp.core.report import Report
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.infographic import page_of
from desktopapp.formats.paper.lines import BASELINE
from desktopapp.formats.paper.painting import TWIPS, paint
from desktopapp.formats.paper.sheet import Page, Placed
from desktopapp.formats.printed import page
from desktopapp.formats.printed.infographic import infographic
from desktopapp.formats.to_pdf import qt_application

DPI = 200
# Named when the module is loaded, see `painting`.
_RGB, _SMOOTH, _WRITING = QImage.Format.Format_RGB32, QPainter.RenderHint.Antialiasing, QIODevice.OpenModeFlag.WriteOnly
_METRE = 39.3701  # inches
_FAMILIES = '"Microsoft YaHei","黑体","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif'


def write(report: Report, path: Path, last: Report | None = None) -> None:
    """Write the picture, as the path's suffix says: .svg or .png. Raises CannotWrite."""
    shown = infographic(report, last)
    with qt_application():
        drawn = page_of(shown, Glyphs())
        content = svg(drawn, shown.title.replace("\n", ""), shown.description).encode() if path.suffix.lower() == ".svg" else png(drawn)
    write_atomically(path, lambda temporary: temporary.write_bytes(content))


def png(drawn: Page, dpi: int = DPI) -> bytes:
    """A page as a picture of dots, on white."""
    scale = dpi / TWIPS
    image = QImage(round(page.WIDTH * scale), round(page.HEIGHT * scale), _RGB)
    image.setDotsPerMeterX(round(dpi * _METRE))
    image.setDotsPerMeterY(round(dpi * _METRE))
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(_SMOOTH)
    painter.scale(scale, scale)
    paint(drawn, painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(_WRITING)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a name
    return bytes(buffer.data().data())


def svg(drawn: Page, title: str, description: str) -> str:
    """A page as SVG: words stay words, each line as wide as it is on paper whatever font the reader has."""
    shapes = [
        f'<rect x="{shade.x:.0f}" y="{shade.y:.0f}" width="{shade.width:.1f}" height="{shade.height:.1f}" fill="#{shade.colour}"/>'
        for shade in drawn.shades
    ]
    shapes += [
        f'<path d="M{rule.x:.0f} {rule.y:.0f}L{rule.to_x:.1f} {rule.to_y:.1f}" stroke="#{page.BLACK}" stroke-width="{rule.thickness}"/>'
        for rule in drawn.rules
    ]
    shapes += [_words(placed) for placed in drawn.lines if placed.line.runs]
    inside = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page.WIDTH} {page.HEIGHT}" width="210mm" height="297mm" role="img" '
        f'aria-labelledby="title description" lang="zh-CN" font-family=\'{_FAMILIES}\'>\n<title id="title">{html.escape(title)}</title>\n'
        f'<desc id="description">{html.escape(description)}</desc>\n<rect width="{page.WIDTH}" height="{page.HEIGHT}" fill="#FFFFFF"/>\n'
        f"{inside}\n</svg>\n"
    )


def _used_once() -> None:
    """Draw an empty page while the module is loaded: see `painting`, which says why."""
    png(Page(1, (), (), (), ()), dpi=1)


def _words(placed: Placed) -> str:
    line = placed.line
    first, last = line.runs[0], line.runs[-1]
    width = last.xs[-1] + last.face.advance(last.numbers[-1]) * last.size - first.xs[0]
    fitted = f' textLength="{width:.0f}" lengthAdjust="spacingAndGlyphs"' if len(line.text) > 1 else ""
    return (
        f'<text x="{placed.x + first.xs[0]:.0f}" y="{placed.y + line.height * BASELINE:.0f}" font-size="{first.size}" fill="#{line.colour}"'
        f"{fitted}>{html.escape(line.text, quote=False)}</text>"
    )


_used_once()
