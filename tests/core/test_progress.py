"""How far a report is."""

from __future__ import annotations

import datetime

import pytest

from desktopapp.core import organ, progress
from desktopapp.core.checks import Case, Finding, Severity, by_gravity, check
from desktopapp.core.progress import COVER, State
from desktopapp.core.report import Entry, Report
from tests.samples import blank_report, careful_report


def state(report: Report, part: str) -> State:
    return progress.standing(report, part, check(Case(report, datetime.date(2025, 1, 1)))).state


def with_entries(report: Report, **raws: str) -> Report:
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    return report


def test_a_blank_report_is_empty_everywhere() -> None:
    report = blank_report()
    assert {state(report, part) for part in (COVER, *(part.key for part in report.form.parts))} == {State.EMPTY}


def test_a_complete_report_is_done_everywhere() -> None:
    report = careful_report()
    assert {state(report, part) for part in (COVER, *(part.key for part in report.form.parts))} == {State.DONE}


def test_a_part_with_blanks_is_under_way() -> None:
    assert state(with_entries(blank_report(), disclosure__licensing__decisions="3"), "disclosure") is State.UNDER_WAY
    assert state(with_entries(blank_report(), organ="某局"), COVER) is State.UNDER_WAY


def test_a_part_in_which_something_is_wrong_is_troubled_and_the_others_are_not() -> None:
    report = with_entries(careful_report(), applications__received__business="1")
    assert state(report, "applications") is State.TROUBLED
    assert state(report, "disputes") is State.DONE


@pytest.mark.parametrize(("fact", "nonsense"), [("year", "二四"), ("year", "99999"), ("date", "2025-13-45"), ("date", "1月16日")])
def test_a_year_or_a_date_that_is_none_is_trouble(fact: str, nonsense: str) -> None:
    assert state(with_entries(careful_report(), **{fact: nonsense}), COVER) is State.TROUBLED


def test_the_verdict_says_what_is_left() -> None:
    def verdict(report: Report) -> str:
        return progress.verdict(report, check(Case(report, datetime.date(2025, 1, 1))))

    assert verdict(blank_report()) == "未通过核对：166格未填"
    assert verdict(careful_report()) == "通过核对"
    assert (
        verdict(with_entries(careful_report(), applications__received__business="1", disclosure__penalties__decisions=""))
        == "未通过核对：2处错误，1格未填"
    )
    assert verdict(with_entries(careful_report(), disclosure__licensing__decisions="5（其中3件，1件）")) == "通过核对，1处需说明"


@pytest.mark.parametrize(
    ("kind", "local", "day"),
    [("部门", "", "2025-01-31"), ("人民政府", "", "2025-03-31"), ("", "", "2025-01-31"), ("人民政府", "02-20", "2025-02-20")],
)
def test_a_report_is_due_when_the_statute_or_the_local_notice_says(kind: str, local: str, day: str) -> None:
    assert organ.deadline(kind, 2024, local) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("local", ["1月25日", "13-01", "02-30", "0125"])
def test_a_local_date_that_is_none_is_refused(local: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        organ.deadline("部门", 2024, local)


def test_tasks_lead_to_their_places() -> None:
    report = with_entries(careful_report(), year="二四", applications__received__business="1", disputes__review__other="", problems="")
    findings = by_gravity(check(Case(report, datetime.date(2025, 1, 1))))
    tasks = progress.left(report, findings)
    assert [(task.part, task.place) for task in tasks] == [
        (COVER, "year"),
        ("applications", "applications.received.business"),  # both balances that it breaks lead to it
        ("applications", "applications.received.business"),
        ("disputes", "disputes.review.other"),
        ("problems", "problems"),
    ]
    assert tasks[0].words == "报告年度读不懂"


def test_a_finding_is_a_task_once_however_many_cells_it_names() -> None:
    report = with_entries(careful_report(), applications__received__business="1", disclosure__licensing__decisions="5（其中3件，1件）")
    findings = by_gravity(check(Case(report, datetime.date(2025, 1, 1))))
    asked = [task.finding for task in progress.left(report, findings)]
    wanting = [finding for finding in findings if finding.severity in (Severity.BLOCK, Severity.EXPLAIN)]
    assert sorted(asked, key=wanting.index) == wanting


def test_a_standing_counts() -> None:
    report = with_entries(blank_report(), disclosure__licensing__decisions="3", organ="某局")
    findings = check(Case(report, datetime.date(2025, 1, 1)))
    assert progress.standing(report, "disclosure", findings).words == "填写中 1/10"
    assert progress.standing(report, "applications", findings).words == "空"
    whole = progress.overall(report, findings)
    assert (whole.filled, whole.wanted, whole.state) == (2, 4 + 166 + 3, State.UNDER_WAY)


def test_a_part_is_not_done_while_something_in_it_wants_a_reason() -> None:
    report = with_entries(careful_report(), disclosure__licensing__decisions="5（其中3件，1件）")
    (finding,) = [finding for finding in check(Case(report, datetime.date(2025, 1, 1))) if finding.severity is Severity.EXPLAIN]
    assert progress.standing(report, "disclosure", [finding]).words == "需说明 1处"
    assert progress.standing(report, "disclosure", [finding._replace(reason="另1件未办结")]).words == "完成"
    assert progress.overall(report, [finding]).unexplained == 1


def test_a_finding_without_a_place_is_of_the_whole_report_and_a_task_too() -> None:
    finding = Finding("ST-91", Severity.EXPLAIN, "缺一个标题。")
    (task,) = progress.left(careful_report(), [finding])
    assert (task.part, task.finding) == (COVER, finding)


def test_a_countdown_needs_a_year_that_can_be() -> None:
    today = datetime.date(2025, 1, 21)
    assert organ.countdown(careful_report(), today) == "1月31日前公布，还有10天"
    assert organ.countdown(with_entries(careful_report(), year="0024"), today) == ""
    assert organ.countdown(with_entries(careful_report(), year=""), today) == ""


def test_a_text_with_a_place_left_open_is_not_done_and_cannot_be_final() -> None:
    report = careful_report()
    report.apply(report.plan({"problems": Entry("一是【填第一个问题】。\n二是【待改：152】。"), "applications.after": Entry("另【填】")}))
    assert progress.standing(report, "problems", ()).words == "填写中"
    tasks = {task.part: task for task in progress.left(report, ())}
    assert tasks["problems"].words == "2处还没有填写或者改好，第一处是【填第一个问题】"
    assert tasks["applications"].place == "applications.after"
