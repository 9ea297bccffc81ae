"""Where a stretch of a text has gone to when the text was edited around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.checks import Span
from desktopapp.core.spans import Paragraphs, edit, quoted

TEXT = "2024年，新收申请12件。\n答复10件，结转2件。\n没有复议。"
ANSWERED = Span("overview", 1, 2, 4)  # 10
WORDS = st.text(alphabet="甲乙12，。\n", max_size=12)


def test_a_span_names_its_words() -> None:
    assert quoted(TEXT, ANSWERED) == "10"


def test_what_is_written_before_it_moves_it() -> None:
    after = edit(TEXT, "前言。\n" + TEXT)
    assert after.moved(ANSWERED) == Span("overview", 2, 2, 4)
    assert edit(TEXT, TEXT.replace("答复", "已经答复")).moved(ANSWERED) == Span("overview", 1, 4, 6)


def test_what_is_written_behind_it_does_not() -> None:
    assert edit(TEXT, TEXT + "\n没有诉讼。").moved(ANSWERED) == ANSWERED


def test_an_edit_that_touches_it_or_stands_next_to_it_takes_it_away() -> None:
    for new in ("11", "101", "110", ""):
        assert edit(TEXT, TEXT.replace("答复10件", f"答复{new}件")).moved(ANSWERED) is None


def test_a_span_beyond_the_text_is_cut() -> None:
    assert Paragraphs("甲").positions(Span("overview", 7, 5, 9)) == (1, 1)


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_moved_span_has_the_same_words(head: str, kept: str, tail: str, other: str) -> None:
    before, after = head + kept + tail, other + kept + tail
    start = len(head)
    paragraph = before[:start].count("\n")
    first = start - (before[:start].rfind("\n") + 1)
    words = kept.split("\n")[0]
    moved = edit(before, after).moved(Span("overview", paragraph, first, first + len(words)))
    assert moved is None or quoted(after, moved) == words
