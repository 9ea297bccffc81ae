"""What a 活数字 can say, by name: every cell, the sums that texts speak of and tables do not print, and the usual rates."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.fields import addresses
from desktopapp.core.form import Form


class Entry(NamedTuple):
    """Something that a field can say: its name in words, and what stands between the field's braces."""

    words: str
    field: str


_TOTAL = "total"
# Groups of 表三 have captions and no numbers of their own (30号附件).
_GROUPS = {
    "（三）不予公开": "refused_",
    "（四）无法提供": "unavailable_",
    "（五）不予处理": "declined_",
    "（六）其他处理": "other_",
}
_SUMS = {
    "本年收办（新收＋上年结转）": "applications.received.total+applications.carried_in.total",
    "行政诉讼（直接起诉＋复议后起诉）": "disputes.suit_direct.total+disputes.suit_after_review.total",
    "行政复议和行政诉讼": "disputes.review.total+disputes.suit_direct.total+disputes.suit_after_review.total",
    "法人或其他组织 · 本年新收": "+".join(
        f"applications.received.{column}" for column in ("business", "research", "public_welfare", "legal_service", "other")
    ),
}  # fmt: skip
_RATES = {
    "自然人占本年新收的百分比": "applications.received.natural_person/applications.received.total%",
    "予以公开占办结的百分比": "applications.granted.total/applications.concluded.total%",
    "办结率（办结占收办）": "applications.concluded.total/applications.received.total+applications.carried_in.total%",
}


@lru_cache(maxsize=4)
def entries(form: Form) -> tuple[Entry, ...]:
    """Everything, the totals that texts speak of most first, the rates last: who types the name of a cell means its number."""
    cells = [Entry(_named(form, address), address) for address in form.cells]
    totals = [entry for entry in cells if entry.field.endswith(f".{_TOTAL}") or entry.field.startswith("disclosure.")]
    others = [entry for entry in cells if entry not in totals]
    sums = [Entry(words, field) for words, field in (*_group_sums(form), *_SUMS.items()) if _known(form, field)]
    rates = [Entry(words, field) for words, field in _RATES.items() if _known(form, field)]
    return (*totals, *sums, *others, *rates)


def searched(form: Form, typed: str) -> tuple[Entry, ...]:
    """The entries in whose names all typed words stand; all of them while nothing is typed."""
    words = typed.split()
    return tuple(entry for entry in entries(form) if all(word in entry.words for word in words))


def named(form: Form, field: str) -> str:
    """What a field says, in words."""
    return next((entry.words for entry in entries(form) if entry.field == field), "、".join(_all_named(form, field)))


def _all_named(form: Form, field: str) -> list[str]:
    return [_named(form, address) for address in addresses(field)]


def _named(form: Form, address: str) -> str:
    cell = form.cells[address]
    return f"{cell.label}（{form.part(cell.table).heading[0]}）"


def _group_sums(form: Form) -> list[tuple[str, str]]:
    table = form.tables["applications"]
    rows = [row for block in table.blocks for row in block.rows]
    return [
        (f"{group} · 总计", "+".join(table.address(row.key, _TOTAL) for row in rows if row.key.startswith(prefix)))
        for group, prefix in _GROUPS.items()
    ]


def _known(form: Form, field: str) -> bool:
    return bool(field) and all(address in form.cells for address in addresses(field))
