"""Pages and Word files with thousands of kinds of damage that leaves every digit as it was: whatever is read is true, or is listed as doubtful.

NIANBAO_DAMAGE=10000 tries as many of each; the suite tries a few hundred.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from desktopapp.core.files import FileTrouble
from desktopapp.core.project import Project, dumps
from tests import pages, word_files
from tests.reading import FORMS, incoming, read_values, silently_wrong, stated
from tests.samples import distinct_report

MOST = int(os.environ.get("NIANBAO_DAMAGE", "240"))
STEP = 40
SLOWEST = 5.0  # seconds, on a busy machine; what hangs takes minutes
REPORT = distinct_report()
PAGE = pages.page(REPORT)


def judge(content: bytes, name: str) -> int:
    """How many cells were read; fails for a crash, a hang and a value that is wrong and not listed."""
    started = time.monotonic()
    try:
        read = incoming(content, name)
        dumps(Project(read.report(FORMS))).encode()
    except FileTrouble:
        return 0
    assert time.monotonic() - started < SLOWEST
    assert not silently_wrong(read, REPORT)
    return len(read.raws)


@pytest.mark.parametrize("first", range(0, MOST, STEP))
def test_a_damaged_page_has_no_silently_wrong_value(first: int) -> None:
    for seed in range(first, first + STEP):
        judge(pages.damaged(PAGE, random.Random(seed)), f"{seed}.html")


@pytest.mark.parametrize("first", range(0, MOST // 3, STEP))
def test_a_damaged_word_file_has_no_silently_wrong_value(first: int, tmp_path: Path) -> None:
    content = word_files.exported(REPORT, tmp_path)
    for seed in range(first, first + STEP):
        judge(word_files.damaged(content, random.Random(seed)), f"{seed}.docx")


# Damage that is only in how a page or a file is written down costs no value and no certainty.
HARMLESS_TO_PAGES = [
    "joined_tables",
    "heading_in_table",
    "layout_table",
    "boxes_of_div",
    "broken_words",
    "typing",
    "other_tag",
    "remark",
    "nested_box",
    "hidden_box",
]
HARMLESS_TO_WORD = ["controlled", "inserted", "with_deletion", "split_run", "broken_words", "framed", "other_merge", "merge_cut"]


@pytest.mark.parametrize("name", HARMLESS_TO_PAGES)
def test_how_a_page_is_written_down_costs_nothing(name: str) -> None:
    for seed in range(12):
        root = pages.html.document_fromstring(PAGE)
        getattr(pages, name)(root, random.Random(seed))
        read = incoming(pages.html.tostring(root), "年报.html")
        assert read_values(read) == stated(REPORT) and not read.guessed, seed


@pytest.mark.parametrize("name", HARMLESS_TO_WORD)
def test_how_a_word_file_is_written_down_costs_nothing(name: str, tmp_path: Path) -> None:
    content = word_files.exported(REPORT, tmp_path)
    for seed in range(6):
        changed = word_files.with_body(content, lambda body, seed=seed: getattr(word_files, name)(body, random.Random(seed)))
        read = incoming(changed)
        assert read_values(read) == stated(REPORT) and not read.guessed, seed


# Damage to the shape of a table costs at most a guess, or the row that it struck.
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("other_span", 200),
        ("all_spans_lost", 200),
        ("blank_column", 200),
        ("foreign_column", 200),
        ("torn_in_two", 200),
        ("blank_box", 199),
        ("value_lost", 193),
    ],
)
def test_a_table_out_of_shape_costs_a_guess_or_its_row(name: str, least: int) -> None:
    for seed in range(12):
        root = pages.html.document_fromstring(PAGE)
        getattr(pages, name)(root, random.Random(seed))
        read = incoming(pages.html.tostring(root), "年报.html")
        assert not silently_wrong(read, REPORT) and len(read.raws) >= least, seed
