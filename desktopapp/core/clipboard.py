"""What the clipboard holds, as rows of cells: tab-separated text, or the table of a web page, a spreadsheet or a Word file as HTML."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import product

Rows = Sequence[Sequence[str | None]]  # None: no cell stands there, for one above or left of it is merged over it
WIDEST = 1000  # squares; a span that says more is nonsense
Row = list[tuple[str, int, int]]  # each cell's words, and how many rows and columns it takes
_NOT_SHOWN = frozenset({"style", "script", "title", "head"})


def rows_of(text: str, html: str = "") -> Rows:
    """The clipboard's cells; none where there is nothing. A table in HTML goes before the text.

    Word parts the paragraphs of one cell by line ends in its text, so that cells can be told apart by its HTML alone.
    """
    table = _Table()
    if "<t" in html.lower():
        table.feed(html)
        table.close()
    return table.rows() or rows_of_text(text)


def rows_of_text(text: str) -> list[list[str]]:
    """The cells of tab-separated text; a cell with line ends stands in quotation marks."""
    if not text.strip("\r\n"):
        return []
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(plain), delimiter="\t")]


class _Table(HTMLParser):
    """Collects the cells of every table, one below the other; of nested tables only the innermost, for the others are layout."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[list[Row]] = []
        self._open: list[list[Row]] = []
        self._layout: list[list[Row]] = []  # open tables that hold another
        self._words: list[str] | None = None
        self._rows, self._columns = 1, 1
        self._hidden = 0

    def rows(self) -> Rows:
        """Every table's squares."""
        return [row for table in self._done for row in _squares(table)]

    def close(self) -> None:
        super().close()
        while self._open:
            self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._hidden += 1
        elif tag == "table":
            self._words = None
            self._layout += self._open[-1:]
            self._open.append([])
        elif tag == "tr":
            self._begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            if not self._open or not self._open[-1]:
                self._begin_row()
            self._words = []
            given = dict(attrs)
            self._rows, self._columns = _span(given.get("rowspan")), _span(given.get("colspan"))
        elif tag in ("br", "p", "div") and self._words:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._hidden:
            self._words.append(data)

    def _begin_row(self) -> None:
        self._end_cell()
        if not self._open:
            self._open.append([])  # a fragment may begin inside its table
        self._open[-1].append([])

    def _end_cell(self) -> None:
        if self._words is not None:
            self._open[-1][-1].append((" ".join("".join(self._words).split()), self._rows, self._columns))
        self._words = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._open.pop() if self._open else []
        rows = [row for row in table if row]
        if rows and not any(table is layout for layout in self._layout):
            self._done.append(rows)


def _squares(table: list[Row]) -> list[list[str | None]]:
    """Each cell's words at its first square, None where it is merged over others."""
    taken: dict[tuple[int, int], str | None] = {}
    for down, row in enumerate(table):
        across = 0
        for words, rows, columns in row:
            while (down, across) in taken:
                across += 1
            area = product(range(down, min(down + rows, len(table))), range(across, across + columns))
            taken |= dict.fromkeys(area, None)
            taken[down, across] = words
            across += columns
    width = 1 + max((across for _, across in taken), default=-1)
    return [[taken.get((down, across)) for across in range(width)] for down in range(len(table))]


def _span(text: str | None) -> int:
    return min(max(int(text), 1), WIDEST) if text and text.strip().isdecimal() else 1
