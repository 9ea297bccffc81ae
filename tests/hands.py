"""Driving the window as a person does: keys, an input method, clicks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTableView

from desktopapp.core.project import Project
from desktopapp.core.report import Report
from desktopapp.ui.grid_model import ADDRESS_ROLE
from desktopapp.ui.main_window import MainWindow


def find(window: MainWindow, kind: type, name: str):
    """The widget of that name."""
    widget = window.findChild(kind, name)
    assert widget is not None, name
    return widget


def index_of(grid: QTableView, address: str) -> QModelIndex:
    """Where a cell stands, asked of the model as any other program would."""
    model = grid.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if model.index(row, column).data(ADDRESS_ROLE) == address:
                return model.index(row, column)
    raise AssertionError(address)


def load(window: MainWindow, report: Report, path: Path | None = None) -> None:
    """Open a report."""
    window.document.replace(Project(report), path, saved=True)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    QTest.keyClick(focus, key, modifiers)
    QApplication.processEvents()


def show(window: MainWindow, part: str) -> None:
    """Choose a part in the list."""
    window.workspace.sections.choose(part)
    QApplication.processEvents()


def messages(window: MainWindow) -> list[str]:
    """What the list of findings says."""
    model = find(window, QListView, "findings").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def type_text(text: str) -> None:
    """Type into what has the focus: ASCII key by key, all else as an input method commits it, a phrase at a time."""
    for phrase in re.findall(r"[\x00-\x7f]|[^\x00-\x7f]+", text):
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        if phrase == "\n":
            QTest.keyClick(focus, Qt.Key.Key_Return)
        elif phrase.isascii():
            QTest.keyClick(focus, phrase)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(phrase)
            QApplication.sendEvent(focus, event)


def type_at(window: MainWindow, address: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> QTableView:
    """Put the cursor on a cell, type, and commit with a key."""
    grid = find(window, QTableView, f"grid_{address.split('.')[0]}")
    show(window, address.split(".")[0])
    grid.setFocus()
    grid.setCurrentIndex(index_of(grid, address))
    type_text(text)
    QTest.keyClick(QApplication.focusWidget(), key)
    return grid


def wait_until(happened: Callable[[], object]) -> None:
    """Let the window work until something has happened."""
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "it never happened"
        QTest.qWait(10)
