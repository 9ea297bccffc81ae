"""What the window needs from the system, on Linux: found by asking the dynamic loader, installed with apt, never waiting for a password."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from spoken import say

Package = tuple[str, ...]  # the names that one package has had in Debian's releases, the newest first

# Libraries that PySide6 links to and that its wheels do not bring.
LIBRARIES: dict[str, Package] = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libcups.so.2": ("libcups2t64", "libcups2"),
}
FONT: Package = ("fonts-wqy-microhei",)
XVFB: Package = ("xvfb",)
# What prints the Word file for comparison with the PDF.
COMPARING: dict[str, Package] = {"soffice": ("libreoffice-writer-nogui", "libreoffice-writer"), "pdftotext": ("poppler-utils",)}
LATIN_FONT: Package = ("fonts-liberation",)  # as wide as Times New Roman
CHINESE_FONTS: tuple[Package, ...] = (("fonts-arphic-gbsn00lp",), ("fonts-arphic-gkai00mp",))  # stand in for 宋体 and 楷体
LATIN_FONT_NAMES = ("Times New Roman", "Liberation Serif", "Nimbus Roman", "TeX Gyre Termes", "Tinos", "FreeSerif")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
CHINESE_FONT_NAMES = ("wqy", "cjk", "fandol", "sourcehan", "uming", "ukai", "simsun", "simhei", "simfang", "droidsansfallback", "msyh")


def missing_for_window() -> list[Package]:
    """List the packages without which no window opens, or every Chinese letter is a box."""
    if sys.platform != "linux":
        return []
    libraries = {package: None for library, package in LIBRARIES.items() if not loads(library)}
    return [*libraries, *([] if has_chinese_font() else [FONT])]


def missing_for_tests() -> list[Package]:
    """List what the tests need beside what a window needs: a display that nobody looks at."""
    return [*missing_for_window(), *([XVFB] if sys.platform == "linux" and not shutil.which("Xvfb") else [])]


def missing_for_comparison() -> list[Package]:
    """List what is needed to print the Word file beside the PDF; Chinese fonts only where something has to be installed anyway."""
    if sys.platform != "linux":
        return []
    missing = [package for program, package in COMPARING.items() if not shutil.which(program)]
    if not has_latin_font():
        missing.append(LATIN_FONT)
    return [*missing, *(CHINESE_FONTS if missing else ())]


def has_latin_font() -> bool:
    """Ask fontconfig for a font whose figures are as wide as Word's."""
    if not shutil.which("fc-list"):
        return False
    families = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    return any(name in families for name in LATIN_FONT_NAMES)


def loads(library: str) -> bool:
    """Ask the dynamic loader itself: package lists may lie, and other systems have none."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Ask fontconfig, or look for well-known file names where its command is missing."""
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, check=False).stdout.strip())
    files = (path.name.lower() for folder in FONT_FOLDERS for path in Path(folder).expanduser().rglob("*.?t?"))
    return any(known in name.replace("-", "") for name in files for known in CHINESE_FONT_NAMES)


def install(packages: Sequence[Package]) -> bool:
    """Install these with apt if that needs no question; say whether apt reported success."""
    if not packages or not can_install():
        return False
    if not all(any(is_known(name) for name in package) for package in packages):
        run_as_root(["apt-get", "update", "-qq"])
    names = chosen(packages)
    say(f"正在安装系统组件：{' '.join(names)}")
    return run_as_root(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=60", *names])


def can_install() -> bool:
    """Say whether apt is there, and the rights to use it without being asked for a password."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return False
    return os.geteuid() == 0 or (shutil.which("sudo") is not None and run_as_root(["true"]))


def run_as_root(command: list[str]) -> bool:
    """Run a command with all rights, silently: it gets no terminal to ask on, and ``sudo -n`` fails where it would ask."""
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    full = [*rights, *(["env", "DEBIAN_FRONTEND=noninteractive"] if rights else []), *command]
    return subprocess.run(full, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False).returncode == 0


def is_known(name: str) -> bool:
    """Say whether apt's lists have a real package of this name."""
    shown = subprocess.run(["apt-cache", "show", "--no-all-versions", name], capture_output=True, check=False)
    return shown.returncode == 0 and shown.stdout.strip() != b""


def chosen(packages: Sequence[Package]) -> list[str]:
    """Choose for each package the name that this release of the system knows."""
    known = shutil.which("apt-cache") is not None
    return [next((name for name in package if known and is_known(name)), package[-1]) for package in packages]


def command_to_type(packages: Sequence[Package]) -> str:
    """Return the command with which the user installs these by hand."""
    prefix = "" if sys.platform == "linux" and os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get install -y {' '.join(chosen(packages))}"
