"""全部填零: zeros for a table's blanks, once a person confirms 本年度确无此项; who did it and when goes into the record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from desktopapp.core.form import Table
from desktopapp.core.record import with_line
from desktopapp.core.report import RECORD, Entry, Report


def fill_zeros(report: Report, table: Table, who: str, when: datetime.datetime) -> Mapping[str, Entry]:
    """What should stand where: a zero in every blank cell, and one more line in the record. Nothing where no cell is blank."""
    found = report.blanks(table)
    if not found:
        return {}
    title = report.form.part(table.key).title
    line = with_line(report, when, who, f"{title}：{len(found)}格填零，确认本年度确无此项")
    return {**{address: Entry("0") for address in found}, RECORD: line}
