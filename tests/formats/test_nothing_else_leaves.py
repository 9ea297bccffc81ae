"""What is handed to others holds what is printed and nothing else: no formulas, no names, no paths, no earlier text, no record."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest

from desktopapp import formats
from desktopapp.core import checks, drafts
from desktopapp.core.report import FINAL, REASON, RECORD, Entry, Report
from desktopapp.formats import blank_forms
from desktopapp.formats.printed.handing import Handing, handed_over
from tests.samples import distinct_report, zero_report

EVIL = (
    "=1+MARK",
    "+1+MARK",
    "-1-MARK",
    "@SUM(MARK)",
    "\t=MARK",
    "\r=MARK",
    "=cmd|'/c MARK'!A0",
    '=HYPERLINK("http://MARK")',
    "<r>=MARK</r>",
)
SECRETS = ("赵不印", "/秘密/文件夹", "先前的话语", "办理了某事", "说明了理由")


def xml_of(content: bytes, part: str = "") -> dict[str, str]:
    """The parts of a Word file or a workbook, unzipped."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.startswith(part)}


def evil(beginning: str) -> Report:
    """A report in which every place that can be typed in begins like a formula."""
    report = zero_report()
    places = [*report.form.cells, *report.form.text_keys, "organ", "title", "kind", "date"]
    wishes = {place: Entry(beginning) for place in places}
    wishes["disclosure.licensing.decisions"] = Entry(f"5（{beginning}）")
    report.apply(report.plan(wishes))
    return report


@pytest.mark.parametrize("mark", ["", formats.DRAFT_MARK])
@pytest.mark.parametrize("beginning", EVIL)
def test_what_begins_like_a_formula_stays_text_in_every_sheet(tmp_path: Path, beginning: str, mark: str) -> None:
    formats.write(evil(beginning), tmp_path / "甲.xlsx", mark)
    blank_forms.write(zero_report().form, [], tmp_path / "空白.xlsx", beginning, 2024)
    for name in ("甲.xlsx", "空白.xlsx"):
        parts = xml_of((tmp_path / name).read_bytes())
        sheets = [text for part, text in parts.items() if part.startswith("xl/worksheets/sheet")]
        assert len(sheets) == (4 if name == "甲.xlsx" else 3)
        for sheet in sheets:
            assert not [formula for formula in re.findall(r"<f>(.*?)</f>", sheet) if "MARK" in formula]
            assert not re.search(r"<c [^>]*t=\"str\"[^>]*>(?:(?!</c>).)*MARK", sheet), "a formula's value"
            assert "hyperlink" not in sheet
        assert "MARK" in parts["xl/sharedStrings.xml"], "the words themselves are there, as text"
        assert not [part for part in parts if "externalLink" in part or "connections" in part]
        assert not [text for part, text in parts.items() if part.endswith(".rels") and "MARK" in text]


@pytest.mark.parametrize("beginning", ["=1+MARK", "+1+MARK", "-1-MARK", "@SUM(MARK)"])
def test_such_a_text_stays_text_also_when_its_square_is_edited(tmp_path: Path, beginning: str) -> None:
    """Excel takes a square's words for a formula once they are typed anew, unless the square is marked as text."""
    formats.write(evil(beginning), tmp_path / "甲.xlsx")
    parts = xml_of((tmp_path / "甲.xlsx").read_bytes())
    styles = re.search(r"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"], re.S)
    quoted = {at for at, style in enumerate(re.findall(r"<xf .*?>", styles[0])) if 'quotePrefix="1"' in style} if styles else set()
    strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"], re.S)
    sheets = [text for part, text in parts.items() if part.startswith("xl/worksheets/sheet")]
    squares = [square for sheet in sheets for square in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)" t="s"><v>(\d+)</v>', sheet)]
    evil_ones = [int(style) for style, index in squares if strings[int(index)].startswith(beginning[0])]
    assert len(evil_ones) > 150 and quoted.issuperset(evil_ones)


def told() -> tuple[Report, Handing]:
    """A report beside which much is kept that is nobody's business."""
    report = distinct_report()
    put = {
        "overview": Entry("先前的话语。"),
        RECORD: Entry("2025-01-10 09:00　赵不印　办理了某事"),
        REASON + "C03 x": Entry("说明了理由\n话"),
    }
    report.apply(report.plan(put))
    before = drafts.take(report, [], "2025-01-10 09:00", "赵不印")
    report.apply(report.plan({"overview": Entry("现在的话。"), FINAL: Entry("2025-01-20 10:00　赵不印　K7M2-9QXA-4HTC")}))
    draft = drafts.take(report, [before], "2025-01-20 10:00", "赵不印", final=True)
    return report, handed_over(report, list[checks.Finding](), draft, before)


def everything(content: bytes) -> str:
    """All that a file holds, unzipped and inflated."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            inside = "\n".join(f"{name}\n{file.read(name).decode('utf-8', 'replace')}" for name in file.namelist())
            return inside + "".join(repr((item.comment, item.extra)) for item in file.infolist())
    found = [content.decode("latin-1"), content.decode("utf-8", "replace"), content.decode("utf-16-be", "replace")]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            found.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            found.append(stream.decode("latin-1"))
    return "\n".join(found)


def pdf_words(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "".join(page.extract_text() or "" for page in pdf.pages) + repr(pdf.metadata)


@pytest.mark.parametrize("suffix", sorted(formats.WRITERS))
@pytest.mark.parametrize("final", [False, True])
def test_an_export_holds_no_name_no_path_no_earlier_text_and_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, final: bool
) -> None:
    for variable in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(variable, "赵不印")
    folder = tmp_path / "秘密" / "文件夹"
    folder.mkdir(parents=True)
    report, handing = told()
    path = folder / f"年报{suffix}"
    formats.write(report, path, handing=handing._replace(sheets=False) if final else None)
    said = everything(path.read_bytes())
    if suffix == ".pdf" and importlib.util.find_spec("pdfplumber"):
        said += pdf_words(path)
    hidden = [secret for secret in (*SECRETS, str(tmp_path), str(Path.home()), tmp_path.name) if secret in said]
    assert not hidden
    if suffix in (".docx", ".xlsx", ".html") or (suffix == ".pdf" and importlib.util.find_spec("pdfplumber")):
        assert "清河县档案管理局" in said, "the search itself finds what is printed"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf"])
def test_a_files_own_facts_name_the_organ_and_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setenv("USER", "赵不印")
    report, handing = told()
    formats.write(report, tmp_path / f"送审稿{suffix}", formats.DRAFT_MARK, handing)  # with its sheets, on which people do sign
    content = (tmp_path / f"送审稿{suffix}").read_bytes()
    if suffix == ".pdf":
        facts = re.search(rb"/Type\s*/Catalog", content)
        assert facts and "赵不印" not in content.decode("utf-16-be", "replace")
        assert not re.search("赵不印".encode("utf-16-be").hex().encode(), content.lower())
        return
    parts = xml_of(content, "docProps")
    assert parts
    for text in parts.values():
        assert not [secret for secret in SECRETS if secret in text]
        for tag in ("creator", "lastModifiedBy", "Manager", "Company"):
            named = re.search(rf"<(?:\w+:)?{tag}>(.*?)</", text)
            assert named is None or named[1] in ("", "清河县档案管理局")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf"])
def test_a_blank_form_holds_nothing_of_the_report(tmp_path: Path, suffix: str) -> None:
    report, _ = told()
    path = tmp_path / f"空白表{suffix}"
    blank_forms.write(report.form, [], path, report.organ, report.year)
    said = everything(path.read_bytes())
    assert not [secret for secret in (*SECRETS, "现在的话", tmp_path.name) if secret in said]
