"""The recent files as a list: whose report, where it lies, when it last changed; what is gone is greyed and can be taken off."""

from __future__ import annotations

import datetime
import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktopapp.ui.icons import Icons, size_beside
from desktopapp.ui.panel import RADIUS
from desktopapp.ui.theme import SPACE, Theme

PATH_ROLE = Qt.ItemDataRole.UserRole + 1
RECENT_ROLE = Qt.ItemDataRole.UserRole + 2
GONE = "找不到"
SOON, SELDOM = 10, 2000  # ms between the looks at what the threads have found
_USUAL = "年政府信息公开工作年度报告"  # how the names end that the program proposes
_NAME = re.compile(r"^(?P<organ>.*?)[\s_\-—]*(?P<year>20\d\d)(?=年|\D|$)")

Answers = deque[tuple[str, datetime.datetime | None]]


class Recent(NamedTuple):
    """A recent file. `changed` is empty until it has been looked for; `gone` then says that it was not there."""

    path: Path
    organ: str
    year: str
    changed: str = ""
    gone: bool = False

    @classmethod
    def of(cls, name: str) -> Recent:
        """What a file's name shows of the report: `某局2024年….nianbao`."""
        path = Path(name)
        found = _NAME.match(path.name)
        return cls(path, found["organ"] if found else "", found["year"] if found else "")

    @property
    def heading(self) -> str:
        """The organ where the name shows it, else the name."""
        return self.organ or self.path.stem

    @property
    def place(self) -> str:
        """The folder, and before it the file's name where heading and year do not say it all."""
        told = self.path.stem in (self.heading, f"{self.organ}{self.year}{_USUAL}")
        return str(self.path.parent) if told else f"{self.path.name}　{self.path.parent}"


def when(moment: datetime.datetime, now: datetime.datetime) -> str:
    """A moment as people say it."""
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {moment:%H:%M}"
    day = f"{moment.month}月{moment.day}日"
    return day if moment.year == now.year else f"{moment.year}年{day}"


class Looking(QObject):
    """Looks for files in threads of their own: a network drive that is away answers after minutes, or never.

    `found` carries the name, and the time of the last change or None. The threads know no Qt: they may outlive the window.
    """

    found = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way: set[str] = set()
        self._answers: Answers = deque()  # whose ends are safe between threads
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)

    def begin(self, names: Iterable[str]) -> None:
        """Look for the files, except those still being looked for."""
        for name in names:
            if name not in self._under_way:
                self._under_way.add(name)
                Thread(target=look, args=(name, self._answers), daemon=True).start()  # a daemon holds up no exit
        if self._under_way:
            self._timer.start(SOON)

    def _collect(self) -> None:
        while self._answers:
            name, moment = self._answers.popleft()
            self._under_way.discard(name)
            self.found.emit(name, moment)
        self._timer.setInterval(min(2 * self._timer.interval(), SELDOM))
        if not self._under_way:
            self._timer.stop()


def look(name: str, answers: Answers) -> None:
    """Put the time of a file's last change among the answers, None when it is not there."""
    try:
        moment = datetime.datetime.fromtimestamp(Path(name).stat().st_mtime, datetime.UTC).astimezone()
    except (OSError, ValueError, OverflowError):
        moment = None
    answers.append((name, moment))


class RecentModel(QAbstractListModel):
    """The recent files, the last opened first."""

    def __init__(self, names: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = [Recent.of(name) for name in names]

    @property
    def gone(self) -> list[str]:
        """The names of those that were not there."""
        return [str(recent.path) for recent in self._recent if recent.gone]

    def show(self, names: Iterable[str]) -> None:
        """Show these files; what is known of one already stays."""
        known = {str(recent.path): recent for recent in self._recent}
        shown = [known.get(name) or Recent.of(name) for name in names]
        if shown != self._recent:
            self.beginResetModel()
            self._recent = shown
            self.endResetModel()

    def learn(self, name: str, moment: datetime.datetime | None) -> None:
        """A file has been looked for."""
        for row, recent in enumerate(self._recent):
            if str(recent.path) == name:
                changed = when(moment, datetime.datetime.now(datetime.UTC).astimezone()) if moment else GONE
                self._recent[row] = recent._replace(changed=changed, gone=moment is None)
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._recent)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._recent):
            return None
        recent = self._recent[index.row()]
        year = f"{recent.year}年度" if recent.year else ""
        spoken = "，".join(words for words in (recent.heading, year, recent.changed, str(recent.path)) if words)
        answers = {
            Qt.ItemDataRole.DisplayRole: recent.heading,
            Qt.ItemDataRole.ToolTipRole: f"{recent.path}\n{GONE}这个文件。按 Delete 从列表移除。" if recent.gone else str(recent.path),
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            PATH_ROLE: str(recent.path),
            RECENT_ROLE: recent,
        }
        return answers.get(role)


class RecentDelegate(QStyledItemDelegate):
    """The year in a box, the heading, the place below it, the time of the last change at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme: Theme | None = None
        self.icons: Icons | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = self._view.fontMetrics().height()
        return QSize(20 * line, 2 * line + 3 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        recent, theme = index.data(RECENT_ROLE), self.theme
        if not isinstance(recent, Recent) or theme is None:
            return
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs leave the option's fields out
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, index, theme)
        metrics = self._view.fontMetrics()
        inner = area.adjusted(2 * SPACE, SPACE, -2 * SPACE, -SPACE)
        box = QRect(inner.left(), 0, metrics.horizontalAdvance("2000") + 2 * SPACE, metrics.height() + SPACE)
        box.moveTop(inner.center().y() - box.height() // 2 + 1)
        self._paint_year(painter, box, recent, theme)
        line = QRect(box.right() + SPACE + SPACE // 2, inner.center().y() - metrics.height() - 1, 0, metrics.height())
        line.setRight(inner.right())
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), recent.changed)
        place = metrics.elidedText(recent.place, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line.translated(0, metrics.height() + SPACE // 2), int(Qt.AlignmentFlag.AlignVCenter), place)
        line.setRight(line.right() - metrics.horizontalAdvance(recent.changed) - SPACE)
        painter.setPen(QColor(theme.muted if recent.gone else theme.text))
        heading = metrics.elidedText(recent.heading, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), heading)
        painter.restore()

    def _paint_year(self, painter: QPainter, box: QRect, recent: Recent, theme: Theme) -> None:
        """The year, or a sheet where the name does not show it."""
        if recent.year:
            painter.setPen(QColor(theme.line if recent.gone else theme.accent_soft))
            painter.setBrush(QColor(theme.surface if recent.gone else theme.accent_soft))
            painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 2, RADIUS - 2)
            painter.setPen(QColor(theme.muted if recent.gone else theme.accent))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), recent.year)
        elif self.icons is not None:
            size = size_beside(self._view.fontMetrics().height())
            sheet = self.icons.pixmap("sample", size, self._view.devicePixelRatio(), theme.muted)
            painter.drawPixmap(box.center() - QPoint(size // 2 - 1, size // 2 - 1), sheet)

    def _paint_ground(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, theme: Theme) -> None:
        """Where the mouse is and, framed, where the keys go."""
        view, row = self._view, index.row()
        current = view.hasFocus() and row == view.currentIndex().row()
        hovered = view.underMouse() and row == view.indexAt(view.viewport().mapFromGlobal(view.cursor().pos())).row()
        if current or hovered:
            painter.setBrush(QColor(theme.heading))
            painter.setPen(QPen(QColor(theme.accent), 2) if current else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area.toRectF().adjusted(SPACE // 2, 1, -SPACE // 2, -1), RADIUS, RADIUS)


class RecentList(QListView):
    """The list. `chosen` carries a file to open, `unwanted` those to take off."""

    chosen = Signal(str)
    unwanted = Signal(list)

    def __init__(self, names: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recent_files")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.recent = RecentModel(names, self)
        self.setModel(self.recent)
        self._delegate = RecentDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setTabKeyNavigation(False)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(PATH_ROLE)))
        self.customContextMenuRequested.connect(self._offer)

    def announce(self) -> None:
        """Tell screen readers what it is."""
        self.setAccessibleName("最近打开的年报")
        self.setAccessibleDescription("回车打开，Delete 从列表移除")

    def wear(self, theme: Theme, icons: Icons) -> None:
        """Take a theme's colours."""
        self._delegate.theme, self._delegate.icons = theme, icons

    def stand_at(self, row: int) -> None:
        """Put the cursor on a row, or on the last when there are fewer."""
        self.setCurrentIndex(self.recent.index(min(row, self.recent.rowCount() - 1)))

    def height_of(self, rows: int) -> int:
        """The height that so many rows need."""
        return max(self.sizeHintForRow(0), 0) * rows

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height_of(self.recent.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(index.data(PATH_ROLE))
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit([index.data(PATH_ROLE)])
        else:
            super().keyPressEvent(event)

    def menu_at(self, index: QModelIndex) -> QMenu:
        """What can be done with a file."""
        menu = QMenu(self)
        name = index.data(PATH_ROLE)
        for words, act in (
            ("打开", lambda: self.chosen.emit(name)),
            ("从列表移除（不删除文件）", lambda: self.unwanted.emit([name])),
        ):
            menu.addAction(words).triggered.connect(act)
        return menu

    def _offer(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            menu = self.menu_at(index)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.viewport().mapToGlobal(place))
