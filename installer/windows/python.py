"""CPython for Windows: the signed python311.dll and its modules from a wheel, and what a program needs around them.

The wheel's makers took them from python.org's own distribution; ``check`` compares each with the digest in its signature. Missing there are
an .exe, compiled from ``launcher.c``, and python3.dll, which only passes on to python311.dll what libraries for any Python 3 ask of it.
"""

import re
import shutil
from pathlib import Path

import compiling
import fetched
from linux import python as linux_python
from targets import AMD64, WINDOWS

HERE = Path(__file__).resolve().parent
LIBRARY = "python311.dll"
# What the program and its libraries import; hashes, SQL, tk and the network stay out.
MODULES = ("_ctypes", "_decimal", "_elementtree", "_queue", "_socket", "_uuid", "pyexpat", "select", "unicodedata")
BESIDE_MODULES = ("libffi-8.dll",)
# One copy of the C++ runtime, beside the .exe where Windows looks first: Qt needs a newer one than Python's.
RUNTIME = {"shiboken6": ("vcruntime140.dll", "vcruntime140_1.dll"), "PySide6": ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll")}
PLACES = "Lib\nLib\\site-packages\nDLLs\n"  # python311._pth: where modules lie, and nowhere else
PROGRAMS = {"nianbao.exe": ("-Wl,--subsystem,windows",), "nianbao-console.exe": ("-DCONSOLE", "-Wl,--subsystem,console")}


def put(folder: Path, version: str, numbers: list[str]) -> None:
    """Put Python and the program's own .exe files into the folder."""
    parts = fetched.foreign_wheel("panda3d", WINDOWS) / "deploy_libs"
    shutil.copy(parts / LIBRARY, folder / LIBRARY)
    (folder / "DLLs").mkdir()
    for name in (*(f"{module}.pyd" for module in MODULES), *BESIDE_MODULES):
        shutil.copy(parts / name, folder / "DLLs" / name)
    (folder / "python311._pth").write_text(PLACES, encoding="ascii", newline="\r\n")
    build_forwarder(folder)
    for name, options in PROGRAMS.items():
        build_program(folder, name, options, version, numbers)
    for path in (*folder.glob("*.pdb"), *folder.glob("*.lib")):  # what a compiler leaves behind
        path.unlink()


def put_runtime(folder: Path) -> None:
    """Take the C++ runtime from where Qt's wheels have put it."""
    for library, names in RUNTIME.items():
        for name in names:
            (folder / WINDOWS.site / library / name).replace(folder / name)


def build_forwarder(folder: Path) -> None:
    """Make python3.dll: every name of the stable interface, passed on to python311.dll."""
    source = (linux_python.built(AMD64) / "python3dll.c").read_text(encoding="utf-8")
    exports = re.findall(r"^EXPORT_(FUNC|DATA)\((\w+)\)$", source, re.MULTILINE)
    with compiling.workplace() as work:
        lines = [f"{name} = python311.{name}{' DATA' if kind == 'DATA' else ''}" for kind, name in exports]
        (work / "python3.def").write_text("\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""]), encoding="ascii")
        (work / "python3.c").write_text("int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n", encoding="ascii")
        output = ["-o", str(folder / "python3.dll")]
        compiling.zig(
            "cc", "-target", WINDOWS.compiler, "-O2", "-s", "-shared", "-nostdlib", "python3.c", "python3.def", *output, work=work
        )


def build_program(folder: Path, name: str, options: tuple[str, ...], version: str, numbers: list[str]) -> None:
    """Compile the launcher with its icon, version and manifest."""
    four = ",".join([*numbers, "0", "0", "0"][:4])
    with compiling.workplace() as work:
        for path in HERE.iterdir():
            if path.suffix in (".c", ".rc", ".ico", ".manifest"):
                shutil.copy(path, work / path.name)
        facts = f'#define NUMBERS {four}\n#define VERSION "{version}"\n#define ORIGINAL "{name}"\n'
        described = (work / "nianbao.rc").read_text(encoding="utf-8").replace("#include <winver.h>\n", facts)
        (work / "nianbao.rc").write_text(described, encoding="utf-8")
        command = ["cc", "-target", WINDOWS.compiler, "-O2", "-s", *options, "launcher.c", "nianbao.rc", "-lshell32", "-luser32"]
        compiling.zig(*command, "-o", str(folder / name), work=work)
