"""A block of text cells, as the clipboard holds it, laid onto a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Table
from desktopapp.core.layout import layout
from desktopapp.core.report import Entry, Report


class Pasted(NamedTuple):
    """What a paste would do.

    `entries` go in; `left_out` are not numbers, by address, and the old value stays; `outside` counts what fell on headings or beyond
    the table; `agreed` and `differed` count the numbers that landed on totals and became control totals.
    """

    entries: Mapping[str, Entry]
    left_out: Mapping[str, str]
    outside: int
    agreed: int
    differed: int

    @property
    def words(self) -> str:
        """What happened, in one sentence."""
        parts = [f"已粘贴{len(self.entries)}格"]
        if self.agreed or self.differed:
            parts.append(f"合计已核对{self.agreed + self.differed}个、不符{self.differed}个")
        if self.outside:
            parts.append(f"{self.outside}个落在表头或表外，没有粘贴")
        if self.left_out:
            shown = "、".join(f"“{raw[:10]}”" for raw in list(self.left_out.values())[:3])
            parts.append(f"{len(self.left_out)}个不是数字，原来的数保留（{shown}{'等' if len(self.left_out) > 3 else ''}）")
        return "，".join(parts) + "。"


def rows_of(text: str) -> list[list[str]]:
    """The cells of tab-separated text, as spreadsheets and word processors put it on the clipboard; none for blank text."""
    if not text.strip("\r\n"):
        return []
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(plain), delimiter="\t")]


def paste(report: Report, table: Table, start: str, block: Sequence[Sequence[str]], fill: Sequence[str] = ()) -> Pasted:
    """Lay a block onto the table, its first cell at `start`. One value alone fills all cells of `fill`, if there are any."""
    if fill and len(block) == 1 and len(block[0]) == 1:
        return _sorted(report, [(address, block[0][0]) for address in fill], 0)
    boxes = {(box.row, box.column): box.address for box in layout(table).cells()}
    top, left = next(square for square, address in boxes.items() if address == start)
    landed: list[tuple[str, str]] = []
    outside = 0
    for down, row in enumerate(block):
        for across, raw in enumerate(row):
            address = boxes.get((top + down, left + across))
            if address:
                landed.append((address, raw))
            elif raw.strip():
                outside += 1
    return _sorted(report, landed, outside)


def _sorted(report: Report, landed: Iterable[tuple[str, str]], outside: int) -> Pasted:
    """Numbers and blanks go in, all else is left out."""
    entries: dict[str, Entry] = {}
    left_out: dict[str, str] = {}
    for address, raw in landed:
        text = raw.strip()
        if number.read(text, report.form.cells[address].kind).fault:
            left_out[address] = text
        else:
            entries[address] = Entry(text)
    after = report.copy()
    after.apply(after.plan(entries))
    totals = [address for address in entries if after.control(address) is not None]
    differed = sum(after.control(address) != after.value(address) for address in totals)
    return Pasted(entries, left_out, outside, len(totals) - differed, differed)
