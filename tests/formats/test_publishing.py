"""发布包: what lies in the folder, that it says what the report says, and that it tells nothing else."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from desktopapp import formats, resources
from desktopapp.core import project
from desktopapp.core.content import content
from desktopapp.core.files import CannotWrite
from desktopapp.core.project import Project
from desktopapp.core.report import RECORD, Entry
from desktopapp.formats import publishing, reading_back, to_docx
from desktopapp.formats.printed import announcement
from tests.samples import distinct_report, zero_report

FORMS = resources.forms()


@pytest.fixture(autouse=True)
def application() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.instance() or QApplication([])


def test_the_folder_holds_what_is_published_and_every_file_says_the_same(tmp_path: Path) -> None:
    report = distinct_report()
    said: list[str] = []
    written = publishing.publish(report, tmp_path / "发布包", "年报", FORMS, step=said.append)
    assert sorted(path.name for path in (tmp_path / "发布包").iterdir()) == sorted(path.name for path in written)
    assert {path.suffix for path in written} == {".docx", ".xlsx", ".pdf", ".html", ".svg", ".png", ".json", ".txt"}
    for path in written:
        if path.suffix in (".docx", ".html", ".pdf"):
            assert content(formats.read(path, FORMS).report(FORMS)) == content(report), path.name
    assert len([words for words in said if "读回" in words]) == len(publishing.READ_BACK)


def test_other_programs_get_all_numbers(tmp_path: Path) -> None:
    report = distinct_report()
    publishing.publish(report, tmp_path, "年报", FORMS)
    told = json.loads((tmp_path / "数据.json").read_text("utf-8"))
    assert {address: cell["value"] for address, cell in told["cells"].items()} == {
        address: str(report.value(address)) for address in report.form.cells
    }


def test_the_text_for_the_sites_editor_is_read_whole(tmp_path: Path) -> None:
    report = distinct_report()
    path = tmp_path / "粘贴.txt"
    path.write_text(publishing.pasted(report), encoding="utf-8-sig")
    incoming = formats.read(path, FORMS)
    read = incoming.report(FORMS)
    assert [address for address in report.form.cells if read.stated(address) != report.value(address)] == []
    assert read.paragraphs("problems") == report.paragraphs("problems")


def test_no_name_record_or_reason_of_the_project_gets_out(tmp_path: Path) -> None:
    report = distinct_report()
    marks = {RECORD: "经办人欧阳某某记下的", "reason:C03 x": "理由只有内部看"}
    report.apply(report.plan({place: Entry(text) for place, text in marks.items()}))
    for path in publishing.publish(report, tmp_path, "年报", FORMS):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name) for name in package.namelist()]
        assert not any(mark.encode() in part for mark in marks.values() for part in parts), path.name
    assert not list(tmp_path.glob("*.nianbao"))


def test_the_published_page_is_checked_against_the_final(tmp_path: Path) -> None:
    report = distinct_report()
    publishing.publish(report, tmp_path, "年报", FORMS)
    page = tmp_path / "年报.html"
    number = str(report.value("applications.received.business"))
    page.write_text(page.read_text("utf-8").replace(f">{number}<", ">1<", 1), "utf-8")
    with pytest.raises(CannotWrite, match="读回后与项目不一致"):
        reading_back.confirm(report, page, FORMS)


def test_the_project_beside_it_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "年报.nianbao"
    project.write(Project(zero_report()), path)
    before = path.read_bytes()
    publishing.publish(zero_report(), tmp_path, "年报", FORMS)
    assert path.read_bytes() == before


def test_an_announcement_of_corrections_is_a_word_file(tmp_path: Path) -> None:
    report = zero_report()
    published = content(report)
    report.apply(report.plan({"disputes.review.upheld": Entry("1")}))
    path = tmp_path / "更正公告.docx"
    to_docx.write_printed(announcement.printed(report.form, published, content(report)), path)
    with zipfile.ZipFile(path) as package:
        said = re.sub("<[^>]*>", "", package.read("word/document.xml").decode())
    assert "关于更正《" in said and "行政复议 结果维持：“0”更正为“1”。" in said and "【填公告日期】" in said
