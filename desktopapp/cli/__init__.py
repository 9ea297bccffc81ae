"""The command line: the same core, readers and writers as the window, without one. With no command it opens the window.

Exit codes: 0 done; 1 something blocks, or was guessed or not understood; 2 a file cannot be read or written, or the command is
not written right. A sentence about what went wrong goes to standard error, what was asked for to standard output.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from desktopapp.cli.arguments import parsed
from desktopapp.cli.commands import FAILED
from desktopapp.core.files import FileTrouble, reason

PIPE_BROKEN = 141
STANDARD_OUTPUT = 1  # its file descriptor


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _speak(sys.stderr, utf8=False)
        _speak(sys.stdout, utf8=False)
        arguments = parsed(words)
        _speak(sys.stdout, utf8="json" in arguments and arguments.json)
        code: int = arguments.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except FileTrouble as trouble:
        print(trouble, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever read has heard enough; nothing may be written when Python ends either
        _hush()
        return PIPE_BROKEN
    except OSError as error:  # files have their own sentences, so this is the output
        _hush()
        print(f"无法输出结果：{reason(error)}。", file=sys.stderr)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    return code


def _hush() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)


def _speak(stream: object, utf8: bool) -> None:
    """Let a stream say Chinese: as UTF-8 where that is promised, or where its own encoding cannot."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    try:
        "年报助手：没有阻断项".encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        utf8 = True
    stream.reconfigure(encoding="utf-8" if utf8 else stream.encoding, errors="backslashreplace")
