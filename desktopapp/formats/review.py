"""A read file laid open before it is accepted: what was read, guessed, not understood, left blank, or has no counterpart; all with its
raw text to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.carrying import counterparts
from desktopapp.core.content import FACT_NAMES
from desktopapp.core.form import Form
from desktopapp.core.progress import COVER, part_of
from desktopapp.core.report import FACTS, Report
from desktopapp.formats.incoming import Incoming, Leftover

_SIDES = {"before": "（表前文字）", "after": "（表后文字）"}


class Item(NamedTuple):
    """One thing: where it stands, what the file says, what it was read as, and what there is to say about it."""

    where: str
    raw: str
    read: str = ""
    why: str = ""


class Group(NamedTuple):
    """Things of one sort, or of one part. `wanting` says that a person must look."""

    title: str
    items: tuple[Item, ...] = ()
    groups: tuple[Group, ...] = ()
    wanting: bool = False

    @property
    def size(self) -> int:
        """How many things there are, in groups below too."""
        return len(self.items) + sum(group.size for group in self.groups)


def review(report: Report, incoming: Incoming | None, form: Form) -> tuple[Group, ...]:
    """A report that was read, as groups in the order of reading; `incoming` is what its reader said, none for a project, and `form`
    the edition in force."""
    said = incoming or Incoming(report.form.edition)
    guessed = tuple(Item(_named(report, guess.cell), guess.raw.strip(), guess.value, guess.why) for guess in said.guessed)
    strange = (*said.not_understood, *_not_said(report, said.not_understood))
    totals = tuple(_totals(report))
    return (
        Group("读到的", groups=tuple(_read(report, {guess.cell for guess in said.guessed}))),
        Group("推断的", guessed, wanting=bool(guessed)),
        Group("没有读懂的", tuple(_leftovers(report, strange)), wanting=bool(strange)),
        Group("印出的合计", groups=totals, wanting=any(group.wanting for group in totals)),
        Group("无对应的", (*_leftovers(report, said.unmapped), *_without_counterpart(report, form))),
        Group("空白的", groups=tuple(_blank(report))),
        Group("已整理的", tuple(Item(_named(report, tidied.where), "", why=tidied.what) for tidied in said.normalised)),
    )


def summary(name: str, incoming: Incoming, form: Form) -> str:
    """What an import brought, in one sentence."""
    words = f"已从“{name}”读入{len(form.cells) - len(incoming.blank(form))}个数"
    if not incoming.whole:
        words += f"，{len(incoming.guessed)}处是推断的，{len(incoming.not_understood)}处没有读懂（留空）"
    return f"{words}。请逐一核对后保存。"


def counted(report: Report, incoming: Incoming | None) -> str:
    """How much was read, for the record: numbers, and among them what was guessed and what was not understood."""
    said = incoming or Incoming(report.form.edition)
    numbers = (
        len(report.form.cells) - len(said.blank(report.form)) if incoming else sum(bool(report.text(cell)) for cell in report.form.cells)
    )
    words = (f"{len(said.guessed)}处是推断的" * bool(said.guessed), f"{len(said.not_understood)}处没有读懂" * bool(said.not_understood))
    return "，".join(filter(None, (f"读到{numbers}个数", *words)))


def _totals(report: Report) -> Iterator[Group]:
    """Printed totals beside the computed ones: those that differ, those that cannot be checked, those that agree."""
    differing: list[Item] = []
    unchecked: list[Item] = []
    agreeing: list[Item] = []
    for address in report.form.cells:
        control, computed = report.control(address), report.value(address)
        if control is None:
            continue
        item = Item(_named(report, address), report.text(address).strip(), number.write(control))
        if computed is None:
            unchecked.append(item._replace(why="各项空白，没有可以核对的合计"))
        elif control == computed:
            agreeing.append(item._replace(why="与程序合计一致"))
        else:
            differing.append(item._replace(why=f"程序合计是{number.write(computed)}，相差{number.write(control - computed)}"))
    for title, items in (("不符", differing), ("无法核对", unchecked), ("一致", agreeing)):
        if items:
            yield Group(title, tuple(items), wanting=items is differing)


def _read(report: Report, guessed: set[str]) -> Iterator[Group]:
    """What was read for certain, part by part: numbers, then texts; on the cover the facts."""
    for part, heading in _parts(report):
        places = [place for place in (*FACTS, *report.form.cells, *report.form.text_keys) if part_of(place) == part]
        certain = (place for place in places if report.text(place).strip() and place not in guessed and not _fault(report, place))
        items = tuple(_item(report, place) for place in certain)
        if items:
            yield Group(heading, items)


def _item(report: Report, place: str) -> Item:
    raw = report.text(place).strip()
    if place in report.form.cells:
        reading = report.reading(place)
        remarks = [f"注：{reading.note}"] if reading.note else []
        mended = [what for what in reading.normalised if what != "空格"]  # spaces around numbers are in every file
        remarks += [f"写法已整理：{'、'.join(mended)}"] if mended else []
        return Item(_named(report, place), raw, number.write(reading.value), "；".join(remarks))
    if place in FACTS:
        return Item(_named(report, place), raw, raw)
    return Item(_named(report, place), raw, f"{len(''.join(raw.split()))}字，{len(report.paragraphs(place))}段")


def _leftovers(report: Report, leftovers: Iterable[Leftover]) -> Iterator[Item]:
    for leftover in leftovers:
        is_cell = leftover.where in report.form.cells
        fault = report.reading(leftover.where).fault if is_cell else ""
        yield Item(_named(report, leftover.where), leftover.raw.strip(), "空白" if fault else "", fault)


def _not_said(report: Report, said: Iterable[Leftover]) -> Iterator[Leftover]:
    """Cells with something that is no number, of which the reader said nothing; in a project nobody does."""
    known = {leftover.where for leftover in said}
    return (Leftover(address, report.text(address)) for address in report.form.cells if _fault(report, address) and address not in known)


def _without_counterpart(report: Report, form: Form) -> Iterator[Item]:
    """What was read in cells that the edition in force does not have."""
    known = set(counterparts(form, report.form).values())
    for address in report.form.cells:
        if address not in known and report.text(address).strip():
            yield Item(_named(report, address), report.text(address).strip(), why=f"{form.edition}版表样没有这一格")


def _blank(report: Report) -> Iterator[Group]:
    for part, heading in _parts(report):
        table = report.form.tables.get(part)
        places = report.blanks(table) if table else (part,) if part in report.form.text_keys and not report.text(part).strip() else ()
        items = tuple(Item(_named(report, place), "") for place in places)
        if items:
            yield Group(heading, items)


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    yield COVER, "封面"
    yield from ((part.key, part.heading) for part in report.form.parts)


def _fault(report: Report, place: str) -> str:
    return report.reading(place).fault if place in report.form.cells else ""


def _named(report: Report, place: str) -> str:
    """A place in words; what is none is words already."""
    form = report.form
    if place in form.cells:
        return form.cells[place].label
    if place in FACT_NAMES:
        return FACT_NAMES[place]
    if place == "preface":
        return "前言"
    key, _, side = place.partition(".")
    part = next((part for part in form.parts if part.key == key), None)
    return f"{part.heading}{_SIDES.get(side, '')}" if part else place
