"""Sums within the prose: balances (NN-1), parts and wholes (NN-2, NT-16), itemised fees (NN-7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import NamedTuple

from desktopapp.core.checks.finding import Finding
from desktopapp.core.checks.prose.wording import RECEIVED, finding_at, paragraph, plain
from desktopapp.core.claims.claims import Claim, Count, Said, Sentence
from desktopapp.core.claims.comparing import Place, Status, compare, places
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.report import Report

_AMONG = re.compile(r"其中|分别|包括|：")
_MEDIA = re.compile(r"网站|公众号|新媒体|微博|微信|客户端|平台|公报|抖音|报纸|电视|广播|栏|头条|媒体|渠道|重点|原创|本级")
_SUM = re.compile(r"(?:合计|总计|共计|总共)(?:收到|为|是)?$")
_REST = re.compile(r"其[他它][^，、；。：]{0,8}$")

_TOP_RESULTS = ("granted", "partly_granted", "refused", "unavailable", "declined", "other_handling")


def balances(report: Report) -> Iterator[Finding]:
    """NN-1: paragraphs in which what came in is not what went out."""
    for place in places(report):
        told = _balance(place)
        if told is None:
            continue
        new, carried_in, concluded, carried_out = told
        left, right = new.value + (0 if new.role == "received_in_all" else carried_in.value), concluded.value + carried_out.value
        if left != right:
            came = plain(new.value) if new.role == "received_in_all" else f"{plain(new.value)}+{plain(carried_in.value)}={plain(left)}"
            went = f"{plain(concluded.value)}+{plain(carried_out.value)}={plain(right)}"
            message = f"这段文字中新收与上年结转{came}，办结与结转下年度{went}，两边不等。"
            yield finding_at(place, "NN-1", message, (min(told).start, max(one.end for one in told)), (left, right))


def parts(report: Report) -> Iterator[Finding]:
    """NN-2: lists of applicants, results or channels that do not add up to what they divide."""
    for place, sentence, group in _groups(report):
        if not group.whole.role or not any(part.role or part.channel for part in group.parts):
            continue
        for parts in _kinds(group.parts):
            added = sum((part.numeral.value for part in parts), Decimal(0))
            whole = group.whole.numeral.value
            if added > whole or (added < whole and _all_named(report, place, parts)):
                if added < whole and _agree(report, place, sentence, (group.whole, *parts)):
                    continue
                yield _sum_finding(place, "NN-2", group.whole, parts, added)


def breakdowns(report: Report) -> Iterator[Finding]:
    """NT-16: lists of what has no cell."""
    for place, _, group in _groups(report):
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


def fees(report: Report) -> Iterator[Finding]:
    """NN-7: 信息处理费 and its items."""
    for place in places(report):
        for at, sentence in enumerate(place.sentences):
            amounts = [count for count in sentence.counts if count.money_for_processing]
            rest = [count for one in place.sentences[at + 1 : at + 2] for count in one.counts if count.numeral.is_money]
            itemised = [*amounts[1:], *rest]
            if not amounts or len(itemised) < 2 or not _AMONG.search(_between(report, place, amounts[0], itemised[0])):
                continue
            added = sum((count.numeral.value for count in itemised), Decimal(0))
            if added != amounts[0].numeral.value:
                yield _sum_finding(place, "NN-7", amounts[0], itemised, added)
                continue
            yield from _fee_counts(place, sentence, amounts[0], itemised)


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
        text = paragraph(report, place).replace("(", "（").replace(")", "）")
        for sentence in place.sentences:
            for at in dict.fromkeys(count.whole for count in sentence.counts if count.whole >= 0):
                whole = sentence.counts[at]
                parts = [count for count in sentence.counts if count.whole == at and _countable(count.numeral)]
                parts = _on_one_level(text, whole, parts)
                if parts and _countable(whole.numeral):
                    yield place, sentence, _Group(whole, parts)
            yield from ((place, sentence, group) for group in _summed_up(sentence))


def _summed_up(sentence: Sentence) -> Iterator[_Group]:
    """Channels before their sum: 网络渠道25件、信函渠道10件，合计35件."""
    for at, whole in enumerate(sentence.counts):
        parts = sentence.counts[:at]
        if (
            _SUM.search(whole.label)
            and len(parts) > 1
            and all(part.channel and part.whole < 0 and _countable(part.numeral) for part in parts)
        ):
            yield _Group(whole._replace(role=whole.role or "handled"), [part._replace(role="") for part in parts])


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
    steps = [part for part in parts if part.role in (*RECEIVED, "carried_in")]
    channels = [part for part in parts if part.channel and not part.role]
    yield from (kind for kind in (applicants, results, steps, channels) if len(kind) > 1)


def _all_named(report: Report, place: Place, parts: Sequence[Count]) -> bool:
    """The list leaves nothing out, so that less than the whole is wrong too."""
    roles = {part.role.rpartition("/")[2] for part in parts}
    text = paragraph(report, place)
    if all(part.channel for part in parts):
        return not re.search(r"主要|等", text[parts[0].numeral.start - 15 : parts[-1].numeral.end + 8])
    return {"natural_person", "organisations"} <= roles or "carried_in" in roles or {*_TOP_RESULTS} <= roles


def _agree(report: Report, place: Place, sentence: Sentence, counts: Sequence[Count]) -> bool:
    """All these numbers are the table's."""
    starts = {count.numeral.start for count in counts}
    told = [compare(report, place, claim) for claim in sentence.claims if claim.start in starts and claim.said is Said.NUMBER]
    return len(told) >= len(starts) and all(one.status is Status.AGREES for one in told)


def _sum_finding(place: Place, family: str, whole: Count, parts: Sequence[Count], added: Decimal) -> Finding:
    terms = "+".join(plain(part.numeral.value) for part in parts)
    message = f"正文写总数{plain(whole.numeral.value)}，所列各项{terms}={plain(added)}，相差{plain(abs(added - whole.numeral.value))}。"
    span = whole.numeral.start, parts[-1].numeral.end
    return finding_at(place, family, message, span, (whole.numeral.value, added))


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


def _between(report: Report, place: Place, one: Count, other: Count) -> str:
    return paragraph(report, place)[one.numeral.end : other.numeral.start]
