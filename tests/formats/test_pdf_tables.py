"""Tables of a PDF over a page break: one table, its repeated headings once, and nothing joined that does not belong together."""

from __future__ import annotations

import pytest

pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")

from desktopapp.formats import pdf_tables
from desktopapp.formats.blocks import Box
from desktopapp.formats.pdf_tables import Area, Table

WIDTH, HEIGHT = 100.0, 20.0  # of a box


def table(rows: list[list[str]], top: float, left: float = 50.0, cut: bool = False) -> Table:
    boxes = tuple(
        (Area(left + column * WIDTH, top + row * HEIGHT, left + (column + 1) * WIDTH, top + (row + 1) * HEIGHT), text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(Area(left, top, left + len(rows[0]) * WIDTH, top + len(rows) * HEIGHT), boxes, cut)


def texts(joined: Table | None) -> list[list[str]]:
    assert joined is not None
    return [[box.text for box in row] for row in pdf_tables.grid(joined).rows]


def test_a_table_goes_on_at_the_top_of_the_next_page() -> None:
    joined = pdf_tables.joined(table([["规章", "1"]], 700), table([["行政许可", "2"]], 40))
    assert texts(joined) == [["规章", "1"], ["行政许可", "2"]]
    assert joined is not None and pdf_tables.grid(joined).rows[1][1] == Box("2", 1, 2)


def test_a_table_over_three_pages_is_one() -> None:
    two = pdf_tables.joined(table([["甲", "1"]], 700), table([["乙", "2"]], 40))
    assert two is not None
    assert texts(pdf_tables.joined(two, table([["丙", "3"]], 30))) == [["甲", "1"], ["乙", "2"], ["丙", "3"]]


def test_headings_that_are_repeated_on_the_next_page_stand_once() -> None:
    joined = pdf_tables.joined(table([["信息内容", "件数"], ["甲", "1"]], 700), table([["信息内容", "件数"], ["乙", "2"]], 40))
    assert texts(joined) == [["信息内容", "件数"], ["甲", "1"], ["乙", "2"]]


def test_a_first_row_that_is_only_partly_the_heading_is_kept() -> None:
    joined = pdf_tables.joined(table([["0", "0"], ["甲", "1"]], 700), table([["0", "5"], ["乙", "2"]], 40))
    assert texts(joined) == [["0", "0"], ["甲", "1"], ["0", "5"], ["乙", "2"]]


def test_a_table_of_another_width_is_another_table() -> None:
    first = table([["甲", "1"]], 700)
    assert pdf_tables.joined(first, table([["乙", "2", "3"]], 40)) is None
    assert pdf_tables.joined(first, table([["乙", "2"]], 40, left=60)) is None


def test_that_the_paper_cuts_a_table_is_known_of_the_whole() -> None:
    joined = pdf_tables.joined(table([["甲", "1"]], 700, cut=True), table([["乙", "2"]], 40))
    assert joined is not None and joined.cut


def character(text: str, left: float, top: float) -> dict[str, object]:
    return {
        "text": text, "x0": left, "x1": left + 6, "top": top, "bottom": top + 12, "doctop": top, "upright": True, "height": 12, "width": 6,
        "size": 12, "fontname": "x", "matrix": (1, 0, 0, 1, left, top), "direction": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("width", "read"), [(18.0, "9899"), (60.0, "98\n99")])
def test_a_number_broken_in_a_box_too_narrow_for_it_is_whole(width: float, read: str) -> None:
    characters = [character(text, 2 + 6 * (place % 2), 2 + 14 * (place // 2)) for place, text in enumerate("9899")]
    assert pdf_tables._text(characters, Area(0, 0, width, 40)) == read


def test_words_on_two_lines_stay_on_two_lines() -> None:
    characters = [character(text, 2 + 6 * (place % 2), 2 + 14 * (place // 2)) for place, text in enumerate("规章")]
    assert pdf_tables._text([characters[0], {**characters[1], "top": 16, "bottom": 28}], Area(0, 0, 18, 40)) == "规\n章"


def test_what_was_set_beyond_the_paper_belongs_to_the_box_at_its_edge() -> None:
    area = Area(0, 0, 40, 20)
    assert area.has(character("章", -30, 4), 500) and not area.has(character("章", 60, 4), 500)
    assert Area(450, 0, 500, 20).has(character("构", 510, 4), 500)
