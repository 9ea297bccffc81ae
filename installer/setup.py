#!/usr/bin/env python3
"""The one door from source to a running program: ``python3 installer/setup.py run|test|lint|bench|compare|screens|manual|survive|lock``.

This file must parse on Python 3.6, so that an old Python answers with a sentence instead of a SyntaxError: everything newer lives in the
modules it imports after the check.
"""

import io
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
TOO_NEW = (3, 14)
SUPPORTED = ("3.13", "3.12", "3.11")


def is_supported(version: "tuple[int, ...]") -> bool:
    """Say whether the program's libraries have wheels for this Python."""
    return OLDEST <= tuple(version[:2]) < TOO_NEW


def refusal(version: "tuple[int, ...]") -> str:
    """Say in one sentence why this Python cannot be used and what to install."""
    found = f"{version[0]}.{version[1]}"
    return f"年报助手需要 Python 3.11、3.12 或 3.13，而这里是 Python {found}：请安装其中一个版本，然后重新运行同一条命令。"


def candidates() -> "list[list[str]]":
    """List the commands that may start a supported Python, the newest first."""
    named = [["python" + version] for version in SUPPORTED]
    return [["py", "-" + version] for version in SUPPORTED] + named if sys.platform == "win32" else named


def starts(command: "list[str]") -> bool:
    """Say whether this command really starts a Python: a version manager's stub may be on PATH and start none."""
    if shutil.which(command[0]) is None:
        return False
    question = f"import sys; sys.exit(not ({OLDEST} <= sys.version_info[:2] < {TOO_NEW}))"
    return subprocess.call([*command, "-c", question], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def speak_utf8() -> None:
    """Keep a Chinese sentence from crashing a console that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def start_again_with_supported_python() -> int:
    """Run the same command with a Python that fits, or say that there is none."""
    for command in candidates():
        if starts(command):
            return subprocess.call(command + sys.argv)
    os.write(2, (refusal(sys.version_info[:2]) + "\n").encode("utf-8" if os.name == "posix" else sys.stderr.encoding, "replace"))
    return 1


def main() -> int:
    """Check the Python, then hand over to the commands."""
    if not is_supported(sys.version_info[:2]):
        return start_again_with_supported_python()
    speak_utf8()
    import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
