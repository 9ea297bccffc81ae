"""What is installed finds everything that lies in resources/."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built with what is installed and nothing from the network."""
    folder = tmp_path_factory.mktemp("wheel")
    surroundings = {**os.environ, "PIP_NO_INDEX": "1"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("nianbao-*.whl"))


def test_the_wheel_carries_every_resource_unchanged(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(f"desktopapp/_resources/{name}") for name in SHIPPED}
    assert packed == {name: (ROOT / "resources" / name).read_bytes() for name in SHIPPED}


def test_the_wheel_carries_the_program_and_its_command_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
        entry_points = archive.read(next(name for name in archive.namelist() if name.endswith("entry_points.txt"))).decode()
    assert {folder.split("-")[0] for folder in folders} == {"desktopapp", "nianbao"}
    assert "nianbao = desktopapp.__main__:main" in entry_points


LOAD = """\
import json, sys
sys.path.insert(0, sys.argv[1])
from desktopapp import resources
print(json.dumps([str(resources.root()), sorted(resources.forms())]))
"""


def test_the_forms_load_from_the_installed_place(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run([sys.executable, "-I", "-c", LOAD, str(tmp_path)], cwd=tmp_path, capture_output=True, text=True, check=True)
    root, editions = json.loads(done.stdout)
    assert Path(root) == tmp_path / "desktopapp" / "_resources"
    assert editions == sorted(path.stem for path in (ROOT / "resources" / "forms").glob("*.toml"))
