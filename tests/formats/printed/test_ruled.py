"""Plain tables: boxes cover their rectangle once, headings stay with what is below them."""

from __future__ import annotations

from collections import Counter

from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import TableBlock
from desktopapp.formats.printed.ruled import Line, Words, heads, ruled


def table(**how: bool) -> TableBlock:
    lines = [
        Line(heads(("甲", "乙", "丙"))),
        Line((Words("一", rows=2), Words("二", columns=2))),
        Line((Words("三"), Words("四")), 500),
        Line((Words("五", columns=3),)),
    ]
    return ruled("表", (1000, 2000, 3000), lines, heading_rows=1, **how)


def test_a_box_stands_beside_what_comes_down_from_above() -> None:
    places = {box.text: (box.row, box.column, box.rows, box.columns) for box in table().grid.boxes}
    assert places == {
        "甲": (0, 0, 1, 1), "乙": (0, 1, 1, 1), "丙": (0, 2, 1, 1),
        "一": (1, 0, 2, 1), "二": (1, 1, 1, 2), "三": (2, 1, 1, 1), "四": (2, 2, 1, 1), "五": (3, 0, 1, 3),
    }  # fmt: skip


def test_the_boxes_cover_the_rectangle_exactly_once() -> None:
    grid = table().grid
    squares = Counter(
        (box.row + down, box.column + across) for box in grid.boxes for down in range(box.rows) for across in range(box.columns)
    )
    assert squares == {(row, column): 1 for row in range(grid.rows) for column in range(grid.columns)}


def test_a_heading_stays_with_the_first_row_and_a_box_over_two_rows_holds_them_together() -> None:
    assert table().kept == (True, True, False, False)
    assert table(whole=True).kept == (True, True, True, False)


def test_a_row_has_the_height_that_was_asked_for() -> None:
    assert table().heights == (340, 340, 500, 340)


def test_headings_are_set_as_headings() -> None:
    assert [setting.style for setting in table().settings[:4]] == [page.TABLE_HEAD] * 3 + [page.TABLE_LABEL]
