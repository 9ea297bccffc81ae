"""Reading saved web pages: what a browser shows, in the article and not around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktopapp.core.report import Entry
from desktopapp.formats import read
from desktopapp.formats.blocks import Aside, Grid, Paragraph
from desktopapp.formats.from_html import blocks, fragment
from tests.flattening import leftovers
from tests.pages import page, table
from tests.reading import FORM, FORMS, incoming, read_values, stated
from tests.samples import distinct_report

REPORT = distinct_report()
REPORT.apply(REPORT.plan({"preface": Entry("根据条例编制。"), "applications.after": Entry("注：以上含补正中的申请。")}))
PAGE = page(REPORT)


def read_page(text: str | bytes):
    return incoming(text if isinstance(text, bytes) else text.encode(), "年报.html")


def texts(source: str) -> list[str]:
    return [block.text for block in fragment(source) if isinstance(block, Paragraph)]


def is_right(read_file) -> bool:
    return read_file.whole and read_values(read_file) == stated(REPORT)


def test_a_published_page_is_read_whole() -> None:
    page_read = read_page(PAGE)
    assert is_right(page_read)
    made = page_read.report(FORMS)
    assert {key: made.text(key) for key in FORM.text_keys} == {key: REPORT.text(key) for key in FORM.text_keys}
    assert (made.organ, made.year, str(made.date)) == (REPORT.organ, 2024, "2025-01-15")


def test_what_stands_around_the_article_is_listed_and_no_part_of_it() -> None:
    aside = {leftover.raw for leftover in read_page(PAGE).unmapped}
    assert {"首页", "来源：县政府办 发布时间：2025-01-20 09:30", "打印　关闭", "主办单位：清河县人民政府办公室"} <= aside


def test_without_containers_the_footer_is_known_by_its_words() -> None:
    flat = PAGE.replace("<div class='editor'>", "").replace("<div class='article'>", "").replace("</div></div>", "").replace("</div>", "")
    page_read = read_page(flat.replace("<div class='footer'>", "").replace("<div id='nav'>", ""))
    assert is_right(page_read)
    assert page_read.texts["other_matters"] == REPORT.text("other_matters") and page_read.texts["preface"] == "根据条例编制。"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", "gbk"),
        ("gb18030", "utf-8"),
        ("utf-8", "gb2312"),
        ("utf-8-sig", "gbk"),
        ("utf-16", "x"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_says(encoding: str, named: str) -> None:
    assert is_right(read_page(PAGE.replace("charset='utf-8'", f"charset={named}").encode(encoding)))


def test_a_web_archive_is_read() -> None:
    import email.message

    archive = email.message.EmailMessage()
    archive["Subject"] = "年报"
    archive.set_content("preamble", subtype="plain")
    archive.make_related()
    part = email.message.EmailMessage()
    part.set_content(PAGE, subtype="html", charset="gb18030", cte="quoted-printable")
    archive.attach(part)
    assert is_right(incoming(archive.as_bytes(), "年报.mht"))


def test_the_table_of_every_part_may_be_made_of_div() -> None:
    source = PAGE
    for key in FORM.tables:
        whole = table(REPORT, key, lambda text: f"<p>{text}</p>")
        made = whole.replace("<table border='1'><tbody>", "<div class='table'>").replace("</tbody></table>", "</div>")
        made = (
            made.replace("<tr>", "<div class='tr'>").replace("</tr>", "</div>").replace("<td", "<div class='td'").replace("</td>", "</div>")
        )
        source = source.replace(whole, made)
    assert "<table" not in source and is_right(read_page(source))


def test_a_table_of_div_without_a_word_about_it_is_read_line_by_line() -> None:
    source = PAGE.replace("<table border='1'><tbody>", "<div>").replace("</tbody></table>", "</div>")
    for tag in ("tr", "td"):
        source = source.replace(f"<{tag}", "<div").replace(f"</{tag}>", "</div>")
    assert is_right(read_page(source))


def test_one_layout_table_around_everything_is_no_table_of_the_form() -> None:
    inside = PAGE.partition("<body>")[2].partition("</body>")[0]
    layout = f"<table width=100%><tr><td>导航<br>1</td><td>{inside}</td></tr></table>"
    assert is_right(read_page(PAGE.replace(inside, layout)))


def test_headings_and_words_may_stand_in_one_table_with_the_numbers() -> None:
    rows = ""
    for part in FORM.parts:
        rows += f"<tr><td colspan=15><b>{part.heading}</b></td></tr>"
        if part.key in FORM.tables:
            rows += table(REPORT, part.key).removeprefix("<table border='1'><tbody>").removesuffix("</tbody></table>")
        else:
            rows += "".join(f"<tr><td colspan=15><p>{text}</p></td></tr>" for text in REPORT.paragraphs(part.key))
    page_read = read_page(f"<html><h1>{REPORT.title}</h1><table>{rows}</table></html>")
    assert is_right(page_read)
    assert page_read.texts["problems"] == REPORT.text("problems")


def test_a_heading_may_stand_in_the_first_row_of_its_table() -> None:
    heading = FORM.parts[2].heading
    source = PAGE.replace(f"<p><strong>{heading}</strong></p>", "")
    whole = table(REPORT, "applications", lambda text: f"<p>{text}</p>")
    assert is_right(read_page(source.replace(whole, whole.replace("<tbody>", f"<tbody><tr><td colspan=10>{heading}</td></tr>", 1))))


def test_the_two_halves_of_table_four_may_be_two_tables() -> None:
    whole = table(REPORT, "disputes", lambda text: f"<p>{text}</p>")
    names = [column.label for column in FORM.tables["disputes"].blocks[0].columns]
    values = [str(REPORT.value(cell.address)) for cell in FORM.tables["disputes"].cells]

    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    review = f"<table><tr><td colspan=5>行政复议</td></tr>{row([label[-1] for label in names[:5]])}{row(values[:5])}</table>"
    suits = "<table><tr><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    suits += f"{row([label[-1] for label in names[5:]])}{row(values[5:])}</table>"
    page_read = read_page(PAGE.replace(whole, review + suits))
    assert read_values(page_read) == stated(REPORT) and page_read.whole


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>政府\r\n  信息</p>", ["政府信息"]),
        ("<p>政府<span>\n</span>信息</p>", ["政府信息"]),
        ("<p>two\n words</p>", ["two words"]),
        ("<p>上<br>下</p>", ["上\n下"]),
        ("<p>一<b>二</b>三</p>四", ["一二三", "四"]),
        ("<p>5<sup>1</sup></p>", ["5¹"]),
        ("<p>1<del>2</del>3<s>4</s></p>", ["13"]),
        ("<p>1<span style='text-decoration: line-through'>2</span></p>", ["1"]),
        ("<p>看<span style='DISPLAY:none'>不</span>见</p><p hidden>不</p>", ["看见"]),
        ("<p>甲</p><script>乙</script><style>丙</style><noscript>丁</noscript><!-- 戊 -->", ["甲"]),
        ("<p>1\u200b2</p>", ["12"]),
        ("<p><input value='3'><input type=hidden value='4'></p>", ["3"]),
        ("<pre>甲\n乙</pre>", ["甲\n乙"]),
        ("<li>甲</li><li>乙</li>", ["甲", "乙"]),
        ("", []),
        ("<!-- 无 -->", []),
    ],
)
def test_a_paragraph_is_what_a_browser_shows(source: str, shown: list[str]) -> None:
    assert texts(source) == shown


def test_what_was_struck_out_and_pictures_are_named() -> None:
    found = fragment("<p>1<del>2</del></p><img src='a.png'><img src='icon.gif' width=16>")
    assert [block for block in found if isinstance(block, Aside)] == [Aside("删除线文字", "2"), Aside("图片")]


def test_hidden_boxes_hold_no_place() -> None:
    (grid,) = fragment("<table><tr><td>规章</td><td style='display:none'>7</td><td style='visibility:hidden'>8</td><td>9</td></tr></table>")
    assert isinstance(grid, Grid) and [box.text for box in grid.rows[0]] == ["规章", "", "9"]


def test_a_frame_around_a_number_is_no_other_table() -> None:
    (grid,) = fragment("<table><tr><td>规章</td><td><table><tr><td>9</td></tr></table></td></tr></table>")
    assert isinstance(grid, Grid) and [box.text for box in grid.rows[0]] == ["规章", "9"] and not list(grid.inner)


def test_the_row_in_which_a_page_was_cut_off_is_not_read() -> None:
    end = PAGE.index("2.重复申请")
    page_read = read_page(PAGE[: PAGE.index("</td>", end + 60)])
    assert not [address for address in page_read.raws if "declined_repeat" in address]
    assert [leftover for leftover in leftovers(page_read.not_understood) if leftover[0] == "网页末尾不完整的一行"]
    assert all(value == stated(REPORT)[address] for address, value in read_values(page_read).items() if value is not None)


def test_spans_beyond_reason_are_cut() -> None:
    (grid,) = blocks(b"<table>" + b"<tr><td colspan=2000000000 rowspan=2000000000>1<td>2</tr>" * 9 + b"</table>")
    assert isinstance(grid, Grid) and len(grid.rows) == 9 and all(box.right <= 200 for row in grid.rows for box in row)


def test_a_page_goes_through_the_child_process(tmp_path: Path) -> None:
    path = tmp_path / "年报.htm"
    path.write_bytes(PAGE.encode("gb18030"))
    assert is_right(read(path, FORMS))


def test_the_year_of_the_file_s_name_is_a_guess() -> None:
    source = PAGE.replace("2024年政府信息公开工作年度报告", "政府信息公开工作年度报告")
    assert [guess.why for guess in incoming(source.encode(), "2024年报.html").guessed] == ["标题里没有年份，取自文件名"]


def test_a_report_that_a_page_holds_twice_is_one_report() -> None:
    article = PAGE[PAGE.index("<div class='article'>") : PAGE.index("<div class='footer'>")]
    page_read = read_page(PAGE.replace(article, article + article))
    assert is_right(page_read) and page_read.texts["overview"] == REPORT.text("overview")


def test_totals_may_be_called_otherwise() -> None:
    assert is_right(read_page(PAGE.replace("总计", "合计")))


def test_every_number_may_have_its_unit() -> None:
    assert is_right(read_page(re.sub(r"<td><p>(\d+)</p></td>", r"<td><p>\1件</p></td>", PAGE)))


@pytest.mark.parametrize("sign", ["/", "—", "无", ""])
def test_table_four_may_hold_signs_or_nothing(sign: str) -> None:
    whole = table(REPORT, "disputes", lambda text: f"<p>{text}</p>")
    last = whole.rindex("<tr>")
    page_read = read_page(PAGE.replace(whole, whole[:last] + re.sub(r"\d+", sign, whole[last:])))
    listed = {leftover.where: leftover.raw for leftover in page_read.not_understood}
    cells = [cell.address for cell in FORM.tables["disputes"].cells]
    assert listed == (dict.fromkeys(cells, sign) if sign else {})
    assert page_read.report(FORMS).value(cells[0]) is None and (page_read.blank(FORM) == ([] if sign else cells))


def test_organ_and_year_may_be_in_the_browser_s_title_alone() -> None:
    source = PAGE.replace(f"<h1>{REPORT.title}</h1>", "").replace("<title>政府信息公开年报", f"<title>{REPORT.title}_清河县人民政府")
    source = source.replace(f"<p style='text-align:right'>{REPORT.organ}</p>", "")
    page_read = read_page(source)
    assert (page_read.texts["organ"], page_read.texts["year"]) == (REPORT.organ, "2024")
    assert {guess.why for guess in page_read.guessed} == {"正文里没有机关名称，取自网页标题", "标题里没有年份，取自网页标题"}


def test_a_note_raised_beside_a_number_does_not_become_its_last_digit() -> None:
    value = str(REPORT.value("applications.granted.research"))
    page_read = read_page(PAGE.replace(f"<td><p>{value}</p></td>", f"<td><p>{value}<sup>2</sup></p></td>", 1))
    assert ("applications.granted.research", f"{value}²") in leftovers(page_read.not_understood)
