"""What readers hand over: boxes at their columns, and the same blocks on the other side of a process."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.formats import blocks
from desktopapp.formats.blocks import Aside, Box, Grid, Paragraph, Span, TooMuch, limited, squared, visible


def places(rows: list[list[Span]]) -> list[list[tuple[str, int, int]]]:
    return [[(box.text, box.left, box.right) for box in row if not box.held] for row in squared(rows)]


def test_a_box_goes_to_the_first_column_that_none_from_above_reaches_into() -> None:
    rows = [[Span("角", 2, 2), Span("甲", 3)], [Span("乙"), Span("丙", 1, 2), Span("丁")], [Span("一"), Span("二"), Span("三"), Span("四")]]
    assert places(rows) == [
        [("角", 0, 2), ("甲", 2, 5)],
        [("乙", 2, 3), ("丙", 3, 4), ("丁", 4, 5)],
        [("一", 0, 1), ("二", 1, 2), ("三", 2, 3), ("四", 4, 5)],
    ]


def test_the_rest_of_a_box_stands_in_the_rows_below_as_held() -> None:
    rows = squared([[Span("甲", 1, 3), Span("1")], [Span("2")], [Span("3")], [Span("4")]])
    assert [[box.held for box in row] for row in rows] == [[False, False], [True, False], [True, False], [False]]


@given(st.lists(st.lists(st.tuples(st.integers(-5, 2**40), st.integers(-5, 2**40)), max_size=8), max_size=12))
def test_no_span_is_too_large(spans: list[list[tuple[int, int]]]) -> None:
    rows = squared([[Span("x", columns, number) for columns, number in row] for row in spans])
    assert len(rows) == len(spans)
    assert all(0 <= box.left <= box.right <= blocks.WIDEST for row in rows for box in row)


def test_a_zero_width_space_is_not_seen() -> None:
    assert visible("1\u200b2\ufeff\u00ad3\u202e\x07") == "123"


TEXT = st.text(max_size=9)
BOX = st.builds(Box, TEXT, st.integers(-1, 9), st.integers(-1, 9), st.booleans())
PLACE = st.lists(st.integers(0, 99), max_size=3).map(tuple)
LEAF = st.one_of(st.builds(Paragraph, TEXT, PLACE), st.builds(Aside, TEXT, TEXT))
BLOCK = st.recursive(
    LEAF, lambda inner: st.builds(Grid, st.lists(st.lists(BOX, max_size=3), max_size=3), st.lists(inner, max_size=3), PLACE), max_leaves=5
)


@given(st.lists(BLOCK, max_size=4))
def test_blocks_are_the_same_on_the_other_side_of_a_process(found: list) -> None:
    assert blocks.from_data(json.loads(blocks.dumps(found))) == found


@pytest.mark.parametrize(
    "found",
    [
        [Paragraph("x" * (blocks.MOST_CHARACTERS + 1))],
        [Paragraph("x")] * (blocks.MOST_BLOCKS + 1),
        [Grid([[Box("1")] * 100] * (blocks.MOST_BOXES // 100 + 1))],
        [Grid([], [Grid([[Box("1")] * 100] * (blocks.MOST_BOXES // 100 + 1))])],
    ],
)
def test_more_than_any_report_has_is_too_much(found: list) -> None:
    with pytest.raises(TooMuch):
        limited(found)
