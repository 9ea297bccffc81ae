"""A file that others have, or have changed, is never overwritten unasked; every state that was on the disk is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QTableView, QTextEdit

from desktopapp.core import backups, lock, project
from desktopapp.core.lock import Holder
from desktopapp.core.project import Project
from desktopapp.ui import questions
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.questions import OnDisk
from tests.faulty_saves import saves_in_a_window
from tests.hands import find, show, type_at, type_text
from tests.samples import distinct_report, saved, zero_report

BUSINESS = "applications.received.business"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(zero_report(), tmp_path / "甲.nianbao")


def kept(window: MainWindow, path: Path) -> list[tuple[str, bytes]]:
    """Who put which content on the disk, the newest first."""
    states = [backups.read(backup.path) for backup in backups.kept(backups.folder(window.files.saving.backups, path))]
    return [(state.who, state.content) for state in states]


def held(path: Path, holder: Holder, tmp_path: Path) -> lock.Lock:
    taken = lock.take(path, holder, tmp_path / "锁")
    assert isinstance(taken, lock.Lock)
    return taken


def answer(monkeypatch: pytest.MonkeyPatch, *answers: OnDisk) -> list[str]:
    asked: list[str] = []
    following = iter(answers)
    monkeypatch.setattr(questions, "ask_about_changed", lambda _parent, name: asked.append(name) or next(following))
    return asked


class TestChangedByOthers:
    @pytest.fixture
    def changed(self, window: MainWindow, path: Path) -> bytes:
        """A file that somebody else wrote while it was open here and worked on."""
        window.open_path(path)
        type_at(window, BUSINESS, "3")
        theirs = project.dumps(Project(distinct_report())).encode()
        path.write_bytes(theirs)
        return theirs

    def test_it_is_asked_about_and_left_alone(self, window: MainWindow, path: Path, changed: bytes, monkeypatch) -> None:
        asked = answer(monkeypatch, OnDisk.CANCEL)
        window.actions_by_key["save"].trigger()
        assert asked == ["甲.nianbao"]
        assert path.read_bytes() == changed
        assert window.document.modified

    def test_overwriting_keeps_theirs_as_a_backup(self, window: MainWindow, path: Path, changed: bytes, monkeypatch) -> None:
        answer(monkeypatch, OnDisk.OVERWRITE)
        window._settings.person = "张三"
        window.actions_by_key["save"].trigger()
        assert not window.document.modified
        ours = project.dumps(window.document.project).encode()
        assert path.read_bytes() == ours
        assert kept(window, path)[:2] == [("张三", ours), ("", changed)]
        type_at(window, BUSINESS, "4")
        window.actions_by_key["save"].trigger()  # and is not asked again
        assert not window.document.modified

    def test_saving_elsewhere_leaves_both(self, window: MainWindow, path: Path, changed: bytes, monkeypatch) -> None:
        answer(monkeypatch, OnDisk.SAVE_AS)
        other = path.with_name("乙.nianbao")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(other), ""))
        window.actions_by_key["save"].trigger()
        assert path.read_bytes() == changed
        assert window.document.path == other and not window.document.modified
        assert not path.with_name(".~甲.nianbao.lock").exists() and other.with_name(".~乙.nianbao.lock").exists()

    def test_theirs_can_be_looked_at_and_is_asked_about_again(self, window: MainWindow, path: Path, changed: bytes, monkeypatch) -> None:
        asked = answer(monkeypatch, OnDisk.LOOK, OnDisk.CANCEL)
        looked: list[Path] = []
        window.files.saving.look = looked.append
        window.actions_by_key["save"].trigger()
        assert (looked, len(asked)) == ([path], 2)

    def test_what_this_window_saved_itself_is_no_change_by_others(self, window: MainWindow, path: Path, monkeypatch) -> None:
        asked = answer(monkeypatch)
        window.open_path(path)
        for number in "345":
            type_at(window, BUSINESS, number)
            window.actions_by_key["save"].trigger()
        assert not asked and not window.document.modified


class TestHeldByOthers:
    @pytest.fixture
    def other(self, path: Path, tmp_path: Path):
        taken = held(path, Holder("李四", "别的电脑", 7, "2024-12-01 10:00"), tmp_path)
        yield taken
        taken.release()

    def test_the_file_opens_to_be_read_and_says_who_has_it(self, window: MainWindow, path: Path, other) -> None:
        assert window.open_path(path)
        assert window.notice.words == "“甲.nianbao”正由李四在电脑“别的电脑”上打开（2024-12-01 10:00起），这里只能看，不能改动。"
        before = dict(window.document.report.entries)
        type_at(window, BUSINESS, "3")
        assert "不能改动" in window.notice.words
        show(window, "overview")
        text = find(window, QTextEdit, "text_overview")
        text.setFocus()
        type_text("abc")
        window.workspace.go_to("organ")
        type_text("abc")
        window.workspace.grids[0].paste()
        assert find(window, QLineEdit, "fact_organ").isReadOnly() and text.isReadOnly()
        assert window.document.report.entries == before and not window.document.modified
        window.actions_by_key["save"].trigger()
        assert "不能保存到那里" in window.notice.words

    def test_saved_elsewhere_it_can_be_changed(self, window: MainWindow, path: Path, other, monkeypatch) -> None:
        window.open_path(path)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_name("乙.nianbao")), ""))
        next(button for button in window.notice.findChildren(QPushButton) if button.text() == "另存一份…").click()
        type_at(window, BUSINESS, "3")
        assert window.document.report.text(BUSINESS) == "3"

    def test_once_it_is_free_it_opens_to_be_changed(self, window: MainWindow, path: Path, other) -> None:
        window.open_path(path)
        other.release()
        next(button for button in window.notice.findChildren(QPushButton) if button.text() == "再试一次").click()
        assert not window.document.closed and window.document.path == path

    def test_of_another_computer_that_may_be_gone_the_user_decides(self, window: MainWindow, path: Path, other) -> None:
        os.close(other._handle)  # as where a share tells nobody of locks
        window.open_path(path)
        assert window.document.closed
        next(button for button in window.notice.findChildren(QPushButton) if button.text() == "仍要编辑").click()
        assert not window.document.closed
        type_at(window, BUSINESS, "3")
        window.actions_by_key["save"].trigger()
        assert not window.document.modified

    def test_a_file_of_another_window_is_not_saved_over(self, window: MainWindow, path: Path, other) -> None:
        before = path.read_bytes()
        type_at(window, BUSINESS, "3")
        assert not window.files.save_to(path)
        assert path.read_bytes() == before and "李四" in window.notice.words


def test_another_project_frees_the_file_of_the_one_before(window: MainWindow, path: Path, tmp_path: Path) -> None:
    window.open_path(path)
    beside = path.with_name(".~甲.nianbao.lock")
    assert beside.exists()
    window.open_path(saved(zero_report(), tmp_path / "乙.nianbao"))
    assert not beside.exists()
    window.actions_by_key["new"].trigger()
    assert not path.with_name(".~乙.nianbao.lock").exists()


def test_a_refused_save_elsewhere_keeps_the_file_that_is_open(window: MainWindow, path: Path, tmp_path: Path) -> None:
    window.open_path(path)
    assert not window.files.save_to(tmp_path / "没有" / "乙.nianbao")
    assert window.document.path == path and path.with_name(".~甲.nianbao.lock").exists()


def test_each_state_is_kept_with_who_saved_it_and_one_that_lay_there_before(window: MainWindow, path: Path) -> None:
    first = path.read_bytes()
    window._settings.person = "张三"
    window.open_path(path)
    type_at(window, BUSINESS, "3")
    window.actions_by_key["save"].trigger()
    second = path.read_bytes()
    type_at(window, BUSINESS, "4")
    window.actions_by_key["save"].trigger()
    assert kept(window, path) == [("张三", path.read_bytes()), ("张三", second), ("", first)]


def test_a_sample_is_written_nowhere_until_it_is_saved(window: MainWindow) -> None:
    window.actions_by_key["sample"].trigger()
    type_at(window, BUSINESS, "3")
    window.recovery.secure()
    window.recovery.leave()
    assert not window.recovery.folder.exists()


def test_every_call_of_a_save_in_the_window_may_fail_and_nothing_is_lost(window: MainWindow, tmp_path: Path) -> None:
    assert saves_in_a_window(window, tmp_path, thorough=False) > 100  # `make survive` tries each call with each trouble


def test_the_grid_says_why_a_key_does_nothing(window: MainWindow, path: Path, tmp_path: Path) -> None:
    other = held(path, Holder("", "别的电脑", 7, ""), tmp_path)
    window.open_path(path)
    grid = find(window, QTableView, "grid_applications")
    show(window, "applications")
    grid.setFocus()
    type_text("5")
    assert window.notice.words == "别的窗口正打开着这份年报，这里只能看，不能改动。"
    other.release()
