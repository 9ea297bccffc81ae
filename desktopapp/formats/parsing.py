"""Has a file parsed by a process of its own (`child`), with a limit on time and memory, and takes the blocks from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from desktopapp.core.files import CannotRead, FileTrouble, NotUnderstood
from desktopapp.formats import blocks
from desktopapp.formats.blocks import Block
from desktopapp.formats.stopping import Stop

MOST_SECONDS = 20  # a city's report takes a quarter of one
_TROUBLES: Mapping[str, type[FileTrouble]] = {kind.__name__: kind for kind in (CannotRead, NotUnderstood)}


def parsed(
    path: Path, most_seconds: float = MOST_SECONDS, stop: Stop | None = None, meanwhile: Callable[[], object] = lambda: None
) -> list[Block]:
    """The file's blocks; `meanwhile` is done while the file is parsed. Raises CannotRead, also when it was stopped, and NotUnderstood."""
    stop = stop or Stop()
    try:
        answer = _answer(path, most_seconds, stop, meanwhile)
    except subprocess.TimeoutExpired as error:
        why = f"读取“{path.name}”超过{most_seconds:g}秒，已停止。请检查是否选错了文件，或者用WPS打开它，另存为docx后再导入。"
        raise CannotRead(why) from error
    except OSError as error:
        raise CannotRead(f"无法读取“{path.name}”：读取文件的程序启动不了。请重新安装年报助手。") from error
    if stop.asked:
        raise CannotRead(f"已停止读取“{path.name}”。")
    try:
        said = json.loads(answer)
        if "blocks" in said:
            return blocks.limited(blocks.from_data(said["blocks"]))
        raise _TROUBLES[said["trouble"]](said["why"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        why = f"“{path.name}”读到一半出错，没有导入。请检查是否选错了文件，或者用WPS打开它，另存为docx后再导入。"
        raise NotUnderstood(why) from error


def _answer(path: Path, most_seconds: float, stop: Stop, meanwhile: Callable[[], object]) -> str:
    """What the child process prints."""
    process = subprocess.Popen(
        _command(path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,  # or a program without a console shows one
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        stop.watch(process)
        try:
            meanwhile()
            return process.communicate(timeout=most_seconds)[0]
        except BaseException:  # nobody waits for the child any more
            process.kill()
            raise


def _command(path: Path) -> list[str]:
    """-P and -s keep modules in the current folder, where downloads may lie, and in the user's own from being loaded."""
    return [sys.executable, "-P", "-s", "-m", "desktopapp.formats.child", str(path.resolve())]


def _environment() -> dict[str, str]:
    """The child looks for modules where this process does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
