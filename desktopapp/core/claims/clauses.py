"""A paragraph's sentences and clauses, with the words in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.words import Token, says_nothing

_SENTENCE_ENDS = frozenset("。！？\n")


class Clause(NamedTuple):
    """What stands between two marks: the mark before it, its words, characters from `start` up to `end`."""

    mark: str
    tokens: tuple[Token, ...]
    start: int
    end: int

    def has(self, *kinds: Is) -> bool:
        """It has a word of these kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def counts(self) -> bool:
        """It has a number."""
        return self.has(Is.NUMERAL)


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Clause, ...]]:
    """The clauses of each sentence."""
    clauses: list[Clause] = []
    held: list[Token] = []
    mark, start = "", 0
    for at, token in enumerate(tokens):
        cut = token.value if token.kind is Is.MARK else "、" if _before_a_number(text, tokens, at) else ""
        if not cut:
            held.append(token)
            continue
        clauses.append(Clause(mark, tuple(held), start, token.start))
        held, mark, start = [], cut, token.end
        if cut in _SENTENCE_ENDS:
            yield tuple(clauses)
            clauses, mark = [], ""
    clauses.append(Clause(mark, tuple(held), start, len(text)))
    yield tuple(clauses)


def _before_a_number(text: str, tokens: Sequence[Token], at: int) -> bool:
    """和 in 维持1件和纠正1件 or 3件公开和2件不公开 parts two numbers."""
    if tokens[at].kind is not Is.AND or at + 1 >= len(tokens):
        return False
    follows = tokens[at + 1]
    if follows.kind is Is.NUMERAL and says_nothing(text[tokens[at].end : follows.start]):
        return True
    before = tokens[at - 1] if at else None
    return bool(before and before.kind is Is.NUMERAL and before.end == tokens[at].start)
