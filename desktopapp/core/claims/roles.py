"""What a number may be about, and the cells that say it: NT-01 to NT-13 of the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

Cells = tuple[str, ...]  # addresses that are added up

COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
REFUSED = tuple(
    f"refused_{reason}"
    for reason in (
        "state_secret",
        "by_law",
        "security_stability",
        "third_party",
        "internal_affairs",
        "process_information",
        "enforcement_file",
        "administrative_query",
    )
)
UNAVAILABLE = ("unavailable_not_held", "unavailable_needs_creation", "unavailable_still_unclear")
DECLINED = ("declined_petition", "declined_repeat", "declined_publication", "declined_excessive", "declined_reissue")
OTHER = ("other_not_corrected", "other_fee_unpaid", "other_rest")
SUITS = ("suit_direct", "suit_after_review")


class Role(NamedTuple):
    """What a number is about: the rule that compares it, its name in the users' words, the sums of cells each of which is a sensible
    reading, and whether the number is only a part of them."""

    rule: str
    name: str
    readings: tuple[Cells, ...]
    at_most: bool = False


def _applications(*rows: str, column: str = "total") -> Cells:
    return tuple(f"applications.{row}.{column}" for row in rows)


def _rows() -> Iterator[tuple[str, Role]]:
    """Rows and groups of rows of 表三, in the 总计 column."""
    new, both, done = _applications("received"), _applications("received", "carried_in"), _applications("concluded")
    yield "received_exactly", Role("NT-01", "本年新收", (new,))
    yield "received", Role("NT-01", "本年新收", (new,))
    yield "received_in_all", Role("NT-01", "新收（含上年结转）", (new, both))
    yield "handled", Role("NT-01", "收到和办理申请", (new, both, done))
    yield "carried_in", Role("NT-02", "上年结转", (_applications("carried_in"),))
    yield "concluded", Role("NT-03", "办结", (done,))
    yield "concluded_of_these", Role("NT-03", "办结", (done,), at_most=True)
    yield "carried_out", Role("NT-04", "结转下年度", (_applications("carried_out"),))
    for name, words, rows in (
        ("granted", "予以公开", ("granted",)),
        ("partly_granted", "部分公开", ("partly_granted",)),
        ("refused", "不予公开", REFUSED),
        ("unavailable", "无法提供", UNAVAILABLE),
        ("declined", "不予处理", DECLINED),
    ):
        yield name, Role("NT-05", words, (_applications(*rows),))
    yield "other_handling", Role("NT-05", "其他处理", (_applications(*OTHER), _applications("other_handling")))
    for row in (*REFUSED, *UNAVAILABLE, *DECLINED):
        yield row, Role("NT-05", _ROW_NAMES[row], (_applications(row),))
    yield "already_public", Role("NT-05", "予以公开", (_applications("granted"),), at_most=True)
    yield "part_of_not_held", Role("NT-05", _ROW_NAMES["unavailable_not_held"], (_applications("unavailable_not_held"),), at_most=True)
    yield "other_not_corrected", Role("NT-08", "逾期不补正", (_applications("other_not_corrected"),))
    yield "other_fee_unpaid", Role("NT-05", "逾期未缴费", (_applications("other_fee_unpaid"),))
    yield "withdrawn", Role("NT-07", "其他处理中的“3.其他”", (_applications("other_rest"),), at_most=True)


_ROW_NAMES = {
    "refused_state_secret": "属于国家秘密",
    "refused_by_law": "其他法律行政法规禁止公开",
    "refused_security_stability": "危及“三安全一稳定”",
    "refused_third_party": "保护第三方合法权益",
    "refused_internal_affairs": "属于三类内部事务信息",
    "refused_process_information": "属于四类过程性信息",
    "refused_enforcement_file": "属于行政执法案卷",
    "refused_administrative_query": "属于行政查询事项",
    "unavailable_not_held": "本机关不掌握相关政府信息",
    "unavailable_needs_creation": "没有现成信息需要另行制作",
    "unavailable_still_unclear": "补正后申请内容仍不明确",
    "declined_petition": "信访举报投诉类申请",
    "declined_repeat": "重复申请",
    "declined_publication": "要求提供公开出版物",
    "declined_excessive": "无正当理由大量反复申请",
    "declined_reissue": "要求确认或重新出具已获取信息",
}
_APPLICANTS = {
    "natural_person": ("自然人", COLUMNS[:1]),
    "organisations": ("法人或其他组织", COLUMNS[1:]),
    "business": ("商业企业", ("business",)),
    "research": ("科研机构", ("research",)),
    "public_welfare": ("社会公益组织", ("public_welfare",)),
    "legal_service": ("法律服务机构", ("legal_service",)),
}
_BASES = {
    "new": ("新收", (("received",),)),
    "received": ("新收", (("received",), ("received", "carried_in"))),
    "handled": ("收到和办理", (("received",), ("received", "carried_in"), ("concluded",))),
    "concluded": ("办结", (("concluded",),)),
    "carried_in": ("上年结转", (("carried_in",),)),
    "carried_out": ("结转下年度", (("carried_out",),)),
    "granted": ("予以公开", (("granted",),)),
}


def _applicants() -> Iterator[tuple[str, Role]]:
    """Columns of 表三, in the row that the sentence speaks of: `received/natural_person`."""
    for (base, (words, readings)), (who, (name, columns)) in product(_BASES.items(), _APPLICANTS.items()):
        cells = tuple(tuple(f"applications.{row}.{column}" for row in rows for column in columns) for rows in readings)
        yield f"{base}/{who}", Role("NT-06", f"{name}（{words}）", cells)


def _disputes() -> Iterator[tuple[str, Role]]:
    """表四: `review.upheld`, `suit.total` …"""
    for block, rule, words, readings in (
        ("review", "NT-09", "行政复议", (("review",),)),
        ("suit", "NT-10", "行政诉讼", (SUITS, SUITS[:1], SUITS[1:])),
        ("suits", "NT-10", "行政诉讼", (SUITS,)),
        ("suit_direct", "NT-10", "未经复议直接起诉", (SUITS[:1],)),
        ("suit_after_review", "NT-10", "复议后起诉", (SUITS[1:],)),
    ):
        for result, name in (
            ("total", "总计"),
            ("upheld", "结果维持"),
            ("corrected", "结果纠正"),
            ("other", "其他结果"),
            ("pending", "尚未审结"),
        ):
            cells = tuple(tuple(f"disputes.{one}.{result}" for one in blocks) for blocks in readings)
            yield f"{block}.{result}", Role(rule, words if result == "total" else f"{words}{name}", cells)


def _disclosure() -> Iterator[tuple[str, Role]]:
    """表二."""
    for row, words in (("normative_documents", "行政规范性文件"), ("regulations", "规章")):
        for column, name in (("issued", "制发"), ("repealed", "废止"), ("in_force", "现行有效")):
            yield f"{row}.{column}", Role("NT-11", f"{words}{name}", ((f"disclosure.{row}.{column}",),))
    for row, words in (("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制")):
        yield row, Role("NT-12", f"{words}处理决定", ((f"disclosure.{row}.decisions",),))
        yield f"published_{row}", Role("NT-12", f"{words}处理决定", ((f"disclosure.{row}.decisions",),), at_most=True)
    yield "fees", Role("NT-13", "行政事业性收费", (("disclosure.fees.amount",),))


ROLES: Mapping[str, Role] = dict((*_rows(), *_applicants(), *_disputes(), *_disclosure()))
