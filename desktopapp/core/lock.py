"""Who has a file open: a small file beside it, which the system keeps locked for as long as its holder lives.

The system frees the lock of a program that was killed, so one of this computer's own is never believed longer than it is true; no
process number and no clock is compared. Of another computer's, which a share may not tell us about, the user is asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, cast

_FAR = 1 << 30  # bytes; Windows keeps others from reading what is locked, so a place behind the end is
_LONGEST = 4096  # bytes of such a file that are read


class Holder(NamedTuple):
    """Who has a file open, where and since when (local time, as words). `alive`: the system knows that the program still runs."""

    who: str
    host: str
    pid: int
    when: str
    alive: bool = False


class Lock:
    """A lock that is held, or, where nothing can be written, none."""

    def __init__(self, place: Path | None = None, handle: int = -1) -> None:
        self._place, self._handle = place, handle

    def release(self) -> None:
        """Let others have the file. Nothing is lost where that fails: the system frees the lock when the program ends."""
        place, handle, self._place = self._place, self._handle, None
        if place is None:
            return
        ours = False
        with contextlib.suppress(OSError):
            ours = os.path.samestat(os.fstat(handle), place.stat())
        steps: list[Callable[[], object]] = [place.unlink] if ours else []
        # Windows knows no removal of what is open. Never closed twice: another thread may have been given the number meanwhile.
        steps.insert(0 if sys.platform == "win32" else len(steps), lambda: os.close(handle))
        for step in steps:
            with contextlib.suppress(OSError):
                step()


def take(path: Path, me: Holder, spare: Path, anyway: bool = False) -> Lock | Holder:
    """Take the lock of the file at `path`, or say who has it.

    It lies beside the file, or in the folder `spare` where nothing can be written there. One that names another computer is taken
    only `anyway`, and never from a program that the system knows to be alive.
    """
    for place in (path.with_name(f".~{path.name}.lock"), spare / f"{_key(path)}.lock"):
        with contextlib.suppress(OSError):
            if place.parent == spare:
                spare.mkdir(parents=True, exist_ok=True)
            return _take(place, me, anyway)
    return Lock()


def hold(handle: int) -> bool:
    """Lock an open file until it is closed or its program dies; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl  # loaded when wanted

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _take(place: Path, me: Holder, anyway: bool) -> Lock | Holder:
    while True:
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        except PermissionError:
            known = _holder(place)
            if known is None or anyway:
                raise
            return known  # another user's on a share
        try:
            if not hold(handle):
                known = _holder(place) or Holder("", me.host, 0, "")
                return known._replace(alive=True)
            if not _still_there(handle, place):
                continue  # given up by its holder in this very moment
            known = _holder(place)
            if known is not None and known.host != me.host and not anyway:
                return known
            content = json.dumps(me._asdict(), ensure_ascii=False).encode()
            os.ftruncate(handle, 0)
            os.write(handle, content)
            taken, handle = Lock(place, handle), -1
            return taken
        finally:
            if handle >= 0:
                os.close(handle)


def _still_there(handle: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except FileNotFoundError:
        return False


def _holder(place: Path) -> Holder | None:
    """Who is named in a lock's file; None for nobody."""
    try:
        with place.open("rb") as file:
            data: Any = json.loads(file.read(_LONGEST))
        known = cast("dict[str, Any]", data)
        return Holder(str(known["who"])[:40], str(known["host"])[:80], int(known["pid"]), str(known["when"])[:40])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _key(path: Path) -> str:
    import hashlib  # loads the system's cryptography, which a start of the program does not need

    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
