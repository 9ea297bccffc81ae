"""Files that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dragged(event: QDropEvent) -> Path | None:
    """The first of the dragged files that lies on this computer; the event is accepted where there is one."""
    path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
    if not path:
        return None
    event.acceptProposedAction()
    return Path(path)
