"""What the prose says against itself: NN-1 to NN-7 and NT-16 (balances, sums, percentages, 全部办结, 100% of nothing)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Severity, Span, rule
from desktopapp.core.claims.claims import Change, Claim, Closed, Count, Said, Sentence, Share
from desktopapp.core.claims.comparing import Place, Status, compare, fits, places, this_year, total
from desktopapp.core.claims.numerals import Numeral, chinese
from desktopapp.core.claims.roles import ROLES
from desktopapp.core.report import Report

_RECEIVED = ("received", "received_exactly", "received_in_all", "handled")
_NEW = "applications.received.total"
_CARRIED_IN = "applications.carried_in.total"
_CONCLUDED = "applications.concluded.total"
_CARRIED_OUT = "applications.carried_out.total"


@rule("NN-1", Severity.EXPLAIN, source="由30号附件表三勾稽关系推出；实例：某区2025年年报")
def what_the_text_says_came_in_went_out(case: Case) -> Iterator[Finding]:
    """同一段文字里，新收＋上年结转＝办结＋结转下年度。"""
    for place in places(case.report):
        told = _balance(place)
        if told is None:
            continue
        new, carried_in, concluded, carried_out = told
        left, right = new.value + (0 if new.role == "received_in_all" else carried_in.value), concluded.value + carried_out.value
        if left != right:
            came = _plain(new.value) if new.role == "received_in_all" else f"{_plain(new.value)}+{_plain(carried_in.value)}={_plain(left)}"
            went = f"{_plain(concluded.value)}+{_plain(carried_out.value)}={_plain(right)}"
            message = f"这段文字中新收与上年结转{came}，办结与结转下年度{went}，两边不等。"
            yield _finding(place, "NN-1", message, min(told).start, max(one.end for one in told), left, right)


@rule("NN-2", Severity.EXPLAIN, source="实例：某市政府办2024年年报75＝66+5+2+2")
def parts_add_up_to_their_whole(case: Case) -> Iterator[Finding]:
    """“其中”之后各类申请、各种办理结果、各种申请渠道的件数之和等于前面的总数，至少不大于它。"""
    for place, sentence, group in _groups(case.report):
        if not group.whole.role or not any(part.role or part.channel for part in group.parts):
            continue
        for parts in _kinds(group.parts):
            added = sum((part.numeral.value for part in parts), Decimal(0))
            whole = group.whole.numeral.value
            if added > whole or (added < whole and _all_named(case.report, place, parts)):
                if added < whole and _agree(case.report, place, sentence, (group.whole, *parts)):
                    continue
                yield _sum_finding(place, "NN-2", group.whole, parts, added)


@rule("NT-16", Severity.EXPLAIN, source="实例：共23条，其中政策类4条、业务类10条……")
def breakdowns_of_other_numbers_add_up(case: Case) -> Iterator[Finding]:
    """发布信息、政策解读等表中没有的数，“其中”所列各类之和应当与总数一致。"""
    for place, _, group in _groups(case.report):
        parts = [part for part in group.parts if part.numeral.unit == group.whole.numeral.unit]
        if group.whole.role or len(parts) < 2 or any(part.role for part in parts) or group.whole.numeral.is_money:
            continue
        whole, sums = group.whole.numeral.value, list(accumulate(part.numeral.value for part in parts))
        overlapping = any(_MEDIA.search(part.label) for part in parts)
        too_many = sums[-1] > whole and not overlapping
        complete = _REST.search(parts[-1].label) or (
            len(parts) > 2 and all("类" in part.label[-4:] for part in parts) and sums[-1] * 10 > whole * 9
        )
        if whole not in sums and (too_many or (sums[-1] < whole and complete)):
            yield _sum_finding(place, "NT-16", group.whole, parts, sums[-1])


@rule("NN-3", Severity.EXPLAIN, source="实例：42÷98＝42.86%；同比增长1.05%应为1.08%")
def percentages_are_worked_out_rightly(case: Case) -> Iterator[Finding]:
    """占比、办结率按正文和表格的数重新计算，同比增减按上年年报的数重新计算，允许末位四舍五入的差。"""
    for place in places(case.report):
        known: list[Count] = []
        for sentence in place.sentences:
            known += sentence.counts
            yield from _shares(case, place, sentence, known)
            yield from _rates(case, place, sentence)
            yield from _changes(case, place, sentence)


@rule("NN-4", Severity.EXPLAIN, source="实例：结转8件，均在法定时限内予以答复")
def not_all_is_closed_when_something_is_carried_out(case: Case) -> Iterator[Finding]:
    """正文写全部办结、均已答复、办结率100%的，结转下年度应当是0。"""
    report = case.report
    left = total(report, (_CARRIED_OUT,)) if _CARRIED_OUT in report.form.cells else None
    for place, closed in _closures(report):
        if not left or closed.foreign or _leaves_room(report, place, closed):
            continue
        message = f"正文写“{_words(report, place, closed)}”，表三结转下年度继续办理{_plain(left)}件。"
        yield _finding(place, "NN-4", message, closed.start, closed.end, Decimal(0), left, (_CARRIED_OUT,))


@rule("NN-5", Severity.EXPLAIN, source="实例：及时处理率100%，而表三全是0")
def nothing_is_a_hundred_per_cent_of_nothing(case: Case) -> Iterator[Finding]:
    """没有收到也没有结转申请的，不写办结率、及时处理率100%，也不写全部办结，写未收到申请。"""
    report = case.report
    base = total(report, (_NEW, _CARRIED_IN))
    for place, closed in _closures(report):
        if base == 0 and not closed.base_value and closed.base in ("", *_RECEIVED) and (closed.rate or not closed.foreign):
            message = f"正文写“{_words(report, place, closed)}”，而表三本年没有收到、也没有结转申请。"
            yield _finding(place, "NN-5", message, closed.start, closed.end, None, base, (_NEW, _CARRIED_IN))


@rule("NN-6", Severity.EXPLAIN, source="实例：写“六个部分”而只列五个")
def as_many_parts_as_are_listed(case: Case) -> Iterator[Finding]:
    """前言写由几部分组成的，所列的部分与这个数一致，也与年报的六个部分一致。"""
    report = case.report
    for key in ("preface", "overview"):
        for at, line in enumerate(report.text(key).split("\n")):
            for found in _PARTS.finditer(line):
                wrong = _wrong_parts(report, line, found)
                if wrong:
                    said, right, message, severity = wrong
                    yield Finding("NN-6", severity, message, (), said, right, Span(key, at, *found.span("number")))


@rule("NN-7", Severity.EXPLAIN, source="实例：收取信息处理费2230元，其中880元、1080元、270元")
def processing_fees_add_up(case: Case) -> Iterator[Finding]:
    """信息处理费分笔列出的，各笔金额之和等于总额，各笔件数之和等于总件数。"""
    for place in places(case.report):
        for at, sentence in enumerate(place.sentences):
            amounts = [count for count in sentence.counts if count.money_for_processing]
            rest = [count for one in place.sentences[at + 1 : at + 2] for count in one.counts if count.numeral.is_money]
            itemised = [*amounts[1:], *rest]
            if not amounts or len(itemised) < 2 or not _AMONG.search(_between(case.report, place, amounts[0], itemised[0])):
                continue
            added = sum((count.numeral.value for count in itemised), Decimal(0))
            if added != amounts[0].numeral.value:
                yield _sum_finding(place, "NN-7", amounts[0], itemised, added)
                continue
            yield from _fee_counts(place, sentence, amounts[0], itemised)


RULES = (
    what_the_text_says_came_in_went_out,
    parts_add_up_to_their_whole,
    breakdowns_of_other_numbers_add_up,
    percentages_are_worked_out_rightly,
    not_all_is_closed_when_something_is_carried_out,
    nothing_is_a_hundred_per_cent_of_nothing,
    as_many_parts_as_are_listed,
    processing_fees_add_up,
)

_AMONG = re.compile(r"其中|分别|包括|：")
_MEDIA = re.compile(r"网站|公众号|新媒体|微博|微信|客户端|平台|公报|抖音|报纸|电视|广播|栏|头条|媒体|渠道|重点|原创|本级")
_REST = re.compile(r"其[他它][^，、；。：]{0,8}$")


# balances and sums


def _balance(place: Place) -> tuple[Claim, Claim, Claim, Claim] | None:
    """The paragraph's 新收, 上年结转, 办结 and 结转下年度 when each is said once, of one scope and time."""
    told = [
        claim for sentence in place.sentences for claim in sentence.claims if claim.said is Said.NUMBER and not claim.numeral.approximation
    ]
    found: list[Claim] = []
    for roles in (("received", "received_exactly", "received_in_all"), ("carried_in",), ("concluded",), ("carried_out",)):
        matching = [claim for claim in told if claim.role in roles and len(claim.roles) == 1]
        if len(matching) != 1:
            return None
        found += matching
    same = len({(claim.scope, claim.time) for claim in found}) == 1
    new, carried_in, concluded, carried_out = found
    return (new, carried_in, concluded, carried_out) if same else None


class _Group(NamedTuple):
    """A whole, and what 其中 lists of it."""

    whole: Count
    parts: list[Count]


def _groups(report: Report) -> Iterator[tuple[Place, Sentence, _Group]]:
    for place in places(report):
        text = report.text(place.part).split("\n")[place.paragraph].replace("(", "（").replace(")", "）")
        for sentence in place.sentences:
            for at in dict.fromkeys(count.whole for count in sentence.counts if count.whole >= 0):
                whole = sentence.counts[at]
                parts = [count for count in sentence.counts if count.whole == at and _countable(count.numeral)]
                parts = _on_one_level(text, whole, parts)
                if parts and _countable(whole.numeral):
                    yield place, sentence, _Group(whole, parts)


def _countable(numeral: Numeral) -> bool:
    return not numeral.approximation and not numeral.is_money and not numeral.is_percent


def _on_one_level(text: str, whole: Count, parts: Sequence[Count]) -> list[Count]:
    """The parts that stand as deep in brackets as the first: what a bracket within the list divides further is not added."""
    depths = [
        text.count("（", whole.numeral.end, part.numeral.start) - text.count("）", whole.numeral.end, part.numeral.start) for part in parts
    ]
    kept = takewhile(lambda pair: pair[0] >= depths[0], zip(depths, parts, strict=True))
    return [part for depth, part in kept if depth == depths[0]]


def _kinds(parts: Sequence[Count]) -> Iterator[list[Count]]:
    """The parts by what they divide: applicants, results, new and old, channels."""
    applicants = [part for part in parts if "/" in part.role]
    results = [part for part in parts if part.role in _TOP_RESULTS]
    steps = [part for part in parts if part.role in (*_RECEIVED, "carried_in")]
    channels = [part for part in parts if part.channel and not part.role]
    yield from (kind for kind in (applicants, results, steps, channels) if len(kind) > 1)


_TOP_RESULTS = ("granted", "partly_granted", "refused", "unavailable", "declined", "other_handling")


def _all_named(report: Report, place: Place, parts: Sequence[Count]) -> bool:
    """The list leaves nothing out, so that less than the whole is wrong too."""
    roles = {part.role.rpartition("/")[2] for part in parts}
    text = report.text(place.part).split("\n")[place.paragraph]
    if all(part.channel for part in parts):
        return not re.search(r"主要|等", text[parts[0].numeral.start - 15 : parts[-1].numeral.end + 8])
    return {"natural_person", "organisations"} <= roles or "carried_in" in roles or {*_TOP_RESULTS} <= roles


def _agree(report: Report, place: Place, sentence: Sentence, counts: Sequence[Count]) -> bool:
    """All these numbers are the table's."""
    starts = {count.numeral.start for count in counts}
    told = [compare(report, place, claim) for claim in sentence.claims if claim.start in starts and claim.said is Said.NUMBER]
    return len(told) >= len(starts) and all(one.status is Status.AGREES for one in told)


def _sum_finding(place: Place, family: str, whole: Count, parts: Sequence[Count], added: Decimal) -> Finding:
    terms = "+".join(_plain(part.numeral.value) for part in parts)
    message = f"正文写总数{_plain(whole.numeral.value)}，所列各项{terms}={_plain(added)}，相差{_plain(abs(added - whole.numeral.value))}。"
    return _finding(place, family, message, whole.numeral.start, parts[-1].numeral.end, whole.numeral.value, added)


def _fee_counts(place: Place, sentence: Sentence, total_fee: Count, itemised: Sequence[Count]) -> Iterator[Finding]:
    """有3件…收取2230元，其中1件收取880元…: the pieces too add up."""
    whole = [count for count in sentence.counts if count.numeral.unit == "件" and count.numeral.end <= total_fee.numeral.start]
    parts = [
        count
        for one in place.sentences
        for count in one.counts
        if count.numeral.unit == "件" and total_fee.numeral.end <= count.numeral.start <= itemised[-1].numeral.start
    ]
    added = sum((count.numeral.value for count in parts), Decimal(0))
    if whole and len(parts) == len(itemised) and added != whole[-1].numeral.value:
        yield _sum_finding(place, "NN-7", whole[-1], parts, added)


# percentages


def _shares(case: Case, place: Place, sentence: Sentence, known: Sequence[Count]) -> Iterator[Finding]:
    for share in sentence.shares:
        text = case.report.text(place.part).split("\n")[place.paragraph][share.part.end : share.numeral.start]
        if re.search(r"全[市区县省国州]|[^申请办结总数量占比为的]{6}", text) or share.numeral.approximation or not share.part.value:
            continue
        inside = next((count.whole for count in sentence.counts if count.numeral is share.part), -1)
        if not share.part_is_claim and inside < 0:
            continue
        wholes = {count.numeral.value for count in known if count.numeral.value >= share.part.value and not count.numeral.is_money}
        wholes |= _table_wholes(case.report, share) if share.part_is_claim else set()
        wholes.discard(share.part.value)
        wholes |= {share.part.value} if share.numeral.value == 100 else set()
        ratios = [share.part.value * 100 / whole for whole in wholes if whole]
        if ratios and not any(_near(ratio, share.numeral) for ratio in ratios):
            best = _rounded(min(ratios, key=lambda ratio: abs(ratio - share.numeral.value)), share.numeral)
            message = f"{_plain(share.part.value)}件占{_plain(share.numeral.value)}%，按正文和表格的总数都算不出，最近的是{best}%。"
            yield _finding(place, "NN-3", message, share.numeral.start, share.numeral.end, share.numeral.value, Decimal(best))


def _table_wholes(report: Report, share: Share) -> set[Decimal]:
    """The totals that a claim may be a share of."""
    if share.role.partition(".")[0] in ("review", "suit", "suit_direct", "suit_after_review"):
        sums = tuple(
            cells for block in ("review", "suit", "suit_direct", "suit_after_review") for cells in ROLES[f"{block}.total"].readings
        )
    else:
        sums = ((_NEW,), (_NEW, _CARRIED_IN), (_CONCLUDED,))
    totals = (total(report, cells) for cells in sums if all(cell in report.form.cells for cell in cells))
    return {whole for whole in totals if whole and whole >= share.part.value}


def _rates(case: Case, place: Place, sentence: Sentence) -> Iterator[Finding]:
    report = case.report
    for rate in sentence.rates:
        if not fits(report, rate.scope) or not this_year(report, rate.time) or rate.numeral.approximation:
            continue
        done, bases = total(report, (_CONCLUDED,)), [total(report, (_NEW, _CARRIED_IN)), total(report, (_NEW,))]
        said = [claim.value for claim in sentence.claims if claim.role in ("concluded", *_RECEIVED) and claim.value]
        ratios = [done * 100 / base for base in bases if base and done is not None]
        ratios += [one * 100 / other for one in said for other in said if one <= other and one is not other]
        if ratios and not any(_near(ratio, rate.numeral) for ratio in ratios):
            message = f"正文写办结率{_plain(rate.numeral.value)}%，按表三计算是{_rounded(ratios[0], rate.numeral)}%。"
            right = Decimal(_rounded(ratios[0], rate.numeral))
            cells = (_CONCLUDED, _NEW, _CARRIED_IN)
            yield _finding(place, "NN-3", message, rate.numeral.start, rate.numeral.end, rate.numeral.value, right, cells)


def _changes(case: Case, place: Place, sentence: Sentence) -> Iterator[Finding]:
    report, last = case.report, case.last
    for change in sentence.changes:
        if last is None or last.form.edition != report.form.edition or not fits(report, change.scope) or not this_year(report, change.time):
            continue
        if change.numeral.approximation or (change.against and report.year and int(change.against) != report.year - 1):
            continue
        worked_out = list(_worked_out(report, last, change))
        if worked_out and not any(_near(one, change.numeral) for one, _ in worked_out):
            true, cells = worked_out[0]
            words = "增加" if change.sign > 0 else "减少"
            unit = change.numeral.unit
            message = f"正文写比上年{words}{_plain(change.numeral.value)}{unit}，按上年年报计算是{_signed(true, change)}{unit}。"
            yield _finding(
                place, "NN-3", message, change.numeral.start, change.numeral.end, change.numeral.value, _right(true, change), cells
            )


def _worked_out(report: Report, last: Report, change: Change) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
    """(the change in the sentence's direction, cells) for every way to understand it."""
    for roles in change.roles:
        for cells in ROLES[roles[0]].readings if len(roles) == 1 else ():
            if not all(address in report.form.cells for address in cells):
                continue
            before, table = total(last, cells), total(report, cells)
            for now in (table, change.value):
                if before is None or now is None:
                    return
                if change.numeral.is_percent and before:
                    yield (now - before) * 100 / before * change.sign, cells
                elif not change.numeral.is_percent:
                    yield (now - before) * change.sign, cells


def _near(true: Decimal, said: Numeral) -> bool:
    """Rounded or cut off at the last printed digit."""
    return abs(true - said.value) < said.step if said.is_percent else true == said.value


def _rounded(value: Decimal, like: Numeral) -> str:
    return number.write(value.quantize(like.step))


def _signed(true: Decimal, change: Change) -> str:
    value = true * change.sign
    digits = _rounded(abs(value), change.numeral) if change.numeral.is_percent else _plain(abs(value))
    return ("增加" if value > 0 else "减少") + digits


def _right(true: Decimal, change: Change) -> Decimal:
    return true.quantize(change.numeral.step) if change.numeral.is_percent else true


# all and nothing


def _leaves_room(report: Report, place: Place, closed: Closed) -> bool:
    """What is said to be closed may leave out what is carried out: 除3件结转外均已答复, or what is due is closed in time."""
    if closed.rate and closed.carries and not closed.timely:
        return bool(re.search(r"除|其余|到期|应办|应答复", report.text(place.part).split("\n")[place.paragraph]))
    if closed.carries or closed.base not in ("", *_RECEIVED):
        return True
    return closed.timely and (closed.rate or not closed.base)


def _closures(report: Report) -> Iterator[tuple[Place, Closed]]:
    for place in places(report):
        for sentence in place.sentences:
            yield from ((place, closed) for closed in sentence.closed if fits(report, closed.scope) and this_year(report, closed.time))


def _words(report: Report, place: Place, closed: Closed) -> str:
    return report.text(place.part).split("\n")[place.paragraph][closed.start : closed.end]


# the parts that the preface lists

_PARTS = re.compile(r"(?<![\d第])(?P<number>[四五六七八]|\d{1,2})\s*(?:个|大)?部分(?!公开|政府信息)")
_NAMES = re.compile(
    r"总体情况|概述|主动公开(?:政府)?信息(?:的)?情况|(?:收到和处理|依申请)[^、，；和及]{0,16}情况|[^、，；及]{0,14}行政复议(?:[、和与及，]|以及)*(?:提起)?行政诉讼(?:的)?情况"
    r"|[^、，；和及]{0,10}(?:问题|不足)[^、，；]{0,12}(?:情况|措施|打算|方向)?|其[他它][^、，；。]{0,8}(?:事项|情况)"
)
_SEPARATORS = re.compile(r"[、，；,;“”\"]|以及|和|及|与")


def _wrong_parts(report: Report, line: str, found: re.Match[str]) -> tuple[Decimal, Decimal, str, Severity] | None:
    """(said, right, message, severity) where the number of parts is not what is listed, or what a report has."""
    said = int(found["number"]) if found["number"].isdigit() else int(chinese(found["number"]))
    before = re.split(r"[。；]", line[: found.start()])[-1]
    behind = re.split(r"[。；]", line[found.end() :])[0]
    listed, open_list = _listed(before) if _listed(before)[0] else _listed(behind)
    whole = len(report.form.parts)
    if listed and (listed > said or (listed < said and (not open_list or listed == said - 1 >= whole - 2))):
        severity = Severity.HINT if open_list and listed < said else Severity.EXPLAIN
        return Decimal(said), Decimal(listed), f"正文写{said}个部分，列出的是{listed}个。", severity
    if 3 < said < whole and listed:
        return Decimal(said), Decimal(whole), f"正文写{said}个部分，年报有{whole}个部分。", Severity.EXPLAIN
    return None


def _listed(text: str) -> tuple[int, bool]:
    """How many parts a list names, and whether 等 leaves it open; 0 where there is no list."""
    names = list(_NAMES.finditer(text))
    if len(names) < 3:
        return 0, False
    stretch = text[names[0].start() :]
    rest = _NAMES.sub("、", stretch)
    others = [piece for piece in _SEPARATORS.split(rest) if len(re.sub(r"[^\u4e00-\u9fff]", "", piece)) >= 4]
    return len(names) + len(others), bool(re.search(r"等(?:共|这)?\s*$", text))


def _between(report: Report, place: Place, one: Count, other: Count) -> str:
    return report.text(place.part).split("\n")[place.paragraph][one.numeral.end : other.numeral.start]


def _plain(value: Decimal) -> str:
    return number.write(value.to_integral_value() if value == value.to_integral_value() else value.normalize())


def _finding(
    place: Place,
    family: str,
    message: str,
    start: int,
    end: int,
    left: Decimal | None = None,
    right: Decimal | None = None,
    cells: tuple[str, ...] = (),
) -> Finding:
    span = Span(place.part, place.paragraph, start, end)
    return Finding(family, Severity.EXPLAIN, message, cells, left, right, span)
