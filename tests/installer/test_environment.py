""".venv is trusted while its stamps match, made anew when they do not, and never left half made."""

import shutil
import subprocess
import sys
from pathlib import Path

import environment
import pytest
from spoken import SetupError

SOURCE = environment.ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the fingerprint reads, in a folder of its own."""
    shutil.copytree(SOURCE / "installer", tmp_path / "installer", ignore=shutil.ignore_patterns("*.py", "linux", "__pycache__"))
    shutil.copy(SOURCE / "pyproject.toml", tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def done(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, one word a step, with nothing really installed."""
    steps: list[str] = []

    def make_venv() -> None:
        environment.VENV.mkdir()
        steps.append("venv")

    monkeypatch.setattr(environment, "make_venv", make_venv)
    monkeypatch.setattr(environment, "call_pip", lambda *arguments: steps.append(Path(arguments[-1]).name))
    return steps


FIRST = ["venv", "requirements-build.lock"]


def test_the_first_time_installs_the_locks_and_then_the_project(project: Path, done: list[str]) -> None:
    environment.prepare("run")
    assert done == [*FIRST, project.name]


def test_the_second_time_installs_nothing(done: list[str]) -> None:
    environment.prepare("run")
    done.clear()
    environment.prepare("run")
    assert done == []


def test_the_test_tools_are_added_to_what_is_there(done: list[str]) -> None:
    environment.prepare("run")
    done.clear()
    environment.prepare("test")
    environment.prepare("test")
    environment.prepare("run")
    assert done == ["requirements-test.lock"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_a_changed_lock_makes_it_anew(project: Path, done: list[str], name: str) -> None:
    environment.prepare("run")
    done.clear()
    (project / "installer" / name).write_text("# other\n")
    environment.prepare("run")
    assert done[:2] == FIRST


def test_changed_test_tools_make_it_anew_so_that_no_old_one_stays(project: Path, done: list[str]) -> None:
    environment.prepare("test")
    done.clear()
    (project / "installer" / "requirements-test.lock").write_text("# other\n")
    environment.prepare("test")
    assert done == [*FIRST, project.name, "requirements-test.lock"]


@pytest.mark.parametrize(("old", "new"), [('version = "', 'version = "9.'), ("desktopapp.__main__:main", "desktopapp.__main__:other")])
def test_a_changed_fact_of_the_project_makes_it_anew(project: Path, done: list[str], old: str, new: str) -> None:
    environment.prepare("run")
    done.clear()
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    environment.prepare("run")
    assert done[:2] == FIRST


def test_a_changed_setting_of_a_tool_does_not(project: Path, done: list[str]) -> None:
    environment.prepare("run")
    done.clear()
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[tool.other]\nstrict = true\n", encoding="utf-8")
    environment.prepare("run")
    assert done == []


def test_another_python_makes_it_anew(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    environment.prepare("run")
    done.clear()
    monkeypatch.setattr(environment, "BASE_PYTHON", "/elsewhere/python3")
    environment.prepare("run")
    assert done[:2] == FIRST


def test_a_failure_leaves_no_half_made_folder(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise SetupError("组件没有装上")

    monkeypatch.setattr(environment, "install_project", fail)
    with pytest.raises(SetupError):
        environment.prepare("run")
    assert not environment.VENV.exists()
    assert done == FIRST


def test_an_interruption_leaves_no_half_made_folder(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install_project", interrupt)
    with pytest.raises(KeyboardInterrupt):
        environment.prepare("run")
    assert not environment.VENV.exists()
    assert done == FIRST


def test_a_python_without_venv_is_answered_with_the_command_to_type(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: broken)
    monkeypatch.setattr(environment.system, "is_known", lambda name: name == "python3-venv")
    with pytest.raises(SetupError, match=r"请输入 .*apt-get install -y python3-venv ，然后重新运行"):
        environment.make_venv()


def test_pip_installs_without_being_installed(tmp_path: Path) -> None:
    asked = subprocess.run([sys.executable, str(environment.PIP), "--version"], capture_output=True, text=True, check=True)
    assert asked.stdout.startswith(f"pip {environment.PIP.parent.name.split('-')[1]} ")
