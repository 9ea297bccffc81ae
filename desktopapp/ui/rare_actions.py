"""What few days ask for: work on a text from the menu, 改动记录, 合并, 本地要求. Each is loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktopapp.core.form import Form
from desktopapp.ui.actions import OF_A_TEXT, Handler
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice
from desktopapp.ui.settings import Settings

if TYPE_CHECKING:
    from desktopapp.ui.local_rules import LocalRules
    from desktopapp.ui.record_actions import RecordActions
    from desktopapp.ui.text_actions import TextActions
    from desktopapp.ui.workspace import Workspace


class RareActions:
    """Leads to those who carry them out. `resources` is the folder of what is shipped, `workspace` the one that is shown now."""

    def __init__(
        self, document: Document, forms: Mapping[str, Form], settings: Settings, files: FileActions, notice: Notice, looks: Looks,
        resources: Path, workspace: Callable[[], Workspace], window: QWidget,
    ) -> None:  # fmt: skip
        self._document, self._forms, self._settings, self._files = document, forms, settings, files
        self._notice, self._looks, self._resources = notice, looks, resources
        self._workspace, self._window = workspace, window

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What each action does."""
        return {
            **{key: lambda key=key: self.texts.handlers[key]() for key in OF_A_TEXT},
            "history": lambda: self.records.show_history(),
            "merge": lambda: self.records.merge(),
            "local_rules": lambda: self.local_rules.show(),
        }

    @cached_property
    def texts(self) -> TextActions:
        """What works on the texts."""
        from desktopapp.ui.text_actions import TextActions

        return TextActions(self._document, self._notice, self._workspace, self._resources / "skeletons", self._window)

    @cached_property
    def records(self) -> RecordActions:
        """What works on the history and with other copies."""
        from desktopapp.ui.record_actions import RecordActions

        beside = (self._files, self._notice, self._looks, self._workspace, self._window)
        return RecordActions(self._document, self._forms, self._settings, *beside)

    @cached_property
    def local_rules(self) -> LocalRules:
        """What works on the local notice's rules."""
        from desktopapp.ui.local_rules import LocalRules

        sample = self._resources / "sample" / "本地要求.toml"
        return LocalRules(self._document, self._files, self._notice, sample, self._window)
