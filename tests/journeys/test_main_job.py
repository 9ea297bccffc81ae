"""The main job from end to end, by keyboard in the real window: fill in, break a number, see it, mend it, save, reopen, export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QTableView

from desktopapp import formats, resources
from desktopapp.core import project
from desktopapp.core.checks import Severity
from desktopapp.core.form import Form
from desktopapp.core.report import Report
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, index_of, type_at, type_text, wait_until
from tests.samples import SEED, distinct_report

CONTROL = Qt.KeyboardModifier.ControlModifier
BROKEN = "applications.received.business"


@pytest.fixture(params=["an invented report of many numbers", "the real report"])
def wanted(request: pytest.FixtureRequest) -> Report:
    """The report to fill in."""
    if request.param == "an invented report of many numbers":
        return distinct_report()
    if not SEED.exists():
        pytest.skip("真实年报不在这台机器上（../shared/reports/seed.txt）；同形的自编年报已测")
    return formats.read(SEED, resources.forms()).report(resources.forms())


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def fill_in(window: MainWindow, wanted: Report) -> None:
    """Everything by keyboard, from the cover through the parts with Ctrl+PageDown."""
    window.workspace.go_to("organ")
    for fact in ("organ", "year", "title", "date"):
        window.workspace.go_to(fact)
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        type_text(wanted.text(fact))
    window.workspace.go_to("preface")
    type_text(wanted.text("preface"))
    for part in wanted.form.parts:
        press(Qt.Key.Key_PageDown, CONTROL)
        assert window.workspace.pages.currentWidget().key == part.key
        if part.key in wanted.form.tables:
            fill_in_table(wanted, part.key)
        else:
            type_text(wanted.text(part.key))


def fill_in_table(wanted: Report, table: str) -> None:
    """Cell after cell in reading order: type, Tab; a total is left to the program, or its control typed."""
    for cell in wanted.form.tables[table].cells:
        type_text(wanted.text(cell.address).strip())
        press(Qt.Key.Key_Tab)


def first_finding(window: MainWindow) -> str:
    model = find(window, QListView, "findings").model()
    return str(model.index(0, 0).data()) if model.rowCount() else ""


def cells(report: Report) -> dict[str, tuple[object, str]]:
    return {address: (report.value(address), report.reading(address).note) for address in report.form.cells}


def texts(report: Report) -> dict[str, list[str]]:
    return {key: report.paragraphs(key) for key in report.form.text_keys}


def test_a_report_is_filled_in_broken_mended_saved_reopened_and_exported(window: MainWindow, wanted: Report, tmp_path: Path) -> None:
    forms: dict[str, Form] = dict(resources.forms())
    fill_in(window, wanted)
    report = window.document.report
    assert cells(report) == cells(wanted)
    assert texts(report) == texts(wanted)
    assert not [finding.message for finding in window.document.findings if finding.severity is Severity.BLOCK]
    assert find(window, QLabel, "verdict").text().startswith(("✓ 通过核对", "？ 通过核对"))

    right = report.text(BROKEN)
    type_at(window, BROKEN, "9999")
    grid = find(window, QTableView, "grid_applications")
    assert find(window, QLabel, "verdict").text().startswith("！ 未通过核对")
    assert "商业企业" in first_finding(window)
    assert index_of(grid, BROKEN).data(Qt.ItemDataRole.AccessibleTextRole).endswith("阻断")
    type_at(window, BROKEN, right.strip() or "0")
    assert find(window, QLabel, "verdict").text().startswith(("✓ 通过核对", "？ 通过核对"))

    path = tmp_path / "年报 一.nianbao"
    window.document.save(path)
    assert not window.isWindowModified()
    window.actions_by_key["new"].trigger()
    assert window.open_path(path)
    assert cells(window.document.report) == cells(wanted)
    assert project.read(path, forms).report.entries == window.document.report.entries

    for suffix in (".docx", ".xlsx"):
        window.files.export_to(tmp_path / f"成品{suffix}")
        wait_until(lambda suffix=suffix: f"已导出“成品{suffix}”" in window.notice.words)
        assert (tmp_path / f"成品{suffix}").stat().st_size > 4000
    assert sorted(item.name for item in tmp_path.iterdir() if item.is_file() and not item.name.startswith(".")) == [
        "年报 一.nianbao",
        "成品.docx",
        "成品.xlsx",
    ]


def test_while_something_blocks_the_export_is_named_and_headed_as_a_draft(window: MainWindow, tmp_path: Path) -> None:
    type_at(window, BROKEN, "3")
    window.files.export_to(tmp_path / "成品.docx")
    wait_until(lambda: "草稿（未通过核对）" in window.notice.words)
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["成品草稿（未通过核对）.docx"]


def test_an_export_that_cannot_be_written_is_said_and_leaves_nothing(window: MainWindow, tmp_path: Path) -> None:
    window.files.export_to(tmp_path / "没有" / "成品.xlsx")
    wait_until(lambda: "文件夹不存在" in window.notice.words)
    assert not [item for item in tmp_path.iterdir() if item.is_file()]


def test_two_exports_begun_together_both_arrive(window: MainWindow, tmp_path: Path) -> None:
    for suffix in (".docx", ".pdf"):
        window.files.export_to(tmp_path / f"成品草稿（未通过核对）{suffix}")
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2 and not window.files._running)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]
    assert window.actions_by_key["export_docx"].isEnabled()
