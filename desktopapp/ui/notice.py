"""A bar above the page that says what happened; never in the way, closed when read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktopapp.ui.theme import SPACE, Theme, dress

Offer = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """One message, with buttons for what can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        dress(self, theme)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(SPACE, SPACE // 2, SPACE // 2, SPACE // 2)
        self._words = QLabel(self)
        self._words.setObjectName("notice_words")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    def say(self, words: str, offers: Sequence[Offer] = (), grave: bool = False) -> None:
        """Show a message; it replaces the last one."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(text, act) for text, act in (*offers, ("知道了", self.hide))]
        self.setProperty("grave", grave)
        self.style().unpolish(self)
        self.style().polish(self)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    @property
    def words(self) -> str:
        """What it says now, empty when closed."""
        return "" if self.isHidden() else self._words.text()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        self._layout.addWidget(button)
        return button
