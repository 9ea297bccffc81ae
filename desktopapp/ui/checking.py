"""What the rules find in the open document: rules on numbers at every key, rules that read prose after a pause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktopapp.core import checks
from desktopapp.core.checks import Case, Finding, Rule, Severity, Span, by_gravity
from desktopapp.core.checks.reasons import with_reasons
from desktopapp.core.report import REASON, Change
from desktopapp.core.spans import Edit, edit

Found = TypeVar("Found", Finding, "Mention")
PAUSE = 300  # ms without a change, after which the texts are read


class Mention(NamedTuple):
    """A stretch of a text that speaks of a table: the cells with which it was compared, and whether they say the same."""

    where: Span
    cells: tuple[str, ...]
    agrees: bool


class Checking(QObject):
    """Keeps the findings of a case. `read` says that the texts have been read anew after a pause."""

    read = Signal()

    def __init__(self, case: Callable[[], Case], parent: QObject) -> None:
        super().__init__(parent)
        self._case = case
        self._on_texts: list[Finding] = []
        self._said: dict[str, str] = {}  # what the texts said in which something was found
        self.findings: list[Finding] = []  # by gravity
        self.mentions: list[Mention] = []
        self.marks: dict[str, Severity] = {}  # the gravest open finding of each cell
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.settle)
        self._due = False

    def begin(self) -> None:
        """Check everything at once: another report, or all is to be seen anew."""
        self._read_texts()
        self._check_numbers()

    def follow(self, change: Change) -> None:
        """The report has changed: check its numbers now, its texts after a pause. What was found in an edited text moves or goes."""
        report, before = self._case().report, self._said
        self._said = {part: report.said(part) for part in before}
        edits = {part: edit(said, self._said[part]) for part, said in before.items() if said != self._said[part]}
        self._on_texts = list(_moved(self._on_texts, edits))
        self.mentions = list(_moved(self.mentions, edits))
        if not change.after or any(not place.startswith(REASON) for place in change.after):
            self._due = True
            self._pause.start()
        self._check_numbers()

    def settle(self) -> None:
        """Read the texts now, if that is due."""
        if self._due:
            self._read_texts()
            self._check_numbers()
            self.read.emit()

    def _read_texts(self) -> None:
        self._due = False
        self._pause.stop()
        case = self._case()
        self._on_texts = _found(case, checks.TEXT_CHECKS)
        self.mentions = list(mentions(case))
        self._said = {found.where.part: case.report.said(found.where.part) for found in (*self._on_texts, *self.mentions) if found.where}

    def _check_numbers(self) -> None:
        case = self._case()
        found = (*_found(case, checks.NUMBER_CHECKS), *self._on_texts)
        self.findings = by_gravity(with_reasons(case.report, found))
        self.marks = {}
        for finding in reversed(self.findings):
            if finding.open:
                self.marks |= dict.fromkeys(finding.cells, finding.severity)


def mentions(_case: Case) -> Iterable[Mention]:
    """What the texts say of the tables."""
    return ()


def _found(case: Case, rules: Iterable[Rule]) -> list[Finding]:
    return [finding for rule in rules for finding in rule.check(case)]


def _moved(found: Iterable[Found], edits: Mapping[str, Edit]) -> Iterable[Found]:
    """What was found, where it stands after the edits of its text; what an edit touched is left out until the text is read again."""
    for one in found:
        edited = edits.get(one.where.part) if one.where else None
        if edited is None or one.where is None:
            yield one
        elif moved := edited.moved(one.where):
            yield one._replace(where=moved)
