"""送审与定稿: drafts are kept, compared, restored; a code on paper is checked; 定稿 locks and is withdrawn with a reason."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QListView, QListWidget

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.report import RECORD, Entry
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.sign_dialog import SignDialog
from tests.hands import find, load, show, type_at, type_text, wait_until
from tests.samples import careful_report, distinct_report

LICENCES = "disclosure.licensing.decisions"


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """李明 ticks, gives a reason where one is asked for, and accepts."""

    def answer(dialog: SignDialog) -> QDialog.DialogCode:
        dialog.confirmed.setChecked(True)
        dialog.why.setText("数字有误")
        dialog.person.setText("李明")
        assert dialog.act.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SignDialog, "exec", answer)


def hand_over(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Export a draft as Word to a file."""
    show(window, "drafts")
    window.notice.hide()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.workspace.drafts.word.click()
    wait_until(lambda: path.exists() and "已导出" in window.notice.words)


def differences(window: MainWindow) -> list[str]:
    listed = find(window, QListWidget, "draft_differences")
    return [listed.item(row).text() for row in range(listed.count())]


def test_a_draft_is_kept_once_it_is_on_disk_and_what_changed_since_is_listed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    load(window, careful_report())
    hand_over(window, monkeypatch, tmp_path / "一.docx")
    assert [draft.name for draft in window.document.project.drafts] == ["第1稿"]
    assert window.document.modified, "the draft is not on disk yet"
    assert "与第1稿一致" in find(window, QLabel, "drafts_standing").text()
    type_at(window, LICENCES, "7")
    window.document.put_text("problems", "解读形式仍然单一。", "编辑")
    show(window, "drafts")
    assert "第1稿之后改动了" in find(window, QLabel, "drafts_standing").text()
    view = find(window, QListView, "drafts")
    view.setCurrentIndex(view.model().index(0, 0))
    assert differences(window)[0] == "表二　行政许可 · 本年处理决定数量：0 → 7"
    assert any("解读形式仍然单一。" in words for words in differences(window))


def test_the_same_content_again_is_the_same_draft(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None) -> None:
    load(window, careful_report())
    for name in ("一.docx", "二.docx"):
        hand_over(window, monkeypatch, tmp_path / name)
    assert [draft.number for draft in window.document.project.drafts] == [1]
    window.document.put_text(LICENCES, "7", "填数")
    hand_over(window, monkeypatch, tmp_path / "三.docx")
    assert [draft.number for draft in window.document.project.drafts] == [1, 2]


def test_a_code_on_paper_is_checked(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None) -> None:
    load(window, careful_report())
    hand_over(window, monkeypatch, tmp_path / "一.docx")
    said = window.document.project.drafts[0].code
    line, verdict = find(window, QLineEdit, "code_typed"), find(window, QLabel, "code_verdict")
    line.setFocus()
    type_text(said.lower().replace("-", " "))
    assert verdict.text().startswith("✓ 一致")
    window.document.put_text(LICENCES, "7", "填数")
    assert verdict.text() == "✗ 纸上是第1稿，之后的改动列在下面"
    assert differences(window) == ["表二　行政许可 · 本年处理决定数量：0 → 7"]
    line.setText("K7M2-9QXA-4HTC")
    assert "不是现在的内容" in verdict.text()
    line.setText("K7M2")
    assert "12位" in verdict.text()


def test_a_draft_is_restored_as_one_step(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None) -> None:
    load(window, careful_report())
    hand_over(window, monkeypatch, tmp_path / "一.docx")
    window.document.put({LICENCES: Entry("7"), "problems": Entry("")}, "改")
    show(window, "drafts")
    view = find(window, QListView, "drafts")
    view.setCurrentIndex(view.model().index(0, 0))
    window.workspace.drafts.restore.click()
    assert window.document.report.text(LICENCES) == "0"
    assert window.document.report.text("problems") == careful_report().text("problems")
    window.document.undo_stack.undo()
    assert window.document.report.text(LICENCES) == "7"


def test_what_is_left_to_do_stands_in_the_way_of_the_final(window: MainWindow, signs: None) -> None:
    load(window, careful_report())
    window.document.put({LICENCES: Entry("5（其中3件，1件）")}, "填数")
    show(window, "drafts")
    window.workspace.drafts.final.click()
    assert not window.document.report.locked
    assert window.notice.words.startswith("还不能定稿：有1项没有完成")


def test_a_final_is_locked_saved_exported_and_withdrawn_with_a_reason(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    load(window, careful_report())
    type_at(window, LICENCES, "0")
    show(window, "drafts")
    page = window.workspace.drafts
    page.final.click()
    report = window.document.report
    assert report.locked
    assert not window.document.undo_stack.canUndo()
    assert not page.final.isVisible() and page.withdraw.isVisible()
    type_at(window, LICENCES, "7")
    window.document.put_text("overview", "改", "编辑")
    assert report.text(LICENCES) == "0"
    assert find(window, type(window.workspace.parts[0].editors["overview"]), "text_overview").isReadOnly()
    window.files.save_to(tmp_path / "终.nianbao")
    assert not window.document.modified
    kept = project.read(tmp_path / "终.nianbao", resources.forms())
    assert kept.report.locked and kept.drafts[-1].final

    show(window, "drafts")
    page.withdraw.click()
    assert not report.locked
    assert window.document.modified
    assert report.text(RECORD).endswith("李明　撤回定稿，原因：数字有误")
    type_at(window, LICENCES, "7")
    assert report.text(LICENCES) == "7"


def test_a_refusal_hands_nothing_over(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    load(window, careful_report())
    monkeypatch.setattr(SignDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    show(window, "drafts")
    for button in (window.workspace.drafts.word, window.workspace.drafts.final):
        button.click()
    assert window.document.project.drafts == []
    assert not window.document.report.locked


def published(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Seal the report and export its 发布包; returns the folder."""
    window.document.seal("李明")
    show(window, "drafts")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.workspace.drafts.export.click()
    wait_until(lambda: "全部文字都一致" in window.notice.words)
    return next(path for path in tmp_path.iterdir() if "发布包" in path.name)


def test_a_final_is_exported_as_a_package_that_is_read_back(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load(window, careful_report())
    last = careful_report()
    last.apply(last.plan({"year": Entry("2023"), "applications.received.other": Entry("4")}))
    window.document.put_last(last, {}, "上年")
    folder = published(window, monkeypatch, tmp_path)
    suffixes = [".docx", ".html", ".json", ".pdf", ".png", ".svg", ".txt", ".txt", ".xlsx"]
    assert sorted(path.suffix for path in folder.iterdir()) == suffixes
    assert window.document.project.drafts[-1].code in folder.name
    assert "有9个文件" in window.notice.words and "200个数" in window.notice.words
    assert "2023年" in next(folder.glob("*.svg")).read_text("utf-8"), "last year stands in the picture"


def test_what_is_being_written_is_said(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load(window, careful_report())
    window.document.seal("李明")
    show(window, "drafts")
    said: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.workspace.drafts.export.click()

    def done() -> bool:
        said.append(window.notice.words)
        return "全部文字都一致" in window.notice.words

    wait_until(done)
    assert any(words.startswith("正在写“") for words in said) and any(words.startswith("正在读回“") for words in said)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_published_page_is_compared_with_the_final_cell_by_cell_and_sentence_by_sentence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str
) -> None:
    report = distinct_report()
    load(window, report)
    page = next(published(window, monkeypatch, tmp_path).glob("*.html")).read_text("utf-8")
    saved = tmp_path / "公布的网页.html"
    verdict = find(window, QLabel, "code_verdict")

    def drop(text: str) -> None:
        saved.write_bytes(text.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding))
        verdict.clear()
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(saved))])
        for kind in (QDragEnterEvent, QDropEvent):
            at = QPointF(5, 5) if kind is QDropEvent else QPoint(5, 5)
            event = kind(at, Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(window.workspace.drafts, event)
        wait_until(verdict.text)

    drop(page)
    assert verdict.text() == "✓ 一致：“公布的网页.html”就是现在的内容", differences(window)
    number = str(report.value("applications.received.business"))
    drop(page.replace(f">{number}<", ">1<", 1).replace("解读形式单一。", "解读形式不多。"))
    assert verdict.text().startswith("✗")
    named = differences(window)
    assert any(words.endswith(f"法人或其他组织 商业企业：1 → {number}") for words in named), named
    assert any("解读形式不多。 → 解读形式单一。" in words for words in named)


def test_what_two_finals_say_otherwise_is_announced(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    load(window, careful_report())
    page, path = window.workspace.drafts, tmp_path / "公告.docx"
    window.document.seal("李明")
    show(window, "drafts")
    view = find(window, QListView, "drafts")
    view.setCurrentIndex(view.model().index(0, 0))
    assert not page.announce.isEnabled(), "nothing differs yet"
    page.withdraw.click()
    window.document.put({LICENCES: Entry("7")}, "填数")
    window.document.seal("李明")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    # Whichever of the two is chosen, what was published first is corrected.
    for chosen, other in ((1, 0), (1, 1), (0, 2)):
        path.unlink(missing_ok=True)
        window.notice.hide()
        view.setCurrentIndex(view.model().index(chosen, 0))
        page.other.setCurrentIndex(other)
        page.other.activated.emit(other)
        assert page.announce.isEnabled()
        page.announce.click()
        wait_until(lambda: "已导出“公告.docx”" in window.notice.words)
        with zipfile.ZipFile(path) as package:
            assert "“0”更正为“7”。" in re.sub("<[^>]*>", "", package.read("word/document.xml").decode())


def test_a_draft_that_nobody_published_is_not_corrected_in_public(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    load(window, careful_report())
    hand_over(window, monkeypatch, tmp_path / "一.docx")
    window.document.put({LICENCES: Entry("7")}, "填数")
    show(window, "drafts")
    view = find(window, QListView, "drafts")
    view.setCurrentIndex(view.model().index(0, 0))
    assert differences(window) and not window.workspace.drafts.announce.isEnabled()


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_file_that_was_handed_over_is_compared_with_what_the_report_says_now(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None, suffix: str
) -> None:
    if suffix == ".pdf":
        pytest.importorskip("pdfplumber", reason="the optional reader of PDF is not installed")
    load(window, distinct_report())
    path = tmp_path / f"送审{suffix}"
    page = window.workspace.drafts
    show(window, "drafts")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    (page.word if suffix == ".docx" else page.pdf).click()
    wait_until(lambda: "已导出" in window.notice.words)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    verdict = find(window, QLabel, "code_verdict")
    page.file.click()
    wait_until(lambda: verdict.text())
    assert verdict.text() == f"✓ 一致：“送审{suffix}”就是现在的内容", differences(window)
    type_at(window, "applications.granted.other", "7777")
    show(window, "drafts")
    page.file.click()
    wait_until(lambda: verdict.text().startswith("✗"))
    named = differences(window)
    assert any("予以公开 · 法人或其他组织 其他" in words and "→ 7777" in words for words in named)
    assert all("总计" in words or "其他" in words for words in named), named
