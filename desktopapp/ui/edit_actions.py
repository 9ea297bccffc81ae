"""What the menus do to the report and the office's facts, beyond the keys of the grid itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktopapp.core.zeros import fill_zeros
from desktopapp.ui.document import Document
from desktopapp.ui.notice import Notice
from desktopapp.ui.settings import Settings

if TYPE_CHECKING:
    from desktopapp.ui.workspace import Workspace


class EditActions:
    """Carries out 本单位资料, 全部填零, 标为已核对, 显示加数; what cannot be done is said. `workspace` is the one that is shown now."""

    def __init__(self, document: Document, settings: Settings, notice: Notice, workspace: Callable[[], Workspace], window: QWidget) -> None:
        self._document, self._settings, self._notice = document, settings, notice
        self._workspace, self._window = workspace, window

    def edit_office(self) -> None:
        """本单位资料: what is filled in once, on this computer."""
        from desktopapp.ui.office_dialog import OfficeDialog  # loaded when wanted: the start is the faster for it

        workspace = self._workspace()
        dialog = OfficeDialog(workspace.cover.office(self._settings.office), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._settings.office = dialog.office
            self._settings.write()
            workspace.set_local_deadline(dialog.office.deadline)

    def show_addends(self) -> None:
        """Point at the cells that the cursor's total adds, or at the cell of which the text speaks at the cursor."""
        editor, grid = self._workspace().editor, self._workspace().grid
        if editor is not None:
            if not editor.follow_mention():
                self._notice.say("光标处没有说到表里的数。")
            return
        if grid is None or not grid.show_addends():
            self._notice.say("这一格不是合计，没有加数。")

    def mark_seen(self) -> None:
        """What was imported or carried over has been looked at."""
        if not self._workspace().mark_seen():
            self._notice.say("这里没有导入未核或者上年带入的内容。")

    def fill_zeros(self) -> None:
        """Ask for a confirmation and fill the blanks of the table that is shown with zeros, as one undo step."""
        report, grid = self._document.report, self._workspace().grid
        if grid is None:
            self._notice.say("先转到要填零的表（第二、三、四部分）。")
            return
        blanks = report.blanks(grid.table)
        if not blanks or self._document.closed:
            self._notice.say(f"{self._document.why_closed or '这张表没有空白格'}。")
            return
        from desktopapp.ui.sign_dialog import SignDialog  # loaded when wanted

        title = report.form.part(grid.table.key).title
        words = f"“{title}”中还有{len(blanks)}格没有填，将全部填0。已填的数不变；一次撤销可以全部退回。"
        confirm = "这些项目本年度确无发生"
        dialog = SignDialog("全部填零", words, "填零", self._settings.person, confirm=confirm, parent=self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._settings.person = dialog.person.text().strip()
            self._settings.write()
            self._document.put(fill_zeros(report, grid.table, self._settings.person, self._document.now), "全部填零")
            self._notice.say(f"已填零{len(blanks)}格，记入办理记录。")
