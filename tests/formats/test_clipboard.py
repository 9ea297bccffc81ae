"""What was copied in Word, Excel or a browser."""

from __future__ import annotations

import pytest

from desktopapp.core.files import NotUnderstood
from desktopapp.formats import clipboard
from tests.flattening import WHOLE, flattened
from tests.pages import page, table
from tests.reading import FORMS, read_values, stated
from tests.samples import distinct_report

REPORT = distinct_report()
WINDOWS = "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00009999\r\nStartFragment:1\r\nEndFragment:2\r\nSourceURL:x\r\n"


@pytest.mark.parametrize("before", ["", WINDOWS])
def test_a_copied_page_is_read_whole(before: str) -> None:
    read = clipboard.read(before + page(REPORT), "", FORMS)
    assert read.whole and read_values(read) == stated(REPORT)


def test_one_copied_table_fills_its_cells_alone() -> None:
    read = clipboard.read(f"<html><body>{table(REPORT, 'applications')}</body></html>", "x", FORMS)
    assert len(read.raws) == 175 and not read.guessed


@pytest.mark.parametrize("html", ["", "<p>无表格</p>"])
def test_text_with_tabs_is_read_where_there_is_no_table(html: str) -> None:
    assert read_values(clipboard.read(html, flattened(REPORT, "rows", WHOLE), FORMS)) == stated(REPORT)


@pytest.mark.parametrize(("html", "text"), [("", ""), ("", "会议通知"), ("<table><tr><td>1</td></tr></table>", "1"), ("<p></p>", "")])
def test_what_is_no_report_is_refused(html: str, text: str) -> None:
    with pytest.raises(NotUnderstood, match="“剪贴板”里没有找到年度报告的内容"):
        clipboard.read(html, text, FORMS)


def test_too_much_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="复制的内容太多"):
        clipboard.read("<table>" + "x" * clipboard.LARGEST, "", FORMS)
    with pytest.raises(NotUnderstood, match="复制的内容太多"):
        clipboard.read("<table><tr><td>1</td></tr></table>" + "<p>报</p>" * 40_000, "", FORMS)
