"""The floors of the house: app / cli → ui → formats → core. Every arrow points down."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "desktopapp"
FILES = sorted(HOUSE.rglob("*.py"))
STANDARD = sys.stdlib_module_names


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def on_floor(floor: str) -> list[Path]:
    return [path for path in FILES if path.is_relative_to(HOUSE / floor)]


def uses(paths: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{module(path)} imports {name}"
        for path in paths
        for name in imports(path)
        if any(f"{name}.".startswith(f"{bad}.") for bad in forbidden)
    ]


def test_core_imports_only_the_standard_library_and_itself() -> None:
    outside = [
        f"{module(path)} imports {name}"
        for path in on_floor("core")
        for name in imports(path)
        if name.split(".")[0] not in STANDARD and not name.startswith("desktopapp.core") and name != "desktopapp"
    ]
    assert not outside


def test_formats_know_neither_the_window_nor_widgets_nor_printers() -> None:
    assert not uses(
        on_floor("formats"),
        "desktopapp.ui",
        "desktopapp.app",
        "desktopapp.cli",
        "desktopapp.resources",
        "PySide6.QtWidgets",
        "PySide6.QtPrintSupport",
    )


def test_the_window_knows_no_format_library() -> None:
    assert not uses(on_floor("ui"), "docx", "openpyxl", "xlsxwriter", "lxml", "desktopapp.app", "desktopapp.cli", "desktopapp.resources")


def test_nobody_imports_those_who_put_the_parts_together() -> None:
    cli = on_floor("cli")
    below = [path for path in FILES if path not in cli and path.name not in ("app.py", "launch.py", "__main__.py", "self_test.py")]
    assert not uses(below, "desktopapp.app", "desktopapp.cli", "desktopapp.launch", "desktopapp.__main__")


def test_core_reads_no_clock_and_no_users_folder() -> None:
    words = ("date.today(", "datetime.now(", "time.time(", "Path.home(", "expanduser(", "getcwd(")
    assert not [f"{module(path)}: {word}" for path in on_floor("core") for word in words if word in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("words", "home"),
    [("setStyleSheet", {"theme.py"}), ("sys.frozen", {"resources.py"}), ("QMessageBox", {"questions.py", "crash.py"})],
)
def test_some_things_are_done_in_one_place(words: str, home: set[str]) -> None:
    assert {path.name for path in FILES if words in path.read_text("utf-8")} <= home


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    known = {module(path): path for path in FILES}
    below = {name: {other for other in imports(path) if other in known and other != name} for name, path in known.items()}
    while below:
        leaves = [name for name, others in below.items() if not others & below.keys()]
        assert leaves, f"a circle among {sorted(below)}"
        for name in leaves:
            del below[name]


def test_all_of_core_imports_with_pyside6_absent() -> None:
    names = ", ".join(module(path) for path in on_floor("core"))
    script = f"import sys; sys.modules.update(PySide6=None, docx=None, openpyxl=None, xlsxwriter=None, lxml=None); import {names}"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_file_has_at_most_300_lines_of_code_and_a_function_60() -> None:
    too_long = []
    for path in FILES:
        tree = ast.parse(path.read_text("utf-8"))
        if code_lines(path) > 300:
            too_long.append(f"{module(path)}: {code_lines(path)} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 60:
                too_long.append(f"{module(path)}.{node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert not too_long


def code_lines(path: Path) -> int:
    """Lines that are code: no blanks, comments or docstrings, and no module-level tables and texts of data."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    data: set[int] = set()
    for node in ast.walk(tree):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        if text or (isinstance(node, ast.Assign | ast.AnnAssign) and node in tree.body):
            data |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(source.splitlines(), 1)
    return sum(1 for number, line in lines if number not in data and line.strip() and not line.strip().startswith("#"))
