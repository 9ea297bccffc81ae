"""A user who does anything in any order: after every step the report is what a plain dictionary says it is.

The model knows nothing of reports, undo stacks or files: it keeps what should stand where as a dictionary, and every state before it.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktopapp import formats, resources
from desktopapp.core import project
from desktopapp.core.checks import Case, check
from desktopapp.core.history import reverted
from desktopapp.core.project import Project
from desktopapp.core.report import FACTS, FINAL, RECORD, Entry, Origin, Report
from desktopapp.formats import reading_back
from desktopapp.ui import questions
from desktopapp.ui.import_page import ImportPage
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, index_of, load, show, type_at, wait_until
from tests.samples import blank_report, distinct_report

EXAMPLES, STEPS = 12, 25
FORMS = resources.forms()
FORM = resources.form()
CELLS = st.sampled_from([
    *("disclosure.licensing.decisions", "disclosure.fees.amount", "disclosure.regulations.issued", "disputes.review.upheld"),
    *("disputes.review.total", "applications.received.business", "applications.carried_in.business", "applications.received.total"),
])  # fmt: skip
NUMBERS = st.sampled_from(["0", "3", "12", "12abc", "7.5", "-1"])
TEXTS = st.sampled_from(["", "一", "一\n二\n三", "一\n二改\n三", "=1+1", "发布信息120条。\n\n𠀀"])
TEXT_KEYS = st.sampled_from(["overview", "problems", "disclosure.before", "organ"])
# A block of two by two that stands in one piece on the screen.
BLOCK = tuple(f"applications.{row}.{column}" for row in ("received", "carried_in") for column in ("business", "research"))

Entries = dict[str, Entry]


class State(NamedTuple):
    """What should stand where, and which report is last year's."""

    entries: Entries
    last: Entries | None


def with_entries(state: State, wishes: Entries) -> State:
    """The state with these at their places; a blank stands nowhere."""
    entries = {place: entry for place, entry in (state.entries | wishes).items() if entry.raw}
    return State(entries, state.last)


def users(window: MainWindow, folder: Path) -> type[RuleBasedStateMachine]:
    """Users of this window, one after the other, who keep their files in a folder."""
    document, path = window.document, folder / "年报.nianbao"
    last_report = Report(
        FORM, {place: entry for place, entry in distinct_report().entries.items() if place != "year"} | {"year": Entry("2023")}
    )
    last_path = folder / "上年.nianbao"
    project.write(Project(last_report), last_path)
    published = folder / "别处来的.docx"
    formats.write(distinct_report(), published)
    incoming = formats.read(published, FORMS).report(FORMS)

    class User(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            load(window, blank_report())
            path.unlink(missing_ok=True)
            self.now = State({}, None)
            self.undone: list[State] = []
            self.redone: list[State] = []
            self.saved: State | None = self.now
            self.on_disk: tuple[State, list[int]] | None = None
            self.drafts: list[int] = []
            self.unsaved_draft = False
            self.codes: list[Entries] = []

        def does(self, state: State) -> None:
            """A step; one that changes nothing is none."""
            if state != self.now:
                self.undone.append(self.now)
                self.redone.clear()
                self.now = state

        @rule(address=CELLS, raw=NUMBERS)
        def type_number(self, address: str, raw: str) -> None:
            type_at(window, address, raw)
            _, bracket, note = self.now.entries.get(address, Entry("")).raw.partition("（")  # the note behind a number stays
            self.does(with_entries(self.now, {address: Entry(raw + bracket + note)}))

        @rule(address=CELLS)
        def delete(self, address: str) -> None:
            show(window, address.split(".")[0])
            grid = window.workspace.grid
            assert grid is not None
            grid.setFocus()
            grid.setCurrentIndex(index_of(grid, address))
            QTest.keyClick(grid, Qt.Key.Key_Delete)
            self.does(with_entries(self.now, {address: Entry("")}))

        @rule(key=TEXT_KEYS, text=TEXTS)
        def write(self, key: str, text: str) -> None:
            text = f"{text[:2].strip()}县档案局" if key == "organ" and text else text  # what is no name is not printed as one
            document.put_text(key, text, "文字")
            self.does(with_entries(self.now, {key: Entry(text)}))

        @rule(numbers=st.lists(st.sampled_from(["1", "20", "", "不是数"]), min_size=4, max_size=4))
        def paste(self, numbers: list[str]) -> None:
            QGuiApplication.clipboard().setText("{}\t{}\n{}\t{}".format(*numbers))
            show(window, "applications")
            grid = window.workspace.grid
            assert grid is not None
            grid.setFocus()
            grid.setCurrentIndex(index_of(grid, BLOCK[0]))
            QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            landed = {address: Entry(raw) for address, raw in zip(BLOCK, numbers, strict=True) if raw != "不是数"}
            self.does(with_entries(self.now, landed))

        @rule()
        def undo(self) -> None:
            window.actions_by_key["undo"].trigger()
            if self.undone:
                self.redone.append(self.now)
                self.now = self.undone.pop()

        @rule()
        def redo(self) -> None:
            window.actions_by_key["redo"].trigger()
            if self.redone:
                self.undone.append(self.now)
                self.now = self.redone.pop()

        @rule()
        def save(self) -> None:
            assert window.files.save_to(path)
            self.on_disk, self.unsaved_draft = (self.now, list(self.drafts)), False

        @precondition(lambda self: self.on_disk is not None)
        @rule()
        def reopen(self) -> None:
            assert window.files.open_path(path)
            assert self.on_disk is not None
            self.now, self.drafts = self.on_disk[0], list(self.on_disk[1])
            self.undone, self.redone, self.unsaved_draft = [], [], False

        @rule()
        def hand_over(self) -> None:
            draft = document.draft("李明")
            document.keep(draft)
            self.drafts = sorted({*self.drafts, draft.number})
            self.unsaved_draft = True

        @precondition(lambda self: "organ" in self.now.entries)
        @rule(suffix=st.sampled_from([".docx", ".xlsx"]))
        def export(self, suffix: str) -> None:
            formats.write(document.report.copy(), folder / f"成品{suffix}")
            if not [address for address in FORM.cells if document.report.reading(address).fault] and suffix == ".docx":
                reading_back.confirm(document.report, folder / f"成品{suffix}", FORMS)

        @precondition(lambda self: not any(state.last for state in (self.now, *self.undone)))
        @rule()
        def carry_over(self) -> None:
            self.take_in(last_path, "作为上年年报")
            columns = [column.key for column in FORM.tables["applications"].blocks[0].columns if not column.sum]
            pairs = {f"applications.carried_in.{column}": last_report.value(f"applications.carried_out.{column}") for column in columns}
            blanks = {address: value for address, value in pairs.items() if address not in self.now.entries}
            carried = {address: Entry(str(value), Origin.CARRIED) for address, value in blanks.items() if value is not None}
            self.does(State(with_entries(self.now, carried | self.noted(last_path)).entries, dict(last_report.entries)))

        @precondition(lambda self: len(self.undone) % 3 == 1)
        @rule()
        def take_over(self) -> None:
            has_work = document.path is not None or any(place not in FACTS for place in document.report.entries)
            self.take_in(published, "作为本年年报", *(["放进现在的项目（可以撤销）"] if has_work else []))
            places = (*FACTS, *FORM.cells, *FORM.text_keys)
            kept = {place for place in ("organ", "kind", "year") if not incoming.text(place)}
            self.does(
                with_entries(self.now, {place: incoming.entry(place) for place in places if place not in kept} | self.noted(published))
            )

        def take_in(self, file: Path, *wanted: str) -> None:
            """Import a file as a person clicks through it, doubts answered."""
            window.imports.take_in(file)
            wait_until(lambda: not window.imports.reading)
            page = find(window, ImportPage, "import_page")
            for words in wanted:
                press(page, words)
                if any(button.text() == f"仍然{words}" for button in page._buttons):
                    press(page, f"仍然{words}")
            QApplication.processEvents()

        def noted(self, file: Path) -> Entries:
            """The record with one line more, which names the file."""
            before, now = self.now.entries.get(RECORD, Entry("")).raw, document.report.text(RECORD)
            assert now.startswith(before)
            line = now.removeprefix(before).removeprefix("\n")
            assert file.name in line and "\n" not in line
            return {RECORD: Entry(now)}

        @invariant()
        def the_report_is_what_was_done(self) -> None:
            if not hasattr(self, "now"):
                return
            assert dict(document.report.entries) == self.now.entries
            last = None if document.last is None else {place: entry.raw for place, entry in document.last.entries.items()}
            assert last == (None if self.now.last is None else {place: entry.raw for place, entry in self.now.last.items()})
            assert [draft.number for draft in document.project.drafts] == self.drafts

        @invariant()
        def the_history_leads_from_the_blank_report_to_now(self) -> None:
            if not hasattr(self, "now"):
                return
            steps: dict[str, list[Any]] = {}
            for step in document.project.history:
                steps.setdefault(step.place, []).append(step)
            for place in {*steps, *self.now.entries} - {RECORD, FINAL}:
                text: str | None = document.report.text(place)
                for step in reversed(steps.get(place, [])):
                    text = None if text is None else reverted(text, step)
                assert text == "", place

        @invariant()
        def what_is_found_is_what_a_fresh_look_finds(self) -> None:
            found = {finding.key for finding in check(Case(document.report.copy(), document.today, document.last))}
            assert {finding.key for finding in document.findings} >= {key for key in found if key.startswith(("T3", "T4", "C0"))}

        @invariant()
        def what_is_on_disk_is_what_was_saved(self) -> None:
            if getattr(self, "on_disk", None) is None:
                return
            assert dict(project.read(path, FORMS).report.entries) == self.on_disk[0].entries
            if (self.now, self.drafts) != self.on_disk or self.unsaved_draft:
                assert document.modified, "unsaved work is not known to be unsaved"

    return User


def press(page: ImportPage, words: str) -> None:
    """Press a button of the page."""
    button: QPushButton = next(button for button in page._buttons if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_whatever_a_user_does_the_report_is_what_was_done(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.DISCARD)
    steady = datetime.datetime(2025, 1, 20, 10, 0, tzinfo=datetime.UTC)
    monkeypatch.setattr(window.document, "_now", lambda: steady)
    # A window is slow to work with: what fails is shown as it was found, not made shorter for minutes on end.
    patient = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )  # fmt: skip
    run_state_machine_as_test(users(window, tmp_path), settings=patient)
