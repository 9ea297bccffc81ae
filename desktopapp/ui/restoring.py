"""Unsaved work of a dead program is offered once; every kept state can be looked at and restored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktopapp.core import project
from desktopapp.core.files import FileTrouble, read_bytes
from desktopapp.core.form import Form
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice
from desktopapp.ui.recovery import Recovery
from desktopapp.ui.theme import Theme

if TYPE_CHECKING:
    from desktopapp.core.journal import Orphan
    from desktopapp.ui.kept_states import Shelf
    from desktopapp.ui.recovery_bar import RecoveryBar


class Restoring(QObject):
    """Carries out 备份与恢复, and the offer at a start. `begun` says that another project has been opened; `put_above` shows a bar."""

    begun = Signal()

    def __init__(
        self, document: Document, forms: Mapping[str, Form], files: FileActions, recovery: Recovery, notice: Notice, looks: Looks,
        window: QWidget, put_above: Callable[[QWidget], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._document, self._forms, self._files, self._recovery = document, forms, files, recovery
        self._notice, self._looks, self._window, self._put_above = notice, looks, window, put_above
        self._orphans: list[Orphan] = []  # still to be answered, the newest first
        self._bar: RecoveryBar | None = None
        files.saving.look, files.saving.secure = self.look, recovery.secure
        recovery.refused.connect(lambda words: notice.say(words, grave=True))

    # kept states

    def show(self) -> None:
        """Show every state that is kept."""
        from desktopapp.ui.kept_states import shelves  # loaded when wanted, as all below

        document, root = self._document, self._files.saving.backups
        self._dialog(shelves(document.project, document.path, root, self._recovery.folder, self._forms), document.report)

    def look(self, path: Path) -> None:
        """Show what a file on the disk holds beside the document."""
        from desktopapp.ui.kept_states import Shelf, on_disk

        self._dialog([Shelf(path.name, lambda: [on_disk(path, self._forms)])], self._document.report)

    def _dialog(self, shelves: list[Shelf], now: Report) -> None:
        from desktopapp.ui.backups_dialog import BackupsDialog

        root, theme = self._files.saving.backups, self._looks.theme
        dialog = BackupsDialog(shelves, now, self._document.why_closed, root, theme, self._window)
        dialog.restored.connect(self._put)
        dialog.opened.connect(self._open)
        dialog.exec()
        dialog.deleteLater()

    def _put(self, wishes: Mapping[str, Entry], words: str) -> None:
        if self._document.put(wishes, words):
            self._notice.say(f"已{words}，可以撤销。")

    def _open(self, kept: Project) -> None:
        if self._files.may_leave():
            self._document.replace(kept, None, saved=False)
            self.begun.emit()
            self._notice.say("已作为新的一份打开，还没有保存；原来的文件没有改动。")

    # unsaved work of a dead program

    def offer(self) -> None:
        """Offer what dead programs left behind, one after the other."""
        from desktopapp.core.journal import orphans

        self._orphans = [orphan for orphan in orphans(self._recovery.folder) if not self._is_saved(orphan)]
        self._next()

    def leave(self) -> None:
        """The window is closed. What was not answered is offered at the next start."""
        self._recovery.leave()
        self._files.saving.let_go()
        for orphan in self._orphans:
            orphan.release()
        self._orphans = []

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        if self._bar is not None:
            self._bar.wear(theme)

    @staticmethod
    def _is_saved(orphan: Orphan) -> bool:
        """The kill fell between a save and the end of its journal: the file holds it all."""
        work = orphan.work
        try:
            saved = work is not None and bool(work.header.path) and read_bytes(Path(work.header.path)) == work.text.encode()
        except FileTrouble:
            return False
        if saved:
            orphan.remove()
        return saved

    def _next(self) -> None:
        if not self._orphans:
            if self._bar is not None:
                self._bar.hide()
            return
        if self._bar is None:
            from desktopapp.ui.recovery_bar import RecoveryBar

            self._bar = RecoveryBar(self._looks.theme)
            self._bar.restore_wanted.connect(self._restore)
            self._bar.look_wanted.connect(self._look)
            self._bar.declined.connect(self._decline)
            self._put_above(self._bar)
        self._bar.offer(*self._words(self._orphans[0]))

    def _words(self, orphan: Orphan) -> tuple[str, bool]:
        """What is offered, and whether it can be read."""
        more = f"（还有{len(self._orphans) - 1}份）" if len(self._orphans) > 1 else ""
        found = self._project(orphan)
        if found is None or orphan.work is None:
            return f"程序上次没有正常退出，留下的改动已损坏，读不出来；文件“{orphan.path.name}”留在备份与恢复的文件夹里。{more}", False
        work = orphan.work
        name = Path(work.header.path).name if work.header.path else found.report.title or "还没有保存过的年报"
        damaged = "" if work.whole else "，最后的部分已损坏"
        return f"程序上次没有正常退出，“{name}”有没有保存的改动（{work.when[:16]}{damaged}）。{more}", True

    def _project(self, orphan: Orphan) -> Project | None:
        try:
            return project.loads(orphan.work.text.encode(), orphan.path.name, self._forms) if orphan.work is not None else None
        except FileTrouble:
            return None

    def _restore(self) -> None:
        from desktopapp.core.journal import fingerprint

        orphan = self._orphans[0]
        found, work = self._project(orphan), orphan.work
        if found is None or work is None or not self._files.may_leave():
            return
        path, content, holder = Path(work.header.path) if work.header.path else None, None, None
        if path is not None:
            try:
                content = read_bytes(path)
            except FileTrouble:  # a pulled stick, a dropped share: where it lies is known, what it holds is not
                content = None
            holder = self._files.saving.have(path)
            if content is not None and fingerprint(content) != work.header.base:
                content = b""  # others have changed it since: a save will ask
        if holder is not None:
            path, content = None, None  # somebody else is at work on it now: this becomes one of its own
        self._document.replace(found, path, saved=False, on_disk=content)
        self._orphans.pop(0)
        if self._recovery.secure():  # in a journal of this program before the dead one's goes
            orphan.remove()
        else:
            orphan.release()
        self.begun.emit()
        self._next()
        where = f"，保存后写入“{path.name}”" if path is not None else "，还没有保存，请另存"
        self._notice.say(f"已恢复没有保存的改动{where}。")

    def _look(self) -> None:
        """Show what would come back, beside what is in the file."""
        from desktopapp.ui.backups_dialog import BackupsDialog
        from desktopapp.ui.kept_states import Shelf, unsaved

        work = self._orphans[0].work
        if work is None:
            return
        state = unsaved(work, self._forms)
        name = Path(work.header.path).name if work.header.path else "还没有保存过的年报"
        saved, folder = self._saved(work.header.path, state.read().report), self._recovery.folder
        closed, sides = "这里只能看；要留用请关闭后点“恢复”", ("文件里的" if work.header.path else "空白的", "没有保存的")
        dialog = BackupsDialog([Shelf(name, lambda: [state])], saved, closed, folder, self._looks.theme, self._window, sides)
        for button in (dialog.some, dialog.whole, dialog.apart):
            button.hide()
        dialog.exec()
        dialog.deleteLater()

    def _saved(self, path: str, like: Report) -> Report:
        try:
            return project.read(Path(path), self._forms).report if path else Report(like.form)
        except FileTrouble:
            return Report(like.form)

    def _decline(self) -> None:
        self._orphans.pop(0).set_aside()
        self._next()
