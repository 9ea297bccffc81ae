"""表四 beyond its arithmetic: T4-4 to T4-7."""

from __future__ import annotations

import pytest

from tests.core.checks.cases import EXPLAIN, HINT, UNCHECKED, found, last_year, said, this_year

SUIT = {"disputes__suit_after_review__upheld": "2"}
REVIEW = {"disputes__review__upheld": "1"}
DIRECT = {"disputes__suit_direct__upheld": "1"}


class TestT44:
    def test_a_suit_after_review_without_a_review_in_either_year(self) -> None:
        (finding,) = found(this_year(**SUIT), "T4-4", last_year())
        assert finding.cells[0] == "disputes.suit_after_review.total"
        assert "复议后起诉2件，本年和上年的行政复议都是0件" in finding.message

    def test_a_review_of_this_year_or_of_the_last_is_enough(self) -> None:
        assert found(this_year(**SUIT, **REVIEW), "T4-4", last_year()) == []
        assert found(this_year(**SUIT), "T4-4", last_year(**REVIEW)) == []

    @pytest.mark.parametrize(("pending", "severities"), [("2", []), ("1", EXPLAIN)])
    def test_a_suit_that_was_pending_last_year_had_its_review_before(self, pending: str, severities: list[str]) -> None:
        assert said(this_year(**SUIT), "T4-4", last_year(disputes__suit_after_review__pending=pending)) == severities

    def test_without_last_year_it_can_be_checked_only_where_there_is_a_review(self) -> None:
        assert said(this_year(**SUIT), "T4-4") == UNCHECKED
        assert found(this_year(**SUIT, **REVIEW), "T4-4") == found(this_year(), "T4-4") == []
        assert said(this_year(disputes__review__other=""), "T4-4") == UNCHECKED


class TestT45:
    @pytest.mark.parametrize("case", [SUIT, REVIEW, DIRECT])
    def test_without_applications_there_are_no_cases(self, case: dict[str, str]) -> None:
        (finding,) = found(this_year(**case), "T4-5", last_year())
        assert finding.cells[0] == f"{next(iter(case)).rsplit('__', 1)[0].replace('__', '.')}.total"

    @pytest.mark.parametrize("row", ["received", "carried_in"])
    def test_an_application_of_either_year_is_enough(self, row: str) -> None:
        came = {f"applications__{row}__business": "1"}
        assert found(this_year(**REVIEW, **came), "T4-5", last_year()) == []
        assert found(this_year(**REVIEW), "T4-5", last_year(**came)) == []

    def test_no_cases_are_no_wonder(self) -> None:
        assert found(this_year(), "T4-5", last_year()) == found(this_year(), "T4-5") == []

    def test_without_last_year_it_is_not_checked(self) -> None:
        (finding,) = found(this_year(**REVIEW), "T4-5")
        assert [finding.severity] == UNCHECKED and "本年没有申请，有行政复议、行政诉讼1件。没有上年年报" in finding.message
        assert said(this_year(applications__received__other=""), "T4-5") == UNCHECKED


class TestT46:
    @pytest.mark.parametrize(("year", "severities"), [("2024", HINT), ("2025", HINT), ("2023", []), ("", [])])
    def test_since_2024_some_suits_want_a_review_first(self, year: str, severities: list[str]) -> None:
        assert said(this_year(year=year, **DIRECT), "T4-6") == severities

    def test_no_suit_no_hint(self) -> None:
        assert found(this_year(), "T4-6") == []

    def test_a_suit_that_was_pending_last_year_was_brought_by_then(self) -> None:
        assert found(this_year(**DIRECT), "T4-6", last_year(disputes__suit_direct__pending="1")) == []
        assert said(this_year(**DIRECT), "T4-6", last_year()) == HINT

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(disputes__suit_direct__other=""), "T4-6") == UNCHECKED


class TestT47:
    @pytest.mark.parametrize(
        ("kind", "organ", "severities"),
        [
            ("人民政府", "清河县人民政府", HINT),
            ("部门", "清河县人民政府办公室", HINT),
            ("部门", "清河县教育局", []),
            ("乡镇街道", "清河县大河镇人民政府", []),
        ],
    )
    def test_a_reviewing_organ_counts_no_suits_of_others(self, kind: str, organ: str, severities: list[str]) -> None:
        assert said(this_year(kind=kind, organ=organ, **SUIT), "T4-7") == severities

    def test_without_such_a_suit_there_is_nothing_to_remind_of(self) -> None:
        assert found(this_year(kind="人民政府", **DIRECT), "T4-7") == []

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(kind="人民政府", disputes__suit_after_review__other=""), "T4-7") == UNCHECKED
