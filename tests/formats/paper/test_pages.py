"""Pages: 22 lines of 28 characters, what stays together, what stands at the head and the foot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.layout import layout
from desktopapp.core.report import Report
from desktopapp.formats import DRAFT_MARK
from desktopapp.formats.paper import Document, Options, Page, Typesetter
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.sheet import PLAIN
from desktopapp.formats.printed import page, tables
from desktopapp.formats.printed.blocks import TableBlock, blocks
from desktopapp.formats.printed.handing import Handing
from tests.printouts import PROSE, broken_report, filled, long_report, second_draft, short_report
from tests.samples import blank_report, distinct_report, zero_report

GOLDEN = Path(__file__).parents[2] / "golden" / "paper"
HAN = "甲乙丙丁戊己庚辛壬癸"


def laid_out(report: Report, glyphs: Glyphs, options: Options = PLAIN) -> Document:
    return Typesetter(glyphs).lay_out(report, options)


def body(sheet: Page) -> list[str]:
    """The lines between head and foot."""
    return [placed.line.text for placed in sheet.lines if page.TOP <= placed.y < page.HEIGHT - page.BOTTOM]


def page_of(document: Document, words: str) -> int:
    """The page on which a line with these words stands."""
    return next(sheet.number for sheet in document.pages for line in body(sheet) if words in line)


# ── text ──


def test_a_full_page_has_22_lines_of_28_characters(even: Glyphs) -> None:
    document = laid_out(filled(blank_report(), {"overview": HAN * 200}), even)
    full = body(document.pages[1])
    assert len(full) == 22
    assert {len(line) for line in full} == {28}


def test_the_first_line_of_a_paragraph_is_two_characters_in(even: Glyphs) -> None:
    document = laid_out(filled(blank_report(), {"overview": HAN * 5}), even)
    first, second = [placed for placed in document.pages[0].lines if placed.line.text.startswith(("甲", "庚"))]
    assert [first.line.runs[0].xs[0], second.line.runs[0].xs[0]] == [2 * page.EM, 0]
    assert (len(first.line.text), second.y - first.y) == (26, page.LINE)


def test_a_line_reaches_to_the_right_margin_and_the_last_one_does_not(even: Glyphs) -> None:
    document = laid_out(filled(blank_report(), {"overview": (HAN * 5)[:45]}), even)
    first, last = [placed.line for placed in document.pages[0].lines if placed.line.text.startswith(("甲", "庚"))]
    assert first.runs[-1].xs[-1] + 315 == pytest.approx(page.TEXT_WIDTH, abs=1)
    assert last.runs[-1].xs[-1] == pytest.approx(18 * page.EM, abs=1)


def test_the_title_stands_on_several_lines_centred(even: Glyphs) -> None:
    lines = [placed.line for placed in laid_out(zero_report(), even).pages[0].lines][:2]
    assert [line.text for line in lines] == ["清河县档案管理局", "2024年政府信息公开工作年度报告"]
    for line in lines:
        left = line.runs[0].xs[0]
        right = page.TEXT_WIDTH - line.runs[-1].xs[-1] - 440
        assert left == pytest.approx(right, abs=1)


def test_a_web_address_leaves_the_line_above_it_as_it_is(even: Glyphs) -> None:
    report = filled(blank_report(), {"preface": "网址：http://www.example.gov.cn/zwgk/2024/index.html，电话见首页。"})
    line = next(placed.line for placed in laid_out(report, even).pages[0].lines if placed.line.text.startswith("网址："))
    assert line.text.endswith("/")
    assert line.runs[0].xs[2] == pytest.approx(4 * page.EM, abs=1)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(some.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1))
def test_no_character_is_lost(even: Glyphs, text: str) -> None:
    lines = [line for sheet in laid_out(filled(blank_report(), {"problems": text}), even).pages for line in body(sheet)]
    start = next(index for index, line in enumerate(lines) if line.startswith("五、"))
    end = next(index for index, line in enumerate(lines) if line.startswith("六、"))
    assert "".join(lines[start + 1 : end]) == "".join(text.split("\n"))


# ── what stays together ──


@pytest.mark.parametrize(
    "report", [zero_report(), short_report(), long_report(), distinct_report()], ids=["zero", "short", "long", "distinct"]
)
def test_a_heading_stands_on_the_page_of_what_follows(even: Glyphs, report: Report) -> None:
    document = laid_out(report, even)
    for sheet in document.pages:
        last = max((placed for placed in sheet.lines if placed.y < page.HEIGHT - page.BOTTOM), key=lambda placed: placed.y)
        assert not any(last.line.text == part.heading for part in report.form.parts)
    for key, first in {
        "disclosure": "第二十条第（一）项",
        "applications": "（本列数据的勾稽关系为",
        "disputes": "未经复议直接起诉",
    }.items():
        if not report.paragraphs(f"{key}.before"):
            assert page_of(document, report.form.part(key).heading) == page_of(document, first)


def test_a_table_that_fits_a_page_is_not_cut(even: Glyphs) -> None:
    document = laid_out(long_report(), even)
    assert page_of(document, "（本列数据的勾稽关系为") == page_of(document, "四、结转下年度继续办理")


def test_a_table_higher_than_a_page_repeats_its_headings_and_keeps_its_groups_whole(even: Glyphs) -> None:
    document = laid_out(broken_report(), even)
    first, last = page_of(document, "一、本年新收"), page_of(document, "四、结转下年度")
    assert last > first
    for number in range(first, last + 1):
        assert "申请人情况" in body(document.pages[number - 1])
    for group in (
        [
            f"{index}.{name}"
            for index, name in enumerate(
                ("属于国家秘密", "其他法律", "危及", "保护第三方", "属于三类", "属于四类", "属于行政执法", "属于行政查询"), 1
            )
        ],
        ["1.本机关不掌握", "2.没有现成", "3.补正后"],
        ["1.信访举报", "2.重复申请", "3.要求提供", "4.无正当理由", "5.要求行政机关"],
    ):
        assert len({page_of(document, row) for row in group}) == 1


def test_only_a_table_higher_than_a_page_may_be_cut_and_only_between_groups() -> None:
    whole = {block.part: all(block.kept[:-1]) for block in blocks(zero_report()) if isinstance(block, TableBlock)}
    assert whole == {"disclosure": True, "applications": True, "disputes": True}
    whole = {block.part: all(block.kept[:-1]) for block in blocks(broken_report()) if isinstance(block, TableBlock)}
    assert whole == {"disclosure": True, "applications": False, "disputes": True}
    grid = layout(zero_report().form.tables["applications"])
    assert tables.kept(grid, whole=True) == [True] * 27 + [False]
    assert [row for row, keep in enumerate(tables.kept(grid, whole=False)) if not keep] == [3, 4, 5, 6, 14, 17, 22, 25, 26, 27]


def test_the_last_words_stand_on_the_page_of_the_signature(even: Glyphs) -> None:
    for length in range(14, 24):
        report = filled(zero_report(), {"problems": "\n".join(["短。"] * length), "other_matters": HAN * 6})
        document = laid_out(report, even)
        assert page_of(document, "清河县档案管理局") == 1
        assert page_of(document, "2025年1月15日") == page_of(document, HAN[-2:] + HAN[:2])


def test_a_last_paragraph_longer_than_a_page_follows_its_heading_at_once(even: Glyphs) -> None:
    document = laid_out(filled(zero_report(), {"other_matters": HAN * 100}), even)
    assert page_of(document, "六、其他需要报告的事项") == page_of(document, HAN * 2)


def test_the_organ_is_centred_above_the_date_four_characters_from_the_edge(even: Glyphs) -> None:
    lines = [placed for sheet in laid_out(zero_report(), even).pages for placed in sheet.lines]
    date = next(placed for placed in lines if placed.line.text == "2025年1月15日")
    organ = next(placed for placed in lines if placed.line.text == "清河县档案管理局" and placed.y > date.y - 2 * page.LINE)

    def ends(placed: object) -> tuple[float, float]:
        line = placed.line  # type: ignore[attr-defined]
        return placed.x + line.runs[0].xs[0], placed.x + line.runs[-1].xs[-1] + line.runs[-1].size  # type: ignore[attr-defined]

    assert date.y - organ.y == page.LINE
    assert sum(ends(organ)) / 2 == pytest.approx(sum(ends(date)) / 2, abs=page.EM / 4)
    assert page.WIDTH - page.RIGHT - ends(date)[1] == pytest.approx(4 * page.EM, abs=page.EM / 4)


# ── cells ──


def test_numbers_shrink_to_fit_their_box_and_stand_in_its_middle(even: Glyphs) -> None:
    numbers = {
        "applications.received.natural_person": "7",
        "applications.received.business": "1234567",
        "applications.received.research": "9" * 15,
    }
    document = laid_out(filled(zero_report(), numbers), even)
    placed = {place.line.text: place for sheet in document.pages for place in sheet.lines}
    widths = zero_report().form.tables["applications"].column_widths
    left = page.LEFT + sum(zero_report().form.tables["applications"].label_widths)
    for column, text in enumerate(numbers.values()):
        line, x = placed[text].line, placed[text].x
        run = line.runs[0]
        begin, end = x + run.xs[0], x + run.xs[-1] + run.size / 2
        assert begin >= left + sum(widths[:column]) and end <= left + sum(widths[: column + 1])
        assert (begin + end) / 2 == pytest.approx(left + sum(widths[:column]) + widths[column] / 2, abs=1)
    assert placed["7"].line.runs[0].size == 210 > placed["1234567"].line.runs[0].size > placed["9" * 15].line.runs[0].size


def test_a_note_in_a_cell_wraps_inside_it(even: Glyphs) -> None:
    report = filled(zero_report(), {"applications.granted.business": "52（其中环评审批39个，排污许可证核发13个）"})
    lines = [
        placed for sheet in laid_out(report, even).pages for placed in sheet.lines if placed.line.runs and placed.line.runs[0].size == 150
    ]
    assert "".join(placed.line.text for placed in lines) == "52（其中环评审批39个，排污许可证核发13个）"
    assert all(placed.line.runs[-1].xs[-1] + 75 <= 622 for placed in lines)


def test_a_note_longer_than_a_page_goes_on_on_the_next_one(even: Glyphs) -> None:
    note = f"52（{HAN * 60}）"
    document = laid_out(filled(zero_report(), {"applications.granted.business": note}), even)
    lines = [placed for sheet in document.pages for placed in sheet.lines if placed.line.runs and placed.line.runs[0].size == 150]
    assert "".join(placed.line.text for placed in lines) == note
    assert len([sheet for sheet in document.pages if any(placed in lines for placed in sheet.lines)]) > 2
    for sheet in document.pages:
        assert all(placed.y + placed.line.height <= page.HEIGHT - page.BOTTOM for placed in sheet.lines if placed in lines)
        assert all(rule.to_y <= page.HEIGHT - page.BOTTOM + 20 for rule in sheet.rules)


def test_the_rules_of_a_table_meet(even: Glyphs) -> None:
    """Every rule ends on another one: no border is clipped."""
    for sheet in laid_out(broken_report(), even).pages:
        upright = [rule for rule in sheet.rules if rule.x == rule.to_x]
        level = [rule for rule in sheet.rules if rule.y == rule.to_y]
        for rule in upright:
            assert all(
                any(other.y == pytest.approx(y) and other.x - 11 <= rule.x <= other.to_x + 11 for other in level)
                for y in (rule.y, rule.to_y)
            )


# ── head, foot, and what is beneath ──


def test_page_numbers_stand_outside(even: Glyphs) -> None:
    document = laid_out(zero_report(), even)
    for sheet in document.pages:
        number = next(placed for placed in sheet.lines if placed.line.text == f"— {sheet.number} —")
        left, right = number.x + number.line.runs[0].xs[0], number.x + number.line.runs[-1].xs[-1] + 280
        if sheet.number % 2:
            assert right == pytest.approx(page.LEFT + page.TEXT_WIDTH - 280, abs=1)
        else:
            assert left == pytest.approx(page.LEFT + 280, abs=1)
        assert number.y == page.HEIGHT - page.FOOTER - 360


def test_a_draft_says_so_at_the_head_of_every_page_and_before_the_title(even: Glyphs) -> None:
    document = laid_out(zero_report(), even, Options(mark=DRAFT_MARK))
    assert body(document.pages[0])[:2] == [DRAFT_MARK, "清河县档案管理局"]
    for sheet in document.pages:
        heads = [placed for placed in sheet.lines if placed.y == page.HEADER]
        assert [(placed.line.text, placed.line.colour) for placed in heads] == [(DRAFT_MARK, page.RED)]


def test_a_watermark_and_a_footer_change_no_line_of_the_report(even: Glyphs) -> None:
    plain = laid_out(long_report(), even)
    printed = laid_out(long_report(), even, Options(watermark="送审稿", footer="校验码 3F7A"))
    assert [body(sheet) for sheet in printed.pages] == [body(sheet) for sheet in plain.pages]
    assert all(sheet.watermark and sheet.watermark.text == "送审稿" for sheet in printed.pages)
    assert all(any(placed.line.text == "校验码 3F7A" for placed in sheet.lines) for sheet in printed.pages)
    assert not any(sheet.watermark for sheet in plain.pages)


def test_a_page_knows_which_parts_begin_on_it(even: Glyphs) -> None:
    report = long_report()
    document = laid_out(report, even)
    starts = [(start.part, start.heading, sheet.number) for sheet in document.pages for start in sheet.starts]
    assert [(part, heading) for part, heading, _ in starts] == [(part.key, part.heading) for part in report.form.parts]
    assert all(page_of(document, heading) == number for _, heading, number in starts)


# ── again ──


def test_a_typesetter_lays_out_after_an_edit_as_a_new_one_would(even: Glyphs) -> None:
    report = long_report()
    typesetter = Typesetter(even)
    typesetter.lay_out(report)
    for edit in ({"overview": PROSE[4]}, {"applications.received.business": "8"}, {"organ": "清河县档案局"}, {"preface": ""}):
        filled(report, edit)
        assert typesetter.lay_out(report) == laid_out(report, even)


def test_a_report_without_anything_is_still_a_form(even: Glyphs) -> None:
    document = laid_out(blank_report(), even)
    assert [start.part for sheet in document.pages for start in sheet.starts] == [part.key for part in blank_report().form.parts]


def golden_report(name: str) -> tuple[Report, Handing | None]:
    if name == "送审稿":
        return second_draft()
    sample = resources.root() / "sample" / "示例.nianbao"
    return (project.read(sample, resources.forms()).report if name == "示例" else broken_report()), None


@pytest.mark.parametrize("name", ["示例", "broken", "送审稿"])
def test_golden_lines(even: Glyphs, name: str) -> None:
    """Every line where it stands. UPDATE_GOLDEN=1 writes it anew: read the difference before you keep it."""
    report, handing = golden_report(name)
    lines: list[str] = []
    for sheet in laid_out(report, even, Options(handing=handing)).pages:
        lines.append(f"── {sheet.number} ──")
        lines += [
            f"{placed.x + (placed.line.runs[0].xs[0] if placed.line.runs else 0):6.0f} {placed.y:6.0f}  {placed.line.text}".rstrip()
            for placed in sheet.lines
        ]
    text = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
