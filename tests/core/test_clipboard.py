"""The clipboard's cells, from text and from HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.clipboard import rows_of


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\r\n", []),
        ("5", [["5"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t\t3", [["1", "", "3"]]),
        ('"商业\n企业"\t"说""好"""', [["商业\n企业", '说"好"']]),
        ("1\r2", [["1"], ["2"]]),
        ("1\n\n3", [["1"], [""], ["3"]]),
    ],
)
def test_the_clipboard_is_read_as_rows(text: str, rows: list[list[str]]) -> None:
    assert rows_of(text) == rows


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General;}</style></head><body>
<!--StartFragment--><table border=0><col width=72><tr height=18><td class=xl65 align=right x:num>1</td><td></td><td x:num>1,234</td></tr>
<tr><td>2</td><td>3</td><td>4</td></tr></table><!--EndFragment--></body></html>"""
WORD = """<table class=MsoTableGrid><tr><td><p class=MsoNormal><span lang=EN-US>52<o:p></o:p></span></p><p>（其中新办39件）</p></td>
<td><p><span>&nbsp;</span></p></td></tr></table>"""


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (EXCEL, [["1", "", "1,234"], ["2", "3", "4"]]),
        (WORD, [["52 （其中新办39件）", ""]]),
        (
            "<table><tr><td colspan=2>合计</td><td>3</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
            [["合计", None, "3"], ["1", "2", "3"]],
        ),
        ("<table><tr><td rowspan=2>5</td><td>1</td></tr><tr><td>2</td></tr></table>", [["5", "1"], [None, "2"]]),
        ("<table><tr><td>栏目</td><td><table><tr><td>7</td></tr></table></td></tr></table>", [["7"]]),
        ("<td>1<td>2<tr><td>3", [["1", "2"], ["3", None]]),
        ("<TABLE><TR><TD>1</TD></TR></TABLE>", [["1"]]),
        ("<table><tr><td>1<script>2</script></td></tr></table>", [["1"]]),
    ],
)
def test_a_table_in_html_is_read_square_by_square(html: str, rows: list[list[str | None]]) -> None:
    assert rows_of("something else", html) == rows


@pytest.mark.parametrize("html", ["", "<p>8\t9</p>", "<b>8</b>", "<table></table>", "<table><tr></tr></table>", "<title>8</title>"])
def test_html_without_a_cell_leaves_it_to_the_text(html: str) -> None:
    assert rows_of("8\t9", html) == [["8", "9"]]


@given(st.text('<>/tdrable colspan="9 1&#;', max_size=200))
def test_no_html_is_too_broken(html: str) -> None:
    for row in rows_of("", html):
        assert all(cell is None or isinstance(cell, str) for cell in row)


def test_a_span_that_says_nonsense_is_clamped() -> None:
    assert len(rows_of("", '<table><tr><td colspan="2000000000" rowspan="-5">1</td></tr></table>')[0]) == 1000
