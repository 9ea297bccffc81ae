"""A table's row that was written on one line without tabs: between bars, between commas, or with spaces, as a PDF viewer copies it.

Such a line is a row if all of its pieces are labels, pieces of labels, numbers, or signs that stand in a number's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from desktopapp.formats.labels import words
from desktopapp.formats.shapes import is_number

_LONGEST = 400  # characters of such a line, and of a box that goes on in it
_APART = re.compile(r"\S[\s|｜,]+\S|[|｜]")
_RULE = re.compile(r"[\s|:+=-]{3,}")  # drawn between the headings and the numbers
_SIGN = re.compile(r"[^\w\s]{1,3}|无|不适用")
_WIDE = re.compile(r"\s{2,}|\u3000+")
_COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not one inside quotes
Known = Callable[[str], bool]
Join = Callable[[str, str], bool]


def row_of(line: str, above: str, is_known: Known, join: Join) -> list[str]:
    """The boxes of a line that is a row; none for any other line.

    `above` is the last box of the row above, with which the first may go on; `is_known` tells labels and their beginnings, `join` whether
    two pieces are one label.
    """
    if "\t" in line or len(line) > _LONGEST or not _APART.search(line) or _RULE.fullmatch(line) or is_number(line):
        return []
    above = above if len(above) <= _LONGEST else ""
    for pieces in _ways(line.strip()):
        boxes = _boxes(pieces, above, is_known, join)
        said = [box for box in boxes if box]
        if (len(said) > 1 or (said and "|" in line)) and any(map(words, said)):
            return boxes
    return []


def _ways(text: str) -> Iterator[Sequence[str]]:
    """The line in pieces, in every way in which it may have been put together. Between bars and commas a box may be blank."""
    if "|" in text or "｜" in text:
        yield re.split(r"[|｜]", text.strip("|｜"))
    if "," in text:
        yield [piece.strip().strip('"') for piece in _COMMA.split(text)]
    yield _WIDE.split(text)
    yield text.split()


def _boxes(pieces: Sequence[str], above: str, is_known: Known, join: Join) -> list[str]:
    """The pieces as boxes, a label with spaces in it in one, and a note with its number; none if one may not stand in a table."""
    boxes: list[str] = []
    for piece in map(str.strip, pieces):
        is_note = bool(boxes) and piece.startswith(("（", "(")) and is_number(boxes[-1]) and is_number(boxes[-1] + piece)
        if boxes and piece and (is_note or join(boxes[-1], piece)):
            boxes[-1] += piece
        elif not piece or _fits(piece, is_known) or (not boxes and join(above, piece)):
            boxes.append(piece)
        else:
            return []
    return boxes


def _fits(piece: str, is_known: Known) -> bool:
    return is_known(words(piece)) or _SIGN.fullmatch(piece) is not None or is_number(piece)
