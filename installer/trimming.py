"""What of the libraries goes into a package: the wheels bring ten times what the window needs, and Python's own library twice."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from targets import Target

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtDBus")
TRANSLATIONS = ("translations/qt_zh_CN.qm", "translations/qtbase_zh_CN.qm")
PYTHON_PARTS = ("__init__.py", "_config.py", "_git_pyside_version.py", "support/*.py")

# Each pattern is relative to its folder in site-packages; of these folders nothing else is kept. XcbQpa is linked to by the display plugin.
ON_LINUX = {
    "PySide6": (
        *PYTHON_PARTS,
        "libpyside6.abi3.so*",
        *(f"{module}.abi3.so" for module in MODULES),
        *(f"Qt/lib/libQt6{name}.so*" for name in (*(module[2:] for module in MODULES), "XcbQpa")),
        "Qt/lib/libicu*.so*",
        "Qt/plugins/platforms/libqxcb.so",
        "Qt/plugins/platforms/libqoffscreen.so",
        "Qt/plugins/platforminputcontexts/libcompose*.so",
        "Qt/plugins/platforminputcontexts/libibus*.so",
        "Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "Qt/plugins/xcbglintegrations/*.so",
        "Qt/plugins/iconengines/libqsvgicon.so",
        "Qt/plugins/imageformats/libqsvg.so",
        "Qt/plugins/imageformats/libqjpeg.so",
        "Qt/plugins/printsupport/*.so",
        *(f"Qt/{name}" for name in TRANSLATIONS),
    ),
    "shiboken6": ("*.py", "*.so*"),
    "lxml": ("*.py", "etree.*.so", "_elementpath.*.so", "html/*.py"),
}
# Windows has one copy of the C++ runtime, Qt's own and the newest, beside python311.dll.
ON_WINDOWS = {
    "PySide6": (
        *PYTHON_PARTS,
        "pyside6.abi3.dll",
        *(f"{module}.pyd" for module in MODULES),
        *(f"Qt6{module[2:]}.dll" for module in MODULES),
        "plugins/platforms/qwindows.dll",
        "plugins/platforms/qoffscreen.dll",
        "plugins/styles/qmodernwindowsstyle.dll",
        "plugins/iconengines/qsvgicon.dll",
        "plugins/imageformats/qsvg.dll",
        "plugins/imageformats/qjpeg.dll",
        "plugins/imageformats/qico.dll",
        *TRANSLATIONS,
    ),
    "shiboken6": ("*.py", "Shiboken.pyd", "shiboken6.abi3.dll"),
    "lxml": ("*.py", "etree.*.pyd", "_elementpath.*.pyd", "html/*.py"),
}
# Python's own library, less what installs, tests, draws, debugs or speaks to the network.
LIBRARY_WITHOUT = (
    *("asyncio", "concurrent", "curses", "dbm", "distutils", "msilib", "multiprocessing", "pydoc_data", "sqlite3", "unittest", "venv"),
    *("wsgiref", "xmlrpc", "__phello__", "zoneinfo", "macholib"),
    *("__hello__.py", "_aix_support.py", "_bootsubprocess.py", "_distutils_system_mod.py", "_osx_support.py", "_pydecimal.py", "_pyio.py"),
    *("aifc.py", "antigravity.py", "asynchat.py", "asyncore.py", "bdb.py", "cProfile.py", "cgi.py", "cgitb.py", "chunk.py", "code.py"),
    *("codeop.py", "crypt.py", "doctest.py", "ftplib.py", "imaplib.py", "imghdr.py", "mailbox.py", "mailcap.py", "modulefinder.py"),
    *("nntplib.py", "pdb.py", "pipes.py", "poplib.py", "profile.py", "pstats.py", "pty.py", "pyclbr.py", "pydoc.py", "rlcompleter.py"),
    *("sched.py", "smtpd.py", "smtplib.py", "sndhdr.py", "socketserver.py", "ssl.py", "sunau.py", "tabnanny.py", "telnetlib.py", "this.py"),
    *("timeit.py", "trace.py", "turtle.py", "uu.py", "wave.py", "webbrowser.py", "xdrlib.py", "zipapp.py"),
)
ONLY_ON_WINDOWS = ("ctypes",)  # which limits the memory of a child process there; on Linux Python does so itself
# Says how this very build came about, so it would differ from machine to machine.
BUILD_TRACES = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def trim(site: Path, target: Target) -> None:
    """Remove from the libraries what no window needs, and the traces of this build."""
    for folder, patterns in (ON_WINDOWS if target.is_windows else ON_LINUX).items():
        kept = {path for pattern in patterns for path in (site / folder).glob(pattern)}
        remove(path for path in (site / folder).rglob("*") if path.is_file() and path not in kept)
    remove_empty_folders(site)


def remove_traces(site: Path) -> None:
    """Remove what tells of this build."""
    remove(path for info in site.glob("*.dist-info") for path in info.iterdir() if path.name in BUILD_TRACES)


def remove(paths: Iterable[Path]) -> None:
    """Remove these files."""
    for path in list(paths):
        path.unlink()


def remove_empty_folders(top: Path) -> None:
    """Remove every folder below in which nothing is left."""
    for folder in sorted((path for path in top.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def unused_patterns(site: Path, target: Target) -> list[str]:
    """The patterns that match nothing: a library has moved a file, and the package would lack it."""
    lists = ON_WINDOWS if target.is_windows else ON_LINUX
    return [f"{folder}/{pattern}" for folder, patterns in lists.items() for pattern in patterns if not any((site / folder).glob(pattern))]


def missing_modules(program: Path) -> set[str]:
    """The parts of Qt that the program imports and that no package would bring."""
    return {name for path in program.rglob("*.py") for name in qt_modules(path.read_text(encoding="utf-8"))} - set(MODULES)


def qt_modules(source: str) -> Iterator[str]:
    """List the parts of PySide6 that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("PySide6."))
