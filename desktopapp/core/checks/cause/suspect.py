"""A suspicion: a change of few numbers that mends some broken identities and breaks none, how doubtful it is, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.checks.cause.equations import Equations, Number
from desktopapp.core.checks.cells import note_parts
from desktopapp.core.checks.finding import Fix
from desktopapp.core.checks.slip import slip
from desktopapp.core.form import Cell
from desktopapp.core.report import Report

LONGEST = 14  # characters of a row's caption in a sentence


class Suspect(NamedTuple):
    """What may be wrong: the numbers that should stand, the equations this mends, the doubt (0 none; 1 no reason but arithmetic).

    `kind` says what sort of slip it is, `words` what should stand where, a clause; `why` how it came about, blank where one cannot tell;
    `mend` the words on the button, blank where nothing is to be offered. `cells` are to be looked at first.
    """

    kind: str
    change: Mapping[str, Number]
    mended: frozenset[int]
    doubt: float
    words: str
    cells: tuple[str, ...]
    why: str = ""
    mend: str = ""

    @property
    def sentence(self) -> str:
        """What is probably wrong, in one sentence."""
        return f"{'' if self.kind == 'unfilled' else '多半是'}{self.words}{'：' + self.why if self.why else ''}。"

    def fix(self, report: Report) -> Fix | None:
        """The mend, where there is one to offer; notes beside the numbers stay."""
        if not self.mend:
            return None
        entries = {address: number.keeping_note(str(value), report.text(address)) for address, value in self.change.items()}
        return Fix(self.mend, entries)


def name(cell: Cell) -> str:
    """A cell's name, short enough for a sentence: its row's caption without what stands in brackets behind it, and its column's."""
    column = "".join(cell.column.label[1:] or cell.column.label)
    if not cell.row.label:
        return "".join(cell.column.label)
    return f"{row_name(cell)}·{column.removeprefix('法人或其他组织')}"


def row_name(cell: Cell) -> str:
    """A row's caption, short enough for a sentence."""
    caption = cell.row.label[-1]
    if len(caption) > LONGEST:
        ends = [at for mark in "（、" if (at := caption.find(mark, 4)) > 0]
        caption = caption[: min(ends, default=len(caption))]
    return caption


def plausible(change: Mapping[str, Number]) -> bool:
    """No number below 0 and none that is not whole: such a change would only break another rule."""
    return all(isinstance(value, int) and value >= 0 for value in change.values())


def evidence(equations: Equations, address: str, new: Number, last: Mapping[str, Decimal]) -> tuple[float, str]:
    """(doubt, why) of one number that should be another: what speaks for it beside the arithmetic. `last`: what last year's report says
    must stand in a cell."""
    report, old = equations.report, equations.values[address]
    found = slip(Decimal(old), Decimal(new))
    doubt, why = (found.doubt, found.words) if found else (0.8 if abs(new - old) == 1 else 1.0, "")
    if report.form.cells[address].is_sum:
        total = _of_a_total(report, address, old, new)
        if total[0] < doubt:
            doubt, why = total
    known = last.get(address)
    if known is not None:
        if known == old:
            return doubt + 1, why
        if known == new:
            return 0.05, "与上年结转下年度的数不一致"
    parts = note_parts(report.reading(address).note)
    if len(parts) > 1:
        summed = sum(parts, Decimal(0))
        doubt = doubt + 1 if summed == old else doubt * 0.3 if summed == new else doubt
    return doubt, why


def _of_a_total(report: Report, address: str, old: Number, new: Number) -> tuple[float, str]:
    """What slip a wrong total looks like."""
    if not old:
        return 0.3 if new > 1 else 0.6, "总计没有填，还是0"
    addends = report.form.cells[address].addends
    parts = {addend: value for addend in addends if (value := report.stated(addend))}
    if parts.get(addends[0]) == old and report.form.cells[address].row.label:
        return 0.25, f"照抄了{name(report.form.cells[addends[0]])}一格"
    for missed, words in ((new - old, "漏加了"), (old - new, "重复加了")):
        same = [addend for addend, value in parts.items() if value == missed]
        if same:
            which = f"“{name(report.form.cells[same[0]])}”" if len(same) == 1 else "其中一格"
            return 0.3 if abs(missed) > 1 else 0.6, f"{words}{which}的{missed}"
    return 1.0, ""
