"""The list of the parts, each with its state and count; at its end 两年对照, 填报体检 and 送审与定稿."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktopapp.core import progress
from desktopapp.core.carrying import carried_in
from desktopapp.core.progress import CHECKUP, COVER, DRAFTS, YEARS, State
from desktopapp.ui.document import Document
from desktopapp.ui.state_list import DETAIL_ROLE, KEY_ROLE, STATE_ROLE, Index, StateList
from desktopapp.ui.theme import Theme


class SectionModel(QAbstractListModel):
    """The cover, the six parts, both years, and the whole."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        parts = document.report.form.parts
        self.keys = [COVER, *(part.key for part in parts), YEARS, CHECKUP, DRAFTS]
        self._names = ["封面", *(part.heading for part in parts), "两年对照", "填报体检", "送审与定稿"]
        self._standings: list[tuple[State, str]] = []
        self._follow()
        document.changed.connect(self._follow)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        state, words = self._standings[row]
        answers = {
            Qt.ItemDataRole.DisplayRole: self._names[row],
            Qt.ItemDataRole.AccessibleTextRole: f"{self._names[row]}，{words}",
            KEY_ROLE: self.keys[row],
            STATE_ROLE: state,
            DETAIL_ROLE: words,
        }
        return answers.get(role)

    def _follow(self, *_: object) -> None:
        report, findings = self._document.report, self._document.findings
        counted = [progress.standing(report, key, findings) for key in (COVER, *(part.key for part in report.form.parts))]
        whole = progress.overall(report, findings, counted)
        standings = [*((standing.state, standing.words) for standing in counted), self._years(), (whole.state, whole.words)]
        standings.append(self._handed_over())
        if standings != self._standings:
            self._standings = standings
            self.dataChanged.emit(self.index(0), self.index(len(self.keys) - 1))

    def _years(self) -> tuple[State, str]:
        """How this year's report follows from last year's."""
        report, last = self._document.report, self._document.last
        if last is None:
            return State.EMPTY, "没有上年年报"
        differing = len(carried_in(report, last))
        year = f"{last.year}年度" if last.year else "上年"
        return (State.TROUBLED, f"上年结转{differing}处不符") if differing else (State.DONE, f"与{year}对照")

    def _handed_over(self) -> tuple[State, str]:
        """How far the report has gone on its way to being published."""
        known = self._document.project.drafts
        if self._document.report.locked:
            return State.DONE, "已定稿"
        return (State.UNDER_WAY, known[-1].name) if known else (State.EMPTY, "还没有送审稿")


class SectionList(StateList):
    """The parts, one of them chosen."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__("section_list", "目录", theme, parent)
        self.setModel(SectionModel(document, self))
        self.setCurrentIndex(self.model().index(0, 0))

    def choose(self, key: str) -> None:
        """Choose a part."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(KEY_ROLE) == key:
                self.setCurrentIndex(index)
