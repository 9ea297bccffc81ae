"""What a paragraph claims: role, number, place, scope, time."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktopapp import resources
from desktopapp.core.claims.claims import Claim
from desktopapp.core.claims.lexicon import LEXICON, Is
from desktopapp.core.claims.numerals import plain
from desktopapp.core.claims.reading import read
from desktopapp.core.claims.roles import ROLES

FORM = resources.form()


def claims(text: str, section: str = "applications") -> list[Claim]:
    return [claim for sentence in read(text, section) for claim in sentence.claims]


def said(text: str, section: str = "applications") -> list[tuple[str, int]]:
    return [(claim.role, int(claim.value)) for claim in claims(text, section)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请12件。", [("received", 12)]),
        (
            "新收12件，上年结转3件，办结14件，结转下年1件。",
            [("received_exactly", 12), ("carried_in", 3), ("concluded", 14), ("carried_out", 1)],
        ),
        ("收到2件政府信息公开申请。", [("received", 2)]),
        ("有3件予以公开、2件部分公开。", [("granted", 3), ("partly_granted", 2)]),
        ("3件予以公开和2件部分公开。", [("granted", 3), ("partly_granted", 2)]),
        ("新收、结转、办结分别为10件、2件、11件。", [("received_exactly", 10), ("carried_in", 2), ("concluded", 11)]),
        ("行政复议、行政诉讼各1件。", [("review.total", 1), ("suit.total", 1)]),
        ("收到2件，均为自然人申请。", [("received", 2), ("received/natural_person", 2)]),
        ("2023年结转3件，结转2025年1件。", [("carried_in", 3), ("carried_out", 1)]),
        ("办结98件，结转5件。", [("concluded", 98), ("carried_out", 5)]),
        ("未收到政府信息公开申请。", [("received", 0)]),
        ("行政复议、行政诉讼均未发生。", [("review.total", 0), ("suits.total", 0)]),
        ("行政复议2件，均被维持。", [("review.total", 2), ("review.upheld", 2)]),
    ],
)
def test_a_number_has_its_role(text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text) == expected


def test_joined_roles_are_added() -> None:
    (claim,) = claims("予以公开及部分公开258件。")
    assert claim.roles == (("granted", "partly_granted"),)


def test_a_reason_and_its_group_are_two_ways_to_understand_a_number() -> None:
    (claim,) = claims("因涉及商业秘密不予公开1件。")
    assert claim.roles == (("refused_third_party",), ("refused",))


def test_a_claim_stands_where_its_number_stands() -> None:
    text = "今年，收到政府信息公开申请１，０３２ 件，其中自然人一百零三件。"
    assert [text[claim.start : claim.end] for claim in claims(text)] == ["１，０３２ 件", "一百零三件"]


def test_a_clause_ends_at_the_comma() -> None:
    text = "收到政府信息公开申请12件，办结11件。"
    assert [text[claim.clause_start : claim.clause_end] for claim in claims(text)] == ["收到政府信息公开申请12件", "办结11件"]


@pytest.mark.parametrize(
    ("text", "scope", "time"),
    [
        ("我局收到政府信息公开申请12件。", "own", ""),
        ("全县收到政府信息公开申请12件。", "whole:县", ""),
        ("全县各乡镇、各部门收到政府信息公开申请12件。", "whole:县", ""),
        ("县政府办公室收到政府信息公开申请12件。", "organ:县政府办公室", ""),
        ("各乡镇收到政府信息公开申请12件。", "part", ""),
        ("2023年收到政府信息公开申请12件。", "", "2023"),
        ("去年收到政府信息公开申请12件。", "", "last"),
        ("截至2024年12月31日，收到政府信息公开申请12件。", "", ""),
        ("2024年1月1日至2024年12月31日，收到政府信息公开申请12件。", "", ""),
        ("上半年收到政府信息公开申请12件。", "", "part"),
        ("与2023年相比，收到政府信息公开申请12件。", "", ""),
    ],
)
def test_a_claim_stands_under_a_scope_and_a_time(text: str, scope: str, time: str) -> None:
    (claim,) = claims(text)
    assert (claim.scope, claim.time) == (scope, time)


@pytest.mark.parametrize(
    "text",
    [
        "发布信息152条。",
        "收到网民留言50条，办结48条。",
        "组织培训3次。",
        "受理行政许可申请300件。",
        "收到锦旗2件。",
        "收到关于征地的政府信息公开申请7件。",
        "答复前与申请人沟通21人次。",
        "延期答复3件。",
        "下一步，办结政府信息公开申请12件。",
    ],
)
def test_what_has_no_cell_claims_nothing(text: str) -> None:
    assert claims(text) == []


def test_outside_the_part_on_applications_a_number_needs_its_subject() -> None:
    assert said("共受理12件，办结12件。", section="") == []
    assert said("共受理依申请公开12件，办结12件。", section="") == [("received", 12), ("concluded", 12)]


def test_every_role_speaks_of_cells_that_the_form_has() -> None:
    missing = {cell for role in ROLES.values() for cells in role.readings for cell in cells} - set(FORM.cells)
    assert missing == {"applications.other_handling.total"}  # of the 2019 edition


def test_every_meaning_in_the_lexicon_is_a_role() -> None:
    no_role = {"carried", "unclear", "none", "shown", "published", "citizens", "other_organisations"}
    for kind, value, _ in LEXICON:
        if kind is Is.RESULT or (kind is Is.STEP and value not in no_role):
            assert value in ROLES
        if kind is Is.APPLICANT and value not in no_role:
            assert f"received/{value}" in ROLES
        if kind is Is.OUTCOME and value not in no_role:
            assert f"review.{value}" in ROLES
        if kind is Is.ACTION and value not in no_role:
            assert f"normative_documents.{value}" in ROLES


def test_no_word_stands_twice_with_two_meanings() -> None:
    told: dict[str, tuple[Is, str]] = {}
    for kind, value, words in LEXICON:
        for word in words.split():
            if value != "gap":
                assert told.setdefault(word, (kind, value)) == (kind, value), word


_ALPHABET = [word for _, _, words in LEXICON for word in words.split()] + [
    "12件",
    "0件",
    "3 件",
    "100%",
    "42.86%",
    "5万元",
    "二十余件",
] * 20


@given(
    st.lists(st.sampled_from([*_ALPHABET, *"，。；、：（）？\n", "2023年", "《条例》", *string.ascii_letters[:3]]), max_size=40).map(
        "".join
    )
)
def test_any_text_is_read_without_an_error_and_claims_lie_in_it(text: str) -> None:
    for section in ("", "applications", "disputes"):
        for sentence in read(text, section):
            assert 0 <= sentence.start <= sentence.end <= len(text)
            for claim in sentence.claims:
                assert 0 <= claim.start < claim.end <= len(text)
                assert all(role in ROLES for roles in claim.roles for role in roles)


@given(st.text(max_size=80))
def test_plain_text_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)
