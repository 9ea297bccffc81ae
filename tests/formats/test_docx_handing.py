"""The Word file of what is handed over: three sections that count their own pages, watermark, code at the foot, QR code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtGui import QImage

from desktopapp.core.content import Difference
from desktopapp.core.report import Report
from desktopapp.formats import DRAFT_MARK, to_docx
from desktopapp.formats.printed import sheets
from desktopapp.formats.printed.blocks import TableBlock
from desktopapp.formats.printed.handing import Handing, Kind, rough
from tests.formats.test_to_docx import Element, W, Word, has, value, words
from tests.printouts import broken_report, second_draft
from tests.samples import zero_report

VML = "{urn:schemas-microsoft-com:vml}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 36_000  # in a millimetre
DRAFT = second_draft()[1]
Handed = Callable[..., Word]


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    def write(report: Report, handing: Handing | None, mark: str = "") -> Word:
        to_docx.write(report, tmp_path / "report.docx", mark, handing)
        return Word(tmp_path / "report.docx")

    return write


def sections(word: Word) -> list[Element]:
    return list(word.body.iter(f"{W}sectPr"))


def feet(word: Word, section: Element) -> list[str]:
    """The words at the foot of a section's odd and even pages, without the stop that the paragraph begins with."""
    relations = word.trees["word/_rels/document.xml.rels"]
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    names = [
        reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for reference in section.iter(f"{W}footerReference")
    ]
    return [words(word.trees[f"word/{targets[name]}"]).removeprefix("\t") for name in names]


def watermarks(word: Word) -> list[str]:
    return [shape.get("string", "") for tree in word.trees.values() for shape in tree.iter(f"{VML}textpath") if shape.get("string")]


def test_the_report_between_its_sheets_is_the_report_alone(handed: Handed) -> None:
    report, handing = second_draft()
    plain = handed(report, None)
    alone = [words(element) for element in plain.body if element.tag != f"{W}sectPr"]
    together = handed(report, handing)
    content = [element for element in together.body if element.tag != f"{W}sectPr"]
    ends = [index for index, element in enumerate(content) if has(element, "pPr/sectPr")]
    assert [words(element) for element in content[ends[0] + 1 : ends[1] + 1]] == alone


def test_every_section_counts_its_pages_anew_and_names_them(handed: Handed) -> None:
    word = handed(*second_draft())
    found = sections(word)
    assert [section.find(f"{W}pgNumType").get(f"{W}start") for section in found] == ["1", "1", "1"]  # type: ignore[union-attr]
    code = DRAFT.footing
    assert [feet(word, section) for section in found] == [
        [f"{code}\t审签单第1页", f"审签单第1页\t{code}"],
        [f"{code}\t— 1 —", f"— 1 —\t{code}"],
        [f"{code}\t核对表第1页", f"核对表第1页\t{code}"],
    ]


def test_every_page_of_a_draft_has_the_watermark_beneath_it(handed: Handed) -> None:
    word = handed(*second_draft())
    assert watermarks(word) == ["送审稿", "送审稿"]
    for section in sections(word):
        assert [reference.get(f"{W}type") for reference in section.iter(f"{W}headerReference")] == ["default", "even"]
    shapes = [shape for tree in word.trees.values() for shape in tree.iter(f"{VML}shape")]
    assert len({shape.get("id") for shape in shapes}) == 2
    assert all("z-index:-" in shape.get("style", "") for shape in shapes)


def test_a_mark_stands_above_the_watermark(handed: Handed) -> None:
    report, handing = second_draft()
    word = handed(report, handing, DRAFT_MARK)
    assert word.texts("header") == [DRAFT_MARK, DRAFT_MARK] and watermarks(word) == ["送审稿"] * 2


def test_a_final_report_has_no_watermark_and_no_header(handed: Handed) -> None:
    report, handing = second_draft()
    word = handed(report, handing._replace(kind=Kind.FINAL))
    assert watermarks(word) == [] and word.texts("header") == []
    assert feet(word, sections(word)[1])[0].startswith("定稿（第2稿）　校验码 ")


def test_a_rough_report_is_one_section_with_watermark_and_code(handed: Handed) -> None:
    report = zero_report()
    word = handed(report, rough(report))
    (section,) = sections(word)
    assert watermarks(word) == ["草稿", "草稿"] and len(word.tables) == 3
    assert feet(word, section)[0] == f"{rough(report).footing}\t— 1 —"


def test_the_tables_of_the_sheets_are_those_on_paper(handed: Handed) -> None:
    report, handing = second_draft()
    blocks = [
        block for section in sheets.printed(report, "", handing).sections for block in section.blocks if isinstance(block, TableBlock)
    ]
    tables = handed(report, handing).tables
    assert len(tables) == len(blocks) == 7
    for block, table in zip(blocks, tables, strict=True):
        for box, setting in zip(block.grid.boxes, block.settings, strict=True):
            assert table[box.row][box.column].text == setting.text


def test_headings_come_again_on_every_page_and_rows_are_kept_whole(handed: Handed) -> None:
    tables = handed(*second_draft()).body.findall(f"{W}tbl")
    for table in tables[4:]:
        rows = table.findall(f"{W}tr")
        assert [has(row, "trPr/tblHeader") for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(has(row, "trPr/cantSplit") for row in rows)


def test_a_scanner_reads_the_code_which_is_at_least_20_mm_wide(handed: Handed) -> None:
    report, handing = second_draft()
    word = handed(report, handing)
    grey = QImage.fromData(word.parts["word/media/code1.png"]).convertToFormat(QImage.Format.Format_Grayscale8)
    dots = memoryview(bytes(grey.constBits())).cast("B", [grey.height(), grey.bytesPerLine()])
    assert [code.text for code in zxingcpp.read_barcodes(dots)] == [sheets.scanned(report, handing)]
    (extent,) = word.body.iter(f"{PLACED}extent")
    (told,) = word.body.iter(f"{PLACED}docPr")
    assert int(extent.get("cx", "0")) == int(extent.get("cy", "0")) >= 20 * EMU
    assert handing.code in told.get("descr", "")


def test_styles_of_sheets_are_there_only_with_sheets(handed: Handed) -> None:
    report, handing = second_draft()
    assert b"SheetTitle" in handed(report, handing).parts["word/styles.xml"]
    assert b"Sheet" not in handed(report, None).parts["word/styles.xml"]


def test_every_style_in_use_is_declared(handed: Handed) -> None:
    word = handed(*second_draft(), DRAFT_MARK)
    declared = {entry.get(f"{W}styleId") for entry in word.trees["word/styles.xml"]}
    assert {entry.get(f"{W}val") for tree in word.trees.values() for entry in tree.iter(f"{W}pStyle", f"{W}rStyle")} <= declared


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        to_docx.write(*second_draft()[:1], tmp_path / name, "", DRAFT)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_office_validator_finds_nothing(tmp_path: Path, kind: Kind) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed: the Word file was NOT validated")
    path = tmp_path / "report.docx"
    to_docx.write(broken_report(), path, DRAFT_MARK, DRAFT._replace(kind=kind))
    assert not [str(error) for error in audit.OpenXmlValidator().validate(path).errors]


def test_python_docx_opens_the_file(tmp_path: Path) -> None:
    report, handing = second_draft()
    to_docx.write(report, tmp_path / "report.docx", "", handing)
    opened = docx.Document(str(tmp_path / "report.docx"))
    assert len(opened.sections) == 3 and len(opened.inline_shapes) == 1


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(), some.text(), some.lists(some.text(), max_size=9))
def test_no_text_breaks_the_file(handed: Handed, who: str, text: str, roles: list[str]) -> None:
    changes = (Difference("overview", who, text),)
    word = handed(zero_report(), DRAFT._replace(who=who, code=text, verdict=text, since=who, roles=tuple(roles), changes=changes))
    assert value(word.body, "sectPr/pgNumType") == "" and len(sections(word)) == 3
    assert len(word.tables[0]) == 10 + len(roles)
