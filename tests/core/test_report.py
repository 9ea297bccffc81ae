"""A report, and the one road by which it changes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.report import BLANK, Entry, Origin, Report, StaleChange
from tests.samples import blank_report, distinct_report, zero_report

FORM = resources.form()
ROW = "applications.received."
APPLICANTS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")


def put(report: Report, **raws: str) -> None:
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))


def test_a_new_report_is_blank_not_zero() -> None:
    report = blank_report()
    assert all(report.value(address) is None for address in FORM.cells)


def test_a_total_adds_what_is_there() -> None:
    report = blank_report()
    put(report, applications__received__business="3", applications__received__other="4")
    assert report.value(ROW + "total") == 7
    assert report.value("applications.carried_in.total") is None


def test_the_total_of_totals_adds_every_result_of_every_applicant() -> None:
    report = distinct_report()
    rows = FORM.tables["applications"].blocks[0].rows
    results = [row.key for row in rows if row.key in dict.fromkeys(next(row.sum for row in rows if row.sum))]
    expected = sum(report.value(f"applications.{row}.{applicant}") for row in results for applicant in APPLICANTS)
    assert report.value("applications.concluded.total") == expected


def test_a_number_typed_on_a_total_is_its_control_and_leaves_the_sum_alone() -> None:
    report = zero_report()
    put(report, applications__received__business="3", applications__received__total="5")
    address = ROW + "total"
    assert (report.value(address), report.control(address), report.stated(address)) == (3, 5, 5)
    put(report, applications__received__total="")
    assert (report.value(address), report.control(address), report.stated(address)) == (3, None, 3)


def test_a_note_is_summed_as_its_number() -> None:
    report = blank_report()
    put(report, applications__received__business="52（其中新收50件）")
    assert report.value(ROW + "total") == 52


def test_a_place_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        blank_report().plan({"applications.received.nobody": Entry("1")})


def test_a_change_planned_on_another_state_is_refused_whole() -> None:
    report = blank_report()
    change = report.plan({ROW + "business": Entry("1"), ROW + "other": Entry("2")})
    put(report, applications__received__other="9")
    with pytest.raises(StaleChange):
        report.apply(change)
    assert report.text(ROW + "business") == ""


def test_a_plan_leaves_out_what_would_stay() -> None:
    report = zero_report()
    assert report.plan({ROW + "business": Entry("0")}).places == ()


def test_the_title_has_a_default_that_gives_way() -> None:
    report = blank_report()
    put(report, organ="清河县档案管理局", year="2024")
    assert report.title == "清河县档案管理局2024年政府信息公开工作年度报告"
    put(report, title="另一个标题")
    assert report.title == "另一个标题"


@pytest.mark.parametrize(
    ("typed", "year"), [("2024", 2024), (" 2024 ", 2024), ("２０２４", None), ("24", None), ("", None), ("二〇二四", None)]
)
def test_a_year_has_four_digits(typed: str, year: int | None) -> None:
    report = blank_report()
    put(report, year=typed)
    assert report.year == year


ENTRIES = st.builds(Entry, st.sampled_from(["", "0", "7", "12abc", "52（其中1件）"]), st.sampled_from(Origin))
WISHES = st.dictionaries(st.sampled_from([*FORM.cells, *FORM.text_keys, "organ"]), ENTRIES, max_size=8)


@given(st.lists(WISHES, max_size=8))
def test_taking_all_changes_back_leads_to_the_beginning(steps: list[dict[str, Entry]]) -> None:
    report = zero_report()
    beginning, changes = dict(report.entries), []
    for wishes in steps:
        changes.append(report.plan(wishes))
        report.apply(changes[-1])
        assert all(report.entry(place) == (entry if entry.raw else BLANK) for place, entry in wishes.items())
    for change in reversed(changes):
        report.apply(change.inverse)
    assert report.entries == beginning


@given(st.lists(WISHES, min_size=2, max_size=5))
def test_joined_changes_do_what_they_did_one_by_one(steps: list[dict[str, Entry]]) -> None:
    one_by_one, at_once = blank_report(), blank_report()
    joined = one_by_one.plan({})
    for wishes in steps:
        change = one_by_one.plan(wishes)
        one_by_one.apply(change)
        joined = joined.then(change)
    at_once.apply(joined)
    assert at_once.entries == one_by_one.entries


@given(
    st.dictionaries(
        st.sampled_from([address for address, cell in FORM.cells.items() if not cell.is_sum]), st.integers(0, 99999), max_size=60
    )
)
def test_the_corner_total_is_the_same_by_rows_and_by_columns(numbers: dict[str, int]) -> None:
    report = Report(FORM, {address: Entry(str(number)) for address, number in numbers.items()})
    by_rows = [report.value(address) for address in FORM.cells["applications.concluded.total"].addends]
    by_columns = [
        report.value(f"applications.{key}.total") for key in next(row.sum for row in FORM.tables["applications"].blocks[0].rows if row.sum)
    ]
    assert sum(filter(None, by_rows), Decimal(0)) == sum(filter(None, by_columns), Decimal(0))


def test_an_organ_on_several_lines_is_one_name() -> None:
    report = blank_report()
    report.apply(report.plan({"organ": Entry(" 清河县\n\n档案管理局 ")}))
    assert report.organ == "清河县档案管理局"
