"""全部填零 asks once: 本年度确无此项? Who confirms it is remembered on this computer and written into the record."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget


class ZerosDialog(QDialog):
    """`title` is the table's, `count` its blank cells, `person` who confirmed last time."""

    def __init__(self, title: str, count: int, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("全部填零")
        self.setMinimumWidth(440)
        words = QLabel(f"“{title}”中还有{count}格没有填，将全部填0。已填的数不变；一次撤销可以全部退回。", self)
        words.setWordWrap(True)
        self.confirmed = QCheckBox("这些项目本年度确无发生(&S)", self)
        self.person = QLineEdit(person, self)
        self.person.setPlaceholderText("姓名，记入办理记录")
        form = QFormLayout(self)
        form.addRow(words)
        form.addRow(self.confirmed)
        form.addRow("确认人(&P)", self.person)
        buttons = QDialogButtonBox(self)
        self.fill = buttons.addButton("填零", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.confirmed.toggled.connect(self._allow)
        self.person.textChanged.connect(self._allow)
        self.confirmed.setFocus()
        self._allow()

    def _allow(self, *_: object) -> None:
        self.fill.setEnabled(self.confirmed.isChecked() and bool(self.person.text().strip()))
