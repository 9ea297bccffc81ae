"""This year's numbers beside last year's, cell by cell: difference, per cent, and what is striking. It judges nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.carrying import CARRIED_IN, CARRIED_OUT, counterparts, in_force
from desktopapp.core.form import Cell
from desktopapp.core.report import Report

TIMES = 5  # more than so many times, or less than one part in so many, is striking (domain: XY-5)
LEAST = 10  # below so many pieces (or 万元) a difference is no wonder: 1 and 6 are six times and nothing to look at


class Line(NamedTuple):
    """A cell in both years. `last` is as published: a printed total goes before the computed one.

    `remark` says what to look at, blank for nothing; `note` what is to know of last year's form, where it had no such cell or called it
    otherwise.
    """

    cell: Cell
    last: Decimal | None
    this: Decimal | None
    remark: str = ""
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        """This year's less last year's, where there are both."""
        return None if self.last is None or self.this is None else self.this - self.last

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of last year's, to one decimal; None where last year's is 0 or either is blank."""
        difference = self.difference
        if difference is None or not self.last:
            return None
        return (difference * 100 / self.last).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def striking(self) -> bool:
        """It differs so much that a slip is likely: more than TIMES as much or as little, and by LEAST at the least."""
        difference = self.difference
        if difference is None or self.last is None or self.this is None or abs(difference) < LEAST:
            return False
        return max(self.last, self.this) > TIMES * min(self.last, self.this)


def compare(report: Report, last: Report) -> tuple[Line, ...]:
    """Every cell of the report in both years, in the form's order."""
    known = counterparts(report.form, last.form)
    remarks = _remarks(report, last)
    return tuple(_line(report, last, cell, known.get(cell.address, ""), remarks) for cell in report.form.cells.values())


def _line(report: Report, last: Report, cell: Cell, before: str, remarks: dict[str, str]) -> Line:
    line = Line(cell, last.stated(before) if before else None, report.value(cell.address))
    if not before:
        return line._replace(note=f"{last.form.edition}版表样没有这一格")
    row = last.form.cells[before].row
    note = f"上年表样是“{row.label[-1]}”" if row.key != cell.row.key else ""
    return line._replace(note=note, remark=remarks.get(cell.address) or (strikingly(line) if line.striking else ""))


def strikingly(line: Line) -> str:
    """How a striking number differs, a clause."""
    if not line.last or not line.this:
        return "上年有数，本年为0" if line.last else "上年为0，本年有数"
    return f"本年超过上年的{TIMES}倍" if line.this > line.last else f"本年不到上年的{TIMES}分之一"


def _remarks(report: Report, last: Report) -> dict[str, str]:
    """What does not follow from last year's numbers: 上年结转 (XY-1, its total too) and 现行有效件数 (XY-2)."""
    found: dict[str, str] = {}
    known = counterparts(report.form, last.form)
    for address in (address for address in report.form.cells if address.startswith(f"{CARRIED_IN}.")):
        before = known.get(address.replace(CARRIED_IN, CARRIED_OUT), "")
        carried, this = last.stated(before) if before else None, report.value(address)
        if carried is not None and this is not None and carried != this:
            found[address] = f"与上年结转下年度{number.write(carried)}不一致"
    for offer in in_force(report, last):
        if offer.typed:
            found[offer.address] = f"按上年推算是{number.write(offer.value)}"
    return found
