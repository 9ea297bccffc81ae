"""合并: what two copies of a project say otherwise, side by side, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktopapp.core.content import name
from desktopapp.core.form import Form
from desktopapp.core.history import BLANK
from desktopapp.core.merging import Fork
from desktopapp.core.report import Entry
from desktopapp.ui.theme import SPACE, Theme, bold_font, tint
from desktopapp.ui.words_table import WordsRow, WordsTable, alike, from_difference, mark_stretch

COLUMNS, SHARES = ("位置", "分开之前", "本机", "对方", "合并后"), (34, 14, 14, 14, 24)
_LINES = 5  # of the texts side by side


class MergeDialog(QDialog):
    """`other` is the other copy's name, `chosen` what a person chose. It can be accepted once all is decided and every doubt answered."""

    def __init__(
        self, form: Form, forks: Sequence[Fork], doubts: Sequence[str], other: str, theme: Theme, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle("合并另一台电脑上的改动")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 600)
        # What a person must choose first, then what was put together, what comes in, what stays.
        self._forks = sorted(forks, key=lambda fork: (fork.result is not None, fork.kept, fork.taken))
        self._form, self._theme, self.chosen = form, theme, dict[str, Entry]()
        self._said = QLabel(self)
        self._said.setObjectName("merge_said")
        self._said.setWordWrap(True)
        self.other = other
        self._doubt = QLabel("".join(f"！ {doubt}。" for doubt in doubts), self)
        self._doubt.setWordWrap(True)
        tint(self._doubt, theme.explain)
        self.sure = QCheckBox("确认是同一份年报，继续合并(&S)", self)
        for widget in (self._doubt, self.sure):
            widget.setVisible(bool(doubts))
        self.list = WordsTable("merge", "两边不同的地方", COLUMNS, SHARES, theme, self)
        self.list.setSelectionMode(WordsTable.SelectionMode.ExtendedSelection)
        layout = QVBoxLayout(self)
        for widget in (self._said, self._doubt, self.sure):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._sides())
        layout.addLayout(self._buttons())
        self.list.shown.connect(self._show)
        self.sure.toggled.connect(self._follow)
        self._follow()
        self.list.setFocus()

    def _sides(self) -> QGridLayout:
        """Ours and theirs in full, side by side, and below each the button that keeps it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        self.ours, self.theirs = QPushButton("留用本机的(&1)", self), QPushButton("留用对方的(&2)", self)
        self._texts: list[QTextEdit] = []
        for column, (title, button, theirs) in enumerate((("本机", self.ours, False), ("对方", self.theirs, True))):
            head = QLabel(title, self)
            head.setFont(bold_font())
            text = QTextEdit(self)
            text.setObjectName("merge_theirs" if theirs else "merge_ours")
            text.setAccessibleName(f"{title}的全文")
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * SPACE)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, theirs=theirs: self._choose(theirs))
            for row, widget in enumerate((head, text, button)):
                grid.addWidget(widget, row, column)
            self._texts.append(text)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.merge = QPushButton("合并", self)
        self.merge.clicked.connect(self.accept)
        cancel = QPushButton("取消", self)
        cancel.clicked.connect(self.reject)
        row.addStretch(1)
        for button in (self.merge, cancel):
            button.setAutoDefault(True)
            row.addWidget(button)
        return row

    @property
    def left(self) -> int:
        """How many conflicts have not been decided."""
        return sum(fork.result is None and fork.place not in self.chosen for fork in self._forks)

    def _choose(self, theirs: bool) -> None:
        """Keep one side at the selected places, and go on to the next that wants a choice."""
        places = self.list.keys
        for fork in self._forks:
            if fork.place in places:
                self.chosen[fork.place] = fork.theirs if theirs else fork.ours
        self._follow()
        following = next((at for at, fork in enumerate(self._forks) if fork.result is None and fork.place not in self.chosen), None)
        if following is not None:
            self.list.selectRow(following)
        elif self.merge.isEnabled():
            self.merge.setFocus()

    def _follow(self, *_: object) -> None:
        self.list.show_rows([self._row(fork) for fork in self._forks])
        counts = (
            (f"两边都改了{sum(fork.result is None for fork in self._forks)}处", any(fork.result is None for fork in self._forks)),
            (f"取对方改的{sum(fork.taken for fork in self._forks)}处", any(fork.taken for fork in self._forks)),
            (f"留本机改的{sum(fork.kept for fork in self._forks)}处", any(fork.kept for fork in self._forks)),
            (f"文字合在一起{sum(fork.joined for fork in self._forks)}处", any(fork.joined for fork in self._forks)),
        )
        said = "，".join(words for words, some in counts if some) or "内容相同，只合并改动记录和稿次"
        left = f"还有{self.left}处要选留用哪一边。" if self.left else "选中任何一行都可以改选。合并是一步，可以撤销。"
        self._said.setText(f"“{self.other}”与现在的年报：{said}。{left}")
        self.merge.setEnabled(not self.left and (self.sure.isChecked() or self.sure.isHidden()))

    def _row(self, fork: Fork) -> WordsRow:
        wanting = fork.result is None and fork.place not in self.chosen
        known = fork.ours.raw if fork.ground is None else fork.ground
        ground, ours, theirs = from_difference(known or BLANK, fork.ours.raw or BLANK, fork.theirs.raw or BLANK)
        ground = "不详" if fork.ground is None else ground
        return WordsRow(fork.place, (name(self._form, fork.place), ground, ours, theirs, self._outcome(fork, ours, theirs)), wanting)

    def _outcome(self, fork: Fork, ours: str, theirs: str) -> str:
        """What will stand there, `ours` and `theirs` being the two sides' words."""
        result = self.chosen.get(fork.place, fork.result)
        if result is None:
            return "！ 两边都改了，请选" if fork.ground is not None else "！ 不知哪边是新改的，请选"
        if result.raw == fork.theirs.raw:
            return f"对方：{theirs}"
        return f"本机：{ours}" if result.raw == fork.ours.raw else "两边改的段落合在一起"

    def _show(self, place: object) -> None:
        fork = next((fork for fork in self._forks if fork.place == place), None)
        said = (fork.ours.raw or BLANK, fork.theirs.raw or BLANK) if fork else ("", "")
        start, end = alike(*said), alike(*(each[::-1] for each in said))
        for text, words in zip(self._texts, said, strict=True):
            text.setPlainText(words)
            mark_stretch(text, start, max(start, len(words) - end), self._theme)
        for button in (self.ours, self.theirs):
            button.setEnabled(fork is not None)
