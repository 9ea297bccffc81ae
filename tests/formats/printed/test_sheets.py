"""审签单 and 核对表 as blocks: what stands on them, in the words of who signs."""

from __future__ import annotations

from desktopapp.core.checks import CHECKS
from desktopapp.core.drafts import take
from desktopapp.core.report import Report
from desktopapp.formats.printed import sheets
from desktopapp.formats.printed.blocks import Paragraph, TableBlock, blocks
from desktopapp.formats.printed.handing import Handing, handed_over, rough
from tests.printouts import found, second_draft
from tests.samples import blank_report, zero_report

MILLIMETRE = 1440 / 25.4  # twips


def rows(table: TableBlock) -> list[list[str]]:
    """The words of the boxes that begin in each row."""
    return [[box.text for box in table.grid.boxes if box.row == row] for row in range(table.grid.rows)]


def of(report: Report, handing: Handing, sheet: str) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs and the tables of a sheet."""
    section = next(section for section in sheets.printed(report, "", handing).sections if section.name == sheet)
    texts = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    return texts, [rows(block) for block in section.blocks if isinstance(block, TableBlock)]


def first_draft(report: Report) -> Handing:
    return handed_over(report, found(report), take(report, [], "2025-01-08 16:20", "王小明"))


def test_the_sign_off_sheet_stands_before_the_report_and_the_checklist_behind_it() -> None:
    report, handing = second_draft()
    printed = sheets.printed(report, "", handing)
    assert [section.name for section in printed.sections] == ["审签单", "", "核对表"]
    assert printed.sections[1].blocks == tuple(blocks(report))
    assert [section.around_number for section in printed.sections] == [("审签单第", "页"), ("— ", " —"), ("核对表第", "页")]


def test_without_a_draft_or_with_a_rough_one_the_report_stands_alone() -> None:
    report = zero_report()
    for handing in (None, rough(report)):
        assert [section.name for section in sheets.printed(report, "", handing).sections] == [""]


def test_the_sign_off_sheet_says_what_is_signed() -> None:
    report, handing = second_draft()
    texts, (table,) = of(report, handing, "审签单")
    assert texts[0] == "政府信息公开工作年度报告审签单"
    assert [row[:2] for row in table[:9]] == [
        ["单位名称", "清河县档案管理局"],
        ["报告标题", "清河县档案管理局2024年政府信息公开工作年度报告"],
        ["报告年度", "2024年"],
        ["稿　　次", "第2稿（送审稿）"],
        ["打印时间", "2025-01-09 09:30"],
        ["经 办 人", "王小明"],
        ["校 验 码", handing.code],
        ["核对结论", "未通过核对：3处错误"],
        ["改动情况", "与第1稿相比改动6处，见核对表"],
    ]


def test_every_role_has_room_for_an_opinion_a_name_and_a_date() -> None:
    report, handing = second_draft()
    many = ("股室填录", "股室负责人", "分管局领导", "保密审查", "主要领导", "校对", "法制审核", "盖章")
    for roles in (handing.roles, many):
        block = next(block for block in sheets.sign_off(report, handing._replace(roles=roles)) if isinstance(block, TableBlock))
        table = rows(block)
        assert table[9] == ["环　节", "意　见", "签　名", "日　期"]
        assert table[10:] == [[role, "", "", ""] for role in roles]
        assert min(block.heights[10:]) >= 12 * MILLIMETRE


def test_the_checklist_names_every_check_its_verdict_and_what_was_found() -> None:
    report, handing = second_draft()
    _, (checks, _, _) = of(report, handing, "核对表")
    assert checks[0] == ["编号", "核对内容", "结果", "说明"]
    assert [row[0] for row in checks[1:]] == [rule.id for rule in CHECKS]
    told = {row[0]: row[2:] for row in checks[1:]}
    assert told["C01"] == ["通过", ""]
    assert told["C03"][0] == "已说明1处" and told["C03"][1].endswith("说明：变更件中有13件年底前撤回，不计入。")
    assert told["T3-1"][0] == "阻断2处" and "左边少" in told["T3-1"][1]
    assert told["T4-1"] == ["由程序合计", "1个合计由程序合计，没有另填合计数可供核对。"]


def test_of_very_many_findings_the_first_are_spelled_out_and_the_others_counted() -> None:
    report = blank_report()
    report.apply(report.plan({address: zero_report().entry(address)._replace(raw="/") for address in report.form.cells}))
    _, tables = of(report, first_draft(report), "核对表")
    (row,) = (row for row in tables[0] if row[0] == "C01")
    assert row[2] == "阻断200处" and row[3].endswith("另有192处，请在年报助手中查看。")
    assert len(row[3].split("\n")) == 9


def test_every_reason_is_printed_however_many_there_are() -> None:
    report, handing = second_draft()
    checked = next(checked for checked in handing.checks if checked.rule == "C03")
    many = checked._replace(findings=tuple(checked.findings[0]._replace(reason=f"理由{number}") for number in range(30)))
    _, tables = of(report, handing._replace(checks=(many,)), "核对表")
    assert all(f"说明：理由{number}" in tables[0][1][3] for number in range(30))


def test_what_has_changed_stands_there_before_and_after() -> None:
    report, handing = second_draft()
    texts, (_, changes, _) = of(report, handing, "核对表")
    assert "二、与第1稿相比的改动，共6处" in texts
    assert changes[0] == ["位置", "原为", "改为"]
    assert ["表四　行政复议　结果维持", "2178", "7"] in changes
    assert len(changes) == 1 + len(handing.changes)
    assert any(row[0] == "一、总体情况" and row[1] == "2024年，本机关依法做好政府信息公开工作。" for row in changes)


def test_what_was_blank_or_is_blank_now_is_said() -> None:
    report = zero_report()
    before = take(report, [], "", "")
    report.apply(report.plan({"preface": zero_report().entry("overview"), "problems": report.entry("nothing")}))
    _, (_, changes, _) = of(report, handed_over(report, found(report), take(report, [before], "", ""), before), "核对表")
    assert changes[1][0] == "前言" and changes[1][1] == "（空）"
    assert changes[2][0].startswith("五、") and changes[2][2] == "（空）"


def test_where_nothing_has_changed_or_there_is_nothing_to_compare_with_that_is_said() -> None:
    report = zero_report()
    first = take(report, [], "", "")
    again = handed_over(report, found(report), take(report, [first], "", ""), first)
    assert "二、改动：与第1稿相比没有改动" in of(report, again, "核对表")[0]
    assert "二、改动：没有上一稿可以比较" in of(report, first_draft(report), "核对表")[0]


def test_the_numbers_that_sum_the_report_up_stand_at_the_end() -> None:
    report, handing = second_draft()
    _, (_, _, summed) = of(report, handing, "核对表")
    assert summed[0] == ["部分", "项目", "数"]
    assert summed[1][0] == "二、主动公开政府信息情况" and summed[-1][0] == "行政诉讼　复议后起诉　总计"
    assert len(summed) == 1 + 10 + 4 + 3
    _, tables = of(blank_report(), first_draft(blank_report()), "核对表")
    assert {row[-1] for row in tables[-1][1:]} == {"（空）"}
