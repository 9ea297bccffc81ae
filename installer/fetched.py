"""Wheels, for this machine and for others. None is taken whose hash is not written in a lock of this folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import cached
import environment
from spoken import SetupError
from targets import Target

ENTRY = re.compile(r"^([\w.-]+==\S+)(?: ; ([^\\\n]+?))? \\\n((?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE)


def locked(name: str) -> str:
    """The text of a lock file."""
    return environment.lock_path(name).read_text(encoding="utf-8")


def for_target(lock: str, target: Target) -> str:
    """The entries of a lock that hold on this target; pip would judge their markers by the machine on which it runs."""
    sys.path.insert(0, str(environment.PIP.parent))
    from pip._vendor.packaging.markers import Marker

    entries = ENTRY.findall(lock)
    return "".join(f"{pin} \\\n{hashes}" for pin, marker, hashes in entries if not marker or Marker(marker).evaluate(dict(target.markers)))


def only(lock: str, name: str) -> str:
    """The one entry of a lock for this package."""
    return "".join(f"{pin} \\\n{hashes}" for pin, _, hashes in ENTRY.findall(lock) if pin.split("==")[0] == name)


def install(requirements: str, folder: Path, *options: str) -> None:
    """Let pip unpack these wheels into a folder, each only if its hash is written here."""
    listed = folder.with_name(f"{folder.name}.txt")
    listed.parent.mkdir(parents=True, exist_ok=True)
    listed.write_text(requirements, encoding="utf-8")
    command = [
        sys.executable,
        str(environment.PIP),
        "install",
        *environment.PIP_OPTIONS,
        "--target",
        str(folder),
        "--no-deps",
        "--no-compile",
    ]
    hashed = ["--require-hashes", "--only-binary=:all:", "-r", str(listed)]
    surroundings = {**os.environ, **environment.PIP_SETTINGS}
    done = subprocess.run([*command, *hashed, *options], stdin=subprocess.DEVNULL, env=surroundings, check=False)
    listed.unlink()
    if done.returncode != 0:
        raise SetupError("组件没有下载成，原因见上面几行：请检查网络（使用镜像时先设置 PIP_INDEX_URL），然后重新运行同一条命令。")


def tool(name: str, lock: str) -> Path:
    """The folder in which wheels lie that the build itself uses."""
    entries = only(locked(lock), name) if lock == "requirements-package.lock" else locked(lock)
    return cached.kept(name, [entries, sys.version], lambda folder: install(entries, folder / "site")) / "site"


def foreign_wheel(name: str, target: Target) -> Path:
    """The unpacked wheel of another system, of which parts are shipped."""
    entry = only(locked("requirements-package.lock"), name)
    return cached.kept(name, [entry, target.name], lambda folder: install(entry, folder / "site", *options_for(target))) / "site"


def options_for(target: Target) -> list[str]:
    """What tells pip to fetch for another machine than this one."""
    return ["--python-version", "3.11", "--implementation", "cp", *(part for name in target.platforms for part in ("--platform", name))]


def libraries(target: Target) -> Path:
    """All that the program needs while it runs on this target, unpacked as its makers built it."""
    entries = for_target(locked("requirements.lock"), target)
    return (
        cached.kept(
            f"site-{target.name}", [entries, *target.platforms], lambda folder: install(entries, folder / "site", *options_for(target))
        )
        / "site"
    )
