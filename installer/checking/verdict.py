"""What a check says: it holds, with its figures; it does not; or it was not done here, which is never the same as holding."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from spoken import SetupError, say


class Outcome(Enum):
    """How a check ended."""

    HOLDS = "通过"
    FAILS = "未通过"
    NOT_DONE = "未做"


class Verdict(NamedTuple):
    """One line of the report."""

    outcome: Outcome
    words: str


class NotDone(Exception):
    """A check could not be made on this machine; the message says why."""


def judged(name: str, check: Callable[[], str]) -> Verdict:
    """Make one check and say how it ended; it returns its figures, or raises what is wrong as SetupError or AssertionError."""
    try:
        verdict = Verdict(Outcome.HOLDS, check())
    except NotDone as reason:
        verdict = Verdict(Outcome.NOT_DONE, str(reason))
    except (SetupError, AssertionError) as failure:
        verdict = Verdict(Outcome.FAILS, str(failure))
    say(f"{verdict.outcome.value}　{name}：{verdict.words}")
    return verdict
