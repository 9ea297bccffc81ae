"""Lists whose rows have a state: a sign whose shape says it, the words over as many lines as they need, and a second line of detail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktopapp.core.progress import State
from desktopapp.ui.theme import SPACE, Theme
from desktopapp.ui.words import WRAP, Words, breakable

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class StateRow(NamedTuple):
    """A row: its words, the detail below them, its state, what it stands for; `spoken` where that is not words and detail."""

    words: str
    detail: str
    state: State
    key: object
    spoken: str = ""


class StateModel(QAbstractListModel):
    """Rows to be shown; those who know what there is make them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[StateRow, ...] = ()

    @property
    def keys(self) -> list[object]:
        """What the rows stand for."""
        return [row.key for row in self._rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: row.words,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken or f"{row.words}，{row.detail}",
            KEY_ROLE: row.key,
            STATE_ROLE: row.state,
            DETAIL_ROLE: row.detail,
        }
        return answers.get(role)

    def show(self, rows: Iterable[StateRow]) -> None:
        """Show these; where they stand for the same as before, the chosen one stays chosen."""
        new = tuple(rows)
        if new == self._rows:
            return
        if [row.key for row in new] == self.keys:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()


class StateDelegate(QStyledItemDelegate):
    """Paints a row by its state."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._words = Words(view.font())

    @property
    def _sign(self) -> int:
        """The sign's size in pixels: as high as the words beside it."""
        return self._words.line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        chosen = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, QColor(theme.accent_soft))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(theme.accent))
            paint_focus(painter, area, self._view, theme)
        state = State(index.data(STATE_ROLE))  # Qt hands a string enum back as a plain string
        paint_sign(painter, QRectF(area.left() + SPACE + 4, area.top() + SPACE, self._sign, self._sign), state, theme)
        words = area.adjusted(self._indent, SPACE - 1, -SPACE, -SPACE)
        painter.setPen(QColor(theme.text))
        painter.drawText(words, WRAP, breakable(str(index.data())))
        painter.setPen(QColor({State.TROUBLED: theme.block, State.DONE: theme.done}.get(state, theme.muted)))
        second = words.adjusted(0, words.height() - self._words.line - 1, 0, 2)
        painter.drawText(second, int(Qt.AlignmentFlag.AlignLeft), str(index.data(DETAIL_ROLE)))
        painter.restore()

    @property
    def _indent(self) -> int:
        return self._sign + 2 * SPACE + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self._words = self._words.of(self._view.font())
        width = self._view.viewport().width()
        height = self._words.height(breakable(str(index.data())), width - self._indent - SPACE)
        return QSize(width, height + self._words.line + 2 * SPACE + 2)


def paint_sign(painter: QPainter, area: QRectF, state: State, theme: Theme) -> None:
    """Empty ring, half disc, disc with !, disc with a tick: the shape says the state without its colour."""
    colour = QColor({State.TROUBLED: theme.block, State.DONE: theme.done}.get(state, theme.muted))
    disc = area.adjusted(2, 2, -2, -2)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if state in (State.TROUBLED, State.DONE) else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    if state is State.UNDER_WAY:
        painter.setBrush(colour)
        painter.drawPie(disc, 90 * 16, 180 * 16)
    painter.setPen(QPen(QColor(theme.surface), 1.8))
    x, y, step = disc.left(), disc.top(), disc.width() / 12
    if state is State.DONE:
        corners = ((3, 6), (5.3, 8.5), (9, 4))
        painter.drawPolyline([QPointF(x + across * step, y + down * step) for across, down in corners])
    elif state is State.TROUBLED:
        painter.drawLine(QPointF(x + 6 * step, y + 3 * step), QPointF(x + 6 * step, y + 7 * step))
        painter.drawPoint(QPointF(x + 6 * step, y + 9.2 * step))


def paint_focus(painter: QPainter, area: QRect, view: QListView, theme: Theme) -> None:
    """A frame around the current row of a list that has the focus."""
    if view.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRect(area.adjusted(1, 1, -2, -2))


class StateList(QListView):
    """A list of states whose rows keep their height right when its width changes."""

    def __init__(self, name: str, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.rows = StateModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(StateDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
