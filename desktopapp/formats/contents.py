"""What a file really is, by its content, and its blocks. Names lie: a .doc is often a web page, an .xls one too, a .docx an old .doc.

This runs in the child process that parses files (`child`). Its errors are sentences for the user, about the file `name`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module

from desktopapp.core.files import CannotRead, FileTrouble, NotUnderstood
from desktopapp.formats.blocks import Block, TooMuch, limited

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_EMPTY_ZIP = b"PK\x05\x06"
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|meta|table|div|p|tr|td|span|font|\?xml|!--)[\s>/!-]", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^\s*(?:MIME-Version|From|Subject|Content-Type|Date|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")

SAVE_AS = "请用WPS或Word打开它，另存为docx后再导入"
SAVE_SHEET_AS = "请用WPS或Excel打开它，另存为xlsx后再导入"
_TORN = "“{name}”不完整或者已损坏，可能没有下载完。请重新取得这个文件，或者用WPS打开它，另存后再导入。"
_ENCRYPTED = "“{name}”有打开密码。请用WPS或Word打开它，去掉密码并另存后再导入。"
_BOMB = "“{name}”解开后大得不像年度报告，没有读取。请检查是否选错了文件。"
_NO_TEXT = "“{name}”是扫描的图片，里面没有文字，不能导入。请取得Word文件，或者新建报告后手工填写。"
_SHELL = (
    "“{name}”是打开时才由程序填入内容的网页，保存下来的文件里没有正文。"
    "请在浏览器里打开它，全选、复制，再用“文件”菜单的“导入剪贴板里的年报”；或者取得Word文件。"
)
_UNKNOWN = "“{name}”的内容认不出来，不是Word、Excel、网页或文本文件。请检查是否选错了文件，或者用WPS打开它，另存为docx后再导入。"

Parse = Callable[[bytes], Sequence[Block]]


def is_text(head: bytes) -> bool:
    """A file that begins so is plain text: no nought in it, and nothing that any other kind begins with."""
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not is_known(head) and not _is_page(head) and (is_wide or b"\0" not in head)


def is_known(head: bytes) -> bool:
    """A file that begins so is of a kind that is known, whatever its name says."""
    return head.startswith((_ZIP, _EMPTY_ZIP, _OLE, _PDF, b"{\\rtf", *_PICTURES)) or head.lstrip().startswith((b"<!", b"<html", b"<HTML"))


def blocks(content: bytes, name: str) -> list[Block]:
    """The file's blocks. Raises NotUnderstood or CannotRead with the sentence that the user reads."""
    if not content.strip(b"\0 \r\n\t"):
        raise NotUnderstood(f"“{name}”是空文件。请重新取得这个文件后再导入。")
    module = _module(content, name)
    try:
        parse: Parse = import_module(f"desktopapp.formats.{module}").blocks
        return limited(parse(content))
    except FileTrouble:
        raise
    except TooMuch as error:
        raise NotUnderstood(_BOMB.format(name=name)) from error
    except ImportError as error:
        if (error.name or "").startswith("desktopapp"):
            raise
        raise CannotRead(_MISSING.get(module, _UNKNOWN).format(name=name)) from error
    except (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, AssertionError, OSError, RecursionError) as error:
        raise NotUnderstood(_why(error).format(name=name)) from error


_MISSING = {
    "from_pdf": "读取PDF的组件没有安装，“{name}”没有导入。请用WPS把它转换为docx后再导入，或者请管理员安装nianbao[pdf]。",
    "from_doc": f"读取旧版Word的组件没有安装，“{{name}}”没有导入。{SAVE_AS}。",
    "from_xls": f"读取旧版Excel的组件没有安装，“{{name}}”没有导入。{SAVE_SHEET_AS}。",
}


def _why(error: Exception) -> str:
    """The sentence for what a parser says; package errors are known by their names, so that no parser is loaded for them."""
    return {"Encrypted": _ENCRYPTED, "Bomb": _BOMB, "NoText": _NO_TEXT, "Shell": _SHELL}.get(type(error).__name__, _TORN)


def _module(content: bytes, name: str) -> str:
    """The reader for this content."""
    head = content[:8192]
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_module(content, name)
    if head.startswith(_OLE):
        return _ole_module(content, name)
    if _PDF in head[:1024]:
        return "from_pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        raise NotUnderstood(f"“{name}”是RTF格式的文档。{SAVE_AS}。")
    if head.startswith(_PICTURES):
        raise NotUnderstood(f"“{name}”是图片，里面的文字不能导入。请取得Word文件，或者新建报告后手工填写。")
    if _is_page(head):
        return "from_html"
    raise NotUnderstood(_UNKNOWN.format(name=name))


def _is_page(head: bytes) -> bool:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "replace").encode("utf-8", "replace")
    return bool(_PAGE.search(head)) or (bool(_ARCHIVE.match(head)) and b"multipart/related" in head.lower())


def _zip_module(content: bytes, name: str) -> str:
    from desktopapp.formats.package import Bomb, Encrypted, Package, Torn

    try:
        package = Package(content)
    except (Bomb, Encrypted, Torn) as error:
        raise NotUnderstood(_why(error).format(name=name)) from error
    kind = package.related("", "officeDocument")
    if kind.startswith("word/") or "word/document.xml" in package:
        return "from_docx"
    if kind.startswith("xl/") or "xl/workbook.xml" in package:
        return "from_xlsx"
    if "content.xml" in package:
        raise NotUnderstood(f"“{name}”是OpenDocument格式的文件。{SAVE_AS}（表格另存为xlsx）。")
    if "ofd.xml" in package:
        raise NotUnderstood(f"“{name}”是OFD版式文件，不能导入。请取得它的Word文件，或者新建报告后手工填写。")
    if kind.startswith("ppt/"):
        raise NotUnderstood(f"“{name}”是演示文稿，不是年度报告。请检查是否选错了文件。")
    if kind:
        return "from_docx"
    raise NotUnderstood(f"“{name}”是压缩包。请先解压，再导入里面的年度报告文件。")


def _ole_module(content: bytes, name: str) -> str:
    """Old Word, old Excel, WPS, or a new file behind a password: known by the names of the streams inside."""
    if _has_stream(content, "EncryptedPackage"):
        raise NotUnderstood(_ENCRYPTED.format(name=name))
    if _has_stream(content, "WordDocument"):
        return "from_doc"
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return "from_xls"
    raise NotUnderstood(f"“{name}”不完整，或者是WPS的专有格式，读不出来。请用WPS打开它，另存为docx（表格另存为xlsx）后再导入。")


def _has_stream(content: bytes, stream: str) -> bool:
    """The directory of a compound file has this name, ended by a nought."""
    return f"{stream}\0".encode("utf-16-le") in content
