"""The journal of unsaved work: the text of the project's file as it would be saved, and how it grew.

A file of lines, each a checksum and a JSON object: who was at work on which file, then the whole text, then what was replaced in it. It
knows nothing of reports, so whatever a project holds is in it. Each line is flushed to the disk, and the file stays locked as long as its
program lives. A last line that was cut off is left out; after a damaged one nothing more can be read, and the journal is set aside.

    000001.journal    unsaved work, of a program that runs or was killed
    000001.aside      work that somebody chose not to keep; the last 30 stay
    000001.damaged    not to be read to its end; stays for ever
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from desktopapp.core.files import CannotRead, CannotWrite, NewerFormat, NotUnderstood, read_bytes, reason
from desktopapp.core.lock import hold

OPEN, ASIDE, DAMAGED = ".journal", ".aside", ".damaged"
KEPT = 30  # journals that were set aside
LARGEST = 8 * 1024 * 1024  # bytes after which a journal begins anew
_MOST_LINES = 1500  # between the first and the last changed line, beyond which they are not compared one by one
_VERSION = 1
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)

Edit = tuple[int, int, str]  # the characters from .. to are replaced by these


class Header(NamedTuple):
    """Whose work it is. `path` is the project's file, empty for one that was never saved; `base` its fingerprint when work began."""

    path: str
    base: str
    who: str


class Work(NamedTuple):
    """What a journal holds: the text as it was last, when that was, and whether the journal could be read to its end."""

    header: Header
    text: str
    when: str
    whole: bool


class Journal:
    """A journal that is being written. Every method raises CannotWrite when the disk refuses; then begin another."""

    def __init__(self, folder: Path, header: Header) -> None:
        self._header = header
        self._text: str | None = None
        self.size = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.path, self._handle = _new_file(folder)
            hold(self._handle)
        except OSError as error:
            raise _refused(error) from error

    def write(self, text: str, when: str) -> None:
        """Have the text as it is now on the disk when this returns."""
        if text == self._text:
            return
        if self._text is None:  # at once with whose it is: a kill leaves both or nothing
            content = line({"journal": _VERSION, **self._header._asdict()}) + line({"when": when, "text": text})
        else:
            content = line({"when": when, "edits": edits(self._text, text), "sum": _sum(text)})
        try:
            self._write(content)
        except OSError as error:
            raise _refused(error) from error
        self._text = text

    def close(self) -> None:
        """Leave the journal as it lies, as a kill would."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)

    def remove(self) -> None:
        """What it holds is saved."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def set_aside(self) -> None:
        """What it holds was given up."""
        self.close()
        set_aside(self.path, ASIDE)

    def _write(self, content: bytes) -> None:
        self.size += len(content)
        while content:
            content = content[os.write(self._handle, content) :]
        os.fsync(self._handle)


class Orphan:
    """A journal whose program is dead; nobody else takes it up as long as this is held. `work` is None where nothing can be read."""

    def __init__(self, path: Path, handle: int, work: Work | None) -> None:
        self.path, self._handle, self.work = path, handle, work

    def release(self) -> None:
        """Leave it to the next start."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def remove(self) -> None:
        """Its work is open again, or is in its file: nothing is lost with it. One that is damaged is only set aside."""
        self.release()
        if self.work is None or not self.work.whole:
            set_aside(self.path, DAMAGED)
        else:
            with contextlib.suppress(OSError):
                self.path.unlink()

    def set_aside(self) -> None:
        """Its work is not wanted now."""
        self.release()
        set_aside(self.path, ASIDE if self.work is not None and self.work.whole else DAMAGED)


def orphans(folder: Path) -> Iterator[Orphan]:
    """The journals of dead programs, the newest first."""
    for path in _journals(folder, OPEN):
        try:
            handle = os.open(path, os.O_RDWR)
        except OSError:
            continue
        if not hold(handle):
            os.close(handle)
            continue
        if not os.fstat(handle).st_size:  # killed before its first key was written
            os.close(handle)
            with contextlib.suppress(OSError):
                path.unlink()
            continue
        try:
            yield Orphan(path, handle, load(path))
        except NewerFormat:
            os.close(handle)
        except (CannotRead, NotUnderstood):
            yield Orphan(path, handle, None)


def aside(folder: Path) -> list[Path]:
    """The journals that were set aside, the newest first."""
    return _journals(folder, ASIDE, DAMAGED)


def load(path: Path) -> Work:
    """Read a journal's file. Raises CannotRead, NotUnderstood, NewerFormat."""
    return read(read_bytes(path), path.name)


def read(content: bytes, name: str = "") -> Work:
    """Read a journal. Raises NotUnderstood where not even the first text is whole, NewerFormat."""
    records = [_record(part) for part in content.split(b"\n")]
    while records and records[-1] is None:
        records.pop()  # what a kill or a power cut left of the last lines
    refused = NotUnderstood(f"恢复文件“{name}”已损坏，读不出内容。")
    if len(records) < 2 or records[0] is None or records[1] is None:
        raise refused
    if records[0].get("journal") != _VERSION:
        raise NewerFormat(f"恢复文件“{name}”是用更新版本的年报助手写的。请升级程序后再恢复。")
    try:
        header = Header(*(str(records[0][key]) for key in Header._fields))
        text, when = str(records[1]["text"]), str(records[1]["when"])
    except KeyError:
        raise refused from None
    for record in records[2:]:
        try:
            after = applied(text, record["edits"]) if record is not None else None
            if record is None or after is None or _sum(after) != record["sum"]:
                return Work(header, text, when, whole=False)
            text, when = after, str(record["when"])
        except (KeyError, TypeError, ValueError):
            return Work(header, text, when, whole=False)
    return Work(header, text, when, whole=True)


def line(record: dict[str, Any]) -> bytes:
    """A line of a journal."""
    body = json.dumps(record, ensure_ascii=False).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def edits(before: str, after: str) -> list[Edit]:
    """What must be replaced in a text, line by line, for it to become another; from the front to the back."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    end = next((back for back in range(most - start) if old[-1 - back] != new[-1 - back]), most - start)
    changed, put = old[start : len(old) - end], new[start : len(new) - end]
    offsets = [sum(map(len, old[:start]))]
    for words in changed:
        offsets.append(offsets[-1] + len(words))
    return [(offsets[one], offsets[other], "".join(put[to_one:to_other])) for one, other, to_one, to_other in _unlike(changed, put)]


def applied(text: str, changes: Iterable[Sequence[Any]]) -> str:
    """A text with some of its characters replaced."""
    parts: list[str] = []
    done = 0
    for start, end, put in changes:
        parts += [text[done : int(start)], str(put)]
        done = int(end)
    return "".join((*parts, text[done:]))


def fingerprint(content: bytes) -> str:
    """What tells one content of a file from another."""
    import hashlib  # loads the system's cryptography, which a start of the program does not need

    return hashlib.sha256(content).hexdigest()


def set_aside(path: Path, suffix: str) -> None:
    """Rename a journal, and let those go that were set aside long before; what is damaged stays for ever."""
    with contextlib.suppress(OSError):
        path.rename(path.with_suffix(suffix))
        for old in _journals(path.parent, ASIDE)[KEPT:]:
            old.unlink()


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if len(old) + len(new) > _MOST_LINES:
        yield 0, len(old), 0, len(new)
        return
    from difflib import SequenceMatcher  # loaded when wanted

    for kind, *places in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield cast("tuple[int, int, int, int]", tuple(places))


def _record(part: bytes) -> dict[str, Any] | None:
    """What a line says, None for one that is not whole."""
    try:
        if int(part[:8], 16) != zlib.crc32(part[9:]):
            return None
        record: Any = json.loads(part[9:])
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", record) if isinstance(record, dict) else None


def _sum(text: str) -> int:
    return zlib.crc32(text.encode())


def _new_file(folder: Path) -> tuple[Path, int]:
    """The next number's file, which nobody else has."""
    while True:
        known = _listed(folder, OPEN, ASIDE, DAMAGED)  # a folder that cannot be read might hold this number already
        path = folder / f"{int(known[0].stem) + 1 if known else 1:06d}{OPEN}"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, _NEW, 0o600)


def _journals(folder: Path, *suffixes: str) -> list[Path]:
    """The newest first, by number: a clock may jump."""
    try:
        return _listed(folder, *suffixes)
    except OSError:
        return []


def _listed(folder: Path, *suffixes: str) -> list[Path]:
    found = [path for path in folder.iterdir() if path.suffix in suffixes and path.stem.isdecimal() and path.stem.isascii()]
    return sorted(found, key=lambda path: int(path.stem), reverse=True)


def _refused(error: OSError) -> CannotWrite:
    return CannotWrite(f"没有保存的改动暂时不能另存一份以备恢复：{reason(error)}。请及时保存。")
