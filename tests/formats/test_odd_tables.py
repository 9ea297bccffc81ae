"""Tables as offices have them: columns added or left out, captions joined, parts of a table apart, on its side; every value is certain."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from lxml import html

from desktopapp.core.files import NotUnderstood
from desktopapp.core.layout import Role, layout
from desktopapp.core.report import Report
from desktopapp.formats.blocks import Box
from desktopapp.formats.incoming import Incoming
from desktopapp.formats.turning import turned
from tests.pages import page, table
from tests.reading import FORM, incoming, read_values, stated
from tests.samples import distinct_report

REPORT = distinct_report()
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")


def with_table(key: str, source: str, report: Report = REPORT) -> Incoming:
    """What is read of the report's page with another table in this one's place."""
    return incoming(page(report).replace(table(report, key, lambda text: f"<p>{text}</p>"), source).encode(), "年报.html")


def assert_whole(read: Incoming, but: str = "") -> None:
    expected = {address: None if but and address.endswith(but) else value for address, value in stated(REPORT).items()}
    assert read_values(read) == expected
    assert not read.guessed and not read.not_understood


def test_a_column_that_was_left_out_leaves_the_others_certain() -> None:
    root = html.fragment_fromstring(table(REPORT, "applications"))
    rows = root.xpath(".//tr")
    rows[0][-1].set("colspan", "6")
    for row in (rows[1], *rows[3:]):
        row.remove(row[-1])
    read = with_table("applications", html.tostring(root, encoding="unicode"))
    assert not read.guessed and not read.not_understood
    totals = {address for address in FORM.cells if address.startswith("applications.") and address.endswith(".total")}
    assert {address for address, value in read_values(read).items() if value is None} == totals
    assert all(value == stated(REPORT)[address] for address, value in read_values(read).items() if address not in totals)


def test_serial_numbers_before_the_captions_are_no_values() -> None:
    root = html.fragment_fromstring(table(REPORT, "applications"))
    for number, row in enumerate(root.xpath(".//tr")):
        if number == 0:
            row.insert(0, html.fragment_fromstring("<td rowspan='3'>序号</td>"))
        elif number > 2:
            row.insert(0, html.fragment_fromstring(f"<td>{number - 2}</td>"))
    assert_whole(with_table("applications", html.tostring(root, encoding="unicode")))


def test_a_group_s_caption_before_each_row_s_is_known() -> None:
    grid = layout(FORM.tables["applications"])
    rows = []
    for place in range(grid.rows):
        boxes = sorted((box for box in grid.boxes if box.row <= place < box.row + box.rows), key=lambda box: box.column)
        labels = [box.text for box in boxes if box.role is Role.ROW_HEAD][-2:]
        here = [box for box in boxes if box.row == place and box.role is not Role.ROW_HEAD]
        cells = "".join(
            f"<td colspan='{1 if box.role is Role.CORNER else box.columns}' rowspan='{box.rows}'>{shown(box.address) or box.text}</td>"
            for box in here
        )
        caption = f"<td>{''.join(labels)}</td>" if labels else ""
        rows.append(f"<tr>{caption}{cells}</tr>")
    assert_whole(with_table("applications", f"<table>{''.join(rows)}</table>"))


def shown(address: str) -> str:
    return str(stated(REPORT)[address]) if address else ""


def test_three_tables_of_the_disputes_are_read_by_the_heading_of_each() -> None:
    heads = "".join(f"<td>{head}</td>" for head in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    cells = list(FORM.tables["disputes"].cells)
    tables = ""
    for place, group in enumerate(GROUPS):
        values = "".join(f"<td>{shown(cell.address)}</td>" for cell in cells[5 * place : 5 * place + 5])
        tables += f"<table><tr><td colspan='5'>{group}</td></tr><tr>{heads}</tr><tr>{values}</tr></table>"
    assert_whole(with_table("disputes", tables))


@pytest.mark.parametrize("key", ["applications", "disputes"])
def test_a_table_on_its_side_is_set_up_again(key: str) -> None:
    grid = layout(FORM.tables[key])
    rows = ""
    for column in range(grid.columns):
        boxes = sorted((box for box in grid.boxes if box.column == column), key=lambda box: box.row)
        cells = (f"<td rowspan='{box.columns}' colspan='{box.rows}'>{shown(box.address) or box.text}</td>" for box in boxes)
        rows += f"<tr>{''.join(cells)}</tr>"
    assert_whole(with_table(key, f"<table>{rows}</table>"))


def test_what_has_no_places_or_is_too_long_is_not_turned() -> None:
    assert turned([[Box("规章"), Box("3")]]) == []
    assert turned([[Box("规章", 0, 1)]] * 300) == []


def test_boxes_that_were_split_and_filled_with_copies_say_a_value_once() -> None:
    grid = layout(FORM.tables["disclosure"])
    rows = ""
    for place in range(grid.rows):
        boxes = sorted((box for box in grid.boxes if box.row == place), key=lambda box: box.column)
        rows += f"<tr>{''.join(f'<td>{shown(box.address) or box.text}</td>' * box.columns for box in boxes)}</tr>"
    assert_whole(with_table("disclosure", f"<table>{rows}</table>"))


def test_frames_in_frames_lose_no_table() -> None:
    source = page(REPORT)
    begin, end = source.index("<body>") + len("<body>"), source.index("</body>")
    frames = f"<table><tr><td>菜单</td><td><table><tr><td><table><tr><td>{source[begin:end]}</td></tr></table></td></tr></table></td></tr></table>"
    read = incoming(f"{source[:begin]}{frames}{source[end:]}".encode(), "年报.html")
    assert read.whole and read_values(read) == stated(REPORT)


def test_a_page_that_its_scripts_fill_says_how_else_to_get_the_report() -> None:
    source = "<!DOCTYPE html><html><head><title>县政府</title><script src='app.js'></script></head><body><div id='app'></div></body></html>"
    with pytest.raises(NotUnderstood, match=r"^“年报\.html”是打开时才由程序填入内容的网页"):
        incoming(source.encode(), "年报.html")
    assert incoming(page(REPORT).encode(), "年报.html").whole, "a page with scripts and a report is read"


def test_a_worksheet_s_organ_and_year_stand_above_its_tables() -> None:
    tables = "".join(table(REPORT, key) for key in FORM.tables)
    above = "<p>附件2</p><p>政府信息公开工作情况统计表</p><p>填报单位（盖章）：清河县档案管理局　　2024年度</p>"
    read = incoming(f"<body>{above}{tables}</body>".encode(), "统计表.html")
    assert read_values(read) == stated(REPORT)
    assert [(guess.cell, guess.value) for guess in read.guessed] == [("organ", "清河县档案管理局"), ("year", "2024")]
    assert "preface" not in read.texts and [one.raw for one in read.unmapped if one.where == "表格之外"][:2] == [
        "附件2",
        "政府信息公开工作情况统计表",
    ]
    assert len([one for one in read.not_understood if "标题" in one.where]) == 1, "missing headings of a worksheet are no faults"


def test_in_a_worksheet_a_hidden_column_is_named_and_leaves_the_others_certain() -> None:
    read = incoming(_workbook(hidden=6), "年报.xlsx")
    hidden = {address for address, value in read_values(read).items() if value is None}
    assert not any(guess.cell.startswith("applications.") for guess in read.guessed)
    assert {address for address in hidden if address.startswith("applications.")} == {
        address for address in FORM.cells if address.startswith("applications.") and address.endswith(".research")
    }
    assert any("隐藏的行或列" in one.raw for one in read.unmapped)
    assert all(value in (None, stated(REPORT)[address]) for address, value in read_values(read).items())


def _workbook(hidden: int) -> bytes:
    """All tables below each other on one sheet, with this column (from 1) hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    top = 1
    for form_table in FORM.tables.values():
        grid = layout(form_table)
        for box in grid.boxes:
            value = stated(REPORT)[box.address] if box.address else box.text
            sheet.cell(top + box.row, 1 + box.column, value)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=top + box.row,
                    start_column=1 + box.column,
                    end_row=top + box.row + box.rows - 1,
                    end_column=box.column + box.columns,
                )
        top += grid.rows + 1
    sheet.column_dimensions[openpyxl.utils.get_column_letter(hidden)].hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_mark_at_every_number_of_the_disputes_is_kept_cell_by_cell() -> None:
    source = re.sub(r"<td>(\d+)</td>", r"<td>\1<sup>1</sup></td>", table(REPORT, "disputes"))
    read = with_table("disputes", source)
    cells = [cell.address for cell in FORM.tables["disputes"].cells]
    assert [read.raws[address] for address in cells] == [f"{shown(address)}¹" for address in cells]
    assert {one.where for one in read.not_understood} == set(cells)
