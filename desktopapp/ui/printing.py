"""A laid out document on a printer: the pages that the dialog asks for, in its order, as often as it says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktopapp.formats.paper import TWIPS, Document, paint


def ask(document: Document, parent: QWidget) -> QPrinter | None:
    """Ask for a printer, copies, both sides and a range; None when nothing is to be printed."""
    printer = new_printer(document)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, len(document.pages))
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def new_printer(document: Document) -> QPrinter:
    """A printer for A4 sheets, of whose edge no unprintable margin is taken off, so that breaks and places are those of the layout."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document.title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pages(document: Document, printer: QPrinter) -> int:
    """Print; returns how many pages were painted."""
    chosen = pages_of(len(document.pages), printer)
    painter = QPainter(printer)
    for position, number in enumerate(chosen):
        if position:
            printer.newPage()
        painter.save()
        scale = printer.resolution() / TWIPS
        painter.scale(scale, scale)
        paint(document.pages[number - 1], painter)
        painter.restore()
    painter.end()
    return len(chosen)


def pages_of(count: int, printer: QPrinter) -> Sequence[int]:
    """The numbers of the pages to paint, from 1; copies that the printer cannot make itself are painted again."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    numbers = list(range(max(first, 1), min(last, count) + 1))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return numbers * copies if printer.collateCopies() else [number for number in numbers for _ in range(copies)]
