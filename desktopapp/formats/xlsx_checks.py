"""The sheet 核对: every identity of the form as a row of live formulas, and the totals that were entered beside the computed ones.

An identity reads the sums that stand on the sheets. So what a total is holds by itself there, until someone overwrites a formula:
then its row turns red, as T3-1's do when the numbers disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktopapp.core.form import Cell
from desktopapp.core.report import Report
from desktopapp.formats import xlsx_page as page
from desktopapp.formats.xlsx_page import Book, Sheet, Style, height, lines
from desktopapp.formats.xlsx_places import Places, total

NAME = "核对"
AGREES, DIFFERS, UNCHECKED = "一致", "不一致", "无法核对"

_HEADINGS = ("规则", "勾稽关系", "左边", "右边", "差额", "结果")
_CONTROL_HEADINGS = ("规则", "另填的合计数", "另填数", "表中合计", "差额", "结果")
_WIDTHS = (44, 450, 66, 66, 56, 58)
_WORDS, _LEFT, _RIGHT, _DIFFERENCE, _RESULT = range(1, 6)
_RED = {"font_color": "9C0006", "bg_color": "FFC7CE", "bold": True}
_AMBER = {"bg_color": "FFF2CC"}
_FEW = 12  # controls: with more of them one page would be too small to read
_CLOSE = 2.5  # points of air: the 42 identities stand on one page
_ADVICE = "本表由公式计算，改动各表中的数后随之重算。各表中浅灰底的合计也是公式，请勿改写。有空格的，不作判断。"


@dataclass(frozen=True, slots=True)
class _Question:
    """What a row asks: are the two sides, each a formula, equal? `leaves` are the cells behind them, none of which may be blank.

    A total that was entered has no formula on its left.
    """

    rule: str
    words: str
    left: str
    right: str
    leaves: tuple[str, ...]
    leaf_cells: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet: the question, what the sides come to, and whether no blank stands behind them.

    `typed` is what was entered as a total and is no number.
    """

    question: _Question
    values: tuple[Decimal | None, Decimal | None]
    complete: bool
    typed: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Left minus right, None where a blank stands behind it."""
        left, right = self.values
        return left - right if self.complete and left is not None and right is not None else None

    @property
    def result(self) -> str:
        """How it came out."""
        if self.difference is None:
            return UNCHECKED
        return DIFFERS if self.difference else AGREES


def checks_sheet(book: Book, report: Report, where: Places, mark: str) -> None:
    """Write the sheet."""
    sheet = Sheet(book, NAME, _WIDTHS)
    if mark:
        sheet.line(mark, bold=True, font_color=page.RED, align="center")
    year = f"{report.year}年" if report.year else ""
    sheet.line(f"{report.organ}{year}{report.form.name}数据核对", page.TITLE_SIZE, air=6, bold=True, align="center")
    identities, controls = list(_identities(report, where)), list(_controls(report, where))
    summary = sheet.row
    sheet.heights([height(2 if controls else 1)])
    top = sheet.row
    _table(sheet, _HEADINGS, identities)
    if controls:
        sheet.heights([8])
        sheet.line("以下合计数是另填的，与表中由公式算出的合计不同：", bold=True, align="left")
        _table(sheet, _CONTROL_HEADINGS, controls)
    sheet.line(_ADVICE, page.SMALL_SIZE, font_color=page.GREY, align="left")
    _summary(sheet, summary, page.fixed_cells((top + 1, _RESULT, top + len(identities), _RESULT)), identities, len(controls))
    sheet.worksheet.freeze_panes(top + 1, 0)
    sheet.print_on_a4(mark, heading=(top, top), pages=1 if len(controls) <= _FEW else 0)


@lru_cache(maxsize=16)
def _questions(where: Places) -> tuple[_Question, ...]:
    """The form's identities, in its order; kept, for a form never changes."""
    found: list[_Question] = []
    for identity in where.form.identities:
        left, right = (total(where.elsewhere(identity.table, side)) for side in (identity.left, identity.right))
        leaves = where.leaves(identity.cells)
        found.append(_Question(identity.rule, identity.label, left, right, leaves, where.elsewhere(identity.table, leaves)))
    return tuple(found)


def _identities(report: Report, where: Places) -> Iterable[_Line]:
    for identity, question in zip(report.form.identities, _questions(where), strict=True):
        values = (_add(report, identity.left), _add(report, identity.right))
        yield _Line(question, values, _complete(report, question.leaves))


def _controls(report: Report, where: Places) -> Iterable[_Line]:
    """The totals that were entered and are not what the program adds up."""
    for cell in (cell for cell in report.form.cells.values() if cell.is_sum):
        entered, value = report.control(cell.address), report.value(cell.address)
        if report.reading(cell.address).blank or entered == value:
            continue
        rule, right = cell.column.rule or cell.row.rule, total(where.elsewhere(cell.table, [cell.address]))
        leaves = where.leaves([cell.address])
        question = _Question(rule, _control_words(report, cell), "", right, leaves, where.elsewhere(cell.table, leaves))
        typed = report.text(cell.address) if entered is None else ""
        yield _Line(question, (entered, value), _complete(report, leaves), typed)


def _control_words(report: Report, cell: Cell) -> str:
    note = report.reading(cell.address).note
    return cell.label + (f"（注：{note}）" if note else "")


def _table(sheet: Sheet, headings: tuple[str, ...], rows: list[_Line]) -> None:
    """Headings and rows, with the colours that a result turns on."""
    style = sheet.book.box_style(font_size=page.SMALL_SIZE, bg_color=page.SHADE, bold=True, align="center")
    for column, heading in enumerate(headings):
        sheet.text(sheet.row, column, heading, style)
    sheet.heights([height(1) + 2])
    top = sheet.row
    small = {"border": 1, "font_size": page.SMALL_SIZE}
    words = sheet.book.style(**small, align="left", text_wrap=True)
    centred, numbers = sheet.book.style(**small, align="center"), sheet.book.style(**small, align="center", shrink=True)
    for line in rows:
        sheet.text(sheet.row, 0, line.question.rule, centred)
        sheet.text(sheet.row, _WORDS, line.question.words, words)
        _numbers(sheet, sheet.row, line, numbers, centred)
        sheet.heights([height(lines(line.question.words, sheet.points(_WORDS, 1), page.SMALL_SIZE), page.SMALL_SIZE, _CLOSE)])
    result, area = page.cell(top, _RESULT, fixed_column=True), (top, 0, sheet.row - 1, len(_WIDTHS) - 1)
    sheet.colour(area, f'={result}="{DIFFERS}"', sheet.book.overlay(**_RED))
    sheet.colour(area, f'={result}="{UNCHECKED}"', sheet.book.overlay(**_AMBER))


def _numbers(sheet: Sheet, row: int, line: _Line, style: Style, result: Style) -> None:
    """The two sides, what is between them, and how it comes out: from the squares of this row and the cells on the other sheets."""
    question = line.question
    _left(sheet, row, line, style)
    sheet.formula(row, _RIGHT, question.right, style, line.values[1])
    left, right, difference = (page.cell(row, column) for column in (_LEFT, _RIGHT, _DIFFERENCE))
    sheet.formula(
        row,
        _DIFFERENCE,
        f'=IF(COUNT({left}:{right},{question.leaf_cells})<{len(question.leaves) + 2},"",{left}-{right})',
        style,
        line.difference,
    )
    sheet.formula(row, _RESULT, f'=IF({difference}="","{UNCHECKED}",IF({difference}=0,"{AGREES}","{DIFFERS}"))', result, line.result)


def _left(sheet: Sheet, row: int, line: _Line, style: Style) -> None:
    value = line.values[0]
    if line.question.left:
        sheet.formula(row, _LEFT, line.question.left, style, value)
    elif value is not None:
        sheet.number(row, _LEFT, value, style)
    else:
        sheet.text(row, _LEFT, line.typed, style)


def _summary(sheet: Sheet, row: int, results: str, identities: list[_Line], controls: int) -> None:
    """42项勾稽关系：一致40项，不一致2项，无法核对0项。"""
    start = f"{len(identities)}项勾稽关系："
    end = f"项。另填的合计数有{controls}项与表中合计不同，列于表后。" if controls else "项。"
    pieces = [f'{word}"&COUNTIF({results},"{word}")&"' for word in (AGREES, DIFFERS, UNCHECKED)]
    counted = [f"{word}{sum(line.result == word for line in identities)}" for word in (AGREES, DIFFERS, UNCHECKED)]
    style = sheet.book.style(bold=True, align="left", text_wrap=True)
    sheet.blank(row, 0, style, columns=len(_WIDTHS))
    sheet.formula(row, 0, f'="{start}{"项，".join(pieces)}{end}"', style, f"{start}{'项，'.join(counted)}{end}")
    sheet.colour((row, 0, row, len(_WIDTHS) - 1), f'=COUNTIF({results},"{DIFFERS}")>0', sheet.book.overlay(**_RED))


def _add(report: Report, addresses: Iterable[str]) -> Decimal | None:
    """The sum of what stands on the sheet: a total as computed, whatever was entered beside it."""
    values = [value for address in addresses if (value := report.value(address)) is not None]
    return sum(values, Decimal(0)) if values else None


def _complete(report: Report, leaves: Iterable[str]) -> bool:
    return all(report.value(address) is not None for address in leaves)
