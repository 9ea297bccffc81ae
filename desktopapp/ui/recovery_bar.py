"""A bar above the pages that offers unsaved work of a program that did not end as it should; it stays until it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktopapp.ui.theme import SPACE, Theme, dress


class RecoveryBar(QFrame):
    """Its signals are its three answers."""

    restore_wanted = Signal()
    look_wanted = Signal()
    declined = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")  # for its looks
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(SPACE, SPACE // 2, SPACE // 2, SPACE // 2)
        self._words = QLabel(self)
        self._words.setObjectName("recovery_words")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._layout.addWidget(self._words, 1)
        self.restore = self._button("恢复", self.restore_wanted, "recovery_restore")
        self.look = self._button("查看…", self.look_wanted, "recovery_look")
        self.decline = self._button("不恢复", self.declined, "recovery_decline")
        self.decline.setToolTip("改动留在“备份与恢复”里，以后还可以恢复")
        self.wear(theme)

    def offer(self, words: str, readable: bool) -> None:
        """Offer some work; what cannot be read can only be put aside."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.restore.setVisible(readable)
        self.look.setVisible(readable)
        self.decline.setText("不恢复" if readable else "知道了")
        self.show()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        dress(self, theme)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _button(self, text: str, wanted, key: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(key)
        button.setAutoDefault(True)
        button.clicked.connect(wanted)
        self._layout.addWidget(button)
        return button
