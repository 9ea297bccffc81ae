"""Puts the window together: the application, its translator and looks, the settings, the document."""

# ruff: noqa: E402 - some things must be settled before the rest is loaded

from __future__ import annotations

import datetime
import gc
import os
import sys
from pathlib import Path

# Before Qt is loaded: its wheel brings the ibus plugin and no fcitx plugin, while 统信 and 麒麟 set QT_IM_MODULE=fcitx; fcitx 5
# speaks the ibus protocol too. QT_IM_MODULES lists what to try, in order.
os.environ.setdefault("QT_IM_MODULES", "fcitx;ibus")
# Without a machine-id, as in a bare container, libdbus would abort the whole program when those plugins load.
os.environ.setdefault("DBUS_FATAL_WARNINGS", "0")

# What is loaded here is never garbage: to look through it again and again takes 8 ms of a start, and makes a key in a hundred wait.
gc.disable()

import platformdirs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from desktopapp import resources
from desktopapp.core.project import Project
from desktopapp.ui.crash import CrashGuard
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import blank_report
from desktopapp.ui.looks import Looks
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.settings import Settings
from desktopapp.ui.theme import apply_looks

gc.freeze()
gc.enable()

NAME = "nianbao"
SETTLED = 100  # ms after which the start page has been painted


def open_window(path: str | Path | None = None, keep: Path | None = None) -> MainWindow:
    """The window with a blank report, or with the file at `path`; shown, no event loop started, no dialog asked.

    Settings, the journal and rescued work are kept in `keep`, and where there is none in the user's own folders.
    """
    window = _window(keep)
    _speak_chinese()
    window.show_workspace()
    if path is not None:
        window.open_path(Path(path))
    window.show()
    QTimer.singleShot(0, window, window.restoring.offer)
    return window


def run(path: str | Path | None = None) -> int:
    """The program as the command starts it; returns its exit code."""
    if path is None:
        window = open_start_page()
    else:
        window = open_window()
        window.open_chosen(Path(path))
    for guard in window.findChildren(CrashGuard):
        guard.watch_qt()
    code = QApplication.exec()
    del window  # held until the last event
    return code


def open_start_page() -> MainWindow:
    """The window as it begins when no file is named; the workspace is built while the start page is read."""
    window = _window()
    window.show_start_page()
    window.show()
    QTimer.singleShot(SETTLED, window, lambda: _settle(window))
    return window


def _settle(window: MainWindow) -> None:
    """What the start page does without, once it has been painted."""
    _speak_chinese()
    window.prepare()
    window.restoring.offer()


def _speak_chinese() -> None:
    """Qt's own words, as in dialogs and context menus, in Chinese."""
    from PySide6.QtCore import QLibraryInfo, QTranslator  # 5 ms: they bring every language and country there is

    application = QApplication.instance()
    if application is not None and application.findChild(QTranslator) is None:
        translator = QTranslator(application)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)


def _window(keep: Path | None = None) -> MainWindow:
    """A window on a blank report, not yet shown."""
    stick = keep or resources.portable()
    data = stick or platformdirs.user_data_path(NAME, appauthor=False)
    settings = Settings.read((stick or platformdirs.user_config_path(NAME, appauthor=False)) / "settings.json")
    application = _application(settings)
    blank = blank_report(resources.form(), settings.office, _now().date())
    document = Document(Project(blank), _now, application, lambda: settings.person)
    window = MainWindow(document, resources.forms(), resources.EDITION, settings, resources.root(), data)
    CrashGuard(data / "救回", lambda: document.project, window.recovery.secure, window).install()
    screen = QGuiApplication.primaryScreen().availableSize()
    window.resize(min(1366, screen.width()), min(860, screen.height() - 32))
    return window


def _now() -> datetime.datetime:
    """The time on this computer's clock, in its own zone."""
    return datetime.datetime.now().astimezone()


def _application(settings: Settings) -> QApplication:
    """The one application, made when there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform == "linux":  # no desktop's global menu: asking its bus for one takes 10 ms where no bus answers
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    # Named here and not by setStyle, which hands the style over to Python and makes all its enumerations, 10 ms.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("年报助手")
    application.setDesktopFileName("cn.nianbao.app")
    application.setWindowIcon(QIcon(str(resources.root() / "icons" / "nianbao.svg")))
    looks = Looks(settings)
    apply_looks(application, looks.theme, looks.text)
    return application
