"""Clean Debian systems in folders of their own: the package is installed there by an administrator, and used by an ordinary user."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import cached
import debian
import environment
import tools
from checking.verdict import NotDone
from spoken import say

SUITES = {"11": "bullseye", "12": "bookworm", "13": "trixie"}
SCRIPT = Path(__file__).resolve().parent / "room.sh"
MOST_FIRST, MOST_AGAIN = 2000, 1000  # milliseconds until the window is there
SAMPLE = environment.ROOT / "resources" / "sample" / "示例.nianbao"
# What a desktop has and an empty system has not: a display, what opens a file that is double-clicked, what lists windows, a font.
DESKTOP = ("xvfb", "xdg-utils", "libglib2.0-bin", "x11-utils", "x11-apps", "fonts-wqy-microhei", "procps")


EMULATOR = Path("/proc/sys/fs/binfmt_misc/qemu-aarch64")  # with it this machine's kernel runs programs for Arm


def empty(suite: str, more: str = "", machine: str = "amd64") -> Path:
    """A system fresh from debootstrap with a bare desktop and what more a shell command installs, made once and kept."""
    if os.geteuid() != 0:
        raise NotDone("需要 root 权限")
    tools.require("debootstrap")
    if machine == "arm64" and not EMULATOR.exists():
        raise NotDone("这台电脑不能运行 Arm 的程序，需要 qemu-user-static 和 binfmt")
    name = f"room-{suite}{'-more' if more else ''}{'-arm64' if machine == 'arm64' else ''}"
    facts = [suite, *DESKTOP, *([more] if more else [])]
    return cached.kept(name, facts, lambda folder: furnish(suite, more, machine, folder)) / "system"


def furnish(suite: str, more: str, machine: str, folder: Path) -> None:
    """Let debootstrap make the system from where this machine gets its own packages."""
    say(f"正在准备干净的 Debian（{suite}），只做一次……")
    system = folder / "system"
    command = ["debootstrap", f"--arch={machine}", "--variant=minbase", suite, str(system), debian.archive()]
    if subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode != 0:
        raise NotDone(f"软件源里没有 {suite}")
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(f"/etc/{name}", system / "etc" / name)
    install = "apt-get update -qq && apt-get install -y -qq --no-install-recommends " + " ".join(DESKTOP)
    done = inside(system, f"{install} && {more}" if more else install)
    if done.returncode != 0:
        raise NotDone(f"{suite} 里装不上桌面组件：{done.stderr[-300:]}")


def inside(system: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as root in a system."""
    words = [
        "chroot",
        str(system),
        "/usr/bin/env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG=C.UTF-8",
        "DEBIAN_FRONTEND=noninteractive",
    ]
    return subprocess.run(
        [*words, "sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )


@contextmanager
def copy(suite: str, more: str = "", machine: str = "amd64") -> Generator[Path]:
    """A copy of the empty system that may be spoilt, with the file systems that programs look for."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-room-"))
    system = folder / "system"
    mounts = {system / "proc": ["-t", "proc", "proc"], system / "dev": ["--bind", "/dev"]}
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", str(empty(suite, more, machine)), str(system)], check=True)
        for place, what in mounts.items():
            subprocess.run(["mount", *what, str(place)], check=True)
        yield system
    finally:
        for place in reversed(mounts):
            subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
        if not any(os.path.ismount(place) for place in mounts):  # or this machine's own /dev would be removed with it
            shutil.rmtree(folder)


def lived_in(suite: str, machine: str, package: Path, pictures: Path) -> str:
    """Install, test, double-click and remove the package in a copy of a clean system; returns what was measured."""
    with copy(suite, "", machine) as system:
        shutil.copy(package, system / "tmp" / "package.deb")
        shutil.copy(SCRIPT, system / "tmp" / "room.sh")
        shutil.copy(SAMPLE, system / "tmp" / "sample.nianbao")
        done = inside(system, "sh /tmp/room.sh")
        for picture in system.glob("tmp/*.xwd"):
            pictures.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, pictures / f"{suite}-{machine}-{picture.name}")
        words = said(done)
        assert machine != "amd64" or in_time(words), f"窗口出现得太慢（第一次限{MOST_FIRST}毫秒，再次限{MOST_AGAIN}毫秒）：{words}"
        return words


def in_time(words: str) -> bool:
    """Say whether the window came as soon as promised after both double-clicks; under emulation nobody promises anything."""
    found = re.findall(r"双击到窗口出现（(?:第一次|再次)）(\d+) 毫秒", words)
    return len(found) == 2 and int(found[0]) <= MOST_FIRST and int(found[1]) <= MOST_AGAIN


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a script measured, a line each; assert that it succeeded."""
    assert done.returncode == 0, f"{done.stdout[-1500:]}{done.stderr[-1500:]}"
    return "；".join(line.strip("。\r ") for line in done.stdout.splitlines() if line.strip())
