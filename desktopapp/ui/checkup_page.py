"""填报体检: how long there is still time, what is left to do, each with the way there, and the verdict in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktopapp.core import organ, progress
from desktopapp.core.checks import Severity
from desktopapp.core.progress import CHECKUP, COVER, State, Task
from desktopapp.core.report import RECORD
from desktopapp.ui.document import Document
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, bold_font, dress, heading_font, mute

_RECORD_LINES = 6  # that are seen at once


class CheckupPage(QWidget):
    """The page after the parts. `chosen` carries the Task that was clicked, `export_wanted` asks for the Word file."""

    chosen = Signal(object)
    export_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, local_deadline: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = CHECKUP
        self._document, self._local_deadline = document, local_deadline
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        heading = QLabel("填报体检", self)
        heading.setFont(heading_font())
        self._verdict = QLabel(self)
        self._verdict.setFont(bold_font())
        self._verdict.setObjectName("checkup_verdict")
        self._verdict.setWordWrap(True)
        self._deadline = mute(QLabel(self))
        self._deadline.setObjectName("checkup_deadline")
        self._filled = QProgressBar(self)
        self._filled.setObjectName("checkup_filled")
        self._filled.setAccessibleName("已填")
        self._filled.setFormat("已填 %v / %m")
        self._left = QLabel(self)
        self.list = StateList("checkup_left", "还要做的", theme, self)
        for widget, stretch in (
            *((heading, 0), (self._verdict, 0), (self._deadline, 0), (self._filled, 0)),
            *((self._left, 0), (self.list, 1)),
        ):
            layout.addWidget(widget, stretch)
        row = QHBoxLayout()
        self._export = QPushButton("导出 Word 年报…", self)
        self._export.clicked.connect(self.export_wanted)
        self._export.setObjectName("primary")
        self._export.setAutoDefault(True)  # Enter presses it, as in a dialog
        for widget in (self._filled, self._export):
            widget.setFont(QApplication.font())  # what wears a style sheet does not follow the program's font by itself
            dress(widget, theme)
        row.addWidget(self._export)
        row.addStretch(1)
        layout.addLayout(row)
        self._record = mute(QLabel(self))
        self._record.setObjectName("checkup_record")
        self._record.setWordWrap(True)
        self._record.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._records = QScrollArea(self)  # a long record leaves the list its room
        self._records.setAccessibleName("办理记录")
        self._records.setFrameShape(QScrollArea.Shape.NoFrame)
        self._records.setWidgetResizable(True)
        self._records.setWidget(self._record)
        for widget in (self._records, self._record):
            widget.setBackgroundRole(QPalette.ColorRole.Base)
        layout.addWidget(self._records)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)
        self._follow()

    def go_to(self, _place: str) -> None:
        """Put the cursor on what is left, or, where nothing is, on the next step."""
        if self.list.rows.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.rows.index(0, 0))
            self.list.setFocus()
        else:
            self._export.setFocus()

    def set_local_deadline(self, deadline: str) -> None:
        """A local notice's date, 月-日, empty for the statutory one."""
        self._local_deadline = deadline
        self._follow()

    def _follow(self, *_: object) -> None:
        if not self.isVisible():
            return
        report, findings = self._document.report, self._document.findings
        tasks = progress.left(report, findings)
        standing = progress.overall(report, findings)
        self.list.rows.show(self._row(task) for task in tasks)
        self._filled.setMaximum(standing.wanted)
        self._filled.setValue(standing.filled)
        self._verdict.setText(f"{progress.verdict(report, findings)}。")
        office = self._document.project.office
        local = "按本单位资料中的本地期限" if self._local_deadline else "按《政府信息公开条例》第四十九条"
        source = f"按本地要求{f'“{office.name}”' if office.name else ''}" if office.deadline else local
        when = organ.countdown(report, self._document.today, office.deadline or self._local_deadline)
        self._deadline.setText(f"{when}（{source}）" if when else "填写报告年度后，这里显示公布期限")
        record = report.text(RECORD)
        self._record.setText(f"办理记录\n{record}" if record else "")
        self._records.setVisible(bool(record))
        lines = min(record.count("\n") + 2, _RECORD_LINES)
        self._records.setFixedHeight(lines * self._record.fontMetrics().lineSpacing() + 2 * self._record.margin() + 2)
        self._left.setText(f"还有{len(tasks)}项要做，点一项就转到那里：" if tasks else "没有要做的了，可以导出。")

    def _row(self, task: Task) -> StateRow:
        part = "封面" if task.part == COVER else self._document.report.form.part(task.part).heading
        wrong = task.finding is not None and task.finding.severity is Severity.BLOCK
        return StateRow(task.words, part, State.TROUBLED if wrong else State.UNDER_WAY, task, f"{part}，{task.words}")

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._document.settled()
        self._follow()

    def _choose(self, index: QModelIndex) -> None:
        task = index.data(KEY_ROLE)
        if task is not None:
            self.chosen.emit(task)
