"""The tool bar: icon and words side by side where there is room, else the words alone, at the least the icons; nothing falls off it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolBar, QWidget

from desktopapp.ui.icons import Icons, size_beside
from desktopapp.ui.theme import Theme, dress

# The first that fits is worn.
_STYLES = (
    Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Qt.ToolButtonStyle.ToolButtonTextOnly,
    Qt.ToolButtonStyle.ToolButtonIconOnly,
)
_BORDER = 24  # the style sheet's padding, and what a scale's rounding may add


class ToolBar(QToolBar):
    """A tool bar whose actions take the icon of their name (`QAction.objectName`) once it is shown: the start page does without."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("工具栏", parent)
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)
        self._dress: tuple[Icons, Theme] | None = None
        self._worn = False
        self._needed: dict[Qt.ToolButtonStyle, int] = {}

    def wear(self, icons: Icons, theme: Theme) -> None:
        """Take the icons in a theme's colours."""
        self._dress, self._worn = (icons, theme), False
        if self.isVisible():
            self._put_on()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._worn:
            self._put_on()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._worn:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._worn:
            self._draw()

    def _put_on(self) -> None:
        if self._dress is None:
            return
        self._worn = True
        dress(self, self._dress[1])
        self._draw()

    def _draw(self) -> None:
        """Draw the icons as large as the words are."""
        if self._dress is None:
            return
        icons, theme = self._dress
        size = size_beside(self.fontMetrics().height())
        self.setIconSize(QSize(size, size))
        for action in self.actions():
            if icons.has(action.objectName()):
                action.setIcon(icons.icon(action.objectName(), size, theme))
                action.setIconVisibleInMenu(False)  # a menu of words is the calmer one
        self._needed.clear()
        self._fit()

    def _fit(self) -> None:
        """Wear the first style in which every button stands on the bar."""
        style = next((style for style in _STYLES[:-1] if self._width_in(style) <= self.width()), _STYLES[-1])
        if style != self.toolButtonStyle():
            self.setToolButtonStyle(style)

    def _width_in(self, style: Qt.ToolButtonStyle) -> int:
        if style not in self._needed:
            self.setToolButtonStyle(style)
            self._needed[style] = self._width()
        return self._needed[style]

    def _width(self) -> int:
        margins = self.contentsMargins()
        widgets = [widget for action in self.actions() if action.isVisible() and (widget := self.widgetForAction(action)) is not None]
        buttons = sum(widget.sizeHint().width() for widget in widgets)
        layout = self.layout()
        between = layout.spacing() * (len(widgets) - 1) if layout is not None else 0
        return buttons + between + margins.left() + margins.right() + _BORDER
