"""稿次, reasons and 定稿."""

from __future__ import annotations

import datetime
import json

import pytest

from desktopapp.core import drafts, finality, project
from desktopapp.core.checks import Case, by_gravity, check, reasons
from desktopapp.core.content import code, content
from desktopapp.core.files import NotUnderstood
from desktopapp.core.project import Project
from desktopapp.core.report import FINAL, RECORD, Entry, Origin, Report
from tests.samples import careful_report

WHEN = datetime.datetime.fromisoformat("2025-01-20T10:00")
LICENCES = "disclosure.licensing.decisions"


def put(report: Report, **raws: str) -> Report:
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    return report


def findings(report: Report):
    return by_gravity(check(Case(report, WHEN.date())))


def back(kept: Project) -> Project:
    return project.loads(project.dumps(kept).encode(), "x", {kept.report.form.edition: kept.report.form})


def test_drafts_are_numbered_and_the_same_again_keeps_its_number() -> None:
    report, known = careful_report(), []
    for raw in ("1", "1", "2"):
        put(report, disclosure__licensing__decisions=raw)
        known = drafts.kept(known, drafts.take(report, known, "2025-01-10 09:00", "李明"))
    assert [(draft.number, draft.entries[LICENCES].raw) for draft in known] == [(1, "1"), (2, "2")]
    final = drafts.take(report, known, "2025-01-20 09:00", "李明", final=True)
    assert (final.number, final.name) == (3, "定稿（第3稿）")


def test_a_draft_is_compared_with_the_one_before_it_also_when_it_is_printed_again() -> None:
    report, known = careful_report(), []
    for raw in ("1", "2", "2"):
        put(report, disclosure__licensing__decisions=raw)
        draft = drafts.take(report, known, "2025-01-10 09:00", "李明")
        before = drafts.previous(known, draft)
        assert (before and before.number) == (1 if raw == "2" else None)
        known = drafts.kept(known, draft)


def test_a_draft_is_found_by_its_code_and_restored_whole() -> None:
    report = careful_report()
    report.apply(report.plan({LICENCES: Entry("8", Origin.IMPORTED)}))
    first = drafts.take(report, [], "2025-01-10 09:00", "李明")
    put(report, disclosure__licensing__decisions="9", overview="改了。", problems="", record="办理")
    assert drafts.by_code([first], first.code) is first
    report.apply(report.plan(drafts.restored(report, first)))
    assert code(content(report)) == first.code
    assert report.entry(LICENCES) == Entry("8", Origin.IMPORTED)
    assert report.text(RECORD) == "办理"


def test_drafts_and_reasons_come_back_from_the_file() -> None:
    report = put(careful_report(), disclosure__licensing__decisions="5（其中3件，1件）")
    finding = next(finding for finding in findings(report) if finding.rule == "C03")
    report.apply(report.plan({reasons.place(finding): reasons.given(finding, "另有1件  未办结")}))
    kept = Project(report, [drafts.take(report, [], "2025-01-10 09:00", "李明")])
    read = back(kept)
    assert read.drafts == kept.drafts
    assert read.report.entries == report.entries
    assert project.dumps(read) == project.dumps(kept)


@pytest.mark.parametrize(
    "nonsense",
    [3, "x", [3], [{}], [{"number": True}], [{"number": 1, "when": "", "who": "", "code": "", "entries": []}],
     [{"number": 1, "when": "", "who": "", "code": "", "entries": {"没有这一格": "1"}}],
     [{"number": 1, "when": "", "who": "", "code": "", "entries": {"organ": 3}}],
     [{"number": 1, "when": "", "who": "", "code": "", "entries": {"organ": "某局"}, "origins": {"organ": []}}],
     [{"number": 1, "when": 2, "who": "", "code": "", "entries": {}}]],
)  # fmt: skip
def test_drafts_that_are_nonsense_are_refused_in_a_sentence(nonsense: object) -> None:
    data = json.loads(project.dumps(Project(careful_report()))) | {"drafts": nonsense}
    with pytest.raises(NotUnderstood, match="内容有误"):
        project.loads(json.dumps(data).encode(), "x", {"2021": careful_report().form})


def test_a_reason_stands_as_long_as_the_finding_says_the_same() -> None:
    report = put(careful_report(), disclosure__licensing__decisions="5（其中3件，1件）")
    finding = next(finding for finding in findings(report) if finding.rule == "C03")
    assert finding.open
    report.apply(report.plan({reasons.place(finding): reasons.given(finding, "另有1件未办结")}))
    answered = next(finding for finding in findings(report) if finding.rule == "C03")
    assert (answered.reason, answered.open) == ("另有1件未办结", False)
    put(report, disclosure__licensing__decisions="6（其中3件，1件）")
    again = next(finding for finding in findings(report) if finding.rule == "C03")
    assert again.open
    assert reasons.known(report, again) == ("另有1件未办结", False)


def test_a_whole_report_may_be_final_and_nothing_else_may() -> None:
    report = careful_report()
    assert finality.obstacles(report, findings(report)) == ()
    report.apply(report.plan({LICENCES: Entry("5（其中3件，1件）", Origin.IMPORTED), "disputes.review.other": Entry("")}))
    words = [task.words for task in finality.obstacles(report, findings(report))]
    assert len(words) == 3
    finding = next(finding for finding in findings(report) if finding.rule == "C03")
    report.apply(report.plan({
        reasons.place(finding): reasons.given(finding, "另有1件未办结"),
        "disputes.review.other": Entry("0"),
        LICENCES: Entry("5（其中3件，1件）", Origin.SEEN),
    }))  # fmt: skip
    assert finality.obstacles(report, findings(report)) == ()


def test_sealing_and_withdrawing_are_recorded() -> None:
    report = careful_report()
    report.apply(report.plan(finality.sealed(report, "李明", WHEN)))
    assert report.locked
    assert report.text(FINAL).endswith(code(content(report)))
    assert back(Project(report)).report.locked
    report.apply(report.plan(finality.withdrawn(report, "王芳", WHEN, "数字有误\n需更正")))
    assert not report.locked
    assert report.text(RECORD).split("\n") == [
        f"2025-01-20 10:00　李明　定稿，校验码{code(content(report))}",
        "2025-01-20 10:00　王芳　撤回定稿，原因：数字有误 需更正",
    ]
