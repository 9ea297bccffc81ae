"""A paragraph cut into tokens: words of the lexicon, numerals and marks of punctuation.

What lies between them says nothing to us. The longest word wins, so that 无法提供 is a result and no negation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.claims.lexicon import LEXICON, Is
from desktopapp.core.claims.numerals import Numeral, numerals


class Token(NamedTuple):
    """A word with its kind and what it means."""

    kind: Is
    value: str
    start: int
    end: int
    numeral: Numeral | None = None


_YEAR = re.compile(r"(?<!\d)(20\d\d) *年度?(?P<in>(?:度|办理|未办结)?(?:结转|转结|接转|转入|转办|遗留)(?!至|到|下))?")
_NEXT = re.compile(r"(?:结转|转结|接转|顺延|转入|延续|转|延期)(?:至|到|入)? *(20\d\d) *年度?(?:继续)?(?:办理|处理|答复)?")
_MORE_YEARS = re.compile(
    r"20\d\d *年?(?:至|到|—|-|~|－)+20\d\d *年?"
    r"|[^，。；、]{0,8}(?<!年)(?<!年度)(?<!年初)(?<!月)(?<!月份)以来|“?十[三四五六]五”?(?:时期|期间)"
)
_MORE_YEARS_ARE_SAID = re.compile(r"以来|十[三四五六]五|年?[至到—~－-]+20\d\d")
_PART_OF_YEAR = re.compile(r"(?:\d{1,2}月[份底]?(?:以来)?|\d{1,2}(?:-|—|至|到|~)\d{1,2}月份?)")
# Who acts, where a clause names an organ: 县住建局作出…, 市政府办公室全年受理…
_ORGAN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=其中)|(?<=年度)|(?<=年)|(?<=全年)|(?<=今年)|(?<=协助)|(?<=配合)|(?<=指导)|(?<=由))"
    r"(?![各全其某该])(?:(?![我本年月])[\u4e00-\u9fff]){2,14}?"
    r"(?:局|厅|委|委员会|政府|办公室|办公厅|政府办|法院|检察院|管委会|街道|街道办|办事处|镇|乡|支队|大队|中心|公司|集团|学校|医院|(?<!行政)机关|部门|系统)"
    r"(?=[，、 ]?(?:本年度|全年|今年|年内|\d{4}年|共|累计|依法|新|收到|受理|接到|接收|收办|办理|作出|做出|答复|办结|登记|制发|印发"
    r"|出台|实施|未|没有|无|审结|收取))"
)
_MARKS = frozenset("，、；：（）。！？,;\n")


def _by_first() -> dict[str, tuple[tuple[str, Is, str], ...]]:
    """The lexicon by first character, the longest first; what is said first of one word counts."""
    known: dict[str, tuple[Is, str]] = {}
    for kind, value, words in LEXICON:
        for word in words.split():
            if value != "gap":
                known.setdefault(word, (kind, value))
    found: defaultdict[str, list[tuple[str, Is, str]]] = defaultdict(list)
    for word, (kind, value) in sorted(known.items(), key=lambda item: -len(item[0])):
        found[word[0]].append((word, kind, value))
    return {first: tuple(words) for first, words in found.items()}


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, tuple[tuple[str, Is, str], ...]], re.Pattern[str]]:
    """The lexicon, and what finds the next place where one of its words may begin. Made when the first text is read."""
    words = _by_first()
    return words, re.compile(
        "[" + re.escape("".join(words)) + re.escape("".join(_MARKS)) + r"\d零〇一二两三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟]"
    )


def tokens(text: str) -> list[Token]:
    """The tokens of a plain paragraph, in order."""
    fixed = {token.start: token for token in (*_organs(text), *_numerals(text), *_times(text))}  # a time that is also a number is a time
    named = [start for start, token in fixed.items() if token.value.startswith("organ:")]
    words, may_begin = _lexicon()
    found: list[Token] = []
    at, known, silent = 0, 0, _silent(text)
    while match := may_begin.search(text, at):
        start = min([match.start(), *(place for place in named if at <= place)]) if named else match.start()
        token = fixed.get(start) or _word(text, start, words)
        if token is None or silent[start]:
            at = start + 1
            continue
        bare = (
            token.value == "application" or (token.kind is Is.RATE and text.startswith("申请", start)) or text[start : token.end] in _SUITS
        )
        if bare and not _ours(text[known:start]):
            token = token._replace(kind=Is.FOREIGN, value="foreign")
        at = token.end
        if token.kind is not Is.FILLER:
            found.append(token)
            known = at
    return found


@lru_cache(maxsize=1)
def _says_nothing() -> re.Pattern[str]:
    words = sorted({word for kind, _, words in LEXICON if kind is Is.FILLER for word in words.split()}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}| )*")


def says_nothing(text: str) -> bool:
    """The text between a word and its number says nothing of its own: 办结的申请共有…"""
    return not text or bool(_says_nothing().fullmatch(_QUOTES.sub("", text)))


_QUOTES = re.compile("[“”‘’]")
_SUITS = frozenset(("诉讼", "诉讼案件", "应诉案件", "复议案件"))
_WHICH = re.compile(r"(?:放弃|上述|该|此|其|这|些|等|新|线|未|已|再|又|均|不|个人|单位|来|所|后|前|内|间|期)+$")


def _ours(before: str) -> bool:
    """The words right before a bare 申请 leave it one for information: no 信用修复申请, 工伤认定申请."""
    return says_nothing(before) or bool(_WHICH.search(before)) or says_nothing(before[-1:])


def residue(text: str) -> str:
    """What is left of a stretch of text without the words that say nothing."""
    return _any_filler().sub("", _QUOTES.sub("", text))


@lru_cache(maxsize=1)
def _any_filler() -> re.Pattern[str]:
    words = sorted({word for kind, _, words in LEXICON if kind is Is.FILLER for word in words.split()}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}|[^\u4e00-\u9fff])+")


def _organs(text: str) -> Iterator[Token]:
    """Organs that act by name; whether it is the one that reports is seen when the claim is compared."""
    for match in _ORGAN.finditer(text):
        yield Token(Is.SCOPE, f"organ:{match[0]}", match.start(), match.end())


_WITHIN = re.compile(r"(?:全年|年内|年度内)")
_EARLIER = ("上年", "上年度", "去年", "前年", "年", "年度")


def within(text: str, time: Token) -> bool:
    """去年全年, 2023年全年: 全年 says nothing new."""
    return bool(_WITHIN.match(text, time.start)) and text.endswith(_EARLIER, 0, time.start)


def _word(text: str, start: int, words: dict[str, tuple[tuple[str, Is, str], ...]]) -> Token | None:
    sign = text[start]
    if sign in _MARKS:
        return Token(Is.MARK, sign, start, start + 1)
    for word, kind, value in words.get(sign, ()):
        if text.startswith(word, start):
            return Token(kind, value, start, start + len(word))
    return None


def _numerals(text: str) -> Iterator[Token]:
    for numeral in numerals(text):
        yield Token(Is.NUMERAL, "", numeral.start, numeral.end, numeral)


def _times(text: str) -> Iterator[Token]:
    """Years, parts of a year, and what is carried from or to a year named by its number."""
    for match in _PART_OF_YEAR.finditer(text):
        whole = (match[0].startswith("1") and match[0][1:2] in "-—至到~") or text.startswith(("底", "末", "31日"), match.end())
        kind = "now" if "12月" in match[0] and (whole or match[0].endswith("底")) else "part"
        yield Token(Is.TIME, kind, match.start(), match.end())
    more = [match.span() for match in _MORE_YEARS.finditer(text)] if _MORE_YEARS_ARE_SAID.search(text) else []
    for start, end in more:
        yield Token(Is.TIME, "part", start, end)
    for match in _YEAR.finditer(text):
        if any(start < match.start() < end for start, end in more):
            continue
        yield (
            Token(Is.STEP, "carried_in", match.start(), match.end())
            if match["in"]
            else Token(Is.TIME, match[1], match.start(), match.end())
        )
    for match in _NEXT.finditer(text):
        yield Token(Is.STEP, "carried_out", match.start(), match.end())


_ASIDE = re.compile(r"《[^》\n]*》|〔\d+〕\d*号?|“[^”\n]{16,}”|[A-Za-z][\w./:@\-]*")


def _silent(text: str) -> bytearray:
    """1 where a title, a document number, a long quotation or an address stands."""
    found = bytearray(len(text) + 1)
    for match in _ASIDE.finditer(text):
        found[match.start() : match.end()] = b"\1" * len(match[0])
    return found
