"""活数字: what a field says, and that everyone who reads a text reads the number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import formats, resources
from desktopapp.core import fields
from desktopapp.core.content import content
from desktopapp.core.report import Entry, Report
from desktopapp.formats import as_json
from tests.samples import blank_report, zero_report

FORM = resources.form()
RECEIVED = "applications.received.total"


def saying(text: str, **raws: str) -> Report:
    report = zero_report()
    cells = {place.replace("__", "."): Entry(raw) for place, raw in raws.items()}
    report.apply(report.plan({"overview": Entry(text), **cells}))
    return report


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{disclosure.licensing.decisions}", "52"),
        ("{applications.received.total}", "8"),
        ("{applications.received.total+applications.carried_in.total}", "10"),
        ("{applications.received.natural_person-applications.received.business}", "6"),
        ("{applications.received.natural_person/applications.received.total%}", "87.5%"),
        ("{applications.carried_in.total/applications.received.natural_person+applications.carried_in.total%}", "22.22%"),
        ("{applications.received.total/applications.received.total%}", "100%"),
        ("{applications.received.total/applications.granted.total%}", fields.UNDEFINED),
        ("{disclosure.fees.amount}", "0.50"),
    ],
)
def test_a_field_says_what_the_tables_say(field: str, said: str) -> None:
    report = saying(
        f"共{field}件",
        disclosure__licensing__decisions="52（其中新办40件，变更12件）",
        applications__received__natural_person="7",
        applications__received__business="1",
        applications__carried_in__natural_person="2",
        disclosure__fees__amount="0.50",
    )
    assert report.said("overview") == f"共{said}件"


def test_a_field_follows_its_cell() -> None:
    report = saying("收到{applications.received.total}件，许可{disclosure.licensing.decisions}件。")
    assert report.paragraphs("overview") == ["收到0件，许可0件。"]
    report.apply(report.plan({"applications.received.other": Entry("12")}))
    assert report.paragraphs("overview") == ["收到12件，许可0件。"]


def test_a_blank_cell_is_said_to_be_blank() -> None:
    report = blank_report()
    report.apply(report.plan({"overview": Entry("收到{applications.received.total}件")}))
    assert report.said("overview") == f"收到{fields.UNFILLED}件"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        "{a.b.c}",
        "{applications.received}",
        "{applications.received.total",
        "{{x}}",
        "集合{1,2}",
        "{applications.received.total/}",
    ],
)
def test_other_braces_are_words(text: str) -> None:
    assert saying(text).said("overview") == text


@given(st.text())
def test_a_text_without_fields_is_said_as_it_is(text: str) -> None:
    if not list(fields.fields(text, FORM.cells)):
        assert "".join(piece.text for piece in fields.pieces(text, FORM.cells, lambda _: None)) == text


@given(st.lists(st.one_of(st.text(st.characters(exclude_characters="{}")), st.sampled_from(sorted(FORM.cells)).map(fields.written))))
def test_no_field_is_lost_between_typed_words(parts: list[str]) -> None:
    text = "".join(parts)
    found = [fields.written(field.words) for field in fields.fields(text, FORM.cells)]
    assert found == [part for part in parts if part.startswith("{")]
    assert (
        "".join(fields.written(piece.field) if piece.field else piece.text for piece in fields.pieces(text, FORM.cells, lambda _: None))
        == text
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".pdf"])
def test_no_file_that_is_handed_out_contains_a_field(tmp_path: Path, suffix: str) -> None:
    report = saying(f"收到{{{RECEIVED}}}件。", applications__received__other="37")
    path = tmp_path / f"年报{suffix}"
    formats.write(report, path)
    if suffix != ".xlsx":
        assert "收到37件。" in formats.read(path, resources.forms()).texts["overview"]
    import zipfile

    inside = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            inside = [package.read(name) for name in package.namelist()]
    assert not [part for part in inside if RECEIVED.encode() in part]


def test_other_programs_are_told_the_number() -> None:
    told = json.dumps(as_json.report(saying(f"收到{{{RECEIVED}}}件。"))["texts"], ensure_ascii=False)
    assert "收到0件。" in told and RECEIVED not in told


def test_what_changes_in_a_cell_changes_the_content_of_the_text() -> None:
    one, other = (content(saying(f"收到{{{RECEIVED}}}件。", applications__received__other=raw)) for raw in ("1", "2"))
    assert (one["overview"], other["overview"]) == ("收到1件。", "收到2件。")
