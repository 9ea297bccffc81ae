"""查找和替换 over all texts of the report. It stays open beside the work; a replacement is one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktopapp.core import content
from desktopapp.core.searching import Hit, found, replaced
from desktopapp.ui.document import Document
from desktopapp.ui.theme import SPACE, mute


class FindDialog(QDialog):
    """`chosen` carries the Hit to go to."""

    chosen = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle("查找和替换")
        self.resize(480, 400)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.words = self._line("find_words", "查找", "查找哪些字")
        self.by = self._line("find_by", "替换为", "换成哪些字；不填就是删去")
        self.list = QListWidget(self)
        self.list.setObjectName("find_hits")
        self.list.setAccessibleName("找到的地方")
        self._count = mute(QLabel(self))
        self.one = self._button("替换这一处(&R)", self._replace_one)
        self.all = self._button("全部替换(&A)", self._replace_all)
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self.one)
        buttons.addWidget(self.all)
        layout.addWidget(self.words)
        layout.addWidget(self.by)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self._next)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        document.changed.connect(self._search)
        self._search()

    def look_for(self, words: str) -> None:
        """Begin with these words, as selected in a text."""
        if words:
            self.words.setText(words)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, name: str, told: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(told)
        line.setPlaceholderText(hint)
        return line

    def _button(self, words: str, act) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _search(self, *_: object) -> None:
        report, row = self._document.report, self.list.currentRow()
        self.list.clear()
        for hit in found(report, self.words.text()):
            item = QListWidgetItem(f"{content.name(report.form, hit.place)}　{hit.around}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(item)
        count = self.list.count()
        self.list.setCurrentRow(min(max(row, 0), count - 1))
        self._count.setText(f"找到{count}处" if count else "没有找到" if self.words.text() else "")
        for button in (self.one, self.all):
            button.setEnabled(bool(count) and not self._document.closed)

    def _hits(self) -> list[Hit]:
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def _next(self) -> None:
        """Go to the place that is current; again, to the next."""
        if self.list.count():
            self._go()
            self.list.setCurrentRow((self.list.currentRow() + 1) % self.list.count())

    def _go(self, *_: object) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _replace_one(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._replace([item.data(Qt.ItemDataRole.UserRole)])

    def _replace_all(self) -> None:
        self._replace(self._hits())

    def _replace(self, hits: Sequence[Hit]) -> None:
        words = f"替换{len(hits)}处“{self.words.text()}”"
        self._document.put(replaced(self._document.report, hits, self.by.text()), words)
