"""The whole journey in a process of its own, from the start page to the end, but for printing: what `test_offline` watches.

`python tests/journeys/whole_journey.py FOLDER` works in that folder and writes there what the process has loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktopapp import app, resources
from desktopapp.core import project
from desktopapp.ui import questions
from desktopapp.ui.history_dialog import HistoryDialog
from desktopapp.ui.import_page import ImportPage
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, type_at, wait_until
from tests.samples import distinct_report

LOADED = "loaded.txt"
CELL = "disclosure.licensing.decisions"


def go(folder: Path) -> None:
    """Begin, type, check, look, save, open, export, import what was exported, compare, look up, end."""
    window = app.open_start_page()
    QTest.qWait(3 * app.SETTLED)
    window.actions_by_key["new"].trigger()
    window.activateWindow()  # a bare X server has nobody to do it
    assert QTest.qWaitForWindowActive(window)
    report = distinct_report()
    window.document.put({place: entry for place, entry in report.entries.items() if place != CELL}, "填数")
    type_at(window, CELL, "5213")
    window.actions_by_key["check"].trigger()
    for key in ("checkup", "years", "hand_over", "help", "about"):
        window.actions_by_key[key].trigger()
        QTest.qWait(20)
    path = folder / "年报.nianbao"
    assert window.files.save_to(path)
    window.actions_by_key["history"].trigger()
    find(window, HistoryDialog, "history_dialog").close()
    for suffix in (".docx", ".xlsx", ".pdf"):
        window.files.export_to(folder / f"成品{suffix}")
        wait_until(lambda suffix=suffix: list(folder.glob(f"成品*{suffix}")))
    wait_until(lambda: not window.files._running)
    for suffix in (".docx", ".xlsx", ".pdf"):
        take_in(window, next(folder.glob(f"成品*{suffix}")))
    QGuiApplication.clipboard().setText("一、总体情况\n发布信息120条。")
    window.actions_by_key["import_clipboard"].trigger()
    wait_until(lambda: not window.imports.reading)
    window.imports.leave()
    assert window.open_path(path) in (True, None)
    for key in ("dark", "light", "text_larger", "text_normal", "undo", "redo"):
        window.actions_by_key[key].trigger()
        QTest.qWait(20)
    (folder / LOADED).write_text("\n".join(loaded()), encoding="utf-8")
    assert project.read(path, resources.forms()).report.text(CELL) == "5213"
    window.close()
    QTest.qWait(50)


def take_in(window: MainWindow, path: Path) -> None:
    """Import a file that was exported, in place of what is open, as a person clicks through it."""
    window.open_chosen(path)
    wait_until(lambda: not window.imports.reading)
    page = find(window, ImportPage, "import_page")
    for wanted in ("作为本年年报", "放进现在的项目（可以撤销）"):
        button = next(button for button in page.findChildren(QPushButton) if button.text() == wanted and button.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def loaded() -> list[str]:
    """The Python modules and the libraries in this process."""
    maps = Path("/proc/self/maps")
    libraries = {line.split()[-1] for line in maps.read_text().splitlines() if "/" in line} if maps.exists() else set()
    return [*sorted(sys.modules), *sorted(libraries)]


if __name__ == "__main__":
    questions.ask_about_unsaved = lambda *_: questions.Answer.DISCARD  # type: ignore[assignment]
    go(Path(sys.argv[1]))
