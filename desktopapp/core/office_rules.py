"""An office's own rules: what a local notice asks beyond the decree, in one TOML file that can be carried on a stick.

The file's keys are Chinese words in quotation marks, as people write them who copy the example (`resources/sample/本地要求.toml`).
It is read as hostile input: limits on size and number, every key and type looked at, nothing in it is taken for a pattern.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from desktopapp.core.files import NotUnderstood, read_bytes

LARGEST = 256 * 1024  # bytes
MOST = 200  # entries of one list
LONGEST_WORDS = 200  # characters of one
_MOST_CHARACTERS = 100_000  # that a part may be asked to have

PARTS = {
    "前言": "preface",
    "总体情况": "overview",
    "存在的主要问题及改进情况": "problems",
    "其他需要报告的事项": "other_matters",
}


class Required(NamedTuple):
    """Something a part must say: any of the `words`, with a number in the same sentence where `counted`; `sentence` says what is asked."""

    part: str
    words: tuple[str, ...]
    sentence: str = ""
    counted: bool = False


class OfficeRules(NamedTuple):
    """What a local notice asks; blank where it is silent.

    `name` and `source` say which notice it is. `longest` and `shortest` are characters by part key, spaces not counted; `deadline` is the
    last day to publish, as 月-日 (`01-25`), blank: the statutory one; `required` what must be said; `terms` words that must not stand
    there by what should; `forbidden` words that must not stand there at all.
    """

    name: str = ""
    source: str = ""
    deadline: str = ""
    longest: Mapping[str, int] = {}
    shortest: Mapping[str, int] = {}
    required: tuple[Required, ...] = ()
    terms: Mapping[str, str] = {}
    forbidden: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """There is a local notice."""
        return self != OfficeRules()


class _Nonsense(ValueError):
    """What is wrong with a file, a clause in Chinese."""


def read(path: Path) -> OfficeRules:
    """Read a file of local rules. Raises CannotRead, NotUnderstood."""
    return loads(read_bytes(path, LARGEST), path.name)


def loads(content: bytes, name: str) -> OfficeRules:
    """Read local rules from a file's bytes; `name` is the file's, for the sentence of a refusal. Raises NotUnderstood."""
    try:
        if len(content) > LARGEST:
            raise _Nonsense("文件太大")
        data = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"“{name}”不是UTF-8编码的文本文件。请用记事本打开它，另存为UTF-8编码后再选择。") from error
    except tomllib.TOMLDecodeError as error:
        raise NotUnderstood(f"“{name}”的写法不对（{_place(str(error))}）。请对照示例“本地要求.toml”修改。") from error
    except (_Nonsense, RecursionError) as error:
        raise NotUnderstood(
            f"“{name}”不是本地要求文件（{error if isinstance(error, _Nonsense) else '嵌套太深'}）。请重新选择文件。"
        ) from error
    try:
        return from_data(data)
    except _Nonsense as error:
        raise NotUnderstood(f"“{name}”：{error}。请对照示例“本地要求.toml”修改。") from error


def from_data(data: object) -> OfficeRules:
    """Local rules from parsed TOML or JSON; raises ValueError with a clause in Chinese."""
    top = _table(data, "文件")
    _refuse_unknown(top, _KEYS, "文件")
    rules = OfficeRules(
        name=_words(top.get("名称", ""), "名称"),
        source=_words(top.get("依据", ""), "依据"),
        deadline=_deadline(top.get("公布期限", "")),
        longest=_counts(top.get("最多字数", {}), "最多字数"),
        shortest=_counts(top.get("最少字数", {}), "最少字数"),
        required=tuple(_required(one) for one in _list(top.get("应写明", []), "应写明")),
        terms=_terms(top.get("用语", {})),
        forbidden=_word_list(top.get("不能出现", []), "不能出现"),
    )
    for part in rules.longest.keys() & rules.shortest.keys():
        if rules.shortest[part] > rules.longest[part]:
            raise _Nonsense(f"“{_named(part)}”的最少字数比最多字数还多")
    return rules


def to_data(rules: OfficeRules) -> dict[str, Any]:
    """Local rules as plain data, from which `from_data` makes the same rules; what is blank is left out."""
    month_day = rules.deadline.split("-")
    required = [
        {
            "部分": _named(one.part),
            "写到": list(one.words),
            **({"说明": one.sentence} if one.sentence else {}),
            **({"有数量": True} if one.counted else {}),
        }
        for one in rules.required
    ]
    data: dict[str, Any] = {
        "名称": rules.name,
        "依据": rules.source,
        "公布期限": f"{int(month_day[0])}月{int(month_day[1])}日" if rules.deadline else "",
        "最多字数": {_named(part): count for part, count in rules.longest.items()},
        "最少字数": {_named(part): count for part, count in rules.shortest.items()},
        "应写明": required,
        "用语": dict(rules.terms),
        "不能出现": list(rules.forbidden),
    }
    return {key: value for key, value in data.items() if value}


_KEYS = ("名称", "依据", "公布期限", "最多字数", "最少字数", "应写明", "用语", "不能出现")
_REQUIRED_KEYS = ("部分", "写到", "说明", "有数量")


def _place(message: str) -> str:
    """Where TOML cannot be read, in Chinese."""
    found = re.search(r"line (\d+), column (\d+)", message)
    if found:
        return f"第{found[1]}行第{found[2]}个字符附近"
    return "有一项写了两遍" if "overwrite" in message else "文件末尾附近"


def _named(part: str) -> str:
    return next(name for name, key in PARTS.items() if key == part)


def _refuse_unknown(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = next((key for key in data if key not in known), None)
    if unknown is not None:
        raise _Nonsense(f"{where}中不认识“{unknown[:20]}”这一项，可以写的有：{'、'.join(known)}")


def _table(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Nonsense(f"“{what}”应当是一组“名称 = 内容”")
    table = cast("dict[str, Any]", value)
    if len(table) > MOST:
        raise _Nonsense(f"“{what}”超过{MOST}项")
    return table


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Nonsense(f"“{what}”应当是一个列表")
    items = cast("list[Any]", value)
    if len(items) > MOST:
        raise _Nonsense(f"“{what}”超过{MOST}项")
    return items


def _words(value: object, what: str) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _Nonsense(f"“{what}”应当是加引号的文字")
    if len(value) > LONGEST_WORDS:
        raise _Nonsense(f"“{what}”超过{LONGEST_WORDS}字")
    return " ".join(value.split())


def _word_list(value: object, what: str) -> tuple[str, ...]:
    words = tuple(_words(one, what) for one in _list(value, what))
    if not all(words):
        raise _Nonsense(f"“{what}”中有一项是空的")
    return words


def _part(value: object, what: str) -> str:
    name = _words(value, what)
    if name not in PARTS:
        raise _Nonsense(f"“{what}”中不认识“{name[:20]}”这个部分，可以写的有：{'、'.join(PARTS)}")
    return PARTS[name]


def _counts(value: object, what: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, count in _table(value, what).items():
        if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= _MOST_CHARACTERS:
            raise _Nonsense(f"“{what}”中“{name[:20]}”应当是1至{_MOST_CHARACTERS}之间的整数，不加引号")
        counts[_part(name, what)] = count
    return counts


def _terms(value: object) -> dict[str, str]:
    terms = {_words(wrong, "用语"): _words(right, "用语") for wrong, right in _table(value, "用语").items()}
    for wrong, right in terms.items():
        if not wrong or not right or wrong == right:
            raise _Nonsense(f"“用语”中“{wrong or right}”的前后应当是两种说法，都不能空")
    return terms


def _required(value: object) -> Required:
    data = _table(value, "应写明")
    _refuse_unknown(data, _REQUIRED_KEYS, "应写明")
    counted = data.get("有数量", False)
    if not isinstance(counted, bool):
        raise _Nonsense("“有数量”应当是true或者false，不加引号")
    words = _word_list(data.get("写到", []), "写到")
    if not words:
        raise _Nonsense("“应写明”的每一项都要有“写到”，列出要写到的词语")
    return Required(_part(data.get("部分", ""), "部分"), words, _words(data.get("说明", ""), "说明"), counted)


def _deadline(value: object) -> str:
    if isinstance(value, datetime.date):
        return f"{value.month:02}-{value.day:02}"
    text = _words(value, "公布期限")
    if not text:
        return ""
    found = re.fullmatch(r"(\d{1,2})(?:月|-)(\d{1,2})日?", text)
    try:
        day = datetime.date(2023, int(found[1]), int(found[2])) if found else None  # a year without 2月29日
    except ValueError:
        day = None
    if day is None:
        raise _Nonsense("“公布期限”应当写作“1月20日”这样的日期")
    return f"{day.month:02}-{day.day:02}"
