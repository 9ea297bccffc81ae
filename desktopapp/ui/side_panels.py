"""The columns beside the page, parts and findings: shown or folded as the user likes, and as the window has room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktopapp.ui.looks import Looks

if TYPE_CHECKING:
    from desktopapp.ui.workspace import Workspace

FOLD = 1000  # logical pixels at plain text size; a narrower window folds its side panels


class SidePanels:
    """Follows the actions 目录 and 核对栏. `workspace` is the one there is now, if any."""

    def __init__(self, actions: Mapping[str, QAction], looks: Looks, workspace: Callable[[], Workspace | None]) -> None:
        self._actions, self._looks, self._workspace = actions, looks, workspace
        self._folded: bool | None = None

    def show(self) -> None:
        """Show the panels whose actions are checked."""
        workspace = self._workspace()
        if workspace is not None:
            workspace.side.setVisible(self._actions["show_parts"].isChecked())
            workspace.findings.setVisible(self._actions["show_findings"].isChecked())

    def fit(self, width: int) -> None:
        """A window too narrow for its text folds its side panels, and unfolds them when there is room again."""
        folded = width < FOLD * self._looks.text
        if folded != self._folded:
            self._folded = folded
            for key in ("show_parts", "show_findings"):
                self._actions[key].setChecked(not folded)
            self.show()

    def unfold_findings(self) -> None:
        """Show the findings, whatever was chosen before."""
        self._actions["show_findings"].setChecked(True)
        self.show()
