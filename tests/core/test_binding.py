"""Typed numbers become 活数字: which ones, and that nothing else of a text is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import fields
from desktopapp.core.binding import Bindable, bindable, bound
from desktopapp.core.report import Entry, Report
from tests.core.claims.corpus import report_of
from tests.samples import zero_report

FORM = resources.form()
RECEIVED, CARRIED = "applications.received.total", "applications.carried_in.total"


def rewritten(report: Report, key: str = "overview") -> str:
    return bound(report.pieces(key), bindable(report, key))


def saying(says: str, **table: object) -> Report:
    """A report whose overview says this under 依申请公开情况."""
    return report_of({"says": says}, table)


@pytest.mark.parametrize(
    ("says", "table", "kept"),
    [
        ("新收政府信息公开申请12件。", {"received": 12}, f"新收政府信息公开申请{{{RECEIVED}}}件。"),
        (
            "上年结转2件，予以公开2件。",
            {"carried_in": 2, "granted": 2},
            f"上年结转{{{CARRIED}}}件，予以公开{{applications.granted.total}}件。",
        ),
        ("作出行政处罚决定27件。", {"penalties": 27}, "作出行政处罚决定{disclosure.penalties.decisions}件。"),
        ("收取行政事业性收费25.1万元。", {"fees": "25.1"}, "收取行政事业性收费{disclosure.fees.amount}万元。"),
        (
            "无法提供5件。",
            {"unavailable_not_held": 3, "unavailable_needs_creation": 2},
            "无法提供{applications.unavailable_not_held.total+applications.unavailable_needs_creation.total"
            "+applications.unavailable_still_unclear.total}件。",
        ),
    ],
)
def test_a_number_that_agrees_becomes_the_field_of_its_cells(says: str, table: dict[str, object], kept: str) -> None:
    report = saying(says, **table)
    assert rewritten(report).split("\n")[-1] == kept


@pytest.mark.parametrize(
    ("says", "table"),
    [
        ("新收政府信息公开申请12件。", {"received": 13}),  # differs
        ("新收政府信息公开申请12余件。", {"received": 13}),  # about
        ("收取行政事业性收费251000元。", {"fees": "25.1"}),  # another unit
        ("收取行政事业性收费25万元。", {"fees": "25.1"}),  # rounded
        ("未收到政府信息公开申请。", {}),  # no number
        ("申请人撤回4件。", {"other_rest": 4}),  # only a part of the cell, today by chance all
        ("发布信息12条。", {"received": 12}),  # of no cell
    ],
)
def test_any_other_number_stays_words(says: str, table: dict[str, object]) -> None:
    report = saying(says, **table)
    assert bindable(report, "overview") == ()
    assert rewritten(report) == report.text("overview")


def test_a_number_that_says_two_things_at_once_stays_words() -> None:
    report = saying("被申请行政复议、被提起行政诉讼各1件。", review=1, suit_direct=1)
    assert bindable(report, "overview") == ()


@pytest.mark.parametrize(("written", "same"), [("1234", True), ("1,234", False), ("１２３４", False), ("一千二百三十四", False)])
def test_what_is_written_otherwise_is_said_to_be(written: str, same: bool) -> None:
    report = saying(f"新收政府信息公开申请{written}件。", received=1234)
    (found,) = bindable(report, "overview")
    assert (report.said("overview")[found.start : found.end], found.same) == (written, same)


def test_a_field_is_no_typed_number() -> None:
    report = saying(f"新收政府信息公开申请{{{RECEIVED}}}件，上年结转3件。", received=12, carried_in=3)
    (found,) = bindable(report, "overview")
    assert found.field == CARRIED
    assert rewritten(report).split("\n")[-1] == f"新收政府信息公开申请{{{RECEIVED}}}件，上年结转{{{CARRIED}}}件。"


def test_a_control_total_that_the_sum_contradicts_binds_nothing() -> None:
    report = saying("新收政府信息公开申请13件。", received=12)
    report.apply(report.plan({RECEIVED: Entry("13")}))
    assert bindable(report, "overview") == (), "the field would say 12"


def test_bound_numbers_follow_the_table() -> None:
    report = saying("收到政府信息公开申请12件，其中自然人9件。", received=9, **{"received.business": 3})
    report.apply(report.plan({"overview": Entry(rewritten(report))}))
    report.apply(report.plan({"applications.received.natural_person": Entry("20")}))
    assert report.said("overview").endswith("收到政府信息公开申请23件，其中自然人20件。")


words = st.text(alphabet="收到件{}12，\n", max_size=8)
some_pieces = st.lists(st.tuples(words, st.sampled_from([RECEIVED, f"{RECEIVED}+{CARRIED}"])), max_size=5)


@given(some_pieces, words, st.data())
def test_everything_else_of_a_text_stays_to_the_letter(pairs: list[tuple[str, str]], tail: str, data: st.DataObject) -> None:
    """Whatever stands around it, in braces or not: the new text says the same but for the stretch, which says the field's value."""
    report = zero_report()
    raw = "".join(typed + fields.written(field) for typed, field in pairs) + tail
    report.apply(
        report.plan({"problems": Entry(raw), "applications.received.other": Entry("7"), "applications.carried_in.other": Entry("1")})
    )
    said = report.said("problems")
    start = data.draw(st.integers(0, len(said)))
    end = data.draw(st.integers(start, len(said)))
    after = bound(report.pieces("problems"), [Bindable(start, end, CARRIED, same=True)])
    changed = report.copy()
    changed.apply(changed.plan({"problems": Entry(after)}))
    assert after == raw or changed.said("problems") == said[:start] + "1" + said[end:]
    assert changed.text("problems").count(fields.written(RECEIVED)) == raw.count(fields.written(RECEIVED))


@given(some_pieces, words)
def test_with_nothing_chosen_a_text_is_kept_as_it_is(pairs: list[tuple[str, str]], tail: str) -> None:
    report = zero_report()
    raw = "".join(typed + fields.written(field) for typed, field in pairs) + tail
    report.apply(report.plan({"problems": Entry(raw)}))
    assert bound(report.pieces("problems"), ()) == report.text("problems")


def rebuilt(report: Report) -> dict[str, str]:
    """Turn every number that agrees into a field and count all cells behind them one up; returns what the texts said before."""
    before = {key: report.said(key) for key in report.form.text_keys}
    for key in before:
        chosen = [one for one in bindable(report, key) if one.same]
        report.apply(report.plan({key: Entry(bound(report.pieces(key), chosen))}))
        assert report.said(key) == before[key], "the text says what it said"
    cells = {address for key in before for piece in report.pieces(key) if piece.field for address in fields.addresses(piece.field)}
    leaves = {leaf for address in cells for leaf in leaves_of(report, address)}
    report.apply(report.plan({leaf: Entry(str((report.value(leaf) or 0) + 1)) for leaf in leaves}))
    return before


def leaves_of(report: Report, address: str) -> set[str]:
    """The cells that are filled in behind one."""
    cell = report.form.cells[address]
    return {leaf for addend in cell.addends for leaf in leaves_of(report, addend)} if cell.is_sum else {address}


def narrated() -> Report:
    """An invented report in the manner of the real one: its own cases told in part one, the fee and the rest in part six."""
    report = zero_report()
    cells = {"received.natural_person": "31", "received.business": "4", "carried_in.natural_person": "2", "granted.natural_person": "30"}
    cells |= {"unavailable_not_held.natural_person": "3", "granted.business": "4"}
    texts = {
        "overview": "2024年，本机关依法公开。\n（一）主动公开情况\n作出行政许可决定52件，行政处罚决定7件。\n（二）依申请公开情况\n"
        "收到政府信息公开申请35件，上年结转2件。予以公开34件，无法提供3件。\n未发生行政复议、行政诉讼。",
        "other_matters": "2024年，收取信息处理费0元。",
    }
    facts = {f"applications.{place}": raw for place, raw in cells.items()} | texts
    facts |= {"disclosure.licensing.decisions": "52（其中环评39件，排污13件）", "disclosure.penalties.decisions": "7"}
    report.apply(report.plan({place: Entry(raw) for place, raw in facts.items()}))
    return report


def test_a_report_rebuilt_with_fields_follows_its_tables_in_every_sentence() -> None:
    report = narrated()
    rebuilt(report)
    said = report.said("overview")
    assert "作出行政许可决定53件，行政处罚决定8件。" in said
    received, carried = report.value(RECEIVED), report.value(CARRIED)
    assert f"收到政府信息公开申请{received}件，上年结转{carried}件。" in said and received > 35 and carried > 2
    assert f"予以公开{report.value('applications.granted.total')}件" in said
    assert "{" not in said
