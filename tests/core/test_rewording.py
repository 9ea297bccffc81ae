"""What has been reworded since last year, by phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core import rewording as room
from desktopapp.core.rewording import rewording


def told(last: str, this: str) -> tuple[list[str], list[str]]:
    found = rewording(last, this)
    assert found is not None
    return [last[start:end] for start, end in found.gone], [this[start:end] for start, end in found.new]


@pytest.mark.parametrize(
    ("last", "this", "gone", "new"),
    [
        ("依法公开，及时答复。", "依法公开，及时答复。", [], []),
        ("依法公开，及时答复。", "依法公开，按期答复。", ["及时答复。"], ["按期答复。"]),
        ("依法公开。", "依法公开。增加图解，办培训。", [], ["增加图解，办培训。"]),
        ("甲。\n乙。\n丙。", "甲。\n丙。", ["乙。"], []),
        ("", "甲。\n乙。", [], ["甲。", "乙。"]),
        ("　　甲，乙。\n", "甲， 乙。", [], []),
    ],
)
def test_only_the_phrases_that_differ_are_told(last: str, this: str, gone: list[str], new: list[str]) -> None:
    assert told(last, this) == (gone, new)


def test_texts_too_long_to_compare_are_not_compared() -> None:
    assert rewording("甲。" * (room.MOST + 1), "甲。") is None


texts = st.text(alphabet="甲乙12，。\n ", max_size=30)


@given(texts, texts)
def test_what_is_not_told_stands_in_both_in_one_order(last: str, this: str) -> None:
    found = rewording(last, this)
    assert found is not None
    kept = [
        [text[start:end] for start, end in room._phrases(text) if not any(s.start <= start < s.end for s in told)]
        for text, told in ((last, found.gone), (this, found.new))
    ]
    assert kept[0] == kept[1]
