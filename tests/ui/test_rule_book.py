"""核对规则 in the window: searched, followed, printed, and a way to what each rule has found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton

from desktopapp.core import checks
from desktopapp.core.report import Entry
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.rule_book import RuleBook
from tests import invented
from tests.hands import find, load, press, type_text, wait_until
from tests.samples import careful_report
from tests.ui.test_keyboard import nameless

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def book(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> RuleBook:
    """The book, open beside a report in which one sum is wrong and one claim is."""
    invented.use(monkeypatch)
    report = careful_report()
    report.apply(report.plan({"overview": Entry("全年答复12件。"), "disputes.review.total": Entry("3")}))
    load(window, report)
    window.actions_by_key["rules"].trigger()
    wait_until(lambda: QApplication.activeWindow() is window.checks._book)
    return window.checks._book


def numbers(book: RuleBook) -> list[str]:
    return [str(key) for key in book.list.rows.keys]


def test_every_rule_is_listed_with_its_result_in_the_open_report(book: RuleBook) -> None:
    assert numbers(book) == [rule.id for rule in checks.CHECKS]
    details = {str(row.key): row.detail for row in book.list.rows._rows}
    assert details["T4-1"] == "阻断　四、政府信息公开行政复议、行政诉讼情况　现在：阻断1处"
    assert details["T4-2"].endswith("现在：由程序合计")
    assert details["NT-91"] == "需说明　文字与表格　现在：需说明1处"
    assert details["TX-91"].endswith("现在：通过")
    assert details["XY-91"].endswith("现在：无法核对")


def test_a_search_finds_rules_by_their_words(book: RuleBook) -> None:
    book.search.setFocus()
    type_text("结转 逐列")
    assert {"T3-1", "T3-4"} <= set(numbers(book)) < {rule.id for rule in checks.CHECKS}
    press(Qt.Key.Key_Down)
    assert book.list.hasFocus()
    book.search.setFocus()
    book.search.setText("没有的词")
    assert numbers(book) == []
    assert book.details._heading.text() == "没有这样的规则，换个词试试"
    press(Qt.Key.Key_Escape)
    assert book.search.text() == ""
    assert book.isVisible(), "the first Esc takes the search back"


def test_only_what_has_not_passed_is_shown_on_demand(book: RuleBook) -> None:
    book.failing.click()
    shown = {str(row.key): row.detail for row in book.list.rows._rows}
    assert {"T4-1", "NT-91", "XY-91"} <= set(shown)
    assert not any(detail.endswith(("通过", "由程序合计")) for detail in shown.values())


def test_a_rule_says_what_it_found_and_leads_there(window: MainWindow, book: RuleBook) -> None:
    book.list.setCurrentIndex(book.list.rows.index(numbers(book).index("NT-91")))
    assert find(book, QLabel, "rule_result").text() == "现在：需说明1处"
    assert find(book, QLabel, "rule_facts").text() == "看哪里：文字与表格\n程度：需说明\n依据：试"
    found = book.details.found
    found.setCurrentIndex(found.rows.index(0))
    found.setFocus()
    press(Qt.Key.Key_Return)
    assert window.workspace.pages.currentWidget().key == "overview"


def test_the_book_follows_the_report(window: MainWindow, book: RuleBook) -> None:
    book.list.setCurrentIndex(book.list.rows.index(numbers(book).index("T4-1")))
    assert find(book, QLabel, "rule_result").text() == "现在：阻断1处"
    window.document.put({"disputes.review.total": Entry("0")}, "填数")
    assert find(book, QLabel, "rule_result").text() == "现在：通过"


def test_shift_f1_opens_the_rule_of_the_chosen_finding(window: MainWindow, book: RuleBook) -> None:
    book.close()
    row = [finding.rule for finding in window.document.findings].index("NT-91")
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    window.workspace.findings.list.setCurrentIndex(window.workspace.findings.list.rows.index(row))
    window.workspace.findings.list.setFocus()
    press(Qt.Key.Key_F1, SHIFT)
    assert book.isVisible()
    assert book.list.currentIndex().data() == "NT-91　文中“答复n件”与表三办理结果总计一致。"


def test_every_control_has_a_name(book: RuleBook) -> None:
    assert nameless(book) == []


def test_a_change_of_looks_builds_the_book_anew(window: MainWindow, book: RuleBook) -> None:
    window.actions_by_key["dark"].trigger()
    window.actions_by_key["rules"].trigger()
    assert window.checks._book is not book
    window.actions_by_key["light"].trigger()


def test_the_book_is_written_as_a_pdf_with_what_it_says_now(
    window: MainWindow, book: RuleBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "规则"), ""))
    next(button for button in book.findChildren(QPushButton) if "PDF" in button.text()).click()
    wait_until(lambda: "已导出“规则.pdf”" in window.notice.words)
    assert (tmp_path / "规则.pdf").read_bytes().startswith(b"%PDF-")


def test_the_search_line_is_where_the_cursor_begins(book: RuleBook) -> None:
    assert find(book, QLineEdit, "rules_search").hasFocus()
