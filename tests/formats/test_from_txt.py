"""Reading a report's flattened text: every number to its cell, every word to its part, and the rest said aloud."""

from __future__ import annotations

import datetime
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.checks import Case, check
from desktopapp.core.files import CannotRead, FileTrouble, NotUnderstood
from desktopapp.core.project import Project, dumps
from desktopapp.core.report import RECORD, Entry, Origin
from desktopapp.formats import read
from desktopapp.formats.from_txt import LARGEST
from tests.flattening import WHOLE, Damage, flattened, imported, leftovers, report_with
from tests.samples import COVER, SEED, SHARED, distinct_report, zero_report

FORMS = resources.forms()
FORM = resources.form()
FIGURES = SHARED / "reports" / "figures"
LICENSES = "disclosure.licensing.decisions"

# numbers


@pytest.mark.parametrize("shape", ["boxes", "rows", "bare"])
@pytest.mark.parametrize("damage", [WHOLE, Damage()], ids=["whole", "damaged"])
def test_all_200_values_find_their_cells_however_the_table_was_written_down(shape: str, damage: Damage) -> None:
    report = distinct_report()
    incoming = imported(flattened(report, shape, damage))
    made = incoming.report(FORMS)
    assert incoming.whole
    assert {address: made.value(address) for address in FORM.cells} == {address: report.value(address) for address in FORM.cells}
    totals = [address for address, cell in FORM.cells.items() if cell.is_sum]
    assert all(made.control(address) == report.value(address) for address in totals)
    assert len(incoming.raws) == 200


def test_a_note_stays_with_its_number() -> None:
    made = imported(flattened(distinct_report())).report(FORMS)
    assert made.reading(LICENSES).note == "其中新办5000件，变更213件"


def test_every_entry_is_marked_as_imported() -> None:
    made = imported(flattened(distinct_report())).report(FORMS)
    assert {entry.origin for place, entry in made.entries.items() if place != RECORD} == {Origin.IMPORTED}


def test_what_was_read_is_kept_to_the_letter() -> None:
    raw = imported(flattened(distinct_report())).raws["applications.received.total"]
    assert raw.startswith("\u00a0") and raw.endswith("\u2002")


def test_a_wrong_total_becomes_a_control_total_that_blocks() -> None:
    report = report_with(applications__concluded__total="1")
    made = imported(flattened(report)).report(FORMS)
    assert str(made.control("applications.concluded.total")) == "1"
    assert made.value("applications.concluded.total") == report.value("applications.concluded.total")
    assert {"T3-1", "T3-2", "T3-3"} <= {finding.rule for finding in check(Case(made, datetime.date(2025, 1, 1)))}


@pytest.mark.parametrize("shape", ["boxes", "rows"])
def test_a_blank_cell_stays_blank(shape: str) -> None:
    text = flattened(report_with(applications__granted__research="ZZ"), shape, WHOLE).replace("ZZ", "")
    incoming = imported(text)
    assert incoming.whole
    assert incoming.blank(FORM) == ["applications.granted.research"]


@pytest.mark.parametrize("raw", ["—", "/", "无", "12abc"])
@pytest.mark.parametrize("shape", ["boxes", "rows", "bare"])
def test_what_is_no_number_has_no_value_keeps_its_text_and_is_named(shape: str, raw: str) -> None:
    incoming = imported(flattened(report_with(applications__granted__research=raw), shape, WHOLE))
    assert leftovers(incoming.not_understood) == [("applications.granted.research", raw)]
    made = incoming.report(FORMS)
    assert made.value("applications.granted.research") is None
    assert made.text("applications.granted.research").strip() == raw
    assert incoming.report(FORMS).value("applications.granted.public_welfare") is not None


def test_columns_follow_their_headings_not_their_place() -> None:
    report = distinct_report()
    text = flattened(report, "rows", WHOLE)
    lines = text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.startswith("规章"))
    for index in range(first - 1, first + 2):
        name, issued, repealed, in_force = lines[index].split("\t")
        lines[index] = "\t".join([name, in_force, issued, repealed])
    made = imported("\n".join(lines)).report(FORMS)
    assert made.value("disclosure.regulations.in_force") == report.value("disclosure.regulations.in_force")
    assert made.value("disclosure.normative_documents.issued") == report.value("disclosure.normative_documents.issued")


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("（七）总计", "(7)总计"),
        ("（七）总计", "（七） 总 计"),
        ("三、本年度办理结果", "三\n、本\n年度办\n理结果"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        ("行政规范性文件", "规范性文件"),
        ("（区分处理的，只计这一情形，不计其他情形）", "(区分处理的,只计这一情形,不计其他情形)"),
    ],
)
def test_a_caption_is_known_under_its_other_spellings(published: str, written: str) -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace(f"\t{published}", f"\t{written}"))
    assert incoming.whole and len(incoming.raws) == 200


def test_blanks_of_merged_boxes_are_no_values() -> None:
    """A worksheet's merged cells are blank behind their first."""
    text = flattened(distinct_report(), "rows", WHOLE)
    text = re.sub(r"(?m)^(一、本年新收|二、上年结转|四、结转下年)(.*?)\t", r"\1\2\t\t\t", text)
    text = re.sub(r"(?m)^(\t|三、本年度办理结果\t)(（[一二七]）.*?)\t", r"\1\2\t\t", text)
    incoming = imported(text.replace("现行有效件数", "现行有效件数\t\t"))
    assert incoming.whole and len(incoming.raws) == 200


# files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_usual_encoding_is_read(encoding: str, line_end: str) -> None:
    incoming = imported(flattened(distinct_report()).replace("\n", line_end).encode(encoding))
    assert incoming.whole and len(incoming.raws) == 200 and incoming.texts["organ"] == COVER["organ"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02PK\x03\x04" * 99, b"\xff" * 50, b"\x80\x81\xfe\xff\xff", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(NotUnderstood, match=r"“年报\.txt”不是文本文件，.*另存为UTF-8"):
        imported(content)


@pytest.mark.parametrize("text", ["", "\n\n", "会议通知\n定于1月5日开会。", "一、总体情况", "\t\t\t", "规章\t1\t2\t3"])
def test_what_is_no_report_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"“年报\.txt”里没有找到年度报告的内容"):
        imported(text)


def test_a_stray_control_character_is_left_out() -> None:
    incoming = imported(flattened(report_with(overview="公开\x07了8条。")))
    assert incoming.texts["overview"] == "公开了8条。"


def test_a_file_of_60_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    started = time.monotonic()
    with pytest.raises(CannotRead, match="超过2MB"):
        read(path, FORMS)
    assert time.monotonic() - started < 1


SIZE = LARGEST // 4
HOSTILE = {
    "one line": "报" * (SIZE // 3),
    "one number": "1" * SIZE,
    "tabs": "\t" * SIZE,
    "blank boxes": "\t\n" * (SIZE // 2),
    "lines": "a\n" * (SIZE // 2),
    "one box of many lines": "\t规章\n" + "b\n" * (SIZE // 2 - 8),
    "one row of many boxes": "\t其他\n" * (SIZE // 8),
    "headings": "一、总体情况\n" * (SIZE // 19),
    "column headings": "行政复议\t" * (SIZE // 13),
    "bookmarks": "[bookmark: " * (SIZE // 11),
    "brackets": "\t" + "（" * (SIZE // 3 - 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_linear_time(name: str) -> None:
    report = flattened(distinct_report())
    started = time.monotonic()
    incoming = imported(report + HOSTILE[name])
    assert len(incoming.raws) == 200
    assert time.monotonic() - started < 10  # about a second; what is quadratic takes minutes


ALPHABET = st.sampled_from(
    [
        "\t",
        "\n",
        "0",
        "12",
        "其他",
        "规章",
        "一、总体情况",
        "行政复议",
        "结果维持",
        "总计",
        "（",
        "）",
        "[bookmark: ",
        "]",
        "\u00a0",
        "年",
        "\ud7ff",
    ]
)


@settings(max_examples=200, deadline=2000)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode), st.lists(ALPHABET, max_size=80).map("".join).map(str.encode))
)
def test_no_text_is_more_than_refused(content: bytes) -> None:
    report = flattened(zero_report()).encode()
    for text in (content, report[: len(report) // 2] + content + report[len(report) // 2 :]):
        try:
            made = imported(text).report(FORMS)
        except FileTrouble:
            continue
        dumps(Project(made)).encode()


# real reports


@pytest.mark.skipif(not SEED.exists(), reason="the real report is not at hand")
def test_the_seed_is_read_whole(tmp_path: Path) -> None:
    incoming = read(SEED, FORMS)
    made = incoming.report(FORMS)
    assert incoming.whole and len(incoming.raws) == 200 and not incoming.blank(FORM)
    assert (str(made.value(LICENSES)), made.reading(LICENSES).note) == ("52", "其中环评审批39个，排污许可证核发13个")
    assert made.title.endswith("分局2024年信息公开年度报告") and str(made.date) == "2025-01-20"
    assert made.paragraphs("other_matters") == ["无"]
    assert any(paragraph.startswith("（4） ") for paragraph in made.paragraphs("overview"))
    assert len(incoming.unmapped) == 4 and all("[bookmark: " in leftover.raw for leftover in incoming.unmapped)


@pytest.mark.skipif(not FIGURES.is_dir(), reason="the figures of real reports are not at hand")
@pytest.mark.parametrize("shape", ["boxes", "rows"])
def test_the_figures_of_real_reports_are_read_as_published(shape: str) -> None:
    published = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FIGURES.glob("*.json"))]
    published = [one for one in published if one["format"] == "2021" and len(one["table3"]) == 25]
    assert len(published) >= 15
    for one in published:
        report = zero_report()
        report.apply(report.plan({address: Entry(raw) for address, raw in figures(one).items()}))
        incoming = imported(flattened(report, shape))
        made = incoming.report(FORMS)
        assert incoming.whole, one["organ"]
        for address in filter(report.text, FORM.cells):
            expected, found = report.reading(address), made.reading(address)
            assert (found.value, found.note) == (expected.value, expected.note), (one["organ"], address)


def figures(one: dict) -> dict[str, str]:
    """The figures of a real report by address, as far as they are known."""
    raws = {}
    for row in FORM.tables["applications"].blocks[0].rows:
        columns = FORM.tables["applications"].blocks[0].columns
        raws |= {f"applications.{row.key}.{column.key}": raw for column, raw in zip(columns, one["table3"][row.label[-1]], strict=True)}
    for block in FORM.tables["disclosure"].blocks:
        for row in block.rows:
            known = next((one["table2"][name] for name in (row.label[-1], *row.aliases) if name in one["table2"]), {})
            known = {"本年处理决定数量": known, "本年收费金额": known} if isinstance(known, str) else known
            for column in block.columns:
                raw = next((raw for name, raw in known.items() if name in column.label[0]), "")
                raws[f"disclosure.{row.key}.{column.key}"] = raw.replace("\u00a0", "").strip()
    raws |= dict(zip((cell.address for cell in FORM.tables["disputes"].cells), one["table4"], strict=False))
    return {address: raw.replace("\u00a0", "").strip() for address, raw in raws.items()}
