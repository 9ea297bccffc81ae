"""A block of cells from the clipboard, laid onto a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core import number
from desktopapp.core.clipboard import rows_of
from desktopapp.core.pasting import paste, without_headings
from desktopapp.core.report import Entry
from tests.samples import distinct_report, zero_report

TABLE = zero_report().form.tables["applications"]
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other", "total")


def pasted(text: str, start: str = "applications.received.natural_person", fill: tuple[str, ...] = ()):
    report = zero_report()
    return paste(report, report.form.tables[start.split(".")[0]], start, rows_of(text), fill)


def raws(result) -> dict[str, str]:
    return {address.removeprefix("applications."): entry.raw for address, entry in result.entries.items()}


def test_one_number_goes_into_its_column() -> None:
    assert raws(pasted("8", "applications.received.legal_service")) == {"received.legal_service": "8"}


def test_three_rows_of_seven_go_where_they_belong_and_totals_become_controls() -> None:
    result = pasted("1\t2\t3\t4\t5\t6\t21\n0\t0\t0\t0\t0\t0\t0\n7\t0\t0\t0\t0\t0\t8\n")
    assert [raws(result)[f"received.{column}"] for column in COLUMNS] == ["1", "2", "3", "4", "5", "6", "21"]
    assert raws(result)["granted.natural_person"] == "7"
    assert (len(result.entries), result.agreed, result.differed) == (21, 2, 1)
    assert "合计已核对3个、不符1个" in result.words


def test_a_column_of_twenty_five_runs_down_the_table() -> None:
    result = pasted("\n".join(str(row) for row in range(25)), "applications.received.research")
    rows = [row.key for row in zero_report().form.tables["applications"].blocks[0].rows]
    assert raws(result) == {f"{key}.research": str(row) for row, key in enumerate(rows)}


def test_a_thousands_comma_is_not_a_column() -> None:
    result = pasted("1,234\t5")
    assert raws(result) == {"received.natural_person": "1,234", "received.business": "5"}
    assert [number.read(entry.raw).value for entry in result.entries.values()] == [1234, 5]


def test_a_blank_in_the_middle_blanks_its_cell() -> None:
    assert raws(pasted("1\t\t3")) == {"received.natural_person": "1", "received.business": "", "received.research": "3"}


def test_one_value_fills_the_selection() -> None:
    fill = ("applications.received.business", "applications.granted.other")
    assert raws(pasted("7", fill[0], fill)) == {"received.business": "7", "granted.other": "7"}


def test_what_is_not_a_number_is_left_out_and_named() -> None:
    result = pasted("1\t无\t/")
    assert raws(result) == {"received.natural_person": "1"}
    assert list(result.left_out.values()) == ["无", "/"]
    assert "2个不是数字，原来的数保留（“无”、“/”）" in result.words


def test_headings_and_what_lies_beyond_the_table_are_skipped() -> None:
    result = pasted("1\t2\t3\t4\n5\t6\t7\t8\n9\t9\t9\t9", "disclosure.normative_documents.issued")
    assert {address: entry.raw for address, entry in result.entries.items()} == {
        "disclosure.normative_documents.issued": "1",
        "disclosure.normative_documents.repealed": "2",
        "disclosure.normative_documents.in_force": "3",
    }
    assert result.outside == 9


@given(st.lists(st.lists(st.sampled_from(["", "0", "12", "x", "1,234"]), min_size=1, max_size=9), min_size=1, max_size=30))
def test_every_value_of_a_block_goes_in_or_is_left_out_or_is_outside(block: list[list[str]]) -> None:
    report = distinct_report()
    result = paste(report, report.form.tables["applications"], "applications.carried_in.business", block)
    written = [raw for row in block for raw in row if raw]
    assert sum(bool(entry.raw) for entry in result.entries.values()) + len(result.left_out) + result.outside == len(written)
    report.apply(report.plan(result.entries))
    assert all(report.entry(address) == entry or not entry.raw for address, entry in result.entries.items() if isinstance(entry, Entry))


def test_a_block_is_repeated_over_a_selection_that_it_fills_a_whole_number_of_times() -> None:
    rows, columns = ("received", "carried_in"), COLUMNS[:4]
    fill = tuple(f"applications.{row}.{column}" for row in rows for column in columns)
    result = pasted("1\t2", fill[0], fill)
    assert [raws(result)[f"{row}.{column}"] for row in rows for column in columns] == ["1", "2"] * 4


@pytest.mark.parametrize("text", ["1\t2\t3", "1\n2\n3"])
def test_a_block_that_does_not_fill_the_selection_is_laid_once(text: str) -> None:
    fill = tuple(f"applications.{row}.{column}" for row in ("received", "carried_in") for column in COLUMNS[:2])
    assert len(pasted(text, fill[0], fill).entries) == 3


def test_a_square_under_a_merged_cell_leaves_what_stands_there() -> None:
    report = distinct_report()
    block = rows_of("", "<table><tr><td>1</td><td colspan=2>2</td><td>3</td></tr></table>")
    result = paste(report, report.form.tables["applications"], "applications.granted.natural_person", block)
    assert raws(result) == {"granted.natural_person": "1", "granted.business": "2", "granted.public_welfare": "3"}


def test_a_final_takes_nothing_and_says_how_much_it_refused() -> None:
    report = zero_report()
    report.apply(report.plan({"final": Entry("2025-01-20")}))
    result = paste(report, report.form.tables["disclosure"], "disclosure.regulations.issued", rows_of("1\t2\t3\t4"))
    assert (dict(result.entries), result.locked, result.outside) == ({}, 3, 1)
    assert result.words == "已粘贴0格，3格已经定稿，没有改动，1个落在表头或表外，没有粘贴。"


def test_what_a_blank_takes_away_is_said() -> None:
    report = distinct_report()
    result = paste(report, report.form.tables["applications"], "applications.granted.natural_person", rows_of("1\t\t3"))
    assert result.words == "已粘贴3格（其中清空1格）。"
    assert "清空" not in pasted("1\t2\t3").words


class TestHeadings:
    """A table copied whole, with its headings and captions."""

    BLOCK = (
        (None, "自然人", "商业企业"),
        ("一、本年新收政府信息公开申请数量", "38", "4"),
        ("二、上年结转政府信息公开申请数量", "/", "1"),
    )

    def test_only_its_numbers_are_pasted_and_that_is_said(self) -> None:
        report = zero_report()
        pasted = paste(report, report.form.tables["applications"], "applications.received.natural_person", self.BLOCK)
        assert {address: entry.raw for address, entry in pasted.entries.items()} == {
            "applications.received.natural_person": "38",
            "applications.received.business": "4",
            "applications.carried_in.business": "1",
        }
        assert "复制来的表头和行标题没有粘贴" in pasted.words and pasted.left_out == {"applications.carried_in.natural_person": "/"}

    @pytest.mark.parametrize(
        "block",
        [
            (("无", "3"),),
            (("不适用", "3"),),
            (("甲", "3"),),
            (("/", "—"), ("1", "2")),
            (("自然人",),),
            (("", ""), ("1", "2")),
            (("", "不是数"), ("1", "不是数")),
        ],
    )
    def test_what_is_no_heading_stays_in_its_place(self, block: tuple[tuple[str, ...], ...]) -> None:
        assert without_headings(block, TABLE) == block

    @given(
        st.lists(
            st.lists(st.sampled_from(["0", "12", "", "/", "自然人", "其他", "1.属于国家秘密"]), min_size=3, max_size=3),
            min_size=1,
            max_size=4,
        )
    )
    def test_no_number_is_ever_lost(self, block: list[list[str]]) -> None:
        kept = [raw for row in without_headings(block, TABLE) for raw in row if raw.isdigit()]
        assert kept == [raw for row in block for raw in row if raw.isdigit()]
