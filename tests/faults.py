"""A disk that fails once: every call to the system that a save makes, each failing in its turn with each kind of trouble."""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

TROUBLES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
CALLS = (
    *("open", "close", "write", "fsync", "replace", "rename", "link", "chmod", "unlink", "remove"),
    *("stat", "lstat", "fstat", "access", "readlink", "scandir", "listdir", "mkdir", "sendfile", "utime", "ftruncate"),
)


class Disk:
    """Counts the calls; the one numbered `failing`, from 1, fails with `trouble`. What is closed is closed all the same, as on Linux."""

    def __init__(self, failing: int = 0, trouble: int = errno.EIO) -> None:
        self.count = 0
        self._failing, self._trouble = failing, trouble
        self.failed = ""  # which call did

    def call(self, name: str, act: Callable[..., Any], *words: Any, **named: Any) -> Any:
        self.count += 1
        if self.count != self._failing:
            return act(*words, **named)
        self.failed = name
        if name == "close":
            act(*words, **named)
        raise OSError(self._trouble, os.strerror(self._trouble), *map(str, words[:1]))


class _File:
    """A file opened to be written, whose every write and whose closing may fail."""

    def __init__(self, disk: Disk, file: Any) -> None:
        self._disk, self._file = disk, file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: Any) -> Any:
        return self._disk.call("write", self._file.write, content)

    def close(self) -> None:
        if not self._file.closed:
            self._disk.call("close", self._file.close)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def disk(failing: int = 0, trouble: int = errno.EIO) -> Iterator[Disk]:
    """A disk whose call number `failing` fails; 0 for one that only counts."""
    counting = Disk(failing, trouble)

    def counted(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *words, **named: counting.call(name, act, *words, **named)

    def opening(act: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *words: Any, **named: Any) -> Any:
            made = counting.call(f"open {mode}", act, file, mode, *words, **named)
            return _File(counting, made) if set(mode) & set("wax+") else made

        return opened

    patches = [mock.patch.object(os, name, counted(name, getattr(os, name))) for name in CALLS if hasattr(os, name)]
    patches += [mock.patch.object(io, "open", opening(io.open)), mock.patch.object(builtins, "open", opening(builtins.open))]
    patches.append(mock.patch.object(shutil, "_USE_CP_SENDFILE", False))  # its file numbers know no proxies
    for patch in patches:
        patch.start()
    try:
        yield counting
    finally:
        for patch in reversed(patches):
            patch.stop()


def every_fault(
    make: Callable[[int, int], Callable[[], object]], check: Callable[[Disk, int, int, Exception | None], None], thorough: bool = True
) -> int:  # fmt: skip
    """Let each call of an act fail once with each trouble, or, not `thorough`, with one of them in turn; returns the number of cases.

    `make(failing, trouble)` prepares a fresh place and gives the act; `check` judges what it left behind.
    """
    act = make(0, 0)
    with disk() as counted:
        act()
    cases = 0
    for failing in range(1, counted.count + 1):
        for trouble in TROUBLES if thorough else (TROUBLES[failing % len(TROUBLES)],):
            cases += 1
            act, raised = make(failing, trouble), None
            with disk(failing, trouble) as failed:
                try:
                    act()
                except Exception as error:
                    raised = error
            check(failed, failing, trouble, raised)
    return cases


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {item.name for item in folder.iterdir()}
