"""核对规则 on paper."""

from __future__ import annotations

from desktopapp.core.checklist import checklist
from desktopapp.core.checks import CHECKS
from desktopapp.core.rule_book import described
from desktopapp.formats.printed import rule_book
from desktopapp.formats.printed.blocks import TableBlock
from tests.printouts import found
from tests.samples import zero_report


def rows(work) -> list[list[str]]:
    """What stands in the table, row by row."""
    (table,) = [block for block in work.sections[0].blocks if isinstance(block, TableBlock)]
    by_row: dict[int, list[str]] = {}
    for box, setting in zip(table.grid.boxes, table.settings, strict=True):
        by_row.setdefault(box.row, []).append(setting.text)
    return list(by_row.values())


def test_every_rule_has_a_row_with_its_source() -> None:
    report = zero_report()
    printed = rows(rule_book.printed(described(CHECKS, report.form)))
    assert printed[0] == ["编号", "核对内容", "看哪里", "程度", "依据"]
    assert [row[0] for row in printed[1:]] == [rule.id for rule in CHECKS]
    (columns,) = [row for row in printed if row[0] == "T3-1"]
    assert columns[1].endswith("（7个等式）")
    assert columns[3:] == ["阻断", "30号附件表头"]


def test_with_a_report_each_row_says_how_it_came_out() -> None:
    report = zero_report()
    checked = {each.rule: each for each in checklist(report, found(report), CHECKS)}
    work = rule_book.printed(described(CHECKS, report.form), report, checked)
    results = {row[0]: row[-1] for row in rows(work)}
    assert results["编号"] == "现在"
    assert results["T3-1"] == "通过"
    assert results["T3-3"] == "由程序合计"
    assert work.author == report.organ


def test_some_of_the_rules_are_not_said_to_be_all() -> None:
    report = zero_report()
    some = described(CHECKS, report.form)[:3]
    (note,) = [block.text for block in rule_book.printed(some).sections[0].blocks if "条" in getattr(block, "text", "")]
    assert note.startswith(f"查找到的3条（全部{len(CHECKS)}条）。")
