"""The pages of the parts: a statutory table with the text around it, or a narrative."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktopapp.core.form import Part
from desktopapp.ui.document import Document
from desktopapp.ui.grid_model import GridModel
from desktopapp.ui.grid_view import GridView
from desktopapp.ui.text_editor import TextEditor
from desktopapp.ui.text_foot import TextFoot
from desktopapp.ui.theme import SPACE, Theme, heading_font


class SectionPage(QWidget):
    """One part. `address_changed` says in which cell the cursor stands, `selection_changed` that other cells
    are selected, `said` what a paste did, `cell_wanted` of which cell a text speaks."""

    cell_wanted = Signal(str)
    address_changed = Signal(str)
    selection_changed = Signal()
    said = Signal(str)

    def __init__(self, document: Document, part: Part, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = part.key
        self.grid: GridView | None = None
        self.editors: dict[str, TextEditor] = {}
        self._document, self._theme = document, theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        heading = QLabel(part.heading, self)
        heading.setFont(heading_font())
        self._layout.addWidget(heading)
        if part.key in document.report.form.tables:
            self._add_table(part)
        else:
            self._add_narrative(part)

    def _add_table(self, part: Part) -> None:
        self._add_editor(f"{part.key}.before", f"{part.title}表前文字", "表前文字（没有就不填）", low=True)
        model = GridModel(self._document, self._document.report.form.tables[part.key], self)
        self.grid = GridView(model, self._theme, self)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.grid.address_changed.connect(self.address_changed)
        self.grid.selection_changed.connect(self.selection_changed)
        self.grid.said.connect(self.said)
        self._layout.addWidget(self.grid, 1)
        self._add_editor(f"{part.key}.after", f"{part.title}表后文字", "表后文字（没有就不填）", low=True)
        self._layout.addStretch(0)

    def _add_narrative(self, part: Part) -> None:
        editor = self._add_editor(part.key, part.title, part.hint, low=False)
        self._layout.addWidget(TextFoot(self._document, editor, self))

    def _add_editor(self, place: str, name: str, hint: str, low: bool) -> TextEditor:
        editor = TextEditor(self._document, place, name, hint, low, self._theme, self)
        editor.cell_wanted.connect(self.cell_wanted)
        self.editors[place] = editor
        self._layout.addWidget(editor, 0 if low else 1)
        return editor

    def go_to(self, place: str) -> None:
        """Put the cursor on a cell or into a text of this page; on the first place when it names none of them."""
        if self.grid is not None and place not in self.editors:
            if not self.grid.go_to(place):
                self.grid.go_to_first()
            self.grid.setFocus()
        else:
            self.editors.get(place, next(iter(self.editors.values()))).setFocus()
