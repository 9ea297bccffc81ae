"""The C compiler of every package: zig's, from a wheel, which knows every target's own headers and any old glibc."""

import os
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import cached
import fetched
from spoken import SetupError


def program() -> Path:
    """The compiler's one program."""
    zig = fetched.tool("ziglang", "requirements-package.lock") / "ziglang" / "zig"
    zig.chmod(0o755)
    return zig


def surroundings() -> dict[str, str]:
    """Keep what zig compiles for itself with everything else that is kept."""
    return {**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(cached.root() / "zig"), "LC_ALL": "C"}


@contextmanager
def workplace() -> Generator[Path]:
    """An empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def zig(*words: str, work: Path) -> None:
    """Run one of zig's tools."""
    command = [str(program()), *words]
    done = subprocess.run(command, cwd=work, env=surroundings(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(f"{done.stderr[-3000:]}\n编译失败，原因见上面几行：请改正后重新运行。")
