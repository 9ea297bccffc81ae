"""What every test gets: settings and data in a folder of its own, and no tolerance for noise from Qt."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from desktopapp.core.report import Entry
from tests.flattening import flattened
from tests.samples import CAREFUL_TEXTS, distinct_report, saved

settings.register_profile("patient", deadline=None)  # a busy machine is no fault of the program
settings.load_profile("patient")

_HOME = tempfile.mkdtemp(prefix="nianbao-tests-")
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
    os.environ[_variable] = _HOME
if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What the platform, not the program, says: a bare X server has no input method, and offscreen has no system tray.
_SAID_BY_THE_PLATFORM = (
    "propagateSizeHints",
    "QStandardPaths: XDG_RUNTIME_DIR",
    "qt.qpa.",
    "Populating font family aliases",
    "OpenType",
    "This plugin does not support",
)


@pytest.fixture(autouse=True)
def quiet_qt() -> Iterator[None]:
    """A test in which Qt says something unexpected fails."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    from PySide6.QtCore import qInstallMessageHandler

    said: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, message: said.append(message))
    yield
    qInstallMessageHandler(None)
    unexpected = [message for message in said if not any(known in message for known in _SAID_BY_THE_PLATFORM)]
    assert not unexpected, unexpected


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    """The window with a blank report; closed afterwards without a question, and no other window left behind."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktopapp import app
    from desktopapp.ui import questions

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    hook = sys.excepthook
    opened = app.open_window()
    raised: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: raised.append(error)  # in a slot it would reach no test, but a dialog
    opened.resize(1366, 736)
    opened.activateWindow()
    assert QTest.qWaitForWindowActive(opened), "the screen gives the window no focus"
    yield opened
    sys.excepthook = hook
    opened.commit_editing()
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.DISCARD)
    QApplication.clipboard().clear()  # a process that ends with something on it crashes where there is no screen
    opened.close()
    opened.deleteLater()
    opened.document.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not left, left
    assert not raised, raised


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A project in which every identity holds and is checked."""
    report = distinct_report()
    totals = {address: Entry(str(report.value(address))) for address, cell in report.form.cells.items() if cell.is_sum}
    report.apply(report.plan(totals | {place: Entry(words) for place, words in CAREFUL_TEXTS.items()}))
    return saved(report, tmp_path / "完整.nianbao")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A project with a wrong control total."""
    report = distinct_report()
    wrong = {"disputes.review.total": "1", "organ": "清河县\u00a0档案管理局"}
    report.apply(report.plan({place: Entry(raw) for place, raw in (CAREFUL_TEXTS | wrong).items()}))
    return saved(report, tmp_path / "有误.nianbao")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A report's text as an extractor leaves it."""
    path = tmp_path / "年报.txt"
    path.write_text(flattened(distinct_report()), encoding="utf-8")
    return path
