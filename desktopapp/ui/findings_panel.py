"""What the checks found, the gravest first, and the 口径 of the row in which the cursor stands."""

from __future__ import annotations

from collections import Counter
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktopapp.core.checks import SEVERITY_WORDS, Finding, Severity
from desktopapp.ui.cell_card import CellCard
from desktopapp.ui.document import Document
from desktopapp.ui.guidance_panel import GuidancePanel
from desktopapp.ui.panel import Panel
from desktopapp.ui.reason_line import ReasonLine
from desktopapp.ui.state_list import paint_focus
from desktopapp.ui.theme import SPACE, Theme, bold_font, mute
from desktopapp.ui.words import WRAP, Words, breakable

FINDING_ROLE = Qt.ItemDataRole.UserRole + 1


class FindingsModel(QAbstractListModel):
    """The findings, by gravity."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.findings: list[Finding] = []
        self._follow()
        document.changed.connect(self._follow)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.findings):
            return None
        finding = self.findings[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: finding.message,
            Qt.ItemDataRole.AccessibleTextRole: f"{SEVERITY_WORDS[finding.severity]}，{finding.rule}，{finding.message}",
            FINDING_ROLE: finding,
        }
        return answers.get(role)

    def _follow(self, *_: object) -> None:
        if self._document.findings != self.findings:
            self.beginResetModel()
            self.findings = self._document.findings
            self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """Where the finding of that name stands; invalid when it is gone."""
        return next((self.index(row) for row, finding in enumerate(self.findings) if finding.key == key), QModelIndex())


class FindingDelegate(QStyledItemDelegate):
    """A finding: severity and rule on the first line, the message below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._words = Words(view.font())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        finding = cast(Finding, index.data(FINDING_ROLE))
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        theme, metrics = self._theme, painter.fontMetrics()
        colour, soft = {
            Severity.BLOCK: (theme.block, theme.block_soft),
            Severity.EXPLAIN: (theme.explain, theme.explain_soft),
            Severity.HINT: (theme.hint, theme.heading),
            Severity.UNCHECKED: (theme.hint, theme.heading),
        }[finding.severity]
        painter.save()
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(area, QColor(theme.accent_soft))
            paint_focus(painter, area, self._view, theme)
        inner = area.adjusted(SPACE, SPACE - 2, -SPACE, -SPACE + 2)
        words = "已说明" if finding.reason else SEVERITY_WORDS[finding.severity]
        chip = QRect(inner.left(), inner.top(), metrics.horizontalAdvance(words) + 10, metrics.height() + 2)
        painter.fillRect(chip, QColor(soft))
        painter.setPen(QColor(colour))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setPen(QColor(theme.muted))
        painter.drawText(chip.translated(chip.width() + SPACE, 0), int(Qt.AlignmentFlag.AlignVCenter), finding.rule)
        painter.setPen(QColor(theme.text))
        painter.drawText(inner.adjusted(0, metrics.height() + 6, 0, 0), WRAP, breakable(_said(finding)))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self._words = self._words.of(self._view.font())
        width = self._view.viewport().width()
        said = _said(cast(Finding, index.data(FINDING_ROLE)))
        return QSize(width, self._words.height(breakable(said), width - 2 * SPACE) + self._words.line + 6 + 2 * SPACE)


def _said(finding: Finding) -> str:
    """The message, and the reason that answers it."""
    return f"{finding.message}\n理由：{finding.reason}" if finding.reason else finding.message


class FindingsList(QListView):
    """The findings as a list whose rows keep their height right when its width changes."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName("核对结果")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(FindingsModel(document, self))
        self.setItemDelegate(FindingDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

        self._key = ""  # of the current finding; it stays current when the list changes around it
        self.selectionModel().currentChanged.connect(self._remember)
        self.model().modelReset.connect(self._come_back)

    def _remember(self, index: QModelIndex) -> None:
        if index.isValid():
            self._key = cast(Finding, index.data(FINDING_ROLE)).key

    def _come_back(self) -> None:
        index = cast(FindingsModel, self.model()).index_of(self._key)
        if index.isValid():
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class FindingsPanel(Panel):
    """Findings above, the cursor's cell and its 口径 below. `chosen` carries the finding that was clicked, `row_chosen` the first
    cell of a row whose 口径 was searched for."""

    chosen = Signal(object)
    row_chosen = Signal(str)

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE, 1, SPACE)
        layout.setSpacing(SPACE // 2)
        heading = QLabel("核对结果", self)
        heading.setFont(bold_font())
        self._counts = mute(QLabel(self))
        self._counts.setWordWrap(True)
        for label in (heading, self._counts):
            label.setContentsMargins(SPACE, 0, SPACE, 0)
        self.list = FindingsList(document, theme, self)
        self.reason = ReasonLine(document, self)
        self.cell = CellCard(document, self)
        self.guidance = GuidancePanel(document.report.form, self)
        for widget, stretch in ((heading, 0), (self._counts, 0), (self.list, 3)):
            layout.addWidget(widget, stretch)
        inset = QVBoxLayout()
        inset.setContentsMargins(SPACE, 0, SPACE, 0)
        inset.addWidget(self.reason)
        layout.addLayout(inset)
        for widget, stretch in ((_line(self), 0), (self.cell, 0), (_line(self), 0), (self.guidance, 2)):
            layout.addWidget(widget, stretch)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda index: self.reason.show_finding(index.data(FINDING_ROLE)))
        self.guidance.chosen.connect(self.row_chosen)
        document.changed.connect(self._count)
        self._count()

    def show_cell(self, address: str) -> None:
        """Show the cell in which the cursor stands, empty for none, and the 口径 of its row."""
        self.cell.show_cell(address)
        cell = self._document.report.form.cells.get(address)
        self.guidance.show_row(cell.row if cell else None)

    def _count(self, *_: object) -> None:
        counts = Counter(finding.severity for finding in self._document.findings if not finding.reason)
        explained = sum(bool(finding.reason) for finding in self._document.findings)
        words = [f"{SEVERITY_WORDS[severity]} {counts[severity]}" for severity in Severity if counts[severity]]
        words += [f"已说明 {explained}"] if explained else []
        self._counts.setText("　".join(words) or "没有发现问题")

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
