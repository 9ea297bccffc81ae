"""The journal gives back the last whole text, whatever a kill or a bad disk did to its end."""

from __future__ import annotations

import errno
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp.core import journal, project
from desktopapp.core.files import CannotWrite, NewerFormat, NotUnderstood
from desktopapp.core.journal import ASIDE, DAMAGED, Header, Journal, applied, edits, orphans, read
from desktopapp.core.project import Project
from desktopapp.core.report import Entry
from tests.faults import disk, every_fault, names
from tests.samples import distinct_report

HEADER = Header("/共享/甲.nianbao", "f" * 64, "张三")
TEXTS = st.text(st.sampled_from("甲乙\n12😀\u2028\r "), max_size=60)


def written(folder: Path, *texts: str) -> Path:
    """A journal as a killed program leaves it."""
    log = Journal(folder, HEADER)
    for number, text in enumerate(texts):
        log.write(text, f"2024-12-0{number + 1} 10:00:00")
    log.close()
    return log.path


@given(TEXTS, TEXTS)
def test_edits_turn_a_text_into_another(before: str, after: str) -> None:
    assert applied(before, edits(before, after)) == after


def test_a_key_in_a_cell_costs_a_line_of_the_file_and_not_the_file() -> None:
    report = distinct_report()
    before = project.dumps(Project(report))
    report.apply(report.plan({"applications.received.business": Entry("7"), "other_matters": Entry("改了。")}))
    changed = edits(before, project.dumps(Project(report)))
    assert len(changed) == 2
    assert sum(len(put) for _, _, put in changed) < 200 < len(before) / 10


@given(st.lists(TEXTS, min_size=1, max_size=6), st.data())
def test_whatever_is_cut_off_the_end_the_last_whole_text_comes_back(texts: list[str], data: st.DataObject) -> None:
    lines = [journal.line({"journal": 1, **HEADER._asdict()}), journal.line({"when": "0", "text": texts[0]})]
    for number, (one, other) in enumerate(pairwise(texts), 1):
        lines.append(journal.line({"when": str(number), "edits": edits(one, other), "sum": journal._sum(other)}))
    whole = b"".join(lines)
    cut = data.draw(st.integers(len(lines[0]) + len(lines[1]), len(whole)))
    ends = [sum(map(len, lines[: number + 2])) for number in range(len(texts))]
    last = max(number for number, end in enumerate(ends) if end - 1 <= cut)  # its line break may be missing
    for tail in (b"", b"\0" * 700):
        work = read(whole[:cut] + (b"\n" + tail if tail else b""))
        assert (work.text, work.when, work.whole, work.header) == (texts[last], str(last), True, HEADER)


def test_a_damaged_line_ends_what_can_be_read_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "一\n二\n", "一\n三\n", "一\n四\n")
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b'"edits"', b'"edisT"')
    work = read(b"\n".join(lines))
    assert (work.text, work.whole) == ("一\n二\n", False)


@pytest.mark.parametrize("content", [b"", b"\n", b"nonsense", b"00000000 {}\n" * 3, b"\xff" * 5000])
def test_what_is_no_journal_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotUnderstood, match="已损坏"):
        read(content)


@given(st.integers(0, 5000), st.integers(0, 255))
def test_no_damaged_byte_gives_a_text_that_never_was(place: int, byte: int) -> None:
    texts = ["一\n二\n三\n", "一\n二二\n三\n", "一\n二二\n三三\n四\n"]
    lines = [journal.line({"journal": 1, **HEADER._asdict()}), journal.line({"when": "0", "text": texts[0]})]
    lines += [journal.line({"when": "1", "edits": edits(one, other), "sum": journal._sum(other)}) for one, other in pairwise(texts)]
    content = bytearray(b"".join(lines))
    content[place % len(content)] = byte
    try:
        work = read(bytes(content))
    except NotUnderstood:
        return
    assert work.text in texts


def test_a_newer_journal_is_refused_kindly_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "000001.journal"
    path.write_bytes(journal.line({"journal": 2}) + journal.line({"when": "", "text": ""}))
    with pytest.raises(NewerFormat, match="请升级程序"):
        journal.load(path)
    assert not list(orphans(tmp_path))
    assert names(tmp_path) == {"000001.journal"}


class TestFolder:
    def test_a_journal_in_use_is_nobody_elses(self, tmp_path: Path) -> None:
        log = Journal(tmp_path, HEADER)
        log.write("一", "")
        assert not list(orphans(tmp_path))
        log.close()
        (orphan,) = orphans(tmp_path)
        assert orphan.work is not None and orphan.work.text == "一"
        assert not list(orphans(tmp_path)), "it is offered once"
        orphan.release()
        assert len(list(orphans(tmp_path))) == 1

    def test_what_was_recovered_goes_and_what_is_damaged_stays_for_ever(self, tmp_path: Path) -> None:
        written(tmp_path, "一")
        written(tmp_path, "二").write_bytes(b"nonsense\n")
        for orphan in orphans(tmp_path):
            orphan.remove()
        assert names(tmp_path) == {f"000002{DAMAGED}"}

    def test_what_was_not_wanted_is_set_aside_and_thirty_of_those_are_kept(self, tmp_path: Path) -> None:
        (tmp_path / f"000001{DAMAGED}").write_bytes(b"")
        for number in range(journal.KEPT + 5):
            log = Journal(tmp_path, HEADER)
            log.write(str(number), "")
            log.set_aside()
        assert [path.name for path in journal.aside(tmp_path)] == [
            *(f"{number:06d}{ASIDE}" for number in range(journal.KEPT + 6, 6, -1)),
            f"000001{DAMAGED}",
        ]
        assert journal.load(journal.aside(tmp_path)[0]).text == str(journal.KEPT + 4)

    def test_every_call_of_the_journal_may_fail_and_what_was_written_stays(self, tmp_path: Path) -> None:
        done: dict[tuple[int, int], list[str]] = {}

        def make(failing: int, trouble: int):
            folder, said = tmp_path / f"{failing}-{trouble}", done.setdefault((failing, trouble), [])

            def act() -> None:
                log = None
                try:
                    log = Journal(folder, HEADER)
                    for text in ("一\n", "一\n二\n", "一\n三\n"):
                        log.write(text, "")
                        said.append(text)
                finally:
                    if log is not None:
                        log.close()

            return act

        def check(failed, failing: int, trouble: int, error: Exception | None) -> None:
            said = done[failing, trouble]
            assert error is None or isinstance(error, CannotWrite), (failed.failed, error)
            texts = [orphan.work.text for orphan in orphans(tmp_path / f"{failing}-{trouble}") if orphan.work is not None]
            if said:
                assert texts[0] in (said[-1], "一\n二\n", "一\n三\n"), (failed.failed, failing)

        assert every_fault(make, check) >= 40


def test_a_journal_that_was_begun_and_not_written_is_nothing(tmp_path: Path) -> None:
    Journal(tmp_path, HEADER).close()
    assert not list(orphans(tmp_path))
    assert not names(tmp_path)


def test_a_refused_journal_is_said_in_a_sentence(tmp_path: Path) -> None:
    with disk(failing=4, trouble=errno.ENOSPC), pytest.raises(CannotWrite, match=r"磁盘已满。请及时保存。$"):
        Journal(tmp_path / "新", HEADER).write("", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_nobody_else_reads_a_journal(tmp_path: Path) -> None:
    assert written(tmp_path, "一").stat().st_mode & 0o077 == 0
