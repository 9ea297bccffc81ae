"""The project file `*.nianbao`: one JSON file, in the form's order, one form row a line, one paragraph a line.

It is read as hostile input: limits on size, number and depth, no repeated keys, every place and type looked at (`strict`). Keys that this
version does not know are kept and written back, those of a draft and of last year's report too. Nothing is written that would not be
read again. Format 1 is the first; a file of a newer format is refused kindly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktopapp.core import content, history, strict
from desktopapp.core.drafts import Draft
from desktopapp.core.files import BACKUP, CannotWrite, NewerFormat, NotUnderstood, read_bytes, write_atomically
from desktopapp.core.form import Form
from desktopapp.core.history import Step
from desktopapp.core.office_rules import OfficeRules, from_data, to_data
from desktopapp.core.report import FACTS, FINAL, REASON, RECORD, Entry, Origin, Report

FORMAT = 1
SUFFIX = ".nianbao"
LARGEST = 20 * 1024 * 1024
MOST_DRAFTS = 2000
_KNOWN = frozenset(
    {"format", "edition", "values", "origins", "texts", RECORD, FINAL, "reasons", "drafts", "last", "history", "office", *FACTS}
)
_OF_DRAFT = frozenset({"number", "when", "who", "code", "final", "entries", "origins"})
_OF_LAST = frozenset({"edition", "entries", "origins"})


@dataclass
class Project:
    """A report and what else its file holds: its drafts, `last`, the report of the year before, if it was brought in, `office`, the local
    notice's rules, the history of its changes, and `extra`, the keys that this version does not know, under `last` those inside it."""

    report: Report
    drafts: list[Draft] = field(default_factory=list[Draft])
    extra: dict[str, Any] = field(default_factory=dict[str, Any])
    last: Report | None = None
    office: OfficeRules = field(default_factory=OfficeRules)
    history: list[Step] = field(default_factory=list[Step])


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
    written = dumps(project).encode()
    forms = {report.form.edition: report.form for report in (project.report, project.last) if report is not None}
    try:
        if len(written) > LARGEST:
            raise ValueError(f"内容超过{LARGEST // 1024 // 1024}MB")
        _project(strict.parsed(written), path.name, forms)
    except (ValueError, KeyError, TypeError) as error:
        place, long, rest = _what(error).partition("太长")
        what = f"“{content.name(project.report.form, place)}”" if place in project.report.entries else place
        why = f"{what}{long}{rest}，存下去就再也打不开了。原有文件没有改动，请删减后再保存。"
        raise CannotWrite(f"无法保存“{path.name}”：{why}") from error
    write_atomically(path, lambda temporary: temporary.write_bytes(written), keep_previous=True, known=known)
    return written


def loads(written: bytes, name: str, forms: Mapping[str, Form]) -> Project:
    """Read a project from its bytes; `name` is the file's, for the sentence of a refusal."""
    try:
        data = strict.parsed(written)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(f"“{name}”不是年报助手的项目文件，或者内容不完整。请重新选择文件。") from error
    try:
        return _project(data, name, forms)
    except (ValueError, KeyError, TypeError) as error:
        raise NotUnderstood(f"“{name}”的内容有误（{_what(error)}）。请重新选择文件。") from error


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
    known |= {"last": _last_written(project.last, project.extra)} if project.last else {}
    known |= {"history": project.history} if project.history else {}
    known |= {"office": to_data(project.office)} if project.office.given else {}
    for key, value in sorted({**_strangers(project.extra), **known}.items()):
        lines[-1] += ","
        lines.append(f"{_json(key)}: {history.dumps(value) if key == 'history' else _json(value)}")
    return "\n".join([*(line for line in lines if line), "}", ""])


def _what(error: Exception) -> str:
    """What is wrong, on one short line."""
    return " ".join(str(error.args[0] if error.args else "内容").split())[:60]


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
    top = strict.mapping(data, "文件")
    version = top.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("没有格式编号")
    if version > FORMAT:
        raise NewerFormat(f"“{name}”是用更新版本的年报助手保存的，本版打不开。请升级程序后再打开。")
    form = _form(top, name, forms)
    report = Report(form)
    origins: dict[str, Origin] = {}
    for origin, places in strict.mapping(top.get("origins", {}), "来源").items():
        origins |= dict.fromkeys((strict.words(place, "来源") for place in strict.sequence(places, "来源")), Origin(origin))
    raws = {place: raw for place, raw in _raws(top, form) if raw}
    report.apply(report.plan({place: Entry(raw, origins.get(place, Origin.TYPED)) for place, raw in raws.items()}))
    drafts = strict.sequence(top.get("drafts", []), "稿次", MOST_DRAFTS)
    kept = [_draft(strict.mapping(draft, "稿次"), form) for draft in drafts]
    found = Project(
        report, kept, strict.strangers(top, _KNOWN), None, from_data(top.get("office", {})), history.read(top.get("history", []), form)
    )
    if "last" in top:
        beside = strict.mapping(top["last"], "上年年报")
        found.last = _beside(beside, _form(beside, name, forms), "上年年报")
        within = strict.strangers(beside, _OF_LAST)
        found.extra |= {"last": within} if within else {}
    return found


def _raws(top: Mapping[str, Any], form: Form) -> Iterator[tuple[str, str]]:
    """What is entered where, as the file has it."""
    for fact in FACTS:
        yield fact, _year(top.get("year", "")) if fact == "year" else strict.words(top.get(fact, ""), fact, strict.LONGEST_CELL)
    for row, values in strict.mapping(top.get("values", {}), "数值").items():
        for column, raw in strict.mapping(values, "数值").items():
            address = f"{row}.{column}"
            if address not in form.cells:
                raise KeyError(address)
            yield address, strict.words(raw, address, strict.LONGEST_CELL)
    for key, lines in strict.mapping(top.get("texts", {}), "文字").items():
        if key not in form.text_keys:
            raise KeyError(key)
        yield key, strict.text(lines, key)
    yield RECORD, strict.text(top.get(RECORD, []), "办理记录")
    yield FINAL, strict.words(top.get(FINAL, ""), "定稿", strict.LONGEST_CELL)
    for key, raw in strict.mapping(top.get("reasons", {}), "理由").items():
        yield REASON + key, strict.words(raw, "理由", strict.LONGEST_CELL)


def _written(draft: Draft) -> dict[str, Any]:
    """A draft as the file holds it."""
    facts = {name: value for name, value in draft._asdict().items() if name not in ("entries", "extra")}
    return {**draft.extra, **facts, **_entries(draft.entries)}


def _last_written(last: Report, extra: Mapping[str, Any]) -> dict[str, Any]:
    return {**extra.get("last", {}), "edition": last.form.edition, **_entries(last.entries)}


def _strangers(extra: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the top level that this version does not know."""
    return {key: value for key, value in extra.items() if key != "last"}


def _entries(entries: Mapping[str, Entry]) -> dict[str, dict[str, str]]:
    """The entries of a report beside the project's own, in one order whatever happened to them."""
    ordered = sorted(entries.items())
    origins = {place: str(entry.origin) for place, entry in ordered if entry.origin is not Origin.TYPED}
    return {"entries": {place: entry.raw for place, entry in ordered}, "origins": origins}


def _draft(data: dict[str, Any], form: Form) -> Draft:
    when, who, code = (strict.words(data.get(key), "稿次", strict.LONGEST_NAME) for key in ("when", "who", "code"))
    entries = dict(_beside(data, form, "稿次").entries)
    number = strict.whole(data.get("number"), "稿次")
    return Draft(number, when, who, code, entries, data.get("final") is True, strict.strangers(data, _OF_DRAFT))


def _beside(data: dict[str, Any], form: Form, what: str) -> Report:
    """A report beside the project's own, from what `_entries` wrote."""
    origins = strict.mapping(data.get("origins", {}), what)
    entries = strict.mapping(data.get("entries"), what).items()
    raws = {place: strict.words(raw, what, strict.LONGEST if place in form.text_keys else strict.LONGEST_CELL) for place, raw in entries}
    return Report(form, {place: Entry(raw, Origin(strict.words(origins.get(place, "typed"), what))) for place, raw in raws.items()})


def _form(data: dict[str, Any], name: str, forms: Mapping[str, Form]) -> Form:
    edition = strict.name(data.get("edition"), "表样版本")
    if edition not in forms:
        raise NewerFormat(f"“{name}”用的表样（{edition[:20]}版）本版没有。请升级程序后再打开。")
    return forms[edition]


def _year(value: object) -> str:
    """The year, as text or as a number."""
    return (
        str(strict.whole(value, "年度"))
        if isinstance(value, int) and not isinstance(value, bool)
        else strict.words(value, "年度", strict.LONGEST_CELL)
    )
