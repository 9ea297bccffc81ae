"""What leaves the house with a final: 发布包, and 更正公告 for what was published otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktopapp.core.content import Content
from desktopapp.core.files import write_atomically
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.notice import Notice

if TYPE_CHECKING:
    from desktopapp.formats.printed.handing import Handing


class Releasing(QObject):
    """Writes what is published, beside the window. `step` carries what is being done, from the thread in which it is done."""

    step = Signal(str)

    def __init__(self, document: Document, files: FileActions, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._files, self._notice = document, files, notice
        self.step.connect(notice.say)

    def publish(self, folder: Path, handing: Handing) -> None:
        """Write the 发布包 of the final into a folder and read it back; its code stands at the foot of every page."""
        # What paints is loaded and used once here, in the window's thread: see `formats.paper.painting`.
        from desktopapp.formats import publishing, to_infographic, to_pdf  # noqa: F401

        report, last = self._document.report.copy(), self._document.last
        last = last.copy() if last is not None else None
        name, forms = self._files.name(), self._files.forms
        written: list[Path] = []

        def write() -> None:
            written.extend(publishing.publish(report, folder, name, forms, handing, last, self.step.emit))

        self._files.work_beside(write, partial(self._published, folder, written))

    def _published(self, folder: Path, written: Sequence[Path]) -> None:
        count = len(self._document.report.form.cells)
        words = f"发布包里有{len(written)}个文件，Word、Excel、网页已读回核对，{count}个数和全部文字都一致。在{folder}。"
        self._notice.say(words, (("打开所在文件夹", partial(self._files.show, folder)),))

    def announce(self, published: Content, corrected: Content) -> None:
        """Ask where the announcement of what is corrected goes, and write it there as a Word file."""
        from desktopapp.formats import to_docx  # loaded when wanted
        from desktopapp.formats.printed import announcement

        printed = announcement.printed(self._document.report.form, published, corrected)

        def write(path: Path) -> None:
            write_atomically(path, partial(to_docx.write_printed, printed))

        self._files.export_beside("导出更正公告", f"{self._files.name()}（更正公告）", ".docx", write)
