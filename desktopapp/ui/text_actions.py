"""What the menus do to the texts: 提纲, 活数字, ordinals in order, sections moved, 查找和替换."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from desktopapp.core import structuring
from desktopapp.core.report import Entry
from desktopapp.core.spans import in_units
from desktopapp.ui.document import Document
from desktopapp.ui.notice import Notice
from desktopapp.ui.text_editor import TextEditor

if TYPE_CHECKING:
    from desktopapp.core.binding import Bindable
    from desktopapp.core.searching import Hit
    from desktopapp.ui.find_dialog import FindDialog
    from desktopapp.ui.workspace import Workspace


class TextActions:
    """Works on the text in which the cursor stands. `shipped` is the folder of the skeletons; `workspace` is the one shown now."""

    def __init__(self, document: Document, notice: Notice, workspace: Callable[[], Workspace], shipped: Path, window: QWidget) -> None:
        self._document, self._notice, self._workspace = document, notice, workspace
        self._shipped, self._window = shipped, window
        self._find: FindDialog | None = None

    @property
    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the menu does, by the action's key."""
        return {
            "skeleton": self.insert_skeleton,
            "field": self.insert_field,
            "bind": self.bind,
            "bind_all": self.bind_all,
            "in_order": self.put_in_order,
            "section_up": lambda: self.move_section(-1),
            "section_down": lambda: self.move_section(1),
            "find": self.find,
        }

    def insert_field(self) -> None:
        """Search for what a 活数字 shall say, and put it in at the cursor; given up, a brace is a brace."""
        from desktopapp.core.fields import written  # loaded when wanted, as all below
        from desktopapp.ui.field_chooser import FieldChooser

        editor = self._editor()
        if editor is None:
            return
        dialog = FieldChooser(self._document.report, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            editor.insert(written(dialog.field))
        editor.setFocus()

    def bind(self) -> None:
        """Make the number at the cursor, with which its cells agree, a field of them, as one undo step."""
        from desktopapp.core.binding import bindable
        from desktopapp.core.field_index import named

        editor = self._editor()
        if editor is None:
            return
        report, at = self._document.report, editor.textCursor().position()
        said = report.said(editor.place)
        chosen = next(
            (one for one in bindable(report, editor.place) if in_units(said, one.start) <= at <= in_units(said, one.end)), None
        )  # fmt: skip
        if chosen is None:
            self._notice.say("光标处没有与表格一致的数。先把光标放到有点线的数上；与表格不一致的先改正。")
        elif self._make_fields(editor, [chosen]):
            self._notice.say(f"“{said[chosen.start : chosen.end]}”已变为活数字，跟着“{named(report.form, chosen.field)}”变。")

    def bind_all(self) -> None:
        """Make every number of this text that its cells say in the same characters a field, as one undo step."""
        from desktopapp.core.binding import bindable

        editor = self._editor()
        if editor is None:
            return
        chosen = [one for one in bindable(self._document.report, editor.place) if one.same]
        if self._make_fields(editor, chosen):
            self._notice.say(f"有{len(chosen)}个数变为活数字，以后跟着表格变。其余的没有与表格核对过，或者写法不同，没有动。")
        else:
            self._notice.say("这段文字里没有可以变为活数字的数。")

    def _make_fields(self, editor: TextEditor, chosen: Sequence[Bindable]) -> bool:
        from desktopapp.core.binding import bound

        report, place = self._document.report, editor.place
        entry = report.entry(place)
        return self._document.put({place: Entry(bound(report.pieces(place), chosen), entry.origin)}, "变为活数字")

    def insert_skeleton(self) -> None:
        """Put in what this part should state; where there is a choice, ask."""
        from desktopapp.core import skeletons

        editor = self._editor()
        if editor is None:
            return
        report = self._document.report
        source = self._shipped / f"{report.form.edition}.toml"
        known = skeletons.read(source.read_text(encoding="utf-8"), report.form) if source.is_file() else ()
        offered = skeletons.offered(known, editor.place, report.text("kind") or "部门")
        if not offered:
            self._notice.say("这一部分没有提纲。")
            return
        chosen = offered[0]
        if len(offered) > 1:
            titles = [skeleton.title for skeleton in offered]
            title, taken = QInputDialog.getItem(self._window, "插入提纲", "插入哪一份", titles, 0, editable=False)
            if not taken:
                return
            chosen = offered[titles.index(title)]
        text = skeletons.text(chosen, report)
        editor.insert(text if editor.textCursor().atBlockStart() else f"\n{text}")
        editor.setFocus()
        self._notice.say("提纲已经插入，可以随意修改；【填…】是要您填的地方，都填好了才能定稿。")

    def put_in_order(self) -> None:
        """Number the headings and series of this text anew, as one undo step."""
        editor = self._editor()
        if editor is not None:
            before = self._document.report.text(editor.place)
            if not self._document.put({editor.place: Entry(structuring.renumbered(before))}, "重排序号"):
                self._notice.say("序号没有要改的。")

    def move_section(self, steps: int) -> None:
        """Move the heading at the cursor, with what stands under it, past its neighbour."""
        editor = self._editor()
        if editor is None:
            return
        here = editor.textCursor().blockNumber()
        text = self._document.report.text(editor.place)
        heading = next((one for one in reversed(structuring.outline(text)) if one.paragraph <= here), None)
        after = structuring.moved(text, heading.paragraph, steps) if heading else text
        if heading is None or not self._document.put({editor.place: Entry(after)}, "移动小节"):
            self._notice.say("这一小节不能再移动了。" if heading else "光标前面没有（一）、1.这样的小标题。")
            return
        moved = text.split("\n")[heading.paragraph]
        self._put_cursor(editor, after.split("\n").index(moved) + here - heading.paragraph)

    def find(self) -> None:
        """Search all texts, beginning with what is selected."""
        from desktopapp.ui.find_dialog import FindDialog

        if self._find is None:
            self._find = FindDialog(self._document, self._window)
            self._find.chosen.connect(self._go)
        editor = self._editor(quiet=True)
        self._find.show()
        self._find.raise_()
        self._find.activateWindow()
        self._find.look_for(editor.textCursor().selectedText() if editor else "")

    def _go(self, hit: Hit) -> None:
        self._workspace().select_words(hit.place, hit.start, hit.end)

    def _editor(self, quiet: bool = False) -> TextEditor | None:
        editor = self._workspace().narrative
        if editor is None and not quiet:
            self._notice.say("先把光标放到正文里。")
        return editor if quiet or editor is None or not editor.isReadOnly() else None

    def _put_cursor(self, editor: TextEditor, paragraph: int) -> None:
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(paragraph).position())
        editor.setTextCursor(cursor)
