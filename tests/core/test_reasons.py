"""Reasons: kept for one message, dropped when it changes, offered again next year, never taken over by themselves."""

from __future__ import annotations

import datetime
from pathlib import Path

from desktopapp import resources
from desktopapp.core import carrying, project
from desktopapp.core.checks import Case, Finding, Severity, Span, check, reasons
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from tests.printouts import found
from tests.samples import careful_report

NOTED = "disclosure.licensing.decisions"
FORM = resources.form()


def with_note(note: str, **texts: str) -> Report:
    report = careful_report()
    report.apply(report.plan({NOTED: Entry(note), **{place: Entry(text) for place, text in texts.items()}}))
    return report


def explained(report: Report, reason: str) -> Report:
    """The report, its only 需说明 passed with a reason."""
    (finding,) = [finding for finding in found(report) if finding.severity is Severity.EXPLAIN]
    report.apply(report.plan({reasons.place(finding): reasons.given(finding, reason)}))
    return report


def wanting(report: Report) -> Finding:
    (finding,) = [finding for finding in found(report) if finding.severity is Severity.EXPLAIN]
    return finding


def test_a_reason_answers_its_message_alone() -> None:
    report = explained(with_note("5（其中3件，1件）"), "另有1件\n未办结")
    assert wanting(report).reason == "另有1件 未办结"
    report.apply(report.plan({NOTED: Entry("6（其中3件，1件）")}))
    assert wanting(report).open
    assert reasons.known(report, wanting(report)) == ("另有1件 未办结", False)


def test_last_years_reason_is_offered_where_the_same_rule_fires_at_the_same_place() -> None:
    last = carrying.as_last(explained(with_note("5（其中3件，1件）"), "另有1件未办结"))
    this = with_note("8（其中4件，2件）")
    finding = wanting(this)
    assert reasons.offered(last, finding) == "另有1件未办结"
    assert finding.open, "an offer passes nothing"
    assert [one.reason for one in check(Case(this, datetime.date(2025, 1, 15), last)) if one.rule == "C03"] == [""]


def test_at_another_place_or_by_another_rule_nothing_is_offered() -> None:
    last = carrying.as_last(explained(with_note("5（其中3件，1件）"), "另有1件未办结"))
    finding = wanting(with_note("8（其中4件，2件）"))
    assert reasons.offered(last, finding._replace(cells=("disclosure.penalties.decisions",))) == ""
    assert reasons.offered(last, finding._replace(rule="C05")) == ""
    assert reasons.offered(last, finding._replace(severity=Severity.HINT)) == ""
    assert reasons.offered(None, finding) == ""


def test_reasons_travel_with_last_years_report_through_the_file(tmp_path: Path) -> None:
    report = explained(with_note("5（其中3件，1件）"), "另有1件未办结")
    following = carrying.next_year(report, FORM)
    assert not [place for place in following.entries if place.startswith("reason:")], "this year's own are not yet given"
    path = tmp_path / "次年.nianbao"
    project.write(Project(following, last=carrying.as_last(report)), path)
    opened = project.read(path, resources.forms())
    assert opened.last is not None
    assert reasons.offered(opened.last, wanting(with_note("8（其中4件，2件）"))) == "另有1件未办结"


class TestInTexts:
    MESSAGE = "文中“12件”，表中10件。"

    def finding(self, paragraph: int, start: int, message: str = MESSAGE) -> Finding:
        return Finding("NT-03", Severity.EXPLAIN, message, where=Span("overview", paragraph, start, start + 3))

    def test_a_reason_follows_its_message_through_the_part(self) -> None:
        report = careful_report()
        first = self.finding(1, 5)
        report.apply(report.plan({reasons.place(first): reasons.given(first, "含上年2件")}))
        moved = self.finding(3, 8)
        assert [one.reason for one in reasons.with_reasons(report, [moved])] == ["含上年2件"]
        assert reasons.kept_at(report, moved) == reasons.place(first)
        elsewhere = moved._replace(where=Span("problems", 0, 0, 3))
        assert [one.reason for one in reasons.with_reasons(report, [elsewhere])] == [""]

    def test_two_claims_of_one_paragraph_have_reasons_of_their_own(self) -> None:
        report = careful_report()
        first, second = self.finding(1, 5), self.finding(1, 30, "文中“7件”，表中6件。")
        for one, reason in ((first, "甲"), (second, "乙")):
            report.apply(report.plan({reasons.place(one): reasons.given(one, reason)}))
        assert [one.reason for one in reasons.with_reasons(report, [first, second])] == ["甲", "乙"]

    def test_a_reason_is_taken_away_where_it_no_longer_answers(self) -> None:
        report = careful_report()
        first = self.finding(1, 5)
        report.apply(report.plan({reasons.place(first): reasons.given(first, "含上年2件")}))
        stale = first._replace(reason="含上年2件", message="文中“13件”，表中10件。")
        assert [one.reason for one in reasons.with_reasons(report, [stale])] == [""]
