"""Files that are dropped onto the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Dropping(QObject):
    """Lets files be dropped onto a widget; `dropped` gets the path of the first that lies on this computer."""

    def __init__(self, widget: QWidget, dropped: Callable[[Path], object]) -> None:
        super().__init__(widget)
        self._dropped = dropped
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return super().eventFilter(watched, event)
        drop = cast(QDropEvent, event)
        path = next((url.toLocalFile() for url in drop.mimeData().urls() if url.isLocalFile()), "")
        if path:
            drop.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._dropped(Path(path))
        return True
