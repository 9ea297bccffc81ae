"""Rows without tabs: between bars, between commas, with spaces; and prose, which is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktopapp.core import number
from desktopapp.core.layout import Role, layout
from desktopapp.core.report import Report
from desktopapp.formats import read
from tests.reading import FORMS, read_values, stated
from tests.samples import distinct_report

SHAPES = {
    "with one space": " ".join,
    "with wide spaces": "   ".join,
    "with Chinese spaces": "　".join,
    "with commas": lambda boxes: ",".join(f'"{box}"' if "," in box else box for box in boxes),
    "between bars": lambda boxes: f"| {' | '.join(boxes)} |",
}


def written(report: Report, shape: str, each: str = "{}") -> str:
    lines = [report.title]
    for part in report.form.parts:
        lines.append(part.heading)
        table = report.form.tables.get(part.key)
        if table is None:
            lines += report.paragraphs(part.key)
            continue
        grid = layout(table)
        for row in range(grid.rows):
            boxes = sorted((box for box in grid.boxes if box.row == row), key=lambda box: box.column)
            texts = [
                each.format(report.text(box.address).strip() or number.write(report.value(box.address)))
                if box.role is Role.CELL
                else box.text
                for box in boxes
            ]
            lines.append(SHAPES[shape](texts))
            if "|" in lines[-1]:
                lines.append("|---|:-:|")
    return "\n".join(lines)


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_are_read_with_certainty(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(written(distinct_report(), shape), encoding="utf-8")
    incoming = read(path, FORMS)
    assert incoming.whole and read_values(incoming) == stated(distinct_report())
    assert incoming.texts["overview"] == distinct_report().text("overview")


def test_a_comma_separated_file_is_one_of_the_files_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "年报.csv"
    path.write_bytes(written(distinct_report(), "with commas").encode("gb18030"))
    assert read_values(read(path, FORMS)) == stated(distinct_report())


def test_where_spaces_lost_a_blank_box_the_row_is_listed_and_not_shifted(tmp_path: Path) -> None:
    lines = written(distinct_report(), "with one space").split("\n")
    place = next(index for index, line in enumerate(lines) if line.startswith("2.重复申请 "))
    boxes = lines[place].split(" ")
    lines[place] = " ".join([*boxes[:2], *boxes[3:]])
    path = tmp_path / "年报.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    incoming = read(path, FORMS)
    assert not any(address.startswith("applications.declined_repeat.") for address in incoming.raws)
    assert any("2.重复申请" in leftover.raw for leftover in incoming.not_understood) and len(incoming.raws) == 193


def test_a_label_that_was_broken_goes_on_in_the_row_below(tmp_path: Path) -> None:
    text = written(distinct_report(), "with one space").replace("2.其他法律行政法规禁止公开 ", "2.其他法律行政法规禁止\n公开 ")
    path = tmp_path / "年报.txt"
    path.write_text(text, encoding="utf-8")
    incoming = read(path, FORMS)
    assert incoming.whole and read_values(incoming) == stated(distinct_report())


@pytest.mark.parametrize("line", ["全年发布信息 120 条", "1,286", "行政许可 由法规科办理", "规章, 规范性文件共3件。", "|", "2024年 清河县"])
def test_prose_and_single_numbers_are_no_rows(tmp_path: Path, line: str) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(written(distinct_report(), "with one space").replace("发布信息120条。", f"发布信息120条。\n{line}"), encoding="utf-8")
    incoming = read(path, FORMS)
    assert read_values(incoming) == stated(distinct_report())
    assert line in incoming.texts["overview"]
