"""Rules on numbers answer at every key, rules that read prose after a pause, and whoever judges gets both."""

from __future__ import annotations

import pytest

from desktopapp.core.checks import Span
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from tests import invented
from tests.hands import load, wait_until
from tests.samples import careful_report

TEXT = "本机关认真工作。\n全年答复12件，结转2件。"


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    invented.use(monkeypatch)


def found(window: MainWindow) -> list[str]:
    """The rules of the findings, without what cannot be checked."""
    return [finding.rule for finding in window.document.findings if finding.severity != "unchecked"]


def test_all_is_checked_when_a_report_is_opened(window: MainWindow) -> None:
    report = careful_report()
    report.apply(report.plan({"overview": Entry(TEXT)}))
    window.document.replace(Project(report), None, saved=True)
    assert found(window) == ["NT-91"]


def test_a_key_checks_the_numbers_and_the_pause_the_texts(window: MainWindow) -> None:
    load(window, careful_report())
    reads = len(invented.READ)
    window.document.put({"overview": Entry(TEXT), "disputes.review.other": Entry("x")}, "试")
    assert found(window) == ["C01"]
    assert len(invented.READ) == reads
    wait_until(lambda: found(window) == ["C01", "NT-91"])
    assert len(invented.READ) == reads + 1


def test_who_judges_does_not_wait(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text("overview", TEXT, "试")
    assert next(finding.rule for finding in window.document.settled()) == "NT-91"
    reads = len(invented.READ)
    window.document.settled()
    assert len(invented.READ) == reads, "read once is read"


def test_while_it_is_edited_a_finding_moves_with_its_words_and_goes_with_them(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text("overview", TEXT, "试")
    window.document.settled()
    window.document.put_text("overview", f"前言。\n{TEXT}", "试")
    (finding,) = [finding for finding in window.document.findings if finding.rule == "NT-91"]
    assert finding.where == Span("overview", 2, 2, 7)
    window.document.put_text("overview", f"前言。\n{TEXT}".replace("12", "120"), "试")
    assert found(window) == []
    window.document.settled()
    assert found(window) == ["NT-91"]


def test_a_reason_given_for_a_text_stays_when_a_paragraph_is_written_before_it(window: MainWindow) -> None:
    from desktopapp.core.checks import reasons

    load(window, careful_report())
    window.document.put_text("overview", TEXT, "试")
    finding = window.document.settled()[0]
    reads = len(invented.READ)
    window.document.put({reasons.place(finding): reasons.given(finding, "另2件为上年")}, "说明理由")
    assert window.document.findings[0].reason == "另2件为上年"
    assert len(invented.READ) == reads, "a reason changes no text"
    window.document.put_text("overview", f"前言。\n{TEXT}", "试")
    assert window.document.settled()[0].reason == "另2件为上年"
    window.document.put({"applications.granted.other": Entry("3")}, "填数")
    assert [finding.reason for finding in window.document.settled() if finding.rule == "NT-91"] == [""]


def test_undo_brings_back_what_was_found(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put_text("overview", TEXT, "试")
    window.document.settled()
    window.document.undo_stack.undo()
    assert found(window) == []
    window.document.undo_stack.redo()
    window.document.settled()
    assert found(window) == ["NT-91"]


def test_what_is_probably_wrong_is_looked_for_after_the_pause_and_stays_while_texts_are_written(window: MainWindow) -> None:
    def causes() -> list[str]:
        return [finding.cause for finding in window.document.findings if finding.rule == "T3-1"]

    load(window, careful_report())
    window.document.put({"applications.received.business": Entry("90")}, "填数")
    assert set(causes()) == {""}
    window.document.settled()
    (cause, *_) = causes()
    assert cause
    window.document.put_text("overview", "本机关认真工作。", "试")
    assert causes()[0] == cause
    window.document.put({"applications.received.business": Entry("91")}, "填数")
    assert set(causes()) == {""}


def test_a_cause_that_shows_another_cell_stays_too(window: MainWindow) -> None:
    def explained() -> list[tuple[str, str, tuple[str, ...]]]:
        return [(finding.key, finding.cause, finding.cells) for finding in window.document.findings if finding.rule == "T3-1"]

    load(window, careful_report())
    granted = "applications.granted.natural_person"
    window.document.put({granted: Entry("1")}, "填数")
    assert not any(granted in cells for _, _, cells in explained()), "the identity itself reads only the sum of what was granted"
    window.document.settled()
    known = explained()
    assert known and all(cause and granted in cells for _, cause, cells in known)
    window.document.put_text("overview", "本机关认真工作。", "试")
    assert explained() == known


def test_nothing_is_checked_before_somebody_asks(window: MainWindow) -> None:
    from desktopapp.core.checks import Case
    from desktopapp.ui.checking import Checking

    asked: list[Case] = []

    def case() -> Case:
        asked.append(Case(window.document.report, window.document.today))
        return asked[-1]

    checking = Checking(case, window)
    assert not asked
    assert [finding.rule for finding in checking.findings if finding.severity == "block"] == ["C01"] * 3
    assert set(checking.marks) == set(window.document.marks) and checking.marks
    assert len(asked) == 1, "asked once, known"


def test_a_letter_in_a_text_asks_no_rule_on_numbers_before_the_pause(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktopapp.core import checks

    asked: list[str] = []
    slow = checks.NUMBER_CHECKS[0]
    monkeypatch.setattr(checks, "NUMBER_CHECKS", (slow._replace(check=lambda case: asked.append(slow.id) or slow.check(case)),))
    load(window, careful_report())
    window.document.put({"disputes.review.other": Entry("x")}, "试")
    asked.clear()
    window.document.put_text("overview", "本机关认真工作。", "试")
    assert not asked and found(window) == ["C01"]
    window.document.put({"disputes.review.other": Entry("0")}, "试")
    assert asked and found(window) == []
