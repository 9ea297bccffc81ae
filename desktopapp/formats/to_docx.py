"""Write a report as a Word file, as an office would sign it: the blocks of `printed`, in WordprocessingML.

The same report gives the same bytes: nothing is asked of the clock or of the user's account.
"""

from __future__ import annotations

import io
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

from desktopapp.core.report import Report
from desktopapp.formats import docx_parts, docx_table
from desktopapp.formats.docx_text import escaped, paragraph, run
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Paragraph, TableBlock, blocks

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
    head = docx_parts.header(paragraph(page.HEAD, run(mark)))
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
    for block in blocks(report, mark):
        yield _table(report, block) if isinstance(block, TableBlock) else _paragraph(block)


def _table(report: Report, block: TableBlock) -> str:
    """A part's table, with a name and a description for who cannot see it."""
    table = report.form.tables[block.part.key]
    words = f"《{report.form.name}》“{block.part.heading}”的表格，共{len(table.cells)}个数。"
    return docx_table.fragment(report, table, block.whole, block.part.title, words)


def _paragraph(block: Paragraph) -> str:
    """A paragraph; what its style says already is not said again. One that is kept with the next is kept whole: programs differ in that."""
    whole = "<w:keepLines/>" if block.keep and not page.STYLES[block.style].keep_lines else ""
    indent = f'<w:ind w:left="{block.left}"/>' if block.left else ""
    ragged = '<w:jc w:val="left"/>' if block.ragged else ""
    font = page.STYLES[block.style].font
    runs = "".join(run(part.text, style=part.style, font=page.RUN_IN_FONT if part.style else font) for part in block.runs)
    return paragraph(block.style, runs, whole + _white(block.above, block.below) + indent + ragged, block.keep)


def _white(before: int, after: int) -> str:
    """White above and below a paragraph."""
    above, below = (f' w:{side}="{size}"' if size else "" for side, size in (("before", before), ("after", after)))
    return f"<w:spacing{above}{below}/>" if above or below else ""
