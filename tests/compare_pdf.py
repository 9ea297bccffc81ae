"""Compare our PDF, line by line, with the same report's Word file as LibreOffice prints it: `make compare`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
