"""CPython for Linux: compiled from Debian's source, with its security patches, against an old glibc, so that it starts on old systems.

One file holds the interpreter and every module of it that is written in C; nothing of the machine that compiles it gets in. The compiler is
zig's, which can aim at any glibc. Made once and kept; what it is made of is what its folder is named after.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import cached
import compiling
import debian
import fetched
from spoken import SetupError, say
from targets import AMD64, STDLIB, Target

# Python's modules in C that the program cannot need: they reach the network, or other systems, or need libraries of their own.
LEFT_OUT = (
    *("_asyncio", "_lzma", "nis", "ossaudiodev", "_uuid", "spwd", "syslog", "xxlimited", "xxlimited_35", "_xxsubinterpreters"),
    *("_lsprof", "audioop", "_multiprocessing", "_posixshmem"),
)
ZLIB = ("adler32", "crc32", "deflate", "inffast", "inflate", "inftrees", "trees", "zutil", "compress", "uncompr", "infback")
# What is left of Python's own library: nobody tests it, installs with it or draws with tk.
LIBRARY_WITHOUT = ("test", "ensurepip", "idlelib", "lib2to3", "tkinter", "turtledemo", "site-packages", "__pycache__")
OPTIONS = ("--disable-shared", "--without-ensurepip", "--disable-test-modules", "--disable-ipv6", "--prefix=/usr")
ANSWERS = ("ac_cv_file__dev_ptmx=yes", "ac_cv_file__dev_ptc=no")  # what cannot be tried while compiling for another machine
QUIET = "-Wno-date-time -Wno-deprecated-non-prototype -Wno-unterminated-string-initialization"
MOMENT = "1700000000"  # stands in the interpreter's own banner


def built(target: Target) -> Path:
    """The folder with ``bin/python`` and its library for this machine."""
    return cached.kept(f"python-{target.name}", facts(target), lambda folder: build(target, folder))


def is_built(target: Target) -> bool:
    """Say whether nothing would have to be compiled."""
    return cached.place(f"python-{target.name}", facts(target)).is_dir()


def facts(target: Target) -> list[str]:
    """All that decides what the compiled Python is: the compiler, the sources, the target and this recipe."""
    compiler = fetched.only(fetched.locked("requirements-package.lock"), "ziglang")
    sources = [str(debian.packages()[name]) for name in ("python3.11", "zlib")]
    return [compiler, *sources, target.compiler, Path(__file__).read_text(encoding="utf-8")]


def build(target: Target, folder: Path) -> None:
    """Compile zlib and CPython and keep what is needed of both."""
    source, zlib = debian.source("python3.11"), debian.source("zlib")
    say(f"正在编译 {target.name} 的 Python，约需五分钟，只做一次……")
    work = folder / "work"
    shutil.copytree(source, work, symlinks=True)  # compiled where it lies, or the name of this machine's folder would be in it
    tools = compilers(target, work)
    archive = build_zlib(zlib, work, tools)
    run(configuration(target, tools, zlib, archive), work)
    choose_modules(work)
    run(["make", "-s", f"-j{os.cpu_count()}", "python", f"CFLAGS_NODIST=-std=c11 {QUIET}", "LDFLAGS=-s"], work)
    (folder / "bin").mkdir()
    shutil.copy(work / "python", folder / "bin/python")
    shutil.copytree(source / "Lib", folder / STDLIB, ignore=shutil.ignore_patterns(*LIBRARY_WITHOUT))
    (folder / STDLIB / "lib-dynload").mkdir()  # without it Python would look for modules in the machine's own Python
    shutil.copy(source / "LICENSE", folder / "LICENSE")
    shutil.copy(source / "PC/python3dll.c", folder / "python3dll.c")
    shutil.copy(source / "Modules/expat/COPYING", folder / "LICENSE.expat")
    shutil.copy(zlib / "LICENSE", folder / "LICENSE.zlib")
    shutil.rmtree(work)


def compilers(target: Target, work: Path) -> Mapping[str, str]:
    """Give zig's tools the names and the single words that a Makefile wants."""
    tools = {}
    for name, words in {"CC": f"cc -target {target.compiler}", "AR": "ar", "RANLIB": "ranlib"}.items():
        script = work / f"zig-{name.lower()}"
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(str(compiling.program()))} {words} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        tools[name] = str(script)
    return tools


def build_zlib(source: Path, work: Path, tools: Mapping[str, str]) -> Path:
    """Compile zlib into an archive."""
    objects = []
    for name in ZLIB:
        objects.append(str(work / f"zlib-{name}.o"))
        run([tools["CC"], "-O3", "-fPIC", "-w", "-c", str(source / f"{name}.c"), "-o", objects[-1]], work)
    archive = work / "libz.a"
    run([tools["AR"], "rcs", str(archive), *objects], work)
    return archive


def configuration(target: Target, tools: Mapping[str, str], zlib: Path, archive: Path) -> list[str]:
    """The command that configures CPython; for another processor a Python of this one helps, which was built just so."""
    variables = [*(f"{name}={path}" for name, path in tools.items()), f"ZLIB_CFLAGS=-I{zlib}", f"ZLIB_LIBS={archive}"]
    command = ["./configure", "-q", *OPTIONS, *variables]
    if target == AMD64:
        return command
    machine = target.markers["platform_machine"]
    return [
        *command,
        "--build=x86_64-linux-gnu",
        f"--host={machine}-linux-gnu",
        f"--with-build-python={built(AMD64) / 'bin/python'}",
        *ANSWERS,
    ]


def choose_modules(work: Path) -> None:
    """Have the modules compiled into the interpreter, but for those left out."""
    listed = (work / "Modules/Setup.stdlib").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in listed if line and line[0] not in "#*" and line.split()[0] not in LEFT_OUT]
    (work / "Modules/Setup.local").write_text("\n".join(["*static*", *chosen, ""]), encoding="utf-8")


def run(command: list[str], work: Path) -> None:
    """Run one step; its words are shown only when it fails."""
    surroundings = {**compiling.surroundings(), "SOURCE_DATE_EPOCH": MOMENT}
    done = subprocess.run(
        command, cwd=work, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        raise SetupError(f"{done.stdout[-3000:]}{done.stderr[-3000:]}\n编译 Python 失败，原因见上面几行：请改正后重新运行。")
