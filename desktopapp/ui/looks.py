"""The looks a user chooses, theme and text size: kept in the settings, worn by the whole program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from desktopapp.ui.settings import TEXT_SIZES, Settings
from desktopapp.ui.theme import THEMES, Theme, apply_looks


class Looks:
    """Reads and changes the chosen looks; whoever holds colours or fonts of their own must then be dressed again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def theme(self) -> Theme:
        """The theme worn."""
        return THEMES[self._settings.theme]

    @property
    def text(self) -> float:
        """The text's size, 1.0 as the system has it."""
        return self._settings.text / 100

    def show_in(self, actions: Mapping[str, QAction]) -> None:
        """Mark the theme in the menu, and offer only sizes that there are."""
        actions[self._settings.theme].setChecked(True)
        actions["text_larger"].setEnabled(self._settings.text < TEXT_SIZES[-1])
        actions["text_smaller"].setEnabled(self._settings.text > TEXT_SIZES[0])

    def choose_theme(self, name: str) -> None:
        """Wear another theme."""
        self._settings.theme = name
        self._wear()

    def step_text(self, steps: int) -> None:
        """Larger or smaller text; 0 goes back to the system's size."""
        position = TEXT_SIZES.index(self._settings.text) + steps if steps else 0
        self._settings.text = TEXT_SIZES[min(max(position, 0), len(TEXT_SIZES) - 1)]
        self._wear()

    def _wear(self) -> None:
        self._settings.write()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_looks(application, self.theme, self.text)
