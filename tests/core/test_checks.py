"""The checks, rule by rule. `zero_report` passes them all; each test breaks one thing and says what is found."""

from __future__ import annotations

import ast
import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import checks
from desktopapp.core.checks import CHECKS, Case, Finding, Rule, Severity, cells, tables
from desktopapp.core.checks.tables import Status, outcomes
from desktopapp.core.report import Entry, Report
from tests.samples import blank_report, careful_report, distinct_report, zero_report

FORM = resources.form()
TODAY = datetime.date(2025, 1, 10)
APPLICANTS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")


def found(report: Report, rule: str = "", **raws: str) -> list[Finding]:
    """The findings of one rule, or all but 无法核对, once cells are changed (`applications__received__business="3"`)."""
    report.apply(report.plan({place.replace("__", "."): Entry(raw) for place, raw in raws.items()}))
    every = checks.check(Case(report, TODAY))
    return [finding for finding in every if (finding.rule == rule if rule else finding.severity is not Severity.UNCHECKED)]


def test_a_complete_report_of_zeros_in_careful_words_passes() -> None:
    assert found(careful_report()) == []


def test_a_complete_report_of_many_numbers_passes() -> None:
    assert found(distinct_report()) == []


class TestC01:
    def test_an_untouched_report_does_not_pass(self) -> None:
        findings = found(blank_report(), "C01")
        assert [(finding.severity, len(finding.cells)) for finding in findings] == [(Severity.BLOCK, count) for count in (10, 144, 12)]

    def test_blanks_are_one_finding_a_table_that_lists_them_all(self) -> None:
        (finding,) = found(zero_report(), "C01", applications__received__business="", applications__granted__other=" ")
        assert finding.cells == ("applications.received.business", "applications.granted.other")
        assert "2格没有填" in finding.message

    @pytest.mark.parametrize("typed", ["/", "无", "—", "12abc", "3 0"])
    def test_what_is_not_a_number_blocks_and_is_shown(self, typed: str) -> None:
        (finding,) = found(zero_report(), "C01", disclosure__penalties__decisions=typed)
        assert (finding.severity, finding.cells) == (Severity.BLOCK, ("disclosure.penalties.decisions",))
        assert f"“{typed}”" in finding.message

    def test_text_typed_on_a_total_blocks(self) -> None:
        (finding,) = found(zero_report(), "C01", applications__received__total="无")
        assert finding.cells == ("applications.received.total",)

    def test_yuan_is_offered_in_ten_thousands(self) -> None:
        (finding,) = found(zero_report(), "C01", disclosure__fees__amount="251000元")
        assert finding.fix is not None
        assert finding.fix.entries == {"disclosure.fees.amount": "25.1"}


class TestC02:
    @pytest.mark.parametrize("typed", ["-1", "1.5"])
    def test_a_count_is_whole_and_not_negative(self, typed: str) -> None:
        (finding,) = found(zero_report(), "C02", disclosure__licensing__decisions=typed)
        assert finding.left == Decimal(typed)

    def test_fees_may_have_decimals_but_not_be_negative(self) -> None:
        assert found(zero_report(), "C02", disclosure__fees__amount="59237.2449") == []
        assert len(found(zero_report(), "C02", disclosure__fees__amount="-0.5")) == 1


class TestC03:
    @pytest.mark.parametrize(
        ("typed", "parts"),
        [
            ("52（其中环评审批39个，排污许可证核发13个）", None),
            ("52（其中环评审批39个，排污许可证核发12个）", "39+12=51"),
            ("52（其中环评审批39个）", None),
            ("52（其中环评审批59个）", "59=59"),
            ("52（含上年3件）", None),
            ("52（其中2024年受理52件）", None),
            ("52（其中占比39%）", None),
        ],
    )
    def test_the_parts_of_a_note_add_up(self, typed: str, parts: str | None) -> None:
        findings = found(zero_report(), "C03", disclosure__licensing__decisions=typed)
        assert [parts in finding.message for finding in findings if parts] == ([True] if parts else [])
        assert len(findings) == bool(parts)


class TestC04:
    def test_what_was_overlooked_is_one_hint_a_table(self) -> None:
        (finding,) = found(zero_report(), "C04", applications__received__business="\u00a00", applications__granted__other="０")
        assert finding.severity is Severity.HINT
        assert len(finding.cells) == 2
        assert "空格、全角字符" in finding.message


class TestT3:
    def test_what_came_in_is_what_went_out_in_every_column(self) -> None:
        findings = found(zero_report(), "T3-1", applications__received__business="3")
        assert [(finding.left, finding.right, finding.difference) for finding in findings if finding.left is not None] == [
            (3, 0, 3),
            (3, 0, 3),
        ]
        assert findings[0].cells == tuple(f"applications.{row}.business" for row in ("received", "carried_in", "concluded", "carried_out"))
        assert "左边3+0=3，右边0+0=0，左边多3" in findings[0].message

    def test_an_identity_that_touches_a_blank_is_not_checked(self) -> None:
        findings = found(zero_report(), "T3-1", applications__received__business="3", applications__granted__business="")
        assert [finding.severity for finding in findings] == [Severity.UNCHECKED]
        assert "7项中有2项" in findings[0].message

    def test_a_total_typed_beside_the_sum_is_checked_against_it(self) -> None:
        assert [f for f in found(zero_report(), "T3-3", applications__granted__total="0") if f.severity is Severity.BLOCK] == []
        broken = [f for f in found(zero_report(), "T3-3", applications__granted__total="5") if f.severity is Severity.BLOCK]
        assert [(finding.left, finding.right, finding.difference) for finding in broken] == [(5, 0, 5)]

    def test_totals_left_to_the_program_are_listed_not_passed(self) -> None:
        (finding,) = found(zero_report(), "T3-3")
        assert finding.severity is Severity.UNCHECKED
        assert "25个合计由程序合计" in finding.message

    def test_a_total_over_a_blank_is_not_checked_and_the_blank_is_named(self) -> None:
        report = zero_report()
        found_there = found(report, "T3-3", applications__granted__business="")
        assert [len(finding.cells) for finding in found_there] == [1, 23]
        assert found_there[0].cells == ("applications.granted.business",)
        assert "25项中有2项因为有没填的格" in found_there[0].message
        (balance,) = found(report, "T3-1")
        assert balance.cells == ("applications.granted.business",)

    def test_a_wrong_total_is_told_in_words(self) -> None:
        (broken,) = [f for f in found(zero_report(), "T3-3", applications__granted__total="5") if f.severity is Severity.BLOCK]
        assert "合计5，各项相加0+0+0+0+0+0=0，合计多5" in broken.message

    def test_a_published_grand_total_of_nothing_breaks_its_column_and_the_balance(self) -> None:
        report = zero_report()
        raws = {"applications__received__natural_person": "3", "applications__unavailable_not_held__natural_person": "3"}
        printed = {f"applications__concluded__{key}": "0" for key in (*APPLICANTS, "total")}
        broken = [finding for finding in found(report, **raws, **printed) if finding.severity is Severity.BLOCK]
        assert [finding.rule for finding in broken] == ["T3-1", "T3-1", "T3-2", "T3-2"]

    def test_no_more_is_carried_out_than_came_in(self) -> None:
        findings = found(zero_report(), "T3-4", applications__carried_out__business="2")
        assert [(finding.left, finding.right) for finding in findings] == [(2, 0), (2, 0)]


class TestT4:
    @pytest.mark.parametrize(("rule", "block"), [("T4-1", "review"), ("T4-2", "suit_direct"), ("T4-3", "suit_after_review")])
    def test_results_add_up_to_the_total(self, rule: str, block: str) -> None:
        findings = found(zero_report(), rule, **{f"disputes__{block}__upheld": "2", f"disputes__{block}__total": "1"})
        assert [(finding.severity, finding.left, finding.right) for finding in findings] == [(Severity.BLOCK, 1, 2)]


def test_there_are_39_identities_in_the_third_table_and_3_in_the_fourth() -> None:
    counted = [result.identity.rule for result in outcomes(zero_report())]
    assert {rule: counted.count(rule) for rule in counted} == {"T3-1": 7, "T3-2": 7, "T3-3": 25, "T4-1": 1, "T4-2": 1, "T4-3": 1}


@given(
    st.sampled_from([address for address, cell in FORM.cells.items() if not cell.is_sum and address.startswith("applications")]),
    st.integers(1, 9),
)
def test_one_wrong_number_among_printed_totals_never_passes(address: str, error: int) -> None:
    report = distinct_report()
    controls = {cell.address: Entry(str(report.value(cell.address))) for cell in FORM.cells.values() if cell.is_sum}
    report.apply(report.plan(controls))
    assert all(result.status is Status.PASSED for result in outcomes(report))
    report.apply(report.plan({address: Entry(str(report.value(address) + error))}))
    assert any(result.status is Status.BROKEN for result in outcomes(report))


class TestRuleBook:
    def test_every_rule_stands_in_the_tuple_once(self) -> None:
        modules = [cells, tables]
        made = {value.id for module in modules for value in vars(module).values() if isinstance(value, Rule)}
        assert sorted(rule.id for rule in CHECKS) == sorted(made)

    def test_no_rule_is_forgotten(self) -> None:
        written = {
            f"{path.stem}.{node.name}"
            for path in Path(checks.__file__).parent.glob("*.py")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if _makes_a_rule(node)
        }
        assert written == {f"{rule.check.__module__.rsplit('.', 1)[-1]}.{rule.check.__name__}" for rule in CHECKS}

    def test_a_number_belongs_to_one_rule(self) -> None:
        assert len({rule.id for rule in CHECKS}) == len(CHECKS)

    def test_every_rule_has_its_clause_and_its_source_in_chinese(self) -> None:
        for rule in CHECKS:
            assert rule.clause.endswith("。"), rule.id
            assert rule.source, rule.id

    def test_a_rule_finds_only_under_its_own_number(self) -> None:
        case = Case(blank_report(), TODAY)
        assert all(finding.rule == rule.id for rule in CHECKS for finding in rule.check(case))


def _makes_a_rule(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "rule" for mark in node.decorator_list
    )
