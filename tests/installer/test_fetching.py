"""What may come from outside: for each target its own wheels, and of Debian only what is pinned, each with its hash."""

import re

import debian
import fetched
import pytest
from spoken import SetupError
from targets import AMD64, ARM64, TARGETS, WINDOWS, Target


@pytest.mark.parametrize(("target", "version"), [(AMD64, "6.9.3"), (ARM64, "6.8.0.2"), (WINDOWS, "6.9.3")])
def test_each_target_gets_the_qt_that_it_can_load(target: Target, version: str) -> None:
    chosen = fetched.for_target(fetched.locked("requirements.lock"), target)
    assert re.findall(r"^pyside6-essentials==(\S+)", chosen, re.MULTILINE) == [version]
    assert re.findall(r"^shiboken6==(\S+)", chosen, re.MULTILINE) == [version]


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_every_entry_for_a_target_has_hashes_and_no_marker(target: Target) -> None:
    entries = re.split(r"\n(?=\S)", fetched.for_target(fetched.locked("requirements.lock"), target).strip())
    assert len(entries) > 9
    assert all("--hash=sha256:" in entry and ";" not in entry for entry in entries)


def test_one_package_can_be_taken_from_a_lock() -> None:
    entry = fetched.only(fetched.locked("requirements-package.lock"), "ziglang")
    assert entry.startswith("ziglang==") and "panda3d" not in entry and "--hash=sha256:" in entry


@pytest.mark.parametrize(("target", "newest", "oldest"), [(AMD64, "2_28", "2_17"), (ARM64, "2_31", "2_17")])
def test_no_wheel_for_a_newer_glibc_is_taken(target: Target, newest: str, oldest: str) -> None:
    named = [name.removeprefix("manylinux_")[:4] for name in target.platforms[:-1]]
    assert (named[0], named[-1]) == (newest, oldest)


def test_everything_of_debian_is_pinned_with_a_hash_for_each_file() -> None:
    packages = debian.packages()
    assert {"python3.11", "zlib", "libxcb-cursor0"} <= packages.keys()
    for package in packages.values():
        assert package.files and all(re.fullmatch("[0-9a-f]{64}", digest) for digest in package.files.values())


def test_libraries_are_pinned_for_both_processors() -> None:
    compiled = [package for package in debian.packages().values() if package.name.startswith("lib")]
    for package in compiled:
        assert {file.rsplit("_", 1)[1] for file in package.files} == {"amd64.deb", "arm64.deb"}


@pytest.mark.parametrize(
    ("asked", "turned"),
    [
        ("deb http://example.org/debian stable main\n", "deb-src http://example.org/debian stable main\n"),
        ("deb [trusted=yes] file:/x ./\n# deb old\n", "deb-src [trusted=yes] file:/x ./\n# deb old\n"),
        ("deb-src http://example.org x main\n", "deb-src http://example.org x main\n"),
        ("Types: deb\nURIs: http://example.org\n", "Types: deb-src\nURIs: http://example.org\n"),
        ("Types: deb deb-src\nSuites: a b\n", "Types: deb-src\nSuites: a b\n"),
    ],
)
def test_apt_is_asked_for_source_in_both_of_its_forms(asked: str, turned: str) -> None:
    assert debian.asking_for_source(asked) == turned


def test_a_file_that_differs_from_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def write_another(command: list[str], folder: debian.Path, failed: str) -> None:
        (folder / "thing_1.dsc").write_text("another")

    monkeypatch.setattr(debian, "_call", write_another)
    package = debian.Package("thing", "1", {"thing_1.dsc": "0" * 64})
    with pytest.raises(SetupError, match="记载的不一致，没有使用它"):
        debian._unpack_source(package, debian.Path())
