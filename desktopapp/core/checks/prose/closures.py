"""全部办结, 办结率100%: against what is carried out (NN-4) and against nothing at all (NN-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core.checks.finding import Finding
from desktopapp.core.checks.prose.wording import CARRIED_IN, CARRIED_OUT, NEW, RECEIVED, finding_at, paragraph, plain
from desktopapp.core.claims.claims import Closed
from desktopapp.core.claims.comparing import Place, fits, places, this_year, total
from desktopapp.core.report import Report


def all_closed(report: Report) -> Iterator[Finding]:
    """NN-4: all is said to be closed while something is carried out."""
    left = total(report, (CARRIED_OUT,)) if CARRIED_OUT in report.form.cells else None
    for place, closed in _closures(report):
        if not left or closed.foreign or _leaves_room(report, place, closed):
            continue
        message = f"正文写“{_words(report, place, closed)}”，表三结转下年度继续办理{plain(left)}件。"
        yield finding_at(place, "NN-4", message, (closed.start, closed.end), (Decimal(0), left), (CARRIED_OUT,))


def all_of_nothing(report: Report) -> Iterator[Finding]:
    """NN-5: all is said to be closed while nothing came in."""
    base = total(report, (NEW, CARRIED_IN))
    for place, closed in _closures(report):
        if base == 0 and not closed.base_value and closed.base in ("", *RECEIVED) and (closed.rate or not closed.foreign):
            message = f"正文写“{_words(report, place, closed)}”，而表三本年没有收到、也没有结转申请。"
            yield finding_at(place, "NN-5", message, (closed.start, closed.end), (None, base), (NEW, CARRIED_IN))


_DUE = re.compile("到期|应当?答复|应当?办|应予答复|除")


def _leaves_room(report: Report, place: Place, closed: Closed) -> bool:
    """What is said to be closed may leave out what is carried out: 除3件结转外均已答复, or what is due is closed in time."""
    if closed.rate and closed.carries and not closed.timely:
        return bool(re.search(r"除|其余|到期|应办|应答复", paragraph(report, place)))
    if _DUE.search(paragraph(report, place), max(0, closed.start - 8), closed.start + 4):
        return True
    if closed.carries or closed.base not in ("", *RECEIVED):
        return True
    return closed.timely and (closed.rate or not closed.base)


def _closures(report: Report) -> Iterator[tuple[Place, Closed]]:
    for place in places(report):
        for sentence in place.sentences:
            yield from ((place, closed) for closed in sentence.closed if fits(report, closed.scope) and this_year(report, closed.time))


def _words(report: Report, place: Place, closed: Closed) -> str:
    return paragraph(report, place)[closed.start : closed.end]
