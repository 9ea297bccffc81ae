"""What the menus do with the findings and the rules behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktopapp.core.checks import Severity
from desktopapp.ui.actions import Handler
from desktopapp.ui.document import Document
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.looks import Looks
from desktopapp.ui.notice import Notice

if TYPE_CHECKING:
    from desktopapp.formats.printed.blocks import Printed
    from desktopapp.ui.findings_panel import FindingsPanel
    from desktopapp.ui.rule_book import RuleBook
    from desktopapp.ui.workspace import Workspace


class CheckActions:
    """Carries out 审核, 上一处, 下一处, 按此改正, 转到文中提到处, 核对规则 and what leads into the panel; what cannot be done is said.

    `workspace` is the one that is shown now, `unfold` shows the findings whatever was chosen before.
    """

    def __init__(
        self, document: Document, files: FileActions, notice: Notice, looks: Looks, workspace: Callable[[], Workspace],
        unfold: Callable[[], object], window: QWidget,
    ) -> None:  # fmt: skip
        self._document, self._files, self._notice, self._looks = document, files, notice, looks
        self._workspace, self._unfold, self._window = workspace, unfold, window
        self._book: RuleBook | None = None

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What each action does."""
        return {
            "check": self.check,
            "next_finding": lambda: self._step(1),
            "last_finding": lambda: self._step(-1),
            "mend": self.mend,
            "mentions": self.show_mention,
            "note": lambda: self._panel.cell.note.setFocus(),
            "guidance": lambda: self._panel.guidance.begin_search(),
            "rules": self.show_rules,
            "rule": self.show_rule,
        }

    @property
    def _panel(self) -> FindingsPanel:
        """The right-hand panel, unfolded."""
        self._unfold()
        return self._workspace().findings

    def check(self) -> None:
        """List the findings and go to the first that wants something, the gravest before; say so when nothing must be mended."""
        self._unfold()
        wanting = [finding for finding in self._document.settled() if finding.open]
        if wanting:
            self._workspace().show_finding(wanting[0])
        if not wanting:
            self._notice.say("审核完成：没有需要改正的问题。")
        elif wanting[0].severity is not Severity.BLOCK:
            self._notice.say(f"审核完成：没有必须改正的问题，还有{len(wanting)}处需说明，请改正或者写明理由。")

    def _step(self, rows: int) -> None:
        self._document.settled()
        self._workspace().step_finding(rows)

    def mend(self) -> None:
        """Mend what the chosen finding speaks of, where its rule knows how."""
        if not self._panel.answers.apply_mend():
            self._notice.say("选中的核对结果没有可以直接改正的办法，请转到所指的格或文字修改。")

    def show_mention(self) -> None:
        """Go to where the text speaks of the cursor's cell."""
        if not self._workspace().show_mention():
            self._notice.say("文字里没有说到这一格的数。")

    def show_rules(self, number: str = "") -> None:
        """The rule book, at a rule."""
        from desktopapp.ui.rule_book import RuleBook  # loaded when wanted

        if self._book is None:
            self._book = book = RuleBook(self._document, self._looks.theme, self._window)
            book.finding_chosen.connect(lambda finding: self._workspace().show_finding(finding))
            book.print_wanted.connect(self._print_rules)
            book.pdf_wanted.connect(self._export_rules)
        self._book.open_at(number)

    def close_rules(self) -> None:
        """The looks were changed: the book is built again when it is wanted."""
        if self._book is not None:
            self._book.close()
            self._book.deleteLater()
            self._book = None

    def _printed_rules(self) -> Printed:
        from desktopapp.formats.printed import rule_book  # loaded when wanted

        assert self._book is not None
        return rule_book.printed(self._book.book, self._document.report, self._book.checked)

    def _print_rules(self) -> None:
        from desktopapp.formats.paper import Typesetter  # loaded when wanted
        from desktopapp.ui import printing

        laid_out = Typesetter().lay_out_printed(self._printed_rules())
        printer = printing.ask(laid_out, self._book or self._window)
        if printer is not None:
            pages = printing.print_pages(laid_out, printer)
            self._notice.say(f"已送打印机，共{pages}页。" if pages else "打印机没有接受，请检查打印机后再打印。", grave=not pages)

    def _export_rules(self) -> None:
        from desktopapp.formats.printed import rule_book  # loaded when wanted

        self._files.export_beside("导出核对规则", rule_book.NAME, ".pdf", partial(rule_book.write, self._printed_rules()))

    def show_rule(self) -> None:
        """The rule behind the chosen finding."""
        finding = self._panel.list.finding
        self.show_rules(finding.rule if finding else "")
