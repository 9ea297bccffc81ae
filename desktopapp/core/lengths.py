"""How long a text is, beside what is asked of it."""

from __future__ import annotations

from desktopapp.core.checks.passages import size
from desktopapp.core.checks.required import LONGEST, is_government, without_marks
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.report import Report

_FIRST = "overview"


def length(report: Report, office: OfficeRules, key: str) -> str:
    """A text's characters (spaces not counted) against the local limit, and its paragraphs: 812字（不超过1000字），9段.

    Part one, where no local notice limits it, is held against what many notices ask (TX-11), which counts no punctuation.
    """
    said = report.said(key)
    count = size(said)
    longest, shortest = office.longest.get(key), office.shortest.get(key)
    asked = [f"不超过{longest}字"] if longest else []
    asked += [f"不少于{shortest}字"] if shortest else []
    if key == _FIRST and not longest and not is_government(report):
        asked.append(f"不计标点{without_marks(said)}字，许多地方要求不超过{LONGEST}字")
    over = "，超过了" if longest and count > longest else "，还不够" if shortest and count < shortest else ""
    beside = f"（{'，'.join(asked)}{over}）" if asked else ""
    return f"{count}字{beside}，{len(report.paragraphs(key))}段"
