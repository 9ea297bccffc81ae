"""Saving that loses nothing: who has the file, what others wrote into it, and the dated backups of every state."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktopapp.core.files import CannotWrite, ChangedOnDisk, FileTrouble, reachable, read_bytes
from desktopapp.core.report import Change
from desktopapp.ui import questions
from desktopapp.ui.document import Document
from desktopapp.ui.notice import Notice, Offer
from desktopapp.ui.settings import Settings

if TYPE_CHECKING:
    from desktopapp.core.lock import Holder, Lock

BACKUPS, LOCKS = "备份", "锁"  # folders among the user's own


class Saving:
    """Writes the document to its file, which nobody else has open meanwhile. `data` is the folder of the user's own where backups lie.

    `save_as` asks for another file; `look` and `secure`, set by who can, show what the file on the disk holds beside
    the document, and bring the document into its journal.
    """

    def __init__(
        self, document: Document, settings: Settings, notice: Notice, window: QWidget, data: Path, save_as: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._document, self._settings, self._notice, self._window, self._data = document, settings, notice, window, data
        self._save_as = save_as
        self.look: Callable[[Path], object] = lambda _path: None
        self.secure: Callable[[], object] = lambda: None
        self._lock: Lock | None = None
        self._locked: Path | None = None
        document.changed.connect(self._follow)

    @property
    def backups(self) -> Path:
        """Where the backups of all projects lie."""
        return self._data / BACKUPS

    def have(self, path: Path, anyway: bool = False) -> Holder | None:
        """Take a file for this window, or say who has it; `anyway` even from another computer that may still have it."""
        if self._locked is not None and self._same(path, self._locked):
            return None
        taken = self._take(path, anyway)
        if isinstance(taken, tuple):  # a Holder, which is not loaded here
            return taken
        self._swap(taken, path)
        return None

    def let_go(self) -> None:
        """Let others have the file."""
        if self._lock is not None:
            self._lock.release()
        self._lock, self._locked = None, None

    def save_to(self, path: Path, anyway: bool = False) -> bool:
        """Save there, `anyway` whatever others have written meanwhile; trouble is said, and what others wrote is asked about."""
        here = self._locked is not None and self._same(path, self._locked)
        taken = self._lock if here and self._lock is not None else self._take(path)
        if isinstance(taken, tuple):  # a Holder, which is not loaded here
            self._notice.say(f"{self._who_has(path, taken)}，不能保存到那里。", (("另存为…", self._save_as),), grave=True)
            return False
        self.secure()  # a kill between the save and the end of the journal leaves both the same, and nothing to be offered
        self._keep_what_is_there(path)
        try:
            self._document.save(path, anyway)
        except ChangedOnDisk:
            self._swap(taken, path)
            return self._settle(path)
        except CannotWrite as trouble:
            if not here:
                taken.release()
            self._notice.say(str(trouble), (("另存为…", self._save_as),), grave=True)
            return False
        self._swap(taken, path)
        self._keep(path, self._document.on_disk or b"", self._now(), self._settings.person)
        return True

    def say_who_has(self, path: Path, holder: Holder, reopen: Callable[[bool], object]) -> None:
        """Say that the file can only be read here, and what can be done. `reopen(anyway)` opens it once more."""
        offers: list[Offer] = [("另存一份…", self._save_as), ("再试一次", lambda: reopen(False))]
        if not holder.alive:
            offers.insert(0, ("仍要编辑", lambda: reopen(True)))
        self._notice.say(f"{self._who_has(path, holder)}，这里只能看，不能改动。", offers, grave=True)

    def _take(self, path: Path, anyway: bool = False) -> Lock | Holder:
        from desktopapp.core.lock import take  # loaded with the first file

        return take(path, self._me(), self._data / LOCKS, anyway)

    def _swap(self, taken: Lock, path: Path) -> None:
        if taken is not self._lock:
            self.let_go()
        self._lock, self._locked = taken, path

    # what stands in the way

    def _settle(self, path: Path) -> bool:
        """Somebody else has written the file: nothing of it is overwritten unasked."""
        while True:
            answer = questions.ask_about_changed(self._window, path.name)
            if answer is questions.OnDisk.LOOK:
                self.look(path)
                continue
            if answer is questions.OnDisk.OVERWRITE:
                return self.save_to(path, anyway=True)
            return answer is questions.OnDisk.SAVE_AS and self._save_as()

    def _who_has(self, path: Path, holder: Holder) -> str:
        since = f"（{holder.when}起）" if holder.when else ""
        if holder.alive and holder.host in ("", self._me().host):
            return f"“{path.name}”已经在这台电脑的另一个窗口里打开{f'：{holder.who}' if holder.who else ''}{since}"
        return f"“{path.name}”正由{holder.who or '有人'}在电脑“{holder.host}”上打开{since}"

    def _me(self) -> Holder:
        import platform  # loaded with the first file

        from desktopapp.core.lock import Holder

        return Holder(self._settings.person, platform.node(), os.getpid(), self._now())

    # backups

    def _keep_what_is_there(self, path: Path) -> None:
        """What the file holds before a save, which somebody else may have put there."""
        with contextlib.suppress(FileTrouble, OSError):
            there = reachable(path)
            when = datetime.datetime.fromtimestamp(there.stat().st_mtime).astimezone()
            self._keep(path, read_bytes(path), f"{when:%Y-%m-%d %H:%M}", "")

    def _keep(self, path: Path, content: bytes, when: str, who: str) -> None:
        """Keep a state; a backup that finds no room is no reason not to save."""
        from desktopapp.core import backups  # loaded with the first save

        with contextlib.suppress(FileTrouble):
            backups.keep(backups.folder(self.backups, path), backups.Contents(content, when, who, str(path)))

    def _now(self) -> str:
        return f"{self._document.now:%Y-%m-%d %H:%M}"

    def _follow(self, change: Change | None) -> None:
        """Another project has been opened: the file of the one before is free."""
        path = self._document.path
        if change is None and self._locked is not None and (path is None or not self._same(path, self._locked)):
            self.let_go()

    @staticmethod
    def _same(one: Path, other: Path) -> bool:
        return os.path.realpath(one) == os.path.realpath(other)
