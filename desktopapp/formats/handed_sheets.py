"""The sheets that this program prints with a draft, found again in a file: 审签单 and 核对表 are no part of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktopapp.formats.blocks import SHEET, Aside, Block, Grid, Paragraph

SIGN_OFF, CHECKS = "审签单", "核对表"
_END = re.compile(r"归档，不对外公布。?$")  # the last words of both sheets
_CODE = re.compile(r"\S*稿\S*\s*校验码\s*[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}")
_PAGE_NUMBER = re.compile(rf"(?:{SIGN_OFF}|{CHECKS})?[-—–\s]*第?\d{{1,3}}页?[-—–\s]*(?:共\d{{1,3}}页)?")


def is_foot(text: str) -> bool:
    """Nothing but a page number, or the code of a draft and the name of a sheet beside it."""
    rest, codes = _CODE.subn("", text)
    return (codes > 0 and not rest.strip()) or _PAGE_NUMBER.fullmatch(rest.strip()) is not None


def without_sheets(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with an aside in a sheet's place."""
    place = 0
    while place < len(blocks):
        end = _end_of(blocks, place)
        if end:
            yield Aside(SHEET, _called(blocks[place]))
        else:
            yield blocks[place]
        place = end or place + 1


def _called(block: Block) -> str:
    """The sheet whose title the block is; blank if none's."""
    text = "".join(block.text.split()) if isinstance(block, Paragraph) else ""
    return CHECKS if text == CHECKS else SIGN_OFF if text in (SIGN_OFF, f"政府信息公开工作年度报告{SIGN_OFF}") else ""


def _end_of(blocks: Sequence[Block], start: int) -> int:
    """Where the sheet that begins here ends; 0 where none begins. A sheet has tables, and its last words say that it is not published."""
    if not _called(blocks[start]):
        return 0
    has_table = False
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        has_table = has_table or isinstance(block, Grid)
        if _called(block) or (isinstance(block, Paragraph) and _END.search(block.text.strip())):
            return place + 1 if has_table and not _called(block) else 0
    return 0
