"""Every action of the window, stated once: its words, key, menu, and whether it stands on the tool bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from desktopapp.ui.tool_bar import ToolBar

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
    one_of: str = ""  # of the actions that share this name one is checked


ROWS = (
    ActionRow("new", "文件(&F)", "新建(&N)", "Ctrl+N", "新建", "新建一份空白年报"),
    ActionRow("open", "文件(&F)", "打开(&O)…", "Ctrl+O", "打开", "打开项目文件，或者导入以前的年报"),
    ActionRow("import", "文件(&F)", "导入以前的年报(&I)…"),
    ActionRow("import_clipboard", "文件(&F)", "导入剪贴板里的年报(&B)", tip="在网页、Word 里全选复制后，从剪贴板读入"),
    ActionRow("next_year", "文件(&F)", "新建下一年度(&Y)", tip="以现在的年报为上年年报，新建下一年度的"),
    ActionRow("set_last", "文件(&F)", "设为上年年报(&G)…", tip="选一份以前的年报，与本年对照"),
    ActionRow("save", "文件(&F)", "保存(&S)", "Ctrl+S", "保存", "保存项目"),
    ActionRow("save_as", "文件(&F)", "另存为(&A)…", "Ctrl+Shift+S"),
    ActionRow("backups", "文件(&F)", "备份与恢复(&V)…", tip="以前各次保存的内容，没有保存的改动，逐格比较、恢复"),
    ActionRow("merge", "文件(&F)", "合并另一台电脑上的改动(&M)…", tip="同一个项目在两台电脑上都改过，把两份合成一份"),
    ActionRow("export_docx", "文件(&F)", "导出 Word 年报(&W)…", "Ctrl+E", "导出Word", "导出可以公布的 Word 年报"),
    ActionRow("export_xlsx", "文件(&F)", "导出 Excel 工作表(&X)…", "Ctrl+Shift+E", "导出Excel", "导出三张表的 Excel 工作表"),
    ActionRow("export_pdf", "文件(&F)", "导出 PDF(&D)…", tip="导出可以公布的 PDF 年报"),
    ActionRow("export_html", "文件(&F)", "导出网页(&J)…", tip="导出可以公布的网页（HTML）"),
    ActionRow("hand_over", "文件(&F)", "送审与定稿(&H)", "Ctrl+Shift+P"),
    ActionRow("blank", "文件(&F)", "空白表(&K)…", tip="打印或导出空白表，发给科室填"),
    ActionRow("preview", "文件(&F)", "预览与打印(&P)…", "Ctrl+P", "预览", "看打印出来的样子，打印送审稿"),
    ActionRow("office", "文件(&F)", "本单位资料(&U)…"),
    ActionRow("local_rules", "文件(&F)", "本地要求(&T)…", tip="当地通知对年报的要求：字数、应写明的内容、用语、公布期限"),
    ActionRow("sample", "文件(&F)", "打开示例(&L)"),
    ActionRow("quit", "文件(&F)", "退出(&Q)", "Ctrl+Q"),
    ActionRow("undo", "编辑(&E)", "撤销", "Ctrl+Z", "撤销"),
    ActionRow("redo", "编辑(&E)", "重做", "Ctrl+Y", "重做"),
    ActionRow("note", "编辑(&E)", "批注(&N)", "Shift+F2", tip="写本格的批注，印在数的后面"),
    ActionRow("zeros", "编辑(&E)", "全部填零(&Z)…", tip="把这张表的空白格都填0"),
    ActionRow("seen", "编辑(&E)", "标为已核对(&M)", "Ctrl+M", tip="导入或上年带入的内容已经看过"),
    ActionRow("skeleton", "正文(&T)", "插入提纲(&K)…", tip="插入这一部分应当写明的各项"),
    ActionRow("field", "正文(&T)", "插入活数字(&F)…", tip="插入跟着表格变的数；在正文里按 { 也可以"),
    ActionRow("bind", "正文(&T)", "变为活数字(&B)", "Ctrl+L", tip="光标处的数与表格一致，让它以后跟着表格变"),
    ActionRow("bind_all", "正文(&T)", "全部变为活数字(&A)", tip="这段文字里与表格一致的数都变为活数字"),
    ActionRow("in_order", "正文(&T)", "重排序号(&N)", tip="把（一）、1.、一是按先后重新编号"),
    ActionRow("section_up", "正文(&T)", "小节上移(&U)", "Alt+Shift+Up"),
    ActionRow("section_down", "正文(&T)", "小节下移(&D)", "Alt+Shift+Down"),
    ActionRow("find", "正文(&T)", "查找和替换(&R)…", "Ctrl+F"),
    ActionRow("check", "核对(&C)", "审核(&C)", "F5", "审核", "列出核对结果，转到第一处问题"),
    ActionRow("next_finding", "核对(&C)", "下一处问题", "F8"),
    ActionRow("last_finding", "核对(&C)", "上一处问题", "Shift+F8"),
    ActionRow("mend", "核对(&C)", "按此改正(&G)", "Alt+Return", tip="按选中的一条核对结果改正，一步可以撤销"),
    ActionRow("addends", "核对(&C)", "显示加数或所指的格(&A)", "Ctrl+[", tip="选出本格合计的各个加数；在文字里，转到光标处说到的格"),
    ActionRow("mentions", "核对(&C)", "转到文中提到处(&T)", "Ctrl+]", tip="转到文字里说到本格的地方"),
    ActionRow("checkup", "核对(&C)", "填报体检(&H)", "F7"),
    ActionRow("years", "核对(&C)", "两年对照(&Y)", "Shift+F7", tip="本年的数和文字与上年对照"),
    ActionRow("history", "核对(&C)", "改动记录(&R)…", tip="谁在什么时候把哪一格从多少改成多少"),
    ActionRow("next_part", "查看(&V)", "下一部分", "Ctrl+PgDown"),
    ActionRow("last_part", "查看(&V)", "上一部分", "Ctrl+PgUp"),
    ActionRow("show_parts", "查看(&V)", "目录", "F9", "目录", "显示或收起目录", checkable=True),
    ActionRow("show_findings", "查看(&V)", "核对栏", "Shift+F9", "核对栏", "显示或收起核对结果与口径", checkable=True),
    ActionRow("next_pane", "查看(&V)", "下一栏", "F6"),
    ActionRow("last_pane", "查看(&V)", "上一栏", "Shift+F6"),
    ActionRow("text_larger", "查看(&V)", "放大文字", "Ctrl+="),
    ActionRow("text_smaller", "查看(&V)", "缩小文字", "Ctrl+-"),
    ActionRow("text_normal", "查看(&V)", "原来大小", "Ctrl+0"),
    ActionRow("light", "查看(&V)", "浅色", checkable=True, one_of="theme"),
    ActionRow("dark", "查看(&V)", "深色", checkable=True, one_of="theme"),
    ActionRow("contrast", "查看(&V)", "高对比", checkable=True, one_of="theme"),
    ActionRow("guidance", "帮助(&H)", "查口径", "F1"),
    ActionRow("rules", "帮助(&H)", "核对规则(&R)", tip="每条核对规则的内容、程度、依据和现在的结果"),
    ActionRow("rule", "帮助(&H)", "这条核对规则(&U)", "Shift+F1", tip="选中的一条核对结果依据的规则"),
    ActionRow("practice", "帮助(&H)", "练习（约十分钟）(&P)"),
    ActionRow("manual", "帮助(&H)", "用户手册(&M)"),
    ActionRow("help", "帮助(&H)", "使用说明"),
    ActionRow("about", "帮助(&H)", "关于年报助手"),
)
GAPS_BEFORE = frozenset(
    (
        *("export_docx", "office", "quit", "undo", "check", "show_parts", "note"),
        *("addends", "next_pane", "in_order", "find", "text_larger", "light", "practice"),
    )
)
# What works on the text in which the cursor stands, and all that there must be a report for.
OF_A_TEXT = ("skeleton", "field", "bind", "bind_all", "in_order", "section_up", "section_down", "find")
OF_A_REPORT = (
    *("next_year", "set_last", "years", "merge", "history"),
    *("note", "zeros", "seen", "addends", "mentions", "mend", "checkup", "next_pane", "last_pane", "guidance"),
    *("rules", "rule", "local_rules"),
    *("save", "save_as", "export_docx", "export_xlsx", "export_pdf", "export_html", "hand_over", "blank", "preview"),
    *("check", "next_finding", "last_finding"),
    *("next_part", "last_part", "show_parts", "show_findings"),
    *OF_A_TEXT,
)


def build(window: QMainWindow, handlers: Mapping[str, Handler]) -> tuple[dict[str, QAction], dict[str, QMenu], ToolBar]:
    """Make the actions, the menus and the tool bar; every row has a handler."""
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    groups: dict[str, QActionGroup] = {}
    bar = ToolBar(window)
    for row in ROWS:
        action = QAction(row.text, window, checkable=row.checkable)
        action.setObjectName(row.key)  # the name of its icon too
        action.setIconText(row.short or row.text)
        tip = row.tip or row.text.replace("(&", "(").split("(")[0].rstrip("…")
        action.setToolTip(f"{tip}（{row.keys}）" if row.keys else tip)
        if row.keys:
            action.setShortcut(QKeySequence(row.keys))
        action.triggered.connect(lambda _=False, handler=handlers[row.key]: handler())
        if row.one_of:
            groups.setdefault(row.one_of, QActionGroup(window)).addAction(action)
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
    return actions, menus, bar


def show_steps(actions: Mapping[str, QAction], stack: QUndoStack, working: bool) -> None:
    """Say what undo and redo would do."""
    steps = (("undo", "撤销", stack.canUndo(), stack.undoText()), ("redo", "重做", stack.canRedo(), stack.redoText()))
    for key, name, possible, text in steps:
        action = actions[key]
        action.setEnabled(possible and working)
        action.setText(f"{name}“{text}”" if text else name)
        action.setIconText(name)
