"""`nianbao --self-test DIR`: does at once what an office does in a week, and says in one line how it went.

An administrator runs it on a machine that is new to him, and whoever makes the packages on each. It opens the window, fills in the sample,
exports every format into the folder and reads the files back; the user's own settings, journal and files are not touched.
"""

from __future__ import annotations

import os
import pkgutil
import platform
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

import desktopapp
from desktopapp import formats, launch, resources
from desktopapp.core import number, project
from desktopapp.core.content import content
from desktopapp.core.report import Entry, Report

DONE, FAILED = 0, 1
_NAME = "年报助手自检"
_OPTIONAL = ("pdfplumber", "pdfminer")  # libraries that no package brings; what needs them says so to the user


def run(folder: Path) -> int:
    """Do all of it in `folder`, which is made where it is missing; prints one line and returns the exit code."""
    try:
        print(f"自检通过：{_facts(folder)}。")
    except Exception as error:  # whatever it is, it is what this command is there to tell
        place = traceback.extract_tb(error.__traceback__)[-1]
        print(f"自检没有通过（{type(error).__name__}，{Path(place.filename).name} 第{place.lineno}行）：{error}", file=sys.stderr)
        return FAILED
    return DONE


def _facts(folder: Path) -> str:
    begun = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    if not launch.has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    report, seconds = _filled_in_the_window(folder / "数据")
    parts = _parts()
    cells = _exported(report, folder)
    pages = _pages(report, folder)
    facts = (
        _machine(),
        _screen(),
        f"打开窗口用时{seconds:.2f}秒",
        f"程序各部分{parts}个都能加载",
        f"填报{cells}格，导出的Word、Excel、网页和项目文件读回全部一致，PDF文件{pages}页",
        f"共用时{time.perf_counter() - begun:.1f}秒",
    )
    return "，".join(facts)


def _filled_in_the_window(keep: Path) -> tuple[Report, float]:
    """The sample, put into a blank report in a window that is shown; and how many seconds it took until the window was."""
    begun = time.perf_counter()
    from PySide6.QtWidgets import QApplication

    from desktopapp import app

    window = app.open_window(keep=keep)
    QApplication.processEvents()
    seconds = time.perf_counter() - begun
    sample = project.read(resources.root() / "sample" / "示例.nianbao", resources.forms()).report
    window.document.put({place: Entry(entry.raw) for place, entry in sample.entries.items()}, "自检")
    QApplication.processEvents()
    _expect(window.isVisible(), "窗口没有显示出来")
    _expect(content(window.document.report) == content(sample), "填入的内容与示例不一致")
    _expect(not window.grab().toImage().isNull(), "窗口画不出来")
    report = window.document.report
    window.hide()
    return report, seconds


def _parts() -> int:
    """Load every module of the program, so that nothing they need can be missing; returns how many there are."""
    loaded = 0
    for module in pkgutil.walk_packages(desktopapp.__path__, "desktopapp."):
        try:
            import_module(module.name)
            loaded += 1
        except ModuleNotFoundError as missing:
            if (missing.name or "").split(".")[0] not in _OPTIONAL:
                raise
    return loaded


def _exported(report: Report, folder: Path) -> int:
    """Write the project and what is exported, read all back; returns how many numbers agree."""
    from desktopapp.formats import reading_back

    kept = folder / f"{_NAME}{project.SUFFIX}"
    project.write(project.Project(report), kept)
    _expect(content(project.read(kept, resources.forms()).report) == content(report), "项目文件读回后不一致")
    for suffix in formats.WRITERS:
        formats.write(report, folder / f"{_NAME}{suffix}")
    for suffix in formats.WRITERS.keys() - {".pdf"}:
        reading_back.confirm(report, folder / f"{_NAME}{suffix}", resources.forms())
    return sum(1 for address in report.form.cells if number.write(report.value(address)))


def _pages(report: Report, folder: Path) -> int:
    """How many pages the PDF has: as many as the report."""
    from desktopapp.formats.paper import Options, Typesetter

    pages = len(Typesetter().lay_out(report, Options()).pages)
    written = (folder / f"{_NAME}.pdf").read_bytes()
    _expect(written.startswith(b"%PDF-") and f"/Count {pages}".encode() in written, "PDF文件的页数不对")
    return pages


def _machine() -> str:
    from PySide6.QtCore import qVersion

    return f"年报助手{resources.version()}，Python {platform.python_version()}，Qt {qVersion()}，{platform.system()} {platform.machine()}"


def _screen() -> str:
    """What shows the window, by what Chinese is typed, and in how many fonts it can be written."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    fonts = len(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    typing = os.environ.get("QT_IM_MODULE") or os.environ.get("QT_IM_MODULES", "系统自带")
    return f"显示方式{QGuiApplication.platformName()}，输入法{typing}，中文字体{fonts}种"


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise RuntimeError(otherwise)
