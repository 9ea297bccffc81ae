"""What commands print, in plain words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from desktopapp.core import number
from desktopapp.core.report import FACTS, Report
from desktopapp.formats import as_json
from desktopapp.formats.incoming import Incoming

_FACT_WORDS = ("机关名称", "机关类型", "年度", "标题", "日期")


def print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))


def print_report(report: Report) -> None:
    print(report.title)
    date = report.date.isoformat() if report.date else "未填"
    print(f"机关：{report.organ or '未填'}　年度：{report.year or '未填'}　日期：{date}")
    _print_text(report, "preface")
    for part in report.form.parts:
        print(f"\n{part.heading}")
        if part.key not in report.form.tables:
            _print_text(report, part.key)
            continue
        _print_text(report, f"{part.key}.before")
        _print_table(report, part.key)
        _print_text(report, f"{part.key}.after")


def _print_text(report: Report, key: str) -> None:
    for paragraph in report.paragraphs(key):
        print(f"　　{paragraph}")


def _print_table(report: Report, key: str) -> None:
    table = report.form.tables[key]
    for block in table.blocks:
        for row in block.rows:
            numbers = []
            for column in block.columns:
                address = table.address(row.key, column.key)
                name = column.label[-1] if row.label else "".join(column.label[-2:])
                note = report.reading(address).note
                numbers.append(f"{name} {number.write(report.value(address)) or '空'}{f'（{note}）' if note else ''}")
            print("".join(f"{label}：" for label in row.label[-1:]) + "　".join(numbers))


def print_incoming(incoming: Incoming, report: Report, out: Path) -> None:
    read, blank = as_json.cells_read(report), len(incoming.blank(report.form))
    print(f"{report.title}：读到{read}格，空白{blank}格，已存为“{out.name}”。")
    for guess in incoming.guessed:
        print(f"推测　{_place(guess.cell, report)}：“{in_one_line(guess.raw)}”读作{guess.value}（{guess.why}）")
    unmapped = [*incoming.unmapped, *incoming.without_counterpart(report.form)]
    for word, leftovers in (("没有读懂", incoming.not_understood), ("没有位置", unmapped)):
        for leftover in leftovers:
            print(f"{word}　{_place(leftover.where, report)}　{in_one_line(leftover.raw)}".rstrip())
    for tidied in incoming.normalised:
        print(f"已整理　{_place(tidied.where, report)}　{in_one_line(tidied.what)}")


def _place(where: str, report: Report) -> str:
    """An address or a key in words; words stay as they are."""
    if where in report.form.cells:
        return report.form.cells[where].label
    names = {part.key: part.heading for part in report.form.parts} | dict(zip(FACTS, _FACT_WORDS, strict=True)) | {"preface": "前言"}
    return names.get(where.split(".")[0], where)


def in_one_line(text: str) -> str:
    return " ".join(text.split())
