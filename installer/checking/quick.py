"""What can be checked in minutes on any Linux: the package for this machine is built, measured, and tests itself."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import environment
from checking import files
from checking.verdict import NotDone, Outcome, Verdict, judged
from linux import deb
from linux import python as linux_python
from targets import AMD64, Target

BUILD = environment.ROOT / "build"
MOST_PACKED, MOST_UNPACKED = 35, 120  # MB
Check = tuple[str, Callable[[], str]]


def checks(target: Target = AMD64) -> list[Check]:
    """The checks of one .deb, in the order in which they are made: the first builds it."""
    stage, out = BUILD / f"deb-{target.name}", BUILD / "check"
    program = stage / deb.PREFIX
    return [
        (f"{target.name} 安装包", lambda: built(target, out)),
        (f"{target.name} 大小", lambda: files.sizes(deb.path(target, out), program, MOST_PACKED, MOST_UNPACKED)),
        (f"{target.name} 旧系统", lambda: files.floors(program, target)),
        (f"{target.name} 系统的库", lambda: files.depended_on(program, deb.PROVIDED)),
    ]


def built(target: Target, out: Path) -> str:
    """Build the package, but only on the Python that is kept: compiling it is for the whole check."""
    if not linux_python.is_built(target):
        raise NotDone("没有编译好的 Python（installer/build.py deb amd64 会编译一次并保存）")
    begun = time.monotonic()
    deb.build(target, out)
    return f"用时{time.monotonic() - begun:.0f}秒"


def self_test(folder: Path) -> str:
    """Let the program that was put together test itself, as it lies, without a display."""
    program = BUILD / f"deb-{AMD64.name}" / deb.PREFIX
    surroundings = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    command = [str(program / "bin/python"), "-IS", str(program / "bin/nianbao"), "--self-test", str(folder / "self-test")]
    done = subprocess.run(command, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def run(chosen: list[Check]) -> list[Verdict]:
    """Make these checks; where the first could not be made, none that builds on it is."""
    verdicts: list[Verdict] = []
    for name, check in chosen:
        if verdicts and verdicts[0].outcome is not Outcome.HOLDS:
            verdicts.append(judged(name, not_built))
        else:
            verdicts.append(judged(name, check))
    return verdicts


def not_built() -> str:
    """What depends on a package that is not there cannot be checked."""
    raise NotDone("安装包没有做成")


def check(more: list[Check]) -> int:
    """Make the quick checks and these; 0 all hold, 1 one fails, 2 something could not be checked here."""
    os.umask(0o022)
    home = BUILD / "check" / "home"
    home.mkdir(parents=True, exist_ok=True)
    verdicts = run([*checks(), ("amd64 自检", lambda: self_test(home)), *more])
    outcomes = {verdict.outcome for verdict in verdicts}
    return 1 if Outcome.FAILS in outcomes else 2 if Outcome.NOT_DONE in outcomes else 0
