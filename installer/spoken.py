"""What the set-up says to the user: plain sentences, and one exception that carries the last of them."""

import sys


class SetupError(Exception):
    """The set-up cannot go on; the message is the sentence the user reads, and the exit code is 1."""


def say(sentence: str) -> None:
    """Tell the user one thing, at once, even when the output goes into a file."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Tell the user what went wrong."""
    print(sentence, file=sys.stderr, flush=True)
