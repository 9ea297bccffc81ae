"""The open document: a project, where it is saved, its undo order, what the checks find. The window's only funnel to a report."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktopapp.core import drafts, history, project
from desktopapp.core.checks import Case, Finding, Severity
from desktopapp.core.drafts import Draft
from desktopapp.core.finality import sealed, withdrawn
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.project import Project
from desktopapp.core.report import FINAL, UNSEEN, Change, Entry, Origin, Report
from desktopapp.ui.checking import Checking

if TYPE_CHECKING:
    from desktopapp.core.lock import Holder
    from desktopapp.core.merging import Merged  # loaded when wanted


class EntryCommand(QUndoCommand):
    """One step of the undo order. Steps of one run of typing in one text join into one."""

    def __init__(self, document: Document, change: Change, words: str, run: int) -> None:
        super().__init__(words)
        self._document, self.change, self._run = document, change, run

    def redo(self) -> None:
        self._document.carry_out(self.change)

    def undo(self) -> None:
        self._document.carry_out(self.change.inverse)

    def id(self) -> int:
        return self._run

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EntryCommand) or other.change.places != self.change.places:
            return False
        self.change = self.change.then(other.change)
        return True


class LastYearCommand(QUndoCommand):
    """Another report becomes last year's, and what is carried over from it comes in, as one step of the undo order."""

    def __init__(self, document: Document, last: Report | None, change: Change, words: str) -> None:
        super().__init__(words)
        self._document, self._change = document, change
        self._before, self._after = document.last, last

    def redo(self) -> None:
        self._document.take_last(self._after, self._change)

    def undo(self) -> None:
        self._document.take_last(self._before, self._change.inverse)


class OfficeCommand(QUndoCommand):
    """Other local rules are gone by, as one step of the undo order."""

    def __init__(self, document: Document, office: OfficeRules, words: str) -> None:
        super().__init__(words)
        self._document, self._before, self._after = document, document.project.office, office

    def redo(self) -> None:
        self._document.take_office(self._after)

    def undo(self) -> None:
        self._document.take_office(self._before)


class MergeCommand(QUndoCommand):
    """Another copy of the project is merged into this one, as one step of the undo order."""

    def __init__(self, document: Document, merged: Merged, words: str) -> None:
        super().__init__(words)
        self._document, self._merged, self._before = document, merged, replace(document.project)

    def redo(self) -> None:
        self._document.take_merged(self._merged)

    def undo(self) -> None:
        merged, before = self._merged, self._before
        drafts = [draft for draft in self._document.project.drafts if draft not in merged.drafts or draft in before.drafts]
        beside = {"history": before.history, "last": before.last, "extra": before.extra, "office": before.office}
        self._document.take_merged(replace(merged, change=merged.change.inverse, drafts=drafts, **beside))


class Document(QObject):
    """A project being worked on.

    `changed` tells all that must follow: it carries the Change, or None when another project has been opened. `checking.read` says that
    the texts have been read anew, a pause after the change; `saved` that the project is on disk, `typed` that something else is being
    typed in a cell, which is not in the report until it is left.
    """

    changed = Signal(object)
    saved = Signal()
    typed = Signal()

    def __init__(
        self, opened: Project, now: Callable[[], datetime.datetime], parent: QObject | None = None, who: Callable[[], str] = str
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._now, self._who = now, who
        self.shipped = False  # a sample: nothing of it is written to the disk until it is saved
        self.holder: Holder | None = None  # who else has the file; here it can only be read
        self.in_hand: Mapping[str, Entry] = {}  # what is being typed
        self.undo_stack = QUndoStack(self)
        self._runs = count()
        self.checking = Checking(lambda: Case(self.report, self.today, self.last, self.project.office), self)
        self._load(opened, None, None)

    @property
    def report(self) -> Report:
        """The report in the project."""
        return self.project.report

    @property
    def last(self) -> Report | None:
        """Last year's report in the project, none until it is brought in."""
        return self.project.last

    @property
    def today(self) -> datetime.date:
        """The date that checks and defaults go by."""
        return self.now.date()

    @property
    def now(self) -> datetime.datetime:
        """The time that the record is kept by."""
        return self._now()

    @property
    def findings(self) -> list[Finding]:
        """What the checks have found by now, by gravity; after a change, of the texts only what still stands where it stood."""
        return self.checking.findings

    def settled(self) -> list[Finding]:
        """What the checks find, the texts read as they stand now: for all that hands over, judges or counts."""
        self.checking.settle()
        return self.checking.findings

    @property
    def marks(self) -> dict[str, Severity]:
        """The gravest open finding of each cell."""
        return self.checking.marks

    def put(self, wishes: Mapping[str, Entry], words: str, run: int = -1) -> bool:
        """Make entries stand at places, as one undo step called `words`; False if they stood there already or the report is final.

        Steps with the same non-negative `run` and the same places join into one.
        """
        if self.closed and (self.holder is not None or FINAL not in wishes):
            return False
        change = self.report.plan(wishes)
        if not change.after:
            return False
        self.undo_stack.push(EntryCommand(self, change, words, run))
        return True

    def put_last(self, last: Report | None, wishes: Mapping[str, Entry], words: str) -> bool:
        """Make a report last year's, with the entries that come from it, as one undo step; False if the report is final."""
        if self.closed:
            return False
        self.undo_stack.push(LastYearCommand(self, last, self.report.plan(wishes), words))
        return True

    def put_merged(self, merged: Merged, words: str) -> bool:
        """Take in what comes of this project and another copy of it, as one undo step; False where nothing can be changed."""
        if self.closed:
            return False
        self.undo_stack.push(MergeCommand(self, merged, words))
        return True

    def type(self, wishes: Mapping[str, Entry]) -> None:
        """Something is being typed in a cell, nothing any more."""
        if wishes != self.in_hand:
            self.in_hand = wishes
            self.typed.emit()

    def put_office(self, office: OfficeRules, words: str) -> bool:
        """Go by other local rules, as one undo step; False if they are gone by already or nothing can be changed."""
        if self.closed or office == self.project.office:
            return False
        self.undo_stack.push(OfficeCommand(self, office, words))
        return True

    def mark_seen(self, places: Iterable[str]) -> bool:
        """What was imported or carried over at these places has been looked at; False if nothing there wanted that."""
        entries = {place: self.report.entry(place) for place in places}
        wishes = {place: Entry(entry.raw, Origin.SEEN) for place, entry in entries.items() if entry.origin in UNSEEN}
        return self.put(wishes, "标为已核对")

    def new_run(self) -> int:
        """A number for a run of typing that no other run has."""
        return next(self._runs)

    def put_text(self, place: str, text: str, words: str, run: int = -1) -> bool:
        """Put a typed text at one place."""
        return self.put({place: Entry(text)}, words, run)

    def take_last(self, last: Report | None, change: Change) -> None:
        """Keep another report as last year's and carry out a planned change; only undo commands call this."""
        self.project.last = last
        self.carry_out(change)

    def take_office(self, office: OfficeRules) -> None:
        """Go by other local rules; only undo commands call this."""
        self.project.office = office
        self._tell(Change({}, {}))

    def take_merged(self, merged: Merged) -> None:
        """Keep other drafts and another history with a planned change that they know already; only undo commands call this."""
        held = self.project
        self.report.apply(merged.change)
        held.drafts, held.history, held.last = merged.drafts, merged.history, merged.last
        held.extra, held.office = merged.extra, merged.office
        self._recorded = len(held.history)
        self._tell(merged.change)

    def carry_out(self, change: Change) -> None:
        """Carry out a planned change, record it and tell everyone; only undo commands call this."""
        self.report.apply(change)
        known = self.project.drafts
        by = (f"{self.now:%Y-%m-%d %H:%M}", " ".join(self._who().split()), known[-1].number if known else 0)
        self.project.history = history.recorded(self.project.history, self._recorded, change, *by)
        self._tell(change)

    def _tell(self, change: Change) -> None:
        self.checking.follow(change)
        self.changed.emit(change)

    def replace(
        self, opened: Project, path: Path | None, saved: bool, on_disk: bytes | None = None, holder: Holder | None = None,
        shipped: bool = False,
    ) -> None:  # fmt: skip
        """Work on another project. `saved`: the file at `path` holds just this; `on_disk` is what it held when it was read."""
        self.holder, self.shipped = holder, shipped
        self._load(opened, path, on_disk)
        self.checking.begin()
        if saved:
            self.undo_stack.setClean()  # clearing an empty stack leaves it as it was
        else:
            self.undo_stack.resetClean()
        self.changed.emit(None)

    def save(self, path: Path, anyway: bool = False) -> None:
        """Write the project to `path` and go on there; `anyway` whatever stands there.

        Raises ChangedOnDisk where somebody else has written its file, CannotWrite; then nothing has changed.
        """
        self.on_disk = project.write(self.project, path, None if anyway or path != self.path else self.on_disk)
        self.path, self.holder, self.shipped = path, None, False
        self._touched = False
        self._recorded = len(self.project.history)
        self.undo_stack.setClean()
        self.saved.emit()

    @property
    def closed(self) -> bool:
        """Nothing can be changed: the report is final, or somebody else has its file."""
        return bool(self.why_closed)

    @property
    def why_closed(self) -> str:
        """Why nothing can be changed, empty where something can."""
        if self.holder is not None:
            return "别的窗口正打开着这份年报，这里只能看，不能改动"
        return "已经定稿，不能改动" if self.report.locked else ""

    @property
    def modified(self) -> bool:
        """Something is not on disk."""
        return self._touched or not self.undo_stack.isClean()

    def draft(self, who: str, final: bool = False) -> Draft:
        """What the report says now, as the draft that someone hands over."""
        return drafts.take(self.report, self.project.drafts, f"{self.now:%Y-%m-%d %H:%M}", who, final)

    def keep(self, draft: Draft) -> None:
        """Keep a draft that was handed over; that is no step to be undone, for the paper is out."""
        if self.holder is None:
            self.project.drafts = drafts.kept(self.project.drafts, draft)
            self._touch()

    def seal(self, who: str) -> Draft:
        """定稿: lock the report and keep it. What was done before can no longer be undone."""
        self.report.apply(self.report.plan(sealed(self.report, who, self.now)))
        self.undo_stack.clear()
        draft = self.draft(who, final=True)
        self.keep(draft)
        return draft

    def withdraw(self, who: str, why: str) -> None:
        """撤回定稿: the report can be changed again."""
        self.report.apply(self.report.plan(withdrawn(self.report, who, self.now, why)))
        self._touch()

    def _touch(self) -> None:
        """Something has changed beside the undo order."""
        self._touched = True
        self._tell(Change({}, {}))

    def _load(self, opened: Project, path: Path | None, on_disk: bytes | None) -> None:
        self.project = opened
        self.path, self.on_disk = path, on_disk
        self._touched = False
        self._recorded = len(opened.history)  # steps of its history that later ones are not joined with
        self.undo_stack.clear()
