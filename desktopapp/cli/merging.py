"""nianbao merge: two copies of a project come together without a window."""

from __future__ import annotations

import argparse
import datetime

from desktopapp import resources
from desktopapp.cli.files import refuse_to_overwrite
from desktopapp.cli.plain import in_one_line, print_json
from desktopapp.core import project
from desktopapp.core.content import name
from desktopapp.core.files import NotUnderstood
from desktopapp.core.form import Form
from desktopapp.core.merging import Fork, doubts, forks, merged
from desktopapp.core.project import Project

DONE, CHOSEN = 0, 1


def merge(arguments: argparse.Namespace) -> int:
    """Merge THEIRS into a copy of OURS. Where both changed a place, OURS stays and the place is listed."""
    refuse_to_overwrite(arguments.out)
    ours, theirs = (project.read(path, resources.forms()) for path in (arguments.ours, arguments.theirs))
    if ours.report.form is not theirs.report.form:
        raise NotUnderstood(f"“{arguments.theirs.name}”与“{arguments.ours.name}”的表样不同，不能合并。")
    if ours.report.locked:
        raise NotUnderstood(f"“{arguments.ours.name}”已经定稿，不能合并。要合并请先撤回定稿。")
    found, said = forks(ours, theirs), doubts(ours, theirs)
    chosen = {fork.place: fork.ours for fork in found if fork.result is None}
    done = merged(ours, theirs, found, chosen, "", f"{datetime.datetime.now().astimezone():%Y-%m-%d %H:%M}")
    ours.report.apply(done.change)
    project.write(Project(ours.report, done.drafts, done.extra, done.last, done.office, done.history), arguments.out)
    if arguments.json:
        print_json({"doubts": list(said), **{kind: [_told(fork) for fork in found if _kind(fork) == kind] for kind in _KINDS}})
    else:
        _print(ours.report.form, found, said)
    return CHOSEN if chosen or said else DONE


_KINDS = {"conflicts": "两边都改了，留用前一份的", "taken": "取后一份改的", "kept": "留前一份改的", "joined": "两边的段落合在一起"}


def _kind(fork: Fork) -> str:
    return "conflicts" if fork.result is None else "taken" if fork.taken else "kept" if fork.kept else "joined"


def _told(fork: Fork) -> dict[str, str | None]:
    return {"place": fork.place, "ground": fork.ground, "ours": fork.ours.raw, "theirs": fork.theirs.raw}


def _print(form: Form, found: tuple[Fork, ...], said: tuple[str, ...]) -> None:
    for doubt in said:
        print(f"注意：{doubt}。")
    for fork in found:
        ours, theirs = (in_one_line(entry.raw or "（空白）") for entry in (fork.ours, fork.theirs))
        print(f"{_KINDS[_kind(fork)]}　{name(form, fork.place)}：前一份{ours}，后一份{theirs}")
    wanting = sum(fork.result is None for fork in found)
    print(f"已合并，{len(found)}处不同" + (f"，其中{wanting}处两边都改了，请核对。" if wanting else "。"))
