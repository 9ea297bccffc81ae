"""送审与定稿: the drafts that were handed over, what has changed since each, the check of a 校验码, and 定稿."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktopapp.core import drafts
from desktopapp.core.content import Content, Difference, code, content, differences, name, read_code
from desktopapp.core.drafts import Draft
from desktopapp.core.finality import obstacles
from desktopapp.core.progress import DRAFTS, State
from desktopapp.core.report import Report
from desktopapp.ui.document import Document
from desktopapp.ui.dropping import dragged
from desktopapp.ui.state_list import KEY_ROLE, StateList, StateRow
from desktopapp.ui.theme import SPACE, Theme, bold_font, heading_font, mute


class DraftsPage(QWidget):
    """The page where a report is handed over. Signals say what is wanted; `restored` carries the Draft to restore, `file_dropped` the
    Path of a file to compare, `announcement_wanted` what was published and what is right."""

    preview_wanted = Signal()
    draft_wanted = Signal(str)  # the suffix of the file
    final_wanted = Signal()
    export_wanted = Signal()
    withdrawal_wanted = Signal()
    restored = Signal(object)
    file_wanted = Signal()
    file_dropped = Signal(object)
    announcement_wanted = Signal(object, object)

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = DRAFTS
        self.setAcceptDrops(True)
        self._document = document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        heading = QLabel("送审与定稿", self)
        heading.setFont(heading_font())
        self._standing = QLabel(self)
        self._standing.setObjectName("drafts_standing")
        self._standing.setWordWrap(True)
        layout.addWidget(heading)
        layout.addWidget(self._standing)
        layout.addLayout(self._buttons())
        layout.addLayout(self._code_row())
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        self.list = StateList("drafts", "稿次", theme, splitter)
        splitter.addWidget(self._comparison(splitter))
        splitter.setSizes([300, 560])
        layout.addWidget(splitter, 1)
        self.list.selectionModel().currentChanged.connect(self._compare)
        for signal in (document.changed, document.checking.read):
            signal.connect(self._follow)
        self._follow()

    def go_to(self, _place: str) -> None:
        """Put the cursor on the next step."""
        self.preview.setFocus()

    # what is on it

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.preview = self._button("预览与打印…", self.preview_wanted.emit)
        self.word = self._button("送审稿 Word…", lambda: self.draft_wanted.emit(".docx"))
        self.pdf = self._button("送审稿 PDF…", lambda: self.draft_wanted.emit(".pdf"))
        self.final = self._button("定稿…", self.final_wanted.emit)
        self.export = self._button("导出发布包…", self.export_wanted.emit)
        self.withdraw = self._button("撤回定稿…", self.withdrawal_wanted.emit)
        for button in (self.preview, self.word, self.pdf, self.final, self.export, self.withdraw):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _code_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.code = QLineEdit(self)
        self.code.setObjectName("code_typed")
        self.code.setAccessibleName("核对校验码")
        self.code.setPlaceholderText("纸上的校验码")
        self.code.setMaximumWidth(self.fontMetrics().horizontalAdvance("M") * 22)
        self.code.textChanged.connect(self._check_code)
        self._verdict = QLabel(self)
        self._verdict.setObjectName("code_verdict")
        self._verdict.setWordWrap(True)
        self.file = self._button("核对文件…", self.file_wanted.emit)
        self.file.setToolTip("把导出的 Word、PDF 或者公布后另存的网页读回来，与现在的内容逐格、逐句比较；也可以把文件拖到这一页上")
        row.addWidget(QLabel("核对校验码", self))
        row.addWidget(self.code)
        row.addWidget(self.file)
        row.addWidget(self._verdict, 1)
        return row

    def _comparison(self, parent: QWidget) -> QWidget:
        side = QWidget(parent)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        head = QHBoxLayout()
        self._compared = QLabel("选一稿，这里列出它与另一稿的不同", side)
        self._compared.setFont(bold_font())
        self.other = QComboBox(side)
        self.other.setAccessibleName("与哪一稿比较")
        self.other.activated.connect(self._compare)
        head.addWidget(self._compared, 1)
        head.addWidget(self.other)
        self.found = QListWidget(side)
        self.found.setObjectName("draft_differences")
        self.found.setAccessibleName("不同之处")
        self.found.setWordWrap(True)
        self.restore = self._button("恢复这一稿", self._restore)
        self._hint = mute(QLabel("恢复是一步，可以撤销。", side))
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addWidget(self._hint, 1)
        self.announce = self._button("更正公告…", self._announce)
        self.announce.setToolTip("定稿公布以后又有更正的，按两稿的不同写一份公告")
        foot.addWidget(self.announce)
        layout.addLayout(head)
        layout.addWidget(self.found, 1)
        layout.addLayout(foot)
        return side

    def _button(self, words: str, act) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(True)
        button.clicked.connect(lambda _=False: act())
        return button

    # following

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._document.settled()
        self._follow()

    def _follow(self, *_: object) -> None:
        if not self.isVisible():
            return
        report, known = self._document.report, self._document.project.drafts
        self.list.rows.show(map(_row, reversed(known)))
        self._standing.setText(self._standing_words())
        locked = report.locked
        for button, shown in ((self.final, not locked), (self.export, locked), (self.withdraw, locked)):
            button.setVisible(shown)
        for button in (self.final, self.withdraw):
            button.setEnabled(self._document.holder is None)
        self.restore.setEnabled(self._chosen() is not None and not self._document.closed)
        chosen = self.other.currentData()
        self.other.clear()
        self.other.addItem("与现在比较", None)
        for draft in reversed(known):
            self.other.addItem(f"与{draft.name}比较", f"{draft.number} {draft.code}")  # two copies may each have had a second draft
        self.other.setCurrentIndex(max(self.other.findData(chosen), 0))
        self._check_code()
        self._compare()

    def _standing_words(self) -> str:
        report, known = self._document.report, self._document.project.drafts
        said = content(report)
        words = f"现在的校验码 {code(said)}"
        if report.locked:
            return f"{words}，已定稿：{report.text('final')}。要改动请先撤回定稿。"
        last = known[-1] if known else None
        if last is None:
            words += "，还没有送审稿"
        else:
            changed = len(differences(report.form, content(last.report(report.form)), said))
            words += f"，与{last.name}一致" if not changed else f"，{last.name}之后改动了{changed}处"
        left = len(obstacles(report, self._document.findings))
        return f"{words}。" + (f"定稿之前还有{left}项要做，见“填报体检”。" if left else "可以定稿。")

    def _chosen(self) -> Draft | None:
        draft = self.list.currentIndex().data(KEY_ROLE)
        return draft if isinstance(draft, Draft) else None

    def _other(self) -> Draft | None:
        """The draft with which the chosen one is compared, None for what the report says now."""
        wanted = self.other.currentData()
        return next((known for known in self._document.project.drafts if f"{known.number} {known.code}" == wanted), None)

    def _corrected(self) -> tuple[Content, Content] | None:
        """What the earlier of the two said, which was published, and what is right; None where nothing published is corrected."""
        chosen, other, form = self._chosen(), self._other(), self._document.report.form
        if chosen is None:
            return None
        earlier, later = (other, chosen) if other is not None and other.number < chosen.number else (chosen, other)
        if not earlier.final or (later is not None and not later.final):
            return None
        said = content(earlier.report(form)), content(later.report(form) if later else self._document.report)
        return said if differences(form, *said) else None

    def _announce(self) -> None:
        corrected = self._corrected()
        if corrected is not None:
            self.announcement_wanted.emit(*corrected)

    def _compare(self, *_: object) -> None:
        draft, report = self._chosen(), self._document.report
        self.found.clear()
        self.restore.setEnabled(draft is not None and not self._document.closed)
        self.announce.setEnabled(self._corrected() is not None)
        if draft is None:
            self._compared.setText("选一稿，这里列出它与另一稿的不同")
            return
        other = self._other()
        after = content(other.report(report.form) if other else report)
        found = differences(report.form, content(draft.report(report.form)), after)
        against = other.name if other else "现在"
        self._compared.setText(f"{draft.name} → {against}：{f'{len(found)}处不同' if found else '一致'}")
        self._list(found)

    def _list(self, found: tuple[Difference, ...]) -> None:
        for difference in found:
            before, after = (text or "（空白）" for text in (difference.before, difference.after))
            self.found.addItem(f"{name(self._document.report.form, difference.place)}：{before} → {after}")

    def _check_code(self, *_: object) -> None:
        """Say whether the code on paper is of what the report says now, or what has changed since that draft."""
        typed = self.code.text()
        wanted = read_code(typed)
        if not wanted:
            self._verdict.setText("校验码是12位字母和数字，如 K7M2-9QXA-4HTC" if typed.strip() else "")
            return
        report = self._document.report
        draft = drafts.by_code(self._document.project.drafts, wanted)
        if wanted == code(content(report)):
            self._verdict.setText("✓ 一致：纸上就是现在的内容")
        elif draft is None:
            self._verdict.setText("✗ 不是现在的内容，也不是这个项目里的任何一稿")
        else:
            self.other.setCurrentIndex(0)
            self.list.setCurrentIndex(self.list.rows.index(self._document.project.drafts[::-1].index(draft), 0))
            self._verdict.setText(f"✗ 纸上是{draft.name}，之后的改动列在下面")

    def show_file(self, name: str, read: Report) -> None:
        """Say whether a file that was handed over says what the report says now, or what has changed since."""
        report = self._document.report
        found = differences(report.form, content(read), content(report))
        self.code.clear()
        self.list.setCurrentIndex(QModelIndex())
        self._verdict.setText(f"✗ “{name}”之后改动了{len(found)}处，列在下面" if found else f"✓ 一致：“{name}”就是现在的内容")
        self.found.clear()
        self._compared.setText(f"“{name}” → 现在：{f'{len(found)}处不同' if found else '一致'}")
        self._list(found)

    # a file that is dragged here is compared and not opened

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged(event)
        if path is not None:
            self.file_dropped.emit(path)

    def _restore(self) -> None:
        draft = self._chosen()
        if draft is not None:
            self.restored.emit(draft)


def _row(draft: Draft) -> StateRow:
    detail = f"{draft.when}　{draft.who}"
    state = State.DONE if draft.final else State.UNDER_WAY
    return StateRow(f"{draft.name}　{draft.code}", detail, state, draft, f"{draft.name}，{draft.code}，{detail}")
