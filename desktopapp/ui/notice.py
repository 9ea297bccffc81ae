"""A bar that says what happened. It lies over the page's heading, so that nothing moves when it comes and goes and no cell is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktopapp.ui.theme import SPACE, Theme, dress

Offer = tuple[str, Callable[[], object]]
STAY = 12_000  # ms that a plain message stays; trouble and offers stay until they are closed
READ = 1_000  # ms before which what happens next still belongs to the message
WIDEST = 900  # pixels


class Notice(QFrame):
    """One message, with buttons for what can be done about it. Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
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
        self._stay = QTimer(self, interval=STAY, singleShot=True)
        self._stay.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, offers: Sequence[Offer] = (), grave: bool = False) -> None:
        """Show a message; it replaces the last one."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(text, act) for text, act in (*offers, ("知道了", self.hide))]
        self.setProperty("grave", grave)
        self.style().unpolish(self)
        self.style().polish(self)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # slow to load, and a start says nothing

        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if grave or offers:
            self._stay.stop()
        else:
            self._stay.start()

    def pass_by(self) -> None:
        """Work goes on: a plain message has been read; trouble and offers stay."""
        if self._stay.isActive() and STAY - self._stay.remainingTime() > READ:
            self._stay.stop()
            self.hide()

    @property
    def words(self) -> str:
        """What it says now, empty when closed."""
        return "" if self.isHidden() else self._words.text()

    @property
    def first(self) -> QWidget | None:
        """Its first button, for the keyboard; none when closed."""
        return None if self.isHidden() or not self._buttons else self._buttons[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the page around it is resized."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """At the head of the page, in its middle, as wide as the words want."""
        around = cast(QWidget, self.parent()).rect().adjusted(2 * SPACE, SPACE + SPACE // 2, -2 * SPACE, 0)
        buttons = sum(button.sizeHint().width() + self._layout.spacing() for button in self._buttons)
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + buttons + 4 * SPACE
        width = min(around.width(), max(min(wanted, WIDEST), buttons + 30 * SPACE))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(around.center().x() - width // 2, around.top(), width, height)
        self.raise_()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        button.clicked.connect(act)
        self._layout.addWidget(button)
        button.show()
        return button
