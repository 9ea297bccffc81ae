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
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktopapp.core.checks import SEVERITY_WORDS, Finding, Severity
from desktopapp.core.form import Row
from desktopapp.core.report import Entry
from desktopapp.ui.document import Document
from desktopapp.ui.panel import Panel
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
        inner = area.adjusted(SPACE, SPACE - 2, -SPACE, -SPACE + 2)
        words = SEVERITY_WORDS[finding.severity]
        chip = QRect(inner.left(), inner.top(), metrics.horizontalAdvance(words) + 10, metrics.height() + 2)
        painter.fillRect(chip, QColor(soft))
        painter.setPen(QColor(colour))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setPen(QColor(theme.muted))
        painter.drawText(chip.translated(chip.width() + SPACE, 0), int(Qt.AlignmentFlag.AlignVCenter), finding.rule)
        painter.setPen(QColor(theme.text))
        painter.drawText(inner.adjusted(0, metrics.height() + 6, 0, 0), WRAP, breakable(finding.message))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self._words = self._words.of(self._view.font())
        width = self._view.viewport().width()
        return QSize(width, self._words.height(breakable(str(index.data())), width - 2 * SPACE) + self._words.line + 6 + 2 * SPACE)


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class FindingsPanel(Panel):
    """Findings above, 口径 below. `chosen` carries the finding that was clicked."""

    chosen = Signal(object)

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE, 1, SPACE)
        layout.setSpacing(SPACE // 2)
        heading = _label("核对结果", self, heading=True)
        self._counts = _label("", self)
        self.list = FindingsList(document, theme, self)
        self._fix = QPushButton(self)
        self._fix.hide()
        self._guidance_heading = _label("口径", self, heading=True)
        self._guidance = _label("把光标放到一格，这里说明这一行计什么、不计什么。", self)
        self._guidance.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._guidance.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._guidance)
        scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._guidance.setBackgroundRole(QPalette.ColorRole.Base)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget, stretch in ((heading, 0), (self._counts, 0), (self.list, 3), (self._fix, 0), (self._guidance_heading, 0), (scroll, 2)):
            layout.addWidget(widget, stretch)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._offer_fix)
        self._fix.clicked.connect(self._apply_fix)
        document.changed.connect(self._count)
        self._count()

    def show_guidance(self, row: Row | None) -> None:
        """Show the 口径 of a row."""
        if row is None or not (row.guidance.counts or row.guidance.excludes):
            return
        words = row.guidance
        lines = [("计：", words.counts), ("不计：", words.excludes), ("常见错误：", words.mistake), ("出处：", words.source)]
        self._guidance_heading.setText(f"口径　{row.label[-1] if row.label else ''}".strip())
        self._guidance.setText("\n".join(f"{name}{text}" for name, text in lines if text))

    def _count(self, *_: object) -> None:
        counts = Counter(finding.severity for finding in self._document.findings)
        words = [f"{SEVERITY_WORDS[severity]} {counts[severity]}" for severity in Severity if counts[severity]]
        self._counts.setText("　".join(words) or "没有发现问题")
        self._fix.hide()

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if isinstance(finding, Finding):
            self.chosen.emit(finding)

    def _offer_fix(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        fix = finding.fix if isinstance(finding, Finding) else None
        self._fix.setVisible(fix is not None)
        self._fix.setText(fix.words if fix else "")

    def _apply_fix(self) -> None:
        finding = self.list.currentIndex().data(FINDING_ROLE)
        if isinstance(finding, Finding) and finding.fix:
            self._document.put({place: Entry(raw) for place, raw in finding.fix.entries.items()}, finding.fix.words)


def _label(text: str, parent: QWidget, heading: bool = False) -> QLabel:
    label = QLabel(text, parent)
    if heading:
        label.setFont(bold_font(label.font()))
    else:
        mute(label)
    label.setWordWrap(True)
    label.setContentsMargins(SPACE, 0, SPACE, 0)
    return label
