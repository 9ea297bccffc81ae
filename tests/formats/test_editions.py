"""The edition of 2019: read whole, and what of it has a counterpart in the one in force."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from desktopapp import cli, formats, resources
from desktopapp.core import project
from desktopapp.core.form import FormError, read_form
from desktopapp.core.report import Entry, Report
from desktopapp.formats import assembling
from desktopapp.formats.incoming import Incoming
from desktopapp.formats.lines import blocks_of
from tests.flattening import WHOLE, flattened, imported, leftovers
from tests.pages import page
from tests.reading import FORM, FORMS, incoming, read_values, stated
from tests.samples import COVER, TEXTS, distinct_report

OLD = FORMS["2019"]
SOURCE = (resources.root() / "forms" / "2019.toml").read_text(encoding="utf-8")


def old_report() -> Report:
    """A report of 2019 whose numbers all differ."""
    report = Report(OLD)
    numbers = random.Random(2019).sample(range(1, 9000), len(OLD.cells))
    entries = {address: Entry(str(numbers.pop())) for address, cell in OLD.cells.items() if not cell.is_sum}
    cover = COVER | {"year": "2019", "date": "2020-01-15"}
    report.apply(report.plan(entries | {place: Entry(text) for place, text in (cover | TEXTS).items()}))
    return report


def test_the_form_has_the_rows_of_the_decree() -> None:
    assert {key: len(table.cells) for key, table in OLD.tables.items()} == {"disclosure": 22, "applications": 161, "disputes": 15}
    results = [row for row in OLD.tables["applications"].blocks[0].rows if row.label[0] == "三、本年度办理结果" and not row.sum]
    assert len(results) == 19 and results[-1].label == ("三、本年度办理结果", "（六）其他处理")


def test_new_reports_are_of_2021() -> None:
    assert resources.EDITION == "2021" and FORM.edition == "2021" and FORM.successor is None


def of_text(text: str) -> Incoming:
    return assembling.assemble(list(blocks_of(text.split("\n"), FORMS)), "年报.txt", FORMS)


@pytest.mark.parametrize("shape", ["boxes", "rows", "bare"])
def test_a_report_of_2019_is_read_whole_from_its_text(shape: str) -> None:
    report = old_report()
    read = of_text(flattened(report, shape, WHOLE))
    assert (read.edition, read.whole) == ("2019", True)
    assert read_values(read) == stated(report) and read.texts["year"] == "2019"


def test_a_report_of_2019_is_read_whole_from_a_page_and_from_word_and_excel(tmp_path: Path) -> None:
    report = old_report()
    for suffix in (".docx", ".xlsx"):
        formats.write(report, tmp_path / f"年报{suffix}")
    contents = [page(report).encode(), *((tmp_path / f"年报{suffix}").read_bytes() for suffix in (".docx", ".xlsx"))]
    for content in contents:
        read = incoming(content)
        assert (read.edition, read.whole) == ("2019", True) and read_values(read) == stated(report)


def test_only_what_means_the_same_has_a_counterpart() -> None:
    successor = OLD.successor
    assert successor is not None and successor.edition == "2021"
    counterparts = {address: successor.address(address) for address in OLD.cells}
    assert {new for new in counterparts.values() if new} <= FORM.cells.keys()
    assert counterparts["applications.received.other"] == "applications.received.other"
    assert counterparts["applications.other_handling.total"] == "applications.other_rest.total"
    assert counterparts["disclosure.licensing.decisions"] == "disclosure.licensing.decisions"
    without = {address.split(".", 1)[1] for address, new in counterparts.items() if not new}
    assert without == {
        *(
            f"{row}.{column}"
            for row in ("regulations", "normative_documents")
            for column in ("newly_made", "newly_published", "published_in_all")
        ),
        *(f"{row}.{column}" for row in ("licensing", "penalties", "coercion", "fees") for column in ("items_last_year", "items_changed")),
        *(f"other_services.{column}" for column in ("items_last_year", "items_changed", "decisions")),
        "procurement.projects",
        "procurement.amount",
    }
    assert len([new for new in counterparts.values() if new]) == 161 + 15 + 3


def test_what_has_no_counterpart_is_listed() -> None:
    report = old_report()
    listed = leftovers(of_text(flattened(report, damage=WHOLE)).without_counterpart(OLD))
    assert len(listed) == 19
    assert listed[0] == ("“规章 · 本年新制作数量”在2021版格式中无对应", report.text("disclosure.regulations.newly_made"))
    assert imported(flattened(distinct_report())).without_counterpart(FORM) == []


def test_a_sum_with_its_unit_is_not_understood_and_kept() -> None:
    report = old_report()
    report.apply(report.plan({"disclosure.procurement.amount": Entry("251000元")}))
    read = of_text(flattened(report, damage=WHOLE))
    assert leftovers(read.not_understood) == [("disclosure.procurement.amount", "251000元")]


def test_a_2021_report_with_one_row_of_other_handling_is_read_on_a_guess() -> None:
    text = flattened(distinct_report(), "rows", WHOLE).split("\n")
    one = next(line for line in text if "3.其他\t" in line)
    first = next(index for index, line in enumerate(text) if "逾期不补正" in line)
    text[first : first + 3] = ["\t（六）其他处理\t" + one.split("3.其他\t")[1]]
    read = imported("\n".join(text))
    assert read.edition == "2021" and len(read.raws) == 200 - 14
    assert {guess.cell.rsplit(".", 1)[0] for guess in read.guessed} == {"applications.other_rest"}
    assert read.guessed[0].why == "没有认出行标题“（六）其他处理”，读作“3.其他”"


def test_an_edition_that_is_not_at_hand_is_read_as_the_one_that_is() -> None:
    read = assembling.assemble(list(blocks_of(flattened(old_report(), damage=WHOLE).split("\n"), FORMS)), "年报.txt", {"2021": FORM})
    assert read.edition == "2021" and "disclosure.regulations.issued" not in read.raws


def test_import_keeps_the_edition_and_says_what_has_no_counterpart(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "年报.html", tmp_path / "年报.nianbao"
    source.write_text(page(old_report()), encoding="utf-8")
    assert cli.main(["import", str(source), "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["edition"], said["year"], said["read"]) == ("2019", 2019, 198)
    assert sum("无对应" in one["where"] for one in said["unmapped"]) == 19
    assert project.read(out, FORMS).report.form.edition == "2019"


@pytest.mark.parametrize("wrong", ['"disclosure.licensing.decision",', '"nothing",'])
def test_a_counterpart_of_no_cell_is_refused(wrong: str) -> None:
    with pytest.raises(FormError, match="与后一版的对应提到了不存在的格子"):
        read_form(SOURCE.replace('"disclosure.licensing.decisions",', wrong))
