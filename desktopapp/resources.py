"""Where the program's data files lie, in the source tree, in an installed package and on a stick; and which version it is."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from desktopapp.core.form import Form, read_form

_PACKAGE = Path(__file__).resolve().parent
EDITION = "2021"  # of the reports that are written now


@cache
def root() -> Path:
    """The folder with forms/, skeletons/, theme/, icons/, sample/, help/."""
    packed = _PACKAGE / "_resources"
    return packed if packed.is_dir() else _PACKAGE.parent / "resources"


def portable() -> Path | None:
    """Where a program on a stick keeps settings and rescued work: beside itself, if the file `portable` is there. None for all others."""
    beside = Path(sys.executable).parent
    return beside / "数据" if (beside / "portable").is_file() else None


def version() -> str:
    """The program's version; nothing where that is not known."""
    from importlib import metadata  # brings the mail and socket modules along, for this one word

    try:
        return metadata.version("nianbao")
    except metadata.PackageNotFoundError:  # started from the source tree
        source = _PACKAGE.parent / "pyproject.toml"
        return tomllib.loads(source.read_text(encoding="utf-8"))["project"]["version"] if source.is_file() else ""


class _Forms(Mapping[str, Form]):
    """The editions that are shipped; each is read when it is first asked for, for a start needs only one."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
        self._read: dict[str, Form] = {}

    def __getitem__(self, edition: str) -> Form:
        if edition not in self._read:
            self._read[edition] = read_form(self._paths[edition].read_text(encoding="utf-8"))
        return self._read[edition]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@cache
def forms() -> Mapping[str, Form]:
    """Every edition of the form, by its year, which is its file's name."""
    return _Forms(root() / "forms")


def form() -> Form:
    """The edition in force."""
    return forms()[EDITION]
