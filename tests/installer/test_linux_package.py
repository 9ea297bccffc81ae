"""The .deb: what a desktop reads, and what would break it unnoticed. Building it takes half a minute and is not done here."""

import configparser
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import staging
import system
from linux import deb, xcb
from targets import AMD64, ARM64, Target

HERE = Path(deb.__file__).parent
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry() -> configparser.SectionProxy:
    """The desktop entry's one section."""
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(HERE / f"{deb.APP}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_a_double_click_hands_the_file_to_the_program() -> None:
    assert entry()["Exec"] == "nianbao %f"
    assert entry()["MimeType"] == "application/x-nianbao;"


def test_the_menu_speaks_chinese() -> None:
    assert entry()["Name[zh_CN]"] == "年报助手"


def test_project_files_are_known_by_their_suffix() -> None:
    mime = ElementTree.parse(HERE / f"{deb.APP}.xml").getroot()[0]
    glob = mime.find(f"{MIME}glob")
    assert mime.get("type") == "application/x-nianbao"
    assert glob is not None
    assert glob.get("pattern") == "*.nianbao"


def test_every_library_of_the_window_is_shipped_or_depended_on() -> None:
    named = {name for dependency in deb.depends(AMD64) for name in dependency.split(" | ")}
    for names in system.LIBRARIES.values():
        assert set(names) <= named or names[0] in xcb.PACKAGES


def test_what_is_shipped_is_not_asked_for() -> None:
    assert not [dependency for dependency in deb.depends(AMD64) if dependency in xcb.PACKAGES]


@pytest.mark.parametrize(("target", "glibc"), [(AMD64, "libc6 (>= 2.28)"), (ARM64, "libc6 (>= 2.31)")])
def test_the_package_asks_for_the_oldest_glibc_that_does(target: Target, glibc: str) -> None:
    assert deb.depends(target)[0] == glibc
    assert f"Architecture: {target.name}\n" in deb.control(target, 1)


def test_no_python_of_the_system_is_asked_for() -> None:
    assert not [dependency for dependency in deb.depends(AMD64) if "python" in dependency]


def test_the_starter_runs_the_shipped_python_and_no_users_settings() -> None:
    first = (HERE / "nianbao").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"#!/{deb.PREFIX}/bin/python -IS"


@pytest.mark.parametrize(("version", "debian"), [("0.1.0", "0.1.0-1"), ("1.2.0rc1", "1.2.0~rc1-1"), ("1.2.0.dev3", "1.2.0~dev3-1")])
def test_a_pre_release_sorts_before_its_release(monkeypatch: pytest.MonkeyPatch, version: str, debian: str) -> None:
    monkeypatch.setattr(staging, "version", lambda: version)
    assert deb.debian_version() == debian


def test_compressed_texts_do_not_depend_on_the_moment_or_the_python() -> None:
    assert deb.packed(b"a").hex() == "1f8b08000000000002ff4b0400" + "43beb7e8" + "01000000"


def test_the_moment_of_the_build_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert staging.build_moment() == 86400
    assert deb.changelog(staging.build_moment()).endswith("Fri, 02 Jan 1970 00:00:00 +0000\n")
