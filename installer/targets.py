"""The machines for which packages are made, and what differs between them."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

PYTHON = "3.11"
STDLIB = PurePosixPath(f"lib/python{PYTHON}")


class Target(NamedTuple):
    """One kind of machine. Paths are relative to the folder that holds the whole program."""

    name: str  # as it is asked for, and as Debian calls the processor
    compiler: str  # zig's name of the machine, with the oldest glibc that must do
    platforms: tuple[str, ...]  # pip's names, the newest first
    markers: Mapping[str, str]  # what a marker in a lock file asks for
    glibc: tuple[int, int] | None  # the oldest one on which every shipped file must load
    stdlib: PurePosixPath

    @property
    def site(self) -> PurePosixPath:
        """The folder of the program and its libraries."""
        return self.stdlib / "site-packages"

    @property
    def is_windows(self) -> bool:
        """Say whether this is Windows, where Qt's files lie flat and Python comes ready made."""
        return self.glibc is None


def _manylinux(machine: str, newest: int) -> tuple[str, ...]:
    numbered = (f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1))
    return (*numbered, f"manylinux2014_{machine}")


def _linux(name: str, machine: str, glibc: tuple[int, int]) -> Target:
    markers = {"sys_platform": "linux", "platform_machine": machine, "platform_system": "Linux", "os_name": "posix"}
    return Target(name, f"{machine}-linux-gnu.2.28", _manylinux(machine, glibc[1]), markers, glibc, STDLIB)


AMD64 = _linux("amd64", "x86_64", (2, 28))  # 统信 UOS 20
ARM64 = _linux("arm64", "aarch64", (2, 31))  # 银河麒麟 V10 SP1
WINDOWS = Target(
    "windows",
    "x86_64-windows-gnu",
    ("win_amd64",),
    {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt"},
    None,
    PurePosixPath("Lib"),
)
TARGETS = {target.name: target for target in (AMD64, ARM64, WINDOWS)}
