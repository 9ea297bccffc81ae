"""What is said of all of something: percentages, changes against last year, 均已办结, 均为自然人申请, 结果维持."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktopapp.core.claims.claims import Change, Claim, Closed, Rate, Said, Share
from desktopapp.core.claims.clauses import Clause
from desktopapp.core.claims.draft import COMPARING, Draft, Near
from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.meaning import APPLICATIONS, FAMILIES, SPEAKING, Region, Roles, Setting
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.claims.words import Token

_PIECES = frozenset(("件", "条", "宗", "封", "起", "份"))
_BESIDE = 15  # characters between 行政复议7件 and 行政诉讼9件, of which 均获维持 is said together
_ALL_OF_IT = 100  # per cent
_IN_TIME = re.compile(r"法定|按时|按期|规定|时限|期限|及时|限期")


def percentage(draft: Draft, near: Near) -> None:
    """A rate, a change or a share."""
    numeral, words = near.numeral, [*draft.ahead, *near.before]
    rate = next((word for word in reversed(words) if word.kind is Is.RATE), None)
    change = [word for word in near.before if word.kind is Is.CHANGE]
    if rate:
        near_rate = near.before if rate in near.before else words
        wanted = draft.plan or any(word.kind is Is.PLAN for word in near_rate)
        if not wanted and draft.setting.topic == APPLICATIONS:
            _rate(draft, rate, numeral)
    elif change and draft.directly(change[-1], numeral):
        changed(draft, change[-1], near)
    elif draft.counts and any(word.kind is Is.SHARE for word in near.before):
        part = draft.counts[-1]
        draft.shares.append(Share(numeral, part.numeral, bool(part.role), part.role))


def _rate(draft: Draft, rate: Token, numeral: Numeral) -> None:
    if numeral.value == _ALL_OF_IT:
        _close(draft, rate.start, numeral.end, rate=True, timely=rate.value == "timely")
    elif rate.value == "concluded":
        draft.rates.append(Rate(numeral, draft.scope, draft.time))


def is_change(draft: Draft, near: Near) -> Token | None:
    """增加3件, but not 增加到3件: the word that says so."""
    change = [word for word in near.before if word.kind is Is.CHANGE]
    told = change and draft.directly(change[-1], near.numeral) and not draft.text.startswith(("到", "至"), change[-1].end)
    return change[-1] if told else None


def changed(draft: Draft, word: Token, near: Near) -> None:
    """同比增长12%: of what the clause names, or of the last claim."""
    own = Region(tuple(token for token in near.before if token.kind in SPEAKING), False)
    roles = draft.setting.meaning(own) if own.tokens else ()
    last = draft.claims[-1] if draft.claims else None
    if not roles:
        if own.tokens or last is None or last.said is not Said.NUMBER:
            return
        roles, value = last.roles, last.value
    else:
        value = None
    years = [token for token in (*draft.ahead, *near.before) if token.kind is Is.TIME and token.value.isdigit()]
    against = years[-1].value if years and draft.text.endswith(COMPARING, 0, years[-1].start) else ""
    sign = 1 if word.value == "up" else -1
    draft.changes.append(Change(near.numeral, sign, roles, value, against, draft.scope, draft.time))


def all_of_them(draft: Draft, clause: Clause, words: Sequence[Token]) -> None:
    """均已办结, 均为自然人申请, 结果维持: `words` are those of the clause that no number has taken."""
    if clause.mark != "、":
        draft.wished = False
    draft.wished = draft.wished or any(word.kind is Is.PLAN for word in clause.tokens)
    if draft.plan or draft.wished or any(word.kind in (Is.NOT, Is.PLAN, Is.GUARD, Is.FOREIGN) for word in words):
        return
    told = [word for word in words if word.kind in FAMILIES]
    if not told:
        return
    every, last = any(word.kind is Is.ALL for word in words), told[-1]
    if every and last.kind is Is.STEP and last.value == "concluded":
        if draft.setting.topic == APPLICATIONS:
            timely = bool(_IN_TIME.search(draft.text, clause.start, clause.end))
            _close(draft, words[0].start, last.end, rate=False, timely=timely)
    elif last.kind is Is.OUTCOME or (every and last.kind in (Is.RESULT, Is.APPLICANT)):
        region = Region(tuple(word for word in words if word.kind in SPEAKING), False)
        for base in _bases(draft, region, last, every):
            roles = _roles(draft, base, last, region)
            if roles:
                draft.add(Said.ALL, roles, base.numeral._replace(start=last.start, end=last.end), clause)


def _bases(draft: Draft, region: Region, word: Token, every: bool) -> list[Claim]:
    """The claims of which it is said: the last one, or of reviews and suits both."""
    known = [claim for claim in draft.claims or draft.before if claim.said is Said.NUMBER]
    if not known:
        return []
    if word.kind is Is.OUTCOME and not every:
        counted_last = not draft.counts or draft.counts[-1].numeral.start == known[-1].start
        return known[-1:] if counted_last and not region.has(Is.SUBJECT) and known[-1].role.endswith(".total") else []
    both = word.kind is Is.OUTCOME and len(known) > 1 and all(claim.role.endswith(".total") for claim in known[-2:])
    apart = both and ("；" in draft.text[known[-2].end : known[-1].start] or known[-1].start - known[-2].end > _BESIDE)
    return known[-2:] if both and not apart else known[-1:]


def _roles(draft: Draft, base: Claim, word: Token, region: Region) -> Roles:
    if word.kind is Is.OUTCOME:
        block = base.role.partition(".")[0]
        return ((f"{block}.{word.value}",),) if base.role.endswith(".total") and word.value != "unclear" else ()
    if base.role not in ("received", "received_exactly", "handled", "concluded", "received_in_all") or draft.setting.topic != APPLICATIONS:
        return ()
    setting = draft.setting if word.kind is Is.RESULT else Setting(draft.setting.section, APPLICATIONS, draft.setting.base)
    return setting.meaning(region)


def _close(draft: Draft, start: int, end: int, rate: bool, timely: bool) -> None:
    last = next((claim for claim in reversed(draft.claims) if claim.said is not Said.ALL), draft.before[-1] if draft.before else None)
    if draft.foreign_number and not (last and last.value == 0):
        return
    if last and last.role == "carried_in":  # 新收11件，上年结转1件，全部办结: of both
        last = next((claim for claim in draft.claims if claim.role.startswith("received")), last)
    latest = draft.counts[-1] if draft.counts else None
    if latest and not latest.role and latest.numeral.value and latest.numeral.unit in _PIECES:
        return  # of what was counted last, which has no cell
    about = any(token.value in (APPLICATIONS, "application") for clause in draft.clauses for token in clause.tokens)
    if not (rate or last or about):
        return
    carries = any(
        token.kind is Is.STEP and token.value in ("carried_out", "carried") for clause in draft.clauses for token in clause.tokens
    )
    foreign = any(clause.has(Is.FOREIGN) for clause in draft.clauses if clause.start <= start)
    base, value = (last.role, last.value) if last else ("", None)
    draft.closed.append(Closed(start, end, base, value, rate, timely, foreign, carries, draft.scope, draft.time))
