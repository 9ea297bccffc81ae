"""本地要求: the local notice's rules, chosen from a file, kept with the project, taken off again; each one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktopapp.core import office_rules
from desktopapp.core.files import FileTrouble, read_bytes, write_atomically
from desktopapp.core.form import Form
from desktopapp.core.office_rules import OfficeRules
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.notice import Notice
from desktopapp.ui.theme import bold_font

_FILES = "本地要求 (*.toml)"
_NONE = (
    "没有选用。上级通知对字数、应写明的内容、用语、公布期限有要求的，写在一个文件里，各单位选用后一并核对。"
    "文件怎么写，请看示例：另存一份，用记事本修改。"
)


class LocalRules:
    """Carries out 本地要求. `sample` is the shipped example of such a file."""

    def __init__(self, document: Document, files: FileActions, notice: Notice, sample: Path, window: QWidget) -> None:
        self._document, self._files, self._notice, self._sample, self._window = document, files, notice, sample, window

    def show(self) -> None:
        """Say what is asked now, and offer to choose, to take off, to save the example."""
        dialog = LocalRulesDialog(self._document.project.office, self._document.report.form, self._document.closed, self._window)
        dialog.choose_wanted.connect(self.choose)
        dialog.removal_wanted.connect(self.remove)
        dialog.sample_wanted.connect(self.save_sample)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose(self) -> None:
        """Ask for a file, and go by it from now on. Trouble is said, and what was asked before stays."""
        name, _ = QFileDialog.getOpenFileName(self._window, "选用本地要求", self._files.folder(), _FILES)
        if not name:
            return
        try:
            office = office_rules.read(Path(name))
        except FileTrouble as trouble:
            self._notice.say(str(trouble), grave=True)
            return
        if self._document.put_office(office, "选用本地要求"):
            self._notice.say(f"已选用“{office.name or Path(name).name}”，随项目保存，可以撤销。")
        else:
            self._notice.say("选用的与现在的本地要求相同。")

    def remove(self) -> None:
        """Go by the decree alone."""
        if self._document.put_office(OfficeRules(), "移去本地要求"):
            self._notice.say("已移去本地要求，可以撤销。")

    def save_sample(self) -> None:
        """Save the example where the user likes, to be filled in."""
        suggested = Path(self._files.folder()) / self._sample.name
        name, _ = QFileDialog.getSaveFileName(self._window, "示例另存为", str(suggested), _FILES)
        if not name:
            return
        path = Path(name)
        path = path if path.suffix.lower() == ".toml" else path.with_name(f"{path.name}.toml")
        try:
            content = read_bytes(self._sample, office_rules.LARGEST)
            write_atomically(path, lambda temporary: temporary.write_bytes(content))
        except FileTrouble as trouble:
            self._notice.say(str(trouble), grave=True)
            return
        self._notice.say(f"示例已存为“{path.name}”，在{path.parent}。用记事本改好后，再来选用。")


class LocalRulesDialog(QDialog):
    """What the local notice asks. Signals say what is wanted."""

    choose_wanted = Signal()
    removal_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, office: OfficeRules, form: Form, closed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("本地要求")
        self.setMinimumWidth(480)
        heading = QLabel((office.name or "本地要求") if office.given else "没有选用本地要求", self)
        heading.setObjectName("local_rules_name")
        heading.setFont(bold_font())
        heading.setWordWrap(True)
        words = QLabel("\n".join(asked(office, form)) if office.given else _NONE, self)
        words.setObjectName("local_rules_words")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea(self)
        scroll.setAccessibleName("要求的内容")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(words)
        buttons = QDialogButtonBox(self)
        offers = (
            ("换一份(&C)…" if office.given else "选用(&C)…", self.choose_wanted, not closed),
            ("移去(&R)", self.removal_wanted, office.given and not closed),
            ("示例另存为(&S)…", self.sample_wanted, True),
        )
        for text, signal, possible in offers:
            button = QPushButton(text, self)
            button.setEnabled(possible)
            button.clicked.connect(self.accept)
            button.clicked.connect(signal)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)


def asked(office: OfficeRules, form: Form) -> Iterator[str]:
    """What a notice asks, a line each."""
    if office.source:
        yield f"依据：{office.source}"
    if office.deadline:
        month, day = office.deadline.split("-")
        yield f"公布期限：{int(month)}月{int(day)}日"
    for words, counts in (("最多", office.longest), ("最少", office.shortest)):
        for part, count in counts.items():
            yield f"{_title(part, form)}：{words}{count}字"
    for one in office.required:
        counted = "，并写明数量" if one.counted else ""
        yield f"{_title(one.part, form)}：{one.sentence or f'写到{_either(one.words)}{counted}'}"
    for wrong, right in office.terms.items():
        yield f"用语：“{wrong}”写作“{right}”"
    if office.forbidden:
        yield f"不能出现：{'、'.join(f'“{word}”' for word in office.forbidden)}"


def _title(part: str, form: Form) -> str:
    return next((one.title for one in form.parts if one.key == part), "前言")


def _either(words: tuple[str, ...]) -> str:
    return "或者".join(f"“{word}”" for word in words)
