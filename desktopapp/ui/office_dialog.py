"""本单位资料: filled in once, kept on this computer, offered for every new report."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from desktopapp.core.organ import deadline
from desktopapp.ui.kind_box import KindBox
from desktopapp.ui.settings import Office

_LINES = {"name": "单位名称", "address": "地址", "telephone": "电话", "roles": "审签角色", "deadline": "本地报送期限"}


class OfficeDialog(QDialog):
    """The office's own facts."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("本单位资料")
        self.setMinimumWidth(460)
        self._before = office
        form = QFormLayout(self)
        self._lines = {key: QLineEdit(getattr(office, key), self) for key in _LINES}
        self._kind = KindBox(self)
        self._kind.choose(office.kind)
        self.setTabOrder(self._lines["name"], self._kind)
        self.setTabOrder(self._kind, self._lines["address"])
        self._lines["deadline"].setPlaceholderText("当地通知要求的日期，如 01-25；没有就不填")
        self._lines["roles"].setToolTip("用顿号隔开，打印审签单时用")
        form.addRow(_LINES["name"], self._lines["name"])
        form.addRow("单位类型", self._kind)
        for key in ("address", "telephone", "roles", "deadline"):
            form.addRow(_LINES[key], self._lines[key])
        self._fault = QLabel(self)
        form.addRow("", self._fault)
        buttons = QDialogButtonBox(self)
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept_if_right)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    @property
    def office(self) -> Office:
        """What was entered."""
        return self._before.having(kind=self._kind.kind, **{key: line.text().strip() for key, line in self._lines.items()})

    def _accept_if_right(self) -> None:
        try:
            deadline("", 2024, self._lines["deadline"].text().strip())
        except ValueError:
            self._fault.setText("报送期限读不懂，请按 01-25 的样子填写“月-日”。")
            return
        self.accept()
