"""Every action of the window, stated once: its words, key, menu, and whether it stands on the tool bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

Handler = Callable[[], object]


class ActionRow(NamedTuple):
    """One action. `short` are its words on the tool bar, empty where it does not stand there."""

    key: str
    menu: str
    text: str
    keys: str = ""
    short: str = ""
    tip: str = ""
    checkable: bool = False


ROWS = (
    ActionRow("new", "文件(&F)", "新建(&N)", "Ctrl+N", "新建", "新建一份空白年报"),
    ActionRow("open", "文件(&F)", "打开(&O)…", "Ctrl+O", "打开", "打开项目文件，或者导入以前的年报"),
    ActionRow("save", "文件(&F)", "保存(&S)", "Ctrl+S", "保存", "保存项目"),
    ActionRow("save_as", "文件(&F)", "另存为(&A)…", "Ctrl+Shift+S"),
    ActionRow("export_docx", "文件(&F)", "导出 Word 年报(&W)…", "Ctrl+E", "导出Word", "导出可以公布的 Word 年报"),
    ActionRow("export_xlsx", "文件(&F)", "导出 Excel 工作表(&X)…", "Ctrl+Shift+E", "导出Excel", "导出三张表的 Excel 工作表"),
    ActionRow("office", "文件(&F)", "本单位资料(&U)…"),
    ActionRow("sample", "文件(&F)", "打开示例(&L)"),
    ActionRow("quit", "文件(&F)", "退出(&Q)", "Ctrl+Q"),
    ActionRow("undo", "编辑(&E)", "撤销", "Ctrl+Z", "撤销"),
    ActionRow("redo", "编辑(&E)", "重做", "Ctrl+Y", "重做"),
    ActionRow("check", "核对(&C)", "审核(&C)", "F5", "审核", "列出核对结果，转到第一处问题"),
    ActionRow("next_finding", "核对(&C)", "下一处问题", "F8"),
    ActionRow("last_finding", "核对(&C)", "上一处问题", "Shift+F8"),
    ActionRow("next_part", "查看(&V)", "下一部分", "Ctrl+PgDown"),
    ActionRow("last_part", "查看(&V)", "上一部分", "Ctrl+PgUp"),
    ActionRow("show_parts", "查看(&V)", "目录", "F9", "目录", "显示或收起目录", checkable=True),
    ActionRow("show_findings", "查看(&V)", "核对栏", "F10", "核对栏", "显示或收起核对结果与口径", checkable=True),
    ActionRow("dark", "查看(&V)", "深色", checkable=True),
    ActionRow("help", "帮助(&H)", "使用说明", "F1"),
    ActionRow("about", "帮助(&H)", "关于年报助手"),
)
GAPS_BEFORE = frozenset({"export_docx", "office", "quit", "undo", "check", "show_parts", "dark"})


def build(window: QMainWindow, handlers: Mapping[str, Handler]) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Make the actions, the menus and the tool bar; every row has a handler."""
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    bar = QToolBar("工具栏", window)
    bar.setObjectName("tool_bar")
    bar.setMovable(False)
    bar.toggleViewAction().setEnabled(False)
    for row in ROWS:
        action = QAction(row.text, window, checkable=row.checkable)
        action.setIconText(row.short or row.text)
        tip = row.tip or row.text.replace("(&", "(").split("(")[0].rstrip("…")
        action.setToolTip(f"{tip}（{row.keys}）" if row.keys else tip)
        if row.keys:
            action.setShortcut(QKeySequence(row.keys))
        action.triggered.connect(lambda _=False, handler=handlers[row.key]: handler())
        actions[row.key] = action
        if row.menu not in menus:
            menus[row.menu] = window.menuBar().addMenu(row.menu)
        if row.key in GAPS_BEFORE and menus[row.menu].actions():
            menus[row.menu].addSeparator()
        menus[row.menu].addAction(action)
        if row.short:
            if row.key in GAPS_BEFORE:
                bar.addSeparator()
            bar.addAction(action)
    window.addToolBar(bar)
    return actions, menus
