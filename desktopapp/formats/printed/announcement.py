"""更正公告 as it is printed: title, paragraphs, organ and a date to be filled in."""

from __future__ import annotations

from desktopapp.core import correction
from desktopapp.core.content import Content
from desktopapp.core.form import Form
from desktopapp.formats.printed import page
from desktopapp.formats.printed.blocks import Block, Paragraph, Printed, Run, Section


def printed(form: Form, published: Content, corrected: Content) -> Printed:
    """The announcement; its paragraphs are empty where nothing differs."""
    title, organ = correction.title(published), corrected.get("organ", "")
    words = correction.paragraphs(form, published, corrected)
    blocks: list[Block] = [Paragraph(page.TITLE, (Run(title),), below=page.LINE)]
    blocks += [Paragraph(page.TEXT, (Run(text),)) for text in words]
    blocks += [
        Paragraph(page.SIGNATURE, (Run(text),), above=above, left=page.TEXT_WIDTH // 2)
        for text, above in ((organ, 2 * page.LINE), ("【填公告日期】", 0))
        if text
    ]
    return Printed((Section("", tuple(blocks)),), title, organ)
