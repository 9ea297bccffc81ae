"""The program's own icons, and the tool bar that wears them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QToolButton

from desktopapp import resources
from desktopapp.ui import actions
from desktopapp.ui.icons import GRID, Icons, size_beside
from desktopapp.ui.main_window import SMALLEST, MainWindow
from desktopapp.ui.theme import LIGHT, THEMES, Theme

FOLDER = resources.root() / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg") if not path.stem.startswith("nianbao"))


def colours(image: QImage) -> set[str]:
    """Every opaque colour in an image."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def alike(colour: str, other: str) -> bool:
    """The same, but for the rounding of pixels that are kept with their alpha."""
    return all(abs(one - two) <= 1 for one, two in zip(QColor(colour).getRgb(), QColor(other).getRgb(), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_on_the_one_grid_in_the_one_style(name: str) -> None:
    drawing = ET.parse(FOLDER / f"{name}.svg").getroot()
    style = {key: drawing.get(key) for key in ("viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")}
    assert list(style.values()) == [f"0 0 {GRID} {GRID}", "none", "currentColor", "1.5", "round", "round"]
    assert drawing.findtext("{http://www.w3.org/2000/svg}title")
    assert all("stroke" not in part.attrib and "fill" not in part.attrib for part in drawing)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_the_themes_colour_and_no_other(window: MainWindow, name: str, theme: Theme) -> None:
    drawn = Icons(FOLDER).pixmap(name, GRID, 2, theme.text).toImage()
    assert all(alike(colour, theme.text) for colour in colours(drawn))
    edge = [(x, y) for x in range(40) for y in range(40) if x in (0, 39) or y in (0, 39)]
    assert not any(drawn.pixelColor(x, y).alpha() for x, y in edge), "it is cut at the edge"


def test_an_icon_that_cannot_be_chosen_is_muted(window: MainWindow) -> None:
    icon = Icons(FOLDER).icon("undo", GRID, LIGHT)
    for mode, colour in ((QIcon.Mode.Normal, LIGHT.text), (QIcon.Mode.Disabled, LIGHT.muted)):
        assert all(alike(shade, colour) for shade in colours(icon.pixmap(GRID, GRID, mode).toImage()))


@pytest.mark.parametrize(("scale", "pixels"), [(1.0, 20), (1.5, 30), (2.0, 40)])
def test_an_icon_is_drawn_pixel_by_pixel_for_its_screen(window: MainWindow, scale: float, pixels: int) -> None:
    drawn = Icons(FOLDER).pixmap("save", GRID, scale, LIGHT.text)
    assert (drawn.width(), drawn.devicePixelRatio()) == (pixels, scale)


@pytest.mark.parametrize(("line", "size"), [(15, 20), (18, 20), (23, 30), (31, 40)])
def test_an_icon_grows_with_the_text_beside_it(line: int, size: int) -> None:
    assert size_beside(line) == size


def buttons(window: MainWindow) -> list[QToolButton]:
    return [button for key in shown() if isinstance(button := window._bar.widgetForAction(window.actions_by_key[key]), QToolButton)]


def shown() -> list[str]:
    return [row.key for row in actions.ROWS if row.short]


def nothing_is_cut(window: MainWindow) -> bool:
    QApplication.processEvents()
    return all(
        button.isVisible() and window._bar.rect().contains(button.geometry()) and button.width() >= button.sizeHint().width()
        for button in buttons(window)
    )


class TestToolBar:
    def test_every_action_on_it_has_an_icon_and_words_for_those_who_do_not_see_it(self, window: MainWindow) -> None:
        assert len(buttons(window)) == len(shown())
        for key in shown():
            action = window.actions_by_key[key]
            assert not action.icon().isNull()
            assert action.iconText() and action.toolTip()

    @pytest.mark.parametrize("width", [SMALLEST[0], 910, 1024, 1366, 1920])
    def test_no_button_is_cut_or_falls_off_at_any_width(self, window: MainWindow, width: int) -> None:
        window.resize(width, 700)
        assert nothing_is_cut(window)

    def test_icons_stand_beside_the_words_where_there_is_room(self, window: MainWindow) -> None:
        styles = []
        for width in (1366, SMALLEST[0], 1366):
            window.resize(width, 700)
            QApplication.processEvents()
            styles.append(window._bar.toolButtonStyle())
        beside, text = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonTextOnly
        assert styles == [beside, text, beside]

    @pytest.mark.parametrize("width", [SMALLEST[0], 1366])
    def test_nothing_is_cut_with_text_of_twice_the_size(self, window: MainWindow, width: int) -> None:
        font = window._bar.font()
        font.setPointSizeF(2 * font.pointSizeF())
        window._bar.setFont(font)
        window.resize(width, 700)
        assert nothing_is_cut(window)
        assert window._bar.iconSize().width() >= 30

    def test_the_dark_theme_gives_it_light_icons(self, window: MainWindow) -> None:
        def lightness() -> int:
            shades = colours(window.actions_by_key["open"].icon().pixmap(GRID, GRID).toImage())
            return sum(QColor(shade).lightness() for shade in shades) // len(shades)

        seen = [lightness()]
        for theme in ("dark", "light"):
            window.actions_by_key[theme].trigger()
            seen.append(lightness())
        assert seen[0] == seen[2] < 100 < seen[1]

    def test_the_start_page_does_without_it(self, window: MainWindow) -> None:
        window.show_start_page()
        assert not window._bar.isVisible()
        window.new()
        assert window._bar.isVisible()
