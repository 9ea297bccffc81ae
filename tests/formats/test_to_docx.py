"""The Word file, read back with a reader of its own: a zip, XML, and the words of the form, none of the writer's layout."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from desktopapp.core import number
from desktopapp.core.form import Block, Cell, Table
from desktopapp.core.report import Entry, Report
from desktopapp.formats import DRAFT_MARK, to_docx
from desktopapp.formats.printed import tables
from tests.printouts import broken_report
from tests.samples import blank_report, distinct_report, zero_report

GOLDEN = Path(__file__).parents[1] / "golden" / "to_docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = 22 * 579  # twips
Element = etree._Element

# ── the reader ──


@dataclass
class Square:
    """A unit square of a table: its words, where its merged cell begins, and the cell."""

    text: str
    home: tuple[int, int]
    cell: Element


class Word:
    """A Word file, opened."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.dates = {entry.date_time for entry in archive.infolist()}
        self.trees = {name: etree.fromstring(content) for name, content in self.parts.items() if not name.endswith(".png")}
        body = self.trees["word/document.xml"].find(f"{W}body")
        assert body is not None
        self.body = body

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """(style, words) of each paragraph outside the tables."""
        return [(style(paragraph), words(paragraph)) for paragraph in self.body.findall(f"{W}p")]

    @property
    def tables(self) -> list[list[list[Square]]]:
        return [squares(table) for table in self.body.findall(f"{W}tbl")]

    def paragraph(self, text: str) -> Element:
        """The first paragraph that has these words in it."""
        return next(paragraph for paragraph in self.body.findall(f"{W}p") if text in words(paragraph))

    def texts(self, kind: str) -> list[str]:
        """The words of every header or footer."""
        return [words(tree) for name, tree in sorted(self.trees.items()) if name.startswith(f"word/{kind}")]


def words(element: Element) -> str:
    marks = {f"{W}t": lambda piece: piece.text or "", f"{W}br": lambda _: "\n", f"{W}tab": lambda _: "\t"}
    return "".join(marks[str(piece.tag)](piece) for piece in element.iter(*marks))


def value(element: Element, path: str, default: str = "") -> str:
    """The w:val at a path such as `pPr/jc`."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return default if found is None else found.get(f"{W}val", default)


def has(element: Element, path: str) -> bool:
    return element.find("/".join(W + step for step in path.split("/"))) is not None


def style(paragraph: Element) -> str:
    return value(paragraph, "pPr/pStyle")


def squares(table: Element) -> list[list[Square]]:
    """A table's rectangle, merged cells spread out. Fails where a row is too short or long, or a merge has no beginning."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows: list[list[Square]] = []
    for down, row in enumerate(table.findall(f"{W}tr")):
        line: list[Square] = []
        for cell in row.findall(f"{W}tc"):
            across, span = len(line), int(value(cell, "tcPr/gridSpan", "1"))
            home, text = (down, across), words(cell)
            if has(cell, "tcPr/vMerge") and value(cell, "tcPr/vMerge", "continue") == "continue":
                above = rows[-1][across]
                home = above.home
                assert not text, "a continued cell has words of its own"
                assert has(above.cell, "tcPr/vMerge"), "a merge continues a cell that is not merged"
                assert span == int(value(above.cell, "tcPr/gridSpan", "1")), "a merged cell changes its width"
                text = above.text
            line += [Square(text, home, cell)] * span
        assert len(line) == columns, f"row {down} has {len(line)} of {columns} squares"
        rows.append(line)
    return rows


def place(form_table: Table, cell: Cell, rows: list[list[Square]]) -> Square:
    """The square where a person would look for a number: below the column's captions, right of the row's."""
    labels = len(form_table.label_widths)
    first, last = 0, len(rows)
    if len(form_table.blocks) > 1:
        captions = [index for index, row in enumerate(rows) if len({square.home for square in row}) == 1] + [len(rows)]
        first = next(index for index in captions if rows[index][0].text == block_of(form_table, cell).caption)
        last = captions[captions.index(first) + 1]
    below = [row for row in range(first, last) if set(cell.row.label) <= {square.text for square in rows[row][:labels]}]
    across = [
        column
        for column in range(labels, len(rows[0]))
        if set(cell.column.label) <= {rows[row][column].text for row in range(first, last) if row != below[-1]}
    ]
    return rows[below[-1]][across[0]]


def block_of(table: Table, cell: Cell) -> Block:
    return next(block for block in table.blocks if cell.row in block.rows and cell.column in block.columns)


def read_back(word: Word, report: Report) -> dict[str, str]:
    """Every number of the form, found by its captions."""
    found: dict[str, str] = {}
    homes: set[tuple[int, tuple[int, int]]] = set()
    for index, (table, rows) in enumerate(zip(report.form.tables.values(), word.tables, strict=True)):
        for cell in table.cells:
            square = place(table, cell, rows)
            found[cell.address] = square.text
            homes.add((index, square.home))
    assert len(homes) == 200, "two numbers stand in one cell"
    return found


# ── making files ──

Written = Callable[..., Word]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a report and open the file."""

    def write(report: Report, mark: str = "") -> Word:
        path = tmp_path / "report.docx"
        to_docx.write(report, path, mark)
        return Word(path)

    return write


def with_entries(report: Report, **entries: str) -> Report:
    """The report with some more entries; `__` in a name stands for a dot."""
    report.apply(report.plan({name.replace("__", "."): Entry(text) for name, text in entries.items()}))
    return report


def noted_report() -> Report:
    return with_entries(zero_report(), disclosure__licensing__decisions="52（其中环评审批39个，排污许可证核发13个）")


# ── the numbers ──


@pytest.mark.parametrize("report", [noted_report(), distinct_report()], ids=["zeros_and_a_note", "distinct"])
def test_all_200_numbers_are_read_back_from_where_a_person_would_look_for_them(written: Written, report: Report) -> None:
    found = read_back(written(report), report)
    wrong = {address: text for address, text in found.items() if text.split("（")[0] != number.write(report.value(address))}
    assert len(found) == 200
    assert not wrong


def test_a_note_is_printed_behind_its_number_as_it_was_written(written: Written) -> None:
    report = noted_report()
    assert read_back(written(report), report)["disclosure.licensing.decisions"] == "52（其中环评审批39个，排污许可证核发13个）"


def test_a_blank_report_prints_200_empty_cells_and_all_six_headings(written: Written) -> None:
    report = blank_report()
    word = written(report)
    assert set(read_back(word, report).values()) == {""}
    assert [text for name, text in word.paragraphs if name == "Heading1"] == [part.heading for part in report.form.parts]


def test_what_is_no_number_is_printed_as_typed(written: Written) -> None:
    report = with_entries(zero_report(), applications__granted__business="12abc", disputes__review__other="/")
    found = read_back(written(report), report)
    assert found["applications.granted.business"] == "12abc"
    assert found["disputes.review.other"] == "/"


def test_a_total_is_the_computed_sum_whatever_stands_beside_it(written: Written) -> None:
    report = with_entries(zero_report(), applications__granted__business="7", applications__granted__total="9")
    assert read_back(written(report), report)["applications.granted.total"] == "7"


def test_a_long_number_keeps_to_one_line_of_its_narrow_cell(written: Written) -> None:
    report = zero_report()
    lengths = {
        f"applications.granted.{column.key}": length
        for length, column in enumerate(report.form.tables["applications"].blocks[0].columns[:-1], 3)
    }
    report.apply(report.plan({address: Entry("8" * length) for address, length in lengths.items()}))
    table = report.form.tables["applications"]
    rows = written(report).tables[1]
    for address, length in lengths.items():
        cell = place(table, report.form.cells[address], rows).cell
        size = int(value(cell, "p/r/rPr/sz", "21")) / 2
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20  # type: ignore[union-attr]
        assert words(cell) == "8" * length
        assert has(cell, "tcPr/noWrap")
        assert {side.get(f"{W}w") for side in cell.iterfind(f"{W}tcPr/{W}tcMar/*")} == {"0"}
        assert length / 2 * size < width - 1
        assert (size == 10.5) == (length <= 5)


# ── the tables ──


def test_merged_cells_cover_each_table_exactly(written: Written) -> None:
    sizes = []
    for table in written(zero_report()).tables:
        homes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for down, row in enumerate(table):
            for across, square in enumerate(row):
                homes.setdefault(square.home, []).append((down, across))
        for (top, left), covered in homes.items():
            bottom, right = covered[-1]
            assert covered == [(down, across) for down in range(top, bottom + 1) for across in range(left, right + 1)]
        sizes.append((len(table), len(table[0])))
    assert sizes == [(14, 4), (28, 10), (4, 15)]


def test_a_table_is_as_wide_as_the_text_and_stays_with_its_heading(written: Written) -> None:
    word = written(zero_report())
    for table in word.body.findall(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        rows = table.findall(f"{W}tr")
        assert sum(widths) in range(8835, 8846)
        assert value(table, "tblPr/tblCaption") and value(table, "tblPr/tblDescription")
        assert all(has(row, "trPr/cantSplit") for row in rows)
        assert all(has(paragraph, "pPr/keepNext") for row in rows[:-1] for paragraph in row.iter(f"{W}p"))
        assert not any(has(paragraph, "pPr/keepNext") for paragraph in rows[-1].iter(f"{W}p"))
        heading = table.getprevious()
        assert heading is not None and style(heading) == "Heading1"
    assert [len(table.findall(f".//{W}tblHeader")) for table in word.body.findall(f"{W}tbl")] == [0, 3, 3]


def test_the_widths_of_table_three_are_the_form_s_scaled_to_the_page(written: Written) -> None:
    table = written(zero_report()).body.findall(f"{W}tbl")[1]
    assert [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")] == [684, 836, 2970, *[622] * 7]


def test_table_three_and_a_line_of_text_share_a_page_with_their_heading(written: Written) -> None:
    report = with_entries(zero_report(), applications__before="2024年，本机关收到政府信息公开申请0件。")
    assert tables.height(report, report.form.tables["applications"]) + 2 * 579 + 60 <= PAGE
    assert has(written(report).paragraph("收到政府信息公开申请0件"), "pPr/keepNext")


def test_a_long_text_before_table_three_does_not_hold_the_table(written: Written) -> None:
    report = with_entries(zero_report(), applications__before="2024年，本机关依法办理政府信息公开申请。" * 10)
    assert not has(written(report).paragraph("依法办理政府信息公开申请"), "pPr/keepNext")


def test_a_table_higher_than_a_page_may_be_cut_between_its_groups_alone(written: Written) -> None:
    rows = written(broken_report()).body.findall(f"{W}tbl")[1].findall(f"{W}tr")
    kept = [all(has(paragraph, "pPr/keepNext") for paragraph in row.iter(f"{W}p")) for row in rows]
    assert [row for row, keep in enumerate(kept) if not keep] == [3, 4, 5, 6, 14, 17, 22, 25, 26, 27]


def test_only_the_captions_of_table_two_are_shaded(written: Written) -> None:
    word = written(zero_report())
    shaded = [words(cell) for cell in word.body.iter(f"{W}tc") if has(cell, "tcPr/shd")]
    assert shaded == [f"第二十条第（{item}）项" for item in "一五六八"]
    assert {shade.get(f"{W}fill") for shade in word.body.iter(f"{W}shd")} == {"C6D9F1"}


# ── the text ──


def test_the_content_stands_in_the_order_of_the_decree(written: Written) -> None:
    report = with_entries(zero_report(), preface="本报告由六部分组成。", disclosure__before="表前。", disclosure__after="表后。")
    assert written(report).paragraphs == [
        ("Title", "清河县档案管理局\n2024年政府信息公开工作年度报告"),
        ("BodyText", "本报告由六部分组成。"),
        ("Heading1", "一、总体情况"),
        ("BodyText", "2024年，本机关依法做好政府信息公开工作。"),
        ("Heading2", "（一）主动公开情况"),
        ("BodyText", "发布信息120条。"),
        ("Heading1", "二、主动公开政府信息情况"),
        ("BodyText", "表前。"),
        ("BodyText", "表后。"),
        ("Heading1", "三、收到和处理政府信息公开申请情况"),
        ("Heading1", "四、政府信息公开行政复议、行政诉讼情况"),
        ("Heading1", "五、存在的主要问题及改进情况"),
        ("Heading2", "（一）存在的问题"),
        ("BodyText", "解读形式单一。"),
        ("Heading2", "（二）改进情况"),
        ("BodyText", "增加图解。"),
        ("Heading1", "六、其他需要报告的事项"),
        ("BodyText", "2024年，本机关未收取信息处理费。"),
        ("Signature", "清河县档案管理局"),
        ("Signature", "2025年1月15日"),
    ]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("", ["清河县档案管理局", "2024年政府信息公开工作年度报告"]),
        ("县档案局2024年工作年报", ["县档案局2024年工作年报"]),
        ("2022年清河县人民政府办公室政府信息公开工作年度报告", ["2022年清河县人民政府办公室", "政府信息公开工作年度报告"]),
        (
            "清河自治州生态环境保护综合行政执法支队清河县大队2024年政府信息公开工作年度报告",
            ["清河自治州生态环境保护综合行政执法支队", "清河县大队", "2024年政府信息公开工作年度报告"],
        ),
        ("关于二〇二四年度清河县各级档案管理部门开展工作情况的总结", ["关于", "二〇二四年度清河县各级档案管理部门开展工作情况的总结"]),
    ],
)
def test_a_title_breaks_between_organ_and_year_and_nowhere_else(written: Written, title: str, lines: list[str]) -> None:
    assert written(with_entries(zero_report(), title=title)).paragraphs[0] == ("Title", "\n".join(lines))


def test_the_first_sentence_after_a_bracket_level_is_set_like_a_heading(written: Written) -> None:
    text = "（一）主动公开方面。2024年，发布信息120条。其中政策解读5条。"
    paragraph = written(with_entries(zero_report(), overview=text)).paragraph("主动公开方面")
    runs = [(value(run, "rPr/rStyle"), words(run)) for run in paragraph.iter(f"{W}r")]
    assert style(paragraph) == "BodyText"
    assert runs == [("RunInHeading", "（一）主动公开方面。"), ("", "2024年，发布信息120条。其中政策解读5条。")]


@pytest.mark.parametrize("text", ["1.健全机制。", "（1）健全机制", "（4）平台建设情况", "一是健全机制。", "（二）" + "很长" * 15])
def test_other_levels_are_ordinary_text(written: Written, text: str) -> None:
    assert ("BodyText", text) in written(with_entries(zero_report(), overview=text)).paragraphs


def test_a_paragraph_with_a_web_address_is_not_torn_apart(written: Written) -> None:
    report = with_entries(zero_report(), preface="网址http://www.example.gov.cn/zwgk/2024/index.html，电话0000。\n2024年。")
    word = written(report)
    assert value(word.paragraph("网址"), "pPr/jc") == "left"
    assert not has(word.paragraph("2024年。"), "pPr/jc")


def test_the_organ_stands_above_the_middle_of_the_date_and_with_the_last_words(written: Written) -> None:
    word = written(zero_report())
    organ, date = (word.body.findall(f"{W}p")[index] for index in (-2, -1))
    assert words(date) == "2025年1月15日"
    assert organ.find(f"{W}pPr/{W}ind").get(f"{W}left") == date.find(f"{W}pPr/{W}ind").get(f"{W}left")  # type: ignore[union-attr]
    assert has(organ, "pPr/keepNext") and has(word.paragraph("未收取信息处理费"), "pPr/keepNext")


def test_what_is_kept_with_the_next_paragraph_is_kept_whole(written: Written) -> None:
    """Programs differ in whether a page may cut a paragraph that is kept with the next one; said outright, they agree."""
    last = written(zero_report()).paragraph("未收取信息处理费")
    assert has(last, "pPr/keepNext") and has(last, "pPr/keepLines")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“十四五”规划和“12345”热线、App“掌上办”、100%——", ["“", "”", "“", "——"]),
        ("规划“一卡通”发放。", []),
    ],
)
def test_quotation_marks_beside_figures_are_chinese_in_every_program(written: Written, text: str, marks: list[str]) -> None:
    paragraph = written(with_entries(zero_report(), problems=text)).paragraph(text[:4])
    fonts = [(words(run), run.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii")) for run in paragraph.iter(f"{W}r")]  # type: ignore[union-attr]
    assert "".join(piece for piece, _ in fonts) == text
    assert [piece for piece, font in fonts if font == "仿宋_GB2312"] == marks


def test_a_report_without_organ_and_date_is_not_signed(written: Written) -> None:
    assert not [text for name, text in written(with_entries(zero_report(), organ="", date="")).paragraphs if name == "Signature"]


# ── the page ──


def test_the_page_is_that_of_gb_t_9704(written: Written) -> None:
    section = written(zero_report()).body.find(f"{W}sectPr")
    assert section is not None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None and margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(W + side) for side in ("top", "right", "bottom", "left")] == ["2098", "1474", "1984", "1587"]
    assert not has(section, "docGrid")


@pytest.mark.parametrize(
    ("key", "name", "font", "half_points", "level"),
    [
        ("Title", "Title", "方正小标宋简体", "44", ""),
        ("Heading1", "heading 1", "黑体", "32", "0"),
        ("Heading2", "heading 2", "楷体_GB2312", "32", "1"),
        ("BodyText", "Body Text", "仿宋_GB2312", "32", ""),
        ("TableText", "表格文字", "宋体", "21", ""),
    ],
)
def test_the_type_is_that_of_an_official_document(written: Written, key: str, name: str, font: str, half_points: str, level: str) -> None:
    styles = written(zero_report()).trees["word/styles.xml"]
    found = next(entry for entry in styles if entry.get(f"{W}styleId") == key)
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault")
    fonts = found.find(f"{W}rPr/{W}rFonts") if has(found, "rPr/rFonts") else defaults.find(f"{W}rPr/{W}rFonts")  # type: ignore[union-attr]
    assert value(found, "name") == name
    assert fonts is not None and fonts.get(f"{W}eastAsia") == font and fonts.get(f"{W}ascii") == "Times New Roman"
    assert value(found, "rPr/sz", "32") == half_points
    assert value(found, "pPr/outlineLvl") == level


def test_a_page_has_22_lines_of_28_characters(written: Written) -> None:
    styles = written(zero_report()).trees["word/styles.xml"]
    normal = next(entry for entry in styles if entry.get(f"{W}styleId") == "Normal")
    spacing = normal.find(f"{W}pPr/{W}spacing")
    assert spacing is not None and (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")
    assert value(normal, "rPr/spacing") == "-5"
    assert 22 * 579 <= 16838 - 2098 - 1984 < 23 * 579
    assert 28 * (32 * 10 - 5) <= 11906 - 1587 - 1474 < 29 * (32 * 10 - 5)


def test_every_run_asks_for_the_chinese_font(written: Written) -> None:
    word = written(distinct_report(), DRAFT_MARK)
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"):
        fonts = [run.find(f"{W}rPr/{W}rFonts") for run in word.trees[name].iter(f"{W}r")]
        assert fonts and all(font is not None and font.get(f"{W}hint") == "eastAsia" for font in fonts)


def test_every_style_and_font_in_use_is_declared(written: Written) -> None:
    word = written(with_entries(distinct_report(), overview="（一）公开。内容。"), DRAFT_MARK)
    declared = {entry.get(f"{W}styleId") for entry in word.trees["word/styles.xml"]}
    used = {entry.get(f"{W}val") for tree in word.trees.values() for entry in tree.iter(f"{W}pStyle", f"{W}rStyle")}
    fonts = {entry.get(W + kind) for tree in word.trees.values() for entry in tree.iter(f"{W}rFonts") for kind in ("ascii", "eastAsia")}
    table = {entry.get(f"{W}name"): value(entry, "altName") for entry in word.trees["word/fontTable.xml"]}
    assert used <= declared
    assert fonts - {None} == set(table)
    assert (table["仿宋_GB2312"], table["方正小标宋简体"]) == ("仿宋", "宋体")


def test_page_numbers_stand_outside_on_both_sides_of_a_leaf(written: Written) -> None:
    word = written(zero_report())
    section = word.body.find(f"{W}sectPr")
    assert section is not None
    assert [reference.get(f"{W}type") for reference in section.iter(f"{W}footerReference")] == ["default", "even"]
    assert has(word.trees["word/settings.xml"], "evenAndOddHeaders")
    assert word.texts("footer") == ["— 1 —", "— 1 —"]
    assert [value(word.trees[f"word/footer{index}.xml"], "p/pPr/jc") for index in (1, 2)] == ["right", "left"]
    assert all("PAGE" in (tree.findtext(f".//{W}instrText") or "") for name, tree in word.trees.items() if "footer" in name)


def test_a_draft_says_so_at_the_head_of_every_page_and_before_the_title(written: Written) -> None:
    word = written(zero_report(), DRAFT_MARK)
    section = word.body.find(f"{W}sectPr")
    assert section is not None
    assert [reference.get(f"{W}type") for reference in section.iter(f"{W}headerReference")] == ["default", "even"]
    assert word.texts("header") == [DRAFT_MARK, DRAFT_MARK]
    assert [name for name, _ in word.paragraphs[:2]] == ["DraftMark", "Title"]
    assert word.paragraphs[0][1] == DRAFT_MARK


def test_a_final_report_has_no_page_header(written: Written) -> None:
    word = written(zero_report())
    assert not word.texts("header")
    assert not has(word.body, "sectPr/headerReference")


# ── the file ──


def test_the_file_tells_nothing_of_who_wrote_it_or_where(written: Written) -> None:
    word = written(zero_report())
    core = word.trees["docProps/core.xml"]
    told = {etree.QName(entry).localname: entry.text for entry in core}
    assert told == {
        "title": "清河县档案管理局2024年政府信息公开工作年度报告",
        "language": "zh-CN",
        "created": "2025-01-15T00:00:00Z",
        "modified": "2025-01-15T00:00:00Z",
    }
    assert not [name for name in word.parts if "thumbnail" in name or "customXml" in name or "app.xml" in name]
    everything = b"".join(word.parts.values()).lower()
    assert not [secret for secret in (b"python", b"creator", b"lastmodifiedby", b"company", b"/home/", b"rsid") if secret in everything]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        to_docx.write(distinct_report(), tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    assert Word(tmp_path / "one.docx").dates == {(1980, 1, 1, 0, 0, 0)}


def test_characters_that_xml_forbids_are_left_out(written: Written) -> None:
    text = "甲\x00乙\x0b丙\x1f丁\ud800戊\ufffe己\x9f庚<b>&辛"
    report = with_entries(zero_report(), overview=text, title=text, organ=text, disclosure__fees__amount=text)
    word = written(report)
    for name in ("Title", "BodyText", "Signature"):
        assert next(words for style, words in word.paragraphs if style == name) == "甲乙丙丁戊己庚<b>&辛"
    assert read_back(word, report)["disclosure.fees.amount"] == "甲乙丙丁戊己庚<b>&辛"


@settings(deadline=None, max_examples=50)
@given(some.text(), some.text(), some.text())
def test_no_text_breaks_the_file(tmp_path_factory: pytest.TempPathFactory, prose: str, raw: str, mark: str) -> None:
    report = with_entries(zero_report(), overview=prose, title=prose, organ=raw, applications__granted__other=raw)
    path = tmp_path_factory.mktemp("any") / "any.docx"
    to_docx.write(report, path, mark)
    word = Word(path)
    assert len(read_back(word, report)) == 200
    forbidden = re.compile("[^\t\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert [words(paragraph) for paragraph in between(word, "一、", "二、")] == [
        forbidden.sub("", text) for text in report.paragraphs("overview")
    ]


def between(word: Word, first: str, last: str) -> list[Element]:
    """The paragraphs between two headings."""
    found = word.body.findall(f"{W}p")
    heads = [index for index, paragraph in enumerate(found) if style(paragraph) == "Heading1"]
    start, end = (next(index for index in heads if words(found[index]).startswith(mark)) for mark in (first, last))
    return found[start + 1 : end]


def test_python_docx_opens_the_file(tmp_path: Path) -> None:
    to_docx.write(zero_report(), tmp_path / "report.docx", DRAFT_MARK)
    opened = docx.Document(str(tmp_path / "report.docx"))
    assert len(opened.tables) == 3
    headings = [paragraph.text for paragraph in opened.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert headings == [part.heading for part in zero_report().form.parts]


@pytest.mark.parametrize("mark", ["", DRAFT_MARK])
def test_an_office_validator_finds_nothing(tmp_path: Path, mark: str) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed: the Word file was NOT validated")
    path = tmp_path / "report.docx"
    to_docx.write(with_entries(distinct_report(), overview="（一）公开。内容。", preface="网址http://www.example.gov.cn/"), path, mark)
    result = audit.OpenXmlValidator().validate(path)
    assert not [str(error) for error in result.errors]


def test_writing_costs_little_beside_python_docx_s_own_empty_document(tmp_path: Path) -> None:
    report = distinct_report()

    def empty() -> None:
        docx.Document().save(io.BytesIO())

    def ours() -> None:
        to_docx.write(report, tmp_path / "report.docx")

    fastest = {work: min(duration(work) for _ in range(7)) for work in (empty, ours)}
    assert fastest[ours] <= 2 * fastest[empty] + 0.010


def duration(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.parametrize("part", ["document", "styles"])
def test_golden_zeros_and_a_note(written: Written, part: str) -> None:
    """The whole content, a line a paragraph or cell. UPDATE_GOLDEN=1 writes it anew: read the difference before you keep it."""
    text = written(noted_report()).parts[f"word/{part}.xml"].decode("utf-8")
    text = re.sub(r"(?=<w:(?:p|tr|tc|tbl|sectPr|style|docDefaults|latentStyles)[ >])", "\n", text).strip() + "\n"
    golden = GOLDEN / f"zeros_and_a_note.{part}.xml"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
