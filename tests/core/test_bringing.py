"""带入: what becomes of last year's years and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core.bringing import Spoken, brought


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("2023年，本机关依法公开。", "2024年，本机关依法公开。"),
        ("2023年比2022年多。", "2024年比2023年多。"),
        ("自2008年起设立专栏。", "自2008年起设立专栏。"),
        ("发布信息152条，培训3次。", "发布信息【待改：152】条，培训【待改：3】次。"),
        ("2024年将做得更好。", "【待改：2024】年将做得更好。"),
        ("（国办公开办函〔2021〕30号）第二十条", "（国办公开办函〔2021〕30号）第二十条"),
        ("（一）主动公开情况", "（一）主动公开情况"),
        ("全部按期答复。", "全部按期答复。"),
        ("", ""),
    ],
)
def test_years_move_on_and_numbers_are_to_be_looked_at(last: str, this: str) -> None:
    assert brought(last, 2024) == this


def test_a_number_that_a_cell_says_becomes_its_field() -> None:
    def spoken(text: str) -> list[Spoken]:
        at = text.index("35")
        return [Spoken(at, at + 2, "applications.received.total")]

    assert (
        brought("2023年收到申请35件，发布信息35条。", 2024, spoken)
        == "2024年收到申请{applications.received.total}件，发布信息【待改：35】条。"
    )


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=6))
def test_no_number_of_last_years_is_left_in_silence(numbers: list[int]) -> None:
    last = "，".join(f"办理事项{number}件" for number in numbers) + "。"
    this = brought(last, 2024)
    assert this == "，".join(f"办理事项【待改：{number}】件" for number in numbers) + "。"
