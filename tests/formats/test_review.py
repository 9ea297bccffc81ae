"""A read file laid open before it is accepted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.report import Entry, Report
from desktopapp.formats import read
from desktopapp.formats.incoming import Guess, Incoming, Leftover
from desktopapp.formats.review import Group, Item, review, summary
from tests.core.test_carrying import OLD

FORMS = resources.forms()
FORM = resources.form()
LABELS = {cell.label for cell in FORM.cells.values()}
LICENCES = "disclosure.licensing.decisions"


def groups(incoming: Incoming) -> dict[str, Group]:
    return {group.title: group for group in review(incoming.report(FORMS), incoming, FORM)}


def items(group: Group) -> list[Item]:
    return [*group.items, *(item for inner in group.groups for item in inner.items)]


def test_a_whole_file_has_its_200_numbers_read_or_checked(text: Path) -> None:
    found = groups(read(text, FORMS))
    assert sum(item.where in LABELS for item in items(found["读到的"])) == 200
    assert [inner.title for inner in found["读到的"].groups] == ["封面", *(part.heading for part in FORM.parts)]
    assert found["推断的"].size == found["没有读懂的"].size == found["空白的"].size == 0
    assert found["印出的合计"].size == 34
    assert [(inner.title, inner.size) for inner in found["印出的合计"].groups] == [("一致", 34)]
    assert not any(group.wanting for group in found.values())


def test_raw_text_stands_beside_the_number_and_its_note() -> None:
    found = groups(Incoming("2021", raws={LICENCES: " 1,052（其中新办39件） "}))
    (item,) = items(found["读到的"])
    assert item == Item("行政许可 · 本年处理决定数量", "1,052（其中新办39件）", "1052", "注：其中新办39件；写法已整理：千分位逗号")


def test_what_is_no_number_is_shown_as_it_stood_and_is_blank() -> None:
    raws = {"disputes.review.upheld": "—", LICENCES: "/", "disclosure.fees.amount": "无"}
    found = groups(Incoming("2021", raws=raws, not_understood=[Leftover(address, raw) for address, raw in raws.items()]))
    assert [(item.raw, item.read) for item in found["没有读懂的"].items] == [("—", "空白"), ("/", "空白"), ("无", "空白")]
    assert "“/”不是数字" in found["没有读懂的"].items[1].why
    assert found["没有读懂的"].wanting
    assert items(found["读到的"]) == []


def test_guesses_have_their_why() -> None:
    incoming = Incoming("2021", raws={LICENCES: "5"}, guessed=[Guess(LICENCES, "5", "5", "按行内顺序")])
    assert groups(incoming)["推断的"].items == (Item("行政许可 · 本年处理决定数量", "5", "5", "按行内顺序"),)
    assert groups(incoming)["推断的"].wanting
    assert groups(incoming)["读到的"].size == 0


def test_printed_totals_are_compared_with_the_computed_ones() -> None:
    raws = {f"disputes.review.{key}": "1" for key in ("upheld", "corrected", "other", "pending")}
    incoming = Incoming("2021", raws=raws | {"disputes.review.total": "5", "disputes.suit_direct.total": "3"})
    totals = groups(incoming)["印出的合计"]
    assert [(inner.title, inner.wanting) for inner in totals.groups] == [("不符", True), ("无法核对", False)]
    assert totals.groups[0].items == (Item("行政复议 总计", "5", "5", "程序合计是4，相差1"),)
    assert totals.wanting


def test_blanks_are_counted_by_part_and_places_are_named_in_words() -> None:
    incoming = Incoming(
        "2021", texts={"disclosure.after": "注"}, unmapped=[Leftover("落款", "某某局"), Leftover("overview", "[bookmark: a]")]
    )
    found = groups(incoming)
    assert [(inner.title, inner.size) for inner in found["空白的"].groups][1:4] == [
        ("二、主动公开政府信息情况", 10), ("三、收到和处理政府信息公开申请情况", 6 * 24), ("四、政府信息公开行政复议、行政诉讼情况", 12)
    ]  # fmt: skip
    assert [item.where for item in found["无对应的"].items] == ["落款", "一、总体情况"]
    assert items(found["读到的"])[0].where == "二、主动公开政府信息情况（表后文字）"


def test_cells_that_the_form_in_force_does_not_have_are_without_counterpart() -> None:
    report = Report(OLD, {"disputes.review.upheld": Entry("3"), LICENCES: Entry("5")})
    found = {group.title: group for group in review(report, None, FORM)}
    assert [(item.where, item.raw, item.why) for item in found["无对应的"].items] == [("行政复议 结果维持", "3", "2021版表样没有这一格")]


@given(
    st.dictionaries(
        st.sampled_from(list(FORM.cells)), st.sampled_from(["", " ", "0", "5", "/", "—", "无", "12abc", "1,000", "52（其中3件）"])
    )
)
def test_nothing_is_dropped_in_silence_whatever_the_cells_hold(raws: dict[str, str]) -> None:
    incoming = Incoming("2021", raws=raws)
    found = groups(incoming)
    shown = Counter(item.where for title in ("读到的", "没有读懂的") for item in items(found[title]))
    assert shown == Counter(FORM.cells[address].label for address, raw in raws.items() if raw.strip())
    blank = Counter(item.where for item in items(found["空白的"]) if item.where in LABELS)
    filled_in = [cell for cell in FORM.cells.values() if not cell.is_sum]
    assert blank == Counter(cell.label for cell in filled_in if not raws.get(cell.address, "").strip())


def test_what_is_no_number_in_a_project_is_shown_though_no_reader_said_so() -> None:
    found = {group.title: group for group in review(Report(FORM, {LICENCES: Entry("12abc")}), None, FORM)}
    assert [(item.raw, item.read) for item in found["没有读懂的"].items] == [("12abc", "空白")]


def test_an_import_is_summed_up_in_one_sentence(text: Path) -> None:
    assert summary("年报.txt", read(text, FORMS), FORM) == "已从“年报.txt”读入200个数。请逐一核对后保存。"
    incoming = Incoming("2021", raws={LICENCES: "/"}, not_understood=[Leftover(LICENCES, "/")])
    assert "0处是推断的，1处没有读懂（留空）" in summary("甲.txt", incoming, FORM)
