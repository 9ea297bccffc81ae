"""A zip of XML parts (docx, xlsx): looked at before anything is unpacked, each part read up to a limit, its relations followed."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO

from desktopapp.formats.markup import Element, NotWellFormed, attribute, children, tree

LARGEST_PART, LARGEST_SUM = 48 * 1024 * 1024, 512 * 1024 * 1024  # bytes, unpacked; a report's largest part has 1 MB, its pictures 50
MOST_PARTS = 10_000


class Encrypted(ValueError):
    """It opens with a password."""


class Bomb(ValueError):
    """Unpacked it is larger than any report."""


class Shell(ValueError):
    """A web page that a program fills when it is opened: what was saved is empty."""


class NoText(ValueError):
    """Its pages are pictures."""


class Torn(ValueError):
    """It is cut off, or not what it should be inside."""


class Package:
    """The parts of a package. Raises Encrypted, Bomb, Torn."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Torn from error
        parts = self._zip.infolist()
        self.names = {part.filename.lower().lstrip("/"): part for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise Encrypted
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_SUM:
            raise Bomb
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        part = self.names.get(name.lower().lstrip("/"))
        if part is None:
            raise Torn
        if part.file_size > LARGEST_PART:
            raise Bomb
        try:
            with self._zip.open(part) as file:
                content = file.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise Torn from error
        self._read += len(content)
        if len(content) > LARGEST_PART or self._read > 2 * LARGEST_PART:
            raise Bomb
        return content

    def xml(self, name: str) -> Element:
        """A part's root element, without entities, without anything from outside."""
        content = self.read(name)
        try:
            return tree(content)
        except NotWellFormed as error:
            raise Torn from error

    def xml_if_any(self, name: str) -> Element | None:
        """A part's root element; None where there is none, or where it cannot be read: only what decorates is asked for so."""
        try:
            return self.xml(name) if name and name in self else None
        except Torn:
            return None

    def relations(self, part: str = "") -> dict[str, tuple[str, str]]:
        """The last word of the kind, and the target part, of each relation of a part (of the package, for none), by its id."""
        folder, _, file = part.rpartition("/")
        root = self.xml_if_any(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for one in children(root, "Relationship"):
            kind, target = attribute(one, "Type").rpartition("/")[2], attribute(one, "Target")
            if attribute(one, "TargetMode") != "External" and target:
                path = target if target.startswith("/") else posixpath.join(folder, target)
                found[attribute(one, "Id")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The first part that stands in this relation to another; blank if none."""
        return next((target for one, target in self.relations(part).values() if one == kind), "")
