"""The set-up's sub-commands, each a function from its arguments to an exit code."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import environment
import screen
import system
from spoken import SetupError, complain, say

ROOT = environment.ROOT
SAMPLE = ROOT / "resources" / "sample" / "示例.nianbao"
OUT = ROOT / "out"
DRAFT = "草稿（未通过核对）"  # in the name of what is not finished, as the window does it
CANNOT_COMPARE = 2
USAGE = """\
用法：python3 installer/setup.py 命令
  run [文件]       打开年报助手；没有显示器时改为核对并导出示例
  test [参数…]     运行全部测试，参数原样交给 pytest
  lint             检查代码
  bench            测量速度
  compare          逐行比对 PDF 与 LibreOffice 打印的 Word 文件；装不上 LibreOffice 时退出码为 2
  screens          给每个页面拍照，放在 build/screens/
  manual           给用户手册拍照，印成 build/用户手册.pdf
  survive [次数]   填报、保存时随机强行结束程序（默认1000次），再让磁盘出错，报告丢了多少
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
    if missing := system.missing_for_window():
        system.install(missing)
        missing = system.missing_for_window()
    if not screen.qt_opens(python, screen.surroundings()):
        refuse_if_missing(missing, "窗口打不开")
        return False
    if system.FONT in missing:
        say(f"没有中文字体，窗口里的字会显示成方框：请关闭窗口，输入 {system.command_to_type([system.FONT])} ，再重新打开。")
    return True


def refuse_if_missing(packages: list[system.Package], consequence: str) -> None:
    """Name the command that the user must type; nobody is left to guess."""
    if packages:
        raise SetupError(f"系统缺少组件，{consequence}：请输入 {system.command_to_type(packages)} ，然后重新运行同一条命令。")


def become(command: list[str]) -> int:
    """Turn this process into the program, so that signals and the exit code are its own; Windows has no such thing."""
    if sys.platform != "win32":
        os.execve(command[0], command, screen.surroundings())
    return subprocess.call(command)


def work_without_window(python: Path, project: Path) -> int:
    """Check and export one project, and say where the files are."""
    say("这里没有可用的显示器，不打开窗口，直接核对并导出。")
    OUT.mkdir(exist_ok=True)
    program = [str(python), "-m", "desktopapp"]
    verdict = subprocess.call([*program, "check", str(project)], cwd=ROOT)
    if verdict not in (0, 1):
        raise SetupError(f"{project} 没有核对成，原因见上面几行：请换一个年报文件，再重新运行。")
    draft, mark = (["--draft"], DRAFT) if verdict == 1 else ([], "")  # 1: something blocks, and then only a draft may leave
    word, sheet = (OUT / f"{project.stem}{mark}{suffix}" for suffix in (".docx", ".xlsx"))
    if subprocess.call([*program, "export", str(project), "--docx", str(word), "--xlsx", str(sheet), *draft], cwd=ROOT) != 0:
        raise SetupError(f"{project} 没有导出，原因见上面几行：请确认能写入 {OUT} ，再重新运行。")
    finished = "还有问题没有改正，这是草稿" if draft else "可以直接打开"
    say(f"已导出 Word 文件 {word} 和 Excel 文件 {sheet} ，{finished}。")
    return 0


def test(arguments: list[str]) -> int:
    """Run the tests with a real window on a display that nobody looks at."""
    python = environment.prepare("test")
    with window_for_tests(python) as surroundings:
        return subprocess.call([str(python), "-m", "pytest", *arguments], cwd=ROOT, env=surroundings)


def bench(arguments: list[str]) -> int:
    """Measure the speed in the same surroundings as the tests."""
    return in_test_surroundings("bench.py", arguments)


def compare(arguments: list[str]) -> int:
    """Compare the PDF with the Word file as LibreOffice prints it, after installing what that needs; 2 where it cannot be had."""
    if missing := system.missing_for_comparison():
        system.install(missing)
        if system.missing_for_comparison():
            complain(f"PDF 与 Word 文件没有比对，系统缺少组件：请输入 {system.command_to_type(missing)} ，然后重新运行同一条命令。")
            return CANNOT_COMPARE
    return in_test_surroundings("compare_pdf.py", arguments)


def screens(arguments: list[str]) -> int:
    """Take pictures of every page."""
    return in_test_surroundings("screens.py", arguments)


def manual(arguments: list[str]) -> int:
    """Take the manual's pictures and print it."""
    return in_test_surroundings("manual.py", arguments)


def survive(arguments: list[str]) -> int:
    """Kill the program at random moments and let the disk fail, and print what was lost."""
    return in_test_surroundings("survive.py", arguments)


def in_test_surroundings(script: str, arguments: list[str]) -> int:
    """Run one of the tests' own scripts where windows open."""
    python = environment.prepare("test")
    with window_for_tests(python) as surroundings:
        return subprocess.call([str(python), str(ROOT / "tests" / script), *arguments], cwd=ROOT, env=surroundings)


@contextmanager
def window_for_tests(python: Path) -> Generator[dict[str, str]]:
    """Yield surroundings in which Qt opens windows: Xvfb, else Qt's own offscreen; where neither works, refuse, never skip."""
    if sys.platform != "linux":
        yield dict(os.environ)
        return
    if missing := system.missing_for_tests():
        system.install(missing)
        missing = system.missing_for_tests()
    refuse_if_missing(missing if system.FONT in missing else [], "测试不能排版中文")
    with screen.virtual() as display:
        on_display = {**screen.surroundings(), "DISPLAY": display or "", "QT_QPA_PLATFORM": "xcb"}
        offscreen = {**screen.surroundings(), "QT_QPA_PLATFORM": "offscreen"}
        if display and screen.qt_opens(python, on_display):
            yield on_display
        elif screen.qt_opens(python, offscreen):
            say("没有可用的虚拟显示器（Xvfb），测试改用 Qt 的 offscreen 方式。")
            yield offscreen
        else:
            refuse_if_missing(missing, "Qt 无法加载，测试不能运行")
            raise SetupError("Qt 无法加载，测试不能运行：请删除 .venv 文件夹，然后重新运行同一条命令。")


def lint(arguments: list[str]) -> int:
    """Let ruff and pyright read the code; both speak even when the first finds something.

    pyright is told its settings' place, or it would prefer a pyrightconfig.json in some folder above.
    """
    python = str(environment.prepare("lint"))
    checks = (
        [python, "-m", "ruff", "check", ".", *arguments],
        [python, "-m", "ruff", "format", "--check", "-q", "."],
        [python, "-m", "pyright", "-p", str(ROOT / "pyproject.toml")],
    )
    return max([subprocess.call(check, cwd=ROOT) for check in checks])


def lock(arguments: list[str]) -> int:
    """Write the lock files anew with uv, which resolves once for every system and Python."""
    environment.prepare("run")
    with tempfile.TemporaryDirectory() as folder:
        environment.call_pip("--target", folder, "uv")
        compiling = [str(Path(folder) / "bin" / "uv"), *COMPILE, *arguments]
        return max([subprocess.call([*compiling, *files], cwd=ROOT / "installer") for files in LOCKED])


COMPILE = (
    *("pip", "compile", "-q", "--no-config", "--no-header", "--no-annotate"),
    *("--universal", "--generate-hashes", "--python-version=3.11"),
)
# What each lock file is made from; the later ones agree with the earlier ones.
LOCKED = (
    ["../pyproject.toml", "requirements.in", "-o", "requirements.lock"],
    ["requirements-build.in", "-o", "requirements-build.lock", "-c", "requirements.lock"],
    ["requirements-test.in", "-o", "requirements-test.lock", "-c", "requirements.lock", "-c", "requirements-build.lock"],
    ["requirements-package.in", "-o", "requirements-package.lock", "-c", "requirements.lock", "-c", "requirements-build.lock"],
    ["requirements-lint.in", "-o", "requirements-lint.lock", "-c", "requirements.lock", "-c", "requirements-test.lock"],
)
COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "compare": compare,
    "screens": screens,
    "manual": manual,
    "survive": survive,
    "lock": lock,
}


def leave(*_: object) -> None:
    """Answer the system's wish to end with an exception, so that Xvfb and half-made folders are cleaned up then too."""
    sys.exit(143)


def main(arguments: list[str]) -> int:
    """Run one sub-command; a failure that was foreseen is one sentence, never a traceback."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        complain(USAGE)
        return 2
    signal.signal(signal.SIGTERM, leave)
    try:
        return command(arguments[1:])
    except SetupError as refusal:
        complain(str(refusal))
    except KeyboardInterrupt:
        complain("已中断。")
        return 130
    return 1
