"""Starts the program: the command `nianbao`, or `python -m desktopapp`."""

from __future__ import annotations

import sys

from desktopapp import launch


def main() -> int:
    """Run the command line; without a command it opens the window."""
    if len(sys.argv) == 1 and launch.has_display():
        try:
            return launch.window()
        except ImportError as error:
            if (error.name or "").startswith("desktopapp"):
                raise
    from desktopapp import cli  # what reads commands is not loaded for a start without one; it also says why no window opens

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
