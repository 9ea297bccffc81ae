"""The three columns in which a report is worked on: parts, the chosen part, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktopapp.core import organ, progress
from desktopapp.core.checks import Finding, Span
from desktopapp.core.progress import Task
from desktopapp.ui.checkup_page import CheckupPage
from desktopapp.ui.cover_page import CoverPage, FactEdit
from desktopapp.ui.document import Document
from desktopapp.ui.drafts_page import DraftsPage
from desktopapp.ui.findings_panel import FindingsPanel
from desktopapp.ui.grid_view import GridView
from desktopapp.ui.looks import Looks
from desktopapp.ui.panel import Panel
from desktopapp.ui.section_list import SectionList
from desktopapp.ui.section_page import SectionPage
from desktopapp.ui.state_list import KEY_ROLE
from desktopapp.ui.text_editor import TextEditor
from desktopapp.ui.theme import SPACE

if TYPE_CHECKING:
    from desktopapp.ui.years_page import YearsPage
    from desktopapp.ui.years_texts import Passage


class Workspace(QWidget):
    """Parts, page, findings. `selection_changed` says that other cells are selected, `said` what a paste did.

    `office_wanted` asks for 本单位资料, `field_wanted` for a 活数字, `export_wanted` for the Word file, `last_wanted` for last year's
    report, `rule_wanted` for the rule of that number.
    """

    selection_changed = Signal()
    said = Signal(str)
    office_wanted = Signal()
    export_wanted = Signal()
    last_wanted = Signal()
    field_wanted = Signal()
    rule_wanted = Signal(str)

    def __init__(self, document: Document, looks: Looks, local_deadline: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._local_deadline = document, local_deadline
        theme = looks.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # From the outside in: a widget that changes its parent is dressed again, with all it holds.
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        layout.addWidget(splitter)
        self.side = Panel(splitter)
        self._about = QLabel(self.side)
        self._about.setWordWrap(True)
        self._about.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.sections = SectionList(document, theme, self.side)
        _fill(self.side, self._about, self.sections)
        middle = Panel(splitter)
        self.pages = QStackedWidget(middle)
        _fill(middle, self.pages)
        self.cover = CoverPage(document, theme, self.pages)
        self.parts = [SectionPage(document, part, theme, self.pages) for part in document.report.form.parts]
        self._years: YearsPage | None = None
        self._theme = theme
        self.checkup = CheckupPage(document, theme, local_deadline, self.pages)
        self.drafts = DraftsPage(document, theme, self.pages)
        self.findings = FindingsPanel(document, theme, splitter)
        self._connect()
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE)
        self.side.setMinimumWidth(int(150 * looks.text))
        self.findings.setMinimumWidth(int(220 * looks.text))
        splitter.setSizes([int(196 * looks.text), 880, int(274 * looks.text)])
        document.changed.connect(self._follow)
        self._follow()

    def _connect(self) -> None:
        """The pages in their stack, and who hears whom."""
        for page in (self.cover, *self.parts, self.checkup, self.drafts):
            self.pages.addWidget(page)
        for part in self.parts:
            part.address_changed.connect(self.findings.show_cell)
            part.selection_changed.connect(self.selection_changed)
            part.said.connect(self.said)
            part.cell_wanted.connect(self.go_to)
        for editor in self._editors.values():
            editor.field_wanted.connect(self.field_wanted)
        self.cover.preface.cell_wanted.connect(self.go_to)
        self.findings.cell.mention_wanted.connect(self.show_mention)
        self.findings.rule_wanted.connect(self.rule_wanted)
        self.cover.office_wanted.connect(self.office_wanted)
        self.checkup.chosen.connect(self._do_task)
        self.checkup.export_wanted.connect(self.export_wanted)
        self.sections.selectionModel().currentChanged.connect(self._show_part)
        self.findings.chosen.connect(self.show_finding)
        self.findings.row_chosen.connect(self.go_to)

    @property
    def years(self) -> YearsPage:
        """Both years side by side; built when it is first wanted."""
        if self._years is None:
            from desktopapp.ui.years_page import YearsPage

            self._years = YearsPage(self._document, self._theme, self.pages)
            self._years.chosen.connect(self.go_to)
            self._years.passage_chosen.connect(self._show_passage)
            self._years.last_wanted.connect(self.last_wanted)
            self.pages.addWidget(self._years)
        return self._years

    @property
    def page(self) -> CoverPage | SectionPage | CheckupPage | DraftsPage | YearsPage:
        """The page that is shown."""
        return self.pages.currentWidget()  # type: ignore[return-value]

    @property
    def grids(self) -> list[GridView]:
        """The tables' grids."""
        return [part.grid for part in self.parts if part.grid is not None]

    @property
    def grid(self) -> GridView | None:
        """The grid on the page that is shown."""
        page = self.pages.currentWidget()
        return page.grid if isinstance(page, SectionPage) else None

    def go_to(self, place: str) -> None:
        """Show the page of a place and put the cursor there."""
        key = progress.part_of(place)
        self.sections.choose(key)
        self.page.go_to(place)

    def show_finding(self, finding: Finding) -> None:
        """Go to the finding's words and show the cell with which they were compared, or to its first cell and select all its cells."""
        if finding.where is not None:
            self.select(finding.where)
            self.findings.show_cell(finding.cells[0] if finding.cells else "")
        elif finding.cells:
            self.go_to(finding.cells[0])
            if self.grid is not None:
                self.grid.point_at(finding.cells)

    def select(self, span: Span) -> None:
        """Go to a stretch of a text, or of a fact of the cover, and select it."""
        self.go_to(span.part)
        focus = self._editors.get(span.part) or self.focusWidget()
        if isinstance(focus, TextEditor):
            focus.select(span)
        elif isinstance(focus, FactEdit):
            focus.setSelection(span.start, span.end - span.start)

    @property
    def _editors(self) -> dict[str, TextEditor]:
        """The editors of all texts, by place."""
        return {place: editor for page in self.parts for place, editor in page.editors.items()} | {"preface": self.cover.preface}

    @property
    def editor(self) -> TextEditor | None:
        """The text in which the cursor stands."""
        focus = self.focusWidget()
        return focus if isinstance(focus, TextEditor) and focus.hasFocus() else None

    @property
    def narrative(self) -> TextEditor | None:
        """The text in which the cursor stands, or else the only one of the page."""
        focus, page = self.focusWidget(), self.page
        if isinstance(focus, TextEditor):
            return focus
        return self._editors.get(page.key) if isinstance(page, SectionPage) else None

    def show_mention(self) -> bool:
        """Go to where the texts speak of the cell in the panel, each time to the next place; False where there is none."""
        address = self.findings.cell.address
        where = self.findings.cell.next_mention()
        if where is not None:
            self.select(where)
            self.findings.show_cell(address)
        return where is not None

    def _show_passage(self, passage: Passage) -> None:
        self.select_words(passage.place, passage.trace.start, passage.trace.end)

    def select_words(self, place: str, start: int, end: int) -> None:
        """Go to characters of what a text says, or to a fact of the cover, and select them."""
        from desktopapp.ui.years_texts import stretch

        self.go_to(place)
        editor, focus = self._editors.get(place), self.focusWidget()
        if editor is not None:
            editor.setTextCursor(stretch(editor, start, end))
        elif isinstance(focus, FactEdit):
            focus.setSelection(start, end - start)

    def whereabouts(self) -> tuple[str, str, int]:
        """Where the cursor is: the page, the cell or text or fact on it, and the character in a text."""
        key, focus = str(self.sections.currentIndex().data(KEY_ROLE)), self.focusWidget()
        if isinstance(focus, TextEditor):
            return key, focus.place, focus.textCursor().position()
        if isinstance(focus, FactEdit):
            return key, focus.place, focus.cursorPosition()
        return key, self.grid.current_address() if self.grid is not None else "", 0

    def put_cursor(self, key: str, place: str, character: int) -> None:
        """Put the cursor where it was in a workspace before this one."""
        self.sections.choose(key)
        self.page.go_to(place)
        focus = self.focusWidget()
        if isinstance(focus, TextEditor):
            cursor = focus.textCursor()
            cursor.setPosition(min(character, focus.document().characterCount() - 1))
            focus.setTextCursor(cursor)
        elif isinstance(focus, FactEdit):
            focus.setCursorPosition(character)

    def step_finding(self, rows: int) -> None:
        """Go to the next or last finding in the list."""
        finding = self.findings.list.step(rows)
        if finding is not None:
            self.show_finding(finding)

    def step_part(self, rows: int) -> None:
        """Show the next or last part, its cursor in it."""
        model = self.sections.model()
        row = min(max(self.sections.currentIndex().row() + rows, 0), model.rowCount() - 1)
        self.sections.setCurrentIndex(model.index(row, 0))
        self.page.go_to("")

    def step_pane(self, panes: int) -> None:
        """F6: put the cursor into the next or last column that is shown: parts, page, findings."""
        columns = [column for column in (self.side, self.page, self.findings) if column.isVisible()]
        here = next((position for position, column in enumerate(columns) if column.isAncestorOf(self.focusWidget())), 0)
        column = columns[(here + panes) % len(columns)]
        if column is self.page:
            self.page.go_to("")
        else:
            {self.side: self.sections, self.findings: self.findings.list}[column].setFocus()

    def mark_seen(self) -> bool:
        """Mark the selected cells, or else all texts and facts of the page, as looked at; False where nothing wanted that."""
        if self.grid is not None and self.grid.hasFocus():
            return self.grid.mark_seen()
        report, key = self._document.report, self.sections.currentIndex().data(KEY_ROLE)
        return self._document.mark_seen(
            [place for place in report.entries if progress.part_of(place) == key and place not in report.form.cells]
        )

    def set_local_deadline(self, deadline: str) -> None:
        """A local notice's date, 月-日, empty for the statutory one."""
        self._local_deadline = deadline
        self.checkup.set_local_deadline(deadline)
        self._follow()

    def _show_part(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        pages = {page.key: page for page in (self.cover, *self.parts, self.checkup, self.drafts)}
        self.pages.setCurrentWidget(self.years if key == progress.YEARS else pages[key])
        if self.grid is not None:
            self.grid.go_to_first()
        self.findings.show_cell(self.grid.current_address() if self.grid is not None else "")
        self.selection_changed.emit()

    def _do_task(self, task: Task) -> None:
        if task.finding is not None:
            self.show_finding(task.finding)
        else:
            self.go_to(task.place)

    def _follow(self, *_: object) -> None:
        report = self._document.report
        lines = [report.organ or "单位名称未填", f"{report.year}年度" if report.year else "年度未填"]
        lines.append(organ.countdown(report, self._document.today, self._document.project.office.deadline or self._local_deadline))
        self._about.setText("\n".join(line for line in lines if line))


def _fill(panel: Panel, *widgets: QWidget) -> None:
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
