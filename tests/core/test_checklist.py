"""核对表: every rule has a verdict, the gravest of what was found; what was not checked has not passed."""

from __future__ import annotations

import pytest

from desktopapp.core.checklist import Checked, Verdict, checklist, totals
from desktopapp.core.checks import CHECKS
from desktopapp.core.checks.reasons import given, place
from desktopapp.core.report import Report
from tests.printouts import filled, found, second_draft
from tests.samples import blank_report, distinct_report, zero_report

NOTED = {"disclosure.licensing.decisions": "52（其中环评审批39个，排污许可证核发10个）"}


def listed(report: Report) -> dict[str, Checked]:
    return {checked.rule: checked for checked in checklist(report, found(report), CHECKS)}


def verdicts(report: Report) -> dict[str, str]:
    return {rule: checked.words for rule, checked in listed(report).items()}


def test_every_rule_stands_there_once_and_in_order_with_its_clause() -> None:
    checked = checklist(blank_report(), found(blank_report()), CHECKS)
    assert [(each.rule, each.clause) for each in checked] == [(rule.id, rule.clause) for rule in CHECKS]


@pytest.mark.parametrize(
    ("entries", "rule", "words"),
    [
        ({}, "C01", "通过"),
        ({"disclosure.licensing.decisions": "/"}, "C01", "阻断1处"),
        ({"disclosure.licensing.decisions": ""}, "C01", "阻断1处"),
        (NOTED, "C03", "需说明1处"),
        ({"disclosure.licensing.decisions": "1,200"}, "C04", "提示1处"),
        ({}, "T3-1", "通过"),
        ({"applications.received.business": "3"}, "T3-1", "阻断2处"),  # its column, and the totals'
        ({"applications.received.business": ""}, "T3-1", "无法核对"),
        ({}, "T3-2", "由程序合计"),
        ({"disputes.review.total": "0"}, "T4-1", "通过"),
        ({"disputes.review.total": "4"}, "T4-1", "阻断1处"),
        ({"disputes.review.upheld": ""}, "T4-1", "无法核对"),
    ],
)
def test_a_verdict_says_the_gravest(entries: dict[str, str], rule: str, words: str) -> None:
    assert verdicts(filled(zero_report(), entries))[rule] == words


def test_what_follows_from_a_rule_that_could_not_be_checked_has_not_been_checked() -> None:
    assert verdicts(zero_report())["T3-4"] == "通过"
    assert verdicts(blank_report())["T3-4"] == verdicts(blank_report())["T3-1"] == "无法核对"


def test_a_warning_that_was_passed_bears_its_reason() -> None:
    report = filled(zero_report(), NOTED)
    (finding,) = (finding for finding in found(report) if finding.rule == "C03")
    report.apply(report.plan({place(finding): given(finding, "另3个为变更")}))
    checked = listed(report)["C03"]
    assert (checked.verdict, checked.words) == (Verdict.EXPLAINED, "已说明1处")
    assert [finding.reason for finding in checked.findings] == ["另3个为变更"]


def test_a_rule_with_one_reason_given_and_one_wanted_still_wants_one() -> None:
    report = filled(second_draft()[0], {"disclosure.penalties.decisions": "7（其中警告5件，罚款1件）"})
    assert verdicts(report)["C03"] == "需说明1处"
    assert len(listed(report)["C03"].findings) == 2


def test_a_report_is_summed_up_by_what_balances_by_totals_and_by_what_has_none() -> None:
    report = distinct_report()
    summed = totals(report)
    assert [total.table for total in summed] == ["disclosure"] * 10 + ["applications"] * 4 + ["disputes"] * 3
    wanted = [report.value(f"applications.{row}.total") for row in ("received", "carried_in", "concluded", "carried_out")]
    assert [total.value for total in summed[10:14]] == wanted
    assert [total.value for total in summed[14:]] == [
        report.value(f"disputes.{block}.total") for block in ("review", "suit_direct", "suit_after_review")
    ]
    assert {total.value for total in totals(blank_report())} == {None}
