"""Where the cursor of a table goes by each key, as in Excel. Pure lookups: the view moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex

from desktopapp.ui.grid_model import GridModel, Index


class CellCursor:
    """Finds cells from cells; headings are passed over."""

    def __init__(self, model: GridModel) -> None:
        self._model = model
        self._cells = [cell.address for cell in model.table.cells]

    def below(self, index: Index, rows: int, column: int = -1) -> QModelIndex:
        """The next cell down (or up) in a column, the index's own if none is named; invalid at the table's edge."""
        return next(self._line(index, rows, 0, column), QModelIndex())

    def beside(self, index: Index, cells: int) -> QModelIndex:
        """The next or last cell in reading order; invalid past the end."""
        address = self._model.address(index)
        position = self._cells.index(address) + cells if address else 0
        return self._model.index_of(self._cells[position]) if 0 <= position < len(self._cells) else QModelIndex()

    def edge(self, index: Index, rows: int, columns: int) -> QModelIndex:
        """Ctrl+arrow: to the end of the filled stretch, or over blanks to the next filled cell, or to the table's edge."""
        line = list(self._line(index, rows, columns))
        if not line:
            return self._model.index(index.row(), index.column())
        filled = [self._filled(there) for there in line]
        if self._filled(index) and filled[0]:
            return line[(filled.index(False) if False in filled else len(line)) - 1]
        return line[filled.index(True)] if True in filled else line[-1]

    def end(self, index: Index, last: bool, of_table: bool) -> QModelIndex:
        """The first or last cell of the row, or of the table."""
        if of_table:
            return self._model.index_of(self._cells[-1 if last else 0])
        there = list(self._line(index, 0, 1 if last else -1))
        return there[-1] if there else self._model.index(index.row(), index.column())

    def within(self, selected: Sequence[Index], index: Index, cells: int, down_first: bool) -> QModelIndex:
        """The next cell of a selection, round and round: down its columns (Enter) or along its rows (Tab)."""
        squares = sorted(
            ((cell.row(), cell.column()) for cell in selected if self._model.address(cell)),
            key=lambda square: square[::-1] if down_first else square,
        )
        here = (index.row(), index.column())
        position = squares.index(here) + cells if here in squares else 0
        return self._model.index(*squares[position % len(squares)])

    def _line(self, index: Index, rows: int, columns: int, column: int = -1) -> Iterator[QModelIndex]:
        """The cells from here in one direction."""
        row, column = index.row() + rows, (index.column() if column < 0 else column) + columns
        while 0 <= row < self._model.rowCount() and 0 <= column < self._model.columnCount():
            for candidate in (column, 0) if rows else (column,):  # a merged square begins in the first column
                there = self._model.index(row, candidate)
                if self._model.address(there):
                    yield there
                    break
            row, column = row + rows, column + columns

    def _filled(self, index: Index) -> bool:
        return bool(self._model.look(index.row(), index.column()).text)
