"""一图读懂 on its page: bars, numbers and words at places, as every other page, so that screen, printer, PDF, PNG and SVG show the same.

It can be read in black and white: this year's bars are dark, last year's light within a border, and every bar has its number.
"""

from __future__ import annotations

from decimal import Decimal

from desktopapp.core import number
from desktopapp.formats.paper.glyphs import Glyphs
from desktopapp.formats.paper.lines import Measure, Piece, paragraph
from desktopapp.formats.paper.sheet import Page, Placed, Rule, Shade, Start
from desktopapp.formats.printed import page
from desktopapp.formats.printed.infographic import NAME, Bar, Chart, Infographic, Tile
from desktopapp.formats.printed.page import Align, Style

LEFT, RIGHT = 1134, page.WIDTH - 1134
TOP = page.HEADER + page.STYLES[page.HEAD].line + 60  # a draft says above and below that it is one
BOTTOM = page.HEIGHT - page.FOOTER - page.STYLES[page.FOOT].line - 60
DARK, LIGHT, GROUND = "1F4E8C", "C6D9F1", "EEF3FA"
_LABELS, _NUMBERS = 2000, 1000  # twips beside the bars
_GAP = 300
_TITLE = Style(font=page.XIAOBIAOSONG, size=44, line=660, align=Align.CENTRE, spacing=0)
_HEAD = Style(font=page.HEI, size=26, line=380, align=Align.LEFT, spacing=0, colour=DARK)
_WORDS = Style(font=page.SONG, size=21, line=300, align=Align.LEFT, spacing=0)
_RIGHT = _WORDS._replace(align=Align.RIGHT)
_SMALL = _WORDS._replace(size=18, line=260)
_LARGE = Style(font=page.HEI, size=40, line=560, align=Align.CENTRE, spacing=0, colour=DARK)
_UNDER = _SMALL._replace(align=Align.CENTRE)


class _Sheet:
    """The page that is being drawn."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self.lines: list[Placed] = []
        self.shades: list[Shade] = []
        self.rules: list[Rule] = []

    def say(self, words: str, style: Style, x: float, y: float, width: float) -> float:
        """Words in a column; returns how high they are."""
        found = paragraph(self._glyphs, [Piece(words, style.font)], style, Measure(width, align=style.align))
        for step, line in enumerate(found):
            self.lines.append(Placed(x, y + step * style.line, line))
        return float(len(found) * style.line)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.shades.append(Shade(x, y, width, height, colour))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """The border of a rectangle."""
        right, below = x + width, y + height
        for start, end in (((x, y), (right, y)), ((x, below), (right, below)), ((x, y), (x, below)), ((right, y), (right, below))):
            self.rules.append(Rule(*start, *end, 8))


def page_of(shown: Infographic, glyphs: Glyphs) -> Page:
    """The picture on one page; the bars share the room that words and numbers leave."""
    sheet = _Sheet(glyphs)
    y = TOP + sheet.say(shown.title, _TITLE, LEFT, TOP, RIGHT - LEFT) + _GAP
    rows = sum(len(chart.bars) for chart in shown.charts)
    fixed = len(shown.charts) * (_HEAD.line + _GAP) + _tiles_height() + _GAP + _SMALL.line
    each = (BOTTOM - y - fixed) / rows
    for position, chart in enumerate(shown.charts):
        if position == 0:
            _legend(sheet, shown.years, y)
        y = _chart(sheet, chart, y, each) + _GAP
    y = _tiles(sheet, shown.tiles, y) + _GAP
    sheet.say(shown.source, _SMALL, LEFT, y, RIGHT - LEFT)
    starts = (Start("", NAME, TOP),)
    return Page(1, tuple(sheet.lines), tuple(sheet.shades), tuple(sheet.rules), starts, sheet=NAME, printed=1)


def _legend(sheet: _Sheet, years: tuple[str, ...], y: float) -> None:
    x = RIGHT - len(years) * 1300
    for position, year in enumerate(years):
        _bar(sheet, x, y + 90, 260, 180, this=position == 0)
        sheet.say(year, _WORDS, x + 330, y + 30, 900)
        x += 1300


def _chart(sheet: _Sheet, chart: Chart, y: float, each: float) -> float:
    """A chart; returns where it ends. The longest bar fills the width."""
    sheet.say(chart.title, _HEAD, LEFT, y, RIGHT - LEFT)
    y += _HEAD.line
    most = max((value for bar in chart.bars for value in (bar.now, bar.last or Decimal(0))), default=Decimal(0)) or Decimal(1)
    x, room = LEFT + _LABELS + 150, RIGHT - LEFT - _LABELS - 150 - _NUMBERS
    sheet.rules.append(Rule(x, y, x, y + each * len(chart.bars), 8))
    for bar in chart.bars:
        sheet.say(bar.label, _RIGHT, LEFT, y + (each - _WORDS.line) / 2, _LABELS)
        _bars(sheet, bar, x, y, each, float(room / most))
        y += each
    return y


def _bars(sheet: _Sheet, bar: Bar, x: float, y: float, each: float, scale: float) -> None:
    """A number's bar, and below it last year's where it is known."""
    values = [bar.now, *((bar.last,) if bar.last is not None else ())]
    thick = each * 0.72 / len(values)
    style = _WORDS if len(values) == 1 else _SMALL
    top = y + each * 0.14
    for position, value in enumerate(values):
        width = float(value) * scale
        _bar(sheet, x, top, width, thick * 0.86, this=position == 0)
        sheet.say(number.write(value), style, x + width + 90, top + (thick * 0.86 - style.line) / 2, _NUMBERS)
        top += thick


def _bar(sheet: _Sheet, x: float, y: float, width: float, height: float, *, this: bool) -> None:
    if width > 0:
        sheet.fill(x, y, width, height, DARK if this else LIGHT)
        if not this:
            sheet.frame(x, y, width, height)


def _tiles_height() -> float:
    return _HEAD.line + _LARGE.line + 2 * _UNDER.line + 160


def _tiles(sheet: _Sheet, tiles: tuple[Tile, ...], y: float) -> float:
    """The large numbers beside each other; returns where they end."""
    sheet.say("主动公开情况", _HEAD, LEFT, y, RIGHT - LEFT)
    y += _HEAD.line
    gap = 120.0
    width = (RIGHT - LEFT - gap * (len(tiles) - 1)) / len(tiles)
    height = _tiles_height() - _HEAD.line
    for position, tile in enumerate(tiles):
        x = LEFT + position * (width + gap)
        sheet.fill(x, y, width, height, GROUND)
        size = max(18, min(_LARGE.size, int(width / 10 / max(len(tile.words) * 0.55, 1))))  # a figure is about half as wide as high
        sheet.say(tile.words, _LARGE._replace(size=size), x, y + 60, width)
        sheet.say(tile.unit, _UNDER, x, y + 60 + _LARGE.line - 40, width)
        sheet.say(tile.label, _UNDER, x + 60, y + 60 + _LARGE.line + _UNDER.line - 40, width - 120)
    return y + height
