"""Reads a workbook (xlsx) into blocks: this program's own, and reports that were pasted into one. The XML is read as it stands, for a
library takes minutes over a sheet that claims a million rows."""

from __future__ import annotations

from collections.abc import Mapping

from desktopapp.formats import sheets
from desktopapp.formats.blocks import MOST_BOXES, MOST_CHARACTERS, WIDEST, Aside, Block, Paragraph, TooMuch
from desktopapp.formats.markup import Element, NotWellFormed, attribute, child, children, elements, name
from desktopapp.formats.package import Package, Torn
from desktopapp.formats.sheet_formula import NotSimple, area, place
from desktopapp.formats.sheets import Sheet

# Number formats that have no pattern in the file: https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat
_PATTERNS = {9: "0%", 10: "0.00%", 2: "0.00", 4: "#,##0.00", **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), "yyyy-m-d")}


def blocks(content: bytes) -> list[Block]:
    """The workbook's title, then its sheets as tables. Raises Encrypted, Bomb, Torn."""
    package = Package(content)
    part = package.related("", "officeDocument") or "xl/workbook.xml"
    found: list[Block] = []
    title = child(package.xml_if_any("docProps/core.xml"), "title")
    if title is not None and (title.text or "").strip():
        found.append(Paragraph(str(title.text)))
    reader = _Reader(package, part)
    relations = package.relations(part)
    for sheet in children(child(package.xml(part), "sheets"), "sheet"):
        called, target = attribute(sheet, "name"), relations.get(_relation(sheet), ("", ""))[1]
        if attribute(sheet, "state", "visible") != "visible":
            found.append(Aside("隐藏的工作表", called))
        elif target in package:
            found += sheets.blocks(reader.sheet(called, target))
    return found


def _relation(sheet: Element) -> str:
    """The id of the relation; the element has another attribute, sheetId, beside it."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


class _Reader:
    """What the sheets share: strings and number formats."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._strings = [_text(one) for one in children(package.xml_if_any(package.related(part, "sharedStrings")), "si")]
        self._patterns = _patterns(package.xml_if_any(package.related(part, "styles")))
        self._characters = 0
        self._last_row = -1  # a row that does not say its number is the next

    def sheet(self, called: str, target: str) -> Sheet:
        sheet = Sheet(called)
        self._last_row = -1
        for kind, comments in self._package.relations(target).values():
            if kind == "comments":
                sheet.comments |= _comments(self._package.xml_if_any(comments))
        try:
            for element in elements(self._package.read(target), "row", "mergeCell", "col"):
                self._take(sheet, element)
        except NotWellFormed as error:
            raise Torn from error
        return sheet

    def _take(self, sheet: Sheet, element: Element) -> None:
        key = name(element)
        if key == "row":
            self._row(sheet, element)
        elif key == "mergeCell" and len(sheet.merged) < MOST_BOXES:
            try:
                sheet.merged.append(area(attribute(element, "ref")))
            except NotSimple:
                return
        elif key == "col" and attribute(element, "hidden") in ("1", "true"):
            first, last = _whole(attribute(element, "min"), 1), _whole(attribute(element, "max"), 0)
            sheet.hidden_columns |= set(range(first - 1, min(last, WIDEST)))

    def _row(self, sheet: Sheet, element: Element) -> None:
        row = self._last_row = _whole(attribute(element, "r"), self._last_row + 2) - 1
        is_hidden = attribute(element, "hidden") in ("1", "true")
        column = -1
        for cell in children(element, "c"):
            try:
                column = place(attribute(cell, "r"))[1]
            except NotSimple:
                column += 1
            text, formula = self._value(cell)
            if not text and not formula:
                continue
            if is_hidden:
                sheet.hidden_rows.add(row)
            if formula:
                sheet.formulas[row, column] = formula
            sheet.texts[row, column] = text
            self._characters += len(text) + len(formula)
            if len(sheet.texts) > MOST_BOXES or self._characters > MOST_CHARACTERS:
                raise TooMuch

    def _value(self, cell: Element) -> tuple[str, str]:
        """The text that the cell shows, and the formula whose value is not there."""
        kind, value = attribute(cell, "t", "n"), child(cell, "v")
        text = "" if value is None else value.text or ""
        formula = child(cell, "f")
        if formula is not None and not text and kind != "str":
            return "", formula.text or "公式"
        if kind == "s":
            return (self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""), ""
        if kind == "inlineStr":
            return _text(child(cell, "is")), ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text), ""
        if kind in ("str", "e", "d"):
            return sheets.unescaped(text), ""
        style = _whole(attribute(cell, "s"), 0)
        return (sheets.shown(text, self._patterns.get(style, "")) if text else ""), ""


def _text(element: Element | None) -> str:
    """A string, its runs put together, without the reading aids of Japanese."""
    if element is None:
        return ""
    parts = [child(one, "t") if name(one) == "r" else one for one in element if name(one) in ("r", "t")]
    return sheets.unescaped("".join(part.text or "" for part in parts if part is not None))


def _comments(root: Element | None) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for comment in children(child(root, "commentList"), "comment"):
        text = _text(child(comment, "text")).strip()
        try:
            found[place(attribute(comment, "ref"))] = text
        except NotSimple:
            continue
    return {cell: text for cell, text in found.items() if text}


def _patterns(styles: Element | None) -> Mapping[int, str]:
    """The number format of each cell style."""
    own = {_whole(attribute(one, "numFmtId"), 0): attribute(one, "formatCode") for one in children(child(styles, "numFmts"), "numFmt")}
    known = {**_PATTERNS, **own}
    used = [_whole(attribute(one, "numFmtId"), 0) for one in children(child(styles, "cellXfs"), "xf")]
    return {style: known[used_format] for style, used_format in enumerate(used) if used_format in known}


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
