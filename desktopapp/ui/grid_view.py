"""The grid in which a statutory table is filled in; it looks like the printed form and keeps its headings in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktopapp.core.checks import Severity
from desktopapp.core.layout import Box, Role
from desktopapp.ui.box_header import MARGIN, BoxHeader, Corner
from desktopapp.ui.grid_model import LOOK_ROLE, GridModel, Index, Look
from desktopapp.ui.theme import Theme
from desktopapp.ui.words import Words

ROW = 26  # the least height of a row in pixels at 9 pt
SMALL, SMALLEST = 0.8, 0.6  # of the font's size: marks, and the least for a long number
LABELS_KEEP = 0.6  # of their share of the width
NARROWEST = 6  # characters that a number column holds at the least


class CellDelegate(QStyledItemDelegate):
    """Paints squares by their look, and edits numbers in place."""

    def __init__(self, theme: Theme, view: GridView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look: Look | None = index.data(LOOK_ROLE)
        if look is None:
            return
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        painter.save()
        painter.fillRect(area, QColor(self._fill(look, index)))
        painter.setPen(QColor(self._theme.line))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(self._theme.block if look.fault else self._theme.text))
        mark = self._marks(look)[1]
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * SMALL)
        self._paint_number(painter, area, look, QFontMetrics(small).horizontalAdvance(mark) if mark else 0)
        self._paint_marks(painter, area, look, small)
        if index == self._view.currentIndex() or self._view.is_selected(index):
            inset = 1 if index == self._view.currentIndex() else 0
            painter.setPen(QPen(QColor(self._theme.accent), 1 + inset))
            painter.drawRect(area.adjusted(inset, inset, -1 - inset, -1 - inset))
        painter.restore()

    def _fill(self, look: Look, index: Index) -> str:
        theme = self._theme
        if look.role is not Role.CELL:
            return theme.caption if look.role is Role.CAPTION else theme.heading
        if look.severity is Severity.BLOCK:
            return theme.block_soft
        if look.severity is Severity.EXPLAIN:
            return theme.explain_soft
        if self._view.is_selected(index) and index != self._view.currentIndex():
            return theme.accent_soft
        current = self._view.currentIndex()
        in_column = self._view.one_heading and index.column() == current.column()
        if current.isValid() and (index.row() == current.row() or in_column):
            return theme.cursor_line
        return theme.total if look.total else theme.surface

    def _paint_number(self, painter: QPainter, area: QRect, look: Look, taken: int) -> None:
        """The words in the middle, beside the marks where they need the room; too long for that, they are set smaller, never cut.

        A note is shown with its number where the square is wide enough.
        """
        align = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        room = area.adjusted(3, 0, -3, 0)
        words, metrics = look.text, painter.fontMetrics()
        if look.note and metrics.horizontalAdvance(f"{words}（{look.note}）") + 2 * taken <= room.width():
            words = f"{words}（{look.note}）"
        wanted = metrics.horizontalAdvance(words)
        if look.role is Role.CELL and wanted + 2 * taken > room.width():
            room.setRight(room.right() - taken)
            if wanted > room.width():
                font = QFont(painter.font())
                font.setPointSizeF(font.pointSizeF() * max(room.width() / wanted, SMALLEST))
                painter.setFont(font)
        painter.drawText(room, align, words)

    def _marks(self, look: Look) -> tuple[str, str]:
        """Signs beside the number, so that colour is never the only word: ! wrong, ? wants a reason; 注, ✓ or ≠ a control total."""
        sign = {Severity.BLOCK: "!", Severity.EXPLAIN: "?"}.get(look.severity, "") if look.severity else ""
        return sign, "注" if look.note else look.control

    def _paint_marks(self, painter: QPainter, area: QRect, look: Look, small: QFont) -> None:
        sign, mark = self._marks(look)
        painter.setFont(small)
        if sign:
            painter.setPen(QColor(self._theme.block if sign == "!" else self._theme.explain))
            painter.drawText(area.adjusted(3, 1, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), sign)
        if mark:
            colour = self._theme.done if mark == "✓" else self._theme.muted if look.note else self._theme.block
            painter.setPen(QColor(colour))
            painter.drawText(area.adjusted(0, 1, -3, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), mark)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setMaxLength(500)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A long text (a number with its note) is edited in a box as wide as it needs, inside the view."""
        area: QRect = QRect(option.rect)  # type: ignore[attr-defined]
        if isinstance(editor, QLineEdit):
            wanted = editor.fontMetrics().horizontalAdvance(editor.text()) + 24
            area.setWidth(min(max(area.width(), wanted), self._view.viewport().width()))
            area.moveRight(min(area.right(), self._view.viewport().width() - 1))
        editor.setGeometry(area)

    def eventFilter(self, editor: object, event: QEvent) -> bool:  # type: ignore[override]
        """As in Excel: Enter goes down, Shift+Enter up, Tab right, and the up and down arrows leave the cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            key = Qt.Key(event.key())
            if key in steps or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                if key in steps:
                    self._view.step(-steps[key] if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else steps[key])
                else:
                    self._view.step_across(1 if key == Qt.Key.Key_Tab else -1)
                return True
        return super().eventFilter(editor, event)  # type: ignore[arg-type]


class GridView(QTableView):
    """A table being filled in. `address_changed` says in which cell the cursor stands."""

    address_changed = Signal(str)
    selection_changed = Signal()

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, grid = model, model.grid
        self._words = Words(self.font())
        self.setObjectName(f"grid_{model.table.key}")
        self.setModel(model)
        self.setAccessibleName(model.document.report.form.part(model.table.key).title)
        self._columns = BoxHeader(grid, theme, Qt.Orientation.Horizontal, self)
        self._rows = BoxHeader(grid, theme, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.one_heading = grid.heading_rows > 0
        self._columns.setVisible(self.one_heading)
        self._rows.setVisible(grid.label_columns > 0)
        corner = next((box.text for box in grid.boxes if box.role is Role.CORNER and box.row < grid.heading_rows), "")
        self._corner = Corner(corner, theme, self)
        self._corner.setVisible(bool(corner))
        self.setItemDelegate(CellDelegate(theme, self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # the delegate draws lines in the theme's colour
        self.setTabKeyNavigation(True)
        for (row, column), box in model.boxes().items():
            columns = box.columns - max(grid.label_columns - box.column, 0)
            if box.rows > 1 or columns > 1:
                self.setSpan(row, column, box.rows, columns)
        self.selectionModel().currentChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    # moving

    def go_to(self, address: str) -> bool:
        """Put the cursor on a cell; False if it is not in this table."""
        index = self._model.index_of(address)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def go_to_first(self) -> None:
        """Put the cursor on the first cell, unless it stands somewhere."""
        if not self._model.address(self.currentIndex()):
            self.go_to(self._model.table.cells[0].address)

    def step(self, rows: int) -> None:
        """Move the cursor up or down to the next square that holds a number."""
        row, column = self.currentIndex().row() + rows, self.currentIndex().column()
        while 0 <= row < self._model.rowCount():
            for candidate in (column, 0):  # a merged square begins in the first column
                index = self._model.index(row, candidate)
                if self._model.address(index):
                    self.setCurrentIndex(index)
                    return
            row += rows

    def step_across(self, cells: int) -> None:
        """Move the cursor to the next or last cell in reading order; past the end, on to the next control."""
        addresses = [cell.address for cell in self._model.table.cells]
        current = self.current_address()
        position = addresses.index(current) + cells if current else 0
        if 0 <= position < len(addresses):
            self.go_to(addresses[position])
        else:
            QWidget.focusNextPrevChild(self, cells > 0)

    def current_address(self) -> str:
        """The cell in which the cursor stands, empty if in none."""
        return self._model.address(self.currentIndex())

    def selected_addresses(self) -> list[str]:
        """The selected cells."""
        return [address for index in self.selectedIndexes() if (address := self._model.address(index))]

    def is_selected(self, index: Index) -> bool:
        """The square is selected."""
        return self.selectionModel().isSelected(self._model.index(index.row(), index.column()))

    def select(self, addresses: Iterable[str]) -> None:
        """Select cells, the cursor staying where it is."""
        chosen = QItemSelection()
        for address in addresses:
            index = self._model.index_of(address)
            if index.isValid():
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._rows.mark(current.row())
        self._columns.mark(current.column())
        self.viewport().update()
        self.address_changed.emit(self._model.address(current))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step_across(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.clear(self.selectedIndexes())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Never: a typed digit belongs into the cell where the cursor stands."""

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():  # a page that is not shown is fitted when it is, not at every start
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its share of the width, every row the height of its words."""
        self._words = self._words.of(self.font())
        across = self.width() - 2 * self.frameWidth()
        widths, heights = self._sizes(across)
        if sum(heights) > self.height():
            widths, heights = self._sizes(across - self.verticalScrollBar().sizeHint().width())
        grid = self._model.grid
        self._rows.tracks, self._columns.tracks = widths[: grid.label_columns], heights[: grid.heading_rows]
        for column, width in enumerate(widths[grid.label_columns :]):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights[grid.heading_rows :]):
            self.setRowHeight(row, height)
        self._place_headers()
        self.setMaximumHeight(self.whole_height())

    def _sizes(self, across: int) -> tuple[list[int], list[int]]:
        """Column widths and row heights of the whole table in a width of `across` pixels."""
        grid, words = self._model.grid, self._words
        least = words.width("0") * NARROWEST + 2 * MARGIN
        labels, columns = grid.widths[: grid.label_columns], grid.widths[grid.label_columns :]
        scale = across / sum(grid.widths)
        # Numbers keep their least width; labels give way, for their words can wrap.
        numbers = [int(max(width * scale, least)) for width in columns]
        narrower = max((across - sum(numbers)) / (sum(labels) or 1), scale * LABELS_KEEP)
        widths = [int(width * narrower) for width in labels] + numbers
        heights = [max(ROW, words.line + 2 * MARGIN)] * grid.rows
        for box in grid.boxes:
            if box.rows == 1 and box.role is not Role.CORNER:
                heights[box.row] = max(heights[box.row], self._needed(box, widths))
        self._stretch(heights, widths)
        return widths, heights

    def _stretch(self, heights: list[int], widths: list[int]) -> None:
        """Boxes over several rows: their last row takes what the words still want."""
        for box in self._model.grid.boxes:
            if box.rows > 1:
                short = self._needed(box, widths) - sum(heights[box.row : box.row + box.rows])
                heights[box.row + box.rows - 1] += max(short, 0)

    def _needed(self, box: Box, widths: list[int]) -> int:
        """The height that a box's words need."""
        if not box.text:
            return 0
        return self._words.height(box.text, sum(widths[box.column : box.column + box.columns]) - 2 * MARGIN) + 2 * MARGIN

    def _place_headers(self) -> None:
        width, height = sum(self._rows.tracks), sum(self._columns.tracks)
        self._rows.setFixedWidth(max(width, 0))
        self._columns.setFixedHeight(max(height, 0))
        self.updateGeometries()
        self._corner.setGeometry(self.frameWidth(), self.frameWidth(), width, height)

    def sizeHint(self) -> QSize:
        """As tall as the whole table, so that no page is longer than it needs."""
        return QSize(400, self.whole_height())

    def whole_height(self) -> int:
        """The height at which nothing scrolls."""
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        bar = self.horizontalScrollBar()
        return rows + sum(self._columns.tracks) + 2 * self.frameWidth() + (bar.sizeHint().height() if bar.maximum() else 0)
