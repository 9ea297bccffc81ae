"""From what a file holds, in its order (paragraphs and tables), to a read report. Every reader hands its blocks over here.

Words go to the part they stand under, numbers to the cell their labels name. What has no place is listed, with where it stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from desktopapp.core import number
from desktopapp.core.files import NotUnderstood
from desktopapp.core.form import Form, Part, Row, Table
from desktopapp.formats import outline, tidying
from desktopapp.formats.blocks import CUT_ROW, CUT_TABLE, PAGE_TITLE, SHEET, Aside, Block, Box, Grid, Paragraph
from desktopapp.formats.handed_sheets import without_sheets
from desktopapp.formats.incoming import Guess, Incoming, Leftover
from desktopapp.formats.labels import labels, words
from desktopapp.formats.lines import clean, residue
from desktopapp.formats.matching import Match, match
from desktopapp.formats.pieces import pieces, table_of_grid, with_written_tables
from desktopapp.formats.several_reports import Report, latest, reports
from desktopapp.formats.shapes import is_number
from desktopapp.formats.turning import turned

_FAULTS = frozenset({CUT_ROW, CUT_TABLE})  # what a reader could not read, and had to


def assemble(blocks: Sequence[Block], name: str, forms: Mapping[str, Form]) -> Incoming:
    """Make a report of a file's blocks, in the edition that it is of; `name` is the file's, for a refusal's sentence.

    Raises NotUnderstood.
    """
    blocks = list(without_sheets(blocks))
    form = edition_of(blocks, forms)
    found = with_written_tables(form, forms, pieces(form, blocks))
    if len(several := reports(form, found)) > 1:
        return _latest_of(several, name, forms)
    work = _Assembly(form, name)
    work.gather(found)
    if len(work.parts) < 2 and not work.tables:
        raise NotUnderstood(f"“{name}”里没有找到年度报告的内容（六个部分的标题和表格）。请检查是否选错了文件，或者新建报告后手工填写。")
    work.read_tables()
    work.read_words()
    return work.incoming


def _latest_of(several: Sequence[Report], name: str, forms: Mapping[str, Form]) -> Incoming:
    """Of several reports in one file the latest; that there are others is said."""
    chosen = latest(several)
    incoming = assemble(chosen.pieces, name, forms)
    others = "、".join((one.year and f"{one.year}年度") or f"第{place}份" for place, one in enumerate(several, 1) if one is not chosen)
    read = f"{chosen.year}年度" if chosen.year else f"第{several.index(chosen) + 1}份"
    where = f"文件里有{len(several)}份年度报告"
    incoming.not_understood.insert(0, Leftover(where, f"读的是{read}的，没有读{others}的。要读另一份，请把它单独存成一个文件。"))
    return incoming


def newest(forms: Mapping[str, Form]) -> Form:
    """The edition in force."""
    return max(forms.values(), key=lambda form: form.first_year)


def edition_of(blocks: Iterable[Block], forms: Mapping[str, Form]) -> Form:
    """The edition with most of its labels in the file; of equals the newest."""
    said = {label for text in _texts(blocks) for line in (text, *text.split("\n")) if (label := words(clean(line)))}
    known = {edition: sum(map(said.__contains__, _labels_of(form))) for edition, form in forms.items()}
    return max(forms.values(), key=lambda form: (known[form.edition], form.first_year))


def _labels_of(form: Form) -> set[str]:
    tables = [labels(table) for table in form.tables.values()]
    return {label for table in tables for label in (*table.captions, *table.heads, *table.rows)}


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (box.text for row in block.rows for box in row)
            yield from _texts(block.otherwise)
        else:
            yield block.text


@dataclass
class _TableRows:
    """The rows of one table of the form, perhaps from several tables of the file."""

    rows: list[list[Box]] = field(default_factory=list[list[Box]])
    grids: list[int] = field(default_factory=list[int])
    residue: dict[tuple[int, int], list[str]] = field(default_factory=dict[tuple[int, int], list[str]])  # by row and box

    def add(self, grid: Grid, count: int) -> None:
        """Add a table of the file, the `count`th."""
        for row in grid.rows:
            for place, box in enumerate(row):
                if left := residue(box.text):
                    self.residue[len(self.rows), place] = left
            self.rows.append([box._replace(text=clean(box.text)) for box in row])
            self.grids.append(count)

    def wants_numbers(self, grid: Grid) -> bool:
        """There are headings alone so far, and this table has numbers alone: a page break went between them."""
        texts = [box.text for row in grid.rows for box in row if box.text.strip()]
        has_none = not any(is_number(box.text) for row in self.rows for box in row)
        return has_none and bool(texts) and all(map(is_number, texts))


class _Assembly:
    """The work in hand: what has been gathered so far, and the report being made of it."""

    def __init__(self, form: Form, name: str) -> None:
        self.incoming = Incoming(form.edition)
        self.parts: list[Part] = []
        self.tables: dict[str, _TableRows] = {}
        self._form = form
        self._name = name
        self._head: list[Paragraph] = []  # the lines before the first part
        self._texts: dict[str, list[str]] = {}
        self._article: tuple[int, ...] = ()  # the container that the whole report is in
        self._named = ("", "")  # the organ and the year in the heading of a part
        self._asides: Counter[tuple[str, str, str]] = Counter()  # where, what and text
        self._spaced: Counter[str] = Counter()  # the paragraphs in which spaces were put right, by place

    # words to their parts, rows to their tables

    def gather(self, found: Sequence[Block]) -> None:
        """Sort the pieces: headings, the words below them, and each table's rows."""
        lines = [(index, clean(piece.text)) for index, piece in enumerate(found) if isinstance(piece, Paragraph)]
        headings = outline.headings(self._form, lines)
        self._article = outline.around([block.inside for index in headings if isinstance(block := found[index], Paragraph)])
        previous = ""
        for index, piece in enumerate(found):
            if isinstance(piece, Grid):
                previous = self._take(piece, index, previous)
            elif isinstance(piece, Aside):
                self._asides[self.parts[-1].heading if self.parts else "", piece.what, piece.text] += 1
            elif index in headings:
                self._begin(headings[index], piece.text)
            else:
                self._say(piece)
        self._tell_asides()

    def _begin(self, part: Part, text: str) -> None:
        self.parts.append(part)
        self._left_of_bookmarks(part.key, text)
        self.incoming.normalised += tidying.of_heading(part, text)
        organ, year, _ = outline.subject_of(clean(text))
        self._named = (self._named[0] or organ, self._named[1] or year)
        if not outline.is_title_of(part, clean(text)):
            self.incoming.unmapped.append(Leftover(f"读作标题“{part.heading}”", clean(text).strip()))

    def _say(self, paragraph: Paragraph) -> None:
        """Words under the present part; before the first, they belong to the cover or the preface."""
        if not self.parts:
            self._head.append(paragraph)
            return
        if not self._is_inside(paragraph) or outline.is_draft_mark(paragraph.text):
            self.incoming.unmapped.append(Leftover("正文之外", paragraph.text))
            return
        key = self.parts[-1].key
        if key in self._form.tables:
            key = f"{key}.after" if key in self.tables else f"{key}.before"
        self._left_of_bookmarks(key, paragraph.text)
        self._texts.setdefault(key, []).append(self._prose(key, paragraph.text))

    def _prose(self, key: str, text: str) -> str:
        said, was_spaced = tidying.prose(text)
        self._spaced[key] += was_spaced
        return said

    def _is_inside(self, paragraph: Paragraph) -> bool:
        return paragraph.inside[: len(self._article)] == self._article

    def _take(self, grid: Grid, index: int, previous: str) -> str:
        """Give a table's rows to the form's table; what is none of the form's is listed. The table's key, blank if none."""
        table = table_of_grid(self._form, grid, self.tables)
        if table is None and previous and self.tables[previous].wants_numbers(grid):
            table = self._form.tables[previous]
        if table is None:
            where = f"“{self.parts[-1].heading}”中多出的表格" if self.parts else "第一部分之前的表格"
            self.incoming.unmapped += [Leftover(where, line) for row in grid.rows if (line := _line(row))]
            return ""
        self.tables.setdefault(table.key, _TableRows()).add(grid, index)
        return table.key

    def _left_of_bookmarks(self, where: str, text: str) -> None:
        self.incoming.unmapped += [Leftover(where, left) for left in residue(text)]

    def _tell_asides(self) -> None:
        """One line for each thing beside the report; pictures before the first part are the page's own."""
        if sheets := dict.fromkeys(text for _, what, text in self._asides if what == SHEET):
            self.incoming.unmapped.append(Leftover(SHEET, f"{'、'.join(sheets)}，没有导入"))
        for (heading, what, text), count in self._asides.items():
            if what in (PAGE_TITLE, SHEET):
                continue  # the page's title only says again what the page says
            if what in _FAULTS:
                self.incoming.not_understood.append(Leftover(what, text))
            elif text:
                self.incoming.unmapped.append(Leftover(f"“{heading}”中的{what}" if heading and what == "删除线文字" else what, text))
            elif heading:
                self.incoming.unmapped.append(Leftover(f"“{heading}”中的{what}", f"{count}处{what}没有导入"))

    # numbers to their cells

    def read_tables(self) -> None:
        """Read every table of the form; one that is not there is said."""
        for key, table in self._form.tables.items():
            heading = self._form.part(key).heading
            if key in self.tables:
                self._read_table(table, heading, self.tables[key])
            else:
                is_picture = any(where == heading and what == "图片" for where, what, _ in self._asides)
                hint = "，这一部分有图片，表格可能是图片，请照着填写" if is_picture else ""
                self.incoming.not_understood.append(Leftover(f"“{heading}”没有找到表格{hint}", ""))

    def _read_table(self, table: Table, heading: str, read: _TableRows) -> None:
        rows = read.rows
        found = match(table, rows, read.grids)
        if not found.sources and len(set(read.grids)) == 1 and (on_its_side := turned(rows)):
            set_up = match(table, on_its_side, read.grids[:1] * len(on_its_side))
            if set_up.sources:
                rows, found = on_its_side, set_up
        addresses = {box: address for address, box in found.sources.items()}
        for (row, place), address in addresses.items():
            self._read_cell(address, rows[row][place].text, found.guesses.get(address, ""))
        incoming = self.incoming
        incoming.not_understood += [Leftover(f"“{heading}”表格第{row + 1}行", _line(rows[row])) for row in found.misfits]
        incoming.not_understood += [Leftover(f"“{heading}”表格第{row + 1}行没有表头的数", rows[row][box].text) for row, box in found.lost]
        incoming.not_understood += [Leftover(f"“{heading}”表格没有找到{_row_name(row)}", "") for row in found.missing]
        for row, place in found.extras:
            if rows[row][place].text.strip():
                incoming.unmapped.append(Leftover(f"“{heading}”表格第{row + 1}行多出的一列", rows[row][place].text))
        self._read_strangers(table, heading, rows, found)
        incoming.normalised += tidying.of_table(table, table.key, rows, (rows[row][place].text for row, place in addresses))
        for (row, place), left in read.residue.items():
            incoming.unmapped += [Leftover(addresses.get((row, place), table.key), one) for one in left]

    def _read_cell(self, address: str, raw: str, why: str) -> None:
        reading = number.read(raw, self._form.cells[address].kind)
        if reading.blank:
            return
        self.incoming.raws[address] = raw
        if reading.fault:
            self.incoming.not_understood.append(Leftover(address, raw))
        elif why:
            self.incoming.guessed.append(Guess(address, raw, number.write(reading.value), why))

    def _read_strangers(self, table: Table, heading: str, rows: Sequence[Sequence[Box]], found: Match) -> None:
        """Rows of words that are none of the table's: a single box is a remark above or below the table."""
        first = min((row for row, _ in found.sources.values()), default=0)
        remarks: dict[str, list[str]] = {f"{table.key}.before": [], f"{table.key}.after": []}
        for row in found.strangers:
            said = [line for box in rows[row] for line in box.text.split("\n") if line.strip()]
            if sum(bool(box.text.strip()) for box in rows[row]) == 1:
                remarks[f"{table.key}.before" if row < first else f"{table.key}.after"] += said
            else:
                self.incoming.unmapped.append(Leftover(f"“{heading}”表格第{row + 1}行", _line(rows[row])))
        before, after = remarks.values()
        self._texts[f"{table.key}.before"] = self._texts.get(f"{table.key}.before", []) + before
        self._texts[f"{table.key}.after"] = after + self._texts.get(f"{table.key}.after", [])

    # words to their places

    def read_words(self) -> None:
        """Read the cover, the texts of the parts, and the signature."""
        cover = outline.cover([clean(line.text) for line in self._head])
        preface = self._preface(cover)
        signed = self._signed(cover.organ, preface)
        if signed.organ and cover.organ and words(signed.organ) != words(cover.organ):
            self.incoming.unmapped.append(Leftover("落款", signed.organ))
        self._tell_missing_parts(bool(preface))
        texts = {"preface": preface, **self._texts}
        self.incoming.texts |= {key: "\n".join(lines) for key in self._form.text_keys if (lines := texts.get(key))}
        organ = cover.organ or self._named[0] or signed.organ or self._guessed_organ()
        year = cover.year or self._named[1] or self._guessed_year()
        title = "" if cover.title == f"{organ}{year}年{self._form.name}" else cover.title
        facts = {"organ": organ, "year": year, "title": title, "date": signed.date}
        self.incoming.texts |= {fact: text for fact, text in facts.items() if text}
        self._tell_what_was_tidied(signed)

    def _tell_what_was_tidied(self, signed: outline.Signature) -> None:
        left = [leftover.raw for leftover in self.incoming.unmapped if residue(leftover.raw)]
        found = (tidying.of_residue(left), tidying.of_prose(self._spaced), tidying.of_numbering(self._form, self.incoming.texts))
        self.incoming.normalised += [*(tidied for several in found for tidied in several), *tidying.of_signature(signed)]

    def _tell_missing_parts(self, has_words: bool) -> None:
        """The headings that were not found. A worksheet has the tables alone: that is one thing to know, and no fault."""
        missing = [part for part in self._form.parts if part not in self.parts]
        has_all_tables = self.tables.keys() == self._form.tables.keys()
        if has_all_tables and (not self.parts or (not has_words and all(part.key in self.tables for part in self.parts))):
            words_only = [part for part in missing if part.key not in self.tables]
            self.incoming.unmapped.append(Leftover("文件里只有表格", f"没有{'、'.join(part.title for part in words_only)}的文字"))
            return
        self.incoming.not_understood += [Leftover(f"没有找到标题“{part.heading}”", "") for part in missing]

    def _preface(self, cover: outline.Cover) -> list[str]:
        """What stands between the title and the first part; what stands before the title, and a web page's own lines, are nobody's."""
        preface: list[str] = []
        for index, paragraph in enumerate(self._head):
            text = paragraph.text
            if index < cover.lines.start or (not self.parts and index not in cover.lines):
                self.incoming.unmapped.append(Leftover("标题之前" if cover.title else "表格之外", text))
                continue
            if index not in cover.lines and outline.is_contents(self._form, clean(text)):
                self.incoming.unmapped.append(Leftover("目录", text))
                continue
            if index not in cover.lines and outline.is_furniture(text, self._is_inside(paragraph)):
                self.incoming.unmapped.append(Leftover("正文之外", text))
                continue
            self._left_of_bookmarks("title" if index in cover.lines else "preface", text)
            if index not in cover.lines:
                preface.append(self._prose("preface", text))
        if not cover.title:
            self.incoming.not_understood.append(Leftover("没有找到标题（机关名称、年份）", ""))
        return preface

    def _signed(self, organ: str, preface: list[str]) -> outline.Signature:
        """The signature at the end of the last part, or the date under the title; its lines are taken out of the text."""
        last = self._last_text()
        signed = outline.signature(last, organ)
        end = signed.lines.stop if signed.lines else outline.furniture_from(last)
        self.incoming.unmapped += [Leftover("正文之后", text) for text in last[end:]]
        del last[end:]
        if signed.lines:
            del last[signed.lines.start :]
            return signed
        signed = outline.signature(preface[:1], organ)
        del preface[signed.lines.start : signed.lines.stop]
        return signed

    def _last_text(self) -> list[str]:
        key = self.parts[-1].key if self.parts else ""
        return self._texts.get(f"{key}.after" if key in self._form.tables else key, [])

    def _guessed_organ(self) -> str:
        """Where neither the title nor the signature names the organ: a worksheet says 填报单位, the page's own title or the file's name may
        be the report's."""
        for line in self._head:
            if organ := outline.filled_in_by(line.text):
                self.incoming.guessed.append(Guess("organ", line.text, organ, "标题里没有机关名称，取自表上的单位"))
                return organ
        for text, source in self._outside_names():
            if organ := outline.cover([text]).organ:
                self.incoming.guessed.append(Guess("organ", text, organ, f"正文里没有机关名称，取自{source}"))
                return organ
        return ""

    def _guessed_year(self) -> str:
        """Where the title has no year: that of the page's own title or the file's name, or the first that the report's own words name."""
        named = [(f"{year}年", source) for text, source in self._outside_names() if (year := outline.year_of(text))]
        around = [] if self.parts else [(clean(line.text), "表格上面的文字") for line in self._head]
        for text, source in [*named, *around, *((text, "正文") for text in self.incoming.texts.values())]:
            if year := outline.year_of(text):
                self.incoming.guessed.append(Guess("year", f"{year}年", year, f"标题里没有年份，取自{source}"))
                return year
        return ""

    def _outside_names(self) -> list[tuple[str, str]]:
        """What the file is called where its words do not say it: in the window of a browser, in the folder."""
        titles = [text for _, what, text in self._asides if what == PAGE_TITLE]
        pieces = [(outline.compact(piece), PAGE_TITLE) for title in titles for piece in re.split(r"[_|—–-]+", title)]
        return [*pieces, (outline.compact(PurePath(self._name).stem), "文件名")]


def _line(row: Sequence[Box]) -> str:
    """A row in one line."""
    return " ".join(" ".join(box.text.split()) for box in row if box.text.strip())


def _row_name(row: Row) -> str:
    return f"“{row.label[-1]}”这一行" if row.label else "数字所在的行"
