"""改动记录: every change with who made it, when, where, from what to what; to be filtered, and to go to its place."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktopapp.core import history
from desktopapp.core.content import name
from desktopapp.core.history import BLANK, Step
from desktopapp.ui.document import Document
from desktopapp.ui.theme import SPACE, Theme, mute
from desktopapp.ui.words_table import WordsRow, WordsTable, from_difference

COLUMNS, SHARES = ("时间", "经办人", "位置", "原来", "改为", "稿次"), (14, 9, 33, 16, 16, 12)
_ALL = -1


class HistoryDialog(QDialog):
    """It stays open beside the work and follows it. `place_wanted` carries the place to go to, `person_named` who works from now on."""

    place_wanted = Signal(str)
    person_named = Signal(str)

    def __init__(self, document: Document, theme: Theme, person: str, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle("改动记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 560)
        self._document, self._address = document, address
        self.wanted = QLineEdit(self)
        self.wanted.setAccessibleName("查找")
        self.wanted.setPlaceholderText("查找：栏目、姓名、日期、数")
        self.wanted.setClearButtonEnabled(True)
        self.scope = QComboBox(self)
        self.scope.setAccessibleName("范围")
        self.list = WordsTable("history", "改动记录", COLUMNS, SHARES, theme, self)
        self._detail = QTextEdit(self)
        self._detail.setObjectName("history_detail")
        self._detail.setAccessibleName("原来和改为的全文")
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setFixedHeight(self.fontMetrics().lineSpacing() * 5 + 2 * SPACE)
        self.person = QLineEdit(person, self)
        self.person.setAccessibleName("以后的改动记在谁名下")
        self.person.setPlaceholderText("姓名")
        self.person.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * 10)
        self._count = mute(QLabel(self))
        self._count.setObjectName("history_count")
        self._arrange()
        self.wanted.textChanged.connect(self._follow)
        self.scope.activated.connect(self._follow)
        self.list.shown.connect(self._show)
        self.list.chosen.connect(self._go)
        self.person.editingFinished.connect(lambda: self.person_named.emit(self.person.text().strip()))
        document.changed.connect(self._follow)
        self._offer_scopes()
        self._follow()
        self.list.setFocus()

    def _arrange(self) -> None:
        layout, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.wanted, 1)
        head.addWidget(self.scope)
        foot.addWidget(self._count, 1)
        foot.addWidget(QLabel("以后的改动记在", self))
        foot.addWidget(self.person)
        foot.addWidget(QLabel("名下", self))
        self.go = QPushButton("去这一处", self)
        self.go.clicked.connect(lambda _=False: self._go(self.list.key))
        close = QPushButton("关闭", self)
        close.clicked.connect(self.close)
        for button in (self.go, close):
            button.setAutoDefault(False)  # Enter in a line is no wish to leave
            foot.addWidget(button)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._detail)
        layout.addLayout(foot)

    def _offer_scopes(self) -> None:
        """All, since each draft, and the cell from which one came."""
        self.scope.addItem("全部改动", _ALL)
        for number in sorted({draft.number for draft in self._document.project.drafts}, reverse=True):
            self.scope.addItem(f"第{number}稿之后", number)
        if self._address:
            self.scope.addItem("只看本格", self._address)

    def _follow(self, *_: object) -> None:
        steps = self._document.project.history
        newest_first = sorted(steps, key=lambda step: step.when)[::-1]
        rows = [row for row in map(self._row, newest_first) if self._is_wanted(row)]
        self.list.show_rows(rows)
        shown = f"{len(rows)}处" if len(rows) == len(steps) else f"{len(rows)}处，共{len(steps)}处"
        self._count.setText(f"{shown}。随项目保存，不打印，不导出。" if steps else "还没有改动。")

    def _row(self, step: Step) -> WordsRow:
        draft = f"第{step.draft}稿之后" if step.draft else "送审之前"
        where = name(self._document.report.form, step.place)
        return WordsRow(step, (step.when, step.who or "（未填）", where, *from_difference(step.old or BLANK, step.new or BLANK), draft))

    def _is_wanted(self, row: WordsRow) -> bool:
        step, scope = row.key, self.scope.currentData()
        assert isinstance(step, Step)
        within = step.place == scope if isinstance(scope, str) else step.draft >= (scope if scope is not None else _ALL)
        said = "\n".join((*row.squares, step.old, step.new))
        return within and all(word in said for word in self.wanted.text().split())

    def _show(self, step: object) -> None:
        self.go.setEnabled(isinstance(step, Step) and bool(history.whereabouts(self._document.report.form, step.place)))
        self._detail.setPlainText("\n".join(_told(step)) if isinstance(step, Step) else "")

    def _go(self, step: object) -> None:
        place = history.whereabouts(self._document.report.form, step.place) if isinstance(step, Step) else ""
        if place:
            self.place_wanted.emit(place)


def _told(step: Step) -> Iterator[str]:
    """A step in full; of a text its paragraphs."""
    where = f"第{step.line + 1}段" if step.line or len(step.before) != 1 or len(step.after) != 1 else ""
    yield f"原来{where}：{step.old or BLANK}"
    yield f"改为{where}：{step.new or BLANK}"
