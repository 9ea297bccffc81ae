"""Find and replace over all texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core import searching
from desktopapp.core.report import Entry, Origin, Report
from desktopapp.core.searching import found
from tests.samples import zero_report


def saying(**texts: str) -> Report:
    report = zero_report()
    report.apply(report.plan({place: Entry(text) for place, text in texts.items()}))
    return report


def replaced(report: Report, words: str, by: str):
    return searching.replaced(report, found(report, words), by)


def test_words_are_found_in_every_text_in_order() -> None:
    report = saying(overview="2023年做了甲。\n2023年做了乙。", other_matters="2023年未收取。")
    report.apply(report.plan({"applications.before": Entry("2023年收到的")}))
    hits = found(report, "2023年")
    assert [(hit.place, hit.start) for hit in hits] == [("overview", 0), ("overview", 10), ("applications.before", 0), ("other_matters", 0)]
    assert hits[1].around == "2023年做了乙。"


def test_replacing_is_one_change_of_the_places_that_hold_the_words() -> None:
    report = saying(overview="2023年做了甲。2023年做了乙。", problems="无")
    wishes = replaced(report, "2023年", "2024年")
    assert {place: entry.raw for place, entry in wishes.items()} == {"overview": "2024年做了甲。2024年做了乙。"}


def test_a_field_is_neither_found_nor_broken() -> None:
    report = saying(overview="收到{applications.received.total}件，0件未办")
    assert [hit.start for hit in found(report, "0") if hit.place == "overview"] == [5]
    assert found(report, "total") == () and found(report, "到0") == ()
    (entry,) = replaced(report, "件", "宗").values()
    assert entry.raw == "收到{applications.received.total}宗，0宗未办"


def test_what_nobody_has_looked_at_stays_so() -> None:
    report = zero_report()
    report.apply(report.plan({"overview": Entry("甲局", Origin.IMPORTED)}))
    assert replaced(report, "甲局", "乙局") == {"overview": Entry("乙局", Origin.IMPORTED)}


def test_one_place_of_several_is_replaced() -> None:
    report = saying(overview="2023年做了甲。{applications.received.total}件。2023年做了乙。")
    hits = [hit for hit in found(report, "2023年") if hit.place == "overview"]
    (entry,) = searching.replaced(report, hits[1:], "2024年").values()
    assert entry.raw == "2023年做了甲。{applications.received.total}件。2024年做了乙。"


@pytest.mark.parametrize("words", ["", "没有的话"])
def test_nothing_is_found_and_nothing_replaced(words: str) -> None:
    assert found(zero_report(), words) == () and replaced(zero_report(), words, "甲") == {}


@given(st.text("甲乙{}a.\n", max_size=40), st.text("甲乙a", min_size=1, max_size=3), st.text("丙", max_size=3))
def test_replacing_agrees_with_what_was_found(text: str, words: str, by: str) -> None:
    report = saying(overview=text)
    hits = [hit for hit in found(report, words) if hit.place == "overview"]
    said = report.said("overview")
    assert all(said[hit.start : hit.end] == words for hit in hits)
    report.apply(report.plan(replaced(report, words, by)))
    assert len(report.said("overview")) == len(said) + len(hits) * (len(by) - len(words))
