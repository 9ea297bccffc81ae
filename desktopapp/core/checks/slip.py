"""Slips of writing: how one number can have become another on the way from the ledger to the cell."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

_OF_ONE = 0.55  # doubt where one digit is all that two numbers have in common: many numbers have


class Slip(NamedTuple):
    """A way in which a wrong number comes from the right one: words for the user, and how likely it is, 0 (surely) to 1 (no reason)."""

    words: str
    doubt: float


def slip(wrong: Decimal, right: Decimal) -> Slip | None:
    """How `wrong` was written for `right`; None where the two are only different. Both are whole and not negative."""
    if wrong == right or min(wrong, right) < 0 or wrong != int(wrong) or right != int(right):
        return None
    typed, meant = str(int(wrong)), str(int(right))
    if len(typed) == len(meant) and _exchanged(typed, meant):
        return Slip("两个数字写颠倒了", 0.1)
    if right and typed == meant + "0":
        return Slip("多写了一个0", 0.15)
    if wrong and meant == typed + "0":
        return Slip("少写了一个0", 0.15)
    if right and len(typed) == len(meant) + 1 and _one_more(typed, meant):
        return Slip("多写了一位数字", 0.35 if len(meant) > 1 else _OF_ONE)
    if wrong and len(meant) == len(typed) + 1 and _one_more(meant, typed):
        return Slip("少写了一位数字", 0.35 if len(typed) > 1 else _OF_ONE)
    if len(typed) > 1 and len(typed) == len(meant) and sum(one != other for one, other in zip(typed, meant, strict=True)) == 1:
        return Slip("写错了一位数字", 0.55)
    return None


def _exchanged(one: str, other: str) -> bool:
    """Two digits have changed places, neighbours or the ends of a short number."""
    apart = [place for place in range(len(one)) if one[place] != other[place]]
    return len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _one_more(longer: str, shorter: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
