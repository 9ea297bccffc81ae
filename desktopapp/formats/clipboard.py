"""Reads a report, or a table of one, from the clipboard: Word, WPS, Excel and browsers put HTML there and the same as text with tabs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktopapp.core.files import NotUnderstood
from desktopapp.core.form import Form
from desktopapp.formats.blocks import Grid, TooMuch, limited
from desktopapp.formats.incoming import Incoming

NAME = "剪贴板"
LARGEST = 4 * 1024 * 1024  # characters; a city's report has 400,000 with Word's markup
_HEADER = re.compile(r"^Version:[\d.]+\s.*?(?=<)", re.DOTALL)  # Windows says in front where the fragment begins


def read(html: str, text: str, forms: Mapping[str, Form]) -> Incoming:
    """What was copied, as HTML and as text; either may be blank. The HTML is taken where it has a table. Raises NotUnderstood."""
    if len(html) + len(text) > LARGEST:
        raise NotUnderstood("复制的内容太多，不像是年度报告。请只复制年度报告的内容，再粘贴。")
    if "<table" in html.lower() or not text.strip():
        from desktopapp.formats import from_html
        from desktopapp.formats.assembling import assemble

        try:
            blocks = limited(from_html.fragment(_HEADER.sub("", html)))
        except TooMuch as error:
            raise NotUnderstood("复制的内容太多，不像是年度报告。请只复制年度报告的内容，再粘贴。") from error
        if any(isinstance(block, Grid) for block in blocks) or not text.strip():
            return assemble(blocks, NAME, forms)
    from desktopapp.formats import from_txt

    return from_txt.read_text(text, NAME, forms)
