"""Broken, mislabelled and hostile files: each says what it is in one sentence, and none hangs or eats the memory."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from desktopapp import formats
from desktopapp.core.files import LARGEST, CannotRead, FileTrouble, NotUnderstood
from desktopapp.formats import child, contents, package, parsing
from desktopapp.formats.blocks import Paragraph
from desktopapp.formats.stopping import Stop
from tests.flattening import flattened
from tests.pages import page
from tests.reading import FORMS, read_values, stated
from tests.samples import distinct_report
from tests.word_files import exported, paragraph, word_file

REPORT = distinct_report()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
TROUBLE = "不完整或者已损坏"


def stream(name: str) -> bytes:
    return OLE + f"{name}\0".encode("utf-16-le") + bytes(600)


def zipped(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return content.getvalue()


def encrypted_zip() -> bytes:
    content = bytearray(zipped(word__document_xml="<w/>"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)


def sheet(rows: str, after: str = "") -> bytes:
    return zipped(
        xl__workbook_xml=f"<workbook {MAIN} xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='i'/></sheets></workbook>",
        **{"xl/_rels/workbook_xml.rels": "<r><Relationship Id='i' Type='x/worksheet' Target='worksheets/sheet1.xml'/></r>"},
        xl__worksheets__sheet1_xml=f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
    )


def saved(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


SAID = {
    "空.docx": (b"", "是空文件"),
    "零.doc": (bytes(9000), "是空文件"),
    "空白.html": (b"\r\n\t ", "是空文件"),
    "截断.docx": (word_file(paragraph("一、总体情况"))[:-40], TROUBLE),
    "半份.docx": (word_file(paragraph("一、总体情况"))[:300], TROUBLE),
    "坏.docx": (zipped(word__document_xml="<w:document"), TROUBLE),
    "没有正文.docx": (zipped(word__document_xml="<a/>"), TROUBLE),
    "密码.docx": (stream("EncryptedPackage"), "有打开密码"),
    "密码.xlsx": (stream("EncryptedPackage"), "有打开密码"),
    "加密压缩.docx": (encrypted_zip(), "有打开密码"),
    "截断.doc": (stream("WordDocument"), TROUBLE),
    "截断.xls": (stream("Workbook"), TROUBLE),
    "专有.wps": (OLE, "用WPS打开它，另存为docx"),
    "富文本.doc": (b"{\\rtf1\\ansi abc}", "是RTF格式"),
    "开放.docx": (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>"), "OpenDocument格式"),
    "版式.docx": (zipped(OFD_xml="<a/>"), "是OFD版式文件"),
    "压缩.docx": (zipped(甲="x"), "是压缩包"),
    "图片.doc": (b"\x89PNG\r\n\x1a\n" + bytes(99), "是图片"),
    "程序.xls": (bytes(range(256)) * 9, "内容认不出来"),
    "空.pdf": (b"%PDF-1.4\n%%EOF", TROUBLE),
    "别的.docx": (word_file(paragraph("会议通知")), "没有找到年度报告的内容"),
    "别的.html": (b"<html><p>hello</p></html>", "没有找到年度报告的内容"),
    "文字.md": ("一、总体情况".encode(), "不是能打开的文件类型"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_file_that_cannot_be_read_says_why_in_one_sentence_with_its_name(tmp_path: Path, name: str) -> None:
    content, words = SAID[name]
    with pytest.raises(NotUnderstood, match=words) as refused:
        formats.read(saved(tmp_path, name, content), FORMS)
    said = str(refused.value)
    assert f"“{name}”" in said and said.endswith("。") and "\n" not in said and "请" in said


@pytest.mark.parametrize("name", ["年报.doc", "年报.xls", "年报.html", "年报.wps", "年报.txt", "年报", "年报.DOCX"])
def test_a_word_file_is_known_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, "x", exported(REPORT, tmp_path)).rename(tmp_path / name)
    assert read_values(formats.read(path, FORMS)) == stated(REPORT)


@pytest.mark.parametrize("name", ["年报.doc", "年报.xls", "年报.docx", "年报.txt"])
def test_a_web_page_is_known_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    assert read_values(formats.read(saved(tmp_path, name, page(REPORT).encode("gb18030")), FORMS)) == stated(REPORT)


def test_a_text_is_known_though_it_is_called_a_word_file(tmp_path: Path) -> None:
    assert read_values(formats.read(saved(tmp_path, "年报.doc", flattened(REPORT).encode("gb18030")), FORMS)) == stated(REPORT)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "无.docx", "找不到文件"), (tmp_path, "不是文件")):
        with pytest.raises(CannotRead, match=words):
            formats.read(path, FORMS)


def test_a_file_of_65_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1024 * 1024)
    with pytest.raises(CannotRead, match="超过64MB"):
        formats.read(path, FORMS)


# hostile content


P = paragraph("一、总体情况")
ENTITIES = (
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)
HOSTILE = {
    "paragraphs.docx": lambda: word_file(P * 100_000),
    "boxes.docx": lambda: word_file("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 150 + "</w:tr>") * 1000 + "</w:tbl>"),
    "nested.docx": lambda: word_file("<w:tbl><w:tr><w:tc>" * 120 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 120),
    "spans.docx": lambda: word_file(
        "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>' * 3000 + "</w:tbl>"
    ),
    "entities.docx": lambda: zipped(word__document_xml=f"{ENTITIES}<w><body>&g;&g;</body></w>"),
    "outside.docx": lambda: zipped(
        word__document_xml="<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><w><body><p><r><t>一、&x;</t></r></p></body></w>"
    ),
    "bomb.docx": lambda: zipped(word__document_xml=" " * (package.LARGEST_PART + 1)),
    "bombs.docx": lambda: zipped(**{f"word/{n}": " " * (package.LARGEST_PART - 1) for n in range(11)}, word__document_xml="<w/>"),
    "rows.xlsx": lambda: sheet("".join(f"<row r='{n}'><c r='A{n}'><v>1</v></c></row>" for n in range(1, 80_000))),
    "corner.xlsx": lambda: sheet(
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    ),
    "merges.xlsx": lambda: sheet(
        "<row r='1'><c r='A1'><v>1</v></c></row>", "<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 50_000 + "</mergeCells>"
    ),
    "formulas.xlsx": lambda: sheet(
        "<row r='1'>" + "".join(f"<c r='{c}1'><f>SUM(A1:Z70)</f></c>" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + "</row>"
    ),
    "deep.html": lambda: ("<html>" + "<div>" * 100_000 + "一、总体情况").encode(),
    "tables.html": lambda: ("<html>" + "<table><tr><td>" * 3000 + "1").encode(),
    "spans.html": lambda: ("<html><table>" + "<tr><td colspan=2000000000 rowspan=2000000000>1" * 20_000).encode(),
    "spaces.html": lambda: ("<html><p>" + " \n" * 1_000_000 + "政").encode(),
    "paragraphs.html": lambda: ("<html>" + "<p>一、总体情况</p>" * 400_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_neither_hangs_nor_harms(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, name, HOSTILE[name]())
    started = time.monotonic()
    with pytest.raises(FileTrouble) as refused:
        formats.read(path, FORMS)
    assert time.monotonic() - started < parsing.MOST_SECONDS + 5
    assert f"“{name}”" in str(refused.value)


def test_nothing_from_outside_is_read_into_a_file(tmp_path: Path) -> None:
    said = contents.blocks(HOSTILE["outside.docx"](), "x.docx")
    assert [block.text for block in said if isinstance(block, Paragraph)] == ["一、"]


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_command", lambda path: [sys.executable, "-c", "import time; time.sleep(60)"])
    started = time.monotonic()
    with pytest.raises(CannotRead, match=r"读取“年报\.docx”超过0\.5秒，已停止"):
        parsing.parsed(saved(tmp_path, "年报.docx", b"PK"), most_seconds=0.5)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("asked_before", [False, True])
def test_a_reading_that_is_not_wanted_any_more_is_killed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_before: bool
) -> None:
    monkeypatch.setattr(parsing, "_command", lambda path: [sys.executable, "-c", "import time; time.sleep(60)"])
    stop, started = Stop(), time.monotonic()
    if asked_before:
        stop.now()
    else:
        threading.Timer(0.3, stop.now).start()
    with pytest.raises(CannotRead, match=r"已停止读取“年报\.docx”"):
        parsing.parsed(saved(tmp_path, "年报.docx", b"PK"), stop=stop)
    assert time.monotonic() - started < 10
    assert stop._process is not None and stop._process.returncode is not None


@pytest.mark.parametrize(
    "script", ["raise SystemExit(3)", "print('{')", "import os; os.abort()", 'print(\'{"blocks":[{"kind":"x"}]}\')', "print('[1]')"]
)
def test_a_reader_that_dies_takes_only_itself_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(parsing, "_command", lambda path: [sys.executable, "-c", script])
    with pytest.raises(NotUnderstood, match=r"“年报\.docx”读到一半出错"):
        parsing.parsed(saved(tmp_path, "年报.docx", b"PK"))


def test_a_process_that_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_command", lambda path: [str(tmp_path / "none")])
    with pytest.raises(CannotRead, match="启动不了"):
        parsing.parsed(saved(tmp_path, "年报.docx", b"PK"))


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set in another way on Windows")
def test_the_child_may_not_have_more_memory_than_its_share() -> None:
    script = f"from desktopapp.formats import child; child._limit_memory(); bytearray({child.MOST_MEMORY})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_the_child_says_blocks_or_one_sentence(tmp_path: Path) -> None:
    def said(path: Path) -> dict:
        command = [sys.executable, "-P", "-m", "desktopapp.formats.child", str(path)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        return json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)

    assert said(saved(tmp_path, "甲.docx", word_file(P)))["blocks"] == [{"kind": "paragraph", "text": "一、总体情况", "inside": []}]
    assert said(saved(tmp_path, "乙.docx", b"PK\x03\x04"))["trouble"] == "NotUnderstood"


def test_a_module_beside_the_file_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, "lxml.py", b"raise SystemExit('loaded')")
    monkeypatch.chdir(tmp_path)
    assert read_values(formats.read(saved(tmp_path, "年报.docx", exported(REPORT, tmp_path)), FORMS)) == stated(REPORT)


def test_a_missing_library_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    monkeypatch.delitem(sys.modules, "desktopapp.formats.from_pdf", raising=False)
    with pytest.raises(CannotRead, match=r"读取PDF的组件没有安装，“年报\.pdf”没有导入。请用WPS把它转换为docx"):
        contents.blocks(b"%PDF-1.7\n", "年报.pdf")


@pytest.mark.skipif(importlib.util.find_spec("pdfplumber") is None, reason="pdfplumber is not installed")
def test_a_scanned_pdf_is_said_to_have_no_text() -> None:
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>"]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 4\n0000000000 65535 f \n{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    with pytest.raises(NotUnderstood, match=r"“年报\.pdf”是扫描的图片"):
        contents.blocks(body + end.encode(), "年报.pdf")


def test_reading_needs_no_library_before_a_file_is_read() -> None:
    script = (
        "import sys; sys.modules.update(lxml=None, docx=None, xlrd=None, doc2docx=None, pdfplumber=None, xlsxwriter=None);"
        "import desktopapp.formats, desktopapp.formats.assembling, desktopapp.formats.parsing, desktopapp.formats.clipboard"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
