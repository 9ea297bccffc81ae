"""The workbook, read back with openpyxl and with a reader of its own: a zip, XML, and the words of the form, none of the writer's layout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from desktopapp.core import number
from desktopapp.core.checks.tables import Status, outcome
from desktopapp.core.form import Table
from desktopapp.core.report import Entry, Report
from desktopapp.formats import DRAFT_MARK, to_xlsx, xlsx_page
from desktopapp.formats.xlsx_places import areas
from tests.samples import blank_report, distinct_report, zero_report

GOLDEN = Path(__file__).parents[1] / "golden" / "to_xlsx"
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NAMES = {"disclosure": "表二 主动公开", "applications": "表三 依申请", "disputes": "表四 复议诉讼"}
CHECKS = "核对"
LICENCES = "disclosure.licensing.decisions"
FEES = "disclosure.fees.amount"

# ── the readers ──


@dataclass
class Found:
    """What a square holds: its formula, and its value, which is a number, words, or None."""

    value: Decimal | str | None = None
    formula: str = ""


Squares = dict[tuple[int, int], Found]


@dataclass
class Sheet:
    """A worksheet read back; rows and columns count from 1."""

    squares: Squares
    merged: list[tuple[int, int, int, int]]  # first row, first column, last row, last column

    def home(self, row: int, column: int) -> tuple[int, int]:
        """The first square of the box over this one."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def at(self, row: int, column: int) -> Found:
        """What the box over this square holds."""
        return self.squares.get(self.home(row, column), Found())

    def said(self, row: int, column: int) -> str:
        """The words of the box over this square, without line breaks."""
        found = self.at(row, column).value
        return found.replace("\n", "") if isinstance(found, str) else ""

    @property
    def rows(self) -> range:
        return range(1, max(row for row, _ in self.squares) + 1)

    @property
    def columns(self) -> range:
        return range(1, max(column for _, column in self.squares) + 1)

    def line(self, row: int) -> str:
        """The words of a line over the whole width."""
        return self.said(row, 1)

    @property
    def lines(self) -> list[str]:
        return [self.line(row) for row in self.rows]


class Book(dict[str, Sheet]):
    """The sheets by their names."""


def read_xml(path: Path) -> Book:
    """The reader of its own."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    shared = ["".join(one.itertext(f"{{{NS['m']}}}t")) for one in parts["xl/sharedStrings.xml"].findall("m:si", NS)]
    targets = {one.get("Id"): one.get("Target") for one in parts["xl/_rels/workbook.xml.rels"]}
    sheets = parts["xl/workbook.xml"].findall("m:sheets/m:sheet", NS)
    return Book({sheet.get("name"): xml_sheet(parts[f"xl/{targets[sheet.get(R_ID)]}"], shared) for sheet in sheets})


def xml_sheet(tree: etree._Element, shared: list[str]) -> Sheet:
    squares: Squares = {}
    for cell in tree.iterfind("m:sheetData/m:row/m:c", NS):
        formula, value, kind = cell.findtext("m:f", "", NS), cell.findtext("m:v", "", NS), cell.get("t", "n")
        assert kind in ("n", "s", "str"), f"a cell of type {kind}"
        if value or formula:
            words = shared[int(value)] if kind == "s" else value
            squares[square(cell.get("r"))] = Found(words if kind != "n" else Decimal(value) if value else None, formula)
    merged = [(*square(first), *square(last)) for first, last in (one.get("ref").split(":") for one in tree.iterfind(".//m:mergeCell", NS))]
    return Sheet(squares, merged)


def square(name: str) -> tuple[int, int]:
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def read_openpyxl(path: Path) -> Book:
    """The library with which others read."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return Book({sheet.title: openpyxl_sheet(sheet, values[sheet.title]) for sheet in formulas.worksheets})


def openpyxl_sheet(formulas: object, values: object) -> Sheet:
    squares: Squares = {}
    for row in formulas.iter_rows():
        for cell in row:
            value = values.cell(cell.row, cell.column).value
            if cell.value is not None:
                formula = cell.value[1:] if cell.data_type == "f" else ""
                squares[cell.row, cell.column] = Found(Decimal(str(value)) if isinstance(value, int | float) else value, formula)
    return Sheet(squares, [(area.min_row, area.min_col, area.max_row, area.max_col) for area in formulas.merged_cells.ranges])


def found(book: Book, report: Report, address: str) -> Found:
    """The box that stands where the form's words say that this number stands."""
    return book[NAMES[address.split(".")[0]]].at(*place(book, report, address))


def place(book: Book, report: Report, address: str) -> tuple[int, int]:
    return places(book, report)[address]


def places(book: Book, report: Report) -> dict[str, tuple[int, int]]:
    """Where every number stands: the box behind its row's words and below its caption and its column's words."""
    if "places" not in book.__dict__:
        book.__dict__["places"] = {
            address: at for table in report.form.tables.values() for address, at in table_places(book[NAMES[table.key]], table).items()
        }
    return book.__dict__["places"]


def table_places(sheet: Sheet, table: Table) -> dict[str, tuple[int, int]]:
    boxes: dict[object, set[tuple[int, int]]] = {}
    labels = len(table.label_widths)
    known = {label for block in table.blocks for column in block.columns for label in column.label}
    for row in sheet.rows:
        beside = tuple(dict.fromkeys(filter(None, (sheet.said(row, column) for column in range(1, labels + 1)))))
        for column in sheet.columns[labels:]:
            if sheet.said(row, column) not in known:
                boxes.setdefault((beside, *words_above(sheet, table, known, row, column)), set()).add(sheet.home(row, column))
    found: dict[str, tuple[int, int]] = {}
    for block in table.blocks:
        for cell in (cell for cell in table.cells if cell.row in block.rows and cell.column in block.columns):
            (found[cell.address],) = boxes[cell.row.label, block.caption, cell.column.label]
    return found


def words_above(sheet: Sheet, table: Table, known: set[str], row: int, column: int) -> tuple[str, tuple[str, ...]]:
    """The nearest caption above a square, and the nearest headings: lines of known words, one below the other."""
    above = row - 1
    while above and sheet.said(above, column) not in known:
        above -= 1
    heads: list[str] = []
    while above and sheet.said(above, column) in known:
        heads.insert(0, sheet.said(above, column))
        above -= 1
    captions = {block.caption for block in table.blocks}
    return sheet.line(above) if above and sheet.line(above) in captions else "", tuple(dict.fromkeys(heads))


@dataclass
class Result:
    """A row of 核对."""

    rule: str
    words: str
    left: Decimal | str | None
    right: Decimal | str | None
    difference: Decimal | str | None
    result: str


def results(book: Book) -> list[Result]:
    """All rows of 核对 that begin with a rule, entered totals behind the identities."""
    sheet = book[CHECKS]
    rows = [[sheet.at(row, column).value for column in range(1, 7)] for row in sheet.rows]
    return [Result(*row) for row in rows if re.fullmatch(r"T\d-\d", str(row[0]))]


# ── what is written ──

Written = Callable[..., Book]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(report: Report, mark: str = "", reader: Callable[[Path], Book] = read_xml) -> Book:
        to_xlsx.write(report, tmp_path / "报告.xlsx", mark)
        return reader(tmp_path / "报告.xlsx")

    return write


def changed(report: Report, entries: dict[str, str]) -> Report:
    report.apply(report.plan({place: Entry(text) for place, text in entries.items()}))
    return report


def noted_report() -> Report:
    return changed(zero_report(), {LICENCES: "52（其中环评审批39个，排污许可证核发13个）", FEES: "0.50"})


readers = pytest.mark.parametrize("reader", [read_xml, read_openpyxl])

# ── tests: the numbers ──


@readers
@pytest.mark.parametrize("made", [distinct_report, noted_report])
def test_all_200_numbers_stand_where_the_forms_words_say(
    written: Written, made: Callable[[], Report], reader: Callable[[Path], Book]
) -> None:
    report = made()
    book = written(report, reader=reader)
    assert list(book) == [*NAMES.values(), CHECKS]
    stand = {address: found(book, report, address).value for address in report.form.cells}
    assert len(stand) == 200
    assert stand == {address: report.value(address) for address in report.form.cells}
    assert all(isinstance(value, Decimal) for value in stand.values())


@readers
def test_a_total_is_a_formula_over_its_addends_with_its_value_beside_it(written: Written, reader: Callable[[Path], Book]) -> None:
    report = distinct_report()
    book = written(report, reader=reader)
    for cell in report.form.cells.values():
        formula = found(book, report, cell.address).formula
        assert bool(formula) == cell.is_sum
        if cell.is_sum:
            assert added(book, report, cell.table, formula) == sorted(cell.addends)
    assert all(one.value is not None for sheet in book.values() for one in sheet.squares.values() if one.formula)


def added(book: Book, report: Report, table: str, formula: str) -> list[str]:
    """The addresses that a formula adds."""
    counted, ranges = re.fullmatch(r'IF\(COUNT\((.*)\)=0,"",SUM\((.*)\)\)', formula).groups()
    assert counted == ranges
    stand = {place(book, report, address): address for address in report.form.cells if address.startswith(f"{table}.")}
    squares: list[tuple[int, int]] = []
    for area in ranges.split(","):
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = square(first), square(last or first)
        squares += [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return sorted(stand[one] for one in squares)


@readers
def test_a_blank_report_stays_blank_and_nothing_is_zero(written: Written, reader: Callable[[Path], Book]) -> None:
    report = blank_report()
    book = written(report, reader=reader)
    assert {found(book, report, address).value for address in report.form.cells} == {None}
    assert {(one.left, one.right, one.difference, one.result) for one in results(book)} == {(None, None, None, "无法核对")}


def test_a_total_adds_what_is_there(written: Written) -> None:
    report = changed(blank_report(), {"disputes.review.upheld": "3", "disputes.review.other": "abc"})
    book = written(report)
    assert found(book, report, "disputes.review.total").value == 3
    assert found(book, report, "disputes.suit_direct.total").value is None


def number_format(path: Path, report: Report, address: str) -> str:
    book = openpyxl.load_workbook(path)
    return book[NAMES[address.split(".")[0]]].cell(*place(read_xml(path), report, address)).number_format


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("96171.6040", "0.0000"), ("0.10", "0.00"), ("25", "General"), ("", "General"), ("9.95", "0.00"), ("0.000001", "0.000000")],
)
def test_the_fee_keeps_every_typed_decimal(written: Written, tmp_path: Path, typed: str, shown: str) -> None:
    report = changed(zero_report(), {FEES: typed})
    book = written(report)
    assert number_format(tmp_path / "报告.xlsx", report, FEES) == shown
    value = found(book, report, FEES).value
    assert (number.write(value) if isinstance(value, Decimal) and value >= Decimal("0.01") else typed) == typed
    assert value == report.value(FEES)


def test_no_number_is_blurred_on_its_way_through_a_float(written: Written) -> None:
    for typed in ("9.95", "123456789012345", "0.1", "8.41", "1234567890.12345"):
        report = changed(zero_report(), {FEES: typed})
        assert found(written(report), report, FEES).value == Decimal(typed)
        assert found(written(report, reader=read_openpyxl), report, FEES).value == Decimal(typed)


def test_a_count_with_a_decimal_is_shown_as_typed_not_rounded(written: Written, tmp_path: Path) -> None:
    report = changed(zero_report(), {"disputes.review.upheld": "12.5"})
    written(report)
    for address in ("disputes.review.upheld", "disputes.review.total"):
        assert number_format(tmp_path / "报告.xlsx", report, address) == "0.0"
    assert number_format(tmp_path / "报告.xlsx", report, "disputes.review.other") == "0"


# ── tests: notes and text ──


def test_a_note_is_a_comment_and_a_line_below_the_table(written: Written, tmp_path: Path) -> None:
    report = noted_report()
    book = written(report)
    note = "其中环评审批39个，排污许可证核发13个"
    comment = openpyxl.load_workbook(tmp_path / "报告.xlsx")[NAMES["disclosure"]].cell(*place(book, report, LICENCES)).comment
    assert comment.text == note
    assert b"<author></author>" in parts(tmp_path / "报告.xlsx")["xl/comments1.xml"]
    assert book[NAMES["disclosure"]].lines[-1] == f"注：行政许可：52（{note}）"


def test_several_notes_are_numbered_and_name_their_columns(written: Written) -> None:
    report = changed(zero_report(), {"applications.other_rest.other": "3（含撤回2件）", "applications.granted.business": "1（已公开）"})
    lines = written(report)[NAMES["applications"]].lines
    assert lines[-2:] == ["注1：（一）予以公开 · 法人或其他组织 商业企业：1（已公开）", "注2：3.其他 · 法人或其他组织 其他：3（含撤回2件）"]


@readers
@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@x",
        "-2+3",
        "{=1+1}",
        "http://example.com",
        "<r>&</r>",
        "<r><t>1</t></r>",
        "12abc",
        "/",
        "a\x00\ud800b",
        "_x0041_",
        " 无 ",
    ],
)
def test_what_is_no_number_is_written_as_typed_and_stays_text(written: Written, reader: Callable[[Path], Book], typed: str) -> None:
    report = changed(zero_report(), {"disputes.review.other": typed, "disclosure.coercion.decisions": typed})
    book = written(report, reader=reader)
    for address in ("disputes.review.other", "disclosure.coercion.decisions"):
        stands = found(book, report, address)
        # LibreOffice and openpyxl undo Excel's _xHHHH_ escapes, the reader of its own does not.
        assert str(stands.value).replace("_x005F", "").strip() == re.sub("[\x00\ud800]", "", typed).strip()
        assert not stands.formula
    assert found(book, report, "disputes.review.total").value == 0


def test_an_organ_named_like_a_formula_stays_a_name(written: Written, tmp_path: Path) -> None:
    report = changed(zero_report(), {"organ": '=HYPERLINK("http://example.com","点我")'})
    for sheet in written(report, mark="=1+1").values():
        assert sheet.squares[1, 1] == Found("=1+1")
        assert str(sheet.squares[2, 1].value).startswith("=HYPERLINK(") and not sheet.squares[2, 1].formula
    with zipfile.ZipFile(tmp_path / "报告.xlsx") as archive:
        assert b"<hyperlink" not in b"".join(archive.read(name) for name in archive.namelist())


def test_texts_of_any_length_are_written_without_a_warning(written: Written) -> None:
    endless = "其中很长" * 20_000
    report = changed(zero_report(), {"organ": endless, LICENCES: f"1（{endless}）", "disputes.review.other": endless})
    book = written(report, mark=endless)
    assert len(str(found(book, report, "disputes.review.other").value)) == 32_767


# ── tests: 核对 ──


def test_every_identity_has_a_row_and_the_summary_counts_them(written: Written) -> None:
    report = distinct_report()
    book = written(report)
    assert [(one.rule, one.words) for one in results(book)] == [(one.rule, one.label) for one in report.form.identities]
    assert {one.result for one in results(book)} == {"一致"} and {one.difference for one in results(book)} == {0}
    assert "42项勾稽关系：一致42项，不一致0项，无法核对0项。" in book[CHECKS].lines


def test_a_broken_identity_says_so_and_by_how_much(written: Written) -> None:
    report = distinct_report()
    received = report.value("applications.received.business")
    changed(report, {"applications.received.business": number.write(received + 7)})
    book = written(report)
    broken = [(one.rule, one.words.partition("：")[0], one.difference) for one in results(book) if one.result == "不一致"]
    assert broken == [("T3-1", "“商业企业”列", 7), ("T3-1", "“总计”列", 7)]
    assert "42项勾稽关系：一致40项，不一致2项，无法核对0项。" in book[CHECKS].lines


def test_a_blank_behind_an_identity_makes_it_unchecked(written: Written) -> None:
    report = changed(distinct_report(), {"disputes.review.other": ""})
    unchecked = [one for one in results(written(report)) if one.result != "一致"]
    assert [(one.rule, one.difference, one.result) for one in unchecked] == [("T4-1", None, "无法核对")]


def test_a_total_that_was_entered_is_never_written_in_place_of_the_sum(written: Written) -> None:
    report = distinct_report()
    value = report.value("disputes.review.total")
    equal = report.value("disputes.suit_direct.total")
    entries = {
        "disputes.review.total": f"{value + 5}（含撤回5件）",
        "disputes.suit_direct.total": number.write(equal),
        "applications.concluded.total": "=1+1",
    }
    book = written(changed(report, entries))
    assert found(book, report, "disputes.review.total").value == value
    assert found(book, report, "disputes.review.total").formula
    assert results(book)[42:] == [
        Result("T3-3", "（七）总计 · 总计", "=1+1", report.value("applications.concluded.total"), None, "无法核对"),
        Result("T4-1", "行政复议 总计（注：含撤回5件）", value + 5, value, 5, "不一致"),
    ]
    assert any("另填的合计数有2项与表中合计不同" in line for line in book[CHECKS].lines)
    assert not any("含撤回5件" in line for line in book[NAMES["disputes"]].lines)


def expected(report: Report) -> list[str]:
    """What the program's own checks say; a definition that nothing was entered against holds where no blank stands behind it."""
    words = {Status.PASSED: "一致", Status.BROKEN: "不一致", Status.UNCHECKED: "无法核对"}
    said = []
    for identity in report.form.identities:
        status = outcome(report, identity).status
        if status is Status.COMPUTED:
            status = Status.PASSED if all(map(report.complete, identity.cells)) else Status.UNCHECKED
        said.append(words[status])
    return said


ADDRESSES = [address for address, cell in blank_report().form.cells.items() if not cell.is_sum]


@settings(max_examples=25, deadline=None)
@given(
    some.dictionaries(some.sampled_from(ADDRESSES), some.sampled_from(["", "0", "7", "12.5", "/", "3（注）"]), max_size=40), some.booleans()
)
def test_the_results_are_those_of_the_programs_own_checks(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str], full: bool
) -> None:
    report = changed(distinct_report() if full else blank_report(), entries)
    path = tmp_path_factory.mktemp("written") / "报告.xlsx"
    to_xlsx.write(report, path)
    book = read_xml(path)
    assert [one.result for one in results(book)] == expected(report)
    for identity, row in zip(report.form.identities, results(book), strict=True):
        worked_out = outcome(report, identity)
        assert (row.left, row.right) == (worked_out.left, worked_out.right)


# ── tests: a program that computes ──


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_every_value_beside_a_formula_is_what_libreoffice_computes(tmp_path: Path) -> None:
    """And a formula that is overwritten turns its row of 核对."""
    broken = changed(
        distinct_report(),
        {
            "applications.received.business": "9",
            "applications.carried_in.other": "",
            "disputes.review.other": "-2+3",
            "disputes.suit_direct.total": "5",
        },
    )
    for name, report in {"whole": distinct_report(), "broken": broken, "blank": blank_report(), "zero": noted_report()}.items():
        to_xlsx.write(report, tmp_path / f"{name}.xlsx", DRAFT_MARK)
    overwrite_a_total(tmp_path / "whole.xlsx", tmp_path / "overwritten.xlsx")
    files = sorted(tmp_path.glob("*.xlsx"))
    recalculated(files, tmp_path / "computed")
    for path in files:
        before, after = read_xml(path) if path.stem != "overwritten" else {}, read_xml(tmp_path / "computed" / path.name)
        for name, sheet in before.items():
            formulas = [at for at, one in sheet.squares.items() if one.formula]
            assert [stated(after[name], at) for at in formulas] == [stated(sheet, at) for at in formulas]
    turned = [(one.rule, one.difference) for one in results(read_xml(tmp_path / "computed" / "overwritten.xlsx")) if one.result == "不一致"]
    assert turned == [("T4-1", 1)]


def stated(sheet: Sheet, at: tuple[int, int]) -> Decimal | str:
    """A formula's value; LibreOffice writes an empty text where XlsxWriter writes nothing."""
    value = sheet.squares[at].value
    return "" if value is None else value


def overwrite_a_total(path: Path, target: Path) -> None:
    report = distinct_report()
    book = openpyxl.load_workbook(path)
    at = place(read_xml(path), report, "disputes.review.total")
    book[NAMES["disputes"]].cell(*at).value = int(report.value("disputes.review.total")) + 1
    book.save(target)


def recalculated(files: list[Path], folder: Path) -> None:
    """Open and save with LibreOffice, told to recalculate on load."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
        "</oor:items>",
        encoding="utf-8",
    )
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


# ── tests: the page ──


def test_each_sheet_prints_on_one_a4_page_with_its_number(written: Written, tmp_path: Path) -> None:
    written(distinct_report())
    for sheet in openpyxl.load_workbook(tmp_path / "报告.xlsx").worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, None, None)  # None: one
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_options.horizontalCentered
        assert sheet.page_setup.orientation == ("landscape" if sheet.title == NAMES["disputes"] else "portrait")
        assert "第 &P 页，共 &N 页" in sheet.oddFooter.center.text.replace("&[Page]", "&P")
        assert sheet.print_area and sheet.print_title_rows and sheet.freeze_panes
        assert not sheet.oddHeader.center.text


def test_the_headings_stay_in_view_and_repeat(written: Written, tmp_path: Path) -> None:
    written(distinct_report(), DRAFT_MARK)
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["B3", "D6", "A6", "A5"]
    assert [sheet.print_title_rows for sheet in book.worksheets] == ["$1:$2", "$1:$5", "$1:$5", "$4:$4"]


def test_many_entered_totals_may_take_a_second_page(written: Written, tmp_path: Path) -> None:
    report = distinct_report()
    totals = [address for address, cell in report.form.cells.items() if cell.is_sum]
    written(changed(report, dict.fromkeys(totals, "1")))
    sheet = openpyxl.load_workbook(tmp_path / "报告.xlsx")[CHECKS]
    assert sheet.page_setup.fitToHeight == 0
    assert len(results(read_xml(tmp_path / "报告.xlsx"))) == 42 + len(totals)


def test_a_draft_says_so_in_red_on_every_sheet_and_every_printed_page(written: Written, tmp_path: Path) -> None:
    written(zero_report(), DRAFT_MARK)
    for sheet in openpyxl.load_workbook(tmp_path / "报告.xlsx").worksheets:
        assert sheet["A1"].value == DRAFT_MARK
        assert sheet["A1"].font.color.rgb == "FFC00000" and sheet.oddHeader.center.color == "C00000"
        assert DRAFT_MARK in sheet.oddHeader.center.text
        assert "清河县档案管理局2024年" in sheet["A2"].value
    written(zero_report())
    assert DRAFT_MARK.encode() not in b"".join(parts(tmp_path / "报告.xlsx").values())


def test_the_table_has_the_forms_merged_boxes_widths_and_shades(written: Written, tmp_path: Path) -> None:
    written(distinct_report())
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    sheet = book[NAMES["applications"]]
    for merged in ("A2:C4", "D2:J2", "E3:I3", "D3:D4", "J3:J4", "A5:C5", "A7:A28", "B9:B16", "B7:C7", "A29:C29"):
        assert merged in {str(area) for area in sheet.merged_cells.ranges}
    widths = [width_of(sheet, letter) for letter in "ABCDEFGHIJ"]
    form = (684, 836, 2970, *[622] * 7)
    assert [width / sum(widths) for width in widths] == pytest.approx([width / sum(form) for width in form], abs=0.002)
    assert book[NAMES["disclosure"]]["A2"].fill.fgColor.rgb == "FFC6D9F1"
    total, plain = sheet["J5"], sheet["D5"]
    assert total.fill.fgColor.rgb == "FFF2F2F2" and plain.fill.fill_type is None
    assert {side.style for side in (plain.border.left, plain.border.top, plain.border.right, plain.border.bottom)} == {"thin"}
    assert {cell.font.name for row in sheet["A1:J29"] for cell in row} == {"宋体"}
    assert not sheet.protection.sheet


def test_no_words_are_higher_than_their_row(written: Written, tmp_path: Path) -> None:
    """Counted anew: each box is as high as its lines at the widths that columns have on paper."""
    report = changed(
        distinct_report(),
        {
            "organ": "某某市某某区某某街道办事处综合行政执法局政务公开工作领导小组办公室",
            LICENCES: f"1（{'其中某某证书核发一百件，' * 30}）",
            "disputes.review.other": "尚在统计之中无法填写",
        },
    )
    written(report, DRAFT_MARK)
    for sheet in openpyxl.load_workbook(tmp_path / "报告.xlsx").worksheets:
        areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.data_type == "s"):
            area = areas.get((cell.row, cell.column))
            last_row, last_column = (area.max_row, area.max_col) if area else (cell.row, cell.column)
            letters = [openpyxl.utils.get_column_letter(column) for column in range(cell.column, last_column + 1)]
            wide = sum(width_of(sheet, letter) for letter in letters) * 5.5 - 4  # points: a digit of 宋体 11 on paper
            high = sum(sheet.row_dimensions[row].height for row in range(cell.row, last_row + 1))
            ems = [sum(1 if character > "\u00ff" else 0.5 for character in line) for line in cell.value.split("\n")]
            lines = (
                len(cell.value) if cell.alignment.textRotation == 255 else sum(max(1, -int(-each * cell.font.size // wide)) for each in ems)
            )
            assert lines * cell.font.size * 1.2 <= high, f"{sheet.title} {cell.coordinate}: {cell.value[:20]}"


def width_of(sheet: object, letter: str) -> float:
    """openpyxl keeps neighbours of one width under the first."""
    column = openpyxl.utils.column_index_from_string(letter)
    return next(one.width for one in sheet.column_dimensions.values() if one.min <= column <= one.max)


def test_a_number_too_long_for_its_box_is_shrunk_not_hidden(written: Written, tmp_path: Path) -> None:
    written(distinct_report())
    sheet = openpyxl.load_workbook(tmp_path / "报告.xlsx")[NAMES["applications"]]
    assert all(cell.alignment.shrinkToFit for row in sheet["D5:J29"] for cell in row)


def test_only_numbers_can_be_typed_into_the_cells(written: Written, tmp_path: Path) -> None:
    report = distinct_report()
    book = written(report)
    read = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    for address, cell in report.form.cells.items():
        at = read[NAMES[cell.table]].cell(*place(book, report, address)).coordinate
        rules = [rule for rule in read[NAMES[cell.table]].data_validations.dataValidation if at in rule.sqref]
        if cell.is_sum:
            assert not rules
            continue
        (rule,) = rules
        assert (rule.type, rule.operator, rule.formula1) == ("decimal" if address == FEES else "whole", "greaterThanOrEqual", "0")
        assert "不小于0" in rule.error and rule.showErrorMessage


def test_results_turn_to_colours(written: Written, tmp_path: Path) -> None:
    written(changed(distinct_report(), {"disputes.review.total": "5"}))
    rules = openpyxl.load_workbook(tmp_path / "报告.xlsx")[CHECKS].conditional_formatting
    said = {str(area.sqref): [(rule.formula[0], rule.dxf.fill.bgColor.rgb) for rule in area.rules] for area in rules}
    colours = [('$F4="不一致"', "FFFFC7CE"), ('$F4="无法核对"', "FFFFF2CC")]
    assert said["A4:F45"] == colours
    assert said["A2:F2"] == [('COUNTIF($F$4:$F$45,"不一致")>0', "FFFFC7CE")]
    assert len(said) == 3


# ── tests: the file ──


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        to_xlsx.write(distinct_report(), tmp_path / name, DRAFT_MARK)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_file_names_no_person_company_or_path(written: Written, tmp_path: Path) -> None:
    written(noted_report())
    properties = openpyxl.load_workbook(tmp_path / "报告.xlsx").properties
    assert properties.title == "清河县档案管理局2024年政府信息公开工作年度报告"
    assert not properties.creator and not properties.lastModifiedBy and properties.created.year == 2000
    content = parts(tmp_path / "报告.xlsx")
    assert b"<Company></Company>" in content["docProps/app.xml"]
    assert not [name for name, part in content.items() if str(tmp_path).encode() in part]


def test_a_folder_that_is_not_there_is_an_ordinary_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        to_xlsx.write(zero_report(), tmp_path / "没有" / "报告.xlsx")


def test_squares_are_gathered_into_few_rectangles() -> None:
    assert areas(tuple((row, column) for row in range(3) for column in range(4))) == ((0, 0, 2, 3),)
    assert areas(((5, 1), (5, 2), (5, 4))) == ((5, 1, 5, 2), (5, 4, 5, 4))
    assert areas(((1, 1), (2, 1), (2, 2))) == ((1, 1, 2, 1), (2, 2, 2, 2))


def test_lines_are_counted_by_the_widths_of_characters() -> None:
    assert xlsx_page.lines("十个汉字十个汉字十个", 200) == 1
    assert xlsx_page.lines("十个汉字十个汉字十个", 100) == 2
    assert xlsx_page.lines("一行\n两行", 200) == 2


@pytest.mark.parametrize("part", ["sheet1", "sheet2", "sheet3", "sheet4", "sharedStrings"])
def test_golden_zeros_and_a_note(written: Written, tmp_path: Path, part: str) -> None:
    """The whole content, an element a line. UPDATE_GOLDEN=1 writes it anew: read the difference before you keep it."""
    written(noted_report(), DRAFT_MARK)
    content = parts(tmp_path / "报告.xlsx")
    tree = etree.fromstring(content[f"xl/{part}.xml" if part == "sharedStrings" else f"xl/worksheets/{part}.xml"])
    etree.indent(tree)
    text = etree.tostring(tree, encoding="unicode") + "\n"
    golden = GOLDEN / f"zeros_and_a_note.{part}.xml"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
