"""Rows that a page break went through: one row again where a label says so, and never otherwise."""

from __future__ import annotations

from desktopapp.formats.blocks import Box
from desktopapp.formats.broken_rows import mended
from tests.pages import page
from tests.reading import FORM, incoming, silently_wrong, stated
from tests.samples import distinct_report

UPPER, LOWER = "2.申请人逾期未按收费通知要求缴纳费用、", "行政机关不再处理其政府信息公开申请"


def row(*texts: str) -> list[Box]:
    return [Box(text, column, column + 1) for column, text in enumerate(texts)]


def texts(rows: list[list[Box]]) -> list[list[str]]:
    return [[box.text for box in row] for row in mended(FORM, rows)]


def test_a_label_that_goes_on_below_the_break_makes_one_row_of_two() -> None:
    assert texts([row("", UPPER, "7", "9"), row("", LOWER, "", "")]) == [["", f"{UPPER}\n{LOWER}", "7", "9"]]


def test_numbers_below_the_break_come_up_with_it() -> None:
    assert texts([row("", UPPER, "", ""), row("", LOWER, "7", "9")]) == [["", f"{UPPER}\n{LOWER}", "7", "9"]]


def test_two_pieces_that_make_no_whole_label_stay_apart() -> None:
    assert texts([row("2.其他法律", "8"), row("行政法规", "")]) == [["2.其他法律", "8"], ["行政法规", ""]]


def test_a_number_over_a_number_is_never_joined() -> None:
    rows = [row("", UPPER, "7"), row("", LOWER, "9")]
    assert texts(rows) == [["", UPPER, "7"], ["", LOWER, "9"]]


def test_two_labels_are_two_rows_though_together_they_would_be_a_third() -> None:
    rows = [row("规章", ""), row("行政许可", "")]
    assert texts(rows) == [["规章", ""], ["行政许可", ""]]


def test_a_caption_that_spans_rows_is_whole_again_where_it_begins() -> None:
    above = [[Box("三、本年度办", 0, 1), Box("（一）予以公开", 1, 2)], [Box("", 0, 1, held=True), Box("1.属于国家秘密", 1, 2)]]
    below = [[Box("理结果", 0, 1), Box("2.重复申请", 1, 2)]]
    whole = mended(FORM, above + below)
    assert whole[0][0].text == "三、本年度办\n理结果" and whole[2][0] == Box("", 0, 1, held=True)


def test_a_row_torn_in_a_page_s_table_is_read_with_certainty() -> None:
    report = distinct_report()
    caption = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    source = page(report, in_cell=str)
    begin = source.index(f"<td>{caption}")
    end = source.index("</tr>", begin)
    rest = f"<tr><td>{LOWER}</td>{'<td></td>' * 7}</tr>"
    torn = source[:begin] + source[begin:end].replace(caption, UPPER) + "</tr>" + rest + source[end + len("</tr>") :]
    # The captions that span rows now reach over one more.
    for spanned, one_more in (("rowspan='3'>（六）", "rowspan='4'>（六）"), ("rowspan='22'>三、", "rowspan='23'>三、")):
        assert spanned in torn
        torn = torn.replace(spanned, one_more)
    read = incoming(torn.encode(), "年报.html")
    assert read.whole and not silently_wrong(read, report) and len(read.raws) == len(stated(report))
