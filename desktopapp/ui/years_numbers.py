"""Both years' numbers as a table: last year's, this year's, the difference, per cent, and what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktopapp.core import number
from desktopapp.core.comparing import Line
from desktopapp.core.form import Form
from desktopapp.ui.theme import SPACE, Theme, bold_font

COLUMNS = ("项目", "栏目", "上年", "本年", "差", "增减", "留意")
NAMED, REMARK = (0, 1), 6
LINE_ROLE = Qt.ItemDataRole.UserRole + 1  # the Line, None on a part's heading
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """A row as it is shown: a part's heading, or a cell in both years."""

    heading: str
    line: Line | None
    squares: tuple[str, ...]


def rows(form: Form, lines: Iterable[Line], totals_only: bool, remarkable_only: bool) -> Iterator[Row]:
    """The rows, part by part. `totals_only` leaves out the columns of 表三 that are added up, `remarkable_only` all without a remark."""
    chosen = [line for line in lines if not (totals_only and _is_added_up(form, line)) and (line.remark or not remarkable_only)]
    for part in form.parts:
        of_part = [line for line in chosen if line.cell.table == part.key]
        if of_part:
            yield Row(part.heading, None, (part.heading,))
            yield from (Row("", line, _squares(line)) for line in of_part)


def _is_added_up(form: Form, line: Line) -> bool:
    """It stands in a column that a total of its row adds, in the big table."""
    columns = form.tables[line.cell.table].blocks[0].columns
    return line.cell.table == "applications" and any(line.cell.column.key in column.sum for column in columns)


def _squares(line: Line) -> tuple[str, ...]:
    label = line.cell.row.label
    return (
        label[-1] if label else " ".join(line.cell.column.label[:-1]),
        line.cell.column.label[-1],
        *(number.write(line.last), number.write(line.this), signed(line.difference)),
        f"{signed(line.percent)}%" if line.percent is not None else "",
        f"！ {line.remark}" if line.remark else line.note,
    )


def signed(value: Decimal | None) -> str:
    """A difference with its sign: +5, -3, 0."""
    return "" if value is None else f"+{number.write(value)}" if value > 0 else number.write(value) if value else "0"


class NumbersModel(QAbstractTableModel):
    """The rows that are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.squares[column] if column < len(row.squares) else None
        if role == LINE_ROLE:
            return row.line
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column in (*NAMED, REMARK) or row.line is None else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and row.line is None:
            return bold_font()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row) if column == 0 else f"{COLUMNS[column]} {row.squares[column] if column < len(row.squares) else ''}"
        return None

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Show these rows."""
        if shown == self.rows:
            return
        if [(row.heading, row.line and row.line.cell) for row in shown] == [(row.heading, row.line and row.line.cell) for row in self.rows]:
            self.rows = shown  # the same places: the cursor stays where it is
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = shown
        self.endResetModel()


def _spoken(row: Row) -> str:
    if row.line is None:
        return row.heading
    named = zip(COLUMNS[2:REMARK], row.squares[2:REMARK], strict=True)
    values = (f"{name}{value or '空白'}" for name, value in named)
    return "，".join(filter(None, (row.line.cell.label, *values, row.line.remark or row.line.note)))


class _Delegate(QStyledItemDelegate):
    """Paints headings of parts and what is to be looked at in the theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        line = index.data(LINE_ROLE)
        if line is None:
            option.backgroundBrush = QColor(self._theme.heading)  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        elif line.remark and index.column() == REMARK:
            option.backgroundBrush = QColor(self._theme.explain_soft)  # type: ignore[attr-defined]
            option.palette.setColor(option.palette.ColorRole.Text, QColor(self._theme.explain))  # type: ignore[attr-defined]


class NumbersView(QTableView):
    """The table. `chosen` carries the address of the cell whose row was entered."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("years_numbers")
        self.setAccessibleName("两年的数")
        self.numbers = NumbersModel(self)
        self.setModel(self.numbers)
        self.setItemDelegate(_Delegate(theme, self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + SPACE)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, REMARK):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._choose)

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Show these rows; a part's heading runs over the whole width."""
        if shown == self.numbers.rows:
            return
        self.numbers.show_rows(shown)
        self.clearSpans()
        for place, row in enumerate(shown):
            if row.line is None:
                self.setSpan(place, 0, 1, len(COLUMNS))

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, Line):
            self.chosen.emit(line.cell.address)
