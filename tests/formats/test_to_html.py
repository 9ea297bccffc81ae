"""The web page: what a browser, a screen reader, a site's editor and our own reader make of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

from desktopapp import formats, resources
from desktopapp.core.content import content
from desktopapp.core.report import Entry, Report
from desktopapp.formats import DRAFT_MARK, reading_back
from tests.samples import blank_report, careful_report, distinct_report, zero_report

FORMS = resources.forms()


def written(report: Report, folder: Path, mark: str = "") -> Path:
    path = folder / "年报.html"
    formats.write(report, path, mark)
    return path


def parsed(report: Report, folder: Path, mark: str = "") -> etree._Element:
    return html.document_fromstring(written(report, folder, mark).read_text("utf-8"))


def heads(page: etree._Element, number: str) -> list[str]:
    """The headings that the cell with this number names, as a screen reader says them."""
    (cell,) = page.xpath(f"//td[.='{number}']")
    named = {head.get("id"): head.text_content() for head in page.iter("th")}
    return [named[name] for name in cell.get("headers").split()]


@pytest.mark.parametrize("make", [zero_report, careful_report, distinct_report])
def test_the_page_read_by_our_own_reader_is_the_report(make, tmp_path: Path) -> None:
    report = make()
    path = written(report, tmp_path)
    incoming = formats.read(path, FORMS)
    assert (incoming.guessed, incoming.not_understood, incoming.unmapped) == ([], [], [])
    assert content(incoming.report(FORMS)) == content(report)
    assert reading_back.confirm(report, path, FORMS) == 200


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("disclosure.normative_documents.in_force", ["第二十条第（一）项", "现行有效件数", "行政规范性文件"]),
        ("disclosure.penalties.decisions", ["第二十条第（六）项", "本年处理决定数量", "行政处罚"]),
        ("applications.received.natural_person", ["申请人情况", "自然人", "一、本年新收政府信息公开申请数量"]),
        (
            "applications.refused_by_law.business",
            ["申请人情况", "法人或其他组织", "商业企业", "三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"],
        ),
        ("disputes.suit_after_review.pending", ["行政诉讼", "复议后起诉", "尚未审结"]),
    ],
)
def test_a_number_names_the_headings_it_stands_under(tmp_path: Path, address: str, expected: list[str]) -> None:
    report = distinct_report()
    assert heads(parsed(report, tmp_path), str(report.value(address))) == expected


def test_every_number_has_its_headings_and_every_heading_one_name(tmp_path: Path) -> None:
    page = parsed(distinct_report(), tmp_path)
    names = [head.get("id") for head in page.iter("th")]
    cells = list(page.iter("td"))
    assert len(names) == len(set(names)) and len(cells) == 200
    assert all(cell.get("headers") and set(cell.get("headers").split()) <= set(names) for cell in cells)
    assert {head.get("scope") for head in page.iter("th")} == {"row", "rowgroup", "col", "colgroup"}


def test_one_title_and_each_table_named_by_its_heading(tmp_path: Path) -> None:
    page = parsed(distinct_report(), tmp_path)
    assert [len(list(page.iter(tag))) for tag in ("h1", "h2", "table", "main", "title")] == [1, 6, 3, 1, 1]
    assert page.get("lang") == "zh-CN"
    assert [page.get_element_by_id(table.get("aria-labelledby")).text_content() for table in page.iter("table")] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_nothing_runs_and_nothing_is_fetched(tmp_path: Path) -> None:
    source = written(careful_report(), tmp_path).read_text("utf-8")
    assert not re.search(r"<(script|link|img|iframe|object)|https?:|url\(|@import|\son\w+=", source)


def test_a_character_that_gbk_lacks_survives_a_site_that_stores_gbk(tmp_path: Path) -> None:
    report = zero_report()
    said = "镕基路“一图读懂”𠮷野①②—€"
    report.apply(report.plan({"overview": Entry(said)}))
    path = written(report, tmp_path)
    path.write_bytes(path.read_text("utf-8").replace('charset="utf-8"', 'charset="gbk"').encode("gbk"))
    assert formats.read(path, FORMS).report(FORMS).paragraphs("overview") == [said]


def test_what_looks_like_markup_is_text(tmp_path: Path) -> None:
    report = zero_report()
    report.apply(report.plan({"overview": Entry("<script>alert(1)</script> & 5<6"), "organ": Entry('甲"乙<b>局')}))
    page = parsed(report, tmp_path)
    assert not list(page.iter("script", "b"))
    assert "<script>alert(1)</script> & 5<6" in page.text_content()


def test_a_draft_says_so_before_its_title(tmp_path: Path) -> None:
    page = parsed(blank_report(), tmp_path, DRAFT_MARK)
    assert page.find("body/main")[0].text_content() == DRAFT_MARK


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(distinct_report(), tmp_path).read_bytes() == written(distinct_report(), tmp_path).read_bytes()
