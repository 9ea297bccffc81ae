"""Reading a paragraph: clause by clause, number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from desktopapp.core.claims.claims import Change, Claim, Closed, Count, Rate, Said, Sentence, Share
from desktopapp.core.claims.clauses import Clause, sentences
from desktopapp.core.claims.meaning import APPLICATIONS, DISPUTES, FAMILIES, FOREIGN, SPEAKING, Region, Roles, Setting
from desktopapp.core.claims.numerals import Numeral, plain
from desktopapp.core.claims.roles import DECLINED, REFUSED, UNAVAILABLE
from desktopapp.core.claims.words import Is, Token, says_nothing, tokens
from desktopapp.core.claims.zeros import zeros

_COUNT_UNITS = frozenset(("", "部", "件", "件次", "条", "宗", "份", "起", "项", "次", "例", "个", "封", "批", "笔", "人次", "人"))
_LOOSE_UNITS = frozenset(("条", "人", "人次"))
_COMPARING = ("较", "比", "与", "同", "于")
_PER_CENT_DIGITS = 100
_NEAR = 8  # characters: 全县各乡镇、各部门 is the whole county
_IN_TIME = re.compile(r"法定|按时|按期|规定|时限|期限|及时|限期")


@lru_cache(maxsize=512)
def read(text: str, section: str = "") -> tuple[Sentence, ...]:
    """The sentences of a paragraph that say something about numbers. `section` is the topic of the heading above it."""
    words = plain(text)
    setting = Setting(section=section, topic=section, dispute_known=section in (APPLICATIONS, "disputes"))
    if section == "disputes":
        setting.topic = ""
    found: list[Sentence] = []
    counted: list[Count] = []
    carried: list[Claim] = []  # what the sentence before claimed, for one that begins with 其中 or 均
    for clauses in sentences(words, tokens(words)):
        reader = _SentenceReader(words, setting, clauses, carried, counted)
        sentence = reader.read()
        if any(sentence[2:]):
            found.append(sentence)
        carried = list(sentence.claims) or carried
        counted = [count for count in sentence.counts if count.role] or counted
    return tuple(found)


class _SentenceReader:
    """One sentence being read."""

    def __init__(self, text: str, setting: Setting, clauses: tuple[Clause, ...], before: list[Claim], before_counts: list[Count]) -> None:
        self.text, self.setting, self.clauses = text, setting, clauses
        self.continues = bool(clauses[0].tokens) and clauses[0].tokens[0].kind in (Is.AMONG, Is.ALL)
        self.scope = before[-1].scope if self.continues and before else ""
        self.time = before[-1].time if self.continues and before else ""
        self.scope_end = 0
        self.before = before
        self.claims: list[Claim] = []
        self.counts: list[Count] = []
        self.closed: list[Closed] = []
        self.rates: list[Rate] = []
        self.shares: list[Share] = []
        self.changes: list[Change] = []
        self.enumeration: list[Token] = []  # words of the clauses before that 、 joins to this one
        self.ahead: list[Token] = []  # the words of the clause before, if it has no number
        self.queue: list[Roles] = []  # what 分别 has still to give away
        if self.continues and before_counts:
            self.counts.append(max(before_counts, key=lambda count: count.numeral.value))
        self.others: list[Roles] = []  # what 各 gives the same number
        self.divided = -1
        self.foreign_number = False
        self.plan = False
        self.wished = False  # 确保、力争 …, up to the next comma

    def read(self) -> Sentence:
        if "信息公开" in self.text[self.clauses[0].start : self.clauses[-1].end]:
            self.setting.dispute_known = True
        self.setting.whole = self.setting.whole if self.continues else ""
        if self.setting.topic == FOREIGN and not self.continues:
            self.setting.topic = self.setting.section if self.setting.section != "disputes" else ""
        denied = list(zeros(self.text, self.clauses, self.setting))
        for clause in self.clauses:
            if clause.mark != "、" or (self.ahead and not self.enumeration):
                self.enumeration = list(self.ahead) if clause.mark == "、" else []
            self._read_clause(clause)
        claims = tuple(sorted((*denied, *_with_siblings(self.claims)), key=lambda claim: claim.start))
        return Sentence(
            self.clauses[0].start,
            self.clauses[-1].end,
            claims,
            tuple(self.counts),
            tuple(self.closed),
            tuple(self.rates),
            tuple(self.shares),
            tuple(self.changes),
        )

    def _read_clause(self, clause: Clause) -> None:
        numerals = [at for at, token in enumerate(clause.tokens) if token.kind is Is.NUMERAL]
        if clause.has(Is.AMONG, Is.CONTAINS) or (clause.mark == "：" and self.counts):
            self._divide()
        if not numerals:
            self._look(clause.tokens)
            self._note_subject(clause)
            self._all(clause, clause.tokens)
            self.enumeration += clause.tokens if clause.mark == "、" or not self.enumeration else []
            self.ahead = [*clause.tokens] if clause.mark != "、" else [*self.enumeration]
            return
        done = 0
        for position, at in enumerate(numerals):
            following = numerals[position + 1] if position + 1 < len(numerals) else len(clause.tokens)
            self._look(clause.tokens[done:at])
            used = self._number(clause, clause.tokens[done:at], clause.tokens[at], clause.tokens[at + 1 : following])
            done = following if used else at + 1
        self._look(clause.tokens[done:])
        self._all(clause, clause.tokens[numerals[-1] + 1 :])
        only_percent = all(numeral.is_percent for token in clause.tokens if (numeral := token.numeral))
        spoken = [word for word in clause.tokens if word.kind in SPEAKING]
        self.enumeration = []
        self.ahead = spoken or self.ahead if only_percent else []

    def _note_subject(self, clause: Clause) -> None:
        """A clause without a number may say what the next ones are about: 清理行政规范性文件，废止1件."""
        told = [token for token in clause.tokens if token.kind in (Is.SUBJECT, Is.FOREIGN)]
        if told and told[-1].kind is Is.SUBJECT and not clause.has(Is.PLAN):
            value = told[-1].value
            if value != "application":
                self.setting.topic = value
                self.setting.dispute_known = self.setting.dispute_known or value == APPLICATIONS
            elif self.setting.section == APPLICATIONS:
                self.setting.topic = APPLICATIONS

    def _divide(self) -> None:
        """其中: what follows divides the last number."""
        last = self.claims[-1] if self.claims else self.before[-1] if self.continues and self.before else None
        self.setting.whole = last.role if last else ""
        self.divided = len(self.counts) - 1

    def _look(self, tokens: Sequence[Token]) -> None:
        """Times and scopes hold for what follows them in the sentence."""
        for token in tokens:
            if token.kind is Is.SCOPE:
                if not (token.value == "part" and self.scope.startswith("whole") and token.start - self.scope_end < _NEAR):
                    self.scope, self.scope_end = token.value, token.end
            elif token.kind is Is.TIME and not self.text.endswith(_COMPARING, 0, token.start):
                self.time = "" if token.value == "now" else token.value
            elif token.kind is Is.PLAN and token.value == "rest":
                self.plan = True

    # numbers

    def _number(self, clause: Clause, before: Sequence[Token], token: Token, after: Sequence[Token]) -> bool:
        """Read one number; whether the words behind it were taken for it."""
        numeral = token.numeral
        assert numeral is not None
        if numeral.is_percent:
            self._percentage(clause, before, numeral)
            return False
        change = [word for word in before if word.kind is Is.CHANGE]
        if change and says_nothing(self.text[change[-1].end : numeral.start]) and not self.text.startswith(("到", "至"), change[-1].end):
            self._change(change[-1], before, numeral)
            return False
        roles, used = self._roles(clause, before, numeral, after)
        if self._last_years(before):
            roles = ()
        self._count(clause, (*before, *after), numeral, roles)
        if roles:
            self._claim(clause, roles, numeral, before)
            for other in self.others:
                self._claim(clause, other, numeral, before)
            self.others = []
        elif self.setting.topic == FOREIGN and numeral.value:
            self.foreign_number = True
        return used

    def _last_years(self, before: Sequence[Token]) -> bool:
        """与2023年的8件相比: last year's number, told to compare."""
        times = [word for word in before if word.kind is Is.TIME]
        return bool(times) and self.text.endswith(_COMPARING, 0, times[-1].start) and not any(word.kind in FAMILIES for word in before)

    def _roles(self, clause: Clause, before: Sequence[Token], numeral: Numeral, after: Sequence[Token]) -> tuple[Roles, bool]:
        if self.plan or numeral.unit not in _COUNT_UNITS and not numeral.is_money:
            return (), False
        own = [word for word in before if word.kind in SPEAKING]
        if self.queue and not own:
            return self.queue.pop(0), False
        words = [*self.enumeration, *before] if clause.mark == "、" and self._continues_list(before) else list(before)
        if not own and not words and clause.mark == "）":
            words = self._before_bracket(clause)
        if not own:
            ahead = self._number_first(clause, before, numeral, after)
            if ahead is not None:
                return ahead, True
            if self.ahead and self._leads_here(before, numeral):
                return self._spoken(Region(tuple(self.ahead), False, _joined(self.text, self.ahead)), numeral), False
        if not any(word.kind in SPEAKING for word in words) or not self._reaches(words, before, numeral, after):
            return (), False
        return self._listed(words, numeral, after), False

    def _before_bracket(self, clause: Clause) -> list[Token]:
        """无法提供（本机关不掌握）7件: the words before the bracket and in it."""
        at = self.clauses.index(clause)
        inside, outside = self.clauses[at - 1], self.clauses[at - 2] if at > 1 else None
        if outside is None or inside.mark != "（" or inside.counts or outside.counts:
            return []
        return [*outside.tokens, *inside.tokens]

    def _continues_list(self, before: Sequence[Token]) -> bool:
        """The words joined by 、 are of one family, so that the number may be of all of them."""
        mine = {word.kind for word in before if word.kind in FAMILIES or word.kind is Is.SUBJECT}
        theirs = {word.kind for word in self.enumeration if word.kind in FAMILIES or word.kind is Is.SUBJECT}
        return bool(mine & theirs)

    def _listed(self, words: list[Token], numeral: Numeral, after: Sequence[Token]) -> Roles:
        """分别 and 各 give each of the words before a number of its own."""
        kinds = {word.kind for word in words}
        each = self._each(words, numeral) if kinds & {Is.RESPECTIVELY, Is.EACH} else []
        if len(each) > 1:
            if Is.RESPECTIVELY in kinds:
                self.queue = each[1:]
                return each[0]
            self.others = each[1:]
            return each[0]
        known = words if any(word.kind is Is.SUBJECT for word in words) else [*words, *_subject_behind(after)]
        return self._spoken(Region(tuple(known), False, _joined(self.text, words)), numeral)

    def _each(self, words: list[Token], numeral: Numeral) -> list[Roles]:
        """The roles that are listed, one by one, each in the light of what is no list."""
        family = next((kind for kind in (*FAMILIES[:4], Is.SUBJECT, Is.STEP) if sum(word.kind is kind for word in words) > 1), None)
        rest = [word for word in words if word.kind is not family]
        said = [word for word in words if word.kind is family]
        return [self._spoken(Region((*rest, word), False), numeral) for word in said]

    def _spoken(self, region: Region, numeral: Numeral) -> Roles:
        """The roles that a region gives a number with this unit."""
        roles = self.setting.meaning(region)
        if not roles:
            return ()
        role = roles[0][0]
        money = role == "fees"
        if money != numeral.is_money or self.setting.topic == "processing_fee":
            return ()
        decided = role.removeprefix("published_") in ("licensing", "penalties", "coercion")
        if (
            decided
            and numeral.unit in _LOOSE_UNITS
            and not any(self.text[word.end - 2 : word.end] in ("结果", "决定", "定书") for word in region.tokens)
        ):
            return ()
        if decided and (numeral.unit == "" or role.startswith("published_") and not _names_decisions(self.text, region)):
            return ()
        return roles

    def _number_first(self, clause: Clause, before: Sequence[Token], numeral: Numeral, after: Sequence[Token]) -> Roles | None:
        """3件予以公开, 52件行政许可; None where no word behind the number speaks of it."""
        told = [word for word in after if word.kind in SPEAKING or word.kind in (Is.GUARD, Is.NOT)]
        if not told or any(word.kind is Is.CHANGE for word in before):
            return None
        gap = self.text[numeral.end : told[0].start]
        near = says_nothing(gap)
        head = told[0].kind
        if head in (Is.GUARD, Is.NOT, Is.FOREIGN):
            if near:
                self.setting.meaning(Region(tuple(told[:1]), True))
            return () if near else None
        if not near and (head not in (Is.RESULT, Is.OUTCOME) and len(gap) > 12 or len(gap) > 25):
            return None
        if not near and head in (Is.STEP, Is.SUBJECT, Is.APPLICANT) and not told[0].value.startswith("carried"):
            return None
        together = any(word.kind is Is.TOGETHER for word in before)
        if all(word.kind is Is.SUBJECT for word in told) and told[0].value in (APPLICATIONS, "application") and not together:
            return None
        if head is Is.ALL:
            return None
        return self._spoken(Region(tuple(word for word in (*before, *after) if word.kind is not Is.AND), True), numeral)

    def _reaches(self, words: list[Token], before: Sequence[Token], numeral: Numeral, after: Sequence[Token]) -> bool:
        """Between the last word that speaks and the number stands nothing of a meaning of its own, nor right behind the number."""
        said = [word for word in words if word.kind in SPEAKING]
        if not said:
            return False
        gap = self._rest(words, said[-1].end, numeral.start)
        if numeral.unit == "":
            follows = self.text[numeral.end : numeral.end + 1]
            return says_nothing(gap) and (not follows or follows in "，、；。：（） 占")
        if not says_nothing(gap) and said[-1].end > (before[0].start if before else 0):
            return False
        behind = self.text[numeral.end : after[0].start if after else self._clause_end(numeral)]
        named = any(word.kind is Is.SUBJECT for word in words) or any(word.kind in (Is.RESULT, Is.OUTCOME, Is.APPLICANT) for word in words)
        return named or says_nothing(behind) or bool(after and after[0].kind in (Is.AND, Is.ALL))

    def _clause_end(self, numeral: Numeral) -> int:
        return next((clause.end for clause in self.clauses if clause.start <= numeral.start < clause.end), len(self.text))

    def _rest(self, words: Sequence[Token], start: int, end: int) -> str:
        """The text between two positions without the words in it."""
        kept, at = "", start
        for word in words:
            if word.start >= start and word.end <= end:
                kept += self.text[at : word.start]
                at = word.end
        return kept + self.text[at:end]

    def _leads_here(self, before: Sequence[Token], numeral: Numeral) -> bool:
        """Between the last word of the clause before that speaks and the number stands nothing of a meaning of its own."""
        said = [word for word in self.ahead if word.kind in SPEAKING]
        if not said:
            return False
        between = [word for clause in self.clauses for word in clause.tokens if said[-1].end <= word.start < numeral.start]
        return says_nothing(re.sub(r"[，、：（）]", "", self._rest(between, said[-1].end, numeral.start)))

    def _count(self, clause: Clause, around: Sequence[Token], numeral: Numeral, roles: Roles) -> None:
        channel = any(word.kind is Is.CHANNEL for word in around)
        money = numeral.is_money and self.setting.topic == "processing_fee"
        label = self.text[max(clause.start, numeral.start - 20) : numeral.start]
        role = roles[0][0] if roles else ""
        self.counts.append(Count(numeral, label, clause.mark, self.divided, role, channel, money))

    def _claim(self, clause: Clause, roles: Roles, numeral: Numeral, before: Sequence[Token]) -> None:
        role = roles[0][0]
        contained = role == "carried_in" and self.claims and self.claims[-1].role in ("received", "handled")
        if contained and (clause.has(Is.CONTAINS, Is.AMONG) or self.setting.whole) and self.claims[-1].role == "received":
            self.claims[-1] = self.claims[-1]._replace(roles=(("received_in_all",),))
        reviewer = role.partition(".")[0] in (*DISPUTES, "suits") and self.setting.reviewing
        self.setting.note(roles)
        self._add(Said.NUMBER, roles, numeral, clause, numeral.start, numeral.end, reviewer)

    def _add(self, said: Said, roles: Roles, numeral: Numeral, clause: Clause, start: int, end: int, reviewer: bool = False) -> None:
        self.claims.append(Claim(said, roles, numeral, start, end, clause.start, clause.end, self.scope, self.time, reviewer=reviewer))

    # percentages and changes

    def _percentage(self, clause: Clause, before: Sequence[Token], numeral: Numeral) -> None:
        words = [*self.ahead, *before]
        rate = next((word for word in reversed(words) if word.kind is Is.RATE), None)
        change = [word for word in before if word.kind is Is.CHANGE]
        if rate and not self.plan and not any(word.kind is Is.PLAN for word in words):
            if self.setting.topic == APPLICATIONS:
                self._rate(rate, before, numeral)
        elif change and says_nothing(self.text[change[-1].end : numeral.start]):
            self._change(change[-1], before, numeral)
        elif any(word.kind is Is.SHARE for word in before) and self.counts:
            part = self.counts[-1]
            self.shares.append(Share(numeral, part.numeral, bool(part.role), part.role))

    def _rate(self, rate: Token, before: Sequence[Token], numeral: Numeral) -> None:
        if numeral.value == _PER_CENT_DIGITS:
            self._close(rate.start, numeral.end, rate=True, timely=rate.value == "timely")
        elif rate.value == "concluded":
            self.rates.append(Rate(numeral, self.scope, self.time))

    def _change(self, word: Token, before: Sequence[Token], numeral: Numeral) -> None:
        own = Region(tuple(token for token in before if token.kind in SPEAKING), False)
        roles = self.setting.meaning(own) if own.tokens else ()
        last = self.claims[-1] if self.claims else None
        if not roles and (own.tokens or last is None or last.said is not Said.NUMBER):
            return
        value = None if roles or last is None else last.value
        sign = 1 if word.value == "up" else -1
        years = [token.value for token in (*self.ahead, *before) if token.kind is Is.TIME and token.value.isdigit()]
        against = years[-1] if years and self.text.endswith(_COMPARING, 0, self._start_of(years[-1], numeral)) else ""
        self.changes.append(Change(numeral, sign, roles or (last.roles if last else ()), value, against, self.scope, self.time))

    def _start_of(self, year: str, numeral: Numeral) -> int:
        return self.text.rfind(year, 0, numeral.start)

    # all of them

    def _all(self, clause: Clause, words: Sequence[Token]) -> None:
        """均已办结, 均为自然人申请, 结果维持."""
        if clause.mark != "、":
            self.wished = False
        self.wished = self.wished or any(word.kind is Is.PLAN for word in clause.tokens)
        if self.plan or self.wished or any(word.kind in (Is.NOT, Is.PLAN, Is.GUARD, Is.FOREIGN) for word in words):
            return
        every = any(word.kind is Is.ALL for word in words)
        told = [word for word in words if word.kind in FAMILIES]
        if not told:
            return
        region = Region(tuple(word for word in words if word.kind in SPEAKING), False)
        if every and told[-1].kind is Is.STEP and told[-1].value == "concluded":
            if self.setting.topic == APPLICATIONS:
                timely = bool(_IN_TIME.search(self.text, clause.start, clause.end))
                self._close(words[0].start, told[-1].end, rate=False, timely=timely)
        elif told[-1].kind is Is.OUTCOME or (every and told[-1].kind in (Is.RESULT, Is.APPLICANT)):
            self._all_are(clause, region, told[-1], every)

    def _all_are(self, clause: Clause, region: Region, word: Token, every: bool) -> None:
        known = self.claims or (self.before if self.continues else [])
        known = [claim for claim in known if claim.said is Said.NUMBER]
        if not known or (word.kind is Is.OUTCOME and not every and (region.has(Is.SUBJECT) or not known[-1].role.endswith(".total"))):
            return
        if not every and self.counts and self.counts[-1].numeral.start != known[-1].start:
            return
        bases = known[-1:]
        if word.kind is Is.OUTCOME and every and len(known) > 1 and all(claim.role.endswith(".total") for claim in known[-2:]):
            bases = known[-2:]
        for base in bases:
            roles = self._all_roles(base, word, region)
            if roles:
                numeral = base.numeral._replace(start=word.start, end=word.end)
                self._add(Said.ALL, roles, numeral, clause, word.start, word.end)

    def _all_roles(self, base: Claim, word: Token, region: Region) -> Roles:
        if word.kind is Is.OUTCOME:
            block = base.role.partition(".")[0]
            return ((f"{block}.{word.value}",),) if base.role.endswith(".total") and word.value != "unclear" else ()
        if (
            base.role not in ("received", "received_exactly", "handled", "concluded", "received_in_all")
            or self.setting.topic != APPLICATIONS
        ):
            return ()
        if word.kind is Is.RESULT:
            return self.setting.meaning(region)
        setting = Setting(self.setting.section, APPLICATIONS, self.setting.base)
        return setting.meaning(region)

    def _close(self, start: int, end: int, rate: bool, timely: bool) -> None:
        last = next((claim for claim in reversed(self.claims) if claim.said is not Said.ALL), None)
        if last is None and self.continues and self.before:
            last = self.before[-1]
        carries = any(role.startswith("carried_out") for claim in self.claims for role in (claim.role,))
        carries = carries or any(
            token.kind is Is.STEP and token.value in ("carried_out", "carried") for clause in self.clauses for token in clause.tokens
        )
        foreign = self.foreign_number or any(clause.has(Is.FOREIGN) for clause in self.clauses if clause.start <= start)
        base, value = (last.role, last.value) if last else ("", None)
        number_of_another = self.foreign_number and not (last and last.value == 0)
        if not number_of_another:
            self.closed.append(Closed(start, end, base, value, rate, timely, foreign, carries, self.scope, self.time))


def _with_siblings(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Each claim with the numbers beside it that the table counts in the same row: 撤回6件、其他处理3件; 废止2件、宣布失效3件."""
    for claim in claims:
        shares = _TOGETHER.get(claim.role, frozenset())
        if claim.role in _ROWS or claim.role.endswith((".repealed", ".corrected", ".other")):
            shares = shares | {claim.role}
        beside = tuple(other.value for other in claims if other is not claim and other.said is Said.NUMBER and other.role in shares)
        yield claim._replace(siblings=beside) if beside else claim


_ROWS = frozenset((*REFUSED, *UNAVAILABLE, *DECLINED, "part_of_not_held"))
_TOGETHER = {
    "other_handling": frozenset(("withdrawn", "other_not_corrected", "other_fee_unpaid")),
    "granted": frozenset(("already_public", "partly_granted")),
    "refused": frozenset(("refused_state_secret", "refused_third_party")),
}


def _joined(text: str, words: Sequence[Token]) -> bool:
    """The words that speak are joined by 、 or 和."""
    spoken = [word for word in words if word.kind in FAMILIES or word.kind is Is.SUBJECT]
    pairs = zip(spoken, spoken[1:], strict=False)
    return any(mark in text[one.end : other.start] for one, other in pairs for mark in ("、", "和", "及", "与", "或", "并"))


def _subject_behind(after: Sequence[Token]) -> list[Token]:
    """The subject right behind the number: 收到2件政府信息公开申请."""
    told = [word for word in after if word.kind in (Is.SUBJECT, Is.FOREIGN)]
    return told[:1]


def _names_decisions(text: str, region: Region) -> bool:
    return any(text[word.start : word.end].endswith(("结果", "决定", "决定书")) for word in region.of(Is.SUBJECT))
