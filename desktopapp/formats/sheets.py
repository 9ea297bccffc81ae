"""Worksheets, of whatever format, as blocks: cells by their place, merged areas, comments; hidden rows and columns are not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from desktopapp.core import number
from desktopapp.formats.blocks import MOST_ROWS, SHEET, WIDEST, Aside, Block, Box, Grid, paragraphs, visible
from desktopapp.formats.sheet_formula import DEEPEST, Cell, NotSimple, computed

CHECKS = "核对"  # the program's own sheet of formulas
_NOTE = re.compile(r"^注\d*：.*[（(](.*)[）)]$", re.DOTALL)
_ANY_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_FIXED = re.compile(r"^[#,0]*0(?:\.(0+))?(?:_[^;]|;.*)?$")
_SIGNIFICANT = 15  # digits that Excel keeps


@dataclass
class Sheet:
    """One worksheet as it is read. `formulas` are those whose value the file does not hold."""

    name: str
    texts: dict[Cell, str] = field(default_factory=dict[Cell, str])
    formulas: dict[Cell, str] = field(default_factory=dict[Cell, str])
    merged: list[tuple[Cell, Cell]] = field(default_factory=list[tuple[Cell, Cell]])
    comments: dict[Cell, str] = field(default_factory=dict[Cell, str])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])


def blocks(sheet: Sheet) -> Iterator[Block]:
    """The sheet as one table, then what hangs on it."""
    if sheet.name == CHECKS:
        yield Aside(SHEET, f"工作表“{CHECKS}”")
        return
    _compute(sheet)
    noted = _take_notes_back(sheet)
    rows = _rows(sheet)
    if rows:
        yield Grid(rows, [paragraph for row in rows for box in row for paragraph in paragraphs(box.text)])
    yield from (Aside("批注", text) for place, text in sheet.comments.items() if place not in noted)
    if hidden := len(sheet.hidden_rows) + len(sheet.hidden_columns):
        yield Aside("隐藏的行列", f"工作表“{sheet.name}”中有{hidden}处隐藏的行或列，没有读取")


def shown(value: str, pattern: str) -> str:
    """A number as Excel shows it in this number format, with every digit that the file holds."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite():
        return value
    bare = _QUOTED.sub("", pattern)
    if "%" in bare:
        return f"{_plain(exact * 100)}%"
    if re.search(r"[yYdD]", bare) or (re.search(r"[mM]", bare) and not re.search(r"[0#]", bare)):
        return _date(exact) or _plain(exact)
    text = _plain(exact)
    fixed = _FIXED.match(pattern)
    places = len(fixed[1]) if fixed and fixed[1] else 0
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(places, '0')}" if places > len(fraction) else text


def unescaped(text: str) -> str:
    """A text with Excel's _x000D_ turned back into characters."""
    return _ANY_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _plain(value: Decimal) -> str:
    """Without an exponent, and without what binary fractions add behind the digits that Excel keeps."""
    if value and len(value.as_tuple().digits) > _SIGNIFICANT:
        value = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if abs(value) >= Decimal(10) ** 30:
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(days: Decimal) -> str:
    """A day counted as Excel counts them."""
    import datetime

    if not 1 <= days < 2_900_000:
        return ""
    day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(days))
    return f"{day.year}年{day.month}月{day.day}日"


def _compute(sheet: Sheet) -> None:
    """Give the formulas without a value the one that they have, or their own text, which is no number."""
    seen: set[Cell] = set()
    count = 0

    def text_of(cell: Cell) -> str:
        nonlocal count
        count += 1
        if cell not in sheet.formulas:
            return sheet.texts.get(cell, "")
        if cell in seen or len(seen) > DEEPEST or count > 200_000:
            raise NotSimple
        seen.add(cell)
        try:
            value = computed(sheet.formulas[cell], text_of)
        finally:
            seen.discard(cell)
        return number.write(value)

    for cell, formula in sheet.formulas.items():
        try:
            text = text_of(cell)
        except (NotSimple, ArithmeticError):
            text = f"={formula.lstrip('=')}"
        sheet.texts[cell] = text
    sheet.formulas.clear()


def _take_notes_back(sheet: Sheet) -> set[Cell]:
    """Put a note that stands in a comment and again below the table, as this program prints it, back behind its number."""
    noted: set[Cell] = set()
    below = {cell: match[1] for cell, text in sheet.texts.items() if (match := _NOTE.match(text.strip()))}
    for cell, note in sheet.comments.items():
        lines = [place for place, text in below.items() if text == note]
        if lines and number.read(sheet.texts.get(cell, ""), number.Kind.MONEY).value is not None:
            sheet.texts[cell] += f"（{note}）"
            noted.add(cell)
            del sheet.texts[lines[0]], below[lines[0]]
    return noted


def _rows(sheet: Sheet) -> list[list[Box]]:
    """The rows that are not blank, as far to the right as anything stands."""
    texts = {cell: visible(text) for cell, text in sheet.texts.items() if cell[1] < WIDEST and text.strip()}
    right = max((column for _, column in texts), default=-1) + 1
    used = sorted({row for row, _ in texts} - sheet.hidden_rows)[:MOST_ROWS]
    starts, covered = _spans(sheet, right, used)
    return [_row(sheet, row, right, texts, starts, covered) for row in used]


def _row(
    sheet: Sheet, row: int, right: int, texts: Mapping[Cell, str], starts: Mapping[Cell, int], covered: Mapping[Cell, Cell]
) -> list[Box]:
    boxes: list[Box] = []
    column = 0
    while column < right:
        cell = (row, column)
        owner = covered.get(cell)
        end = starts.get(owner or cell, column + 1)
        if all(one in sheet.hidden_columns for one in range(column, end)):
            pass
        elif owner is not None and owner[0] != row:
            boxes.append(Box("", column, end, held=True))
        else:
            boxes.append(Box(texts.get(cell, ""), column, end))
        column = max(end, column + 1)
    return boxes


def _spans(sheet: Sheet, right: int, used: list[int]) -> tuple[dict[Cell, int], dict[Cell, Cell]]:
    """For each merged area the column it ends before, by its first cell; and for each cell at its left edge, that first cell."""
    starts: dict[Cell, int] = {}
    covered: dict[Cell, Cell] = {}
    for (top, left), (bottom, last) in sheet.merged[:MOST_ROWS]:
        if left >= right:
            continue
        starts[top, left] = min(last + 1, right)
        for row in used:
            if top <= row <= bottom:
                covered[row, left] = (top, left)
    return starts, covered
