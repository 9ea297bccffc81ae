"""Blank forms: the tables or some of their rows, empty, with room for who fills them in; what comes back is read by its labels."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktopapp import formats
from desktopapp.core.files import NotUnderstood
from desktopapp.core.layout import layout
from desktopapp.core.report import Report
from desktopapp.formats import blank_forms
from desktopapp.formats.printed.blocks import TableBlock
from tests.formats.test_to_docx import Word
from tests.samples import blank_report

FORM = blank_report().form
ORGAN = "清河县档案管理局"
LICENCES = ("disclosure.licensing", "applications.granted", "applications.refused_by_law")


@pytest.fixture(autouse=True)
def application() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.instance() or QApplication([])


def rows_of(*prefixes: str) -> list[str]:
    """The rows that are chosen, as TABLE.ROW."""
    form = blank_forms.chosen(FORM, prefixes)
    return list(dict.fromkeys(f"{cell.table}.{cell.row.key}" for cell in form.cells.values()))


# ── what is chosen ──


@pytest.mark.parametrize(
    ("prefixes", "rows"),
    [
        (("disclosure.licensing",), ["disclosure.licensing"]),
        (("disclosure.licensing.decisions",), ["disclosure.licensing"]),
        (LICENCES, list(LICENCES)),
        (("disputes",), ["disputes."]),
        (("disputes.review",), ["disputes."]),
        (("applications.granted", "disclosure.fees"), ["disclosure.fees", "applications.granted"]),  # in the form's order
    ],
)
def test_rows_are_chosen_by_the_beginning_of_their_addresses(prefixes: tuple[str, ...], rows: list[str]) -> None:
    assert rows_of(*prefixes) == rows


def test_no_prefix_is_the_whole_form() -> None:
    assert blank_forms.chosen(FORM, ()).cells.keys() == FORM.cells.keys()


@pytest.mark.parametrize("prefix", ["disclosure.licences", "applications.grant", "", "overview"])
def test_a_row_that_the_form_does_not_have_is_refused(prefix: str, tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=f"没有“{prefix}”这样的行"):
        blank_forms.write(FORM, (prefix,), tmp_path / "空白表.docx", ORGAN, 2024)


def test_a_total_without_its_addends_is_filled_in_like_any_number() -> None:
    alone = blank_forms.chosen(FORM, ("applications.concluded",))
    assert not alone.cells["applications.concluded.business"].is_sum
    assert alone.cells["applications.concluded.total"].is_sum  # its row is whole
    whole = blank_forms.chosen(FORM, ("applications",))
    assert whole.cells["applications.concluded.business"].is_sum


@pytest.mark.parametrize("row", sorted({f"{cell.table}.{cell.row.key}".rstrip(".") for cell in FORM.cells.values()}))
def test_every_row_alone_is_a_form_whose_boxes_cover_their_rectangle(row: str) -> None:
    (table,) = blank_forms.chosen(FORM, (row,)).tables.values()
    grid = layout(table)
    squares = [(box.row + down, box.column + across) for box in grid.boxes for down in range(box.rows) for across in range(box.columns)]
    assert sorted(squares) == [(down, across) for down in range(grid.rows) for across in range(grid.columns)]


# ── on paper ──


@pytest.mark.parametrize("prefixes", [(), LICENCES])
def test_a_word_file_has_the_tables_empty_and_room_for_who_fills_them_in(tmp_path: Path, prefixes: tuple[str, ...]) -> None:
    blank_forms.write(FORM, prefixes, tmp_path / "空白表.docx", ORGAN, 2024)
    word = Word(tmp_path / "空白表.docx")
    assert word.paragraphs[:2] == [("SheetTitle", "2024年政府信息公开工作年度报告填报表"), ("SheetNote", ORGAN)]
    who = [[square.text for square in row] for row in word.tables[0]]
    assert who == [["填报科室", "", "填 表 人", ""], ["负 责 人", "", "填报日期", ""]]
    headings = [text for style, text in word.paragraphs if style == "SheetCaption" and "、" in text[:2]]
    assert headings == [FORM.part(key).heading for key in blank_forms.chosen(FORM, prefixes).tables]


def test_the_last_table_has_the_paragraph_behind_it_that_word_wants(tmp_path: Path) -> None:
    blank_forms.write(FORM, (), tmp_path / "空白表.docx", ORGAN, 2024)
    assert [str(element.tag).rpartition("}")[2] for element in Word(tmp_path / "空白表.docx").body][-3:] == ["tbl", "p", "sectPr"]


def test_what_counts_in_a_row_stands_below_its_table() -> None:
    report = Report(blank_forms.chosen(FORM, LICENCES))
    (section,) = blank_forms.printed(report).sections
    guidance = [block for block in section.blocks if isinstance(block, TableBlock) and block.caption == "填报口径"]
    told = {box.text for block in guidance for box in block.grid.boxes}
    chosen = [cell.row for cell in report.form.cells.values()]
    assert all(row.label[-1] in told and row.guidance.counts in told for row in chosen)


def test_an_office_validator_finds_nothing(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed: the Word file was NOT validated")
    blank_forms.write(FORM, (), tmp_path / "空白表.docx", ORGAN, 2024)
    assert not [str(error) for error in audit.OpenXmlValidator().validate(tmp_path / "空白表.docx").errors]


@pytest.mark.parametrize("prefixes", [(), LICENCES, ("disputes",)])
def test_a_pdf_is_written(tmp_path: Path, prefixes: tuple[str, ...]) -> None:
    blank_forms.write(FORM, prefixes, tmp_path / "空白表.pdf", "", None)
    assert (tmp_path / "空白表.pdf").read_bytes().endswith(b"%%EOF\n")


# ── as worksheets ──


def test_a_workbook_has_a_sheet_for_each_table_with_the_chosen_rows_under_their_own_labels(tmp_path: Path) -> None:
    blank_forms.write(FORM, LICENCES, tmp_path / "空白表.xlsx", ORGAN, 2024)
    book = openpyxl.load_workbook(tmp_path / "空白表.xlsx")
    assert book.sheetnames == ["表二 主动公开", "表三 依申请"]
    first, second = ([value for row in sheet.iter_rows(values_only=True) for value in row if value is not None] for sheet in book)
    assert first[0] == f"{ORGAN}2024年主动公开政府信息情况" and "行政许可" in first and "行政处罚" not in first
    assert {"（一）予以公开", "2.其他法律行政法规禁止公开", "自然人", "总计"} <= set(second)
    assert all(values[-1].startswith("填报科室：") for values in (first, second))


def test_totals_whose_addends_are_there_are_formulas_and_all_other_numbers_are_empty(tmp_path: Path) -> None:
    blank_forms.write(FORM, ("applications.granted",), tmp_path / "空白表.xlsx", ORGAN, 2024)
    sheet = openpyxl.load_workbook(tmp_path / "空白表.xlsx").active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows(min_row=2) if any(cell.value == "（一）予以公开" for cell in row))
    numbers = [cell.value for cell in row][-7:]
    assert numbers[:6] == [None] * 6 and str(numbers[6]).startswith("=")


@pytest.mark.parametrize("prefixes", [(), LICENCES, ("disputes",), ("disclosure.fees",)])
def test_a_filled_workbook_is_read_back_by_its_labels(tmp_path: Path, prefixes: tuple[str, ...]) -> None:
    path = tmp_path / "填好的表.xlsx"
    blank_forms.write(FORM, prefixes, path, ORGAN, 2024)
    book = openpyxl.load_workbook(path)
    filled = {}
    for sheet, table in zip(book, blank_forms.chosen(FORM, prefixes).tables.values(), strict=True):
        for box in layout(table).cells():
            square = sheet.cell(2 + box.row, 1 + box.column)
            if not str(square.value).startswith("="):
                square.value = filled[box.address] = 11 + len(filled)
    book.save(path)
    report = formats.read(path, {FORM.edition: FORM}).report({FORM.edition: FORM})
    read = {address: report.text(address) for address, cell in FORM.cells.items() if report.text(address) and not cell.is_sum}
    assert read == {address: str(number) for address, number in filled.items()}
    assert (report.organ, report.year) == (ORGAN, 2024)


@pytest.mark.parametrize("name", ["空白表.txt", "空白表"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotUnderstood, match="docx、pdf、xlsx"):
        blank_forms.write(FORM, (), tmp_path / name, ORGAN, 2024)
    assert not list(tmp_path.iterdir())
