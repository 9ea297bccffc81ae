"""What a 活数字 can say, found by its name."""

from __future__ import annotations

from desktopapp import resources
from desktopapp.core import fields
from desktopapp.core.field_index import entries, named, searched
from tests.samples import distinct_report

FORM = resources.form()
OLD = resources.forms()["2019"]


def test_every_cell_and_every_sum_can_be_said_in_both_editions() -> None:
    for form in (FORM, OLD):
        found = entries(form)
        assert set(form.cells) <= {entry.field for entry in found}
        assert len({entry.words for entry in found}) == len(found)
        for entry in found:
            written = fields.written(entry.field)
            assert [field.words for field in fields.fields(written, form.cells)] == [entry.field], entry.words


def test_words_in_any_order_find_it_and_totals_come_first() -> None:
    found = searched(FORM, "新收 自然人")
    assert [entry.field for entry in found[:1]] == ["applications.received.natural_person"]  # and not the rate that names both
    assert searched(FORM, "新收")[0].field == "applications.received.total"
    assert searched(FORM, "不予公开")[0].words == "（三）不予公开 · 总计"
    assert searched(FORM, "没有这个") == ()


def test_the_sum_of_a_group_is_the_sum_of_its_rows() -> None:
    report = distinct_report()
    groups = ("（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理")
    total = sum(int(fields.value(searched(FORM, f"{group} 总计")[0].field, report.value)) for group in groups)
    single = report.value("applications.granted.total") + report.value("applications.partly_granted.total")
    assert total + single == report.value("applications.concluded.total")


def test_a_field_is_named_in_words() -> None:
    assert named(FORM, "applications.received.total") == "一、本年新收政府信息公开申请数量 · 总计（三）"
    assert named(FORM, "applications.received.total-applications.carried_out.total").count("、") >= 1
