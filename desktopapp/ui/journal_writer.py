"""The thread that writes the journal: it is handed texts, and what is to be done after them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from desktopapp.core.files import CannotWrite
from desktopapp.core.journal import LARGEST, Header, Journal, fingerprint

PATIENCE = 5.0  # seconds that the end of a program waits for a slow disk


class Text(NamedTuple):
    """What is to be in the journal: the text, when it was so, and whose it is."""

    text: str
    when: str
    path: str
    base: bytes | None
    who: str


class JournalWriter(threading.Thread):
    """Writes what it is handed, one after the other; where the disk is slower than the hand, only the newest."""

    def __init__(self, folder: Path, refused: Callable[[str], None]) -> None:
        super().__init__(name="journal", daemon=True)
        self._folder, self._refused = folder, refused
        self._queue: SimpleQueue[Text | Callable[[], object] | None] = SimpleQueue()
        self._journal: Journal | None = None
        self._old: list[Journal] = []  # the next one, once it holds the work, takes their place
        self._failed = False

    def put(self, text: Text) -> None:
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
                if not isinstance(order, Text):
                    order()
                elif not isinstance(following, Text):
                    self._write(order)

    def _write(self, text: Text) -> None:
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
