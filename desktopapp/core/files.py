"""Files: read with a limit, written whole or not at all, and what can go wrong with them, in sentences.

FileTrouble             what happened, which file, what to do: one Chinese sentence, shown in one place
├── CannotRead          missing, no permission, too large
├── NotUnderstood       not a file of that kind, cut short, nonsense inside
│   └── NewerFormat     written by a newer version of the program
└── CannotWrite         read-only, full, gone, in use
    └── ChangedOnDisk   somebody else has written it since: the user is asked, it is never overwritten
"""

from __future__ import annotations

import contextlib
import errno
import ntpath
import os
import sys
from collections.abc import Callable
from pathlib import Path

BACKUP = ".bak"  # after the whole name: what was there before the last save
LARGEST = 64 * 1024 * 1024  # bytes; a project is 20 kB, a scanned report a few MB
_LONG = 200  # characters; Windows takes 259, and beside a file stand its `.bak` and a temporary one with a longer name
_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds; on Windows virus scanners and indexers hold a new file for a moment
_NO_FLUSH = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)  # some network shares cannot be told to flush


class FileTrouble(Exception):
    """Something is wrong with a file; the message is the sentence the user reads."""


class CannotRead(FileTrouble):
    """The file could not be read."""


class NotUnderstood(FileTrouble):
    """The file was read, and is not what it should be."""


class NewerFormat(NotUnderstood):
    """The file comes from a newer version."""


class CannotWrite(FileTrouble):
    """The file could not be written; what was there before is intact."""


class ChangedOnDisk(CannotWrite):
    """The file holds something else than what was last read or written here; it is left as it is."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The file's content; raises CannotRead."""
    return _read(path, largest, -1)


def read_beginning(path: Path, count: int) -> bytes:
    """The file's first bytes; raises CannotRead."""
    return _read(path, LARGEST, count)


def _read(path: Path, largest: int, count: int) -> bytes:
    try:
        path = reachable(path)
        if not path.exists():
            raise CannotRead(f"找不到文件“{path.name}”。请检查它是否已被移动或改名：{path}")
        if not path.is_file():
            raise CannotRead(f"“{path.name}”不是文件。请选择一个文件。")
        if path.stat().st_size > largest:
            raise CannotRead(f"“{path.name}”超过{largest // 1024 // 1024}MB，不像是年度报告。请检查是否选错了文件。")
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError) as error:
        why = "没有读取权限" if isinstance(error, PermissionError) else reason(error)
        raise CannotRead(f"无法读取“{path.name}”：{why}。") from error


def reachable(path: Path) -> Path:
    """The path as this system takes it, however long it is."""
    return Path(extended(os.path.abspath(path))) if sys.platform == "win32" else path  # noqa: PTH100 - resolve() would follow links


def extended(name: str) -> str:
    """A full Windows path, marked as one of up to 32,767 characters where it comes near the 259 that Windows takes unmarked."""
    if len(name) < _LONG or name.startswith("\\\\?\\"):
        return name
    name = ntpath.normpath(name)  # a marked path is taken to the letter
    return "\\\\?\\UNC" + name[1:] if name.startswith("\\\\") else "\\\\?\\" + name


def write_atomically(path: Path, write: Callable[[Path], object], keep_previous: bool = False, known: bytes | None = None) -> None:
    """Have `write` fill a new file beside `path`, flush it to the disk, then put it in `path`'s place in one step.

    Half a file is never seen, and on any failure what was there stays. With `keep_previous` the old file is kept as `NAME.bak`.
    `known` is the content that may be replaced, None for any. Raises ChangedOnDisk where another stands there, CannotWrite; an error
    of `write` itself passes through.
    """
    target = _target(path)
    temporary: Path | None = None
    try:
        temporary = _new_file(target)
        write(temporary)
        _flush(temporary)
        there = target.exists()
        with contextlib.suppress(OSError):  # a share without modes keeps its own
            temporary.chmod(target.stat().st_mode if there else _new_mode())
        if there and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(target))
        if there and known is not None and target.read_bytes() not in (known, temporary.read_bytes()):
            raise ChangedOnDisk(f"“{path.name}”已被其他程序或者其他人改动，没有覆盖。")
        if there and keep_previous:
            _keep(target)
        _replace(temporary, target)
        temporary = None
        _flush_folder(target.parent)
    except OSError as error:
        kept = "原有文件没有改动，" if _is_there(target) else ""
        raise CannotWrite(f"无法保存“{path.name}”：{reason(error)}。{kept}请换一个位置另存。") from error
    finally:
        if temporary is not None:
            _remove(temporary)


def make_folder(path: Path) -> None:
    """Make a folder, or find it there. Raises CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"无法建立文件夹“{path.name}”：{reason(error)}。请换一个位置。") from error


def reason(error: Exception) -> str:
    """Why, in the users' words."""
    if not isinstance(error, OSError):
        return "文件名不能用"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘已满"
    if error.errno == errno.EROFS:
        return "磁盘是只读的"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "文件夹不存在，或者U盘、共享盘已断开"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长"
    if error.errno == errno.EISDIR:
        return "已有同名的文件夹"
    # Windows reports a file held open by Word or WPS as a refused permission.
    if isinstance(error, PermissionError):
        return "没有写入权限，或者文件正被其他程序打开" if error.filename else "没有权限"
    return "磁盘读写出错"


def _target(path: Path) -> Path:
    """The file that is to be replaced: a link stays a link."""
    try:
        os.fsencode(path)
        return Path(os.path.realpath(reachable(path)))
    except (OSError, ValueError) as error:  # NUL, half a surrogate pair
        raise CannotWrite(f"无法保存“{path.name}”：{reason(error)}。请换一个名称另存。") from error


def _new_file(target: Path) -> Path:
    """An empty file beside the target that nobody else has."""
    import tempfile  # loaded when something is written: a start of the program writes nothing

    try:
        handle, name = tempfile.mkstemp(prefix=".nianbao-", suffix=target.suffix, dir=target.parent)
    except ValueError as error:
        raise CannotWrite(f"无法保存“{target.name}”：{reason(error)}。请换一个名称另存。") from error
    try:
        os.close(handle)
    except OSError:
        _remove(Path(name))
        raise
    return Path(name)


def _replace(source: Path, target: Path) -> None:
    import time  # as tempfile

    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def _keep(target: Path) -> None:
    """Keep the present file under NAME.bak without a moment in which NAME is missing."""
    kept = target.with_name(target.name + BACKUP)
    try:
        if kept.exists() and kept.samefile(target):
            return  # a save was cut off between the two renames: the file before is kept already
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return  # a name as long as names may be has no room for four more letters
        raise
    spare = target.with_name(f".nianbao-{os.getpid()}{BACKUP}")
    import shutil  # as tempfile

    try:
        spare.unlink(missing_ok=True)
        try:
            os.link(target, spare)
        except OSError:  # FAT sticks and some shares know no links
            shutil.copy2(target, spare)
            _flush(spare)
        spare.replace(kept)
    except OSError:
        _remove(spare)
        raise


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be flushed (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _new_mode() -> int:
    """The mode an ordinary new file gets; mkstemp's are private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
