"""A draft that was handed over, read again: its sheets are no part of the report, and one sentence says so."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from desktopapp import formats
from desktopapp.core.report import Report
from desktopapp.formats.blocks import Box, Grid, Paragraph
from desktopapp.formats.handed_sheets import is_foot, without_sheets
from desktopapp.formats.incoming import Leftover
from tests.printouts import second_draft
from tests.reading import FORMS, incoming, read_values, stated

HAS_PDF = importlib.util.find_spec("pdfplumber") is not None
TITLE = Paragraph("政府信息公开工作年度报告审签单")
TABLE = Grid([[Box("环节"), Box("意见")]])
LAST = Paragraph("本单随稿归档，不对外公布。")


@pytest.mark.parametrize(
    "suffix", ["docx", pytest.param("pdf", marks=pytest.mark.skipif(not HAS_PDF, reason="pdfplumber is not installed"))]
)
def test_a_draft_s_sheets_are_named_in_one_sentence_and_the_report_is_whole(tmp_path: Path, suffix: str) -> None:
    report, handing = second_draft()
    file = tmp_path / f"送审稿.{suffix}"
    formats.write(report, file, "", handing)
    read = incoming(file.read_bytes(), file.name)
    assert read.whole and read_values(read) == stated(report)
    assert read.unmapped == [Leftover("附页", "审签单、核对表，没有导入")]
    assert _texts(read.report(FORMS)) == _texts(report)


def test_the_workbook_s_own_checks_are_named_in_one_sentence(tmp_path: Path) -> None:
    report, handing = second_draft()
    formats.write(report, tmp_path / "送审稿.xlsx", "", handing)
    read = incoming((tmp_path / "送审稿.xlsx").read_bytes(), "送审稿.xlsx")
    assert Leftover("附页", "工作表“核对”，没有导入") in read.unmapped and read_values(read) == stated(report)


def test_a_title_without_the_sheet_s_last_words_hides_nothing() -> None:
    for found in ([TITLE, TABLE, Paragraph("一、总体情况")], [TITLE, LAST], [Paragraph("核对表"), TABLE]):
        assert list(without_sheets(found)) == found


def test_what_stands_behind_a_sheet_is_kept() -> None:
    kept = list(without_sheets([Paragraph("前"), TITLE, TABLE, LAST, Paragraph("后")]))
    assert [block.text for block in kept if not isinstance(block, Grid)] == ["前", "审签单", "后"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("— 3 —", True),
        ("审签单第1页", True),
        ("第2稿（送审稿）　校验码 K7M2-9QXA-4HTC", True),
        ("第2稿 校验码 K7M2-9QXA-4HTC 核对表第12页", True),
        ("核对表", False),
        ("2025年1月9日", False),
        ("第2稿 校验码 K7M2-9QXA-4HTC 见附件", False),
    ],
)
def test_the_foot_of_a_page_is_known(text: str, is_one: bool) -> None:
    assert is_foot(text) is is_one


def _texts(report: Report) -> dict[str, str]:
    return {key: report.text(key) for key in (*report.form.text_keys, "organ", "year", "date")}
