"""Reading workbooks: this program's own, reports that were pasted into one, formulas without a value, old Excel files."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from desktopapp import formats
from desktopapp.core import number
from desktopapp.core.layout import Role, layout
from desktopapp.core.report import Entry, Report
from desktopapp.formats import sheets
from desktopapp.formats.blocks import SHEET, Aside, Grid
from desktopapp.formats.from_xlsx import blocks
from desktopapp.formats.sheet_formula import NotSimple, computed, place
from tests.flattening import leftovers, rows
from tests.reading import FORM, FORMS, incoming, read_values, stated
from tests.samples import COVER, distinct_report

LICENCES = "disclosure.licensing.decisions"


def exported(report: Report, folder: Path, mark: str = "") -> bytes:
    path = folder / "年报.xlsx"
    formats.write(report, path, mark)
    return path.read_bytes()


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# this program's own


def test_the_program_s_own_workbook_is_read_whole(tmp_path: Path) -> None:
    report = distinct_report()
    read = incoming(exported(report, tmp_path), "年报.xlsx")
    made = read.report(FORMS)
    assert read.whole and read_values(read) == stated(report)
    assert made.reading(LICENCES).note == report.reading(LICENCES).note
    assert (made.organ, made.year, made.title) == (COVER["organ"], 2024, report.title)
    assert set(read.texts) == {"organ", "year"}
    assert ("文件里只有表格", "没有总体情况、存在的主要问题及改进情况、其他需要报告的事项的文字") in leftovers(read.unmapped)


def test_what_was_read_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    first = exported(distinct_report(), tmp_path)
    assert exported(incoming(first, "年报.xlsx").report(FORMS), tmp_path) == first


def test_the_mark_of_a_draft_is_no_part_of_the_report(tmp_path: Path) -> None:
    read = incoming(exported(distinct_report(), tmp_path, formats.DRAFT_MARK), "年报.xlsx")
    assert read.whole and set(read.texts) == {"organ", "year"} and len(read.raws) == 200


def test_formulas_that_lost_their_values_are_computed(tmp_path: Path) -> None:
    report = distinct_report()
    book = openpyxl.load_workbook(io.BytesIO(exported(report, tmp_path)))
    read = incoming(saved(book), "年报.xlsx")  # openpyxl keeps formulas and drops their values
    assert read.whole and read_values(read) == stated(report)


def test_a_cell_that_somebody_changed_is_read_and_its_stale_total_is_a_control(tmp_path: Path) -> None:
    report = distinct_report()
    report.apply(report.plan({"applications.granted.research": Entry(""), "applications.granted.other": Entry("无")}))
    read = incoming(exported(report, tmp_path), "年报.xlsx")
    assert "applications.granted.research" in read.blank(FORM)
    assert ("applications.granted.other", "无") in leftovers(read.not_understood)


# pasted reports


def pasted(report: Report, merged: bool) -> openpyxl.Workbook:
    """The whole report on one sheet, its words in the first column, the tables with or without merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([report.title])
    for part in report.form.parts:
        sheet.append([part.heading])
        if part.key not in report.form.tables:
            for text in report.paragraphs(part.key):
                sheet.append([text])
            continue
        top = sheet.max_row + 1
        grid = layout(report.form.tables[part.key])
        for box in grid.boxes:
            text = box.text
            if box.role is Role.CELL:
                raw = report.text(box.address) or number.write(report.value(box.address))
                text = int(raw) if raw.isdigit() else raw
            sheet.cell(top + box.row, 1 + box.column, text)
            if merged and box.rows * box.columns > 1:
                sheet.merge_cells(
                    start_row=top + box.row,
                    start_column=1 + box.column,
                    end_row=top + box.row + box.rows - 1,
                    end_column=box.column + box.columns,
                )
    return book


@pytest.mark.parametrize("merged", [True, False])
def test_a_report_pasted_into_a_sheet_is_read_whole(merged: bool) -> None:
    report = distinct_report()
    read = incoming(saved(pasted(report, merged)), "年报.xlsx")
    assert read.whole and read_values(read) == stated(report)
    assert read.texts["problems"] == report.text("problems") and read.texts["organ"] == COVER["organ"]


def test_blanks_stay_where_they_are_when_nothing_is_merged() -> None:
    report = distinct_report()
    cleared = [f"applications.granted.{column}" for column in ("natural_person", "research", "other", "total")]
    report.apply(report.plan({"applications.granted.natural_person": Entry("ZZ"), "applications.granted.research": Entry("ZZ")}))
    book = pasted(report, merged=False)
    for row in book.active.iter_rows():
        if "（一）予以公开" in [cell.value for cell in row]:
            for cell, column in zip(row[3:10], FORM.tables["applications"].blocks[0].columns, strict=True):
                if f"applications.granted.{column.key}" in cleared:
                    cell.value = None
    read = incoming(saved(book), "年报.xlsx")
    assert set(read.blank(FORM)) == set(cleared)
    assert read_values(read)["applications.granted.business"] == report.value("applications.granted.business")


def test_text_with_tabs_in_one_column_is_read_as_tables() -> None:
    report = distinct_report()
    book = openpyxl.Workbook()
    book.active.append([report.title])
    for part in FORM.parts:
        book.active.append([part.heading])
        for row in rows(report, FORM.tables[part.key]) if part.key in FORM.tables else []:
            book.active.append(row)
    assert read_values(incoming(saved(book), "年报.xlsx"))[LICENCES] == 5213


def test_hidden_rows_and_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    book = pasted(distinct_report(), merged=True)
    row = next(cell.row for cell in book.active["C"] if cell.value == "2.重复申请")
    book.active.row_dimensions[row].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    read = incoming(saved(book), "年报.xlsx")
    assert len(read.raws) == 193
    assert {leftover.where for leftover in read.unmapped} >= {"隐藏的工作表", "隐藏的行列"}


def test_somebody_else_s_comment_is_no_note() -> None:
    book = pasted(distinct_report(), merged=True)
    book.active["A1"].comment = Comment("请核实", "x")
    read = incoming(saved(book), "年报.xlsx")
    assert ("批注", "请核实") in leftovers(read.unmapped) and read.whole


# cells


def one_cell(value: object, pattern: str = "General") -> str:
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = pattern
    (grid,) = blocks(saved(book))
    assert isinstance(grid, Grid)
    return grid.rows[0][0].text


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (12, "General", "12"),
        (96171.604, "0.0000", "96171.6040"),
        (96171.604, "#,##0.00", "96171.604"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (0.5, "0%", "50%"),
        (45672, "yyyy-mm-dd", "2025年1月15日"),
        (45672, 'yyyy"年"m"月"d"日"', "2025年1月15日"),
        (12, '0"件"', "12"),
        ("一、总体情况", "@", "一、总体情况"),
        ("１２", "General", "１２"),
        (True, "General", "TRUE"),
        ("甲_x000D_乙", "General", "甲\r乙"),
    ],
)
def test_a_cell_is_what_the_sheet_shows(value: object, pattern: str, shown: str) -> None:
    assert one_cell(value, pattern) == shown


@pytest.mark.parametrize("formula", ["=VLOOKUP(A2,B2:C9,2)", "=A2*2", "=Sheet2!A1", "=SUM(A2:A3)/2", "=A1", "=SUM(A2,A3,B9)", "=SUM((A2))"])
def test_a_formula_that_is_not_simple_is_no_number(formula: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["A3"], book.active["B9"] = formula, 2, 3, "12abc"
    (grid,) = blocks(saved(book))
    assert isinstance(grid, Grid) and grid.rows[0][0].text == formula
    assert number.read(formula).fault


CELLS = {"A1": "5", "A2": "", "A3": " 7 ", "B1": "12（其中新办1件）", "B2": "无", "C1": "２"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1+A3", 12),
        ("=A1-A3", -2),
        ("-A1", -5),
        ("SUM(A1:A3)", 12),
        ("sum($A$1:A3,C1)", 14),
        ("A1+SUM(A3,3)-1", 14),
        ("A2", None),
        ("7", 7),
        ("A1--A3", 12),
    ],
)
def test_sums_and_differences_are_computed(formula: str, value: int | None) -> None:
    found = computed(formula, lambda cell: {place(key): text for key, text in CELLS.items()}.get(cell, ""))
    assert found == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "formula", ["", "A1+", "B1", "SUM(A1:B2)", "A1*2", "A1 A3", "SUM(A1:XFD1048576)", "A1:A3", "IF(A1,1,2)", "#REF!", "SUM(A1"]
)
def test_a_sum_over_words_or_anything_else_is_not_simple(formula: str) -> None:
    with pytest.raises(NotSimple):
        computed(formula, lambda cell: {place(key): text for key, text in CELLS.items()}.get(cell, ""))


def test_a_formula_that_names_itself_ends() -> None:
    sheet = sheets.Sheet("a", formulas={(0, 0): "A2", (1, 0): "A1"})
    list(sheets.blocks(sheet))
    assert sheet.texts == {(0, 0): "=A2", (1, 0): "=A1"}


def test_the_sheet_of_checks_is_named_and_not_read(tmp_path: Path) -> None:
    assert Aside(SHEET, "工作表“核对”") in blocks(exported(distinct_report(), tmp_path))
