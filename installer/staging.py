"""Puts the whole program together in one folder: Python, the libraries, the program, the licences; compiled, with one time on every file.

The same for every machine; only where Python comes from, and what starts it, differs.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import environment
import fetched
import licenses
import trimming
from linux import python as linux_python
from linux import xcb
from spoken import SetupError
from targets import AMD64, Target
from windows import python as windows_python

ROOT = environment.ROOT


def stage(target: Target, folder: Path, installed: str) -> None:
    """Fill ``folder`` with everything that will lie in ``installed`` on the user's machine."""
    check_imports()
    moment = build_moment()
    put_python(target, folder)
    site = folder / target.site
    shutil.copytree(fetched.libraries(target), site, ignore=shutil.ignore_patterns("bin", "__pycache__"))
    if lacking := trimming.unused_patterns(site, target):
        raise SetupError(f"组件里没有 {'、'.join(lacking)}：请核对 installer/trimming.py，然后重新运行。")
    licenses.collect(target, folder)
    if target.is_windows:
        windows_python.put_runtime(folder)
    trimming.trim(site, target)
    if not target.is_windows:
        xcb.put(target, site)
    install_program(site, moment)
    compile_modules(folder, installed, moment)


def put_python(target: Target, folder: Path) -> None:
    """Put Python there: the interpreter of this machine, and its library without what nobody needs."""
    library = linux_python.built(AMD64) / linux_python.STDLIB
    without = (*trimming.LIBRARY_WITHOUT, *(() if target.is_windows else trimming.ONLY_ON_WINDOWS), "__pycache__")
    shutil.copytree(library, folder / target.stdlib, ignore=shutil.ignore_patterns(*without))
    if target.is_windows:
        windows_python.put(folder, version(), version_numbers())
    else:
        (folder / "bin").mkdir()
        shutil.copy(linux_python.built(target) / "bin/python", folder / "bin/python")


def install_program(site: Path, moment: int) -> None:
    """Build the program's own wheel and unpack it beside its libraries."""
    tools = fetched.tool("hatchling", "requirements-build.lock")
    folder = site.parent / "wheel"
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    call(command, moment, {"PYTHONPATH": str(tools)})
    for wheel in folder.glob("*.whl"):
        shutil.unpack_archive(wheel, site, "zip")
    shutil.rmtree(folder)
    trimming.remove_traces(site)


def compile_modules(folder: Path, installed: str, moment: int) -> None:
    """Compile every module with the very Python that is shipped, and ship only that: half the files for a virus scanner to open."""
    python = str(linux_python.built(AMD64) / "bin/python")
    command = [
        python,
        "-ISm",
        "compileall",
        "-qqb",
        "--invalidation-mode",
        "unchecked-hash",
        "-s",
        str(folder),
        "-p",
        installed,
        str(folder),
    ]
    call(command, moment)
    trimming.remove(folder.rglob("*.py"))


def check_imports() -> None:
    """Refuse to build a package that lacks a part of Qt which the program imports."""
    if lacking := trimming.missing_modules(ROOT / "desktopapp"):
        names = "、".join(sorted(lacking))
        raise SetupError(f"程序用到了 {names}，而安装包里没有：请把它加到 installer/trimming.py 的 MODULES，然后重新运行。")


def build_moment() -> int:
    """The one time that every file of the package bears: asked for, else that of the commit, else that of the project file."""
    if asked := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(asked)
    commit = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(commit.stdout.strip() or (ROOT / "pyproject.toml").stat().st_mtime)


def version() -> str:
    """The version, which only pyproject.toml states."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def version_numbers() -> list[str]:
    """The numbers of the version, as Windows wants them."""
    return re.findall(r"\d+", version())


def settle(folder: Path, moment: int) -> None:
    """Give every file the same time and one of two modes, whatever the builder's umask is."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def call(command: list[str], moment: int, more: dict[str, str] | None = None) -> None:
    """Run one tool of the build at the package's own time; its words are shown only when it fails."""
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(moment), "PYTHONHASHSEED": "0", **(more or {})}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tool = Path(command[0]).name
        raise SetupError(f"{done.stdout}{done.stderr}\n做安装包时 {tool} 失败，原因见上面几行：请按提示改正，然后重新运行。")
