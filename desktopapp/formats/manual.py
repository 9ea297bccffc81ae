"""用户手册: a Markdown file as the program prints it, with its own pages, fonts and tables. Qt reads the Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QFont, QImageReader, QTextBlock, QTextDocument, QTextFrame, QTextListFormat, QTextTable

from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Block, Paragraph, Picture, Printed, Run, Section
from desktopapp.formats.printed.ruled import Line, Words, ruled

_STYLES = {1: page.TITLE, 2: page.SHEET_CAPTION, 3: page.SHEET_CAPTION}
_HIGHEST = 5200  # twips of a picture: two stand on a page with what is said of them
_AFTER = 60  # white below a paragraph
_AROUND = 160  # white above and below pictures
_TEXT = page.SHEET_NOTE


def printed(source: Path) -> Printed:
    """The manual in a Markdown file; its pictures lie beside it. Needs a QGuiApplication."""
    document = QTextDocument()
    document.setMarkdown(source.read_text(encoding="utf-8"))
    blocks = tuple(_blocks(document.rootFrame(), source.parent))
    title = next((block.text for block in blocks if isinstance(block, Paragraph) and block.style == page.TITLE), source.stem)
    return Printed((Section("", blocks),), title)


def _blocks(frame: QTextFrame, folder: Path) -> Iterator[Block]:
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        if isinstance(inner, QTextTable):
            yield _table(inner)
            yield Paragraph(_TEXT, (Run(""),))
        elif not inner:
            yield from _paragraphs(place.currentBlock(), folder)
        place += 1


def _paragraphs(block: QTextBlock, folder: Path) -> Iterator[Block]:
    """A paragraph, a heading, an item of a list; a picture stands by itself, and what is written beside it says what it shows."""
    runs, pictures = _runs(block)
    text = "".join(run.text for run in runs)
    for name in pictures:
        yield _picture(folder / name, text)
    if text.strip() and not pictures:
        level = block.blockFormat().headingLevel()
        below, part = (page.LINE, "") if level == 1 else (_AFTER, f"section{block.blockNumber()}" if level == 2 else "")
        yield Paragraph(_STYLES.get(level, _TEXT), (Run(_item(block)), *runs), above=_AROUND if level == 2 else 0, below=below, part=part)


def _runs(block: QTextBlock) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """A paragraph's words, the bold ones set apart, and the names of its pictures."""
    runs: list[Run] = []
    pictures: list[str] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        dress = fragment.charFormat()
        if dress.isImageFormat():
            pictures.append(dress.toImageFormat().name())
        elif block.blockFormat().headingLevel() or dress.fontWeight() < QFont.Weight.Bold:
            runs.append(Run(fragment.text()))
        else:
            runs.append(Run(fragment.text(), page.RUN_IN))
        place += 1
    return tuple(runs), tuple(pictures)


def _item(block: QTextBlock) -> str:
    """The sign of an item of a list, as official documents write it."""
    listed = block.textList()
    if not listed:
        return ""
    if listed.format().style() == QTextListFormat.Style.ListDecimal:
        return f"{listed.itemNumber(block) + 1}."
    return "· "


def _picture(path: Path, caption: str) -> Paragraph:
    size = QImageReader(str(path)).size()
    if size.isEmpty():
        raise FileNotFoundError(path)
    scale = min(page.TEXT_WIDTH / size.width(), _HIGHEST / size.height())
    shown = Picture(str(path), round(size.width() * scale), round(size.height() * scale))
    return Paragraph(_TEXT, (Run(caption or path.stem),), above=_AROUND, below=_AROUND, picture=shown)


def _table(table: QTextTable) -> Block:
    rows = [
        [table.cellAt(row, column).firstCursorPosition().block().text() for column in range(table.columns())] for row in range(table.rows())
    ]
    lines = [Line([Words(text, page.TABLE_HEAD if number == 0 else page.TABLE_LABEL) for text in row]) for number, row in enumerate(rows)]
    return ruled(rows[0][0], _widths(rows), lines, heading_rows=1)


def _widths(rows: list[list[str]]) -> list[int]:
    """The columns share the page after their longest words, none less than a sixth."""
    longest = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    shares = [max(length, max(longest) / 5) for length in longest]
    widths = [round(page.TEXT_WIDTH * share / sum(shares)) for share in shares]
    widths[-1] += page.TEXT_WIDTH - sum(widths)
    return widths
