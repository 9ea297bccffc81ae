"""Debian's own packages, as source or compiled, fetched with apt from where this machine gets its own, and checked by their hash."""

import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import cached
import environment
from spoken import SetupError, say

LOCK = environment.lock_path("debian.lock")
APT_PLACES = ("/etc/apt/sources.list", "/etc/apt/sources.list.d")


class Package(NamedTuple):
    """A package that is pinned: its files are named as Debian names them."""

    name: str
    version: str
    files: Mapping[str, str]  # the SHA-256 of each


def packages() -> dict[str, Package]:
    """Read the lock."""
    found: dict[str, Package] = {}
    files: dict[str, str] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            digest, file = line.split()
            files[file] = digest
        elif line and not line.startswith("#"):
            name, version = line.split()
            files = {}
            found[name] = Package(name, version, files)
    return found


def source(name: str) -> Path:
    """The unpacked source of a package, with Debian's patches in it."""
    package = packages()[name]
    return cached.kept(f"{name}-source", [str(package)], lambda folder: _unpack_source(package, folder)) / "source"


def compiled(name: str, architecture: str) -> Path:
    """The unpacked files of a package that is already compiled."""
    package = packages()[name]
    files = {file: digest for file, digest in package.files.items() if file.endswith(f"_{architecture}.deb")}
    chosen = package._replace(files=files)
    return cached.kept(f"{name}-{architecture}", [str(chosen)], lambda folder: _unpack_compiled(chosen, architecture, folder)) / "files"


def _unpack_source(package: Package, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as fetched:
        _fetch(package, ["source", "--download-only"], "", Path(fetched))
        description = next(Path(fetched) / file for file in package.files if file.endswith(".dsc"))
        _call(
            ["dpkg-source", "--no-check", "--extract", str(description), str(folder / "source")], folder, f"{package.name} 的源代码没有解开"
        )


def _unpack_compiled(package: Package, architecture: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as fetched:
        _fetch(package, ["download"], architecture, Path(fetched))
        for file in package.files:
            _call(["dpkg-deb", "--extract", str(Path(fetched) / file), str(folder / "files")], folder, f"{package.name} 没有解开")


def _fetch(package: Package, verb: list[str], architecture: str, folder: Path) -> None:
    """Let apt fetch a package, and refuse it unless every file of it is the one that is pinned."""
    say(f"正在下载 {package.name} {package.version}……")
    with tempfile.TemporaryDirectory() as private:
        apt = ["apt-get", "-qq", *_options(Path(private), architecture)]
        failed = f"没有取得 {package.name} {package.version}"
        _call([*apt, "update"], folder, failed)
        _call([*apt, *verb, f"{package.name}={package.version}"], folder, failed)
    for file, digest in package.files.items():
        if not (folder / file).is_file() or hashlib.sha256((folder / file).read_bytes()).hexdigest() != digest:
            raise SetupError(f"下载的 {file} 与 installer/debian.lock 记载的不一致，没有使用它：请检查软件源。")


def _call(command: list[str], folder: Path, failed: str) -> None:
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        remedy = "请在能访问软件源的 Debian 12 上重新运行；Debian 换了版本的，请更新 installer/debian.lock"
        raise SetupError(f"{done.stderr}\n{failed}，原因见上面几行：{remedy}。")


def _options(folder: Path, architecture: str) -> list[str]:
    """Let apt ask this machine's own package sources, for another processor or for source code, without touching the machine's settings."""
    parts, lists = folder / "parts", folder / "lists"
    parts.mkdir()
    (lists / "partial").mkdir(parents=True)
    for path in _apt_files():
        text = path.read_text(encoding="utf-8")
        (parts / path.name).write_text(text if architecture else asking_for_source(text), encoding="utf-8")
    settings = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": parts,
        "Dir::State::Lists": lists,
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "APT::Sandbox::User": "root",
        **(
            {"Dir::State::status": "/dev/null", "APT::Architecture": architecture, "APT::Architectures": architecture}
            if architecture
            else {}
        ),
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def _apt_files() -> Iterator[Path]:
    """The files that say where this machine's packages come from."""
    for name in APT_PLACES:
        place = Path(name)
        found = sorted(place.glob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and path.suffix in (".list", ".sources"))


def asking_for_source(text: str) -> str:
    """Turn lines that ask for packages into lines that ask for their source, in both of apt's forms."""
    return re.sub(r"^Types:.*$", "Types: deb-src", re.sub(r"^deb(?=[ \t])", "deb-src", text, flags=re.MULTILINE), flags=re.MULTILINE)


def archive() -> str:
    """The address of the archive from which this machine gets its packages."""
    for path in _apt_files():
        text = path.read_text(encoding="utf-8")
        if found := re.search(r"^URIs:\s*(\S+)", text, re.MULTILINE) or re.search(r"^deb\s+(?:\[.*?\]\s+)?(\S+)", text, re.MULTILINE):
            return found.group(1)
    raise SetupError("这台电脑没有设置软件源：请先设置 /etc/apt/sources.list ，然后重新运行。")
