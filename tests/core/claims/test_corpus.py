"""The corpus of invented sentences: what must be found is found with its number, and look-alikes stay silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.claims.corpus import entries, findings, named

CLAIMS = entries("claim")
SILENT = entries("silent")


def words(entry: dict[str, Any]) -> str:
    return entry["says"].strip()[:40]


def true_case(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with last year's report as it should be."""
    return {**entry, "last": entry["last_right"]} if "last_right" in entry else entry


def test_the_corpus_is_large_and_nearly_half_of_it_must_stay_silent() -> None:
    assert len(CLAIMS) + len(SILENT) >= 240
    assert len(SILENT) >= 0.45 * (len(CLAIMS) + len(SILENT))
    assert len({entry["says"] for entry in (*CLAIMS, *SILENT)}) == len(CLAIMS) + len(SILENT)


def test_nineteen_of_twenty_wrong_numbers_are_found_under_their_rule() -> None:
    wanted = {(words(entry), one) for entry in CLAIMS for one in entry["finds"]}
    found = {(words(entry), one) for entry in CLAIMS for one in named(findings(entry, {**entry["table"], **entry["wrong"]}))}
    missed = sorted(wanted - found)
    assert len(missed) <= 0.05 * len(wanted), "\n".join(f"{rule}　{sentence}" for sentence, rule in missed)


@pytest.mark.parametrize("entry", [entry for entry in CLAIMS if not entry.get("text_is_wrong")], ids=words)
def test_where_the_tables_say_the_same_nothing_is_found(entry: dict[str, Any]) -> None:
    assert [finding.message for finding in findings(true_case(entry), entry["table"])] == []


@pytest.mark.parametrize("entry", SILENT, ids=words)
def test_look_alikes_stay_silent(entry: dict[str, Any]) -> None:
    assert [finding.message for finding in findings(entry, entry["table"])] == []


@pytest.mark.parametrize("entry", CLAIMS, ids=words)
def test_no_place_is_found_twice(entry: dict[str, Any]) -> None:
    places = [finding.where for finding in findings(entry, {**entry["table"], **entry["wrong"]})]
    assert len(set(places)) == len(places)
