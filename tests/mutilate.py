"""Project files with every kind of damage and malice: each is read whole, or refused in one sentence; never a crash, a hang, or much memory.

`python tests/mutilate.py 100000` tries so many and prints what happened; a file that was read must also be written and read again the same.
"""

from __future__ import annotations

import datetime
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktopapp import resources
from desktopapp.core import project, strict
from desktopapp.core.checks import Case, check
from desktopapp.core.files import FileTrouble

FORMS = resources.forms()
TODAY = datetime.date(2025, 1, 20)
GOLDEN = Path(__file__).resolve().parent / "golden" / "project"
SLOWEST = 10  # seconds of computing for one file; what hangs takes for ever
MOST_MEMORY = 500 * 1024 * 1024  # bytes of address space beyond what the interpreter and its libraries take
BOMBS_EVERY = 500  # files of many megabytes among the small ones

WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 10**400, -(10**30), 0.5, 1e308, "", " ", "0", "文字", "\0", "\ud800", "\udfff\ud800"),
    *(
        "\U0001f600",
        "a\nb",
        "\r",
        "\u2028",
        "=1+1",
        "reason:",
        "applications.received.total",
        "final",
        "字" * 600,
        [],
        {},
        [[]],
        [{}],
        [None],
    ),
    *(
        {"": ""},
        {"a": {"b": {"c": 1}}},
        ["organ"],
        [0] * 50,
        [["organ", "1", "2"]],
        [["overview", 0, ["1"], ["2"]]],
        ["overview", -1, [], []],
    ),
)
PIECES = (b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"\\udc00", b"NaN", b"-Infinity", b"1e999", b"-", b"\xff", b"\xef\xbb\xbf",
          b"\xed\xa0\x80", b"\0", b"9" * 5000, b"null", b"true", b"/*", b"\r\n", b"\xe2\x80\xa8")  # fmt: skip


def samples() -> list[bytes]:
    """The files that are mutilated: those of every shape there has been."""
    return [path.read_bytes() for path in sorted(GOLDEN.glob("*.nianbao"))]


def mutilated(content: bytes, chance: random.Random) -> bytes:
    """The file with one or more kinds of damage."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if len(content) < 2_000_000:
            content = chance.choice(WAYS)(content, chance)
    return content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        if found:
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _torn(content: bytes, chance: random.Random) -> bytes:
    """A stretch is missing, doubled, filled with zeros, or stands elsewhere: what a broken stick does."""
    start = chance.randrange(len(content) + 1)
    end = min(start + chance.choice((1, 10, 512, 4096)), len(content))
    stretch, rest = content[start:end], content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return chance.choice(
        (
            rest,
            content[:end] + stretch + content[end:],
            content[:start] + bytes(end - start) + content[end:],
            rest[:at] + stretch + rest[at:],
        )
    )


def _spliced(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(PIECES) + content[at:]


def _other_words(content: bytes, chance: random.Random) -> bytes:
    """The same in another writing: UTF-16, GBK, with a mark of byte order, as one line, indented, in ASCII."""
    text = content.decode("utf-8", "replace")
    try:
        written = json.dumps(json.loads(text), ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 0, 4)))
    except (ValueError, RecursionError):
        written = text
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-32"))
    return written.encode(encoding, "replace" if encoding == "gb18030" else "surrogatepass")


def _restructured(content: bytes, chance: random.Random) -> bytes:
    """A value somewhere is of another kind, missing, twice there, moved, deep, or much too long."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return content
    nodes = list(_nodes(data))
    if not nodes:
        return content
    for _ in range(chance.choice((1, 1, 2, 4))):
        holder, key = chance.choice(nodes)
        if not (key in holder if isinstance(holder, dict) else key < len(holder)):
            continue
        chance.choice(CHANGES)(holder, key, chance, nodes)
    try:
        text = json.dumps(data, ensure_ascii=chance.random() < 0.5)
    except (ValueError, RecursionError):
        return content  # the change led round in a circle
    if chance.random() < 0.1:
        text = text.replace("{", '{"format": 1, ', 1) if chance.random() < 0.5 else text.replace('"origins"', '"values"', 1)
    return text.encode("utf-8", "surrogatepass")


def _nodes(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in the data, as what holds it and its key there; long lists by a few of their members."""
    waiting = [data]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            waiting.append(holder[key])


def _replace(holder: Any, key: Any, chance: random.Random, _nodes: Any) -> None:
    holder[key] = chance.choice(WRONG)


def _delete(holder: Any, key: Any, _chance: random.Random, _nodes: Any) -> None:
    del holder[key]


def _rename(holder: Any, key: Any, chance: random.Random, _nodes: Any) -> None:
    if isinstance(holder, dict):
        holder[chance.choice(("later", "", "\ud800", "organ", "format", "edition", "x" * 2000, "applications.received.nobody"))] = (
            holder.pop(key)
        )


def _swap(holder: Any, key: Any, chance: random.Random, nodes: Any) -> None:
    other, there = chance.choice(nodes)
    if there in other if isinstance(other, dict) else there < len(other):
        holder[key], other[there] = other[there], holder[key]


def _deepen(holder: Any, key: Any, chance: random.Random, _nodes: Any) -> None:
    value = holder[key]
    for _ in range(chance.choice((1, 5, 39, 45, 300))):
        value = [value] if chance.random() < 0.5 else {"a": value}
    holder[key] = value


def _lengthen(holder: Any, key: Any, chance: random.Random, _nodes: Any) -> None:
    value, times = holder[key], chance.choice((2, 50, 500))
    try:
        size = len(json.dumps(value))
    except (ValueError, RecursionError):
        return
    if size * times > 500_000:
        return  # the bombs are large enough
    if isinstance(value, str | list):
        holder[key] = value * times
    elif isinstance(value, dict):
        value |= {f"{name}{at}": each for at in range(times) for name, each in list(value.items())}


CHANGES: tuple[Callable[..., None], ...] = (_replace, _replace, _replace, _delete, _rename, _swap, _deepen, _lengthen)
WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flipped, _cut, _torn, _spliced, _other_words, *([_restructured] * 6))


def bomb(chance: random.Random) -> bytes:
    """A file as large, or as full, as is read at all, made to cost as much memory or time as it can."""
    room = project.LARGEST - 200

    def times(piece: bytes) -> bytes:
        """As many pieces as there is room for, or as may stand in a file."""
        most = (strict.MOST_PARTS - 20) // max(sum(piece.count(sign) for sign in (b",", b"[", b"{")), 1)
        return piece * min(room // len(piece), chance.choice((most, project.LARGEST)))

    bodies: tuple[Callable[[], bytes], ...] = (
        lambda: b'"x": [' + times(b"[],") + b"0]}",
        lambda: b'"x": [' + times(b'{"a":{}},') + b"0]}",
        lambda: b'"x": [' + times(b"0.1234567,") + b"0]}",
        lambda: b'"x": {' + b",".join(b'"%d":0' % at for at in range(chance.choice((room // 12, strict.MOST_PARTS - 20)))) + b"}}",
        lambda: b'"x": ' + b"[" * (room // 2),
        lambda: b'"organ": "' + times("字".encode()) + b'"}',
        lambda: b'"values": {' + b",".join(b'"%d":{}' % at for at in range(strict.MOST_PARTS // 2 - 20)) + b"}}",
        lambda: b'"texts": {"overview": [' + times(b'"",') + b'""]}}',
        lambda: b'"texts": {"overview": ["' + times("\U0001f600".encode()) + b'"]}}',
        lambda: b'"drafts": [' + times(b"{},") + b"{}]}",
        lambda: b'"drafts": [' + times(b'{"number":1,"when":"","who":"","code":"","entries":{}},') + b"{}]}",
        lambda: b'"history": [{"when": "", "who": "", "draft": 0, "changes": [' + times(b'["organ","",""],') + b'["organ","",""]]}]}',
        lambda: b'"x": ' + b"9" * room + b"}",
        lambda: b'"x": "' + times(b"\\u0041") + b'"}',
        lambda: b'"x": "' + times("\U0001f600".encode()) + b'"}',
        lambda: times(b" "),
    )
    return b'{"format": 1, "edition": "2021", ' + chance.choice(bodies)()


def judge(content: bytes) -> str:
    """What became of one file; raises whatever is neither reading it whole nor refusing it in a sentence."""
    try:
        read = project.loads(content, "某.nianbao", FORMS)
    except FileTrouble as refused:
        said = str(refused)
        assert said.startswith("“某.nianbao”") and said.endswith("。") and "\n" not in said and len(said) < 200, said
        return "refused"
    check(Case(read.report, TODAY, read.last))
    written = project.dumps(read).encode()
    again = project.loads(written, "某.nianbao", FORMS)
    assert again.report.entries == read.report.entries and (again.drafts, again.extra) == (read.drafts, read.extra)
    assert again.history == read.history and (again.last and again.last.entries) == (read.last and read.last.entries)
    assert project.dumps(again).encode() == written
    return "read"


def run(count: int, first: int = 0) -> Counter[str]:
    """Try so many files; what fails carries its number in a note. The slowest is counted too."""
    sources, found = samples(), Counter[str]()
    slowest = 0.0
    for number in range(first, first + count):
        chance = random.Random(number)
        content = bomb(chance) if number % BOMBS_EVERY == BOMBS_EVERY - 1 else mutilated(chance.choice(sources), chance)
        signal.setitimer(signal.ITIMER_PROF, SLOWEST)  # its own time: a busy machine is no hang
        started = time.process_time()
        try:
            found[judge(content)] += 1
        except BaseException as error:
            error.add_note(f"file number {number}")
            raise
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - started)
    found["slowest_ms"] = round(slowest * 1000)
    return found


def hang(_signal: int, _frame: object) -> None:
    """A file took too long."""
    raise TimeoutError(f"longer than {SLOWEST} seconds")


def main() -> None:
    """Try as many as the command asks for, under a limit of memory, and print the figures."""
    import resource

    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    signal.signal(signal.SIGPROF, hang)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    found = run(count, first)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = f"{count} mutilated project files: {found['read']} read whole, {found['refused']} refused in a sentence, 0 crashes, 0 hangs; "
    said += f"the slowest took {found['slowest_ms']} ms; at most {peak} MB of memory (limit {MOST_MEMORY // 1024 // 1024} MB)"
    sys.stdout.write(said + "\n")


if __name__ == "__main__":
    main()
