"""Keeps ``.venv``: made once from the lock files, and trusted only while its stamps match.

A stamp is one small file per set of packages, written last. It holds a fingerprint of the interpreter, the place, the project's own facts
and the lock files; when any of them changes, ``.venv`` is made anew. Nothing is installed, and pip is not even started, while they match.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import system
from spoken import SetupError, say

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCKS = {
    "run": ("requirements.lock", "requirements-build.lock"),
    "test": ("requirements-test.lock",),
    "lint": ("requirements-lint.lock",),
    "package": ("requirements-package.lock",),  # for installer/build.py, which takes what it needs from it and installs none of it
}
# Set when this very script is run by .venv's own Python: a new .venv must be made from the one below it.
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
# pip's own wheel, which Python runs without unpacking it: every machine installs with the same pip, and .venv needs none.
PIP = next((ROOT / "installer").glob("pip-*.whl")) / "pip"
PIP_OPTIONS = ("-qq", "--no-input", "--disable-pip-version-check")
PIP_SETTINGS = {"PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"}


def prepare(kind: str) -> Path:
    """Return the Python of a ``.venv`` that holds everything ``kind`` needs, installing only what is not there."""
    if not is_current("run") or (stamp(kind).exists() and not is_current(kind)):
        rebuild()
    if not is_current(kind):
        say("正在安装检验用的组件……")
        pip_install(kind)
        write_stamp(kind)
    return PYTHON


def stamp(kind: str) -> Path:
    """Where the stamp of one set of packages lies."""
    return VENV / f"installed-{kind}.stamp"


def is_current(kind: str) -> bool:
    """Say whether this set is installed exactly as the lock files of today ask."""
    try:
        return stamp(kind).read_text(encoding="utf-8") == fingerprint(kind)
    except FileNotFoundError:
        return False


def write_stamp(kind: str) -> None:
    """Declare a set complete; always the last step."""
    stamp(kind).write_text(fingerprint(kind), encoding="utf-8")


def fingerprint(kind: str) -> str:
    """Sum up all that decides what ``.venv`` must hold."""
    interpreter = os.path.realpath(BASE_PYTHON)  # python3 and python3.11 may be two names of one
    locks = [lock_path(name).read_text(encoding="utf-8") for name in LOCKS[kind]]
    facts = [sys.version, interpreter, str(VENV), project_facts(), *locks]
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


def project_facts() -> str:
    """The parts of pyproject.toml that change what is installed; settings of ruff or pytest do not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    relevant = {key: project["project"].get(key) for key in ("name", "version", "dependencies", "scripts")}
    return json.dumps([relevant, project["build-system"], project.get("tool", {}).get("hatch")], sort_keys=True)


def lock_path(name: str) -> Path:
    """Where a lock file lies."""
    return ROOT / "installer" / name


def rebuild() -> None:
    """Make ``.venv`` from nothing; whatever stops it, no half-made folder stays behind."""
    say("正在准备运行环境，第一次需要联网下载约 110 MB，请稍候……")
    remove()
    try:
        make_venv()
        pip_install("run")
        install_project()
        write_stamp("run")
    except BaseException:
        remove()
        raise


def remove() -> None:
    """Remove ``.venv`` wholly."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
        return
    try:
        shutil.rmtree(VENV)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise SetupError(f"旧的运行环境 {VENV} 删不掉（{error.strerror}）：请先关闭年报助手，再删除这个文件夹，然后重新运行。") from error


def make_venv() -> None:
    """Make the empty ``.venv``. Without pip: many systems' Python comes without it, and one way for all is simpler than two."""
    command = [BASE_PYTHON, "-m", "venv", "--without-pip", str(VENV)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode != 0:
        package = [(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "python3-venv")]
        raise SetupError(f"这台电脑上的 Python 不完整，建不了运行环境：请输入 {system.command_to_type(package)} ，然后重新运行。")


def pip_install(kind: str) -> None:
    """Install one set from its lock files: only wheels, and only those whose hash is written there."""
    locks = [part for name in LOCKS[kind] for part in ("-r", str(lock_path(name)))]
    call_pip("--require-hashes", "--only-binary=:all:", *locks)


def install_project() -> None:
    """Put the program itself into ``.venv`` as a link to the source, so that ``.venv/bin/nianbao`` exists."""
    call_pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    # The path to the source is written relative and so in ASCII: Python reads .pth files in the session's encoding, which may be none
    # that knows the folder's Chinese name.
    for link in VENV.rglob("_editable_impl_nianbao.pth"):
        link.write_text(os.path.relpath(ROOT, link.parent), encoding="ascii")
    # Compiled now: not every user's Python may write beside the source when the program starts.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "desktopapp")], stdin=subprocess.DEVNULL, check=False)


def call_pip(*arguments: str) -> None:
    """Let pip install something, and turn its failure into a sentence."""
    command = [str(PYTHON), str(PIP), "install", *PIP_OPTIONS, *arguments]
    if subprocess.run(command, stdin=subprocess.DEVNULL, env={**os.environ, **PIP_SETTINGS}, check=False).returncode != 0:
        raise SetupError("组件没有装上，原因见上面几行：请检查网络（使用镜像时先设置 PIP_INDEX_URL），然后重新运行同一条命令。")
