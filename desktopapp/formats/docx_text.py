"""Runs and paragraphs of WordprocessingML. Everything that a person typed passes through `escaped` on its way into a file."""

from __future__ import annotations

import re

# XML allows no control characters, lone surrogates or U+FFFE/U+FFFF; a carriage return would come back as another line.
_FORBIDDEN = re.compile("[^\t\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOUBTFUL = re.compile("((?:^|(?<=[ -~]))[—‘’“”…·×]+)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_TEXT = '<w:t xml:space="preserve">'


def escaped(text: str) -> str:
    """The text as XML; characters that XML forbids are left out."""
    return _FORBIDDEN.sub("", text).translate(_MARKUP)


def run(text: str, properties: str = "", style: str = "", font: str = "") -> str:
    """A run, nothing for no text. The hint makes “ ” and — Chinese; the fonts come from the style.

    Some programs overlook the hint where such a mark begins a paragraph or stands beside figures: there it names its `font`.
    """
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    pieces = _DOUBTFUL.split(text) if font else [text]
    return "".join(_run(piece, named, font if number % 2 else "", properties) for number, piece in enumerate(pieces))


def _run(text: str, named: str, font: str, properties: str) -> str:
    words = escaped(text)
    if not words:
        return ""
    words = words.replace("\t", f"</w:t><w:tab/>{_TEXT}").replace("\n", f"</w:t><w:br/>{_TEXT}")
    fonts = f' w:ascii="{font}" w:hAnsi="{font}"' if font else ""
    return f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"{fonts}/>{properties}</w:rPr>{_TEXT}{words}</w:t></w:r>'


def paragraph(style: str, runs: str, properties: str = "", keep: bool = False) -> str:
    """A paragraph in a style; `keep` holds it on the page of the next one."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{properties}</w:pPr>{runs}</w:p>'
