"""Two states of a report, and what must be put where to take some of one over."""

from __future__ import annotations

from desktopapp.core import kept
from desktopapp.core.content import name
from desktopapp.core.kept import Difference
from desktopapp.core.report import FINAL, REASON, RECORD, Entry
from tests.samples import blank_report, distinct_report, zero_report


def test_differences_are_of_what_was_entered_in_printed_order() -> None:
    now, then = zero_report(), zero_report()
    entries = {
        "applications.received.business": "12abc",
        "organ": "另一个局",
        "kind": "",
        "overview": "一句。",
        RECORD: "谁",
        REASON + "XY": "因为",
    }
    then.apply(then.plan({place: Entry(text) for place, text in entries.items()}))
    found = kept.differences(now, then)
    assert [difference.place for difference in found] == ["organ", "kind", "applications.received.business", "overview", REASON + "XY"]
    assert found[2] == Difference("applications.received.business", "0", "12abc")
    assert [name(now.form, difference.place) for difference in found] == [
        "单位名称",
        "单位类型",
        "表三　一、本年新收政府信息公开申请数量 · 法人或其他组织 商业企业",
        "一、总体情况",
        "XY的理由",
    ]


def test_every_place_has_a_name() -> None:
    now = distinct_report()
    places = [difference.place for difference in kept.differences(now, blank_report())]
    assert len({name(now.form, place) for place in places}) == len(places) > 150


def test_some_places_are_taken_over_or_all() -> None:
    now, then = zero_report(), distinct_report()
    some = ("disclosure.fees.amount", "overview")
    now.apply(now.plan(kept.taken(then, some)))
    assert not {difference.place for difference in kept.differences(now, then)} & set(some)
    now.apply(now.plan(kept.restored(now, then)))
    assert not kept.differences(now, then)


def test_a_restored_report_keeps_its_record_and_its_seal() -> None:
    now = zero_report()
    now.apply(now.plan({RECORD: Entry("谁"), FINAL: Entry("何时")}))
    assert not {RECORD, FINAL} & kept.restored(now, blank_report()).keys()
