"""Real pages, and files that LibreOffice makes of them and of this program's own: every number as published."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from desktopapp import formats
from desktopapp.core import number
from desktopapp.core.report import Entry, Report
from desktopapp.formats import read
from desktopapp.formats.incoming import Incoming
from tests import reading
from tests.pages import page
from tests.reading import FORMS, read_values, stated
from tests.samples import SHARED, distinct_report

PAGES = SHARED / "reports" / "pages"
FIGURES = SHARED / "reports" / "figures"
NAMES = ["pingtan-2024", "pt-jinjing-2025", "shanghai-office-2019"]
FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "xls": "xls:MS Excel 97",
    "html": "html",
    "pdf": "pdf",
}
HAS_PDF = importlib.util.find_spec("pdfplumber") is not None

real = pytest.mark.skipif(not PAGES.is_dir(), reason="the real pages are not at hand")
needs_pdf = pytest.mark.skipif(not HAS_PDF, reason="pdfplumber is not installed")
office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def converted(source: Path, kind: str, profile: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    out = source.parent / "out"
    how = ["--infilter=HTML (StarCalc)"] if source.suffix == ".html" and kind.startswith("xls") else []
    how = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" and not how else how
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        *how,
        "--convert-to",
        FILTERS[kind],
        "--outdir",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{source.stem}.{kind}"


def published(name: str) -> tuple[dict[str, str], str]:
    """A real report's figures by address, as far as they were written down one by one, and its edition."""
    one = json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))
    form = FORMS[one["format"]]
    raws: dict[str, str] = {}
    for table, found in (("disclosure", one["table2"]), ("applications", one["table3"])):
        for block in form.tables[table].blocks:
            for row in block.rows:
                known = next((found[key] for key in (row.label[-1], *row.aliases) if key in found), [])
                values = list(known.values()) if isinstance(known, dict) else [known] if isinstance(known, str) else known
                if len(values) == len(block.columns):  # cells that were joined when the figures were taken down are left out
                    raws |= {f"{table}.{row.key}.{column.key}": value for column, value in zip(block.columns, values, strict=True)}
    raws |= dict(zip((cell.address for cell in form.tables["disputes"].cells), one["table4"], strict=False))
    return {address: raw.replace("\u00a0", "").strip() for address, raw in raws.items()}, form.edition


def differences(incoming: Incoming, name: str) -> dict[str, tuple[str, object]]:
    raws, edition = published(name)
    assert incoming.edition == edition and len(raws) >= 190
    cells, values = FORMS[edition].cells, read_values(incoming)
    expected = {address: number.read(raw, cells[address].kind).value for address, raw in raws.items()}
    return {address: (raws[address], values[address]) for address in raws if expected[address] != values[address]}


# real pages


@real
@pytest.mark.parametrize("name", NAMES)
def test_a_real_page_is_read_as_published(name: str) -> None:
    incoming = read(PAGES / f"{name}.html", FORMS)
    assert not differences(incoming, name) and not incoming.guessed
    assert {"organ", "year", "overview", "problems", "preface"} <= incoming.texts.keys()
    assert not any(word in incoming.texts["preface"] for word in ("来源：", "微信", "发布日期"))


@real
def test_an_extra_part_and_a_fourth_table_are_listed() -> None:
    incoming = read(PAGES / "pt-jinjing-2025.html", FORMS)
    assert "信息处理费收取情况" in incoming.texts["disputes.after"] and incoming.texts["date"] == "2026-01-20"
    assert [leftover.raw for leftover in incoming.unmapped if "多出的表格" in leftover.where][1] == "0 0 0"
    assert [leftover.where for leftover in incoming.not_understood] == [
        "“二、主动公开政府信息情况”表格没有找到“规章”这一行",
        "没有找到标题“六、其他需要报告的事项”",
    ]


@real
@office
@pytest.mark.parametrize("kind", ["docx", "doc", "xlsx", "xls"])
def test_a_real_page_in_another_format_is_read_as_published(tmp_path: Path, profile: Path, kind: str) -> None:
    for name in NAMES:
        source = tmp_path / f"{name}.html"
        source.write_bytes((PAGES / f"{name}.html").read_bytes())
        assert not differences(read(converted(source, kind, profile), FORMS), name)


@real
@office
@needs_pdf
@pytest.mark.parametrize("name", NAMES)
def test_a_real_page_as_a_pdf_is_read_with_certainty_but_for_what_the_paper_cuts_off(tmp_path: Path, profile: Path, name: str) -> None:
    source = tmp_path / f"{name}.html"
    source.write_bytes((PAGES / source.name).read_bytes())
    incoming = read(converted(source, "pdf", profile), FORMS)
    assert not incoming.guessed
    lost = differences(incoming, name)
    is_cut = "表格超出纸面" in [leftover.where for leftover in incoming.not_understood]
    assert is_cut == bool(lost) == (name == "shanghai-office-2019")
    assert all(found is None and address.endswith((".legal_service", ".other", ".total")) for address, (_, found) in lost.items())


@pytest.mark.skipif(not FIGURES.is_dir(), reason="the figures of real reports are not at hand")
def test_the_figures_of_all_real_reports_are_read_from_a_page_from_word_and_from_excel(tmp_path: Path) -> None:
    names = sorted(path.stem for path in FIGURES.glob("*.json"))
    assert len(names) >= 20
    for name in names:
        raws, edition = published(name)
        report = Report(FORMS[edition])
        report.apply(report.plan({address: Entry(raw) for address, raw in raws.items()} | {"organ": Entry("甲局"), "year": Entry("2024")}))
        for suffix in (".docx", ".xlsx"):
            formats.write(report, tmp_path / f"年报{suffix}")
        contents = [page(report).encode(), *((tmp_path / f"年报{suffix}").read_bytes() for suffix in (".docx", ".xlsx"))]
        for content, prints_totals_as_published in zip(contents, (True, False, False), strict=True):
            values = read_values(reading.incoming(content))
            for address in filter(report.text, report.form.cells):
                if prints_totals_as_published or not report.form.cells[address].is_sum:
                    assert values[address] == report.reading(address).value, (name, address)


# invented twins


@office
@pytest.mark.parametrize("kind", ["docx", "doc", "html", pytest.param("pdf", marks=needs_pdf)])
def test_the_program_s_own_word_file_is_read_in_another_format(tmp_path: Path, profile: Path, kind: str) -> None:
    report = distinct_report()
    report.apply(report.plan({"disclosure.before": Entry("本机关无规章制定权。"), "preface": Entry("根据条例编制。")}))
    formats.write(report, tmp_path / "年报.docx")
    incoming = read(converted(tmp_path / "年报.docx", kind, profile), FORMS)
    made = incoming.report(FORMS)
    assert incoming.whole and read_values(incoming) == stated(report)
    for key in ("preface", "overview", "disclosure.before", "problems", "other_matters", "organ", "year", "date"):
        assert made.text(key) == report.text(key)


@needs_pdf
def test_the_program_s_own_pdf_is_read_back(tmp_path: Path) -> None:
    report = distinct_report()
    report.apply(report.plan({"disclosure.before": Entry("本机关无规章制定权。"), "preface": Entry("根据条例编制。")}))
    formats.write(report, tmp_path / "年报.pdf")
    incoming = read(tmp_path / "年报.pdf", FORMS)
    made = incoming.report(FORMS)
    assert incoming.whole and read_values(incoming) == stated(report)
    assert {key: made.text(key) for key in made.form.text_keys} == {key: report.text(key) for key in made.form.text_keys}
    assert (made.title, str(made.date)) == (report.title, "2025-01-15")


@office
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_the_program_s_own_workbook_is_read_in_another_format(tmp_path: Path, profile: Path, kind: str) -> None:
    formats.write(distinct_report(), tmp_path / "年报.xlsx")
    incoming = read(converted(tmp_path / "年报.xlsx", kind, profile), FORMS)
    assert read_values(incoming) == stated(distinct_report()) and not incoming.guessed


@office
@pytest.mark.parametrize("kind", ["docx", "doc", "xlsx", "xls", pytest.param("pdf", marks=needs_pdf)])
def test_a_page_in_another_format_is_read(tmp_path: Path, profile: Path, kind: str) -> None:
    (tmp_path / "年报.html").write_text(page(distinct_report()), encoding="utf-8")
    incoming = read(converted(tmp_path / "年报.html", kind, profile), FORMS)
    assert read_values(incoming) == stated(distinct_report())
    assert not incoming.guessed
