"""Percentages and changes worked out again: NN-3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding
from desktopapp.core.checks.prose.wording import CARRIED_IN, CONCLUDED, NEW, RECEIVED, finding_at, paragraph, plain
from desktopapp.core.claims.claims import Change, Count, Sentence, Share
from desktopapp.core.claims.comparing import Place, fits, places, this_year, total
from desktopapp.core.claims.meaning import DISPUTES
from desktopapp.core.claims.numerals import Numeral
from desktopapp.core.claims.roles import ROLES
from desktopapp.core.report import Report

_FINEST = Decimal("0.0001")  # no finer percentage is written in a message


def percentages(case: Case) -> Iterator[Finding]:
    """NN-3: shares, rates and changes that the numbers do not give."""
    for place in places(case.report):
        known: list[Count] = []
        for sentence in place.sentences:
            known += sentence.counts
            yield from _shares(case, place, sentence, known)
            yield from _rates(case, place, sentence)
            yield from _changes(case, place, sentence)


def _shares(case: Case, place: Place, sentence: Sentence, known: Sequence[Count]) -> Iterator[Finding]:
    for share in sentence.shares:
        text = paragraph(case.report, place)[share.part.end : share.numeral.start]
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
            message = f"{plain(share.part.value)}件占{plain(share.numeral.value)}%，按正文和表格的总数都算不出，最近的是{best}%。"
            yield finding_at(place, "NN-3", message, _span(share.numeral), (share.numeral.value, Decimal(best)))


def _table_wholes(report: Report, share: Share) -> set[Decimal]:
    """The totals that a claim may be a share of."""
    if share.role.partition(".")[0] in DISPUTES:
        sums = tuple(
            cells for block in ("review", "suit", "suit_direct", "suit_after_review") for cells in ROLES[f"{block}.total"].readings
        )
    else:
        sums = ((NEW,), (NEW, CARRIED_IN), (CONCLUDED,))
    totals = (total(report, cells) for cells in sums if all(cell in report.form.cells for cell in cells))
    return {whole for whole in totals if whole and whole >= share.part.value}


def _rates(case: Case, place: Place, sentence: Sentence) -> Iterator[Finding]:
    report = case.report
    for rate in sentence.rates:
        if not fits(report, rate.scope) or not this_year(report, rate.time) or rate.numeral.approximation:
            continue
        done, bases = total(report, (CONCLUDED,)), [total(report, (NEW, CARRIED_IN)), total(report, (NEW,))]
        said = [claim.value for claim in sentence.claims if claim.role in ("concluded", *RECEIVED) and claim.value]
        ratios = [done * 100 / base for base in bases if base and done is not None]
        ratios += [one * 100 / other for one in said for other in said if one <= other and one is not other]
        if ratios and not any(_near(ratio, rate.numeral) for ratio in ratios):
            message = f"正文写办结率{plain(rate.numeral.value)}%，按表三计算是{_rounded(ratios[0], rate.numeral)}%。"
            right = Decimal(_rounded(ratios[0], rate.numeral))
            cells = (CONCLUDED, NEW, CARRIED_IN)
            yield finding_at(place, "NN-3", message, _span(rate.numeral), (rate.numeral.value, right), cells)


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
            message = f"正文写比上年{words}{plain(change.numeral.value)}{unit}，按上年年报计算是{_signed(true, change)}{unit}。"
            yield finding_at(place, "NN-3", message, _span(change.numeral), (change.numeral.value, _right(true, change)), cells)


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
    return number.write(value.quantize(max(like.step, _FINEST)))


def _signed(true: Decimal, change: Change) -> str:
    value = true * change.sign
    digits = _rounded(abs(value), change.numeral) if change.numeral.is_percent else plain(abs(value))
    return ("增加" if value > 0 else "减少") + digits


def _right(true: Decimal, change: Change) -> Decimal:
    return true.quantize(max(change.numeral.step, _FINEST)) if change.numeral.is_percent else true


def _span(numeral: Numeral) -> tuple[int, int]:
    return numeral.start, numeral.end
