"""What all findings in prose share: where they stand, and how numbers are written in a message."""

from __future__ import annotations

from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks.finding import Finding, Severity, Span
from desktopapp.core.claims.comparing import Place
from desktopapp.core.report import Report

NEW = "applications.received.total"
CARRIED_IN = "applications.carried_in.total"
CONCLUDED = "applications.concluded.total"
CARRIED_OUT = "applications.carried_out.total"
RECEIVED = ("received", "received_exactly", "received_in_all", "handled")  # the roles of what came in


def paragraph(report: Report, place: Place) -> str:
    """The paragraph to the letter."""
    return report.said(place.part).split("\n")[place.paragraph]


def plain(value: Decimal) -> str:
    """A number without needless decimals."""
    return number.write(value.to_integral_value() if value == value.to_integral_value() else value.normalize())


def finding_at(
    place: Place,
    family: str,
    message: str,
    span: tuple[int, int],
    values: tuple[Decimal | None, Decimal | None] = (None, None),
    cells: tuple[str, ...] = (),
) -> Finding:
    """A finding of rule `family` at the characters of `span`; `values` are what the text says and what is true."""
    return Finding(family, Severity.EXPLAIN, message, cells, *values, Span(place.part, place.paragraph, *span))
