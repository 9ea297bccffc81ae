"""Pages of paper on the screen: one or two abreast, at any size, scrolled through."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktopapp.formats.paper import TWIPS, Document, paint
from desktopapp.formats.printed import page
from desktopapp.ui.theme import Theme

DOTS = 96  # logical pixels in an inch at 100 %
GAP = 16  # pixels around a page
SMALLEST, LARGEST = 0.25, 4.0
FIT_WIDTH, FIT_PAGE = 0.0, -1.0  # in the place of a size


class PagesView(QAbstractScrollArea):
    """Shows a laid out document. `turned` carries the number of the page that is looked at, from 1; `sized` that its size has changed."""

    turned = Signal(int)
    sized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName("页面")
        self._theme = theme
        self._document: Document | None = None
        self._wanted = FIT_WIDTH
        self._columns = 1
        self._looked_at = 0
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def zoom(self) -> float:
        """How large a page is shown, 1.0 as on paper."""
        across = (self.viewport().width() - GAP * (self._columns + 1)) / self._columns
        width = page.WIDTH / TWIPS * DOTS
        if self._wanted > 0:
            return self._wanted
        zoom = across / width
        if self._wanted == FIT_PAGE:
            zoom = min(zoom, (self.viewport().height() - 2 * GAP) / (page.HEIGHT / TWIPS * DOTS))
        return min(max(zoom, SMALLEST), LARGEST)

    @property
    def current(self) -> int:
        """The number of the page that is looked at, from 1."""
        count = len(self._document.pages) if self._document else 1
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        row = int(max(middle - GAP, 0) // (self._size.height() + GAP))
        return min(row * self._columns + 1, count)

    def show_document(self, document: Document) -> None:
        """Show a document; what is looked at stays in view."""
        self._document = document
        self._measure()
        self.viewport().update()
        self._tell()

    def set_zoom(self, zoom: float) -> None:
        """Show pages at a size, or as FIT_WIDTH or FIT_PAGE says; the page that is looked at stays."""
        self._wanted = min(max(zoom, SMALLEST), LARGEST) if zoom > 0 else zoom
        self._anew()

    def set_columns(self, columns: int) -> None:
        """One page or two abreast."""
        self._columns = columns
        self._anew()

    def go_to(self, number: int, y: float = 0.0) -> None:
        """Look at a page, `y` twips below its head."""
        area = self.area(number - 1)
        self.verticalScrollBar().setValue(int(area.top() + y / TWIPS * DOTS * self.zoom) - GAP)

    def area(self, index: int) -> QRect:
        """Where a page lies on the whole sheet of pages, in pixels."""
        size = self._size
        row, column = divmod(index, self._columns)
        whole = self._columns * size.width() + (self._columns - 1) * GAP
        left = max((self.viewport().width() - whole) // 2, GAP) + column * (size.width() + GAP)
        return QRect(left, GAP + row * (size.height() + GAP), size.width(), size.height())

    @property
    def _size(self) -> QRect:
        scale = DOTS / TWIPS * self.zoom
        return QRect(0, 0, round(page.WIDTH * scale), round(page.HEIGHT * scale))

    def _anew(self) -> None:
        number = self.current
        self._measure()
        self.go_to(number)
        self.viewport().update()
        self.sized.emit()

    def _measure(self) -> None:
        """How far there is to scroll."""
        count = len(self._document.pages) if self._document else 0
        whole = self.area(max(count - 1, 0))
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(whole.bottom() + GAP - self.viewport().height(), 0))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(60)
        last = self.area(self._columns - 1)
        across.setRange(0, max(last.right() + GAP - self.viewport().width(), 0))
        across.setPageStep(self.viewport().width())

    def _tell(self, *_: object) -> None:
        if self.current != self._looked_at:
            self._looked_at = self.current
            self.turned.emit(self._looked_at)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.window))
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for index, sheet in enumerate(self._document.pages if self._document else ()):
            area = self.area(index).translated(-shift)
            if not area.intersects(event.rect()):
                continue
            painter.fillRect(area, QColor("white"))
            painter.setPen(QColor(self._theme.line))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
            painter.save()
            painter.setClipRect(area)
            painter.translate(area.topLeft())
            scale = area.width() / page.WIDTH
            painter.scale(scale, scale)
            paint(sheet, painter)
            painter.restore()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._anew()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * math.pow(1.1, event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by page, and to either end."""
        count = len(self._document.pages) if self._document else 1
        wanted = {
            Qt.Key.Key_PageDown: self.current + self._columns,
            Qt.Key.Key_PageUp: self.current - self._columns,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: count,
        }.get(Qt.Key(event.key()))
        if wanted is not None:
            self.go_to(min(max(wanted, 1), count))
        else:
            super().keyPressEvent(event)
