"""The comparison of our PDF with the Word file as LibreOffice prints it, and the bar: 99 % of the lines are equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import compare_pdf
from tests.compare_pdf import Line, difference, folded


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, compare_pdf.Comparison]:
    if missing := compare_pdf.missing_tools():
        pytest.skip(f"{', '.join(missing)} not installed: the PDF was NOT compared with the Word file")
    return compare_pdf.compare(compare_pdf.reports(), tmp_path_factory.mktemp("compared"))


@pytest.mark.parametrize("name", ["示例", "short", "long", "broken", compare_pdf.HANDED_OVER, "seed"])
def test_99_of_100_lines_stand_where_they_stand_in_the_word_file(results: dict[str, compare_pdf.Comparison], name: str) -> None:
    if name not in results:
        pytest.skip("the real report is not at hand: its PDF was NOT compared with its Word file")
    result = results[name]
    assert result.of > 150
    assert result.share >= compare_pdf.BAR, (result.theirs, result.ours)


def test_both_programs_used_the_same_fonts(results: dict[str, compare_pdf.Comparison], tmp_path: Path) -> None:
    compared = {"short": compare_pdf.reports()["short"]}
    compare_pdf.compare(compared, tmp_path)
    assert compare_pdf.fonts_of(tmp_path / "short.pdf") == compare_pdf.fonts_of(tmp_path / "short-ours.pdf")


@pytest.mark.parametrize(
    ("theirs", "ours", "equal", "hanging"),
    [
        (["甲", "乙"], ["甲", "乙"], 2, 0),
        (["甲乙", "丙"], ["甲乙，", "丙"], 2, 1),  # the stop that LibreOffice leaves unpainted
        (["甲乙", "丙"], ["甲", "乙丙"], 0, 0),
        (["甲", "乙"], ["甲"], 1, 0),
        (["甲乙", "丙"], ["甲乙丁", "丙"], 1, 0),
    ],
)
def test_a_line_counts_as_equal_when_only_a_hanging_stop_differs(theirs: list[str], ours: list[str], equal: int, hanging: int) -> None:
    result = difference([Line(1, folded(text)) for text in theirs], [Line(1, folded(text)) for text in ours])
    assert (result.equal, len(result.hanging)) == (equal, hanging)


def test_the_same_words_on_another_page_are_not_equal() -> None:
    assert difference([Line(1, "甲")], [Line(2, "甲")]).share == 0


def test_full_and_half_width_are_one() -> None:
    assert folded("２０２４ 年，行") == folded("2024年,行")


def test_what_is_missing_is_said_and_is_no_failure_of_the_layout(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compare_pdf.shutil, "which", lambda tool: None)
    assert compare_pdf.main() == 2
    assert "没有 soffice、pdftotext、pdffonts" in capsys.readouterr().err
