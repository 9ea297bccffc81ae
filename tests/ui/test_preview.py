"""预览 shows the pages as they will be printed and follows what is typed; printing prints those pages and keeps the draft."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from desktopapp.core.report import Entry
from desktopapp.formats import paper
from desktopapp.ui import printing
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.preview import Preview
from desktopapp.ui.sign_dialog import SignDialog
from tests.hands import load, press, wait_until
from tests.samples import distinct_report, zero_report


@pytest.fixture
def preview(window: MainWindow) -> Iterator[Preview]:
    """The preview of a whole report, opened by its key."""
    load(window, distinct_report())
    window.workspace.go_to("overview")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    shown = window.findChild(Preview)
    assert shown is not None and shown.isVisible()
    yield shown
    shown.close()


def words(document: paper.Document) -> list[str]:
    return [placed.line.text for page in document.pages for placed in page.lines]


def text(preview: Preview) -> str:
    return "".join(words(preview.laid_out))


def test_it_shows_what_the_pdf_will_have(window: MainWindow, preview: Preview) -> None:
    assert words(preview.laid_out) == words(paper.Typesetter().lay_out(window.document.report, preview._kinds["送审稿"]))
    assert "清河县档案管理局" in text(preview)


def test_it_follows_what_is_typed(window: MainWindow, preview: Preview) -> None:
    window.document.put_text("problems", "解读形式仍然过于单一。", "编辑")
    QApplication.processEvents()
    assert "解读形式仍然过于单一" in text(preview)
    window.document.undo_stack.undo()
    QApplication.processEvents()
    assert "解读形式仍然过于单一" not in text(preview)


def test_what_may_be_printed_follows_the_checks_and_the_seal(window: MainWindow, preview: Preview) -> None:
    assert [preview.kind_box.itemText(row) for row in range(preview.kind_box.count())] == ["送审稿", "清样"]
    window.document.put({"disputes.review.total": Entry("1")}, "填数")
    assert preview.kind == "草稿"
    window.document.undo_stack.undo()
    window.document.seal("李明")
    QApplication.processEvents()
    assert preview.kind == "定稿"
    assert preview.laid_out.pages[0].watermark is None


def test_every_page_is_reached_by_key_by_number_and_by_part(preview: Preview) -> None:
    view, count = preview.pages, len(preview.laid_out.pages)
    view.setFocus()
    press(Qt.Key.Key_End)
    assert view.current == count == preview._number.value()
    press(Qt.Key.Key_Home)
    assert view.current == 1
    preview._number.setValue(3)
    assert view.current == 3
    starts = [start.heading for page in preview.laid_out.pages for start in page.starts]
    assert [preview.part_box.itemText(row) for row in range(1, preview.part_box.count())] == starts
    assert starts[0] == "审签单" and starts[-1] == "核对表" and len(starts) == 8
    for row in range(1, preview.part_box.count()):
        number = preview.part_box.itemData(row)[0]
        preview.part_box.activated.emit(row)
        assert view.current in (number, number - 1), "its heading is in view"


def test_sizes_and_two_pages_abreast(preview: Preview) -> None:
    view = preview.pages
    for row in range(preview.size_box.count()):
        preview.size_box.setCurrentIndex(row)
        preview.size_box.activated.emit(row)
        assert 0.25 <= view.zoom <= 4
    view.set_zoom(0.5)
    view.set_columns(2)
    first, second, third = (view.area(index) for index in range(3))
    assert first.top() == second.top() < third.top()
    assert not first.intersects(second)


def test_a_missing_font_is_said_before_printing(preview: Preview) -> None:
    assert preview.findChild(QLabel, "preview_fonts").text() == paper.lacking_sentence()


def to_file(path: Path, first: int = 0, last: int = 0):
    """A printer that prints into a file, as the dialog would give it back."""

    def answer(document: paper.Document, parent: object) -> QPrinter:
        printer = printing.new_printer(document)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFromTo(first, last)
        return printer

    return answer


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(dialog: SignDialog) -> QDialog.DialogCode:
        dialog.person.setText("李明")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SignDialog, "exec", answer)


def test_a_printed_draft_is_kept(
    window: MainWindow, preview: Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    monkeypatch.setattr(printing, "ask", to_file(tmp_path / "a.pdf"))
    preview.print_wanted.emit()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert [(draft.name, draft.who) for draft in window.document.project.drafts] == [("第1稿", "李明")]
    assert window.notice.words == f"已送打印机，共{len(preview.laid_out.pages)}页。"


def test_nothing_printed_is_nothing_kept(window: MainWindow, preview: Preview, monkeypatch: pytest.MonkeyPatch, signs: None) -> None:
    monkeypatch.setattr(printing, "ask", lambda *_: None)
    preview.print_wanted.emit()
    assert window.document.project.drafts == []


def test_a_clean_proof_is_printed_without_being_a_draft(
    window: MainWindow, preview: Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    preview.kind_box.setCurrentIndex(1)
    preview.kind_box.activated.emit(1)
    monkeypatch.setattr(printing, "ask", to_file(tmp_path / "a.pdf"))
    preview.print_wanted.emit()
    assert (tmp_path / "a.pdf").exists()
    assert window.document.project.drafts == []


@pytest.mark.parametrize(
    ("first", "last", "copies", "order", "collate", "pages"),
    [
        (0, 0, 1, QPrinter.PageOrder.FirstPageFirst, True, [1, 2, 3, 4, 5, 6]),
        (2, 3, 1, QPrinter.PageOrder.FirstPageFirst, True, [2, 3]),
        (5, 9, 1, QPrinter.PageOrder.LastPageFirst, True, [6, 5]),
        (2, 3, 2, QPrinter.PageOrder.FirstPageFirst, True, [2, 3, 2, 3]),
        (2, 3, 2, QPrinter.PageOrder.FirstPageFirst, False, [2, 2, 3, 3]),
    ],
)
def test_ranges_copies_and_order(window: MainWindow, first: int, last: int, copies: int, order, collate: bool, pages: list[int]) -> None:
    document = paper.Typesetter().lay_out(zero_report())
    printer = printing.new_printer(document)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setFromTo(first, last)
    printer.setCopyCount(copies)
    printer.setPageOrder(order)
    printer.setCollateCopies(collate)
    made = 1 if printer.supportsMultipleCopies() else copies
    assert list(printing.pages_of(6, printer)) == (pages if made == copies else pages[: len(pages) // copies])


def test_a_pdf_from_the_preview_is_the_draft(
    window: MainWindow, preview: Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, signs: None
) -> None:
    path = tmp_path / "送审.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    preview.pdf_wanted.emit()
    wait_until(lambda: "已导出" in window.notice.words)
    assert path.read_bytes().startswith(b"%PDF")
    assert [draft.number for draft in window.document.project.drafts] == [1]


def test_the_picture_is_shown_printed_and_exported_where_it_is_ticked(
    window: MainWindow, preview: Preview, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheets = [page.sheet for page in preview.laid_out.pages]
    assert "一图读懂" not in sheets and not preview.picture_box.isChecked()
    monkeypatch.setattr(SignDialog, "exec", lambda dialog: dialog.person.setText("李明") or QDialog.DialogCode.Accepted)
    counts = {}
    for ticked in (False, True):
        path = tmp_path / f"{ticked}.pdf"
        preview.picture_box.setChecked(ticked)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        preview.pdf_wanted.emit()
        wait_until(lambda path=path: path.exists() and path.name in window.notice.words)
        counts[ticked] = path.read_bytes().count(b"/Type /Page\n")
    assert [page.sheet for page in preview.laid_out.pages] == [*sheets, "一图读懂"]
    assert counts[True] == counts[False] + 1 == len(preview.laid_out.pages)


def test_the_picture_follows_what_is_typed(window: MainWindow, preview: Preview) -> None:
    preview.picture_box.setChecked(True)
    window.document.put({"disclosure.penalties.decisions": Entry("88123")}, "填数")
    QApplication.processEvents()
    assert "88123" in [placed.line.text for placed in preview.laid_out.pages[-1].lines]
