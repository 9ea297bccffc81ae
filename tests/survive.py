"""What survives, in figures: `make survive`.

kills    a driver types and saves in the real window and is killed at random moments (1,000, or as many as are asked for), each time going
         on with what it left: projects that cannot be read (0), recovered states that never were (0), work lost (1 s)
faults   every call to the system that a save makes fails once with ENOSPC, EIO, EACCES and EROFS: cases, and losses (0)
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktopapp.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

KILLS, HANDS = 1000, 2  # how many in all, and in how many processes at once
LONGEST = 2.0  # seconds of work before a kill, at most
AT_START = 0.1  # of the rounds are not waited for until work begins: those are killed on top
ALLOWED = 1.0  # seconds of work that may be lost


class Round(NamedTuple):
    """What one kill left. `lost` is the age in seconds of the first key that is gone, 0 where none is; `moment` what the driver did."""

    readable: bool
    real: bool
    lost: float
    moment: str
    saves: int


class Place(NamedTuple):
    """Where one driver works."""

    folder: Path

    @property
    def project(self) -> Path:
        """The file that it saves."""
        return self.folder / "共享" / "某局 2024年.nianbao"

    @property
    def log(self) -> Path:
        """A line a key: the time, the sum of the whole state after it, what was done."""
        return self.folder / "log"

    @property
    def journals(self) -> Path:
        """The program's own journals."""
        return self.folder / "data" / "nianbao" / "恢复"


# the driver


def drive(place: Place, seed: int) -> None:
    """Open what there is, take up what was left unsaved, type and save until killed."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton

    from desktopapp import app
    from desktopapp.ui import questions
    from desktopapp.ui.recovery import text_of

    log = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(what: object) -> None:
        """Before anything of this state can be on the disk."""
        state = zlib.crc32(text_of(window.document).encode())
        os.write(log, f"{time.monotonic():.4f} {state} {what if isinstance(what, str) else 'key'}\n".encode())

    def ask(*_: object) -> questions.OnDisk:
        os.write(log, f"{time.monotonic():.4f} 0 asked\n".encode())
        return questions.OnDisk.OVERWRITE

    questions.ask_about_changed = ask
    window = app.open_window(place.project if place.project.exists() else None)
    QTest.qWaitForWindowActive(window)
    QTest.qWait(1)  # the offer comes with the first events
    restore = window.findChild(QPushButton, "recovery_restore")
    if restore is not None and restore.isVisible():
        restore.click()
    say("begun")
    window.document.changed.connect(say)
    window.document.typed.connect(lambda: say("key"))
    window.document.saved.connect(lambda: say("save"))
    if window.document.path is None:
        window.files.save_to(place.project)
    chance = random.Random(seed)
    while True:
        step(window, chance)
        QTest.qWait(chance.choice([1, 5, 20, 60]))


def step(window: MainWindow, chance: random.Random) -> None:
    """One thing that a person does."""
    from PySide6.QtWidgets import QTextEdit

    from tests.hands import find, show, type_at, type_text

    what = chance.choices(["cell", "text", "save", "undo", "paste"], [50, 30, 10, 5, 5])[0]
    cells = [cell.address for cell in window.document.report.form.cells.values() if not cell.is_sum]
    if what == "cell":
        type_at(window, chance.choice(cells), str(chance.randrange(100_000)))
    elif what == "text":
        show(window, "overview")
        editor = find(window, QTextEdit, "text_overview")
        editor.setFocus()
        for letter in chance.choice(["公开信息", "abc 12", "12。\n"]):
            type_text(letter)
        if len(window.document.report.text("overview")) > 3000:
            window.document.put_text("overview", "", "清空")
    elif what == "paste":
        show(window, "applications")
        window.workspace.grid.go_to("applications.received.natural_person")
        from PySide6.QtWidgets import QApplication

        QApplication.clipboard().setText("\n".join("\t".join(str(chance.randrange(99)) for _ in range(6)) for _ in range(20)))
        window.workspace.grid.paste()
    else:
        window.actions_by_key[what].trigger()


def serve(place: Place) -> None:
    """Load the program once; for each line with a seed fork a driver and say its number."""
    import tests.hands  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if not child:
            drive(place, int(line))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


# the judge


class Left(NamedTuple):
    """What a kill left on the disk: whether all of it can be read, and the sum of the state that the next start offers, 0 for none."""

    readable: bool
    state: int


def left(place: Place) -> Left:
    """Look at it as the next start would: the newest journal, else the file."""
    from desktopapp import resources
    from desktopapp.core import journal, project
    from desktopapp.core.files import FileTrouble

    forms, state = resources.forms(), 0
    try:
        for path in (place.project.with_name(place.project.name + ".bak"), place.project):
            if path.exists():
                project.read(path, forms)
                state = zlib.crc32(path.read_bytes())
        for path in sorted(path for path in place.journals.glob("*.journal") if path.stat().st_size)[-1:]:
            work = journal.load(path)
            project.loads(work.text.encode(), "", forms)
            state = zlib.crc32(work.text.encode())
            if not work.whole:
                return Left(False, state)
    except FileTrouble:
        return Left(False, state)
    return Left(not list(place.journals.glob("*.damaged")), state)


def judge(found: Left, before: int, killed: float, log: bytes) -> Round:
    """Measure what is gone; `before` is the state that the driver began with, `log` what it says that it did."""
    lines = [line.split(maxsplit=2) for line in log.decode("utf-8").splitlines(keepends=True) if line.endswith("\n")]
    states = [int(state) for _, state, _ in lines]
    real = not any(what.startswith("asked") for _, _, what in lines)
    if not lines:
        return Round(found.readable, real and found.state == before, 0.0, "start", 0)
    real = real and (not before or states[0] == before) and found.state in states
    following = lines[len(states) - states[::-1].index(found.state) :] if found.state in states else lines
    lost = killed - float(following[0][0]) if following else 0.0
    return Round(found.readable, real, lost, "work", sum(what.startswith("save") for _, _, what in lines))


def kill_many(folder: Path, kills: int, seed: int) -> list[Round]:
    """One hand: a driver after the other in one place, each killed at a random moment."""
    place = Place(folder)
    place.project.parent.mkdir(parents=True)
    place.log.touch()
    chance = random.Random(seed)
    home = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    command = [sys.executable, __file__, "--serve", str(folder)]
    rounds: list[Round] = []
    before = 0
    surroundings = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        while sum(one.moment == "work" for one in rounds) < kills:
            begun = place.log.stat().st_size
            server.stdin.write(f"{chance.randrange(2**31)}\n")
            server.stdin.flush()
            child = int(server.stdout.readline())
            if chance.random() > AT_START:
                while place.log.stat().st_size == begun:
                    time.sleep(0.01)
            time.sleep(chance.uniform(0.0, LONGEST))
            killed = time.monotonic()
            os.kill(child, signal.SIGKILL)
            assert server.stdout.readline() == "gone\n"
            found = left(place)
            rounds.append(judge(found, before, killed, place.log.read_bytes()[begun:]))
            before = found.state
        server.stdin.close()
    return rounds


def kills(count: int) -> bool:
    """Kill drivers and print what was left; True where all survived."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(HANDS) as hands:
        shares = [count // HANDS + (hand < count % HANDS) for hand in range(HANDS)]
        parts = hands.map(lambda hand: kill_many(Path(folder, str(hand)), shares[hand], hand), range(HANDS))
        rounds = [one for part in parts for one in part]
    lost = sorted(one.lost for one in rounds)
    working = sum(one.moment == "work" for one in rounds)
    unreadable, unreal = sum(not one.readable for one in rounds), sum(not one.real for one in rounds)
    print(f"kills    {working} at work, {len(rounds) - working} more at the start; {sum(one.saves for one in rounds)} saves in between")
    print(f"         projects unreadable {unreadable}   states that never were {unreal}")
    print(
        f"         lost: median {statistics.median(lost):.2f} s   p99 {lost[int(len(lost) * 0.99)]:.2f} s   most {lost[-1]:.2f} s   (bar {ALLOWED} s)"
    )
    return not unreadable and not unreal and lost[-1] <= ALLOWED


# faults


def faults() -> bool:
    """Let every call of a save fail once; True where nothing was lost."""
    from desktopapp import app
    from tests.faulty_saves import saves_in_a_window, saves_of_a_file

    with tempfile.TemporaryDirectory() as folder:
        cases = 0
        for before in range(3):
            for links in (True, False):
                within = Path(folder, f"{before}-{links}")
                within.mkdir()
                cases += saves_of_a_file(within, before, links)
        print(f"faults   the file alone: {cases} cases, lost 0", flush=True)
        within = Path(folder, "window")
        within.mkdir()
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(within / "home")
        window = app.open_window()
        print(f"         the window, with lock, backups and journal: {saves_in_a_window(window, within, thorough=True)} cases, lost 0")
        window.document.undo_stack.setClean()
        window.close()
    return True


def main() -> int:
    """All figures; 0 where everything survived."""
    if sys.argv[1:2] == ["--serve"]:
        serve(Place(Path(sys.argv[2])))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    survived = [kills(count), faults()]
    return 0 if all(survived) else 1


if __name__ == "__main__":
    sys.exit(main())
