"""The set-up's sub-commands, each a function from its arguments to an exit code."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import environment
import screen
import system
from spoken import Refusal, complain, say

ROOT = environment.ROOT
SAMPLE = ROOT / "resources" / "sample" / "示例.nianbao"
OUT = ROOT / "out"
BENCH = ROOT / "tests" / "bench.py"
USAGE = """\
用法：python3 installer/setup.py 命令
  run [文件]       打开年报助手；没有显示器时改为核对并导出示例
  test [参数…]     运行全部测试，参数原样交给 pytest
  lint             检查代码
  bench            测量速度
  lock [参数…]     重新生成锁定文件（升级各组件时加 --upgrade）"""


def run(arguments: list[str]) -> int:
    """Open the program, or do its main work without a window where there is no display."""
    python = environment.prepare("run")
    project = Path(arguments[0]).resolve() if arguments and arguments[0] else None
    if screen.is_named() and window_opens(python):
        return become([str(python), "-m", "desktopapp", *([str(project)] if project else [])])
    return work_without_window(python, project or SAMPLE)


def window_opens(python: Path) -> bool:
    """Say whether a window can be shown, after installing what it lacks; refuse when the system lacks what cannot be installed."""
    system.install(system.missing_for_window())
    if screen.qt_opens(python, os.environ):
        return True
    refuse_if_missing(system.missing_for_window(), "窗口打不开")
    return False


def refuse_if_missing(packages: list[system.Package], consequence: str) -> None:
    """Name the command that the user must type; nobody is left to guess."""
    if packages:
        command = system.command_to_type(system.chosen(packages))
        raise Refusal(f"系统缺少组件，{consequence}：请输入 {command} ，然后重新运行同一条命令。")


def become(command: list[str]) -> int:
    """Turn this process into the program, so that signals and the exit code are its own; Windows has no such thing."""
    if sys.platform == "win32":
        return subprocess.call(command)
    os.execv(command[0], command)


def work_without_window(python: Path, project: Path) -> int:
    """Check and export one project, and say where the files are."""
    say("这里没有可用的显示器，不打开窗口，直接核对并导出。")
    OUT.mkdir(exist_ok=True)
    word, sheet = OUT / f"{project.stem}.docx", OUT / f"{project.stem}.xlsx"
    program = [str(python), "-m", "desktopapp"]
    if subprocess.call([*program, "check", str(project)], cwd=ROOT) > 1:  # 1 means that the report has faults, which is an answer too
        raise Refusal(f"{project} 没有核对成，原因见上面几行：请换一个年报文件，再重新运行。")
    if subprocess.call([*program, "export", str(project), "--docx", str(word), "--xlsx", str(sheet)], cwd=ROOT) != 0:
        raise Refusal(f"{project} 没有导出，原因见上面几行：请确认能写入 {OUT} ，再重新运行。")
    say(f"已导出 Word 文件 {word} 和 Excel 文件 {sheet} ，可以直接打开。")
    return 0


def test(arguments: list[str]) -> int:
    """Run the tests with a real window on a display that nobody looks at."""
    python = environment.prepare("test")
    with window_for_tests(python) as surroundings:
        return subprocess.call([str(python), "-m", "pytest", *arguments], cwd=ROOT, env=surroundings)


def bench(arguments: list[str]) -> int:
    """Measure the speed in the same surroundings as the tests."""
    if not BENCH.exists():
        raise Refusal(f"没有测速脚本 {BENCH} ：请取得完整的源代码，再重新运行。")
    python = environment.prepare("test")
    with window_for_tests(python) as surroundings:
        return subprocess.call([str(python), str(BENCH), *arguments], cwd=ROOT, env=surroundings)


@contextmanager
def window_for_tests(python: Path) -> Iterator[dict[str, str]]:
    """Yield surroundings in which Qt opens windows: Xvfb, else Qt's own offscreen; where neither works, refuse, never skip."""
    if sys.platform != "linux":
        yield dict(os.environ)
        return
    system.install(system.missing_for_tests())
    refuse_if_missing([package for package in system.missing_for_window() if package == system.FONT], "测试无法排版中文")
    with screen.virtual() as display:
        on_display = {**os.environ, "DISPLAY": display or "", "QT_QPA_PLATFORM": "xcb"}
        offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        if display and screen.qt_opens(python, on_display):
            yield on_display
        elif screen.qt_opens(python, offscreen):
            say("没有可用的虚拟显示器（Xvfb），测试改用 Qt 的 offscreen 方式。")
            yield offscreen
        else:
            refuse_if_missing(system.missing_for_tests(), "Qt 无法加载，测试不能运行")
            raise Refusal("Qt 无法加载，测试不能运行：请删除 .venv 文件夹，然后重新运行同一条命令。")


def lint(arguments: list[str]) -> int:
    """Let ruff and pyright read the code; both speak even when the first finds something."""
    python = str(environment.prepare("lint"))
    checks = ([python, "-m", "ruff", "check", ".", *arguments], [python, "-m", "pyright"])
    return max([subprocess.call(check, cwd=ROOT) for check in checks])


def lock(arguments: list[str]) -> int:
    """Write the lock files anew with uv, which resolves once for every system and Python."""
    python = str(environment.prepare("run"))
    with tempfile.TemporaryDirectory() as folder:
        environment.call_pip([python, "-m", "pip", *environment.PIP_OPTIONS, "--target", folder, "uv"])
        uv = [str(Path(folder) / "bin" / "uv"), "pip", "compile", "-q", "--no-config", "--universal", "--generate-hashes", "--python-version", "3.11"]
        return max([subprocess.call([*uv, "--no-header", "--no-annotate", *arguments, *files], cwd=ROOT / "installer") for files in LOCKED])


# What each lock file is made from; the later ones agree with the earlier ones.
LOCKED = (
    ["../pyproject.toml", "requirements.in", "-o", "requirements.lock"],
    ["requirements-build.in", "-o", "requirements-build.lock", "-c", "requirements.lock"],
    ["requirements-test.in", "-o", "requirements-test.lock", "-c", "requirements.lock", "-c", "requirements-build.lock"],
    ["requirements-lint.in", "-o", "requirements-lint.lock", "-c", "requirements.lock", "-c", "requirements-test.lock"],
)
COMMANDS: dict[str, Callable[[list[str]], int]] = {"run": run, "test": test, "lint": lint, "bench": bench, "lock": lock}


def main(arguments: list[str]) -> int:
    """Run one sub-command; a failure that was foreseen is one sentence, never a traceback."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        complain(USAGE)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that Xvfb and half-made folders are cleaned up then too
    try:
        return command(arguments[1:])
    except Refusal as refusal:
        complain(str(refusal))
    except KeyboardInterrupt:
        complain("已中断。")
        return 130
    return 1
