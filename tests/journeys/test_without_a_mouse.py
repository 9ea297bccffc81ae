"""The main job from the start page to the exported files, by keys alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from desktopapp import resources
from desktopapp.core import project
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, press, type_text, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def in_file_dialog(path: Path) -> None:
    """Type a file's name into the dialog that is about to open, and Enter."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, act)
            return
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        name.selectAll()
        type_text(str(path))
        press(Key.Key_Return)

    QTimer.singleShot(50, act)


def come_back(window: MainWindow) -> None:
    """A window manager gives the focus back when a dialog closes; a bare screen does not."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def verdict(window: MainWindow) -> str:
    return find(window, QLabel, "verdict").text()


def test_a_report_is_filled_in_broken_mended_saved_and_exported_by_keys_alone(window: MainWindow, tmp_path: Path) -> None:
    window.show_start_page()
    press(Key.Key_Return)  # 新建年报 has the focus
    type_text("清河县档案管理局")
    press(Key.Key_Tab)
    press(Key.Key_Down)  # 部门
    press(Key.Key_Tab)
    press(Key.Key_A, CTRL)
    type_text("2024")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    type_text("2025-01-15")
    report = window.document.report
    assert (report.organ, report.text("kind"), report.year, report.text("date")) == ("清河县档案管理局", "部门", 2024, "2025-01-15")

    press(Key.Key_PageDown, CTRL)
    type_text("2024年，本机关依法公开政府信息。")
    for part in ("disclosure", "applications", "disputes"):
        press(Key.Key_PageDown, CTRL)
        cells = report.form.tables[part].cells
        for cell in cells:
            assert window.workspace.grid.current_address() == cell.address
            if not cell.is_sum:
                type_text("0")
            if cell is not cells[-1]:
                press(Key.Key_Tab)
        QTest.keyClick(window.workspace.grid, Key.Key_Home, CTRL)
    for text in ("解读形式单一。", "无其他需要报告的事项。"):
        press(Key.Key_PageDown, CTRL)
        type_text(text)
    assert "未通过核对" not in verdict(window)  # its few words want more, which is no error

    press(Key.Key_F1)  # to a row by its 口径
    type_text("新收")
    press(Key.Key_Return)
    type_text("5")
    press(Key.Key_Return)
    assert verdict(window).startswith("！ 未通过核对")
    press(Key.Key_F5)
    assert window.workspace.grid.current_address() == "applications.received.natural_person"
    press(Key.Key_Z, CTRL)
    assert "未通过核对" not in verdict(window)  # its few words want more, which is no error

    press(Key.Key_F7)
    saved, word = tmp_path / "年报 一.nianbao", tmp_path / "年报 一.docx"
    in_file_dialog(saved)
    press(Key.Key_S, CTRL)
    assert project.read(saved, resources.forms()).report.entries == report.entries
    come_back(window)
    in_file_dialog(word)
    press(Key.Key_E, CTRL)
    come_back(window)
    wait_until(lambda: "已导出" in window.notice.words)
    assert word.exists()
    press(Key.Key_Escape)
    assert window.notice.words == ""
