"""Windows: the wizard removes what it has put there and nothing else, the .zip is the same every time, the starter knows its own child."""

import hashlib
import re
import struct
import zipfile
from pathlib import Path

import pytest
from checking import signatures
from windows import packages
from windows import python as windows_python

HERE = Path(packages.__file__).parent
ROOT = HERE.parents[1]
FILES = [Path("nianbao.exe"), Path("Lib/os.pyc"), Path("Lib/site-packages/a$b.txt"), Path("licenses/LIST.txt")]
FOLDERS = [Path("licenses"), Path("Lib/site-packages"), Path("Lib")]


def test_every_file_that_is_installed_is_removed_and_no_other() -> None:
    installed = re.findall(r'^File "\$\{PROGRAM\}/(.+)"$', packages.installing(FILES), re.MULTILINE)
    removed = re.findall(r'^Delete "\$INSTDIR\\(.+)"$', packages.removing(FILES, FOLDERS), re.MULTILINE)
    assert installed == [file.as_posix() for file in FILES]
    assert [name.replace("\\", "/").replace("$$", "$") for name in removed] == installed


def test_a_folder_goes_only_when_it_is_empty_and_after_those_in_it() -> None:
    lines = packages.removing(FILES, FOLDERS).splitlines()
    assert not [line for line in lines if "/r" in line or "*" in line]
    assert lines.index('RMDir "$INSTDIR\\Lib\\site-packages"') < lines.index('RMDir "$INSTDIR\\Lib"')


def test_each_file_goes_into_its_own_folder() -> None:
    lines = packages.installing(FILES).splitlines()
    assert lines[lines.index('File "${PROGRAM}/Lib/os.pyc"') - 1] == 'SetOutPath "$INSTDIR\\Lib"'


def script() -> str:
    """The wizard's own text."""
    return (HERE / "setup.nsi").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["RequestExecutionLevel user", 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"', "Unicode true"])
def test_no_administrator_is_needed(line: str) -> None:
    assert line in script().splitlines()


def test_nothing_outside_the_users_own_registry_is_touched() -> None:
    assert not re.search(r"HKLM|HKCR|HKEY_LOCAL|SHCTX", script())
    assert not re.search(r"RMDir /r|Delete .*\*", script())


def test_the_zip_is_the_same_every_time_and_carries_its_marker(tmp_path: Path) -> None:
    program = tmp_path / packages.NAME
    (program / "Lib").mkdir(parents=True)
    (program / "Lib/b.txt").write_text("b")
    (program / "a.txt").write_text("a")
    first = packages.build_zip(program, tmp_path / "1.zip", 1_700_000_000).read_bytes()
    (program / "a.txt").touch()
    assert packages.build_zip(program, tmp_path / "2.zip", 1_700_000_000).read_bytes() == first
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.namelist() == [f"{packages.NAME}/{name}" for name in ("Lib/b.txt", "a.txt", packages.MARKER)]


def test_the_program_looks_for_the_marker_that_the_zip_carries() -> None:
    assert f'"{packages.MARKER}"' in (ROOT / "desktopapp" / "resources.py").read_text(encoding="utf-8")


def test_the_starter_hands_on_the_programs_own_child_as_it_is() -> None:
    command = re.search(r"return \[sys\.executable, \"(-\w)\"", (ROOT / "desktopapp/formats/parsing.py").read_text(encoding="utf-8"))
    assert command
    assert f'wcscmp(words[1], L"{command.group(1)}") == 0' in (HERE / "launcher.c").read_text(encoding="utf-8")


def test_modules_are_looked_for_beside_the_program_and_nowhere_else() -> None:
    assert windows_python.PLACES.splitlines() == ["Lib", "Lib\\site-packages", "DLLs"]


def signed_file(content: bytes, signature: bytes) -> bytes:
    """The least that is a signed 64-bit PE file: a header that says where the signature is, some content, the signature."""
    header = bytearray(0x200)
    struct.pack_into("<I", header, 0x3C, 0x40)
    struct.pack_into("<H", header, 0x40 + 24, 0x20B)
    struct.pack_into("<II", header, 0x40 + 24 + 112 + 32, 0x200 + len(content), len(signature))
    return bytes(header) + content + signature


def signature_of(content: bytes) -> bytes:
    """A signature that holds the digest of such a file."""
    blank = signed_file(content, bytes(64))
    digested = blank[: 0x40 + 24 + 64] + blank[0x40 + 24 + 68 : 0x40 + 24 + 144] + blank[0x40 + 24 + 152 : -64]
    return hashlib.sha256(digested).digest() + bytes(32)


def test_a_file_is_as_its_makers_signed_it() -> None:
    assert signatures.digest_holds(signed_file(b"code", signature_of(b"code")))


def test_a_changed_file_is_not() -> None:
    assert not signatures.digest_holds(signed_file(b"c0de", signature_of(b"code")))


def test_a_file_without_a_signature_is_not() -> None:
    unsigned = bytearray(signed_file(b"code", signature_of(b"code")))
    struct.pack_into("<II", unsigned, 0x40 + 24 + 144, 0, 0)
    assert not signatures.digest_holds(bytes(unsigned))
