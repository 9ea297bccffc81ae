"""Merged headings that stay in view: a table's labels and column headings, painted from the boxes of its layout."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktopapp.core.layout import Box, Grid, Role
from desktopapp.ui.theme import Theme
from desktopapp.ui.words import WRAP, Words

MARGIN = 4


class BoxHeader(QHeaderView):
    """One side's headings. `tracks` are the sizes across it in pixels: label columns' widths, or heading rows' heights."""

    def __init__(self, grid: Grid, theme: Theme, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.grid, self.theme = grid, theme
        self.tracks: list[int] = []
        self._words = Words(self.font())
        self.current = -1
        upright = orientation is Qt.Orientation.Vertical
        self._boxes = [box for box in grid.boxes if (self._is_label(box) if upright else self._is_heading(box))]
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(12)

    def _is_label(self, box: Box) -> bool:
        return box.row >= self.grid.heading_rows and box.column < self.grid.label_columns

    def _is_heading(self, box: Box) -> bool:
        return box.role is Role.COLUMN_HEAD and box.row < self.grid.heading_rows

    def sizeHint(self) -> QSize:
        across = sum(self.tracks)
        return QSize(across, 0) if self.orientation() is Qt.Orientation.Vertical else QSize(0, across)

    def mark(self, section: int) -> None:
        """Mark the section in which the cursor stands."""
        if section != self.current:
            for changed in (self.current, section):
                for box in self._boxes_at(changed):
                    self.viewport().update(self.area(box))
            self.current = section

    def _boxes_at(self, section: int) -> list[Box]:
        """The boxes that a section runs through."""
        if self.orientation() is Qt.Orientation.Vertical:
            row = section + self.grid.heading_rows
            return [box for box in self._boxes if box.row <= row < box.row + box.rows]
        column = section + self.grid.label_columns
        return [box for box in self._boxes if box.column <= column < box.column + box.columns]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.theme.heading))
        for box in self._boxes:
            area = self.area(box)
            if event.region().intersects(area):
                self._paint_box(painter, box, area)
        painter.end()

    def area(self, box: Box) -> QRect:
        """Where a box stands in the viewport."""
        upright = self.orientation() is Qt.Orientation.Vertical
        first, count = (box.row - self.grid.heading_rows, box.rows) if upright else (box.column - self.grid.label_columns, box.columns)
        level, levels = (box.column, box.columns) if upright else (box.row, box.rows)
        start = self.sectionViewportPosition(first)
        length = sum(self.sectionSize(section) for section in range(first, first + count))
        top, depth = sum(self.tracks[:level]), sum(self.tracks[level : level + levels])
        return QRect(top, start, depth, length) if upright else QRect(start, top, length, depth)

    def _paint_box(self, painter: QPainter, box: Box, area: QRect) -> None:
        upright = self.orientation() is Qt.Orientation.Vertical
        first = box.row - self.grid.heading_rows if upright else box.column - self.grid.label_columns
        current = first <= self.current < first + (box.rows if upright else box.columns)
        fill = self.theme.caption if box.role is Role.CAPTION else self.theme.accent_soft if current else self.theme.heading
        painter.fillRect(area, QColor(fill))
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if box.role is not Role.CAPTION:
            painter.drawLine(area.topRight(), area.bottomRight())
        painter.setPen(QColor(self.theme.text))
        left = box.role is Role.CAPTION or (upright and box.rows == 1 and self.grid.label_columns > 1)
        align = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter)
        self._words = self._words.of(self.font())
        text = self._words.in_pairs(box.text, area.width() - 2 * MARGIN) if box.role is Role.COLUMN_HEAD else box.text
        painter.drawText(self._place_of_words(painter, area), int(align) | WRAP, text)

    def _place_of_words(self, painter: QPainter, area: QRect) -> QRect:
        """A long box keeps its words in view while its rows or columns scroll past, as long as there is room for them."""
        inner, seen = (rect.adjusted(MARGIN, 1, -MARGIN, -1) for rect in (area, area.intersected(self.viewport().rect())))
        across = painter.fontMetrics().height() * 4
        return seen if seen.width() >= min(inner.width(), across) and seen.height() >= min(inner.height(), across) else inner


class Corner(QWidget):
    """The box above the labels and left of the headings, where a form has words."""

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._theme = text, theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self), self.rect()
        painter.fillRect(area, QColor(self._theme.heading))
        painter.setPen(QColor(self._theme.line))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(area.adjusted(MARGIN, 1, -MARGIN, -1), int(Qt.AlignmentFlag.AlignCenter) | WRAP, self._text)
        painter.end()
