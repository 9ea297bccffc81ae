"""The corpus of sentences: reading it, and making reports of it. All sentences are invented."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktopapp.core.checks import TEXT_CHECKS, Case, Finding, check
from desktopapp.core.report import Entry, Report
from tests.samples import zero_report

FOLDER = Path(__file__).parent
TODAY = datetime.date(2025, 1, 16)
RULES = [rule for rule in TEXT_CHECKS if rule.id.startswith(("NT", "NN")) or rule.id == "T3-7"]
HEADINGS = {"申请": "（二）依申请公开情况", "主动": "（一）主动公开情况", "管理": "（三）政府信息管理情况", "监督": "（五）监督保障情况"}
ORGANS = {"部门": "清河县档案管理局", "派出机构": "清河市水务局东山分局", "乡镇街道": "清河县柳树镇人民政府", "人民政府": "清河县人民政府"}
NORMS = ("issued", "repealed", "in_force")
DECISIONS = ("licensing", "penalties", "coercion")
BLOCKS = ("review", "suit_direct", "suit_after_review")


def entries(name: str) -> list[dict[str, Any]]:
    """One table of the corpus: `claim` (a wrong number must be found) or `silent` (look-alikes)."""
    found: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += tomllib.loads(path.read_text("utf-8")).get(name, [])
    return found


def address(name: str) -> str:
    """A cell by its short name: `received`, `received.business`, `review.upheld`, `issued`, `penalties`."""
    row, _, column = name.partition(".")
    if row in NORMS:
        return f"disclosure.normative_documents.{row}"
    if row == "regulations":
        return f"disclosure.{name}"
    if row in DECISIONS:
        return f"disclosure.{row}.decisions"
    if row == "fees":
        return "disclosure.fees.amount"
    if row in BLOCKS:
        return f"disputes.{row}.{column or 'upheld'}"
    if row == "concluded" and not column:
        return "applications.concluded.total"
    return f"applications.{row}.{column or 'natural_person'}"


def report_of(entry: dict[str, Any], table: dict[str, Any]) -> Report:
    """A report whose overview says the sentence, with zeros in the tables but for the cells named."""
    report = zero_report()
    heading = HEADINGS.get(entry.get("under", "申请"), "")
    kind = entry.get("kind", "部门")
    texts = {"overview": f"{heading}\n{entry['says'].strip()}" if heading else entry["says"].strip(), "other_matters": "", "problems": ""}
    if "part" in entry:
        texts = {"overview": "", "other_matters": "", "problems": "", entry["part"]: entry["says"].strip()}
    facts = {"kind": kind, "organ": entry.get("organ", ORGANS[kind]), "year": "2024"}
    cells = {address(name): str(value) for name, value in table.items()}
    report.apply(report.plan({place: Entry(text) for place, text in (facts | texts | cells).items()}))
    return report


def findings(entry: dict[str, Any], table: dict[str, Any]) -> tuple[Finding, ...]:
    """What the rules on prose find in the sentence with these tables."""
    last = report_of({"says": ""}, entry["last"]) if "last" in entry else None
    return check(Case(report_of(entry, table), TODAY, last), RULES)


def named(found: Iterable[Finding]) -> set[str]:
    """The findings as the corpus writes them: rule and number, `NT-01 12`."""
    return {f"{finding.rule} {'' if finding.left is None else format(finding.left, 'f')}".strip() for finding in found}
