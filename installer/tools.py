"""The programs that a build needs, and the packages of Debian that bring them."""

import shutil

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
    if lacking := missing(*names):
        system.install(lacking)
    if lacking := missing(*names):
        raise SetupError(f"做不了安装包，缺少组件：请输入 {system.command_to_type(lacking)} ，然后重新运行同一条命令。")
