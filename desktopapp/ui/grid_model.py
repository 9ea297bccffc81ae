"""A statutory table as a Qt model. It only looks up: rows are prepared once a change, all logic lies below, painting above."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktopapp.core import number
from desktopapp.core.checks import SEVERITY_WORDS, Severity
from desktopapp.core.clipboard import rows_of
from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Role, layout
from desktopapp.core.pasting import paste
from desktopapp.core.report import UNSEEN, Entry, Origin
from desktopapp.ui.document import Document

ADDRESS_ROLE = Qt.ItemDataRole.UserRole + 1  # the cell's address, None for a heading

CLOSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
FILLED_IN = CLOSED | Qt.ItemFlag.ItemIsEditable
Index = QModelIndex | QPersistentModelIndex
CONTROL_WORDS = {True: "合计数一致", False: "合计数不符"}
ORIGIN_WORDS = {Origin.TYPED: "手填", Origin.CARRIED: "上年带入", Origin.IMPORTED: "导入未核", Origin.SEEN: "导入或带入，已核对"}


class Look(NamedTuple):
    """How a square is painted: its words, its role, and the marks it carries."""

    text: str
    role: Role
    total: bool = False
    severity: Severity | None = None
    fault: bool = False
    note: str = ""
    control: str = ""  # "✓" equal, "≠ 13" different, empty without a control total
    origin: Origin = Origin.TYPED


class GridModel(QAbstractTableModel):
    """The part of a table that scrolls: everything right of its labels and below its headings."""

    def __init__(self, document: Document, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document, self.table, self.grid = document, table, layout(table)
        self._boxes: dict[tuple[int, int], Box] = {}
        for box in self.grid.boxes:
            row, column = box.row - self.grid.heading_rows, max(box.column - self.grid.label_columns, 0)
            if row >= 0 and box.column + box.columns > self.grid.label_columns:
                self._boxes[row, column] = box
        self._positions = {box.address: position for position, box in self._boxes.items() if box.address}
        self._heads = {**self._row_labels(), **self._column_labels()}
        self._looks: dict[tuple[int, int], Look] = {}
        self._prepare()
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.grid.rows - self.grid.heading_rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.grid.columns - self.grid.label_columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        position = (index.row(), index.column())
        look = self._looks.get(position)
        if look is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return look.text
        address = self._boxes[position].address
        if role == ADDRESS_ROLE:
            return address or None
        if role == Qt.ItemDataRole.EditRole:
            return number.parted(self.document.report.text(address))[0] if address else look.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(position) if address else look.text
        if role == Qt.ItemDataRole.ToolTipRole and address:
            return self._tip(address, look) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._heads.get((orientation, section), "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.address(index):
            return Qt.ItemFlag.NoItemFlags  # the cursor passes headings over
        return CLOSED if self.document.closed else FILLED_IN

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        address = self.address(index)
        if role != Qt.ItemDataRole.EditRole or not address:
            return False
        before = self.document.report.entry(address)
        raw = number.keeping_note("" if value is None else str(value).strip(), before.raw)
        if raw != before.raw:
            return self.document.put({address: Entry(raw)}, "填数")
        if before.origin in UNSEEN:  # opened and entered as it was: someone has looked at it
            self.document.put({address: Entry(raw, Origin.SEEN)}, "核对")
        return True

    # our own

    def type(self, address: str, text: str) -> None:
        """What is being typed in a cell, which is not entered before it is left."""
        raw = number.keeping_note(text.strip(), self.document.report.text(address))
        self.document.type({address: Entry(raw)})

    def address(self, index: Index) -> str:
        """The address of the cell at an index, empty for a heading."""
        box = self._boxes.get((index.row(), index.column()))
        return box.address if box and index.isValid() else ""

    def index_of(self, address: str) -> QModelIndex:
        """Where a cell stands; invalid if it is not in this table."""
        position = self._positions.get(address)
        return self.index(*position) if position else QModelIndex()

    def look(self, row: int, column: int) -> Look:
        """How a square is painted."""
        return self._looks[row, column]

    def boxes(self) -> dict[tuple[int, int], Box]:
        """The boxes that scroll, by (row, column) of the model."""
        return self._boxes

    def fill_all(self, indexes: list[QModelIndex], text: str) -> None:
        """Ctrl+Enter: the same text into every cell, as one undo step."""
        report = self.document.report
        addresses = [address for index in indexes if (address := self.address(index))]
        self.document.put({address: Entry(number.keeping_note(text.strip(), report.text(address))) for address in addresses}, "填数")

    def mark_seen(self, indexes: list[QModelIndex]) -> bool:
        """Imported and carried-over numbers have been looked at; False if there were none."""
        return self.document.mark_seen([address for index in indexes if (address := self.address(index))])

    def clear(self, indexes: list[QModelIndex], words: str = "清除") -> None:
        """Empty cells, as one undo step."""
        addresses = [address for index in indexes if (address := self.address(index))]
        self.document.put({address: Entry("") for address in addresses}, words)

    def numbers_at(self, indexes: list[QModelIndex]) -> list[list[str]]:
        """The numbers as printed, in the smallest rectangle around the indexes; what is not selected is blank."""
        chosen = {(index.row(), index.column()) for index in indexes if self.address(index)}
        if not chosen:
            return []
        rows = sorted({row for row, _ in chosen})
        columns = range(min(column for _, column in chosen), max(column for _, column in chosen) + 1)
        return [[self._looks[row, column].text if (row, column) in chosen else "" for column in columns] for row in rows]

    def paste(self, text: str, html: str, selected: list[str]) -> str:
        """Lay the clipboard onto the table as one undo step; returns what happened, in words, empty where there was nothing."""
        block = rows_of(text, html)
        if not block:
            return ""
        start = min(selected, key=lambda address: self._positions[address])
        pasted = paste(self.document.report, self.table, start, block, selected if len(selected) > 1 else ())
        self.document.put(pasted.entries, "粘贴")
        return pasted.words

    def fill(self, indexes: list[QModelIndex], down: bool) -> None:
        """Repeat the first row of a selection downwards, or its first column to the right, as one undo step; totals are left alone."""
        report, wishes = self.document.report, dict[str, Entry]()
        chosen = sorted((index.row(), index.column()) for index in indexes if self.address(index))
        for row, column in chosen:
            first = min(place for place in chosen if place[down] == (row, column)[down])
            source, target = self._boxes[first].address, self._boxes[row, column].address
            if not report.form.cells[target].is_sum and not report.form.cells[source].is_sum:
                wishes[target] = Entry(number.keeping_note(number.parted(report.text(source))[0], report.text(target)))
        self.document.put(wishes, "向下填充" if down else "向右填充")

    # preparing

    def _follow(self, *_: object) -> None:
        before = self._looks
        self._prepare()
        for position, look in self._looks.items():
            if look != before[position]:
                self.dataChanged.emit(self.index(*position), self.index(*position))

    def _prepare(self) -> None:
        self._looks = {position: self._look(box) for position, box in self._boxes.items()}

    def _look(self, box: Box) -> Look:
        if not box.address:
            return Look("" if box.role is Role.CAPTION and self.grid.label_columns else box.text, box.role)
        report, cell = self.document.report, self.document.report.form.cells[box.address]
        reading, value = report.reading(box.address), report.value(box.address)
        severity = self.document.marks.get(box.address)
        if severity is Severity.BLOCK and not report.text(box.address) and value is None:
            severity = None  # a blank is plain to see; red is kept for what is wrong
        control = ""
        if cell.is_sum and reading.value is not None:
            control = "✓" if reading.value == value else f"≠{number.write(reading.value)}"
        text = report.text(box.address) if reading.fault else number.write(value)
        return Look(text, box.role, cell.is_sum, severity, bool(reading.fault), reading.note, control, report.entry(box.address).origin)

    def _tip(self, address: str, look: Look) -> str:
        report = self.document.report
        lines = [finding.message for finding in self.document.findings if address in finding.cells and len(finding.cells) < 30]
        note = report.reading(address).note
        lines += [f"注：{note}"] if note else []
        lines += [ORIGIN_WORDS[look.origin]] if look.origin is not Origin.TYPED else []
        if look.control:
            same = look.control == "✓"
            lines.append("填写的合计数与程序合计一致" if same else f"填写的合计数{look.control[1:]}与程序合计{look.text}不一致")
        return "\n".join(line for line in lines if line)

    def _spoken(self, position: tuple[int, int]) -> str:
        look, cell = self._looks[position], self.document.report.form.cells[self._boxes[position].address]
        states = ["合计" if look.total else "", "有注" if look.note else ""]
        states += [CONTROL_WORDS[look.control == "✓"] if look.control else ""]
        states += [ORIGIN_WORDS[look.origin] if look.origin is not Origin.TYPED else ""]
        states += [SEVERITY_WORDS[look.severity] if look.severity else ""]
        path = " ".join((*cell.row.label, *cell.column.label))
        return "，".join(word for word in (path, look.text or "空白", *states) if word)

    def _row_labels(self) -> dict[tuple[Qt.Orientation, int], str]:
        labels: dict[tuple[Qt.Orientation, int], str] = {}
        for box in self.grid.boxes:
            for row in range(box.row, box.row + box.rows):
                key = (Qt.Orientation.Vertical, row - self.grid.heading_rows)
                if box.column < self.grid.label_columns and row >= self.grid.heading_rows:
                    labels[key] = f"{labels[key]} {box.text}" if key in labels else box.text
        return labels

    def _column_labels(self) -> dict[tuple[Qt.Orientation, int], str]:
        labels: dict[tuple[Qt.Orientation, int], str] = {}
        for box in self.grid.boxes:
            if box.role is not Role.COLUMN_HEAD or box.row >= self.grid.heading_rows:
                continue
            for column in range(box.column, box.column + box.columns):
                key = (Qt.Orientation.Horizontal, column - self.grid.label_columns)
                labels[key] = f"{labels[key]} {box.text}" if key in labels else box.text
        return labels
