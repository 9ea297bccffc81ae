"""What a reader hands over: a file's paragraphs, tables and other things, in the order in which they stand. No knowledge of the form.

A table is rows of boxes. A box that spans columns stands once; in the rows below a box that spans rows stands a blank one that is `held`.
Blocks travel from the child process that parses a file as JSON, so they are made of lists, texts and numbers alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

WIDEST, MOST_ROWS = 200, 3000  # of a table: the form's widest has 15 columns, its longest 28 rows
MOST_BOXES, MOST_CHARACTERS, MOST_BLOCKS = 60_000, 3_000_000, 30_000  # of a file: a province's report has 1,000 boxes and 200 kB

PAGE_TITLE = "网页标题"  # an aside: what stands in the browser's window, not on the page
SHEET = "附页"  # an aside: a sheet that this program prints or writes beside the report
CUT_ROW, CUT_TABLE = "网页末尾不完整的一行", "表格超出纸面"  # asides: what the file should hold and does not

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Box(NamedTuple):
    """A box of a table: its text, the columns it covers (from `left` up to but not `right`; -1 where nothing tells), and whether it is
    only the rest of a box that began in a row above."""

    text: str
    left: int = -1
    right: int = -1
    held: bool = False


class Span(NamedTuple):
    """A box as it is written down in most formats: its text and how many columns and rows it covers. Nought rows: to the last one."""

    text: str
    columns: int = 1
    rows: int = 1


class Paragraph(NamedTuple):
    """A paragraph that is not blank. `inside` names the containers around it, outermost first, where the file has any."""

    text: str
    inside: tuple[int, ...] = ()


class Aside(NamedTuple):
    """What is neither words of the report nor a table, such as 图片, 脚注, 页眉: what it is, and what it says."""

    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `otherwise` is the same as paragraphs and inner tables, should it only be there for the layout."""

    rows: Sequence[Sequence[Box]]
    otherwise: Sequence[Block] = ()
    inside: tuple[int, ...] = ()

    @property
    def inner(self) -> Iterator[Grid]:
        """The tables inside its boxes."""
        return (block for block in self.otherwise if isinstance(block, Grid))


Block = Paragraph | Grid | Aside


class TooMuch(ValueError):
    """A file has more in it than any report."""


def visible(text: str) -> str:
    """A text without its characters that nobody sees: zero-width spaces inside a number, direction marks, control characters."""
    return _INVISIBLE.sub("", text)


def raised(text: str) -> str:
    """A text in superscript: the mark of a footnote must not become a number's last digit."""
    return text.translate(_SUPERSCRIPT)


def lowered(text: str) -> str:
    """A text in subscript."""
    return text.translate(_SUBSCRIPT)


def paragraphs(text: str, inside: tuple[int, ...] = ()) -> Iterator[Paragraph]:
    """The lines of a text that are not blank."""
    return (Paragraph(line, inside) for line in text.split("\n") if line.strip())


def otherwise(rows: Iterable[Iterable[Span]]) -> list[Block]:
    """The boxes of a table as paragraphs, for a format whose tables have none inside."""
    return [paragraph for row in rows for span in row for paragraph in paragraphs(span.text)]


def box_of(found: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """The text of a box that holds these blocks, and the blocks. A table that is only a frame around one text is that text."""
    texts = [block.text.replace("\t", " ") for block in found if isinstance(block, Paragraph)]
    if not texts and len(found) == 1 and isinstance(frame := found[0], Grid) and not any(frame.inner):
        inner = [box.text for row in frame.rows for box in row if box.text.strip()]
        if len(inner) == 1:
            return inner[0], [*paragraphs(inner[0])]
    return "\n".join(texts), found


def squared(rows: Sequence[Sequence[Span]]) -> list[list[Box]]:
    """Boxes put to the columns they cover, as a browser does it: each goes to the first column that no box from above reaches into.

    Absurd spans are cut to WIDEST columns and to the table's rows.
    """
    squares: list[list[Box]] = []
    held: list[tuple[int, int, int]] = []  # left, right, and the row in which it ends
    for index, row in enumerate(rows[:MOST_ROWS]):
        above = sorted(reach[:2] for reach in held if reach[2] > index)
        held = [reach for reach in held if reach[2] > index]
        boxes: list[Box] = []
        column = 0
        for span in row:
            while above and above[0][0] <= column:
                left, right = above.pop(0)
                boxes.append(Box("", left, right, held=True))
                column = max(column, right)
            right = min(column + max(span.columns, 1), WIDEST)
            # What lies beyond the widest table is kept, on its edge: a lost box would shift those behind it.
            boxes.append(Box(span.text, column, right))
            if span.rows != 1 and column < right:
                held.append((column, right, index + span.rows if span.rows > 0 else len(rows)))
            column = right
        boxes += [Box("", left, right, held=True) for left, right in above]
        squares.append(boxes)
    return squares


def limited(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, no more than a report may have; raises TooMuch."""
    kept: list[Block] = []
    boxes = characters = count = 0
    for block in blocks:
        for one in _all(block):
            count += 1
            if isinstance(one, Grid):
                boxes += sum(map(len, one.rows))
                characters += sum(len(box.text) for row in one.rows for box in row)
            else:
                characters += len(one.text)
        if boxes > MOST_BOXES or characters > MOST_CHARACTERS or count > MOST_BLOCKS:
            raise TooMuch
        kept.append(block)
    return kept


def dumps(blocks: Iterable[Block]) -> str:
    """Blocks as JSON."""
    return json.dumps([_data(block) for block in blocks], ensure_ascii=True, separators=(",", ":"))


def from_data(data: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Blocks from parsed JSON; raises ValueError, KeyError or TypeError for what is none."""
    return [_block(one) for one in data]


def _all(block: Block) -> Iterator[Block]:
    waiting = [block]
    while waiting:
        block = waiting.pop()
        yield block
        if isinstance(block, Grid):
            waiting += block.otherwise


def _data(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        rows = [[list(box) for box in row] for row in block.rows]
        return {"kind": "grid", "rows": rows, "otherwise": [_data(one) for one in block.otherwise], "inside": block.inside}
    kind = "aside" if isinstance(block, Aside) else "paragraph"
    return {"kind": kind, **block._asdict()}


def _block(data: Mapping[str, Any]) -> Block:
    return _KINDS[data["kind"]](data)


def _grid(data: Mapping[str, Any]) -> Grid:
    rows = [[Box(str(text), int(left), int(right), bool(held)) for text, left, right, held in row] for row in data["rows"]]
    return Grid(rows, [_block(one) for one in data["otherwise"]], _inside(data))


def _inside(data: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(int(one) for one in data["inside"])


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Block]] = {
    "grid": _grid,
    "aside": lambda data: Aside(str(data["what"]), str(data["text"])),
    "paragraph": lambda data: Paragraph(str(data["text"]), _inside(data)),
}
