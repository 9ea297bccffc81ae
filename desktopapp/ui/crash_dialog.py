"""What a bug of ours looks like to the user: where the work is, and a report to read, keep or print, in which nothing of theirs stands."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktopapp.core.files import FileTrouble, write_atomically
from desktopapp.ui.theme import SPACE, bold_font, mute

_HOUSE = "desktopapp"  # of files elsewhere only the name is told: their folders bear users' names


def report(error: BaseException, trace: TracebackType | None) -> str:
    """The report: versions, and where in the program it happened. An error's message is left out, for it may quote what was filled in."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    try:
        ours = version("nianbao")
    except PackageNotFoundError:
        ours = "？"
    lines = [
        "年报助手　内部错误报告",
        "报告里没有填报的内容，没有文件名和文件夹。",
        "",
        f"程序 {ours}，Python {platform.python_version()}，Qt {qVersion()}",
        f"系统 {platform.system()} {platform.release()}，{platform.machine()}",
    ]
    for number, (one, its_trace) in enumerate(_chain(error, trace)):
        lines += ["", f"{'起因' if number else '错误'} {type(one).__name__}"]
        lines += [f"  {_place(frame.filename)} 第{frame.lineno}行 {frame.name}" for frame in traceback.extract_tb(its_trace)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException, trace: TracebackType | None) -> Iterator[tuple[BaseException, TracebackType | None]]:
    """An error and what led to it."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following, trace
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
        trace = following.__traceback__ if following is not None else None


def _place(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index(_HOUSE) :]) if _HOUSE in parts else Path(filename).name


class CrashDialog(QDialog):
    """Says where the work is; the report can be read, kept and printed."""

    def __init__(self, words: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("年报助手")
        self.resize(640, 440)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        heading = QLabel("程序出现内部错误，这不是您的操作造成的。", self)
        heading.setFont(bold_font())
        self.words = QLabel(words, self)
        self.words.setWordWrap(True)
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("内部错误报告")
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        about = mute(QLabel("下面的报告不含您填的内容，不会发送到任何地方。可以打印或者存下来，交给维护程序的人。", self))
        about.setWordWrap(True)
        for widget in (heading, self.words, about):
            layout.addWidget(widget)
        layout.addWidget(self.report, 1)
        row = QHBoxLayout()
        self.go_on = QPushButton("继续", self)
        for button, act in (
            (QPushButton("打印报告(&P)…", self), self._print),
            (QPushButton("存为文件(&S)…", self), self._save),
            (QPushButton("复制(&C)", self), lambda: QApplication.clipboard().setText(self.report.toPlainText())),
        ):
            button.clicked.connect(act)
            row.addWidget(button)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        self.said = mute(QLabel(self))
        row.addWidget(self.said, 1)
        row.addWidget(self.go_on)
        layout.addLayout(row)
        self.go_on.setFocus()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # printers are asked for now, and not before

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            page = QTextDocument()
            page.setPlainText(self.report.toPlainText())
            page.print_(printer)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "内部错误报告", str(Path.home() / "年报助手错误报告.txt"), "文本 (*.txt)")
        if name:
            self.keep(Path(name))

    def keep(self, path: Path) -> None:
        """Write the report to a file."""
        text = self.report.toPlainText()
        encoding = "utf-8-sig" if sys.platform == "win32" else "utf-8"
        try:
            write_atomically(path, lambda temporary: temporary.write_text(text, encoding=encoding))
        except FileTrouble as trouble:
            self.said.setText(str(trouble))
        else:
            self.said.setText("已存下。")
