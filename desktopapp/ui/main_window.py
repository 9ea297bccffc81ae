"""The window: menus and tools, the start page or the workspace, a bar for what happened, the verdict below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktopapp.core import progress
from desktopapp.core.form import Form
from desktopapp.core.report import Change
from desktopapp.ui import actions
from desktopapp.ui.check_actions import CheckActions
from desktopapp.ui.document import Document
from desktopapp.ui.dropping import dragged
from desktopapp.ui.edit_actions import EditActions
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.icons import Icons
from desktopapp.ui.import_actions import ImportActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice
from desktopapp.ui.rare_actions import RareActions
from desktopapp.ui.recent_menu import RecentMenu
from desktopapp.ui.recovery import FOLDER, Recovery
from desktopapp.ui.restoring import Restoring
from desktopapp.ui.settings import Settings
from desktopapp.ui.side_panels import SidePanels
from desktopapp.ui.start_page import StartPage
from desktopapp.ui.status_bar import StatusBar
from desktopapp.ui.theme import SPACE, THEMES, dress

if TYPE_CHECKING:
    from desktopapp.ui.practice_guide import PracticeGuide
    from desktopapp.ui.workspace import Workspace

_PAGES = {"manual": "用户手册", "help": "使用说明", "about": "关于"}
_TEXT_STEPS = {"text_larger": 1, "text_smaller": -1, "text_normal": 0}
SMALLEST = (760, 420)  # logical pixels at which every tool still stands on the bar


class MainWindow(QMainWindow):
    """The program's window. `resources` is the folder of the shipped sample and help, `data` the user's own for journals and backups."""

    def __init__(
        self, document: Document, forms: Mapping[str, Form], edition: str, settings: Settings, resources: Path, data: Path
    ) -> None:  # fmt: skip
        super().__init__()
        self.document, self._settings, self._resources = document, settings, resources
        self._icons = Icons(resources / "icons")
        self._last_change: Change | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.looks = Looks(settings)
        central = QWidget(self)
        self.setCentralWidget(central)
        page = QWidget(central)  # over whose head the notice lies, and above which the guide of the practice stands
        self.notice = Notice(self.looks.theme, page)
        self._stack = QStackedWidget(page)
        pages = QVBoxLayout(page)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self._stack)
        self._layout = layout = QVBoxLayout(central)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        layout.addWidget(page, 1)
        self._start: StartPage | None = None
        self._guide: PracticeGuide | None = None
        self._workspace: Workspace | None = None
        self._status: StatusBar | None = None  # the start page has nothing to say at its foot
        self.files = FileActions(document, forms, edition, settings, self.notice, self, self._show_busy, data)
        self.recovery = Recovery(document, data / FOLDER, lambda: settings.person)
        self.imports = ImportActions(
            document, forms, edition, settings, self.files, self.notice, self.looks, self._stack, self._show_page_kind, self._begin
        )
        self.checks = CheckActions(
            document, self.files, self.notice, self.looks, lambda: self.workspace, lambda: self._panels.unfold_findings(), self
        )
        self.edits = EditActions(document, settings, self.notice, lambda: self.workspace, self)
        self.rare = RareActions(document, forms, settings, self.files, self.notice, self.looks, resources, lambda: self.workspace, self)
        self.restoring = Restoring(document, forms, self.files, self.recovery, self.notice, self.looks, self, self._put_above)
        self.restoring.begun.connect(self._begin)
        self.actions_by_key, self._menus, self._bar = actions.build(self, self._handlers())
        self._panels = SidePanels(self.actions_by_key, self.looks, lambda: self._workspace)
        self._dress()
        self._menus["文件(&F)"].insertMenu(self.actions_by_key["import"], RecentMenu(settings, self.open_chosen, self))
        document.changed.connect(self._follow)
        document.checking.read.connect(self._show_title)
        document.undo_stack.cleanChanged.connect(self._show_title)
        document.saved.connect(self._show_title)
        document.undo_stack.indexChanged.connect(self._show_undo)
        self._show_undo()

    # what is shown

    @property
    def workspace(self) -> Workspace:
        """Where the report is worked on; built when it is first wanted, for the start page does without."""
        if self._workspace is None:
            self._workspace = self._new_workspace()
            self._stack.insertWidget(0, self._workspace)
            self._panels.show()
        return self._workspace

    def show_workspace(self) -> None:
        """Show the report."""
        self._stack.setCurrentWidget(self.workspace)
        self._show_page_kind()

    @property
    def _working(self) -> bool:
        return self._workspace is not None and self._stack.currentWidget() is self._workspace

    def _show_page_kind(self) -> None:
        """On the start page, and while a file is looked at, there is no report to save, check or export."""
        working = self._working
        for key in actions.OF_A_REPORT:
            self.actions_by_key[key].setEnabled(working)
        if working and self._status is None:
            self._status = StatusBar(self.document, self)
            self.setStatusBar(self._status)
            self._follow(self._last_change)
        for bar in (self._bar, self._status):
            if bar is not None:
                bar.setVisible(working)
        self._show_undo()

    def prepare(self) -> None:
        """Build the workspace while the start page is read."""
        self.workspace.ensurePolished()

    def show_start_page(self) -> None:
        """Show the start page until something is opened."""
        if self._start is None:
            self._start = StartPage(self._settings, self.looks.theme, self._icons, self._stack)
            self._start.chosen.connect(lambda key: self.actions_by_key[key].trigger())
            self._start.recent_chosen.connect(lambda name: self.open_chosen(Path(name)))
            self._stack.addWidget(self._start)
        self._stack.setCurrentWidget(self._start)
        self._start.first.setFocus()
        self._show_page_kind()

    def new(self) -> None:
        """Begin a blank report."""
        self._begin_if(self.files.new())

    def open(self) -> None:
        """Open a file that the user chooses."""
        self.commit_editing()
        self._begin_if(self.files.open())

    def open_chosen(self, path: Path) -> None:
        """Open a file that the user named: a project at once, another program's file is laid open first."""
        self.commit_editing()
        self._begin_if(self.files.open_chosen(path))

    def open_path(self, path: Path) -> bool:
        """Open a file at once, whatever it is; False when it could not be, which the notice then says."""
        self.commit_editing()
        return self._begin_if(self.files.open_path(path))

    def open_sample(self) -> None:
        """Open the shipped sample."""
        self._begin_if(self.files.open_sample(self._resources / "sample" / "示例.nianbao"))

    def open_practice(self) -> None:
        """Open the shipped practice report, with the guide above it."""
        from desktopapp.ui.practice_guide import PracticeGuide  # loaded when wanted

        folder = self._resources / "sample"
        if not self.files.open_sample(folder / "练习.nianbao", ""):
            return
        self._begin()
        if self._guide is None:
            self._guide = PracticeGuide(self.document, folder / "练习.toml", self.looks.theme, self.centralWidget())
            self._guide.wanted.connect(lambda place: self.workspace.go_to(place))
            self._guide.chosen.connect(lambda key: self.actions_by_key[key].trigger())
            self._layout.insertWidget(0, self._guide)
        self._guide.begin()

    def _put_above(self, bar: QWidget) -> None:
        """Show a bar above the pages until it is answered."""
        self._layout.insertWidget(0, bar)

    def _begin_if(self, opened: bool) -> bool:
        if opened:
            self._begin()
        return opened

    def _begin(self, place: str = "organ") -> None:
        self.show_workspace()
        self.workspace.go_to(place)

    def commit_editing(self) -> None:
        """Take over what is being typed in a cell, before anything reads the report."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit) and self._workspace is not None:
            for grid in self.workspace.grids:
                if grid.isAncestorOf(widget):
                    grid.setFocus()

    # following the document

    def _follow(self, change: Change | None) -> None:
        self._last_change = change
        self.notice.pass_by()
        self._show_title()

    def _show_undo(self) -> None:
        """Say what undo and redo would do."""
        actions.show_steps(self.actions_by_key, self.document.undo_stack, self._working)

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.files.name()}[*]{'（只能看）' if self.document.holder else ''} - 年报助手")
        self.setWindowFilePath(str(self.document.path or ""))
        self.setWindowModified(self.document.modified)
        if self._status is not None:
            self._status.show_standing(self.looks.theme)
            self._show_selection()

    def _show_selection(self) -> None:
        if self._status is not None and self._workspace is not None:
            self._status.show_selection(self._workspace.grid.selected_addresses() if self._workspace.grid else [])

    def _show_busy(self, busy: bool) -> None:
        if self._status is not None:
            self._status.show_busy(busy)
        for key in ("export_docx", "export_xlsx"):
            self.actions_by_key[key].setEnabled(not busy)

    # actions

    def _handlers(self) -> dict[str, actions.Handler]:
        stack = self.document.undo_stack
        return {
            "new": self._committed(self.new),
            "open": self.open,
            "save": self._committed(self.files.save),
            "save_as": self._committed(self.files.save_as),
            "backups": self._committed(self.restoring.show),
            **{f"export_{kind}": self._committed(partial(self.files.export, f".{kind}")) for kind in ("docx", "xlsx", "pdf", "html")},
            "hand_over": self._committed(lambda: self.workspace.go_to(progress.DRAFTS)),
            "blank": self._committed(self.files.export_blank),
            "preview": self._committed(lambda: self.workspace.drafts.preview_wanted.emit()),
            "next_year": self._committed(self.imports.begin_next_year),
            "set_last": self._committed(self.imports.choose_last),
            "office": self.edits.edit_office,
            "import": self._committed(lambda: self._begin_if(self.files.open(only_importable=True))),
            "import_clipboard": self._committed(self.imports.take_clipboard),
            "sample": self._committed(self.open_sample),
            "quit": self.close,
            "undo": self._committed(lambda: self._travel(stack.undo)),
            "redo": self._committed(lambda: self._travel(stack.redo)),
            **{key: self._committed(act) for key, act in {**self.checks.handlers, **self.rare.handlers}.items()},
            "next_part": self._committed(lambda: self.workspace.step_part(1)),
            "last_part": self._committed(lambda: self.workspace.step_part(-1)),
            **dict.fromkeys(("show_parts", "show_findings"), lambda: self._panels.show()),
            "zeros": self._committed(self.edits.fill_zeros),
            "seen": self._committed(self.edits.mark_seen),
            "addends": self._committed(self.edits.show_addends),
            "checkup": self._committed(lambda: self.workspace.go_to(progress.CHECKUP)),
            "years": self._committed(lambda: self.workspace.go_to(progress.YEARS)),
            "next_pane": self._committed(lambda: self.workspace.step_pane(1)),
            "last_pane": self._committed(lambda: self.workspace.step_pane(-1)),
            **{key: partial(self._change_looks, partial(self.looks.step_text, step)) for key, step in _TEXT_STEPS.items()},
            **{name: partial(self._change_looks, partial(self.looks.choose_theme, name)) for name in THEMES},
            "practice": self._committed(self.open_practice),
            **{key: partial(self._show_page, page) for key, page in _PAGES.items()},
        }

    def _committed(self, act: actions.Handler) -> actions.Handler:
        def handler() -> None:
            self.commit_editing()
            act()

        return handler

    def _travel(self, step: actions.Handler) -> None:
        """Undo or redo, and go to what changed."""
        step()
        if self._last_change and self._last_change.places:
            self.workspace.go_to(self._last_change.places[0])

    def _show_page(self, name: str) -> None:
        from desktopapp.ui.help_dialog import HelpDialog  # loaded when wanted

        HelpDialog(name, self._resources / "help" / f"{name}.md", self).show()

    # looks

    def _new_workspace(self) -> Workspace:
        from desktopapp.ui.handing_over import HandingOver  # loaded when wanted, as the workspace itself
        from desktopapp.ui.workspace import Workspace

        workspace = Workspace(self.document, self.looks, self._settings.office.deadline, self._stack)
        workspace.selection_changed.connect(self._show_selection)
        workspace.sections.selectionModel().currentChanged.connect(self.notice.pass_by)
        workspace.said.connect(self.notice.say)
        workspace.office_wanted.connect(self.edits.edit_office)
        workspace.field_wanted.connect(lambda: self.rare.texts.insert_field())
        workspace.rule_wanted.connect(self.checks.show_rules)
        workspace.last_wanted.connect(self.imports.choose_last)
        workspace.export_wanted.connect(self.actions_by_key["export_docx"].trigger)
        show_left = self.actions_by_key["checkup"].trigger
        HandingOver(workspace.drafts, self.document, self.files, self._settings, self.notice, self.looks.theme, show_left)
        return workspace

    def _change_looks(self, change: Callable[[], None]) -> None:
        """Dress the program anew; pages with fonts or colours of their own are built again."""
        self.commit_editing()
        change()
        old = self._workspace
        if old is not None:
            place, is_shown, self._workspace = old.whereabouts(), self._stack.currentWidget() is old, None
            self.workspace.sections.choose(place[0])
            if is_shown:
                self._stack.setCurrentWidget(self.workspace)
                self.workspace.put_cursor(*place)
            self._stack.removeWidget(old)
            old.deleteLater()
        self._dress()
        self.imports.dress_again()
        self.checks.close_rules()
        self._panels.fit(self.width())

    def _dress(self) -> None:
        """What wears a style sheet of its own wears the theme's."""
        theme = self.looks.theme
        dress(self.notice, theme)
        self._bar.wear(self._icons, theme)
        for page in (self._start, self._guide, self.restoring):
            if page is not None:
                page.wear(theme)
        self.looks.show_in(self.actions_by_key)
        self._follow(self._last_change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panels.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing else wants it, closes the notice."""
        if event.key() == Qt.Key.Key_Escape:
            self.notice.hide()
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged(event)
        if path is not None:
            self.open_chosen(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit_editing()
        if self.files.may_leave():
            self.imports.leave()
            self.restoring.leave()
            event.accept()
        else:
            event.ignore()
