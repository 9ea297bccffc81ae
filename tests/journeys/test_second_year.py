"""The second year: last year's published report is brought in, what follows from it comes in, both years are laid side by side; by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QListView, QPushButton, QTableView

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.report import Entry, Origin, Report
from desktopapp.ui.main_window import MainWindow
from tests.flattening import flattened
from tests.hands import find, load, press, type_text, wait_until
from tests.samples import blank_report, distinct_report

Key = Qt.Key
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
NORMS = "disclosure.normative_documents"


def test_last_years_report_is_brought_in_carried_over_compared_and_kept(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "2023年年报.txt"
    published.write_text(flattened(distinct_report()).replace("2024", "2023"), encoding="utf-8")
    load(window, Report(blank_report().form, {"organ": Entry("清河县档案管理局"), "kind": Entry("部门"), "year": Entry("2024")}))

    # 两年对照 says how to bring it in; the button has the cursor
    press(Key.Key_F7, SHIFT)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(published), ""))
    press(Key.Key_Return)
    wait_until(lambda: not window.imports.reading)
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "import_review"
    for _ in range(3):
        press(Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and (focus.text(), focus.objectName()) == ("作为上年年报", "primary")
    press(Key.Key_Return)

    # 上年结转 has come in, column by column, and wants to be looked at
    document = window.document
    last = document.last
    assert last is not None and last.year == 2023
    for column in ("natural_person", "other"):
        assert document.report.value(f"applications.carried_in.{column}") == last.value(f"applications.carried_out.{column}")
    window.workspace.go_to("applications.carried_in.natural_person")
    press(Key.Key_M, CTRL)
    assert document.report.entry("applications.carried_in.natural_person").origin is Origin.SEEN

    # what was issued and repealed is typed; 现行有效 is then offered and taken with one key
    for key, number in (("issued", "3"), ("repealed", "1")):
        window.workspace.go_to(f"{NORMS}.{key}")
        type_text(number)
        press(Key.Key_Return)
    press(Key.Key_F7, SHIFT)
    assert find(window, QListView, "years_offers").hasFocus()
    press(Key.Key_Return)
    stock = last.value(f"{NORMS}.in_force")
    assert stock is not None and document.report.value(f"{NORMS}.in_force") == stock + 2
    assert find(window, QTableView, "years_numbers").hasFocus()

    # a sentence is copied from last year: its year and its number are pointed at
    document.put_text("overview", last.paragraphs("overview")[0] + "发布信息120条。", "粘贴")
    press(Key.Key_W, ALT)
    box = find(window, QComboBox, "years_text")
    assert box.currentText() == "一、总体情况　标出2处"

    # all of it is in the file
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "2024.nianbao"), ""))
    press(Key.Key_S, CTRL)
    kept = project.read(tmp_path / "2024.nianbao", resources.forms())
    assert kept.last is not None and kept.last.entries == last.entries
    assert kept.report.entries == document.report.entries

    # and the year after begins from it
    window.actions_by_key["next_year"].trigger()
    assert (window.document.report.year, window.document.report.organ) == (2025, "清河县档案管理局")
    assert window.document.last is not None and window.document.last.year == 2024
