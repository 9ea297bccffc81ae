"""The report on paper: one layout, painted on screen, printer and PDF with the same breaks.

    typesetter = Typesetter()                      remembers what it has set; keep one as long as the window
    document = typesetter.lay_out(report, options) a value: pages of lines and bars at places in twips
    paint(document.pages[0], painter)              on a painter whose unit is a twip, on a sheet of WIDTH by HEIGHT twips

Needs a QGuiApplication, no widgets. Nothing here is imported before something is to be shown, printed or written as a PDF.
"""

from __future__ import annotations

from desktopapp.formats.paper.fonts import lacking_sentence
from desktopapp.formats.paper.pages import Typesetter
from desktopapp.formats.paper.painting import TWIPS, paint
from desktopapp.formats.paper.sheet import Document, Options, Page, Start
from desktopapp.formats.printed.page import HEIGHT, WIDTH

__all__ = ["HEIGHT", "TWIPS", "WIDTH", "Document", "Options", "Page", "Start", "Typesetter", "lacking_sentence", "paint"]
