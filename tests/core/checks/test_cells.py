"""Single cells: C01 to C04."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktopapp.core.checks import Severity
from desktopapp.core.report import Entry, Origin
from tests.core.checks.cases import found
from tests.samples import blank_report, careful_report, zero_report


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


class TestImportedNotes:
    """52（其中环评审批39个，排污许可证核发13个） in a published report."""

    TYPED = "52（其中环评审批39个，排污许可证核发13个）"
    LICENCES = "disclosure.licensing.decisions"

    def test_a_number_that_came_in_with_a_note_is_pointed_at(self) -> None:
        report = careful_report()
        report.apply(report.plan({self.LICENCES: Entry(self.TYPED, Origin.IMPORTED)}))
        (finding,) = found(report, "C03")
        assert finding.severity is Severity.HINT and finding.cells == (self.LICENCES,)
        assert f"“{self.TYPED}”按52读取" in finding.message

    def test_the_note_can_be_moved_behind_the_table(self) -> None:
        report = careful_report()
        report.apply(report.plan({self.LICENCES: Entry(self.TYPED, Origin.IMPORTED), "disclosure.after": Entry("说明。")}))
        (finding,) = found(report, "C03")
        report.apply(report.plan({place: Entry(text) for place, text in finding.fix.entries.items()}))
        assert report.text(self.LICENCES) == "52"
        assert report.text("disclosure.after") == "说明。\n行政许可52件，其中环评审批39个，排污许可证核发13个。"

    @pytest.mark.parametrize("origin", [Origin.TYPED, Origin.SEEN])
    def test_what_a_person_has_seen_is_not(self, origin: Origin) -> None:
        report = careful_report()
        report.apply(report.plan({self.LICENCES: Entry(self.TYPED, origin)}))
        assert found(report, "C03") == []


class TestC03:
    @pytest.mark.parametrize(
        ("typed", "parts"),
        [
            ("52（其中环评审批39个，排污许可证核发13个）", None),
            ("52（其中环评审批39个，排污许可证核发12个）", "39+12=51"),
            ("52（其中环评审批39个）", None),
            ("52（其中环评审批59个）", "本格52，注中分项59。"),
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
