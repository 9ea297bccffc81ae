"""Reading a paragraph: sentence by sentence, clause by clause, number by number."""

from __future__ import annotations

from functools import lru_cache

from desktopapp.core.claims.claims import Count, Said, Sentence
from desktopapp.core.claims.clauses import Clause, sentences
from desktopapp.core.claims.draft import COMPARING, Before, Draft, Near
from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.meaning import APPLICATIONS, DISPUTES, FAMILIES, FOREIGN, Roles, Setting
from desktopapp.core.claims.numerals import plain
from desktopapp.core.claims.regions import roles_of
from desktopapp.core.claims.wholes import all_of_them, changed, is_change, percentage
from desktopapp.core.claims.words import says_nothing, tokens
from desktopapp.core.claims.zeros import zeros

_LABEL = 20  # characters before a number that may name it


@lru_cache(maxsize=512)
def read(text: str, section: str = "") -> tuple[Sentence, ...]:
    """The sentences of a paragraph that say something about numbers. `section` is the topic of the heading above it."""
    words = plain(text)
    topic = "" if section == "disputes" else section
    setting = Setting(section=section, topic=topic, dispute_known=section in (APPLICATIONS, "disputes"))
    found: list[Sentence] = []
    before = Before()
    for clauses in sentences(words, tokens(words)):
        draft = Draft(words, setting, clauses, before)
        sentence = _read(draft)
        if any(sentence[2:]):
            found.append(sentence)
        counted = [count for count in sentence.counts if count.role]
        before = Before(sentence.claims or before.claims, counted or before.counts)
    return tuple(found)


def _read(draft: Draft) -> Sentence:
    denied = list(zeros(draft.text, draft.clauses, draft.setting))
    for clause in draft.clauses:
        if clause.mark != "、" or (draft.ahead and not draft.enumeration):
            draft.enumeration = list(draft.ahead) if clause.mark == "、" else []
        _read_clause(draft, clause)
    return draft.sentence(denied)


def _read_clause(draft: Draft, clause: Clause) -> None:
    draft.end_division(clause)
    numbers = [at for at, token in enumerate(clause.tokens) if token.kind is Is.NUMERAL]
    if clause.has(Is.AMONG, Is.CONTAINS) or (clause.mark == "：" and draft.counts):
        draft.divide(clause)
    if not numbers:
        draft.look(clause.tokens)
        _carried_on(draft, clause)
        all_of_them(draft, clause, clause.tokens)
        draft.pass_by(clause)
        return
    done = 0
    for at, following in zip(numbers, (*numbers[1:], len(clause.tokens)), strict=True):
        numeral = clause.tokens[at].numeral
        assert numeral is not None
        draft.look(clause.tokens[done:at])
        used = _number(draft, Near(clause, clause.tokens[done:at], numeral, clause.tokens[at + 1 : following]))
        done = following if used else at + 1
    draft.look(clause.tokens[done:])
    all_of_them(draft, clause, clause.tokens[numbers[-1] + 1 :])
    draft.leave(clause)


def _number(draft: Draft, near: Near) -> bool:
    """Read one number; whether the words behind it were taken for it."""
    if near.numeral.is_percent:
        percentage(draft, near)
        return False
    change = is_change(draft, near)
    if change:
        changed(draft, change, near)
        return False
    roles, used = roles_of(draft, near)
    if _last_years(draft, near):
        roles = ()
    _count(draft, near, roles)
    if roles:
        for one in filter(None, (roles, *draft.others)):
            _claim(draft, near, one)
        draft.others = []
    elif draft.setting.topic == FOREIGN and near.numeral.value:
        draft.foreign_number = True
    return used


def _carried_on(draft: Draft, clause: Clause) -> None:
    """尚有6件申请未到期限，转入下一年度继续办理: what the clause before counts."""
    at = draft.clauses.index(clause)
    before, told = draft.clauses[at - 1], [word for word in clause.tokens if word.kind in FAMILIES]
    last = draft.counts[-1] if draft.counts else None
    if at == 0 or clause.mark != "，" or last is None or last.role or last.whole >= 0 or not told or told[0].value != "carried_out":
        return
    numbers = [place for place, token in enumerate(before.tokens) if token.kind is Is.NUMERAL]
    follows = before.tokens[numbers[-1] + 1 :] if len(numbers) == 1 else ()
    if draft.plan or not follows or follows[0].value not in (APPLICATIONS, "application") or follows[0].start > last.numeral.end + 3:
        return
    if says_nothing(draft.text[clause.start : told[0].start]):
        draft.add(Said.NUMBER, (("carried_out",),), last.numeral, before)


def _last_years(draft: Draft, near: Near) -> bool:
    """与2023年的8件相比: last year's number, told to compare."""
    times = [word for word in near.before if word.kind is Is.TIME]
    named = any(word.kind in FAMILIES for word in near.before)
    return bool(times) and not named and draft.text.endswith(COMPARING, 0, times[-1].start)


def _count(draft: Draft, near: Near, roles: Roles) -> None:
    numeral, clause = near.numeral, near.clause
    channel = any(word.kind is Is.CHANNEL for word in (*near.before, *near.after))
    money = numeral.is_money and draft.setting.topic == "processing_fee"
    label = draft.text[max(clause.start, numeral.start - _LABEL) : numeral.start]
    draft.counts.append(Count(numeral, label, draft.divided, roles[0][0] if roles else "", channel, money))


def _claim(draft: Draft, near: Near, roles: Roles) -> None:
    role, setting = roles[0][0], draft.setting
    contained = role == "carried_in" and (near.clause.has(Is.CONTAINS, Is.AMONG) or bool(setting.whole))
    if contained and draft.claims and draft.claims[-1].role == "received":  # 收到40件（含上年结转3件）
        draft.claims[-1] = draft.claims[-1]._replace(roles=(("received_in_all",),))
    setting.note(roles)
    reviewer = role.partition(".")[0] in (*DISPUTES, "suits") and setting.reviewing
    draft.add(Said.NUMBER, roles, near.numeral, near.clause, reviewer)
