"""A block of cells, as the clipboard holds it, laid onto a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.clipboard import Rows
from desktopapp.core.form import Table
from desktopapp.core.layout import layout
from desktopapp.core.report import Entry, Report

_NOT_HAN = re.compile("[^\u4e00-\u9fff]")


class Pasted(NamedTuple):
    """What a paste would do.

    `entries` go in; `left_out` are not numbers, by address, and the old value stays; `outside` counts what fell on headings or beyond
    the table; `agreed` and `differed` count the numbers that landed on totals and became control totals; `locked` counts the cells
    of a final that stay as they are; `cleared` those in which a number stood and a blank was pasted; `headed` says that the block came
    with headings of its own.
    """

    entries: Mapping[str, Entry]
    left_out: Mapping[str, str]
    outside: int
    agreed: int
    differed: int
    locked: int = 0
    cleared: int = 0
    headed: bool = False

    @property
    def words(self) -> str:
        """What happened, in one sentence."""
        parts = [f"已粘贴{len(self.entries)}格" + (f"（其中清空{self.cleared}格）" if self.cleared else "")]
        if self.headed:
            parts.append("复制来的表头和行标题没有粘贴")
        if self.locked:
            parts.append(f"{self.locked}格已经定稿，没有改动")
        if self.agreed or self.differed:
            parts.append(f"合计已核对{self.agreed + self.differed}个、不符{self.differed}个")
        if self.outside:
            parts.append(f"{self.outside}个落在表头或表外，没有粘贴")
        if self.left_out:
            shown = "、".join(f"“{raw[:10]}”" for raw in list(self.left_out.values())[:3])
            parts.append(f"{len(self.left_out)}个不是数字，原来的数保留（{shown}{'等' if len(self.left_out) > 3 else ''}）")
        return "，".join(parts) + "。"


def paste(report: Report, table: Table, start: str, block: Rows, selected: Sequence[str] = ()) -> Pasted:
    """Lay a block onto the table, its first cell at `start`; headings that were copied with it are no cells of it.

    As in Excel one value alone fills every cell of `selected`, and a block is repeated over a selection that it fills a whole number
    of times. A square that is None leaves what stands there.
    """
    numbers = without_headings(block, table)
    if numbers != block:
        return paste(report, table, start, numbers, selected)._replace(headed=True)
    if len(block) == 1 and len(block[0]) == 1 and selected:
        return _sorted(report, [(address, block[0][0] or "") for address in selected], 0)
    squares = {(box.row, box.column): box.address for box in layout(table).cells()}
    at = {address: square for square, address in squares.items()}
    down, across = _repeats(block, [at[address] for address in selected])
    top, left = at[start]
    landed: list[tuple[str, str]] = []
    outside = 0
    for (row, column), raw in _repeated(block, down, across):
        address = squares.get((top + row, left + column))
        if raw is not None and address:
            landed.append((address, raw))
        elif raw and raw.strip():
            outside += 1
    return _sorted(report, landed, outside)


def without_headings(block: Rows, table: Table) -> Rows:
    """The block without the rows above and the columns before its first number that hold the table's own captions.

    A block without any number stays as it is, so that it can be said what was no number.
    """
    width = max((len(row) for row in block), default=0)
    square = [[*row, *[None] * (width - len(row))] for row in block]
    captions = _captions(table)
    top = _leading(square, captions)
    left = _leading([list(column) for column in zip(*square[top:], strict=True)], captions)
    kept = [row[left:] for row in square[top:]]
    return kept if (top or left) and kept and kept[0] else block


@cache
def _captions(table: Table) -> frozenset[str]:
    """The words of all the table's headings and rows, however they are numbered and spaced."""
    said = [box.text for box in layout(table).boxes]
    said += [alias for block in table.blocks for line in (*block.columns, *block.rows) for alias in line.aliases]
    return frozenset(filter(None, (_NOT_HAN.sub("", words) for words in said)))


def _leading(lines: Sequence[Sequence[str | None]], captions: frozenset[str]) -> int:
    """How many lines at the beginning are headings; none where no number follows them."""
    for count, line in enumerate(lines):
        if any(map(_is_number, line)) or not any(raw and _NOT_HAN.sub("", raw) in captions for raw in line):
            return count if any(_is_number(raw) for each in lines[count:] for raw in each) else 0
    return 0


def _is_number(raw: str | None) -> bool:
    return raw is not None and number.read(raw, number.Kind.MONEY).value is not None


def _repeats(block: Rows, selected: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How often the block fits into the selection, down and across; once where it does not fill it."""
    rows, columns = {row for row, _ in selected}, {column for _, column in selected}
    height, width = len(block), max((len(row) for row in block), default=0)
    if not height or not width or len(rows) % height or len(columns) % width or len(selected) != len(rows) * len(columns):
        return 1, 1
    return max(len(rows) // height, 1), max(len(columns) // width, 1)


def _repeated(block: Rows, down: int, across: int) -> Iterator[tuple[tuple[int, int], str | None]]:
    """Every square of the block, as often as it is laid."""
    height, width = len(block), max((len(row) for row in block), default=0)
    for again_down, again_across in product(range(down), range(across)):
        for row, cells in enumerate(block):
            for column, raw in enumerate(cells):
                yield (again_down * height + row, again_across * width + column), raw


def _sorted(report: Report, landed: Iterable[tuple[str, str]], outside: int) -> Pasted:
    """Numbers and blanks go in, all else is left out; on a locked report everything is."""
    entries: dict[str, Entry] = {}
    left_out: dict[str, str] = {}
    squares = list(landed)
    if report.locked:
        return Pasted({}, {}, outside, 0, 0, locked=len(squares))
    for address, raw in squares:
        text = raw.strip()
        if number.read(text, report.form.cells[address].kind).fault:
            left_out[address] = text
        else:
            entries[address] = Entry(number.keeping_note(text, report.text(address)))
    after = report.copy()
    after.apply(after.plan(entries))
    totals = [address for address in entries if after.control(address) is not None]
    differed = sum(after.control(address) != after.value(address) for address in totals)
    cleared = sum(not entry.raw and bool(report.text(address)) for address, entry in entries.items())
    return Pasted(entries, left_out, outside, len(totals) - differed, differed, cleared=cleared)
