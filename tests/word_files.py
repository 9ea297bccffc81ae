"""Word files as other people's programs write them, made of a report: automatic numbering, content controls, tracked changes, text boxes,
fields, cut chains of merged cells. And damage that leaves every digit as it was."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from desktopapp import formats
from desktopapp.core.report import Report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
Element = etree._Element


def word_file(body: str, parts: Mapping[str, str] = {}) -> bytes:
    """A docx whose body is this XML; `parts` are further parts by name (numbering, styles, footnotes, header1, comments)."""
    kinds = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "header", "comments": "comments"}
    relations = "".join(f'<Relationship Id="r{n}" Type="{R}/{kinds[name]}" Target="{name}.xml"/>' for n, name in enumerate(parts))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        package.writestr("_rels/.rels", _relations(f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'))
        package.writestr("word/_rels/document.xml.rels", _relations(relations))
        package.writestr("word/document.xml", f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return content.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def root(name: str, inside: str) -> str:
    """A further part's XML."""
    return f"<w:{name} {_NAMES}>{inside}</w:{name}>"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def exported(report: Report, folder: Path) -> bytes:
    """The program's own Word file."""
    path = folder / "年报.docx"
    formats.write(report, path)
    return path.read_bytes()


def with_body(content: bytes, change: Callable[[Element], object]) -> bytes:
    """The same file with a changed main part."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                document = etree.fromstring(data)
                change(document)
                data = etree.tostring(document)
            package.writestr(name, data)
    return target.getvalue()


def damaged(content: bytes, chance: random.Random, most: int = 4) -> bytes:
    """The file with some damage."""

    def damage(document: Element) -> None:
        for one in chance.choices(DAMAGES, k=chance.randint(1, most)):
            one(document, chance)

    return with_body(content, damage)


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def element(name: str, **attributes: str) -> Element:
    made = etree.Element(w(name))
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def _any(document: Element, name: str, chance: random.Random) -> Element | None:
    found = list(document.iter(w(name)))
    return chance.choice(found) if found else None


def _text(cell: Element) -> str:
    return "".join(cell.itertext())


def _properties(cell: Element) -> Element:
    found = cell.find(w("tcPr"))
    if found is None:
        found = element("tcPr")
        cell.insert(0, found)
    return found


def _set(properties: Element, made: Element) -> None:
    for old in properties.findall(made.tag):
        properties.remove(old)
    properties.append(made)


def other_span(document: Element, chance: random.Random) -> None:
    cell = _any(document, "tc", chance)
    if cell is not None:
        _set(_properties(cell), element("gridSpan", val=chance.choice(["0", "1", "2", "3", "9", "2000000000", "-1", "x"])))


def other_merge(document: Element, chance: random.Random) -> None:
    cell = _any(document, "tc", chance)
    if cell is not None:
        _set(_properties(cell), element("vMerge", **chance.choice([{}, {"val": "restart"}, {"val": "continue"}])))


def merge_cut(document: Element, chance: random.Random) -> None:
    merge = _any(document, "vMerge", chance)
    if merge is not None:
        merge.getparent().remove(merge)


def label_lost(document: Element, chance: random.Random) -> None:
    cell = _any(document, "tc", chance)
    if cell is not None and not _text(cell)[:1].isdigit():
        cell.getparent().remove(cell)


def row_lost(document: Element, chance: random.Random) -> None:
    row = _any(document, "tr", chance)
    if row is not None:
        row.getparent().remove(row)


def row_deleted(document: Element, chance: random.Random) -> None:
    row = _any(document, "tr", chance)
    if row is not None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        properties.append(element("del", id="1", author="x"))


def blank_box(document: Element, chance: random.Random) -> None:
    row = _any(document, "tr", chance)
    if row is not None:
        cell = element("tc")
        cell.append(element("p"))
        row.insert(chance.randint(0, len(row)), cell)


def torn_in_two(document: Element, chance: random.Random) -> None:
    found = _any(document, "tbl", chance)
    rows = [] if found is None else found.findall(w("tr"))
    if found is not None and len(rows) > 2:
        second = element("tbl")
        if chance.random() < 0.5:
            second.extend(copy.deepcopy(row) for row in rows[:3] if not any(_text(cell)[:1].isdigit() for cell in row.iter(w("tc"))))
        second.extend(rows[chance.randint(1, len(rows) - 1) :])
        found.addnext(second)
        second.addprevious(element("p"))


def controlled(document: Element, chance: random.Random) -> None:
    """A content control around a row, a box, a paragraph or a run."""
    found = _any(document, chance.choice(["tr", "tc", "p", "r", "tbl"]), chance)
    if found is not None:
        control, content = element("sdt"), element("sdtContent")
        control.append(content)
        found.addprevious(control)
        content.append(found)


def inserted(document: Element, chance: random.Random) -> None:
    found = _any(document, "r", chance)
    if found is not None:
        change = element("ins", id="2", author="x")
        found.addprevious(change)
        change.append(found)


def with_deletion(document: Element, chance: random.Random) -> None:
    """Digits that were deleted with changes tracked, hidden, or struck out stand beside the true ones."""
    found = _any(document, "r", chance)
    if found is None:
        return
    made = element("r")
    kind = chance.choice(["del", "vanish", "strike", "instrText"])
    text = element({"del": "delText", "instrText": "instrText"}.get(kind, "t"))
    text.text = "77"
    if kind in ("vanish", "strike"):
        properties = element("rPr")
        properties.append(element(kind))
        made.append(properties)
    made.append(text)
    if kind == "del":
        change = element("del", id="3", author="x")
        change.append(made)
        made = change
    found.addprevious(made)


def split_run(document: Element, chance: random.Random) -> None:
    text = _any(document, "t", chance)
    if text is not None and len(text.text or "") > 1:
        at = chance.randint(1, len(text.text) - 1)
        made = copy.deepcopy(text.getparent())
        made.find(w("t")).text = text.text[at:]
        text.text = text.text[:at]
        text.getparent().addnext(made)


def broken_words(document: Element, chance: random.Random) -> None:
    text = _any(document, "t", chance)
    if text is not None and len(text.text or "") > 2 and not text.text[:1].isdigit():
        at = chance.randint(1, len(text.text) - 1)
        text.text = text.text[:at] + chance.choice(["\u3000", " ", "\u00a0", "\u200b"]) + text.text[at:]


def framed(document: Element, chance: random.Random) -> None:
    """A paragraph, or a whole table, in a table of one box."""
    found = _any(document, chance.choice(["p", "tbl"]), chance)
    if found is not None and found.getparent().tag in (w("body"), w("tc")):
        table, row, cell = element("tbl"), element("tr"), element("tc")
        table.append(row)
        row.append(cell)
        found.addprevious(table)
        cell.append(found)
        if found.tag == w("tbl"):
            cell.append(element("p"))
        if table.getparent().tag == w("tc"):
            table.addnext(element("p"))


DAMAGES: list[Callable[[Element, random.Random], None]] = [
    other_span, other_merge, merge_cut, label_lost, row_lost, row_deleted, blank_box, torn_in_two, controlled, controlled, inserted, with_deletion,
    split_run, split_run, broken_words, framed,
]  # fmt: skip
