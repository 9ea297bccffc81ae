"""The process in which a file is parsed: `python -P -m desktopapp.formats.child PATH`. It prints one line of JSON and ends.

    {"blocks": […]}                          what the file holds
    {"trouble": "NotUnderstood", "why": …}   the sentence the user reads

Files come from anywhere. A library that hangs, or eats all memory, takes only this process with it: whoever started it (`parsing`)
waits so long and no longer, and the system refuses it more memory than it may have.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from desktopapp.core.files import CannotRead, FileTrouble, read_bytes
from desktopapp.formats import blocks, contents

MOST_MEMORY = 1024 * 1024 * 1024  # bytes


def main() -> int:
    """Parse the file named on the command line."""
    _limit_memory()
    path = Path(sys.argv[1])
    try:
        said = f'{{"blocks":{blocks.dumps(contents.blocks(read_bytes(path), path.name))}}}'
    except FileTrouble as trouble:
        said = json.dumps({"trouble": type(trouble).__name__, "why": str(trouble)})
    except MemoryError:
        why = f"“{path.name}”太大或太复杂，没有读取。请检查是否选错了文件，或者用WPS打开它，另存为docx后再导入。"
        said = json.dumps({"trouble": CannotRead.__name__, "why": why})
    sys.stdout.write(said + "\n")
    sys.stdout.flush()
    return 0


def _limit_memory() -> None:
    """Ask the system to refuse this process more memory than MOST_MEMORY."""
    if sys.platform == "win32":
        _limit_memory_on_windows()
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _limit_memory_on_windows() -> None:
    """Put this process into a job of its own that has a limit. Where that is refused the time limit alone holds."""
    import ctypes

    kernel: Any = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - it is only there on Windows
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _limits()
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


_EXTENDED_LIMITS, _PROCESS_MEMORY = 9, 0x100  # JobObjectExtendedLimitInformation, JOB_OBJECT_LIMIT_PROCESS_MEMORY


def _limits() -> Any:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION with the memory of a process limited."""
    import ctypes

    class Limits(ctypes.Structure):
        _fields_ = (
            ("per_process_user_time", ctypes.c_int64),
            ("per_job_user_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    return Limits(flags=_PROCESS_MEMORY, process_memory=MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
