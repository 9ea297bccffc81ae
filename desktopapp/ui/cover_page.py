"""The cover: organ, kind of organ, year, title, date, and the preface before the first part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktopapp.core.content import FACT_NAMES
from desktopapp.core.progress import COVER
from desktopapp.core.report import Change
from desktopapp.ui.document import Document
from desktopapp.ui.keys import LineEdit
from desktopapp.ui.kind_box import KindBox
from desktopapp.ui.settings import Office
from desktopapp.ui.text_editor import TextEditor
from desktopapp.ui.theme import SPACE, Theme, heading_font, mute

WIDEST = 520  # pixels; a name wider than this reads badly


class FactEdit(LineEdit):
    """A line for one fact of the cover. Each commit is one undo step."""

    def __init__(self, document: Document, place: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self.place = document, place
        self.setObjectName(f"fact_{place}")
        self.setAccessibleName(name)
        self.setMaximumWidth(WIDEST)
        run = document.new_run()
        self.textEdited.connect(lambda text: document.put_text(place, text, f"填写{name}", run))
        document.changed.connect(self._follow)
        self._follow(None)

    def _follow(self, change: Change | None) -> None:
        self.setReadOnly(self._document.closed)
        text = self._document.report.text(self.place)
        if (change is None or self.place in change.places) and text != self.text():
            self.setText(text)


class CoverPage(QWidget):
    """The page before the parts. `office_wanted` asks for 本单位资料."""

    office_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = COVER
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        heading = QLabel("封面", self)
        heading.setFont(heading_font())
        layout.addWidget(heading)
        form = QFormLayout()
        form.setSpacing(SPACE)
        self.facts = {place: FactEdit(document, place, FACT_NAMES[place], self) for place in _FACTS}
        self._kind = KindBox(self)
        self._kind.setObjectName("fact_kind")
        self._kind.setMaximumWidth(WIDEST)
        self._kind.activated.connect(lambda _: document.put_text("kind", self._kind.kind, "选择单位类型"))
        self.setTabOrder(self.facts["organ"], self._kind)
        self.setTabOrder(self._kind, self.facts["year"])
        form.addRow("单位名称(&O)", self.facts["organ"])
        form.addRow("单位类型(&K)", self._kind)
        form.addRow("报告年度(&Y)", self.facts["year"])
        form.addRow("标题(&T)", self.facts["title"])
        form.addRow("落款日期(&D)", self.facts["date"])
        layout.addLayout(form)
        self.facts["year"].setPlaceholderText("四位年份，如 2024")
        self.facts["date"].setPlaceholderText("年-月-日，如 2026-01-15")
        self._date_note = mute(QLabel(self))
        form.addRow("", self._date_note)
        layout.addWidget(QLabel("前言（编制依据、统计期限、联系方式，没有就不填）", self))
        self.preface = TextEditor(document, "preface", "前言", "根据《中华人民共和国政府信息公开条例》……编制本报告。", False, theme, self)
        layout.addWidget(self.preface, 1)
        layout.addLayout(self._office_row())
        document.changed.connect(self._show_derived)
        self._show_derived()

    def _office_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        remember = QPushButton("本单位资料…", self)
        remember.setToolTip("单位名称、地址、电话、审签角色只填一次，明年新建时自动带出")
        remember.setAutoDefault(True)  # Enter presses it, as in a dialog
        remember.clicked.connect(self.office_wanted)
        row.addWidget(remember)
        row.addStretch(1)
        return row

    def go_to(self, place: str) -> None:
        """Put the cursor into a fact or the preface."""
        widgets = {**self.facts, "kind": self._kind, "preface": self.preface}
        widgets.get(place, self.facts["organ"]).setFocus()

    def office(self, known: Office) -> Office:
        """`known` with what the cover says of the organ."""
        report = self._document.report
        return known.having(name=report.organ or known.name, kind=report.text("kind") or known.kind)

    def _show_derived(self, *_: object) -> None:
        report = self._document.report
        self._kind.choose(report.text("kind"))
        self._kind.setEnabled(not self._document.closed)
        self.facts["title"].setPlaceholderText(report.default_title)
        date = report.date
        if date:
            self._date_note.setText(f"打印为{date.year}年{date.month}月{date.day}日")
        else:
            self._date_note.setText("日期读不懂，请按 2026-01-15 的样子填写" if report.text("date").strip() else "")


_FACTS = ("organ", "year", "title", "date")
