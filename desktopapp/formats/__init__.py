"""Readers and writers by file suffix. Each format's module, and the library behind it, is loaded only when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from desktopapp.core.files import NotUnderstood, write_atomically
from desktopapp.core.form import Form
from desktopapp.core.report import Report
from desktopapp.formats.incoming import Incoming

Reader = Callable[[Path, Mapping[str, Form]], Incoming]
Writer = Callable[[Report, Path, str], None]

READERS: Mapping[str, str] = {".txt": "from_txt"}
WRITERS: Mapping[str, str] = {".docx": "to_docx", ".xlsx": "to_xlsx", ".pdf": "to_pdf"}

DRAFT_MARK = "草稿（未通过核对）"


def read(path: Path, forms: Mapping[str, Form]) -> Incoming:
    """Read another program's file. Raises CannotRead, NotUnderstood."""
    module = READERS.get(path.suffix.lower())
    if module is None:
        known = "、".join(("nianbao", *(suffix[1:] for suffix in READERS)))
        raise NotUnderstood(f"“{path.name}”不是能打开的文件类型。请选择以下类型的文件：{known}。")
    reader: Reader = import_module(f"desktopapp.formats.{module}").read
    return reader(path, forms)


def write(report: Report, path: Path, mark: str = "") -> None:
    """Write the report in the format of the path's suffix, whole or not at all; `mark` is printed at the head of a draft.

    Raises CannotWrite, or NotUnderstood for a suffix that has no writer.
    """
    module = WRITERS.get(path.suffix.lower())
    if module is None:
        known = "、".join(suffix[1:] for suffix in WRITERS)
        raise NotUnderstood(f"不能导出为“{path.name}”。请使用以下类型的文件名：{known}。")
    writer: Writer = import_module(f"desktopapp.formats.{module}").write
    write_atomically(path, lambda temporary: writer(report, temporary, mark))
