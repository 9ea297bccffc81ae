"""An editor for one text of the report. It holds no undo order of its own: every edit is a step of the document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from desktopapp.core.checks import Span
from desktopapp.core.report import Change
from desktopapp.core.spans import entered, in_units
from desktopapp.ui.document import Document
from desktopapp.ui.keys import belongs_to_window
from desktopapp.ui.theme import Theme

if TYPE_CHECKING:
    from desktopapp.ui.text_marks import TextMarks

PAUSE = 1500  # ms without a key end a run of typing, which is one undo step
LINE_HEIGHT = 150.0  # percent


class TextEditor(QTextEdit):
    """Plain paragraphs, one a line, indented as they will be printed, with lines below what the checks speak of.

    `entered` says that the cursor came in, `cell_wanted` carries the cell of which the text speaks where it was Ctrl-clicked.
    """

    entered = Signal(str)
    cell_wanted = Signal(str)

    def __init__(
        self, document: Document, place: str, name: str, hint: str, low: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self.place, self._name, self._low, self._theme = document, place, name, low, theme
        self._marks: TextMarks | None = None
        self._run = document.new_run()
        self._following = False
        self._dressed = False
        self.setObjectName(f"text_{place.replace('.', '_')}")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        if low:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._end_run)
        self._show_all()
        self.textChanged.connect(self._edited)
        document.changed.connect(self._follow)
        document.checking.read.connect(self._mark_anew)  # a method of this object: the connection ends with it

    # one undo order

    def event(self, event: QEvent) -> bool:
        if belongs_to_window(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.Paint:  # the frame alone; the text is painted in the viewport
            painter = QPainter(self)
            role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
            painter.fillRect(self.rect(), self.palette().color(role))
            painter.end()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()  # the frame says where the focus is
        self._dress()
        self._end_run()
        self.entered.emit(self.place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dressed = False
            if self.isVisible():
                self._dress()
            self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: paragraphs are kept, all dress is dropped, as one undo step."""
        if source.hasText():
            self._end_run()
            self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))
            self._end_run()

    # following

    def _edited(self) -> None:
        self._fit()
        if not self._following:
            self._document.put_text(self.place, self.toPlainText(), f"编辑{self._name}", self._run)
            self._pause.start()

    def _end_run(self) -> None:
        self._run = self._document.new_run()

    def _follow(self, change: Change | None) -> None:
        self.setReadOnly(self._document.closed)
        if change is None:
            self._show_all()
        elif self.place in change.places and self.toPlainText() != self._document.report.text(self.place):
            self._end_run()
            self._show_difference(self._document.report.text(self.place))
        self._show_marks(anew=change is None)

    def _show_all(self) -> None:
        self._following = True
        self.setPlainText(self._document.report.text(self.place))
        self._following = False
        self._dressed = False
        if self.isVisible():
            self._dress()
        self._fit()

    def _show_difference(self, wanted: str) -> None:
        """Change only what differs, so that the cursor and the view stay where they are."""
        shown = self.toPlainText()
        head = 0
        while head < min(len(shown), len(wanted)) and shown[head] == wanted[head]:
            head += 1
        tail = 0
        while tail < min(len(shown), len(wanted)) - head and shown[-1 - tail] == wanted[-1 - tail]:
            tail += 1
        start, end = in_units(shown, head), in_units(shown, len(shown) - tail)
        self._following = True
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        cursor.insertText(wanted[head : len(wanted) - tail])
        self.setTextCursor(cursor)
        self._following = False

    # what the checks speak of

    def _show_marks(self, anew: bool = False) -> None:
        """Mark it, once the text is looked at; `anew` even where the same is said as before."""
        if not self.isVisible():
            return
        if self._marks is None:
            from desktopapp.ui.text_marks import TextMarks  # slow to load, and a start shows no text

            self._marks = TextMarks(self, self._document, self.place, self._theme)
        self._marks.show(anew)

    def _mark_anew(self) -> None:
        self._show_marks(anew=True)

    def select(self, span: Span) -> None:
        """Put the cursor into the text and select a stretch of it."""
        text = self.toPlainText()
        ((start, end),) = entered(self._document.report, [span])
        start, end = in_units(text, start), in_units(text, end)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def follow_mention(self, position: int | None = None) -> bool:
        """Go to the cell of which the text speaks at a position, or at the cursor; False where it speaks of none."""
        mark = self._marks.at(self.textCursor().position() if position is None else position) if self._marks else None
        if mark is None or not mark.of.cells:
            return False
        self.cell_wanted.emit(mark.of.cells[0])
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.button() == Qt.MouseButton.LeftButton:
            self.follow_mention(self.cursorForPosition(event.position().toPoint()).position())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._marks is not None:
            QToolTip.showText(event.globalPos(), self._marks.words(self.cursorForPosition(event.pos()).position()), self)
            return True
        return super().viewportEvent(event)

    # looks

    def _dress(self) -> None:
        """Give the paragraphs their line height and indent, once the text is looked at."""
        from PySide6.QtGui import QTextBlockFormat, QTextCursor  # slow to load, and a start shows no text

        if self._dressed:
            return
        self._dressed = True
        paragraph = QTextBlockFormat()
        paragraph.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        paragraph.setTextIndent(2 * self.fontMetrics().horizontalAdvance("国"))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self._following = True
        cursor.setBlockFormat(paragraph)
        self._following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.toPlainText():
            self._dress()
        self._fit()
        self._show_marks(anew=True)

    def _fit(self) -> None:
        """A low editor is as high as its text, from one line to six."""
        if self._low and self.isVisible():
            line = int(self.fontMetrics().height() * LINE_HEIGHT / 100)
            margins = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth()
            height = int(self.document().size().height()) + 2 * self.frameWidth()
            self.setFixedHeight(max(line + margins, min(height, 6 * line + margins)))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height() if self._low else 300)
