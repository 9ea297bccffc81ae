"""What takes long: clean systems, the other machines, and whether a second build gives the same bytes."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from checking import files, quick, rooms, signatures, wine
from checking.quick import BUILD, Check
from checking.verdict import NotDone
from linux import deb
from targets import AMD64, ARM64, Target
from windows import packages as windows_packages
from windows import python as windows_python

OUT = BUILD / "check"
SETUP_MOST, WINDOWS_MOST = 30, 90  # MB


def checks() -> list[Check]:
    """All the checks that come after the quick ones."""
    return [
        ("amd64 两次相同", lambda: same_twice(AMD64)),
        ("amd64 lintian", lint),
        *((f"Debian {number} 里安装、自检、双击、卸载", lambda suite=suite: lived_in(suite)) for number, suite in rooms.SUITES.items()),
        *quick.checks(ARM64),
        ("Debian 11（arm64，模拟）里安装、自检、双击、卸载", lambda: lived_in(rooms.SUITES["11"], ARM64)),
        ("Windows 安装程序", windows),
        ("Windows 签名", lambda: signatures.all_hold(signed())),
        ("Windows 两次相同", windows_same_twice),
        ("Wine 8 里安装、升级、卸载", lambda: wine.setup(windows_packages.paths(OUT)[0])),
        ("Wine 10 里便携版自检、打开文件", lambda: wine.portable(windows_packages.paths(OUT)[1], OUT / "pictures")),
        ("fcitx 4、fcitx 5 下打出“你好”", typing),
    ]


def digest(path: Path) -> str:
    """What a file is, in one word."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same_twice(target: Target) -> str:
    """Assert that another build gives the very same file."""
    before = digest(deb.path(target, OUT))
    deb.build(target, OUT)
    assert digest(deb.path(target, OUT)) == before, "两次做出的安装包不同"
    return before


def lint() -> str:
    """Assert that lintian finds nothing but what is listed as intended."""
    if not shutil.which("lintian"):
        raise NotDone("没有 lintian")
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", str(deb.path(AMD64, OUT))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return "没有未列明的问题"


def lived_in(suite: str, target: Target = AMD64) -> str:
    """Install, use and remove the package in a clean system."""
    return rooms.lived_in(suite, target.name, deb.path(target, OUT), OUT / "pictures")


def windows() -> str:
    """Build both packages for Windows and measure them."""
    setup, archive = windows_packages.build(OUT)
    words = files.sizes(setup, BUILD / "windows" / windows_packages.NAME, SETUP_MOST, WINDOWS_MOST)
    return f"{words}，便携版{archive.stat().st_size / files.MEGABYTE:.1f} MB"


def signed() -> list[Path]:
    """The files that come from CPython's own makers."""
    program = BUILD / "windows" / windows_packages.NAME
    return [program / windows_python.LIBRARY, *(path for path in (program / "DLLs").iterdir())]


def windows_same_twice() -> str:
    """Assert that another build gives the very same files."""
    paths = windows_packages.paths(OUT)
    before = [digest(path) for path in paths]
    windows_packages.build(OUT)
    assert [digest(path) for path in paths] == before, "两次做出的安装包不同"
    return before[0]


def typing() -> str:
    """Type Chinese into the installed program."""
    raise NotDone("安装包还没有带 fcitx 插件，现在靠 ibus 协议输入")
