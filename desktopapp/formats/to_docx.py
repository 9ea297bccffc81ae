"""Write a report as a Word file, as an office would sign it: GB/T 9704 page and type, the statutory headings and tables.

    title                 Title          机关 / 2024年政府信息公开工作年度报告
    preface               Body Text
    each part             Heading 1      heading to the letter; its text, or its table between two texts
      （一）…              Heading 2      or the first sentence of a paragraph, set in 楷体
    organ, date           Signature

The same report gives the same bytes: nothing is asked of the clock or of the user's account.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.package import Package

from desktopapp.core.form import Part as FormPart
from desktopapp.core.report import Report
from desktopapp.formats import docx_parts, docx_table
from desktopapp.formats.docx_text import ems, escaped, paragraph, run

_TITLE_WIDTH = 20  # characters of 22 pt in 156 mm
_HEADING_WIDTH = 30  # a （一） paragraph that is longer is text
_LEVEL_TWO = re.compile(r"（[一二三四五六七八九十]+）")
_LONG_WORD = re.compile(r"[!-~]{16}")
_ORGAN_END = re.compile("(?<!城)[省市县区乡镇局厅府院队](?![级属市县区])")  # not inside 城市管理, 城乡建设, 杭州市区
_ABOVE_TABLE, _BELOW_TABLE = 60, 120  # with 表二, these make 11 lines of text
_UNKNOWN_DATE = "2000-01-01"
_HEADERS = {"default": "header1", "even": "header2"}
_FOOTERS = {"default": "footer1", "even": "footer2"}
_PARTS = (
    ("styles", TYPE.WML_STYLES, REL.STYLES, docx_parts.STYLES),
    ("settings", TYPE.WML_SETTINGS, REL.SETTINGS, docx_parts.SETTINGS),
    ("fontTable", TYPE.WML_FONT_TABLE, REL.FONT_TABLE, docx_parts.FONT_TABLE),
    ("theme/theme1", TYPE.OFC_THEME, REL.THEME, docx_parts.THEME),
    ("footer1", TYPE.WML_FOOTER, REL.FOOTER, docx_parts.ODD_FOOTER),
    ("footer2", TYPE.WML_FOOTER, REL.FOOTER, docx_parts.EVEN_FOOTER),
)
_STAMP = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip can hold


def write(report: Report, path: Path, mark: str = "") -> None:
    """Write the report as a Word file; `mark` is printed at the head of every page and before the title."""
    package = _package(report, mark)
    made = io.BytesIO()
    package.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))


def _package(report: Report, mark: str) -> OpcPackage:
    """The parts of the file and how they refer to each other. All our own: python-docx's template carries names and a picture."""
    package = Package()
    date = report.date.isoformat() if report.date else _UNKNOWN_DATE
    core = docx_parts.core_properties(escaped(report.title), date)
    package.relate_to(_part("/docProps/core.xml", TYPE.OPC_CORE_PROPERTIES, core, package), REL.CORE_PROPERTIES)
    # Parsed whole before anything is written: a file that is not well-formed cannot come out.
    content = parse_xml(f"<w:document {docx_parts.ROOT}><w:body>{''.join(_body(report, mark))}{_section(mark)}</w:body></w:document>")
    document = XmlPart(PackURI("/word/document.xml"), TYPE.WML_DOCUMENT_MAIN, content, package)
    package.relate_to(document, REL.OFFICE_DOCUMENT)
    head = docx_parts.header(paragraph("Header", run(mark)))
    headers = tuple((name, TYPE.WML_HEADER, REL.HEADER, head) for name in _HEADERS.values() if mark)
    for name, kind, relation, text in _PARTS + headers:
        document.load_rel(relation, _part(f"/word/{name}.xml", kind, text, package), Path(name).name)
    return package


def _part(name: str, kind: str, content: str, package: Package) -> Part:
    """A part of the package from its XML."""
    return Part(PackURI(name), kind, content.encode("utf-8"), package)


def _section(mark: str) -> str:
    """The page, with its numbers and the mark above both odd and even pages. A part's relationship bears the part's name."""
    headers = _HEADERS if mark else {}
    return docx_parts.section(
        "".join(f'<w:headerReference w:type="{pages}" r:id="{name}"/>' for pages, name in headers.items())
        + "".join(f'<w:footerReference w:type="{pages}" r:id="{name}"/>' for pages, name in _FOOTERS.items())
    )


def _body(report: Report, mark: str) -> Iterator[str]:
    """The content of the file in printed order."""
    if mark:
        yield paragraph("DraftMark", run(mark))
    yield _title(report)
    yield from _prose(report, "preface")
    signed = bool(report.organ or report.date)
    below_table = False
    for part in report.form.parts:
        has_table = part.key in report.form.tables
        yield _heading(report, part, has_table, below_table)
        if has_table:
            yield from _table(report, part)
        else:
            # The last words stay on the page of the signature: 不得出现“此页无正文”.
            yield from _prose(report, part.key, keep=signed and part is report.form.parts[-1])
        below_table = has_table and not report.paragraphs(f"{part.key}.after")
    yield from _signature(report)


def _heading(report: Report, part: FormPart, has_table: bool, below_table: bool) -> str:
    """A part's heading, to the letter."""
    above_table = has_table and not report.paragraphs(f"{part.key}.before")
    return paragraph("Heading1", run(part.heading), _white(_BELOW_TABLE * below_table, _ABOVE_TABLE * above_table))


def _table(report: Report, part: FormPart) -> Iterator[str]:
    """A part's table between its two texts; on one page with the heading and the text before it where one page can hold them."""
    table = report.form.tables[part.key]
    before = f"{part.key}.before"
    lines = 1 + sum(math.ceil((ems(text) + 2) / docx_parts.CHARACTERS) for text in report.paragraphs(before))
    needed = lines * docx_parts.LINE + _ABOVE_TABLE + docx_table.height(report, table)
    yield from _prose(report, before, keep=needed <= docx_parts.LINES * docx_parts.LINE, below=_ABOVE_TABLE)
    words = f"《{report.form.name}》“{part.heading}”的表格，共{len(table.cells)}个数。"
    yield docx_table.fragment(report, table, part.title, words)
    yield from _prose(report, f"{part.key}.after", above=_BELOW_TABLE)


def _prose(report: Report, place: str, *, keep: bool = False, above: int = 0, below: int = 0) -> Iterator[str]:
    """The text at a place, with white above and below it; `keep` holds its last paragraph on the page of what follows."""
    texts = report.paragraphs(place)
    for index, text in enumerate(texts):
        first, last = index == 0, index == len(texts) - 1
        yield _paragraph(text, keep and last, _white(above * first, below * last))


def _paragraph(text: str, keep: bool, white: str) -> str:
    """A paragraph. （一） alone on its line is a heading; before a text its first sentence is set like one."""
    level_two = _LEVEL_TWO.match(text)
    if level_two and len(text) <= _HEADING_WIDTH and "。" not in text[:-1]:
        return paragraph("Heading2", run(text), white)
    end = text.find("。") + 1 if level_two else 0
    # A web address moves to the next line as a whole; justified, the line above it would be torn apart.
    ragged = '<w:jc w:val="left"/>' if _LONG_WORD.search(text) else ""
    return paragraph("BodyText", run(text[:end], style="RunInHeading") + run(text[end:]), white + ragged, keep)


def _white(before: int = 0, after: int = 0) -> str:
    """White above and below a paragraph."""
    above, below = (f' w:{side}="{size}"' if size else "" for side, size in (("before", before), ("after", after)))
    return f"<w:spacing{above}{below}/>" if above or below else ""


def _title(report: Report) -> str:
    """The title, and below it the white that brings the text back onto the lines of the page."""
    lines = _title_lines(report.title, report.form.name)
    height = len(lines) * docx_parts.TITLE_LINE
    return paragraph("Title", run("\n".join(lines)), _white(after=-height % docx_parts.LINE))


def _title_lines(title: str, name: str) -> list[str]:
    """One line if it fits; else the organ above, never a break inside 2024年政府信息公开工作年度报告."""
    if "\n" in title or ems(title) <= _TITLE_WIDTH:
        return title.split("\n")
    start = re.search(rf"(?<=.)(?:[0-9〇一二三四五六七八九]{{4}}年|{re.escape(name)}$)", title)
    if not start:
        return [title]
    organ = title[: start.start()]
    return [*_organ_lines(organ), title[start.start() :]]


def _organ_lines(organ: str) -> list[str]:
    """An organ's name that is too long for a line breaks after a place or an office, as near its middle as that allows."""
    if ems(organ) <= _TITLE_WIDTH:
        return [organ]
    middle = round(len(organ) / 2)
    ends = [match.end() for match in _ORGAN_END.finditer(organ)]
    fitting = [end for end in ends if end >= 5 <= len(organ) - end and max(ems(organ[:end]), ems(organ[end:])) <= _TITLE_WIDTH]
    at = min(fitting, key=lambda end: abs(end - middle), default=middle)
    return [organ[:at], organ[at:]]


def _signature(report: Report) -> Iterator[str]:
    """The date four characters from the right edge, the organ centred above it (GB/T 9704 7.3.5).

    Both are centred in one column whose middle is the date's; a name too long for it widens it to the left.
    """
    date = f"{report.date.year}年{report.date.month}月{report.date.day}日" if report.date else ""
    gaps = 1.25  # the quarter of a character that Word leaves between figures and 年, 月, 日, five times
    column = max(2 * 4 + ems(date) + gaps, ems(report.organ) + 1)
    left = max(0, docx_parts.TEXT_WIDTH - round(column * docx_parts.EM))
    white = _white(before=2 * docx_parts.LINE)
    for text, keep in ((report.organ, bool(date)), (date, False)):
        if text:
            yield paragraph("Signature", run(text), f'{white}<w:ind w:left="{left}"/>', keep)
            white = ""
