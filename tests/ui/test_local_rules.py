"""本地要求: chosen from a file, shown, taken off, undone; trouble is said in the one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton

from desktopapp import resources
from desktopapp.core import carrying, office_rules, project
from desktopapp.core.office_rules import OfficeRules
from desktopapp.ui.local_rules import LocalRulesDialog
from desktopapp.ui.main_window import MainWindow
from tests.hands import find, load
from tests.samples import careful_report
from tests.ui.test_keyboard import nameless

NOTICE = '"名称" = "某县通知"\n"公布期限" = "1月20日"\n"不能出现" = ["圆满完成"]\n["最多字数"]\n"总体情况" = 20\n'


@pytest.fixture
def notice_file(tmp_path: Path) -> Path:
    path = tmp_path / "通知.toml"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def dialog_of(window: MainWindow) -> LocalRulesDialog:
    window.actions_by_key["local_rules"].trigger()
    return next(dialog for dialog in window.findChildren(LocalRulesDialog) if dialog.isVisible())


def press_button(dialog: QDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text().startswith(words)).click()


def choose(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    press_button(dialog_of(window), "选用")


def rules_found(window: MainWindow) -> set[str]:
    return {finding.rule for finding in window.document.settled()}


def test_a_file_is_gone_by_as_one_step(window: MainWindow, notice_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(window, careful_report())
    assert "LR-1" not in rules_found(window)
    choose(window, notice_file, monkeypatch)
    assert "LR-1" in rules_found(window)
    assert window.notice.words == "已选用“某县通知”，随项目保存，可以撤销。"
    assert window.document.modified
    window.document.undo_stack.undo()
    assert "LR-1" not in rules_found(window)
    assert window.document.project.office == OfficeRules()
    window.document.undo_stack.redo()
    assert "LR-1" in rules_found(window)


def test_what_is_asked_is_shown_and_can_be_taken_off(window: MainWindow, notice_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(window, careful_report())
    dialog = dialog_of(window)
    assert find(dialog, QLabel, "local_rules_name").text() == "没有选用本地要求"
    assert nameless(dialog) == []
    dialog.reject()
    choose(window, notice_file, monkeypatch)
    dialog = dialog_of(window)
    assert find(dialog, QLabel, "local_rules_name").text() == "某县通知"
    assert find(dialog, QLabel, "local_rules_words").text() == "公布期限：1月20日\n总体情况：最多20字\n不能出现：“圆满完成”"
    press_button(dialog, "移去")
    assert "LR-1" not in rules_found(window)
    assert window.document.undo_stack.undoText() == "移去本地要求"


def test_its_deadline_counts_down(window: MainWindow, notice_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(window, careful_report())
    choose(window, notice_file, monkeypatch)
    assert "1月20日前公布" in window.workspace._about.text()
    window.actions_by_key["checkup"].trigger()
    assert find(window, QLabel, "checkup_deadline").text().endswith("（按本地要求“某县通知”）")


@pytest.mark.parametrize(
    ("content", "said"), [('"名称" = 3', "“坏.toml”：“名称”应当是"), ("不是TOML", "“坏.toml”的写法不对"), ("", "相同")]
)
def test_trouble_with_a_file_is_said_and_nothing_changes(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str
) -> None:
    load(window, careful_report())
    path = tmp_path / "坏.toml"
    path.write_text(content, encoding="utf-8")
    choose(window, path, monkeypatch)
    assert said in window.notice.words
    assert not window.document.modified


def test_it_goes_with_the_project_and_into_the_next_year(
    window: MainWindow, notice_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load(window, careful_report())
    choose(window, notice_file, monkeypatch)
    window.document.save(tmp_path / "甲.nianbao")
    assert project.read(tmp_path / "甲.nianbao", resources.forms()).office.name == "某县通知"
    window.actions_by_key["next_year"].trigger()
    assert window.document.report.year == carrying.next_year(careful_report(), resources.form()).year
    assert window.document.project.office.name == "某县通知"


def test_the_example_is_saved_and_can_be_chosen(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "我县要求"), ""))
    press_button(dialog_of(window), "示例另存为")
    assert office_rules.read(tmp_path / "我县要求.toml").given
    assert "我县要求.toml" in window.notice.words


def test_a_final_report_keeps_its_rules(window: MainWindow) -> None:
    load(window, careful_report())
    window.document.seal("甲")
    dialog = dialog_of(window)
    assert not [
        button.text() for button in dialog.findChildren(QPushButton) if button.text()[:2] in ("选用", "移去") and button.isEnabled()
    ]
    assert not window.document.put_office(OfficeRules(name="乙"), "试")
