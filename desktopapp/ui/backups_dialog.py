"""备份与恢复: every state that is kept, beside the report as it is now; restored whole, or place by place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktopapp.core import kept
from desktopapp.core.files import FileTrouble
from desktopapp.core.progress import State
from desktopapp.core.project import Project
from desktopapp.core.report import Report
from desktopapp.ui.kept_states import KeptState, Shelf
from desktopapp.ui.state_comparison import StateComparison
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, bold_font, dress, mute


class BackupsDialog(QDialog):
    """`restored` carries what must stand where and the step's words, `opened` a Project to go on with as a new one.

    `now` is compared with the chosen state; `closed` says why nothing can be taken over into it, empty where it can; `place` is the
    folder in which the backups lie, `sides` the words for both.
    """

    restored = Signal(object, str)
    opened = Signal(object)

    def __init__(
        self, shelves: Sequence[Shelf], now: Report, closed: str, place: Path, theme: Theme, parent: QWidget | None = None,
        sides: tuple[str, str] = ("现在", "那时"),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("备份与恢复")
        self.resize(1060, 600)
        self._shelves, self._now, self._closed, self._place, self._sides = shelves, now, closed, place, sides
        self._read: dict[int, Project | FileTrouble] = {}
        self._states: list[KeptState] = []
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(self._head())
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        self.list = StateList("kept_states", "保存过的内容", theme, splitter)
        splitter.addWidget(self._comparison(theme, splitter))
        splitter.setSizes([340, 720])
        layout.addWidget(splitter, 1)
        layout.addLayout(self._foot(theme))
        self.list.selectionModel().currentChanged.connect(self._compare)
        self._fill()

    # what is on it

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.shelf = QComboBox(self)
        self.shelf.setObjectName("kept_shelf")
        self.shelf.setAccessibleName("哪一份年报")
        self.shelf.addItems([shelf.name for shelf in self._shelves])
        self.shelf.activated.connect(self._fill)
        where = mute(QLabel(f"备份放在：{self._place}", self))
        where.setWordWrap(True)
        where.setObjectName("kept_place")
        self._folder = QPushButton("打开所在文件夹(&F)", self)
        self._folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place))))
        self._folder.setEnabled(self._place.is_dir())
        row.addWidget(self.shelf)
        row.addWidget(where, 1)
        row.addWidget(self._folder)
        return row

    def _comparison(self, theme: Theme, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        self._words = QLabel(side)
        self._words.setObjectName("kept_words")
        self._words.setFont(bold_font())
        self._words.setWordWrap(True)
        self.found = StateComparison(theme, side)
        self.found.ticks_changed.connect(self._follow_ticks)
        layout.addWidget(self._words)
        layout.addWidget(self.found, 1)
        return side

    def _foot(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        self.some = QPushButton("恢复勾选的(&R)", self)
        self.whole = QPushButton("全部恢复(&A)", self)
        self.apart = QPushButton("作为新的一份打开(&N)", self)
        close = QPushButton("关闭", self)
        self._hint = mute(QLabel((self._closed and f"{self._closed}。") or "恢复是一步，可以撤销。", self))
        for button, act in ((self.some, self._restore_some), (self.whole, self._restore), (self.apart, self._open), (close, self.reject)):
            button.setAutoDefault(True)
            dress(button, theme)
            button.clicked.connect(act)
        for widget in (self.some, self.whole, self.apart, self._hint):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        return row

    # following

    def _fill(self, *_: object) -> None:
        self._states = self._shelves[self.shelf.currentIndex()].states()
        self._read.clear()
        rows = [self._row(number, state) for number, state in enumerate(self._states)]
        self.list.rows.show(rows)
        if rows:
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
            self.list.setFocus()
        self._compare()

    def _row(self, number: int, state: KeptState) -> StateRow:
        then = self._project(number)
        if isinstance(then, FileTrouble):
            return StateRow(state.words, "读不出来", State.TROUBLED, number)
        count = len(kept.differences(self._now, then.report))
        words = f"与{self._sides[0]}差{count}处" if count else f"与{self._sides[0]}一致"
        return StateRow(state.words, "　".join(filter(None, (state.who, words))), State.UNDER_WAY if count else State.DONE, number)

    def _project(self, number: int) -> Project | FileTrouble:
        if number not in self._read:
            try:
                self._read[number] = self._states[number].read()
            except FileTrouble as trouble:
                self._read[number] = trouble
        return self._read[number]

    @property
    def _chosen(self) -> Project | FileTrouble | None:
        number = self.list.currentIndex().data(KEY_ROLE)
        return self._project(number) if isinstance(number, int) and number < len(self._states) else None

    def _compare(self, *_: object) -> None:
        then = self._chosen
        readable = isinstance(then, Project)
        takes = readable and not self._closed and then.report.form is self._now.form
        count = 0
        if readable and then.report.form is self._now.form:
            count = self.found.show_states(self._now, then.report, self._sides, takes)
            ticking = "，勾选要恢复的" if takes else ""
            self._words.setText(f"与{self._sides[0]}有{count}处不同{ticking}" if count else f"与{self._sides[0]}一致")
        else:
            self.found.clear()
            empty = "这里还没有保存过的内容。每次保存，程序都留下一份。"
            self._words.setText(
                str(then) if isinstance(then, FileTrouble) else empty if then is None else "表样版本不同，只能作为新的一份打开"
            )
        self.whole.setEnabled(takes and count > 0)
        self.apart.setEnabled(readable)
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        ticked = len(self.found.ticked)
        self.some.setText(f"恢复勾选的{ticked}处(&R)" if ticked else "恢复勾选的(&R)")
        self.some.setEnabled(bool(ticked))

    # restoring

    def _restore_some(self) -> None:
        then = self._chosen
        if isinstance(then, Project):
            self._emit(kept.taken(then.report, self.found.ticked), f"恢复{len(self.found.ticked)}处")

    def _restore(self) -> None:
        then = self._chosen
        if isinstance(then, Project):
            self._emit(kept.restored(self._now, then.report), "全部恢复")

    def _emit(self, wishes: object, words: str) -> None:
        self.restored.emit(wishes, words)
        here = self.list.currentIndex().row()
        self.list.rows.show(self._row(number, state) for number, state in enumerate(self._states))
        self.list.setCurrentIndex(self.list.rows.index(here, 0))
        self.list.setFocus()  # and not the next button, which Enter would press
        self._compare()

    def _open(self) -> None:
        then = self._chosen
        if isinstance(then, Project):
            self.accept()
            self.opened.emit(then)
