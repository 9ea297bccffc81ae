"""Where the form's cells stand in the workbook, and how a formula speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktopapp.core.form import Form, Part, Table
from desktopapp.core.layout import layout
from desktopapp.formats import xlsx_page as page
from desktopapp.formats.xlsx_page import Area

Square = tuple[int, int]  # row, column

_LONGEST_NAME = 31  # Excel's limit
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_SHORT = {"disclosure": "主动公开", "applications": "依申请", "disputes": "复议诉讼"}  # as offices call the tables


def sheet_name(part: Part) -> str:
    """表二 主动公开: the numeral of the part's heading and the table's everyday name."""
    numeral = part.heading.partition("、")[0]
    return _FORBIDDEN.sub("", f"表{numeral} {_SHORT.get(part.key, part.title)}")[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The square of every cell of a form, on the sheet of its table."""

    form: Form
    squares: Mapping[str, Square]

    def here(self, addresses: Iterable[str]) -> str:
        """The cells as ranges, for a formula on their own sheet: C5:H5,J7."""
        return ",".join(map(page.cells, areas(tuple(self.squares[address] for address in addresses))))

    def elsewhere(self, table: str, addresses: Iterable[str]) -> str:
        """The same for a formula on another sheet."""
        name = sheet_name(self.form.part(table))
        return ",".join(page.cells(area, name) for area in areas(tuple(self.squares[address] for address in addresses)))

    def leaves(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """The cells to fill in that stand behind these, sums taken apart, each once."""
        found: dict[str, None] = {}
        for address in addresses:
            addends = self.form.cells[address].addends
            found.update(dict.fromkeys(self.leaves(addends) if addends else (address,)))
        return tuple(found)


@lru_cache(maxsize=16)
def places(form: Form, top: int) -> Places:
    """Every table laid out from the row `top` of its sheet on; kept, for a form never changes."""
    return Places(form, {address: square for table in form.tables.values() for address, square in _squares(table, top)})


def total(cells: str) -> str:
    """The formula that adds what is there and is blank where nothing is, as the program adds."""
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _squares(table: Table, top: int) -> Iterable[tuple[str, Square]]:
    return ((box.address, (top + box.row, box.column)) for box in layout(table).cells())


@lru_cache(maxsize=1024)
def areas(squares: tuple[Square, ...]) -> tuple[Area, ...]:
    """The squares as few rectangles: runs down a column, then equal runs side by side."""
    runs: list[Area] = []
    for row, column in sorted(squares, key=lambda square: (square[1], square[0])):
        if runs and runs[-1][2:] == (row - 1, column):
            runs[-1] = (*runs[-1][:2], row, column)
        else:
            runs.append((row, column, row, column))
    found: list[Area] = []
    for first, left, last, right in sorted(runs, key=lambda run: (run[0], run[2], run[1])):
        if found and (found[-1][0], found[-1][2], found[-1][3]) == (first, last, left - 1):
            found[-1] = (*found[-1][:3], right)
        else:
            found.append((first, left, last, right))
    return tuple(found)
