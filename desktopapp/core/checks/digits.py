"""C07: slips of the pen that show only beside last year's numbers.

What the form's own identities show, the likely cause says; what XY-5 says is not said again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.carrying import STOCKS, counterparts, stock
from desktopapp.core.checks.finding import Case, Finding, Fix, Severity, rule
from desktopapp.core.checks.last_year import before, carried_columns, jump, mended, trouble, unchecked, usable
from desktopapp.core.checks.slip import slip
from desktopapp.core.comparing import Line
from desktopapp.core.report import Report

_READABLE = 0.2  # doubt of a slip that can be told from two numbers that are merely different


@rule("C07", Severity.EXPLAIN, source="常见错误：数位、数字颠倒、拆格")
def no_digit_slipped(case: Case) -> Iterator[Finding]:
    """与上年相比，没有写颠倒、多写少写一位、拆成两格的数，文件的制发、废止件数没有成倍增减。"""
    last = usable(case)
    if last is None:
        yield from unchecked("C07", trouble(case))
        return
    report = case.report
    for cell, carried_out in carried_columns(report.form):
        if not cell.is_sum:
            yield from _slipped(report, cell.address, before(report, last, carried_out))
    for row in STOCKS:
        if f"{row}.in_force" in report.form.cells:
            yield from _in_documents(report, last, row)


def _in_documents(report: Report, last: Report, row: str) -> Iterator[Finding]:
    """What is wrong in a row of documents; nothing where the stock follows from last year's, for that confirms the other two."""
    worked_out, address = stock(report, last, row), f"{row}.in_force"
    if worked_out is not None and report.value(address) is not None:
        if worked_out[0] == report.value(address):
            return
        slips = [*_slipped(report, address, worked_out[0])] or [*_split(report, last, row)]
        if slips:
            yield from slips
            return
    for flow in (f"{row}.issued", f"{row}.repealed"):
        known_as = counterparts(report.form, last.form).get(flow, "")
        line = Line(report.form.cells[flow], last.value(known_as) if known_as else None, report.value(flow))
        if line.striking:
            yield jump("C07", line)


def _slipped(report: Report, address: str, right: Decimal | None) -> Iterator[Finding]:
    """The number is the right one with its digits written wrong."""
    this = report.value(address)
    found = slip(this, right) if this is not None and right is not None else None
    if this is None or right is None or found is None or found.doubt > _READABLE:
        return
    message = f"{report.form.cells[address].label}：{number.write(this)}多半是{number.write(right)}{found.words}。"
    yield Finding("C07", Severity.EXPLAIN, message, (address,), this, right, fix=mended(report, address, right))


def _split(report: Report, last: Report, row: str) -> Iterator[Finding]:
    """A number fell into two cells: a row's three numbers fit last year's stock when their digits are parted otherwise."""
    addresses = tuple(f"{row}.{key}" for key in ("issued", "repealed", "in_force"))
    values = [report.value(address) for address in addresses]
    old = last.value(counterparts(report.form, last.form)[addresses[2]])
    if old is None or any(value is None or value < 0 or value != int(value) for value in values):
        return
    digits = "".join(number.write(value) for value in values)
    if not 4 <= len(digits) <= 12:  # of three digits there is only one parting; of very many, too many
        return
    fitting = [parts for parts in _partings(digits) if old + parts[0] - parts[1] == parts[2] and list(parts) != values]
    if len(fitting) == 1:
        (parts,) = fitting
        meant = "、".join(number.write(part) for part in parts)
        name = report.form.cells[addresses[0]].row.label[-1]
        message = f"{name}：可能有一个数拆成了两格；按{meant}分格，正好与上年现行有效{number.write(old)}衔接。"
        entries = {address: number.write(part) for address, part in zip(addresses, parts, strict=True)}
        fix = Fix(f"改为{meant}", {address: number.keeping_note(raw, report.text(address)) for address, raw in entries.items()})
        yield Finding("C07", Severity.EXPLAIN, message, addresses, fix=fix)


def _partings(digits: str) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Three numbers from one string of digits, none with a leading zero."""
    for first in range(1, len(digits) - 1):
        for second in range(first + 1, len(digits)):
            parts = digits[:first], digits[first:second], digits[second:]
            if all(part == "0" or not part.startswith("0") for part in parts):
                yield Decimal(parts[0]), Decimal(parts[1]), Decimal(parts[2])


RULES = (no_digit_slipped,)
