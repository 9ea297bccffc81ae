"""本格: the cell in which the cursor stands, its origin, control total, note (批注) and last change, and a mend where one is known."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktopapp.core import number
from desktopapp.core.checks import Span
from desktopapp.core.checks.cells import note_parts
from desktopapp.core.history import newest
from desktopapp.core.report import Entry
from desktopapp.ui.document import Document
from desktopapp.ui.elided_label import ElidedLabel
from desktopapp.ui.grid_model import ORIGIN_WORDS
from desktopapp.ui.keys import LineEdit
from desktopapp.ui.theme import SPACE, Theme, bold_font, dress, mute

_AROUND = 8  # characters shown on either side of what a text says of a cell


class CellCard(QWidget):
    """Every line has its place whether there is something to say or not, so that nothing moves from cell to cell.

    `mention_wanted` asks for the place where a text speaks of the cell.
    """

    mention_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._address = document, ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        self._heading = ElidedLabel("本格", self)
        self._heading.setFont(bold_font())
        self._state = mute(ElidedLabel(self))
        self._state.setObjectName("cell_state")
        self.note = LineEdit(self)
        self.note.setObjectName("cell_note")
        self.note.setAccessibleName("批注")
        self.note.setToolTip("批注（Shift+F2）：印在数的后面，用括号括起来")
        self._sum = mute(ElidedLabel(self))
        self._sum.setObjectName("cell_note_sum")
        self._history = mute(ElidedLabel(self))
        self._history.setObjectName("cell_history")
        self._history.setFixedHeight(self._history.fontMetrics().lineSpacing())  # the arrow may come from a taller font
        self._mend = QPushButton(self)
        self._mend.setObjectName("cell_mend")
        self._mend.setAccessibleName("改正本格")
        self._mend.setAutoDefault(True)  # Enter presses it, as in a dialog
        kept = self._mend.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._mend.setSizePolicy(kept)
        self.mention = QPushButton(self)
        self.mention.setObjectName("cell_mention")
        self.mention.setProperty("role", "link")
        self.mention.setAccessibleName("文中提到")
        self.mention.setAutoDefault(True)
        self.mention.setFont(QApplication.font())  # what wears a style sheet does not follow the program's font by itself
        dress(self.mention, theme)
        self.mention.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.mention.clicked.connect(self.mention_wanted)
        self._turns: Counter[str] = Counter()  # which of the places where a text speaks of a cell comes next
        origin = QHBoxLayout()
        origin.addWidget(self._state, 1)
        origin.addWidget(self._mend)
        layout.addWidget(self._heading)
        layout.addLayout(origin)
        layout.addWidget(self.note)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self.mention, 1)
        layout.addLayout(foot)
        layout.addWidget(self._history)
        self._run = document.new_run()
        self.note.textEdited.connect(self._put_note)
        self.note.editingFinished.connect(self._end_run)
        self._mend.clicked.connect(self._apply_mend)
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)
        self.show_cell("")

    @property
    def address(self) -> str:
        """The cell that is shown."""
        return self._address

    def show_cell(self, address: str) -> None:
        """Show a cell; empty for none."""
        self._address = address
        self._end_run()
        self._follow()

    def _end_run(self) -> None:
        self._run = self._document.new_run()

    def _put_note(self, text: str) -> None:
        head, _ = number.parted(self._document.report.text(self._address))
        self._document.put_text(self._address, number.joined(head, text), "批注", self._run)

    def _follow(self, *_: object) -> None:
        report, cell = self._document.report, self._document.report.form.cells.get(self._address)
        self.setEnabled(cell is not None)
        head, note = number.parted(report.text(self._address)) if cell else ("", "")
        # The column first: it is short, and the row's name is what can be cut.
        self._heading.setText(f"本格　{'　'.join(cell.label.split(' · ')[::-1])}" if cell else "本格")
        self._heading.setToolTip(" ".join((*cell.row.label, *cell.column.label)) if cell else "")
        self._state.setText(self._state_words() if cell else "")
        self._state.setToolTip(self._state.text())
        self.note.setReadOnly(not head.strip() or self._document.closed)
        self.note.setPlaceholderText("批注，如：其中新办39件，变更13件" if head.strip() else "填了数才能写批注")
        if note != self.note.text():
            self.note.setText(note)
        self._sum.setText(self._sum_words() if cell else "")
        self._sum.setToolTip(self._sum.text())
        self._sum.setVisible(bool(self._sum.text()))
        step = newest(self._document.project.history, self._address) if cell else None
        self._history.setText(f"改动：{step.words}" if step else "")
        self._history.setToolTip(self._history.text())
        fix = self._fix()
        self._mend.setVisible(fix is not None)
        self._mend.setText(fix.words if fix else "")
        self._show_mention()

    def _mentions(self) -> list[Span]:
        """Where the texts speak of the cell, first those that speak of it alone."""
        found = [mention for mention in self._document.checking.mentions if self._address in mention.cells]
        return [mention.where for mention in sorted(found, key=lambda mention: len(mention.cells))]

    def next_mention(self) -> Span | None:
        """Where a text speaks of the cell, each time the next place; none where no text does."""
        found = self._mentions()
        self._turns[self._address] += 1
        return found[(self._turns[self._address] - 1) % len(found)] if found else None

    def _show_mention(self) -> None:
        found = self._mentions()
        words = ""
        if found:
            text = self._document.report.text(found[0].part).split("\n")[found[0].paragraph]
            more = f"（共{len(found)}处）" if len(found) > 1 else ""
            words = f"文中提到{more}：…{text[max(found[0].start - _AROUND, 0) : found[0].end + _AROUND]}…"
        self.mention.setEnabled(bool(found))
        room = (self.width() - 3 * SPACE) // (2 if self._sum.text() else 1)
        self.mention.setText(self.mention.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.mention.setToolTip(f"{words}\n按 Ctrl+] 转到那里" if words else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_mention()

    def _state_words(self) -> str:
        report, cell = self._document.report, self._document.report.form.cells[self._address]
        if cell.is_sum:
            control, value = report.control(self._address), report.value(self._address)
            if control is None:
                return "由程序合计；填一个数就与合计核对"
            same = "一致" if control == value else f"不符，程序合计是{number.write(value) or '空白'}"
            return f"填的合计数{number.write(control)}：{same}"
        if report.reading(self._address).blank:
            return "空白"
        return ORIGIN_WORDS[report.entry(self._address).origin]

    def _sum_words(self) -> str:
        """The parts that a note lists, added up beside the number."""
        reading = self._document.report.reading(self._address)
        parts = note_parts(reading.note)
        if not parts or reading.value is None:
            return ""
        total = sum(parts, Decimal(0))
        added = "+".join(number.write(part) for part in parts)
        sums = f"{added}={number.write(total)}" if len(parts) > 1 else f"其中{number.write(total)}"
        agrees = total == reading.value or (len(parts) == 1 and total <= reading.value)
        return f"✓ {sums}" if agrees else f"≠ {sums}，本格是{number.write(reading.value)}"

    def _fix(self):
        fixes = (finding.fix for finding in self._document.findings if finding.fix and finding.cells[:1] == (self._address,))
        return next(fixes, None)

    def _apply_mend(self) -> None:
        fix = self._fix()
        if fix:
            self._document.put({place: Entry(raw) for place, raw in fix.entries.items()}, fix.words)
