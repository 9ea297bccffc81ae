"""The list of findings: by kind, with cause and mend, one after another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton

from desktopapp.core.checks import Severity
from desktopapp.core.report import Entry
from desktopapp.ui.findings_list import in_one
from desktopapp.ui.kind_chips import Chip
from desktopapp.ui.main_window import MainWindow
from tests import invented
from tests.hands import find, load, messages, press, show, type_text
from tests.samples import careful_report

TEXT = "本机关认真工作,依法公开。\n全年新收0件，答复12件，结转0件。"
ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    invented.use(monkeypatch)


@pytest.fixture
def many(window: MainWindow) -> MainWindow:
    """A window with two findings that block, one to explain, one hint, one that cannot be checked."""
    load(window, careful_report())
    wrong = {"disputes.review.other": Entry("x"), "disclosure.fees.amount": Entry("251000元"), "overview": Entry(TEXT)}
    window.document.put(wrong, "试")
    window.document.settled()
    return window


def chips(window: MainWindow) -> dict[str, Chip]:
    return {chip.text(): chip for chip in window.workspace.findings.kinds.chips.values() if chip.isVisible()}


def choose(window: MainWindow, rule: str) -> None:
    """Click the finding of a rule."""
    view = find(window, QListView, "findings")
    row = [finding.rule for finding in view.model().findings].index(rule)
    view.setCurrentIndex(view.model().index(row, 0))
    view.clicked.emit(view.currentIndex())


class TestKinds:
    def test_each_kind_that_there_is_has_its_count(self, many: MainWindow) -> None:
        unchecked = sum(finding.severity == "unchecked" for finding in in_one(many.document.findings))
        assert list(chips(many)) == [f"全部 {4 + unchecked}", "阻断 2", "需说明 1", "提示 1", f"无法核对 {unchecked}"]

    def test_a_click_shows_one_kind_alone(self, many: MainWindow) -> None:
        QTest.mouseClick(chips(many)["提示 1"], Qt.MouseButton.LeftButton)
        assert messages(many) == ["半角逗号。"]
        QTest.mouseClick(next(iter(chips(many).values())), Qt.MouseButton.LeftButton)
        assert len(messages(many)) == len(in_one(many.document.findings))

    def test_the_arrows_go_from_kind_to_kind(self, many: MainWindow) -> None:
        next(iter(chips(many).values())).setFocus()
        press(Qt.Key.Key_Right)
        assert len(messages(many)) == 2
        press(Qt.Key.Key_Right)
        assert messages(many) == ["文中“答复12件”，表三办理结果总计是0。"]
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_Left)
        shown = find(many, QListView, "findings").model().findings
        assert {finding.severity for finding in shown} == {"unchecked"}
        assert QApplication.focusWidget() is chips(many)[f"无法核对 {len(messages(many))}"]

    def test_when_the_last_of_the_chosen_kind_is_mended_all_are_shown(self, many: MainWindow) -> None:
        QTest.mouseClick(chips(many)["提示 1"], Qt.MouseButton.LeftButton)
        many.document.put_text("overview", TEXT.replace(",", "，"), "试")
        many.document.settled()
        assert len(messages(many)) == len(in_one(many.document.findings)) > 1

    def test_what_is_explained_has_a_kind_of_its_own(self, many: MainWindow) -> None:
        choose(many, "NT-91")
        find(many, QLineEdit, "reason").setFocus()
        type_text("另12件为上年所收")
        press(Qt.Key.Key_Return)
        assert "已说明 1" in chips(many)
        assert "需说明 1" not in chips(many)

    def test_many_findings_keep_the_chips_inside_the_panel(self, many: MainWindow) -> None:
        kinds = many.workspace.findings.kinds
        QApplication.processEvents()
        assert all(kinds.rect().contains(chip.geometry()) for chip in kinds.chips.values() if chip.isVisible())


class TestMend:
    def test_a_finding_says_its_cause_and_its_mend(self, many: MainWindow) -> None:
        view = find(many, QListView, "findings")
        spoken = [str(view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(view.model().rowCount())]
        assert "需说明，NT-91，文中“答复12件”，表三办理结果总计是0。，差在哪里：可能误取了自然人列" in spoken
        assert any("可改：换算为25.1万元" in words for words in spoken)

    def test_one_key_mends_as_one_step_and_never_by_itself(self, many: MainWindow) -> None:
        choose(many, "TX-91")
        mend = find(many, QPushButton, "finding_mend")
        assert mend.isVisible() and mend.accessibleName() == "按此改正：改为全角逗号"
        assert many.document.report.text("overview") == TEXT, "nothing is mended before the key"
        press(Qt.Key.Key_Return, ALT)
        assert many.document.report.text("overview") == TEXT.replace(",", "，")
        assert many.document.undo_stack.undoText() == "改为全角逗号"
        many.document.undo_stack.undo()
        assert many.document.report.text("overview") == TEXT

    def test_the_button_goes_to_what_it_mended(self, many: MainWindow) -> None:
        choose(many, "TX-91")
        show(many, "disputes")
        find(many, QPushButton, "finding_mend").click()
        assert many.workspace.pages.currentWidget().key == "overview"

    def test_what_is_not_shown_is_not_mended(self, many: MainWindow) -> None:
        choose(many, "TX-91")
        QTest.mouseClick(chips(many)["需说明 1"], Qt.MouseButton.LeftButton)
        assert not find(many, QPushButton, "finding_mend").isVisible()
        many.actions_by_key["mend"].trigger()
        assert many.document.report.text("overview") == TEXT

    def test_where_no_mend_is_known_that_is_said(self, many: MainWindow) -> None:
        choose(many, "NT-91")
        assert not find(many, QPushButton, "finding_mend").isVisible()
        many.actions_by_key["mend"].trigger()
        assert "没有可以直接改正的办法" in many.notice.words

    def test_the_next_finding_after_a_mend_is_the_one_in_its_place(self, many: MainWindow) -> None:
        choose(many, "C01")
        row = find(many, QListView, "findings").currentIndex().row()
        following = many.document.findings[row + 1]
        many.document.put({many.document.findings[row].cells[0]: Entry("0")}, "填数")
        many.actions_by_key["next_finding"].trigger()
        assert many.workspace.findings.list.finding.message == following.message


def test_a_click_on_the_rules_number_opens_the_rule_book_there(many: MainWindow) -> None:
    view = find(many, QListView, "findings")
    choose(many, "C01")
    row = [finding.rule for finding in view.model().findings].index("NT-91")
    index = view.model().index(row, 0)
    view.scrollTo(index)
    area = view.itemDelegate().rule_area(view.visualRect(index), view.model().findings[row])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center() + QPoint(1, 0))
    assert many.checks._book.list.currentIndex().data().startswith("NT-91")
    assert many.workspace.findings.list.finding.rule == "NT-91"


def test_what_several_rules_cannot_check_for_one_reason_is_listed_once(window: MainWindow) -> None:
    load(window, careful_report())
    unchecked = [finding for finding in window.document.findings if finding.severity is Severity.UNCHECKED]
    assert len(unchecked) > 1 and len({finding.message for finding in unchecked}) < len(unchecked)
    (line,) = [words for words in messages(window) if words.startswith("没有上年年报，无法核对。")]
    assert "XY-1、" in line and line.endswith("条规则）")
