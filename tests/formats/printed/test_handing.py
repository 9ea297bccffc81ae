"""What is handed over, and what it is called on paper."""

from __future__ import annotations

import pytest

from desktopapp.core.content import code, content
from desktopapp.core.drafts import take
from desktopapp.formats.printed.handing import ROLES, Kind, handed_over, rough
from tests.printouts import found, second_draft
from tests.samples import zero_report

CODE = code(content(zero_report()))


@pytest.mark.parametrize(
    ("final", "name", "watermark", "footing"),
    [
        (False, "第1稿（送审稿）", "送审稿", f"第1稿　校验码 {CODE}"),
        (True, "第1稿（定稿）", "", f"定稿（第1稿）　校验码 {CODE}"),
    ],
)
def test_a_draft_and_a_final_report_say_which_they_are(final: bool, name: str, watermark: str, footing: str) -> None:
    report = zero_report()
    handing = handed_over(report, found(report), take(report, [], "2025-01-08 16:20", "王小明", final))
    assert (handing.name, handing.watermark, handing.footing) == (name, watermark, footing)
    assert (handing.when, handing.who, handing.roles, handing.sheets) == ("2025-01-08 16:20", "王小明", ROLES, True)


def test_a_rough_one_has_a_code_and_no_number_and_is_not_signed() -> None:
    handing = rough(zero_report())
    assert (handing.kind, handing.name, handing.watermark) == (Kind.ROUGH, "草稿", "草稿")
    assert handing.footing == f"草稿　校验码 {CODE}" and not handing.sheets


def test_a_draft_knows_what_has_changed_since_the_one_before() -> None:
    _, handing = second_draft()
    assert (handing.name, handing.since) == ("第2稿（送审稿）", "第1稿")
    assert [change.place for change in handing.changes][:4] == [
        "applications.received.business", "applications.received.total", "disputes.review.upheld", "disputes.review.total",
    ]  # fmt: skip
    assert {change.place for change in handing.changes[4:]} == {"overview"}


def test_a_first_draft_is_compared_with_nothing() -> None:
    report = zero_report()
    handing = handed_over(report, found(report), take(report, [], "2025-01-08 16:20", ""))
    assert (handing.since, handing.changes) == ("", ())


def test_an_organ_signs_in_its_own_roles() -> None:
    report = zero_report()
    roles = ("股室负责人", "分管领导", "主要领导")
    assert handed_over(report, found(report), take(report, [], "", ""), roles=roles).roles == roles
