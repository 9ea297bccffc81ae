"""The PDF: whole, searchable, with outline, language and title, and the same bytes for the same report."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from desktopapp import formats
from desktopapp.core.report import Report
from desktopapp.formats import DRAFT_MARK, from_txt, pdf_file
from tests.printouts import filled, long_report
from tests.samples import SEED, blank_report, distinct_report, zero_report


@pytest.fixture(autouse=True)
def application() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.instance() or QApplication([])


def written(report: Report, folder: Path, mark: str = "") -> bytes:
    path = folder / "report.pdf"
    formats.write(report, path, mark)
    return path.read_bytes()


def text(string: str) -> bytes:
    """A string as the format writes it."""
    return f"<FEFF{string.encode('utf-16-be').hex().upper()}>".encode("ascii")


def named(file: bytes) -> set[str]:
    """The characters that the file names for its glyphs."""
    rows = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>\n", file)
    return {bytes.fromhex(row.decode()).decode("utf-16-be") for row in rows}


def squeezed(words: str) -> str:
    """Words without the white between them."""
    return "".join(words.split())


def found(path: Path) -> str:
    """What pdftotext finds, page numbers left out."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: the PDF was NOT searched")
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return squeezed(re.sub(r"—\s*\d+\s*—\s*\f", "", told))


def sentences(report: Report) -> list[str]:
    """Every sentence of the report's prose."""
    texts = [paragraph for key in report.form.text_keys for paragraph in report.paragraphs(key)]
    return [sentence for paragraph in texts for sentence in re.split("(?<=[。；])", paragraph) if sentence]


# ── what is inside ──


def test_every_sentence_is_found(tmp_path: Path) -> None:
    report = long_report()
    written(report, tmp_path)
    words = found(tmp_path / "report.pdf")
    assert not [sentence for sentence in sentences(report) if squeezed(sentence) not in words]
    assert all(part.heading in words for part in report.form.parts)


def test_every_sentence_of_a_real_report_is_found(tmp_path: Path) -> None:
    if not SEED.exists():
        pytest.skip("the real report is not at hand: its PDF was NOT searched")
    report = from_txt.read(SEED, {report_form.edition: report_form for report_form in (blank_report().form,)}).report(
        {"2021": blank_report().form}
    )
    written(report, tmp_path)
    words = found(tmp_path / "report.pdf")
    assert not [sentence for sentence in sentences(report) if squeezed(sentence) not in words]


def test_glyphs_stand_for_the_characters_that_were_printed(tmp_path: Path) -> None:
    """Qt names ⾏ for the glyph of 行: then 行政处罚 is found nowhere."""
    report = filled(zero_report(), {"overview": "行政处罚、用户、方法、高度、人民、一二三。"})
    characters = named(written(report, tmp_path))
    assert set("行政处罚用户方法高度人民一二三。、") <= characters
    assert not [character for character in characters if "\u2e80" <= character <= "\u2fdf"]
    assert not [character for character in characters if unicodedata.category(character[0]) == "Cc"]


def test_both_kinds_of_a_map_s_rows_are_read() -> None:
    rows = b"1 beginbfrange\n<0000> <0000> <0000>\n<0001> <0002> [<4E00> <4E8C>]\n<0003> <0004> <4E09>\nendbfrange\n1 beginbfchar\n<0007> <20BB7>\nendbfchar"
    assert list(pdf_file.said(rows)) == [(1, "一"), (2, "二"), (3, "三"), (4, "上"), (7, "𠮷")]


def test_the_parts_are_in_the_outline(tmp_path: Path) -> None:
    report = long_report()
    file = written(report, tmp_path)
    entry = named_object(file, re.search(rb"/Type /Outlines /First (\d+) 0 R", file))
    titles, pages = [], []
    while entry:
        titles += re.findall(rb"/Title (<FEFF[0-9A-F]+>)", entry)
        pages += [file.index(b"\n%b 0 obj\n" % page) for page in re.findall(rb"/Dest \[(\d+) 0 R /XYZ", entry)]
        entry = named_object(file, re.search(rb"/Next (\d+) 0 R", entry))
    assert titles == [text(part.heading) for part in report.form.parts]
    assert pages == sorted(pages) and all(b"/Type /Page\n" in file[place : place + 40] for place in pages)


def named_object(file: bytes, reference: re.Match[bytes] | None) -> bytes:
    """The object that is referred to, nothing for no reference."""
    return file.split(b"\n%b 0 obj\n" % reference[1])[1].split(b"\nendobj")[0] if reference else b""


def test_the_file_says_its_title_author_and_language_and_nothing_else(tmp_path: Path) -> None:
    file = written(zero_report(), tmp_path)
    assert b"/Lang (zh-CN)" in file and b"/DisplayDocTitle true" in file
    information = next(block for block in re.findall(rb"<<\n/Title.*?>>", file, re.DOTALL))
    assert information == (
        b"<<\n/Title " + text("清河县档案管理局2024年政府信息公开工作年度报告") + b"\n/Author " + text("清河县档案管理局")
        + b"\n/Creator " + text("年报助手") + b"\n/CreationDate (D:20250115) /ModDate (D:20250115)\n>>"
    )  # fmt: skip
    assert not [
        secret
        for secret in (b"Qt", b"/Metadata", b"xmp", b"/home/")
        if secret in re.sub(rb"stream\n.*?endstream", b"", file, flags=re.DOTALL)
    ]


def test_the_fonts_are_inside(tmp_path: Path) -> None:
    file = written(zero_report(), tmp_path)
    assert file.count(b"/FontFile") == file.count(b"/Type /FontDescriptor") >= 1


def test_the_places_of_all_objects_are_right(tmp_path: Path) -> None:
    file = written(zero_report(), tmp_path)
    table = int(file.split(b"startxref\n")[1].split()[0])
    assert file[table:].startswith(b"xref\n0 ")
    rows = file[table:].split(b"\n")[2:]
    for number, row in enumerate(rows[1 : rows.index(b"trailer")], 1):
        place, _, kind = row.split()
        assert kind == b"f" or file[int(place) :].startswith(b"%d 0 obj\n" % number)
    size = int(re.findall(rb"/Size (\d+)", file)[0])
    assert size == rows.index(b"trailer")


def test_a_draft_is_marked(tmp_path: Path) -> None:
    written(zero_report(), tmp_path, DRAFT_MARK)
    words = found(tmp_path / "report.pdf")
    assert words.count(DRAFT_MARK) >= 2


# ── the file ──


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(distinct_report(), tmp_path) == written(distinct_report(), tmp_path)


def test_another_run_of_the_program_gives_the_same_bytes(tmp_path: Path) -> None:
    """Qt's own order of things changes with every start."""
    script = "import sys; from pathlib import Path; from desktopapp.formats import write; from tests.samples import zero_report; write(zero_report(), Path(sys.argv[1]))"
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], cwd=Path(__file__).parents[2], check=True, timeout=120)
    assert len({(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf", "c.pdf")}) == 1


def test_the_file_is_small(tmp_path: Path) -> None:
    assert len(written(long_report(), tmp_path)) < 700_000


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(), some.text(), some.text())
def test_no_text_breaks_the_file(tmp_path: Path, prose: str, raw: str, mark: str) -> None:
    report = filled(zero_report(), {"overview": prose, "title": prose, "organ": raw, "applications.granted.other": raw})
    assert written(report, tmp_path, mark).endswith(b"%%EOF\n")


def test_a_pdf_is_written_without_a_display_and_another_application_may_follow(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from desktopapp.formats import write
from tests.samples import zero_report
write(zero_report(), Path({str(tmp_path / "a.pdf")!r}))
from PySide6.QtWidgets import QApplication
application = QApplication([sys.argv[0], "-platform", "offscreen"])
write(zero_report(), Path({str(tmp_path / "b.pdf")!r}))
"""
    surroundings = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)} if sys.platform == "linux" else None
    subprocess.run([sys.executable, "-c", script], env=surroundings, cwd=Path(__file__).parents[2], check=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_pdf_is_made_beside_a_window_that_paints(tmp_path: Path) -> None:
    """The window exports in another thread; in a process of its own, for a crash of Qt would end all tests."""
    script = f"""
import threading
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication(["nianbao", "-platform", "offscreen"])
from desktopapp.formats import write
from desktopapp.formats.paper import Typesetter
from tests.bench import painted
from tests.samples import zero_report
worker = threading.Thread(target=lambda: [write(zero_report(), Path({str(tmp_path / "a.pdf")!r})) for _ in range(5)])
worker.start()
typesetter, report = Typesetter(), zero_report()
while worker.is_alive():
    painted(typesetter.lay_out(report).pages[0])
worker.join()
"""
    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes() == written(zero_report(), tmp_path)


def test_layout_and_qt_are_loaded_only_for_a_pdf() -> None:
    script = "import sys, desktopapp.cli, desktopapp.formats, desktopapp.formats.to_docx; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0
