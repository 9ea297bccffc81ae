"""The boxes of the statutory tables."""

from __future__ import annotations

import pytest

from desktopapp import resources
from desktopapp.core.layout import Box, Role, layout

TABLES = resources.form().tables


def box_with(table: str, text: str) -> Box:
    return next(box for box in layout(TABLES[table]).boxes if box.text == text)


def size(box: Box) -> tuple[int, int, int, int]:
    return box.row, box.column, box.rows, box.columns


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        # text, (row, column, rows, columns), after the circulated Word template
        ("applications", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", (0, 0, 3, 3)),
        ("applications", "申请人情况", (0, 3, 1, 7)),
        ("applications", "自然人", (1, 3, 2, 1)),
        ("applications", "法人或其他组织", (1, 4, 1, 5)),
        ("applications", "商业企业", (2, 4, 1, 1)),
        ("applications", "总计", (1, 9, 2, 1)),
        ("applications", "一、本年新收政府信息公开申请数量", (3, 0, 1, 3)),
        ("applications", "三、本年度办理结果", (5, 0, 22, 1)),
        ("applications", "（一）予以公开", (5, 1, 1, 2)),
        ("applications", "（三）不予公开", (7, 1, 8, 1)),
        ("applications", "1.属于国家秘密", (7, 2, 1, 1)),
        ("applications", "（六）其他处理", (23, 1, 3, 1)),
        ("applications", "（七）总计", (26, 1, 1, 2)),
        ("applications", "四、结转下年度继续办理", (27, 0, 1, 3)),
        ("disclosure", "第二十条第（一）项", (0, 0, 1, 4)),
        ("disclosure", "本年收费金额（单位：万元）", (12, 1, 1, 3)),
        ("disclosure", "行政事业性收费", (13, 0, 1, 1)),
        ("disputes", "行政复议", (0, 0, 1, 5)),
        ("disputes", "行政诉讼", (0, 5, 1, 10)),
        ("disputes", "结果维持", (1, 0, 2, 1)),
        ("disputes", "复议后起诉", (1, 10, 1, 5)),
    ],
)
def test_a_heading_stands_where_the_printed_form_has_it(table: str, text: str, expected: tuple[int, int, int, int]) -> None:
    assert size(box_with(table, text)) == expected


@pytest.mark.parametrize(
    ("key", "rows", "columns", "cells"), [("disclosure", 14, 4, 10), ("applications", 28, 10, 175), ("disputes", 4, 15, 15)]
)
def test_the_boxes_cover_their_table_exactly_once(key: str, rows: int, columns: int, cells: int) -> None:
    grid = layout(TABLES[key])
    squares = [
        (row, column)
        for box in grid.boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    ]
    assert sorted(squares) == [(row, column) for row in range(rows) for column in range(columns)]
    assert len(list(grid.cells())) == cells


def test_a_licence_number_takes_the_width_of_three_columns() -> None:
    box = next(box for box in layout(TABLES["disclosure"]).cells() if box.address == "disclosure.licensing.decisions")
    assert size(box) == (6, 1, 1, 3)
    assert box.role is Role.CELL


def test_the_tables_fill_the_text_width_of_an_official_page() -> None:
    assert {sum(layout(table).widths) for table in TABLES.values()} == {8844}  # 156 mm in twips
