"""Themes and text sizes: everything can be read, and the work stays where it was."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.preview import Preview
from desktopapp.ui.settings import TEXT_SIZES
from desktopapp.ui.settings import THEMES as THEME_NAMES
from desktopapp.ui.theme import THEMES, Theme
from tests.hands import load, press, show, type_at, type_text
from tests.samples import zero_report

# What is written in which colour on which ground.
WRITTEN = [
    *product(["text"], ["window", "surface", "heading", "caption", "total", "accent_soft", "cursor_line", "block_soft", "explain_soft"]),
    *product(["muted"], ["window", "surface"]),
    *product(["block"], ["window", "surface", "block_soft", "accent_soft"]),
    *product(["explain"], ["surface", "explain_soft"]),
    *product(["hint"], ["surface", "heading"]),
    *product(["done"], ["window", "surface", "accent_soft"]),
    *product(["accent"], ["surface", "accent_soft"]),
    ("on_accent", "accent"),
]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminance, as WCAG 2.1 defines it."""

    def luminance(name: str) -> float:
        colour = QColor(name)
        channels = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_whatever_is_written_stands_out_from_its_ground(theme: Theme) -> None:
    least = 7.0 if theme.name == "contrast" else 4.5
    colours = theme._asdict()
    faint = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in WRITTEN
        if contrast(colours[ink], colours[ground]) < least
    }
    assert not faint


def test_high_contrast_draws_its_lines_plainly() -> None:
    theme = THEMES["contrast"]
    assert contrast(theme.line, theme.surface) >= 3
    assert contrast(theme.accent, theme.surface) >= 7


def test_the_settings_know_every_theme() -> None:
    assert set(THEME_NAMES) == set(THEMES)


@pytest.fixture
def plain_again():
    yield
    application = QApplication.instance()
    font = application.font()
    font.setPointSizeF(application.property("plain_size"))
    application.setFont(font)


def test_larger_text_keeps_the_work_and_the_page_and_nothing_is_cut(window: MainWindow, plain_again: None) -> None:
    load(window, zero_report())
    show(window, "applications")
    plain = QApplication.font().pointSizeF()
    for _ in TEXT_SIZES[1:]:
        window.actions_by_key["text_larger"].trigger()
    assert QApplication.font().pointSizeF() == plain * 2
    assert not window.actions_by_key["text_larger"].isEnabled()
    assert window.workspace.pages.currentWidget().key == "applications"
    type_at(window, "applications.received.business", "3")
    assert window.document.report.value("applications.received.business") == 3
    grid = window.workspace.grid
    for row in range(grid.model().rowCount()):
        assert grid.rowHeight(row) >= grid.fontMetrics().height()
    heading = window.workspace.pages.currentWidget().findChildren(QLabel)[0]
    assert heading.font().pointSizeF() == plain * 2 * 1.25
    window.actions_by_key["text_normal"].trigger()
    assert QApplication.font().pointSizeF() == plain
    assert window._settings.text == 100


def test_a_window_too_narrow_for_its_text_folds_its_panels(window: MainWindow, plain_again: None) -> None:
    show(window, "disclosure")
    assert window.workspace.side.isVisible()
    for _ in range(2):
        window.actions_by_key["text_larger"].trigger()
    assert not window.workspace.side.isVisible()
    window.actions_by_key["text_normal"].trigger()
    assert window.workspace.side.isVisible()


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_menu_says_which_theme_is_worn(window: MainWindow, name: str) -> None:
    window.actions_by_key[name].trigger()
    assert [key for key in THEME_NAMES if window.actions_by_key[key].isChecked()] == [name]
    assert window._settings.theme == name
    window.actions_by_key["light"].trigger()


def test_a_larger_text_leaves_the_cursor_in_its_cell_and_the_next_digit_goes_there(window: MainWindow, plain_again: None) -> None:
    load(window, zero_report())
    window.workspace.go_to("applications.granted.research")
    window.actions_by_key["text_larger"].trigger()
    assert window.workspace.grid.current_address() == "applications.granted.research"
    type_text("77")
    press(Qt.Key.Key_Return)
    assert window.document.report.text("applications.granted.research") == "77"
    assert window.document.report.text("applications.before") == ""


@pytest.mark.parametrize(("place", "typed"), [("problems", "解读"), ("applications.before", "按年度"), ("organ", "新")])
def test_another_theme_leaves_the_cursor_in_its_text(window: MainWindow, place: str, typed: str) -> None:
    load(window, zero_report())
    window.workspace.go_to(place)
    before = window.document.report.text(place)
    window.actions_by_key["dark"].trigger()
    type_text(typed)
    assert sorted(window.document.report.text(place)) == sorted(before + typed)
    window.actions_by_key["light"].trigger()


def test_after_a_preview_the_looks_can_change_and_work_goes_on(window: MainWindow, plain_again: None) -> None:
    load(window, zero_report())
    window.workspace.go_to("overview")
    window.actions_by_key["preview"].trigger()
    window.findChild(Preview).close()
    window.actions_by_key["text_larger"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.document.put_text("problems", "改动。", "编辑")
    QApplication.processEvents()
    assert window.document.report.text("problems") == "改动。"
