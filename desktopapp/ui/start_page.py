"""What the command shows first: begin, go on, or look at the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktopapp.ui.settings import Settings
from desktopapp.ui.theme import SPACE, Theme, dress, heading_font, mute

WIDTH = 520


class StartPage(QWidget):
    """Signals say what was chosen: `new_chosen`, `open_chosen`, `sample_chosen`, `recent_chosen` with the path."""

    new_chosen = Signal()
    open_chosen = Signal()
    sample_chosen = Signal()
    recent_chosen = Signal(str)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, theme)
        self._settings = settings
        column = QWidget(self)
        column.setMaximumWidth(WIDTH)
        layout = QVBoxLayout(column)
        layout.setSpacing(SPACE)
        title = QLabel("政府信息公开工作年度报告", column)
        font = heading_font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        title.setFont(font)
        words = QLabel("填报、核对、导出，全部在本机完成，不联网。", column)
        mute(words)
        self.first = QPushButton("新建年报", column)
        self.first.setObjectName("primary")
        other = QPushButton("打开…", column)
        sample = QPushButton("看示例", column)
        row = QHBoxLayout()
        for button, signal in ((self.first, self.new_chosen), (other, self.open_chosen), (sample, self.sample_chosen)):
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        layout.addStretch(1)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addSpacing(SPACE)
        layout.addLayout(row)
        layout.addSpacing(2 * SPACE)
        self._recent = QVBoxLayout()
        layout.addLayout(self._recent)
        layout.addStretch(2)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column, 4)
        outer.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent files again; those that are gone are left out."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        paths = [Path(name) for name in self._settings.recent]
        heading = QLabel("最近打开" if paths else "打开过的年报会列在这里；也可以把文件拖进窗口。", self)
        mute(heading)
        self._recent.addWidget(heading)
        for path in paths:
            button = QPushButton(f"{path.stem}　　{path.parent}", self)
            button.setObjectName("link")
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, name=str(path): self.recent_chosen.emit(name))
            self._recent.addWidget(button)
