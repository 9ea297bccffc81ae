"""What a report says once printed, its 校验码, and what differs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.content import ALPHABET, Difference, code, content, differences, name, read_code
from desktopapp.core.report import RECORD, Entry, Origin, Report
from tests.samples import distinct_report, zero_report


def changed(report: Report, **raws: str) -> Report:
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    return report


def test_the_same_content_has_the_same_code_however_it_was_entered() -> None:
    report = zero_report()
    before = code(content(report))
    changed(
        report,
        applications__received__business="０",
        disclosure__licensing__decisions=" 0 ",
        kind="人民政府",
        record="谁做了什么",
        final="定稿",
    )
    report.apply(report.plan({"disputes.review.other": Entry("0", Origin.IMPORTED), "applications.received.total": Entry("0")}))
    assert code(content(report)) == before


@pytest.mark.parametrize(
    ("place", "raw"),
    [
        ("applications.received.business", "1"),
        ("disclosure.licensing.decisions", "0（其中0件）"),
        ("disclosure.fees.amount", "0.0"),
        ("overview", "另一段话。"),
        ("organ", "另一个局"),
        ("title", "另一个标题"),
        ("date", "2025-01-16"),
        ("disputes.review.other", ""),
        ("applications.before", "按年度填报。"),
    ],
)
def test_whatever_readers_see_changes_the_code(place: str, raw: str) -> None:
    report = zero_report()
    before = code(content(report))
    report.apply(report.plan({place: Entry(raw)}))
    assert code(content(report)) != before


def test_no_single_changed_number_keeps_the_code() -> None:
    report = distinct_report()
    codes = {code(content(report))}
    filled = [cell.address for cell in report.form.cells.values() if not cell.is_sum]
    for address in filled:
        other = report.copy()
        other.apply(other.plan({address: Entry("7777")}))
        codes.add(code(content(other)))
    assert len(codes) == len(filled) + 1


def test_a_code_is_three_groups_of_letters_that_cannot_be_taken_for_each_other() -> None:
    groups = code(content(zero_report())).split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET)
    assert len(set(ALPHABET)) == 32 and not set("01OI") & set(ALPHABET)


@pytest.mark.parametrize("written", ["{}", " {} ", "{lower}", "{spaced}", "{bare}", "{wide}"])
def test_a_code_is_read_as_people_type_it(written: str) -> None:
    said = code(content(zero_report()))
    wide = said.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789-"})
    typed = written.format(said, lower=said.lower(), spaced=said.replace("-", " "), bare=said.replace("-", ""), wide=wide)
    assert read_code(typed) == said


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLMN", "不是校验码不是校验码不是"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_differences_name_each_cell_and_each_sentence() -> None:
    before = changed(zero_report(), overview="第一句。第二句。第三句。\n第四句。")
    after = changed(
        before.copy(),
        overview="第一句。改了的第二句。第三句。\n第四句。\n加的一句。",
        applications__received__business="3",
        date="2025-01-16",
    )
    found = differences(before.form, content(before), content(after))
    assert found == (
        Difference("date", "2025-01-15", "2025-01-16"),
        Difference("applications.received.business", "0", "3"),
        Difference("applications.received.total", "0", "3"),
        Difference("overview", "第二句。", "改了的第二句。"),
        Difference("overview", "", "加的一句。"),
    )
    assert [name(before.form, difference.place) for difference in found][1:4] == [
        "表三　一、本年新收政府信息公开申请数量 · 法人或其他组织 商业企业",
        "表三　一、本年新收政府信息公开申请数量 · 总计",
        "一、总体情况",
    ]


def test_every_place_that_is_printed_has_a_name() -> None:
    form = zero_report().form
    places = ("title", "organ", "date", *form.cells, *form.text_keys)
    assert len({name(form, place) for place in places}) == len(places)


@given(st.integers(0, 2**32), st.integers(1, 20))
def test_differences_are_none_exactly_where_the_codes_agree(seed: int, count: int) -> None:
    chance = random.Random(seed)
    one = zero_report()
    filled = [cell.address for cell in one.form.cells.values() if not cell.is_sum]
    other = one.copy()
    other.apply(other.plan({address: Entry(chance.choice(["0", "0", "5"])) for address in chance.sample(filled, count)}))
    found = differences(one.form, content(one), content(other))
    assert bool(found) == (code(content(one)) != code(content(other)))
    assert {difference.place for difference in found} == {
        address for address in one.form.cells if content(one).get(address) != content(other).get(address)
    }


def test_the_record_is_no_content() -> None:
    assert RECORD not in content(changed(zero_report(), record="谁"))
