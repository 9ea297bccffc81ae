"""提纲: what each part should state, as text to be edited, by kind of organ.

They come from one TOML file an edition; what is to be filled in stands in 【填…】, what the tables know is a field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from desktopapp.core import fields
from desktopapp.core.form import Form
from desktopapp.core.report import Report


class SkeletonError(ValueError):
    """A file of skeletons is nonsense; the message says where."""


class Passage(NamedTuple):
    """A paragraph; where all cells of `none` are 0, `zero` stands in its place."""

    text: str
    none: tuple[str, ...] = ()
    zero: str = ""


class Skeleton(NamedTuple):
    """What a part should state, for these kinds of organ."""

    part: str
    title: str
    kinds: tuple[str, ...]
    passages: tuple[Passage, ...]


def read(text: str, form: Form) -> tuple[Skeleton, ...]:
    """Read the file of an edition; raises SkeletonError for a part, a cell or a key that the form does not have."""
    return tuple(_skeleton(entry, form) for entry in tomllib.loads(text)["skeleton"])


def offered(skeletons: Iterable[Skeleton], part: str, kind: str) -> tuple[Skeleton, ...]:
    """Those for a part of the report of this kind of organ."""
    return tuple(skeleton for skeleton in skeletons if skeleton.part == part and kind in skeleton.kinds)


def text(skeleton: Skeleton, report: Report) -> str:
    """The skeleton as a text of this report."""
    paragraphs = (passage.zero if passage.none and _none(report, passage.none) else passage.text for passage in skeleton.passages)
    year = report.year
    facts = {"<年度>": str(year or "【填年度】"), "<上年>": str(year - 1 if year else "【填上年】"), "<机关>": report.organ or "【填机关】"}
    said = "\n".join(paragraphs)
    for token, fact in facts.items():
        said = said.replace(token, fact)
    return said


def _none(report: Report, addresses: Iterable[str]) -> bool:
    return all(report.value(address) == 0 for address in addresses)


def _skeleton(entry: Mapping[str, Any], form: Form) -> Skeleton:
    passages = tuple(Passage(each["text"], tuple(each.get("none", ())), each.get("zero", "")) for each in entry["paragraphs"])
    skeleton = Skeleton(entry["part"], entry["title"], tuple(entry["kinds"]), passages)
    if skeleton.part not in form.text_keys:
        raise SkeletonError(f"{skeleton.title}: no part {skeleton.part}")
    for passage in passages:
        braces = passage.text.count("{") + passage.zero.count("{")
        known = [field for said in (passage.text, passage.zero) for field in fields.fields(said, form.cells)]
        if braces != len(known) or not set(passage.none) <= form.cells.keys() or bool(passage.none) != bool(passage.zero):
            raise SkeletonError(f"{skeleton.title}: {passage.text[:40]}")
    return skeleton
