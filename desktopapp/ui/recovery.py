"""Unsaved work, written into a journal a moment after each key, beside the window: typing waits for no disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktopapp.core import project
from desktopapp.core.report import Change
from desktopapp.ui.document import Document

if TYPE_CHECKING:
    from desktopapp.ui.journal_writer import JournalWriter

FOLDER = "恢复"  # among the user's own
PAUSE = 150  # ms after the first key that is not in the journal


def text_of(document: Document) -> str:
    """The project as it would be saved, with what is being typed in a cell."""
    held = document.project
    if document.in_hand:
        report = held.report.copy()
        report.apply(report.plan(document.in_hand))
        held = replace(held, report=report)
    return project.dumps(held)


class Recovery(QObject):
    """Keeps the journal of a document. `refused` says, once, that the disk takes none, with the sentence."""

    refused = Signal(str)

    def __init__(self, document: Document, folder: Path, person: Callable[[], str]) -> None:
        super().__init__(document)
        self.folder = folder
        self._document, self._person = document, person
        self._writer: JournalWriter | None = None
        self._said = False
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self._write)
        document.changed.connect(self._follow)
        document.typed.connect(self._wait)
        document.saved.connect(lambda: self._end(aside=False))

    def secure(self) -> bool:
        """Have the work as it is now on the disk when this returns; False where it is not."""
        self._timer.stop()
        self._write()
        return not (self._document.modified or self._document.in_hand) or (self._writer is not None and self._writer.flush())

    def leave(self) -> None:
        """The window is closed: what is not saved was given up, and is set aside."""
        if self._document.modified:
            self.secure()
        self._end(aside=True)
        if self._writer is not None:
            self._writer.finish()
            self._writer = None

    def _follow(self, change: Change | None) -> None:
        if change is None:
            self._end(aside=True)
        self._wait()

    def _wait(self) -> None:
        """Not from each key anew: who types without a pause would never come into the journal."""
        if not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        document = self._document
        if document.shipped or document.holder is not None:
            return
        if not document.modified and not document.in_hand:
            self._end(aside=False)  # all was undone
            return
        from desktopapp.ui.journal_writer import JournalWriter, Text  # loaded with the first key

        if self._writer is None:
            self._writer = JournalWriter(self.folder, self._say)
            self._writer.start()
        when = f"{document.now:%Y-%m-%d %H:%M:%S}"
        self._writer.put(Text(text_of(document), when, str(document.path or ""), document.on_disk, self._person()))

    def _end(self, aside: bool) -> None:
        self._timer.stop()
        if self._writer is not None:
            self._writer.end(aside)

    def _say(self, words: str) -> None:
        """From the writer's thread; a signal carries it over."""
        if not self._said:
            self._said = True
            self.refused.emit(words)
