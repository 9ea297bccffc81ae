"""The grid in which a statutory table is filled in; it looks like the printed form and keeps its headings in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTableView, QWidget

from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Role
from desktopapp.ui.box_header import MARGIN, BoxHeader, Corner
from desktopapp.ui.cell_cursor import CellCursor
from desktopapp.ui.cell_delegate import ENTERS, TABS, CellDelegate
from desktopapp.ui.grid_model import GridModel, Index
from desktopapp.ui.theme import Theme

ROW = 26  # the least height of a row in pixels at 9 pt
LABELS_KEEP = 0.6  # of their share of the width
_ACTION = QAbstractItemView.CursorAction
_DIRECTIONS = {_ACTION.MoveUp: (-1, 0), _ACTION.MoveDown: (1, 0), _ACTION.MoveLeft: (0, -1), _ACTION.MoveRight: (0, 1)}
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
_CHANGING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2)
NARROWEST = 4  # digits that a number column holds at the least; a longer number widens it


class GridView(QTableView):
    """A table being filled in. `address_changed` says in which cell the cursor stands, `said` what a paste did."""

    address_changed = Signal(str)
    selection_changed = Signal()
    said = Signal(str)

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, grid = model, model.grid
        self.setObjectName(f"grid_{model.table.key}")
        self.setModel(model)
        self.setAccessibleName(model.document.report.form.part(model.table.key).title)
        self._columns = BoxHeader(grid, theme, Qt.Orientation.Horizontal, self)
        self._rows = BoxHeader(grid, theme, Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self._columns.setVisible(grid.heading_rows > 0)
        self._rows.setVisible(grid.label_columns > 0)
        corner = next((box.text for box in grid.boxes if box.role is Role.CORNER and box.row < grid.heading_rows), "")
        self._corner = Corner(corner, theme, self)
        self._corner.setVisible(bool(corner))
        self._delegate = CellDelegate(theme, model, self)
        self._delegate.filled.connect(lambda text: model.fill_all(self._targets(), text))
        self.setItemDelegate(self._delegate)
        self._cursor = CellCursor(model)
        self._tab_column = -1  # where a run of Tabs began, if the cursor is in one
        self._pointed = False  # the selection only points at the cells of a finding
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
        self.selectionModel().selectionChanged.connect(self._selected)
        model.dataChanged.connect(self._widen)

    @property
    def table(self) -> Table:
        """The statutory table that is filled in."""
        return self._model.table

    # moving

    def go_to(self, address: str) -> bool:
        """Put the cursor on a cell; False if it is not in this table."""
        index = self._model.index_of(address)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def go_to_first(self) -> None:
        """Put the cursor on the first cell, unless it stands somewhere."""
        if not self._model.address(self.currentIndex()):
            self.go_to(self._model.table.cells[0].address)

    def current_address(self) -> str:
        """The cell in which the cursor stands, empty if in none."""
        return self._model.address(self.currentIndex())

    def selected_addresses(self) -> list[str]:
        """The selected cells."""
        return [address for index in self.selectedIndexes() if (address := self._model.address(index))]

    def point_at(self, addresses: Iterable[str]) -> None:
        """Select the cells of a finding to show them: until the user selects something, keys still go to the cursor's cell alone."""
        self.select(addresses)
        self._pointed = True

    def select(self, addresses: Iterable[str]) -> None:
        """Select cells, the cursor staying where it is."""
        chosen = QItemSelection()
        for address in addresses:
            index = self._model.index_of(address)
            if index.isValid():
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _select_line(self, whole_column: bool) -> None:
        """Ctrl+Space selects the cursor's column, Shift+Space its row."""
        here = self.currentIndex()
        line = [square for square in self._model.boxes() if square[whole_column] == (here.row(), here.column())[whole_column]]
        self.select(address for square in line if (address := self._model.address(self._model.index(*square))))

    def _targets(self) -> list[QModelIndex]:
        """The cells that a key is meant for."""
        return [self.currentIndex()] if self._pointed else self.selectedIndexes()

    def _selected(self, *_: object) -> None:
        self._pointed = False
        self._delegate.chosen = frozenset((index.row(), index.column()) for index in self.selectedIndexes())
        self.selection_changed.emit()

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._tab_column = -1
        self._rows.mark(current.row())
        self._columns.mark(current.column())
        self.viewport().update()
        self.address_changed.emit(self._model.address(current))

    def _enter(self, rows: int) -> None:
        """Enter, Shift+Enter: down or up; after Tabs back to the column where they began; in a selection round and round."""
        if self._go_round(rows, down_first=True):
            return
        self._go(self._cursor.below(self.currentIndex(), rows, self._tab_column))

    def _tab(self, cells: int) -> None:
        """Tab, Shift+Tab: right or left, on to the next row; past the end on to the next control."""
        if self._go_round(cells, down_first=False):
            return
        began = self._tab_column if self._tab_column >= 0 else self.currentIndex().column()
        there = self._cursor.beside(self.currentIndex(), cells)
        if there.isValid():
            self._go(there)
            self._tab_column = began
        else:
            QWidget.focusNextPrevChild(self, cells > 0)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_to(self._model.address(index))

    def _go_round(self, cells: int, down_first: bool) -> bool:
        """Inside a selection of several cells the cursor stays inside; False where there is none."""
        chosen = [index for index in self._targets() if self._model.address(index)]
        if len(chosen) < 2:
            return False
        index = self._cursor.within(chosen, self.currentIndex(), cells, down_first)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        return True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        control, index = bool(modifiers & Qt.KeyboardModifier.ControlModifier), self.currentIndex()
        if index.isValid() and control and action in _DIRECTIONS:
            return self._cursor.edge(index, *_DIRECTIONS[action])
        if index.isValid() and action in (_ACTION.MoveHome, _ACTION.MoveEnd):
            return self._cursor.end(index, action == _ACTION.MoveEnd, control)
        return super().moveCursor(action, modifiers)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A move selects where it arrives, with Shift the way there, whatever else is held; Qt would leave the selection behind."""
        flags, keys = QItemSelectionModel.SelectionFlag, Qt.KeyboardModifier
        by_key = isinstance(event, QKeyEvent) and event.key() in _MOVES
        held = event.modifiers() if isinstance(event, QKeyEvent) else QApplication.keyboardModifiers()
        if (by_key or event is None) and held & keys.ControlModifier:
            return flags.SelectCurrent if held & keys.ShiftModifier else flags.ClearAndSelect
        return super().selectionCommand(index, event)

    def show_addends(self) -> bool:
        """Ctrl+[: point at the cells that the cursor's total adds; False where the cell is no total."""
        cell = self._model.document.report.form.cells.get(self.current_address())
        if cell is None or not cell.is_sum:
            return False
        self.point_at(cell.addends)
        self.scrollTo(self._model.index_of(cell.addends[0]))
        return True

    def mark_seen(self) -> bool:
        """Mark what was imported or carried over in the selected cells as looked at, as one undo step; False if nothing was."""
        return self._model.mark_seen(self._targets())

    # the clipboard

    def copy(self) -> None:
        """Put the selected numbers on the clipboard as text and as an HTML table, as spreadsheets do."""
        rows = self._model.numbers_at(self._targets())
        if rows:
            data = QMimeData()
            data.setText("\n".join("\t".join(row) for row in rows))
            lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
            data.setHtml(f"<table>{lines}</table>")
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy, then empty, as one undo step."""
        self.copy()
        self._model.clear(self._targets(), "剪切")

    def paste(self) -> None:
        """Lay the clipboard's block onto the table from the first selected cell; one value fills the selection."""
        selected = [address for index in self._targets() if (address := self._model.address(index))] or [self.current_address()]
        held = QGuiApplication.clipboard().mimeData()
        words = self._model.paste(held.text(), held.html(), selected) if selected[0] else ""
        if words:
            self.said.emit(words)

    def fill(self, down: bool) -> None:
        """Ctrl+D, Ctrl+R: repeat the first selected row downwards, or column to the right."""
        self._model.fill(self._targets(), down)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        types = event.text().isprintable() and bool(event.text()) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        closed = self._model.document.why_closed
        if closed and (types or event.key() in _CHANGING):
            final = self._model.document.holder is None
            self.said.emit(f"{closed}{'；要改动请先到“送审与定稿”撤回定稿' if final else ''}。")
            return
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        habits = {Qt.Key.Key_C: self.copy, Qt.Key.Key_X: self.cut, Qt.Key.Key_V: self.paste}
        habits |= {Qt.Key.Key_D: lambda: self.fill(True), Qt.Key.Key_R: lambda: self.fill(False)}
        if control and key in habits:
            habits[key]()
        elif control and key in ENTERS:
            event.accept()  # nothing is being typed that could go into all the selected cells
        elif key in ENTERS:
            self._enter(-1 if shift else 1)
        elif key in TABS:
            self._tab(-1 if shift or key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Space and (control or shift):
            self._select_line(whole_column=control)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.clear(self._targets())
        else:
            self._delegate.typing = key != Qt.Key.Key_F2
            super().keyPressEvent(event)
            self._leave_selection()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._delegate.typing = False
        super().mouseDoubleClickEvent(event)
        self._leave_selection()

    def _leave_selection(self) -> None:
        """A cell that was opened to be changed has the cursor at its end; Qt has selected all of it."""
        editor = self._editor()
        if editor is not None and not self._delegate.typing:
            editor.end(False)

    def _editor(self) -> QLineEdit | None:
        """The open editor of a cell, if there is one."""
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) and self.isAncestorOf(focus) else None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method composes in the square itself, and the editor opens with what it commits.

        Opened at the first key, the editor would take the focus in the middle of the composition, which ends it.
        """
        self._compose(event.preeditString())
        if event.commitString() and self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.AllEditTriggers, event):
            self._delegate.typing = True
            editor = self._editor()
            if editor is not None:
                editor.setText(event.commitString())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._compose("")
        super().focusOutEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _compose(self, text: str) -> None:
        if text != self._delegate.composing:
            self._delegate.composing = text
            self.update(self.currentIndex())

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
        self._delegate.follow_font()
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
        grid, words = self._model.grid, self._delegate.words
        least = words.width("0") * NARROWEST + 2 * MARGIN
        labels, columns = grid.widths[: grid.label_columns], grid.widths[grid.label_columns :]
        scale = across / sum(grid.widths)
        # Numbers keep their least width; labels give way, for their words can wrap.
        numbers = [int(max(width * scale, least, room)) for width, room in zip(columns, self._rooms(), strict=True)]
        narrower = max((across - sum(numbers)) / (sum(labels) or 1), scale * LABELS_KEEP)
        widths = [int(width * narrower) for width in labels] + numbers
        heights = [max(ROW, words.line + 2 * MARGIN)] * grid.rows
        for box in grid.boxes:
            if box.rows == 1 and box.role is not Role.CORNER:
                heights[box.row] = max(heights[box.row], self._needed(box, widths))
        self._stretch(heights, widths)
        return widths, heights

    def _rooms(self) -> list[int]:
        """What the widest number of each column needs; a number that has several columns to itself needs none."""
        rooms = [0] * self._model.columnCount()
        for (row, column), box in self._model.boxes().items():
            if box.address and box.columns == 1:
                rooms[column] = max(rooms[column], self._delegate.room_for(self._model.look(row, column)))
        return rooms

    def _widen(self, changed: QModelIndex) -> None:
        """A number that outgrew its column makes it wider."""
        box = self._model.boxes().get((changed.row(), changed.column()))
        if not (box and box.address and box.columns == 1 and self.isVisible()):
            return
        if self._delegate.room_for(self._model.look(changed.row(), changed.column())) > self.columnWidth(changed.column()):
            self.fit()

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
        # A caption's words stand beside the labels, which do not scroll.
        columns = self._model.grid.label_columns or box.columns if box.role is Role.CAPTION else box.columns
        width = sum(widths[box.column : box.column + columns]) - 2 * MARGIN
        words = self._delegate.words
        text = words.in_pairs(box.text, width) if box.role is Role.COLUMN_HEAD else box.text
        return words.height(text, width) + 2 * MARGIN

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
