"""练习: the shipped lesson and its report."""

from __future__ import annotations

import datetime

import pytest

from desktopapp import resources
from desktopapp.core import practice, project
from desktopapp.core.checks import Case, Finding, blocks, check
from desktopapp.core.practice import Step
from desktopapp.core.report import Entry, Report

FOLDER = resources.root() / "sample"
FORM = resources.form()
LESSON = (FOLDER / "练习.toml").read_text(encoding="utf-8")
STEPS = practice.read_steps(LESSON, FORM)


def report() -> Report:
    return project.read(FOLDER / "练习.nianbao", resources.forms()).report


def found(report: Report) -> tuple[Finding, ...]:
    return check(Case(report, datetime.date(2025, 1, 16)))


def mend(report: Report, step: Step) -> None:
    """Write what should stand there."""
    texts = {place: str(value) for place, value in step.values.items()}
    if step.rule == "C03":
        texts = {step.place: report.text(step.place).replace("148", "138")}
    report.apply(report.plan({place: Entry(text) for place, text in texts.items()}))


def test_there_are_twelve_errors_each_with_its_words() -> None:
    assert len(STEPS) == len({step.title for step in STEPS}) == len({step.place for step in STEPS}) == 12
    assert all(step.words.endswith("。") and 30 <= len(step.words) <= 110 for step in STEPS)


def test_they_are_found_by_the_rules_that_a_new_hand_must_know() -> None:
    assert {step.rule for step in STEPS} == {"C01", "C02", "C03", "C04", "T3-1", "T3-2", "T3-3", "T3-4", "T4-1"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_each_error_is_found_by_its_rule_in_its_cell_and_no_longer_when_mended(step: Step) -> None:
    spoiled = report()
    pointed = [finding for finding in found(spoiled) if finding.rule == step.rule and set(step.values) & set(finding.cells)]
    assert pointed
    assert not practice.mended(step, spoiled, found(spoiled))
    mend(spoiled, step)
    assert practice.mended(step, spoiled, found(spoiled))


def test_mending_one_error_mends_no_other() -> None:
    for step in STEPS:
        spoiled = report()
        mend(spoiled, step)
        assert [other.title for other in STEPS if practice.mended(other, spoiled, found(spoiled))] == [step.title]


def test_nothing_is_found_after_all_twelve() -> None:
    spoiled = report()
    assert blocks(found(spoiled))
    for step in STEPS:
        mend(spoiled, step)
    assert not blocks(found(spoiled))
    assert not {finding.rule for finding in found(spoiled)} & {step.rule for step in STEPS}


def test_a_total_that_is_deleted_is_mended_for_the_program_adds_up_itself() -> None:
    spoiled = report()
    step = next(step for step in STEPS if step.place == "applications.granted.total")
    spoiled.apply(spoiled.plan({step.place: Entry("")}))
    assert practice.mended(step, spoiled, found(spoiled))


def test_hiding_an_error_is_not_mending_it() -> None:
    """Another number that lets the identity hold is still not the right one."""
    spoiled = report()
    step = next(step for step in STEPS if step.rule == "T3-1")
    spoiled.apply(spoiled.plan({"applications.received.natural_person": Entry("27")}))
    assert not practice.mended(step, spoiled, found(spoiled))


def test_the_row_to_paste_is_the_right_one() -> None:
    (step,) = [step for step in STEPS if step.row]
    assert len(step.row) == 7
    row = step.place.rsplit(".", 1)[0]
    columns = FORM.tables["applications"].blocks[0].columns
    right = {f"{row}.{column.key}": value for column, value in zip(columns, step.row, strict=True)}
    assert all(right[place] == str(value) for place, value in step.values.items())


def test_its_report_is_what_the_program_would_write_and_differs_from_the_sample_only_in_numbers() -> None:
    opened = project.read(FOLDER / "练习.nianbao", resources.forms())
    assert project.dumps(opened).encode() == (FOLDER / "练习.nianbao").read_bytes()
    sample = project.read(FOLDER / "示例.nianbao", resources.forms()).report
    assert opened.report.organ.startswith("练习县")
    assert all(opened.report.text(key) == sample.text(key) for key in FORM.text_keys)


@pytest.mark.parametrize(
    "nonsense",
    [
        '[[step]]\ntitle = "甲"\nwords = "乙"\nrule = "C01"\nvalues = { "nowhere.at.all" = "0" }',
        '[[step]]\ntitle = "甲"\nwords = "乙"\nrule = "C01"\nvalues = {}',
        '[[step]]\ntitle = "甲"\nunknown = "乙"',
    ],
)
def test_a_lesson_that_is_nonsense_is_refused(nonsense: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        practice.read_steps(nonsense, FORM)
