"""The list of the parts, each with its state and count; at its end 两年对照, 填报体检 and 送审与定稿."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktopapp.core import progress
from desktopapp.core.carrying import carried_in
from desktopapp.core.progress import CHECKUP, COVER, DRAFTS, YEARS, State
from desktopapp.ui.document import Document
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import Theme


class SectionList(StateList):
    """The cover, the six parts, both years, and the whole; one of them chosen."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__("section_list", "目录", theme, parent)
        self._document = document
        self._follow()
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)
        self.setCurrentIndex(self.rows.index(0, 0))

    def choose(self, key: str) -> None:
        """Choose a part."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(KEY_ROLE) == key:
                self.setCurrentIndex(index)

    def _follow(self, *_: object) -> None:
        report, findings = self._document.report, self._document.findings
        names = {COVER: "封面", **{part.key: part.heading for part in report.form.parts}}
        counted = [progress.standing(report, key, findings) for key in names]
        whole = progress.overall(report, findings, counted)
        self.rows.show([
            *(StateRow(names[standing.part], standing.words, standing.state, standing.part) for standing in counted),
            StateRow("两年对照", *self._years(), YEARS),
            StateRow("填报体检", whole.words, whole.state, CHECKUP),
            StateRow("送审与定稿", *self._handed_over(), DRAFTS),
        ])  # fmt: skip

    def _years(self) -> tuple[str, State]:
        """How this year's report follows from last year's."""
        report, last = self._document.report, self._document.last
        if last is None:
            return "没有上年年报", State.EMPTY
        differing = len(carried_in(report, last))
        year = f"{last.year}年度" if last.year else "上年"
        return (f"上年结转{differing}处不符", State.TROUBLED) if differing else (f"与{year}对照", State.DONE)

    def _handed_over(self) -> tuple[str, State]:
        """How far the report has gone on its way to being published."""
        known = self._document.project.drafts
        if self._document.report.locked:
            return "已定稿", State.DONE
        return (known[-1].name, State.UNDER_WAY) if known else ("还没有送审稿", State.EMPTY)
