#!/usr/bin/env python3
"""The one door to every package: ``python3 installer/build.py deb amd64 [--out dist/]``; it says what it misses."""

import argparse
import sys
from pathlib import Path

from linux import deb
from spoken import SetupError, complain, say

BUILDERS = {("deb", "amd64"): deb.build}


def main() -> int:
    """Build one package and say where it is."""
    parser = argparse.ArgumentParser(prog="installer/build.py", description="制作年报助手的安装包。")
    parser.add_argument("kind", choices=sorted({kind for kind, _ in BUILDERS}), help="安装包的种类")
    parser.add_argument("machine", choices=sorted({machine for _, machine in BUILDERS}), help="处理器")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="放安装包的文件夹，默认 dist")
    asked = parser.parse_args()
    try:
        package = BUILDERS[asked.kind, asked.machine](asked.out)
    except SetupError as refusal:
        complain(str(refusal))
        return 1
    say(f"已做好 {package} ，大小 {package.stat().st_size / 1e6:.1f} MB。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
