"""A search over everything that a 活数字 can say; Enter takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktopapp.core import fields
from desktopapp.core.field_index import searched
from desktopapp.core.report import Report
from desktopapp.ui.theme import SPACE, mute

_MOST = 60  # lines; who needs more types another word
_THROUGH = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FieldChooser(QDialog):
    """Accepted, `field` is what stands between the braces of the field that was chosen."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ""
        self._report = report
        self.setWindowTitle("插入活数字")
        self.resize(520, 380)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.typed = QLineEdit(self)
        self.typed.setObjectName("field_search")
        self.typed.setAccessibleName("按名称查找格子")
        self.typed.setPlaceholderText("输入名称里的字，例如：新收　自然人")
        self.list = QListWidget(self)
        self.list.setObjectName("field_list")
        self.list.setAccessibleName("可以插入的数")
        layout.addWidget(self.typed)
        layout.addWidget(self.list, 1)
        layout.addWidget(mute(QLabel("插入的数跟着表格变，导出时是普通的数字。回车插入，Esc 取消。", self)))
        self.typed.textChanged.connect(self._search)
        self.typed.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.typed.installEventFilter(self)
        self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _THROUGH:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self.list.clear()
        for entry in searched(self._report.form, self.typed.text())[:_MOST]:
            item = QListWidgetItem(f"{entry.words}　{fields.value(entry.field, self._report.value)}")
            item.setData(Qt.ItemDataRole.UserRole, entry.field)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, *_: object) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.field = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
