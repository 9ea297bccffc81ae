"""改动记录 and 合并: what was changed and by whom, and how two copies of a project come together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktopapp.core import project
from desktopapp.core.files import BACKUP, FileTrouble
from desktopapp.core.form import Form
from desktopapp.core.project import Project
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice
from desktopapp.ui.settings import Settings

if TYPE_CHECKING:
    from desktopapp.core.merging import Fork
    from desktopapp.ui.merge_dialog import MergeDialog
    from desktopapp.ui.workspace import Workspace

MERGE = "合并另一台电脑上的改动"


class RecordActions:
    """Carries out 改动记录 and 合并; what cannot be done is said. `workspace` is the one that is shown now."""

    def __init__(
        self, document: Document, forms: Mapping[str, Form], settings: Settings, files: FileActions, notice: Notice, looks: Looks,
        workspace: Callable[[], Workspace], window: QWidget,
    ) -> None:  # fmt: skip
        self._document, self._forms, self._settings, self._files = document, forms, settings, files
        self._notice, self._looks, self._workspace, self._window = notice, looks, workspace, window

    def show_history(self) -> None:
        """Show who changed what, beside the work."""
        from desktopapp.ui.history_dialog import HistoryDialog  # loaded when wanted, as all of them here

        grid = self._workspace().grid
        address = grid.current_address() if grid is not None else ""
        dialog = HistoryDialog(self._document, self._looks.theme, self._settings.person, address, self._window)
        dialog.place_wanted.connect(lambda place: self._workspace().go_to(place))
        dialog.person_named.connect(self._name)
        dialog.show()

    def _name(self, person: str) -> None:
        self._settings.person = person
        self._settings.write()

    def merge(self) -> None:
        """Ask for another copy of the project and lay it beside this one."""
        if self._document.closed:
            self._notice.say(f"{self._document.why_closed}，不能合并。")
            return
        kinds = f"*{project.SUFFIX} *{project.SUFFIX}{BACKUP}"
        name, _ = QFileDialog.getOpenFileName(self._window, MERGE, self._files.folder(), f"年报助手项目 ({kinds});;所有文件 (*)")
        if name:
            self.lay_beside(Path(name))

    def lay_beside(self, path: Path) -> None:
        """Show what another copy says otherwise, and ask what shall stand."""
        from desktopapp.core.merging import doubts, forks
        from desktopapp.ui.merge_dialog import MergeDialog

        try:
            theirs = project.read(path, self._forms)
        except FileTrouble as trouble:
            self._notice.say(str(trouble), grave=True)
            return
        ours = self._document.project
        if theirs.report.form is not ours.report.form:
            self._notice.say(f"“{path.name}”是{theirs.report.form.edition}版的年报，与现在的表样不同，不能合并。", grave=True)
            return
        found = forks(ours, theirs)
        if not found and (theirs.history, theirs.drafts) == (ours.history, ours.drafts):
            self._notice.say(f"“{path.name}”与现在的年报内容相同，没有要合并的。")
            return
        dialog = MergeDialog(ours.report.form, found, doubts(ours, theirs), path.name, self._looks.theme, self._window)
        dialog.accepted.connect(partial(self._take_in, theirs, found, dialog))
        dialog.open()

    def _take_in(self, theirs: Project, found: tuple[Fork, ...], dialog: MergeDialog) -> None:
        from desktopapp.core.merging import merged

        ours, who = self._document.project, " ".join(self._settings.person.split())
        both_last = ours.last is not None and theirs.last is not None and ours.last.entries != theirs.last.entries
        self._document.put_merged(merged(ours, theirs, found, dialog.chosen, who, f"{self._document.now:%Y-%m-%d %H:%M}"), "合并")
        words = "两边的上年年报不同，保留本机的。" if both_last else ""
        self._notice.say(f"已合并“{dialog.other}”，{len(found)}处不同。{words}可以撤销。", (("保存项目", self._files.save),))
