"""Checks of single cells (C01–C04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Fix, Severity, rule
from desktopapp.core.form import Table
from desktopapp.core.number import Kind
from desktopapp.core.report import Origin, Report


@rule("C01", Severity.BLOCK, source="30号附件；空白与0含义不同")
def every_cell_is_a_number(case: Case) -> Iterator[Finding]:
    """每一格都要填数字，没有发生的填0；空白、“/”、“—”、“无”都不是数字。"""
    report = case.report
    for key, table in report.form.tables.items():
        blanks = report.blanks(table)
        if blanks:
            part = report.form.part(key)
            message = f"{part.title}：{_count(blanks, table)}没有填，没有发生的请填0。"
            yield Finding("C01", Severity.BLOCK, message, blanks)
    for address, cell in report.form.cells.items():
        reading = report.reading(address)
        if reading.fault:
            yield Finding("C01", Severity.BLOCK, f"{cell.label}：{reading.fault}。", (address,), fix=_in_ten_thousands(report, address))


@rule("C02", Severity.BLOCK, source="30号附件：件数、金额")
def counts_are_whole_and_nothing_is_negative(case: Case) -> Iterator[Finding]:
    """件数是0或正整数；收费金额是0或正数，可以带小数。"""
    for address, cell in case.report.form.cells.items():
        value = case.report.reading(address).value
        if value is None:
            continue
        if value < 0:
            yield Finding("C02", Severity.BLOCK, f"{cell.label}：{number.write(value)}是负数。", (address,), left=value)
        elif value % 1 and cell.kind is Kind.COUNT:
            yield Finding("C02", Severity.BLOCK, f"{cell.label}：{number.write(value)}不是整数。", (address,), left=value)


@rule("C03", Severity.EXPLAIN, source="实例：52（其中环评审批39个，排污许可证核发13个）")
def parts_of_a_note_add_up(case: Case) -> Iterator[Finding]:
    """格内注明“其中……”的，各分项之和应当等于本格的数；导入的数带有说明的，请看是否按本格的数读对了。"""
    for address, cell in case.report.form.cells.items():
        reading = case.report.reading(address)
        parts = note_parts(reading.note)
        if reading.value is None or not reading.note:
            continue
        total = sum(parts, Decimal(0))
        if total > reading.value or (len(parts) > 1 and total != reading.value):
            added = "+".join(number.write(part) for part in parts)
            sum_of_parts = f"{added}={number.write(total)}" if len(parts) > 1 else added
            message = f"{cell.label}：本格{number.write(reading.value)}，注中分项{sum_of_parts}。"
            yield Finding("C03", Severity.EXPLAIN, message, (address,), left=reading.value, right=total)
        elif case.report.entry(address).origin is Origin.IMPORTED:
            words = f"{cell.label}：“{case.report.text(address).strip()}”按{number.write(reading.value)}读取，括号里的作为批注照印"
            yield Finding("C03", Severity.HINT, f"{words}，也可以移到表后文字。", (address,), fix=_note_moved(case.report, address))


@rule("C04", Severity.HINT, source="实例：全角数字、千分位、不换行空格")
def what_was_overlooked_in_a_number_is_said(case: Case) -> Iterator[Finding]:
    """数字里的全角字符、千分位、空格、单位、前导零按数字读取，并在此说明。"""
    report = case.report
    for key, table in report.form.tables.items():
        found = {cell.address: words for cell in table.cells if (words := report.reading(cell.address).normalised)}
        if found:
            kinds = "、".join(dict.fromkeys(word for words in found.values() for word in words))
            title = report.form.part(key).title
            message = f"{title}：{_count(tuple(found), table)}的写法已按数字读取（{kinds}）。"
            yield Finding("C04", Severity.HINT, message, tuple(found))


RULES = (
    every_cell_is_a_number,
    counts_are_whole_and_nothing_is_negative,
    parts_of_a_note_add_up,
    what_was_overlooked_in_a_number_is_said,
)


def note_parts(note: str) -> tuple[Decimal, ...]:
    """The numbers that a note beginning with 其中 lists; none for other notes and where the wording is not a plain list."""
    if "其中" not in note or re.search(r"[%％年月]", note):
        return ()
    return tuple(Decimal(digits) for digits in re.findall(r"\d+(?:\.\d+)?", note.split("其中", 1)[1]))


def _note_moved(report: Report, address: str) -> Fix:
    """The number alone in its cell, and what was noted there in the text behind the table."""
    reading, cell = report.reading(address), report.form.cells[address]
    unit = "万元" if cell.kind is Kind.MONEY else "件"
    name = cell.row.label[-1] if cell.row.label else cell.label
    behind = f"{cell.table}.after"
    words = f"{name}{number.write(reading.value)}{unit}，{reading.note}。"
    return Fix("批注移到表后文字", {address: number.write(reading.value), behind: "\n".join(filter(None, (report.text(behind), words)))})


def _count(addresses: tuple[str, ...], table: Table) -> str:
    """How many cells, and which when there is one."""
    labels = [cell.label for cell in table.cells if cell.address in addresses]
    return f"“{labels[0]}”" if len(labels) == 1 else f"{len(labels)}格"


def _in_ten_thousands(report: Report, address: str) -> Fix | None:
    """元 typed into a 万元 cell: offer the amount in 万元."""
    raw = report.text(address).strip()
    if report.form.cells[address].kind is not Kind.MONEY or not raw.endswith("元"):
        return None
    amount = number.read(raw.removesuffix("元"), Kind.MONEY).value
    if amount is None:
        return None
    words = number.write((amount / 10000).normalize() if amount else Decimal(0))
    return Fix(f"换算为{words}万元", {address: words})
