"""Finished files are read back by other means than they were written with."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktopapp import formats, resources
from desktopapp.core import project
from desktopapp.core.files import CannotWrite
from desktopapp.core.report import Entry, Report
from desktopapp.formats import reading_back
from tests.samples import distinct_report, zero_report

FORMS = resources.forms()


def sample() -> Report:
    return project.read(resources.root() / "sample" / "示例.nianbao", FORMS).report


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("made", [distinct_report, zero_report, sample])
def test_what_was_written_is_confirmed_number_by_number(tmp_path: Path, suffix: str, made) -> None:
    path = tmp_path / f"年报{suffix}"
    formats.write(made(), path)
    assert reading_back.confirm(made(), path, FORMS) == 200


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("address", ["applications.refused_by_law.other", "disclosure.fees.amount", "disputes.suit_direct.pending"])
def test_a_single_number_that_differs_is_named(tmp_path: Path, suffix: str, address: str) -> None:
    path = tmp_path / f"年报{suffix}"
    formats.write(distinct_report(), path)
    other = distinct_report()
    other.apply(other.plan({address: Entry("7777")}))
    with pytest.raises(CannotWrite, match="读回后与项目不一致"):
        reading_back.confirm(other, path, FORMS)


def test_a_sentence_that_differs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    formats.write(distinct_report(), path)
    other = distinct_report()
    other.apply(other.plan({"problems": Entry("另一句。")}))
    with pytest.raises(CannotWrite, match="problems等1处"):
        reading_back.confirm(other, path, FORMS)


def test_a_worksheet_that_someone_changed_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "年报.xlsx"
    formats.write(distinct_report(), path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B4"] = 99999
    book.save(path)
    with pytest.raises(CannotWrite, match="不一致"):
        reading_back.confirm(distinct_report(), path, FORMS)
