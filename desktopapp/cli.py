"""The command line: the same core, readers and writers as the window, without one. With no command it opens the window.

Exit codes: 0 done; 1 something blocks, or was guessed or not understood; 2 a file cannot be read or written, or the command is
not written right. A sentence about what went wrong goes to standard error, what was asked for to standard output.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from desktopapp import formats, launch, resources
from desktopapp.core import number, project
from desktopapp.core.checks import CHECKS, SEVERITY_WORDS, Case, Finding, Severity, blocks, by_gravity, check
from desktopapp.core.files import CannotWrite, FileTrouble, NotUnderstood, reason
from desktopapp.core.organ import KINDS
from desktopapp.core.project import Project
from desktopapp.core.report import FACTS, Entry, Report
from desktopapp.formats import as_json
from desktopapp.formats.incoming import Incoming

DONE, NOT_WHOLE, FAILED, PIPE_BROKEN = 0, 1, 2, 141
LATEST_YEAR = 2100
STANDARD_OUTPUT = 1  # its file descriptor

_FACT_WORDS = ("机关名称", "机关类型", "年度", "标题", "日期")

Arguments = argparse.Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _speak(sys.stderr, utf8=False)
        _speak(sys.stdout, utf8=False)
        arguments = _parsed(words)
        _speak(sys.stdout, utf8="json" in arguments and arguments.json)
        code: int = arguments.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except FileTrouble as trouble:
        print(trouble, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever read has heard enough; nothing may be written when Python ends either
        _hush()
        return PIPE_BROKEN
    except OSError as error:  # files have their own sentences, so this is the output
        _hush()
        print(f"无法输出结果：{reason(error)}。", file=sys.stderr)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    return code


# the commands


def window(arguments: Arguments) -> int:
    """Open the window, with a file if there is one."""
    if not launch.has_display():
        print("这里没有显示器，打不开窗口。不需要窗口的命令仍可使用，请看 nianbao --help。", file=sys.stderr)
        return FAILED
    try:
        return launch.window(arguments.file)
    except ImportError as error:
        if (error.name or "").startswith("desktopapp"):
            raise
        print(f"无法打开窗口，界面组件没有装好（{error}）。不需要窗口的命令仍可使用，请看 nianbao --help。", file=sys.stderr)
        return FAILED


def new(arguments: Arguments) -> int:
    """Write a blank report."""
    _refuse_to_overwrite(arguments.out)
    report = Report(resources.form())
    facts = {"organ": arguments.organ, "kind": arguments.kind, "year": arguments.year}
    report.apply(report.plan({fact: Entry(text) for fact, text in facts.items()}))
    project.write(Project(report), arguments.out)
    print(f"已新建“{arguments.out.name}”：{report.title}。")
    return DONE


def show(arguments: Arguments) -> int:
    """Print what a file holds."""
    report = _opened(arguments.file)
    if arguments.json:
        _print_json(as_json.report(report))
    else:
        _print_report(report)
    return DONE


def check_file(arguments: Arguments) -> int:
    """Print what the checks find."""
    findings = _findings(_opened(arguments.file))
    if arguments.json:
        _print_json(as_json.findings(findings))
        return NOT_WHOLE if blocks(findings) else DONE
    for finding in by_gravity(findings):
        print(f"{SEVERITY_WORDS[finding.severity]}　{finding.rule}　{_in_one_line(finding.message)}")
    counted = Counter(finding.severity for finding in findings)
    counts = "，".join(f"{SEVERITY_WORDS[severity]}{counted[severity]}项" for severity in Severity)
    print(f"核对结论：{'有阻断项，不能定稿' if blocks(findings) else '没有阻断项'}（{counts}）。")
    return NOT_WHOLE if blocks(findings) else DONE


def export(arguments: Arguments) -> int:
    """Write Word, Excel and PDF files, marked as drafts while something blocks."""
    targets = {suffix: path for suffix in formats.WRITERS if (path := getattr(arguments, suffix[1:], None))}
    for suffix, path in targets.items():
        if path.suffix.lower() != suffix:
            raise NotUnderstood(f"--{suffix[1:]}的文件名应当以{suffix}结尾，而不是“{path.name}”。")
        if path.exists() and path.samefile(arguments.file):
            raise CannotWrite(f"导出的文件不能覆盖来源文件“{path.name}”。请换一个文件名。")
    report = _opened(arguments.file)
    blocking = [finding for finding in _findings(report) if finding.severity is Severity.BLOCK]
    if blocking and not arguments.draft:
        print(f"有{len(blocking)}项阻断，没有导出。请改正后再导出，或者加 --draft 导出草稿。", file=sys.stderr)
        for finding in blocking:
            print(f"{finding.rule}　{_in_one_line(finding.message)}", file=sys.stderr)
        return NOT_WHOLE
    handing = None
    if arguments.draft:
        from desktopapp.formats.printed.handing import rough  # loaded for a draft alone

        handing = rough(report)
    for path in targets.values():
        _written(path, partial(formats.write, report, path, formats.DRAFT_MARK if blocking else "", handing))
        print(f"已导出“{path.name}”{'（草稿）' if arguments.draft else ''}。")
    return DONE


def blank(arguments: Arguments) -> int:
    """Write empty tables for who supplies the numbers."""
    from desktopapp.formats import blank_forms  # loaded for this command alone

    year = int(arguments.year) if arguments.year else None
    _written(arguments.out, partial(blank_forms.write, resources.form(), arguments.rows, arguments.out, arguments.organ or "", year))
    print(f"已写好空白表“{arguments.out.name}”。")
    return DONE


def import_file(arguments: Arguments) -> int:
    """Make a project of another program's file, and say what became of everything in it."""
    source, out = arguments.file, arguments.out
    _refuse_to_overwrite(out)
    if project.is_project(source):
        raise NotUnderstood(f"“{source.name}”已经是年报助手的项目文件，不需要导入。")
    incoming = formats.read(source, resources.forms())
    report = incoming.report(resources.forms())
    project.write(Project(report), out)
    if arguments.json:
        _print_json(as_json.incoming(incoming, report))
    else:
        _print_incoming(incoming, report, out)
    return DONE if incoming.whole else NOT_WHOLE


def rules(arguments: Arguments) -> int:
    """Print the rule book."""
    if arguments.json:
        _print_json(as_json.rule_book(CHECKS, resources.form()))
    else:
        for rule in CHECKS:
            print(f"{rule.id}　{SEVERITY_WORDS[rule.severity]}　{_in_one_line(rule.clause)}（{rule.source}）")
    return DONE


# files


def _opened(path: Path) -> Report:
    """The report in a project or in any file that can be imported."""
    if project.is_project(path):
        return project.read(path, resources.forms()).report
    incoming = formats.read(path, resources.forms())
    doubtful = len(incoming.guessed) + len(incoming.not_understood)
    if doubtful:
        print(f"“{path.name}”中有{doubtful}处是推测的或者没有读懂，请用 nianbao import 查看。", file=sys.stderr)
    return incoming.report(resources.forms())


def _written(path: Path, write: Callable[[], None]) -> None:
    """Write a file, of which only a PDF needs Qt."""
    try:
        write()
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        raise CannotWrite(f"无法导出“{path.name}”，界面组件没有装好（{error}）。Word和Excel文件仍可导出。") from error


def _refuse_to_overwrite(path: Path) -> None:
    if path.suffix.lower() != project.SUFFIX:
        raise CannotWrite(f"项目文件的名称应当以{project.SUFFIX}结尾，而不是“{path.name}”。")
    if os.path.lexists(path):
        raise CannotWrite(f"“{path.name}”已经存在，没有改动它。请换一个文件名。")


def _findings(report: Report) -> tuple[Finding, ...]:
    return check(Case(report, datetime.datetime.now().astimezone().date()))


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))


# plain words


def _print_report(report: Report) -> None:
    print(report.title)
    date = report.date.isoformat() if report.date else "未填"
    print(f"机关：{report.organ or '未填'}　年度：{report.year or '未填'}　日期：{date}")
    _print_text(report, "preface")
    for part in report.form.parts:
        print(f"\n{part.heading}")
        if part.key not in report.form.tables:
            _print_text(report, part.key)
            continue
        _print_text(report, f"{part.key}.before")
        _print_table(report, part.key)
        _print_text(report, f"{part.key}.after")


def _print_text(report: Report, key: str) -> None:
    for paragraph in report.paragraphs(key):
        print(f"　　{paragraph}")


def _print_table(report: Report, key: str) -> None:
    table = report.form.tables[key]
    for block in table.blocks:
        for row in block.rows:
            numbers = []
            for column in block.columns:
                address = table.address(row.key, column.key)
                name = column.label[-1] if row.label else "".join(column.label[-2:])
                note = report.reading(address).note
                numbers.append(f"{name} {number.write(report.value(address)) or '空'}{f'（{note}）' if note else ''}")
            print("".join(f"{label}：" for label in row.label[-1:]) + "　".join(numbers))


def _print_incoming(incoming: Incoming, report: Report, out: Path) -> None:
    read, blank = as_json.cells_read(report), len(incoming.blank(report.form))
    print(f"{report.title}：读到{read}格，空白{blank}格，已存为“{out.name}”。")
    for guess in incoming.guessed:
        print(f"推测　{_place(guess.cell, report)}：“{_in_one_line(guess.raw)}”读作{guess.value}（{guess.why}）")
    unmapped = [*incoming.unmapped, *incoming.without_counterpart(report.form)]
    for word, leftovers in (("没有读懂", incoming.not_understood), ("没有位置", unmapped)):
        for leftover in leftovers:
            print(f"{word}　{_place(leftover.where, report)}　{_in_one_line(leftover.raw)}".rstrip())


def _place(where: str, report: Report) -> str:
    """An address or a key in words; words stay as they are."""
    if where in report.form.cells:
        return report.form.cells[where].label
    names = {part.key: part.heading for part in report.form.parts} | dict(zip(FACTS, _FACT_WORDS, strict=True)) | {"preface": "前言"}
    return names.get(where.split(".")[0], where)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _hush() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)


def _speak(stream: object, utf8: bool) -> None:
    """Let a stream say Chinese: as UTF-8 where that is promised, or where its own encoding cannot."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    try:
        "年报助手：没有阻断项".encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        utf8 = True
    stream.reconfigure(encoding="utf-8" if utf8 else stream.encoding, errors="backslashreplace")


# what may be written behind nianbao


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


def _file_and_json(parser: _Parser) -> None:
    _file(parser)
    _json(parser)


def _export(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("--docx", type=Path, metavar="P", help="Word文件")
    parser.add_argument("--xlsx", type=Path, metavar="P", help="Excel文件")
    parser.add_argument("--pdf", type=Path, metavar="P", help="PDF文件，不需要显示器")
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


_COMMANDS: dict[str, tuple[str, Callable[[Arguments], int], Callable[[_Parser], None]]] = {
    "new": ("新建一份空白年报。", new, _new),
    "show": ("显示文件的内容。", show, _file_and_json),
    "check": ("核对一份年报；有阻断项时退出码为1。", check_file, _file_and_json),
    "export": ("导出Word、Excel、PDF文件；有阻断项时不导出，除非要草稿。", export, _export),
    "blank": ("写空白的三张表或其中几行，发给科室填写。", blank, _blank),
    "import": ("把其他格式的年报导入为项目文件；有推测的或者没有读懂的内容时退出码为1。", import_file, _import),
    "rules": ("列出全部核对规则。", rules, _json),
}


def _parsed(words: list[str]) -> Arguments:
    """The command and its arguments; a file whose name is a command's is written ./check."""
    if words and words[0] in _COMMANDS:
        description, run, add_arguments = _COMMANDS[words[0]]
        parser = _Parser(words[0], description, run)
        add_arguments(parser)
        arguments = parser.parse_args(words[1:])
        if run is export and not (arguments.docx or arguments.xlsx or arguments.pdf):
            parser.error("请写明导出到哪里：--docx、--xlsx 或者 --pdf")
        return arguments
    lines = "\n".join(f"  {name:<8}{description}" for name, (description, _, _) in _COMMANDS.items())
    epilog = f"命令（nianbao 命令 --help 有说明）：\n{lines}"
    parser = _Parser("", "年报助手：离线填报、核对、导出《政府信息公开工作年度报告》。不写命令时打开窗口。", window, epilog)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="打开的文件")
    parser.add_argument("--version", action="version", version=f"nianbao {_version()}", help="显示版本")
    return parser.parse_args(words)


def _version() -> str:
    from importlib import metadata  # brings the mail and socket modules along, for this one word

    try:
        return metadata.version("nianbao")
    except metadata.PackageNotFoundError:  # started from the source tree
        source = Path(__file__).resolve().parents[1] / "pyproject.toml"
        return tomllib.loads(source.read_text(encoding="utf-8"))["project"]["version"] if source.is_file() else ""
