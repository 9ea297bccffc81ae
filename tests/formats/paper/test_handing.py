"""What is handed over, on paper: its sheets before and behind the report, which is the same with them as without."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtGui import QColor, QImage, QPainter

from desktopapp import resources
from desktopapp.core.content import Difference
from desktopapp.core.drafts import take
from desktopapp.core.report import Report
from desktopapp.formats.paper import TWIPS, Document, Options, Page, Typesetter, paint
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.printed import page
from desktopapp.formats.printed.handing import Handing, Kind, handed_over, rough
from desktopapp.formats.printed.sheets import scanned
from tests.printouts import broken_report, filled, found, long_report, second_draft, short_report
from tests.samples import zero_report

DRAFT = second_draft()[1]
HAN = "甲乙丙丁戊己庚辛壬癸"


def laid_out(report: Report, handing: Handing, glyphs: Glyphs, **more: bool) -> Document:
    return Typesetter(glyphs).lay_out(report, Options(handing=handing, **more))


def body(sheet: Page) -> list[str]:
    """The lines between head and foot."""
    return [placed.line.text for placed in sheet.lines if page.TOP <= placed.y < page.HEIGHT - page.BOTTOM]


def foot(sheet: Page) -> list[str]:
    return [placed.line.text for placed in sheet.lines if placed.y >= page.HEIGHT - page.BOTTOM]


def words(document: Document, sheet: str) -> str:
    """All that stands on the pages of a sheet."""
    return "".join(line for each in document.pages if each.sheet == sheet for line in body(each))


# ── the pages ──


@pytest.mark.parametrize("report", [zero_report(), short_report(), long_report(), broken_report()], ids=["zero", "short", "long", "broken"])
def test_the_report_is_the_same_with_its_sheets_as_without(even: Glyphs, report: Report) -> None:
    plain = Typesetter(even).lay_out(report).pages
    printed = [sheet for sheet in laid_out(report, DRAFT, even).pages if not sheet.sheet]
    assert [(body(sheet), sheet.rules, sheet.shades, sheet.printed) for sheet in printed] == [
        (body(sheet), sheet.rules, sheet.shades, sheet.number) for sheet in plain
    ]
    assert all(f"— {sheet.printed} —" in foot(sheet) for sheet in printed)


def test_every_sheet_counts_its_own_pages_and_all_pages_are_counted(even: Glyphs) -> None:
    pages = laid_out(*second_draft(), even).pages
    assert [sheet.number for sheet in pages] == list(range(1, len(pages) + 1))
    assert "审签单第1页" in foot(pages[0]) and "— 1 —" in foot(pages[1]) and f"核对表第{pages[-1].printed}页" in foot(pages[-1])
    printed = [sheet.printed for sheet in pages if sheet.sheet == "核对表"]
    assert len(printed) > 1 and printed == list(range(1, len(printed) + 1))
    assert pages[0].starts[0] == ("", "审签单", page.TOP)
    assert [start.heading for sheet in pages if sheet.sheet == "核对表" for start in sheet.starts] == ["核对表"]


def test_every_page_bears_the_watermark_and_the_code_at_its_inner_margin(even: Glyphs) -> None:
    for sheet in laid_out(*second_draft(), even).pages:
        assert sheet.watermark and sheet.watermark.text == "送审稿"
        code = next(placed for placed in sheet.lines if placed.line.text == DRAFT.footing)
        number = next(placed for placed in sheet.lines if placed.y == code.y and placed is not code)
        left = [placed.x + placed.line.runs[0].xs[0] for placed in (code, number)]
        assert left == sorted(left, reverse=sheet.printed % 2 == 0)


def test_a_final_report_has_its_sheets_and_its_code_and_no_watermark(even: Glyphs) -> None:
    report, handing = second_draft()
    final = laid_out(report, handing._replace(kind=Kind.FINAL), even)
    assert {sheet.watermark for sheet in final.pages} == {None}
    assert all(f"定稿（第2稿）　校验码 {handing.code}" in foot(sheet) for sheet in final.pages)
    assert {sheet.sheet for sheet in final.pages} == {"审签单", "", "核对表"}


def test_a_rough_report_has_a_watermark_and_a_code_and_no_sheets(even: Glyphs) -> None:
    report = zero_report()
    pages = laid_out(report, rough(report), even).pages
    assert {(sheet.sheet, sheet.watermark.text if sheet.watermark else "") for sheet in pages} == {("", "草稿")}


def test_on_both_sides_of_leaves_the_report_begins_on_a_front(even: Glyphs) -> None:
    report, handing = second_draft()
    pages = laid_out(report, handing, even, two_sided=True).pages
    firsts = [sheet.number for sheet in pages if sheet.printed == 1]
    assert firsts == [1, 3, 7] and not any(pages[1][1:6]) and pages[1].printed == 0
    assert [sheet.number for sheet in pages] == list(range(1, len(pages) + 1))
    assert [body(sheet) for sheet in pages if sheet.printed] == [body(sheet) for sheet in laid_out(report, handing, even).pages]


def test_the_sign_off_sheet_is_one_page(even: Glyphs) -> None:
    for roles in (DRAFT.roles, tuple("甲乙丙丁戊己庚辛")):
        pages = laid_out(short_report(), DRAFT._replace(roles=roles), even).pages
        assert [sheet.sheet for sheet in pages[:2]] == ["审签单", ""]


def test_a_long_table_repeats_its_headings_and_cuts_no_row(even: Glyphs) -> None:
    changes = tuple(Difference("overview", f"{HAN * 4}{number}。", f"{number}{HAN * 4}。") for number in range(60))
    document = laid_out(zero_report(), DRAFT._replace(changes=changes), even)
    pages = [body(sheet) for sheet in document.pages if any("甲乙" in line for line in body(sheet)) and sheet.sheet == "核对表"]
    assert len(pages) > 2
    for lines in pages:
        assert [line for line in lines if line in ("位置", "原为", "改为")] == ["位置", "原为", "改为"]
    for number in range(60):
        assert any(f"{HAN * 4}{number}。" in "".join(lines) and f"{number}{HAN * 4}。" in "".join(lines) for lines in pages)


@pytest.mark.parametrize("edition", sorted(resources.forms()))
def test_every_edition_of_the_form_has_its_sheets(even: Glyphs, edition: str) -> None:
    report = Report(resources.forms()[edition])
    handing = handed_over(report, found(report), take(report, [], "2025-01-08 16:20", "王小明"))
    told = words(laid_out(report, handing, even), "核对表")
    assert all(report.form.part(total.table).heading in told for total in handing.totals)
    assert {total.table for total in handing.totals} == set(report.form.tables)


# ── the code ──


@pytest.mark.parametrize("dots", [150, 300])
def test_a_scanner_reads_the_code_off_the_page(dots: int) -> None:
    report, handing = second_draft()
    sheet = Typesetter().lay_out(report, Options(handing=handing)).pages[0]
    scale = dots / TWIPS
    image = QImage(round(page.WIDTH * scale), round(page.HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(sheet, painter)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    picture = memoryview(bytes(grey.constBits())).cast("B", [grey.height(), grey.bytesPerLine()])
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [scanned(report, handing)]


# ── whatever is typed ──

typed = some.text(some.sampled_from("甲乙丙，。“”（）2024%AB -/\n"), max_size=600)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.text("甲乙丙丁戊", min_size=1, max_size=400), max_size=12), typed, typed, typed)
def test_nothing_that_is_typed_makes_the_layout_fail_or_lose_a_row(even: Glyphs, roles: list[str], who: str, organ: str, text: str) -> None:
    report = filled(zero_report(), {"organ": organ, "title": text})
    handing = DRAFT._replace(roles=tuple(roles), who=who, verdict=text, since=who, changes=(Difference("overview", text, organ),))
    document = laid_out(report, handing, even)
    signed = words(document, "审签单")
    assert all(role in signed for role in roles)
    told = words(document, "核对表")
    assert [checked.rule for checked in handing.checks if checked.rule not in told] == []
    for sheet in document.pages:
        assert all(rule.to_y <= page.HEIGHT - page.BOTTOM + 20 for rule in sheet.rules)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(), some.text())
def test_no_character_breaks_a_sheet(even: Glyphs, who: str, text: str) -> None:
    report = filled(zero_report(), {"organ": text, "title": text})
    handing = DRAFT._replace(who=who, when=text, code=who, roles=(text, who), checks=tuple(DRAFT.checks), verdict=text)
    assert laid_out(report, handing, even).pages[0].sheet == "审签单"


def test_a_row_of_very_many_findings_goes_on_on_the_next_page(even: Glyphs) -> None:
    checked = next(checked for checked in DRAFT.checks if checked.rule == "C03")
    many = checked._replace(findings=tuple(checked.findings[0]._replace(reason=f"理由{number}。") for number in range(200)))
    document = laid_out(zero_report(), DRAFT._replace(checks=(many,)), even)
    last = page.LEFT + 900 + 3300 + 1300
    lines = [
        placed
        for sheet in document.pages
        for placed in sheet.lines
        if sheet.sheet == "核对表" and placed.x > last and placed.line.text != "说明"
    ]
    told = "".join(placed.line.text for placed in lines if placed.y < page.HEIGHT - page.BOTTOM)
    assert all(f"说明：理由{number}。" in told for number in range(200))
