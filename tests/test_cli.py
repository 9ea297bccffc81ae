"""The command line: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import json
import sys
import types
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from desktopapp import cli, formats, resources
from desktopapp.core import project
from desktopapp.core.checks import CHECKS
from desktopapp.core.content import code, content
from desktopapp.core.history import recorded
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from desktopapp.formats.printed.handing import Handing
from tests.flattening import flattened
from tests.pages import page
from tests.samples import CAREFUL_TEXTS, COVER, SEED, blank_report, careful_report, distinct_report, saved

ROOT = Path(__file__).resolve().parents[1]
FORM = resources.form()
LICENSES = "disclosure.licensing.decisions"
PIPE_BROKEN = 141


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def run_json(capsys: pytest.CaptureFixture[str], *words: object):
    code, said, _ = run(capsys, *words, "--json")
    return code, json.loads(said, parse_float=lambda digits: pytest.fail(f"a float: {digits}"))


# new


def test_new_writes_a_blank_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "新.nianbao"
    code, said, _ = run(capsys, "new", out, "--organ", "清河县财政局", "--year", "2024", "--kind", "派出机构")
    report = project.read(out, resources.forms()).report
    assert code == 0 and "清河县财政局2024年政府信息公开工作年度报告" in said
    assert (report.organ, report.year, report.text("kind")) == ("清河县财政局", 2024, "派出机构")
    assert not any(report.text(address) for address in FORM.cells)


def test_new_is_a_department_s_unless_said_otherwise(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, "new", tmp_path / "新.nianbao", "--organ", "清河县财政局", "--year", "2024")
    assert project.read(tmp_path / "新.nianbao", resources.forms()).report.text("kind") == "部门"


@pytest.mark.parametrize("year", ["2020", "2101", "24", "二〇二四", "2024.0"])
def test_new_refuses_a_year_that_has_no_such_report(capsys: pytest.CaptureFixture[str], tmp_path: Path, year: str) -> None:
    code, _, trouble = run(capsys, "new", tmp_path / "新.nianbao", "--organ", "局", "--year", year)
    assert code == 2 and f"年度应当是2021至2100之间的四位数字，而不是“{year}”" in trouble
    assert not list(tmp_path.iterdir())


def test_new_refuses_a_kind_there_is_not(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, trouble = run(capsys, "new", tmp_path / "新.nianbao", "--organ", "局", "--year", "2024", "--kind", "公司")
    assert code == 2 and "部门、派出机构、乡镇街道、人民政府之一" in trouble


@pytest.mark.parametrize("organ", ["", "  ", "清河县\n财政局"])
def test_new_refuses_an_organ_that_is_no_name(capsys: pytest.CaptureFixture[str], tmp_path: Path, organ: str) -> None:
    code, _, trouble = run(capsys, "new", tmp_path / "新.nianbao", "--organ", organ, "--year", "2024")
    assert code == 2 and "机关名称应当是一行文字" in trouble


@pytest.mark.parametrize("words", [["new", "--organ", "局", "--year", "2024"], ["import", "年报.txt", "--out"]])
def test_no_command_overwrites_a_project(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, whole: Path, text: Path, words: list[str]
) -> None:
    monkeypatch.chdir(text.parent)
    before = whole.read_bytes()
    code, said, trouble = run(capsys, *words, whole)
    assert (code, said) == (2, "") and "“完整.nianbao”已经存在" in trouble
    assert whole.read_bytes() == before


def test_a_project_is_called_nianbao(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, trouble = run(capsys, "new", tmp_path / "新.docx", "--organ", "局", "--year", "2024")
    assert code == 2 and "应当以.nianbao结尾" in trouble


# show


def test_show_says_everything_as_json(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    report = project.read(whole, resources.forms()).report
    code, shown = run_json(capsys, "show", whole)
    assert code == 0
    assert list(shown) == ["organ", "kind", "year", "edition", "title", "date", "cells", "texts"]
    cover = (COVER["organ"], "部门", 2024, "2021", "2025-01-15")
    assert (shown["organ"], shown["kind"], shown["year"], shown["edition"], shown["date"]) == cover
    assert list(shown["cells"]) == list(FORM.cells)
    assert {address: Decimal(cell["value"]) for address, cell in shown["cells"].items()} == {
        address: report.value(address) for address in FORM.cells
    }
    raw = "5213（其中新办5000件，变更213件）"
    assert shown["cells"][LICENSES] == {"value": "5213", "note": "其中新办5000件，变更213件", "control": None, "raw": raw}
    assert shown["cells"]["disclosure.fees.amount"]["value"] == "96171.6040"
    assert shown["texts"]["problems"] == CAREFUL_TEXTS["problems"].split("\n")


def test_show_tells_blank_from_zero_and_a_sum_from_its_control(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = blank_report()
    entries = {"applications.granted.other": "0", "applications.granted.total": "7", "applications.granted.business": "12abc"}
    report.apply(report.plan({address: Entry(raw) for address, raw in entries.items()}))
    _, shown = run_json(capsys, "show", saved(report, tmp_path / "空.nianbao"))
    granted = {column: shown["cells"][f"applications.granted.{column}"] for column in ("other", "total", "business", "research")}
    assert granted["other"] == {"value": "0", "note": "", "control": None, "raw": "0"}
    assert granted["total"] == {"value": "0", "note": "", "control": "7", "raw": "7"}
    assert granted["business"] == {"value": None, "note": "", "control": None, "raw": "12abc"}
    assert granted["research"] == {"value": None, "note": "", "control": None, "raw": ""}
    assert (shown["texts"], shown["year"], shown["date"]) == ({}, None, None)


def test_show_says_everything_in_plain_words(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    code, said, _ = run(capsys, "show", whole)
    assert code == 0 and said.startswith("清河县档案管理局2024年政府信息公开工作年度报告\n")
    assert all(part.heading in said for part in FORM.parts) and "行政许可：本年处理决定数量 5213（其中新办" in said
    assert "行政复议结果维持" in said and "96171.6040" in said


def test_show_reads_what_can_be_imported(capsys: pytest.CaptureFixture[str], text: Path) -> None:
    code, shown = run_json(capsys, "show", text)
    assert code == 0 and shown["cells"][LICENSES]["value"] == "5213"


def test_a_doubtful_import_is_mentioned(capsys: pytest.CaptureFixture[str], text: Path) -> None:
    text.write_text(text.read_text(encoding="utf-8").replace("现行有效件数", "先行有效件数"), encoding="utf-8")
    code, _, trouble = run(capsys, "show", text)
    assert code == 0 and "有2处是推测的或者没有读懂" in trouble


# check


def test_check_passes_what_holds(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    code, said, _ = run(capsys, "check", whole)
    assert code == 0 and said.splitlines()[-1].startswith("核对结论：没有阻断项（阻断0项，")
    code, findings = run_json(capsys, "check", whole)
    assert code == 0 and not [finding for finding in findings if finding["severity"] == "block"]


def test_check_says_nothing_of_what_is_careful_but_what_it_could_not_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, said, _ = run(capsys, "check", saved(careful_report(), tmp_path / "细心.nianbao"))
    *lines, verdict = said.splitlines()
    assert code == 0 and verdict == f"核对结论：没有阻断项（阻断0项，需说明0项，提示0项，无法核对{len(lines)}项）。"
    assert [line.split("　")[0] for line in lines] == ["无法核对"] * len(lines)


def test_check_blocks_what_does_not_hold(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    code, said, _ = run(capsys, "check", broken)
    lines = said.splitlines()
    assert code == 1 and lines[0].startswith("阻断　T4-1　行政复议") and lines[-1].startswith("核对结论：有阻断项，不能定稿（阻断1项")
    assert lines[1].startswith("　　差在哪里：多半是“行政复议总计”应为") and lines[1].endswith("填成了1。")
    assert not [line for line in lines[2:-1] if line.startswith("阻断")]


def test_check_says_each_finding_as_json(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    code, findings = run_json(capsys, "check", broken)
    keys = ["rule", "severity", "message", "cells", "left", "right", "difference", "where", "cause"]
    assert code == 1 and all(list(finding) == keys for finding in findings)
    found = next(finding for finding in findings if finding["severity"] == "block")
    value = project.read(broken, resources.forms()).report.value("disputes.review.total")
    assert found["cause"].startswith("多半是“行政复议总计”应为")
    assert found["rule"] == "T4-1" and found["cells"][0] == "disputes.review.total"
    assert (found["left"], found["right"], found["difference"], found["where"]) == ("1", str(value), str(1 - value), None)


@pytest.mark.parametrize("name", ["没有.nianbao", "没有.txt", "没有.doc", "文件夹.nianbao", "坏.nianbao"])
def test_what_cannot_be_read_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    (tmp_path / "文件夹.nianbao").mkdir()
    (tmp_path / "坏.nianbao").write_text("{", encoding="utf-8")
    for words in (["check"], ["show"], ["export", "--docx", tmp_path / "x.docx"], ["import", "--out", tmp_path / "x.nianbao"]):
        code, said, trouble = run(capsys, *words, tmp_path / name)
        assert (code, said, trouble.count("\n")) == (2, "", 1) and name in trouble
    assert not (tmp_path / "x.docx").exists() and not (tmp_path / "x.nianbao").exists()


# export


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What the writers were asked for: the organ, the mark and what is handed over. They are other modules' matter."""
    asked: list[tuple[str, str, str]] = []

    def write(report: Report, path: Path, mark: str, handing: Handing | None) -> None:
        asked.append((report.organ, mark, handing.footing if handing else ""))
        path.write_text("written", encoding="utf-8")

    for module in formats.WRITERS.values():
        monkeypatch.setitem(sys.modules, f"desktopapp.formats.{module}", types.SimpleNamespace(write=write))
    return asked


def test_export_writes_what_is_asked_for(capsys: pytest.CaptureFixture[str], written: list[tuple[str, str, str]], whole: Path) -> None:
    docx, xlsx = whole.with_name("报告.docx"), whole.with_name("表.xlsx")
    code, said, _ = run(capsys, "export", whole, "--docx", docx, "--xlsx", xlsx)
    assert code == 0 and docx.exists() and xlsx.exists() and "“报告.docx”" in said
    assert written == [(COVER["organ"], "", ""), (COVER["organ"], "", "")]


def test_export_writes_nothing_while_something_blocks(capsys: pytest.CaptureFixture[str], written: list[object], broken: Path) -> None:
    code, said, trouble = run(capsys, "export", broken, "--docx", broken.with_name("报告.docx"))
    assert (code, said, written) == (1, "", []) and "有1项阻断，没有导出" in trouble and "T4-1　行政复议" in trouble
    assert not broken.with_name("报告.docx").exists()


def test_a_draft_is_marked_as_one(capsys: pytest.CaptureFixture[str], written: list[tuple[str, str, str]], broken: Path) -> None:
    code, said, _ = run(capsys, "export", broken, "--docx", broken.with_name("报告.docx"), "--draft")
    ((_, mark, footing),) = written
    assert code == 0 and mark == formats.DRAFT_MARK and footing.startswith("草稿　校验码 ") and "草稿" in said


def test_a_draft_of_what_passes_bears_its_code_and_no_mark(
    capsys: pytest.CaptureFixture[str], written: list[tuple[str, str, str]], whole: Path
) -> None:
    run(capsys, "export", whole, "--docx", whole.with_name("报告.docx"), "--draft")
    report = project.read(whole, resources.forms()).report
    assert [(mark, footing) for _, mark, footing in written] == [("", f"草稿　校验码 {code(content(report))}")]


def test_a_draft_in_word_has_a_watermark_and_no_sheets(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    out = whole.with_name("报告.docx")
    assert run(capsys, "export", whole, "--docx", out, "--draft")[0] == 0
    with zipfile.ZipFile(out) as archive:
        assert 'string="草稿"' in archive.read("word/header1.xml").decode()
        assert archive.read("word/document.xml").count(b"<w:tbl>") == 3


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
def test_blank_writes_the_chosen_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"空白表.{suffix}"
    words = ("--rows", "disclosure.licensing", "applications", "--organ", "清河县财政局", "--year", "2024")
    assert run(capsys, "blank", out, *words)[:2] == (0, f"已写好空白表“空白表.{suffix}”。\n")
    assert out.stat().st_size > 3000


def test_merge_makes_one_of_two_copies_and_lists_what_both_changed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ours, theirs = (project.loads(project.dumps(Project(distinct_report())).encode(), "x", resources.forms()) for _ in range(2))
    put = (
        (ours, "disclosure.fees.amount", "1"),
        (theirs, "disclosure.penalties.decisions", "2"),
        (ours, "organ", "甲局"),
        (theirs, "organ", "乙局"),
    )
    for held, place, raw in put:
        change = held.report.plan({place: Entry(raw)})
        held.report.apply(change)
        held.history = recorded(held.history, len(held.history), change, "2025-01-20 10:00", "李明", 0)
    paths = [tmp_path / "本机.nianbao", tmp_path / "对方.nianbao"]
    for held, path in zip((ours, theirs), paths, strict=True):
        project.write(held, path)
    code, said, _ = run(capsys, "merge", *paths, "--out", tmp_path / "合.nianbao", "--json")
    told = json.loads(said)
    assert (code, [fork["place"] for fork in told["conflicts"]]) == (1, ["organ"])
    assert [[fork["place"] for fork in told[kind]] for kind in ("taken", "kept")] == [
        ["disclosure.penalties.decisions"],
        ["disclosure.fees.amount"],
    ]
    read = project.read(tmp_path / "合.nianbao", resources.forms())
    wanted = {"organ": "甲局", "disclosure.fees.amount": "1", "disclosure.penalties.decisions": "2"}
    assert {place: read.report.text(place) for place in wanted} == wanted
    code, said, _ = run(capsys, "merge", *paths, "--out", tmp_path / "又.nianbao")
    assert (
        code == 1
        and "两边都改了，留用前一份的　单位名称：前一份甲局，后一份乙局" in said
        and said.endswith("其中1处两边都改了，请核对。\n")
    )
    assert run(capsys, "merge", *paths, "--out", tmp_path / "又.nianbao")[0] == 2
    code, said, _ = run(capsys, "merge", paths[0], paths[0], "--out", tmp_path / "同.nianbao")
    assert (code, said) == (0, "已合并，0处不同。\n")


def test_blank_refuses_a_row_that_the_form_does_not_have(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, said, trouble = run(capsys, "blank", tmp_path / "空白表.docx", "--rows", "disclosure.licences")
    assert (code, said, trouble) == (2, "", "表样中没有“disclosure.licences”这样的行。\n")
    assert not list(tmp_path.iterdir())


def test_export_refuses_a_name_of_another_kind(capsys: pytest.CaptureFixture[str], written: list[object], whole: Path) -> None:
    code, _, trouble = run(capsys, "export", whole, "--docx", whole.with_name("报告.doc"))
    assert code == 2 and "应当以.docx结尾" in trouble and written == []


def test_a_pdf_is_exported_beside_word_and_excel(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    targets = [whole.with_name(f"报告{suffix}") for suffix in formats.WRITERS]
    code, said, _ = run(capsys, "export", whole, *(word for target in targets for word in (f"--{target.suffix[1:]}", target)))
    assert code == 0 and all(target.exists() for target in targets) and "已导出“报告.pdf”。" in said
    assert whole.with_name("报告.pdf").read_bytes().startswith(b"%PDF-")


def test_without_qt_a_pdf_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, whole: Path
) -> None:
    def fails(*_: object) -> None:
        raise ImportError("libEGL.so.1", name="PySide6.QtGui")

    monkeypatch.setattr(formats, "write", fails)
    code, _, trouble = run(capsys, "export", whole, "--pdf", whole.with_name("报告.pdf"))
    assert code == 2 and "无法导出“报告.pdf”，界面组件没有装好（libEGL.so.1）" in trouble


def test_export_asks_where_to(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    code, _, trouble = run(capsys, "export", whole)
    assert code == 2 and "请写明导出到哪里" in trouble


def test_check_takes_a_local_notice(capsys: pytest.CaptureFixture[str], whole: Path, tmp_path: Path) -> None:
    notice = tmp_path / "要求.toml"
    notice.write_text('"不能出现" = ["规范性文件"]', encoding="utf-8")
    code, said, _ = run(capsys, "check", whole, "--office-rules", notice)
    assert code == 0 and "需说明　LR-3" in said
    kept = project.read(whole, resources.forms())
    kept.office = OfficeRules(forbidden=("规范性文件",))
    project.write(kept, whole)
    assert "需说明　LR-3" in run(capsys, "check", whole)[1]
    notice.write_text("不是TOML", encoding="utf-8")
    code, said, trouble = run(capsys, "check", whole, "--office-rules", notice)
    assert (code, said, trouble.count("\n")) == (2, "", 1) and "要求.toml" in trouble


# import


def test_import_writes_a_project_and_says_what_it_read(capsys: pytest.CaptureFixture[str], text: Path) -> None:
    out = text.with_name("导入.nianbao")
    code, said = run_json(capsys, "import", text, "--out", out)
    assert code == 0
    assert list(said) == ["organ", "year", "edition", "read", "guessed", "not_understood", "blank", "unmapped", "normalised"]
    assert (said["organ"], said["year"], said["edition"], said["read"]) == (COVER["organ"], 2024, "2021", 200)
    assert said["guessed"] == said["not_understood"] == said["blank"] == []
    assert {"where": "problems", "raw": "[bookmark: OLE_LINK1]"} in said["unmapped"]
    assert any("书签残留" in tidied["what"] for tidied in said["normalised"])
    assert project.read(out, resources.forms()).report.value(LICENSES) == 5213


def test_a_doubtful_import_is_written_and_exits_1(capsys: pytest.CaptureFixture[str], text: Path) -> None:
    damaged = flattened(distinct_report()).replace("5213（其中新办5000件，变更213件）", "无")
    text.write_text(damaged.replace("现行有效件数", "先行有效件数").replace("2.重复申请", "2.另行告知"), encoding="utf-8")
    out = text.with_name("导入.nianbao")
    code, said = run_json(capsys, "import", text, "--out", out)
    assert code == 1 and said["read"] == 192 and len(said["blank"]) == 7
    assert {"cell", "raw", "value", "why"} == set(said["guessed"][0]) and len(said["guessed"]) == 2
    assert [sorted(leftover) for leftover in said["not_understood"]] == [["cell", "raw"], ["raw", "where"], ["raw", "where"]]
    assert said["not_understood"][0]["cell"] == LICENSES
    kept = project.read(out, resources.forms()).report
    assert (kept.text(LICENSES).strip(), kept.value(LICENSES)) == ("无", None)
    out.unlink()
    code, plain, _ = run(capsys, "import", text, "--out", out)
    assert (
        code == 1
        and "读到192格，空白7格" in plain
        and "没有读懂　行政许可 · 本年处理决定数量" in plain
        and "推测　规章 · 现行有效件数" in plain
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".txt"])
def test_every_kind_of_file_is_imported_shown_and_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, whole: Path, suffix: str
) -> None:
    report = project.read(whole, resources.forms()).report
    source, out = tmp_path / f"年报{suffix}", tmp_path / "导入.nianbao"
    if suffix in formats.WRITERS:
        formats.write(report, source)
    else:
        source.write_text(page(report) if suffix == ".html" else flattened(report), encoding="gb18030")
    code, said = run_json(capsys, "import", source, "--out", out)
    assert (code, said["read"], said["blank"], said["guessed"], said["not_understood"]) == (0, 200, [], [], [])
    _, shown = run_json(capsys, "show", source)
    assert shown["cells"] == run_json(capsys, "show", out)[1]["cells"]
    assert {address: Decimal(cell["value"]) for address, cell in shown["cells"].items()} == {
        address: report.value(address) for address in FORM.cells
    }
    code, findings = run_json(capsys, "check", source)
    assert code == 0 and not [finding for finding in findings if finding["severity"] == "block"]


@pytest.mark.parametrize("command", ["import", "show", "check"])
def test_a_file_that_cannot_be_read_is_2_and_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    source = tmp_path / "年报.docx"
    source.write_bytes(b"PK\x03\x04 cut off")
    code, said, trouble = run(capsys, command, source, *(["--out", tmp_path / "x.nianbao"] if command == "import" else []))
    assert (code, said) == (2, "") and "“年报.docx”不完整或者已损坏" in trouble and trouble.count("\n") == 1
    assert not (tmp_path / "x.nianbao").exists()


def test_a_project_needs_no_import(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    code, _, trouble = run(capsys, "import", whole, "--out", whole.with_name("x.nianbao"))
    assert code == 2 and "不需要导入" in trouble


# rules, help, and the window


def test_rules_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    code, book = run_json(capsys, "rules")
    assert code == 0 and [rule["rule"] for rule in book] == [rule.id for rule in CHECKS]
    assert all(list(rule) == ["rule", "clause", "severity", "source", "equations", "looks_at", "cells"] for rule in book)
    equations = {rule["rule"]: rule["equations"] for rule in book}
    assert (equations["T3-1"], equations["T3-2"], equations["T3-3"], equations["T4-1"], equations["C01"]) == (7, 7, 25, 1, 1)
    code, said, _ = run(capsys, "rules")
    assert code == 0 and len(said.splitlines()) == len(CHECKS)
    assert "T3-3　阻断　逐行：总计＝自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他。（30号附件，共25项）" in said.splitlines()


def test_the_rule_book_is_written_as_a_pdf(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, said, _ = run(capsys, "rules", "--pdf", tmp_path / "规则.pdf")
    assert (code, said) == (0, "已导出“规则.pdf”。\n")
    assert (tmp_path / "规则.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("words", [["--help"], *([name, "-h"] for name in ("new", "show", "check", "export", "import", "rules"))])
def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    code, said, _ = run(capsys, *words)
    assert code == 0 and said.startswith("用法：nianbao")
    assert not any(english in said for english in ("usage", "positional", "options:", "show this"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show"], "缺少FILE"),
        (["new", "x.nianbao"], "缺少--organ, --year"),
        (["show", "a", "b"], "不认识b"),
        (["a", "b"], "不认识b"),
        (["show", "a", "--jsn"], "不认识--jsn"),
        (["import", "a", "--out"], "--out：后面要写一项内容"),
        (["show", "a", "--json=1"], "--json：后面不能写内容"),
    ],
)
def test_a_command_written_wrong_is_told_so_in_chinese(capsys: pytest.CaptureFixture[str], words: list[str], sentence: str) -> None:
    code, said, trouble = run(capsys, *words)
    assert (code, said) == (2, "") and trouble.startswith(sentence) and "用法：nianbao" in trouble


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "--version")
    assert code == 0 and said.startswith("nianbao 0.")


@pytest.mark.parametrize(("words", "opened"), [([], None), (["年报.nianbao"], Path("年报.nianbao")), (["./check"], Path("check"))])
def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch, words: list[str], opened: Path | None) -> None:
    asked: list[Path | None] = []
    app = types.ModuleType("desktopapp.app")
    app.run = lambda path: asked.append(path) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "desktopapp.app", app)
    monkeypatch.setattr("desktopapp.app", app, raising=False)
    assert cli.main(words) == 7 and asked == [opened]


@pytest.mark.skipif(not SEED.exists(), reason="the real report is not at hand")
def test_the_seed_is_imported_checked_and_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "x.nianbao"
    code, said = run_json(capsys, "import", SEED, "--out", out)
    assert (code, said["read"], said["blank"], said["guessed"], said["not_understood"]) == (0, 200, [], [], [])
    assert run(capsys, "check", out)[0] == 0
    _, shown = run_json(capsys, "show", out)
    assert (shown["cells"][LICENSES]["value"], shown["cells"][LICENSES]["note"]) == ("52", "其中环评审批39个，排污许可证核发13个")
