"""What the checks found as a list, the gravest first: each with the likely cause, the mend and the reason given for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktopapp.core.checks import SEVERITY_WORDS, Finding, Severity
from desktopapp.ui.document import Document
from desktopapp.ui.state_list import paint_focus
from desktopapp.ui.theme import SPACE, Theme
from desktopapp.ui.words import WRAP, Words, breakable

FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
EXPLAINED = "已说明"
Index = QModelIndex | QPersistentModelIndex


def kind(finding: Finding) -> str:
    """What a finding is called in the list: 阻断, 需说明, 已说明, 提示, 无法核对."""
    return EXPLAINED if finding.reason else SEVERITY_WORDS[finding.severity]


def in_one(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as they are listed: what several rules could not check for one reason is said once, with all their numbers."""
    listed = list(findings)
    rules: dict[str, list[str]] = {}
    for finding in listed:
        if finding.severity is Severity.UNCHECKED and not finding.cells:
            rules.setdefault(finding.message, []).append(finding.rule)
    several = {message: numbers for message, numbers in rules.items() if len(numbers) > 1}
    found: list[Finding] = []
    for finding in listed:
        numbers = several.get(finding.message)
        if numbers is None or finding.severity is not Severity.UNCHECKED:
            found.append(finding)
        elif finding.rule == numbers[0]:
            found.append(finding._replace(message=f"{finding.message}（{'、'.join(numbers)}，共{len(numbers)}条规则）"))
    return found


class FindingsModel(QAbstractListModel):
    """The findings by gravity; of one kind alone where `only` names it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._only = document, ""
        self.findings: list[Finding] = []
        self._follow()
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.findings):
            return None
        finding = self.findings[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: finding.message,
            Qt.ItemDataRole.AccessibleTextRole: "，".join((kind(finding), finding.rule, *(line.words for line in said(finding)))),
            FINDING_ROLE: finding,
        }
        return answers.get(role)

    def show_only(self, wanted: str) -> None:
        """Show the findings of one kind, by its name; all where it is blank."""
        self._only = wanted
        self._follow()

    def _follow(self, *_: object) -> None:
        new = [finding for finding in in_one(self._document.findings) if not self._only or kind(finding) == self._only]
        if [finding._replace(where=None) for finding in new] == [finding._replace(where=None) for finding in self.findings]:
            self.findings = new  # a text before them was edited: nothing is to be seen of that
            return
        self.beginResetModel()
        self.findings = new
        self.endResetModel()

    def index_of(self, wanted: Finding) -> QModelIndex:
        """Where the finding of that name stands, or, where its text has moved, the one that says the same; invalid when it is gone."""
        for same in (lambda one: one.key == wanted.key, lambda one: (one.rule, one.message) == (wanted.rule, wanted.message)):
            for row, finding in enumerate(self.findings):
                if same(finding):
                    return self.index(row)
        return QModelIndex()


class _Line(NamedTuple):
    """Words of a row, and by what colour of the theme."""

    words: str
    colour: str


def said(finding: Finding) -> Iterator[_Line]:
    """The message, what is probably wrong, what one key would do about it, and the reason that answers it."""
    yield _Line(finding.message, "text")
    if finding.cause:
        yield _Line(f"差在哪里：{finding.cause}", "muted")
    if finding.fix:
        yield _Line(f"可改：{finding.fix.words}", "accent")
    if finding.reason:
        yield _Line(f"理由：{finding.reason}", "muted")


class FindingDelegate(QStyledItemDelegate):
    """A finding: severity and rule on the first line, its words below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._words = Words(view.font())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding = cast(Finding, index.data(FINDING_ROLE))
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        theme = self._theme
        painter.save()
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(area, QColor(theme.accent_soft))
            paint_focus(painter, area, self._view, theme)
        self._paint_head(painter, area, finding)
        inner = _inner(area)
        top = inner.top() + self._words.line + 6
        for line in said(finding):
            words, height = breakable(line.words), self._height(line, inner.width())
            painter.setPen(QColor(getattr(theme, line.colour)))
            painter.drawText(QRect(inner.left(), top, inner.width(), height), WRAP, words)
            top += height
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _paint_head(self, painter: QPainter, area: QRect, finding: Finding) -> None:
        theme = self._theme
        colour, soft = {
            Severity.BLOCK: (theme.block, theme.block_soft),
            Severity.EXPLAIN: (theme.explain, theme.explain_soft),
            Severity.HINT: (theme.hint, theme.heading),
            Severity.UNCHECKED: (theme.hint, theme.heading),
        }[finding.severity]
        chip = self._chip(area, finding)
        painter.fillRect(chip, QColor(soft))
        painter.setPen(QColor(colour))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), kind(finding))
        rule = self.rule_area(area, finding)
        painter.setPen(QColor(theme.accent))
        painter.drawText(rule, int(Qt.AlignmentFlag.AlignVCenter), finding.rule)
        painter.drawLine(rule.left(), rule.bottom() - 1, rule.right(), rule.bottom() - 1)

    def _chip(self, area: QRect, finding: Finding) -> QRect:
        inner = _inner(area)
        return QRect(inner.left(), inner.top(), self._words.width(kind(finding)) + 10, self._words.line + 2)

    def rule_area(self, area: QRect, finding: Finding) -> QRect:
        """Where the rule's number stands in a row, which is a way into the rule book."""
        chip = self._chip(area, finding)
        return QRect(chip.right() + SPACE, chip.top(), self._words.width(finding.rule), chip.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self._words = self._words.of(self._view.font())
        width = self._view.viewport().width()
        height = sum(self._height(line, width - 2 * SPACE) for line in said(cast(Finding, index.data(FINDING_ROLE))))
        return QSize(width, height + self._words.line + 6 + 2 * SPACE)

    def _height(self, line: _Line, width: int) -> int:
        return self._words.height(breakable(line.words), width)


def _inner(area: QRect) -> QRect:
    return area.adjusted(SPACE, SPACE - 2, -SPACE, -SPACE + 2)


class FindingsList(QListView):
    """The findings as a list whose rows keep their height right when its width changes. `rule_wanted` carries the finding whose rule's
    number was clicked."""

    rule_wanted = Signal(object)

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName("核对结果")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.rows = FindingsModel(document, self)
        self.setModel(self.rows)
        self._delegate = FindingDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self._chosen: Finding | None = None  # it stays current when the list changes around it
        self._row = -1  # where it stood last
        self.selectionModel().currentChanged.connect(self._remember)
        self.rows.modelReset.connect(self._come_back)

    @property
    def finding(self) -> Finding | None:
        """The current finding."""
        finding = self.currentIndex().data(FINDING_ROLE)
        return finding if isinstance(finding, Finding) else None

    def step(self, rows: int) -> Finding | None:
        """Make the next or last finding current, going round; where the current one is gone, the next is the one in its place."""
        count, current = self.rows.rowCount(), self.currentIndex().row()
        if not count:
            return None
        if current < 0:
            current = max(self._row, 0) - (rows > 0)
        self.setCurrentIndex(self.rows.index((current + rows) % count))
        return self.finding

    def _remember(self, index: QModelIndex) -> None:
        if index.isValid():
            self._chosen, self._row = cast(Finding, index.data(FINDING_ROLE)), index.row()

    def _come_back(self) -> None:
        index = self.rows.index_of(self._chosen) if self._chosen else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # what can be done about it takes room below it

    # the rule's number leads into the rule book

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._number_at(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.rule_wanted.emit(index.data(FINDING_ROLE))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._number_at(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _number_at(self, point: QPoint) -> QModelIndex:
        index = self.indexAt(point)
        finding = index.data(FINDING_ROLE)
        on_it = isinstance(finding, Finding) and self._delegate.rule_area(self.visualRect(index), finding).contains(point)
        return index if on_it else QModelIndex()
