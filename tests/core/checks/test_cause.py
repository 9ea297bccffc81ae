"""差在哪里: what is said of broken identities, what is offered, and what is not claimed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import checks, project
from desktopapp.core.checks import Case, Finding, Severity
from desktopapp.core.checks.cause import causes
from desktopapp.core.checks.cause.equations import Equations
from desktopapp.core.checks.cause.suspect import Suspect
from desktopapp.core.report import Entry, Report
from tests.core.checks.cases import TODAY, change, found, last_year
from tests.samples import distinct_report, zero_report

FORM = resources.form()
TABLE = FORM.tables["applications"].blocks[0]
APPLICANTS = tuple(column.key for column in TABLE.columns if not column.sum)
OUTCOMES = next(row for row in TABLE.rows if row.key == "concluded").sum
SUMS = tuple(address for address, cell in FORM.cells.items() if cell.is_sum)
SUMMED = tuple(address for address in FORM.cells if address.split(".")[0] in ("applications", "disputes"))


def printed(report: Report) -> Report:
    """The report with every total entered as it adds up: what a published one prints."""
    report.apply(report.plan({address: Entry(str(report.value(address))) for address in SUMS}))
    return report


def balanced(numbers: Mapping[str, int]) -> Report:
    """A report of these numbers whose columns balance, all totals entered."""
    report = zero_report()
    report.apply(report.plan({address: Entry(str(number)) for address, number in numbers.items()}))
    for column in APPLICANTS:
        out = report.value(f"applications.concluded.{column}") + report.value(f"applications.carried_out.{column}")
        carried = min(int(out), int(report.value(f"applications.carried_in.{column}")))
        new = {f"applications.carried_in.{column}": carried, f"applications.received.{column}": int(out) - carried}
        report.apply(report.plan({address: Entry(str(number)) for address, number in new.items()}))
    return printed(report)


def ordinary() -> Report:
    """A small office's report, all totals entered."""
    rows = {
        "carried_in": (2, 0, 0, 0, 0, 0),
        "granted": (11, 2, 0, 1, 1, 0),
        "partly_granted": (3, 1, 0, 0, 0, 0),
        "refused_third_party": (4, 0, 0, 0, 0, 0),
        "unavailable_not_held": (25, 6, 0, 0, 3, 0),
        "declined_petition": (7, 0, 0, 0, 0, 0),
        "carried_out": (2, 1, 0, 0, 0, 0),
    }
    numbers = {
        f"applications.{row}.{column}": number for row, line in rows.items() for column, number in zip(APPLICANTS, line, strict=True)
    }
    return balanced(
        numbers
        | {"disputes.review.upheld": 4, "disputes.review.other": 3, "disputes.suit_direct.corrected": 12, "disputes.suit_direct.upheld": 1}
    )


def blocking(report: Report, **raws: str) -> list[Finding]:
    """What blocks once cells are changed."""
    return [finding for finding in found(report, **raws) if finding.severity is Severity.BLOCK]


def mended(report: Report, finding: Finding) -> Report:
    """A copy in which the mend of a finding has been applied."""
    assert finding.fix
    copy = report.copy()
    copy.apply(copy.plan({place: Entry(raw) for place, raw in finding.fix.entries.items()}))
    return copy


class TestOneNumber:
    @pytest.mark.parametrize(
        ("address", "typed", "words"),
        [
            ("applications.granted.total", "51", "“（一）予以公开·总计”应为15，填成了51：两个数字写颠倒了"),
            ("applications.granted.natural_person", "110", "“（一）予以公开·自然人”应为11，填成了110：多写了一个0"),
            ("applications.unavailable_not_held.natural_person", "52", "应为25，填成了52：两个数字写颠倒了"),
            ("applications.unavailable_not_held.natural_person", "2", "应为25，填成了2：少写了一位数字"),
            ("applications.granted.business", "3", "“（一）予以公开·商业企业”应为2，填成了3。"),
            ("applications.received.total", "0", "总计没有填，还是0"),
            ("applications.granted.total", "11", "照抄了（一）予以公开·自然人一格"),
            ("applications.unavailable_not_held.total", "28", "漏加了“1.本机关不掌握相关政府信息·商业企业”的6"),
            ("applications.unavailable_not_held.total", "40", "重复加了“1.本机关不掌握相关政府信息·商业企业”的6"),
            ("disputes.suit_direct.total", "31", "“行政诉讼未经复议直接起诉总计”应为13，填成了31：两个数字写颠倒了"),
            ("disputes.review.total", "3", "漏加了“行政复议结果维持”的4"),
        ],
    )
    def test_it_is_named_with_how_it_came_about_and_its_mend_mends_all(self, address: str, typed: str, words: str) -> None:
        report = ordinary()
        right = report.text(address)
        findings = blocking(change(report, **{address: typed}))
        assert findings and all(words in finding.cause for finding in findings)
        for finding in findings:
            assert finding.cells[0] == address, "the wrong cell is the first to look at"
            assert finding.fix and finding.fix.entries == {address: right}
            assert not checks.blocks(checks.check(Case(mended(report, finding), TODAY)))

    def test_a_finding_keeps_the_name_of_its_own_place(self) -> None:
        findings = blocking(ordinary(), applications__granted__natural_person="12")
        assert [finding.key for finding in findings] == ["T3-2 applications.concluded.natural_person", "T3-3 applications.granted.total"]

    def test_a_note_stays_when_its_number_is_mended(self) -> None:
        (finding, *_) = blocking(ordinary(), applications__granted__natural_person="12（含上年1件）")
        assert finding.fix and finding.fix.entries == {"applications.granted.natural_person": "11（含上年1件）"}

    def test_a_number_that_its_note_bears_out_is_not_the_wrong_one(self) -> None:
        (finding,) = blocking(ordinary(), disputes__suit_direct__corrected="15")
        assert "“行政诉讼未经复议直接起诉结果纠正”应为12" in finding.cause
        (finding,) = blocking(ordinary(), disputes__suit_direct__corrected="15（其中撤销9件，责令履行6件）")
        assert finding.fix and finding.fix.entries == {"disputes.suit_direct.total": "16"}

    def test_a_number_that_its_note_belies_is_the_wrong_one(self) -> None:
        (finding,) = blocking(ordinary(), disputes__suit_direct__corrected="15（其中撤销8件，责令履行4件）")
        assert finding.fix and finding.fix.entries == {"disputes.suit_direct.corrected": "12（其中撤销8件，责令履行4件）"}

    def test_totals_that_were_added_up_from_it_are_mended_with_it(self) -> None:
        """A spreadsheet adds the wrong number up: only 第一项加第二项之和 is broken."""
        report = ordinary()
        change(report, applications__unavailable_not_held__natural_person="52")
        change(report, **{address: str(report.value(address)) for address in SUMS})
        findings = blocking(report)
        assert {finding.rule for finding in findings} == {"T3-1"}
        assert all("应为25，填成了52，连同由它相加的总计：两个数字写颠倒了" in finding.cause for finding in findings)
        assert not blocking(mended(report, findings[0]))

    def test_last_years_report_says_which_of_many_it_is(self) -> None:
        report = ordinary()
        change(report, **dict.fromkeys(SUMS, ""), applications__carried_in__natural_person="3")
        assert all("种可能" in finding.cause and not finding.fix for finding in blocking(report))
        every = found(report, last=last_year(applications__carried_out__natural_person="2"))
        told = [finding for finding in every if finding.severity is Severity.BLOCK]
        assert told and all("二、上年结转政府信息公开申请数量·自然人”应为2" in finding.cause for finding in told)


class TestPiecesInTheWrongPlace:
    def test_in_the_wrong_column(self) -> None:
        findings = blocking(ordinary(), applications__declined_petition__natural_person="6", applications__declined_petition__research="1")
        assert [finding.rule for finding in findings] == ["T3-2", "T3-2"]
        assert all("1件填错了列" in finding.cause and "科研机构多1" in finding.cause for finding in findings)

    def test_in_the_wrong_row(self) -> None:
        findings = blocking(ordinary(), applications__granted__legal_service="0", applications__partly_granted__legal_service="1")
        assert [finding.rule for finding in findings] == ["T3-3", "T3-3"]
        assert all("1件填错了行" in finding.cause for finding in findings)


class TestTwoNumbers:
    def test_two_slips_in_one_column_are_both_named(self) -> None:
        report = ordinary()
        findings = blocking(report, applications__granted__natural_person="13", applications__unavailable_not_held__natural_person="30")
        assert len(findings) == 3
        assert all("“（一）予以公开·自然人”应为11，“1.本机关不掌握相关政府信息·自然人”应为25" in finding.cause for finding in findings)
        assert not blocking(mended(report, findings[0]))

    def test_two_slips_that_do_not_meet_are_two_causes(self) -> None:
        report = ordinary()
        findings = blocking(report, applications__granted__natural_person="13", applications__carried_out__business="10")
        told = {finding.cells[0]: finding.cause for finding in findings}
        assert set(told) == {"applications.granted.natural_person", "applications.carried_out.business"}
        assert "多写了一个0" in told["applications.carried_out.business"]


class TestWholeLines:
    def put(self, report: Report, row: str, *numbers: int) -> list[Finding]:
        columns = (*APPLICANTS, "total")
        return blocking(report, **{f"applications__{row}__{column}": str(number) for column, number in zip(columns, numbers, strict=False)})

    @pytest.mark.parametrize(
        ("numbers", "words"),
        [
            ((0, 25, 6, 0, 0, 3), "整行往右错了一列。"),
            ((6, 0, 0, 3, 0, 34, 0), "整行往左错了一列，总计填在最后一列里。"),
            ((2, 5, 6, 0, 0, 3, 0), "的25拆成了2和5两格，后面的数都往右错了一列。"),
        ],
    )
    def test_a_row_that_slipped_is_put_back(self, numbers: tuple[int, ...], words: str) -> None:
        report = ordinary()
        findings = self.put(report, "unavailable_not_held", *numbers)
        assert findings and all("“1.本机关不掌握相关政府信息”行的" in finding.cause and words in finding.cause for finding in findings)
        back = mended(report, findings[0])
        assert [int(back.stated(f"applications.unavailable_not_held.{column}")) for column in APPLICANTS] == [25, 6, 0, 0, 3, 0]
        assert not blocking(back)

    def test_a_row_that_slipped_to_the_left_with_a_total_that_the_program_adds_up(self) -> None:
        report = ordinary()
        report.apply(report.plan({address: Entry("") for address in SUMS if address.endswith(".total")}))
        findings = self.put(report, "unavailable_not_held", 6, 0, 0, 3, 0, 34)
        assert findings and all("整行往左错了一列，总计填在最后一列里" in finding.cause for finding in findings)
        assert not blocking(mended(report, findings[0]))

    def test_a_number_in_two_cells(self) -> None:
        report = ordinary()
        findings = self.put(report, "granted", 1, 1, 2, 1, 1, 0)
        assert findings  # the last number fell out, and with it what could be put back: nothing is claimed
        report = ordinary()
        findings = self.put(report, "declined_petition", 7, 0, 0, 0, 0, 0)
        assert not findings

    def test_two_rows_exchanged(self) -> None:
        report = ordinary()
        rows = {"granted": (3, 1, 0, 0, 0, 0), "partly_granted": (11, 2, 0, 1, 1, 0)}
        raws = {
            f"applications__{row}__{key}": str(number) for row, line in rows.items() for key, number in zip(APPLICANTS, line, strict=True)
        }
        findings = blocking(report, **raws)
        assert all("“（一）予以公开”与“（二）部分公开”两行的数填颠倒了" in finding.cause for finding in findings)
        assert findings and not blocking(mended(report, findings[0]))

    def test_a_column_of_totals_that_was_not_filled_in(self) -> None:
        report = ordinary()
        findings = blocking(
            report, **{address.replace(".", "__"): "0" for address in SUMS if address.endswith(".total") and "app" in address}
        )
        assert findings and all(finding.cause == "多半是“总计”列的合计没有填，都是0。" for finding in findings)
        assert not blocking(mended(report, findings[0]))

    def test_a_column_of_totals_copied_from_the_first(self) -> None:
        report = ordinary()
        rows = [row.key for row in TABLE.rows]
        raws = {f"applications__{row}__total": report.text(f"applications.{row}.natural_person") for row in rows}
        raws["applications__concluded__total"] = str(report.value("applications.concluded.natural_person"))
        findings = blocking(report, **raws)
        assert findings and all(finding.cause == "多半是“总计”列的合计照抄了自然人列。" for finding in findings)
        assert not blocking(mended(report, findings[0]))

    def test_a_row_of_totals_that_was_not_filled_in(self) -> None:
        report = ordinary()
        findings = blocking(report, **{f"applications__concluded__{column}": "0" for column in (*APPLICANTS, "total")})
        assert findings and all(finding.cause == "多半是“（七）总计”行的合计没有填，都是0。" for finding in findings)
        assert not blocking(mended(report, findings[0]))

    @pytest.mark.parametrize(("row", "words"), [("received", "3件的去向没有填"), ("granted", "3件的来源没有填")])
    def test_a_side_of_the_balance_that_was_not_filled_in_is_told_and_not_invented(self, row: str, words: str) -> None:
        findings = blocking(zero_report(), **{f"applications__{row}__natural_person": "3"})
        assert len(findings) == 2 and all(words in finding.cause and finding.fix is None for finding in findings)

    def test_each_column_is_told_its_own_pieces(self) -> None:
        findings = blocking(zero_report(), applications__received__research="2", applications__granted__business="12")
        told = {finding.message[:6]: finding.cause for finding in findings}
        assert "：12件的来源没有填" in told["“商业企业”"] and "：2件的去向没有填" in told["“科研机构”"]


class TestModesty:
    def test_what_is_equally_likely_is_named_and_nothing_is_offered(self) -> None:
        (finding,) = blocking(zero_report(), disputes__review__upheld="2", disputes__review__total="1")
        assert finding.cause == "可能是“行政复议总计”应为2，填成了1；也可能是“行政复议结果维持”应为1，填成了2。"
        assert finding.fix is None and finding.cells[0] == "disputes.review.total"

    def test_of_very_many_only_the_number_is_told_and_what_would_tell_more(self) -> None:
        report = ordinary()
        findings = blocking(report, **{address.replace(".", "__"): "" for address in SUMS}, applications__granted__business="3")
        assert [finding.rule for finding in findings] == ["T3-1", "T3-1"]
        assert all(finding.cause.endswith("填上各行的总计，就能指出是哪一行。") and finding.fix is None for finding in findings)

    def test_differences_of_several_columns_add_up_to_that_of_the_total(self) -> None:
        report = ordinary()
        raws = {address.replace(".", "__"): "" for address in SUMS}
        findings = blocking(report, **raws, applications__granted__business="3", applications__granted__research="5")
        assert findings[-1].cause == "是各列的差额加起来的，改好各列即可。"

    def test_a_difference_that_nothing_explains_is_at_least_divisible_by_nine(self) -> None:
        report = ordinary()
        raws = {"applications__granted__total": "33", "applications__received__total": "99", "applications__concluded__total": "7"}
        told = [finding.cause for finding in blocking(report, **raws)]
        assert any("是9的倍数" in cause for cause in told), told

    def test_nothing_is_said_where_nothing_is_broken(self) -> None:
        assert all(finding.cause == "" for finding in checks.check(Case(ordinary(), TODAY)))


def test_the_lesson_is_told_what_its_words_promise() -> None:
    report = project.read(resources.root() / "sample" / "练习.nianbao", resources.forms()).report
    told = {finding.key: finding.cause for finding in checks.check(Case(report, TODAY)) if finding.cause}
    assert told["T3-1 applications.received.natural_person"] == "多半是“二、上年结转政府信息公开申请数量·自然人”应为2，填成了3。"
    assert told["T3-4 applications.carried_out.legal_service"] == "多半是“四、结转下年度继续办理·法律服务机构”应为0，填成了4。"
    assert told["T3-3 applications.granted.total"] == "多半是“（一）予以公开·总计”应为15，填成了51：两个数字写颠倒了。"
    shifted = [cause for key, cause in told.items() if key.startswith("T3-2") and not key.endswith("total")]
    assert shifted == ["多半是“1.本机关不掌握相关政府信息”行的数整行往右错了一列。"] * 5


# One slip in a consistent report, anywhere.


@st.composite
def consistent_reports(draw: st.DrawFn) -> Report:
    """A report whose identities hold, all totals entered."""
    numbers = st.one_of(st.just(0), st.integers(0, 9), st.integers(10, 400))
    filled = draw(st.lists(numbers, min_size=len(SUMMED), max_size=len(SUMMED)))
    return balanced({address: number for address, number in zip(SUMMED, filled, strict=True) if not FORM.cells[address].is_sum})


def slips(number: int) -> list[int]:
    """What a hand makes of a number: one more or less, two digits exchanged, a 0 more or less."""
    digits = str(number)
    exchanged = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)]
    wrong = {number + 1, abs(number - 1), number * 10, number // 10, *(int(text) for text in exchanged)}
    return sorted(wrong - {number})


def named(report: Report, address: str, right: int) -> list[Suspect]:
    """The suspicions that put the right number back, or that say it is the only number on its side."""
    every = [suspect for cause in causes(Equations(report), {}) for suspect in cause.suspects]
    return [
        suspect for suspect in every if suspect.change.get(address) == right or (suspect.kind == "unfilled" and suspect.cells[0] == address)
    ]


@settings(max_examples=40)
@given(consistent_reports(), st.sampled_from(SUMMED), st.data())
def test_one_slip_anywhere_is_among_the_suspicions(report: Report, address: str, data: st.DataObject) -> None:
    right = int(report.stated(address) or 0)
    change(report, **{address: str(data.draw(st.sampled_from(slips(right))))})
    suspects = named(report, address, right)
    assert suspects and all(suspect.mended == Equations(report).broken for suspect in suspects)


@settings(max_examples=40)
@given(consistent_reports(), st.sampled_from([address for address in SUMMED if address.startswith("applications")]), st.data())
def test_one_slip_in_the_third_table_is_the_one_cause(report: Report, address: str, data: st.DataObject) -> None:
    right = int(report.stated(address) or 0)
    change(report, **{address: str(data.draw(st.sampled_from(slips(right))))})
    (cause,) = causes(Equations(report), {})
    assert cause.certain and dict(cause.certain.change) == {address: right}


@settings(max_examples=40)
@given(consistent_reports(), st.sampled_from([address for address in SUMMED if not FORM.cells[address].is_sum]), st.data())
def test_without_totals_one_slip_is_still_among_the_possible(report: Report, address: str, data: st.DataObject) -> None:
    change(report, **dict.fromkeys(SUMS, ""))
    right = int(report.stated(address) or 0)
    change(report, **{address: str(right + data.draw(st.sampled_from([1, -1])) if right else 1)})
    # in the fourth table the program adds up what was typed: there is nothing to compare it with
    assert bool(named(report, address, right)) is bool(Equations(report).broken) is address.startswith("applications")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(SUMMED), st.integers(0, 99)), min_size=1, max_size=30))
def test_whatever_is_offered_breaks_nothing(wrong: list[tuple[str, int]]) -> None:
    report = ordinary()
    change(report, **{address: str(number) for address, number in wrong})
    before = {(finding.rule, finding.place or finding.cells[0]) for finding in blocking(report)}
    for finding in blocking(report):
        if finding.fix:
            after = {(left.rule, left.place or left.cells[0]) for left in blocking(mended(report, finding))}
            assert after < before


def test_a_report_of_very_many_numbers_is_explained_too() -> None:
    report = printed(distinct_report())
    right = report.text("applications.concluded.other")
    findings = blocking(report, applications__concluded__other=right[::-1])
    assert [finding.rule for finding in findings] == ["T3-1", "T3-2", "T3-3"]
    assert all(finding.fix and finding.fix.entries == {"applications.concluded.other": right} for finding in findings)


def test_the_form_of_2019_is_explained_by_the_same_rules() -> None:
    form = resources.forms()["2019"]
    numbers = {address: "0" for address, cell in form.cells.items() if not cell.is_sum}
    rows = {"received": "15", "granted": "9", "other_handling": "6"}
    report = Report(form, {address: Entry(number) for address, number in numbers.items()})
    change(report, **{f"applications__{row}__business": number for row, number in rows.items()})
    report.apply(report.plan({address: Entry(str(report.value(address))) for address, cell in form.cells.items() if cell.is_sum}))
    findings = blocking(report, applications__received__business="51")
    assert findings and all("应为15，填成了51：两个数字写颠倒了" in finding.cause for finding in findings)


ODD = st.sampled_from(["", "-1", "2.5", "361467.5", "0.05", "9", "10", "/", "52（其中40件，12件）", "999999999999999", "１２"])


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(SUMMED), ODD, min_size=1, max_size=40))
def test_whatever_was_typed_is_a_finding_and_never_an_exception(raws: dict[str, str]) -> None:
    report = printed(zero_report())
    report.apply(report.plan({address: Entry(raw) for address, raw in raws.items()}))
    for finding in checks.check(Case(report, TODAY), checks.NUMBER_CHECKS):
        assert finding.message.endswith(("。", "？")), finding
