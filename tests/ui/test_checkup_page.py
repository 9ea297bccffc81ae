"""填报体检 says how long there is, what is left, and leads there."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QProgressBar

from desktopapp.core.report import Entry, Origin
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, load, press
from tests.samples import blank_report, careful_report


def tasks(window: MainWindow) -> list[str]:
    model = find(window, QListView, "checkup_left").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def open_checkup(window: MainWindow) -> None:
    window.actions_by_key["checkup"].trigger()


def test_a_whole_report_has_nothing_left(window: MainWindow) -> None:
    load(window, careful_report())
    open_checkup(window)
    assert tasks(window) == []
    assert find(window, QLabel, "checkup_verdict").text() == "通过核对。"
    bar = find(window, QProgressBar, "checkup_filled")
    assert bar.value() == bar.maximum() == 4 + 166 + 3


def test_what_is_blank_wrong_unexplained_or_not_looked_at_is_listed_and_leads_there(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put(
        {
            "date": Entry(""),
            "disclosure.licensing.decisions": Entry("5（其中3件，1件）"),
            "disclosure.penalties.decisions": Entry("6", Origin.IMPORTED),
            "applications.received.business": Entry("1"),
            "disputes.review.other": Entry(""),
            "problems": Entry(""),
        },
        "改错",
    )
    open_checkup(window)
    words = tasks(window)
    assert [word[:12] for word in words] == [
        "落款日期没有填",
        "需说明：行政许可 · 本",
        "1处导入或上年带入的内容",
        "“商业企业”列：第一项加",
        "“总计”列：第一项加第二",
        "1格没有填",
        "还没有写",
    ]
    left = find(window, QListView, "checkup_left")
    assert left.hasFocus()
    for row, place in ((3, "applications.received.business"), (5, "disputes.review.other")):
        left.setCurrentIndex(left.model().index(row, 0))
        press(Qt.Key.Key_Return)
        assert window.workspace.grid.current_address() == place
        open_checkup(window)
    left.setCurrentIndex(left.model().index(6, 0))
    press(Qt.Key.Key_Return)
    assert window.workspace.pages.currentWidget().key == "problems"


@pytest.mark.parametrize(
    ("kind", "today", "words"),
    [
        ("部门", "2025-01-21", "1月31日前公布，还有10天"),
        ("人民政府", "2025-03-31", "3月31日前公布，今天到期"),
        ("", "2025-02-02", "1月31日前公布，已过2天"),
    ],
)
def test_the_days_left_are_counted(window: MainWindow, kind: str, today: str, words: str) -> None:
    load(window, careful_report())
    window.document._now = lambda: datetime.datetime.fromisoformat(today)
    window.document.put_text("kind", kind, "选择单位类型")
    open_checkup(window)
    assert find(window, QLabel, "checkup_deadline").text().startswith(words)


def test_a_local_date_goes_before_the_statute(window: MainWindow) -> None:
    load(window, careful_report())
    window.workspace.set_local_deadline("01-20")
    open_checkup(window)
    assert "1月20日前公布" in find(window, QLabel, "checkup_deadline").text()
    assert "本地期限" in find(window, QLabel, "checkup_deadline").text()


def test_the_page_follows_what_is_typed(window: MainWindow) -> None:
    load(window, blank_report())
    open_checkup(window)
    before = len(tasks(window))
    window.document.put_text("other_matters", "无", "编辑")
    assert len(tasks(window)) == before - 1


def test_the_part_list_counts(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.put({"disputes.review.other": Entry(""), "applications.received.business": Entry("1")}, "改")
    model = find(window, QListView, "section_list").model()
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert spoken[3].endswith("有问题 2处")
    assert spoken[4].endswith("填写中 11/12")
    assert spoken[-2] == "填报体检，有问题 2处"
