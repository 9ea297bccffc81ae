"""The set-up's modules import each other by their bare names, as a script's do; the tests must find them in the same way."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "installer"))
