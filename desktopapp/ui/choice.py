"""A large button of the start page: icon, what it does, a line about it, and its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktopapp.ui.icons import Icons, size_beside
from desktopapp.ui.panel import RADIUS
from desktopapp.ui.theme import SPACE, Theme

_TEXT = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class Choice(QAbstractButton):
    """`primary` is the one that most will want. Enter chooses as Space does, the arrows go to the next one."""

    def __init__(self, name: str, words: str, about: str, keys: str, primary: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._about, self._keys, self._primary, self._icon = about, keys, primary, name
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the mouse comes and goes

    def announce(self) -> None:
        """Tell screen readers what it is for."""
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._about)

    def wear(self, theme: Theme, icons: Icons) -> None:
        """Take a theme's colours."""
        self._theme, self._icons = theme, icons
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        keys = metrics.horizontalAdvance(self._keys) + 2 * SPACE if self._keys else 0
        wide = max(metrics.horizontalAdvance(self.text()) + keys, metrics.horizontalAdvance(self._about))
        return QSize(wide + size_beside(metrics.height()) + 6 * SPACE, 2 * metrics.height() + 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, text, muted = self._colours()
        theme, metrics = self._theme, self.fontMetrics()
        frame = self.rect().toRectF().adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        edge = theme.text if focus and self._primary else theme.accent if focus else theme.line if self.underMouse() else ground
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), 2 if focus else 1))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        size = size_beside(metrics.height())
        inner = self.rect().adjusted(2 * SPACE, SPACE, -2 * SPACE, -SPACE)
        icon = self._icons.pixmap(self._icon, size, self.devicePixelRatio(), text)
        painter.drawPixmap(inner.left(), inner.center().y() - size // 2 + 1, icon)
        line = QRect(inner.left() + size + SPACE + SPACE // 2, 0, 0, metrics.height())
        line.setRight(inner.right())
        line.moveTop(inner.center().y() - metrics.height() - SPACE // 4 + 1)
        painter.setPen(QColor(muted))
        painter.drawText(line, _TEXT | int(Qt.AlignmentFlag.AlignRight), self._keys)
        painter.drawText(line.translated(0, metrics.height() + SPACE // 2), _TEXT, self._about)
        painter.setPen(QColor(text))
        painter.drawText(line, _TEXT, self.text())
        painter.end()

    def _colours(self) -> tuple[str, str, str]:
        """Ground, words, words beside the matter."""
        theme = self._theme
        if self._primary:
            return theme.accent, theme.on_accent, theme.on_accent
        ground = theme.accent_soft if self.isDown() else theme.heading if self.underMouse() else theme.window
        return ground, theme.text, theme.muted
