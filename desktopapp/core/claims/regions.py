"""Which words belong to a number, and so which roles it may have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktopapp.core.claims.clauses import Clause
from desktopapp.core.claims.draft import Draft, Near
from desktopapp.core.claims.lexicon import Is
from desktopapp.core.claims.meaning import APPLICATIONS, DECISIONS, FAMILIES, FOREIGN, GROUPS, SPEAKING, Region, Roles
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.claims.words import Token, residue, says_nothing

_BLOCKS = frozenset(("review", "suit", "suits", "suit_direct", "suit_after_review"))
_COUNT_UNITS = frozenset(("", "部", "件", "件次", "条", "宗", "份", "起", "项", "次", "例", "个", "封", "批", "笔", "人次", "人"))
_PAPERS = ("文件", "材料", "公文", "档案", "文书", "案卷", "案例", "典型案例", "范本", "模板")
_DISCLOSURE = frozenset(("fees", *DECISIONS, *(f"published_{one}" for one in DECISIONS)))
_PEOPLE = frozenset(("人", "人次", "名", "户", "家"))
_STEPS = frozenset(("received", "received_exactly", "handled", "concluded", "carried_in", "carried_out", "new"))
_LOOSE_UNITS = frozenset(("条", "人", "人次"))  # in these, published decisions and people are counted, not decisions
_INFORMATION = ("相关信息", "有关信息", "信息", "等信息", "公示")
_FAR, _FARTHEST = 12, 25  # characters between a number and the word behind it that says what it is


def roles_of(draft: Draft, near: Near) -> tuple[Roles, bool]:
    """The roles of a number, and whether the words behind it were taken for it."""
    numeral, before = near.numeral, near.before
    if draft.plan or (numeral.unit not in _COUNT_UNITS and not numeral.is_money):
        return (), False
    own = [word for word in before if word.kind in SPEAKING]
    if draft.queue and not own:
        return draft.queue.pop(0), False
    reason = _reason(draft, near.clause)
    carried = any(word.value.startswith("carried") for word in near.after)
    if reason is not None and not carried and all(word.kind in (Is.STEP, Is.SUBJECT) for word in own):
        return (_spoken(draft, Region(tuple(reason), False), numeral) if own and reason else ()), False
    if _speaks_of_something_else(draft, near, own):
        draft.setting.topic = FOREIGN
        return (), False
    if any(word.kind is Is.GUARD and word.value == "for_others" for word in near.clause.tokens if word.start < numeral.start):
        return (), False  # 帮助3个街道规范答复申请5件
    words = [*draft.enumeration, *before] if near.clause.mark == "、" and _continues_list(draft, before) else list(before)
    if not own and not words and near.clause.mark == "）":
        words = _before_bracket(draft, near.clause)
    if _of_those_received(draft, near, own):
        return (("concluded_of_these",),) if draft.setting.topic == APPLICATIONS else (), False
    if _is_part_of_something_else(draft, own):
        return (), False
    if not own:
        behind = _number_first(draft, near)
        if behind is not None:
            return behind, True
        if draft.ahead and _leads_here(draft, numeral):
            contains = any(word.kind is Is.CONTAINS for word in words)  # 予以公开（含部分公开）31件
            if contains:
                return _spoken(draft, Region(tuple(words), False), numeral), False
            return _spoken(draft, Region(tuple(draft.ahead), False, draft.joined(draft.ahead)), numeral), False
    if _is_sum_of_both(draft, near):
        return (("handled",),), False
    if not any(word.kind in SPEAKING for word in words):
        return (), False
    if not _reaches(draft, words, near):
        named = [word.value for word in words if word.kind is Is.SUBJECT and word.value != "application"]
        draft.setting.topic = named[-1] if named else draft.setting.topic  # 行政诉讼一审案件420件，审结401件
        return (), False
    return _listed(draft, words, near), False


def _of_those_received(draft: Draft, near: Near, own: Sequence[Token]) -> bool:
    """新收的17件申请中，16件已答复: others that were answered had been carried in."""
    at = draft.clauses.index(near.clause)
    divided = any(clause.counts and draft.text.endswith("中", 0, clause.end) for clause in draft.clauses[:at])
    divided = divided or bool(re.search("[件宗份起]中(?!，)", draft.text[near.clause.start : near.numeral.start]))
    return divided and any(word.value == "concluded" for word in (*own, *near.after))


def _is_part_of_something_else(draft: Draft, own: Sequence[Token]) -> bool:
    """梳理事项312项，其中主动公开290项、依申请公开22项: what divides a number without a cell has none."""
    whole = draft.counts[draft.divided] if draft.divided >= 0 else None
    named = any(word.kind is Is.SUBJECT and word.value == APPLICATIONS for word in own)
    return whole is not None and not whole.role and bool(whole.numeral.value) and named and not any(word.kind is Is.STEP for word in own)


_BECAUSE = re.compile(r"\s*(?:因|由于|鉴于)(?!此)")


def _reason(draft: Draft, clause: Clause) -> list[Token] | None:
    """因申请人撤回，办结2件: the reason, for which some were concluded; None where the clause before gives none."""
    at = draft.clauses.index(clause)
    before = draft.clauses[at - 1] if at and clause.mark == "，" else None
    if before is None or before.counts or not _BECAUSE.match(draft.text, before.start):
        return None
    return [word for word in before.tokens if word.kind is Is.RESULT]


_ENOUGH = 2  # characters that no word of ours takes


def _speaks_of_something_else(draft: Draft, near: Near, own: Sequence[Token]) -> bool:
    """市场主体信用修复受理77件: nothing but a heading says that it is about applications, and the clause begins with other words."""
    setting = draft.setting
    heading_only = setting.topic == APPLICATIONS and not draft.claims and not draft.before and not setting.spoken
    if not heading_only or any(word.kind is Is.SUBJECT for word in (*near.before, *draft.ahead, *near.after[:1])):
        return False
    steps = [word for word in own if word.kind is Is.STEP and not word.value.startswith("carried")]
    if (own and not steps) or any(word.kind in (Is.RESULT, Is.OUTCOME) or word.value.startswith("carried") for word in near.after):
        return False
    start = near.before[0].start if near.before else near.numeral.start
    head = residue(draft.text[near.clause.start : min(start, own[0].start) if own else near.numeral.start])
    tail = residue(draft.rest(near.before, own[-1].end, near.numeral.start)) if own else ""
    return max(len(head), len(tail)) >= _ENOUGH and near.clause.mark != "、"


def _is_sum_of_both(draft: Draft, near: Near) -> bool:
    """上年结转1件、本年新收10件，合计11件."""
    roles = {claim.role for claim in draft.claims[-2:]}
    alone = [word.kind for word in near.before] == [Is.TOGETHER] and says_nothing(draft.text[near.before[0].end : near.numeral.start])
    return alone and "carried_in" in roles and bool(roles & {"received", "received_exactly"})


def _before_bracket(draft: Draft, clause: Clause) -> list[Token]:
    """无法提供（本机关不掌握）7件: the words before the bracket and in it."""
    at = draft.clauses.index(clause)
    inside, outside = draft.clauses[at - 1], draft.clauses[at - 2] if at > 1 else None
    if outside is None or inside.mark != "（" or inside.counts or outside.counts:
        return []
    return [*outside.tokens, *inside.tokens]


def _continues_list(draft: Draft, before: Sequence[Token]) -> bool:
    """The words joined by 、 are of one family, so that the number may be of all of them."""
    mine = {word.kind for word in before if word.kind in FAMILIES or word.kind is Is.SUBJECT}
    theirs = {word.kind for word in draft.enumeration if word.kind in FAMILIES or word.kind is Is.SUBJECT}
    return bool(mine & theirs)


def _listed(draft: Draft, words: list[Token], near: Near) -> Roles:
    """分别 and 各 give each of the words before a number of its own."""
    kinds = {word.kind for word in words}
    none_at_all = Is.ALL in kinds and not near.numeral.value  # 申请、行政复议、行政诉讼均为0件
    each = _each(draft, words, near.numeral) if kinds & {Is.RESPECTIVELY, Is.EACH} or none_at_all else []
    if none_at_all:
        each = [(("received",),) if roles == (("handled",),) else roles for roles in each]
    if len(each) > 1:
        if Is.RESPECTIVELY in kinds:
            draft.queue = each[1:]
        else:
            draft.others = each[1:]
        return each[0]
    if _only_some(draft, words):
        return ()
    known = words if any(word.kind is Is.SUBJECT for word in words) else [*words, *_subject_behind(near.after)]
    return _spoken(draft, Region(tuple(known), False, draft.joined(words)), near.numeral)


_TOPIC = re.compile(r"关于|有关|要求|针对|反映|涉及")


def _only_some(draft: Draft, words: Sequence[Token]) -> bool:
    """收到关于征地的申请7件: those of one subject, not all."""
    steps = [word for word in words if word.kind is Is.STEP]
    subjects = [word for word in words if word.kind is Is.SUBJECT and steps and word.start > steps[-1].start]
    return bool(subjects) and bool(_TOPIC.search(draft.text, steps[-1].end, subjects[0].start))


def _each(draft: Draft, words: list[Token], numeral: Numeral) -> list[Roles]:
    """The roles that are listed, one by one, each in the light of what is no list."""
    family = next((kind for kind in (*FAMILIES[:4], Is.SUBJECT, Is.STEP) if sum(word.kind is kind for word in words) > 1), None)
    rest = [word for word in words if word.kind is not family]
    return [_spoken(draft, Region((*rest, word), False), numeral) for word in words if word.kind is family]


def _spoken(draft: Draft, region: Region, numeral: Numeral) -> Roles:
    """The roles that a region gives a number with this unit."""
    roles = draft.setting.meaning(region)
    if not roles:
        return ()
    role = roles[0][0]
    if _is_a_part(draft, role):
        return ()
    if numeral.unit in _PEOPLE and role.partition("/")[0] in _STEPS:
        return ()  # 5人次提出申请13件
    if "." not in role and draft.text.startswith(_PAPERS, numeral.end) and role not in _DISCLOSURE:
        return ()  # 涉及个人隐私的5份文件
    if role.partition(".")[0] in _BLOCKS and _of_all_kinds(draft, numeral):
        return ()
    if (role == "fees") != numeral.is_money or draft.setting.topic == "processing_fee":
        return ()
    if role.removeprefix("published_") in DECISIONS:
        if numeral.unit in _LOOSE_UNITS and role in DECISIONS:  # 行政许可结果312条: as many as were published
            roles = tuple(tuple(f"published_{one}" for one in sums) for sums in roles)
        named = any(draft.text[word.start : word.end].endswith(("结果", "决定", "决定书")) for word in region.of(Is.SUBJECT))
        if (
            draft.text.startswith(_INFORMATION, numeral.end)
            or not numeral.unit
            or (not named and (numeral.unit in _LOOSE_UNITS or role.startswith("published_")))
        ):
            return ()
    return roles


_DISPOSALS = frozenset((*GROUPS, "granted", "partly_granted", "already_public", "other_handling", "part_of_not_held"))
_OBJECT = re.compile(r"(?:对|就|为|将|把|针对|围绕|围绕着|关于)(?:其中)?(?:的|这)?(?:前述|上述)?$")


def _is_object(draft: Draft, near: Near) -> bool:
    """对3件…申请: something is done to some of them, which are not counted."""
    behind = draft.text[near.numeral.end : near.numeral.end + 1]
    return behind not in "，、；。：（）" and bool(
        _OBJECT.search(draft.text, max(near.clause.start, near.numeral.start - 6), near.numeral.start)
    )


def _are_applications(words: Sequence[Token]) -> bool:
    return words[0].kind is Is.SUBJECT and words[0].value in (APPLICATIONS, "application")


def _disposed_of(draft: Draft, near: Near) -> bool:
    """对3件重复申请，不予处理: what was done is a result, without a number of its own."""
    behind = [word for clause in draft.clauses for word in clause.tokens if word.start > near.numeral.start]
    follows = [*behind[1:], None]
    return any(word.value in _DISPOSALS and not (after and after.kind is Is.NUMERAL) for word, after in zip(behind, follows, strict=False))


def _some_of_them(draft: Draft, near: Near, subject: Token) -> bool:
    """2件行政诉讼案件原告均为同一人: a clause that begins with the number tells something of them, and may not mean all."""
    begins = not draft.text[near.clause.start : near.numeral.start].strip() and near.clause.mark in ("", "。", "；")
    return begins and len(residue(draft.text[subject.end : near.clause.end])) >= _ENOUGH


def _is_a_part(draft: Draft, role: str) -> bool:
    """收到102件，其中代市政府办理48件: a part, where the whole is the table's."""
    whole = draft.setting.whole if draft.divided >= 0 else ""
    return bool(whole) and ((role == "handled" and whole in _STEPS) or (role == "received" and whole in ("received", "received_exactly")))


_OURS = "信息公开|依申请"
_THEREOF = re.compile(rf"(?:[^。；]{{0,12}}其中|中，)[^。；，]{{0,12}}(?:{_OURS})")


def _of_all_kinds(draft: Draft, numeral: Numeral) -> bool:
    """行政诉讼16件，其中涉及政府信息公开2件: the first number is of suits about anything."""
    start = next((clause.start for clause in draft.clauses if clause.start <= numeral.start <= clause.end), 0)
    return bool(_THEREOF.match(draft.text, numeral.end)) and not re.search(_OURS, draft.text[start : numeral.start])


def _number_first(draft: Draft, near: Near) -> Roles | None:
    """3件予以公开, 52件行政许可; None where no word behind the number speaks of it."""
    told = [word for word in near.after if word.kind in SPEAKING or word.kind in (Is.GUARD, Is.NOT)]
    if told and told[-1].value == "carried_out" and told[-1].end > near.clause.end - 4 and _are_applications(told):
        return _spoken(draft, Region((told[0], told[-1]), True), near.numeral)  # 3件申请因需征求意见结转下年度
    if _is_object(draft, near) and not _disposed_of(draft, near):
        return ()  # 对3件涉及第三方权益的申请，书面征求了意见
    if not told or any(word.kind is Is.CHANGE for word in near.before):
        return None
    if near.numeral.unit in _PEOPLE and all(word.kind is Is.SUBJECT for word in told):
        return None
    head, gap = told[0], draft.text[near.numeral.end : told[0].start]
    close = says_nothing(gap)
    if head.kind in (Is.GUARD, Is.NOT, Is.FOREIGN):
        if close:
            draft.setting.meaning(Region((head,), True))
        return () if close else None
    if head.kind is Is.STEP and head.value in ("received", "received_exactly", "handled"):
        return None  # 合并为一件办理
    carried = head.value.startswith("carried")
    reach = _FARTHEST if head.kind in (Is.RESULT, Is.OUTCOME) else _FAR if carried else 0
    if not close and len(gap) > reach:
        return None
    together = any(word.kind is Is.TOGETHER for word in near.before)
    if all(word.kind is Is.SUBJECT for word in told) and head.value in (APPLICATIONS, "application") and not together:
        return None
    if all(word.kind is Is.SUBJECT for word in told) and _some_of_them(draft, near, told[-1]):
        return ()
    if head.kind is Is.RESULT and draft.text.startswith(("或", "和其"), head.end):
        return ()  # 9件为无法提供或其他处理
    both = len(told) > 1 and all(word.kind is Is.RESULT for word in told) and draft.joined(told)
    return _spoken(draft, Region(tuple(word for word in (*near.before, *near.after) if word.kind is not Is.AND), True, both), near.numeral)


def _reaches(draft: Draft, words: list[Token], near: Near) -> bool:
    """Between the last word that speaks and the number stands nothing of a meaning of its own, nor right behind the number."""
    numeral, after = near.numeral, near.after
    said = [word for word in words if word.kind in SPEAKING]
    gap = draft.rest(words, said[-1].end, numeral.start)
    if not numeral.unit:
        follows = draft.text[numeral.end : numeral.end + 1]
        return says_nothing(gap) and (not follows or follows in "，、；。：（） 占")
    if not says_nothing(gap) and said[-1].end > (near.before[0].start if near.before else 0):
        return False
    behind = draft.text[numeral.end : after[0].start if after else near.clause.end]
    named = any(word.kind in (Is.SUBJECT, Is.RESULT, Is.OUTCOME, Is.APPLICANT) for word in words)
    return named or says_nothing(behind) or bool(after and after[0].kind in (Is.AND, Is.ALL))


def _leads_here(draft: Draft, numeral: Numeral) -> bool:
    """Between the last word of the clause before that speaks and the number stands nothing of a meaning of its own."""
    said = [word for word in draft.ahead if word.kind in SPEAKING]
    if not said:
        return False
    between = [word for clause in draft.clauses for word in clause.tokens if said[-1].end <= word.start < numeral.start]
    return says_nothing(re.sub(r"[，、：（）]", "", draft.rest(between, said[-1].end, numeral.start)))


def _subject_behind(after: Sequence[Token]) -> list[Token]:
    """The subject right behind the number: 收到2件政府信息公开申请."""
    return [word for word in after if word.kind in (Is.SUBJECT, Is.FOREIGN)][:1]
