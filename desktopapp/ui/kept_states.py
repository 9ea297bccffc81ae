"""Every state that is kept of a report: saved ones, work that was not saved, drafts, the file before the last save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktopapp.core import backups, journal, project
from desktopapp.core.drafts import Draft
from desktopapp.core.files import BACKUP, FileTrouble, NotUnderstood
from desktopapp.core.form import Form
from desktopapp.core.project import Project

Forms = Mapping[str, Form]


class KeptState(NamedTuple):
    """One of them. `read` raises FileTrouble where it is damaged."""

    words: str
    who: str
    read: Callable[[], Project]


class Shelf(NamedTuple):
    """The states of one report."""

    name: str
    states: Callable[[], list[KeptState]]


def shelves(open_project: Project, path: Path | None, root: Path, journals: Path, forms: Forms) -> list[Shelf]:
    """The open report's states, then those of every other file that was ever saved here, then work that has no file."""

    def here() -> list[KeptState]:
        saved = [*_backups(backups.folder(root, path), forms), *_before(path, forms)] if path else []
        unsaved = list(_unsaved(journals, str(path or ""), forms))
        drafts = [_draft(draft, open_project.report.form) for draft in reversed(open_project.drafts)]
        return [*saved, *unsaved, *drafts]

    found = [Shelf(f"现在打开的：{path.name if path else '还没有保存过'}", here)]
    own = backups.folder(root, path) if path else None
    for folder in sorted(_folders(root)):
        if folder != own:
            found.append(Shelf(folder.name.rpartition("-")[0], partial(_elsewhere, folder, journals, forms)))
    if path is not None:
        found.append(Shelf("没有保存过的", lambda: list(_unsaved(journals, "", forms))))
    return found


def on_disk(path: Path, forms: Forms) -> KeptState:
    """What a file holds now."""
    return KeptState("磁盘上现在的内容", "", lambda: project.read(path, forms))


def unsaved(work: journal.Work, forms: Forms) -> KeptState:
    """What a journal holds."""
    words = f"{work.when[:16]}　没有保存的改动" + ("" if work.whole else "（后面的已损坏）")
    return KeptState(words, work.header.who, lambda: project.loads(work.text.encode(), "没有保存的改动", forms))


def _folders(root: Path) -> list[Path]:
    try:
        return [folder for folder in root.iterdir() if folder.is_dir()]
    except OSError:
        return []


def _elsewhere(folder: Path, journals: Path, forms: Forms) -> list[KeptState]:
    saved = list(_backups(folder, forms))
    known = backups.kept(folder)
    try:
        path = backups.read(known[0].path).project if known else ""
    except FileTrouble:
        path = ""
    return [*saved, *(_unsaved(journals, path, forms) if path else ())]


def _backups(folder: Path, forms: Forms) -> Iterator[KeptState]:
    for backup in backups.kept(folder):
        try:
            contents = backups.read(backup.path)
        except FileTrouble as trouble:
            yield KeptState(f"{backup.day}　备份", "已损坏", partial(_refuse, trouble))
            continue
        words = f"{contents.when}　{'保存' if contents.who else '文件里的'}"
        yield KeptState(words, contents.who, partial(project.loads, contents.content, backup.path.name, forms))


def _before(path: Path, forms: Forms) -> Iterator[KeptState]:
    backup = path.with_name(path.name + BACKUP)
    if backup.exists():
        yield KeptState(f"旁边的“{backup.name}”", "", lambda: project.read(backup, forms))


def _unsaved(folder: Path, path: str, forms: Forms) -> Iterator[KeptState]:
    for kept in journal.aside(folder):
        try:
            work = journal.load(kept)
        except FileTrouble as trouble:
            yield KeptState(f"“{kept.name}”　没有保存的改动", "已损坏", partial(_refuse, trouble))
            continue
        if work.header.path == path:
            yield unsaved(work, forms)


def _draft(draft: Draft, form: Form) -> KeptState:
    return KeptState(f"{draft.when}　{draft.name}", draft.who, lambda: Project(draft.report(form)))


def _refuse(trouble: FileTrouble) -> Project:
    raise NotUnderstood(str(trouble))
