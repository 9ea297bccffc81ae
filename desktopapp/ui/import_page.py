"""The import page: what was read from another program's file, laid open before anything is changed, and what it is to become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktopapp.core.report import Report
from desktopapp.formats.review import Group, Item
from desktopapp.ui.review_tree import ReviewTree
from desktopapp.ui.theme import SPACE, Theme, bold_font, dress, heading_font, mute, tint

THIS, LAST = "this", "last"
DETAIL_LINES = 3


class Choice(NamedTuple):
    """What the file can become: its key, its words, why it may be wrong, and why it cannot be (blank: it can)."""

    key: str
    words: str
    doubts: tuple[str, ...] = ()
    refused: str = ""


class ImportPage(QWidget):
    """`chosen` carries the key of the choice that was made, doubts answered; `cancelled` says that nothing is to be changed."""

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_page")
        dress(self, theme)
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self._heading = self._label("import_heading")
        self._heading.setFont(heading_font())
        self._facts = self._label("import_facts")
        self._doubts = self._label("import_doubts")
        tint(self._doubts, theme.explain)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("正在读取")
        self.tree = ReviewTree(theme, self)
        self.tree.item_shown.connect(self._show_item)
        self._detail = QTextEdit(self)
        self._detail.setObjectName("import_detail")
        self._detail.setAccessibleName("原文")
        self._detail.setReadOnly(True)
        self._detail.setPlaceholderText("选中一行，这里显示原文全文。")
        self._detail.setTabChangesFocus(True)
        self._question = self._label("import_question")
        self._question.setFont(bold_font())
        self._blank = QWidget(self)  # keeps the buttons below while there is no tree
        stretches = {self.tree: 1, self._blank: 1}
        column = (self._heading, self._facts, self._doubts, self._progress, self.tree, self._detail, self._blank, self._question)
        for widget in column:
            layout.addWidget(widget, stretches.get(widget, 0))
        self._row = QHBoxLayout()
        layout.addLayout(self._row)
        self._buttons: list[QPushButton] = []
        self._choices: Sequence[Choice] = ()

    # reading

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        self._heading.setText(f"正在读取“{name}”…")
        self._show(reading=True)
        mute(self._facts).setText("读完后先给您看，没有点“作为……”之前什么都不改。")
        self._offer([("取消", self.cancelled.emit)])

    # what was read

    def show_review(self, name: str, report: Report, groups: Sequence[Group], choices: Sequence[Choice]) -> None:
        """Lay a read file open and ask what it is to become. The first choice without a doubt is the one Enter makes."""
        self._heading.setText(f"导入“{name}”")
        facts = (
            f"单位：{report.organ or '没有读到'}",
            f"年度：{report.year or '没有读到'}",
            f"版式：{report.form.edition}版",
            f"标题：{report.title}" if report.text("title") else "",
            "　".join(f"{group.title} {group.size}" for group in groups),
        )
        self._facts.setText("　".join(filter(None, facts[:4])) + "\n" + facts[4])
        said = [f"{choice.words}：{'；'.join(filter(None, (choice.refused, *choice.doubts)))}。" for choice in choices]
        wanting = [words for words, choice in zip(said, choices, strict=True) if choice.refused or choice.doubts]
        self._doubts.setText("\n".join(f"！ {words}" for words in wanting))
        self._show(reading=False)
        self._detail.setFixedHeight(int(self._detail.fontMetrics().lineSpacing() * DETAIL_LINES + 2 * SPACE))
        self.tree.show_groups(groups)
        self.tree.setAccessibleDescription(f"{self._facts.text()}\n{self._doubts.text()}")
        self._choices = choices
        self._offer_choices()
        self.tree.setFocus()

    def _offer_choices(self) -> None:
        sure = next((choice.key for choice in self._choices if not choice.doubts and not choice.refused), "")
        self._question.setVisible(False)
        self._offer(
            [*((choice.words, lambda choice=choice: self._choose(choice)) for choice in self._choices), ("取消", self.cancelled.emit)],
            primary=next((place for place, choice in enumerate(self._choices) if choice.key == sure), -1),
        )
        for button, choice in zip(self._buttons, self._choices, strict=False):
            button.setEnabled(not choice.refused)
            button.setToolTip(choice.refused)

    def _choose(self, choice: Choice) -> None:
        if not choice.doubts:
            self.chosen.emit(choice.key)
            return
        self.ask(
            f"{'；'.join(choice.doubts)}。仍然{choice.words}吗？",
            [(f"仍然{choice.words}", lambda: self.chosen.emit(choice.key))],
        )

    def ask(self, question: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Ask on the page itself; 返回 goes back to the choices."""
        self._question.setText(question)
        self._question.setVisible(True)
        self._offer([*answers, ("返回", self._offer_choices)])
        self._buttons[0].setAccessibleDescription(question)
        self._buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes a question back, or else cancels."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._question.isVisible():
            self._offer_choices()
            self.tree.setFocus()
        else:
            self.cancelled.emit()

    # pieces

    def _show_item(self, item: Item | None) -> None:
        if item is None:
            self._detail.setPlainText("")
            return
        lines = (f"原文：{item.raw or '（空白）'}", f"读成：{item.read}" if item.read else "", item.why)
        self._detail.setPlainText("\n".join(line for line in lines if line))

    def _show(self, reading: bool) -> None:
        for widget in (self._progress, self._blank):
            widget.setVisible(reading)
        for widget in (self.tree, self._detail):
            widget.setVisible(not reading)
        self._doubts.setVisible(not reading and bool(self._doubts.text()))
        self._question.setVisible(False)

    def _offer(self, offers: Sequence[tuple[str, Callable[[], object]]], primary: int = -1) -> None:
        """Other buttons below the page."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        self._buttons = []
        for place, (words, act) in enumerate(offers):
            button = QPushButton(words, self)
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
            button.setObjectName("primary" if place == primary else "")
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
            button.show()
            self._buttons.append(button)
        self._row.addStretch(1)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
