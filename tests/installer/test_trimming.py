"""What of the libraries is shipped: all that the program imports, and nothing of what no window needs."""

from pathlib import Path

import pytest
import staging
import trimming
from targets import AMD64, TARGETS, WINDOWS, Target


def put(site: Path, *names: str) -> None:
    """Files with something in them."""
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x")


def files(site: Path) -> set[str]:
    """The files that are left."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_every_part_of_qt_that_the_program_imports_is_shipped() -> None:
    staging.check_imports()


def test_a_part_of_qt_that_would_be_missing_is_found(tmp_path: Path) -> None:
    put(tmp_path, "a.py")
    (tmp_path / "a.py").write_text("from PySide6.QtNetwork import QLocalServer")
    assert trimming.missing_modules(tmp_path) == {"QtNetwork"}


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
    assert list(trimming.qt_modules(source)) == modules


def test_only_what_is_listed_stays(tmp_path: Path) -> None:
    put(tmp_path, "PySide6/QtCore.abi3.so", "PySide6/QtQml.abi3.so", "PySide6/Qt/qml/QtQuick/libx.so", "docx/api.py", "lxml/objectify.so")
    trimming.trim(tmp_path, AMD64)
    assert files(tmp_path) == {"PySide6/QtCore.abi3.so", "docx/api.py"}
    assert not (tmp_path / "PySide6/Qt").exists()


def test_windows_keeps_its_own_kind_of_files(tmp_path: Path) -> None:
    put(tmp_path, "PySide6/QtCore.pyd", "PySide6/opengl32sw.dll", "PySide6/Qt6Core.dll", "PySide6/QtCore.abi3.so", "PySide6/designer.exe")
    trimming.trim(tmp_path, WINDOWS)
    assert files(tmp_path) == {"PySide6/QtCore.pyd", "PySide6/Qt6Core.dll"}


def test_a_file_that_a_library_no_longer_has_is_noticed(tmp_path: Path) -> None:
    put(tmp_path, "shiboken6/__init__.py")
    unused = trimming.unused_patterns(tmp_path, WINDOWS)
    assert "shiboken6/Shiboken.pyd" in unused and "shiboken6/*.py" not in unused


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_window_speaks_chinese(target: Target) -> None:
    kept = (trimming.ON_WINDOWS if target.is_windows else trimming.ON_LINUX)["PySide6"]
    assert [name for name in kept if name.endswith("translations/qtbase_zh_CN.qm")]


def test_chinese_can_be_typed_where_the_desktop_has_ibus_or_fcitx_5() -> None:
    assert "Qt/plugins/platforminputcontexts/libibus*.so" in trimming.ON_LINUX["PySide6"]


@pytest.mark.parametrize("name", ["argparse.py", "tomllib", "email", "importlib", "subprocess.py", "zipfile.py", "decimal.py", "xml"])
def test_what_the_program_needs_of_python_is_not_left_out(name: str) -> None:
    assert name not in (*trimming.LIBRARY_WITHOUT, *trimming.ONLY_ON_WINDOWS)


def test_the_traces_of_a_build_go_and_the_metadata_stays(tmp_path: Path) -> None:
    put(tmp_path, "nianbao-1.dist-info/RECORD", "nianbao-1.dist-info/METADATA", "nianbao-1.dist-info/direct_url.json")
    trimming.remove_traces(tmp_path)
    assert files(tmp_path) == {"nianbao-1.dist-info/METADATA"}
