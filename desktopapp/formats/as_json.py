"""What the command line says to other programs, as plain lists and dictionaries. Numbers are decimal strings, never floats."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks import Finding, Rule
from desktopapp.core.form import Form
from desktopapp.core.report import Report
from desktopapp.core.rule_book import described
from desktopapp.formats.incoming import Incoming, Leftover


def report(report: Report) -> dict[str, object]:
    """The cover, all cells by address, and the texts that there are by key, each a list of paragraphs."""
    form = report.form
    return {
        "organ": report.organ,
        "kind": report.text("kind"),
        "year": report.year,
        "edition": form.edition,
        "title": report.title,
        "date": report.date.isoformat() if report.date else None,
        "cells": {address: _cell(report, address) for address in form.cells},
        "texts": {key: paragraphs for key in form.text_keys if (paragraphs := report.paragraphs(key))},
    }


def _cell(report: Report, address: str) -> dict[str, str | None]:
    return {
        "value": _decimal(report.value(address)),
        "note": report.reading(address).note,
        "control": _decimal(report.control(address)),
        "raw": report.text(address),
    }


def findings(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Each finding, with the cells or the stretch of text that it points at."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> dict[str, object]:
    where = finding.where
    span = None if where is None else {"part": where.part, "paragraph": where.paragraph, "start": where.start, "end": where.end}
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "cells": list(finding.cells),
        "left": _decimal(finding.left),
        "right": _decimal(finding.right),
        "difference": _decimal(finding.difference),
        "where": span,
        "cause": finding.cause,
    }


def incoming(incoming: Incoming, report: Report) -> dict[str, object]:
    """What an import made of a file; `report` is the report that came of it."""
    unmapped = [*incoming.unmapped, *incoming.without_counterpart(report.form)]
    return {
        "organ": report.organ,
        "year": report.year,
        "edition": incoming.edition,
        "read": cells_read(report),
        "guessed": [{"cell": guess.cell, "raw": guess.raw, "value": guess.value, "why": guess.why} for guess in incoming.guessed],
        "not_understood": [_leftover(leftover, report.form) for leftover in incoming.not_understood],
        "blank": incoming.blank(report.form),
        "unmapped": [{"where": leftover.where, "raw": leftover.raw} for leftover in unmapped],
        "normalised": [{"where": tidied.where, "what": tidied.what} for tidied in incoming.normalised],
    }


def _leftover(leftover: Leftover, form: Form) -> dict[str, str]:
    return {"cell" if leftover.where in form.cells else "where": leftover.where, "raw": leftover.raw}


def cells_read(report: Report) -> int:
    """How many cells hold a number that was read, totals as they were printed among them."""
    return sum(report.reading(address).value is not None for address in report.form.cells)


def rule_book(rules: Iterable[Rule], form: Form) -> list[dict[str, object]]:
    """Each rule with its clause, its source, what it looks at, and how many equations: the form's own, or the comparisons that it makes."""
    return [
        {
            "rule": each.rule.id,
            "clause": each.rule.clause,
            "severity": each.rule.severity.value,
            "source": each.rule.source,
            "equations": each.equations,
            "looks_at": each.looks_at,
            "cells": list(each.cells),
        }
        for each in described(rules, form)
    ]


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else number.write(value)
