"""Last year's numbers, for the rules that look back: whether they can be relied on, and what stood in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from desktopapp.core import number
from desktopapp.core.carrying import CARRIED_IN, CARRIED_OUT, counterparts
from desktopapp.core.checks.finding import Case, Finding, Fix, Severity
from desktopapp.core.checks.reasons import known
from desktopapp.core.comparing import Line, strikingly
from desktopapp.core.form import Cell, Form
from desktopapp.core.report import Report

NONE_AT_HAND = "没有上年年报，无法核对。"


def other_organ(case: Case) -> Finding | None:
    """XY-6: last year's report bears another organ's name. A reason given for it names the predecessor, and the years are compared."""
    last, ours = case.last, _plain(case.report.organ)
    theirs = _plain(last.organ) if last else ""
    if not last or not ours or not theirs or ours.endswith(theirs) or theirs.endswith(ours):
        return None
    message = f"上年年报的单位是“{last.organ}”，本单位是“{case.report.organ}”。更名、合并的请写明前身机关，拿错文件的请换上年年报。"
    return Finding("XY-6", Severity.EXPLAIN, message)


def trouble(case: Case) -> str:
    """Why nothing can be compared with last year, a sentence; blank where it can."""
    if case.last is None:
        return NONE_AT_HAND
    year, before = case.report.year, case.last.year
    if year and before and before != year - 1:
        return f"作为上年年报的是{before}年度的，本年是{year}年度，无法核对。"
    finding = other_organ(case)
    if finding and not known(case.report, finding)[1]:
        return f"上年年报的单位是“{case.last.organ}”，不是本单位，无法核对。"
    return ""


def usable(case: Case) -> Report | None:
    """Last year's report where the two can be compared."""
    return None if trouble(case) else case.last


def before(report: Report, last: Report, address: str) -> Decimal | None:
    """What last year's report stated in the cell, a printed total before a computed one; None where it had no such cell or left a blank."""
    known_as = counterparts(report.form, last.form).get(address, "")
    return last.stated(known_as) if known_as and last.complete(known_as) else None


@lru_cache(maxsize=8)
def carried_columns(form: Form) -> tuple[tuple[Cell, str], ...]:
    """Each cell of 上年结转, with the address of 结转下年度继续办理 in its column."""
    cells = form.cells.values()
    return tuple((cell, f"{CARRIED_OUT}.{cell.column.key}") for cell in cells if cell.address.startswith(f"{CARRIED_IN}."))


def unchecked(rule: str, why: str, cells: Iterable[str] = ()) -> Iterator[Finding]:
    """The one finding of a rule that says what could not be checked."""
    yield Finding(rule, Severity.UNCHECKED, why, tuple(cells))


def jump(rule: str, line: Line) -> Finding:
    """The finding that a number is many times last year's, or a small part of it."""
    how = f"，{strikingly(line)}" if line.last and line.this else ""
    words = f"上年{number.write(line.last)}，本年{number.write(line.this)}{how}，请核对后说明原因。"
    return Finding(rule, Severity.EXPLAIN, f"{line.cell.label}：{words}", (line.cell.address,), line.this, line.last)


def mended(report: Report, address: str, right: Decimal) -> Fix:
    """The mend that writes the right number into a cell; its note stays."""
    words = number.write(right)
    return Fix(f"改为{words}", {address: number.keeping_note(words, report.text(address))})


def _plain(organ: str) -> str:
    return "".join(organ.split())
