"""The start page, driven where the user does."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktopapp.core import project
from desktopapp.core.project import Project
from desktopapp.ui import recent_list
from desktopapp.ui.choice import Choice
from desktopapp.ui.main_window import SMALLEST, MainWindow
from desktopapp.ui.recent_list import GONE, Recent, RecentModel, when
from desktopapp.ui.recent_menu import RecentMenu
from desktopapp.ui.start_page import StartPage
from desktopapp.ui.theme import THEMES
from tests.hands import wait_until
from tests.samples import zero_report

NOW = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
STANDARD = "示例县档案局2024年政府信息公开工作年度报告.nianbao"


@pytest.fixture
def page(window: MainWindow) -> StartPage:
    """The start page with nothing opened before."""
    window.show_start_page()
    QApplication.processEvents()
    assert window._start is not None
    return window._start


@pytest.fixture
def files(window: MainWindow, tmp_path: Path) -> list[Path]:
    """Three recent files, of which the second is gone."""
    paths = [tmp_path / "甲" / STANDARD, tmp_path / "乙" / "没有了2023年年报.nianbao", tmp_path / "丙" / "草稿（核过）.nianbao"]
    for path in (paths[0], paths[2]):
        path.parent.mkdir()
        project.write(Project(zero_report()), path)
    window._settings.recent = [str(path) for path in paths]
    return paths


def learned(page: StartPage) -> None:
    """Wait until every file has been looked for."""
    wait_until(lambda: all(recent.changed for recent in page.list.recent._recent))


def choice(page: StartPage, words: str) -> Choice:
    (found,) = [choice for choice in page.findChildren(Choice) if choice.text() == words]
    return found


class TestChoices:
    def test_the_first_has_the_focus_and_enter_begins_a_report(self, window: MainWindow, page: StartPage) -> None:
        assert QApplication.focusWidget() is choice(page, "新建年报")
        QTest.keyClick(page.first, Qt.Key.Key_Return)
        assert window._stack.currentWidget() is window.workspace
        assert not window.document.modified

    @pytest.mark.parametrize(("words", "organ"), [("看示例", "示例县自然资源和规划局"), ("练习", "练习县自然资源和规划局")])
    def test_the_sample_and_the_practice_are_opened_by_a_click(self, window: MainWindow, page: StartPage, words: str, organ: str) -> None:
        QTest.mouseClick(choice(page, words), Qt.MouseButton.LeftButton)
        assert window.document.report.organ == organ

    @pytest.mark.parametrize(("words", "readable"), [("打开…", True), ("导入以前的年报…", False)])
    def test_opening_shows_projects_and_importing_only_what_other_programs_wrote(
        self, window: MainWindow, page: StartPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, readable: bool
    ) -> None:
        asked: list[str] = []
        path = tmp_path / "甲.nianbao"
        project.write(Project(zero_report()), path)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments: asked.append(arguments[-1]) or (str(path), ""))
        QTest.keyClick(choice(page, words), Qt.Key.Key_Space)
        assert "*.txt" in asked[0]
        assert ("*.nianbao" in asked[0]) is readable
        assert window.document.path == path

    def test_a_dialog_that_is_closed_leaves_the_page(self, window: MainWindow, page: StartPage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
        for words in ("打开…", "导入以前的年报…"):
            choice(page, words).click()
        assert window._stack.currentWidget() is page

    def test_tab_and_the_arrows_go_from_one_to_the_next_and_tab_on_to_the_files(
        self, window: MainWindow, files: list[Path], page: StartPage
    ) -> None:
        learned(page)
        page.list.recent.learn(str(files[1]), datetime.datetime.now(datetime.UTC).astimezone())
        page._forget.hide()
        passed: list[str] = []
        for key in (*[Qt.Key.Key_Tab] * 5, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(QApplication.focusWidget(), key)
            passed.append(QApplication.focusWidget().accessibleName())
        assert passed == ["打开…", "导入以前的年报…", "看示例", "练习", "最近打开的年报", "练习", "看示例", "练习"]


class TestRecentFiles:
    def test_without_any_the_page_says_what_to_do(self, page: StartPage) -> None:
        assert page._empty.isVisible()
        assert not page.list.isVisible()
        assert "新建年报" in page._empty.text()

    def test_each_has_organ_year_folder_and_time_and_one_that_is_gone_says_so(
        self, window: MainWindow, files: list[Path], page: StartPage
    ) -> None:
        learned(page)
        first, second, third = page.list.recent._recent
        assert (first.heading, first.year, first.place) == ("示例县档案局", "2024", str(files[0].parent))
        assert first.changed.startswith("今天 ")
        assert (second.heading, second.changed, second.gone) == ("没有了", GONE, True)
        assert (third.heading, third.year, third.gone) == ("草稿（核过）", "", False)
        spoken = [page.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
        assert spoken[1] == f"没有了，2023年度，找不到，{files[1]}"

    def test_one_is_opened_by_enter(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert window.document.path == files[2]

    def test_one_is_opened_by_a_click(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        place = page.list.visualRect(page.list.model().index(0, 0)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert window.document.path == files[0]

    def test_one_that_is_gone_is_said_to_be_gone_when_opened(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert files[1].name in window.notice.words
        assert window._stack.currentWidget() is page

    def test_delete_takes_one_off_the_list_and_not_off_the_disk(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        assert window._settings.recent == [str(path) for path in files[1:]]
        assert files[0].exists()

    def test_those_that_are_gone_are_taken_off_by_one_click(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        learned(page)
        QApplication.processEvents()
        assert page._forget.isVisible()
        page._forget.click()
        assert window._settings.recent == [str(files[0]), str(files[2])]
        assert not page._forget.isVisible()

    def test_the_menu_of_one_offers_the_same(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        menu = page.list.menu_at(page.list.model().index(1, 0))
        assert [action.text() for action in menu.actions()] == ["打开", "从列表移除（不删除文件）"]
        menu.actions()[1].trigger()
        assert str(files[1]) not in window._settings.recent

    def test_the_file_menu_lists_the_same_files_and_opens_them(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        menu = window.findChild(RecentMenu)
        menu.aboutToShow.emit()
        assert [action.text() for action in menu.actions()] == [path.name for path in files]
        menu.actions()[2].trigger()
        assert window.document.path == files[2]
        window._settings.recent = []
        menu.aboutToShow.emit()
        assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [("还没有打开过文件", False)]

    def test_after_the_last_is_taken_off_the_page_says_what_to_do(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        page.list.setFocus()
        for _ in files:
            QTest.keyClick(page.list, Qt.Key.Key_Delete)
        assert page._empty.isVisible()
        assert QApplication.focusWidget() is page.first

    def test_a_drive_that_does_not_answer_holds_nothing_up(
        self, window: MainWindow, files: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = Event()
        look = recent_list.look
        monkeypatch.setattr(recent_list, "look", lambda name, found: (answers.wait(10), look(name, found)))
        begun = time.monotonic()
        window.show_start_page()
        QApplication.processEvents()
        page = window._start
        assert page is not None
        page.refresh()
        assert time.monotonic() - begun < 2
        assert [recent.changed for recent in page.list.recent._recent] == ["", "", ""]
        assert len(page._looking._under_way) == 3, "nobody is asked twice"
        answers.set()
        learned(page)

    def test_a_model_of_files_keeps_qts_rules(self, tmp_path: Path, window: MainWindow) -> None:
        model = RecentModel([str(tmp_path / STANDARD)])
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.learn(str(tmp_path / STANDARD), None)
        model.show([str(tmp_path / "二.nianbao"), str(tmp_path / STANDARD)])
        assert [recent.gone for recent in model._recent] == [False, True], "what was learned of a file stays"
        model.show([])
        assert model.rowCount() == 0


class TestLooks:
    def test_everything_that_takes_keys_has_a_name_to_speak(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        takes_keys = [widget for widget in page.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in takes_keys]
        assert len(names) == 7
        assert all(names)

    @pytest.mark.parametrize("times", [1, 2])
    @pytest.mark.parametrize("size", [SMALLEST, (1366, 728), (1920, 1040)])
    def test_no_word_is_cut_in_any_window_with_text_of_any_size(
        self, window: MainWindow, files: list[Path], page: StartPage, size: tuple[int, int], times: int
    ) -> None:
        window.resize(*size)
        font = page.font()
        font.setPointSizeF(times * font.pointSizeF())
        page.setFont(font)
        QApplication.processEvents()
        for each in page.findChildren(Choice):
            assert each.width() >= each.sizeHint().width()
            assert each.height() >= 2 * each.fontMetrics().height()
        assert page.widget().width() <= page.width(), "it would scroll sideways"
        assert page.list.height() >= page.list.height_of(3)

    def test_the_files_stand_beside_the_choices_where_there_is_room(self, window: MainWindow, files: list[Path], page: StartPage) -> None:
        assert page.list.mapTo(page, page.list.rect().topLeft()).x() > page.first.mapTo(page, page.first.rect().topRight()).x()
        font = page.font()
        font.setPointSizeF(2 * font.pointSizeF())
        page.setFont(font)
        window.resize(*SMALLEST)
        QApplication.processEvents()
        assert page.list.mapTo(page, page.list.rect().topLeft()).x() < page.first.mapTo(page, page.first.rect().topRight()).x()

    @pytest.mark.parametrize("words", ["新建年报", "看示例"])
    def test_focus_is_seen(self, window: MainWindow, page: StartPage, words: str) -> None:
        each = choice(page, words)
        each.setFocus()
        QApplication.processEvents()
        focused = each.grab().toImage()
        each.clearFocus()
        QApplication.processEvents()
        assert each.grab().toImage() != focused

    def test_every_theme_is_put_on_where_one_is(self, window: MainWindow, page: StartPage) -> None:
        grounds = []
        for theme in THEMES:
            window.actions_by_key[theme].trigger()
            QApplication.processEvents()
            assert window._stack.currentWidget() is page
            grounds.append(page.grab().toImage().pixelColor(5, 5).name().upper())
        window.actions_by_key["light"].trigger()
        assert grounds == [theme.window for theme in THEMES.values()]


@pytest.mark.parametrize(
    ("name", "organ", "year", "heading"),
    [
        (STANDARD, "示例县档案局", "2024", "示例县档案局"),
        ("示例县档案局_2024.nianbao", "示例县档案局", "2024", "示例县档案局"),
        ("2024年年报.nianbao", "", "2024", "2024年年报"),
        ("草稿.nianbao", "", "", "草稿"),
        ("电话12024567.nianbao", "", "", "电话12024567"),
    ],
)
def test_a_files_name_shows_organ_and_year(name: str, organ: str, year: str, heading: str) -> None:
    recent = Recent.of(name)
    assert (recent.organ, recent.year, recent.heading) == (organ, year, heading)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 3, 2, 8, 5), "今天 08:05"),
        ((2026, 3, 1, 23, 59), "昨天 23:59"),
        ((2026, 1, 15, 10, 0), "1月15日"),
        ((2025, 12, 31, 10, 0), "2025年12月31日"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: tuple[int, int, int, int, int], words: str) -> None:
    assert when(datetime.datetime(*moment, tzinfo=datetime.UTC), NOW) == words
