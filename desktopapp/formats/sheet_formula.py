"""A formula whose value the file does not hold: programs that write worksheets without computing them leave it out.

Sums and differences of cells of the same sheet are computed, as are this program's own totals. Anything else is not understood, and so
is a sum over a cell that holds words: to take it for 0 would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from desktopapp.core import number

Cell = tuple[int, int]  # row, column, from 0

MOST_CELLS, DEEPEST = 2000, 30
_OWN_TOTAL = re.compile(r'^IF\(COUNT\((.*)\)=0,"",(SUM\(\1\))\)$', re.IGNORECASE)
_TOKEN = re.compile(r"(SUM\()([^()]*)\)|(\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(:!])|(\d+(?:\.\d+)?)|([+-])", re.IGNORECASE)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)


class NotSimple(ValueError):
    """The formula is of a kind that is not computed here."""


def place(reference: str) -> Cell:
    """Row and column of a reference such as C5, from 0; raises NotSimple."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        raise NotSimple
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def area(reference: str) -> tuple[Cell, Cell]:
    """First and last cell of a reference such as C5 or C5:D9; raises NotSimple."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))


def computed(formula: str, text_of: Callable[[Cell], str]) -> Decimal | None:
    """The formula's value, None where it adds nothing but blanks; `text_of` gives a cell's text. Raises NotSimple."""
    formula = "".join(formula.split()).lstrip("=")
    if own := _OWN_TOTAL.match(formula):
        formula = own[2]
    values: list[Decimal] = []
    sign, end, expects_term = 1, 0, True
    for token in _TOKEN.finditer(formula):
        if token.start() != end:
            raise NotSimple
        end = token.end()
        if token[5]:
            sign = sign * (-1 if token[5] == "-" else 1) if expects_term else (-1 if token[5] == "-" else 1)
            expects_term = True
            continue
        if not expects_term:
            raise NotSimple
        found = [Decimal(token[4])] if token[4] else _values(token[2] if token[1] else token[3], text_of)
        values += [sign * value for value in found]
        sign, expects_term = 1, False
    if end != len(formula) or expects_term:
        raise NotSimple
    return sum(values, Decimal(0)) if values else None


def _values(references: str, text_of: Callable[[Cell], str]) -> list[Decimal]:
    """The numbers in the cells; blank cells are left out, words are NotSimple."""
    values: list[Decimal] = []
    for reference in references.split(","):
        if re.fullmatch(r"\d+(?:\.\d+)?", reference):
            values.append(Decimal(reference))
            continue
        (top, left), (bottom, right) = area(reference)
        if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            raise NotSimple
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                reading = number.read(text_of((row, column)), number.Kind.MONEY)
                if reading.fault or reading.note:
                    raise NotSimple
                values += [] if reading.value is None else [reading.value]
    return values
