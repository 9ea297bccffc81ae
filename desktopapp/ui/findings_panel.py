"""What the checks found, the gravest first, what can be done about it, and the 口径 of the row in which the cursor stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktopapp.core.checks import Finding
from desktopapp.ui.cell_card import CellCard
from desktopapp.ui.document import Document
from desktopapp.ui.findings_list import FINDING_ROLE, FindingsList
from desktopapp.ui.guidance_panel import GuidancePanel
from desktopapp.ui.kind_chips import KindChips
from desktopapp.ui.panel import Panel
from desktopapp.ui.reason_line import Answers
from desktopapp.ui.theme import SPACE, Theme, mute


class FindingsPanel(Panel):
    """Findings above, the cursor's cell and its 口径 below. `chosen` carries the finding that was clicked, `row_chosen` the first
    cell of a row whose 口径 was searched for or a place that was mended, `rule_wanted` a rule's number."""

    chosen = Signal(object)
    rule_wanted = Signal(str)
    row_chosen = Signal(str)

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE, 1, SPACE)
        layout.setSpacing(SPACE // 2)
        self._nothing = mute(QLabel("没有发现问题", self))
        self._nothing.setContentsMargins(SPACE, 0, SPACE, 0)
        self.kinds = KindChips(theme, self)
        above = QWidget(self)  # list and answers share one room, so that nothing below them moves from finding to finding
        self.list = FindingsList(document, theme, above)
        self.answers = Answers(document, theme, above)
        self.cell = CellCard(document, theme, self)
        self.guidance = GuidancePanel(document.report.form, self)
        shared = QVBoxLayout(above)
        shared.setContentsMargins(0, 0, 0, 0)
        shared.setSpacing(SPACE // 2)
        shared.addWidget(self.list, 1)
        shared.addWidget(self.answers)
        inset = QVBoxLayout()
        inset.setContentsMargins(SPACE, 0, SPACE // 2, 0)
        inset.addWidget(self.kinds)
        layout.addLayout(inset)
        for widget in (above, self.guidance):  # by their shares alone, whatever they would like to have
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        for widget, stretch in (
            *((self._nothing, 0), (above, 3), (_line(self), 0)),
            *((self.cell, 0), (_line(self), 0), (self.guidance, 2)),
        ):
            layout.addWidget(widget, stretch)
        self._connect()
        self._count()

    def _connect(self) -> None:
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.rule_wanted.connect(lambda finding: self.rule_wanted.emit(finding.rule))
        self.list.selectionModel().currentChanged.connect(self._show_answers)
        self.list.rows.modelReset.connect(self._show_answers)
        self.kinds.chosen.connect(self.list.rows.show_only)
        self.answers.mended.connect(self.row_chosen)
        self.guidance.chosen.connect(self.row_chosen)
        for signal in (self._document.changed, self._document.checking.read):
            signal.connect(self._count)
            signal.connect(self._show_answers)

    def show_cell(self, address: str) -> None:
        """Show the cell in which the cursor stands, empty for none, and the 口径 of its row."""
        self.cell.show_cell(address)
        cell = self._document.report.form.cells.get(address)
        self.guidance.show_row(cell.row if cell else None)

    def _show_answers(self, *_: object) -> None:
        self.answers.show_finding(self.list.finding)

    def _count(self, *_: object) -> None:
        findings = self._document.findings
        self.kinds.count(findings)
        self._nothing.setVisible(not findings)

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if isinstance(finding, Finding):
            self.chosen.emit(finding)


def _line(parent: QWidget) -> QFrame:
    """A thin line between two matters."""
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line
