"""送审, 定稿 and 撤回定稿: what happens between the open document, the disk and who signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog

from desktopapp.core import checks, progress
from desktopapp.core.content import code, content
from desktopapp.core.drafts import Draft, previous, restored
from desktopapp.core.finality import obstacles
from desktopapp.formats import DRAFT_MARK
from desktopapp.ui.document import Document
from desktopapp.ui.drafts_page import DraftsPage
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.notice import Notice
from desktopapp.ui.releasing import Releasing
from desktopapp.ui.settings import Settings
from desktopapp.ui.sign_dialog import SignDialog
from desktopapp.ui.theme import Theme

if TYPE_CHECKING:
    from desktopapp.formats.paper import Options
    from desktopapp.formats.printed.handing import Handing
    from desktopapp.formats.printed.infographic import Infographic
    from desktopapp.ui.preview import Preview

IDLE = 1500  # ms after which the preview's modules are loaded
_DRAFT, _CLEAN, _ROUGH, _FINAL = "送审稿", "清样", "草稿", "定稿"  # what may be printed
_KEPT = "这一稿的内容随项目保存，以后可以比较、恢复。"


class HandingOver(QObject):
    """Carries out what the page 送审与定稿 asks for, as long as the page lives; `show_left` leads to what is left to do."""

    def __init__(
        self, page: DraftsPage, document: Document, files: FileActions, settings: Settings, notice: Notice, theme: Theme,
        show_left: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._document, self._files, self._settings = document, files, settings
        self._notice, self._show_left, self._window = notice, show_left, page
        self._page = page
        self._theme = theme
        self._preview: Preview | None = None
        self._releasing = Releasing(document, files, notice, self)
        page.preview_wanted.connect(self.preview)
        QTimer.singleShot(IDLE, self, lambda: import_module("desktopapp.ui.preview"))  # so that its first page comes at once
        page.draft_wanted.connect(self.hand_over)
        page.final_wanted.connect(self.finish)
        page.export_wanted.connect(self.export_final)
        page.withdrawal_wanted.connect(self.withdraw)
        page.restored.connect(self.restore)
        page.file_wanted.connect(self.check_file)
        page.file_dropped.connect(self._read)
        page.announcement_wanted.connect(self._releasing.announce)

    def kinds(self) -> dict[str, Options]:
        """What may be printed now, by its name, and what each has beside the report."""
        from desktopapp.formats.paper import Options  # loaded when wanted
        from desktopapp.formats.printed.handing import rough

        if self._document.report.locked:
            return {_FINAL: Options(handing=self.handing(self._sealed())), _CLEAN: Options()}
        if checks.blocks(self._document.findings):
            return {_ROUGH: Options(mark=DRAFT_MARK, handing=rough(self._document.report))}
        return {_DRAFT: Options(handing=self.handing(self._document.draft(self._settings.person))), _CLEAN: Options()}

    def handing(self, draft: Draft) -> Handing:
        """What goes with a draft: its number and code, the sheets to sign, what was checked, and what changed since the one before."""
        from desktopapp.formats.printed.handing import handed_over  # loaded when wanted

        roles = tuple(filter(None, re.split(r"[、，,;；\s]+", self._settings.office.roles)))
        before = previous(self._document.project.drafts, draft)
        return handed_over(self._document.report, self._document.findings, draft, before, *((roles,) if roles else ()))

    def _sealed(self) -> Draft:
        """The draft that was sealed as final."""
        known = self._document.project.drafts
        return known[-1] if known and known[-1].final else self._document.draft("", final=True)

    def preview(self) -> None:
        """Show the pages in a window of their own, which follows what is typed."""
        from desktopapp.ui.preview import Preview  # loaded when wanted

        self._document.settled()
        if self._preview is None:
            self._preview = preview = Preview(self._document, self._theme, self.kinds(), self._window)
            preview.print_wanted.connect(self._print)
            preview.pdf_wanted.connect(self._export_pdf)
            for signal in (self._document.changed, self._document.checking.read):
                signal.connect(self._follow)  # a method of this object: the connection ends with it
        self._preview.offer(self.kinds())
        self._preview.show()
        self._preview.raise_()
        self._preview.activateWindow()

    def _follow(self, *_: object) -> None:
        if self._preview is not None and self._preview.isVisible():
            self._preview.offer(self.kinds())

    def _print(self) -> None:
        """Print what the preview shows; a draft for sign-off is kept once it is on its way to the printer."""
        from desktopapp.ui import printing  # loaded when wanted: it asks the system for its printers

        preview = self._preview
        assert preview is not None
        self._document.settled()
        who = self._sign("打印送审稿", _KEPT, "打印") if preview.kind == _DRAFT else ""
        if preview.kind == _DRAFT and not who:
            return
        printer = printing.ask(preview.laid_out, preview)
        if printer is None:
            return
        pages = printing.print_pages(preview.laid_out, printer)
        if who:
            self._document.keep(self._document.draft(who))
        self._notice.say(f"已送打印机，共{pages}页。" if pages else "打印机没有接受，请检查打印机后再打印。", grave=not pages)

    def _export_pdf(self) -> None:
        preview = self._preview
        if preview is not None and preview.kind == _DRAFT:
            self.hand_over(".pdf", preview.picture)
        else:
            self._files.export(".pdf", preview.picture if preview is not None else None)

    def restore(self, draft: Draft) -> None:
        """Make the report say again what a draft said, as one undo step."""
        if self._document.put(restored(self._document.report, draft), f"恢复{draft.name}"):
            self._notice.say(f"已恢复{draft.name}的内容，可以撤销。")
        else:
            self._notice.say(f"现在的内容与{draft.name}一致，没有可恢复的。")

    def finish(self) -> None:
        """定稿, where nothing stands in its way."""
        left = obstacles(self._document.report, self._document.settled())
        if left:
            offers = (("去填报体检", self._show_left),)
            self._notice.say(f"还不能定稿：有{len(left)}项没有完成，第一项是“{left[0].words}”", offers, grave=True)
            return
        words = "定稿后全部内容锁定，不能改动；要改动须撤回定稿并写明原因。"
        who = self._sign("定稿", words, "定稿", confirm="内容已经审核，可以公布")
        if who:
            draft = self._document.seal(who)
            self._notice.say(f"已定稿，校验码{draft.code}。", (("导出发布包…", self.export_final), ("保存项目", self._files.save)))

    def check_file(self) -> None:
        """Ask for a file that was handed over, read it beside the window, and compare it with what the report says now."""
        path = self._files.ask("核对哪个文件")
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        self._files.read(path, lambda report: self._page.show_file(path.name, report))

    def withdraw(self) -> None:
        """撤回定稿, with a reason."""
        dialog = SignDialog(
            "撤回定稿", "撤回后可以继续改动；原因记入办理记录。", "撤回", self._settings.person, why="原因", parent=self._window
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._remember(dialog)
            self._document.withdraw(dialog.person.text().strip(), dialog.why.text())
            self._notice.say("已撤回定稿，可以改动了。")

    def export_final(self) -> None:
        """Ask for a folder, and put the 发布包 there, in a folder of its own name."""
        folder = QFileDialog.getExistingDirectory(self._window, "发布包放到哪个文件夹", self._files.folder())
        if folder:
            seal = code(content(self._document.report))  # the same folder holds the same content
            handing = self.handing(self._sealed())._replace(sheets=False)
            self._releasing.publish(Path(folder) / f"{self._files.name()}（发布包 {seal}）", handing)

    def hand_over(self, suffix: str, picture: Infographic | None = None) -> None:
        """Ask who hands the draft over and where it goes, and export it there; it is kept once it is on disk. `picture` is a PDF's last
        page."""
        wrong = checks.blocks(self._document.settled())
        verdict = progress.verdict(self._document.report, self._document.findings)
        who = self._sign("送审稿", f"{verdict}。稿上会注明“{DRAFT_MARK}”。{_KEPT}" if wrong else _KEPT, "导出")
        if who:
            draft = self._document.draft(who)
            self._files.export_draft(suffix, draft, self.handing(draft), picture)

    def _sign(self, title: str, words: str, act: str, confirm: str = "") -> str:
        """Who signs, empty if nobody does."""
        dialog = SignDialog(title, words, act, self._settings.person, confirm=confirm, parent=self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return ""
        self._remember(dialog)
        return dialog.person.text().strip()

    def _remember(self, dialog: SignDialog) -> None:
        self._settings.person = dialog.person.text().strip()
        self._settings.write()
