"""Kinds of organ that publish a report, and the date by which each must (《政府信息公开条例》第四十九条)."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from desktopapp.core.report import Report

FIRST_YEAR = 2008  # the 条例 came into force; a year before it is a slip


class OrganKind(NamedTuple):
    """A kind of organ: its short name, who belongs to it, and the last day to publish, as (month, day)."""

    name: str
    who: str
    deadline: tuple[int, int]


# 乡镇、街道 and 派出机构 have no date of their own in the 条例; 1月31日 is the practice, and the local notice goes first.
KINDS = (
    OrganKind("部门", "县级以上人民政府部门（含办公室）", (1, 31)),
    OrganKind("派出机构", "派出机构、法律法规授权的组织", (1, 31)),
    OrganKind("乡镇街道", "乡镇人民政府、街道办事处", (1, 31)),
    OrganKind("人民政府", "县级以上人民政府（主管部门编制）", (3, 31)),
)


def deadline(kind: str, year: int, local: str = "") -> datetime.date:
    """The last day to publish the report for `year`; `local` is the date of a local notice as 月-日 (`01-25`), if any."""
    if local:
        month, day = (int(part) for part in local.split("-"))
        return datetime.date(year + 1, month, day)
    month, day = next((known.deadline for known in KINDS if known.name == kind), KINDS[0].deadline)
    return datetime.date(year + 1, month, day)


def countdown(report: Report, today: datetime.date, local: str = "") -> str:
    """The last day to publish a report and how far off it is, in words; empty while its year is not known."""
    if report.year is None or not FIRST_YEAR <= report.year < today.year + 100:
        return ""
    last = deadline(report.text("kind"), report.year, local)
    days = (last - today).days
    when = f"还有{days}天" if days > 0 else "今天到期" if days == 0 else f"已过{-days}天"
    return f"{last.month}月{last.day}日前公布，{when}"
