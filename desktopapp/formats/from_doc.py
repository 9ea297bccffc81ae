"""Reads an old Word file (doc, and the wps of WPS) into blocks: it is turned into a docx in memory first."""

# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

from doc2docx import convert
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

from desktopapp.formats import from_docx
from desktopapp.formats.blocks import Block
from desktopapp.formats.package import Encrypted, Torn


def blocks(content: bytes) -> list[Block]:
    """The document's blocks. Raises Encrypted, Torn."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        old, new = Path(folder) / "old.doc", Path(folder) / "new.docx"
        old.write_bytes(content)
        try:
            convert(old, new)
        except EncryptedDocumentError as error:
            raise Encrypted from error
        except (Doc2DocxError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error) as error:
            raise Torn from error
        return from_docx.blocks(new.read_bytes())
