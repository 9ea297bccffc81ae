"""An office's own rules: what a local notice asks beyond the decree."""

from __future__ import annotations

from typing import NamedTuple


class OfficeRules(NamedTuple):
    """What a local notice asks; where it is silent, what most notices ask.

    `overview_longest` is how many characters 总体情况 may have; `deadline` the date by which to publish, 月-日, blank: the statutory one.
    """

    overview_longest: int = 1000
    deadline: str = ""
