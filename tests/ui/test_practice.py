"""练习, driven as a learner does: the keys that the guide names, on the widgets that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView

from desktopapp import resources
from desktopapp.core import checks
from desktopapp.core.practice import Step
from desktopapp.core.report import Entry
from desktopapp.ui import questions
from desktopapp.ui.main_window import SMALLEST, MainWindow
from desktopapp.ui.practice_guide import PracticeGuide
from tests.hands import find, index_of, press, type_at, type_text, wait_until

PRACTICE = resources.root() / "sample" / "练习.nianbao"


@pytest.fixture
def guide(window: MainWindow) -> PracticeGuide:
    window.actions_by_key["practice"].trigger()
    QApplication.processEvents()
    found = find(window, PracticeGuide, "practice_guide")
    assert found.isVisible()
    return found


def button(guide: PracticeGuide, words: str) -> QPushButton:
    (found,) = [button for button in guide.findChildren(QPushButton) if button.text() == words and button.isVisible()]
    return found


def step_at(guide: PracticeGuide) -> Step:
    return guide._steps[guide._current]


def mend(window: MainWindow, guide: PracticeGuide, step: Step) -> None:
    """Mend an error the way its words say."""
    grid = find(window, QTableView, f"grid_{step.place.split('.')[0]}")
    if step.row:
        button(guide, "复制正确的一行").click()
        button(guide, "带我去").click()
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif "换算为" in step.words:
        find(window, QPushButton, "cell_mend").click()
    elif "按 Shift+F2" in step.words:
        window.actions_by_key["note"].trigger()
        note = QApplication.focusWidget()
        assert note is find(window, QLineEdit, "cell_note")
        note.setSelection(note.text().index("148"), 3)
        type_text("138")
        press(Qt.Key.Key_Return)
    elif "按 F2" in step.words:
        button(guide, "带我去").click()
        assert grid.currentIndex() == index_of(grid, step.place)
        QTest.keyClick(grid, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.setSelection(editor.text().index("."), 1)
        press(Qt.Key.Key_Delete)
        press(Qt.Key.Key_Return)
    else:
        (value,) = step.values.values()
        type_at(window, step.place, str(value), Qt.Key.Key_Tab if "按 Tab" in step.words else Qt.Key.Key_Return)


def test_all_twelve_are_mended_by_the_keys_that_are_taught_and_then_nothing_blocks(window: MainWindow, guide: PracticeGuide) -> None:
    assert checks.blocks(window.document.findings)
    for number in range(12):
        step = step_at(guide)
        assert step is guide._steps[number], "the errors are shown in their order"
        assert guide._title.text() == step.title
        if "按 F5" in step.words or "按 F8" in step.words:
            window.actions_by_key["check" if "按 F5" in step.words else "next_finding"].trigger()
            assert step.place in window.workspace.grid.selected_addresses()
        mend(window, guide, step)
        assert guide._done == [True] * (number + 1) + [False] * (11 - number)
        assert guide._praise.text() == f"✓ 已改好：{step.title}"
    assert guide._title.text() == "12处都改好了，用时不到1分钟"
    assert not checks.blocks(window.document.findings)
    assert find(window, QLabel, "verdict").text().startswith("✓ 通过核对")


def test_it_shows_where_to_look_and_leads_there(window: MainWindow, guide: PracticeGuide) -> None:
    assert guide._where.text() == "二、主动公开政府信息情况　规章 · 本年废止件数"
    assert window.workspace.pages.currentWidget().key == "disclosure"
    button(guide, "带我去").click()
    assert window.workspace.grid.current_address() == "disclosure.regulations.repealed"


def test_an_error_that_comes_back_loses_its_tick(window: MainWindow, guide: PracticeGuide) -> None:
    mend(window, guide, step_at(guide))
    assert guide._done[0]
    window.actions_by_key["undo"].trigger()
    assert not guide._done[0]
    window.actions_by_key["redo"].trigger()
    assert guide._done[0]


def test_an_error_mended_out_of_turn_is_ticked_off_and_the_present_one_stays(window: MainWindow, guide: PracticeGuide) -> None:
    mend(window, guide, guide._steps[9])
    assert guide._done[9]
    assert guide._title.text() == guide._steps[0].title


def test_errors_can_be_skipped_and_gone_back_to(window: MainWindow, guide: PracticeGuide) -> None:
    assert not guide._last.isEnabled()
    button(guide, "跳过").click()
    assert guide._title.text() == guide._steps[1].title
    button(guide, "上一处").click()
    mend(window, guide, guide._steps[0])
    for _ in range(11):
        button(guide, "跳过").click()
    assert guide._title.text() == "改好了1处，还有11处"
    assert all(step.title in guide._words.text() for step in guide._steps[1:])
    button(guide, "上一处").click()
    assert guide._title.text() == guide._steps[11].title


def test_after_the_end_one_can_begin_again(window: MainWindow, guide: PracticeGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.DISCARD)
    mend(window, guide, guide._steps[0])
    for _ in range(11):
        button(guide, "跳过").click()
    button(guide, "再练一次").click()
    assert guide.isVisible()
    assert guide._done == [False] * 12
    assert len(window.findChildren(PracticeGuide)) == 1


def test_after_the_end_one_can_begin_a_report(window: MainWindow, guide: PracticeGuide) -> None:
    for _ in range(12):
        button(guide, "跳过").click()
    button(guide, "新建年报").click()
    assert not guide.isVisible()
    assert window.document.report.organ == ""


def test_it_can_be_closed_at_any_time_and_then_keeps_still(window: MainWindow, guide: PracticeGuide) -> None:
    button(guide, "结束练习").click()
    type_at(window, "disclosure.regulations.repealed", "0")
    assert not guide.isVisible()


def test_another_report_puts_it_away(window: MainWindow, guide: PracticeGuide) -> None:
    window.actions_by_key["sample"].trigger()
    assert not guide.isVisible()
    assert "示例" in window.notice.words


def test_nothing_is_written_unless_it_is_saved_elsewhere(window: MainWindow, guide: PracticeGuide, tmp_path: Path) -> None:
    before = PRACTICE.read_bytes()
    mend(window, guide, guide._steps[0])
    assert window.document.path is None
    assert window.document.modified
    assert window.files.save_to(tmp_path / "我的练习.nianbao")
    assert PRACTICE.read_bytes() == before
    assert [path.name for path in PRACTICE.parent.iterdir() if path.suffix == ".bak"] == []


def test_leaving_what_was_changed_asks_and_leaving_it_untouched_does_not(
    window: MainWindow, guide: PracticeGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda _parent, name: asked.append(name) or questions.Answer.CANCEL)
    window.actions_by_key["practice"].trigger()
    assert not asked
    mend(window, guide, guide._steps[0])
    window.actions_by_key["new"].trigger()
    assert len(asked) == 1
    assert guide.isVisible()


def test_unsaved_work_of_ones_own_is_asked_about_first(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.CANCEL)
    type_at(window, "applications.received.business", "3")
    window.actions_by_key["practice"].trigger()
    assert window.document.report.value("applications.received.business") == 3
    assert window.findChild(PracticeGuide, "practice_guide") is None


def test_what_is_said_meanwhile_does_not_cover_it(window: MainWindow, guide: PracticeGuide) -> None:
    window.notice.say("已粘贴7格。")
    QApplication.processEvents()
    guide_ends = guide.mapTo(window, guide.rect().bottomLeft()).y()
    assert window.notice.isVisible()
    assert window.notice.mapTo(window, window.notice.rect().topLeft()).y() > guide_ends


@pytest.mark.parametrize("width", [SMALLEST[0], 1366])
def test_no_word_is_cut_in_a_window_of_any_width(window: MainWindow, guide: PracticeGuide, width: int) -> None:
    window.resize(width, 700)
    for step in (*guide._steps, None):
        QApplication.processEvents()
        assert window.width() == width
        for label in (guide._words, guide._title, guide._where, guide._praise):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        for each in guide.findChildren(QPushButton):
            assert not each.isVisible() or guide.rect().contains(each.mapTo(guide, each.rect().bottomRight()))
        if step is not None:
            window.document.put({place: Entry(str(value)) for place, value in step.values.items()}, "填数")


def test_in_a_low_window_it_is_one_row_that_says_and_does_the_same(window: MainWindow, guide: PracticeGuide) -> None:
    window.resize(*SMALLEST)
    QApplication.processEvents()
    assert not guide._trail.isVisible()
    assert guide.height() < window.height() / 5
    step = step_at(guide)
    assert guide._words.text() == f"1/12　{step.title}：{step.words}"
    mend(window, guide, step)
    assert guide._words.text().startswith(f"✓ 已改好：{step.title}。2/12　{guide._steps[1].title}：")
    button(guide, "跳过").click()
    button(guide, "上一处").click()
    button(guide, "带我去").click()
    assert window.workspace.grid.current_address() == guide._steps[1].place
    window.resize(1366, 736)
    QApplication.processEvents()
    assert guide._trail.isVisible()
    assert guide._words.text() == guide._steps[1].words


def test_it_is_led_by_keys_alone(window: MainWindow, guide: PracticeGuide) -> None:
    for letter, title in ((Qt.Key.Key_N, guide._steps[1].title), (Qt.Key.Key_B, guide._steps[0].title)):
        press(letter, Qt.KeyboardModifier.AltModifier)  # the button goes down for a moment before it acts
        wait_until(lambda title=title: guide._title.text() == title)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: window.workspace.grid.current_address() == "disclosure.regulations.repealed")
    assert window.workspace.grid.hasFocus()
    press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: not guide.isVisible())


def test_it_is_spoken_and_told_by_shape_not_by_colour_alone(window: MainWindow, guide: PracticeGuide) -> None:
    assert guide.accessibleName() == f"练习：{guide._title.text()}"
    assert guide.accessibleDescription() == guide._words.text()
    mend(window, guide, guide._steps[0])
    assert guide._trail.accessibleName() == "共12处，已改好1处"


def test_another_theme_keeps_the_practice(window: MainWindow, guide: PracticeGuide) -> None:
    mend(window, guide, guide._steps[0])
    for theme in ("dark", "contrast", "light"):
        window.actions_by_key[theme].trigger()
        assert guide.isVisible()
        assert guide._done[0]
    button(guide, "带我去").click()
    assert window.workspace.grid.current_address() == guide._steps[1].place
