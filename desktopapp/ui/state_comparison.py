"""What differs between two states of a report, place by place, to be ticked: a text's sentences below their text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktopapp.core import content
from desktopapp.core.content import name
from desktopapp.core.kept import differences
from desktopapp.core.report import Report
from desktopapp.ui.theme import SPACE, Theme

PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
SHARES = (46, 27, 27)  # of the width, per cent
_LONGEST = 200  # characters of a text that are shown on one line
_BLANK = "（空白）"


class _Delegate(QStyledItemDelegate):
    """Gives the rows room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, SPACE // 2)


class StateComparison(QTreeView):
    """`ticks_changed` says that other places are ticked."""

    ticks_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("state_differences")
        self.setAccessibleName("不同之处")
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self._model = QStandardItemModel(0, len(SHARES), self)
        self.setModel(self._model)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setItemDelegate(_Delegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a cell's name ends with its column
        outlined = self.palette()  # Qt draws a box's outline as a darker window, which on a dark one is not to be seen
        outlined.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
        self.setPalette(outlined)
        self._model.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def show_states(self, now: Report, then: Report, words: tuple[str, str], tickable: bool) -> int:
        """Compare two states, called `words`; returns in how many places they differ."""
        self._model.setHorizontalHeaderLabels(["位置", *words])
        self._model.removeRows(0, self._model.rowCount())
        found = differences(now, then)
        for difference in found:
            row = self._row(name(now.form, difference.place), difference.now, difference.then, difference.place)
            row[0].setCheckable(tickable)
            if difference.place in now.form.text_keys:
                sentences = content.differences(now.form, *({difference.place: text} for text in difference[1:]))
                for sentence in sentences:
                    row[0].appendRow(self._row("　改动的句子", sentence.before, sentence.after))
            self._model.appendRow(row)
        self.expandAll()
        if found:
            self.setCurrentIndex(self._model.index(0, 0))
        self._fit()
        return len(found)

    def clear(self) -> None:
        """Show nothing."""
        self._model.removeRows(0, self._model.rowCount())

    @property
    def ticked(self) -> list[str]:
        """The places that are ticked, in printed order."""
        items = (self._model.item(row, 0) for row in range(self._model.rowCount()))
        return [item.data(PLACE_ROLE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def tick(self, place: str) -> None:
        """Tick a place, or take its tick away."""
        for row in range(self._model.rowCount()):
            item = self._model.item(row, 0)
            if item.data(PLACE_ROLE) == place:
                ticked = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseDoubleClickEvent(self, event) -> None:
        """A double click on a row ticks it, wherever it falls."""
        index = self.indexAt(event.position().toPoint())
        place = self._model.index(index.row(), 0, QModelIndex()).data(PLACE_ROLE) if not index.parent().isValid() else None
        if place and self._model.item(index.row(), 0).isCheckable():
            self.tick(place)

    def _fit(self) -> None:
        for column, share in enumerate(SHARES):
            self.header().resizeSection(column, self.viewport().width() * share // 100)

    def _row(self, where: str, now: str, then: str, place: str = "") -> list[QStandardItem]:
        squares = [QStandardItem(where), *(QStandardItem(" ".join(text.split())[:_LONGEST] or _BLANK) for text in (now, then))]
        squares[0].setData(place, PLACE_ROLE)
        squares[0].setToolTip(where)
        squares[0].setData(f"{where}，{squares[1].text()}，{squares[2].text()}", Qt.ItemDataRole.AccessibleTextRole)
        for square, text in zip(squares[1:], (now, then), strict=True):
            square.setToolTip(text[:2000])
            if not text:
                square.setForeground(QColor(self._theme.muted))
        return squares
