"""A file's blocks taken apart: each line that may be a heading by itself, each table of the form by itself, what is only layout undone.

Published reports stand in one big table for the layout, have headings inside boxes, several tables in one, or one table in several.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from desktopapp.core.form import Form, Table
from desktopapp.formats import outline
from desktopapp.formats.blocks import Aside, Block, Box, Grid, Paragraph
from desktopapp.formats.broken_rows import mended
from desktopapp.formats.labels import bare, labels, owners, table_of, words
from desktopapp.formats.lines import blocks_of, clean
from desktopapp.formats.shapes import is_number

Row = Sequence[Box]


def pieces(form: Form, blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs of one line, tables of the form or of nobody, and asides, in the file's order."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += _lines(form, block)
        elif isinstance(block, Grid):
            found += _taken_apart(form, block)
        else:
            found.append(block)
    return found


def with_written_tables(form: Form, forms: Mapping[str, Form], found: Sequence[Block]) -> list[Block]:
    """The same, but where a table of the form is missing, those that stand in the paragraphs as lines are read as tables too."""
    there = {table.key for piece in found if isinstance(piece, Grid) and (table := table_of_grid(form, piece))}
    if there >= form.tables.keys():
        return list(found)
    read: list[Block] = []
    lines: list[Paragraph] = []
    for piece in (*found, Aside("")):
        if isinstance(piece, Paragraph):
            lines.append(piece)
            continue
        read += _read_lines(form, forms, lines)
        lines = []
        if isinstance(piece, Grid) or piece.what:
            read.append(piece)
    return read


def table_of_grid(form: Form, grid: Grid, begun: Collection[str] = ()) -> Table | None:
    """The form's table that this one is, or is the rest of: one of those `begun` above."""
    cleaned = [[box._replace(text=clean(box.text)) for box in row] for row in grid.rows]
    rest = _table_of_rest(form, cleaned)
    return table_of(form, cleaned) or (rest if rest and rest.key in begun else None)


def _read_lines(form: Form, forms: Mapping[str, Form], lines: Sequence[Paragraph]) -> Iterator[Block]:
    """Paragraphs, and the tables that were written down among them; what is no table of the form stays as it was."""
    read = list(blocks_of((line.text for line in lines), forms))
    if not any(isinstance(block, Grid) and table_of_grid(form, block) for block in read):
        yield from lines
        return
    inside = lines[0].inside if lines else ()
    for block in read:
        yield block._replace(inside=inside) if isinstance(block, Paragraph) else block


def _lines(form: Form, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A heading may be broken over lines, or go on with its text on the same line."""
    whole = clean(paragraph.text.replace("\n", ""))
    if "\n" in paragraph.text and outline.may_head(form, whole):
        yield paragraph._replace(text=whole)
        return
    for line in paragraph.text.split("\n"):
        heading, rest = outline.run_in(form, line)
        for text in (heading, rest):
            if text.strip():
                yield paragraph._replace(text=text)


def _taken_apart(form: Form, grid: Grid) -> Iterator[Block]:
    """A table of the form, or the pieces of what is more than one table, or none."""
    known = owners(form)
    is_ours = any(_owner(known, row) for row in grid.rows) or _table_of_rest(form, grid.rows) is not None
    inner = [piece for one in grid.inner for piece in _taken_apart(form, one)] if is_ours else []
    if not is_ours:
        is_layout = any(isinstance(block, Grid) for block in grid.otherwise) or any(_heads(form, row) for row in grid.rows)
        if is_layout or not any(is_number(box.text) for row in grid.rows for box in row):
            yield from pieces(form, grid.otherwise)
        else:
            yield grid
        return
    owner, rows = "", list[Row]()
    for row in mended(form, grid.rows):
        here = _owner(known, row)
        is_heading = _heads(form, row)
        if rows and (is_heading or (here and here != owner)):
            yield from _segment(form, grid, rows, owner)
            owner, rows = "", []
        if is_heading:
            yield from (line for box in row for paragraph in _paragraphs(grid, box) for line in _lines(form, paragraph))
        else:
            rows.append(row)
            owner = here or owner
    yield from _segment(form, grid, rows, owner)
    yield from (block for block in grid.otherwise if isinstance(block, Aside))
    yield from inner


def _segment(form: Form, grid: Grid, rows: Sequence[Row], owner: str) -> Iterator[Block]:
    if not rows:
        return
    lines = [paragraph for row in rows for box in row for paragraph in _paragraphs(grid, box)]
    if owner or any(is_number(box.text) for row in rows for box in row):
        yield Grid(rows, lines, grid.inside)
    else:
        yield from (line for paragraph in lines for line in _lines(form, paragraph))


def _paragraphs(grid: Grid, box: Box) -> Iterator[Paragraph]:
    if box.text.strip():
        yield Paragraph(box.text, grid.inside)


def _owner(known: Mapping[str, str], row: Row) -> str:
    """The only table that has the labels of this row; blank where none or more than one has."""
    tables = {table for box in row for key in (words, bare) if (table := known.get(key(clean(box.text))))}
    return min(tables) if len(tables) == 1 else ""


def _heads(form: Form, row: Row) -> bool:
    """The row's first box is the heading of a part, perhaps with the part's text behind it."""
    first = next((clean(box.text) for box in row if box.text.strip()), "")
    return bool(first) and (
        outline.may_head(form, first.replace("\n", "")) or any(outline.may_head(form, line) for line in first.split("\n")[:3])
    )


def _table_of_rest(form: Form, rows: Sequence[Row]) -> Table | None:
    """The table of which these rows are the rest behind a page break: too few for two labels, with a caption that one table alone has."""
    known = owners(form)
    keys = {
        table
        for row in rows
        if any(is_number(box.text) for box in row)
        for box in row
        if (table := known.get(words(box.text))) and words(box.text) in labels(form.tables[table]).rows
    }
    return form.tables[min(keys)] if len(keys) == 1 else None
