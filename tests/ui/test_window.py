"""The window, driven where the user does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListView, QPushButton, QTableView, QTextEdit

from desktopapp.core import project
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from desktopapp.ui import questions
from desktopapp.ui.file_actions import FileActions
from desktopapp.ui.grid_model import ADDRESS_ROLE
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.settings import Office, Settings
from desktopapp.ui.words import WRAP, breakable
from tests.hands import find, index_of, load, show, type_at, type_text
from tests.samples import careful_report, distinct_report, zero_report

ROW = "applications.received."


class TestHandles:
    def test_the_window_opens_with_a_blank_report_and_every_named_widget(self, window: MainWindow) -> None:
        for table in ("disclosure", "applications", "disputes"):
            find(window, QTableView, f"grid_{table}")
        for text in ("overview", "problems", "other_matters", "preface", "disclosure_before", "applications_after", "disputes_before"):
            find(window, QTextEdit, f"text_{text}")
        find(window, QListView, "section_list")
        find(window, QListView, "findings")
        assert not window.document.modified
        assert QApplication.activeModalWidget() is None

    def test_every_cell_is_found_by_its_address(self, window: MainWindow) -> None:
        addresses = set()
        for table in ("disclosure", "applications", "disputes"):
            model = find(window, QTableView, f"grid_{table}").model()
            addresses |= {
                model.index(row, column).data(ADDRESS_ROLE) for row in range(model.rowCount()) for column in range(model.columnCount())
            }
        assert addresses - {None} == set(window.document.report.form.cells)

    def test_every_model_keeps_qts_rules(self, window: MainWindow) -> None:
        views = {
            widget.objectName(): widget for kind in (QTableView, QListView) for widget in window.findChildren(kind) if widget.objectName()
        }
        grids = {"grid_disclosure", "grid_applications", "grid_disputes"}
        assert set(views) == {*grids, "section_list", "findings", "guidance_found", "checkup_left", "drafts", "draft_differences"}
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        testers = [QAbstractItemModelTester(view.model(), mode) for view in views.values() if isinstance(view.model(), QAbstractItemModel)]
        assert len(testers) == len(views)
        load(window, distinct_report())
        type_at(window, ROW + "business", "3")


class TestUndo:
    def test_one_order_runs_over_cells_and_all_texts(self, window: MainWindow) -> None:
        type_at(window, ROW + "business", "3")
        show(window, "overview")
        overview = find(window, QTextEdit, "text_overview")
        overview.setFocus()
        type_text("abc")
        show(window, "problems")
        problems = find(window, QTextEdit, "text_problems")
        problems.setFocus()
        type_text("xyz")
        QTest.keyClick(problems, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (problems.toPlainText(), overview.toPlainText()) == ("", "abc")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert overview.toPlainText() == ""
        assert window.document.report.value(ROW + "business") == 3
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert window.document.report.value(ROW + "business") is None
        assert not window.document.modified
        for _ in range(3):
            window.actions_by_key["redo"].trigger()
        assert (problems.toPlainText(), overview.toPlainText(), window.document.report.value(ROW + "business")) == ("xyz", "abc", 3)

    def test_undo_goes_to_what_it_changes(self, window: MainWindow) -> None:
        type_at(window, ROW + "business", "3")
        show(window, "problems")
        window.actions_by_key["undo"].trigger()
        assert window.workspace.pages.currentWidget().key == "applications"
        assert window.workspace.grid.current_address() == ROW + "business"

    def test_an_editor_keeps_no_order_of_its_own(self, window: MainWindow) -> None:
        assert not any(editor.isUndoRedoEnabled() for editor in window.findChildren(QTextEdit))

    def test_undo_in_the_middle_of_a_text_leaves_the_rest_and_the_cursor(self, window: MainWindow) -> None:
        load(window, zero_report())
        show(window, "overview")
        editor = find(window, QTextEdit, "text_overview")
        editor.setFocus()
        before = editor.toPlainText()
        cursor = editor.textCursor()
        cursor.setPosition(5)
        editor.setTextCursor(cursor)
        type_text("Q")
        assert editor.toPlainText() == before[:5] + "Q" + before[5:]
        window.actions_by_key["undo"].trigger()
        assert editor.toPlainText() == before
        assert editor.textCursor().position() == 5

    def test_emoji_and_rare_characters_survive_undo_and_redo(self, window: MainWindow) -> None:
        window.document.put_text("overview", "甲𠮷乙😀丙", "试")
        window.document.put_text("overview", "甲𠮷丁😀丙", "试")
        editor = find(window, QTextEdit, "text_overview")
        assert editor.toPlainText() == "甲𠮷丁😀丙"
        window.document.undo_stack.undo()
        assert editor.toPlainText() == "甲𠮷乙😀丙"

    def test_a_pasted_page_keeps_its_paragraphs_and_loses_its_dress(self, window: MainWindow) -> None:
        show(window, "overview")
        editor = find(window, QTextEdit, "text_overview")
        data = QMimeData()
        data.setHtml("<p><b>甲</b></p><p>乙</p>")
        data.setText("甲\r\n乙")
        editor.insertFromMimeData(data)
        assert window.document.report.text("overview") == "甲\n乙"

    def test_undo_by_key_leaves_one_cell_selected_so_that_delete_takes_no_other(self, window: MainWindow) -> None:
        load(window, zero_report())
        for address in ("disclosure.regulations.issued", "disclosure.normative_documents.issued"):
            type_at(window, address, "5")
        grid = find(window, QTableView, "grid_disclosure")
        grid.setCurrentIndex(index_of(grid, "disclosure.licensing.decisions"))
        for _ in range(2):
            QTest.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert window.workspace.grid.selected_addresses() == ["disclosure.regulations.issued"]
        QTest.keyClick(grid, Qt.Key.Key_Delete)
        assert window.document.report.text("disclosure.regulations.issued") == ""
        assert window.document.report.text("disclosure.normative_documents.issued") == "0"

    def test_the_cover_joins_the_one_order(self, window: MainWindow) -> None:
        title, date = find(window, QLineEdit, "fact_title"), find(window, QLineEdit, "fact_date")
        window.workspace.go_to("title")
        type_text("abc")
        window.workspace.go_to("date")
        type_text("2025")
        QTest.keyClick(date, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (title.text(), date.text()) == ("abc", "")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (title.text(), date.text()) == ("", "")
        assert not window.document.modified

    def test_a_character_that_no_file_can_keep_is_dropped_at_once(self, window: MainWindow) -> None:
        editor = find(window, QTextEdit, "text_problems")
        data = QMimeData()
        data.setText("甲\0乙")
        editor.insertFromMimeData(data)
        assert window.document.report.text("problems") == "甲乙"
        assert editor.toPlainText() == "甲乙"


class TestFindings:
    def test_delete_after_a_click_on_a_finding_takes_only_the_cursors_cell(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put({ROW + "business": Entry("3")}, "填数")
        view = find(window, QListView, "findings")
        view.clicked.emit(view.model().index(0, 0))
        QTest.keyClick(window.workspace.grid, Qt.Key.Key_Delete)
        assert window.document.report.text(ROW + "business") == ""
        assert window.document.report.text("applications.carried_in.business") == "0"

    def test_a_long_sum_is_not_cut(self, window: MainWindow) -> None:
        window.document.put({ROW + key: Entry("90912") for key in ("natural_person", "business", "research", "other")}, "填数")
        window.document.put({ROW + "public_welfare": Entry("101985"), ROW + "legal_service": Entry("1"), ROW + "total": Entry("9")}, "填数")
        view = find(window, QListView, "findings")
        width = view.viewport().width() - 16
        for row in range(view.model().rowCount()):
            index = view.model().index(row, 0)
            area = QRect(0, 0, width, 10_000)
            shown = view.fontMetrics().boundingRect(area, WRAP, breakable(str(index.data())))
            assert shown.width() <= width, index.data()

    def test_a_click_goes_to_the_cell_and_selects_all_cells_of_the_finding(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put({ROW + "business": Entry("3")}, "填数")
        view = find(window, QListView, "findings")
        view.clicked.emit(view.model().index(0, 0))
        assert window.workspace.pages.currentWidget().key == "applications"
        assert window.workspace.grid.current_address() == ROW + "business"
        assert window.workspace.grid.selected_addresses() == [
            f"applications.{row}.business" for row in ("received", "carried_in", "concluded", "carried_out")
        ]

    def test_f8_goes_round_the_findings(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put({"disputes.review.total": Entry("1"), "disclosure.penalties.decisions": Entry("x")}, "填数")
        seen = []
        for _ in range(2):
            window.actions_by_key["next_finding"].trigger()
            seen.append(window.workspace.grid.current_address())
        assert seen == ["disclosure.penalties.decisions", "disputes.review.total"]

    def test_the_verdict_turns(self, window: MainWindow) -> None:
        load(window, careful_report())
        assert find(window, QLabel, "verdict").text() == "✓ 通过核对"
        type_at(window, ROW + "business", "3")
        assert find(window, QLabel, "verdict").text() == "！ 未通过核对：2处错误"

    def test_a_fix_is_applied_on_request_as_one_step(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put_text("disclosure.fees.amount", "251000元", "填数")
        panel = window.workspace.findings
        panel.list.clicked.emit(panel.list.model().index(0, 0))
        mend = find(window, QPushButton, "cell_mend")
        assert mend.text() == "换算为25.1万元"
        mend.click()
        assert window.document.report.text("disclosure.fees.amount") == "25.1"
        window.document.undo_stack.undo()
        assert window.document.report.text("disclosure.fees.amount") == "251000元"

    def test_the_guidance_of_the_row_is_shown(self, window: MainWindow) -> None:
        show(window, "applications")
        window.workspace.grid.go_to("applications.declined_reissue.other")
        assert "口径待核" in find(window, QLabel, "guidance_words").text()

    def test_the_selection_is_added_up(self, window: MainWindow) -> None:
        load(window, zero_report())
        window.document.put({ROW + "business": Entry("3"), ROW + "other": Entry("4")}, "填数")
        show(window, "applications")
        window.workspace.grid.select([ROW + "business", ROW + "other"])
        assert find(window, QLabel, "selection").text() == "求和 7　计数 2　平均 3.5"


class TestFiles:
    def test_the_backup_opens_as_unsaved_work(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao.bak"
        project.write(Project(zero_report()), path)
        assert window.open_path(path)
        assert window.document.modified
        assert window.document.path is None
        assert "上一次保存的内容" in window.notice.words

    def test_a_save_that_works_takes_the_trouble_bar_away(self, window: MainWindow, tmp_path: Path) -> None:
        window.files.save_to(tmp_path / "没有" / "甲.nianbao")
        assert window.notice.words
        assert window.files.save_to(tmp_path / "甲.nianbao")
        assert not window.notice.words
        assert find(window, QLabel, "saved").text() == "已保存"

    def test_unsaved_work_is_asked_about_once(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        asked: list[str] = []
        answers = [questions.Answer.CANCEL, questions.Answer.DISCARD]
        monkeypatch.setattr(questions, "ask_about_unsaved", lambda _parent, name: asked.append(name) or answers[len(asked) - 1])
        type_at(window, ROW + "business", "3")
        window.actions_by_key["new"].trigger()
        assert window.document.report.value(ROW + "business") == 3
        window.actions_by_key["new"].trigger()
        assert window.document.report.value(ROW + "business") is None
        window.actions_by_key["new"].trigger()
        assert len(asked) == 2

    def test_what_is_being_typed_is_saved(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "甲.nianbao"
        window.document.save(path)
        show(window, "applications")
        grid = find(window, QTableView, "grid_applications")
        grid.setFocus()
        grid.setCurrentIndex(index_of(grid, ROW + "business"))
        type_text("7")
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        window.actions_by_key["save"].trigger()
        assert project.read(path, {"2021": window.document.report.form}).report.text(ROW + "business") == "7"
        assert not window.document.modified

    def test_the_title_has_organ_year_and_the_modified_mark(self, window: MainWindow) -> None:
        load(window, zero_report())
        assert "清河县档案管理局2024年" in window.windowTitle()
        assert not window.isWindowModified()
        type_at(window, ROW + "business", "3")
        assert window.isWindowModified()

    def test_a_file_dropped_on_the_window_is_opened(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "年报 二.nianbao"
        project.write(Project(zero_report()), path)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        window.dropEvent(event)
        assert window.document.path == path
        assert window._settings.recent[0] == str(path)

    @pytest.mark.parametrize("content", [b"", b"not a project", b'{"format": 99}'])
    def test_a_bad_file_is_said_in_a_sentence_and_the_work_stays(self, window: MainWindow, tmp_path: Path, content: bytes) -> None:
        load(window, zero_report())
        path = tmp_path / "坏.nianbao"
        path.write_bytes(content)
        assert not window.open_path(path)
        assert "坏.nianbao" in window.notice.words
        assert window.document.report.entries == zero_report().entries
        assert path.read_bytes() == content

    def test_a_refused_save_is_said_and_the_work_stays_unsaved(self, window: MainWindow, tmp_path: Path) -> None:
        type_at(window, ROW + "business", "3")
        assert not window.files.save_to(tmp_path / "没有" / "甲.nianbao")
        assert "文件夹不存在" in window.notice.words
        assert window.document.modified

    def test_a_new_report_begins_with_what_is_known_of_the_office(self, window: MainWindow) -> None:
        window._settings.office = Office(name="临江县水务局", kind="部门")
        window.actions_by_key["new"].trigger()
        report = window.document.report
        assert (report.organ, report.text("kind")) == ("临江县水务局", "部门")
        assert report.year in (window.document.today.year, window.document.today.year - 1)
        assert not window.document.modified

    def test_settings_come_back_and_nonsense_is_as_new(self, tmp_path: Path) -> None:
        path = tmp_path / "一" / "settings.json"
        settings = Settings(path, Office(name="某局", deadline="01-25"), ["a"], "dark")
        settings.write()
        assert Settings.read(path) == settings
        for nonsense in ("", "[]", '{"office": 3, "recent": {}, "theme": 7}'):
            path.write_text(nonsense, encoding="utf-8")
            assert Settings.read(path) == Settings(path)


class TestLooks:
    def test_a_narrow_window_folds_its_side_panels(self, window: MainWindow) -> None:
        assert window.workspace.side.isVisible()
        assert window.workspace.findings.isVisible()
        window.resize(910, 500)
        QApplication.processEvents()
        assert window.width() < 1000
        assert not window.workspace.side.isVisible()
        assert not window.workspace.findings.isVisible()
        window.actions_by_key["show_parts"].trigger()
        assert window.workspace.side.isVisible()
        window.resize(1366, 700)
        QApplication.processEvents()
        assert window.workspace.findings.isVisible()

    def test_the_dark_theme_keeps_the_work_and_the_page(self, window: MainWindow) -> None:
        load(window, zero_report())
        show(window, "disputes")
        window.actions_by_key["dark"].trigger()
        assert window.workspace.pages.currentWidget().key == "disputes"
        QApplication.processEvents()
        type_at(window, "disputes.review.upheld", "3")
        assert window.document.report.value("disputes.review.upheld") == 3
        window.actions_by_key["light"].trigger()
        assert window._settings.theme == "light"

    def test_the_start_page_leads_on(self, window: MainWindow) -> None:
        window.show_start_page()
        assert window._stack.currentWidget() is window._start
        assert not any(window.actions_by_key[key].isEnabled() for key in ("save", "export_docx", "check", "undo"))
        assert window.actions_by_key["open"].isEnabled()
        window._start.first.click()
        assert window.actions_by_key["check"].isEnabled()
        assert window._stack.currentWidget() is window.workspace

    def test_the_office_dialog_refuses_a_date_that_is_none(self, window: MainWindow) -> None:
        from desktopapp.ui.office_dialog import OfficeDialog

        dialog = OfficeDialog(Office(name="某局", deadline="1月25日"), window)
        dialog._accept_if_right()
        assert dialog.result() != QDialog.DialogCode.Accepted
        assert "01-25" in dialog._fault.text()
        dialog._lines["deadline"].setText("01-25")
        dialog._accept_if_right()
        assert dialog.office == Office(name="某局", deadline="01-25")


def test_file_names_hold_nothing_that_file_systems_refuse(window: MainWindow) -> None:
    window.document.put_text("organ", '某/局:"*?', "试")
    assert isinstance(window.files, FileActions)
    assert not set(window.files.name()) & set('\\/:*?"<>|')
