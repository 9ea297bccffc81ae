"""两年对照: both years' numbers and texts side by side, and what follows from last year."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListView,
    QPushButton,
    QTableView,
    QTabWidget,
    QTextEdit,
)

from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Origin, Report
from desktopapp.ui.main_window import MainWindow
from desktopapp.ui.years_numbers import COLUMNS, LINE_ROLE
from desktopapp.ui.years_page import NUMBERS, OFFERS, TEXTS
from tests.core.test_carrying import with_values
from tests.hands import find, press, wait_until
from tests.samples import blank_report, distinct_report, zero_report

DASHED = QTextCharFormat.UnderlineStyle.DashUnderline
BUSINESS = "applications.carried_in.business"
NORMS = "disclosure.normative_documents"


def last_year(**raws: str) -> Report:
    return with_values(zero_report(), {"year": "2023", **{place.replace("__", "."): raw for place, raw in raws.items()}})


def open_years(window: MainWindow, report: Report, last: Report | None) -> None:
    window.document.replace(Project(report, last=last), None, saved=True)
    window.actions_by_key["years"].trigger()
    QApplication.processEvents()


def tab(window: MainWindow, place: int) -> None:
    find(window, QTabWidget, "years_tabs").setCurrentIndex(place)
    QApplication.processEvents()


def squares(window: MainWindow, address: str) -> tuple[str, ...]:
    model = find(window, QTableView, "years_numbers").model()
    for row in range(model.rowCount()):
        line = model.index(row, 0).data(LINE_ROLE)
        if line is not None and line.cell.address == address:
            return tuple(str(model.index(row, column).data()) for column in range(2, len(COLUMNS)))
    raise AssertionError(address)


def marked(side: QTextEdit, line: QTextCharFormat.UnderlineStyle = QTextCharFormat.UnderlineStyle.SingleUnderline) -> list[str]:
    """What stands above lines of that kind."""
    return [found.cursor.selectedText() for found in side.extraSelections() if found.format.underlineStyle() == line]


def addresses(window: MainWindow) -> list[str]:
    model = find(window, QTableView, "years_numbers").model()
    lines = [model.index(row, 0).data(LINE_ROLE) for row in range(model.rowCount())]
    return [line.cell.address for line in lines if line is not None]


def offers(window: MainWindow) -> list[str]:
    model = find(window, QListView, "years_offers").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


class TestWithoutLastYear:
    def test_it_says_how_to_bring_last_year_in_and_the_button_has_the_cursor(self, window: MainWindow) -> None:
        open_years(window, zero_report(), None)
        assert find(window, QLabel, "years_about").text().startswith("还没有上年年报。")
        button = find(window, QPushButton, "years_bring")
        assert button.text() == "选择上年年报…" and button.hasFocus()
        assert not find(window, QTabWidget, "years_tabs").isVisible()

    def test_the_button_asks_for_a_file_and_what_was_shown_comes_back(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        open_years(window, zero_report(), None)
        asked: list[str] = []
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda _parent, title, *_: asked.append(title) or ("", ""))
        press(Qt.Key.Key_Return)
        assert asked == ["选择上年年报"]
        assert window.workspace.pages.currentWidget().key == "years"

    def test_the_part_list_says_so(self, window: MainWindow) -> None:
        open_years(window, zero_report(), None)
        model = find(window, QListView, "section_list").model()
        spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
        here = spoken.index("两年对照，没有上年年报")
        window.document.put_last(last_year(), {}, "试")
        assert model.index(here, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "两年对照，与2023年度对照"
        window.document.put_text(BUSINESS, "3", "试")
        assert model.index(here, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "两年对照，上年结转1处不符"


class TestNumbers:
    def test_all_200_numbers_are_there_part_by_part_and_the_columns_of_the_big_table_can_be_left_out(self, window: MainWindow) -> None:
        open_years(window, zero_report(), last_year())
        tab(window, NUMBERS)
        assert len(addresses(window)) == 10 + 25 + 15
        model = find(window, QTableView, "years_numbers").model()
        headings = [str(model.index(row, 0).data()) for row in range(model.rowCount()) if model.index(row, 0).data(LINE_ROLE) is None]
        assert headings == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"]
        find(window, QCheckBox, "years_totals").click()
        assert addresses(window) == list(window.document.report.form.cells)

    def test_difference_and_per_cent_stand_beside_both_years(self, window: MainWindow) -> None:
        this = with_values(zero_report(), {"disclosure.licensing.decisions": "25", "disclosure.fees.amount": ""})
        last = last_year(disclosure__licensing__decisions="20", disclosure__fees__amount="3.5", disclosure__penalties__decisions="7")
        open_years(window, this, last)
        tab(window, NUMBERS)
        assert squares(window, "disclosure.licensing.decisions") == ("20", "25", "+5", "+25.0%", "")
        assert squares(window, "disclosure.fees.amount") == ("3.5", "", "", "", "")
        assert squares(window, "disclosure.penalties.decisions") == ("7", "0", "-7", "-100.0%", "")
        assert squares(window, "disclosure.coercion.decisions") == ("0", "0", "0", "", "")

    def test_what_differs_strikingly_is_marked_and_can_be_seen_alone(self, window: MainWindow) -> None:
        this = with_values(zero_report(), {"disclosure.licensing.decisions": "300", "disclosure.penalties.decisions": "19", BUSINESS: "1"})
        last = last_year(disclosure__licensing__decisions="30", disclosure__penalties__decisions="99")
        open_years(window, this, last)
        tab(window, NUMBERS)
        assert squares(window, "disclosure.licensing.decisions")[-1] == "！ 本年超过上年的5倍"
        assert squares(window, "disclosure.penalties.decisions")[-1] == "！ 本年不到上年的5分之一"
        assert find(window, QLabel, "years_count").text() == "要留意的有4处"
        find(window, QCheckBox, "years_totals").click()
        find(window, QCheckBox, "years_remarkable").click()
        assert addresses(window) == [
            "disclosure.licensing.decisions", "disclosure.penalties.decisions", BUSINESS, "applications.carried_in.total",
        ]  # fmt: skip
        assert squares(window, BUSINESS)[-1] == "！ 与上年结转下年度0不一致"

    def test_enter_goes_to_the_cell(self, window: MainWindow) -> None:
        open_years(window, zero_report(), last_year())
        tab(window, NUMBERS)
        view = find(window, QTableView, "years_numbers")
        view.setFocus()
        row = next(row for row in range(view.model().rowCount()) if _address(view, row) == "disputes.review.other")
        view.setCurrentIndex(view.model().index(row, 0))
        press(Qt.Key.Key_Return)
        assert window.workspace.grid.current_address() == "disputes.review.other"

    def test_a_row_is_spoken_whole(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {"disclosure.licensing.decisions": "25"}), last_year())
        tab(window, NUMBERS)
        model = find(window, QTableView, "years_numbers").model()
        row = next(
            row for row in range(model.rowCount()) if _address(find(window, QTableView, "years_numbers"), row).endswith("ing.decisions")
        )
        spoken = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "行政许可 · 本年处理决定数量，上年0，本年25，差+25，增减空白，上年为0，本年有数"

    def test_the_table_follows_what_is_typed_and_undone_and_the_cursor_stays(self, window: MainWindow) -> None:
        open_years(window, zero_report(), last_year())
        tab(window, NUMBERS)
        view = find(window, QTableView, "years_numbers")
        view.setCurrentIndex(view.model().index(7, 0))
        window.document.put_text("disclosure.licensing.decisions", "4", "试")
        assert squares(window, "disclosure.licensing.decisions")[1] == "4"
        assert view.currentIndex().row() == 7
        window.document.undo_stack.undo()
        assert squares(window, "disclosure.licensing.decisions")[1] == "0"


def _address(view: QTableView, row: int) -> str:
    line = view.model().index(row, 0).data(LINE_ROLE)
    return line.cell.address if line is not None else ""


def offer_button(window: MainWindow, words: str) -> QPushButton:
    return next(one for one in window.workspace.years.findChildren(QPushButton) if one.text() == words)


def click_offer_button(window: MainWindow, words: str) -> None:
    offer_button(window, words).setFocus()
    press(Qt.Key.Key_Return)


class TestOffers:
    def test_a_carry_over_that_was_typed_otherwise_is_listed_and_taken_with_one_key(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {BUSINESS: "3"}), last_year(applications__carried_out__business="5"))
        assert find(window, QTabWidget, "years_tabs").currentIndex() == OFFERS
        (words,) = offers(window)
        assert words == "二、上年结转政府信息公开申请数量 · 法人或其他组织 商业企业：填的是3，按上年是5"
        assert window.document.report.text(BUSINESS) == "3"
        press(Qt.Key.Key_Return)
        assert window.document.report.entry(BUSINESS) == Entry("5", Origin.CARRIED)
        assert offers(window) == [] and find(window, QTableView, "years_numbers").hasFocus()
        window.document.undo_stack.undo()
        assert window.document.report.text(BUSINESS) == "3"

    def test_a_stock_is_offered_and_never_filled_in_silently(self, window: MainWindow) -> None:
        this = with_values(zero_report(), {f"{NORMS}.in_force": "", f"{NORMS}.issued": "2", f"{NORMS}.repealed": "1"})
        open_years(window, this, last_year(**{f"{NORMS}.in_force".replace(".", "__"): "9"}))
        assert offers(window) == ["行政规范性文件 · 现行有效件数：空白，按上年是10"]
        assert window.document.report.text(f"{NORMS}.in_force") == ""
        model = find(window, QListView, "years_offers").model()
        assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("上年现行有效9＋本年制发2－本年废止1")
        press(Qt.Key.Key_Return)
        assert window.document.report.text(f"{NORMS}.in_force") == "10"

    def test_a_button_goes_to_the_cell_instead(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {BUSINESS: "3"}), last_year(applications__carried_out__business="5"))
        click_offer_button(window, "转到这一格(&G)")
        assert window.workspace.grid.current_address() == BUSINESS

    def test_all_blanks_are_taken_in_one_step_and_what_was_typed_otherwise_stays_listed(self, window: MainWindow) -> None:
        blanks = {f"applications.carried_in.{column}": "" for column in ("natural_person", "other")}
        this = with_values(zero_report(), blanks | {BUSINESS: "3", f"{NORMS}.in_force": ""})
        carried = {"applications__carried_out__natural_person": "4", "applications__carried_out__business": "5"}
        open_years(window, this, last_year(**carried, **{f"{NORMS}.in_force".replace(".", "__"): "9"}))
        assert len(offers(window)) == 4
        assert (
            find(window, QLabel, "years_offers_words").text().startswith("按上年年报，有3格空白可以带入；有1格填的与上年接不上，请核对。")
        )
        before = window.document.undo_stack.count()
        click_offer_button(window, "带入全部空白格(&A)")
        report = window.document.report
        assert [report.text(place) for place in (*blanks, f"{NORMS}.in_force", BUSINESS)] == ["4", "0", "9", "3"]
        assert report.entry(f"{NORMS}.in_force").origin is Origin.CARRIED
        assert window.document.undo_stack.count() == before + 1
        assert offers(window) == ["二、上年结转政府信息公开申请数量 · 法人或其他组织 商业企业：填的是3，按上年是5"]
        assert not offer_button(window, "带入全部空白格(&A)").isEnabled()
        window.document.undo_stack.undo()
        assert len(offers(window)) == 4 and report.text(f"{NORMS}.in_force") == ""

    def test_a_final_report_is_offered_nothing(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {BUSINESS: "3"}), last_year(applications__carried_out__business="5"))
        window.document.put({"final": Entry("2025-01-20 某人")}, "定稿")
        assert offers(window) == []
        assert find(window, QLabel, "years_offers_words").text() == "已经定稿，不能改动。"


class TestTexts:
    THIS = "2024年，本机关发布信息120条。\n（二）依申请公开情况\n2023年，收到申请20件。"
    LAST = "2023年，本机关发布信息120条。\n（二）依申请公开情况\n2023年，收到申请18件。"

    def show(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {"overview": self.THIS}), last_year(overview=self.LAST))
        tab(window, TEXTS)

    def test_both_years_stand_side_by_side_with_what_was_left_behind_marked(self, window: MainWindow) -> None:
        self.show(window)
        assert find(window, QTextEdit, "years_last").toPlainText() == self.LAST
        this = find(window, QTextEdit, "years_this")
        assert this.toPlainText() == self.THIS
        assert marked(this) == ["120", "2023"]
        model = find(window, QListView, "years_traces").model()
        words = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        assert words == ["“120”：数与上年这句话里的相同", "“2023”：年份与上年这句话里的相同，没有改"]
        assert find(window, QComboBox, "years_text").currentText() == "一、总体情况　标出2处"

    def test_the_text_with_marks_is_shown_first_and_another_can_be_chosen(self, window: MainWindow) -> None:
        self.show(window)
        box = find(window, QComboBox, "years_text")
        assert [box.itemData(place) for place in range(box.count())] == ["overview", "problems", "other_matters"]
        box.setCurrentIndex(1)
        assert find(window, QTextEdit, "years_this").toPlainText() == window.document.report.text("problems")
        assert not find(window, QListView, "years_traces").isVisible()

    def test_a_mark_leads_to_its_place_in_the_text(self, window: MainWindow) -> None:
        self.show(window)
        traces = find(window, QListView, "years_traces")
        traces.setFocus()
        traces.setCurrentIndex(traces.model().index(1, 0))
        assert find(window, QTextEdit, "years_this").textCursor().selectedText() == "2023"
        press(Qt.Key.Key_Return)
        editor = find(window, QTextEdit, "text_overview")
        assert editor.hasFocus() and editor.textCursor().selectedText() == "2023"
        assert editor.textCursor().position() > 20

    def test_what_was_mended_is_no_longer_marked(self, window: MainWindow) -> None:
        self.show(window)
        window.document.put_text("overview", self.THIS.replace("2023", "2024").replace("120", "131"), "改")
        assert marked(find(window, QTextEdit, "years_this")) == []
        assert find(window, QComboBox, "years_text").currentText() == "一、总体情况"

    def test_rare_characters_before_a_mark_do_not_shift_it(self, window: MainWindow) -> None:
        open_years(window, with_values(zero_report(), {"overview": "𠮷😀发布120条。"}), last_year(overview="𠮷😀发布120条。"))
        tab(window, TEXTS)
        assert marked(find(window, QTextEdit, "years_this")) == ["120"]

    def test_what_is_reworded_is_dashed_on_both_sides_until_that_is_not_wanted(self, window: MainWindow) -> None:
        last = "依法公开，解读形式单一。\n𠮷😀及时答复。"
        open_years(window, with_values(zero_report(), {"overview": "依法公开，增加图解。\n𠮷😀及时答复。"}), last_year(overview=last))
        tab(window, TEXTS)
        box = find(window, QComboBox, "years_text")
        box.setCurrentIndex(box.findData("overview"))
        sides = [find(window, QTextEdit, name) for name in ("years_last", "years_this")]
        assert [marked(side, DASHED) for side in sides] == [["解读形式单一。"], ["增加图解。"]]
        window.document.put_text("overview", last, "改")
        assert [marked(side, DASHED) for side in sides] == [[], []]
        window.document.undo_stack.undo()
        window.workspace.years.texts.differences.click()
        assert [marked(side, DASHED) for side in sides] == [[], []]


class TestBringing:
    LAST = "2023年，本机关发布信息120条。\n（二）依申请公开情况\n2023年，收到政府信息公开申请18件。"

    def show(self, window: MainWindow, this: str) -> QTextEdit:
        report = with_values(zero_report(), {"overview": this, "applications.received.other": "7"})
        open_years(window, report, last_year(overview=self.LAST, applications__received__other="18"))
        tab(window, TEXTS)
        box = find(window, QComboBox, "years_text")
        box.setCurrentIndex(box.findData("overview"))
        last = find(window, QTextEdit, "years_last")
        last.setFocus()
        return last

    def test_enter_brings_in_the_paragraph_at_the_cursor_as_one_step(self, window: MainWindow) -> None:
        last = self.show(window, "2024年，本机关依法公开。")
        steps = window.document.undo_stack.count()
        press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_Return)
        report = window.document.report
        assert report.text("overview") == "2024年，本机关依法公开。\n2024年，收到政府信息公开申请{applications.received.total}件。"
        assert find(window, QTextEdit, "years_this").toPlainText().endswith("收到政府信息公开申请7件。"), "this year's number"
        assert window.document.undo_stack.count() == steps + 1 and report.entry("overview").origin is Origin.CARRIED
        assert last.hasFocus() and last.textCursor().blockNumber() == 2, "so that the next can follow"
        window.document.undo_stack.undo()
        assert report.text("overview") == "2024年，本机关依法公开。"

    def test_the_button_brings_in_what_is_shaded_and_marks_other_numbers(self, window: MainWindow) -> None:
        last = self.show(window, "")
        assert last.extraSelections()[0].cursor.selectedText() == "2023年，本机关发布信息120条。"
        window.workspace.years.texts.bring.click()
        assert window.document.report.text("overview") == "2024年，本机关发布信息【待改：120】条。"

    def test_all_of_it_is_brought_in_only_where_nothing_stands_yet(self, window: MainWindow) -> None:
        self.show(window, "")
        texts = window.workspace.years.texts
        assert texts.bring_all.isEnabled()
        texts.bring_all.click()
        said = window.document.report.said("overview")
        assert said == "2024年，本机关发布信息【待改：120】条。\n（二）依申请公开情况\n2024年，收到政府信息公开申请7件。"
        assert not texts.bring_all.isEnabled() and texts.bring.isEnabled()

    def test_a_final_takes_nothing(self, window: MainWindow) -> None:
        self.show(window, "")
        window.document.seal("李明")
        texts = window.workspace.years.texts
        assert not texts.bring.isEnabled() and not texts.bring_all.isEnabled()
        press(Qt.Key.Key_Return)
        assert window.document.report.text("overview") == ""

    def test_with_no_text_in_either_year_there_is_nothing_to_bring_in(self, window: MainWindow) -> None:
        self.show(window, "")
        nothing = {"overview": "", "problems": "", "other_matters": ""}
        open_years(window, with_values(zero_report(), nothing), with_values(last_year(), nothing))
        tab(window, TEXTS)
        texts = window.workspace.years.texts
        assert find(window, QTextEdit, "years_last").toPlainText() == ""
        assert not texts.bring.isEnabled() and not texts.bring_all.isEnabled()


def test_every_model_keeps_qts_rules(window: MainWindow) -> None:
    open_years(window, with_values(zero_report(), {BUSINESS: "3", "overview": "发布120条。"}), last_year(overview="发布120条。"))
    views = [("years_offers", QListView), ("years_numbers", QTableView), ("years_traces", QListView)]
    testers = [
        QAbstractItemModelTester(find(window, kind, name).model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
        for name, kind in views
    ]
    for place in (OFFERS, NUMBERS, TEXTS):
        tab(window, place)
        window.document.put_text("disclosure.licensing.decisions", str(place + 1), "试")
        window.document.put_text("overview", f"发布120条，培训{place}次。", "试")
    find(window, QCheckBox, "years_totals").click()
    window.document.put_last(distinct_report(), {}, "试")
    window.document.put_last(None, {}, "试")
    assert len(testers) == 3


def test_the_page_is_reached_and_left_by_keys_alone(window: MainWindow) -> None:
    open_years(window, with_values(zero_report(), {BUSINESS: "3"}), last_year(applications__carried_out__business="5"))
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.pages.currentWidget().key == "other_matters"
    press(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert find(window, QListView, "years_offers").hasFocus()
    press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert find(window, QTabWidget, "years_tabs").currentIndex() == TEXTS
    press(Qt.Key.Key_F6)
    assert find(window, QListView, "findings").hasFocus()


@pytest.mark.parametrize("look", ["dark", "contrast", "text_larger"])
def test_other_looks_build_the_page_anew(window: MainWindow, look: str) -> None:
    open_years(window, zero_report(), last_year())
    window.actions_by_key[look].trigger()
    wait_until(lambda: find(window, QTabWidget, "years_tabs").isVisible())
    assert window.workspace.pages.currentWidget().key == "years"
    for name in ("light", "text_normal"):
        window.actions_by_key[name].trigger()


def test_a_report_that_is_blank_can_be_compared(window: MainWindow) -> None:
    open_years(window, blank_report(), last_year())
    assert len(offers(window)) == 6
    tab(window, NUMBERS)
    assert squares(window, "disclosure.licensing.decisions") == ("0", "", "", "", "")
