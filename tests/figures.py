"""The figures of published reports (../shared/reports/figures) as reports; absent on most machines."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktopapp import resources
from desktopapp.core.form import Form
from desktopapp.core.report import Entry, Origin, Report
from tests.samples import SHARED

FIGURES = SHARED / "reports" / "figures"
NAMES = tuple(sorted(path.stem for path in FIGURES.glob("*.json"))) if FIGURES.exists() else ()
_FLOWS = {"制发": "issued", "废止": "repealed", "现行有效": "in_force"}
_MADE = {"本年新制作数量": "newly_made", "本年新公开数量": "newly_published", "对外公开总数量": "published_in_all"}
_DECIDED = {"行政许可": "licensing", "行政处罚": "penalties", "行政强制": "coercion"}
_KINDS = (("全市汇总", "人民政府"), ("全县汇总", "人民政府"), ("全区汇总", "人民政府"), ("分局", "派出机构"))


def figures(name: str) -> dict[str, object]:
    """The figures as they lie there."""
    return json.loads((FIGURES / f"{name}.json").read_text("utf-8"))


def report(name: str) -> Report:
    """The report that these figures make, its numbers as published; cells that an archive joined are blank."""
    return made(figures(name))


def made(data: dict[str, object]) -> Report:
    """The report of figures."""
    form = resources.forms()["2019" if data["format"] == "2019" else "2021"]
    raws = {**_disclosure(form, data["table2"]), **_applications(form, data["table3"]), **_disputes(form, data["table4"])}
    entries = {address: Entry(raw, Origin.IMPORTED) for address, raw in raws.items() if address in form.cells}
    organ = str(data["organ"])
    kind = next((kind for words, kind in _KINDS if words in organ), "部门")
    facts = {"organ": organ.split("（")[0], "kind": kind, "year": str(data["year"])}
    return Report(form, entries | {place: Entry(text) for place, text in facts.items()})


def _disclosure(form: Form, table: Mapping[str, object]) -> dict[str, str]:
    raws: dict[str, str] = {}
    for caption, content in table.items():
        row = {"规章": "regulations", "行政规范性文件": "normative_documents", "规范性文件": "normative_documents"}.get(caption)
        if row and isinstance(content, dict):
            raws |= {f"disclosure.{row}.{(_FLOWS | _MADE)[key]}": raw for key, raw in content.items() if key in _FLOWS | _MADE}
        elif row and isinstance(content, list):
            raws |= {f"disclosure.{row}.{key}": raw for key, raw in zip(_MADE.values(), content, strict=True)}
        elif caption in _DECIDED and not isinstance(content, dict):
            raws[f"disclosure.{_DECIDED[caption]}.decisions"] = content[-1] if isinstance(content, list) else str(content)
        elif caption == "行政事业性收费" and isinstance(content, str):
            raws["disclosure.fees.amount"] = content
    return raws


def _applications(form: Form, table: Mapping[str, list[str]]) -> dict[str, str]:
    rows = {row.label[-1]: row.key for block in form.tables["applications"].blocks for row in block.rows}
    rows.setdefault("（六）其他处理", "other_rest")
    columns = [column.key for column in form.tables["applications"].blocks[0].columns]
    return {
        f"applications.{rows[caption]}.{column}": raw
        for caption, numbers in table.items()
        for column, raw in zip(columns, numbers, strict=True)
    }


def _disputes(form: Form, numbers: list[str]) -> dict[str, str]:
    return {cell.address: raw for cell, raw in zip(form.tables["disputes"].cells, numbers, strict=False)}
