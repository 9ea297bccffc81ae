"""口径: what a row counts, what it does not, the usual mistake and the source; all rows can be searched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktopapp.core.form import Form, Guidance, Row
from desktopapp.ui.theme import SPACE, bold_font, mute

_EMPTY = "把光标放到一格，这里说明这一行计什么、不计什么。"


class GuidancePanel(QWidget):
    """The 口径 of one row, or what a search found. `chosen` carries the address of the first cell of a row that was found."""

    chosen = Signal(str)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {
            table.address(row.key, block.columns[0].key): (row.label[-1] if row.label else form.part(table.key).title, row)
            for table in form.tables.values()
            for block in table.blocks
            for row in block.rows
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        self._heading = QLabel("口径", self)
        self._heading.setFont(bold_font())
        self._heading.setWordWrap(True)
        self.search = QLineEdit(self)
        self.search.setObjectName("guidance_search")
        self.search.setAccessibleName("查口径")
        self.search.setPlaceholderText("查口径，如：国家秘密、补正（F1）")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._words = mute(QLabel(_EMPTY, self))
        self._words.setObjectName("guidance_words")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(self)
        scroll.setAccessibleName("口径")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._words)
        for widget in (scroll, self._words):
            widget.setBackgroundRole(QPalette.ColorRole.Base)
        self.found = QListWidget(self)
        self.found.setObjectName("guidance_found")
        self.found.setAccessibleName("找到的口径")
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setWordWrap(True)
        self._shown = QStackedWidget(self)
        self._shown.addWidget(scroll)
        self._shown.addWidget(self.found)
        for widget, stretch in ((self._heading, 0), (self.search, 0), (self._shown, 1)):
            layout.addWidget(widget, stretch)
        self.search.textChanged.connect(self._find)
        self.found.itemActivated.connect(self._choose)
        self.found.itemClicked.connect(self._choose)

    def hasHeightForWidth(self) -> bool:
        """Its height is the share that it is given, however its heading wraps."""
        return False

    def show_row(self, wanted: Row | None) -> None:
        """Show the 口径 of a row; none leaves what is shown."""
        for name, row in self._rows.values():
            if row is wanted:
                self._show(name, row.guidance)

    def begin_search(self) -> None:
        """Put the cursor into the search line."""
        self.search.setFocus()
        self.search.selectAll()

    def _show(self, name: str, words: Guidance) -> None:
        lines = [("计：", words.counts), ("不计：", words.excludes), ("常见错误：", words.mistake), ("出处：", words.source)]
        self._heading.setText(f"口径　{name}")
        self._words.setText("\n".join(f"{name}{text}" for name, text in lines if text))

    def _find(self, text: str) -> None:
        wanted = text.split()
        self.found.clear()
        for address, (name, row) in self._rows.items():
            everything = " ".join((name, *row.label, *row.guidance))
            if wanted and all(word in everything for word in wanted):
                item = QListWidgetItem(name, self.found)
                item.setData(Qt.ItemDataRole.UserRole, address)
        if wanted and not self.found.count():
            item = QListWidgetItem("没有找到，换个词试试", self.found)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._shown.setCurrentIndex(1 if wanted else 0)

    def _choose(self, item: QListWidgetItem) -> None:
        address = str(item.data(Qt.ItemDataRole.UserRole) or "")
        if address:
            self.search.clear()
            self.show_row(self._rows[address][1])
            self.chosen.emit(address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search line ↓ and Enter go to what was found, Esc takes the search back."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.count() and self.search.text():
                self.found.setCurrentRow(0)
                if key == Qt.Key.Key_Down:
                    self.found.setFocus()
                else:
                    self._choose(self.found.item(0))
                return True
        return super().eventFilter(watched, event)
