"""Every question that stops the user until it is answered."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget


class Answer(Enum):
    """What to do with work that is not on disk."""

    SAVE = 1
    DISCARD = 2
    CANCEL = 3


def ask_about_unsaved(parent: QWidget, name: str) -> Answer:
    """Unsaved work would be left: save it, leave it, or stay?"""
    box = QMessageBox(QMessageBox.Icon.Question, "年报助手", f"“{name}”有改动还没有保存。要保存吗？", parent=parent)
    save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    return {save: Answer.SAVE, discard: Answer.DISCARD}.get(box.clickedButton(), Answer.CANCEL)  # type: ignore[arg-type]


class OnDisk(Enum):
    """What to do with a file that somebody else has changed."""

    SAVE_AS = 1
    LOOK = 2
    OVERWRITE = 3
    CANCEL = 4


def ask_about_changed(parent: QWidget, name: str) -> OnDisk:
    """Somebody else has changed the file since it was read: what now? Nothing of it has been overwritten."""
    words = f"“{name}”打开以后，已被其他程序或者其他人改动。为了不丢掉他们的改动，没有保存。"
    box = QMessageBox(QMessageBox.Icon.Warning, "年报助手", words, parent=parent)
    box.setInformativeText("“另存为”两份都留下；“覆盖”以您的为准，磁盘上的那一份留在“备份与恢复”里。")
    save_as = box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole)
    look = box.addButton("查看磁盘上的内容…", QMessageBox.ButtonRole.ActionRole)
    overwrite = box.addButton("覆盖", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save_as)
    box.setEscapeButton(cancel)
    box.exec()
    answers = {save_as: OnDisk.SAVE_AS, look: OnDisk.LOOK, overwrite: OnDisk.OVERWRITE}
    return answers.get(box.clickedButton(), OnDisk.CANCEL)  # type: ignore[arg-type]


def ask_to_overwrite(parent: QWidget, name: str) -> bool:
    """A file of that name exists: overwrite it?"""
    box = QMessageBox(QMessageBox.Icon.Question, "年报助手", f"“{name}”已经存在。要替换它吗？", parent=parent)
    replace = box.addButton("替换", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is replace
