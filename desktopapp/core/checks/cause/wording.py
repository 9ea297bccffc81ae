"""What is said of a cause: one sentence that claims no more than is known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktopapp.core.checks.cause.equations import Equations
from desktopapp.core.checks.cause.suspect import Suspect, name
from desktopapp.core.checks.slip import slip

_NAMED = 3  # suspicions are named; more are only counted
_PLAIN = 0.2  # doubt of a slip that can be told though other things are wrong beside it


def sentence(equations: Equations, suspects: Sequence[Suspect]) -> str:
    """What is probably wrong: the one suspicion, or the two or three that are as likely, or how many there are."""
    if len(suspects) == 1:
        return suspects[0].sentence
    if len(suspects) <= _NAMED:
        return f"可能是{'；也可能是'.join(suspect.words for suspect in suspects)}。"
    if all(suspect.kind == "moved" for suspect in suspects):
        what, which = suspects[0].words.split("：", 1)
        return f"可能有{what}，共有{len(suspects)}处可能，如{which}。"
    return f"有{len(suspects)}种可能；{_advice(equations, suspects[0])}。"


def _advice(equations: Equations, suspect: Suspect) -> str:
    """What would tell more: the totals of the rows, where they were not entered."""
    cell = equations.report.form.cells[suspect.cells[0]]
    table = equations.report.form.tables[cell.table]
    totals = [table.address(cell.row.key, column.key) for column in table.blocks[0].columns if column.sum]
    if cell.row.label and not any(total in equations.values for total in totals):
        return "填上各行的总计，就能指出是哪一行"
    return "现有的数还不能确定"


def guess(equations: Equations, place: int) -> str:
    """What can be said of an identity that no one or two slips explain; blank for nothing."""
    residual = equations.residual(place)
    named: list[str] = []
    for entry in dict.fromkeys(equations.entries(place)):
        if all(equations.residual(other) for other, _ in equations.at[entry]):
            sign = next(sign for other, sign in equations.at[entry] if other == place)
            meant = equations.values[entry] - sign * residual
            found = slip(Decimal(equations.values[entry]), Decimal(meant))
            if found and found.doubt < _PLAIN:
                named.append(f"“{name(equations.report.form.cells[entry])}”{found.words}（应为{meant}）")
    if named and len(named) <= _NAMED:
        return f"可能是{'，或者'.join(named)}。"
    if residual % 9 == 0:
        return f"相差{abs(residual)}，是9的倍数，常见于两个数字写颠倒。"
    return ""
