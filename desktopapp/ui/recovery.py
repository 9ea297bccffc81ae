"""Unsaved work, written into a journal a moment after each key, beside the window: typing waits for no disk."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktopapp.core import project
from desktopapp.core.files import CannotWrite
from desktopapp.core.journal import LARGEST, Header, Journal, fingerprint
from desktopapp.core.report import Change
from desktopapp.ui.document import Document

FOLDER = "恢复"  # among the user's own
PAUSE = 250  # ms after the first key that is not in the journal
PATIENCE = 5.0  # seconds that the end of a program waits for a slow disk


class _Text(NamedTuple):
    """What is to be in the journal: the text, when it was so, and whose it is."""

    text: str
    when: str
    path: str
    base: bytes | None
    who: str


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
        self._writer: _Writer | None = None
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
        if self._writer is None:
            self._writer = _Writer(self.folder, self._say)
            self._writer.start()
        when = f"{document.now:%Y-%m-%d %H:%M:%S}"
        self._writer.put(_Text(text_of(document), when, str(document.path or ""), document.on_disk, self._person()))

    def _end(self, aside: bool) -> None:
        self._timer.stop()
        if self._writer is not None:
            self._writer.end(aside)

    def _say(self, words: str) -> None:
        """From the writer's thread; a signal carries it over."""
        if not self._said:
            self._said = True
            self.refused.emit(words)


class _Writer(threading.Thread):
    """Writes what it is handed, one after the other; where the disk is slower than the hand, only the newest."""

    def __init__(self, folder: Path, refused: Callable[[str], None]) -> None:
        super().__init__(name="journal", daemon=True)
        self._folder, self._refused = folder, refused
        self._queue: SimpleQueue[_Text | Callable[[], object] | None] = SimpleQueue()
        self._journal: Journal | None = None
        self._old: list[Journal] = []  # the next one, once it holds the work, takes their place
        self._failed = False

    def put(self, text: _Text) -> None:
        """Hand over a text; returns at once."""
        self._queue.put(text)

    def end(self, aside: bool) -> None:
        """Once all is written, remove the journal or set it aside."""
        self._queue.put(lambda: self._end(aside))

    def flush(self) -> bool:
        """Wait until all that was handed over is on the disk; False where it is not."""
        done = threading.Event()
        self._queue.put(done.set)
        return done.wait(PATIENCE if self.is_alive() else 0) and not self._failed

    def finish(self) -> None:
        """End, once all is done."""
        self._queue.put(None)
        self.join(PATIENCE)

    def run(self) -> None:
        while True:
            orders = [self._queue.get()]
            with contextlib.suppress(Empty):
                while True:
                    orders.append(self._queue.get_nowait())
            for order, following in zip(orders, (*orders[1:], None), strict=True):
                if order is None:
                    return
                if not isinstance(order, _Text):
                    order()
                elif not isinstance(following, _Text):
                    self._write(order)

    def _write(self, text: _Text) -> None:
        try:
            if self._journal is not None and self._journal.size > LARGEST:
                self._put_by()
            if self._journal is None:
                base = fingerprint(text.base) if text.base is not None else ""
                self._journal = Journal(self._folder, Header(text.path, base, text.who))
            self._journal.write(text.text, text.when)
        except CannotWrite as trouble:
            self._failed = True
            self._put_by()
            self._refused(str(trouble))
            return
        self._failed = False
        while self._old:
            self._old.pop().remove()

    def _put_by(self) -> None:
        """Begin another journal next time; this one stays until that holds the work."""
        if self._journal is not None:
            self._old.append(self._journal)
            self._journal = None

    def _end(self, aside: bool) -> None:
        journal, self._journal, self._failed = self._journal, None, False
        while self._old:
            old = self._old.pop()
            (old.set_aside if aside and journal is None else old.remove)()
        if journal is not None:
            (journal.set_aside if aside else journal.remove)()
