"""Finding the numbers of a table by its labels: each to its cell, or to nobody, and then said aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.formats.incoming import Guess
from tests.flattening import WHOLE, Damage, flattened, imported, leftovers, report_with
from tests.samples import distinct_report

FORMS = resources.forms()
FORM = resources.form()


def test_a_misspelt_heading_is_a_guess_and_says_why() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("现行有效件数", "先行有效件数"))
    value = str(distinct_report().value("disclosure.regulations.in_force"))
    why = "没有认出表头“先行有效件数”，按格式的列序读作“现行有效件数”"
    assert incoming.guessed[0] == Guess("disclosure.regulations.in_force", value, value, why)
    assert len(incoming.guessed) == 2 and not incoming.whole


def test_without_headings_the_order_of_the_form_is_a_guess() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    incoming = imported("\n".join(line for line in text.split("\n") if not line.startswith(("信息内容", "（本列", "\t自然人", "\t\t商业"))))
    assert len(incoming.guessed) == 185 and len(incoming.raws) == 200


def test_a_table_of_bare_numbers_is_not_read_without_headings() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    incoming = imported("\n".join(line for line in text.split("\n") if not re.match(r"\t*(行政复议\t|结果维持\t)", line)))
    assert ("“四、政府信息公开行政复议、行政诉讼情况”没有找到表格", "") in leftovers(incoming.not_understood)
    assert len(incoming.raws) == 185
    assert any("行政诉讼" in leftover.where for leftover in incoming.unmapped)


def test_a_row_with_too_few_boxes_is_not_read() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    row = next(line for line in text.split("\n") if "重复申请" in line)
    incoming = imported(text.replace(row, row.rsplit("\t", 1)[0]))
    assert len(incoming.not_understood) == 1 and "2.重复申请" in incoming.not_understood[0].raw
    assert incoming.not_understood[0].where == "“三、收到和处理政府信息公开申请情况”表格第20行"
    assert [address for address in incoming.blank(FORM) if "declined_repeat" not in address] == []


def test_a_row_that_two_readings_fit_is_not_read() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    row = next(line for line in text.split("\n") if "（二）部分公开" in line)
    boxes = row.split("\t")
    incoming = imported(text.replace(row, "\t".join([*boxes[:2], "", *boxes[3:8], boxes[8], ""])))
    assert [leftover.raw.split()[0][:7] for leftover in incoming.not_understood] == ["（二）部分公开"]
    assert "applications.partly_granted.business" not in incoming.raws


def test_a_missing_row_is_named() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    row = next(line for line in text.split("\n") if line.startswith("规章"))
    incoming = imported(text.replace(row + "\n", ""))
    assert leftovers(incoming.not_understood) == [("“二、主动公开政府信息情况”表格没有找到“规章”这一行", "")]


def test_a_misspelt_caption_is_a_guess_and_says_why() -> None:
    text = flattened(distinct_report(), "rows", WHOLE).replace("2.重复申请", "2.重覆申请")
    incoming = imported(text)
    guessed = [guess for guess in incoming.guessed if guess.cell == "applications.declined_repeat.natural_person"]
    assert len(incoming.guessed) == 7 and guessed[0].why == "没有认出行标题“2.重覆申请”，读作“2.重复申请”"
    assert incoming.report(FORMS).value(guessed[0].cell) == distinct_report().value(guessed[0].cell)


def test_an_unknown_row_with_numbers_is_named() -> None:
    text = flattened(distinct_report(), "rows", WHOLE).replace("2.重复申请", "2.另行告知")
    found = leftovers(imported(text).not_understood)
    assert found[0][1].startswith("2.另行告知") and found[1][0].endswith("没有找到“2.重复申请”这一行")


def test_a_heading_of_another_meaning_is_not_taken_for_the_one_that_is_missing() -> None:
    incoming = imported(flattened(distinct_report(), damage=WHOLE).replace("现行有效件数", "对外公开总数量"))
    assert "disclosure.regulations.in_force" not in incoming.raws
    assert len(incoming.not_understood) == 2 and not incoming.guessed


def test_a_second_row_with_the_same_caption_is_named() -> None:
    text = flattened(distinct_report(), "rows", WHOLE)
    incoming = imported(text.replace("行政处罚\t", "行政处罚\t1\n行政处罚\t"))
    assert incoming.raws["disclosure.penalties.decisions"] == "1"
    assert [leftover.raw.split()[0] for leftover in incoming.not_understood] == ["行政处罚"]


def test_a_column_that_the_form_does_not_have_is_kept_aside() -> None:
    text = flattened(distinct_report(), "rows", WHOLE).replace("现行有效件数", "现行有效件数\t备注")
    text = re.sub(r"(?m)^((?:规章|行政规范性文件)\t.*)$", r"\1\t说明甲", text)
    incoming = imported(text)
    assert incoming.whole and len(incoming.raws) == 200
    assert [leftover.raw for leftover in incoming.unmapped] == ["说明甲", "说明甲"]


def test_a_table_of_another_kind_is_kept_aside() -> None:
    extra = "五、信息处理费收取情况\n\t通知收取件数\n\t实际收取金额（元）\n\n\t7\n\t70\n\n"
    incoming = imported(flattened(distinct_report()).replace("5、", extra + "5、"))
    assert incoming.whole and len(incoming.raws) == 200
    assert ("“四、政府信息公开行政复议、行政诉讼情况”中多出的表格", "7 70") in leftovers(incoming.unmapped)
    assert incoming.texts["disputes.after"] == "五、信息处理费收取情况"


@pytest.mark.parametrize("shape", ["boxes", "rows", "bare"])
def test_words_around_a_table_stay_around_it(shape: str) -> None:
    report = report_with(
        disclosure__before="本机关无规章制定权。", applications__after="注：以上含补正中的申请。", disputes__after="全年未发生诉讼。"
    )
    texts = imported(flattened(report, shape)).texts
    assert texts["disclosure.before"] == "本机关无规章制定权。"
    assert texts["applications.after"] == "注：以上含补正中的申请。"
    assert texts["disputes.after"] == "全年未发生诉讼。"


def test_a_remark_inside_a_table_goes_below_it() -> None:
    incoming = imported(flattened(distinct_report()).replace("\t行政强制\n", "\t以下为本级数据\n\n\t行政强制\n"))
    assert incoming.texts["disclosure.after"] == "以下为本级数据" and incoming.whole


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["boxes", "rows", "bare"]), st.lists(st.integers(0, 900), min_size=1, max_size=4), st.booleans())
def test_a_line_lost_costs_its_numbers_but_moves_none(shape: str, lost: list[int], is_whole: bool) -> None:
    report = distinct_report()
    lines = flattened(report, shape, WHOLE if is_whole else Damage()).split("\n")
    gone = {line % len(lines) for line in lost}
    incoming = imported("\n".join(line for index, line in enumerate(lines) if index not in gone))
    made = incoming.report(FORMS)
    named = {guess.cell for guess in incoming.guessed} | {leftover.where for leftover in incoming.not_understood}
    for address in incoming.raws.keys() - named:
        assert made.reading(address).value == report.value(address), address


def test_a_heading_right_below_a_table_is_none_of_its_boxes() -> None:
    text = flattened(distinct_report())
    incoming = imported(re.sub(r"\n+5、", "\n5、", re.sub(r"\n+三、收", "\n三、收", text)))
    assert incoming.whole and len(incoming.raws) == 200
