"""提纲: every shipped one can be used, says what its part must say, and cannot become a final as it is."""

from __future__ import annotations

import re

import pytest

from desktopapp import resources
from desktopapp.core import placeholders, skeletons
from desktopapp.core.organ import KINDS
from desktopapp.core.report import Entry, Report
from desktopapp.core.skeletons import Skeleton, SkeletonError
from tests.samples import blank_report, distinct_report, zero_report

FORM = resources.form()
SKELETONS = skeletons.read((resources.root() / "skeletons" / f"{FORM.edition}.toml").read_text("utf-8"), FORM)
ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
each = pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda skeleton: f"{skeleton.part} {skeleton.title}")


def with_text(report: Report, skeleton: Skeleton) -> Report:
    report.apply(report.plan({skeleton.part: Entry(skeletons.text(skeleton, report))}))
    return report


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize("part", ["preface", "overview", "problems", "other_matters"])
def test_every_kind_of_organ_is_offered_one_for_every_narrative(kind: str, part: str) -> None:
    assert skeletons.offered(SKELETONS, part, kind)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_part_one_has_its_five_aspects_in_order(kind: str) -> None:
    for skeleton in skeletons.offered(SKELETONS, "overview", kind):
        headings = [passage.text for passage in skeleton.passages if passage.text.startswith("（")]
        assert len(headings) == 5 and all(aspect in heading for aspect, heading in zip(ASPECTS, headings, strict=True))


@each
def test_its_numbers_follow_the_tables(skeleton: Skeleton) -> None:
    said = with_text(distinct_report(), skeleton).said(skeleton.part)
    assert "{" not in said and "未填" not in said and "<" not in said


@each
def test_a_report_of_zeros_is_told_in_words(skeleton: Skeleton) -> None:
    said = with_text(zero_report(), skeleton).said(skeleton.part)
    if skeleton.part == "overview":
        assert "未收到政府信息公开申请" in said and not re.search(r"新收政府信息公开申请0件", said)


@each
def test_what_is_to_be_filled_in_is_found(skeleton: Skeleton) -> None:
    report = with_text(blank_report(), skeleton)
    open_places = list(placeholders.left(report))
    expected = len(re.findall("【", report.said(skeleton.part)))
    assert len(open_places) == expected
    assert all(report.said(place.key)[place.start : place.end] == place.words for place in open_places)


def test_a_careful_text_has_no_open_places() -> None:
    report = zero_report()
    report.apply(report.plan({"overview": Entry("设立【政策解读】栏目，开展【我为群众填表】活动。")}))
    assert list(placeholders.left(report)) == []


@pytest.mark.parametrize(
    "nonsense",
    [
        'part = "disclosed"\ntitle = "甲"\nkinds = ["部门"]\nparagraphs = [{ text = "乙" }]',
        'part = "overview"\ntitle = "甲"\nkinds = ["部门"]\nparagraphs = [{ text = "收到{applications.recieved.total}件" }]',
        'part = "overview"\ntitle = "甲"\nkinds = ["部门"]\nparagraphs = [{ text = "乙", none = ["disputes.review.total"] }]',
    ],
)
def test_nonsense_is_refused_at_load(nonsense: str) -> None:
    with pytest.raises(SkeletonError, match="甲"):
        skeletons.read(f"[[skeleton]]\n{nonsense}", FORM)
