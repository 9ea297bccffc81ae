"""The list of the parts, each with its state."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktopapp.core import progress
from desktopapp.core.progress import COVER, State
from desktopapp.ui.document import Document
from desktopapp.ui.theme import SPACE, Theme
from desktopapp.ui.words import WRAP, Words

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
SIGN = 16  # pixels


class SectionModel(QAbstractListModel):
    """The cover and the six parts."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        parts = document.report.form.parts
        self.keys = [COVER, *(part.key for part in parts)]
        self._names = ["封面", *(part.heading for part in parts)]
        self._states: list[State] = []
        self._follow()
        document.changed.connect(self._follow)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        answers = {
            Qt.ItemDataRole.DisplayRole: self._names[row],
            Qt.ItemDataRole.AccessibleTextRole: f"{self._names[row]}，{self._states[row]}",
            KEY_ROLE: self.keys[row],
            STATE_ROLE: self._states[row],
        }
        return answers.get(role)

    def _follow(self, *_: object) -> None:
        report, findings = self._document.report, self._document.findings
        states = [progress.state(report, key, findings) for key in self.keys]
        if states != self._states:
            self._states = states
            self.dataChanged.emit(self.index(0), self.index(len(self.keys) - 1))


class SectionDelegate(QStyledItemDelegate):
    """A sign, the part's heading over as many lines as it needs, and its state in words."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._words = Words(view.font())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        theme = self._theme
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        chosen = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, QColor(theme.accent_soft))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(theme.accent))
        state = State(index.data(STATE_ROLE))  # Qt hands a string enum back as a plain string
        sign = QRectF(area.left() + SPACE + 4, area.top() + SPACE, SIGN, SIGN)
        paint_sign(painter, sign, state, theme)
        words = area.adjusted(SIGN + 2 * SPACE + 4, SPACE - 1, -SPACE, -SPACE)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.text))
        painter.drawText(words, WRAP, str(index.data()))
        painter.setPen(QColor({State.TROUBLED: theme.block, State.DONE: theme.done}.get(state, theme.muted)))
        painter.drawText(words.adjusted(0, words.height() - metrics.height() - 1, 0, 2), int(Qt.AlignmentFlag.AlignLeft), str(state))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self._words = self._words.of(self._view.font())
        width = self._view.viewport().width()
        height = self._words.height(str(index.data()), width - SIGN - 3 * SPACE - 4)
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


class SectionList(QListView):
    """The parts, one of them chosen."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section_list")
        self.setAccessibleName("目录")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(SectionModel(document, self))
        self.setItemDelegate(SectionDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCurrentIndex(self.model().index(0, 0))

    def choose(self, key: str) -> None:
        """Choose a part."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(KEY_ROLE) == key:
                self.setCurrentIndex(index)
