"""Writes a report down as a published web page, and damages such pages as publishing does: every digit stays as it was.

The pages are invented; their habits are those of real ones.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml import etree, html

from desktopapp.core import number
from desktopapp.core.layout import Role, layout
from desktopapp.core.report import Report

Element = etree._Element
Damage = Callable[[Element, random.Random], None]

MENU = ["首页", "机构职能", "政务公开", "办事服务", "互动交流"]
FOOTER = ("打印　关闭", "上一篇：清河县财政局2024年部门预算", "主办单位：清河县人民政府办公室", "网站标识码：1301230001　冀ICP备05000000号")


def page(report: Report, in_cell: Callable[[str], str] = lambda text: f"<p>{text}</p>") -> str:
    """The report as the article of a web page, with a menu above and a footer below."""
    body = [f"<h1>{report.title}</h1>", "<div class='info'><span>来源：县政府办</span> <span>发布时间：2025-01-20 09:30</span></div>"]
    article = [f"<p>{paragraph}</p>" for paragraph in report.paragraphs("preface")]
    for part in report.form.parts:
        article.append(f"<p><strong>{part.heading}</strong></p>")
        if part.key in report.form.tables:
            article += [f"<p>{paragraph}</p>" for paragraph in report.paragraphs(f"{part.key}.before")]
            article.append(table(report, part.key, in_cell))
            article += [f"<p>{paragraph}</p>" for paragraph in report.paragraphs(f"{part.key}.after")]
        else:
            article += [f"<p>{paragraph}</p>" for paragraph in report.paragraphs(part.key)]
    article.append(f"<p style='text-align:right'>{report.organ}</p><p style='text-align:right'>2025年1月15日&nbsp;</p>")
    menu = "".join(f"<li><a href='#'>{word}</a></li>" for word in MENU)
    footer = "".join(f"<p>{line}</p>" for line in FOOTER)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政府信息公开年报</title><script>var count = 9;</script></head><body>"
        f"<div id='nav'><ul>{menu}</ul></div><div class='article'>{''.join(body)}<div class='editor'>{''.join(article)}</div></div>"
        f"<div class='footer'>{footer}</div></body></html>"
    )


def table(report: Report, key: str, in_cell: Callable[[str], str] = str) -> str:
    """One of the form's tables as HTML, with the spans of its layout."""
    grid = layout(report.form.tables[key])
    rows = []
    for row in range(grid.rows):
        boxes = sorted((box for box in grid.boxes if box.row == row), key=lambda box: box.column)
        cells = ""
        for box in boxes:
            text = box.text
            if box.role is Role.CELL:
                text = report.text(box.address) or number.write(report.value(box.address))
            spans = (f" colspan='{box.columns}'" if box.columns > 1 else "") + (f" rowspan='{box.rows}'" if box.rows > 1 else "")
            cells += f"<td{spans}>{in_cell(text)}</td>"
        rows.append(f"<tr>{cells}</tr>")
    return f"<table border='1'><tbody>{''.join(rows)}</tbody></table>"


def damaged(source: str, chance: random.Random, most: int = 4) -> bytes:
    """The page with some damage, as bytes in some encoding."""
    root = html.document_fromstring(source)
    for damage in chance.choices(DAMAGES, k=chance.randint(1, most)):
        damage(root, chance)
    text = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    for change in chance.choices(TEXT_DAMAGES, k=chance.randint(0, 2)):
        text = change(text, chance)
    encoding, named = chance.choice(ENCODINGS)
    return text.replace('charset="utf-8"', f'charset="{named}"').encode(encoding, "xmlcharrefreplace")


ENCODINGS = [("utf-8", "utf-8"), ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8-sig", "gbk"), ("utf-16", "utf-8")]


def _cells(root: Element) -> list[Element]:
    return root.xpath("//td|//th")


def _any(root: Element, path: str, chance: random.Random) -> Element | None:
    found = root.xpath(path)
    return chance.choice(found) if found else None


def _is_value(cell: Element) -> bool:
    return any(character.isdigit() for character in cell.text_content()[:1])


def other_span(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    name = chance.choice(["colspan", "rowspan"])
    cell.set(
        name,
        str(
            chance.choice([0, 1, 2, 3, int(cell.get(name, "1")) + 1, max(int(cell.get(name, "1") or 1) - 1, 1), 99, 2_000_000_000, "x"])
        ).replace("x", "x3"),
    )
    if cell.get(name) == "x3":
        cell.set(name, "1")


def all_spans_lost(root: Element, chance: random.Random) -> None:
    name = chance.choice(["colspan", "rowspan"])
    found = _any(root, "//table", chance)
    for cell in [] if found is None else found.iter("td"):
        cell.attrib.pop(name, None)


def label_lost(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    if not _is_value(cell):
        cell.getparent().remove(cell)


def value_lost(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    if _is_value(cell):
        cell.getparent().remove(cell)


def blank_box(root: Element, chance: random.Random) -> None:
    row = _any(root, "//tr", chance)
    if row is not None:
        row.insert(chance.randint(0, len(row)), html.fragment_fromstring("<td>&nbsp;</td>"))


def blank_column(root: Element, chance: random.Random) -> None:
    found = _any(root, "//table", chance)
    at = chance.choice([0, -1])
    for row in [] if found is None else found.iter("tr"):
        row.insert(len(row) if at else 0, html.fragment_fromstring("<td></td>"))


def foreign_column(root: Element, chance: random.Random) -> None:
    found = _any(root, "//table", chance)
    for index, row in enumerate([] if found is None else found.iter("tr")):
        row.append(html.fragment_fromstring(f"<td>{'备注' if index < 2 else chance.choice(['', '无', '见说明'])}</td>"))


def row_lost(root: Element, chance: random.Random) -> None:
    row = _any(root, "//tr", chance)
    if row is not None:
        row.getparent().remove(row)


def row_twice(root: Element, chance: random.Random) -> None:
    row = _any(root, "//tr", chance)
    if row is not None and not any(map(_is_value, row)):
        row.addnext(copy.deepcopy(row))


def remark(root: Element, chance: random.Random) -> None:
    row = _any(root, "//tr", chance)
    if row is not None:
        row.addnext(html.fragment_fromstring("<table><tr><td colspan='4'>注：以上为本级数据</td></tr></table>").find(".//tr"))


def torn_in_two(root: Element, chance: random.Random) -> None:
    """A page break, with or without the headings again."""
    found = _any(root, "//table[count(.//tr) > 3]", chance)
    if found is None:
        return
    rows = list(found.iter("tr"))
    first = chance.randint(1, len(rows) - 1)
    second = html.fragment_fromstring("<table border='1'></table>")
    if chance.random() < 0.5:
        second.extend(copy.deepcopy(row) for row in rows[:3] if not any(map(_is_value, row)))
    second.extend(rows[first:])
    found.addnext(second)


def joined_tables(root: Element, chance: random.Random) -> None:
    tables = root.xpath("//table[not(.//table)]")
    if len(tables) > 1:
        for row in list(tables[1].iter("tr")):
            tables[0].append(row)
        tables[1].getparent().remove(tables[1])


def heading_in_table(root: Element, chance: random.Random) -> None:
    found = _any(root, "//table", chance)
    above = None if found is None else found.getprevious()
    if above is not None and above.tag == "p":
        row = html.fragment_fromstring("<table><tr><td colspan='10'></td></tr></table>").find(".//tr")
        row[0].append(above)
        found.insert(0, row)


def layout_table(root: Element, chance: random.Random) -> None:
    body = root.find("body")
    outer = html.fragment_fromstring("<table width='100%'><tr><td>导航</td><td></td></tr></table>")
    box = outer.findall(".//td")[1]
    box.extend(list(body))
    body.append(outer)


def boxes_of_div(root: Element, chance: random.Random) -> None:
    found = _any(root, "//table[not(.//table)]", chance)
    if found is not None and not found.xpath(".//*[@rowspan or @colspan]"):
        for element in found.iter("table", "tr", "td"):
            element.set("style", {"table": "display:table", "tr": "display: table-row", "td": "display:table-cell"}[element.tag])
            element.tag = "div"


def broken_words(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    target = cell[0] if len(cell) else cell
    text = target.text or ""
    if len(text) > 2 and not _is_value(cell):
        at = chance.randint(1, len(text) - 1)
        target.text = text[:at]
        piece = etree.SubElement(target, chance.choice(["br", "span", "br"]))
        piece.tail = chance.choice(["", "\u00a0", " ", "\u200b", "\u3000"]) + text[at:]


def typing(root: Element, chance: random.Random) -> None:
    """Spaces around a number, full-width digits, a digit in a span of its own, a paragraph of its own."""
    cell = chance.choice(_cells(root))
    target = cell[0] if len(cell) else cell
    text = target.text or ""
    if not text.isdigit():
        return
    kind = chance.randint(0, 4)
    if kind == 0:
        target.text = f"\u00a0{text}\u2002"
    elif kind == 1:
        target.text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    elif kind == 2 and len(text) > 1:
        target.text = text[:1]
        etree.SubElement(target, "span").text = text[1:]
    elif kind == 3:
        target.text = text[:1] + "\u200b" + text[1:]
    else:
        cell.insert(0, html.fragment_fromstring("<p>&nbsp;</p>"))


def hidden_number(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    piece = chance.choice(
        ["<span style='display: none'>7</span>", "<script>8</script>", "<b hidden>9</b>", "<style>.a{width:3px}</style>", "<sup>1</sup>"]
    )
    (cell[0] if len(cell) else cell).append(html.fragment_fromstring(piece))


def hidden_box(root: Element, chance: random.Random) -> None:
    row = _any(root, "//tr", chance)
    if row is not None:
        row.insert(chance.randint(0, len(row)), html.fragment_fromstring("<td style='display:none'>6</td>"))


def other_tag(root: Element, chance: random.Random) -> None:
    for cell in _cells(root):
        if chance.random() < 0.2:
            cell.tag = "th"


def more_words(root: Element, chance: random.Random) -> None:
    found = _any(root, "//p", chance)
    if found is not None and found.getparent().tag != "td":
        words = chance.choice(["2024年收到申请99件。", "（三）主动公开政府信息情况", "总计", "目录", "附件1", "12"])
        found.addnext(html.fragment_fromstring(f"<p>{words}</p>"))


def nested_box(root: Element, chance: random.Random) -> None:
    cell = chance.choice(_cells(root))
    if not cell.xpath(".//td"):
        inner = html.fragment_fromstring("<table><tr><td></td></tr></table>")
        box = inner.find(".//td")
        box.text, cell.text = cell.text, None
        box.extend(list(cell))
        cell.append(inner)


DAMAGES: list[Damage] = [
    other_span, other_span, all_spans_lost, label_lost, blank_box, blank_column, foreign_column, row_lost, row_twice, remark, torn_in_two,
    joined_tables, heading_in_table, layout_table, boxes_of_div, broken_words, broken_words, typing, typing, hidden_number, hidden_box, other_tag,
    more_words, nested_box,
]  # fmt: skip


def cut_off(text: str, chance: random.Random) -> str:
    """The download ended early, between two tags: no number is cut."""
    ends = [index for index, character in enumerate(text) if character == ">"]
    return text[: chance.choice(ends) + 1]


def tag_lost(text: str, chance: random.Random) -> str:
    tags = ["</tr>", "</td>", "</p>", "<tr>", "</table>", "</div>", "<tbody>"]
    return text.replace(chance.choice(tags), "", chance.choice([1, 1, 1, 1000]))


def wrapped(text: str, chance: random.Random) -> str:
    """The source is wrapped, as Word does."""
    return text.replace("政府", "政\r\n  府").replace("<td", "\n<td")


TEXT_DAMAGES = [cut_off, tag_lost, wrapped, lambda text, chance: text.upper().replace("&NBSP;", "&nbsp;")]
