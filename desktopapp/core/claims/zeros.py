"""Zero claims: 未收到政府信息公开申请, 无行政复议、行政诉讼, 行政诉讼零发生."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktopapp.core.claims.claims import Claim, Said
from desktopapp.core.claims.clauses import Clause
from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.meaning import APPLICATIONS, DISPUTES, NO_ACTIONS, NORMS, Roles, Setting
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.claims.words import Token, says_nothing, within

# What follows says that only some are meant: those that a fault caused.
_ONLY_SOME = re.compile(r"不当|不及时|违法|违规|不满|超期|超时|逾期|错误|失误|不到位|不力|过错|责任|泄密|以外|除|通过|不规范|不准确|质量")
_TOWARDS = ("对", "向", "把", "将", "给", "为")  # 没有对申请信息收取费用
_OF_OTHERS = re.compile(r"其[他它余]|部分|有的|有些|一些|个别|多数")
_OF_A_KIND = re.compile(r"关于|有关|针对|反映|涉及|转[办来交送]|要求(?!公开|获取|提供)")
_JOINED = re.compile(r"(?:情况|事项|案件)?(?:、|和|及|以及|或|或者|与|，)(?:由此|因此)?(?:引发|引起|产生)?的?")
_HAPPENS = re.compile(r"发生|产生|出现|收到|接到|受理|引发|引起|被|有|因|提起|申请|导致|发现|存在")
_EVENT = re.compile(r"(?:发生|产生|出现|收到|涉及|有|接到)?(?:过|的|情况|情形|现象|案件)*")
_DECISIVE = re.compile(r"(?:作出|做出|实施|办理|开展|发生|有|涉及|产生|作出过|采取)?(?:过|任何|相关)*")


def zeros(text: str, clauses: Sequence[Clause], setting: Setting) -> Iterator[Claim]:
    """The zero claims of a sentence."""
    scope = time = ""
    plan = False
    for at, clause in enumerate(clauses):
        for token in clause.tokens:
            if token.kind is Is.SCOPE:
                scope = token.value
            elif token.kind is Is.TIME and not text.endswith(("较", "比", "与", "同"), 0, token.start):
                time = time if within(text, token) else "" if token.value == "now" else token.value
            plan = plan or token.kind is Is.PLAN
        negation = next((token for token in clause.tokens if token.kind is Is.NOT), None)
        if negation is None or plan or any(t.kind is Is.NUMERAL for t in clause.tokens if t.start < negation.start):
            continue
        for roles, start, end in _claimed(text, clauses, at, negation, setting):
            numeral = Numeral(Decimal(0), "", start, end)
            yield Claim(Said.ZERO, roles, numeral, start, end, clause.start, clause.end, scope, time)


def _claimed(text: str, clauses: Sequence[Clause], at: int, negation: Token, setting: Setting) -> Iterator[tuple[Roles, int, int]]:
    """(roles, start, end) of what is denied."""
    words = [token for token in clauses[at].tokens if token.start >= negation.end]
    end = clauses[at].end
    for clause in clauses[at + 1 :]:  # 未发生行政复议、行政诉讼
        again = (
            clause.mark == "，" and bool(clause.tokens) and clause.tokens[0].value in DISPUTES and clause.tokens[0].start == clause.start
        )
        if (clause.mark != "、" and not again) or clause.counts or clause.has(Is.NOT):
            break
        words += clause.tokens
        end = clause.end
    if any(word.kind in (Is.NUMERAL, Is.CHANNEL, Is.GUARD, Is.SHARE) for word in words):
        return
    if (
        text.startswith(_TOWARDS, negation.end)
        or _ONLY_SOME.search(text, negation.end, end)
        or _OF_OTHERS.search(text, clauses[at].start, negation.start)
    ):
        return
    by_whom = any(word.kind is Is.APPLICANT for word in clauses[at].tokens if word.end <= negation.start)
    if by_whom and text.startswith("提", negation.end):
        return  # 社会公益组织未提出申请
    denied = list(_denied(text, negation, words, setting))
    if not denied and _EVENT.fullmatch(text[negation.end : clauses[at].end].strip()):
        denied = list(_denied_before(clauses, at, negation))
    for place, (roles, token) in enumerate(denied):
        start = min(negation.start, token.start) if place == 0 else token.start
        yield roles, start, token.end if token.start >= negation.start else negation.end


def _denied(text: str, negation: Token, words: Sequence[Token], setting: Setting) -> Iterator[tuple[Roles, Token]]:
    """What stands behind the negation."""
    told = [word for word in words if word.kind in (Is.SUBJECT, Is.FOREIGN)]
    disputes = [word for word in told if word.value in DISPUTES]
    outcomes = [word for word in words if word.kind is Is.OUTCOME]
    steps = [word for word in words if word.kind is Is.STEP]
    if told and told[-1].kind is Is.FOREIGN and not disputes:
        return
    if outcomes:
        yield from _outcomes(outcomes, disputes, setting)
        return
    received = next((word for word in steps if word.value.startswith("received")), None)
    applications = next((word for word in told if word.value == APPLICATIONS or (word.value == "application" and _at_home(setting))), None)
    if applications and disputes and not _JOINED.fullmatch(text[applications.end : disputes[0].start]):
        applications = None  # 因政府信息公开申请引起的行政复议
    directly = bool(received) and says_nothing(text[negation.end : received.start]) if received else False
    if (directly and applications) or not disputes:
        yield from _of_applications(text, negation, words, received if directly else None, applications, setting)
    if disputes and not _HAPPENS.search(gap := text[negation.end : disputes[0].start]) and not says_nothing(gap):
        return  # 未进入复议程序
    for word in disputes:
        block = {"suit": ("suits",), "dispute": ("review", "suits")}.get(word.value, (word.value,))
        yield (tuple(f"{name}.total" for name in block),), word
    if not disputes:
        yield from _of_disclosure(text, negation, words, told, setting)


def _at_home(setting: Setting) -> bool:
    return APPLICATIONS in (setting.section, setting.topic)


def _of_applications(
    text: str, negation: Token, words: Sequence[Token], received: Token | None, applications: Token | None, setting: Setting
) -> Iterator[tuple[Roles, Token]]:
    results = [word for word in words if word.kind is Is.RESULT]
    carried = [word for word in words if word.kind is Is.STEP and word.value.startswith("carried")]
    applicants = [word for word in words if word.kind is Is.APPLICANT]
    if results:
        if applications or _at_home(setting):
            yield from ((((word.value,),), word) for word in results if says_nothing(text[negation.end : results[0].start]))
        return
    if carried:
        if (applications or _at_home(setting)) and says_nothing(text[negation.end : carried[0].start]):
            value = carried[0].value
            yield ((("carried_in",), ("carried_out",)) if value == "carried" else ((value,),)), carried[0]
        return
    if applications is None or any(word.kind is Is.FOREIGN for word in words) or any(word.value in NORMS for word in words):
        return
    other_steps = [word for word in words if word.kind is Is.STEP and not word.value.startswith("received")]
    if any(word.start > applications.start for word in other_steps):
        return
    between = text[negation.end : applications.start]
    if _OF_A_KIND.search(between):
        return  # 没有收到要求更正信息的申请
    known = {word.value for word in applicants if word.start < applications.start}
    if known and not known & {"natural_person", "citizens"}:  # 未收到科研机构、社会公益组织提出的申请
        for who in sorted(known - {"other_organisations"} if len(known) > 1 else known):
            yield ((f"received/{who}",),), applications
    elif known == {"natural_person"}:
        yield (("received/natural_person",),), applications
    elif received or (not other_steps and (says_nothing(between) or applicants)):
        yield (("received",),), applications


def _of_disclosure(
    text: str, negation: Token, words: Sequence[Token], told: Sequence[Token], setting: Setting
) -> Iterator[tuple[Roles, Token]]:
    actions = [word for word in words if word.kind is Is.ACTION]
    norms = next((word.value for word in told if word.value in NORMS), setting.topic if setting.topic in NORMS else "")
    if (
        norms
        and actions
        and actions[0].value not in NO_ACTIONS
        and says_nothing(text[negation.end : min(actions[0].start, told[0].start if told else actions[0].start)])
    ):
        yield from ((((f"{norms}.{word.value}",),), word) for word in actions if word.value not in NO_ACTIONS)
    decisions = [word for word in told if word.value in ("licensing", "penalties", "coercion")]
    if (
        decisions
        and not actions
        and _DECISIVE.fullmatch(text[negation.end : decisions[0].start])
        and not any(w.kind is Is.STEP and w.value.startswith("rec") for w in words)
    ):
        yield from ((((word.value,),), word) for word in decisions)


def _outcomes(outcomes: Sequence[Token], disputes: Sequence[Token], setting: Setting) -> Iterator[tuple[Roles, Token]]:
    """无败诉、无被纠错: no review was corrected, no suit lost."""
    if any(word.value == "unclear" for word in outcomes):
        return
    for word in outcomes:
        nearest = [one.value for one in disputes if one.start < word.start] or ([setting.topic] if setting.topic in DISPUTES else [])
        if nearest:
            blocks = {"suit": ("suits",), "dispute": ("review", "suits")}.get(nearest[-1], (nearest[-1],))
            yield (tuple(f"{block}.{word.value}" for block in blocks),), word


def _denied_before(clauses: Sequence[Clause], at: int, negation: Token) -> Iterator[tuple[Roles, Token]]:
    """行政复议、行政诉讼均未发生."""
    words = [token for token in clauses[at].tokens if token.end <= negation.start]
    place = at
    while place > 0 and clauses[place].mark == "、" and not clauses[place - 1].counts:
        place -= 1
        words = [*clauses[place].tokens, *words]
    if not any(word.kind is Is.SUBJECT for word in words) and at > 0 and not clauses[at - 1].counts:
        words = [*clauses[at - 1].tokens, *words]  # 行政诉讼方面，全年无案件
    if any(word.kind in (Is.FOREIGN, Is.CHANNEL, Is.GUARD) for word in words):
        return
    told = [word for word in words if word.kind is Is.SUBJECT]
    disputes = [word for word in told if word.value in DISPUTES]
    for word in disputes:
        blocks = {"suit": ("suits",), "dispute": ("review", "suits")}.get(word.value, (word.value,))
        yield (tuple(f"{block}.total" for block in blocks),), word
    carried = [word.value for word in words if word.kind is Is.STEP and word.value in ("carried_in", "carried_out")]
    if not disputes:
        role = carried[-1] if carried else "received"
        yield from ((((role,),), word) for word in told if word.value == APPLICATIONS)
