"""What each rule looks at, and the search over the rules."""

from __future__ import annotations

import pytest

from desktopapp import resources
from desktopapp.core.checks import CHECKS
from desktopapp.core.rule_book import described, looks_at, matching

FORM = resources.form()
BOOK = described(CHECKS, FORM)


def test_every_rule_is_described_with_its_equations() -> None:
    assert [each.rule for each in BOOK] == list(CHECKS)
    counts = {each.rule.id: each.equations for each in BOOK}
    assert (counts["T3-1"], counts["T3-2"], counts["T3-3"], counts["T4-1"], counts["C01"]) == (7, 7, 25, 1, 1)


def test_a_rule_names_its_cells() -> None:
    cells = {each.rule.id: each.cells for each in BOOK}
    assert cells["T4-1"] == tuple(f"disputes.review.{column}" for column in ("total", "upheld", "corrected", "other", "pending"))
    assert set(cells["T3-4"]) == {cell.address for cell in FORM.tables["applications"].cells}
    assert set(cells["C01"]) == set(FORM.cells)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("C01", "三张表的每一格"),
        ("T2-1", "二、主动公开政府信息情况"),
        ("T3-4", "三、收到和处理政府信息公开申请情况"),
        ("T4-7", "四、政府信息公开行政复议、行政诉讼情况"),
        ("XY-2", "本年与上年年报"),
        ("NT-05", "文字与表格"),
        ("TX-13", "文字的内容、用语、标点"),
        ("OF-1", "本地要求"),
    ],
)
def test_a_rule_looks_at_what_its_number_says(number: str, words: str) -> None:
    assert looks_at(number, FORM) == words


def test_a_search_wants_every_word() -> None:
    found = [each.rule.id for each in matching(BOOK, "结转  逐列")]
    assert {"T3-1", "T3-4"} <= set(found) < {each.rule.id for each in BOOK}
    assert all("结转" in each.rule.clause and "逐列" in each.rule.clause for each in matching(BOOK, "结转  逐列"))
    assert [each.rule.id for each in matching(BOOK, "t3-2")] == ["T3-2"]
    assert matching(BOOK, "结转 没有的词") == ()
    assert matching(BOOK, " ") == BOOK
