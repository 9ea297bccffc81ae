"""Writes a report down as extractors of text do, with the damage they are known for, and reads such a text again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktopapp import resources
from desktopapp.core import number
from desktopapp.core.form import Table
from desktopapp.core.layout import Box, Role, layout
from desktopapp.core.report import Entry, Report
from desktopapp.formats import read
from desktopapp.formats.incoming import Incoming, Leftover
from tests.samples import distinct_report

BROKEN = {"商业企业": "商业\n企业", "科研机构": "科研\n机构", "结果纠正": "结果\n纠正", "其他结果": "其他\n结果", "尚未审结": "尚未\n审结"}
DAMAGED = {"（四）政府信息公开平台": "（4） 政府信息公开平台", "五、存在": "5、 [bookmark: OLE_LINK1]存在"}


@dataclass(frozen=True)
class Damage:
    """What was lost on the way."""

    organ_above: bool = True  # the organ stands on a line of its own
    breaks: bool = True  # hard line breaks in narrow headings
    spaces: bool = True  # NBSP and EN SPACE around numbers
    numbering: bool = True  # automatic numbering came out as other numbers


WHOLE = Damage(organ_above=False, breaks=False, spaces=False, numbering=False)


def flattened(report: Report, shape: str = "boxes", damage: Damage = Damage()) -> str:
    """The report's text. `shape` says how tables are written down: "boxes" a box a line, "rows" a row a line, "bare" without tabs."""
    lines = [*_title(report, damage), *report.paragraphs("preface")]
    for part in report.form.parts:
        lines.append(part.heading)
        if part.key in report.form.tables:
            lines += report.paragraphs(f"{part.key}.before")
            lines += _table(report, report.form.tables[part.key], shape, damage)
            lines += report.paragraphs(f"{part.key}.after")
        else:
            lines += report.paragraphs(part.key)
    date = report.date
    assert date is not None
    text = "\n".join([*lines, " " * 33 + f"{date.year}年{date.month}月{date.day}日", "\u00a0", ""])
    if damage.numbering:
        for whole, damaged in DAMAGED.items():
            text = text.replace(whole, damaged)
    return text


def _title(report: Report, damage: Damage) -> list[str]:
    if not damage.organ_above:
        return [report.title]
    return [report.organ, "[bookmark: _GoBack]" + report.title.removeprefix(report.organ)]


def _table(report: Report, table: Table, shape: str, damage: Damage) -> list[str]:
    lines: list[str] = []
    for row in rows(report, table, damage):
        if shape == "boxes":
            lines += [f"\t{box}" for box in row] + [""]
        elif shape == "rows":
            lines.append("\t".join(row))
        else:
            lines += [box for box in row if box]
    return lines


def rows(report: Report, table: Table, damage: Damage = WHOLE) -> list[list[str]]:
    """The table's boxes, row by row: one that spans columns stands once, one that spans rows is blank in the rows below."""
    grid = layout(table)
    return [
        [
            _words(report, box, damage) if box.row == row else ""
            for box in sorted(grid.boxes, key=lambda box: box.column)
            if _covers(box, row)
        ]
        for row in range(grid.rows)
    ]


def _covers(box: Box, row: int) -> bool:
    return box.row <= row < box.row + box.rows


def _words(report: Report, box: Box, damage: Damage) -> str:
    if box.role is not Role.CELL:
        return BROKEN.get(box.text, box.text) if damage.breaks else box.text
    raw = report.text(box.address) or number.write(report.value(box.address))
    return f"\u00a0{raw}\u2002" if damage.spaces and raw else raw


def imported(text: str | bytes) -> Incoming:
    """What the reader makes of a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "年报.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, resources.forms())


def report_with(**texts: str) -> Report:
    """The distinct report with other texts; `disclosure__after` is the place disclosure.after."""
    report = distinct_report()
    report.apply(report.plan({place.replace("__", "."): Entry(text) for place, text in texts.items()}))
    return report


def leftovers(found: list[Leftover]) -> list[tuple[str, str]]:
    """As pairs: where it stood, and what it said."""
    return [(leftover.where, leftover.raw) for leftover in found]
