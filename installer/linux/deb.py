"""Builds the .deb: one prefix under /opt with its own Python libraries, and the entries a desktop looks for under /usr/share.

The prefix is a Python virtual environment whose ``bin/python`` is the system's; a later package for older systems can put a Python of its
own in that place and change nothing else. Two builds of one commit with the same SOURCE_DATE_EPOCH are equal byte for byte.
"""

import ast
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import environment
import system
from linux.kept import KEPT, MODULES
from spoken import SetupError, say

ROOT = environment.ROOT
HERE = Path(__file__).resolve().parent
APP = "cn.nianbao.app"
PREFIX = f"opt/apps/{APP}/files"
PYTHON = "python3.11"  # Debian 12's; lxml's wheel fits no other
SITE = f"{PREFIX}/lib/{PYTHON}/site-packages"
MAINTAINER = "The Nianbao Authors <nianbao@example.org>"
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_26_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
# A package knows its libraries under today's names; the older ones follow as alternatives.
# shared-mime-info and desktop-file-utils register the double-click; dbus gives the machine the id without which libdbus aborts.
REGISTRY = ["shared-mime-info", "desktop-file-utils", "dbus"]
LIBRARIES = [" | ".join(sorted(names, key=len)) for names in system.LIBRARIES.values()]
DEPENDS = ["python3 (>= 3.11)", "python3 (<< 3.12)", "libc6 (>= 2.28)", *dict.fromkeys(LIBRARIES), *REGISTRY]
RECOMMENDS = ["fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei", "hicolor-icon-theme"]
# Says how this very build came about, so it would differ from machine to machine.
BUILD_TRACES = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def build(out: Path) -> Path:
    """Build the package for 64-bit Intel and AMD machines into ``out`` and return its path."""
    check_tools()
    check_imports()
    moment = build_moment()
    stage = ROOT / "build" / "deb-amd64"
    shutil.rmtree(stage, ignore_errors=True)
    say("正在装配程序……")
    add_program(stage, moment)
    add_entries(stage, moment)
    add_control(stage)
    settle(stage, moment)
    out.mkdir(parents=True, exist_ok=True)
    package = out.resolve() / f"{APP}_{debian_version()}_amd64.deb"
    say("正在压缩……")
    call(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(package)], moment)
    return package


def check_tools() -> None:
    """Name everything that this machine lacks before anything is begun."""
    wanted = {"dpkg-deb": "dpkg", PYTHON: PYTHON}
    missing = [package for tool, package in wanted.items() if not shutil.which(tool)]
    if missing:
        command = f"sudo apt-get install -y {' '.join(missing)}"
        raise SetupError(f"做不了安装包，缺少 {'、'.join(missing)}：请在 Debian 12 上输入 {command} ，然后重新运行。")


def check_imports() -> None:
    """Refuse to build a package that lacks a part of Qt which the program imports."""
    wanted = {name for path in (ROOT / "desktopapp").rglob("*.py") for name in qt_modules(path.read_text(encoding="utf-8"))}
    if lacking := wanted - set(MODULES):
        names = "、".join(sorted(lacking))
        raise SetupError(f"程序用到了 {names}，而安装包里没有：请把它加到 installer/linux/kept.py 的 MODULES，然后重新运行。")


def qt_modules(source: str) -> Iterator[str]:
    """List the parts of PySide6 that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("PySide6."))


def build_moment() -> int:
    """The one time that every file of the package bears: asked for, else that of the commit, else that of the project file."""
    if asked := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(asked)
    commit = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(commit.stdout.strip() or (ROOT / "pyproject.toml").stat().st_mtime)


def version() -> str:
    """The version, which only pyproject.toml states."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def debian_version() -> str:
    """The version as dpkg sorts it: a pre-release comes before its release."""
    return re.sub(r"\.?(a|b|rc|dev)(?=\d)", r"~\1", version()) + "-1"


def add_program(stage: Path, moment: int) -> None:
    """Put the prefix together: libraries, the program, its starter, and the compiled form of both."""
    site = stage / SITE
    install_libraries(site)
    install_wheel(site, stage.parent / "wheel", moment)
    trim(site)
    call([PYTHON, "-I", "-m", "compileall", "-qq", "--invalidation-mode", "unchecked-hash", "-s", str(stage), "-p", "/", str(site)], moment)
    program = stage / PREFIX / "bin"
    program.mkdir()
    (program / "python").symlink_to(f"/usr/bin/{PYTHON}")
    shutil.copyfile(HERE / "nianbao", program / "nianbao")
    (stage / PREFIX / "pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n")
    start = stage / "usr/bin/nianbao"
    start.parent.mkdir(parents=True)
    start.symlink_to(f"/{PREFIX}/bin/nianbao")


def install_libraries(site: Path) -> None:
    """Install the locked libraries for the target's Python, whatever Python runs this script."""
    environment.prepare("run")
    target = ["--target", str(site), "--no-compile", "--no-deps", "--python-version", "3.11", "--implementation", "cp"]
    platforms = [part for platform in PLATFORMS for part in ("--platform", platform)]
    lock = ["--require-hashes", "--only-binary=:all:", "-r", str(environment.lock_path("requirements.lock"))]
    environment.call_pip(*target, *platforms, *lock)
    shutil.rmtree(site / "bin", ignore_errors=True)


def install_wheel(site: Path, folder: Path, moment: int) -> None:
    """Build the program's own wheel and unpack it beside its libraries."""
    shutil.rmtree(folder, ignore_errors=True)
    python = str(environment.PYTHON)
    call([python, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], moment)
    for wheel in folder.glob("*.whl"):
        shutil.unpack_archive(wheel, site, "zip")


def trim(site: Path) -> None:
    """Remove what no window needs, and the traces of this build."""
    for folder, patterns in KEPT.items():
        kept = {path for pattern in patterns for path in (site / folder).glob(pattern)}
        remove(path for path in (site / folder).rglob("*") if path.is_file() and path not in kept)
    remove(path for info in site.glob("*.dist-info") for path in info.iterdir() if path.name in BUILD_TRACES)
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def remove(paths: Iterator[Path]) -> None:
    """Remove these files."""
    for path in list(paths):
        path.unlink()


def add_entries(stage: Path, moment: int) -> None:
    """Put what desktops look for under /usr/share; their own triggers read it, so the package needs no scripts."""
    share = stage / "usr/share"
    day = time.strftime("%Y-%m-%d", time.gmtime(moment))
    metainfo = (HERE / f"{APP}.metainfo.xml").read_text(encoding="utf-8").replace("@VERSION@", version()).replace("@DATE@", day)
    icons = {"apps": ("nianbao.svg", f"{APP}.svg"), "mimetypes": ("nianbao-document.svg", "application-x-nianbao.svg")}
    put(share / "applications" / f"{APP}.desktop", (HERE / f"{APP}.desktop").read_bytes())
    put(share / "mime/packages" / f"{APP}.xml", (HERE / f"{APP}.xml").read_bytes())
    put(share / "metainfo" / f"{APP}.metainfo.xml", metainfo.encode())
    for kind, (source, name) in icons.items():
        put(share / "icons/hicolor/scalable" / kind / name, (ROOT / "resources/icons" / source).read_bytes())
    put(share / "doc" / APP / "copyright", (HERE / "copyright").read_bytes())
    put(share / "doc" / APP / "changelog.Debian.gz", packed(changelog(moment).encode()))
    put(share / "man/man1/nianbao.1.gz", packed((HERE / "nianbao.1").read_bytes()))
    put(share / "lintian/overrides" / APP, (HERE / "lintian-overrides").read_bytes())


def put(path: Path, content: bytes) -> None:
    """Write one file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def packed(content: bytes) -> bytes:
    """Compress so that every Python writes the same bytes; gzip.compress does not."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


def changelog(moment: int) -> str:
    """The one entry that Debian's form asks for; what changed for the user stands in CHANGELOG.md."""
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(moment))
    return f"{APP} ({debian_version()}) stable; urgency=medium\n\n  * Release {version()}.\n\n -- {MAINTAINER}  {day}\n"


def add_control(stage: Path) -> None:
    """Write what dpkg must know: the dependencies, the size and the checksum of every file."""
    files = sorted(path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(stage)}\n" for path in files]
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    put(stage / "DEBIAN/control", control(size).encode())
    put(stage / "DEBIAN/md5sums", "".join(sums).encode())


def control(size: int) -> str:
    """The control file."""
    return f"""\
Package: {APP}
Version: {debian_version()}
Architecture: amd64
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {", ".join(DEPENDS)}
Recommends: {", ".join(RECOMMENDS)}
Section: editors
Priority: optional
Description: offline editor for annual government information reports
 年报助手：离线填报、核对、导出《政府信息公开工作年度报告》。
 .
 Fills in the statutory form, checks every sum and sentence, and exports the
 report to Word and Excel without any network.
"""


def settle(stage: Path, moment: int) -> None:
    """Give every file the same time and one of two modes, whatever the builder's umask is."""
    for path in [stage, *stage.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def call(command: list[str], moment: int) -> None:
    """Run one tool of the build at the package's own time; its words are shown only when it fails."""
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(moment), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        tool = Path(command[0]).name
        raise SetupError(f"{done.stdout}{done.stderr}\n做安装包时 {tool} 失败，原因见上面几行：请按提示改正，然后重新运行。")
