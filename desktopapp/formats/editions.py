"""A report of an earlier edition, brought forward to the one in force: what means the same keeps its number, the rest is listed.

Reports for 2019 and 2020 are of the trial edition. 本年新制作数量 is not 本年制发件数: a number without a counterpart is never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktopapp.core import number
from desktopapp.core.form import Form
from desktopapp.formats.incoming import Guess, Incoming, Leftover


def brought_forward(incoming: Incoming, forms: Mapping[str, Form]) -> Incoming:
    """The same file in the cells of the edition in force; `edition` stays that of the file."""
    old = forms[incoming.edition]
    if old.successor is None or old.successor.edition not in forms:
        return incoming
    new, address_of = forms[old.successor.edition], old.successor.address
    raws = {target: raw for address, raw in incoming.raws.items() if (target := address_of(address))}
    lost = [
        Leftover(f"“{old.cells[address].label}”在{new.edition}版格式中无对应", raw.strip())
        for address, raw in incoming.raws.items()
        if not address_of(address)
    ]
    return replace(
        incoming,
        form=new.edition,
        raws=raws,
        guessed=[*_guesses(incoming, old), *_renamed(incoming, old, new)],
        not_understood=[_leftover(leftover, old) for leftover in incoming.not_understood],
        unmapped=[*incoming.unmapped, *lost],
    )


def _guesses(incoming: Incoming, old: Form) -> list[Guess]:
    """The guesses, each at its cell in the new edition; facts of the cover are the same in both."""
    targets = [(guess, _target(guess.cell, old)) for guess in incoming.guessed]
    return [guess._replace(cell=target) for guess, target in targets if target]


def _renamed(incoming: Incoming, old: Form, new: Form) -> list[Guess]:
    """A row that was divided since: all of it is taken for the last of its parts, which is a guess."""
    known = {guess.cell for guess in incoming.guessed}
    found: list[Guess] = []
    for address, raw in incoming.raws.items():
        target = _target(address, old)
        value = number.read(raw, old.cells[address].kind).value
        if target and target != address and address not in known and value is not None:
            why = f"{old.edition}版的“{old.cells[address].row.label[-1]}”没有分行，读作“{new.cells[target].row.label[-1]}”"
            found.append(Guess(target, raw, number.write(value), why))
    return found


def _leftover(leftover: Leftover, old: Form) -> Leftover:
    if leftover.where not in old.cells:
        return leftover
    return leftover._replace(where=_target(leftover.where, old) or f"“{old.cells[leftover.where].label}”（{old.edition}版格式）")


def _target(place: str, old: Form) -> str:
    return old.successor.address(place) if old.successor and place in old.cells else place
