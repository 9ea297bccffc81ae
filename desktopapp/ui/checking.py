"""What the rules find in the open document: rules on numbers at every key, rules that read prose after a pause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktopapp.core import checks
from desktopapp.core.checks import Case, Finding, Severity, Span, by_gravity
from desktopapp.core.checks.reasons import with_reasons
from desktopapp.core.report import REASON, Change
from desktopapp.core.spans import Edit, edit

Found = TypeVar("Found", Finding, "Mention")
PAUSE = 300  # ms without a change, after which the texts are read
IDLE = 1500  # ms after a start of the program, which shows no text and does not wait for the rules that read them


class Mention(NamedTuple):
    """A stretch of a text that speaks of a table: the cells with which it was compared, and whether they say the same."""

    where: Span
    cells: tuple[str, ...]
    agrees: bool


class Checking(QObject):
    """Keeps the findings of a case, from the first time that somebody asks for them: the start page does not.

    `read` says that the texts have been read anew after a pause.
    """

    read = Signal()

    def __init__(self, case: Callable[[], Case], parent: QObject) -> None:
        super().__init__(parent)
        self._case = case
        self._on_numbers: list[Finding] = []
        self._on_texts: list[Finding] = []
        self._said: dict[str, str] = {}  # what the texts said in which something was found
        self._findings: list[Finding] | None = None
        self.mentions: list[Mention] = []
        self._marks: dict[str, Severity] = {}
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.settle)
        self._due = True

    @property
    def findings(self) -> list[Finding]:
        """What has been found by now, by gravity."""
        if self._findings is None:
            self.follow(Change({}, {}))
            self._pause.start(IDLE)
        return self._findings or []

    @property
    def marks(self) -> dict[str, Severity]:
        """The gravest open finding of each cell."""
        return self._marks if self.findings else {}

    def begin(self) -> None:
        """Check everything at once: another report, or all is to be seen anew."""
        self._due = False
        self._pause.stop()
        case = self._case()
        found = checks.check(case, (*checks.NUMBER_CHECKS, *checks.TEXT_CHECKS))
        on_texts = {rule.id for rule in checks.TEXT_CHECKS}
        self._on_numbers = [finding for finding in found if finding.rule not in on_texts]
        self._on_texts = [finding for finding in found if finding.rule in on_texts]
        self.mentions = list(mentions(case))
        self._said = {found.where.part: case.report.said(found.where.part) for found in (*self._on_texts, *self.mentions) if found.where}
        self._show(found)

    def follow(self, change: Change) -> None:
        """The report has changed: check its numbers now, its texts after a pause. What was found in an edited text moves or goes.

        What is probably wrong, and the mend for it, is looked for after the pause too; while no number changes, it stays. So does what
        was found in the numbers while a text is written: not even a rule that looks for a number there is worth every letter's time.
        """
        case, before = self._case(), self._said
        self._said = {part: case.report.said(part) for part in before}
        edits = {part: edit(said, self._said[part]) for part, said in before.items() if said != self._said[part]}
        self._on_texts = list(_moved(self._on_texts, edits))
        self.mentions = list(_moved(self.mentions, edits))
        changed = [place for place in change.after if not place.startswith(REASON)]
        if changed or not change.after:
            self._due = True
            self._pause.start(PAUSE)
        if self._findings is None or not change.after or any(place not in case.report.form.text_keys for place in changed):
            self._on_numbers = self._in_numbers(case, changed)
        self._show(with_reasons(case.report, (*self._on_numbers, *self._on_texts)))

    def _in_numbers(self, case: Case, changed: Iterable[str]) -> list[Finding]:
        """What is found in the numbers; with what was thought of it before, unless a number has changed."""
        found = [finding for rule in checks.NUMBER_CHECKS for finding in rule.check(case)]
        if any(place in case.report.form.cells for place in changed):
            return found
        known = {(finding.key, finding.message): finding for finding in self._on_numbers}  # a likely cause adds cells
        return [known.get((finding.key, finding.message), finding) for finding in found]

    def settle(self) -> None:
        """Read the texts now, if that is due."""
        if self._due:
            self.begin()
            self.read.emit()

    def _show(self, found: Iterable[Finding]) -> None:
        self._findings = by_gravity(found)
        self._marks = {}
        for finding in reversed(self._findings):
            if finding.open:
                self._marks |= dict.fromkeys(finding.cells, finding.severity)


def mentions(case: Case) -> Iterable[Mention]:
    """What the texts say of the tables, each once."""
    from desktopapp.core.claims.comparing import Status, compared  # slow to load, and a start reads no text

    compared_with = (one for one in compared(case.report) if one.status in (Status.AGREES, Status.DIFFERS))
    found = (
        Mention(Span(one.place.part, one.place.paragraph, one.claim.start, one.claim.end), one.cells, one.status is Status.AGREES)
        for one in compared_with
    )
    return dict.fromkeys(found)


def _moved(found: Iterable[Found], edits: Mapping[str, Edit]) -> Iterable[Found]:
    """What was found, where it stands after the edits of its text; what an edit touched is left out until the text is read again."""
    for one in found:
        edited = edits.get(one.where.part) if one.where else None
        if edited is None or one.where is None:
            yield one
        elif moved := edited.moved(one.where):
            yield one if moved is one.where else one._replace(where=moved)
