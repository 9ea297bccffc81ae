"""Taking in other reports: read beside the window, laid open on the import page, and only then this year's report or last year's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktopapp import formats
from desktopapp.core import carrying, project
from desktopapp.core.files import FileTrouble
from desktopapp.core.form import Form
from desktopapp.core.project import Project
from desktopapp.core.record import with_line
from desktopapp.core.report import FACTS, RECORD, Change, Entry, Origin, Report
from desktopapp.ui.background import Background
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice
from desktopapp.ui.settings import Settings

if TYPE_CHECKING:
    from desktopapp.formats.incoming import Incoming
    from desktopapp.formats.stopping import Stop
    from desktopapp.ui.import_page import Choice, ImportPage


class Read(NamedTuple):
    """A file that was read: its name, the report, and what its reader said of it (none for a project)."""

    name: str
    report: Report
    incoming: Incoming | None


class ImportActions:
    """Carries out 导入, 设为上年年报, 新建下一年度.

    `page_changed` is called when another page of `stack` is shown, `begun`, with the place to show, when something was taken in.
    """

    def __init__(
        self, document: Document, forms: Mapping[str, Form], edition: str, settings: Settings, files: FileActions, notice: Notice,
        looks: Looks, stack: QStackedWidget, page_changed: Callable[[], None], begun: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._document, self._forms, self._form, self._settings = document, forms, forms[edition], settings
        self._files, self._notice, self._looks, self._stack = files, notice, looks, stack
        self._page_changed, self._begun = page_changed, begun
        self._page: ImportPage | None = None
        self._before: QWidget | None = None  # what was shown before the page, and what had the cursor
        self._cursor: QWidget | None = None
        self._running: list[Background] = []
        self._stop: Callable[[], None] = lambda: None  # ends the present reading at once
        self._wanted: Callable[[], Read] | None = None
        self._read: Read | None = None
        files.take_in = self.take_in
        document.changed.connect(self._give_up_if_other_work)

    # reading

    def take_in(self, path: Path) -> None:
        """Read a file in the background and lay it open."""
        from desktopapp.formats.stopping import Stop  # loaded when wanted

        stop = Stop()
        self._begin_reading(path.name, partial(self._read_file, path, stop), stop.now)

    def take_clipboard(self) -> None:
        """Lay open what was copied from a web page, a Word file or a worksheet."""
        held = QGuiApplication.clipboard().mimeData()
        self._begin_reading("剪贴板", partial(self._read_clipboard, held.html(), held.text()))

    def _begin_reading(self, name: str, read: Callable[[], Read], stop: Callable[[], None] = lambda: None) -> None:
        self._stop()
        self._wanted, self._stop = read, stop
        self._show_page().show_reading(name)
        found: list[Read] = []
        running = Background(
            lambda: found.append(read()),
            lambda: self._done(running, read, found[0]),
            lambda error: self._failed(running, read, error),
        )
        self._running.append(running)
        running.start()

    def choose_last(self) -> None:
        """Ask for last year's report, a project or another program's file, and lay it open."""
        path = self._files.ask("选择上年年报")
        if path is not None:
            self.take_in(path)

    @property
    def reading(self) -> bool:
        """A file is being read."""
        return bool(self._running)

    def _read_file(self, path: Path, stop: Stop) -> Read:
        """In the other thread."""
        if project.is_project(path):
            return Read(path.name, carrying.as_last(project.read(path, self._forms).report), None)
        incoming = formats.read(path, self._forms, stop=stop)
        return Read(path.name, incoming.report(self._forms), incoming)

    def _read_clipboard(self, html: str, text: str) -> Read:
        """In the other thread."""
        from desktopapp.formats import clipboard  # loaded when wanted

        incoming = clipboard.read(html, text, self._forms)
        return Read(clipboard.NAME, incoming.report(self._forms), incoming)

    def _done(self, running: Background, wanted: Callable[[], Read], read: Read) -> None:
        self._running.remove(running)
        if wanted is self._wanted:
            self._lay_open(read)

    def _lay_open(self, read: Read) -> None:
        from desktopapp.formats.review import review  # loaded when wanted

        self._read = read
        groups = review(read.report, read.incoming, self._form)
        self._show_page().show_review(read.name, read.report, groups, self._choices(read))

    def _failed(self, running: Background, wanted: Callable[[], Read], error: Exception) -> None:
        self._running.remove(running)
        if not isinstance(error, FileTrouble):
            raise error
        if wanted is self._wanted:
            self.leave()
            self._notice.say(str(error), grave=True)

    # the page

    def _show_page(self) -> ImportPage:
        if self._page is None:
            from desktopapp.ui.import_page import ImportPage  # loaded when wanted

            self._page = ImportPage(self._looks.theme, self._stack)
            self._page.chosen.connect(self._accept)
            self._page.cancelled.connect(self.leave)
            self._stack.addWidget(self._page)
        if self._stack.currentWidget() is not self._page:
            self._before, self._cursor = self._stack.currentWidget(), self._stack.window().focusWidget()
        self._stack.setCurrentWidget(self._page)
        self._notice.hide()
        self._page_changed()
        return self._page

    def leave(self) -> None:
        """Back to what was shown before; nothing has been changed."""
        self._close()
        self._page_changed()
        before, cursor = self._before, self._cursor
        if before is not None and cursor is not None and before is self._stack.currentWidget() and before.isAncestorOf(cursor):
            cursor.setFocus()

    def _give_up_if_other_work(self, change: Change | None) -> None:
        """Another project was opened meanwhile: what is being read is no longer wanted."""
        if change is None:
            self._close()

    def dress_again(self) -> None:
        """The looks were changed: build the page again, if it is shown."""
        read = self._read
        if self._page is not None and read is not None:
            self._close()
            self._lay_open(read)

    def _close(self) -> None:
        self._stop()
        self._stop = lambda: None
        self._wanted = self._read = None
        if self._page is not None:
            before = self._before
            if before is not None and self._stack.indexOf(before) >= 0:  # the workspace may have been built anew
                self._stack.setCurrentWidget(before)
            else:
                self._stack.setCurrentIndex(0)
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None

    def _choices(self, read: Read) -> tuple[Choice, ...]:
        from desktopapp.ui.import_page import LAST, THIS, Choice

        report, office = self._document.report, self._settings.office.name
        refused = "" if read.report.form is self._form else f"{read.report.form.edition}版的年报只能作为上年年报"
        locked = self._document.why_closed
        return (
            Choice(THIS, "作为本年年报", carrying.doubts(read.report, report, office, last=False), refused),
            Choice(LAST, "作为上年年报", carrying.doubts(read.report, report, office, last=True), locked),
        )

    # accepting

    def _accept(self, key: str) -> None:
        from desktopapp.ui.import_page import LAST

        read, page = self._read, self._page
        if read is None or page is None:
            return
        if key == LAST:
            self._take_as_last(read)
        elif not self._has_work():
            self._put_here(read)
        else:
            put = (("放进现在的项目（可以撤销）", self._put_here), ("只填入读到的数（其余不动）", self._put_numbers))
            here = [] if self._document.closed else [(words, partial(act, read)) for words, act in put]
            apart = ("另起一份", partial(self._put_apart, read))
            # What is of another organ or year is more likely meant to stand apart.
            foreign = carrying.doubts(read.report, self._document.report, self._settings.office.name, last=False)
            page.ask(
                f"现在打开的“{self._files.name()}”已有内容。放进来会换掉这些内容，一步可以撤销；也可以另起一份，现在的项目不动。",
                [apart, *here] if foreign else [*here, apart],
            )

    def _has_work(self) -> bool:
        return self._document.path is not None or any(place not in FACTS for place in self._document.report.entries)

    def _put_here(self, read: Read) -> None:
        wishes = carrying.in_place_of(self._document.report, read.report)
        self._document.put({**wishes, RECORD: self._recorded(read, "作为本年年报")}, "导入年报")
        self._finish(read, "organ")

    def _put_numbers(self, read: Read) -> None:
        """A worksheet that one office filled in: its numbers, and nothing else."""
        numbers = {place: entry for place, entry in read.report.entries.items() if place in read.report.form.cells}
        self._document.put({**numbers, RECORD: self._recorded(read, "只填入读到的数")}, "填入读到的数")
        self._finish(read, next(iter(numbers), "organ"))

    def _put_apart(self, read: Read) -> None:
        if not self._files.may_leave():
            return
        kind = read.report.text("kind") or self._document.report.text("kind")
        report = read.report.copy()
        report.apply(report.plan({"kind": Entry(kind), RECORD: self._recorded(read, "另起一份", report)}))
        self._document.replace(Project(report), None, saved=False)
        self._finish(read, "organ")

    def _finish(self, read: Read, place: str) -> None:
        from desktopapp.formats.review import summary

        self._close()
        self._begun(place)
        if read.incoming is not None:
            self._notice.say(summary(read.name, read.incoming, read.report.form), grave=not read.incoming.whole)

    def _recorded(self, read: Read, deed: str, report: Report | None = None) -> Entry:
        """The record of a report, of the one in hand if none is given, with a line that says what was taken in."""
        from desktopapp.formats.review import counted

        what = f"导入“{read.name}”，{deed}：{counted(read.report, read.incoming)}"
        return with_line(report or self._document.report, self._document.now, self._settings.person, what)

    def _take_as_last(self, read: Read) -> None:
        from desktopapp.core.progress import YEARS

        wishes = carrying.into_blanks(self._document.report, read.report)
        line = self._recorded(read, "作为上年年报")
        self._document.put_last(read.report, {**wishes, RECORD: line}, "设为上年年报")
        self._close()
        self._begun(YEARS)
        carried = f"，上年结转{len(wishes)}格已带入，请核对" if wishes else ""
        self._notice.say(f"“{read.name}”已作为上年年报{carried}。")

    # the next year

    def begin_next_year(self) -> None:
        """A new report of the next year, with the open one as last year's."""
        from desktopapp.core.progress import YEARS

        report = self._document.report
        if report.year is None:
            self._notice.say("先在封面填写报告年度，才能新建下一年度。")
            return
        if not self._files.may_leave():
            return
        last = carrying.as_last(report)
        following = carrying.next_year(last, self._form)
        carried = sum(entry.origin is Origin.CARRIED for entry in following.entries.values())
        self._document.replace(Project(following, last=last, office=self._document.project.office), None, saved=False)
        self._begun(YEARS)
        words = f"，上年结转{carried}格已带入，请核对" if carried else ""
        self._notice.say(f"已新建{following.year}年度年报，{last.year}年度的作为上年年报{words}。")
