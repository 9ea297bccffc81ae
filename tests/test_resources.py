"""Every row of the shipped form."""

from __future__ import annotations

import pytest

from desktopapp import resources

FORM = resources.form()
TABLES = FORM.tables

HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


def test_the_form_has_six_parts_and_200_numbers() -> None:
    assert [part.heading for part in FORM.parts] == HEADINGS
    assert {key: len(table.cells) for key, table in TABLES.items()} == {"disclosure": 10, "applications": 175, "disputes": 15}
    assert len(FORM.cells) == 200


def test_the_addresses_are_the_public_ones() -> None:
    for address in (
        "disclosure.regulations.issued",
        "disclosure.normative_documents.in_force",
        "disclosure.licensing.decisions",
        "disclosure.fees.amount",
        "applications.received.natural_person",
        "applications.declined_reissue.legal_service",
        "applications.carried_out.total",
        "disputes.review.upheld",
        "disputes.suit_after_review.total",
    ):
        assert address in FORM.cells


@pytest.mark.parametrize("row", [row for table in TABLES.values() for block in table.blocks for row in block.rows], ids=lambda row: row.key)
def test_a_row_says_what_counts_and_where_that_is_written(row) -> None:
    assert row.guidance.counts.endswith("。")
    assert row.guidance.source


def test_only_the_fees_are_money() -> None:
    assert [address for address, cell in FORM.cells.items() if cell.kind == "money"] == ["disclosure.fees.amount"]


def test_the_totals_are_32_in_the_third_table_less_the_shared_corner_and_3_in_the_fourth() -> None:
    totals = [cell.table for cell in FORM.cells.values() if cell.is_sum]
    assert (totals.count("applications"), totals.count("disputes"), totals.count("disclosure")) == (25 + 7 - 1, 3, 0)


def test_every_table_fills_the_width_of_the_page() -> None:
    assert {sum(table.label_widths) + sum(table.column_widths) for table in TABLES.values()} == {8844}


def test_captions_hold_no_stray_space_and_no_half_width_brackets() -> None:
    labels = [
        label for table in TABLES.values() for block in table.blocks for item in (*block.rows, *block.columns) for label in item.label
    ]
    assert not [label for label in labels if label != label.strip() or any(character in label for character in "(), ")]
