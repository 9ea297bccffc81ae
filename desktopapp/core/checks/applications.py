"""Checks of 表三 beyond its arithmetic: T3-5 and T3-8."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.last_year import unchecked

_REST, _CONCLUDED = "applications.other_rest.total", "applications.concluded.total"
_SHARE, _LEAST = Decimal("0.2"), 5  # of what was concluded; so few pieces are no share


@rule("T3-5", Severity.EXPLAIN, source="条例第三十三条：二十个工作日，最多延长二十个工作日", equations=7)
def what_came_last_year_is_finished(case: Case) -> Iterator[Finding]:
    """逐列：结转下年度不大于本年新收；上年结转来的申请应当在本年办结。"""
    report, unknown, found = case.report, list[str](), False
    for identity in report.form.identities_of("T3-1"):
        (received, carried_in), carried_out = identity.left, identity.right[-1]
        if not (report.complete(received) and report.complete(carried_out)):
            unknown.append(carried_out)
            continue
        new, out, old = report.stated(received), report.stated(carried_out), report.stated(carried_in)
        cell = report.form.cells[carried_out]
        if new is None or out is None or out <= new or (old is not None and out > new + old):  # T3-4 says that
            continue
        if not (cell.is_sum and found):  # what one column carries too long the total does too
            found = True
            words = f"结转下年度{number.write(out)}件，多于本年新收{number.write(new)}件，有上年结转来的申请到年底仍未办结"
            message = f"“{cell.column.label[-1]}”列：{words}。"
            yield Finding("T3-5", Severity.EXPLAIN, message, (carried_out, received), out, new)
    if unknown:
        yield from unchecked("T3-5", f"{'' if len(unknown) == 7 else f'7列中有{len(unknown)}列因为'}有没填的格，无法核对。", unknown)


@rule("T3-8", Severity.HINT, source="常见错误：能归类的计入了其他")
def the_rest_is_small(case: Case) -> Iterator[Finding]:
    """（六）其他处理中的“3.其他”不超过办结总数的20%；5件以下不提示。"""
    report = case.report
    if _REST not in report.form.cells:
        return
    if not (report.complete(_REST) and report.complete(_CONCLUDED)):
        yield from unchecked("T3-8", "有没填的格，无法核对。", (_REST,))
        return
    rest, concluded = report.stated(_REST), report.stated(_CONCLUDED)
    if rest is not None and concluded and rest > _LEAST and rest > _SHARE * concluded:
        share = (rest * 100 / concluded).quantize(Decimal(1))
        message = f"“3.其他”{number.write(rest)}件，占办结{number.write(concluded)}件的{share}%；能归入前面各项的，请归入前面各项。"
        yield Finding("T3-8", Severity.HINT, message, (_REST, _CONCLUDED), rest, concluded)


RULES = (what_came_last_year_is_finished, the_rest_is_small)
