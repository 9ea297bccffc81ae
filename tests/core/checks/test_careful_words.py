"""Words of careful offices (`careful_words.txt`, all invented): no rule on words has anything to say of them.

They are look-alikes: numbers, years, names and marks that resemble what the rules look for, of departments, branches, towns, streets and
people's governments.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.core.checks.saying import found, with_texts
from tests.samples import CAREFUL_TEXTS


class Said(NamedTuple):
    """What one office says in one text, and which office it is."""

    organ: str
    kind: str
    key: str
    text: str


def corpus() -> Iterator[Said]:
    """Part one by paragraphs, other texts whole: their parts belong together."""
    for block in (Path(__file__).parent / "careful_words.txt").read_text("utf-8").split("# ")[1:]:
        head, *lines = block.strip().split("\n")
        organ, kind, key = (word.strip() for word in head.split("|"))
        is_whole = key != "overview" or lines[0].startswith("（一）")
        for text in ["\n".join(lines)] if is_whole else lines:
            yield Said(organ, kind, key, text)


def report_of(said: Said):
    """A careful report of this office that says it."""
    texts = {key: words.replace("，本机关", "，") for key, words in CAREFUL_TEXTS.items()}
    if said.key != "overview" or said.text.startswith("（一）"):
        texts[said.key] = said.text
    else:
        first, rest = texts["overview"].split("\n", 1)
        texts["overview"] = f"{first}\n{said.text}\n{rest}主动接受社会评议。"
    date = "2025-03-01" if said.kind == "人民政府" else "2025-01-15"
    return with_texts({**texts, "organ": said.organ, "kind": said.kind, "date": date})


SAID = list(corpus())


def test_there_are_many_of_them_and_of_every_kind() -> None:
    assert len(SAID) >= 120
    assert {said.kind for said in SAID} == {"部门", "派出机构", "乡镇街道", "人民政府"}
    assert {said.key for said in SAID} == {"preface", "overview", "problems", "other_matters"}


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.text[:12])
def test_nothing_is_found_in_careful_words(said: Said) -> None:
    assert [(finding.rule, finding.message) for finding in found(report_of(said))] == []
