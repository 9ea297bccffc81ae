"""What the command shows first: begin, go on, or learn; beside it the reports last worked on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktopapp import formats
from desktopapp.ui.choice import Choice
from desktopapp.ui.icons import Icons
from desktopapp.ui.panel import Panel
from desktopapp.ui.recent_list import Looking, RecentList
from desktopapp.ui.settings import Settings
from desktopapp.ui.theme import SPACE, Theme, bold_font, heading_font, mute

_KINDS = {
    ".docx": "Word", ".doc": "Word", ".wps": "WPS", ".html": "网页", ".htm": "网页", ".mht": "网页", ".mhtml": "网页", ".xlsx": "Excel",
    ".xlsm": "Excel", ".xls": "Excel", ".et": "WPS", ".pdf": "PDF", ".txt": "文本",
}  # fmt: skip
_NAMED = 4  # kinds of files; the line is no longer than its neighbours
# The action's name, the words, a line about it. The line of `import` says what can be read.
_CHOICES = (
    ("new", "新建年报", "一份空白年报，带出本单位资料"),
    ("open", "打开…", "继续填报以前保存的年报"),
    ("import", "导入以前的年报…", ""),
    ("sample", "看示例", "一份填好的年报，可以随意改动"),
    ("practice", "练习", "改正12处常见差错，约十分钟"),
)
_KEYS = {"new": "Ctrl+N", "open": "Ctrl+O"}
_COLUMNS = 64  # widths of a character: no wider, or the eye would have to travel
LEAST_ROWS = 3  # of the list, before the page itself scrolls
_RECENT = 22  # that the list wants beside the choices; with less it stands below them
_EMPTY = "打开过的年报会列在这里\n\n第一次使用，可以先看示例，或者用十分钟做一遍练习。\n要开始填报，点“新建年报”；也可以把文件拖进窗口。"


class StartPage(QScrollArea):
    """`chosen` carries the name of the action that was chosen, `recent_chosen` the path of a recent file."""

    chosen = Signal(str)
    recent_chosen = Signal(str)

    def __init__(self, settings: Settings, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._icons = settings, icons
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget(self)
        self.setWidget(page)  # before it is filled: a widget that changes its parent is dressed again, with all it holds
        self._column = QWidget(page)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._head())
        column.addLayout(self._body, 1)
        self._choices = [self._choice(*choice) for choice in _CHOICES]
        self.first = self._choices[0]
        self._body.addLayout(_stacked(self._choices))
        self._body.addWidget(self._recent(), 1)
        _centre(self._column, page)
        self._looking = Looking(self)
        self._looking.found.connect(self._learn)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._settle)
        self.wear(theme)
        self.refresh()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        for choice in self._choices:
            choice.wear(theme, self._icons)
        self.list.wear(theme, self._icons)
        palette = self._forget.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(theme.accent))
        self._forget.setPalette(palette)
        self._measure()

    def refresh(self) -> None:
        """Show the recent files as they are now remembered."""
        self.list.recent.show(self._settings.recent)
        empty = not self._settings.recent
        self._empty.setVisible(empty)
        self.list.setVisible(not empty)
        self._forget.setVisible(bool(self.list.recent.gone))
        self._measure()
        if self.isVisible():
            self._looking.begin(self._settings.recent)

    # what happens

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seen.start()

    def _settle(self) -> None:
        """What can wait until the page is seen: the first name given to screen readers wakes their bus, and files may lie far away."""
        for widget in (*self._choices, self.list):
            widget.announce()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _learn(self, name: str, moment: datetime.datetime | None) -> None:
        self.list.recent.learn(name, moment)
        self._forget.setVisible(bool(self.list.recent.gone))

    def _remove(self, names: list[str]) -> None:
        row = self.list.currentIndex().row()
        self._settings.forget(names)
        self.refresh()
        self.list.stand_at(row)
        if not self._settings.recent:
            self.first.setFocus()

    # how it is laid out

    def _head(self) -> QHBoxLayout:
        self._mark, self._title = QLabel(self._column), QLabel("年报助手", self._column)
        words = mute(QLabel("填报、核对、导出政府信息公开工作年度报告。全部在本机完成，不联网。", self._column))
        words.setWordWrap(True)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE // 2)
        lines.addWidget(self._title)
        lines.addWidget(words)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self._mark)
        head.addLayout(lines, 1)
        return head

    def _choice(self, name: str, words: str, about: str) -> Choice:
        choice = Choice(name, words, about or _what_can_be_read(formats.READERS), _KEYS.get(name, ""), name == "new", self._column)
        choice.clicked.connect(lambda: self.chosen.emit(name))
        return choice

    def _recent(self) -> Panel:
        panel = Panel(self._column)
        self._heading = QLabel("最近打开", panel)
        self._forget = QPushButton("移除找不到的", panel)
        self._forget.setFlat(True)
        self._forget.setToolTip("只从列表移除，不删除文件")
        self._forget.clicked.connect(lambda: self._remove(self.list.recent.gone))
        top = QHBoxLayout()
        top.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._forget)
        self.list = RecentList([], panel)
        self.list.chosen.connect(self.recent_chosen)
        self.list.unwanted.connect(self._remove)
        self._empty = mute(QLabel(_EMPTY, panel))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 3 * SPACE)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(1, 2 * SPACE, 1, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._empty, 1)
        return panel

    def _measure(self) -> None:
        """Sizes that follow the size of the text."""
        self._heading.setFont(bold_font())
        font = heading_font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._title.setFont(font)
        side = 5 * self.fontMetrics().height() // 2
        self._mark.setPixmap(QApplication.windowIcon().pixmap(QSize(side, side), self.devicePixelRatio()))
        self._column.setMaximumWidth(_COLUMNS * self.fontMetrics().horizontalAdvance("国"))
        self.list.setMinimumHeight(self.list.height_of(min(LEAST_ROWS, self.list.recent.rowCount())))
        self.list.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        """The files beside the choices where there is room, else below them."""
        choices = max(choice.sizeHint().width() for choice in self._choices)
        wanted = choices + _RECENT * self.fontMetrics().horizontalAdvance("国") + 8 * SPACE
        beside = self.width() >= wanted
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(4 * SPACE if beside else 2 * SPACE)


def _what_can_be_read(suffixes: Iterable[str]) -> str:
    kinds = list(dict.fromkeys(_KINDS.get(suffix, suffix[1:]) for suffix in suffixes))
    return f"可以读{'、'.join(kinds[:_NAMED])}{'等' if len(kinds) > _NAMED else ''}文件"


def _stacked(choices: Sequence[QWidget]) -> QVBoxLayout:
    """The choices one below the other, the first set apart a little."""
    layout = QVBoxLayout()
    layout.setSpacing(SPACE // 2)
    for choice in choices:
        layout.addWidget(choice)
    layout.insertSpacing(1, SPACE // 2)
    layout.addStretch(1)
    return layout


def _centre(column: QWidget, page: QWidget) -> None:
    """Let the column stand in the middle, a little above half the height."""
    upright = QVBoxLayout()
    upright.addStretch(2)
    upright.addWidget(column)
    upright.addStretch(3)
    across = QHBoxLayout(page)
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addLayout(upright, 1000)
    across.addStretch(1)
