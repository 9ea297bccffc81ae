"""Reads the text of a report, as an extractor or the clipboard left it.

Tables have been written down in three ways, and a file may mix them:

    a box a line      each line begins with a tab; a line without one goes on with the box above; a blank line ends the row
    a row a line      the boxes are separated by tabs
    bare lines        no tabs at all: a label begins a row, the values follow, and a blank box is lost, so that its row is not read

A label that was broken over lines is put together again. Every other line without tabs is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktopapp.core import number
from desktopapp.core.files import NotUnderstood, read_bytes
from desktopapp.core.form import Form
from desktopapp.formats import outline
from desktopapp.formats.assembling import Block, Grid, Paragraph, assemble, clean, newest
from desktopapp.formats.incoming import Incoming
from desktopapp.formats.matching import labels, words

LARGEST = 2 * 1024 * 1024  # bytes; a city's report has 100 kB
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_NO_NUMBER = re.compile(r"[^\w\s]{1,3}|无|[0-9][0-9A-Za-z.,]{0,20}")  # what may stand in a box all the same
_LONGEST_BOX = 1000  # characters; what goes on after that is not a box


def read(path: Path, forms: Mapping[str, Form]) -> Incoming:
    """Read a text file. Raises CannotRead, NotUnderstood."""
    text = _decoded(read_bytes(path, LARGEST), path.name)
    return assemble(list(_blocks(text, newest(forms))), path.name, forms)


def _decoded(content: bytes, name: str) -> str:
    """The text, in the encoding that the file's first bytes name, or else the first that fits; stray control characters are left out."""
    encodings = next(([encoding] for mark, encoding in _MARKS.items() if content.startswith(mark)), ["utf-8", "gb18030"])
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = _CONTROL.sub("", text)
        if "\0" not in text and (len(text) - len(plain)) * 100 <= len(text):
            return plain
    raise NotUnderstood(f"“{name}”不是文本文件，或者文字编码认不出来。请用记事本打开它，另存为UTF-8编码后再导入。")


def _blocks(text: str, form: Form) -> Iterator[Block]:
    """Paragraphs and tables, in their order."""
    vocabulary = _vocabulary(form)
    table = _TableText(vocabulary)
    for line in _LINE_END.split(text):
        if not line.strip() and "\t" not in line:
            table.end_row()
            continue
        is_heading = outline.may_head(form, clean(line))
        if is_heading or not table.take(line):
            if table.rows:
                yield Grid(table.rows, table.lines)
                table = _TableText(vocabulary)
            if is_heading or not table.take(line):
                yield Paragraph(line)
    if table.rows:
        yield Grid(table.rows, table.lines)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of all labels of the form, of those that head columns, and all that a label may begin with."""

    labels: frozenset[str]
    heads: frozenset[str]
    beginnings: frozenset[str]

    def join(self, above: str, below: str) -> bool:
        """The two are one label that was broken."""
        return bool(words(below)) and not words(above).isdigit() and bool(words(above)) and words(above + below) in self.beginnings


@lru_cache(maxsize=8)
def _vocabulary(form: Form) -> _Vocabulary:
    known = [labels(table) for table in form.tables.values()]
    said = frozenset(label for one in known for label in (*one.captions, *one.corners, *one.heads, *one.groups, *one.rows))
    heads = frozenset(head for one in known for head in one.heads)
    return _Vocabulary(said, heads, frozenset(label[:end] for label in said for end in range(2, len(label) + 1)))


class _TableText:
    """The lines of one table, as they come."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self.rows: list[list[str]] = []
        self.lines: list[str] = []
        self._vocabulary = vocabulary
        self._open = False  # the next box belongs to the last row
        self._bare = False  # the last row is of lines without tabs

    def end_row(self) -> None:
        """A blank line."""
        self._open = False

    def take(self, line: str) -> bool:
        """Add a line; False for one that does not belong to the table."""
        taken = self._boxes(line.split("\t")) if "\t" in line else self._goes_on(line) or self._label_or_value(line)
        if taken:
            self.lines.append(line)
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
    return number.read(line, number.Kind.MONEY).value is not None or _NO_NUMBER.fullmatch(line.strip()) is not None
