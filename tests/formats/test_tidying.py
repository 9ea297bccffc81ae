"""What an import puts right by itself, and says so; the record keeps it."""

from __future__ import annotations

import pytest

from desktopapp import formats, resources
from desktopapp.core.checks import Case, check
from desktopapp.core.report import RECORD
from desktopapp.formats.incoming import Incoming
from tests.core.checks.saying import TODAY
from tests.flattening import WHOLE, flattened, imported
from tests.samples import SEED, careful_report, distinct_report

FORMS = resources.forms()


def done(incoming: Incoming, where: str = "") -> str:
    return "；".join(tidied.what for tidied in incoming.normalised if not where or tidied.where == where)


def careful_text(**changes: str) -> str:
    text = flattened(careful_report(), damage=WHOLE)
    for before, after in changes.items():
        text = text.replace(before, after)
    return text


def test_bookmarks_spaces_broken_labels_and_the_signature_are_named() -> None:
    incoming = imported(flattened(distinct_report()))
    assert "去掉了2处书签残留（OLE_LINK1、_GoBack）" in done(incoming, "全文")
    assert "处换行" in done(incoming, "applications")
    assert "数字的写法已按数字读取（空格" in done(incoming, "applications")


def test_odd_spaces_are_taken_out_of_the_text_and_counted() -> None:
    incoming = imported(careful_text(发布信息="发布\u2002信息"))
    assert "发布信息120条" in incoming.texts["overview"]
    assert "1段文字里多余的空格" in done(incoming, "overview")


def test_a_space_between_chinese_and_digits_stays_a_space() -> None:
    incoming = imported(careful_text(发布信息120条="发布信息\u00a0120 条"))
    assert "发布信息 120 条" in incoming.texts["overview"]


def test_a_heading_that_was_written_otherwise_is_named() -> None:
    incoming = imported(careful_text(**{"五、存在的主要问题及改进情况": "5、 存在的主要问题及改进措施"}))
    assert done(incoming, "problems").startswith("标题写作“5、 存在的主要问题及改进措施”")


def test_numbers_of_sub_headings_are_named_and_left() -> None:
    incoming = imported(careful_text(**{"（四）政府信息公开平台": "（4）政府信息公开平台"}))
    assert "（4）政府信息公开平台" in incoming.texts["overview"]
    assert "“（4）”与前后不一致" in done(incoming, "overview")


def test_a_file_in_order_has_nothing_to_tell_of_its_words() -> None:
    incoming = imported(careful_text())
    assert all(done(incoming, key) == "" for key in ("overview", "problems", "applications", "全文"))


def test_the_record_keeps_it_and_a_second_reading_says_it_again() -> None:
    report = imported(careful_text(**{"（四）政府信息公开平台": "（4）政府信息公开平台"})).report(FORMS)
    assert "导入时整理　总体情况　序号“（4）”与前后不一致" in report.text(RECORD)


@pytest.mark.skipif(not SEED.exists(), reason="needs the real report")
def test_every_defect_of_the_seed_that_words_can_have_is_named() -> None:
    incoming = formats.read(SEED, FORMS)
    tidied = done(incoming)
    for words in ("书签残留", "多余的空格", "标题写作“5、", "“（4）”", "换行", "数字的写法"):  # 2, 5, 9, 8, 14, 13
        assert words in tidied
    found = {(finding.rule, finding.where.part if finding.where else "") for finding in check(Case(incoming.report(FORMS), TODAY))}
    named = {
        ("ST-05", "title"),  # 1
        ("TX-06", "overview"),  # 3, 19
        ("TX-07", "overview"),  # 3
        ("TX-12", "overview"),  # 7
        ("ST-02", "overview"),  # 8
        ("TX-13", "problems"),  # 16
        ("TX-08", "problems"),  # 17
        ("TX-06", "problems"),  # 18
        ("TX-09", "other_matters"),  # 20
        ("TX-13", "other_matters"),  # 20: no stop
        ("ST-06", ""),  # 21
    }
    assert named <= found
