"""Below a narrative: how long it is, and its 小标题 to jump to."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktopapp.core import structuring
from desktopapp.core.structuring import Heading
from desktopapp.ui.document import Document
from desktopapp.ui.text_editor import TextEditor
from desktopapp.ui.theme import SPACE, mute

_WIDE = 18  # characters of a heading that are shown


class TextFoot(QWidget):
    """Follows one editor; the list shows the 小标题 in whose section the cursor stands."""

    def __init__(self, document: Document, editor: TextEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._editor = document, editor
        self._headings: tuple[Heading, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.count = mute(QLabel(self))
        self.count.setObjectName(f"count_{editor.place}")
        self.count.setWordWrap(True)
        row.addWidget(self.count, 1)
        self.box = QComboBox(self)
        self.box.setObjectName(f"outline_{editor.place}")
        self.box.setAccessibleName("转到小标题")
        self.box.setToolTip("转到选中的小标题（Alt+J）")
        self.box.setMinimumContentsLength(_WIDE)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._go)
        self._label = QLabel("小标题(&J)", self)
        self._label.setBuddy(self.box)
        row.addSpacing(SPACE)
        row.addWidget(self._label)
        row.addWidget(self.box)
        editor.cursorPositionChanged.connect(self._show_section)
        for signal in (editor.textChanged, document.changed):
            signal.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self, *_: object) -> None:
        if not self.isVisible():
            return
        report, place = self._document.report, self._editor.place
        from desktopapp.core.lengths import length  # with rules on prose, which a start does not need

        self.count.setText(length(report, self._document.project.office, place))
        found = structuring.outline(report.said(place))
        if found != self._headings:
            self._headings = found
            self.box.clear()
            self.box.addItems([_words(heading) for heading in found])
        for widget in (self._label, self.box):
            widget.setVisible(bool(found))
        self._show_section()

    def _show_section(self) -> None:
        here = self._editor.textCursor().blockNumber()
        self.box.setCurrentIndex(sum(heading.paragraph <= here for heading in self._headings) - 1)

    def _go(self, row: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(self._editor.document().findBlockByNumber(self._headings[row].paragraph).position())
        self._editor.moveCursor(cursor.MoveOperation.End)  # so that the section then begins at the top of what is seen
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()


def _words(heading: Heading) -> str:
    """A heading in the list, the lower the further in."""
    return f"{'　' * (heading.level - 1)}{structuring.written(heading.level, heading.ordinal)}{heading.words}"
