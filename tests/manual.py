"""The manual: its pictures, taken of the window as it is now, and the PDF, on the program's own pages: `make manual`.

The pictures go beside the manual's words, where the program itself shows them; the PDF goes into build/.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktopapp.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "help" / "用户手册.md"
PICTURES = SOURCE.with_name("pictures")
PDF = ROOT / "build" / "用户手册.pdf"
SIZE = (1200, 675)  # logical pixels: two pictures stand on a page with what is said of them


def main() -> None:
    """Take the pictures and print the manual."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            os.environ[name] = home
        take(Path(home))
    from desktopapp.formats import manual, to_pdf

    PDF.parent.mkdir(exist_ok=True)
    to_pdf.write_printed(manual.printed(SOURCE), PDF)
    print(f"已拍照到 {PICTURES.relative_to(ROOT)}，已写 {PDF.relative_to(ROOT)}。")


def take(home: Path) -> None:
    """Open the window and take every picture that the manual shows."""
    from PySide6.QtTest import QTest

    from desktopapp import app, resources
    from desktopapp.core import project
    from desktopapp.core.report import Entry

    window = app.open_window()
    window.resize(*SIZE)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    PICTURES.mkdir(exist_ok=True)

    def picture(name: str) -> None:
        QTest.qWait(400)
        window.grab().save(str(PICTURES / f"{name}.png"))

    window.show_start_page()
    picture("start")
    sample = project.read(resources.root() / "sample" / "示例.nianbao", resources.forms())
    window.document.replace(sample, None, saved=True)
    window.show_workspace()
    window.workspace.go_to("applications.granted.natural_person")
    picture("applications")
    window.document.put(
        {"applications.granted.total": Entry("51"), "overview": Entry(text_with_a_slip(sample.report.text("overview")))}, "改错"
    )
    window.document.settled()
    window.actions_by_key["check"].trigger()
    picture("findings")
    window.workspace.go_to("overview")
    picture("text")
    window.document.undo_stack.undo()
    take_import(window, home, picture)
    window.workspace.go_to("drafts")
    picture("drafts")
    take_backups(window, home)
    window.document.undo_stack.setClean()
    window.close()


def text_with_a_slip(text: str) -> str:
    """The sample's text with one number that the tables do not say."""
    return text.replace("新收政府信息公开申请37件", "新收政府信息公开申请73件")


def take_import(window: MainWindow, home: Path, picture: Callable[[str], None]) -> None:
    """The page that shows what was read of last year's report."""
    from PySide6.QtTest import QTest

    from tests.flattening import flattened

    report = window.document.report
    path = home / f"{report.organ}{report.year - 1}年年度报告.txt"
    path.write_text(flattened(report).replace(str(report.year), str(report.year - 1)), encoding="utf-8")
    window.imports.take_in(path)
    while window.imports.reading:
        QTest.qWait(20)
    picture("import")
    window.imports.leave()
    window.show_workspace()


def take_backups(window: MainWindow, home: Path) -> None:
    """The kept states of a file, one of them beside what it says now."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from desktopapp.core.report import Entry

    for number in range(3):
        window.document.put({"applications.received.business": Entry(str(number + 4))}, "改")
        window.files.save_to(home / "年报.nianbao")

    def take_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(50, take_dialog)
            return
        dialog.list.setCurrentIndex(dialog.list.rows.index(2, 0))
        for label in dialog.findChildren(QLabel):
            label.setText(label.text().replace(str(home), "~/.local/share"))  # where they lie for a user, not for who takes the picture
        dialog.grab().save(str(PICTURES / "backups.png"))
        dialog.reject()

    QTimer.singleShot(0, take_dialog)
    window.actions_by_key["backups"].trigger()


if __name__ == "__main__":
    main()
