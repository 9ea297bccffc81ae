"""From what a file holds, in its order (paragraphs and tables), to a read report. Every reader hands its blocks over here.

Words go to the part they stand under, numbers to the cell their labels name. What has no place is listed, with where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktopapp.core import number
from desktopapp.core.files import NotUnderstood
from desktopapp.core.form import Form, Part, Row, Table
from desktopapp.formats import outline
from desktopapp.formats.incoming import Guess, Incoming, Leftover
from desktopapp.formats.matching import Match, Rows, match, table_of, words

_RESIDUE = re.compile(r"\[bookmark: ?[^\[\]\n]{0,80}\]")  # what a text extractor leaves of Word's bookmarks
_EDITION_2019 = re.compile("本年新制作数量|对外公开总数量|第二十条第九项")
_EDITION_2021 = "现行有效件数"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is not blank."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of boxes as `matching` reads them; `lines` are the same as paragraphs, should it be no table at all."""

    rows: Rows
    lines: Sequence[str] = ()


Block = Paragraph | Grid


def assemble(blocks: Sequence[Block], name: str, forms: Mapping[str, Form]) -> Incoming:
    """Make a report of a file's blocks; `name` is the file's, for the sentence of a refusal. Raises NotUnderstood."""
    _refuse_old(blocks, name)
    work = _Assembly(newest(forms))
    work.gather(blocks)
    if len(work.parts) < 2 and not work.rows:
        raise NotUnderstood(f"“{name}”里没有找到年度报告的内容（六个部分的标题和表格）。请检查是否选错了文件，或者新建报告后手工填写。")
    work.read_tables()
    work.read_words()
    return work.incoming


def newest(forms: Mapping[str, Form]) -> Form:
    """The edition in force; until the one of 2019 is read, all that is read is of it."""
    return max(forms.values(), key=lambda form: form.first_year)


def clean(text: str) -> str:
    """A text without what an extractor left of bookmarks."""
    return _RESIDUE.sub("", text)


def _refuse_old(blocks: Sequence[Block], name: str) -> None:
    texts = (text for block in blocks for text in ((block.text,) if isinstance(block, Paragraph) else _boxes(block.rows)))
    said = "".join(map(words, texts))  # labels that were broken over lines are whole again
    if _EDITION_2021 not in said and _EDITION_2019.search(said):
        raise NotUnderstood(f"“{name}”是2019版格式（2019、2020年度）的年度报告，本版还不能导入。请选择2021年及以后年度的报告。")


class _Assembly:
    """The work in hand: what has been gathered so far, and the report being made of it."""

    def __init__(self, form: Form) -> None:
        self.incoming = Incoming(form.edition)
        self.parts: list[Part] = []
        self.rows: dict[str, list[list[str]]] = {}  # by table
        self._form = form
        self._head: list[str] = []  # the lines before the first part
        self._texts: dict[str, list[str]] = {}
        self._residue: dict[tuple[str, int, int], list[str]] = {}  # by table, row and box

    # words to their parts, rows to their tables

    def gather(self, blocks: Sequence[Block]) -> None:
        """Sort the blocks: headings, the words below them, and each table's rows."""
        pieces = [piece for block in blocks for piece in self._pieces(block)]
        lines = [(index, clean(piece.text)) for index, piece in enumerate(pieces) if isinstance(piece, Paragraph)]
        headings = outline.headings(self._form, lines)
        for index, piece in enumerate(pieces):
            if isinstance(piece, Grid):
                self._take(piece)
            elif index in headings:
                self.parts.append(headings[index])
                self._left_of_bookmarks(headings[index].key, piece.text)
            else:
                self._say(piece.text)

    def _pieces(self, block: Block) -> Iterator[Block]:
        """The block itself; but a table that is none of the form's and has no numbers is only paragraphs that were indented."""
        if isinstance(block, Paragraph) or self._table(block) or any(map(_is_number, _boxes(block.rows))):
            yield block
        else:
            yield from (Paragraph(line) for line in block.lines if line.strip())

    def _table(self, grid: Grid) -> Table | None:
        return table_of(self._form, [[clean(box) for box in row] for row in grid.rows])

    def _say(self, text: str) -> None:
        """Words under the present part; before the first, they belong to the cover or the preface."""
        if not self.parts:
            self._head.append(text)
            return
        key = self.parts[-1].key
        if key in self._form.tables:
            key = f"{key}.after" if key in self.rows else f"{key}.before"
        self._left_of_bookmarks(key, text)
        self._texts.setdefault(key, []).append(clean(text))

    def _take(self, grid: Grid) -> None:
        table = self._table(grid)
        if table is None:
            where = f"“{self.parts[-1].heading}”中多出的表格" if self.parts else "第一部分之前的表格"
            self.incoming.unmapped += [Leftover(where, _line(row)) for row in grid.rows if _line(row)]
            return
        rows = self.rows.setdefault(table.key, [])
        for row in grid.rows:
            for place, box in enumerate(row):
                if _RESIDUE.search(box):
                    self._residue[table.key, len(rows), place] = _RESIDUE.findall(box)
            rows.append([clean(box) for box in row])

    def _left_of_bookmarks(self, where: str, text: str) -> None:
        self.incoming.unmapped += [Leftover(where, residue) for residue in _RESIDUE.findall(text)]

    # numbers to their cells

    def read_tables(self) -> None:
        """Read every table of the form; one that is not there is said."""
        for key, table in self._form.tables.items():
            heading = self._form.part(key).heading
            if key in self.rows:
                self._read_table(table, heading, self.rows[key])
            else:
                self.incoming.not_understood.append(Leftover(f"“{heading}”没有找到表格", ""))

    def _read_table(self, table: Table, heading: str, rows: Rows) -> None:
        found = match(table, rows)
        addresses = {box: address for address, box in found.sources.items()}
        for (row, place), address in addresses.items():
            self._read_cell(address, rows[row][place], found.guesses.get(address, ""))
        incoming = self.incoming
        incoming.not_understood += [Leftover(f"“{heading}”表格第{row + 1}行", _line(rows[row])) for row in found.misfits]
        incoming.not_understood += [Leftover(f"“{heading}”表格没有找到{_row_name(row)}", "") for row in found.missing]
        for row, place in found.extras:
            if rows[row][place].strip():
                incoming.unmapped.append(Leftover(f"“{heading}”表格第{row + 1}行多出的一列", rows[row][place]))
        self._read_strangers(table, heading, rows, found)
        for (owner, row, place), residue in self._residue.items():
            if owner == table.key:
                incoming.unmapped += [Leftover(addresses.get((row, place), table.key), one) for one in residue]

    def _read_cell(self, address: str, raw: str, why: str) -> None:
        reading = number.read(raw, self._form.cells[address].kind)
        if reading.blank:
            return
        self.incoming.raws[address] = raw
        if reading.fault:
            self.incoming.not_understood.append(Leftover(address, raw))
        elif why:
            self.incoming.guessed.append(Guess(address, raw, number.write(reading.value), why))

    def _read_strangers(self, table: Table, heading: str, rows: Rows, found: Match) -> None:
        """Rows of words that are none of the table's: a single box is a remark above or below the table."""
        first = min((row for row, _ in found.sources.values()), default=0)
        remarks: dict[str, list[str]] = {f"{table.key}.before": [], f"{table.key}.after": []}
        for row in found.strangers:
            said = [box for box in rows[row] if box.strip()]
            if len(said) == 1:
                remarks[f"{table.key}.before" if row < first else f"{table.key}.after"].append(said[0])
            else:
                self.incoming.unmapped.append(Leftover(f"“{heading}”表格第{row + 1}行", _line(rows[row])))
        before, after = remarks.values()
        self._texts[f"{table.key}.before"] = self._texts.get(f"{table.key}.before", []) + before
        self._texts[f"{table.key}.after"] = after + self._texts.get(f"{table.key}.after", [])

    # words to their places

    def read_words(self) -> None:
        """Read the cover, the texts of the parts, and the signature."""
        cover = outline.cover([clean(line) for line in self._head])
        preface = self._preface(cover)
        signed = self._signed(cover.organ, preface)
        if signed.organ and cover.organ and words(signed.organ) != words(cover.organ):
            self.incoming.unmapped.append(Leftover("落款", signed.organ))
        missing = [part for part in self._form.parts if part not in self.parts]
        self.incoming.not_understood += [Leftover(f"没有找到标题“{part.heading}”", "") for part in missing]
        texts = {"preface": preface, **self._texts}
        self.incoming.texts |= {key: "\n".join(lines) for key in self._form.text_keys if (lines := texts.get(key))}
        organ = cover.organ or signed.organ
        year = cover.year or self._guessed_year()
        title = "" if cover.title == f"{organ}{year}年{self._form.name}" else cover.title
        facts = {"organ": organ, "year": year, "title": title, "date": signed.date}
        self.incoming.texts |= {fact: text for fact, text in facts.items() if text}

    def _preface(self, cover: outline.Cover) -> list[str]:
        """What stands between the title and the first part; what stands before the title is nobody's."""
        preface: list[str] = []
        for index, text in enumerate(self._head):
            if index < cover.lines.start:
                self.incoming.unmapped.append(Leftover("标题之前", text))
                continue
            self._left_of_bookmarks("title" if index in cover.lines else "preface", text)
            if index not in cover.lines:
                preface.append(clean(text))
        if not cover.title:
            self.incoming.not_understood.append(Leftover("没有找到标题（机关名称、年份）", ""))
        return preface

    def _signed(self, organ: str, preface: list[str]) -> outline.Signature:
        """The signature at the end of the last part, or the date under the title; its lines are taken out of the text."""
        last = self._last_text()
        for lines, looked_at in ((last, last), (preface, preface[:1])):
            signed = outline.signature(looked_at, organ)
            if signed.lines:
                del lines[signed.lines.start : signed.lines.stop]
                return signed
        return outline.Signature()

    def _last_text(self) -> list[str]:
        key = self.parts[-1].key if self.parts else ""
        return self._texts.get(f"{key}.after" if key in self._form.tables else key, [])

    def _guessed_year(self) -> str:
        """Where the title has no year: the first that the report's own words name."""
        for text in self.incoming.texts.values():
            if year := outline.year_of(text):
                self.incoming.guessed.append(Guess("year", f"{year}年", year, "标题里没有年份，取自正文"))
                return year
        return ""


def _line(row: Sequence[str]) -> str:
    """A row in one line."""
    return " ".join(" ".join(box.split()) for box in row if box.strip())


def _boxes(rows: Rows) -> Iterable[str]:
    return (box for row in rows for box in row)


def _is_number(text: str) -> bool:
    return number.read(text, number.Kind.MONEY).value is not None


def _row_name(row: Row) -> str:
    return f"“{row.label[-1]}”这一行" if row.label else "数字所在的行"
