#!/usr/bin/env python3
"""The one door to every package: ``python3 installer/build.py deb amd64 | deb arm64 | windows | check [--whole] | all``."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import setup

if not setup.is_supported(sys.version_info[:2]):
    sys.exit(setup.start_again_with_supported_python())

from linux import deb
from spoken import SetupError, complain, say
from targets import AMD64, ARM64
from windows import packages as windows_packages

BUILDERS: dict[str, Callable[[Path], list[Path]]] = {
    "deb amd64": lambda out: [deb.build(AMD64, out)],
    "deb arm64": lambda out: [deb.build(ARM64, out)],
    "windows": windows_packages.build,
}


def main() -> int:
    """Build what is asked for and say where it is."""
    parser = argparse.ArgumentParser(prog="installer/build.py", description="制作并检验年报助手的安装包。")
    parser.add_argument("what", nargs="+", help="deb amd64、deb arm64、windows、check 或者 all")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="放安装包的文件夹，默认 dist")
    parser.add_argument("--whole", action="store_true", help="check：在干净的系统里逐项检验，需要几十分钟")
    asked = parser.parse_args()
    what = " ".join(asked.what)
    setup.speak_utf8()
    try:
        if what == "check":
            from checking import quick, whole  # what builds does not need it

            return quick.check(whole.checks() if asked.whole else [])
        chosen = BUILDERS if what == "all" else {what: BUILDERS[what]}
    except KeyError:
        parser.error(f"没有“{what}”这种安装包")
    except SetupError as refusal:
        complain(str(refusal))
        return 1
    try:
        for build in chosen.values():
            for package in build(asked.out):
                say(f"已做好 {package} ，大小 {package.stat().st_size / 1e6:.1f} MB。")
    except SetupError as refusal:
        complain(str(refusal))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
