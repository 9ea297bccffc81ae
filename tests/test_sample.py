"""The shipped sample: complete, without a finding, and written as the program writes it."""

from __future__ import annotations

import datetime

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.checks import TEXT_CHECKS, Case, Severity, Span, check
from desktopapp.core.checks.last_year import NONE_AT_HAND
from desktopapp.core.checks.tables import Status, outcomes
from desktopapp.core.claims import claims_in
from desktopapp.core.report import Entry, Origin, Report

PATH = resources.root() / "sample" / "示例.nianbao"


def sample() -> Report:
    return project.read(PATH, resources.forms()).report


def test_the_sample_is_what_the_program_would_write() -> None:
    assert project.dumps(project.read(PATH, resources.forms())).encode() == PATH.read_bytes()


def test_every_identity_is_really_checked_and_holds() -> None:
    assert {outcome.status for outcome in outcomes(sample())} == {Status.PASSED}


def test_nothing_is_found_in_it_but_that_it_has_no_last_year() -> None:
    findings = check(Case(sample(), datetime.date(2025, 1, 16)))
    assert {(finding.severity, finding.message) for finding in findings} == {(Severity.UNCHECKED, NONE_AT_HAND)}


def test_everything_that_a_report_has_is_in_it() -> None:
    report = sample()
    assert all(report.text(address) for address in report.form.cells)
    assert all(report.text(place) for place in ("organ", "kind", "year", "preface", "overview", "problems", "other_matters"))
    assert report.date == datetime.date(2025, 1, 15)
    assert {entry.origin for entry in report.entries.values()} == {Origin.TYPED}


def test_its_organ_is_an_invented_one() -> None:
    assert sample().organ.startswith("示例")


def test_its_overview_has_the_five_aspects_in_a_fitting_length() -> None:
    heads = [paragraph for paragraph in sample().paragraphs("overview") if paragraph.startswith("（")]
    assert [head[:3] for head in heads] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert 700 <= len(sample().text("overview")) <= 900


def test_its_words_say_the_numbers_of_its_tables() -> None:
    report, overview = sample(), sample().text("overview")
    for words, address in (
        ("本年新收政府信息公开申请{}件", "applications.received.total"),
        ("上年结转{}件", "applications.carried_in.total"),
        ("办结{}件", "applications.concluded.total"),
        ("结转下年度继续办理{}件", "applications.carried_out.total"),
        ("予以公开{}件", "applications.granted.total"),
        ("部分公开{}件", "applications.partly_granted.total"),
        ("制发行政规范性文件{}件", "disclosure.normative_documents.issued"),
        ("废止{}件", "disclosure.normative_documents.repealed"),
        ("现行有效{}件", "disclosure.normative_documents.in_force"),
        ("行政许可结果{}条", "disclosure.licensing.decisions"),
        ("行政处罚结果{}条", "disclosure.penalties.decisions"),
        ("被申请行政复议{}件", "disputes.review.total"),
        ("复议后起诉{}件", "disputes.suit_after_review.total"),
    ):
        assert words.format(report.value(address)) in overview


def test_every_number_of_its_text_that_a_table_has_is_compared_and_agrees() -> None:
    report = sample()
    links = {key: claims_in(report, key) for key in report.form.text_keys}
    assert {key: len(found) for key, found in links.items() if found} == {"overview": 20, "problems": 1}
    assert all(link.agrees for found in links.values() for link in found)


def test_a_number_of_its_text_that_is_no_longer_the_tables_is_found() -> None:
    form = sample().form
    for key in form.text_keys:
        for link in claims_in(sample(), key):
            report = sample()
            published = "licensing" in link.cells[0] or "penalties" in link.cells[0]  # no more can be published than were decided
            for address in link.cells:
                value = 0 if published else int(report.stated(address) or 0) + 7
                report.apply(report.plan({address: Entry(str(value))}))
            found = check(Case(report, datetime.date(2025, 1, 16)), TEXT_CHECKS)
            place = Span(key, link.paragraph, link.start, link.end)
            assert place in [finding.where for finding in found if set(finding.cells) & set(link.cells)], link


def test_each_problem_has_its_measure() -> None:
    problems, measures = sample().text("problems").split("（二）改进情况")
    assert all(problems.count(number) == measures.count(number) == 1 for number in ("一是", "二是", "三是"))
