"""用户手册, 使用说明 and 关于, shown from Markdown files beside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

_WIDTH, _HEIGHT = 720, 600
_AROUND = 60  # pixels beside a picture: margins and the scroll bar


class _Page(QTextBrowser):
    """A page whose pictures are as wide as it is at first."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind == QTextDocument.ResourceType.ImageResource.value:
            image = QImage(str(self._folder / QUrl(name).toString()))
            return image if image.isNull() else image.scaledToWidth(_WIDTH - _AROUND, Qt.TransformationMode.SmoothTransformation)
        return super().loadResource(kind, name)


class HelpDialog(QDialog):
    """A page to read; it stays open beside the work."""

    def __init__(self, name: str, page: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.resize(_WIDTH, _HEIGHT)
        browser = _Page(page.parent, self)
        browser.setAccessibleName(name)
        browser.setMarkdown(page.read_text(encoding="utf-8"))
        buttons = QDialogButtonBox(self)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(browser)
        layout.addWidget(buttons)
