"""办理记录: who did what and when, one line each. It is kept with the report and never printed."""

from __future__ import annotations

import datetime

from desktopapp.core.report import RECORD, Entry, Report


def with_line(report: Report, when: datetime.datetime, who: str, what: str) -> Entry:
    """The record with one more line; `when` in local time, `who` blank where nobody said who it was."""
    line = "　".join(filter(None, (f"{when:%Y-%m-%d %H:%M}", " ".join(who.split()), what)))
    return Entry("\n".join(filter(None, (report.text(RECORD), line))))


TIDIED = "导入时整理"  # begins each line that says what an import put right
NO_ORGAN_SIGNED = "落款没有单位名称"


def tidied_line(where: str, what: str) -> str:
    """The line that says what an import put right, and where."""
    return f"{TIDIED}　{where}　{what}"


def signed_without_organ(report: Report) -> bool:
    """The file that the report was imported from had a date at its end and no organ."""
    return any(line.startswith(TIDIED) and NO_ORGAN_SIGNED in line for line in report.text(RECORD).split("\n"))
