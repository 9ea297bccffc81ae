"""The figures of published reports fail where their own arithmetic fails, and nowhere else; nobody's honest numbers raise an alarm.

The arithmetic is worked out here by plain sums over the published strings; no identity of the form and no reader of ours is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from desktopapp import resources
from desktopapp.core.checks import NUMBER_CHECKS, Case, Finding, Severity, check
from desktopapp.core.report import Report
from tests import figures

needs_figures = pytest.mark.skipif(not figures.NAMES, reason="the real reports are not at hand")
ARITHMETIC = ("T3-1", "T3-2", "T3-3", "T3-4", "T4-1", "T4-2", "T4-3")
Broken = list[tuple[str, int, int]]

INVENTED: dict[str, object] = {
    "organ": "示例市档案管理局",
    "year": 2024,
    "format": "2021",
    "table2": {"规章": {"制发": "0", "废止": "0", "现行有效": "0"}, "行政许可": "12", "行政事业性收费": "0"},
    "table3": {
        "一、本年新收政府信息公开申请数量": ["5", "1", "0", "0", "0", "0", "6"],
        "二、上年结转政府信息公开申请数量": ["1", "0", "0", "0", "0", "0", "1"],
        "（一）予以公开": ["4", "0", "0", "0", "0", "0", ""],
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ["1", "1", "0", "0", "0", "0", "1"],
        "（七）总计": ["5", "1", "0", "0", "0", "0", "6"],
        "四、结转下年度继续办理": ["2", "0", "0", "0", "0", "0", "9"],
    },
    "table4": ["1", "0", "0", "1", "3", "0", "0", "0", "0", "0", "2", "", "0", "0", "2"],
}


def failures(data: Mapping[str, object]) -> Broken:
    """(rule, left, right) of every equation that the published figures break, by plain sums; what touches a blank is left out."""
    table: Mapping[str, list[str]] = data["table3"]  # type: ignore[assignment]
    rows = {caption: _numbers(raws) for caption, raws in table.items()}
    in_new, in_old, *_ = rows.values()
    *results, concluded, out = list(rows.values())[2:]
    broken: Broken = []
    for column in range(7):
        came, went = (in_new[column], in_old[column]), (concluded[column], out[column])
        _compare(broken, "T3-1", came, went)
        _compare(broken, "T3-2", (concluded[column],), [row[column] for row in results])
        if None not in (*came, out[column]) and out[column] > sum(came):
            broken.append(("T3-4", out[column], sum(came)))
    for row, raws in zip(rows.values(), table.values(), strict=True):
        if _number(raws[6]) is not None:
            _compare(broken, "T3-3", (row[6],), row[:6])
    numbers = [_number(raw) for raw in data["table4"]]  # type: ignore[union-attr]
    for at, rule in enumerate(("T4-1", "T4-2", "T4-3")):
        block = numbers[at * 5 : at * 5 + 5]
        if len(block) == 5:
            _compare(broken, rule, block[4:], block[:4])
    return sorted(broken)


def _numbers(raws: list[str]) -> list[int | None]:
    """A row; a total that was not printed is what the others add up to."""
    numbers = [_number(raw) for raw in raws]
    if numbers[6] is None and None not in numbers[:6]:
        numbers[6] = sum(numbers[:6])
    return numbers


def _number(raw: str) -> int | None:
    text = "".join(raw.split()).replace("\u00a0", "")
    return int(text) if text else None


def _compare(broken: Broken, rule: str, left: object, right: object) -> None:
    if None not in (*left, *right) and sum(left) != sum(right):
        broken.append((rule, sum(left), sum(right)))


def of_last_year(report: Report) -> Case:
    """The report as it would be checked in the January after its year, with no report before it."""
    return Case(report, datetime.date((report.year or 2024) + 1, 1, 20))


def arithmetic(findings: tuple[Finding, ...]) -> Broken:
    """What our rules say of the tables' arithmetic."""
    blocking = [finding for finding in findings if finding.rule in ARITHMETIC and finding.severity is Severity.BLOCK]
    return sorted((finding.rule, int(finding.left or 0), int(finding.right or 0)) for finding in blocking)


def test_invented_figures_fail_exactly_where_their_sums_do() -> None:
    expected = failures(INVENTED)
    assert {rule for rule, _, _ in expected} == {"T3-1", "T3-2", "T3-3", "T3-4", "T4-1"}, "the invented figures are wrong in many ways"
    report = figures.made(INVENTED | {"table3": whole(INVENTED["table3"])})
    assert arithmetic(check(of_last_year(report))) == expected


def whole(table: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The rows that an invented report left out, all 0, where the form has them."""
    captions = [row.label[-1] for row in resources.form().tables["applications"].blocks[0].rows]
    return {caption: table.get(caption, ["0"] * 7) for caption in captions}


@needs_figures
def test_there_are_real_figures_that_fail_and_many_that_do_not() -> None:
    failing = [name for name in figures.NAMES if failures(figures.figures(name))]
    assert failing == ["pt-haitan-2025", "pt-jjf-2023", "pt-jjf-2024"] and len(figures.NAMES) == 22


@needs_figures
@pytest.mark.parametrize("name", figures.NAMES)
def test_published_figures_fail_exactly_where_their_own_sums_do(name: str) -> None:
    assert arithmetic(check(of_last_year(figures.report(name)))) == failures(figures.figures(name))


# What the rules may ask of published numbers beyond arithmetic; looked at one by one, each is a question worth asking.
ASKED = {
    "hangzhou-2025-anonymised": {"T4-6", "T4-7"},
    "jinhu-2023": {"T4-7"},
    "lingling-shengtai-2024": {"C03"},
    "pingtan-2023": {"T4-7"},
    "pingtan-2024": {"T4-7"},
}
# With last year's: 行政强制 42 → 0 → 54, and a suit that was pending and is gone.
ASKED_OF_TWO = {
    ("pingtan-2022", "pingtan-2021"): {"XY-5"},
    ("pingtan-2023", "pingtan-2022"): {"XY-5", "T4-7"},
    ("pingtan-2024", "pingtan-2023"): {"XY-3", "T4-7"},
    ("pt-jjf-2024", "pt-jjf-2023"): set(),
}


def beyond_arithmetic(case: Case) -> set[str]:
    """The rules that say something of the numbers beyond blanks, spaces and sums."""
    quiet = {*ARITHMETIC, "C01", "C04"}
    findings = check(case, NUMBER_CHECKS)
    return {finding.rule for finding in findings if finding.severity is not Severity.UNCHECKED and finding.rule not in quiet}


@needs_figures
@pytest.mark.parametrize("name", figures.NAMES)
def test_published_figures_raise_no_false_alarm(name: str) -> None:
    assert beyond_arithmetic(of_last_year(figures.report(name))) == ASKED.get(name, set())


@needs_figures
@pytest.mark.parametrize(("name", "before"), ASKED_OF_TWO)
def test_two_years_of_published_figures_raise_no_false_alarm(name: str, before: str) -> None:
    report = figures.report(name)
    assert beyond_arithmetic(of_last_year(report)._replace(last=figures.report(before))) == ASKED_OF_TWO[name, before]


@needs_figures
@pytest.mark.parametrize(
    ("name", "rules", "sentence"),
    [
        ("pt-jjf-2023", {"T3-1"}, "收到了申请，办理结果和结转下年度却都是0：3件的去向没有填，或者没有收到这些申请。"),
        ("pt-jjf-2024", {"T3-1", "T3-2"}, "多半是“（七）总计”行的合计没有填，都是0。"),
        ("pt-haitan-2025", {"T3-3"}, "多半是“总计”列的合计没有填，都是0。"),
    ],
)
def test_the_real_mistakes_are_explained(name: str, rules: set[str], sentence: str) -> None:
    report = figures.report(name)
    blocking = [finding for finding in check(of_last_year(report)) if finding.rule in ARITHMETIC and finding.severity is Severity.BLOCK]
    assert {finding.rule for finding in blocking} == rules and {finding.cause for finding in blocking} == {sentence}
    for finding in blocking:
        if finding.fix:
            copy = figures.report(name)
            copy.apply(copy.plan({place: copy.entry(place)._replace(raw=raw) for place, raw in finding.fix.entries.items()}))
            assert arithmetic(check(of_last_year(copy))) == []
