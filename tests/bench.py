"""Speed and memory, each as a ratio to the bare minimum in the same run: `make bench`.

start    process start to a window that takes keys, against a bare PySide6 window with one empty table (bar 1.7), and its peak memory (1.5)
key      a number committed in 表三: all checks, findings and repaint; 99th percentile over 1,000 edits (16 ms)
paste    25 × 7 numbers pasted into 表三, to repaint (bar 50 ms)
part     another part chosen in the list, to repaint (50 ms)
scroll   表三 scrolled by one step of the wheel, repaint; 99th percentile (16 ms)
word     the report as Word, against what python-docx needs to open and save its own default document (2 × plus 10 ms)
paper    a report's first page on a screen, from the import of the layout on (100 ms); laid out and painted again after an edit (30 ms);
         the whole report as a PDF (150 ms)
excel    the report as Excel, against a plain XlsxWriter run that writes the same cells (1.5)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktopapp.core.report import Report
    from desktopapp.formats.paper import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(0, 0))
window.resize(1366, 736)
window.show()
"""
OURS = """
import desktopapp.__main__
from desktopapp.app import open_start_page
window = open_start_page()
from PySide6.QtWidgets import QApplication
"""
WITH_REPORT = """
from desktopapp.app import open_window
window = open_window()
from PySide6.QtWidgets import QApplication
"""
# Ready for keys: shown, painted, and every event of the start worked off.
READY = """
import resource, time
from PySide6.QtCore import QTimer
QTimer.singleShot(0, QApplication.instance().quit)
QApplication.instance().exec()
print(time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def start(script: str) -> tuple[float, float]:
    """(ms, peak MB) of one process from its start to a window that takes keys."""
    begun = time.monotonic()  # one clock for all processes
    ended = subprocess.run([sys.executable, "-c", script + READY], cwd=ROOT, check=True, capture_output=True, text=True)
    ready, peak = ended.stdout.split()[-2:]
    return (float(ready) - begun) * 1000, int(peak) / 1024


def starts(runs: int) -> None:
    """Ours and the bare window in turn, so that a drifting machine slows both."""
    scripts = {"start": OURS, "report": WITH_REPORT, "bare": BARE}
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in scripts}
    for _ in range(runs + 1):  # the first round warms the disk cache
        for name, script in scripts.items():
            measured[name].append(start(script))
    times = {name: statistics.median(run[0] for run in took[1:]) for name, took in measured.items()}
    peaks = {name: statistics.median(run[1] for run in took[1:]) for name, took in measured.items()}
    say("start", (times["start"], times["bare"]), "ms", "1.7")
    say("  report", (times["report"], times["bare"]), "ms", "with a whole report on the first page")
    say("memory", (peaks["report"], peaks["bare"]), "MB", "1.5")


def keys(edits: int) -> None:
    """Type numbers into 表三 as a person does; what is timed is Return: commit, all checks, findings, the cursor's step, repaint.

    The numbers are arbitrary, so that before long nearly every identity is broken: the most work that a key can make.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.hands import index_of, type_text

    window = open_on_applications()
    grid = window.workspace.grid
    cells = [cell for cell in window.document.report.form.tables["applications"].cells if not cell.is_sum]
    took = []
    for edit in range(edits):
        grid.setCurrentIndex(index_of(grid, cells[edit * 37 % len(cells)].address))
        type_text(str(edit))
        QApplication.processEvents()
        editor = QApplication.focusWidget()
        begun = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
    spread("key", took, "16 ms at p99")
    window.document.undo_stack.setClean()
    window.close()


def open_on_applications():
    """The window, active, on 表三 of a report in which every number differs."""
    from PySide6.QtTest import QTest

    from desktopapp.app import open_window
    from desktopapp.core.project import Project
    from tests.samples import distinct_report

    window = open_window()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.document.replace(Project(distinct_report()), None, saved=True)
    window.workspace.sections.choose("applications")
    window.workspace.grid.setFocus()
    return window


def gestures(runs: int) -> None:
    """Paste, change of part, scroll: what is timed ends when the window has painted."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    window = open_on_applications()
    grid = window.workspace.grid

    def paste(run: int) -> None:
        QApplication.clipboard().setText("\n".join("\t".join(str(run + row * 7 + column) for column in range(7)) for row in range(25)))
        grid.go_to("applications.received.natural_person")
        QApplication.processEvents()

    spread("paste", [to_repaint(grid.paste, partial(paste, run)) for run in range(runs)], "50 ms")
    keys = window.workspace.sections.model().keys
    spread("part", [to_repaint(partial(window.workspace.sections.choose, keys[run % len(keys)])) for run in range(runs)], "50 ms")
    window.resize(1366, 560)
    window.workspace.sections.choose("applications")
    QApplication.processEvents()
    place = QPointF(grid.viewport().rect().center())

    def scroll(run: int) -> None:
        way = QPoint(0, -120 if run // 3 % 2 == 0 else 120)
        keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(place, grid.viewport().mapToGlobal(place), QPoint(), way, Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(grid.viewport(), wheel)

    spread("scroll", [to_repaint(partial(scroll, run)) for run in range(runs * 10)], "16 ms at p99")
    window.document.undo_stack.setClean()
    window.close()


def to_repaint(act: Callable[[], object], before: Callable[[], object] | None = None) -> float:
    """The time in ms until what was done is painted."""
    from PySide6.QtWidgets import QApplication

    if before is not None:
        before()
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def spread(name: str, took: list[float], bar: str) -> None:
    """One line: median and 99th percentile."""
    took = sorted(took)
    print(f"{name:8} median {statistics.median(took):5.1f} ms   p99 {took[int(len(took) * 0.99)]:5.1f} ms   (bar {bar})")


def timed(act: Callable[[], object], runs: int = 15) -> float:
    """The median time in ms, after one run that is not counted (it imports)."""
    act()
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def exports(folder: Path) -> None:
    """Word and Excel against the least their libraries need."""
    import docx

    from desktopapp.formats import to_docx, to_xlsx
    from tests.samples import zero_report

    report = zero_report()
    bare = timed(lambda: docx.Document().save(str(folder / "bare.docx")))
    ours = timed(lambda: to_docx.write(report, folder / "ours.docx"))
    say("word", (ours, bare), "ms", f"2 × + 10 ms = {2 + 10 / bare:.2f}")
    bare = timed(lambda: plain_sheets(folder / "bare.xlsx"))
    ours = timed(lambda: to_xlsx.write(report, folder / "ours.xlsx"))
    say("excel", (ours, bare), "ms", "1.5")


FIRST_PAGE = """
import time
from PySide6.QtGui import QGuiApplication
from tests.bench import report_for_paper
application = QGuiApplication([])
report = report_for_paper()
begun = time.perf_counter()
from desktopapp.formats.paper import Typesetter
from tests.bench import painted
document = Typesetter().lay_out(report)
painted(document.pages[0])
print((time.perf_counter() - begun) * 1000)
"""


def report_for_paper() -> Report:
    """The real report where it is at hand, else the shipped sample."""
    from desktopapp import resources
    from desktopapp.core import project
    from desktopapp.formats import from_txt
    from tests.samples import SEED

    if SEED.exists():
        return from_txt.read(SEED, resources.forms()).report(resources.forms())
    return project.read(resources.root() / "sample" / "示例.nianbao", resources.forms()).report


def painted(sheet: Page) -> None:
    """A page on a screen of 96 dots an inch."""
    from PySide6.QtGui import QImage, QPainter

    from desktopapp.formats.paper import TWIPS, paint

    image = QImage(794, 1123, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(96 / TWIPS, 96 / TWIPS)
    paint(sheet, painter)
    painter.end()


def papers(folder: Path) -> None:
    """The paged layout: first page, after an edit, and the PDF."""
    from PySide6.QtWidgets import QApplication

    from desktopapp.core.report import Entry
    from desktopapp.formats import to_pdf
    from desktopapp.formats.paper import Typesetter

    application = QApplication.instance() or QApplication([])
    command = [sys.executable, "-c", FIRST_PAGE]
    first = [float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout) for _ in range(7)]
    report, typesetter = report_for_paper(), Typesetter()
    letters = iter(range(10_000))

    def edit() -> None:
        report.apply(report.plan({"overview": Entry(report.text("overview") + str(next(letters)))}))
        painted(typesetter.lay_out(report).pages[0])

    again, pdf = timed(edit), timed(lambda: to_pdf.write(report, folder / "ours.pdf"))
    bars = f"first page {statistics.median(first):5.1f} ms (bar 100)   after an edit {again:5.1f} ms (30)   PDF {pdf:5.1f} ms (150)"
    print(f"paper    {bars}   {(folder / 'ours.pdf').stat().st_size // 1024} kB")
    del application


def plain_sheets(path: Path) -> None:
    """The same cells as our worksheets hold, read back from ours, written by XlsxWriter with nothing else."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    for cells in same_cells(path.with_name("ours.xlsx")):
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    book.close()


_CELLS: list[list[tuple[int, int, object]]] = []


def same_cells(path: Path) -> list[list[tuple[int, int, object]]]:
    """Every cell of our workbook: (row, column, value or formula), once read."""
    if not _CELLS:
        import openpyxl

        from desktopapp.formats import to_xlsx
        from tests.samples import zero_report

        to_xlsx.write(zero_report(), path)
        for sheet in openpyxl.load_workbook(path).worksheets:
            filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            _CELLS.append([(cell.row - 1, cell.column - 1, cell.value) for cell in filled])
    return _CELLS


def say(name: str, pair: tuple[float, float] | list[float], unit: str, bar: str) -> None:
    """One line: ours, the bare minimum, the ratio, the bar."""
    ours, bare = pair
    print(f"{name:8} ours {ours:7.1f} {unit}   bare {bare:7.1f} {unit}   ratio {ours / bare:5.2f}   (bar {bar})")


if __name__ == "__main__":
    starts(runs=9)  # before this process has grown: a child's peak counts what its parent had when it was begun
    with tempfile.TemporaryDirectory() as place:
        exports(Path(place))
        papers(Path(place))
    keys(edits=1000)
    gestures(runs=60)
