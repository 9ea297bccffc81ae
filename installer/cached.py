"""What is slow to get and never changes lies outside the clone, in a folder named after everything that decides what is in it."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path


def root() -> Path:
    """The folder of all that is kept: NIANBAO_CACHE, else the user's own folder for such things."""
    if asked := os.environ.get("NIANBAO_CACHE"):
        return Path(asked).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nianbao"


def place(name: str, facts: Iterable[str]) -> Path:
    """Where a thing made of these facts is kept, whether it is there or not."""
    return root() / f"{name}-{hashlib.sha256(chr(0).join(facts).encode()).hexdigest()[:16]}"


def kept(name: str, facts: Iterable[str], make: Callable[[Path], None]) -> Path:
    """The folder that ``make`` fills, made only when it is not there yet; whatever stops it, nothing half made stays under the name."""
    folder = place(name, facts)
    if folder.is_dir():
        return folder
    growing = folder.with_name(f"{folder.name}.{os.getpid()}")
    growing.mkdir(parents=True)
    try:
        make(growing)
        if not folder.is_dir():  # another build may have been quicker
            growing.rename(folder)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return folder
