"""The display: whether there is one, and one that nobody looks at for the tests."""

import os
import select
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

# Qt aborts instead of raising when it cannot reach the display, so a child is asked; it leaves no core file behind.
QUESTION = """\
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from PySide6.QtWidgets import QApplication
QApplication([])
"""
START_SECONDS = 20


def is_named() -> bool:
    """Say whether this session has a display at all; only Linux sessions may have none."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def surroundings() -> dict[str, str]:
    """Return the environment for Qt: in a container that never got a machine id, libdbus shall complain and not abort the program."""
    return {"DBUS_FATAL_WARNINGS": "0", **os.environ}


def qt_opens(python: Path, environment: Mapping[str, str]) -> bool:
    """Let a throw-away child open Qt's connection to the display."""
    if sys.platform != "linux":
        return True
    child = subprocess.run([str(python), "-c", QUESTION], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return child.returncode == 0


@contextmanager
def virtual() -> Generator[str | None]:
    """Start an Xvfb on a display number that is free, yield its name, and stop it; yield None where it does not start."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    try:
        server = subprocess.Popen(
            command, pass_fds=(writing,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        os.close(writing)
        os.close(reading)
        yield None
        return
    os.close(writing)
    try:
        yield display_from(reading)
    finally:
        os.close(reading)
        server.terminate()
        server.wait()


def display_from(descriptor: int) -> str | None:
    """Read the number that Xvfb writes once it is ready; nothing comes when it fails."""
    ready, _, _ = select.select([descriptor], [], [], START_SECONDS)
    number = os.read(descriptor, 16).decode().strip() if ready else ""
    return f":{number}" if number else None
