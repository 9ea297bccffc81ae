"""Write a report as a PDF: the paged layout, its fonts inside, its words searchable, its parts in the outline.

The same report gives the same bytes: Qt's own stamp, its clock and its random number do not get in.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter

from desktopapp.core.report import Report
from desktopapp.formats import pdf_file
from desktopapp.formats.paper import TWIPS, Document, Options, Typesetter, paint
from desktopapp.formats.printed.blocks import Printed
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.printed.infographic import Infographic

_WRITING, _A4 = QIODevice.OpenModeFlag.WriteOnly, QPageSize.PageSizeId.A4  # named when the module is loaded, see `painting`


def write(report: Report, path: Path, mark: str = "", handing: Handing | None = None, picture: Infographic | None = None) -> None:
    """Write the report as a PDF; `mark` is printed at the head of every page and before the title, with it what is handed over. `picture`
    (一图读懂) is its last page.

    Needs no display: where no application runs yet, one without a screen is made for as long as this takes. May run beside the window.
    """
    with qt_application():
        path.write_bytes(made(Typesetter().lay_out(report, Options(mark=mark, handing=handing, infographic=picture))))


def write_printed(work: Printed, path: Path) -> None:
    """Write whatever is printed as a PDF."""
    with qt_application():
        path.write_bytes(made(Typesetter().lay_out_printed(work)))


def made(document: Document) -> bytes:
    """The PDF of a document that is laid out already."""
    return pdf_file.finished(_painted(document), document)


@contextmanager
def qt_application() -> Generator[None]:
    """The application that Qt's fonts need: the one that runs, else one of our own, on Linux without any display."""
    if QGuiApplication.instance() is not None:
        yield
        return
    application = QGuiApplication([sys.argv[0], *(("-platform", "offscreen") if sys.platform == "linux" else ())])
    try:
        yield
    finally:
        application.shutdown()  # another one may follow


def _painted(document: Document) -> bytes:
    """What Qt makes of the pages."""
    buffer = QBuffer()
    buffer.open(_WRITING)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS)  # a unit is a twip
    writer.setPageSize(QPageSize(_A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in document.pages:
        if page.number > 1:
            writer.newPage()
        paint(page, painter)
    painter.end()
    return bytes(buffer.data().data())
