"""New, open, save, export: what happens between the open document and the disk."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktopapp import formats
from desktopapp.core import checks, project
from desktopapp.core.drafts import Draft
from desktopapp.core.files import BACKUP, FileTrouble, read_bytes
from desktopapp.core.form import Form
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from desktopapp.ui import questions
from desktopapp.ui.background import Background
from desktopapp.ui.document import Document
from desktopapp.ui.notice import Notice, Offer
from desktopapp.ui.saving import Saving
from desktopapp.ui.settings import Office, Settings

_NAMES = {".docx": "Word 文档 (*.docx)", ".xlsx": "Excel 工作表 (*.xlsx)", ".pdf": "PDF 文件 (*.pdf)", ".html": "网页 (*.html)"}
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


if TYPE_CHECKING:
    from desktopapp.formats.printed.handing import Handing
    from desktopapp.formats.printed.infographic import Infographic


class FileActions:
    """Carries out the file menu. `forms` are the editions at hand, `edition` the one in force; `busy` shows that work goes on."""

    def __init__(
        self, document: Document, forms: Mapping[str, Form], edition: str, settings: Settings, notice: Notice, window: QWidget,
        busy: Callable[[bool], None], data: Path,
    ) -> None:  # fmt: skip
        self._document, self.forms, self._edition = document, forms, edition
        self._settings, self._notice, self._window, self._busy = settings, notice, window, busy
        self.saving = Saving(document, settings, notice, window, data, self.save_as)
        self._running: list[Background] = []
        self.take_in: Callable[[Path], object] = self.open_path  # what is done with another program's file that the user chose

    # new and open

    def may_leave(self) -> bool:
        """Ask about unsaved work, once; True when it is saved or given up."""
        if not self._document.modified:
            return True
        answer = questions.ask_about_unsaved(self._window, self.name())
        if answer is questions.Answer.SAVE:
            return self.save()
        return answer is questions.Answer.DISCARD

    def new(self) -> bool:
        """Begin a blank report, with what is known of the office."""
        if not self.may_leave():
            return False
        blank = blank_report(self.forms[self._edition], self._settings.office, self._document.today)
        self._document.replace(Project(blank), None, saved=True)
        self._notice.hide()
        return True

    def open(self, only_importable: bool = False) -> bool:
        """Ask for a file and open it; `only_importable` shows other programs' files alone."""
        asked = self.ask("导入以前的年报", projects=False) if only_importable else self.ask("打开")
        return asked is not None and self.open_chosen(asked)

    def ask(self, title: str, projects: bool = True) -> Path | None:
        """Ask for a report: another program's file or, with `projects`, a project too."""
        _speak_chinese()
        own = (project.SUFFIX, project.SUFFIX + BACKUP) if projects else ()
        suffixes = " ".join(f"*{suffix}" for suffix in (*own, *formats.READERS))
        name, _ = QFileDialog.getOpenFileName(self._window, title, self.folder(), f"年报 ({suffixes});;所有文件 (*)")
        return Path(name) if name else None

    def open_chosen(self, path: Path) -> bool:
        """Open a project that the user chose; another program's file is handed to `take_in`, and False, for nothing is open yet."""
        if project.is_project(path):
            return self.open_path(path)
        self.take_in(path)
        return False

    def open_path(self, path: Path, anyway: bool = False) -> bool:
        """Open a project, or import another program's file as a new, unsaved project. Trouble is said, and the open work stays.

        A project that somebody else has open is only shown; `anyway` it is taken from another computer that may no longer have it.
        """
        content = None
        try:
            imported = None if project.is_project(path) else formats.read(path, self.forms)
            if imported is None:
                content = read_bytes(path, project.LARGEST)
            opened = Project(imported.report(self.forms)) if imported else project.opened(path, content or b"", self.forms)
        except FileTrouble as trouble:
            self._notice.say(str(trouble), grave=True)
            return False
        if opened.report.form.edition != self._edition:
            self._notice.say(f"“{path.name}”是{opened.report.form.edition}版的年报，不能继续填报，可以设为上年年报。", grave=True)
            return False
        if not self.may_leave():
            return False
        backup = path.name.endswith(BACKUP)
        own = not imported and not backup
        holder = self.saving.have(path, anyway) if own else None
        self._document.replace(opened, path if own else None, saved=own, on_disk=content if own else None, holder=holder)
        self._notice.hide()
        if backup:
            self._notice.say(f"这是上一次保存的内容（“{path.name}”）。要留用，请另存为项目文件。")
        elif imported:
            from desktopapp.formats.review import summary  # loaded when wanted

            self._notice.say(summary(path.name, imported, opened.report.form), grave=not imported.whole)
        else:
            self._settings.opened(path)
        if holder is not None:
            self.saving.say_who_has(path, holder, lambda anyway: self.open_path(path, anyway))
        return True

    def open_sample(self, path: Path, words: str = "这是示例，可以随意改动；另存后才会写到磁盘。") -> bool:
        """Open a shipped report as a new project without a file, so that it stays as shipped; `words` say so, if any."""
        try:
            opened = project.read(path, self.forms)
        except FileTrouble as trouble:
            self._notice.say(str(trouble), grave=True)
            return False
        if not self.may_leave():
            return False
        self._document.replace(opened, None, saved=True, shipped=True)
        self._notice.hide()
        if words:
            self._notice.say(words)
        return True

    # save

    def save(self) -> bool:
        """Save where the project lies; ask where, the first time."""
        return self.save_to(self._document.path) if self._document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save there."""
        _speak_chinese()
        suggested = self._document.path or Path(self.folder()) / f"{self.name()}{project.SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self._window, "另存为", str(suggested), f"年报助手项目 (*{project.SUFFIX})")
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != project.SUFFIX:
            path = path.with_name(path.name + project.SUFFIX)
            if path.exists() and not questions.ask_to_overwrite(self._window, path.name):
                return False
        return self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save there; trouble is said."""
        if not self.saving.save_to(path):
            return False
        self._notice.hide()
        self._settings.opened(path)
        return True

    # export

    def export(self, suffix: str, picture: Infographic | None = None) -> None:
        """Ask where, and export there; `picture` is a PDF's last page."""
        _speak_chinese()
        suggested = Path(self.folder()) / f"{self.name()}{self._mark()}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, "导出", str(suggested), _NAMES[suffix])
        if name:
            path = Path(name)
            self.export_to(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix), picture)

    def export_to(self, path: Path, picture: Infographic | None = None) -> None:
        """Export in the background. While something blocks, the file is named and headed as a draft."""
        mark = self._mark()
        if mark and mark not in path.stem:
            path = path.with_name(f"{path.stem}{mark}{path.suffix}")
            if path.exists() and not questions.ask_to_overwrite(self._window, path.name):
                return
        self.work_beside(
            partial(formats.write, self._document.report.copy(), path, mark, None, picture), partial(self._exported, path, mark)
        )

    def export_draft(self, suffix: str, draft: Draft, handing: Handing, picture: Infographic | None = None) -> None:
        """Ask where, and export a draft for sign-off; it is kept in the project once it is on disk."""
        _speak_chinese()
        mark = self._mark()  # a draft in which something is still wrong says so beside its number
        suggested = Path(self.folder()) / f"{self.name()}（送审稿第{draft.number}稿）{mark}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, "导出送审稿", str(suggested), _NAMES[suffix])
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
            task = partial(formats.write, self._document.report.copy(), path, mark, handing, picture)
            self.work_beside(task, partial(self._draft_exported, draft, path))

    def export_blank(self) -> None:
        """Ask which rows, as what and where, and write empty tables for those who supply the numbers."""
        from desktopapp.formats import blank_forms  # loaded when wanted, as the dialog
        from desktopapp.ui.blank_dialog import BlankDialog

        report = self._document.report
        dialog = BlankDialog(report.form, self._window)
        if dialog.exec() != BlankDialog.DialogCode.Accepted:
            return
        _speak_chinese()
        year = f"{report.year}年" if report.year else ""
        suggested = Path(self.folder()) / f"{year}年报填报表{dialog.suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, "导出空白表", str(suggested), _NAMES[dialog.suffix])
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == dialog.suffix else path.with_name(path.name + dialog.suffix)
            task = partial(blank_forms.write, report.form, dialog.rows, path, report.organ, report.year)
            self.work_beside(task, partial(self._exported, path, ""))

    def export_beside(self, title: str, name: str, suffix: str, write: Callable[[Path], None]) -> None:
        """Ask where something goes that is no report, and write it there beside the window."""
        _speak_chinese()
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(Path(self.folder()) / f"{name}{suffix}"), _NAMES[suffix])
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
            self.work_beside(partial(write, path), partial(self._exported, path, ""))

    def _draft_exported(self, draft: Draft, path: Path) -> None:
        self._document.keep(draft)
        self._exported(path, self._mark(), (("保存项目", self.save),))

    def read(self, path: Path, done: Callable[[Report], None]) -> None:
        """Read a report from a file beside the window, to look at; the open work is not touched."""
        found: list[Report] = []

        def read() -> None:
            own = project.is_project(path)
            found.append(project.read(path, self.forms).report if own else formats.read(path, self.forms).report(self.forms))

        self.work_beside(read, lambda: done(found[0]))

    def work_beside(self, task: Callable[[], None], done: Callable[[], None]) -> None:
        """Work beside the window; several may be under way, and each is held until it has ended."""

        def end(then: Callable[[], object]) -> None:
            self._running.remove(running)
            self._busy(bool(self._running))
            then()

        running = Background(task, lambda: end(done), lambda error: end(partial(self._failed, error)))
        self._running.append(running)
        self._busy(True)
        running.start()

    def _exported(self, path: Path, mark: str, offers: Sequence[Offer] = ()) -> None:
        words = f"已导出“{path.name}”，在{path.parent}。"
        if mark:
            words = f"还有问题没有解决，已按{mark}导出“{path.name}”，在{path.parent}。"
        self._notice.say(words, (*offers, ("打开", partial(self.show, path)), ("打开所在文件夹", partial(self.show, path.parent))))

    def show(self, path: Path) -> None:
        """Open a file or folder with the computer's own program for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.say(f"这台电脑上没有能打开它的程序，请到文件夹里打开：{path}")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, FileTrouble):
            raise error
        self._notice.say(str(error), grave=True)

    def _mark(self) -> str:
        return formats.DRAFT_MARK if checks.blocks(self._document.settled()) else ""

    # names

    def name(self) -> str:
        """A file name for the report: its title, without what file systems refuse; until it has an organ, the project's own name."""
        report, path = self._document.report, self._document.path
        return (report.title if report.organ else path.stem if path else "未命名年报").translate(_FORBIDDEN)[:80]

    def folder(self) -> str:
        """Where files are looked for and put: beside the project, else where the last one lay."""
        if self._document.path:
            return str(self._document.path.parent)
        recent = next((Path(name).parent for name in self._settings.recent if Path(name).parent.is_dir()), Path.home())
        return str(recent)


def _speak_chinese() -> None:
    """File dialogs write dates and kinds of files in the default language, whatever the session's is."""
    from PySide6.QtCore import QLocale  # brings every language and country there is

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))


def blank_report(form: Form, office: Office, today: datetime.date) -> Report:
    """A blank report of the office for the year to be reported on."""
    # From November on an office prepares this year's report, before that last year's.
    year = today.year if today.month >= 11 else today.year - 1
    facts = {"organ": office.name, "kind": office.kind, "year": str(year)}
    return Report(form, {place: Entry(text) for place, text in facts.items() if text})
