"""What is kept outside the clone: made once, found again by what it is made of, and never half made."""

from pathlib import Path

import cached
import pytest


@pytest.fixture(autouse=True)
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("NIANBAO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make(words: str, times: list[str]):
    """What fills a folder with one file, and notes that it did."""

    def fill(folder: Path) -> None:
        times.append(words)
        (folder / "file").write_text(words)

    return fill


def test_a_thing_is_made_once() -> None:
    times: list[str] = []
    first, second = (cached.kept("thing", ["a", "b"], make("made", times)) for _ in range(2))
    assert first == second and (first / "file").read_text() == "made"
    assert times == ["made"]


@pytest.mark.parametrize("facts", [["a"], ["ab"], ["b", "a"], ["a", "b", ""]])
def test_another_fact_makes_another_thing(facts: list[str]) -> None:
    assert cached.place("thing", facts) != cached.place("thing", ["a", "b"])


def test_nothing_half_made_stays(kept_here: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no room left")

    with pytest.raises(OSError, match="no room left"):
        cached.kept("thing", ["a"], fail)
    assert list(kept_here.iterdir()) == []


def test_the_users_own_folder_is_used_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NIANBAO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cached.root() == tmp_path / "nianbao"
