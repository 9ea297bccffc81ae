"""What the shipped files say of themselves: which glibc they need, which libraries, how large they are."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from targets import Target

MEGABYTE = 1_000_000
# What the oldest system's C++ runtime has: gcc 8 on Debian 10 (统信 UOS 20), gcc 10 on Ubuntu 20.04 (银河麒麟 V10 SP1).
CXX = {(2, 28): (3, 4, 25), (2, 31): (3, 4, 28)}
NEED = re.compile(r"\(NEEDED\).*\[(.+)\]")
SYMBOL = re.compile(r"Name: (GLIBC|GLIBCXX)_([\d.]+)")


def libraries(folder: Path) -> Iterator[Path]:
    """Every ELF file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def readelf(path: Path, *options: str) -> str:
    """What binutils say of a file."""
    return subprocess.run(["readelf", "-W", *options, str(path)], capture_output=True, text=True, check=True).stdout


def newest(said: str, runtime: str) -> tuple[int, ...]:
    """The newest version of a runtime that a file asks for."""
    versions = [tuple(map(int, number.split("."))) for name, number in SYMBOL.findall(said) if name == runtime]
    return max(versions, default=(0,))


def needed(said: str) -> list[str]:
    """The libraries that a file asks for, by their names."""
    return NEED.findall(said)


def floors(folder: Path, target: Target) -> str:
    """Assert that every file loads on the oldest system that this target promises."""
    assert target.glibc is not None
    found = {path: readelf(path, "--version-info") for path in libraries(folder)}
    assert found, "没有找到任何库文件"
    glibc = {path: newest(said, "GLIBC") for path, said in found.items()}
    cxx = {path: newest(said, "GLIBCXX") for path, said in found.items()}
    too_new = [path.name for path in found if glibc[path] > target.glibc or cxx[path] > CXX[target.glibc]]
    assert not too_new, f"旧系统加载不了 {'、'.join(too_new)}"
    return f"{len(found)}个库文件，最高只要 glibc {dotted(max(glibc.values()))}、GLIBCXX {dotted(max(cxx.values()))}"


def dotted(version: Iterable[int]) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))


def from_outside(folder: Path) -> dict[str, list[str]]:
    """The libraries that the shipped files need and that are not shipped, each with who needs it."""
    files = list(libraries(folder))
    shipped = {path.name for path in files} | {path.name for path in folder.rglob("*.so*")}
    outside: dict[str, list[str]] = {}
    for path in files:
        for name in needed(readelf(path, "-d")):
            if name not in shipped:
                outside.setdefault(name, []).append(path.name)
    return outside


def depended_on(folder: Path, provided: Mapping[str, object]) -> str:
    """Assert that each library that must be on the machine comes with a package that ours depends on."""
    outside = from_outside(folder)
    unknown = sorted(outside.keys() - provided.keys())
    assert not unknown, f"安装包没有声明依赖 {'、'.join(unknown)}（{outside[unknown[0]][0]} 要用）"
    return f"系统须有{len(outside)}个库，都已声明"


def size(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / MEGABYTE


def sizes(package: Path, folder: Path, most_packed: float, most_unpacked: float) -> str:
    """Assert that a package is no larger than promised, packed and installed."""
    packed, unpacked = package.stat().st_size / MEGABYTE, size(folder)
    words = f"安装包{packed:.1f} MB（限{most_packed:g}），装好后{unpacked:.1f} MB（限{most_unpacked:g}）"
    assert packed <= most_packed and unpacked <= most_unpacked, words
    return words
