"""From last year's report into this year's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core import carrying, number
from desktopapp.core.form import read_form
from desktopapp.core.report import RECORD, Entry, Origin, Report
from tests.samples import blank_report, distinct_report, zero_report

FORM = resources.form()
IN, OUT = carrying.CARRIED_IN, carrying.CARRIED_OUT
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
NORMS = "disclosure.normative_documents"
# An older edition, invented: half of the tables have a counterpart, one row is called otherwise.
OLD = read_form(
    (resources.root() / "forms" / "2021.toml")
    .read_text("utf-8")
    .replace('edition = "2021"', 'edition = "2019"')
    .replace("first_year = 2021", "first_year = 2019")
    .replace('"other_rest"', '"other_handling"')
    + '\n[successor]\nedition = "2021"\nsame = ["applications", "disclosure.licensing"]\n'
    + '[successor.renamed]\n"applications.other_handling" = "applications.other_rest"\n'
)


def report(form=FORM, **raws: str) -> Report:
    return Report(form, {place.replace("__", "."): Entry(raw) for place, raw in raws.items()})


def with_values(base: Report, values: dict[str, str]) -> Report:
    base.apply(base.plan({place: Entry(raw) for place, raw in values.items()}))
    return base


class TestCarriedIn:
    def test_each_column_follows_last_years_carried_out(self) -> None:
        last = with_values(blank_report(), {f"{OUT}.{column}": str(place) for place, column in enumerate(COLUMNS)})
        entries = carrying.into_blanks(blank_report(), last)
        assert entries == {f"{IN}.{column}": Entry(str(place), Origin.CARRIED) for place, column in enumerate(COLUMNS)}

    def test_the_total_is_never_carried_for_it_is_computed(self) -> None:
        assert f"{IN}.total" not in carrying.into_blanks(blank_report(), distinct_report())

    def test_what_was_typed_is_listed_and_never_overwritten(self) -> None:
        last = with_values(zero_report(), {f"{OUT}.business": "5"})
        this = with_values(blank_report(), {f"{IN}.business": "3", f"{IN}.research": "0"})
        assert set(carrying.into_blanks(this, last)) == {f"{IN}.{column}" for column in COLUMNS} - {f"{IN}.business", f"{IN}.research"}
        (business,) = [offer for offer in carrying.carried_in(this, last) if offer.typed]
        assert (business.address, business.typed, business.value) == (f"{IN}.business", "3", Decimal(5))

    def test_what_is_no_number_is_typed_too(self) -> None:
        this = with_values(blank_report(), {f"{IN}.business": "无"})
        assert f"{IN}.business" not in carrying.into_blanks(this, zero_report())
        assert [offer.typed for offer in carrying.carried_in(this, zero_report()) if offer.typed] == ["无"]

    def test_what_agrees_is_no_offer_whatever_is_written_behind_it(self) -> None:
        this = with_values(zero_report(), {f"{IN}.business": "5（均已办结）"})
        assert carrying.carried_in(this, with_values(zero_report(), {f"{OUT}.business": "5"})) == ()

    def test_what_last_year_left_blank_is_no_offer(self) -> None:
        assert carrying.carried_in(blank_report(), blank_report()) == ()

    @given(
        st.lists(st.integers(0, 9999) | st.none(), min_size=6, max_size=6),
        st.lists(st.integers(0, 9999) | st.none(), min_size=6, max_size=6),
    )
    def test_whatever_stands_in_both_years_a_typed_number_stays_and_the_rest_agrees(self, before: list, typed: list) -> None:
        def row(start: str, values: list) -> Report:
            cells = zip(COLUMNS, values, strict=True)
            return with_values(blank_report(), {f"{start}.{column}": str(value) for column, value in cells if value is not None})

        last, this = row(OUT, before), row(IN, typed)
        this.apply(this.plan(carrying.into_blanks(this, last)))
        for column, old, own in zip(COLUMNS, before, typed, strict=True):
            assert this.value(f"{IN}.{column}") == (old if own is None else own)
        differing = {offer.address for offer in carrying.carried_in(this, last)}
        assert differing == {
            f"{IN}.{column}"
            for column, old, own in zip(COLUMNS, before, typed, strict=True)
            if own is not None and old is not None and own != old
        }


class TestInForce:
    def test_it_is_last_years_with_what_was_issued_and_without_what_was_repealed(self) -> None:
        last = report(**{f"{NORMS.replace('.', '__')}__in_force": "597"})
        this = with_values(blank_report(), {f"{NORMS}.issued": "50", f"{NORMS}.repealed": "227"})
        (offer,) = carrying.in_force(this, last)
        assert (offer.address, offer.value, offer.typed) == (f"{NORMS}.in_force", Decimal(420), "")
        assert offer.why == "上年现行有效597＋本年制发50－本年废止227"

    @pytest.mark.parametrize("blank", [f"{NORMS}.issued", f"{NORMS}.repealed"])
    def test_it_is_offered_only_when_all_is_known(self, blank: str) -> None:
        this = with_values(zero_report(), {blank: ""})
        assert carrying.in_force(this, zero_report()) == ()
        assert carrying.in_force(zero_report(), with_values(zero_report(), {f"{NORMS}.in_force": ""})) == ()

    def test_it_is_never_less_than_nothing(self) -> None:
        assert carrying.in_force(with_values(zero_report(), {f"{NORMS}.repealed": "3"}), zero_report()) == ()

    def test_what_agrees_is_no_offer(self) -> None:
        last = with_values(zero_report(), {f"{NORMS}.in_force": "66"})
        this = with_values(zero_report(), {f"{NORMS}.in_force": "372"})
        assert [offer.typed for offer in carrying.in_force(this, last)] == ["372"]
        this.apply(this.plan(carrying.filled(carrying.in_force(this, last))))
        assert carrying.in_force(this, last) == ()
        assert this.entry(f"{NORMS}.in_force") == Entry("66", Origin.CARRIED)


class TestEditions:
    def test_the_same_edition_has_every_cell(self) -> None:
        assert carrying.counterparts(FORM, FORM) == {address: address for address in FORM.cells}

    def test_of_an_older_edition_only_what_its_form_says_has_a_counterpart(self) -> None:
        found = carrying.counterparts(FORM, OLD)
        assert "disclosure.normative_documents.in_force" not in found and "disputes.review.upheld" not in found
        assert found["disclosure.licensing.decisions"] == "disclosure.licensing.decisions"
        assert found[f"{IN}.business"] == f"{IN}.business"

    def test_carry_over_works_from_an_older_edition_and_stocks_do_not(self) -> None:
        last = with_values(Report(OLD), {f"{OUT}.business": "4", f"{NORMS}.in_force": "9"})
        assert carrying.into_blanks(blank_report(), last) == {f"{IN}.business": Entry("4", Origin.CARRIED)}
        assert carrying.in_force(zero_report(), last) == ()

    def test_an_edition_without_a_way_here_has_no_counterparts(self) -> None:
        assert carrying.counterparts(OLD, FORM) == {}
        assert carrying.carried_in(Report(OLD), zero_report()) == ()


class TestNextYear:
    def test_it_keeps_the_organ_and_carries_over_and_all_else_is_blank(self) -> None:
        last = with_values(zero_report(), {f"{OUT}.business": "5"})
        following = carrying.next_year(last, FORM)
        assert (following.organ, following.text("kind"), following.year) == ("清河县档案管理局", "部门", 2025)
        carried = {address for address in following.entries if address in FORM.cells}
        assert carried == {f"{IN}.{column}" for column in COLUMNS}
        assert following.value(f"{IN}.business") == 5
        assert not following.text("overview") and not following.text("date")

    def test_last_years_report_is_kept_without_its_record(self) -> None:
        kept = carrying.as_last(with_values(zero_report(), {RECORD: "某年某月　某人　填零", "final": "2025-01-20 某人"}))
        assert kept.entries == zero_report().entries
        assert not kept.locked


class TestTakingTheReportsPlace:
    def test_nothing_of_the_old_content_is_left(self) -> None:
        this, other = distinct_report(), with_values(blank_report(), {"organ": "清河县财政局", "disputes.review.upheld": "1"})
        this.apply(this.plan({RECORD: Entry("记录")}))
        this.apply(this.plan(carrying.in_place_of(this, other)))
        assert this.entries == {**other.entries, "kind": Entry("部门"), "year": Entry("2024"), RECORD: Entry("记录")}


class TestDoubts:
    @pytest.mark.parametrize(
        ("organ", "year", "last", "said"),
        [
            ("清河县档案管理局", "2024", False, ()),
            ("清河县 档案管理局", "2023", True, ()),
            ("清河县档案管理局", "2023", False, ("文件是2023年度的，本年是2024年度",)),
            ("清河县档案管理局", "2024", True, ("文件是2024年度的，上年是2023年度",)),
            ("清河县财政局", "2023", True, ("文件的单位是“清河县财政局”，本单位是“清河县档案管理局”",)),
            ("", "", False, ("没有读到单位名称", "没有读到年度")),
        ],
    )
    def test_another_organ_and_another_year_are_said(self, organ: str, year: str, last: bool, said: tuple[str, ...]) -> None:
        assert carrying.doubts(report(organ=organ, year=year), zero_report(), "", last) == said

    def test_a_report_without_an_organ_goes_by_the_office(self) -> None:
        assert carrying.doubts(report(organ="甲局", year="2024"), report(year="2024"), "乙局", last=False) == (
            "文件的单位是“甲局”，本单位是“乙局”",
        )
        assert carrying.doubts(report(organ="甲局", year="2024"), blank_report(), "", last=False) == ()


@pytest.mark.parametrize("address", [address for address, cell in FORM.cells.items() if not cell.is_sum])
def test_only_what_follows_from_last_year_is_ever_offered(address: str) -> None:
    last, this = distinct_report(), with_values(distinct_report(), {address: "1"})
    offered = {offer.address for offer in (*carrying.carried_in(this, last), *carrying.in_force(this, last))}
    assert all(place.startswith(IN) or place.endswith(".in_force") for place in offered)
    assert all(number.read(entry.raw).value is not None for entry in carrying.filled(carrying.carried_in(this, last)).values())
