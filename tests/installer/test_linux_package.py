"""The .deb: what a desktop reads, and what would break it unnoticed. Building it takes half a minute and is not done here."""

import configparser
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import system
from linux import deb, kept

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


def test_the_package_brings_every_part_of_qt_that_the_program_imports() -> None:
    deb.check_imports()


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("from PySide6.QtCore import Qt", ["QtCore"]),
        ("from PySide6 import QtGui, QtSvg", ["QtGui", "QtSvg"]),
        ("import PySide6.QtWidgets", ["QtWidgets"]),
        ("def later():\n    from PySide6.QtNetwork import QLocalServer", ["QtNetwork"]),
        ("import json", []),
    ],
)
def test_imports_of_qt_are_seen_however_they_are_written(source: str, modules: list[str]) -> None:
    assert list(deb.qt_modules(source)) == modules


def test_the_package_depends_on_every_library_that_the_set_up_knows() -> None:
    wanted = {name for names in system.LIBRARIES.values() for name in names}
    named = {name for dependency in deb.DEPENDS for name in dependency.split(" | ")}
    assert wanted <= named


def test_the_window_speaks_chinese_and_can_be_typed_into() -> None:
    assert {"Qt/translations/qtbase_zh_CN.qm", "Qt/plugins/platforminputcontexts/libibus*.so"} <= set(kept.KEPT["PySide6"])


@pytest.mark.parametrize(("version", "debian"), [("0.1.0", "0.1.0-1"), ("1.2.0rc1", "1.2.0~rc1-1"), ("1.2.0.dev3", "1.2.0~dev3-1")])
def test_a_pre_release_sorts_before_its_release(monkeypatch: pytest.MonkeyPatch, version: str, debian: str) -> None:
    monkeypatch.setattr(deb, "version", lambda: version)
    assert deb.debian_version() == debian


def test_compressed_texts_do_not_depend_on_the_moment_or_the_python() -> None:
    assert deb.packed(b"a").hex() == "1f8b08000000000002ff4b0400" + "43beb7e8" + "01000000"


def test_the_moment_of_the_build_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert deb.build_moment() == 86400
    assert deb.changelog(deb.build_moment()).endswith("Fri, 02 Jan 1970 00:00:00 +0000\n")
