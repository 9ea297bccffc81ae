"""A report whose narratives are rebuilt with 活数字: change a cell, and every sentence that says it follows, wherever it is read."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktopapp import formats, resources
from desktopapp.core.report import Entry, Report
from desktopapp.formats.printed.page import TEXT_HEIGHT, TOP
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.preview import Preview
from desktopapp.ui.text_editor import TextEditor
from tests.hands import find, load, press, show, type_at
from tests.samples import SEED, careful_report

FORMS = resources.forms()
# What the texts should have said of their tables, in typed numbers that agree with them; the fee sentence of part six as well.
SENTENCES = {
    "overview": "作出行政许可决定52件。收到政府信息公开申请0件，上年结转0件。予以公开0件。",
    "problems": "2024年收到政府信息公开申请0件。",
    "other_matters": "2024年收取行政事业性收费0万元。",
}
FOLLOWED = {
    "overview": "作出行政许可决定61件。收到政府信息公开申请17件，上年结转2件。予以公开19件。",
    "problems": "2024年收到政府信息公开申请17件。",
    "other_matters": "2024年收取行政事业性收费3.5万元。",
}
TYPED = {
    "disclosure.licensing.decisions": "61（其中环评审批40个，排污许可证核发21个）",
    "disclosure.fees.amount": "3.5",
    "applications.received.natural_person": "17",
    "applications.carried_in.natural_person": "2",
    "applications.granted.natural_person": "19",
}


def the_real_one() -> Report:
    if not SEED.exists():
        pytest.skip("the real report is not at hand")
    return formats.read(SEED, FORMS).report(FORMS)


def the_invented_twin() -> Report:
    report = careful_report()
    report.apply(report.plan({"disclosure.licensing.decisions": Entry("52（其中环评审批39个，排污许可证核发13个）")}))
    return report


@pytest.fixture(params=[the_real_one, the_invented_twin], ids=["seed", "twin"])
def rebuilt(window: MainWindow, request: pytest.FixtureRequest) -> Report:
    """The report with its sentences typed at the end of each narrative, and every number that agrees made a field by the menu."""
    report: Report = request.param()
    load(window, report)
    for place, sentence in SENTENCES.items():
        show(window, place)
        editor = find(window, TextEditor, f"text_{place}")
        editor.setFocus()
        press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        editor.insert(f"\n{sentence}", as_typed=True)
        before = editor.toPlainText()
        window.actions_by_key["bind_all"].trigger()
        assert "变为活数字" in window.notice.words
        assert editor.toPlainText() == before and "{" in report.text(place)
    return report


def test_every_sentence_follows_its_cells_in_the_editor_the_preview_and_every_file(
    window: MainWindow, rebuilt: Report, tmp_path: Path
) -> None:
    others = {place: rebuilt.paragraphs(place)[:-1] for place in SENTENCES}
    for address, typed in TYPED.items():
        type_at(window, address, typed)
    for place, sentence in FOLLOWED.items():
        assert find(window, TextEditor, f"text_{place}").toPlainText().split("\n")[-1] == sentence
        assert rebuilt.paragraphs(place) == [*others[place], sentence], "nothing else has changed"

    show(window, "overview")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    preview = window.findChild(Preview)
    ends = TOP + TEXT_HEIGHT  # what stands below is the number and the code, in the midst of a sentence that goes on overleaf
    shown = "".join(placed.line.text for page in preview.laid_out.pages for placed in page.lines if TOP <= placed.y < ends)
    preview.close()
    assert "{" not in shown and all(sentence in shown for sentence in FOLLOWED.values())

    suffixes = [".docx", ".html", *([".pdf"] if importlib.util.find_spec("pdfplumber") else [])]
    for suffix in suffixes:
        path = tmp_path / f"年报{suffix}"
        formats.write(rebuilt, path)
        read = formats.read(path, FORMS).report(FORMS)
        for place, sentence in FOLLOWED.items():
            assert read.paragraphs(place)[-1] == sentence, suffix
            assert "{" not in read.text(place), suffix


def test_what_follows_is_taken_back_with_the_cell(window: MainWindow, rebuilt: Report) -> None:
    type_at(window, "disclosure.licensing.decisions", "61")
    assert "作出行政许可决定61件" in rebuilt.said("overview")
    window.document.undo_stack.undo()
    assert rebuilt.paragraphs("overview")[-1] == SENTENCES["overview"]
