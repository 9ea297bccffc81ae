"""What was read from a file, as a tree that folds: groups, parts, and each thing with its raw text beside what it was read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktopapp.formats.review import Group, Item
from desktopapp.ui.theme import SPACE, Theme, bold_font

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
COLUMNS = ("位置", "原文", "读成", "说明")
SHARES = (34, 22, 14, 30)  # of the width, per cent


class _Delegate(QStyledItemDelegate):
    """Gives the rows room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, SPACE // 2)


class ReviewTree(QTreeView):
    """The tree. `item_shown` carries the Item on which the cursor stands, None on a group."""

    item_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("import_review")
        self.setAccessibleName("读入的内容")
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self._model = QStandardItemModel(0, len(COLUMNS), self)
        self._model.setHorizontalHeaderLabels(COLUMNS)
        self.setModel(self._model)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups; those that a person must look at are unfolded."""
        self._model.removeRows(0, self._model.rowCount())
        for group in groups:
            self._model.appendRow(self._group(group))
        for row, group in enumerate(groups):
            index = self._model.index(row, 0)
            self.setExpanded(index, group.wanting or row == 0)
            self.setFirstColumnSpanned(row, QModelIndex(), True)
            for place, inner in enumerate(group.groups):
                self.setFirstColumnSpanned(place, index, True)
                self.setExpanded(self._model.index(place, 0, index), inner.wanting)
        wanting = next((row for row, group in enumerate(groups) if group.wanting), 0)
        self.setCurrentIndex(self._model.index(wanting, 0))

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        self.item_shown.emit(self._model.index(current.row(), 0, current.parent()).data(ITEM_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(SHARES):
            self.header().resizeSection(column, self.viewport().width() * share // 100)

    def _group(self, group: Group) -> list[QStandardItem]:
        words = f"{'！ ' if group.wanting else ''}{group.title}　{group.size}"
        head = QStandardItem(words)
        head.setFont(bold_font())
        if group.wanting:
            head.setForeground(QColor(self._theme.explain))
        head.setData(f"{group.title}，{group.size}处{'，要看' if group.wanting else ''}", Qt.ItemDataRole.AccessibleTextRole)
        for inner in group.groups:
            head.appendRow(self._group(inner))
        for item in group.items:
            head.appendRow(list(_squares(item)))
        return [head, *(QStandardItem() for _ in COLUMNS[1:])]


def _squares(item: Item) -> Iterable[QStandardItem]:
    """A thing's row; a raw text of many lines stands on one, whole in its tip."""
    for column, text in enumerate(item):
        square = QStandardItem(" ".join(text.split())[:200])
        square.setToolTip(text[:2000])
        if column == 0:
            square.setData(item, ITEM_ROLE)
            square.setData(spoken(item), Qt.ItemDataRole.AccessibleTextRole)
        yield square


def spoken(item: Item) -> str:
    """A thing as one sentence."""
    raw = f"原文“{item.raw}”" if item.raw else "原文空白"
    return "，".join(filter(None, (item.where, raw, f"读成{item.read}" if item.read else "", item.why)))
