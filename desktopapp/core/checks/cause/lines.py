"""Whole lines are wrong: a row shifted by one column, two rows exchanged, totals not filled in or copied, an outcome not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from desktopapp.core.checks.cause.equations import Equations, Number
from desktopapp.core.checks.cause.suspect import Suspect, plausible, row_name
from desktopapp.core.form import Form, Identity

_SHIFTED, _EXCHANGED, _TOTALS, _UNFILLED = 0.4, 0.6, 0.2, 0.15


@lru_cache(maxsize=8)
def _rows(form: Form) -> tuple[Identity, ...]:
    """What says the total of a row, row by row, of every table that has rows and adds columns up."""
    sums = ((form.cells[identity.left[0]], form.cells[identity.right[0]], identity) for identity in form.identities if identity.definition)
    return tuple(identity for total, first, identity in sums if total.row.label and total.row == first.row)


def shifted(equations: Equations) -> Iterator[Suspect]:
    """A row's numbers stand one column too far to the right or to the left."""
    for row in _rows(equations.report.form):
        numbers = [equations.values.get(address) for address in row.right]
        known = [value for value in numbers if value is not None]
        if len(known) == len(numbers) and any(known):
            total = equations.values.get(row.left[0])
            name = row_name(equations.report.form.cells[row.left[0]])
            for words, way, wanted in _unshifted(known, total):
                yield from _row_change(equations, row, wanted, total, f"“{name}”行的数整行{words}", way)


def _unshifted(numbers: Sequence[Number], total: Number | None) -> Iterator[tuple[str, str, list[Number]]]:
    """(words, mend, the numbers and the total as they should stand): within the six columns, and over the total's edge."""
    first, last = numbers[0], numbers[-1]
    held = [] if total is None else [total]
    if not first:
        yield "往右错了一列", "整行左移一列", [*numbers[1:], 0, *held]
    if not last:
        yield "往左错了一列", "整行右移一列", [0, *numbers[:-1], *held]
    if total is not None and not first:
        kept = [*numbers[1:], total]
        yield "往右错了一列，最后一列填在总计里", "整行左移一列", [*kept, sum(kept)]
    if not total and last:  # 0, or nothing entered
        kept = list(numbers[:-1])
        yield "往左错了一列，总计填在最后一列里", "整行右移一列", [last - sum(kept), *kept, *([] if total is None else [last])]


def _row_change(
    equations: Equations, row: Identity, wanted: list[Number], total: Number | None, words: str, mend: str
) -> Iterator[Suspect]:
    addresses = row.right if total is None else (*row.right, row.left[0])
    change = {address: new for address, new in zip(addresses, wanted, strict=True) if new != equations.values[address]}
    if len(change) < 2 or not plausible(change):
        return
    mended = equations.mended_by(change)
    if len(mended) > 1:
        yield Suspect("row", change, mended, _SHIFTED, words, tuple(change), mend=mend)


def split(equations: Equations) -> Iterator[Suspect]:
    """One number fell into two cells, 20 into 2 and 0; what follows stands where it belongs, or one column too far to the right."""
    for row in (row for row in _rows(equations.report.form) if _broken_at(equations, row) > 1):
        numbers = [equations.values.get(address) for address in row.right]
        known = [value for value in numbers if value is not None]
        total = equations.values.get(row.left[0])
        if len(known) < len(numbers):
            continue
        for place, (head, tail) in enumerate(pairwise(known)):
            if isinstance(head, int) and isinstance(tail, int) and head > 0 and 0 <= tail <= 9 and (tail or total is not None):
                whole = int(f"{head}{tail}")
                name = row_name(equations.report.form.cells[row.left[0]])
                words = f"“{name}”行的{whole}拆成了{head}和{tail}两格"
                yield from _row_change(equations, row, [*known[:place], whole, 0, *known[place + 2 :]], None, words, f"合为{whole}")
                if total is not None:
                    kept = [*known[:place], whole, *known[place + 2 :], total]
                    yield from _row_change(equations, row, [*kept, sum(kept)], total, f"{words}，后面的数都往右错了一列", f"合为{whole}")


def exchanged(equations: Equations) -> Iterator[Suspect]:
    """Two rows have changed places, with their totals or without."""
    values = equations.values
    touched = [row for row in _rows(equations.report.form) if _broken_at(equations, row) and all(cell in values for cell in row.right)]
    sums = {row: sum(values[address] for address in row.right) for row in touched}
    part = {row: frozenset(place for place, _ in equations.at[row.right[0]]) for row in touched}
    for one, other in combinations(touched, 2):
        totals = one.left[0], other.left[0]
        if values.get(totals[0]) == sums[other] and values.get(totals[1]) == sums[one]:
            yield from _exchange(equations, one, other, list(zip(one.right, other.right, strict=True)))
        if len(part[one] ^ part[other]) > 2:  # beyond the sums of the two rows themselves they enter different balances
            held = [totals] if all(total in values for total in totals) else []
            yield from _exchange(equations, one, other, [*zip(one.right, other.right, strict=True), *held])


def _broken_at(equations: Equations, row: Identity) -> int:
    """How many broken equations read the row."""
    return len({place for address in row.cells for place, _ in equations.at.get(address, ())} & equations.broken)


def _exchange(equations: Equations, one: Identity, other: Identity, pairs: list[tuple[str, str]]) -> Iterator[Suspect]:
    values = equations.values
    change = {here: values[there] for here, there in [*pairs, *((b, a) for a, b in pairs)] if values[here] != values[there]}
    if len(change) < 4:  # fewer are told as two numbers
        return
    mended = equations.mended_by(change)
    if len(mended) > 1:
        names = [row_name(equations.report.form.cells[row.left[0]]) for row in (one, other)]
        yield Suspect("rows", change, mended, _EXCHANGED, f"“{names[0]}”与“{names[1]}”两行的数填颠倒了", tuple(change), mend="两行对调")


def totals(equations: Equations) -> Iterator[Suspect]:
    """A whole row or column of totals was left 0, or copied from the first of what they add."""
    lines: dict[tuple[str, str], list[Identity]] = {}
    for equation in equations.all:
        if equation.identity.definition:
            lines.setdefault((equation.identity.table, equation.identity.rule), []).append(equation.identity)
    for identities in lines.values():
        if len(identities) > 1:
            yield from _line(equations, identities)


def _line(equations: Equations, identities: list[Identity]) -> Iterator[Suspect]:
    report, values = equations.report, equations.values
    wrong = {identity.left[0]: identity for identity in identities if identity.left[0] in values}
    sums: dict[str, Number] = {}
    for total, identity in wrong.items():
        known = [report.stated(address) for address in identity.right]
        sums[total] = sum(int(value) for value in known if value is not None)
    change = {total: new for total, new in sums.items() if new != values[total]}
    if len(change) < 2 or not plausible(change):
        return
    firsts = {total: report.stated(wrong[total].right[0]) for total in change}
    if not any(values[total] for total in change):
        why = "没有填，都是0"
    elif all(values[total] == first for total, first in firsts.items()):
        why = f"照抄了{_line_name(equations, wrong[next(iter(change))].right[0], across=identities[0].rule == 'T3-3')}"
    else:
        return
    cell = report.form.cells[next(iter(change))]
    across = bool(cell.column.sum)
    line = f"“{cell.column.label[-1]}”列" if across else f"“{row_name(cell)}”行"
    mended = equations.mended_by(change)
    if mended:
        yield Suspect("totals", change, mended, _TOTALS, f"{line}的合计{why}", tuple(change), mend="改为各项之和")


def _line_name(equations: Equations, address: str, across: bool) -> str:
    cell = equations.report.form.cells[address]
    return f"{cell.column.label[-1]}列" if across else f"“{row_name(cell)}”行"


def unfilled(equations: Equations) -> Iterator[Suspect]:
    """Of a balance one whole side is 0: what came in went nowhere, or what was concluded came from nowhere."""
    sides: dict[tuple[str, Number], list[int]] = {}
    for place in sorted(equations.broken):
        identity = equations.all[place].identity
        if identity.definition:
            continue
        left, right = (_all_zero(equations, side) for side in (identity.left, identity.right))
        if left != right:
            sides.setdefault(("left" if left else "right", abs(equations.residual(place))), []).append(place)
    for (side, pieces), places in sides.items():
        if side == "right":
            words = f"收到了申请，办理结果和结转下年度却都是0：{pieces}件的去向没有填，或者没有收到这些申请"
        else:
            words = f"有办理结果或结转下年度，本年新收和上年结转却都是0：{pieces}件的来源没有填"
        filled = [entry for entry in equations.entries(places[0]) if equations.values[entry]]
        cells = tuple(dict.fromkeys((*filled, *equations.all[places[0]].identity.cells)))
        yield Suspect("unfilled", {}, frozenset(places), _UNFILLED, words, cells)


def _all_zero(equations: Equations, side: Sequence[str]) -> bool:
    """Nothing stands on this side, totals and what they add alike."""
    form, report = equations.report.form, equations.report
    return not any(report.stated(cell) for address in side for cell in (address, *form.cells[address].addends))
