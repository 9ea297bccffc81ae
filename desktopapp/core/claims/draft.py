"""A sentence while it is being read: what it has said so far, and under which time and scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from desktopapp.core.claims.claims import Change, Claim, Closed, Count, Rate, Said, Sentence, Share
from desktopapp.core.claims.clauses import Clause
from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.meaning import APPLICATIONS, DISPUTES, FAMILIES, FOREIGN, SPEAKING, Roles, Setting
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.claims.roles import DECLINED, REFUSED, UNAVAILABLE
from desktopapp.core.claims.words import Token, says_nothing, within

COMPARING = ("较", "比", "与", "同", "于")  # 较2023年: the year is not the one spoken of
_MEDIA = re.compile(r"网站|门户|公报|新媒体|公众号|平台|栏目|专栏|网上")
_ATTRIBUTES = re.compile(r"公文|属性")  # 主动公开86件、依申请公开120件、不予公开54件 are kinds of documents
_PARTED = re.compile(r"公民[^，。；、]{0,8}?\d+ ?[件宗份条][，、；][^。；，]{0,6}(?:法人|企业|组织)")
_ADDED = ("加上", "连同", "加之", "另加", "另有上年")
_DISMISSED = re.compile(r"[^，。；、\d]{0,4}(?:驳回|不予受理)")
_FIELDS = re.compile(r"(?:集中|涉及|主要是|主要为)[^，。；]{0,24}(?:领域|类|方面)")  # reviews and suits about other matters
_EXAMPLE = re.compile(r"^\s*(?:例如|比如|如，|如：|以案释法)|(?<!有)某(?:申请人|公司|企业|村民|居民|市民)|[张李王刘陈赵]某")
_NEAR = 8  # characters: 全县各乡镇、各部门 is the whole county


class Near(NamedTuple):
    """A number in its clause, with the words before it and behind it up to the next numbers."""

    clause: Clause
    before: Sequence[Token]
    numeral: Numeral
    after: Sequence[Token]


class Before(NamedTuple):
    """What the sentence before said, for one that begins with 其中 or 均."""

    claims: Sequence[Claim] = ()
    counts: Sequence[Count] = ()


class Draft:
    """One sentence being read; `sentence` is what it says in the end."""

    def __init__(self, text: str, setting: Setting, clauses: tuple[Clause, ...], before: Before) -> None:
        self.text, self.setting, self.clauses = text, setting, clauses
        self.continues = bool(clauses[0].tokens) and clauses[0].tokens[0].kind in (Is.AMONG, Is.ALL)
        self.before = list(before.claims) if self.continues else []
        self.scope = self.before[-1].scope if self.before else ""
        self.time = self.before[-1].time if self.before else ""
        self.scope_end = 0
        self.claims: list[Claim] = []
        self.counts = [max(before.counts, key=lambda count: count.numeral.value)] if self.continues and before.counts else []
        self.closed: list[Closed] = []
        self.rates: list[Rate] = []
        self.shares: list[Share] = []
        self.changes: list[Change] = []
        self.enumeration: list[Token] = []  # words of the clauses before that 、 joins to this one
        self.ahead: list[Token] = []  # the words of the clause before, if it has no number
        self.queue: list[Roles] = []  # what 分别 has still to give away
        self.others: list[Roles] = []  # what 各 gives the same number
        self.divided = -1  # the number that 其中 divides, by its position in `counts`
        self.divided_at = 0
        self.divided_topic = self.divided_scope = ""
        self.foreign_number = False
        self.plan = False  # 下一步 …: what follows is no fact of the year
        self.wished = False  # 确保、力争 …, up to the next comma
        self._begin()

    def _begin(self) -> None:
        setting = self.setting
        words = self.text[self.clauses[0].start : self.clauses[-1].end]
        ours = "信息公开" in words or "依申请" in words
        setting.parted = bool(_PARTED.search(words))
        setting.elsewhere = not ours and bool(_FIELDS.search(words))
        setting.dispute_known = setting.dispute_known or ours
        setting.in_media = bool(_MEDIA.search(words))
        self.plan = bool(_ATTRIBUTES.search(words) or _EXAMPLE.search(words))
        if self.continues:
            return
        setting.whole = ""
        if setting.topic == FOREIGN:
            setting.topic = setting.section if setting.section != "disputes" else ""

    def sentence(self, denied: Sequence[Claim]) -> Sentence:
        """What was read, with what was denied in words."""
        told = [self.with_the_old(claim) for claim in self.claims]
        claims = tuple(sorted((*denied, *_with_siblings(told, self.dismissed)), key=lambda claim: claim.start))
        span = self.clauses[0].start, self.clauses[-1].end
        return Sentence(*span, claims, tuple(self.counts), tuple(self.closed), tuple(self.rates), tuple(self.shares), tuple(self.changes))

    def with_the_old(self, claim: Claim) -> Claim:
        """受理2件，1件为本年新收，1件为上年结转: what came in and what had been carried in."""
        old = [one.value for one in self.claims if one.role == "carried_in" and one.start > claim.end]
        new = [count.numeral.value for count in self.counts if not count.role and count.numeral.start > claim.end]
        if claim.role == "received" and any(one + other == claim.value for one in old for other in new):
            return claim._replace(roles=(("received_in_all",),))
        return claim

    def dismissed(self, claim: Claim) -> tuple[Decimal, ...]:
        """Reviews or suits beside a claim that were 驳回, which may be 结果维持 or 其他结果."""
        if not claim.role.endswith((".upheld", ".other")):
            return ()
        told = [count for count in self.counts if not count.role and not count.numeral.is_percent and count.whole >= 0]
        return tuple(
            count.numeral.value
            for count in told
            if "；" not in self.text[min(count.numeral.start, claim.start) : max(count.numeral.end, claim.end)]
            and (_DISMISSED.search(count.label[-8:]) or _DISMISSED.match(self.text, count.numeral.end))
        )

    # what goes on from clause to clause

    def look(self, tokens: Sequence[Token]) -> None:
        """Times and scopes hold for what follows them in the sentence."""
        for token in tokens:
            if token.kind is Is.SCOPE:
                if not self.text.startswith("名义", token.end) and not (
                    token.value == "part" and self.scope.startswith("whole") and token.start - self.scope_end < _NEAR
                ):
                    self.scope, self.scope_end = token.value, token.end
            elif token.kind is Is.TIME and (self.text.startswith("（", token.end) or not self.text.endswith(COMPARING, 0, token.start)):
                self.time = self.time if within(self.text, token) else "" if token.value == "now" else token.value
            elif token.kind is Is.PLAN and token.value == "rest":
                self.plan = True

    def divide(self, clause: Clause) -> None:
        """其中: what follows divides the last number."""
        last = next((claim for claim in reversed(self.claims or self.before) if claim.value and claim.said is Said.NUMBER), None)
        self.setting.whole = last.role if last else ""
        self.divided = len(self.counts) - 1
        self.divided_at, self.divided_topic = self.depth(clause), self.setting.topic
        self.divided_scope = self.scope if self.claims or self.before else ""

    def end_division(self, clause: Clause) -> None:
        """What 其中 divides within brackets is divided up to their end."""
        if self.divided >= 0 and (self.divided_up() if clause.mark == "；" else self.text.startswith(_ADDED, clause.start)):
            self.divided, self.setting.whole = -1, ""
        if self.divided >= 0 and clause.mark == "）" and self.depth(clause) < self.divided_at:
            self.divided, self.setting.whole = -1, ""
            self.scope = self.divided_scope
            if self.setting.topic.startswith("suit_"):
                self.setting.topic = self.divided_topic

    def divided_up(self) -> bool:
        """The parts named so far are the whole."""
        parts = [count.numeral.value for count in self.counts if count.whole == self.divided]
        return sum(parts) == self.counts[self.divided].numeral.value

    def depth(self, clause: Clause) -> int:
        """In how many brackets a clause begins."""
        before = self.text[self.clauses[0].start : clause.start]
        return before.count("（") - before.count("）")

    def pass_by(self, clause: Clause) -> None:
        """A clause without a number may say what the next ones are about: 清理行政规范性文件，废止1件."""
        told = [token for token in clause.tokens if token.kind in (Is.SUBJECT, Is.FOREIGN)]
        if told and told[-1].kind is Is.SUBJECT and not clause.has(Is.PLAN):
            value = told[-1].value
            if value in DISPUTES and clause.has(Is.GUARD):
                value = FOREIGN
            if value != "application":
                self.setting.topic = value
                self.setting.dispute_known = self.setting.dispute_known or value == APPLICATIONS
            elif self.setting.section == APPLICATIONS:
                self.setting.topic = APPLICATIONS
        self.enumeration += clause.tokens if clause.mark == "、" or not self.enumeration else []
        self.ahead = [*clause.tokens] if clause.mark != "、" else [*self.enumeration]

    def leave(self, clause: Clause) -> None:
        """A clause with numbers is done; one of percentages alone says nothing new: 以自然人为主，占93.1%，共54件."""
        only_percent = all(numeral.is_percent for token in clause.tokens if (numeral := token.numeral))
        spoken = [word for word in clause.tokens if word.kind in SPEAKING]
        self.enumeration = []
        self.ahead = (spoken or self.ahead) if only_percent else []

    def add(self, said: Said, roles: Roles, numeral: Numeral, clause: Clause, reviewer: bool = False) -> None:
        """A claim, under the time and scope that hold here."""
        span = numeral.start, numeral.end, clause.start, clause.end
        self.claims.append(Claim(said, roles, numeral, *span, self.scope, self.time, reviewer=reviewer))

    # the text between words

    def rest(self, words: Sequence[Token], start: int, end: int) -> str:
        """The text between two positions without the words in it."""
        kept, at = "", start
        for word in words:
            if word.start >= start and word.end <= end:
                kept += self.text[at : word.start]
                at = word.end
        return kept + self.text[at:end]

    def joined(self, words: Sequence[Token]) -> bool:
        """The words that speak are joined by 、 or 和."""
        spoken = [word for word in words if word.kind in FAMILIES or word.kind is Is.SUBJECT]
        between = (self.text[one.end : other.start] for one, other in pairwise(spoken))
        return any(mark in gap for gap in between for mark in "、和及与或并")

    def directly(self, word: Token, numeral: Numeral) -> bool:
        """Between a word and its number stands nothing of a meaning."""
        return says_nothing(self.text[word.end : numeral.start])


_ROWS = frozenset((*REFUSED, *UNAVAILABLE, *DECLINED, "part_of_not_held"))
_TOGETHER = {
    "other_handling": frozenset(("withdrawn", "other_not_corrected", "other_fee_unpaid")),
    "granted": frozenset(("already_public", "partly_granted")),
    "refused": frozenset(("refused_state_secret", "refused_third_party")),
}


def _with_siblings(claims: Sequence[Claim], dismissed: Callable[[Claim], tuple[Decimal, ...]]) -> Iterator[Claim]:
    """Each claim with the numbers beside it that the table counts in the same row: 撤回6件、其他处理3件; 废止2件、宣布失效3件."""
    for claim in claims:
        shares = _TOGETHER.get(claim.role, frozenset())
        if claim.role in _ROWS or claim.role.endswith((".issued", ".repealed", ".corrected", ".other")):
            shares = shares | {claim.role}
        beside = tuple(other.value for other in claims if other is not claim and other.said is Said.NUMBER and other.role in shares)
        beside += dismissed(claim)
        yield claim._replace(siblings=beside) if beside else claim
