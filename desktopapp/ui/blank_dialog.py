"""打印空白表: which tables, or which of their rows, are handed to the 科室 that supply the numbers, and as what kind of file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktopapp.core.form import Form, Table

_ROWS = Qt.ItemDataRole.UserRole
_KINDS = {"Word": ".docx", "PDF": ".pdf", "Excel": ".xlsx"}


class BlankDialog(QDialog):
    """`suffix` is the kind of file that was chosen, `rows` the beginnings of the chosen rows' addresses, none for the whole form."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("空白表")
        self.resize(520, 560)
        self.suffix = ""
        words = QLabel("勾选要发给科室填的表或者行。填好的 Excel 用“导入以前的年报”读回来，选“只填入读到的数”。", self)
        words.setWordWrap(True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("要填的行")
        self.tree.setHeaderHidden(True)
        self._tables = [_table(form, table) for table in form.tables.values()]
        self.tree.addTopLevelItems(self._tables)
        buttons = QDialogButtonBox(self)
        self.buttons = {kind: buttons.addButton(f"导出 {kind}…", QDialogButtonBox.ButtonRole.AcceptRole) for kind in _KINDS}
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _=False, suffix=_KINDS[kind]: self._accept(suffix))
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.tree, buttons):
            layout.addWidget(widget)
        self.tree.itemChanged.connect(self._allow)
        self.tree.setFocus()

    @property
    def rows(self) -> list[str]:
        """What was chosen."""
        if all(table.checkState(0) is Qt.CheckState.Checked for table in self._tables):
            return []
        chosen: list[str] = []
        for table in self._tables:
            if table.checkState(0) is Qt.CheckState.Checked:
                chosen.append(str(table.data(0, _ROWS)))
            else:
                chosen += [str(row.data(0, _ROWS)) for row in _rows(table) if row.checkState(0) is Qt.CheckState.Checked]
        return chosen

    def _accept(self, suffix: str) -> None:
        self.suffix = suffix
        self.accept()

    def _allow(self, *_: object) -> None:
        some = any(table.checkState(0) is not Qt.CheckState.Unchecked for table in self._tables)
        for button in self.buttons.values():
            button.setEnabled(some)


def _table(form: Form, table: Table) -> QTreeWidgetItem:
    """A table with its rows, all chosen; a table of one row stands for it."""
    item = QTreeWidgetItem([form.part(table.key).heading])
    item.setData(0, _ROWS, table.key)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked)
    for row in (row for block in table.blocks for row in block.rows if row.label):
        child = QTreeWidgetItem(item, [" ".join(row.label)])
        child.setData(0, _ROWS, table.address(row.key, ""))
        child.setFlags(child.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        child.setCheckState(0, Qt.CheckState.Checked)
    item.setExpanded(False)
    return item


def _rows(table: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [row for position in range(table.childCount()) if (row := table.child(position)) is not None]
