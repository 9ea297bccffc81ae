"""A step that is written into the record asks once: what is confirmed or why, and by whom. Who it was is remembered on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget


class SignDialog(QDialog):
    """`words` say what will happen, `act` is the button; `confirm` is a sentence to be ticked, `why` the name of a reason to be written.

    `person` is who signed last time.
    """

    def __init__(
        self, title: str, words: str, act: str, person: str, confirm: str = "", why: str = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        said = QLabel(words, self)
        said.setWordWrap(True)
        form = QFormLayout(self)
        form.addRow(said)
        self.confirmed = QCheckBox(f"{confirm}(&S)", self)
        self.why = QLineEdit(self)
        self.why.setAccessibleName(why)
        self.person = QLineEdit(person, self)
        self.person.setPlaceholderText("姓名，记入办理记录")
        for wanted, label, widget in ((confirm, "", self.confirmed), (why, f"{why}(&R)", self.why), ("person", "经办人(&P)", self.person)):
            if wanted:
                form.addRow(label, widget)
            else:
                widget.hide()
        buttons = QDialogButtonBox(self)
        self.act = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.confirmed.toggled.connect(self._allow)
        for line in (self.person, self.why):
            line.textChanged.connect(self._allow)
        self._confirm, self._why = bool(confirm), bool(why)
        (self.confirmed if confirm else self.why if why else self.person).setFocus(Qt.FocusReason.TabFocusReason)
        self._allow()

    def _allow(self, *_: object) -> None:
        lines = [line.text().strip() for line, wanted in ((self.person, True), (self.why, self._why)) if wanted]
        self.act.setEnabled(all(lines) and (self.confirmed.isChecked() or not self._confirm))
