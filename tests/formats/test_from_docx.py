"""Reading Word files: this program's own, and those of other people's programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from desktopapp import formats
from desktopapp.core.report import Entry
from desktopapp.formats.blocks import Grid, Paragraph
from desktopapp.formats.from_docx import blocks
from tests.flattening import leftovers
from tests.reading import FORM, FORMS, incoming, read_values, stated
from tests.samples import distinct_report, zero_report
from tests.word_files import element, exported, paragraph, root, run, w, with_body, word_file

TEXTS = {"preface": "根据条例编制。\n共六部分。", "disclosure.before": "本机关无规章制定权。", "disputes.after": "全年未发生诉讼。"}


def report_with_texts():
    report = distinct_report()
    report.apply(report.plan({place: Entry(text) for place, text in TEXTS.items()}))
    return report


# this program's own


def test_the_program_s_own_file_is_read_whole(tmp_path: Path) -> None:
    report = report_with_texts()
    read = incoming(exported(report, tmp_path))
    made = read.report(FORMS)
    assert read.whole and not read.unmapped and len(read.raws) == 200
    assert stated(made) == stated(report)
    assert {address: made.reading(address).note for address in FORM.cells} == {
        address: report.reading(address).note for address in FORM.cells
    }
    places = (*FORM.text_keys, "organ", "year", "date")
    assert {place: made.text(place) for place in places} == {place: report.text(place) for place in places}
    assert made.title == report.title


def test_what_was_read_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    first = exported(report_with_texts(), tmp_path)
    assert exported(incoming(first).report(FORMS), tmp_path) == first


def test_a_blank_stays_blank_and_words_in_a_cell_stay_words(tmp_path: Path) -> None:
    report = distinct_report()
    report.apply(report.plan({"applications.granted.research": Entry(""), "applications.granted.other": Entry("/")}))
    read = incoming(exported(report, tmp_path))
    assert "applications.granted.research" in read.blank(FORM)
    assert ("applications.granted.other", "/") in leftovers(read.not_understood)
    assert read.report(FORMS).value("applications.granted.other") is None


def test_the_mark_of_a_draft_is_no_part_of_the_report(tmp_path: Path) -> None:
    formats.write(zero_report(), tmp_path / "草稿.docx", formats.DRAFT_MARK)
    read = incoming((tmp_path / "草稿.docx").read_bytes())
    assert len(read.raws) == 200 and not any("草稿" in text for text in read.texts.values())


# how others write paragraphs


def texts_of(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(word_file(body, parts)) if isinstance(block, Paragraph)]


LISTS = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1．"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
)
STYLES = root(
    "styles",
    '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style>',
)


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_the_page_shows_them() -> None:
    body = numbered("总体情况") + numbered("主动公开", 1) + numbered("网站", 2) + numbered("微信", 2) + numbered("依申请", 1)
    body += numbered("主动公开政府信息情况") + numbered("甲", 1) + numbered("乙", 0, 2) + numbered("丙", 0, 2) + numbered("丁", 0, 3)
    expected = [
        "一、总体情况",
        "（一）主动公开",
        "1.网站",
        "2.微信",
        "（二）依申请",
        "二、主动公开政府信息情况",
        "（一）甲",
        "4．乙",
        "5．丙",
        "五、丁",
    ]
    assert texts_of(body, numbering=LISTS) == expected


def test_a_style_may_bring_the_number_and_a_paragraph_take_it_away() -> None:
    without = '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("甲", '<w:pStyle w:val="Own"/>') + paragraph("乙", without) + paragraph("丙", '<w:pStyle w:val="Base"/>')
    assert texts_of(body, numbering=LISTS, styles=STYLES) == ["一、甲", "乙", "二、丙"]


def test_an_automatic_number_does_not_run_into_a_number() -> None:
    assert texts_of(numbered("5", 2), numbering=LISTS) == ["1. 5"]


def test_a_report_with_automatic_headings_is_found(tmp_path: Path) -> None:
    body = paragraph("清河县财政局2024年政府信息公开工作年度报告")
    body += "".join(numbered(part.title) + numbered("主动公开政府信息情况", 1) + paragraph("内容") for part in FORM.parts)
    read = incoming(word_file(body, {"numbering": LISTS}))
    assert read.texts["problems"] == "（一）主动公开政府信息情况\n内容"
    assert not [leftover for leftover in read.not_understood if "标题" in leftover.where]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (run("12") + run("34"), "1234"),
        (run("1") + '<w:del w:id="1"><w:r><w:delText>2</w:delText></w:r></w:del>' + run("3"), "13"),
        ('<w:ins w:id="1">' + run("5") + "</w:ins>", "5"),
        ('<w:moveFrom w:id="1">' + run("5") + "</w:moveFrom>" + '<w:moveTo w:id="2">' + run("6") + "</w:moveTo>", "6"),
        (run("1") + run("2", "<w:vanish/>"), "1"),
        (run("1") + run("2", '<w:vanish w:val="0"/>'), "12"),
        (run("1") + run("2", "<w:strike/>"), "1"),
        (run("5") + run("1", '<w:vertAlign w:val="superscript"/>'), "5¹"),
        ('<w:hyperlink r:id="x">' + run("网址") + "</w:hyperlink>", "网址"),
        ('<w:fldSimple w:instr="DATE">' + run("2025") + "</w:fldSimple>", "2025"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 1 + 2</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("3") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "3",
        ),
        ("<w:sdt><w:sdtContent>" + run("7") + "</w:sdtContent></w:sdt>", "7"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("单击输入") + "</w:sdtContent></w:sdt>" + run("8"), "8"),
        ("<w:smartTag><w:customXml>" + run("9") + "</w:customXml></w:smartTag>", "9"),
        (
            "<mc:AlternateContent><mc:Choice>" + run("1") + "</mc:Choice><mc:Fallback>" + run("2") + "</mc:Fallback></mc:AlternateContent>",
            "1",
        ),
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下"),
        ("<w:r><w:t>上</w:t><w:br w:type='page'/><w:t>下</w:t></w:r>", "上下"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        (run("1\u200b2\ufeff"), "12"),
    ],
)
def test_a_paragraph_is_what_the_page_shows(inside: str, shown: str) -> None:
    assert texts_of(f"<w:p>{inside}</w:p>") == [shown]


def test_text_boxes_pictures_notes_and_headers_are_not_lost() -> None:
    frame = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{paragraph('框中文字')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('框中文字')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    picture = "<w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r>"
    body = paragraph("清河县财政局2024年政府信息公开工作年度报告") + paragraph("一、总体情况") + f"<w:p>{run('正文')}{frame}{picture}</w:p>"
    body += (
        paragraph("五、存在的主要问题及改进情况") + paragraph("内容") + "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>旧话</w:t></w:r></w:p>"
    )
    parts = {
        "footnotes": root("footnotes", f"<w:footnote>{paragraph('注文')}</w:footnote>"),
        "header1": root("hdr", paragraph("内部资料") + paragraph("— 1 —")),
        "comments": root("comments", f"<w:comment>{paragraph('请核实')}</w:comment>"),
    }
    read = incoming(word_file(body, parts))
    assert read.texts["overview"] == "正文\n框中文字"
    expected = {("“一、总体情况”中的图片", "1处图片没有导入"), ("脚注", "注文"), ("页眉", "内部资料"), ("批注", "请核实")}
    assert expected | {("“五、存在的主要问题及改进情况”中的删除线文字", "旧话")} <= set(leftovers(read.unmapped))


def test_a_table_of_contents_is_not_the_report() -> None:
    contents = "".join(paragraph(f"{part.heading}\t{page}", '<w:pStyle w:val="C1"/>') for page, part in enumerate(FORM.parts, 1))
    body = paragraph("清河县财政局2024年政府信息公开工作年度报告") + contents
    body += "".join(paragraph(part.heading) + paragraph(f"{part.key}的内容") for part in FORM.parts)
    read = incoming(word_file(body, {"styles": STYLES}))
    assert read.texts["overview"] == "overview的内容" and "preface" not in read.texts
    assert [leftover.where for leftover in read.unmapped][:1] == ["目录"]


# how others write tables


def in_all_cells(document: etree._Element, change) -> None:
    for cell in list(document.iter(w("tc"))):
        change(cell)


def control_around(cell: etree._Element) -> None:
    control, content = element("sdt"), element("sdtContent")
    control.append(content)
    cell.addprevious(control)
    content.append(cell)


def cut_chain(cell: etree._Element) -> None:
    """The box that begins a merged column loses its mark: those below go on with nothing."""
    for merge in list(cell.iter(w("vMerge"))):
        if merge.get(w("val")) == "restart":
            merge.getparent().remove(merge)


def full_width(cell: etree._Element) -> None:
    for text in cell.iter(w("t")):
        if (text.text or "").isdigit():
            text.text = text.text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def spaced(cell: etree._Element) -> None:
    for text in cell.iter(w("t")):
        if (text.text or "").isdigit():
            text.text = f"\u00a0{text.text}\u2002"


def each_sign_a_run(cell: etree._Element) -> None:
    for text in list(cell.iter(w("t"))):
        piece = text.getparent()
        for sign in reversed((text.text or "")[1:]):
            made = etree.fromstring(etree.tostring(piece))
            made.find(w("t")).text = sign
            piece.addnext(made)
        text.text = (text.text or "")[:1]


@pytest.mark.parametrize("change", [control_around, cut_chain, full_width, spaced, each_sign_a_run])
def test_all_200_values_are_read_however_the_boxes_are_written(tmp_path: Path, change) -> None:
    report = distinct_report()
    read = incoming(with_body(exported(report, tmp_path), lambda document: in_all_cells(document, change)))
    assert read.whole and read_values(read) == stated(report)


def test_a_table_torn_by_a_page_break_is_one_table(tmp_path: Path) -> None:
    report = distinct_report()

    def tear(document: etree._Element) -> None:
        table = list(document.iter(w("tbl")))[1]
        rows = table.findall(w("tr"))
        second = element("tbl")
        second.extend(etree.fromstring(etree.tostring(row)) for row in rows[:3])
        second.extend(rows[15:])
        table.addnext(second)
        second.addprevious(etree.fromstring(etree.tostring(element("p"))))

    read = incoming(with_body(exported(report, tmp_path), tear))
    assert read.whole and read_values(read) == stated(report)


def test_one_row_alone_behind_a_page_break_is_found(tmp_path: Path) -> None:
    report = distinct_report()

    def tear(document: etree._Element) -> None:
        for table in list(document.iter(w("tbl")))[1:]:
            second = element("tbl")
            second.append(table.findall(w("tr"))[-1])
            table.addnext(second)

    read = incoming(with_body(exported(report, tmp_path), tear))
    assert read_values(read) == stated(report)


def test_everything_in_one_big_table_is_found(tmp_path: Path) -> None:
    report = report_with_texts()

    def frame(document: etree._Element) -> None:
        body = document.find(w("body"))
        table, row, cell = element("tbl"), element("tr"), element("tc")
        table.append(row)
        row.append(cell)
        cell.extend(list(body)[:-1])
        body.insert(0, table)

    read = incoming(with_body(exported(report, tmp_path), frame))
    assert read.whole and read_values(read) == stated(report)
    assert {key: read.texts[key] for key in TEXTS} == TEXTS


def test_a_picture_in_place_of_a_table_is_named() -> None:
    body = "".join(paragraph(part.heading) + paragraph("内容") for part in FORM.parts)
    picture = "<w:p><w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r></w:p>"
    body = body.replace(paragraph(FORM.parts[2].heading), paragraph(FORM.parts[2].heading) + picture)
    found = [leftover.where for leftover in incoming(word_file(body)).not_understood]
    assert "“三、收到和处理政府信息公开申请情况”没有找到表格，这一部分有图片，表格可能是图片，请照着填写" in found


def test_spans_beyond_reason_are_cut() -> None:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
    (grid,) = blocks(word_file(f"<w:tbl>{row * 9}</w:tbl>"))
    assert isinstance(grid, Grid) and all(box.right <= 200 for line in grid.rows for box in line)


def test_a_strict_file_of_another_namespace_is_read(tmp_path: Path) -> None:
    report = distinct_report()
    content = exported(report, tmp_path)

    def strict(document: etree._Element) -> None:
        for one in document.iter():
            if isinstance(one.tag, str):
                one.tag = one.tag.replace(w("")[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert read_values(incoming(with_body(content, strict))) == stated(report)
