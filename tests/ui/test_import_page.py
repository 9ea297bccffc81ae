"""The import page: a file is laid open before anything is changed, and becomes this year's report or last year's."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTextEdit, QTreeView

from desktopapp import app, formats
from desktopapp.core import project
from desktopapp.core.files import NotUnderstood
from desktopapp.core.project import Project
from desktopapp.core.report import RECORD, Entry, Origin, Report
from desktopapp.formats import parsing
from desktopapp.formats.incoming import Guess, Incoming, Leftover
from desktopapp.ui import questions
from desktopapp.ui.main_window import MainWindow
from tests.core.test_carrying import OLD
from tests.flattening import flattened
from tests.hands import find, load, press, wait_until
from tests.samples import blank_report, distinct_report, saved, zero_report

BUSINESS = "applications.carried_in.business"


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """The text of last year's report of the same organ."""
    path = tmp_path / "2023年年报.txt"
    path.write_text(flattened(distinct_report()).replace("2024", "2023"), encoding="utf-8")
    return path


def take_in(window: MainWindow, path: Path) -> None:
    window.open_chosen(path)
    wait_until(lambda: not window.imports.reading)


def buttons(window: MainWindow) -> list[str]:
    page = window._stack.currentWidget()
    return [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]


def click(window: MainWindow, words: str) -> None:
    page = window._stack.currentWidget()
    next(button for button in page.findChildren(QPushButton) if button.isVisible() and button.text() == words).click()
    QApplication.processEvents()


def is_shown(window: MainWindow) -> bool:
    return window._stack.currentWidget().objectName() == "import_page"


def tree_rows(window: MainWindow) -> list[str]:
    model = find(window, QTreeView, "import_review").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


class TestLayingOpen:
    def test_nothing_is_changed_until_something_is_chosen(self, window: MainWindow, text: Path) -> None:
        load(window, zero_report())
        take_in(window, text)
        assert is_shown(window)
        assert window.document.report.entries == zero_report().entries
        assert QApplication.activeModalWidget() is None
        click(window, "取消")
        assert not is_shown(window)
        assert window._stack.currentWidget() is window.workspace
        assert window.document.report.entries == zero_report().entries and not window.document.modified

    def test_the_file_and_what_was_recognised_are_named(self, window: MainWindow, text: Path) -> None:
        take_in(window, text)
        assert find(window, QLabel, "import_heading").text() == f"导入“{text.name}”"
        facts = find(window, QLabel, "import_facts").text()
        assert "清河县档案管理局" in facts and "2024" in facts and "2021版" in facts
        assert [row.split("　")[0] for row in tree_rows(window)] == [
            "读到的", "推断的", "没有读懂的", "印出的合计", "无对应的", "空白的", "已整理的",
        ]  # fmt: skip

    def test_what_must_be_looked_at_is_marked_unfolded_and_under_the_cursor(
        self, window: MainWindow, text: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        incoming = Incoming("2021", raws={"disputes.review.upheld": "—"}, not_understood=[Leftover("disputes.review.upheld", "—")])
        monkeypatch.setattr(formats, "read", lambda _path, _forms, **_: incoming)
        take_in(window, text)
        tree = find(window, QTreeView, "import_review")
        assert tree_rows(window)[2] == "！ 没有读懂的　1"
        assert tree.isExpanded(tree.model().index(2, 0)) and tree.currentIndex().row() == 2
        assert tree.hasFocus()
        press(Qt.Key.Key_Down)
        assert "原文：—" in find(window, QTextEdit, "import_detail").toPlainText()
        spoken = tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("行政复议 结果维持，原文“—”，读成空白，")

    def test_the_tree_keeps_qts_rules(self, window: MainWindow, text: Path, last_year: Path) -> None:
        take_in(window, text)
        tester = QAbstractItemModelTester(
            find(window, QTreeView, "import_review").model(), QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        take_in(window, last_year)
        assert tester.model().rowCount() == 7

    def test_from_the_start_page_cancelling_goes_back_there(self, window: MainWindow, text: Path) -> None:
        window.show_start_page()
        take_in(window, text)
        assert is_shown(window) and not window.actions_by_key["save"].isEnabled()
        press(Qt.Key.Key_Escape)
        assert window._stack.currentWidget() is window._start

    def test_cancelling_gives_the_cursor_back(self, window: MainWindow, text: Path) -> None:
        load(window, zero_report())
        window.workspace.go_to("disputes.review.other")
        cursor = QApplication.focusWidget()
        take_in(window, text)
        press(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is cursor
        assert window.workspace.grid.current_address() == "disputes.review.other"

    def test_another_look_is_worn_at_once(self, window: MainWindow, text: Path) -> None:
        take_in(window, text)
        for look in ("dark", "text_larger", "light", "text_normal"):
            window.actions_by_key[look].trigger()
            assert is_shown(window) and len(tree_rows(window)) == 7
        click(window, "取消")
        assert window._stack.currentWidget() is window.workspace


class TestWaysIn:
    def test_a_dropped_file_is_laid_open(self, window: MainWindow, text: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(text))])
        event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        window.dropEvent(event)
        wait_until(lambda: not window.imports.reading)
        assert is_shown(window)

    @pytest.mark.parametrize("action", ["open", "import", "set_last"])
    def test_a_chosen_file_is_laid_open(self, window: MainWindow, text: Path, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(text), ""))
        window.actions_by_key[action].trigger()
        wait_until(lambda: not window.imports.reading)
        assert is_shown(window)

    def test_a_file_named_on_the_command_line_is_laid_open(self, text: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        named: list[Path] = []
        monkeypatch.setattr(MainWindow, "open_chosen", lambda _window, path: named.append(path))
        monkeypatch.setattr(app, "open_window", lambda: window)
        monkeypatch.setattr(QApplication, "exec", lambda: 0)
        assert app.run(text) == 0
        assert named == [text]

    def test_a_file_given_by_its_path_is_loaded_at_once(self, window: MainWindow, text: Path) -> None:
        assert window.open_path(text)
        assert not is_shown(window)
        assert window.document.modified and window.document.path is None

    def test_a_project_opened_after_it_is_saved_as_it_stands(self, window: MainWindow, text: Path, whole: Path) -> None:
        window.open_path(text)
        load(window, zero_report(), whole)
        assert not window.document.modified and not window.isWindowModified()

    def test_a_project_is_opened_at_once(self, window: MainWindow, whole: Path) -> None:
        window.open_chosen(whole)
        assert window.document.path == whole

    def test_what_cannot_be_read_is_said_and_the_page_is_left(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "别的.txt"
        path.write_text("今天天气很好。", encoding="utf-8")
        take_in(window, path)
        assert not is_shown(window)
        assert "别的.txt" in window.notice.words


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Readers wait until they are let go."""
    go, read = threading.Event(), formats.read

    def slow(path: Path, forms: object, **_: object) -> Incoming:
        assert go.wait(20)
        return read(path, forms)  # type: ignore[arg-type]

    monkeypatch.setattr(formats, "read", slow)
    yield go
    go.set()


class TestReading:
    def test_the_window_works_while_a_file_is_read(self, window: MainWindow, text: Path, held: threading.Event) -> None:
        window.open_chosen(text)
        assert find(window, QLabel, "import_heading").text() == f"正在读取“{text.name}”…"
        assert buttons(window) == ["取消"]
        held.set()
        wait_until(lambda: buttons(window) == ["作为本年年报", "作为上年年报", "取消"])

    def test_a_reading_that_was_cancelled_shows_nothing_when_it_ends(self, window: MainWindow, text: Path, held: threading.Event) -> None:
        window.open_chosen(text)
        click(window, "取消")
        assert not is_shown(window)
        held.set()
        wait_until(lambda: not window.imports.reading)
        assert not is_shown(window) and not window.document.modified

    @pytest.mark.parametrize("leave", ["取消", "关闭"])
    def test_the_process_that_reads_is_killed_when_nobody_wants_it(
        self, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: str
    ) -> None:
        (tmp_path / "年报.docx").write_bytes(b"PK\x03\x04")
        monkeypatch.setattr(parsing, "_command", lambda path: [sys.executable, "-c", "import time; time.sleep(60)"])
        window.open_chosen(tmp_path / "年报.docx")
        assert window.imports.reading
        if leave == "取消":
            click(window, "取消")
        else:
            window.close()
        wait_until(lambda: not window.imports.reading)
        assert not window.notice.isVisible() and not window.document.modified

    def test_opening_something_else_meanwhile_gives_the_reading_up(
        self, window: MainWindow, text: Path, whole: Path, held: threading.Event
    ) -> None:
        window.open_chosen(text)
        assert window.open_path(whole)
        held.set()
        wait_until(lambda: not window.imports.reading)
        assert window._stack.currentWidget() is window.workspace
        assert window.document.path == whole

    def test_the_last_of_two_files_is_the_one_shown(self, window: MainWindow, text: Path, last_year: Path, held: threading.Event) -> None:
        window.open_chosen(text)
        window.open_chosen(last_year)
        held.set()
        wait_until(lambda: not window.imports.reading)
        assert last_year.name in find(window, QLabel, "import_heading").text()

    def test_a_bug_of_a_reader_is_no_trouble_of_the_file(self, window: MainWindow, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_path: Path, _forms: object, **_: object) -> Incoming:
            raise NotUnderstood("“年报.txt”读不懂。")

        monkeypatch.setattr(formats, "read", refuse)
        take_in(window, text)
        assert window.notice.words == "“年报.txt”读不懂。"


class TestAsThisYears:
    def test_into_a_blank_project_it_goes_as_one_step_and_wants_to_be_looked_at(self, window: MainWindow, text: Path) -> None:
        load(window, Report(blank_report().form, {"year": Entry("2024"), "kind": Entry("部门")}))
        before = dict(window.document.report.entries)
        take_in(window, text)
        click(window, "作为本年年报")
        report = window.document.report
        assert report.value("disclosure.licensing.decisions") == 5213
        assert report.entry("disclosure.licensing.decisions").origin is Origin.IMPORTED
        assert report.text("kind") == "部门"
        assert "读入200个数" in window.notice.words
        assert window.document.modified and not is_shown(window)
        window.document.undo_stack.undo()
        assert window.document.report.entries == before

    def test_ctrl_m_marks_what_was_imported_as_looked_at(self, window: MainWindow, text: Path) -> None:
        load(window, Report(blank_report().form, {"year": Entry("2024")}))
        take_in(window, text)
        click(window, "作为本年年报")
        window.workspace.go_to("disclosure.penalties.decisions")
        press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        assert window.document.report.entry("disclosure.penalties.decisions").origin is Origin.SEEN
        assert window.document.report.entry("disclosure.coercion.decisions").origin is Origin.IMPORTED

    def test_where_there_is_work_it_is_asked_and_one_step_takes_it_back(self, window: MainWindow, text: Path, tmp_path: Path) -> None:
        path = saved(zero_report(), tmp_path / "甲.nianbao")
        load(window, zero_report(), path)
        take_in(window, text)
        click(window, "作为本年年报")
        assert buttons(window) == ["放进现在的项目（可以撤销）", "只填入读到的数（其余不动）", "另起一份", "返回"]
        click(window, "返回")
        assert buttons(window)[0] == "作为本年年报"
        click(window, "作为本年年报")
        click(window, "放进现在的项目（可以撤销）")
        assert window.document.path == path
        assert window.document.report.value("disclosure.licensing.decisions") == 5213
        window.document.undo_stack.undo()
        assert window.document.report.entries == zero_report().entries and not window.document.modified

    def test_apart_the_open_project_stays_as_it_is_on_disk(
        self, window: MainWindow, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = saved(zero_report(), tmp_path / "甲.nianbao")
        before = path.read_bytes()
        load(window, zero_report(), path)
        window.document.put_text("problems", "改了", "试")
        asked: list[str] = []
        monkeypatch.setattr(questions, "ask_about_unsaved", lambda _parent, name: asked.append(name) or questions.Answer.DISCARD)
        take_in(window, text)
        click(window, "作为本年年报")
        click(window, "另起一份")
        assert len(asked) == 1
        assert window.document.path is None and window.document.modified
        assert window.document.report.value("disclosure.licensing.decisions") == 5213
        assert path.read_bytes() == before

    def test_an_older_edition_can_only_be_last_years(self, window: MainWindow, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(window.imports, "_forms", {**window.imports._forms, "2019": OLD})
        monkeypatch.setattr(formats, "read", lambda _path, _forms, **_: Incoming("2019", raws={"applications.carried_out.business": "4"}))
        take_in(window, text)
        page = window._stack.currentWidget()
        (this,) = [button for button in page.findChildren(QPushButton) if button.text() == "作为本年年报"]
        assert not this.isEnabled()
        assert "2019版的年报只能作为上年年报" in find(window, QLabel, "import_doubts").text()
        click(window, "作为上年年报")
        click(window, "仍然作为上年年报")
        assert window.document.report.entry(BUSINESS) == Entry("4", Origin.CARRIED)


class TestAsLastYears:
    def test_it_is_kept_in_the_project_and_carries_over_as_one_step(self, window: MainWindow, last_year: Path, tmp_path: Path) -> None:
        load(window, Report(blank_report().form, {"year": Entry("2024"), BUSINESS: Entry("1")}))
        before = dict(window.document.report.entries)
        take_in(window, last_year)
        click(window, "作为上年年报")
        document = window.document
        assert document.last is not None and document.last.year == 2023
        assert document.report.text(BUSINESS) == "1"
        carried = document.last.text("applications.carried_out.research").strip()
        assert document.report.entry("applications.carried_in.research").raw == carried
        assert document.report.entry("applications.carried_in.research").origin is Origin.CARRIED
        assert "上年结转5格已带入" in window.notice.words
        assert window.workspace.pages.currentWidget().key == "years"
        document.save(tmp_path / "甲.nianbao")
        again = project.read(tmp_path / "甲.nianbao", {"2021": document.report.form}).last
        assert again is not None and again.entries == document.last.entries
        document.undo_stack.undo()
        assert document.last is None and document.report.entries == before
        document.undo_stack.redo()
        assert document.last is not None and document.report.text("applications.carried_in.research") == carried

    def test_last_years_project_serves_as_well(self, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        last = distinct_report()
        last.apply(last.plan({"year": Entry("2023"), "record": Entry("记录")}))
        path = saved(last, tmp_path / "上年.nianbao")
        load(window, zero_report())
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        window.actions_by_key["set_last"].trigger()
        wait_until(lambda: not window.imports.reading)
        click(window, "作为上年年报")
        assert window.document.last is not None
        assert window.document.last.value("disclosure.licensing.decisions") == 5213
        assert window.document.last.text("record") == ""

    def test_a_final_report_takes_no_other_last_year(self, window: MainWindow, last_year: Path) -> None:
        load(window, zero_report())
        window.document.put({"final": Entry("2025-01-20 某人")}, "定稿")
        take_in(window, last_year)
        (button,) = [one for one in window._stack.currentWidget().findChildren(QPushButton) if one.text() == "作为上年年报"]
        assert not button.isEnabled()
        assert not window.document.put_last(distinct_report(), {}, "试")
        assert window.document.last is None


class TestDoubts:
    def test_another_year_is_said_and_asked_about(self, window: MainWindow, last_year: Path) -> None:
        load(window, Report(blank_report().form, {"organ": Entry("清河县档案管理局"), "year": Entry("2024")}))
        take_in(window, last_year)
        assert find(window, QLabel, "import_doubts").text() == "！ 作为本年年报：文件是2023年度的，本年是2024年度。"
        click(window, "作为本年年报")
        assert find(window, QLabel, "import_question").text() == "文件是2023年度的，本年是2024年度。仍然作为本年年报吗？"
        assert window.document.report.year == 2024
        assert buttons(window) == ["仍然作为本年年报", "返回"]
        press(Qt.Key.Key_Escape)
        assert is_shown(window) and buttons(window)[0] == "作为本年年报"
        click(window, "作为本年年报")
        press(Qt.Key.Key_Return)
        assert window.document.report.year == 2023

    def test_another_organ_is_said_and_asked_about(self, window: MainWindow, text: Path) -> None:
        load(window, Report(blank_report().form, {"organ": Entry("清河县财政局"), "year": Entry("2024")}))
        take_in(window, text)
        assert "文件的单位是“清河县档案管理局”，本单位是“清河县财政局”" in find(window, QLabel, "import_doubts").text()
        click(window, "作为本年年报")
        assert window.document.report.organ == "清河县财政局"
        click(window, "仍然作为本年年报")
        assert window.document.report.organ == "清河县档案管理局"

    def test_where_nothing_is_doubtful_nothing_is_said(self, window: MainWindow, text: Path, last_year: Path) -> None:
        load(window, Report(blank_report().form, {"organ": Entry("清河县档案管理局"), "year": Entry("2024")}))
        for path, sure in ((text, "作为本年年报"), (last_year, "作为上年年报")):
            take_in(window, path)
            (primary,) = [button for button in window._stack.currentWidget().findChildren(QPushButton, "primary") if button.isVisible()]
            assert primary.text() == sure


class TestNextYear:
    def test_a_new_report_follows_the_open_one(self, window: MainWindow, whole: Path) -> None:
        window.open_path(whole)
        business = window.document.report.text("applications.carried_out.business")
        window.actions_by_key["next_year"].trigger()
        document = window.document
        assert (document.report.year, document.report.organ, document.path) == (2025, "清河县档案管理局", None)
        assert document.report.entry(BUSINESS) == Entry(business, Origin.CARRIED)
        assert document.last is not None and document.last.year == 2024
        assert document.modified
        assert "已新建2025年度年报" in window.notice.words and "上年结转6格已带入" in window.notice.words

    def test_without_a_year_there_is_no_next(self, window: MainWindow) -> None:
        load(window, blank_report())
        window.actions_by_key["next_year"].trigger()
        assert window.notice.words.startswith("先在封面填写报告年度")
        assert window.document.last is None

    def test_unsaved_work_is_asked_about(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        load(window, zero_report())
        window.document.put_text("problems", "改了", "试")
        monkeypatch.setattr(questions, "ask_about_unsaved", lambda *_: questions.Answer.CANCEL)
        window.actions_by_key["next_year"].trigger()
        assert window.document.report.text("problems") == "改了"


def test_a_project_of_an_older_edition_is_not_filled_in_further(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧.nianbao"
    project.write(Project(Report(OLD)), path)
    monkeypatch.setattr(window.files, "forms", {**window.files.forms, "2019": OLD})
    assert not window.open_path(path)
    assert "可以设为上年年报" in window.notice.words


def test_the_main_choice_is_made_by_keys_alone(window: MainWindow, text: Path) -> None:
    load(window, Report(blank_report().form, {"organ": Entry("清河县档案管理局"), "year": Entry("2024")}))
    take_in(window, text)
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and focus.text() == "作为本年年报"
    press(Qt.Key.Key_Return)
    assert window.document.report.value("disclosure.licensing.decisions") == 5213


def test_the_clipboard_is_laid_open_like_a_file(window: MainWindow) -> None:
    load(window, zero_report())
    held = QMimeData()
    held.setText(flattened(distinct_report()))
    QApplication.clipboard().setMimeData(held)
    window.actions_by_key["import_clipboard"].trigger()
    wait_until(lambda: not window.imports.reading)
    assert is_shown(window)
    click(window, "作为本年年报")
    click(window, "放进现在的项目（可以撤销）")
    assert window.document.report.value("applications.received.natural_person") == distinct_report().value(
        "applications.received.natural_person"
    )


def test_a_clipboard_without_a_report_is_said_in_a_sentence(window: MainWindow) -> None:
    load(window, zero_report())
    before = dict(window.document.report.entries)
    QApplication.clipboard().setText("")
    window.actions_by_key["import_clipboard"].trigger()
    wait_until(lambda: not window.imports.reading)
    assert window.document.report.entries == before
    assert "没有找到年度报告的内容" in window.notice.words and not is_shown(window)


def test_only_the_numbers_that_were_read_go_in_and_the_rest_stays(window: MainWindow, tmp_path: Path) -> None:
    load(window, zero_report())
    partial = blank_report()
    partial.apply(partial.plan({"organ": Entry("清河县档案管理局"), "year": Entry("2024"), "disclosure.licensing.decisions": Entry("52")}))
    path = tmp_path / "科室.xlsx"
    formats.write(partial, path)
    take_in(window, path)
    click(window, "作为本年年报")
    click(window, "只填入读到的数（其余不动）")
    report = window.document.report
    assert report.entry("disclosure.licensing.decisions") == Entry("52", Origin.IMPORTED)
    assert report.text("disclosure.penalties.decisions") == "0"
    assert report.text("overview") == zero_report().text("overview")
    assert window.document.undo_stack.count() == 1


class TestRecord:
    """办理记录 keeps which file was taken in, as what, and how much of it was read."""

    def lines(self, window: MainWindow) -> list[str]:
        return [line.split("　", 1)[1] for line in window.document.report.text(RECORD).split("\n") if line]

    def test_this_year_s_report_is_recorded_in_the_same_undo_step(self, window: MainWindow, text: Path) -> None:
        load(window, Report(blank_report().form, {"year": Entry("2024")}))
        window.imports._settings.person = "王小明"
        take_in(window, text)
        click(window, "作为本年年报")
        assert self.lines(window) == [f"王小明　导入“{text.name}”，作为本年年报：读到200个数"]
        assert window.document.undo_stack.count() == 1
        window.document.undo_stack.undo()
        assert window.document.report.text(RECORD) == ""

    def test_what_was_guessed_and_not_understood_is_counted_and_no_name_is_made_up(
        self, window: MainWindow, text: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = Incoming("2021", raws={"disputes.review.upheld": "—", "disputes.review.other": "3"}, texts={"year": "2023", "organ": "甲局"})
        read.guessed.append(Guess("disputes.review.other", "3", "3", "表头不全"))
        read.not_understood.append(Leftover("disputes.review.upheld", "—"))
        monkeypatch.setattr(formats, "read", lambda _path, _forms, **_: read)
        load(window, Report(blank_report().form, {"year": Entry("2024"), "organ": Entry("甲局")}))
        take_in(window, text)
        click(window, "作为上年年报")
        assert self.lines(window) == [f"导入“{text.name}”，作为上年年报：读到2个数，1处是推断的，1处没有读懂"]
        assert window.document.undo_stack.count() == 1

    def test_a_project_as_last_year_s_report_is_recorded_too(self, window: MainWindow, tmp_path: Path) -> None:
        last = zero_report()
        last.apply(last.plan({"year": Entry("2023")}))
        load(window, zero_report())
        window.imports.take_in(saved(last, tmp_path / "上年.nianbao"))
        wait_until(lambda: not window.imports.reading)
        click(window, "作为上年年报")
        assert self.lines(window) == ["导入“上年.nianbao”，作为上年年报：读到166个数"]

    @pytest.mark.parametrize(("answer", "deed"), [("只填入读到的数（其余不动）", "只填入读到的数"), ("另起一份", "另起一份")])
    def test_numbers_alone_and_a_report_apart_are_recorded(self, window: MainWindow, text: Path, answer: str, deed: str) -> None:
        load(window, zero_report())
        take_in(window, text)
        click(window, "作为本年年报")
        click(window, answer)
        assert self.lines(window)[-1] == f"导入“{text.name}”，{deed}：读到200个数"
