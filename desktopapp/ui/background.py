"""Work beside the window, so that it never freezes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class _Outcome(QObject):
    done = Signal()
    failed = Signal(object)


class Background(QRunnable):
    """Runs `task` in another thread; then, in the window's, `done()` or `failed(exception)`."""

    def __init__(self, task: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._task = task
        self._outcome = _Outcome()
        self._outcome.done.connect(done)
        self._outcome.failed.connect(failed)
        self.setAutoDelete(False)

    def start(self) -> None:
        """Begin; the caller keeps this object until it is done."""
        QThreadPool.globalInstance().start(self)

    def run(self) -> None:
        try:
            self._task()
        except Exception as error:
            self._outcome.failed.emit(error)
        else:
            self._outcome.done.emit()
