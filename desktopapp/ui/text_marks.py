"""Lines below the words that the checks speak of: a wave on a ground for what must be mended or explained, dashes for a hint and for what
has been explained, dots for a number that agrees with the tables. The shape says it without the colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktopapp.core.checks import SEVERITY_WORDS, Finding, Severity
from desktopapp.core.form import Form
from desktopapp.core.spans import Paragraphs, in_units
from desktopapp.ui.checking import Mention
from desktopapp.ui.document import Document
from desktopapp.ui.theme import Theme

_Line = QTextCharFormat.UnderlineStyle


class Mark(NamedTuple):
    """A marked stretch, in Qt's positions, and what is said of it."""

    start: int
    end: int
    of: Finding | Mention


class TextMarks:
    """The marks of one editor."""

    def __init__(self, editor: QTextEdit, document: Document, place: str, theme: Theme) -> None:
        self._editor, self._document, self._place, self._theme = editor, document, place, theme
        self._shown: list[Finding | Mention] = []

    def show(self, anew: bool) -> None:
        """Mark what the checks have found by now. What stays moves with its words by itself, unless all is marked `anew`."""
        found = self._found()
        shown = [one._replace(where=None) for one in found]
        if anew or shown != self._shown:
            self._shown = shown
            # The graver last: where two stand, its line is the one to be seen.
            self._editor.setExtraSelections([self._dressed(mark) for mark in sorted(self._placed(found), key=_grave)])

    def at(self, position: int) -> Mark | None:
        """What is marked at a position, the gravest where there is more than one."""
        marks = self._placed(self._found())
        return max((mark for mark in marks if mark.start <= position <= mark.end), key=_grave, default=None)

    def _found(self) -> list[Finding | Mention]:
        found = (*self._document.findings, *self._document.checking.mentions)
        return [one for one in found if one.where and one.where.part == self._place]

    def _placed(self, found: list[Finding | Mention]) -> Iterator[Mark]:
        """What was found, in Qt's positions."""
        text = self._document.report.said(self._place)
        read = Paragraphs(text)
        for one in found:
            if one.where:
                start, end = (in_units(text, position) for position in read.positions(one.where))
                yield Mark(start, end, one)

    def words(self, position: int) -> str:
        """What is said there: the finding, or the cells with which a number agrees."""
        mark = self.at(position)
        if mark is None:
            return ""
        form, report = self._document.report.form, self._document.report
        if isinstance(mark.of, Mention):
            agreed = "与表格一致" if mark.of.agrees else "说的是"
            return f"{agreed}：{named(form, mark.of.cells)}（Ctrl+单击转到那一格）"
        finding = mark.of
        lines = [f"{SEVERITY_WORDS[finding.severity]}　{finding.message}"]
        lines += [f"差在哪里：{finding.cause}"] if finding.cause else []
        if finding.cells:
            values = "、".join(f"{form.cells[cell].label}　{report.text(cell) or report.value(cell)}" for cell in finding.cells[:3])
            lines.append(f"对照：{values}（Ctrl+单击转到那一格）")
        return "\n".join(lines)

    def _dressed(self, mark: Mark) -> QTextEdit.ExtraSelection:
        theme, dress = self._theme, QTextCharFormat()
        if isinstance(mark.of, Mention):
            dress.setUnderlineStyle(_Line.DotLine)
            dress.setUnderlineColor(QColor(theme.muted))
        else:
            colours = {Severity.BLOCK: (theme.block, theme.block_soft), Severity.EXPLAIN: (theme.explain, theme.explain_soft)}
            colour, ground = colours.get(mark.of.severity, (theme.hint, ""))
            dress.setUnderlineStyle(_Line.WaveUnderline if mark.of.open else _Line.DashUnderline)
            dress.setUnderlineColor(QColor(colour))
            if mark.of.open:
                dress.setBackground(QColor(ground))
        selection = QTextEdit.ExtraSelection()
        selection.format = dress  # type: ignore[attr-defined]  # the stubs leave its fields out
        cursor = QTextCursor(self._editor.document())
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(mark.start, last))
        cursor.setPosition(min(mark.end, last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor  # type: ignore[attr-defined]
        return selection


def named(form: Form, cells: tuple[str, ...]) -> str:
    """Cells by their names, the first three of many."""
    names = "、".join(form.cells[cell].label for cell in cells[:3] if cell in form.cells)
    return f"{names}等{len(cells)}格" if len(cells) > 3 else names


def _grave(mark: Mark) -> int:
    """The graver, the later."""
    return 0 if isinstance(mark.of, Mention) else len(Severity) - list(Severity).index(mark.of.severity)
