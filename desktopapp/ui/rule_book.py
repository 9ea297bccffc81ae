"""核对规则: every rule, searched by its words, with its source and what it says of the open report now."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktopapp.core import checks
from desktopapp.core.checklist import Checked, Verdict, checklist
from desktopapp.core.checks import Finding
from desktopapp.core.progress import State
from desktopapp.core.rule_book import Described, described, matching
from desktopapp.ui.document import Document
from desktopapp.ui.findings_list import kind
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, bold_font, mute

_STATES = {Verdict.BLOCKED: State.TROUBLED, Verdict.OPEN: State.TROUBLED, Verdict.PASSED: State.DONE, Verdict.EXPLAINED: State.DONE}
_HINT = "查规则，如：结转、国家秘密、T3-1"


class RuleBook(QDialog):
    """The rules on the left, the chosen one on the right; it stays open beside the work and follows it.

    `finding_chosen` carries the finding to go to; `print_wanted` and `pdf_wanted` ask for the book on paper or as a file.
    """

    finding_chosen = Signal(object)
    print_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._book = described(checks.CHECKS, document.report.form)
        self.checked: dict[str, Checked] = {}
        self.setWindowTitle("核对规则")
        self.search = QLineEdit(self)
        self.search.setObjectName("rules_search")
        self.search.setAccessibleName("查规则")
        self.search.setPlaceholderText(_HINT)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.failing = QCheckBox("只看现在没有通过的(&N)", self)
        self._count = mute(QLabel(self))
        self.list = StateList("rules", "核对规则", theme, self)
        self.details = _Details(theme, self)
        self._lay_out()
        self.search.textChanged.connect(self._show)
        self.failing.toggled.connect(self._show)
        self.list.selectionModel().currentChanged.connect(self._show_rule)
        self.list.rows.modelReset.connect(self._show_rule)
        for signal in (self.details.found.clicked, self.details.found.activated):
            signal.connect(lambda index: self.finding_chosen.emit(index.data(KEY_ROLE)))
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)

    def open_at(self, number: str) -> None:
        """Show the book, at a rule where one is named."""
        self._document.settled()
        self._check()
        if number:
            self.search.clear()
            self.failing.setChecked(False)
        self._show()
        keys = self.list.rows.keys
        if number in keys:
            self.list.setCurrentIndex(self.list.rows.index(keys.index(number)))
            self.list.scrollTo(self.list.currentIndex(), StateList.ScrollHint.PositionAtTop)
        self.show()
        self.raise_()
        self.activateWindow()
        (self.list if number else self.search).setFocus()

    @property
    def book(self) -> tuple[Described, ...]:
        """The rules that are listed."""
        found = matching(self._book, self.search.text())
        return tuple(each for each in found if not self.failing.isChecked() or not self._passes(each.rule.id))

    def _passes(self, number: str) -> bool:
        return self.checked[number].verdict in (Verdict.PASSED, Verdict.EXPLAINED, Verdict.COMPUTED)

    # following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self, *_: object) -> None:
        if self.isVisible():
            self._check()
            self._show()
            self._show_rule()

    def _check(self) -> None:
        verdicts = checklist(self._document.report, self._document.findings, [each.rule for each in self._book])
        self.checked = {checked.rule: checked for checked in verdicts}

    def _show(self, *_: object) -> None:
        chosen = self.list.currentIndex().data(KEY_ROLE)
        book = self.book
        self.list.rows.show(self._row(each) for each in book)
        self._count.setText(f"{len(book)}条" if len(book) == len(self._book) else f"{len(book)}条，共{len(self._book)}条")
        keys = self.list.rows.keys
        if not self.list.currentIndex().isValid() and keys:
            self.list.setCurrentIndex(self.list.rows.index(keys.index(chosen) if chosen in keys else 0))

    def _row(self, each: Described) -> StateRow:
        verdict = self.checked[each.rule.id]
        detail = f"{each.severity}　{each.looks_at}　现在：{verdict.words}"
        state = _STATES.get(verdict.verdict, State.UNDER_WAY)
        return StateRow(f"{each.rule.id}　{_one_line(each.rule.clause)}", detail, state, each.rule.id)

    def _show_rule(self, *_: object) -> None:
        number = self.list.currentIndex().data(KEY_ROLE)
        each = next((each for each in self._book if each.rule.id == number), None)
        self.details.show_rule(each, self.checked.get(str(number)))

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search line ↓ and Enter go to what was found, Esc takes the search back."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self.failing)
        above.addWidget(self._count)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.list)
        sides.addWidget(self.details)
        sides.setSizes([480, 400])
        buttons = QDialogButtonBox(self)
        for words, act in (("打印(&P)…", self.print_wanted.emit), ("导出 PDF(&D)…", self.pdf_wanted.emit)):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(sides, 1)
        layout.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(min(940, room.width() - 40), min(640, room.height() - 60))


class _Details(QWidget):
    """One rule: its clause, what it looks at, its gravity and source, and what it has found."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        self._heading = QLabel(self)
        self._heading.setFont(bold_font())
        self._heading.setWordWrap(True)
        self._facts = QLabel(self)
        self._facts.setObjectName("rule_facts")
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._result = QLabel(self)
        self._result.setObjectName("rule_result")
        self._result.setFont(bold_font())
        self.found = StateList("rule_found", "这条规则现在查出的", theme, self)
        for widget, stretch in ((self._heading, 0), (self._facts, 0), (self._result, 0), (self.found, 1)):
            layout.addWidget(widget, stretch)
        layout.addStretch(0)

    def show_rule(self, each: Described | None, checked: Checked | None) -> None:
        """Show a rule and how it came out; none where nothing was found."""
        self._heading.setText(f"{each.rule.id}　{_one_line(each.rule.clause)}" if each else "没有这样的规则，换个词试试")
        self._facts.setText("\n".join(_facts(each)) if each else "")
        self._result.setText(f"现在：{checked.words}" if each and checked else "")
        findings = checked.findings if each and checked else ()
        self.found.rows.show(_found(finding) for finding in findings)
        self.found.setVisible(bool(findings))


def _facts(each: Described) -> Iterator[str]:
    yield f"看哪里：{each.looks_at}"
    yield f"程度：{each.severity}"
    if each.equations > 1:
        yield f"等式：{each.equations}个"
    yield f"依据：{each.rule.source}"


def _found(finding: Finding) -> StateRow:
    detail = f"{kind(finding)}，理由：{finding.reason}" if finding.reason else kind(finding)
    return StateRow(finding.message, detail, State.TROUBLED if finding.open else State.UNDER_WAY, finding)


def _one_line(words: str) -> str:
    return " ".join(words.split())
