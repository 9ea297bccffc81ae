"""Where the program's data files lie, in the source tree, in an installed package and in a packed program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from desktopapp.core.form import Form, read_form

_PACKAGE = Path(__file__).resolve().parent
EDITION = "2021"  # of the reports that are written now


@cache
def root() -> Path:
    """The folder with forms/, theme/, icons/, sample/, help/."""
    packed = _PACKAGE / "_resources"
    return packed if packed.is_dir() else _PACKAGE.parent / "resources"


@cache
def forms() -> Mapping[str, Form]:
    """Every edition of the form, by its year."""
    read = [read_form(path.read_text(encoding="utf-8")) for path in sorted((root() / "forms").glob("*.toml"))]
    return {form.edition: form for form in read}


def form() -> Form:
    """The edition in force."""
    return forms()[EDITION]
