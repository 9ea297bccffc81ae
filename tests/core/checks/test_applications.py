"""表三 beyond its arithmetic: T3-5 and T3-8."""

from __future__ import annotations

import pytest

from desktopapp import resources
from desktopapp.core.report import Entry, Report
from tests.core.checks.cases import EXPLAIN, HINT, UNCHECKED, found, said, this_year


def carried(received: str, carried_in: str, carried_out: str) -> dict[str, str]:
    rows = {"received": received, "carried_in": carried_in, "carried_out": carried_out}
    return {f"applications__{row}__business": raw for row, raw in rows.items()}


class TestT35:
    def test_more_carried_out_than_came_new_was_carried_two_years(self) -> None:
        (finding,) = found(this_year(**carried("2", "3", "4")), "T3-5")
        assert finding.cells == ("applications.carried_out.business", "applications.received.business")
        assert (finding.left, finding.right) == (4, 2)
        assert "“商业企业”列：结转下年度4件，多于本年新收2件" in finding.message

    def test_all_that_came_new_may_be_carried_out(self) -> None:
        assert found(this_year(**carried("4", "3", "4")), "T3-5") == []

    def test_more_than_there_was_is_said_by_t34(self) -> None:
        report = this_year(**carried("2", "3", "6"))
        assert found(report, "T3-5") == [] and found(report, "T3-4")

    def test_a_column_covered_by_another_shows_in_the_column_alone(self) -> None:
        raws = carried("2", "3", "4") | {"applications__received__natural_person": "9", "applications__granted__natural_person": "9"}
        assert [finding.cells[0] for finding in found(this_year(**raws), "T3-5")] == ["applications.carried_out.business"]

    def test_a_blank_is_not_checked_and_the_rest_is(self) -> None:
        assert said(this_year(**carried("2", "3", "4"), applications__received__other=""), "T3-5") == [*EXPLAIN, *UNCHECKED]

    def test_the_form_of_2019_keeps_it_too(self) -> None:
        form = resources.forms()["2019"]
        entries = {address: Entry("0") for address, cell in form.cells.items() if not cell.is_sum}
        assert said(Report(form, entries), "T3-5", **carried("2", "3", "4")) == EXPLAIN


class TestT38:
    @pytest.mark.parametrize(
        ("rest", "granted", "hinted"),
        [("6", "23", True), ("6", "24", False), ("5", "0", False), ("1", "1", False), ("20", "81", False), ("21", "81", True)],
    )
    def test_the_rest_is_small(self, rest: str, granted: str, hinted: bool) -> None:
        raws = {"applications__other_rest__natural_person": rest, "applications__granted__natural_person": granted}
        assert said(this_year(**raws), "T3-8") == (HINT if hinted else [])

    def test_a_blank_is_not_checked(self) -> None:
        assert said(this_year(applications__granted__other=""), "T3-8") == UNCHECKED

    def test_the_form_of_2019_had_one_row_for_all_other_handling(self) -> None:
        assert found(Report(resources.forms()["2019"]), "T3-8") == []
