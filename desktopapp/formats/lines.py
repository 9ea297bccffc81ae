"""Tables that were written down as lines of text. It has been done in three ways, and a file may mix them:

    a box a line      each line begins with a tab; a line without one goes on with the box above; a blank line ends the row
    a row a line      the boxes are separated by tabs
    bare lines        no tabs at all: a label begins a row, the values follow, and a blank box is lost, so that its row is not read

A row on a line may also have its boxes apart by bars, commas or spaces (`row_lines`).

A label that was broken over lines is put together again. Every other line without tabs is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktopapp.core import number
from desktopapp.core.form import Form
from desktopapp.formats import outline
from desktopapp.formats.blocks import Block, Box, Grid, Paragraph
from desktopapp.formats.labels import labels, words
from desktopapp.formats.row_lines import row_of
from desktopapp.formats.shapes import is_number

_RESIDUE = re.compile(r"\[bookmark: ?[^\[\]\n]{0,80}\]")  # what a text extractor leaves of Word's bookmarks
_NO_NUMBER = re.compile(r"[^\w\s]{1,3}|无|[0-9][0-9A-Za-z.,]{0,20}")  # what may stand in a box all the same
_LONGEST_BOX = 1000  # characters; what goes on after that is not a box


def clean(text: str) -> str:
    """A text without what an extractor left of bookmarks."""
    return _RESIDUE.sub("", text)


def residue(text: str) -> list[str]:
    """What an extractor left of bookmarks."""
    return _RESIDUE.findall(text)


def blocks_of(lines: Iterable[str], forms: Mapping[str, Form]) -> Iterator[Block]:
    """Paragraphs and tables, in their order."""
    vocabulary = _vocabulary(forms)
    table = _TableText(vocabulary)
    for line in lines:
        if not line.strip() and "\t" not in line:
            table.end_row()
            continue
        is_heading = any(outline.may_head(form, clean(line)) for form in forms.values())
        if is_heading or not table.take(line):
            if table.rows:
                yield table.grid()
                table = _TableText(vocabulary)
            if is_heading or not table.take(line):
                yield Paragraph(line)
    if table.rows:
        yield table.grid()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of all labels of the forms, of those that head columns, and all that a label may begin with."""

    labels: frozenset[str]
    heads: frozenset[str]
    beginnings: frozenset[str]

    def may_begin(self, label: str) -> bool:
        """These words are a label, or its beginning."""
        return label in self.labels or label in self.beginnings

    def join(self, above: str, below: str) -> bool:
        """The two are one label that was broken."""
        return bool(words(below)) and not words(above).isdigit() and bool(words(above)) and words(above + below) in self.beginnings


def _vocabulary(forms: Mapping[str, Form]) -> _Vocabulary:
    known = [labels(table) for form in forms.values() for table in form.tables.values()]
    said = frozenset(label for one in known for label in (*one.captions, *one.corners, *one.heads, *one.groups, *one.rows))
    heads = frozenset(head for one in known for head in one.heads)
    return _Vocabulary(said, heads, frozenset(label[:end] for label in said for end in range(2, len(label) + 1)))


class _TableText:
    """The lines of one table, as they come."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self.rows: list[list[str]] = []
        self._lines: list[str] = []
        self._vocabulary = vocabulary
        self._open = False  # the next box belongs to the last row
        self._bare = False  # the last row is of lines without tabs

    def grid(self) -> Grid:
        """The table."""
        return Grid([[Box(text) for text in row] for row in self.rows], [Paragraph(line) for line in self._lines if line.strip()])

    def end_row(self) -> None:
        """A blank line."""
        self._open = False

    def take(self, line: str) -> bool:
        """Add a line; False for one that does not belong to the table."""
        last, vocabulary = self.rows[-1][-1] if self.rows else "", self._vocabulary
        boxes = line.split("\t") if "\t" in line else row_of(line, last, vocabulary.may_begin, vocabulary.join)
        taken = self._boxes(boxes) if boxes else self._goes_on(line) or self._label_or_value(line)
        if taken:
            self._lines.append(line)
        return taken

    def _boxes(self, boxes: list[str]) -> bool:
        is_one = len(boxes) == 2 and not boxes[0]
        if is_one and self._open:
            self.rows[-1].append(boxes[1])
        elif self.rows and not is_one and self._vocabulary.join(self.rows[-1][-1], boxes[0]):
            self.rows[-1][-1] += "\n" + boxes[0]
            self.rows[-1] += boxes[1:]
        else:
            self.rows.append(boxes[1:] if is_one else boxes)
        self._open, self._bare = is_one, False
        return True

    def _goes_on(self, line: str) -> bool:
        """The line goes on with the last box: the label was broken, or the box has two lines."""
        last = self.rows[-1][-1] if self.rows else ""
        if not self.rows or len(last) > _LONGEST_BOX:
            return False
        is_complete = number.read(last, number.Kind.MONEY).value is not None and not re.match(r"\s*[（(0-9]", line)
        if self._vocabulary.join(last, line) or (self._open and not is_complete):
            self.rows[-1][-1] += "\n" + line
            return True
        return False

    def _label_or_value(self, line: str) -> bool:
        """Without tabs, a label that stands alone begins a row, and what follows it and may be a value belongs to it."""
        said = words(line)
        if said in self._vocabulary.labels or (self.rows and said in self._vocabulary.beginnings):
            self.rows.append([line])
            self._bare = True
        elif not self._bare or not _may_be_value(line):
            return False
        elif words(self.rows[-1][-1]) in self._vocabulary.heads:
            self.rows.append([line])  # the first value of a table without captions, under its headings
        else:
            self.rows[-1].append(line)
        return True


def _may_be_value(line: str) -> bool:
    return is_number(line) or _NO_NUMBER.fullmatch(line.strip()) is not None
