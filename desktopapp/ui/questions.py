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


def ask_to_overwrite(parent: QWidget, name: str) -> bool:
    """A file of that name exists: overwrite it?"""
    box = QMessageBox(QMessageBox.Icon.Question, "年报助手", f"“{name}”已经存在。要替换它吗？", parent=parent)
    replace = box.addButton("替换", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is replace
