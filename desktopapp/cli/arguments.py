"""What may be written behind `nianbao`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from desktopapp import resources
from desktopapp.cli.commands import FAILED, Arguments, blank, check_file, export, import_file, new, rules, show, window
from desktopapp.cli.merging import merge
from desktopapp.core.organ import KINDS

LATEST_YEAR = 2100


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese, which argparse does not."""

    def __init__(self, name: str, description: str, run: Callable[[Arguments], int], epilog: str = "") -> None:
        super().__init__(
            prog=f"nianbao {name}".strip(),
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.add_argument("-h", "--help", action="help", help="显示这份说明")
        self.set_defaults(run=run)

    def format_help(self) -> str:
        """The help, headings and all in Chinese."""
        text = super().format_help().replace("usage: ", "用法：", 1)
        return text.replace("positional arguments:", "参数：", 1).replace("options:", "选项：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and how it is written."""
        for pattern, words in _WRONG:
            message = re.sub(pattern, words, message)
        usage = " ".join(self.format_usage().split()).replace("usage: ", "用法：", 1)
        self.exit(FAILED, f"{message}。{usage}\n")


_WRONG = (
    ("the following arguments are required: ", "缺少"),
    ("unrecognized arguments: ", "不认识"),
    ("expected one argument", "后面要写一项内容"),
    ("ignored explicit argument .*", "后面不能写内容"),
    (r"^argument ([^:]+): ", r"\1："),
)


def _year(text: str) -> str:
    first = resources.form().first_year
    if not re.fullmatch("[0-9]{4}", text) or not first <= int(text) <= LATEST_YEAR:
        raise argparse.ArgumentTypeError(f"年度应当是{first}至{LATEST_YEAR}之间的四位数字，而不是“{text}”")
    return text


def _kind(text: str) -> str:
    names = [kind.name for kind in KINDS]
    if text not in names:
        raise argparse.ArgumentTypeError(f"机关类型应当是{'、'.join(names)}之一，而不是“{text}”")
    return text


def _organ(text: str) -> str:
    if not text.strip() or len(text.splitlines()) != 1:
        raise argparse.ArgumentTypeError("机关名称应当是一行文字")
    return text.strip()


def _new(parser: _Parser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT", help="新项目文件（.nianbao），不能已经存在")
    parser.add_argument("--organ", type=_organ, required=True, metavar="名称", help="机关名称")
    parser.add_argument("--year", type=_year, required=True, metavar="年度", help="报告哪一年，例如2024")
    kinds = "、".join(kind.name for kind in KINDS)
    parser.add_argument("--kind", type=_kind, default=KINDS[0].name, metavar="类型", help=f"机关类型：{kinds}（不写时为{KINDS[0].name}）")


def _file(parser: _Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="项目文件，或者能导入的文件")


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="输出JSON（UTF-8），供其他程序读取")


def _rules(parser: _Parser) -> None:
    _json(parser)
    parser.add_argument("--pdf", type=Path, metavar="P", help="写成PDF文件，可以打印")


def _check(parser: _Parser) -> None:
    _file_and_json(parser)
    parser.add_argument("--last-year", type=Path, metavar="FILE", help="上年的年报，项目文件或者能导入的文件；不写时用项目里保存的上年年报")
    parser.add_argument("--office-rules", type=Path, metavar="FILE", help="本地要求（.toml）；不写时用项目里保存的本地要求")


def _file_and_json(parser: _Parser) -> None:
    _file(parser)
    _json(parser)


def _export(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("--docx", type=Path, metavar="P", help="Word文件")
    parser.add_argument("--xlsx", type=Path, metavar="P", help="Excel文件")
    parser.add_argument("--pdf", type=Path, metavar="P", help="PDF文件，不需要显示器")
    parser.add_argument("--html", type=Path, metavar="P", help="网页文件，用于网站发布")
    parser.add_argument("--draft", action="store_true", help="导出草稿：有阻断项时也导出，每页有“草稿”水印和校验码")


def _blank(parser: _Parser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT", help="空白表写到哪里（.docx、.pdf、.xlsx）")
    parser.add_argument("--rows", nargs="+", default=(), metavar="地址", help="只要这些行，例如 disclosure applications.granted")
    parser.add_argument("--organ", type=_organ, metavar="名称", help="机关名称")
    parser.add_argument("--year", type=_year, metavar="年度", help="报告哪一年，例如2024")


def _import(parser: _Parser) -> None:
    parser.add_argument("file", type=Path, metavar="SOURCE", help="要导入的文件")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT", help="存为哪个项目文件（.nianbao），不能已经存在")
    _json(parser)


def _merge(parser: _Parser) -> None:
    parser.add_argument("ours", type=Path, metavar="OURS", help="项目文件；两边都改了的地方留用它的")
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="同一个项目在另一台电脑上改过的一份")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT", help="合并后存为哪个项目文件（.nianbao），不能已经存在")
    _json(parser)


_COMMANDS: dict[str, tuple[str, Callable[[Arguments], int], Callable[[_Parser], None]]] = {
    "new": ("新建一份空白年报。", new, _new),
    "show": ("显示文件的内容。", show, _file_and_json),
    "check": ("核对一份年报；有阻断项时退出码为1。", check_file, _check),
    "export": ("导出Word、Excel、PDF、网页文件；有阻断项时不导出，除非要草稿。", export, _export),
    "blank": ("写空白的三张表或其中几行，发给科室填写。", blank, _blank),
    "import": ("把其他格式的年报导入为项目文件；有推测的或者没有读懂的内容时退出码为1。", import_file, _import),
    "merge": ("把同一个项目的两份合成一份；有两边都改了的地方时退出码为1。", merge, _merge),
    "rules": ("列出全部核对规则。", rules, _rules),
}


def parsed(words: list[str]) -> Arguments:
    """The command and its arguments; a file whose name is a command's is written ./check."""
    if words and words[0] in _COMMANDS:
        description, run, add_arguments = _COMMANDS[words[0]]
        parser = _Parser(words[0], description, run)
        add_arguments(parser)
        arguments = parser.parse_args(words[1:])
        if run is export and not (arguments.docx or arguments.xlsx or arguments.pdf or arguments.html):
            parser.error("请写明导出到哪里：--docx、--xlsx、--pdf 或者 --html")
        return arguments
    lines = "\n".join(f"  {name:<8}{description}" for name, (description, _, _) in _COMMANDS.items())
    epilog = f"命令（nianbao 命令 --help 有说明）：\n{lines}"
    parser = _Parser("", "年报助手：离线填报、核对、导出《政府信息公开工作年度报告》。不写命令时打开窗口。", window, epilog)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="打开的文件")
    parser.add_argument("--version", action="version", version=f"nianbao {resources.version()}", help="显示版本")
    parser.add_argument("--self-test", type=Path, metavar="DIR", help="自检：填报示例，导出到这个文件夹，再读回来")
    return parser.parse_args(words)
