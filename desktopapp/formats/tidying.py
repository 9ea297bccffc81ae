"""What an import puts right by itself, and says so: spaces, headings, numbers, broken labels, the signature.

Nothing here changes what a text says. Numbers of sub-headings that do not follow each other are named and left: they may be Word's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktopapp.core import number
from desktopapp.core.checks.structure import misnumbered
from desktopapp.core.form import Form, Part, Table
from desktopapp.core.record import NO_ORGAN_SIGNED
from desktopapp.formats.blocks import Box
from desktopapp.formats.incoming import Tidied
from desktopapp.formats.labels import labels, words
from desktopapp.formats.lines import clean
from desktopapp.formats.outline import Signature, compact

_ODD = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]+")  # spaces that a keyboard does not have
_WIDE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’]"
_ODD_BETWEEN = re.compile(rf"(?<={_WIDE}){_ODD.pattern}(?={_WIDE})")


def prose(text: str) -> tuple[str, bool]:
    """A paragraph's words without bookmarks, and whether spaces were put right: a tab in it is a space, an odd space between Chinese
    characters nothing."""
    stood = clean(text).strip("\t").replace("\t", " ")
    said = _ODD.sub(" ", _ODD_BETWEEN.sub("", stood)) if _ODD.search(stood) else stood
    said = said.strip(" ")
    return said, said != stood


def of_heading(part: Part, line: str) -> Iterator[Tidied]:
    """A part's heading that was written otherwise than in the form."""
    said = " ".join(clean(line).split())
    if compact(said) != compact(part.heading):
        yield Tidied(part.key, f"标题写作“{said}”，已按格式改为“{part.heading}”")


def of_prose(spaced: Mapping[str, int]) -> Iterator[Tidied]:
    """Spaces that were taken out of the texts; `spaced` are the paragraphs that had them, counted by key."""
    return (Tidied(key, f"去掉了{count}段文字里多余的空格") for key, count in spaced.items() if count)


def of_residue(left: Iterable[str]) -> Iterator[Tidied]:
    """Bookmarks that a text extractor left; where each stood is among what has no place."""
    found = list(left)
    if found:
        names = "、".join(dict.fromkeys(one.strip("[]").removeprefix("bookmark:").strip() for one in found))
        yield Tidied("全文", f"去掉了{len(found)}处书签残留（{names[:60]}）")


def of_table(table: Table, key: str, rows: Sequence[Sequence[Box]], raws: Iterable[str]) -> Iterator[Tidied]:
    """Labels that were broken over lines, and numbers that were written otherwise than plain."""
    known = labels(table)
    heads = {*known.captions, *known.corners, *known.heads, *known.groups, *known.rows}
    broken = sum("\n" in box.text.strip() and words(box.text) in heads for row in rows for box in row)
    if broken:
        yield Tidied(key, f"接上了表头和行标题里的{broken}处换行")
    found = [reading.normalised for raw in raws if (reading := number.read(raw, number.Kind.MONEY)).normalised]
    if found:
        kinds = "、".join(dict.fromkeys(kind for kinds in found for kind in kinds))
        yield Tidied(key, f"{len(found)}格数字的写法已按数字读取（{kinds}）")


def of_signature(signed: Signature) -> Iterator[Tidied]:
    """A date without an organ above it; the printed report has both."""
    if signed.date and not signed.organ:
        yield Tidied("date", f"{NO_ORGAN_SIGNED}，打印时按单位名称补上")


def of_numbering(form: Form, texts: Mapping[str, str]) -> Iterator[Tidied]:
    """Sub-headings whose numbers do not follow each other; they are left as they are."""
    for key in form.text_keys:
        for _, hit in misnumbered(texts.get(key, "")):
            yield Tidied(key, f"{hit.words}，没有改动，请核对（可能是Word自动编号）")
