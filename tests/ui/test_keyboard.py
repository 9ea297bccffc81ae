"""Everything can be reached, named and seen without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QProgressBar, QTextEdit, QWidget

from desktopapp.ui.main_window import MainWindow
from tests.hands import load, press, show
from tests.samples import zero_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QProgressBar, QTextEdit)


def nameless(parent: QWidget) -> list[str]:
    """The controls of which a screen reader could say nothing."""
    controls = [widget for kind in CONTROLS for widget in parent.findChildren(kind)]
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in controls
        if not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QLineEdit | QAbstractItemView)  # Qt's own parts of a control
        and not isinstance(widget.parent().parent(), QComboBox)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def test_every_control_has_a_name(window: MainWindow) -> None:
    load(window, zero_report())
    for key in window.workspace.sections.model().keys:
        show(window, key)
    window.show_start_page()
    QApplication.processEvents()
    assert nameless(window) == []


def test_every_action_has_words_and_no_two_share_a_key(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.actions_by_key.values() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert all(action.text() and action.toolTip() for action in window.actions_by_key.values())


def test_f6_goes_round_the_columns_that_are_shown(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "applications")
    workspace = window.workspace
    workspace.grid.setFocus()
    stops = [workspace.findings.list, workspace.sections, workspace.grid]
    for stop in stops:
        press(Qt.Key.Key_F6)
        assert stop.hasFocus(), stop
    press(Qt.Key.Key_F6, SHIFT)
    assert workspace.sections.hasFocus()
    window.actions_by_key["show_parts"].trigger()
    workspace.grid.setFocus()
    press(Qt.Key.Key_F6, SHIFT)
    assert workspace.findings.list.hasFocus()


def test_escape_closes_the_notice(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "applications")
    window.workspace.grid.setFocus()
    window.notice.say("已粘贴1格。")
    press(Qt.Key.Key_Escape)
    assert window.notice.words == ""


def test_a_notice_moves_nothing(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "applications")
    before = window.workspace.grid.geometry(), window.workspace.geometry()
    window.notice.say("已粘贴1格。" * 20, (("打开", lambda: None),), grave=True)
    QApplication.processEvents()
    assert (window.workspace.grid.geometry(), window.workspace.geometry()) == before
    assert window.centralWidget().rect().contains(window.notice.geometry())


def test_a_plain_notice_goes_by_itself_and_trouble_stays(window: MainWindow) -> None:
    window.notice.say("已粘贴1格。")
    assert window.notice._stay.isActive()
    window.notice.say("不能写入。", grave=True)
    assert not window.notice._stay.isActive()


def test_the_focus_is_seen_in_a_list_a_text_and_a_grid(window: MainWindow) -> None:
    load(window, zero_report())
    show(window, "applications")
    window.workspace.grid.go_to("applications.granted.business")
    places = [window.workspace.sections, window.workspace.grid, window.workspace.findings.list]
    window.workspace.findings.list.setCurrentIndex(window.workspace.findings.list.model().index(0, 0))
    show(window, "disclosure")
    places += [window.workspace.pages.currentWidget().editors["disclosure.before"], window.workspace.grid]
    for widget in places:
        if not widget.isVisible():
            continue
        window.actions_by_key["show_parts"].isChecked()
        others = [other for other in places if other is not widget and other.isVisible()]
        others[0].setFocus()
        QApplication.processEvents()
        away = widget.grab().toImage()
        widget.setFocus()
        QApplication.processEvents()
        assert widget.grab().toImage() != away, widget.objectName()


@pytest.mark.parametrize("key", ["light", "dark", "contrast"])
def test_the_cursor_of_a_grid_is_framed_in_the_accent(window: MainWindow, key: str) -> None:
    from PySide6.QtGui import QColor

    load(window, zero_report())
    window.actions_by_key[key].trigger()
    show(window, "applications")
    grid = window.workspace.grid
    grid.go_to("applications.granted.business")
    grid.setFocus()
    QApplication.processEvents()
    area = grid.visualRect(grid.currentIndex())
    image = grid.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    accent = QColor(window.looks.theme.accent)
    frame = [image.pixelColor(int((area.left() + 1) * ratio), int(y * ratio)) for y in range(area.top() + 4, area.bottom() - 4)]
    assert frame and all(abs(pixel.red() - accent.red()) + abs(pixel.blue() - accent.blue()) < 40 for pixel in frame)
    window.actions_by_key["light"].trigger()
