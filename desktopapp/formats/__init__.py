"""Readers and writers by file suffix. Each format's module, and the library behind it, is loaded only when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktopapp.core.files import NotUnderstood, read_beginning, write_atomically

if TYPE_CHECKING:  # the process that parses files loads this package, and needs neither
    from desktopapp.core.form import Form
    from desktopapp.core.report import Report
    from desktopapp.formats.incoming import Incoming
    from desktopapp.formats.stopping import Stop

if TYPE_CHECKING:  # the printed report is loaded for a writer alone
    from desktopapp.formats.printed.handing import Handing
    from desktopapp.formats.printed.infographic import Infographic

Writer = Callable[..., None]  # report, path, mark, handing, and of a PDF the picture

# What can be read, as people know it; which reader takes a file is decided by its content.
READERS = (".docx", ".doc", ".wps", ".html", ".htm", ".mht", ".mhtml", ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt", ".pdf")
WRITERS: Mapping[str, str] = {".docx": "to_docx", ".xlsx": "to_xlsx", ".pdf": "to_pdf", ".html": "to_html"}

_HEAD = 8192  # bytes that tell what a file is

DRAFT_MARK = "草稿（未通过核对）"


def read(path: Path, forms: Mapping[str, Form], stop: Stop | None = None) -> Incoming:
    """Read another program's file, whatever it is called; `stop` ends it from another thread. Raises CannotRead, NotUnderstood."""
    contents, head = _module("contents"), read_beginning(path, _HEAD)
    is_txt = path.suffix.lower() == ".txt"
    if not is_txt and not head.strip(b"\0 \r\n\t"):
        raise NotUnderstood(f"“{path.name}”是空文件。请重新取得这个文件后再导入。")
    if contents.is_text(head) or (is_txt and not contents.is_known(head)):
        if path.suffix.lower() not in READERS:
            known = "、".join(("nianbao", *(suffix[1:] for suffix in READERS)))
            raise NotUnderstood(f"“{path.name}”不是能打开的文件类型。请选择以下类型的文件：{known}。")
        return _module("from_txt").read(path, forms)
    # What reads the blocks is loaded while the other process parses the file.
    blocks = _module("parsing").parsed(path, stop=stop, meanwhile=lambda: _module("assembling"))
    return _module("assembling").assemble(blocks, path.name, forms)


def write(report: Report, path: Path, mark: str = "", handing: Handing | None = None, picture: Infographic | None = None) -> None:
    """Write the report in the format of the path's suffix, whole or not at all; `mark` is printed at the head of a draft.

    With `handing` a Word file and a PDF bear its watermark, its footer and its sheets; without, nothing but the report. `picture` is the
    last page of a PDF, and of nothing else.

    Raises CannotWrite, or NotUnderstood for a suffix that has no writer.
    """
    module = WRITERS.get(path.suffix.lower())
    if module is None:
        known = "、".join(suffix[1:] for suffix in WRITERS)
        raise NotUnderstood(f"不能导出为“{path.name}”。请使用以下类型的文件名：{known}。")
    writer: Writer = _module(module).write
    more = (picture,) if picture is not None else ()
    write_atomically(path, lambda temporary: writer(report, temporary, mark, handing, *more))


def _module(name: str) -> Any:
    return import_module(f"desktopapp.formats.{name}")
