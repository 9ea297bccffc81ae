"""A table of words to look at, a place a row, one of which may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QHeaderView, QTableView, QTextEdit, QWidget

from desktopapp.core.spans import in_units
from desktopapp.ui.theme import SPACE, Theme, bold_font

Index = QModelIndex | QPersistentModelIndex
_BEFORE = 4  # characters before a difference
_LONGEST = 200  # characters of a square; the rest is for those who choose the row


def alike(*texts: str) -> int:
    """How many characters all the texts begin with."""
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*texts, strict=False)))


def from_difference(*texts: str) -> tuple[str, ...]:
    """Long texts from shortly before the place where they first differ, for a narrow square shows no more than a beginning."""
    start = max(alike(*texts) - _BEFORE, 0)
    return tuple(f"…{text[start:]}" if start > _BEFORE else text for text in texts)


def mark_stretch(text: QTextEdit, start: int, end: int, theme: Theme) -> None:
    """Mark a stretch of a text and bring it into sight."""
    stretch = QTextEdit.ExtraSelection()
    stretch.cursor = text.textCursor()  # type: ignore[attr-defined]  # the stubs leave the fields out
    whole = text.toPlainText()
    stretch.cursor.setPosition(in_units(whole, start))  # type: ignore[attr-defined]
    text.setTextCursor(stretch.cursor)  # type: ignore[attr-defined]
    stretch.cursor.setPosition(in_units(whole, end), QTextCursor.MoveMode.KeepAnchor)  # type: ignore[attr-defined]
    stretch.format.setBackground(QColor(theme.explain_soft))  # type: ignore[attr-defined]
    text.setExtraSelections([stretch])


class WordsRow(NamedTuple):
    """A row: what it stands for, its squares, and whether a person must look at it."""

    key: object
    squares: tuple[str, ...]
    wanting: bool = False


class WordsModel(QAbstractTableModel):
    """The rows that are shown."""

    def __init__(self, columns: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns, self._theme = columns, theme
        self.rows: Sequence[WordsRow] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, text = self.rows[index.row()], self.rows[index.row()].squares[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())[:_LONGEST]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = zip(self._columns, row.squares, strict=True)
            whole = "，".join(f"{name}{square or '空白'}" for name, square in said)
            return whole[: 5 * _LONGEST] if index.column() == 0 else text[:_LONGEST]
        if role == Qt.ItemDataRole.ForegroundRole and row.wanting:
            return QColor(self._theme.explain)
        if role == Qt.ItemDataRole.FontRole and row.wanting:
            return bold_font()
        return None

    def show_rows(self, rows: Sequence[WordsRow]) -> None:
        """Show these; where they stand for the same as before, the chosen one stays chosen."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class WordsTable(QTableView):
    """The table. `shares` are the columns' parts of the width, per cent; `shown` carries the key of the row with the cursor, `chosen` that
    of the row that was entered."""

    shown = Signal(object)
    chosen = Signal(object)

    def __init__(self, name: str, title: str, columns: Sequence[str], shares: Sequence[int], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.words = WordsModel(columns, theme, self)
        self.setModel(self.words)
        self._shares = shares
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + SPACE)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(lambda index: self.chosen.emit(self.words.rows[index.row()].key))

    @property
    def key(self) -> object:
        """What the row with the cursor stands for, None where there is none."""
        row = self.currentIndex().row()
        return self.words.rows[row].key if 0 <= row < len(self.words.rows) else None

    @property
    def keys(self) -> list[object]:
        """What the selected rows stand for."""
        return [self.words.rows[index.row()].key for index in self.selectionModel().selectedRows()]

    def show_rows(self, rows: Sequence[WordsRow]) -> None:
        """Show these, the cursor on the first where it was on none of them."""
        self.words.show_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.selectRow(0)
        self.shown.emit(self.key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.shown.emit(self.key)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        for column, share in enumerate(self._shares):
            self.horizontalHeader().resizeSection(column, self.viewport().width() * share // 100)
