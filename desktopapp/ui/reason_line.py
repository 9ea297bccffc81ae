"""What can be done about a finding, below the list: mend it by one key, or say why it is right all the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktopapp.core.checks import Finding, Severity, reasons
from desktopapp.core.report import Entry
from desktopapp.ui.document import Document
from desktopapp.ui.theme import SPACE, Theme, dress

MEND_KEY, OFFER_KEY = "Alt+Enter", "Alt+L"


class ReasonLine(QLineEdit):
    """The reason for one finding; Enter or leaving the line puts it into the report, as one undo step."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._finding: Finding | None = None
        self.setObjectName("reason")
        self.setAccessibleName("说明理由")
        self.setToolTip("写明为什么数字无误；理由随项目保存，印在送审稿的核对表上")
        self.editingFinished.connect(self._give)
        self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        """Show the reason given for a finding; only 需说明 can be given one."""
        before = self._finding
        self._finding = finding if finding is not None and finding.severity is Severity.EXPLAIN else None
        if self._finding and before and self.hasFocus() and self.isModified() and self._finding.message == before.message:
            return  # a reason is being written, and what it answers still stands
        known, answers = reasons.known(self._document.report, self._finding) if self._finding else ("", False)
        self.setReadOnly(self._finding is None or self._document.closed)
        self.setText(known if answers else "")
        if self._finding is None:
            self.setPlaceholderText("选中一条“需说明”，在这里写理由")
        else:
            whence, offer = self.offer
            self.setPlaceholderText(f"{whence}的理由：{offer}" if offer else "说明理由，回车记下")

    @property
    def offer(self) -> tuple[str, str]:
        """Whence a reason can be taken over, 上次 or 上年, and the reason; both blank where there is none or one is given already.

        上次 is one that was given here before the numbers changed, 上年 that of last year's report for the same rule at the same place.
        """
        finding = self._finding
        if finding is None or self._document.closed:
            return "", ""
        known, answers = reasons.known(self._document.report, finding)
        last = reasons.offered(self._document.last, finding)
        return ("", "") if answers else ("上次", known) if known else ("上年", last) if last else ("", "")

    def take_offer(self) -> None:
        """Take the reason over, as one undo step."""
        _, offer = self.offer
        if offer:
            self.setText(offer)
            self._give()

    def _give(self) -> None:
        finding = self._finding
        if finding is None or self.isReadOnly():
            return
        _, answers = reasons.known(self._document.report, finding)
        if self.text().strip() or answers:
            place = reasons.kept_at(self._document.report, finding)
            self._document.put({place: reasons.given(finding, self.text())}, "说明理由")


class Answers(QWidget):
    """The line for a reason where one is wanted, and below it what one key does, where it does anything.

    `mended` carries the place that a mend changed.
    """

    mended = Signal(str)

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._finding: Finding | None = None
        self.reason = ReasonLine(document, self)
        self.mend = self._link("finding_mend", f"按此改正 {MEND_KEY}", self.apply_mend, theme)
        self.offer = self._link("reason_offer", "", self.reason.take_offer, theme)
        self.offer.setShortcut(OFFER_KEY)
        self._keys = QWidget(self)
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addWidget(self.mend)
        row.addStretch(1)
        row.addWidget(self.offer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(0)
        layout.addWidget(self.reason)
        layout.addWidget(self._keys)
        self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        """Show what can be done about a finding."""
        self._finding = finding
        self.reason.show_finding(finding)
        fix = self._fix()
        self.mend.setVisible(fix is not None)
        self.reason.setVisible(finding is not None and finding.severity is Severity.EXPLAIN)
        self.mend.setAccessibleName(f"按此改正：{fix.words}" if fix else "按此改正")
        self.mend.setToolTip(fix.words if fix else "")
        whence, offer = self.reason.offer
        self.offer.setVisible(bool(offer))
        self.offer.setText(f"用{whence or '上年'}的理由 {OFFER_KEY}")
        self.offer.setShortcut(OFFER_KEY)  # new words take the key away
        self.offer.setToolTip(offer)
        self._keys.setVisible(bool(fix or offer))
        self.setVisible(bool(fix or offer) or not self.reason.isHidden())

    def apply_mend(self) -> bool:
        """Mend what the finding speaks of, as one undo step; False where no mend is known."""
        fix = self._fix()
        if fix is None:
            return False
        self._document.put({place: Entry(raw) for place, raw in fix.entries.items()}, fix.words)
        self.mended.emit(next(iter(fix.entries), ""))
        return True

    def _fix(self):
        return self._finding.fix if self._finding is not None and not self._document.closed else None

    def _link(self, name: str, words: str, act: Callable[[], object], theme: Theme) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        button.setFont(QApplication.font())  # what wears a style sheet does not follow the program's font by itself
        dress(button, theme)
        button.clicked.connect(lambda: act())
        return button
