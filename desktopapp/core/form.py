"""The statutory form as data: parts, tables, rows and columns read from one TOML file an edition of the decree.

Everything that knows the form derives from here: the grids, their merged headings, the identities, the Word table, the
worksheet, what an importer looks for. A cell's public name is its address, `TABLE.ROW.COLUMN`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from desktopapp.core.number import Kind

Label = tuple[str, ...]
T = TypeVar("T")  # PEP 695 needs Python 3.12


class FormError(ValueError):
    """A form file is nonsense; the message says where."""


class Guidance(NamedTuple):
    """口径 of a row: what counts, what does not, the usual mistake, and where that is written (口径待核: nowhere at hand)."""

    counts: str = ""
    excludes: str = ""
    mistake: str = ""
    source: str = "口径待核"


class Column(NamedTuple):
    """A column of a block: its key, label path, kind, where it is a total the keys it adds and the rule that says so, and the other
    words under which its last heading has been published."""

    key: str
    label: Label
    kind: Kind = Kind.COUNT
    sum: tuple[str, ...] = ()
    rule: str = ""
    aliases: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of a block; as Column, with its 口径 and the other captions under which it has been published."""

    key: str
    label: Label
    sum: tuple[str, ...] = ()
    rule: str = ""
    aliases: tuple[str, ...] = ()
    guidance: Guidance = Guidance()


class Block(NamedTuple):
    """A stretch of a table with headings of its own: optional caption over its whole width, corner text, columns, rows."""

    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Balance(NamedTuple):
    """An identity between rows that holds in every column: the sum of `left` equals the sum of `right`."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    words: str


class Cell(NamedTuple):
    """One of the form's numbers. `addends` are the addresses a total adds, empty for a number that is filled in."""

    address: str
    table: str
    row: Row
    column: Column
    addends: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """Pieces or money."""
        return self.column.kind

    @property
    def is_sum(self) -> bool:
        """Computed by the program; what is typed here is a control total."""
        return bool(self.addends)

    @property
    def label(self) -> str:
        """The cell's name in words: its row's last caption and its column's, as in 一、本年新收政府信息公开申请数量 · 自然人."""
        row = " · ".join(self.row.label[-1:])
        column = " ".join(self.column.label[1:] or self.column.label)
        return f"{row} · {column}" if row else " ".join(self.column.label)


class Identity(NamedTuple):
    """The values at `left` add up to the values at `right`. A definition says what a total is; other identities compare filled numbers."""

    rule: str
    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    label: str
    definition: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the identity reads."""
        return self.left + self.right


@dataclass(frozen=True, eq=False)
class Table:
    """One statutory table. Widths are in twips (1/1440 inch) for the 156 mm text width of GB/T 9704."""

    key: str
    blocks: tuple[Block, ...]
    label_widths: tuple[int, ...]
    column_widths: tuple[int, ...]
    balances: tuple[Balance, ...] = ()

    def address(self, row: str, column: str) -> str:
        """The cell's public name; a table without row labels leaves the row out."""
        return ".".join(part for part in (self.key, row, column) if part)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in reading order."""
        return tuple(self._cell(row, column) for block in self.blocks for row in block.rows for column in block.columns)

    def _cell(self, row: Row, column: Column) -> Cell:
        # Where a row that is a sum crosses a column that is one, the total across the columns defines the cell.
        if column.sum:
            addends = tuple(self.address(row.key, key) for key in column.sum)
        else:
            addends = tuple(self.address(key, column.key) for key in row.sum)
        return Cell(self.address(row.key, column.key), self.key, row, column, addends)

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Balances first, then what each total is, in rule order."""
        found = [*self._balances(), *self._row_sums(), *self._column_sums()]
        return tuple(sorted(found, key=lambda identity: identity.rule))

    def _balances(self) -> Iterator[Identity]:
        for balance in self.balances:
            for column in self.blocks[0].columns:
                left = tuple(self.address(key, column.key) for key in balance.left)
                right = tuple(self.address(key, column.key) for key in balance.right)
                yield Identity(balance.rule, self.key, left, right, f"“{column.label[-1]}”列：{balance.words}", definition=False)

    def _row_sums(self) -> Iterator[Identity]:
        for block in self.blocks:
            for row in (row for row in block.rows if row.sum):
                for column in block.columns:
                    right = tuple(self.address(key, column.key) for key in row.sum)
                    label = f"“{column.label[-1]}”列：{row.label[-1]}等于各行之和"
                    yield Identity(row.rule, self.key, (self.address(row.key, column.key),), right, label, definition=True)

    def _column_sums(self) -> Iterator[Identity]:
        for block in self.blocks:
            for row in block.rows:
                for column in (column for column in block.columns if column.sum):
                    right = tuple(self.address(row.key, key) for key in column.sum)
                    where = f"“{row.label[-1]}”行" if row.label else " ".join(column.label[:-1])
                    label = f"{where}：{column.label[-1]}等于各项之和"
                    yield Identity(column.rule, self.key, (self.address(row.key, column.key),), right, label, definition=True)


class Part(NamedTuple):
    """One of the six parts: its heading to the letter, headings accepted on import, and a hint for who writes it."""

    key: str
    heading: str
    hint: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading without its number."""
        return self.heading.split("、", 1)[1]


class Successor(NamedTuple):
    """What of an edition has a counterpart in a later one: the addresses, or beginnings of addresses, that are the same, and those that
    are called otherwise."""

    edition: str
    same: tuple[str, ...]
    renamed: Mapping[str, str] = {}

    def address(self, address: str) -> str:
        """The cell's address in the later edition; blank where it has no counterpart."""
        for old, new in self.renamed.items():
            if _begins(address, old):
                return new + address[len(old) :]
        return address if any(_begins(address, same) for same in self.same) else ""


def _begins(address: str, beginning: str) -> bool:
    return address == beginning or address.startswith(f"{beginning}.")


@dataclass(frozen=True, eq=False)
class Form:
    """An edition of the decree. The newest has no `successor`."""

    edition: str
    name: str
    decree: str
    first_year: int
    parts: tuple[Part, ...]
    tables: Mapping[str, Table] = field(default_factory=dict[str, Table])
    successor: Successor | None = None

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell by its address, in reading order."""
        return {cell.address: cell for table in self.tables.values() for cell in table.cells}

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every identity of every table."""
        return tuple(identity for table in self.tables.values() for identity in table.identities)

    def identities_of(self, rule: str) -> tuple[Identity, ...]:
        """The identities of one rule."""
        return self._by_rule.get(rule, ())

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Identity, ...]]:
        rules = dict.fromkeys(identity.rule for identity in self.identities)
        return {rule: tuple(identity for identity in self.identities if identity.rule == rule) for rule in rules}

    @cached_property
    def text_keys(self) -> tuple[str, ...]:
        """Where prose may stand, in printed order: preface, each part's text, and the text before and after each table."""
        keys = ["preface"]
        for part in self.parts:
            keys += [f"{part.key}.before", f"{part.key}.after"] if part.key in self.tables else [part.key]
        return tuple(keys)

    def part(self, key: str) -> Part:
        """The part with this key."""
        return next(part for part in self.parts if part.key == key)


def read_form(source: str) -> Form:
    """Read a form from TOML text; raises FormError with a sentence when it is nonsense."""
    try:
        data = tomllib.loads(source)
        tables = tuple(_table(table) for table in data["table"])
        parts = tuple(_built(Part, part) for part in data["part"])
        successor = _built(Successor, data["successor"]) if "successor" in data else None
        named = {table.key: table for table in tables}
        form = Form(data["edition"], data["name"], data["decree"], data["first_year"], parts, named, successor)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise FormError(f"表样文件读不懂：{error}") from error
    _refuse_nonsense(form, tables)
    return form


def _table(data: dict[str, Any]) -> Table:
    return Table(
        key=data["key"],
        blocks=tuple(_block(block) for block in data["block"]),
        label_widths=tuple(data["label_widths"]),
        column_widths=tuple(data["column_widths"]),
        balances=tuple(_built(Balance, balance) for balance in data.get("balance", ())),
    )


def _block(data: dict[str, Any]) -> Block:
    rows = tuple(_row(row) for row in data["row"])
    columns = tuple(_built(Column, {**column, "kind": Kind(column.get("kind", "count"))}) for column in data["column"])
    return Block(data.get("caption", ""), data.get("corner", ""), columns, rows)


def _row(data: dict[str, Any]) -> Row:
    words = {key: data[key] for key in ("counts", "excludes", "mistake", "source") if key in data}
    return _built(Row, {**{key: value for key, value in data.items() if key not in words}, "guidance": Guidance(**words)})


def _built(kind: type[T], data: dict[str, Any]) -> T:
    """A frozen record from a TOML table: its lists become tuples; a key it does not know is a TypeError."""
    return kind(**{key: tuple(cast("list[Any]", value)) if isinstance(value, list) else value for key, value in data.items()})


def _refuse_nonsense(form: Form, tables: tuple[Table, ...]) -> None:
    """Refuse a form whose ids repeat, whose sums name no cell, whose labels or widths do not fit its columns."""
    if len(form.tables) != len(tables):
        raise FormError("表样文件中有两张表用了同一个名称")
    if len({part.key for part in form.parts}) != len(form.parts):
        raise FormError("表样文件中有两个部分用了同一个名称")
    for table in tables:
        if table.key not in {part.key for part in form.parts}:
            raise FormError(f"表{table.key}不属于任何一个部分")
        _refuse_bad_table(table)
    if form.successor:
        _refuse_bad_successor(form, form.successor)


def _refuse_bad_successor(form: Form, successor: Successor) -> None:
    for known in (*successor.same, *successor.renamed):
        if not any(_begins(address, known) for address in form.cells):
            raise FormError(f"与后一版的对应提到了不存在的格子{known}")


def _refuse_bad_table(table: Table) -> None:
    addresses = {cell.address for cell in table.cells}
    if len(addresses) != len(table.cells):
        raise FormError(f"表{table.key}有重复的格子")
    for identity in table.identities:
        unknown = [address for address in identity.cells if address not in addresses]
        if unknown:
            raise FormError(f"{identity.rule or '合计'}提到了不存在的格子{unknown[0]}")
        if not identity.rule:
            raise FormError(f"合计{identity.left[0]}没有规则编号")
    for block in table.blocks:
        if len(block.columns) > len(table.column_widths):
            raise FormError(f"表{table.key}的列多于列宽")
        for row in block.rows:
            if len(row.label) > len(table.label_widths) or (table.label_widths and not row.label):
                raise FormError(f"表{table.key}的行{row.key}的标题层数与列宽不符")
