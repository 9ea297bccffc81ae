"""预览: the report as it will be printed, in a window of its own that follows what is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktopapp.formats import paper
from desktopapp.formats.paper import Options, Typesetter
from desktopapp.formats.printed.infographic import NAME, Infographic, infographic
from desktopapp.ui.document import Document
from desktopapp.ui.pages_view import FIT_PAGE, FIT_WIDTH, PagesView
from desktopapp.ui.theme import SPACE, Theme, mute, outlined

_SIZES = {"适合页宽": FIT_WIDTH, "整页": FIT_PAGE, **{f"{percent} %": percent / 100 for percent in (50, 75, 100, 125, 150, 200, 300)}}


class Preview(QDialog):
    """Pages with their controls. `kinds` are what may be printed: what each is called, and what it has beside the report.

    `print_wanted` and `pdf_wanted` ask for what is shown, on paper and in a file.
    """

    print_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, document: Document, theme: Theme, kinds: Mapping[str, Options], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._document, self._kinds, self._theme = document, kinds, theme
        self._typesetter = Typesetter()
        self.pages = PagesView(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addLayout(self._controls())
        layout.addWidget(self.pages, 1)
        self._fonts = mute(QLabel(paper.lacking_sentence(), self))
        self._fonts.setObjectName("preview_fonts")
        self._fonts.setWordWrap(True)
        self._fonts.setVisible(bool(self._fonts.text()))
        layout.addWidget(self._fonts)
        room = self.screen().availableSize()
        self.resize(min(980, room.width() - 40), min(820, room.height() - 80))
        # Keys that come together are laid out once, as soon as they are done.
        self._pause = QTimer(self, interval=0, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        document.changed.connect(self._pause.start)
        self.pages.turned.connect(self._show_number)
        self.pages.setFocus()

    @property
    def kind(self) -> str:
        """What is shown, by its name."""
        return self.kind_box.currentText()

    @property
    def picture(self) -> Infographic | None:
        """一图读懂, where it is ticked."""
        return infographic(self._document.report, self._document.last) if self.picture_box.isChecked() else None

    def offer(self, kinds: Mapping[str, Options]) -> None:
        """Other things may be printed now."""
        if kinds == self._kinds:
            return
        chosen, self._kinds = self.kind, kinds
        self.kind_box.clear()
        self.kind_box.addItems(list(kinds))
        self.kind_box.setCurrentIndex(max(self.kind_box.findText(chosen), 0))

    def refresh(self) -> None:
        """Lay the report out as it is now."""
        if not self.isVisible():
            return  # laid out when it is shown
        self.laid_out = self._typesetter.lay_out(self._document.report, self._kinds[self.kind]._replace(infographic=self.picture))
        self.pages.show_document(self.laid_out)
        count = len(self.laid_out.pages)
        self._number.setMaximum(count)
        self._count.setText(f"/ {count} 页")
        self._show_parts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, signal in (("打印(&P)…", self.print_wanted), ("导出 PDF(&D)…", self.pdf_wanted)):
            button = QPushButton(words, self)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addSpacing(2 * SPACE)
        self.kind_box = self._box("打印为", list(self._kinds))
        self.kind_box.activated.connect(lambda _: self.refresh())
        self.picture_box = QCheckBox(f"附{NAME}(&T)", self)
        self.picture_box.setToolTip("最后加一页由三张表画成的图，随打印和 PDF 一起")
        outlined(self.picture_box, self._theme)
        self.picture_box.toggled.connect(self.refresh)
        self.size_box = self._box("显示大小", list(_SIZES))
        self.size_box.activated.connect(lambda _: self.pages.set_zoom(_SIZES[self.size_box.currentText()]))
        self.columns_box = self._box("单页或双页", ["单页", "双页"])
        self.columns_box.activated.connect(lambda index: self.pages.set_columns(index + 1))
        self.part_box = self._box("转到", [])
        self.part_box.activated.connect(self._go_to_part)
        self._number = QSpinBox(self)
        self._number.setAccessibleName("页码")
        self._number.setMinimum(1)
        self._number.editingFinished.connect(lambda: self.pages.go_to(self._number.value()))
        self._number.valueChanged.connect(self._turn)
        self._count = QLabel(self)
        for widget in (
            self.kind_box,
            self.picture_box,
            self.size_box,
            self.columns_box,
            QLabel("第", self),
            self._number,
            self._count,
            self.part_box,
        ):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _box(self, name: str, items: list[str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.addItems(items)
        return box

    def _show_parts(self) -> None:
        starts = [(start.heading, (sheet.number, start.y)) for sheet in self.laid_out.pages for start in sheet.starts]
        if [self.part_box.itemData(row) for row in range(1, self.part_box.count())] == [place for _, place in starts]:
            return
        self.part_box.clear()
        self.part_box.addItem("转到…", (1, 0.0))
        for heading, place in starts:
            self.part_box.addItem(heading, place)

    def _go_to_part(self, row: int) -> None:
        number, y = self.part_box.itemData(row)
        self.pages.go_to(number, max(y - 400, 0.0))
        self.part_box.setCurrentIndex(0)

    def _turn(self, number: int) -> None:
        if number != self.pages.current:
            self.pages.go_to(number)

    def _show_number(self, number: int) -> None:
        self._number.blockSignals(True)
        self._number.setValue(number)
        self._number.blockSignals(False)
