"""一图读懂: the numbers it shows, that nothing lies outside its page, and what a browser, a printer and a blind reader get of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtGui import QImage

from desktopapp.core.report import Entry, Report
from desktopapp.formats import to_infographic
from desktopapp.formats.paper import HEIGHT, WIDTH, Options, Typesetter
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.infographic import DARK, LIGHT, page_of
from desktopapp.formats.printed.infographic import infographic
from tests.samples import blank_report, distinct_report, zero_report

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def application() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.instance() or QApplication([])


def year_before(report: Report, **raws: str) -> Report:
    last = report.copy()
    cells = {place.replace("__", "."): Entry(raw) for place, raw in raws.items()}
    last.apply(last.plan({"year": Entry(str(report.year - 1)), **cells}))
    return last


def bars(report: Report, last: Report | None = None) -> dict[str, tuple[Decimal, Decimal | None]]:
    return {bar.label: (bar.now, bar.last) for chart in infographic(report, last).charts for bar in chart.bars}


def test_every_result_is_in_one_bar() -> None:
    report = distinct_report()
    results = infographic(report).charts[2].bars
    assert sum(bar.now for bar in results) == report.value("applications.concluded.total")
    assert sum(bar.now for bar in infographic(report).charts[1].bars) == report.value("applications.received.total")


def test_two_years_stand_side_by_side() -> None:
    report = zero_report()
    report.apply(report.plan({"applications.received.other": Entry("7"), "disputes.suit_direct.upheld": Entry("2")}))
    last = year_before(report, applications__received__other="9")
    shown = bars(report, last)
    assert shown["本年新收"] == (7, 9) and shown["其他"] == (7, 9) and shown["行政诉讼"] == (2, 2)
    assert infographic(report, last).years == ("2024年", "2023年")


def test_last_years_printed_total_goes_before_the_sum() -> None:
    report = zero_report()
    assert bars(report, year_before(report, applications__received__total="5"))["本年新收"] == (0, 5)


@pytest.mark.parametrize("year", ["2022", "2024", ""])
def test_another_year_than_the_one_before_is_not_compared_with(year: str) -> None:
    last = zero_report()
    last.apply(last.plan({"year": Entry(year)}))
    assert bars(zero_report(), last)["本年新收"] == (0, None)


def test_a_number_that_last_year_left_blank_has_no_bar() -> None:
    last = year_before(zero_report(), applications__received__business="")
    assert bars(zero_report(), last)["商业企业"] == (0, None)


def test_what_it_shows_is_said_in_words() -> None:
    report = zero_report()
    report.apply(report.plan({"applications.received.other": Entry("7"), "disclosure.fees.amount": Entry("1286.35")}))
    said = infographic(report, year_before(zero_report())).description
    assert "本年新收7（2023年0）" in said and "行政事业性收费1286.35万元" in said


@pytest.mark.parametrize("make", [blank_report, zero_report, distinct_report])
def test_all_of_it_lies_on_the_page(make) -> None:
    report = make()
    page = page_of(infographic(report, year_before(report) if report.year else None), Glyphs())
    assert all(shade.x >= 0 and shade.x + shade.width <= WIDTH and shade.y + shade.height <= HEIGHT for shade in page.shades)
    ends = [placed.x + placed.line.runs[-1].xs[-1] for placed in page.lines if placed.line.runs]
    assert ends and max(ends) < WIDTH - 500
    assert max(placed.y + placed.line.height for placed in page.lines) < HEIGHT - 500


def test_the_years_are_told_apart_without_colour() -> None:
    report = distinct_report()
    page = page_of(infographic(report, year_before(report)), Glyphs())
    dark, light = ([shade for shade in page.shades if shade.colour == colour] for colour in (DARK, LIGHT))
    assert len(dark) == len(light) == 19  # 18 bars and the legend
    framed = {(rule.x, rule.y) for rule in page.rules}
    assert all((shade.x, shade.y) in framed for shade in light) and not any(
        (shade.x, shade.y + shade.height) in framed for shade in dark[1:]
    )


def test_the_svg_says_every_word_and_can_be_read_by_machines(tmp_path: Path) -> None:
    path = tmp_path / "一图读懂.svg"
    report = distinct_report()
    report.apply(report.plan({"organ": Entry("甲<乙>&丙局")}))
    to_infographic.write(report, path)
    root = etree.parse(path).getroot()
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert "甲<乙>&丙局" in said and str(report.value("applications.received.total")) in said
    assert root.find(f"{SVG}title").text.startswith("甲<乙>&丙局2024年") and root.find(f"{SVG}desc").text
    assert not root.xpath("//@href") and b"<script" not in path.read_bytes()


def test_the_png_is_an_a4_page_with_something_on_it(tmp_path: Path) -> None:
    path = tmp_path / "一图读懂.png"
    to_infographic.write(distinct_report(), path)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1654, 2339)
    assert len({image.pixel(x, y) for x in range(0, 1654, 30) for y in range(0, 2339, 20)}) > 2


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    one, other = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
    to_infographic.write(distinct_report(), one)
    to_infographic.write(distinct_report(), other)
    assert one.read_bytes() == other.read_bytes()


def test_it_is_printed_behind_the_report() -> None:
    report = distinct_report()
    plain = Typesetter().lay_out(report)
    whole = Typesetter().lay_out(report, Options(infographic=infographic(report)))
    assert [page.sheet for page in whole.pages] == [*(page.sheet for page in plain.pages), "一图读懂"]
    assert [page.number for page in whole.pages] == list(range(1, len(plain.pages) + 2))


def test_on_a_draft_it_says_that_it_is_one() -> None:
    report = distinct_report()
    options = Options(mark="草稿", footer="校验码", watermark="送审稿", infographic=infographic(report))
    last = Typesetter().lay_out(report, options).pages[-1]
    assert {"草稿", "校验码"} <= {placed.line.text for placed in last.lines}
    assert last.watermark is not None and last.watermark.text == "送审稿"
    head, foot = (next(placed for placed in last.lines if placed.line.text == words) for words in ("草稿", "校验码"))
    others = [placed for placed in last.lines if placed not in (head, foot)]
    assert head.y + head.line.height <= min(placed.y for placed in others), "nothing is printed over"
    assert foot.y >= max(placed.y + placed.line.height for placed in others)


@pytest.mark.parametrize("two_sided", [True, False])
def test_it_begins_on_the_front_of_a_leaf_where_both_sides_are_printed(two_sided: bool) -> None:
    report = distinct_report()
    pages = Typesetter().lay_out(report, Options(two_sided=two_sided, infographic=infographic(report))).pages
    plain = len(Typesetter().lay_out(report).pages)
    assert pages[-1].number == len(pages) == plain + 1 + (two_sided and plain % 2)
