"""The rule book as a whole: every rule stands in it once, with its clause, its source and its equations, and finds only its own."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import checks
from desktopapp.core.checks import CHECKS, NUMBER_CHECKS, Case, Rule, Severity
from desktopapp.core.report import Entry, Report
from desktopapp.formats import as_json
from tests.core.checks.cases import TODAY, change, found, last_year, this_year
from tests.samples import CAREFUL_TEXTS, blank_report, careful_report, distinct_report, zero_report

FORM = resources.form()
HOME = Path(checks.__file__).parent


def modules() -> list[ModuleType]:
    """Every module of the checks."""
    return [importlib.import_module(module.name) for module in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")]


def test_every_rule_stands_in_the_tuple_once() -> None:
    made = {value.id for module in modules() for value in vars(module).values() if isinstance(value, Rule)}
    assert sorted(rule.id for rule in CHECKS) == sorted(made)


def test_no_rule_is_forgotten() -> None:
    written = {
        f"{path.stem}.{node.name}"
        for path in HOME.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _makes_a_rule(node)
    }
    assert written == {f"{rule.check.__module__.rsplit('.', 1)[-1]}.{rule.check.__name__}" for rule in CHECKS}


def test_a_number_belongs_to_one_rule() -> None:
    assert len({rule.id for rule in CHECKS}) == len(CHECKS)


def test_every_rule_has_its_clause_and_its_source_in_chinese() -> None:
    for rule in CHECKS:
        assert rule.clause.endswith("。"), rule.id
        assert rule.source, rule.id


@pytest.mark.parametrize("report", [blank_report(), zero_report(), distinct_report()], ids=["blank", "of zeros", "of many numbers"])
@pytest.mark.parametrize("last", [None, distinct_report(), blank_report()], ids=["no last year", "many numbers before", "blank before"])
def test_a_rule_finds_only_under_its_own_number_and_says_once_what_it_could_not_check(report: Report, last: Report | None) -> None:
    for rule in CHECKS:
        every = list(rule.check(Case(report, TODAY, last)))
        assert all(finding.rule == rule.id for finding in every)
        # the identities say apart what touches a blank and what the program adds up itself
        most = 2 if FORM.identities_of(rule.id) else 1
        assert sum(finding.severity is Severity.UNCHECKED for finding in every) <= most, rule.id


def test_only_what_the_design_names_blocks() -> None:
    blocking = {rule.id for rule in NUMBER_CHECKS if rule.severity is Severity.BLOCK}
    assert blocking == {"C01", "C02", "T3-1", "T3-2", "T3-3", "T3-4", "T4-1", "T4-2", "T4-3"}


def test_a_complete_report_of_zeros_in_careful_words_passes() -> None:
    assert found(careful_report()) == []
    before = change(careful_report(), year="2023", overview="上年的话不是今年的话。", problems="")  # the same words would be last year's
    assert found(careful_report(), last=before) == []


def test_a_complete_report_of_many_numbers_passes_but_for_what_no_office_of_its_kind_has() -> None:
    """It numbers 规章, which a county's office cannot make, and suits without review, of which the law is told."""
    report = distinct_report()
    report.apply(report.plan({place: Entry(text) for place, text in CAREFUL_TEXTS.items()}))
    assert [finding.rule for finding in found(report)] == ["C06", "T4-6"]


# How each equation of a rule is broken, alone or with what it needs: (this year's changes, last year's), one for each equation.
_COLUMNS = [column.key for column in FORM.tables["applications"].blocks[0].columns]
_BLOCKS = ("review", "suit_direct", "suit_after_review")
_STOCKS = ("regulations", "normative_documents")
BREAKING: dict[str, list[tuple[dict[str, str], dict[str, str]]]] = {
    "T3-4": [({f"applications__carried_out__{key}": "5"}, {}) for key in _COLUMNS],
    "T3-5": [({f"applications__carried_in__{key}": "5", f"applications__carried_out__{key}": "5"}, {}) for key in _COLUMNS],
    "T2-1": [({f"disclosure__{row}__issued": "5"}, None) for row in _STOCKS],
    "XY-1": [({f"applications__carried_in__{key}": "5"}, {}) for key in _COLUMNS],
    "XY-2": [({f"disclosure__{row}__in_force": "5"}, {}) for row in _STOCKS],
    "XY-3": [({}, {f"disputes__{block}__pending": "5"}) for block in _BLOCKS],
    "XY-5": [
        ({place: "50"}, {})
        for place in (
            "applications__received__business",
            "disclosure__licensing__decisions",
            "disclosure__penalties__decisions",
            "disclosure__coercion__decisions",
            "disclosure__fees__amount",
        )
    ],
}


def test_the_book_says_how_many_equations_a_rule_looks_at() -> None:
    book = {str(rule["rule"]): rule["equations"] for rule in as_json.rule_book(CHECKS, FORM)}
    counted = {rule: len(FORM.identities_of(rule)) for rule in ("T3-1", "T3-2", "T3-3", "T4-1", "T4-2", "T4-3")}
    assert counted == {"T3-1": 7, "T3-2": 7, "T3-3": 25, "T4-1": 1, "T4-2": 1, "T4-3": 1}
    several = counted | {rule: len(ways) for rule, ways in BREAKING.items()}
    assert {rule.id: book[rule.id] for rule in NUMBER_CHECKS} == {rule.id: several.get(rule.id, 1) for rule in NUMBER_CHECKS}


@pytest.mark.parametrize("rule", BREAKING)
def test_each_of_its_equations_can_be_broken_by_itself(rule: str) -> None:
    """As many different places are named as the book counts equations."""
    places: set[str] = set()
    for ours, theirs in BREAKING[rule]:
        last = None if theirs is None else last_year(**theirs)
        (first, *_) = (finding for finding in found(this_year(**ours), rule, last) if finding.severity is not Severity.UNCHECKED)
        places.add(first.place or first.cells[0])
    assert len(places) == len(BREAKING[rule])


RAWS = st.sampled_from(
    ["", "0", "7", "51", "/", "无", "-3", "2.5", "９", "1,234", "52（其中39个，13个）", "5（", "999999999999999", "25元", "0.1万元"]
)


@given(st.dictionaries(st.sampled_from(list(FORM.cells)), RAWS), st.dictionaries(st.sampled_from(list(FORM.cells)), RAWS), st.booleans())
def test_whatever_stands_in_the_cells_is_a_finding_and_never_an_exception(ours: dict[str, str], theirs: dict[str, str], bare: bool) -> None:
    report, last = (blank_report(), blank_report()) if bare else (this_year(), last_year())
    for finding in checks.check(Case(change(report, **ours), TODAY, change(last, **theirs))):
        assert finding.message.endswith("。") and all(address in FORM.cells for address in finding.cells)


def _makes_a_rule(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "rule" for mark in node.decorator_list
    )
