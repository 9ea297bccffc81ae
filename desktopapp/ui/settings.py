"""What the program remembers on this computer: 本单位资料, recent files, looks. Never anything of a report's content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from desktopapp.core.files import FileTrouble, read_bytes, write_atomically

RECENT = 8
THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 175, 200)  # percent


class Office(NamedTuple):
    """本单位资料, filled in once and offered for every new report. `roles` are those who sign; `deadline` a local notice's date, 月-日."""

    name: str = ""
    kind: str = ""
    address: str = ""
    telephone: str = ""
    roles: str = "拟稿、初审、审核、审发、保密审查"
    deadline: str = ""

    def having(self, **values: str) -> Office:
        """The same with other values."""
        return self._replace(**values)


@dataclass
class Settings:
    """The settings, and the file in which they are kept."""

    path: Path
    office: Office = field(default_factory=Office)
    recent: list[str] = field(default_factory=list)
    theme: str = "light"
    text: int = 100
    person: str = ""  # who confirmed last

    @classmethod
    def read(cls, path: Path) -> Settings:
        """The settings kept at `path`; what is missing or nonsense there is as new."""
        try:
            data = json.loads(read_bytes(path, 1024 * 1024))
        except (FileTrouble, ValueError, RecursionError):
            return cls(path)
        if not isinstance(data, dict):
            return cls(path)
        office, recent = data.get("office"), data.get("recent")
        known = _strings(office) if isinstance(office, dict) else {}
        return cls(
            path,
            Office(**{name: known[name] for name in Office._fields if name in known}),
            [item for item in recent if isinstance(item, str)][:RECENT] if isinstance(recent, list) else [],
            data["theme"] if data.get("theme") in THEMES else "light",
            data["text"] if data.get("text") in TEXT_SIZES else 100,
            _strings(data).get("person", ""),
        )

    def write(self) -> None:
        """Keep the settings. A full or read-only disk is no reason to disturb anyone's work: then they are not kept."""
        content = {"office": self.office._asdict(), "recent": self.recent}
        content |= {"theme": self.theme, "text": self.text, "person": self.person}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, lambda path: path.write_text(text, encoding="utf-8"))
        except (FileTrouble, OSError):
            return

    def opened(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        name = str(path.absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT]
        self.write()

    def forget(self, names: Iterable[str]) -> None:
        """Take files off the recent ones; the files stay where they are."""
        gone = set(names)
        self.recent = [name for name in self.recent if name not in gone]
        self.write()


def _strings(data: dict[Any, Any]) -> dict[str, str]:
    return {key: value for key, value in data.items() if isinstance(key, str) and isinstance(value, str)}
