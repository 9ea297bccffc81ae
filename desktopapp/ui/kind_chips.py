"""The kinds of findings with how many there are of each; one of them can be chosen, so that a few grave ones do not drown among many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktopapp.core.checks import SEVERITY_WORDS, Finding
from desktopapp.ui.findings_list import EXPLAINED, in_one, kind
from desktopapp.ui.theme import SPACE, Theme, bold_font

_ALL = ""
_KINDS = (_ALL, *list(SEVERITY_WORDS.values())[:2], EXPLAINED, *list(SEVERITY_WORDS.values())[2:])


class Chip(QAbstractButton):
    """One kind. The chosen one is bold and underlined; its colour alone says nothing."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._theme = name, theme
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + SPACE + 4, metrics.height() + SPACE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row of chips knows which of them are shown
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(0, 0, self.width(), self.height()).adjusted(1, 1, -1, -2)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent_soft if self.isChecked() else theme.surface))
        painter.drawRoundedRect(area, 4, 4)
        font = bold_font() if self.isChecked() else self.font()
        painter.setFont(font)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.isChecked():
            painter.fillRect(area.adjusted(4, area.height() - 2, -4, 0), QColor(theme.accent))
        painter.end()


class KindChips(QWidget):
    """全部, 阻断, 需说明, 已说明, 提示, 无法核对: those that there are. `chosen` carries the kind's name, blank for all."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts: Counter[str] = Counter()
        self.chips = {name: Chip(name, theme, self) for name in _KINDS}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for name, chip in self.chips.items():
            chip.setObjectName(f"only_{name or '全部'}")
            chip.toggled.connect(lambda checked, name=name: self.chosen.emit(name) if checked else None)
        self.chips[_ALL].setChecked(True)

    def count(self, findings: Iterable[Finding]) -> None:
        """Show how many there are of each kind; where the chosen one has none left, all are shown."""
        counts = Counter(map(kind, in_one(findings)))
        counts[_ALL] = counts.total()
        if counts == self._counts:
            return
        self._counts = counts
        for name, chip in self.chips.items():
            words = name or "全部"
            chip.setText(f"{words} {counts[name]}")
            chip.setAccessibleName(f"只看{words}，{counts[name]}条" if name else f"全部{counts[name]}条")
            chip.setVisible(bool(counts[name]))
            if chip.isChecked() and not counts[name]:
                self.chips[_ALL].setChecked(True)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from kind to kind, as in every row of choices."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        shown = [chip for chip in self.chips.values() if not chip.isHidden()]
        here = next((place for place, chip in enumerate(shown) if chip.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        chip = shown[(here + step) % len(shown)]
        chip.setFocus()
        chip.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """From left to right, in as many rows as the width asks for."""
        x = y = height = 0
        for chip in self.chips.values():
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            height = size.height()
            if x and x + size.width() > self.width():
                x, y = 0, y + height
            chip.setGeometry(x, y, size.width(), height)
            x += size.width() + 3
        self.setFixedHeight(y + height)
