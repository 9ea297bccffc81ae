"""更正公告: what was published and what it should say, place by place, as the text of an announcement."""

from __future__ import annotations

from collections.abc import Iterable

from desktopapp.core.content import Content, Difference, differences, name
from desktopapp.core.form import Form
from desktopapp.core.structuring import chinese


def title(said: Content) -> str:
    """The announcement's title, after the report as it was published."""
    return f"关于更正《{_one_line(said.get('title', ''))}》的公告"


def paragraphs(form: Form, published: Content, corrected: Content) -> tuple[str, ...]:
    """The announcement's paragraphs; empty where nothing that is published differs. What the program cannot know stands in 【填…】."""
    found = differences(form, published, corrected)
    if not found:
        return ()
    items = tuple(_items(form, found))
    report = _one_line(published.get("title", ""))
    opening = f"本机关【填公布日期】公布的《{report}》，经核对有{len(items)}处需要更正，现公告如下："
    return (opening, *items, "更正后的报告已在原栏目重新公布，此前公布的内容以本公告为准。", "特此公告。")


def _items(form: Form, found: Iterable[Difference]) -> Iterable[str]:
    for number, difference in enumerate(found, 1):
        where = name(form, difference.place)
        before, after = (_one_line(text) for text in (difference.before, difference.after))
        ordinal = chinese(number)
        if not before:
            yield f"{ordinal}、{where}：增加“{after}”。"
        elif not after:
            yield f"{ordinal}、{where}：删去“{before}”。"
        else:
            yield f"{ordinal}、{where}：“{before}”更正为“{after}”。"


def _one_line(text: str) -> str:
    return text.replace("\n", "")
