"""How the squares of a statutory table are painted, and how a number is edited in one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktopapp.core.checks import Severity
from desktopapp.core.layout import Role
from desktopapp.ui.grid_model import LOOK_ROLE, Index, Look
from desktopapp.ui.theme import Theme

SMALL, SMALLEST = 0.8, 0.6  # of the font's size: marks, and the least for a long number


class CellDelegate(QStyledItemDelegate):
    """Paints squares by their look, and edits numbers in place. `left` says by which key an editor was left: rows down, cells across."""

    left = Signal(int, int)

    def __init__(self, theme: Theme, view: QTableView, marks_column: bool) -> None:
        super().__init__(view)
        self._theme, self._view, self._marks_column = theme, view, marks_column

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
        if index == self._view.currentIndex() or self._is_selected(index):
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
        if self._is_selected(index) and index != self._view.currentIndex():
            return theme.accent_soft
        current = self._view.currentIndex()
        in_column = self._marks_column and index.column() == current.column()
        if current.isValid() and (index.row() == current.row() or in_column):
            return theme.cursor_line
        return theme.total if look.total else theme.surface

    def _is_selected(self, index: Index) -> bool:
        return self._view.selectionModel().isSelected(self._view.model().index(index.row(), index.column()))

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
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                if key in steps:
                    self.left.emit(-steps[key] if back else steps[key], 0)
                else:
                    self.left.emit(0, 1 if key == Qt.Key.Key_Tab else -1)
                return True
        return super().eventFilter(editor, event)  # type: ignore[arg-type]
