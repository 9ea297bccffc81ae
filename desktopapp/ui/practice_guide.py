"""练习: a bar above the work that says what to look for, ticks an error off when it is really mended, and shows the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktopapp.core import practice, progress
from desktopapp.ui.document import Document
from desktopapp.ui.panel import Panel
from desktopapp.ui.theme import SPACE, Theme, dress, heading_font, mute, tint

_END_WORDS = (
    "F5 审核、F8 下一处、回车和 Tab 换格、Delete 清除、Ctrl+Z 撤销、Ctrl+V 粘贴、看口径，您都用过了。"
    "填报自己的年报也是这样改。这份练习没有写到磁盘上。"
)
LOW = 32  # lines of text; in a lower window the guide is one row
_NEXT = "Alt+N"
_TICK = ((0.28, 0.52), (0.44, 0.68), (0.72, 0.34))  # in a disc of width 1


class Trail(QWidget):
    """A mark for each error: a tick when mended, a framed number where one stands, a plain number before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.done: Sequence[bool] = ()
        self.current = 0
        self.theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_at(self, done: Sequence[bool], current: int) -> None:
        """Show these marks."""
        self.done, self.current = tuple(done), current
        self.setAccessibleName(f"共{len(done)}处，已改好{sum(done)}处")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + SPACE
        return QSize(len(self.done) * (side + SPACE // 2), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, done in enumerate(self.done):
            self._paint_mark(painter, number, done, self.theme)
        painter.end()

    def _paint_mark(self, painter: QPainter, number: int, done: bool, theme: Theme) -> None:
        side = self.height()
        disc = QRectF(number * (side + SPACE // 2), 0, side, side).adjusted(1, 1, -1, -1)
        here = number == self.current
        painter.setBrush(QColor(theme.done) if done else QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if here else theme.done if done else theme.line), 2 if here else 1))
        painter.drawEllipse(disc)
        if done:
            painter.setPen(QPen(QColor(theme.surface), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline([disc.topLeft() + QPointF(x, y) * disc.width() for x, y in _TICK])
        else:
            painter.setPen(QColor(theme.accent if here else theme.muted))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))


class PracticeGuide(Panel):
    """Follows the document while the practice report is open. `wanted` carries a cell to go to, `chosen` an action to do at the end."""

    wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, document: Document, lesson: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("practice_guide")
        self._document = document
        self._steps = practice.read_steps(lesson.read_text(encoding="utf-8"), document.report.form)
        self._current = 0
        self._clock = QElapsedTimer()
        self._trail = Trail(self)
        self._praise, self._title, self._where, self._words = QLabel(self), QLabel(self), mute(QLabel(self)), QLabel(self)
        for label in (self._praise, self._where, self._words):
            label.setWordWrap(True)
        self._last = self._button("上一处", "Alt+B", lambda: self._step(-1))
        self._next = self._button("下一处", _NEXT, lambda: self._step(1))
        self._close = self._button("结束练习", "Alt+X", self.hide)
        self._copy = self._button("复制正确的一行", "Alt+R", self._copy_row)
        self._go = self._button("带我去", "Alt+G", lambda: self.wanted.emit(self._steps[self._current].place))
        self._again = self._button("再练一次", "Alt+A", lambda: self.chosen.emit("practice"))
        self._new = self._button("新建年报", "Alt+W", lambda: self.chosen.emit("new"))
        for button in (self._go, self._new):
            button.setObjectName("primary")
        self._lay_out()
        self.wear(theme)
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)
        parent.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """The practice report has just been opened: show the first error."""
        self._report, self._current = self._document.report, 0
        self._done = self._mended()
        self._clock.start()
        self._praise.clear()
        self._show()
        self.show()
        part = progress.part_of(self._steps[0].place)
        self.wanted.emit(self._report.form.tables[part].cells[0].address)  # near by: finding it is the first lesson

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        dress(self, theme)
        self._title.setFont(heading_font())
        self._trail.theme = theme
        tint(self._praise, theme.done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the window is low, the table needs the height more."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._show()
        return super().eventFilter(watched, event)

    # what happens

    def _follow(self, *_: object) -> None:
        if self.isHidden():
            return
        if self._document.report is not self._report:
            self.hide()
            return
        before, self._done = self._done, self._mended()
        fresh = [step.title for step, was, now in zip(self._steps, before, self._done, strict=True) if now and not was]
        if fresh:
            self._praise.setText(f"✓ 已改好：{fresh[-1]}")
            self._current = self._after(self._current)
        if before != self._done:
            self._show()

    def _mended(self) -> list[bool]:
        findings = self._document.findings
        return [practice.mended(step, self._document.report, findings) for step in self._steps]

    def _after(self, current: int) -> int:
        """The next error that is not mended, going round; the end when there is none. One that is not mended yet stays."""
        count = len(self._steps)
        order = [(current + number) % count for number in range(count)] if current < count else range(count)
        return next((number for number in order if not self._done[number]), count)

    def _step(self, steps: int) -> None:
        self._praise.clear()
        self._current = min(max(self._current + steps, 0), len(self._steps))
        self._show()

    def _copy_row(self) -> None:
        QGuiApplication.clipboard().setText("\t".join(self._steps[self._current].row))
        self._praise.setText("已复制，到表格里按 Ctrl+V 粘贴")
        self._show()

    # what is shown

    def _show(self) -> None:
        ended = self._current == len(self._steps)
        low = cast(QWidget, self.parent()).height() < LOW * self.fontMetrics().height()
        self._trail.show_at(self._done, self._current)
        self._title.setText(self._result() if ended else self._steps[self._current].title)
        self._words.setText(_END_WORDS if ended and all(self._done) else self._left_over() if ended else self._steps[self._current].words)
        self._where.setText("" if ended else self._place(self._steps[self._current].place))
        if low:
            at = f"{self._current + 1}/{len(self._steps)}　" if not ended else ""
            praise = f"{self._praise.text()}。" if self._praise.text() else ""
            self._words.setText(f"{praise}{at}{self._title.text()}：{self._words.text()}")
        for row, widget in ((self._last_row if low else self._first_row, widget) for widget in (self._last, self._next, self._close)):
            row.addWidget(widget)
        for widget, shown in (
            *((widget, not low) for widget in (self._trail, self._praise, self._title, self._where)),
            (self._go, not ended),
            (self._copy, not ended and bool(self._steps[self._current].row)),
            (self._next, not ended),
            (self._again, ended),
            (self._new, ended),
        ):
            widget.setVisible(shown)
        self._last.setEnabled(self._current > 0)
        self._next.setText("下一处" if ended or self._done[self._current] else "跳过")
        self._next.setShortcut(_NEXT)  # new words take the key away
        self.setAccessibleName(f"练习：{self._title.text()}")
        self.setAccessibleDescription(self._words.text())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _result(self) -> str:
        minutes = self._clock.elapsed() // 60_000
        done, took = sum(self._done), f"{minutes}分钟" if minutes else "不到1分钟"
        return f"{len(self._steps)}处都改好了，用时{took}" if all(self._done) else f"改好了{done}处，还有{len(self._done) - done}处"

    def _left_over(self) -> str:
        titles = "、".join(step.title for step, done in zip(self._steps, self._done, strict=True) if not done)
        return f"还没有改好的：{titles}。可以用“上一处”回去接着改，也可以到此为止。"

    def _place(self, address: str) -> str:
        form = self._document.report.form
        return f"{form.part(progress.part_of(address)).heading}　{form.cells[address].label}"

    def _button(self, words: str, keys: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setShortcut(keys)
        button.setToolTip(keys)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        rows = (
            (self._trail, self._praise),
            (self._title, self._where),
            (self._words, self._copy, self._go, self._again, self._new),
        )
        wide = (self._praise, self._where, self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            for widget in widgets:
                row.addWidget(widget, 1 if widget in wide else 0)
            layout.addLayout(row)
            self._last_row = row
        self._first_row = cast(QHBoxLayout, layout.itemAt(0).layout())
