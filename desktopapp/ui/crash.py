"""Our own bugs: the work goes to disk first, then one dialog says so; what fails after that is only counted."""

from __future__ import annotations

import datetime
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox

from desktopapp.core import project
from desktopapp.core.files import FileTrouble
from desktopapp.core.project import Project


class CrashGuard:
    """Takes over from Python's own hook. `folder` receives the rescued work, `work` gives the project at that moment."""

    def __init__(self, folder: Path, work: Callable[[], Project | None]) -> None:
        self._folder, self._work = folder, work
        self._shown = False
        self.count = 0

    def install(self) -> None:
        """From now on every bug ends here."""
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Rescue the work and say what happened, the first time."""
        self.count += 1
        sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        if self._shown or issubclass(kind, KeyboardInterrupt):
            return
        self._shown = True
        rescued = self.rescue()
        words = f"当前内容已另存到：\n{rescued}\n请从那里打开。" if rescued else "请立即另存当前内容。"
        QMessageBox.critical(None, "年报助手", f"程序出现内部错误（{kind.__name__}）。\n{words}")

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
