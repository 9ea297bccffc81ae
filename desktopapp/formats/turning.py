"""A table that was published lying on its side, its rows as columns, set up again."""

from __future__ import annotations

from collections.abc import Sequence

from desktopapp.formats.blocks import MOST_ROWS, WIDEST, Box


def turned(rows: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """The table with its columns as rows; none where its boxes have no places, or it is longer than a table can be wide."""
    width = max((box.right for row in rows for box in row), default=0)
    if len(rows) > WIDEST or width > MOST_ROWS or any(box.left < 0 for row in rows for box in row):
        return []
    found: list[list[Box]] = [[] for _ in range(width)]
    for place, row in enumerate(rows):
        for box in (one for one in row if not one.held):
            end = place + _height(rows, place, box)
            for column in range(box.left, box.right):
                held = column > box.left
                found[column].append(Box("" if held else box.text, place, end, held))
    return [sorted(row, key=lambda box: box.left) for row in found]


def _height(rows: Sequence[Sequence[Box]], place: int, box: Box) -> int:
    """How many rows the box spans."""
    below = place + 1
    while below < len(rows) and any(one.held and (one.left, one.right) == (box.left, box.right) for one in rows[below]):
        below += 1
    return below - place
