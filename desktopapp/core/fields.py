"""活数字: numbers in a text that follow the tables.

A field stands in a text as `{applications.received.total}`. It may be a sum and difference of cells (`{a+b-c}`) or a rate (`{a/b%}`, of
two decimals at most). Everyone who reads a text sees the value (`Report.said`); the field is for the editor and the project file. What is
in braces and is no such thing stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from desktopapp.core import number

UNFILLED = "【未填】"  # a cell behind the field is blank; a final is not allowed to say so
UNDEFINED = "【分母为0】"  # a rate of nothing
_SUM = r"[a-z_]+(?:\.[a-z_]+){2}(?:[+-][a-z_]+(?:\.[a-z_]+){2})*"
_FIELD = re.compile(rf"\{{(?P<whole>{_SUM})(?:/(?P<part>{_SUM})%)?\}}")
_TERM = re.compile(r"([+-]?)([a-z_.]+)")

Numbers = Callable[[str], Decimal | None]


class Field(NamedTuple):
    """A field of a text: characters from `start` up to `end`, and what stands between its braces."""

    start: int
    end: int
    words: str


class Piece(NamedTuple):
    """A stretch of a text as it is read; `field` is what stands between the braces of the field it comes from, blank for typed words."""

    text: str
    field: str = ""


def fields(text: str, cells: Container[str]) -> Iterator[Field]:
    """The fields of a text, in order; `cells` are the addresses that there are."""
    if "{" not in text:
        return
    for match in _FIELD.finditer(text):
        words = match[0][1:-1]
        if all(address in cells for address in addresses(words)):
            yield Field(match.start(), match.end(), words)


def addresses(words: str) -> tuple[str, ...]:
    """The cells that a field reads."""
    return tuple(address for side in words.removesuffix("%").split("/") for _, address in _TERM.findall(side))


def pieces(text: str, cells: Container[str], numbers: Numbers) -> Iterator[Piece]:
    """A text as it is read, typed words and values in turn; `numbers` gives a cell's number, None where it is blank."""
    done = 0
    for found in fields(text, cells):
        if found.start > done:
            yield Piece(text[done : found.start])
        yield Piece(value(found.words, numbers), found.words)
        done = found.end
    if done < len(text):
        yield Piece(text[done:])


def value(words: str, numbers: Numbers) -> str:
    """What a field says."""
    whole, _, part = words.removesuffix("%").partition("/")
    one = _sum(whole, numbers)
    if not part:
        return UNFILLED if one is None else number.write(one)
    other = _sum(part, numbers)
    if one is None or other is None:
        return UNFILLED
    if not other:
        return UNDEFINED
    rate = (one * 100 / other).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rate:f}".rstrip("0").rstrip(".") + "%"


def written(words: str) -> str:
    """A field as it stands in a text."""
    return f"{{{words}}}"


def readdressed(words: str, addresses: Mapping[str, str]) -> str:
    """What stands between a field's braces, with other addresses for its cells."""
    return _TERM.sub(lambda term: f"{term[1]}{addresses[term[2]]}", words)


def _sum(words: str, numbers: Numbers) -> Decimal | None:
    total = Decimal(0)
    for sign, address in _TERM.findall(words):
        addend = numbers(address)
        if addend is None:
            return None
        total += -addend if sign == "-" else addend
    return total
