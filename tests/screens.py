"""Pictures of every page in both themes, at several scales and window sizes, for people to look at: `make screens`.

They go into build/screens/, one folder a setting. Each setting is a process of its own, for a display scale is fixed at Qt's start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktopapp.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "screens"
# name, display scale, window in physical pixels (a task bar's height is left off), theme, text size
SCREENS = ((1366, 768, 100), (1366, 768, 150), (1920, 1080, 100), (1920, 1080, 150), (1920, 1080, 200))
SETTINGS = [
    *(
        (f"{width}x{height}-{scale}-{theme}", scale, (width, height - 40), theme, 100)
        for width, height, scale in SCREENS
        for theme in ("light", "dark")
    ),
    *(
        (f"1366x768-100-{theme}-text{text}", 100, (1366, 728), theme, text)
        for theme, text in (("light", 125), ("light", 150), ("dark", 175), ("light", 200))
    ),
    ("1366x768-100-contrast", 100, (1366, 728), "contrast", 100),
    ("1920x1080-100-contrast-text200", 100, (1920, 1040), "contrast", 200),
]


def take(folder: Path, width: int, height: int, theme: str, text: int) -> None:
    """Open the window in this process and take its pictures."""
    sys.path.insert(0, str(ROOT))
    from PySide6.QtTest import QTest

    from desktopapp import app, resources
    from desktopapp.core import project
    from desktopapp.core.report import Entry

    window = app.open_window()
    window.actions_by_key[theme].trigger()
    window.actions_by_key["text_normal"].trigger()
    for _ in range((text - 100) // 25):
        window.actions_by_key["text_larger"].trigger()
    window.resize(width, height)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    folder.mkdir(parents=True, exist_ok=True)

    def picture(name: str) -> None:
        QTest.qWait(120)
        window.grab().save(str(folder / f"{name}.png"))

    picture("0-blank")
    sample = project.read(resources.root() / "sample" / "示例.nianbao", resources.forms())
    window.document.replace(sample, None, saved=True)
    keys = window.workspace.sections.model().keys
    for number, key in enumerate(keys, 1):
        window.workspace.sections.choose(key)
        picture(f"{number}-{key}")
    window.document.put(
        {
            "applications.received.business": Entry("90"),
            "applications.granted.natural_person": Entry("12abc"),
            "disclosure.licensing.decisions": Entry("52（其中新办39件，变更12件）"),
            "disclosure.fees.amount": Entry("251000元"),
        },
        "改错",
    )
    for key in ("disclosure", "applications"):
        window.workspace.sections.choose(key)
        picture(f"8-broken-{key}")
    window.actions_by_key["check"].trigger()
    picture("9-checked")
    window.notice.say("已粘贴21格，合计已核对3个、不符1个，2个不是数字，原来的数保留（“无”、“/”）。")
    window.actions_by_key["guidance"].trigger()
    window.workspace.findings.guidance.search.setText("公开")
    picture("9-notice-and-search")
    window.workspace.findings.guidance.search.clear()
    window.notice.hide()
    window.actions_by_key["checkup"].trigger()
    picture("9-checkup")
    window.document.undo_stack.setClean()
    take_two_years(window, picture)
    take_start_page(window, picture)
    take_practice(window, picture)
    window.document.undo_stack.setClean()
    take_recovery(window, folder, picture)
    window.document.undo_stack.setClean()
    window.close()


def take_two_years(window: MainWindow, picture: Callable[[str], None]) -> None:
    """The import page with a file of last year's, and both years side by side."""
    from PySide6.QtTest import QTest

    from desktopapp.core.report import Entry
    from tests.flattening import flattened

    report = window.document.report
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{report.year - 1}年年度报告.txt")
        text = flattened(report).replace(str(report.year), str(report.year - 1))
        path.write_text(text, encoding="utf-8")
        window.imports.take_in(path)
        while window.imports.reading:
            QTest.qWait(20)
    picture("9-import")
    page = window._stack.currentWidget()
    page._buttons[0].click()
    picture("9-import-question")
    page.chosen.emit("last")
    window.notice.hide()
    window.document.put({"applications.carried_in.business": Entry("3"), "disclosure.normative_documents.issued": Entry("90")}, "改")
    for place, name in enumerate(("offers", "numbers", "texts")):
        window.workspace.years.tabs.setCurrentIndex(place)
        picture(f"9-years-{name}")
    window.document.undo_stack.setClean()


def take_start_page(window: MainWindow, picture: Callable[[str], None]) -> None:
    """As at the very first start, then with reports that were opened before, one of them gone."""
    window.show_start_page()
    picture("10-start")
    with tempfile.TemporaryDirectory() as folder:
        names = [f"示例县自然资源和规划局{year}年政府信息公开工作年度报告.nianbao" for year in (2025, 2024, 2023)]
        recent = [Path(folder, name) for name in (*names, "年报草稿（办公室已核）.nianbao")]
        for number, path in enumerate(recent):
            path.touch()
            then = time.time() - number * 86400
            os.utime(path, (then, then))
        recent[2].unlink()
        window._settings.recent = [str(path) for path in recent]
        window.show_workspace()
        window.show_start_page()
        picture("10-start-recent")
        window._start.list.setFocus()
        picture("10-start-focus")
    window._settings.recent = []


def take_practice(window: MainWindow, picture: Callable[[str], None]) -> None:
    """At its beginning, half way, and at its end."""
    from desktopapp.core.report import Entry

    window.actions_by_key["practice"].trigger()
    picture("11-practice")
    for number, step in enumerate(window._guide._steps):
        texts = {place: str(value) for place, value in step.values.items()}
        if step.rule == "C03":
            texts = {step.place: window.document.report.text(step.place).replace("148", "138")}
        window.document.put({place: Entry(text) for place, text in texts.items()}, "改错")
        if number == 6:
            window.actions_by_key["next_finding"].trigger()
            picture("11-practice-half")
    picture("11-practice-end")


def take_recovery(window: MainWindow, folder: Path, picture: Callable[[str], None]) -> None:
    """What a program that was killed left behind, and the kept states of a file beside what it says now."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QPushButton

    from desktopapp.core import project
    from desktopapp.core.journal import Header, Journal
    from desktopapp.core.report import Entry

    log = Journal(window.recovery.folder, Header("", "", "张三"))
    log.write(project.dumps(window.document.project), "2025-01-10 16:20:00")
    log.close()
    window.restoring.offer()
    picture("12-recovery")
    window.findChild(QPushButton, "recovery_decline").click()
    with tempfile.TemporaryDirectory() as place:
        for number in range(3):
            window.document.put({"applications.received.business": Entry(str(number))}, "改")
            window.files.save_to(Path(place, "某局2024年.nianbao"))

        def take_dialog() -> None:
            dialog = QApplication.activeModalWidget()
            dialog.list.setCurrentIndex(dialog.list.rows.index(2, 0))
            dialog.grab().save(str(folder / "12-backups.png"))
            dialog.close()

        QTimer.singleShot(300, take_dialog)
        window.actions_by_key["backups"].trigger()
        window.actions_by_key["new"].trigger()


def main() -> None:
    """Every setting."""
    with tempfile.TemporaryDirectory() as home:
        for name, scale, (width, height), theme, text in SETTINGS:
            logical = [str(int(length * 100 / scale)) for length in (width, height)]
            surroundings = os.environ | {"QT_SCALE_FACTOR": str(scale / 100), "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
            subprocess.run([sys.executable, __file__, str(OUT / name), *logical, theme, str(text)], env=surroundings, check=True)
            print(f"{OUT.relative_to(ROOT) / name}")


if __name__ == "__main__":
    if len(sys.argv) == 6:
        take(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
    else:
        main()
