"""How the squares of a statutory table are painted, and how a number is edited in one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktopapp.core.checks import Severity
from desktopapp.core.layout import Role
from desktopapp.core.report import UNSEEN, Origin
from desktopapp.ui.grid_model import GridModel, Index, Look
from desktopapp.ui.theme import Theme
from desktopapp.ui.words import Words

SMALL, SMALLEST = 0.8, 0.6  # of the font's size: marks, and the least for a long text
LONGEST = 14  # characters of a text that is no number; a column is not widened for more
GAP = 3  # pixels
ENTERS, TABS = (Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_UP_AND_DOWN, _ACROSS = (Qt.Key.Key_Up, Qt.Key.Key_Down), (Qt.Key.Key_Left, Qt.Key.Key_Right)
CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
LEFT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
LEFT_BOTTOM = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
RIGHT_TOP = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

ORIGIN_SIGNS = {Origin.CARRIED: "上", Origin.IMPORTED: "导"}  # 上年带入, 导入未核


class CellDelegate(QStyledItemDelegate):
    """Paints squares by their look, and edits numbers in place. `filled` carries a text that Ctrl+Enter puts into every selected cell.

    A keystroke repaints some sixty squares: colours, fonts and text widths are made once.
    """

    filled = Signal(str)

    def __init__(self, theme: Theme, model: GridModel, view: QTableView) -> None:
        super().__init__(view)
        self._view, self._model, self._marks_column = view, model, model.grid.heading_rows > 0
        self._colour = {name: QColor(value) for name, value in theme._asdict().items() if name != "name"}
        self._pens = {width: QPen(self._colour["accent"], width) for width in (1, 2)}
        self._away = QPen(self._colour["muted"], 1)  # the cursor while the focus is elsewhere
        self.words = Words(view.font())
        self._font = self._small_font = view.font()
        self._small = self.words
        self.chosen: frozenset[tuple[int, int]] = frozenset()  # the selected squares
        self.typing = False  # the editor was opened by typing: arrows leave it
        self.composing = ""  # what an input method is composing in the cursor's square

    def follow_font(self) -> None:
        """Measure in the view's font."""
        font = self._font = self._view.font()
        self.words = self.words.of(font)
        self._small_font = QFont(font)
        self._small_font.setPointSizeF(font.pointSizeF() * SMALL)
        self._small = self._small.of(self._small_font)

    def room_for(self, look: Look) -> int:
        """The width in pixels that a number needs beside its marks; a text that is no number is set smaller instead."""
        text = look.text[:LONGEST] if look.fault else look.text
        mark = look.control
        return self.words.width(text) + (self._small.width(mark) + GAP if mark else 0) + 2 * GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        square, current = (index.row(), index.column()), self._view.currentIndex()
        look = self._model.look(*square)
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        at_cursor = square == (current.row(), current.column())
        painter.fillRect(area, self._colour[self._fill(look, square, current, at_cursor)])
        painter.setPen(self._colour["line"])
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if at_cursor and self.composing:
            look = Look(self.composing, Role.CELL)
        sign, mark = self._marks(look)
        self._paint_number(painter, area, look, self._small.width(mark) + GAP if mark else 0)
        if sign or mark or look.origin in UNSEEN:
            self._paint_marks(painter, area, look, sign, mark)
        if at_cursor or square in self.chosen:
            painter.setPen(self._pens[1 + at_cursor] if self._view.hasFocus() else self._away)
            painter.drawRect(area.adjusted(at_cursor, at_cursor, -1 - at_cursor, -1 - at_cursor))

    def _fill(self, look: Look, square: tuple[int, int], current: QModelIndex, at_cursor: bool) -> str:
        if look.role is not Role.CELL:
            return "caption" if look.role is Role.CAPTION else "heading"
        if look.severity:
            return "block_soft" if look.severity is Severity.BLOCK else "explain_soft"
        if square in self.chosen and not at_cursor:
            return "accent_soft"
        if current.isValid() and (square[0] == current.row() or (self._marks_column and square[1] == current.column())):
            return "cursor_line"
        return "total" if look.total else "surface"

    def _paint_number(self, painter: QPainter, area: QRect, look: Look, taken: int) -> None:
        """The words in the middle, beside the marks where they need the room; a long text is set smaller.

        A note is shown with its number where the square is wide enough.
        """
        if not look.text:
            return
        room, words = area.adjusted(GAP, 0, -GAP, 0), look.text
        if look.note and self.words.width(f"{words}（{look.note}）") + 2 * taken <= room.width():
            words = f"{words}（{look.note}）"
        painter.setPen(self._colour["block" if look.fault else "text"])
        font = self._font
        if look.role is Role.CELL:
            wanted = self.words.width(words)
            if wanted + 2 * taken > room.width():
                room.setRight(room.right() - taken)
            if wanted > room.width():
                font = QFont(font)
                font.setPointSizeF(font.pointSizeF() * max(room.width() / wanted, SMALLEST))
        painter.setFont(font)
        painter.drawText(room, CENTRED if look.role is Role.CELL else WRAPPED, words)

    def _marks(self, look: Look) -> tuple[str, str]:
        """Signs beside the number, so that colour is never the only word: ! wrong, ? wants a reason; 注, ✓ or ≠ a control total."""
        sign = {Severity.BLOCK: "!", Severity.EXPLAIN: "?"}.get(look.severity, "") if look.severity else ""
        return sign, "注" if look.note else look.control

    def _paint_marks(self, painter: QPainter, area: QRect, look: Look, sign: str, mark: str) -> None:
        painter.setFont(self._small_font)
        if sign:
            painter.setPen(self._colour["block" if sign == "!" else "explain"])
            painter.drawText(area.adjusted(2, 0, 0, 0), LEFT_TOP, sign)
        if look.origin in UNSEEN:
            painter.setPen(self._colour["hint"])
            painter.drawText(area.adjusted(2, 0, 0, -1), LEFT_BOTTOM, ORIGIN_SIGNS[look.origin])
        if mark:
            painter.setPen(self._colour["done" if mark == "✓" else "muted" if look.note else "block"])
            painter.drawText(area.adjusted(0, 1, -GAP, 0), RIGHT_TOP, mark)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setMaxLength(500)
        address = self._model.address(index)
        editor.textEdited.connect(lambda text: self._model.type(address, text))
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._model.document.type({})
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()  # what is typed takes the place of what stands there

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A long text (a number with its note) is edited in a box as wide as it needs, inside the view."""
        area: QRect = QRect(option.rect)  # type: ignore[attr-defined]
        if isinstance(editor, QLineEdit):
            wanted = editor.fontMetrics().horizontalAdvance(editor.text()) + 24
            area.setWidth(min(max(area.width(), wanted), self._view.viewport().width()))
            area.moveRight(min(area.right(), self._view.viewport().width() - 1))
        editor.setGeometry(area)

    def eventFilter(self, editor: object, event: QEvent) -> bool:  # type: ignore[override]
        """As in Excel: the keys that leave a cell commit it and then do in the table what they do there.

        ← and → leave only a cell that is being typed; in one opened by F2 or a double click they move in its text, and F2 changes over.
        """
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit)):
            return super().eventFilter(editor, event)  # type: ignore[arg-type]
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F2:
            self.typing = not self.typing
            editor.end(False)
            return True
        if key in ENTERS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            text = editor.text()
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            self.filled.emit(text)
            return True
        if key in (*ENTERS, *TABS, *_UP_AND_DOWN) or (key in _ACROSS and self.typing):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._view.keyPressEvent(event)
            return True
        return super().eventFilter(editor, event)  # type: ignore[arg-type]
