"""Project files with every kind of damage; NIANBAO_MUTILATED=100000 tries as many, the suite two thousand."""

from __future__ import annotations

import os
import random
import sys

import pytest

from tests import mutilate

MOST = int(os.environ.get("NIANBAO_MUTILATED", "2000"))
STEP = 250


@pytest.mark.parametrize("first", range(0, MOST, STEP))
def test_a_mutilated_project_is_read_whole_or_refused_in_a_sentence(first: int) -> None:
    found = mutilate.run(STEP, first)
    assert found["read"] + found["refused"] == STEP
    assert found["read"] and found["refused"], "the damage is too little or too much to say anything"


def test_every_way_of_damage_changes_something() -> None:
    source = mutilate.samples()[-1]
    for way in mutilate.WAYS:
        assert any(way(source, random.Random(seed)) != source for seed in range(20)), way


def test_a_judge_that_is_lied_to_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutilate.project, "dumps", lambda _project: '{"format": 1, "edition": "2021"}')
    with pytest.raises(AssertionError):
        mutilate.judge(mutilate.samples()[0])


@pytest.mark.skipif(sys.platform == "win32", reason="the limit of memory is one of Linux")
def test_the_command_prints_its_figures_under_a_limit_of_memory() -> None:
    import subprocess

    done = subprocess.run([sys.executable, mutilate.__file__, "30"], capture_output=True, text=True, check=True)
    assert "30 mutilated project files: " in done.stdout and "0 crashes, 0 hangs" in done.stdout
