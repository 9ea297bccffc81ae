"""Starts the program: the command `nianbao`, or `python -m desktopapp`."""

from __future__ import annotations

import sys

from desktopapp import cli


def main() -> int:
    """Run the command line; without a command it opens the window."""
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
