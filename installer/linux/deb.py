"""Builds the .deb: one folder under /opt with its own Python, and the entries a desktop looks for under /usr/share.

Nothing of the machine but libraries that every desktop has is needed, and its glibc may be old. Two builds of one commit with the same
SOURCE_DATE_EPOCH are equal byte for byte. It can be read by an old dpkg (xz, not zstd) and has no scripts of its own.
"""

import gzip
import hashlib
import io
import re
import shutil
import time
from pathlib import Path

import environment
import staging
import system
import tools
from linux import xcb
from spoken import say
from targets import Target

ROOT = environment.ROOT
HERE = Path(__file__).resolve().parent
APP = "cn.nianbao.app"
PREFIX = f"opt/apps/{APP}/files"
MAINTAINER = "The Nianbao Authors <nianbao@example.org>"
# A package knows its libraries under today's names; the older ones follow as alternatives.
# shared-mime-info and desktop-file-utils register the double-click; dbus gives the machine the id without which libdbus aborts.
REGISTRY = ["shared-mime-info", "desktop-file-utils", "dbus"]
# Which package brings each library that is not shipped. Several are names of one: Debian 13 renamed some, and says so by itself.
C_LIBRARY = (
    "libc.so.6",
    "libdl.so.2",
    "libm.so.6",
    "libpthread.so.0",
    "librt.so.1",
    "libutil.so.1",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
)
PROVIDED: dict[str, system.Package] = {
    **dict.fromkeys(C_LIBRARY, ("libc6",)),
    **{library: names for library, names in system.LIBRARIES.items() if names[0] not in xcb.PACKAGES},
    "libgthread-2.0.so.0": system.LIBRARIES["libglib-2.0.so.0"],
    "libgcc_s.so.1": ("libgcc-s1", "libgcc1"),
    "libstdc++.so.6": ("libstdc++6",),
    "libICE.so.6": ("libice6",),
    "libSM.so.6": ("libsm6",),
    "libX11.so.6": ("libx11-6",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libxcb.so.1": ("libxcb1",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
RECOMMENDS = ["fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei", "hicolor-icon-theme"]


def build(target: Target, out: Path) -> Path:
    """Build the package for one kind of processor into ``out`` and return its path."""
    tools.require("dpkg-deb", "dpkg-source", "make", "patch", "patchelf")
    moment = staging.build_moment()
    stage = ROOT / "build" / f"deb-{target.name}"
    shutil.rmtree(stage, ignore_errors=True)
    say(f"正在装配 {target.name} 的程序……")
    add_program(stage, target)
    add_entries(stage, moment)
    add_control(stage, target)
    staging.settle(stage, moment)
    out.mkdir(parents=True, exist_ok=True)
    package = path(target, out)
    say("正在压缩……")
    staging.call(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(package)], moment)
    return package


def path(target: Target, out: Path) -> Path:
    """Where the package is put."""
    return out.resolve() / f"{APP}_{debian_version()}_{target.name}.deb"


def add_program(stage: Path, target: Target) -> None:
    """Put the program under /opt, and its command where a shell finds it."""
    staging.stage(target, stage / PREFIX, f"/{PREFIX}")
    shutil.copyfile(HERE / "nianbao", stage / PREFIX / "bin" / "nianbao")
    start = stage / "usr/bin/nianbao"
    start.parent.mkdir(parents=True)
    start.symlink_to(f"/{PREFIX}/bin/nianbao")


def debian_version() -> str:
    """The version as dpkg sorts it: a pre-release comes before its release."""
    return re.sub(r"\.?(a|b|rc|dev)(?=\d)", r"~\1", staging.version()) + "-1"


def add_entries(stage: Path, moment: int) -> None:
    """Put what desktops look for under /usr/share; their own triggers read it, so the package needs no scripts."""
    share = stage / "usr/share"
    day = time.strftime("%Y-%m-%d", time.gmtime(moment))
    metainfo = (HERE / f"{APP}.metainfo.xml").read_text(encoding="utf-8").replace("@VERSION@", staging.version()).replace("@DATE@", day)
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
    return f"{APP} ({debian_version()}) stable; urgency=medium\n\n  * Release {staging.version()}.\n\n -- {MAINTAINER}  {day}\n"


def add_control(stage: Path, target: Target) -> None:
    """Write what dpkg must know: the dependencies, the size and the checksum of every file."""
    files = sorted(path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(stage)}\n" for path in files]
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    put(stage / "DEBIAN/control", control(target, size).encode())
    put(stage / "DEBIAN/md5sums", "".join(sums).encode())


def depends(target: Target) -> list[str]:
    """What must be on the machine: a glibc that is new enough, and what every desktop has."""
    glibc = ".".join(map(str, target.glibc or ()))
    libraries = (" | ".join(sorted(names, key=len)) for names in PROVIDED.values() if names != ("libc6",))
    return [f"libc6 (>= {glibc})", *dict.fromkeys(libraries), *REGISTRY]


def control(target: Target, size: int) -> str:
    """The control file."""
    return f"""\
Package: {APP}
Version: {debian_version()}
Architecture: {target.name}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {", ".join(depends(target))}
Recommends: {", ".join(RECOMMENDS)}
Section: editors
Priority: optional
Description: offline editor for annual government information reports
 年报助手：离线填报、核对、导出《政府信息公开工作年度报告》。
 .
 Fills in the statutory form, checks every sum and sentence, and exports the
 report to Word and Excel without any network.
"""
