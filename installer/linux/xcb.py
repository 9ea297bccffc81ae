"""The small libraries with which Qt draws under X11 and which an old desktop may lack; all others of X11's every desktop has.

They are Debian's, and need no newer glibc than 2.17.
"""

import shutil
import subprocess
from pathlib import Path

import debian
from spoken import SetupError
from targets import Target

PACKAGES = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0", "libxcb-util1")
PLACE = "PySide6/Qt/lib"  # where Qt's own libraries look first


def put(target: Target, site: Path) -> None:
    """Put the libraries beside Qt's, under the name by which they are asked for, each looking for the others beside itself."""
    for package in PACKAGES:
        files = debian.compiled(package, target.name)
        for library in files.rglob("lib*.so.?"):
            copy = site / PLACE / library.name
            shutil.copyfile(library.resolve(), copy)
            done = subprocess.run(["patchelf", "--set-rpath", "$ORIGIN", str(copy)], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise SetupError(f"{done.stderr}\n没有装配 {library.name}，原因见上面几行：请改正后重新运行。")


def licence_texts(target: Target) -> dict[str, Path]:
    """The copyright file of each package."""
    return {package: next(debian.compiled(package, target.name).glob("usr/share/doc/*/copyright")) for package in PACKAGES}
