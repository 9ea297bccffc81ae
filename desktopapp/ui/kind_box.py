"""The choice of the organ's kind, on the cover and in 本单位资料."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktopapp.core.organ import KINDS


class KindBox(QComboBox):
    """The kinds of organ, each with who belongs to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("单位类型")
        self.addItem("请选择", "")
        for kind in KINDS:
            self.addItem(f"{kind.name}——{kind.who}", kind.name)

    @property
    def kind(self) -> str:
        """The chosen kind's name, empty when none is chosen."""
        return str(self.currentData())

    def choose(self, kind: str) -> None:
        """Show a kind; nothing chosen where it is none."""
        self.setCurrentIndex(max(self.findData(kind), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that turns over the page must not change the organ's kind."""
        event.ignore()
