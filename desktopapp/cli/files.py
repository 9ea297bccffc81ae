"""The files that commands read and write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktopapp import formats, resources
from desktopapp.core import project
from desktopapp.core.files import CannotWrite
from desktopapp.core.project import Project


def opened(path: Path) -> Project:
    """A project, or one made of any file that can be imported."""
    if project.is_project(path):
        return project.read(path, resources.forms())
    incoming = formats.read(path, resources.forms())
    doubtful = len(incoming.guessed) + len(incoming.not_understood)
    if doubtful:
        print(f"“{path.name}”中有{doubtful}处是推测的或者没有读懂，请用 nianbao import 查看。", file=sys.stderr)
    return Project(incoming.report(resources.forms()))


def written(path: Path, write: Callable[[], None]) -> None:
    """Write a file, of which only a PDF needs Qt."""
    try:
        write()
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        raise CannotWrite(f"无法导出“{path.name}”，界面组件没有装好（{error}）。Word和Excel文件仍可导出。") from error


def refuse_to_overwrite(path: Path) -> None:
    if path.suffix.lower() != project.SUFFIX:
        raise CannotWrite(f"项目文件的名称应当以{project.SUFFIX}结尾，而不是“{path.name}”。")
    if os.path.lexists(path):
        raise CannotWrite(f"“{path.name}”已经存在，没有改动它。请换一个文件名。")
