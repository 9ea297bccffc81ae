"""Reads the text of a report, as an extractor or the clipboard left it; how tables stand in it is the matter of `lines`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from desktopapp.core.files import NotUnderstood, read_bytes
from desktopapp.core.form import Form
from desktopapp.formats.assembling import assemble
from desktopapp.formats.incoming import Incoming
from desktopapp.formats.lines import blocks_of

LARGEST = 2 * 1024 * 1024  # bytes; a city's report has 100 kB
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def read(path: Path, forms: Mapping[str, Form]) -> Incoming:
    """Read a text file. Raises CannotRead, NotUnderstood."""
    return read_text(_decoded(read_bytes(path, LARGEST), path.name), path.name, forms)


def read_text(text: str, name: str, forms: Mapping[str, Form]) -> Incoming:
    """Read a report's text; `name` is of where it comes from, for the sentence of a refusal. Raises NotUnderstood."""
    return assemble(list(blocks_of(_LINE_END.split(text), forms)), name, forms)


def _decoded(content: bytes, name: str) -> str:
    """The text, in the encoding that the file's first bytes name, or else the first that fits; stray control characters are left out."""
    encodings = next(([encoding] for mark, encoding in _MARKS.items() if content.startswith(mark)), ["utf-8", "gb18030"])
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = _CONTROL.sub("", text)
        if "\0" not in text and (len(text) - len(plain)) * 100 <= len(text):
            return plain
    raise NotUnderstood(f"“{name}”不是文本文件，或者文字编码认不出来。请用记事本打开它，另存为UTF-8编码后再导入。")
