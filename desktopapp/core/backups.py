"""Dated backups: what a project's file held after each save, and what others put there, each as a small packed file in a folder that the
program shows. They are numbered, for a clock may jump; of dates it is only asked whether two are the same."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from desktopapp.core.files import CannotRead, CannotWrite, make_folder, reason, write_atomically

KEPT = 30
NEWEST = 15  # of these that stay whatever their day; the others are each the last of its day
SUFFIX = ".gz"
LARGEST = 64 * 1024 * 1024  # bytes, unpacked


class Backup(NamedTuple):
    """One kept state, by the number and the date in its name; the rest is known once it is read (`Contents`)."""

    path: Path
    number: int
    day: str


class Contents(NamedTuple):
    """What a backup holds, when it was put on the disk (local time, as words), by whom (empty for somebody else), of which file."""

    content: bytes
    when: str
    who: str
    project: str


def folder(root: Path, project: Path) -> Path:
    """Where the backups of a project's file lie, below `root`: named so that a person finds it, and another file of that name does not."""
    import hashlib  # loads the system's cryptography, which a start of the program does not need

    whole = os.path.realpath(project)
    readable = "".join(letter if letter.isalnum() else "_" for letter in project.stem)[:40]
    return root / f"{readable}-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:10]}"


def keep(where: Path, contents: Contents) -> None:
    """Keep a state, unless it is the newest already; what is more than `KEPT` goes. Raises CannotWrite."""
    import gzip  # loaded when something is saved

    make_folder(where)
    try:
        known = _listed(where)  # a folder that cannot be read might hold this number already
    except OSError as error:
        raise CannotWrite(f"无法保存备份：{reason(error)}。") from error
    if known and _holds(known[0], contents.content):
        return
    head = json.dumps(contents._replace(content=b"")._asdict() | {"content": len(contents.content)}, ensure_ascii=False)
    packed = gzip.compress(head.encode() + b"\n" + contents.content, mtime=0)
    number = known[0].number + 1 if known else 1
    path = where / f"{number:06d}_{contents.when[:10]}{SUFFIX}"
    write_atomically(path, lambda temporary: temporary.write_bytes(packed))
    for old in superfluous(kept(where)):
        with contextlib.suppress(OSError):
            old.path.unlink()


def kept(where: Path) -> list[Backup]:
    """The states in a folder, the newest first."""
    try:
        return _listed(where)
    except OSError:
        return []


def _listed(where: Path) -> list[Backup]:
    names = [path for path in where.iterdir() if path.suffix == SUFFIX]
    parted = [(path, *path.stem.partition("_")) for path in names]
    found = [Backup(path, int(number), day) for path, number, _, day in parted if number.isascii() and number.isdecimal()]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def superfluous(newest_first: Sequence[Backup]) -> list[Backup]:
    """Those that go: the newest stay, then the last of each day, then the newest of what is left, `KEPT` in all."""
    last_of_days: dict[str, Backup] = {}
    for backup in newest_first:
        last_of_days.setdefault(backup.day, backup)
    chosen = dict.fromkeys((*newest_first[:NEWEST], *last_of_days.values(), *newest_first))
    staying = set(list(chosen)[:KEPT])
    return [backup for backup in newest_first if backup not in staying]


def read(path: Path) -> Contents:
    """What a backup holds. Raises CannotRead."""
    import gzip  # loaded when something is looked at
    import zlib

    try:
        with gzip.open(path) as file:
            head: Any = json.loads(file.readline(65536))
            content = file.read(LARGEST)
        known = cast("dict[str, Any]", head)
        if len(content) != known["content"]:
            raise ValueError
        return Contents(content, str(known["when"]), str(known["who"]), str(known["project"]))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        why = reason(error) if isinstance(error, OSError) and error.errno else "内容已损坏"
        raise CannotRead(f"备份“{path.name}”读不出来：{why}。") from error


def _holds(backup: Backup, content: bytes) -> bool:
    try:
        return read(backup.path).content == content
    except CannotRead:
        return False
