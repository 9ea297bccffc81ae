"""What a user of Windows gets: ``setup.exe``, which installs for one user without an administrator, and a .zip that runs from a stick.

Both hold the same folder; the .zip's has a file ``portable`` in it, which tells the program to keep its settings beside itself.
"""

import shutil
import time
import zipfile
from pathlib import Path

import environment
import staging
import tools
from spoken import say
from targets import WINDOWS

HERE = Path(__file__).resolve().parent
ROOT = environment.ROOT
NAME = "年报助手"
MARKER = "portable"


def build(out: Path) -> list[Path]:
    """Build both packages into ``out`` and return their paths."""
    tools.require("makensis", "dpkg-source", "dpkg-deb", "make", "patch")
    moment = staging.build_moment()
    stage = ROOT / "build" / "windows"
    shutil.rmtree(stage, ignore_errors=True)
    say("正在装配 Windows 的程序……")
    program = stage / NAME
    staging.stage(WINDOWS, program, "")
    shutil.copy(HERE / "document.ico", program / "document.ico")
    staging.settle(stage, moment)
    out.mkdir(parents=True, exist_ok=True)
    say("正在压缩……")
    setup, archive = paths(out)
    return [build_setup(stage, program, setup, moment), build_zip(program, archive, moment)]


def paths(out: Path) -> list[Path]:
    """Where both packages are put."""
    return [out.resolve() / f"{NAME}-{staging.version()}-{kind}" for kind in ("setup.exe", "portable.zip")]


def build_setup(stage: Path, program: Path, setup: Path, moment: int) -> Path:
    """Let NSIS make the wizard; what it may remove later is listed file by file."""
    files = sorted(path.relative_to(program) for path in program.rglob("*") if path.is_file())
    folders = sorted((path.relative_to(program) for path in program.rglob("*") if path.is_dir()), reverse=True)
    (stage / "install.nsh").write_text(installing(files), encoding="utf-8-sig")
    (stage / "remove.nsh").write_text(removing(files, folders), encoding="utf-8-sig")
    size = sum(-(-path.stat().st_size // 1024) for path in program.rglob("*") if path.is_file())
    facts = {
        "VERSION": staging.version(),
        "NUMBERS": ".".join([*staging.version_numbers(), "0", "0", "0"][:4]),
        "SIZE": size,
        "STAGE": stage,
        "PROGRAM": program,
        "OUTPUT": setup,
        "ICON": HERE / "nianbao.ico",
    }
    defined = [f"-D{name}={value}" for name, value in facts.items()]
    staging.call(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(HERE / "setup.nsi")], moment)
    return setup


def installing(files: list[Path]) -> str:
    """The lines that unpack each file, a folder at a time."""
    lines: list[str] = []
    folder = None
    for file in files:
        if file.parent != folder:
            folder = file.parent
            lines.append(f'SetOutPath "$INSTDIR\\{on_windows(folder)}"' if folder.parts else 'SetOutPath "$INSTDIR"')
        lines.append(f'File "${{PROGRAM}}/{file.as_posix()}"')
    return "\n".join([*lines, ""])


def removing(files: list[Path], folders: list[Path]) -> str:
    """The lines that delete exactly what was unpacked, and a folder only where nothing else is left in it."""
    deletions = [f'Delete "$INSTDIR\\{on_windows(file)}"' for file in files]
    return "\n".join([*deletions, *(f'RMDir "$INSTDIR\\{on_windows(folder)}"' for folder in folders), ""])


def on_windows(path: Path) -> str:
    """A relative path as Windows writes it, and NSIS in a string."""
    return "\\".join(path.parts).replace("$", "$$")


def build_zip(program: Path, archive: Path, moment: int) -> Path:
    """Pack the same folder with its marker, every file with the package's own time."""
    stamp = max(time.gmtime(moment)[:6], (1980, 1, 1, 0, 0, 0))
    contents = {path.relative_to(program.parent).as_posix(): path.read_bytes() for path in program.rglob("*") if path.is_file()}
    contents[f"{NAME}/{MARKER}"] = "有这个文件，设置就保存在本文件夹的“数据”里；删除它，设置保存在 Windows 的用户文件夹。\r\n".encode(
        "utf-8-sig"
    )
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return archive
