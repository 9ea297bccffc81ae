"""Both years' texts side by side, with the years and numbers marked that may have been left behind from last year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktopapp.core.left_behind import Trace, left_behind
from desktopapp.core.progress import State
from desktopapp.core.report import Report
from desktopapp.core.rewording import Stretch, rewording
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, bold_font, dress, mute, outlined

AROUND = 14  # characters shown on either side of what is marked
_Line = QTextCharFormat.UnderlineStyle
Index = QModelIndex | QPersistentModelIndex


class Passage(NamedTuple):
    """A marked stretch of a text."""

    place: str
    trace: Trace
    text: str

    @property
    def quoted(self) -> str:
        """What is marked."""
        return self.text[self.trace.start : self.trace.end]

    @property
    def around(self) -> str:
        """The words in which it stands."""
        start, end = max(self.trace.start - AROUND, 0), min(self.trace.end + AROUND, len(self.text))
        return f"…{' '.join(self.text[start:end].split())}…"


class YearsTexts(QWidget):
    """One text at a time, last year's on the left. `chosen` carries the Passage that was entered, `bring_wanted` a text's place and which
    paragraphs of last year's are to be brought in."""

    chosen = Signal(object)
    bring_wanted = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report = self._last = None
        self._open = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        self.box = QComboBox(self)
        self.box.setObjectName("years_text")
        self.box.setAccessibleName("哪一段文字")
        self.box.currentIndexChanged.connect(self._show_text)
        self.differences = QCheckBox("标出不同的词句(&S)", self)
        self.differences.setChecked(True)
        self.differences.setToolTip("两年不同的词句下面画虚线：左边是今年没有的，右边是今年新写的")
        outlined(self.differences, theme)
        self.differences.toggled.connect(self._show_text)
        head = QHBoxLayout()
        head.addWidget(self.box, 1)
        head.addWidget(self.differences)
        layout.addLayout(head)
        sides = QHBoxLayout()
        self.last, self.this = (_Side(name, title, self) for name, title in (("years_last", "上年的文字"), ("years_this", "本年的文字")))
        for side in (self.last, self.this):
            column = QVBoxLayout()
            heading = QLabel(side.accessibleName(), self)
            heading.setFont(bold_font())
            column.addWidget(heading)
            column.addWidget(side, 1)
            sides.addLayout(column, 1)
        layout.addLayout(sides, 3)
        layout.addLayout(self._buttons())
        self.last.cursorPositionChanged.connect(self._show_paragraph)
        self.last.entered.connect(self._bring_one)
        self._words = mute(QLabel(self))
        self._words.setWordWrap(True)
        layout.addWidget(self._words)
        self.list = StateList("years_traces", "标出的地方", theme, self)
        layout.addWidget(self.list, 2)
        self.list.selectionModel().currentChanged.connect(self._point_at)
        for signal in (self.list.clicked, self.list.activated):
            signal.connect(lambda index: self.chosen.emit(index.data(KEY_ROLE)))

    def show_end(self) -> None:
        """Bring into view what has just come in."""
        self.this.moveCursor(QTextCursor.MoveOperation.End)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.bring = QPushButton("带入这一段(&T)", self)
        self.bring.setToolTip(
            "把上年文字里光标所在的一段接在本年文字后面（在上年文字里按回车也可以）；年份改为本年，数变为活数字或者标为待改"
        )
        self.bring_all = QPushButton("带入全部(&A)", self)
        self.bring_all.setToolTip("本年这一部分还没有写时，把上年的各段都带入")
        for button, act in ((self.bring, self._bring_one), (self.bring_all, self._bring_all)):
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
            dress(button, self._theme)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addWidget(mute(QLabel("年份改为本年；与上年表格一致的数变为活数字，其余的数标为【待改】。", self)), 1)
        return row

    def show_years(self, report: Report, last: Report, open_to_change: bool) -> None:
        """Show the texts of these two."""
        self._report, self._last, self._open = report, last, open_to_change
        places = [place for place in report.form.text_keys if report.text(place).strip() or last.text(place).strip()]
        chosen = self.box.currentData() or next((place for place in places if self._traces(place)), None)
        self.box.blockSignals(True)
        self.box.clear()
        for place in places:
            count = len(self._traces(place))
            self.box.addItem(f"{_title(report, place)}{f'　标出{count}处' if count else ''}", place)
        self.box.setCurrentIndex(max(self.box.findData(chosen), 0) if places else -1)
        self.box.blockSignals(False)
        self._show_text()

    def _show_paragraph(self) -> None:
        """Show which paragraph would be brought in, and whether it can be."""
        written = self._report is None or bool(self._report.text(self.box.currentData()).strip())
        self.bring.setEnabled(self._open and bool(self.last.textCursor().block().text().strip()))
        self.bring_all.setEnabled(self._open and not written and bool(self.last.toPlainText().strip()))
        self.last.point_out(self._theme)

    def _bring_one(self) -> None:
        if self.bring.isEnabled():
            self.bring_wanted.emit(self.box.currentData(), (self.last.textCursor().blockNumber(),))

    def _bring_all(self) -> None:
        self.bring_wanted.emit(self.box.currentData(), tuple(range(self.last.document().blockCount())))

    def _point_at(self, index: QModelIndex) -> None:
        """Bring into view what the list's cursor speaks of."""
        passage = index.data(KEY_ROLE)
        if isinstance(passage, Passage):
            self.this.setTextCursor(stretch(self.this, passage.trace.start, passage.trace.end))

    def _traces(self, place: str) -> tuple[Trace, ...]:
        report, last = self._report, self._last
        return left_behind(report.said(place), last.said(place), report.year) if report and last else ()

    def _show_text(self, *_: object) -> None:
        place = self.box.currentData()
        if self._report is None or self._last is None or place is None:
            for side in (self.last, self.this):
                side.show_text("")
            self._show_paragraph()
            return
        text = self._report.said(place)
        passages = [Passage(place, trace, text) for trace in self._traces(place)]
        before = self._last.said(place)
        reworded = rewording(before, text) if self.differences.isChecked() else None
        self.last.show_text(before)
        self.last.mark(reworded.gone if reworded else (), (), self._theme)
        self._show_paragraph()
        self.this.show_text(text)
        self.this.mark(reworded.new if reworded else (), [passage.trace for passage in passages], self._theme)
        self.list.rows.show(
            StateRow(f"“{passage.quoted}”：{passage.trace.words}", passage.around, State.UNDER_WAY, passage) for passage in passages
        )
        self.list.setVisible(bool(passages))
        found = f"标出{len(passages)}处，点一处转到正文。相同不一定错，没有标出的也请通读。"
        self._words.setText(found if passages else "没有标出与上年相同的年份和数。没有标出的也请通读。")


class _Side(QTextEdit):
    """One year's text, to be read. `entered`: Enter was pressed in it."""

    entered = Signal()

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: list[QTextEdit.ExtraSelection] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setPlaceholderText("（没有）")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def show_text(self, text: str) -> None:
        """Show a text, where it is another one."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def point_out(self, theme: Theme) -> None:
        """Shade the paragraph in which the cursor stands."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        shade = QTextCharFormat()
        shade.setBackground(QColor(theme.accent_soft))
        self.setExtraSelections([_selection(cursor, shade), *self._marks])

    def mark(self, reworded: Iterable[Stretch], traces: Iterable[Trace], theme: Theme) -> None:
        """A dashed line below what is reworded, a whole one below what may have been left behind; the lines say it without the colour."""
        other, same = QTextCharFormat(), QTextCharFormat()
        other.setUnderlineStyle(_Line.DashUnderline)
        other.setUnderlineColor(QColor(theme.accent))
        same.setBackground(QColor(theme.explain_soft))
        same.setForeground(QColor(theme.explain))
        same.setUnderlineStyle(_Line.SingleUnderline)
        self._marks = [_selection(stretch(self, *place), other) for place in reworded]
        self._marks += [_selection(stretch(self, trace.start, trace.end), same) for trace in traces]
        self.setExtraSelections(self._marks)


def _selection(cursor: QTextCursor, dress: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.format = dress  # type: ignore[attr-defined]  # the stubs leave its fields out
    selection.cursor = cursor  # type: ignore[attr-defined]
    return selection


def stretch(editor: QTextEdit, start: int, end: int) -> QTextCursor:
    """A cursor that selects characters `start` up to `end`; Qt counts in UTF-16 units."""
    text = editor.toPlainText()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
    cursor.setPosition(len(text[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _title(report: Report, place: str) -> str:
    key, _, side = place.partition(".")
    if key == "preface":
        return "前言"
    return report.form.part(key).heading + {"before": "（表前文字）", "after": "（表后文字）"}.get(side, "")
