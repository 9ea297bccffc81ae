"""What a paragraph claims: the records that reading it gives."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core.claims.meaning import Roles
from desktopapp.core.claims.numerals import Numeral


class Said(StrEnum):
    """How a number is said."""

    NUMBER = "number"  # 12件
    ZERO = "zero"  # 未收到、无、没有
    ALL = "all"  # 2件，均为自然人申请


class Claim(NamedTuple):
    """A number with what it is about. `roles` are the ways to understand it, each a sum of roles; characters from `start` up to `end`
    say the number, from `clause_start` up to `clause_end` its clause. `scope` and `time` are the words that it stands under, `siblings`
    numbers beside it that the table may count with it; `reviewer`: it may be the organ's own work as 复议机关."""

    said: Said
    roles: Roles
    numeral: Numeral
    start: int
    end: int
    clause_start: int
    clause_end: int
    scope: str = ""
    time: str = ""
    siblings: tuple[Decimal, ...] = ()
    reviewer: bool = False

    @property
    def value(self) -> Decimal:
        """The number that is said."""
        return self.numeral.value

    @property
    def role(self) -> str:
        """The first of its roles, blank for a number without a cell."""
        return self.roles[0][0] if self.roles else ""


class Count(NamedTuple):
    """Any number in a sentence, a claim or not. `label` is the words before it in its clause, `whole` the position in the sentence's counts
    of what 其中 divides here, -1 for none."""

    numeral: Numeral
    label: str
    whole: int
    role: str
    channel: bool
    money_for_processing: bool


class Closed(NamedTuple):
    """均已办结, 全部答复, 办结率100%: of `base` (a role, and the number that was said). `timely`: said of those that were due; `foreign`:
    the sentence speaks of what has no cell; `carries`: it says that something is carried out."""

    start: int
    end: int
    base: str
    base_value: Decimal | None
    rate: bool
    timely: bool
    foreign: bool
    carries: bool
    scope: str
    time: str


class Rate(NamedTuple):
    """办结率98.2%."""

    numeral: Numeral
    scope: str
    time: str


class Share(NamedTuple):
    """15件，占42.86%: the percentage, and the number it is of."""

    numeral: Numeral
    part: Numeral
    part_is_claim: bool
    role: str


class Change(NamedTuple):
    """同比增长12%, 较上年减少3件: the signed number, and the claim or roles that changed."""

    numeral: Numeral
    sign: int
    roles: Roles
    value: Decimal | None
    against: str  # the year it is compared with, where one is named
    scope: str
    time: str


class Sentence(NamedTuple):
    """What a sentence says, characters from `start` up to `end`."""

    start: int
    end: int
    claims: tuple[Claim, ...]
    counts: tuple[Count, ...]
    closed: tuple[Closed, ...]
    rates: tuple[Rate, ...]
    shares: tuple[Share, ...]
    changes: tuple[Change, ...]
