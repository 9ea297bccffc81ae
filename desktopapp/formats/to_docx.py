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
from desktopapp.formats import docx_handing, docx_parts, docx_table
from desktopapp.formats.docx_text import escaped, paragraph, run
from desktopapp.formats.printed import page, qr
from desktopapp.formats.printed.blocks import Block, Paragraph, Printed, TableBlock
from desktopapp.formats.printed.handing import Handing
from desktopapp.formats.printed.sheets import printed

_UNKNOWN_DATE = "2000-01-01"
_SIDES = {"default": "right", "even": "left"}  # where a page's number stands
_HEADERS = {"default": "header1", "even": "header2"}
_SETTINGS = (
    ("settings", TYPE.WML_SETTINGS, REL.SETTINGS, docx_parts.SETTINGS),
    ("fontTable", TYPE.WML_FONT_TABLE, REL.FONT_TABLE, docx_parts.FONT_TABLE),
    ("theme/theme1", TYPE.OFC_THEME, REL.THEME, docx_parts.THEME),
)
_PNG = "image/png"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip can hold

_Content = tuple[str, str, str, str]  # a part: name, content type, relationship, XML


def write(report: Report, path: Path, mark: str = "", handing: Handing | None = None) -> None:
    """Write the report as a Word file; `mark` is printed at the head of every page and before the title, with it what is handed over."""
    write_printed(printed(report, mark, handing), path, mark, handing)


def write_printed(work: Printed, path: Path, mark: str = "", handing: Handing | None = None) -> None:
    """Write whatever is printed as a Word file."""
    package = _package(work, mark, handing)
    made = io.BytesIO()
    package.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))


def _package(work: Printed, mark: str, handing: Handing | None) -> OpcPackage:
    """The parts of the file and how they refer to each other. All our own: python-docx's template carries names and a picture."""
    package = Package()
    core = docx_parts.core_properties(escaped(work.title), work.date or _UNKNOWN_DATE)
    package.relate_to(_part("/docProps/core.xml", TYPE.OPC_CORE_PROPERTIES, core.encode(), package), REL.CORE_PROPERTIES)
    pictures = _Pictures(work)
    has_header = bool(mark or (handing and handing.watermark))
    body = "".join(_section(work, number, pictures, has_header) for number in range(len(work.sections)))
    # Parsed whole before anything is written: a file that is not well-formed cannot come out.
    content = parse_xml(f"<w:document {docx_parts.ROOT}><w:body>{body}</w:body></w:document>")
    document = XmlPart(PackURI("/word/document.xml"), TYPE.WML_DOCUMENT_MAIN, content, package)
    package.relate_to(document, REL.OFFICE_DOCUMENT)
    styles = ("styles", TYPE.WML_STYLES, REL.STYLES, docx_parts.styles(docx_handing.STYLES if _has_sheets(work) else ""))
    headers = _headers(mark, handing) if has_header else ()
    for name, kind, relation, text in (styles, *_SETTINGS, *_footers(work, handing), *headers):
        document.load_rel(relation, _part(f"/word/{name}.xml", kind, text.encode(), package), Path(name).name)
    for code, name in pictures.names.items():
        document.load_rel(REL.IMAGE, _part(f"/word/media/{name}.png", _PNG, qr.picture(code), package), name)
    return package


def _part(name: str, kind: str, content: bytes, package: Package) -> Part:
    """A part of the package."""
    return Part(PackURI(name), kind, content, package)


class _Pictures:
    """The QR codes of a file: the name of each one's part, and the run that shows it."""

    def __init__(self, work: Printed) -> None:
        tables = (block for block in _blocks(work) if isinstance(block, TableBlock))
        codes = dict.fromkeys(setting.code for table in tables for setting in table.settings if setting.code)
        self.names = {code: f"code{number}" for number, code in enumerate(codes, 1)}
        self.runs = {code: docx_handing.picture(code, name, number) for number, (code, name) in enumerate(self.names.items(), 1)}


def _blocks(work: Printed) -> Iterator[Block]:
    return (block for section in work.sections for block in section.blocks)


def _has_sheets(work: Printed) -> bool:
    """Something is set in a style that a report alone does not have."""
    return any(block.style in page.SHEET_STYLES for block in _blocks(work) if isinstance(block, Paragraph))


def _headers(mark: str, handing: Handing | None) -> Iterator[_Content]:
    """The mark above odd and even pages, and the watermark, which Word keeps in headers."""
    for number, name in enumerate(_HEADERS.values(), 1):
        watermark = docx_handing.watermark(handing.watermark if handing else "", number)
        yield name, TYPE.WML_HEADER, REL.HEADER, docx_parts.header(paragraph(page.HEAD, run(mark) + watermark))


def _footers(work: Printed, handing: Handing | None) -> Iterator[_Content]:
    """The page numbers of every section."""
    for number, section in enumerate(work.sections):
        for pages, side in _SIDES.items():
            around = section.around_number
            text = docx_handing.footer(side, around, handing.footing) if handing else docx_parts.footer(side, around)
            yield _footer(number, pages), TYPE.WML_FOOTER, REL.FOOTER, text


def _footer(section: int, pages: str) -> str:
    """The name of a section's footer for odd (default) or even pages."""
    return f"footer{2 * section + 1 + list(_SIDES).index(pages)}"


def _section(work: Printed, number: int, pictures: _Pictures, has_header: bool) -> str:
    """A section's content and page. The last one's page stands in the body, any other's in its last paragraph.

    A part's relationship bears the part's name.
    """
    heads = "".join(f'<w:headerReference w:type="{pages}" r:id="{name}"/>' for pages, name in _HEADERS.items() if has_header)
    feet = "".join(f'<w:footerReference w:type="{pages}" r:id="{_footer(number, pages)}"/>' for pages in _SIDES)
    properties = docx_parts.section(heads + feet, counts_anew=len(work.sections) > 1)
    *others, last = work.sections[number].blocks
    if isinstance(last, TableBlock):  # behind a table Word wants a paragraph
        others, last = [*others, last], Paragraph(page.TABLE_TEXT, ())
    inside, behind = ("", properties) if number == len(work.sections) - 1 else (properties, "")
    return f"{''.join(_block(block, pictures) for block in others)}{_paragraph(last, inside)}{behind}"


def _block(block: Block, pictures: _Pictures) -> str:
    return docx_table.fragment(block, pictures.runs) if isinstance(block, TableBlock) else _paragraph(block)


def _paragraph(block: Paragraph, section: str = "") -> str:
    """A paragraph; what its style says already is not said again. One that is kept with the next is kept whole: programs differ in that."""
    whole = "<w:keepLines/>" if block.keep and not page.STYLES[block.style].keep_lines else ""
    indent = f'<w:ind w:left="{block.left}"/>' if block.left else ""
    ragged = '<w:jc w:val="left"/>' if block.ragged else ""
    font = page.STYLES[block.style].font
    runs = "".join(run(part.text, style=part.style, font=page.RUN_IN_FONT if part.style else font) for part in block.runs)
    return paragraph(block.style, runs, whole + _white(block.above, block.below) + indent + ragged + section, block.keep)


def _white(before: int, after: int) -> str:
    """White above and below a paragraph."""
    above, below = (f' w:{side}="{size}"' if size else "" for side, size in (("before", before), ("after", after)))
    return f"<w:spacing{above}{below}/>" if above or below else ""
