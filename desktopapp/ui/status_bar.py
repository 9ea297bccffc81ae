"""The bar at the foot of the window: the verdict, the selection added up, whether the work is on disk, work going on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from desktopapp.core import checks, number, progress
from desktopapp.ui.document import Document
from desktopapp.ui.theme import SPACE, Theme, bold_font, mute, tint


class StatusBar(QStatusBar):
    """Says how the document stands."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._verdict = QLabel(self)
        self._verdict.setObjectName("verdict")
        self._verdict.setContentsMargins(SPACE, 0, SPACE, 0)
        self._selection = mute(QLabel(self))
        self._selection.setObjectName("selection")
        self._saved = mute(QLabel(self))
        self._saved.setObjectName("saved")
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setMaximumWidth(120)
        self._busy.setAccessibleName("正在导出")
        self._busy.hide()
        self.addWidget(self._verdict)
        for widget in (self._busy, self._selection, self._saved):
            self.addPermanentWidget(widget)

    def show_standing(self, theme: Theme) -> None:
        """The verdict in one sentence, with a sign beside its colour, and whether the work is on disk."""
        findings = self._document.findings
        blocked = checks.blocks(findings)
        wanting = any(finding.open for finding in findings)
        sign, colour = ("！", theme.block) if blocked else ("？", theme.explain) if wanting else ("✓", theme.done)
        self._verdict.setFont(bold_font())
        self._verdict.setText(f"{sign} {progress.verdict(self._document.report, findings)}")
        tint(self._verdict, colour)
        reading = self._document.holder is not None
        self._saved.setText(
            "只能看，不能改动" if reading else "有改动未保存" if self._document.modified else "已保存" if self._document.path else ""
        )

    def show_selection(self, addresses: Sequence[str]) -> None:
        """Sum, count and average of the selected cells, from two cells on."""
        numbers = [value for address in addresses if (value := self._document.report.value(address)) is not None]
        if len(addresses) < 2 or not numbers:
            self._selection.setText("")
            return
        total = sum(numbers, Decimal(0))
        average = number.write((total / len(numbers)).quantize(Decimal("0.01")).normalize() + 0)
        self._selection.setText(f"求和 {number.write(total)}　计数 {len(numbers)}　平均 {average}")

    def show_busy(self, busy: bool) -> None:
        """Whether work goes on beside the window."""
        self._busy.setVisible(busy)
