"""Whether a window can be opened here, and opening it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Qt aborts where a Linux session names no display; everywhere else there is one."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def window(file: Path | None = None) -> int:
    """Open the window, with a file if there is one; returns its exit code. Raises ImportError where Qt is not there."""
    from desktopapp import app  # Qt is loaded for the window alone

    return app.run(file)
