"""From last year's report into this year's: what has a counterpart, what is carried over, and the report of the next year.

Nothing here changes a report; offers say what would stand where, and the caller puts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.form import Form
from desktopapp.core.report import FACTS, REASON, RECORD, Entry, Origin, Report

CARRIED_IN, CARRIED_OUT = "applications.carried_in", "applications.carried_out"
# 现行有效件数 is a stock: last year's, with what was issued, without what was repealed (domain: XY-2).
STOCKS = ("disclosure.regulations", "disclosure.normative_documents")


class Offer(NamedTuple):
    """A number that follows from last year's: what would stand at `address`, what was typed there (blank: nothing), and why."""

    address: str
    value: Decimal
    typed: str
    why: str


@lru_cache(maxsize=8)
def counterparts(form: Form, last: Form) -> Mapping[str, str]:
    """The cells of `form` that last year's edition has too: its address there, by the address here."""
    if last.edition == form.edition:
        return {address: address for address in form.cells}
    successor = last.successor
    if successor is None or successor.edition != form.edition:
        return {}
    found = {successor.address(address): address for address in last.cells}
    return {address: old for address, old in found.items() if address in form.cells}


def carried_in(report: Report, last: Report) -> tuple[Offer, ...]:
    """上年结转 column by column, where it is not yet last year's 结转下年度继续办理 (XY-1). What last year left blank is no offer."""
    offers = (
        _offer(report, address, last.value(f"{CARRIED_OUT}.{column}"), "上年年报“结转下年度继续办理”")
        for address, column in _carried_columns(report.form, last.form)
    )
    return tuple(offer for offer in offers if offer is not None)


def in_force(report: Report, last: Report) -> tuple[Offer, ...]:
    """现行有效件数 as last year's plus 制发 minus 废止, where all three are known and something else, or nothing, stands there."""
    offers = (_stock(report, last, row) for row in STOCKS)
    return tuple(offer for offer in offers if offer is not None)


def filled(offers: Iterable[Offer]) -> Mapping[str, Entry]:
    """The entries that take offers over; they are marked as 上年带入."""
    return {offer.address: Entry(number.write(offer.value), Origin.CARRIED) for offer in offers}


def into_blanks(report: Report, last: Report) -> Mapping[str, Entry]:
    """The entries that carry 上年结转 over into cells in which nothing stands: what was typed is never overwritten."""
    return filled(offer for offer in carried_in(report, last) if not offer.typed)


def as_last(report: Report) -> Report:
    """A report as last year's, to be kept beside this year's: its content and the reasons that were given, without its record."""
    places = (*FACTS, *report.form.cells, *report.form.text_keys, *(place for place in report.entries if place.startswith(REASON)))
    return Report(report.form, {place: report.entry(place) for place in places if report.text(place)})


def next_year(report: Report, form: Form) -> Report:
    """The report of the next year, in the edition in force: the same organ, all else blank but for what is carried over."""
    facts = {place: report.text(place) for place in ("organ", "kind")} | {"year": str(report.year + 1 if report.year else "")}
    following = Report(form, {place: Entry(text) for place, text in facts.items()})
    following.apply(following.plan(into_blanks(following, report)))
    return following


def in_place_of(report: Report, incoming: Report) -> Mapping[str, Entry]:
    """The entries that put another report's content in this one's place. What the other leaves out of the office stays, and the record,
    to which the other's is added."""
    kept = {place for place in ("organ", "kind", "year") if not incoming.text(place)}
    places = (*FACTS, *report.form.cells, *report.form.text_keys)
    record = Entry("\n".join(filter(None, (report.text(RECORD), incoming.text(RECORD)))))
    return {RECORD: record, **{place: incoming.entry(place) for place in places if place not in kept}}


def doubts(incoming: Report, report: Report, office: str, last: bool) -> tuple[str, ...]:
    """Why a read report may not be what it is to become, this year's report or (`last`) last year's, each as a clause.

    `office` is the office's own name, for a report in hand that has none yet.
    """
    found: list[str] = []
    ours, theirs = report.organ or office, incoming.organ
    if not theirs:
        found.append("没有读到单位名称")
    elif ours and "".join(ours.split()) != "".join(theirs.split()):
        found.append(f"文件的单位是“{theirs}”，本单位是“{ours}”")
    wanted = report.year - last if report.year else None
    if incoming.year is None:
        found.append("没有读到年度")
    elif wanted and incoming.year != wanted:
        found.append(f"文件是{incoming.year}年度的，{'上年' if last else '本年'}是{wanted}年度")
    return tuple(found)


def _carried_columns(form: Form, last: Form) -> Iterable[tuple[str, str]]:
    """(address of 上年结转 here, column) for each column that is filled in and that last year's edition has."""
    known = counterparts(form, last)
    for address, cell in form.cells.items():
        column = cell.column.key
        if address == f"{CARRIED_IN}.{column}" and not cell.is_sum and known.get(f"{CARRIED_OUT}.{column}") == f"{CARRIED_OUT}.{column}":
            yield address, column


def stock(report: Report, last: Report, row: str) -> tuple[Decimal, str] | None:
    """现行有效件数 of a row as it follows from last year's, and how it was worked out; None where a number is not known.

    Below 0 where more were repealed than there were.
    """
    before = counterparts(report.form, last.form).get(f"{row}.in_force")
    old = last.value(before) if before else None
    if old is None:
        return None
    issued, repealed = report.value(f"{row}.issued"), report.value(f"{row}.repealed")
    if issued is None or repealed is None:
        return None
    why = f"上年现行有效{number.write(old)}＋本年制发{number.write(issued)}－本年废止{number.write(repealed)}"
    return old + issued - repealed, why


def _stock(report: Report, last: Report, row: str) -> Offer | None:
    worked_out = stock(report, last, row)
    if worked_out is None or worked_out[0] < 0:
        return None
    return _offer(report, f"{row}.in_force", *worked_out)


def _offer(report: Report, address: str, value: Decimal | None, why: str) -> Offer | None:
    if value is None or report.value(address) == value:
        return None
    return Offer(address, value, report.text(address).strip(), why)
