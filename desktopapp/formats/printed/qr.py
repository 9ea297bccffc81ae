"""A QR code (ISO/IEC 18004, error correction M): as squares for paper, as a picture for Word. Lengths are in twips."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import segno

SIDE = 1944  # 34 mm with the white around it; the code itself is at least 24 mm wide
_QUIET = 4  # modules of white around a code, which the standard demands
_LONGEST = 1200  # bytes; what no scanner of an office would read is cut off
_DOTS = 10  # of a picture, in a module


class Square(NamedTuple):
    """A stretch of dark modules; its place is counted from the middle of the code."""

    x: float
    y: float
    width: int
    height: int


@lru_cache(maxsize=8)
def squares(text: str) -> tuple[Square, ...]:
    """The dark parts of a code, row by row."""
    return tuple(_squares(text))


def picture(text: str) -> bytes:
    """The code with the white around it, as PNG."""
    made = io.BytesIO()
    _code(text).save(made, kind="png", scale=_DOTS, border=_QUIET)
    return made.getvalue()


def _squares(text: str) -> Iterator[Square]:
    matrix = _code(text).matrix
    side = SIDE // (len(matrix) + 2 * _QUIET)
    corner = -side * len(matrix) / 2
    for down, row in enumerate(matrix):
        for dark, run in groupby(range(len(row)), key=row.__getitem__):
            if dark:
                across = list(run)
                yield Square(corner + across[0] * side, corner + down * side, len(across) * side, side)


def _code(text: str) -> segno.QRCode:
    """UTF-8, which scanners guess; of characters that are none, nothing."""
    import segno  # brings the modules of the web along, for the sake of its SVG: loaded for the first code alone

    plain = text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore") or " "
    return segno.make_qr(plain, error="m", encoding="utf-8", boost_error=False)
