"""The outline of a published report: where its parts begin, and what its first and last lines say (title, organ, year, date)."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktopapp.core.form import Form, Part
from desktopapp.formats.labels import words

LONGEST_HEADING = 60  # characters; also of a title's line and of an organ's name
_LAST_HEAD_LINES = 200  # above the first part, where a title is looked for: a web page has its menus there
_LIKE = 0.65  # of 1: how like a misspelt heading must be to the form's
_DIGITS = "〇一二三四五六七八九"
_YEAR_DIGITS = rf"(?:19|20)[0-9]{{2}}|二[{_DIGITS}○零]{{3}}"
_NUMBERED = re.compile(r"^(?:第?([一二三四五六七八九十]{1,3})(?:部分)?[、.,:]?|([0-9]{1,2})[、.,:]?)(?![0-9])")
_RUN_IN = re.compile(r"[:：。 \u2002\u2003\u3000]")
_SENTENCE = re.compile(r"[。；;！!？?：:，,〔〕\[\]]")
_TITLE = re.compile(r"(?:报告|年报)$")
_SUBJECT = re.compile(r"政府信息公开|政务公开|信息公开")
_YEAR = re.compile(rf"({_YEAR_DIGITS})年(?:度)?")
_DATE = re.compile(rf"({_YEAR_DIGITS})[年./-]([0-9一二三四五六七八九十]{{1,3}})[月./-]([0-9一二三四五六七八九十]{{1,3}})日?$")
_CONTENTS = re.compile(r"[.…·・⋯\s—-]*[0-9]{1,3}$")  # the page number of a line in a table of contents
# What a web page says around an article. At its beginning, whoever published it and when; at its end, what can be done with it.
_ABOUT = re.compile(
    r"^(?:信息)?(?:来源|发布(?:日期|时间|单位|机构|人)?|时间|日期|浏览(?:次数|量)?|点击(?:数|量|率)?|阅读(?:次数|量)?|访问量|字体(?:大小)?|字号|作者|编辑|责任编辑|审核|"
    r"索引号|文号|分类|主题词|生成日期|公开(?:日期|方式|范围)|成文日期|有效性|当前位置|您(?:所在)?的位置|视力保护色|扫一扫|分享(?:到)?|收藏|打印|关闭|下载)"
    r"(?:[:：【\[(（|\s]|$)"
)
_DRAFT = re.compile(r"^草稿\([^()]{0,20}\)$")  # what this program prints above a report in which something blocks
_ENDING = re.compile(
    r"^(?:【?(?:打印|关闭|收藏|返回|分享|纠错|下载)|(?:上一[篇条]|下一[篇条]|上一页|下一页|相关(?:链接|文档|附件|阅读|信息)|附件(?:下载)?[:：]|扫一扫|主办(?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"版权所有|Copyright|©|网站(?:标识码|地图)|技术支持|联系我们|关于我们|政府网站|微信|微博|责任编辑|信息来源[:：]|来源[:：]))"
    r"|ICP备|公网安备|网站标识码|版权所有",
    re.IGNORECASE,
)
_FILLED_IN_BY = re.compile(r"(?:填报|报送|填表|编报|上报)(?:单位|机关|部门)(?:名称)?(?:\((?:盖章|公章|章)\))?\s*:\s*([^\s,;:()]{2,60})")
_ORGAN = re.compile(r"(?:局|厅|委|办|部|院|署|处|所|站|队|会|室|中心|政府|街道|[县区市省乡镇])$")


def compact(text: str) -> str:
    """A line without its spaces, full-width letters and digits made half-width; blank for a line too long to be a heading."""
    return "".join(unicodedata.normalize("NFKC", text).split()) if len(text) <= 3 * LONGEST_HEADING else ""


def headings(form: Form, lines: Iterable[tuple[int, str]]) -> dict[int, Part]:
    """Which lines begin the parts: of all ways to pick headings in the form's order the one that looks most like headings.

    A sub-heading may have the words of a part's title, so the number and its brackets count. The lines of a table of contents, or of a
    web page's index, follow each other, and a heading is followed by its part; of equals the first are taken.
    """
    none: tuple[int, dict[int, Part]] = (0, {})
    best: dict[int, tuple[int, dict[int, Part]]] = {}  # by the place of the last part: likeness so far, and the lines
    candidates = [(line, *_heading(form, text)) for line, text in lines]
    starts = {line for line, _, likeness in candidates if likeness}
    for line, place, likeness in candidates:
        if likeness:
            earlier = [best[before] for before in sorted(best) if before < place]
            score, chain = max(earlier, key=lambda way: way[0], default=none)
            score += 2 * likeness + (line + 1 not in starts)
            if score > best.get(place, none)[0]:
                best[place] = (score, {**chain, line: form.parts[place]})
    return max(best.values(), key=lambda way: way[0], default=none)[1]


def may_head(form: Form, line: str) -> bool:
    """This line may be the heading of a part."""
    return _heading(form, line)[1] > 0


def may_begin(form: Form, line: str) -> bool:
    """This line may be the heading of the first part."""
    place, likeness = _heading(form, line)
    return place == 0 and likeness > 0


@lru_cache(maxsize=8)
def _titles(form: Form) -> dict[str, int]:
    return {words(title): place for place, part in enumerate(form.parts) for title in (part.title, *part.aliases)}


def _heading(form: Form, line: str) -> tuple[int, int]:
    """(place of the part, likeness): 0 for a line that cannot be a part's heading."""
    return _short_heading(form, line) if 1 < len(line) <= 3 * LONGEST_HEADING else (-1, 0)


@lru_cache(maxsize=4096)
def _short_heading(form: Form, line: str) -> tuple[int, int]:
    text = compact(line)
    numbered = _NUMBERED.match(text)
    title = words(text[numbered.end() :] if numbered else subject_of(text)[2])
    place = _titles(form).get(title, -1)
    if text.startswith("("):
        return place, 0
    if place < 0:
        return _misspelt(form, numbered[1] or "", title) if numbered and not _SENTENCE.search(text.rstrip(":")) else (-1, 0)
    if numbered is None:
        return place, 2
    if numbered[1]:
        return place, 8 if numbered[1] == _DIGITS[place + 1] else 4
    return place, 6 if numbered[2] == str(place + 1) else 1


@lru_cache(maxsize=1024)
def _misspelt(form: Form, digit: str, title: str) -> tuple[int, int]:
    """A heading that has the number of a part and words like its title's."""
    place = _DIGITS.find(digit) - 1 if len(digit) == 1 else -1
    if not 0 <= place < len(form.parts) or not title:
        return -1, 0
    part = form.parts[place]
    like = max(difflib.SequenceMatcher(None, words(known), title).ratio() for known in (part.title, *part.aliases))
    return place, 3 if like >= _LIKE else 0


def subject_of(line: str) -> tuple[str, str, str]:
    """The organ, the year and the rest of a heading that begins with them, as a worksheet's has: 某局2024年主动公开政府信息情况."""
    text = compact(line)
    year = _YEAR.search(text)
    is_named = year is not None and not _SENTENCE.search(text) and not _NUMBERED.match(text[: year.start()])
    return (text[: year.start()], year_of(text), text[year.end() :]) if year and is_named else ("", "", text)


def is_title_of(part: Part, line: str) -> bool:
    """The line has the words of the part's title, or others that it is known to be published under."""
    numbered = _NUMBERED.match(compact(line))
    said = {words(compact(line)), words(compact(line)[numbered.end() :] if numbered else ""), words(subject_of(line)[2])}
    return not said.isdisjoint(words(title) for title in (part.title, *part.aliases))


def run_in(form: Form, line: str) -> tuple[str, str]:
    """A heading that goes on with its text on the same line, taken apart: 六、其他需要报告的事项：无。"""
    text = line.lstrip()
    if may_head(form, line) or not _NUMBERED.match(compact(text[: 2 * LONGEST_HEADING])):
        return line, ""
    for mark in _RUN_IN.finditer(text[: 2 * LONGEST_HEADING]):
        if _heading(form, text[: mark.start()])[1] >= 6 and not _CONTENTS.fullmatch(text[mark.end() :]):
            return text[: mark.start()], text[mark.end() :]
    return line, ""


def is_contents(form: Form, line: str) -> bool:
    """A line of a table of contents, or its heading."""
    return compact(line) == "目录" or may_head(form, _CONTENTS.sub("", line))


def is_furniture(line: str, inside: bool) -> bool:
    """A line that a web page says about an article. Outside the article's own container any line that is no sentence is one."""
    text = compact(line)
    return is_draft_mark(line) or bool(_ABOUT.match(text) or _ENDING.search(text)) or (not inside and not _SENTENCE.search(text))


def is_draft_mark(line: str) -> bool:
    """The line marks the file as a draft of this program's."""
    return _DRAFT.match(compact(line)) is not None


def furniture_from(lines: Sequence[str]) -> int:
    """The first line of what a web page says after an article; the number of lines where there is none."""
    return next((index for index, line in enumerate(lines) if _ENDING.search(compact(line))), len(lines))


def around(places: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The innermost container that all of these are in; the page itself for fewer than two."""
    if len(places) < 2:
        return ()
    shared = 0
    for one in zip(*(place[:-1] for place in places), strict=False):
        if len(set(one)) > 1:
            break
        shared += 1
    return places[0][:shared]


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines above the report that make its title, and what they say; blank where they do not."""

    lines: range = range(0)
    title: str = ""
    organ: str = ""
    year: str = ""


def cover(lines: Sequence[str]) -> Cover:
    """The title among the lines before the first part: it may stand on several, the organ above the rest.

    Menus have links that sound like titles: the fullest one counts, and of equals the last.
    """
    found = [Cover()]
    for last in range(max(len(lines) - _LAST_HEAD_LINES, 0), len(lines)):
        if not _is_name(lines[last]) or not _TITLE.search(compact(lines[last])):
            continue
        first = last
        while first > 0 and _may_begin_title(lines[first - 1]):
            first -= 1
        title = "".join(line.strip() for line in lines[first : last + 1])
        if _SUBJECT.search(compact(title)):
            found.append(Cover(range(first, last + 1), title, *_organ_and_year(compact(title))))
    return max(reversed(found), key=lambda one: (bool(one.title), bool(one.year), bool(one.organ)))


def _may_begin_title(line: str) -> bool:
    """An organ, or a year, and no title by itself: that is a link."""
    text = compact(line)
    return _is_name(line) and not _TITLE.search(text) and bool(_ORGAN.search(text) or _YEAR.search(text))


def _organ_and_year(title: str) -> tuple[str, str]:
    """From 某局2024年政府信息公开工作年度报告, or with the year first."""
    year = _YEAR.search(title)
    subject = _SUBJECT.search(title)
    before = title[: year.start()] if year else title[: subject.start()] if subject else ""
    organ = re.sub(r"^(?:关于|[0-9]{4})", "", before) or (title[year.end() : subject.start()] if year and subject else "")
    return organ.removesuffix("关于"), year_of(title)


def year_of(text: str) -> str:
    """The first year that a text names, in digits; blank if none."""
    year = _YEAR.search(text)
    return _number(year[1]) if year else ""


def filled_in_by(line: str) -> str:
    """The organ that a worksheet names as 填报单位; blank if none."""
    found = _FILLED_IN_BY.search(unicodedata.normalize("NFKC", line)) if len(line) <= 3 * LONGEST_HEADING else None
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines below the report that are its organ and date; `date` is ISO, blank where there is none."""

    lines: range = range(0)
    organ: str = ""
    date: str = ""


def signature(lines: Sequence[str], organ: str) -> Signature:
    """The first signature in a text, with the organ on the line above the date, on the same line, or left out."""
    for last, line in enumerate(lines):
        name, date = _name_and_date(line)
        if date and not name and last > 0 and _is_organ(lines[last - 1], organ):
            return Signature(range(last - 1, last + 1), compact(lines[last - 1]), date)
        if date and (not name or _is_organ(name, organ)):
            return Signature(range(last, last + 1), name, date)
    if lines and organ and compact(lines[-1]) == compact(organ):
        return Signature(range(len(lines) - 1, len(lines)), organ)
    return Signature()


def _name_and_date(line: str) -> tuple[str, str]:
    """What stands before a date that ends the line, and the date; a day that no calendar has is no date."""
    text = compact(line).strip("()")
    found = _DATE.search(text)
    if found is None:
        return "", ""
    try:
        return text[: found.start()], datetime.date(*(int(_number(group)) for group in found.groups())).isoformat()
    except ValueError:
        return "", ""


def _number(digits: str) -> str:
    """二〇二四 is 2024, 二十五 is 25, digits stay as they are."""
    if digits.isascii():
        return digits
    tens, ten, ones = digits.rpartition("十")
    if ten:
        return f"{_number(tens or '一')}{_number(ones or '〇')}"
    return "".join(str(max(_DIGITS.find(digit), 0)) for digit in digits)


def _is_name(line: str) -> bool:
    return 0 < len(compact(line)) <= LONGEST_HEADING and not _SENTENCE.search(compact(line))


def _is_organ(line: str, organ: str) -> bool:
    return _is_name(line) and (compact(line) == compact(organ) or bool(_ORGAN.search(compact(line))))
