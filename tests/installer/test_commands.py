"""The sub-commands: a window where there is a display, the main work without one, and no test that passes by not running."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import commands
import pytest
import screen
import system
from spoken import SetupError

LIBRARY = ("libegl1",)
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux sessions may have no display")


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Every program that would have been started."""
    started: list[list[str]] = []
    monkeypatch.setattr(commands, "OUT", tmp_path / "out")
    monkeypatch.setattr(commands.environment, "prepare", lambda kind: Path("python"))
    monkeypatch.setattr(commands.subprocess, "call", lambda command, **_: started.append(command) or 0)
    monkeypatch.setattr(commands, "become", lambda command: started.append(command) or 0)
    monkeypatch.setattr(system, "install", lambda packages: False)
    monkeypatch.setattr(system, "missing_for_window", list)
    monkeypatch.setattr(system, "missing_for_tests", list)
    return started


def verbs(called: list[list[str]]) -> list[str]:
    """The word after the program's name in each command."""
    return [command[3] for command in called]


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display that can be reached."""
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setattr(screen, "qt_opens", lambda *_: True)


@pytest.mark.usefixtures("display")
def test_run_opens_the_program_on_a_display(called: list[list[str]]) -> None:
    assert commands.run([]) == 0
    assert called == [["python", "-m", "desktopapp"]]


@pytest.mark.usefixtures("display")
def test_run_opens_the_file_it_is_given_wherever_it_is_called(
    called: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands.run(["工程 一.nianbao"])
    assert called == [["python", "-m", "desktopapp", str(tmp_path / "工程 一.nianbao")]]


@only_linux
def test_run_without_a_display_checks_and_exports(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert commands.run([]) == 0
    assert verbs(called) == ["check", "export"]


def test_run_with_a_display_that_cannot_be_reached_checks_and_exports(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setattr(screen, "qt_opens", lambda *_: False)
    assert commands.run([]) == 0
    assert verbs(called) == ["check", "export"]


def test_run_says_what_to_type_where_qt_lacks_a_library(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setattr(screen, "qt_opens", lambda *_: False)
    monkeypatch.setattr(system, "missing_for_window", lambda: [LIBRARY])
    with pytest.raises(SetupError, match=r"请输入 .*apt-get install -y libegl1 ，然后重新运行"):
        commands.run([])
    assert called == []


def test_a_report_with_faults_is_exported_as_a_draft(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.subprocess, "call", lambda command, **_: called.append(command) or (1 if command[3] == "check" else 0))
    assert commands.work_without_window(Path("python"), commands.SAMPLE) == 0
    assert verbs(called) == ["check", "export"]
    assert called[-1][-1] == "--draft"
    assert called[-1][6].endswith("示例草稿（未通过核对）.docx")


@pytest.mark.parametrize("failure", [2, -6])
def test_a_report_that_cannot_be_read_is_not_called_a_success(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, failure: int
) -> None:
    monkeypatch.setattr(commands.subprocess, "call", lambda *_, **__: failure)
    with pytest.raises(SetupError, match="没有核对成"):
        commands.work_without_window(Path("python"), commands.SAMPLE)


def fake_display(name: str | None, monkeypatch: pytest.MonkeyPatch, working: set[str]) -> None:
    """A virtual display of this name, and the Qt platforms that work."""

    @contextmanager
    def virtual() -> Iterator[str | None]:
        yield name

    monkeypatch.setattr(screen, "virtual", virtual)
    monkeypatch.setattr(screen, "qt_opens", lambda _, surroundings: surroundings["QT_QPA_PLATFORM"] in working)


@only_linux
@pytest.mark.parametrize(
    ("name", "working", "chosen"),
    [(":5", {"xcb", "offscreen"}, "xcb"), (None, {"xcb", "offscreen"}, "offscreen"), (":5", {"offscreen"}, "offscreen")],
)
def test_tests_use_a_virtual_display_or_else_offscreen(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str | None, working: set[str], chosen: str
) -> None:
    fake_display(name, monkeypatch, working)
    with commands.window_for_tests(Path("python")) as surroundings:
        assert surroundings["QT_QPA_PLATFORM"] == chosen


@only_linux
@pytest.mark.parametrize("missing", [[LIBRARY], []])
def test_tests_fail_where_qt_cannot_load(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, missing: list[system.Package], capsys: pytest.CaptureFixture[str]
) -> None:
    fake_display(None, monkeypatch, set())
    monkeypatch.setattr(system, "missing_for_tests", lambda: missing)
    assert commands.main(["test"]) == 1
    assert called == []
    assert capsys.readouterr().err.startswith("系统缺少组件，Qt 无法加载" if missing else "Qt 无法加载")


def test_tests_pass_on_what_pytest_answers(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    fake_display(":5", monkeypatch, {"xcb"})
    monkeypatch.setattr(commands.subprocess, "call", lambda command, **_: called.append(command) or 5)
    assert commands.main(["test", "-k", "a or b"]) == 5
    assert called == [["python", "-m", "pytest", "-k", "a or b"]]


def test_lint_fails_when_either_reader_finds_something(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.subprocess, "call", lambda command, **_: called.append(command) or (1 if "ruff" in command else 0))
    assert commands.lint([]) == 1
    assert [command[2] for command in called] == ["ruff", "ruff", "pyright"]


def test_compare_runs_where_the_word_file_can_be_printed(called: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    fake_display(":5", monkeypatch, {"xcb"})
    monkeypatch.setattr(system, "missing_for_comparison", list)
    assert commands.main(["compare"]) == 0
    assert called == [["python", str(commands.ROOT / "tests" / "compare_pdf.py")]]


def test_compare_says_loudly_that_nothing_was_compared(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing_for_comparison", lambda: [("libreoffice-writer-nogui",)])
    assert commands.main(["compare"]) == 2
    assert called == [] and "没有比对" in capsys.readouterr().err


def test_an_unknown_command_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["fly"]) == 2
    assert "run [文件]" in capsys.readouterr().err


def test_a_machine_without_an_id_does_not_abort_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_FATAL_WARNINGS", raising=False)
    assert screen.surroundings()["DBUS_FATAL_WARNINGS"] == "0"


@only_linux
def test_a_virtual_display_is_there_while_it_is_needed_and_gone_afterwards() -> None:
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed; the set-up said so")
    with screen.virtual() as display:
        assert display
        socket = Path("/tmp/.X11-unix") / f"X{display[1:]}"
        assert socket.exists()
    assert not socket.exists()


@only_linux
def test_no_virtual_display_is_promised_where_xvfb_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with screen.virtual() as display:
        assert display is None


STAND_IN = """\
#!/bin/sh
echo "$@" >> "$(dirname "$0")/../../called"
"""


@only_linux
def test_the_whole_script_works_without_a_display(tmp_path: Path) -> None:
    """The real script in a process of its own; only .venv's Python is a stand-in that notes how it is called."""
    source = commands.ROOT
    shutil.copytree(source / "installer", tmp_path / "installer", ignore=shutil.ignore_patterns("linux", "__pycache__"))
    shutil.copy(source / "pyproject.toml", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(STAND_IN)
    python.chmod(0o755)
    base = commands.environment.BASE_PYTHON
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    subprocess.run([base, "-c", "import environment as e; e.write_stamp('run')"], cwd=tmp_path / "installer", check=True)
    script = [base, str(tmp_path / "installer" / "setup.py"), "run"]
    done = subprocess.run(script, cwd="/", env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == (
        f"已导出 Word 文件 {tmp_path}/out/示例.docx 和 Excel 文件 {tmp_path}/out/示例.xlsx ，可以直接打开。"
    )
    sample = f"{tmp_path}/resources/sample/示例.nianbao"
    assert (tmp_path / "called").read_text(encoding="utf-8").splitlines() == [
        f"-m desktopapp check {sample}",
        f"-m desktopapp export {sample} --docx {tmp_path}/out/示例.docx --xlsx {tmp_path}/out/示例.xlsx",
    ]
