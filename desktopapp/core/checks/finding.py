"""What a check is, what it looks at, and what it finds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Report


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"  # 阻断: must be mended
    EXPLAIN = "explain"  # 需说明: mend it or give a reason
    HINT = "hint"  # 提示
    UNCHECKED = "unchecked"  # 无法核对: a result of its own, never a pass


SEVERITY_WORDS = {Severity.BLOCK: "阻断", Severity.EXPLAIN: "需说明", Severity.HINT: "提示", Severity.UNCHECKED: "无法核对"}


class Span(NamedTuple):
    """A stretch of a text: its key, paragraph from 0, and characters from `start` up to `end`."""

    part: str
    paragraph: int
    start: int
    end: int


class Fix(NamedTuple):
    """A mend that one key applies, never by itself: its words, and what should stand at which place."""

    words: str
    entries: Mapping[str, str]


class Finding(NamedTuple):
    """One thing a check found. `difference` is left minus right; `cells` are all the cells it speaks of, the first to look at first."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    left: Decimal | None = None
    right: Decimal | None = None
    where: Span | None = None
    cause: str = ""
    fix: Fix | None = None
    reason: str = ""  # why it is right all the same, given by a person
    place: str = ""  # the cell that it is named after, where its likely cause put another one first

    @property
    def open(self) -> bool:
        """It still wants something: what blocks always does, 需说明 until a reason is given."""
        return self.severity is Severity.BLOCK or (self.severity is Severity.EXPLAIN and not self.reason)

    @property
    def key(self) -> str:
        """Its name as long as it speaks of the same thing: the rule and the place. A reason given for it is kept under this name."""
        if self.where:
            return f"{self.rule} {self.where.part}:{self.where.paragraph}:{self.where.start}"
        where = self.place or (self.cells[0] if self.cells else "")
        return f"{self.rule} {where}"

    @property
    def difference(self) -> Decimal | None:
        """Left minus right, where there are both."""
        return None if self.left is None or self.right is None else self.left - self.right


class Case(NamedTuple):
    """All a check may look at: the report, the date, last year's report or none, and the office's own rules."""

    report: Report
    today: datetime.date
    last: Report | None = None
    office: OfficeRules = OfficeRules()


class Rule(NamedTuple):
    """A check with its number. `clause` is the rule in the users' words, `source` where it is written, `severity` the gravest it gives.

    `follows` is the rule from which this one is derived: where that one cannot be checked, this one has not been checked either.
    `equations` is how many comparisons it makes in a report; of a rule that the form itself states, the form knows better.
    """

    id: str
    clause: str
    severity: Severity
    source: str
    check: Callable[[Case], Iterable[Finding]]
    follows: str = ""
    equations: int = 1


def rule(
    number: str, severity: Severity, source: str, follows: str = "", equations: int = 1
) -> Callable[[Callable[[Case], Iterable[Finding]]], Rule]:
    """Make a function a Rule: its docstring is the clause."""

    def make(check: Callable[[Case], Iterable[Finding]]) -> Rule:
        return Rule(number, (check.__doc__ or "").strip(), severity, source, check, follows, equations)

    return make
