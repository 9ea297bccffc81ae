"""Puts the window together: the application, its translator and looks, the settings, the document."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

# Before Qt is loaded: its wheel brings the ibus plugin and no fcitx plugin, while 统信 and 麒麟 set QT_IM_MODULE=fcitx; fcitx 5
# speaks the ibus protocol too. QT_IM_MODULES lists what to try, in order.
os.environ.setdefault("QT_IM_MODULES", "fcitx;ibus")

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from desktopapp import resources
from desktopapp.core.project import Project
from desktopapp.ui.crash import CrashGuard
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import blank_report
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.settings import Settings
from desktopapp.ui.theme import THEMES, apply_theme

NAME = "nianbao"


def open_window(path: str | Path | None = None) -> QMainWindow:
    """The window with a blank report, or with the file at `path`; shown, no event loop started, no dialog asked."""
    settings = Settings.read(platformdirs.user_config_path(NAME, appauthor=False) / "settings.json")
    application = _application(settings)
    today = datetime.date.today
    document = Document(Project(blank_report(resources.form(), settings.office, today())), today, application)
    window = MainWindow(document, resources.forms(), resources.EDITION, settings, resources.root())
    if path is not None:
        window.open_path(Path(path))
    CrashGuard(platformdirs.user_data_path(NAME, appauthor=False) / "救回", lambda: document.project).install()
    screen = QGuiApplication.primaryScreen().availableSize()
    window.resize(min(1366, screen.width()), min(860, screen.height() - 32))
    window.show()
    return window


def run(path: str | Path | None = None) -> int:
    """The program as the command starts it; returns its exit code."""
    window = open_window(path)
    if path is None and isinstance(window, MainWindow):
        window.show_start_page()
    return QApplication.exec()


def _application(settings: Settings) -> QApplication:
    """The one application, made when there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("年报助手")
    application.setDesktopFileName("cn.nianbao.app")
    application.setWindowIcon(QIcon(str(resources.root() / "icons" / "nianbao.svg")))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    apply_theme(application, THEMES[settings.theme])
    return application
