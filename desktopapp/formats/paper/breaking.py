"""Where lines end, as Word and LibreOffice end them.

Punctuation that closes does not begin a line and what opens does not end one (行首行尾禁则); a stop that just misses the margin hangs
beyond it; figures and Latin words stay whole; between Han characters and Latin letters or figures stands a fifth of a character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GAP = 0.2  # of the size of type, between a Han character and a Latin letter or figure

HANGING = frozenset("!,.:;?、。！，．：；？")
# What Word forbids for Simplified Chinese, and LibreOffice beside it.
NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖•-’”‰′″›℃∶、。々〃〉》」』】〕〗〞︰︱︳︴︶︸︺︼︾﹀﹂﹄﹏﹐﹒﹔﹕﹖﹗﹚﹜﹞！＂％＇），．：；？］｀｜｝､～￠'\""
)
NO_END = frozenset("$([{£¥'\"‵·‘“〈《「『【〔〖〝︵︷︹︻︽︿﹁﹃﹙﹛﹝＄（．［｛￡￥")
_TWINS = frozenset("—…")  # 破折号 and 省略号 are two characters and one sign
_QUOTES, _CLOSING, _COMMAS = frozenset("“”‘’"), frozenset("）》〉】〕」』〗"), frozenset("、，。")
_SPACES = frozenset(" \u3000")  # at the end of a line they take no room
_ROUNDING = 0.01


class Room(NamedTuple):
    """How wide the first line and the others may be, and whether a stop may hang beyond them."""

    first: float
    width: float
    hangs: bool = True


class Span(NamedTuple):
    """A line: the characters from `start` to `end`, how wide they are without what hangs, and whether the last one hangs."""

    start: int
    end: int
    width: float
    hangs: bool = False


def is_latin(character: str) -> bool:
    """Set in the Latin font, and part of a word or figure that is not broken."""
    return character < "\u0080"


def gaps(text: str, gap: float) -> list[float]:
    """The white before each character: a gap where Han meets a Latin letter or a figure."""
    white = [0.0] * len(text)
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        if is_latin(before) != is_latin(after) and before.isalnum() and after.isalnum():
            white[index] = gap
    return white


def break_lines(text: str, advances: Sequence[float], white: Sequence[float], room: Room) -> list[Span]:
    """Break a text into lines. Every line holds at least one character."""
    spans: list[Span] = []
    start, length = 0, len(text)
    while start < length:
        width = (room.width if spans else room.first) + _ROUNDING
        cut, used = start, 0.0
        while cut < length:
            step = advances[cut] + (white[cut] if cut > start else 0.0)
            if used + step > width and text[cut] not in _SPACES:
                break
            used += step
            cut += 1
        end = _end(text, start, cut, room.hangs)
        hangs = end > cut
        spans.append(Span(start, end, _width(text, advances, white, start, end - hangs), hangs))
        start = end
        while 0 < start < length and text[start] in _SPACES:
            start += 1
    return spans or [Span(0, 0, 0.0)]


def _end(text: str, start: int, cut: int, may_hang: bool) -> int:
    """Where a line ends whose characters fit as far as `cut`."""
    if cut == len(text):
        return cut
    if may_hang and cut > start and text[cut] in HANGING and may_break(text, cut + 1) and _follows_han(text, start, cut):
        return cut + 1
    end = cut - (text[cut - 1] == "/")  # an address is not broken where its next letter would not even begin
    while end > start and not may_break(text, end):
        end -= 1
    return end if end > start else max(cut, start + 1)  # nothing to break at: a word longer than the line is cut


def _follows_han(text: str, start: int, cut: int) -> bool:
    """The last letter or figure before a stop is Chinese: behind 4% nothing hangs, figure and stop move to the next line."""
    last = next((character for character in reversed(text[start:cut]) if character.isalnum()), "一")
    return not is_latin(last) and text[cut - 1] not in NO_END


def _width(text: str, advances: Sequence[float], white: Sequence[float], start: int, end: int) -> float:
    """How wide a line is; spaces at its end do not count."""
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return sum(advances[start:end]) + sum(white[start + 1 : end])


def may_break(text: str, index: int) -> bool:
    """A line may end before this character."""
    if index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if after in _SPACES or after in NO_START or before in NO_END or (before == after and after in _TWINS):
        return False
    if _clings(text, index):
        return False
    if not is_latin(before) or not is_latin(after) or before in _SPACES:
        return True
    # Inside a Latin word or a figure: after a hyphen, and after the slash of a web address.
    return after.isalnum() and (before == "-" or (before == "/" and _in_address(text, index)))


def _in_address(text: str, index: int) -> bool:
    """The Latin word that reaches here is a web address; GB/T is none."""
    start = index
    while start > 0 and is_latin(text[start - 1]) and text[start - 1] not in _SPACES:
        start -= 1
    return "//" in text[start:index]


def _clings(text: str, index: int) -> bool:
    """A Latin letter or figure stays with the quotation mark beside it, the bracket that closes before it, and in lists: 5、6."""
    before, after = text[index - 1], text[index]
    if not _in_word(after):
        return after in _QUOTES and _in_word(before)
    return before in _QUOTES or before in _CLOSING or (before in _COMMAS and index > 1 and _in_word(text[index - 2]))


def _in_word(character: str) -> bool:
    return is_latin(character) and character.isalnum()
