"""A few of the kills of `make survive`: enough to notice when work no longer comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.survive import ALLOWED, Left, judge, kill_many

LOG = b"10.0 1 begun\n10.5 2 key\n11.0 3 save\n11.2 4 key\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the drivers are forked")
def test_what_a_killed_program_leaves_can_be_read_and_is_whole(tmp_path: Path) -> None:
    rounds = [one for one in kill_many(tmp_path / "手", 15, seed=7) if one.moment == "work"]
    assert len(rounds) == 15
    assert all(one.readable and one.real for one in rounds), rounds
    assert sorted(one.lost for one in rounds)[len(rounds) // 2] <= ALLOWED, rounds  # of a busy machine only the median is asked


@pytest.mark.parametrize(
    ("state", "lost", "real"),
    [(4, 0.0, True), (3, 0.8, True), (2, 1.0, True), (1, 1.5, True), (9, 2.0, False)],
    ids=["the last key is there", "a key is gone", "two keys are gone", "all keys are gone", "a state that never was"],
)
def test_the_judge_measures_from_the_first_key_that_is_gone(state: int, lost: float, real: bool) -> None:
    found = judge(Left(True, state), 1, 12.0, LOG)
    assert (round(found.lost, 3), found.real, found.readable, found.saves) == (lost, real, True, 1)


def test_the_judge_sees_work_of_the_round_before_that_did_not_come_back() -> None:
    assert not judge(Left(True, 4), 7, 12.0, LOG).real
    assert not judge(Left(True, 2), 1, 12.0, b"").real
    assert not judge(Left(True, 4), 1, 12.0, LOG + b"11.5 0 asked\n").real
