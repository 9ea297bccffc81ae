"""Our own bugs: the work goes to disk first, then one dialog says so; what fails after that is only counted."""

from __future__ import annotations

import datetime
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from desktopapp.core import project
from desktopapp.core.files import FileTrouble
from desktopapp.core.project import Project


class CrashGuard(QObject):
    """Takes over from Python's own hooks. `secure` has the work in the journal when it returns True; else `folder` receives it, and
    `work` gives the project at that moment."""

    _elsewhere = Signal(object, object, object)

    def __init__(
        self, folder: Path, work: Callable[[], Project | None], secure: Callable[[], bool], parent: QObject | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._folder, self._work, self._secure = folder, work, secure
        self._shown = False
        self.count = 0
        self._elsewhere.connect(self.caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every bug ends here, in whichever thread it is."""
        sys.excepthook = self.caught
        threading.excepthook = lambda failed: self._elsewhere.emit(failed.exc_type, failed.exc_value, failed.exc_traceback)

    def watch_qt(self) -> None:
        """Qt ends the program after a fatal message of its own: the work is on the disk before."""

        def heard(kind: QtMsgType, context: object, words: str) -> None:
            if kind == QtMsgType.QtFatalMsg:
                self._safe()
            if before is not None:
                before(kind, context, words)
            elif sys.stderr is not None:
                sys.stderr.write(f"{words}\n")

        before = cast("Callable[..., object] | None", qInstallMessageHandler(heard))

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Bring the work to safety and say what happened, the first time."""
        self.count += 1
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        if self._shown or issubclass(kind, KeyboardInterrupt):
            return
        self._shown = True
        words = self._safe()
        from desktopapp.ui.crash_dialog import CrashDialog, report  # loaded when wanted

        CrashDialog(words, report(error, trace)).exec()

    def rescue(self) -> Path | None:
        """Write the work to a file of its own; None when there is none or the disk refuses."""
        work = self._work()
        if work is None:
            return None
        path = self._folder / f"救回-{datetime.datetime.now().astimezone():%Y%m%d-%H%M%S}{project.SUFFIX}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            project.write(work, path)
        except (FileTrouble, OSError):
            return None
        return path

    def _safe(self) -> str:
        """Bring the work to safety; returns where it is, in words."""
        try:
            if self._secure():
                return "您填的内容都已存到磁盘。可以继续；如果程序关闭了，再打开时点“恢复”。"
        except Exception:
            traceback.print_exc()  # the journal itself may be what failed
        rescued = self.rescue()
        return f"您填的内容已另存到：\n{rescued}\n可以从那里打开。" if rescued else "请立即另存当前内容。"
