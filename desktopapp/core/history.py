"""改动记录: who changed what, when, from what to what, and after which draft. Kept with the project, never printed and never exported.

A step is of one place. The steps of one place that one person makes between two saves are one step, from what stood there first to what
stands there last; what is taken back is none. Of a text only the paragraphs that changed are kept. The steps of a place are a chain: the
last one leads to what stands there now, so that what stood there before can be found by going back along it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from desktopapp.core import strict
from desktopapp.core.form import Form
from desktopapp.core.report import FACTS, FINAL, REASON, RECORD, Change

MOST = 10_000  # steps that are kept, the newest
MOST_TEXT = 2_000_000  # characters in them
BLANK = "（空白）"


class Step(NamedTuple):
    """What one person changed at a place: from its paragraph `line` (from 0) on, the paragraphs `before` became those `after`.

    `when` is local time as YYYY-MM-DD HH:MM; `draft` the number of the last draft that had been handed over by then, 0 before the first.
    """

    when: str
    who: str
    draft: int
    place: str
    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def old(self) -> str:
        """What stood there, the changed paragraphs of it."""
        return "\n".join(self.before)

    @property
    def new(self) -> str:
        """What came there, the changed paragraphs of it."""
        return "\n".join(self.after)

    @property
    def words(self) -> str:
        """The step on one line: 3 → 5　李明　01-20 10:00（第1稿之后）."""
        draft = f"（第{self.draft}稿之后）" if self.draft else ""
        return "　".join(filter(None, (f"{self.old or BLANK} → {self.new or BLANK}", self.who, self.when[5:]))) + draft


def step(when: str, who: str, draft: int, place: str, before: str, after: str) -> Step:
    """The step that leads from one text to another."""
    old, new = before.split("\n"), after.split("\n")
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    return Step(when, who, draft, place, start, tuple(old[start : len(old) - end]), tuple(new[start : len(new) - end]))


def reverted(text: str, step: Step) -> str | None:
    """What stood at the step's place before it, if `text` stood there after it; None if that cannot be."""
    lines = text.split("\n")
    end = step.line + len(step.after)
    if tuple(lines[step.line : end]) != step.after or step.line > len(lines):
        return None
    return "\n".join([*lines[: step.line], *step.before, *lines[end:]])


def recorded(history: Sequence[Step], fresh: int, change: Change, when: str, who: str, draft: int) -> list[Step]:
    """The history with a change that was carried out; with steps from `fresh` on, not yet on disk, it is joined."""
    young = {step.place: (at, step) for at, step in enumerate(history[fresh:], fresh)}
    gone: set[int] = set()
    new: list[Step] = []
    for place, entry in change.after.items():
        before, after = change.before[place].raw, entry.raw
        if place in (RECORD, FINAL) or before == after:
            continue
        at, last = young.get(place, (-1, None))
        first = reverted(before, last) if last is not None and (last.who, last.draft) == (who, draft) else None
        if first is not None:
            gone.add(at)
            before = first
        if before != after:
            new.append(step(when, who, draft, place, before, after))
    return [*history[:fresh], *(step for at, step in enumerate(history[fresh:], fresh) if at not in gone), *new]


def newest(history: Sequence[Step], place: str) -> Step | None:
    """The last step of a place."""
    return next((step for step in reversed(history) if step.place == place), None)


def whereabouts(form: Form, place: str) -> str:
    """The place to which one goes to look at a step: of a reason, that of which it speaks; blank where there is none."""
    if place.startswith(REASON):
        place = place.removeprefix(REASON).partition(" ")[2].partition(":")[0]
    return place if place in (*form.cells, *form.text_keys, *FACTS) else ""


def kept(history: Sequence[Step]) -> list[Step]:
    """As much of a history as a file keeps: the newest MOST steps with at most MOST_TEXT characters."""
    room, found = MOST_TEXT, list[Step]()
    for step in reversed(history[-MOST:]):
        room -= len(step.old) + len(step.new)
        if room < 0:
            break
        found.append(step)
    return found[::-1]


def dumps(history: Sequence[Step]) -> str:
    """The history as it stands in a file: what one person did in one minute together, each step on a line of its own."""
    groups: list[str] = []
    for (when, who, draft), steps in groupby(kept(history), lambda step: (step.when, step.who, step.draft)):
        head = _json({"when": when, "who": who, "draft": draft}).removesuffix("}")
        groups.append(f'{head}, "changes": [\n' + ",\n".join(map(_written, steps)) + "]}")
    return "[\n" + ",\n".join(groups) + "]"


def read(data: object, form: Form) -> list[Step]:
    """A history from what `dumps` wrote. Raises ValueError, TypeError."""
    known = frozenset((*form.cells, *form.text_keys, *FACTS))
    found: list[Step] = []
    for group in strict.sequence(data, "改动记录", MOST):
        facts = strict.mapping(group, "改动记录")
        when, who = strict.name(facts.get("when"), "改动记录"), strict.name(facts.get("who"), "改动记录")
        draft = strict.whole(facts.get("draft"), "改动记录")
        found += (_read(line, when, who, draft, known) for line in strict.sequence(facts.get("changes"), "改动记录", MOST))
    if len(found) > MOST:
        raise ValueError("改动记录的项数太多")
    return found


def _written(step: Step) -> str:
    """["disputes.review.other", "1", "2"]; of a text with the number of its first changed paragraph: ["overview", 3, ["…"], ["…"]]."""
    if step.line == 0 and len(step.before) == len(step.after) == 1:
        return _json([step.place, step.old, step.new])
    return _json([step.place, step.line, step.before, step.after])


def _read(data: object, when: str, who: str, draft: int, known: frozenset[str]) -> Step:
    parts = strict.sequence(data, "改动记录", 4)
    if len(parts) < 3:
        raise ValueError("改动记录的写法不对")
    place = strict.name(parts[0], "改动记录")
    if place not in known and not place.startswith(REASON):
        raise KeyError(place)
    if len(parts) == 3:
        return Step(when, who, draft, place, 0, (strict.words(parts[1], "改动记录"),), (strict.words(parts[2], "改动记录"),))
    before, after = (tuple(strict.words(line, "改动记录") for line in strict.sequence(lines, "改动记录")) for lines in parts[2:])
    return Step(when, who, draft, place, strict.whole(parts[1], "改动记录"), before, after)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
