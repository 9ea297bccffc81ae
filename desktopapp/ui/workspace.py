"""The three columns in which a report is worked on: parts, the chosen part, findings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktopapp.core import organ, progress
from desktopapp.core.checks import Finding
from desktopapp.core.progress import COVER
from desktopapp.ui.cover_page import CoverPage
from desktopapp.ui.document import Document
from desktopapp.ui.findings_panel import FINDING_ROLE, FindingsPanel
from desktopapp.ui.grid_view import GridView
from desktopapp.ui.panel import Panel
from desktopapp.ui.section_list import KEY_ROLE, SectionList
from desktopapp.ui.section_page import SectionPage
from desktopapp.ui.theme import SPACE, Theme


class Workspace(QWidget):
    """Parts, page, findings. `selection_changed` says that other cells are selected, `said` what a paste did,
    `office_wanted` asks for 本单位资料."""

    selection_changed = Signal()
    said = Signal(str)
    office_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, local_deadline: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._local_deadline = document, local_deadline
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
        self.cover = CoverPage(document, self.pages)
        self.cover.office_wanted.connect(self.office_wanted)
        self.parts = [SectionPage(document, part, theme, self.pages) for part in document.report.form.parts]
        for page in (self.cover, *self.parts):
            self.pages.addWidget(page)
        for part in self.parts:
            part.address_changed.connect(self._follow_cursor)
            part.selection_changed.connect(self.selection_changed)
            part.said.connect(self.said)
        self.findings = FindingsPanel(document, theme, splitter)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE)
        self.side.setMinimumWidth(150)
        self.findings.setMinimumWidth(220)
        splitter.setSizes([196, 880, 274])
        self.sections.selectionModel().currentChanged.connect(self._show_part)
        self.findings.chosen.connect(self.show_finding)
        document.changed.connect(self._follow)
        self._follow()

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
        page = self.pages.currentWidget()
        if isinstance(page, CoverPage | SectionPage):
            page.go_to(place)

    def show_finding(self, finding: Finding) -> None:
        """Go to the finding's first cell and select all its cells."""
        place = finding.where.part if finding.where else (finding.cells[0] if finding.cells else "")
        if place:
            self.go_to(place)
            if self.grid is not None:
                self.grid.point_at(finding.cells)

    def step_finding(self, rows: int) -> None:
        """Go to the next or last finding in the list."""
        view = self.findings.list
        count = view.model().rowCount()
        if count:
            current = view.currentIndex().row()
            index = view.model().index(0 if current < 0 else (current + rows) % count, 0)
            view.setCurrentIndex(index)
            self.show_finding(index.data(FINDING_ROLE))

    def step_part(self, rows: int) -> None:
        """Show the next or last part, its cursor in it."""
        model = self.sections.model()
        row = min(max(self.sections.currentIndex().row() + rows, 0), model.rowCount() - 1)
        self.sections.setCurrentIndex(model.index(row, 0))
        page = self.pages.currentWidget()
        if isinstance(page, CoverPage | SectionPage):
            page.go_to("")

    def set_local_deadline(self, deadline: str) -> None:
        """A local notice's date, 月-日, empty for the statutory one."""
        self._local_deadline = deadline
        self._follow()

    def _show_part(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        pages = {COVER: self.cover, **{part.key: part for part in self.parts}}
        self.pages.setCurrentWidget(pages[key])
        if self.grid is not None:
            self.grid.go_to_first()
            self._follow_cursor(self.grid.current_address())
        self.selection_changed.emit()

    def _follow_cursor(self, address: str) -> None:
        cell = self._document.report.form.cells.get(address)
        self.findings.show_guidance(cell.row if cell else None)

    def _follow(self, *_: object) -> None:
        report, today = self._document.report, self._document.today
        lines = [report.organ or "单位名称未填", f"{report.year}年度" if report.year else "年度未填"]
        if report.year and 1000 < report.year < 9000:
            last = organ.deadline(report.text("kind"), report.year, self._local_deadline)
            left = (last - today).days
            when = f"还有{left}天" if left > 0 else "今天到期" if left == 0 else f"已过{-left}天"
            lines.append(f"{last.month}月{last.day}日前公布，{when}")
        self._about.setText("\n".join(lines))


def _fill(panel: Panel, *widgets: QWidget) -> None:
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
