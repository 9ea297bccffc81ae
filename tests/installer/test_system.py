"""System packages: only what is missing, by the name this release knows, and never a question to the user."""

import subprocess
from types import SimpleNamespace

import pytest
import system


class Machine:
    """A Debian with these packages in its lists, for a user with or without rights; records what is run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, known: set[str], root: bool, sudo: bool) -> None:
        self.commands: list[list[str]] = []
        self.known, self.sudo = known, sudo
        monkeypatch.setattr(system, "sys", SimpleNamespace(platform="linux"))
        monkeypatch.setattr(system.os, "geteuid", lambda: 0 if root else 1000, raising=False)
        monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(system.subprocess, "run", self.run)

    def run(self, command: list[str], **options: object) -> SimpleNamespace:
        self.commands.append(command)
        if command[0] == "apt-cache":
            return SimpleNamespace(returncode=0, stdout=b"Package" if command[-1] in self.known else b"")
        assert options["stdin"] is subprocess.DEVNULL, "a question would wait for ever"
        return SimpleNamespace(returncode=0 if self.sudo or command[0] != "sudo" else 1, stdout=b"")

    @property
    def changing(self) -> list[list[str]]:
        return [command for command in self.commands if "apt-get" in command]


CUPS = ("libcups2t64", "libcups2")


def test_root_installs_without_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, {"libegl1"}, root=True, sudo=False)
    assert system.install([("libegl1",)])
    assert [(command[:2], command[-1]) for command in machine.changing] == [(["apt-get", "install"], "libegl1")]


def test_a_user_with_rights_installs_through_sudo_that_cannot_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, {"libegl1"}, root=False, sudo=True)
    assert system.install([("libegl1",)])
    assert all(command[:2] == ["sudo", "-n"] for command in machine.commands if command[0] != "apt-cache")


def test_a_user_without_rights_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, {"libegl1"}, root=False, sudo=False)
    assert not system.install([("libegl1",)])
    assert machine.changing == []


@pytest.mark.parametrize(("known", "name"), [({"libcups2"}, "libcups2"), ({"libcups2t64"}, "libcups2t64")])
def test_the_name_that_this_release_knows_is_taken(monkeypatch: pytest.MonkeyPatch, known: set[str], name: str) -> None:
    machine = Machine(monkeypatch, known, root=True, sudo=False)
    system.install([CUPS])
    assert machine.changing[-1][-1] == name


def test_the_lists_are_fetched_first_where_a_package_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, set(), root=True, sudo=False)
    system.install([CUPS])
    assert [command[1] for command in machine.changing] == ["update", "install"]


def test_nothing_is_asked_of_apt_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, set(), root=True, sudo=False)
    assert not system.install([])
    assert machine.commands == []


def test_only_what_the_loader_cannot_find_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, set(), root=True, sudo=False)
    monkeypatch.setattr(system, "loads", lambda library: library not in ("libEGL.so.1", "libcups.so.2"))
    monkeypatch.setattr(system, "has_chinese_font", lambda: False)
    assert system.missing_for_window() == [("libegl1",), CUPS, system.FONT]


def test_the_command_to_type_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, {"libegl1", "libcups2"}, root=False, sudo=False)
    assert system.command_to_type([("libegl1",), CUPS]) == "sudo apt-get install -y libegl1 libcups2"


def test_other_systems_lack_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform="win32"))
    assert system.missing_for_tests() == []


def test_what_prints_the_word_file_is_installed_with_fonts_like_the_document_s(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, set(), root=True, sudo=False)
    monkeypatch.setattr(system.shutil, "which", lambda name: None if name == "soffice" else f"/usr/bin/{name}")
    monkeypatch.setattr(system, "has_latin_font", lambda: False)
    assert system.missing_for_comparison() == [system.COMPARING["soffice"], system.LATIN_FONT, *system.CHINESE_FONTS]


def test_a_machine_that_can_compare_gets_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, set(), root=True, sudo=False)
    monkeypatch.setattr(system, "has_latin_font", lambda: True)
    assert system.missing_for_comparison() == []


@pytest.mark.parametrize(("families", "has"), [(b"DejaVu Serif\nNimbus Roman\n", True), (b"DejaVu Serif\n", False), (b"", False)])
def test_figures_must_be_as_wide_as_word_s(monkeypatch: pytest.MonkeyPatch, families: bytes, has: bool) -> None:
    Machine(monkeypatch, set(), root=True, sudo=False)
    monkeypatch.setattr(system.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0, stdout=families))
    assert system.has_latin_font() is has
