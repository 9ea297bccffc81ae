"""Rows that a page break went through, put together again: a label begins above the break and ends below it.

Only labels tell that two rows are one. A file may say nothing of it: a row's bottom line is drawn on both pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from desktopapp.core.form import Form
from desktopapp.formats.blocks import Box
from desktopapp.formats.labels import labels, words

Row = Sequence[Box]


def mended(form: Form, rows: Sequence[Row]) -> list[Row]:
    """The rows, those that are the rest of the row above joined to it, and captions that span rows whole again."""
    known = _known(form)
    whole: list[Row] = []
    for row in rows:
        row = _with_captions_joined(known, whole, row)
        if whole and _is_rest(known, whole[-1], row):
            whole[-1] = _one(whole[-1], row)
        else:
            whole.append(row)
    return whole


@lru_cache(maxsize=8)
def _known(form: Form) -> frozenset[str]:
    tables = [labels(table) for table in form.tables.values()]
    return frozenset(label for one in tables for label in (*one.captions, *one.corners, *one.heads, *one.groups, *one.rows))


def _is_end(known: frozenset[str], above: str, below: str) -> bool:
    """The two are one label, of which the lower text is only the end."""
    end = words(below)
    return bool(end and words(above)) and end not in known and words(above + below) in known


def _is_rest(known: frozenset[str], above: Row, row: Row) -> bool:
    """Every box of the row stands under one as wide, and goes on with its label or is the only one of the two that says anything."""
    upper = _by_place(above)
    has_end = False
    for box in row:
        partner = upper.get((box.left, box.right))
        if box.left < 0 or partner is None:
            return False
        if box.text.strip() and partner.text.strip():
            if not _is_end(known, partner.text, box.text):
                return False
            has_end = True
    return has_end


def _one(above: Row, row: Row) -> Row:
    rest = _by_place(row)
    return [box._replace(text="\n".join(filter(str.strip, (box.text, rest[box.left, box.right].text))))
            if (box.left, box.right) in rest else box for box in above]  # fmt: skip


def _by_place(row: Row) -> Mapping[tuple[int, int], Box]:
    return {(box.left, box.right): box for box in row}


def _with_captions_joined(known: frozenset[str], above: list[Row], row: Row) -> Row:
    """The row, with the end of a caption that spans rows taken up to where the caption begins."""
    joined = list(row)
    for place, box in enumerate(row):
        if not box.text.strip() or box.held or box.left < 0 or words(box.text) in known:
            continue
        beginning = _beginning(above, box)
        if beginning is not None and beginning[0] < len(above) - 1 and _is_end(known, beginning[1].text, box.text):
            line, start = beginning
            above[line] = [one._replace(text=f"{one.text}\n{box.text}") if one is start else one for one in above[line]]
            joined[place] = box._replace(text="", held=True)
    return joined


def _beginning(above: Sequence[Row], box: Box) -> tuple[int, Box] | None:
    """Where the box that spans rows down to this one begins, and that box."""
    for line in range(len(above) - 1, -1, -1):
        one = _by_place(above[line]).get((box.left, box.right))
        if one is None:
            return None
        if not one.held:
            return (line, one) if one.text.strip() else None
    return None
