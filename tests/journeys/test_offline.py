"""Nothing leaves: every call of the system for the network, in the whole journey, is looked at.

Unix sockets lead to other programs of the same computer: the screen, the session's and the accessibility bus, the input method, nscd. Only
printing may reach CUPS, and nothing here prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.whole_journey import LOADED

ROOT = Path(__file__).resolve().parents[2]
SCREEN = shutil.which("xvfb-run")
NOWHERE = "unix:path=/nowhere/bus"  # or libdbus would start a bus of its own, which outlives the journey
# Whom the program may speak to, by the names of their sockets.
NEIGHBOURS = re.compile(
    r'@?"?(/tmp/\.X11-unix/X\d+|/run/user/\d+/(bus|wayland-\d+|at-spi/bus\S*|ibus/\S+|fcitx\S*)|/nowhere/bus'
    r"|/tmp/(dbus|ibus)-\S+|/root/\.cache/ibus/\S+|/home/\S+/\.cache/ibus/\S+|/(var/)?run/nscd/socket|/run/dbus/system_bus_socket)"
)
LOOK_UPS = ("/etc/resolv.conf", "/etc/hosts", "/etc/services", "/etc/host.conf", "libnss_dns", "libnss_mdns", "libnss_resolve")
NETWORK_LIBRARIES = re.compile(
    r"QtNetwork|Qt6Network|Qt6QmlNetwork|QtWeb|Qt6Web|QtHttp|libcurl|libssl|libcups|Qt6PrintSupport|QtPrintSupport"
)
NETWORK_MODULES = frozenset({"http.client", "urllib.request", "ftplib", "smtplib", "ssl", "asyncio", "xmlrpc", "requests", "httpx"})


def _strace() -> str | None:
    """The command, where there is one and the machine lets it watch other processes."""
    command = shutil.which("strace")
    watches = command and subprocess.run([command, "-f", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    return command if watches else None


STRACE = _strace()


class Trace(NamedTuple):
    """What a process and its children asked of the system, and the modules and libraries that were loaded at the end."""

    calls: list[str]
    loaded: list[str]

    @property
    def reaching_out(self) -> list[str]:
        """The calls that may leave this computer."""
        return [call for call in self.calls if re.search(r"\bAF_(INET6?|NETLINK|PACKET|VSOCK|BLUETOOTH)\b|htons\(|\bsin6?_", call)]

    @property
    def strangers(self) -> list[str]:
        """The Unix sockets of programs that are none of our business."""
        named = (re.search(r'sun_path=(@?"[^"]*")', call) for call in self.calls if re.search(r"\b(connect|sendto|sendmsg)\(", call))
        return [match[1] for match in named if match and not NEIGHBOURS.match(match[1])]

    @property
    def look_ups(self) -> list[str]:
        """What is opened to find the address of a name."""
        return [call for call in self.calls if "openat(" in call and any(name in call for name in LOOK_UPS)]


def traced(folder: Path, command: list[str], screen: bool = False) -> Trace:
    """Run a command under strace, on a screen of its own or on none."""
    assert STRACE is not None
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    environment |= {"QT_QPA_PLATFORM": "xcb" if screen else "offscreen"}
    environment["DBUS_SESSION_BUS_ADDRESS"] = os.environ.get("DBUS_SESSION_BUS_ADDRESS", NOWHERE)
    trace = folder / "trace.txt"
    shown = [SCREEN, "-a", "-s", "-screen 0 1366x768x24"] if screen and SCREEN else []
    strace = [STRACE, "-f", "-s", "200", "-e", "trace=network,openat", "-o", str(trace)]
    done = subprocess.run([*shown, *strace, *command], cwd=folder, env=environment, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    loaded = folder / LOADED
    return Trace(trace.read_text("utf-8", "replace").splitlines(), loaded.read_text("utf-8").splitlines() if loaded.exists() else [])


@pytest.fixture(scope="module", params=["without a screen", "on a screen"])
def journey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trace]:
    """The whole journey: begin, type, check, save, open, export to Word, Excel and PDF, import each of them, end."""
    if STRACE is None:
        pytest.skip("这台机器没有 strace 或者不许它用，没有验证“不联网”（Debian：apt-get install strace）")
    screen = request.param == "on a screen"
    if screen and SCREEN is None:
        pytest.skip("这台机器没有 xvfb-run，只验证了没有屏幕的一遍")
    folder = tmp_path_factory.mktemp("journey")
    yield traced(folder, [sys.executable, str(ROOT / "tests" / "journeys" / "whole_journey.py"), str(folder)], screen)


def test_no_call_of_the_whole_journey_reaches_the_network(journey: Trace) -> None:
    assert journey.reaching_out == []


def test_no_name_is_looked_up(journey: Trace) -> None:
    assert journey.look_ups == []


def test_unix_sockets_lead_to_the_screen_the_buses_the_input_method_and_nscd_alone(journey: Trace) -> None:
    assert journey.strangers == []


def test_the_journey_was_watched_to_its_end(journey: Trace) -> None:
    opened = "\n".join(call for call in journey.calls if "openat(" in call)
    for module in ("to_docx", "child"):  # as source, or compiled
        assert re.search(rf"desktopapp/formats/(__pycache__/)?{module}\.", opened), "and the child that reads files with it"
    assert any(name.endswith("desktopapp.ui.import_page") for name in journey.loaded)


def test_no_module_and_no_library_of_the_network_or_of_printing_is_loaded(journey: Trace) -> None:
    assert any("libQt6Core" in name for name in journey.loaded), "the list shows libraries"
    assert not [name for name in journey.loaded if NETWORK_LIBRARIES.search(name)]
    assert not NETWORK_MODULES.intersection(journey.loaded)


ATTEMPTS = {
    "import socket; socket.create_connection(('127.0.0.1', 9), 1)": "reaching_out",
    "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('::1', 9))": "reaching_out",
    "import socket; socket.getaddrinfo('nianbao.invalid', 80)": "look_ups",
    "import socket; socket.socket(socket.AF_UNIX).connect('/run/cups/cups.sock')": "strangers",
}


@pytest.mark.skipif(STRACE is None, reason="这台机器没有 strace 或者不许它用")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_to_reach_out_is_seen(tmp_path: Path, attempt: str) -> None:
    script = f"try:\n    {attempt}\nexcept OSError:\n    pass"
    seen = traced(tmp_path, [sys.executable, "-c", f"import sys\nsys.stderr.close()\n{script}"])
    assert getattr(seen, ATTEMPTS[attempt])
