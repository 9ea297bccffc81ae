"""The programs that a build needs, and the packages of Debian that bring them."""

import platform
import shutil
import sys

import system
from spoken import SetupError

PACKAGES: dict[str, system.Package] = {
    "dpkg-deb": ("dpkg",),
    "dpkg-source": ("dpkg-dev",),
    "make": ("make",),
    "patchelf": ("patchelf",),
    "patch": ("patch",),
    "makensis": ("nsis",),
    "objdump": ("binutils",),
    "debootstrap": ("debootstrap",),
    "lintian": ("lintian",),
    "Xvfb": ("xvfb",),
}


def missing(*names: str) -> list[system.Package]:
    """The packages of those programs that are not there."""
    return [PACKAGES[name] for name in names if not shutil.which(name)]


def require(*names: str) -> None:
    """Install what is missing if that needs no question; else name everything that this machine lacks before anything is begun."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise SetupError("安装包只能在 64 位 Intel、AMD 处理器的 Linux（Debian 12）上制作，Windows 的和 Arm 的也在那里做：请换一台电脑。")
    if lacking := missing(*names):
        system.install(lacking)
    if lacking := missing(*names):
        raise SetupError(f"做不了安装包，缺少组件：请输入 {system.command_to_type(lacking)} ，然后重新运行同一条命令。")
