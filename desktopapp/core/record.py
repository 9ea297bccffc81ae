"""办理记录: who did what and when, one line each. It is kept with the report and never printed."""

from __future__ import annotations

import datetime

from desktopapp.core.report import RECORD, Entry, Report


def with_line(report: Report, when: datetime.datetime, who: str, what: str) -> Entry:
    """The record with one more line; `when` in local time, `who` blank where nobody said who it was."""
    line = "　".join(filter(None, (f"{when:%Y-%m-%d %H:%M}", " ".join(who.split()), what)))
    return Entry("\n".join(filter(None, (report.text(RECORD), line))))
