"""An editor for one text of the report. It holds no undo order of its own: every edit is a step of the document's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from desktopapp.core import fields
from desktopapp.core.checks import Span
from desktopapp.core.fields import Piece
from desktopapp.core.report import Change
from desktopapp.core.spans import Paragraphs, in_units
from desktopapp.ui.document import Document
from desktopapp.ui.keys import belongs_to_window
from desktopapp.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor

    from desktopapp.ui.text_marks import TextMarks

PAUSE = 1500  # ms without a key end a run of typing, which is one undo step
LINE_HEIGHT = 150.0  # percent


class TextEditor(QTextEdit):
    """Plain paragraphs, one a line, indented as they will be printed, with lines below what the checks speak of.

    活数字 are shown as their values. `entered` says that the cursor came in, `cell_wanted` carries the cell of which the text speaks where
    it was Ctrl-clicked, `field_wanted` asks for a 活数字 at the cursor.
    """

    entered = Signal(str)
    cell_wanted = Signal(str)
    field_wanted = Signal()

    def __init__(
        self, document: Document, place: str, name: str, hint: str, low: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self.place, self._name, self._low, self._theme = document, place, name, low, theme
        self._marks: TextMarks | None = None
        self._run = document.new_run()
        self._following = False
        self._dressed = False
        self._has_fields = False
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
        self.cursorPositionChanged.connect(self._leave_field)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies, cuts = (event.matches(key) for key in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut))
        if event.text() in ("{", "｛") and not self.isReadOnly():
            self.field_wanted.emit()
        elif self._has_fields and (copies or cuts) and self.textCursor().hasSelection():
            self._copy()
            if cuts and not self.isReadOnly():
                self.textCursor().removeSelectedText()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: paragraphs are kept, all dress is dropped, as one undo step; what was copied here keeps its 活数字."""
        from desktopapp.ui.field_text import MIME  # slow to load, and a start shows no text

        if source.hasFormat(MIME):
            self.insert(bytes(source.data(MIME).data()).decode())
        elif source.hasText():
            self.insert(source.text().replace("\r\n", "\n").replace("\r", "\n"), as_typed=True)

    def _copy(self) -> None:
        """Put what is selected on the clipboard: its 活数字 for this program, its numbers for every other.

        Not by createMimeDataFromSelection: what it returns belongs to two at once under PySide, and the program crashes when it ends.
        """
        from PySide6.QtGui import QGuiApplication

        from desktopapp.ui.field_text import MIME, selected

        held = QMimeData()
        held.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        held.setData(MIME, selected(self.textCursor()).encode())
        QGuiApplication.clipboard().setMimeData(held)

    def insert(self, text: str, as_typed: bool = False) -> None:
        """Put a text in at the cursor, in place of what is selected, as one undo step; `as_typed` braces are braces."""
        report = self._document.report
        self._end_run()
        self._put(self.textCursor(), [Piece(text)] if as_typed else list(fields.pieces(text, report.form.cells, report.value)))
        self._end_run()

    # following

    def _edited(self) -> None:
        self._fit()
        if not self._following:
            self._document.put_text(self.place, self._entered(), f"编辑{self._name}", self._run)
            self._pause.start()

    def _entered(self) -> str:
        """The text as it is kept."""
        if not self._has_fields:
            return self.toPlainText()
        from desktopapp.ui.field_text import entered

        return entered(self.document())

    def _end_run(self) -> None:
        self._run = self._document.new_run()

    def _leave_field(self) -> None:
        """Words typed behind a 活数字 are words."""
        if self._has_fields:
            from PySide6.QtGui import QTextCharFormat

            from desktopapp.ui.field_text import is_field

            if is_field(self.currentCharFormat()) and not self.textCursor().hasSelection():
                self.setCurrentCharFormat(QTextCharFormat())

    def _follow(self, change: Change | None) -> None:
        report = self._document.report
        self.setReadOnly(self._document.closed)
        if change is None:
            self._show_all()
        elif self.place in change.places and self._entered() != report.text(self.place):
            self._end_run()
            self.setTextCursor(self._show_difference())
        elif self._has_fields and self.toPlainText() != report.said(self.place):
            self._show_difference()  # the tables have changed; the cursor stays with its words
        self._show_marks(anew=change is None)

    def _show_all(self) -> None:
        self._following = True
        self.setPlainText("")
        self._put(self.textCursor(), list(self._document.report.pieces(self.place)))
        self._following = False
        self._dressed = False
        if self.isVisible():
            self._dress()
        self._fit()

    def _put(self, cursor: QTextCursor, pieces: list[Piece]) -> None:
        if any(piece.field for piece in pieces):
            from desktopapp.ui.field_text import insert  # slow to load, and most texts have none

            self._has_fields = True
            insert(cursor, pieces, self.palette())
        else:
            cursor.insertText("".join(piece.text for piece in pieces))

    def _show_difference(self) -> QTextCursor:
        """Change only what differs, so that the view stays where it is; returns the place."""
        from PySide6.QtGui import QTextCursor

        from desktopapp.ui.field_text import pieces_of

        shown, wanted = (_tokens(pieces) for pieces in (pieces_of(self.document()), self._document.report.pieces(self.place)))
        most = min(len(shown), len(wanted))
        head = next((at for at in range(most) if shown[at] != wanted[at]), most)
        tail = next((at for at in range(most - head) if shown[-1 - at] != wanted[-1 - at]), most - head)
        text = self.toPlainText()
        start, end = (sum(len(token.text) for token in tokens) for tokens in (shown[:head], shown[: len(shown) - tail]))
        self._following = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(in_units(text, start))
        cursor.setPosition(in_units(text, end), cursor.MoveMode.KeepAnchor)
        self._put(cursor, wanted[head : len(wanted) - tail])
        self._following = False
        return cursor

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
        text = self._document.report.said(self.place)
        start, end = (in_units(text, position) for position in Paragraphs(text).positions(span))
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


def _tokens(pieces: Iterable[Piece]) -> list[Piece]:
    """Character by character, each 活数字 one."""
    return [token for piece in pieces for token in ([piece] if piece.field else map(Piece, piece.text))]
