"""说明理由: why a finding that wants a reason is right all the same, written below the list of findings."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktopapp.core.checks import Finding, Severity, reasons
from desktopapp.ui.document import Document


class ReasonLine(QLineEdit):
    """The reason for one finding; Enter or leaving the line puts it into the report, as one undo step."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._finding: Finding | None = None
        self.setObjectName("reason")
        self.setAccessibleName("说明理由")
        self.setToolTip("写明为什么数字无误；理由随项目保存，印在送审稿的核对表上")
        self.editingFinished.connect(self._give)
        self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        """Show the reason given for a finding; only 需说明 can be given one."""
        self._finding = finding if finding is not None and finding.severity is Severity.EXPLAIN else None
        known, answers = reasons.known(self._document.report, self._finding) if self._finding else ("", False)
        self.setReadOnly(self._finding is None or self._document.report.locked)
        self.setText(known if answers else "")
        if self._finding is None:
            self.setPlaceholderText("选中一条“需说明”，在这里写理由")
        else:
            self.setPlaceholderText(f"上次的理由：{known}" if known else "说明理由，回车记下")

    def _give(self) -> None:
        finding = self._finding
        if finding is None or self.isReadOnly():
            return
        _, answers = reasons.known(self._document.report, finding)
        if self.text().strip() or answers:
            self._document.put({reasons.place(finding): reasons.given(finding, self.text())}, "说明理由")
