"""两年对照: this year beside last year, numbers and texts, and what follows from last year's report."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktopapp.core import number
from desktopapp.core.carrying import Offer, carried_in, filled, in_force
from desktopapp.core.comparing import compare
from desktopapp.core.progress import YEARS, State
from desktopapp.core.report import Report
from desktopapp.ui.document import Document
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, dress, heading_font, mute, outlined
from desktopapp.ui.years_numbers import NumbersView, rows
from desktopapp.ui.years_texts import YearsTexts

OFFERS, NUMBERS, TEXTS = range(3)  # the tabs
_EMPTY = (
    "还没有上年年报。带入上年年报以后，这里把两年的200个数和文字放在一起对照，上年结转自动带出。\n\n"
    "上年年报可以是上年用本程序填的项目文件，也可以是公布的 Word、网页、Excel、PDF、文本文件。"
    "上年就是用本程序填的，也可以打开上年的项目，用“文件”菜单的“新建下一年度”。"
)


class YearsPage(QWidget):
    """`chosen` carries the address of a cell to go to, `passage_chosen` a marked stretch of text; `last_wanted` asks for last year's
    report."""

    chosen = Signal(str)
    passage_chosen = Signal(object)
    last_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = YEARS
        self._document, self._theme = document, theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        heading = QLabel("两年对照", self)
        heading.setFont(heading_font())
        layout.addWidget(heading)
        row = QHBoxLayout()
        self._about = mute(QLabel(self))
        self._about.setObjectName("years_about")
        self._about.setWordWrap(True)
        self._bring = QPushButton(self)
        self._bring.setObjectName("years_bring")
        dress(self._bring, theme)
        self._bring.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._bring.clicked.connect(self.last_wanted)
        row.addWidget(self._about, 1)
        row.addWidget(self._bring, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("years_tabs")
        self.tabs.setAccessibleName("两年对照")
        self.tabs.setDocumentMode(True)
        self.texts = YearsTexts(theme, self.tabs)
        self.texts.chosen.connect(self.passage_chosen)
        self.texts.bring_wanted.connect(self._bring_text)
        for page in (self._offers_page(), self._numbers_page(), self.texts):
            self.tabs.addTab(page, "")
        for place, words in enumerate(("带入(&B)", "数字(&D)", "文字(&W)")):
            self.tabs.setTabText(place, words)
        self.tabs.setCurrentIndex(NUMBERS)
        self.tabs.currentChanged.connect(self._follow)
        layout.addWidget(self.tabs, 1)
        self._rest = QWidget(self)  # takes the room while there is nothing to compare
        layout.addWidget(self._rest, 1)
        document.changed.connect(self._follow)
        self._follow()

    def _offers_page(self) -> QWidget:
        """What follows from last year's report, and the button that takes it over."""
        page = QWidget(self.tabs)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, SPACE, 0, 0)
        self._offers_words = QLabel(page)
        self._offers_words.setObjectName("years_offers_words")
        self._offers_words.setWordWrap(True)
        self.offers = StateList("years_offers", "可以按上年带入的数", self._theme, page)
        self.offers.activated.connect(self._take)
        layout.addWidget(self._offers_words)
        layout.addWidget(self.offers, 1)
        row = QHBoxLayout()
        self._take_one = QPushButton("带入这一个(&T)", page)
        self._take_all = QPushButton("带入全部空白格(&A)", page)
        self._look = QPushButton("转到这一格(&G)", page)
        buttons = ((self._take_one, self._take), (self._take_all, lambda _index: self._take_blanks()), (self._look, self._go_to_offer))
        for button, act in buttons:
            button.setAutoDefault(True)
            dress(button, self._theme)
            button.clicked.connect(lambda _=False, act=act: act(self.offers.currentIndex()))
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        return page

    def _numbers_page(self) -> QWidget:
        page = QWidget(self.tabs)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, SPACE, 0, 0)
        row = QHBoxLayout()
        self.totals = QCheckBox("表三只看总计(&Z)", page)
        self.totals.setObjectName("years_totals")
        self.totals.setChecked(True)
        self.remarkable = QCheckBox("只看要留意的(&L)", page)
        self.remarkable.setObjectName("years_remarkable")
        for switch in (self.totals, self.remarkable):
            outlined(switch, self._theme)
            switch.toggled.connect(self._follow)
            row.addWidget(switch)
        self._count = mute(QLabel(page))
        self._count.setObjectName("years_count")
        row.addWidget(self._count)
        row.addStretch(1)
        layout.addLayout(row)
        self.numbers = NumbersView(self._theme, page)
        self.numbers.chosen.connect(self.chosen)
        layout.addWidget(self.numbers, 1)
        return page

    def go_to(self, _place: str) -> None:
        """Put the cursor where there is something to do: on the offers, on the numbers, or on the button that brings last year in."""
        if self._document.last is None:
            self._bring.setFocus()
            return
        if self.offers.rows.rowCount():
            self.tabs.setCurrentIndex(OFFERS)
        elif self.tabs.currentIndex() == OFFERS:
            self.tabs.setCurrentIndex(NUMBERS)
        if not self.numbers.currentIndex().isValid() and self.numbers.numbers.rowCount() > 1:
            self.numbers.setCurrentIndex(self.numbers.numbers.index(1, 0))
        {OFFERS: self.offers, NUMBERS: self.numbers, TEXTS: self.texts.box}[self.tabs.currentIndex()].setFocus()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._follow()

    # following

    def _follow(self, *_: object) -> None:
        if not self.isVisible():
            return
        report, last = self._document.report, self._document.last
        self.tabs.setVisible(last is not None)
        self._rest.setVisible(last is None)
        self._bring.setText("换上年年报…" if last else "选择上年年报…")
        self._show_offers()
        if last is None:
            self._about.setText(_EMPTY)
            return
        edition = "" if last.form.edition == report.form.edition else f"（{last.form.edition}版表样，只对照有对应的格）"
        self._about.setText(f"本年：{report.organ} {report.year or ''}年度\n上年：{last.organ} {last.year or ''}年度{edition}")
        if self.tabs.currentIndex() == NUMBERS:
            lines = compare(report, last)
            remarks = sum(bool(line.remark) for line in lines)
            self._count.setText(f"要留意的有{remarks}处" if remarks else "没有要留意的")
            self.numbers.show_rows(tuple(rows(report.form, lines, self.totals.isChecked(), self.remarkable.isChecked())))
        elif self.tabs.currentIndex() == TEXTS:
            self.texts.show_years(report, last, not self._document.closed)

    def _show_offers(self) -> None:
        report, offers = self._document.report, self._offered()
        typed = sum(bool(offer.typed) for offer in offers)
        here = self.offers.currentIndex().row()
        self.offers.rows.show(_row(report, offer) for offer in offers)
        self.tabs.setTabText(OFFERS, f"带入 {len(offers)}(&B)" if offers else "带入(&B)")
        if offers:
            self.offers.setCurrentIndex(self.offers.rows.index(min(max(here, 0), len(offers) - 1), 0))
            counted = (
                f"有{len(offers) - typed}格空白可以带入" * (typed < len(offers)),
                f"有{typed}格填的与上年接不上，请核对" * (typed > 0),
            )
            words = f"按上年年报，{'；'.join(filter(None, counted))}。回车带入选中的一个，可以撤销。"
        else:
            words = (
                f"{self._document.why_closed}。"
                if self._document.closed
                else "没有要带入的：上年结转、现行有效件数都与上年接得上，或者还没有填到。"
            )
        self._offers_words.setText(words)
        for widget in (self._take_one, self._look):
            widget.setEnabled(bool(offers))
        self._take_all.setEnabled(typed < len(offers))

    def _offered(self) -> list[Offer]:
        report, last = self._document.report, self._document.last
        return [*carried_in(report, last), *in_force(report, last)] if last and not self._document.closed else []

    def _take(self, index: QModelIndex) -> None:
        offer = index.data(KEY_ROLE)
        if isinstance(offer, Offer):
            self._document.put(filled([offer]), "按上年带入")
            self.go_to("")

    def _take_blanks(self) -> None:
        """Take over all at once where nothing stands; what was typed otherwise stays, and stays on the list."""
        self._document.put(filled(offer for offer in self._offered() if not offer.typed), "按上年带入全部空白格")
        self.go_to("")

    def _bring_text(self, place: str, wanted: tuple[int, ...]) -> None:
        """Put these paragraphs of last year's text behind this year's, as one undo step."""
        from desktopapp.core import bringing  # reads the texts, which is slow to load

        report, last = self._document.report, self._document.last
        if last is not None:
            offered = bringing.paragraphs(report, last, place)
            more = [offered[number] for number in wanted if number < len(offered)]
            self._document.put({place: bringing.added(report, place, more)}, "带入上年的文字")
            self.texts.show_end()

    def _go_to_offer(self, index: QModelIndex) -> None:
        offer = index.data(KEY_ROLE)
        if isinstance(offer, Offer):
            self.chosen.emit(offer.address)


def _row(report: Report, offer: Offer) -> StateRow:
    stands = f"填的是{offer.typed}" if offer.typed else "空白"
    words = f"{report.form.cells[offer.address].label}：{stands}，按上年是{number.write(offer.value)}"
    return StateRow(words, offer.why, State.TROUBLED if offer.typed else State.UNDER_WAY, offer)
