"""The project file `*.nianbao`: one JSON file, in the form's order, one form row a line, one paragraph a line.

It is read as hostile input: limits on size, no repeated keys, every place and type looked at. Keys of the top level that this
version does not know are kept and written back. Format 1 is the first; a file of a newer format is refused kindly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from desktopapp.core.drafts import Draft
from desktopapp.core.files import BACKUP, NewerFormat, NotUnderstood, read_bytes, write_atomically
from desktopapp.core.form import Form
from desktopapp.core.office_rules import OfficeRules, from_data, to_data
from desktopapp.core.report import FACTS, FINAL, REASON, RECORD, Entry, Origin, Report

FORMAT = 1
SUFFIX = ".nianbao"
LARGEST = 20 * 1024 * 1024
_KNOWN = frozenset({"format", "edition", "values", "origins", "texts", RECORD, FINAL, "reasons", "drafts", "last", "office", *FACTS})


@dataclass
class Project:
    """A report and what else its file holds: its drafts, `last`, the report of the year before, if it was brought in, `office`, the local
    notice's rules, and `extra`, the keys that this version does not know."""

    report: Report
    drafts: list[Draft] = field(default_factory=list[Draft])
    extra: dict[str, Any] = field(default_factory=dict[str, Any])
    last: Report | None = None
    office: OfficeRules = field(default_factory=OfficeRules)


def read(path: Path, forms: Mapping[str, Form]) -> Project:
    """Read a project file; `forms` are the editions at hand. Raises CannotRead, NotUnderstood, NewerFormat."""
    return opened(path, read_bytes(path, LARGEST), forms)


def opened(path: Path, content: bytes, forms: Mapping[str, Form]) -> Project:
    """The project that was read from the file at `path`; a refusal names the backup beside it. Raises NotUnderstood, NewerFormat."""
    try:
        return loads(content, path.name, forms)
    except NewerFormat:
        raise
    except NotUnderstood as refused:
        backup = path.with_name(path.name + BACKUP)
        if not backup.exists():
            raise
        raise NotUnderstood(f"{refused}上一次保存的内容在“{backup.name}”，可以直接打开。") from refused


def is_project(path: Path) -> bool:
    """By its name the file is a project, or the backup of one."""
    return path.name.lower().removesuffix(BACKUP).endswith(SUFFIX)


def write(project: Project, path: Path, known: bytes | None = None) -> bytes:
    """Write the project; the file before it is kept as `NAME.bak`. Returns what the file holds now.

    `known` is the content that may be replaced, None for any. Raises ChangedOnDisk, CannotWrite, and then what was there is intact.
    """
    content = dumps(project).encode()
    write_atomically(path, lambda temporary: temporary.write_bytes(content), keep_previous=True, known=known)
    return content


def loads(content: bytes, name: str, forms: Mapping[str, Form]) -> Project:
    """Read a project from its bytes; `name` is the file's, for the sentence of a refusal."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(f"“{name}”不是年报助手的项目文件，或者内容不完整。请重新选择文件。") from error
    try:
        return _project(data, name, forms)
    except (ValueError, KeyError, TypeError) as error:
        what = error.args[0] if error.args else "内容"
        raise NotUnderstood(f"“{name}”的内容有误（{str(what)[:60]}）。请重新选择文件。") from error


def dumps(project: Project) -> str:
    """The project as the text of its file: the same content always gives the same text."""
    report = project.report
    lines = ["{", f'"format": {FORMAT},', f'"edition": {_json(report.form.edition)},']
    lines += [f'"{fact}": {_json(report.text(fact))},' for fact in FACTS]
    lines += ['"values": {', ",\n".join(_value_lines(report)), "},"]
    lines += ['"origins": {', ",\n".join(_origin_lines(report)), "},"]
    lines += ['"texts": {', ",\n".join(_text_lines(report)), "}"]
    if report.text(RECORD):
        lines[-1] += ","
        lines.append(f'"{RECORD}": [\n{_lines(report.text(RECORD))}]')
    known: dict[str, Any] = {FINAL: report.text(FINAL)} if report.locked else {}
    reasons = {place: entry.raw for place, entry in sorted(report.entries.items()) if place.startswith(REASON)}
    known |= {"reasons": {place.removeprefix(REASON): raw for place, raw in reasons.items()}} if reasons else {}
    known |= {"drafts": [_written(draft) for draft in project.drafts]} if project.drafts else {}
    known |= {"last": {"edition": project.last.form.edition, **_entries(project.last.entries)}} if project.last else {}
    known |= {"office": to_data(project.office)} if project.office.given else {}
    for key, value in sorted({**project.extra, **known}.items()):
        lines[-1] += ","
        lines.append(f"{_json(key)}: {_json(value)}")
    return "\n".join([*(line for line in lines if line), "}", ""])


def _value_lines(report: Report) -> Iterator[str]:
    """One line a form row: {"applications.received": {"natural_person": "3", …}}."""
    for table in report.form.tables.values():
        for block in table.blocks:
            for row in block.rows:
                entered = {column.key: report.text(table.address(row.key, column.key)) for column in block.columns}
                entered = {key: raw for key, raw in entered.items() if raw}
                if entered:
                    yield f"{_json(table.address(row.key, ''))}: {_json(entered)}"


def _origin_lines(report: Report) -> Iterator[str]:
    """One line an origin that is not TYPED, with its places in the form's order."""
    places = (*FACTS, *report.form.cells, *report.form.text_keys)
    for origin in (Origin.CARRIED, Origin.IMPORTED, Origin.SEEN):
        from_there = [place for place in places if report.entry(place).origin is origin]
        if from_there:
            yield f"{_json(origin)}: {_json(from_there)}"


def _text_lines(report: Report) -> Iterator[str]:
    for key in report.form.text_keys:
        if report.text(key):
            yield f"{_json(key)}: [\n" + _lines(report.text(key)) + "]"


def _lines(text: str) -> str:
    """Each line of a text on a line of the file."""
    return ",\n".join(_json(line) for line in text.split("\n"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _project(data: object, name: str, forms: Mapping[str, Form]) -> Project:
    top = _dict(data, "文件")
    version = top.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("没有格式编号")
    if version > FORMAT:
        raise NewerFormat(f"“{name}”是用更新版本的年报助手保存的，本版打不开。请升级程序后再打开。")
    form = _form(top, name, forms)
    report = Report(form)
    origins: dict[str, Origin] = {}
    for origin, places in _dict(top.get("origins", {}), "来源").items():
        origins |= dict.fromkeys((_str(place, "来源") for place in _list(places, "来源")), Origin(origin))
    raws = {fact: _str(top.get(fact, ""), fact) for fact in FACTS if fact != "year"}
    raws["year"] = _year(top.get("year", ""))
    for row, values in _dict(top.get("values", {}), "数值").items():
        raws |= {f"{row}.{column}": _str(raw, f"{row}.{column}") for column, raw in _dict(values, row).items()}
    for key, lines in _dict(top.get("texts", {}), "文字").items():
        raws[key] = "\n".join(_str(line, key) for line in _list(lines, key))
    raws[RECORD] = "\n".join(_str(line, "记录") for line in _list(top.get(RECORD, []), "记录"))
    raws |= {REASON + key: _str(raw, "理由") for key, raw in _dict(top.get("reasons", {}), "理由").items()}
    raws[FINAL] = _str(top.get(FINAL, ""), "定稿")
    report.apply(report.plan({place: Entry(raw, origins.get(place, Origin.TYPED)) for place, raw in raws.items()}))
    kept = [_draft(_dict(draft, "稿次"), form) for draft in _list(top.get("drafts", []), "稿次")]
    last = _last(_dict(top["last"], "上年年报"), name, forms) if "last" in top else None
    office = from_data(top.get("office", {}))
    return Project(report, kept, {key: value for key, value in top.items() if key not in _KNOWN}, last, office)


def _written(draft: Draft) -> dict[str, Any]:
    """A draft as the file holds it."""
    return {**{name: value for name, value in draft._asdict().items() if name != "entries"}, **_entries(draft.entries)}


def _entries(entries: Mapping[str, Entry]) -> dict[str, dict[str, str]]:
    """The entries of a report beside the project's own, in one order whatever happened to them."""
    ordered = sorted(entries.items())
    origins = {place: str(entry.origin) for place, entry in ordered if entry.origin is not Origin.TYPED}
    return {"entries": {place: entry.raw for place, entry in ordered}, "origins": origins}


def _draft(data: dict[str, Any], form: Form) -> Draft:
    number = data.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError("稿次的写法不对")
    when, who, code = (_str(data.get(key), "稿次") for key in ("when", "who", "code"))
    return Draft(number, when, who, code, dict(_beside(data, form, "稿次").entries), data.get("final") is True)


def _last(data: dict[str, Any], name: str, forms: Mapping[str, Form]) -> Report:
    return _beside(data, _form(data, name, forms), "上年年报")


def _beside(data: dict[str, Any], form: Form, what: str) -> Report:
    """A report beside the project's own, from what `_entries` wrote."""
    origins = _dict(data.get("origins", {}), what)
    raws = {place: _str(raw, what) for place, raw in _dict(data.get("entries"), what).items()}
    return Report(form, {place: Entry(raw, Origin(_str(origins.get(place, "typed"), what))) for place, raw in raws.items()})


def _form(data: dict[str, Any], name: str, forms: Mapping[str, Form]) -> Form:
    edition = _str(data.get("edition"), "表样版本")
    if edition not in forms:
        raise NewerFormat(f"“{name}”用的表样（{edition[:20]}版）本版没有。请升级程序后再打开。")
    return forms[edition]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("重复的项")
    return result


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _dict(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{what}的写法不对")
    return cast("dict[str, Any]", value)


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{what}的写法不对")
    return cast("list[Any]", value)


def _year(value: object) -> str:
    """The year, as text or as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _str(value, "year")


def _str(value: object, what: str) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(f"{what}应当是文字")
    return value
