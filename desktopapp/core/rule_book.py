"""The rule book (核对规则): what each rule looks at, in words, and a search over all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktopapp.core.checks import SEVERITY_WORDS, Rule
from desktopapp.core.form import Form

_PARTS = {"T2": "disclosure", "T3": "applications", "T4": "disputes"}
_MATTERS = {
    "C": "三张表的每一格",
    "XY": "本年与上年年报",
    "NT": "文字与表格",
    "NN": "文字里的数",
    "TX": "文字的内容、用语、标点",
    "ST": "标题、层次、落款",
    "PR": "文字里的个人信息和涉密内容",
}


class Described(NamedTuple):
    """A rule, what it looks at, and how many equations it checks: the form's own, or the comparisons that it makes."""

    rule: Rule
    looks_at: str
    equations: int
    cells: tuple[str, ...]  # those of the equations that the form states, else all of the table; none for a rule on texts

    @property
    def severity(self) -> str:
        """The gravest that it gives, in the users' words."""
        return SEVERITY_WORDS[self.rule.severity]

    @property
    def words(self) -> str:
        """All that is written of it, for a search."""
        return " ".join((self.rule.id, " ".join(self.rule.clause.split()), self.looks_at, self.severity, self.rule.source))


def described(rules: Iterable[Rule], form: Form) -> tuple[Described, ...]:
    """Each rule with what it looks at."""
    equations = Counter(identity.rule for identity in form.identities)
    return tuple(
        Described(rule, looks_at(rule.id, form), equations[rule.id] or rule.equations, tuple(_cells(rule.id, form))) for rule in rules
    )


def _cells(number: str, form: Form) -> dict[str, None]:
    kind = number.split("-")[0]
    stated = dict.fromkeys(cell for identity in form.identities if identity.rule == number for cell in identity.cells)
    if stated:
        return stated
    table = form.tables.get(_PARTS.get(kind, ""))
    everywhere = form.cells if kind.startswith("C") else ()
    return dict.fromkeys(cell.address for cell in table.cells) if table else dict.fromkeys(everywhere)


def looks_at(number: str, form: Form) -> str:
    """What a rule of this number looks at: a part by its heading, or a matter; the office's own rules where neither is known."""
    kind = number.split("-")[0]
    if kind in _PARTS:
        return form.part(_PARTS[kind]).heading
    return _MATTERS.get(kind) or _MATTERS.get(kind.rstrip("0123456789")) or "本地要求"


def matching(book: Sequence[Described], text: str) -> tuple[Described, ...]:
    """The rules in which every word stands; all where nothing is looked for."""
    words = text.casefold().split()
    return tuple(each for each in book if all(word in each.words.casefold() for word in words))
