"""The recent files in the menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from desktopapp.ui.settings import Settings


class RecentMenu(QMenu):
    """Filled each time it is opened; `act` opens a file."""

    def __init__(self, settings: Settings, act: Callable[[Path], object], parent: QWidget) -> None:
        super().__init__("最近打开(&R)", parent)
        self._settings, self._act = settings, act
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for name in self._settings.recent:
            self.addAction(Path(name).name).triggered.connect(lambda _=False, path=Path(name): self._act(path))
        if not self._settings.recent:
            self.addAction("还没有打开过文件").setEnabled(False)
