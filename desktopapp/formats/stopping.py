"""Stopping a reading midway."""

from __future__ import annotations

import subprocess
import threading


class Stop:
    """Ends a reading from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._asked = False

    @property
    def asked(self) -> bool:
        """The reading is not wanted any more."""
        return self._asked

    def now(self) -> None:
        """Kill the process that parses the file, or the one that is about to begin."""
        with self._lock:
            self._asked = True
            if self._process is not None:
                self._process.kill()

    def watch(self, process: subprocess.Popen[str]) -> None:
        """This is the process to kill."""
        with self._lock:
            self._process = process
            if self._asked:
                process.kill()
