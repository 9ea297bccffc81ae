"""Checks of 表二: C05 and C06, T2-1 and T2-3. T2-2, the stock from year to year, is XY-2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from desktopapp.core import number
from desktopapp.core.carrying import STOCKS
from desktopapp.core.checks.finding import Case, Finding, Fix, Severity, rule
from desktopapp.core.checks.last_year import before, unchecked, usable
from desktopapp.core.report import Report

_FEE = "disclosure.fees.amount"
_DECISIONS = ("disclosure.licensing.decisions", "disclosure.penalties.decisions", "disclosure.coercion.decisions")
_YUAN = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*元")
_CLAUSE_END = re.compile(r"[，。；！？\n]")
_LARGE, _ROUND, _TIMES = 10_000, 1_000, 100  # 万元 of an organ; 万元 that may end in 00; times last year's
_ENFORCING = re.compile(
    "生态环境|环境保护|市场监督|市场监管|公安|交通运输|应急管理|城市管理|综合执法|综合行政执法|卫生健康|农业农村|自然资源|规划和|水利|水务"
    "|住房和城乡建设|住房城乡建设|文化和旅游|税务局|烟草专卖|药品监督|消防救援|林业|海关|人力资源和社会保障|人力资源社会保障"
)
_SERVING = re.compile("(中心|学校|学院|医院|研究院|研究所|站|馆)$")
# 立法法: 国务院部门, 省、自治区、直辖市和设区的市、自治州的人民政府 make 规章; an office of such a government reports for it.
_MINISTRY = re.compile("^(国家|中国|中华人民共和国|国务院)(市场|[^省市县区州])*$|^[^省市县区州]{1,8}部$|^(审计署|海关总署)$")
_OF_A_GOVERNMENT = re.compile("人民政府(办公厅|办公室)?$")
_SMALL_GOVERNMENT = re.compile("(县|(?<!自治)区|旗|乡|镇)人民政府(办公厅|办公室)?$")
_ORGAN = re.compile("(局|委|会|办|处|厅|室|队|所|站|院|中心)$")
_REGION = re.compile("(?:政府|管委会|管理委员会|[省市县区旗州盟])$")  # its report adds up all that stands below it
_PROVINCIAL = re.compile("省|自治区|厅$|^(北京|上海|天津|重庆)市")


@rule("C05", Severity.EXPLAIN, source="常见错误：元、万元混用")
def fees_are_in_ten_thousands(case: Case) -> Iterator[Finding]:
    """行政事业性收费以万元计，没有以元填写（数很大、以00结尾、为上年的100倍、与正文的元数相同）。"""
    report = case.report
    value = report.value(_FEE) if _FEE in report.form.cells else None
    if not value or value < 0:
        return
    last = usable(case)
    old = before(report, last, _FEE) if last else None
    grounds = [*_size(report, value), *_beside_last(value, old)]
    in_words = _yuan_in_texts(report).get(value)
    if in_words is not None:
        grounds.append(f"正文中有{number.write(value)}元" + ("（信息处理费在第六部分报告）" if in_words else ""))
    if grounds:
        message = f"行政事业性收费{number.write(value)}万元：{'，'.join(grounds)}。本格以万元计，请核对单位。"
        yield Finding("C05", Severity.EXPLAIN, message, (_FEE,), value, fix=None if in_words else _in_ten_thousands(report, value))


def looks_like_yuan_beside(this: Decimal, old: Decimal | None) -> bool:
    """So many times last year's fees that a slip of the unit is likelier than a jump."""
    return bool(old) and this >= _TIMES * max(old, Decimal(1))


@rule("C06", Severity.EXPLAIN, source="立法法；实例：部门、县、乡镇均为0")
def only_some_organs_make_regulations(case: Case) -> Iterator[Finding]:
    """没有规章制定权的机关（县级及以下人民政府、派出机构、国务院以外的部门），规章填0。"""
    report = case.report
    why = _no_power(report)
    cells = tuple(address for address in _regulations(report) if report.value(address))
    if why and cells:
        value = report.value(cells[0])
        message = f"规章填了{number.write(value)}，{why}没有规章制定权，一般填0。"
        yield Finding("C06", Severity.EXPLAIN, message, cells, value)


@rule("T2-1", Severity.EXPLAIN, source="由存量不小于0推出；有上年年报的按XY-2核对", equations=2)
def what_was_issued_is_in_force_or_repealed(case: Case) -> Iterator[Finding]:
    """规章、行政规范性文件：现行有效＋本年废止不小于本年制发。"""
    report, last = case.report, usable(case)
    unknown: list[str] = []
    for row in STOCKS:
        cells = tuple(f"{row}.{key}" for key in ("in_force", "repealed", "issued"))
        if cells[0] not in report.form.cells or (last and before(report, last, cells[0]) is not None):
            continue
        in_force, repealed, issued = (report.value(address) for address in cells)
        if in_force is None or repealed is None or issued is None:
            unknown += [address for address in cells if report.value(address) is None]
        elif in_force + repealed < issued:
            name = report.form.cells[cells[0]].row.label[-1]
            words = f"现行有效{number.write(in_force)}加本年废止{number.write(repealed)}，小于本年制发{number.write(issued)}"
            message = f"{name}：{words}；制发的文件或者有效，或者已废止。"
            yield Finding("T2-1", Severity.EXPLAIN, message, cells, in_force + repealed, issued)
    if unknown:
        yield from unchecked("T2-1", "有没填的格，无法核对。", unknown)


@rule("T2-3", Severity.HINT, source="实例：有执法职能的机关三项全为0，多有名义问题")
def who_enforces_decides(case: Case) -> Iterator[Finding]:
    """有执法职能的机关（按名称），行政许可、行政处罚、行政强制不都是0。"""
    report = case.report
    if not _ENFORCING.search(report.organ) or _SERVING.search(report.organ):
        return
    values = [report.value(address) for address in _DECISIONS]
    if None in values:
        yield from unchecked("T2-3", "有没填的格，无法核对。", (at for at, value in zip(_DECISIONS, values, strict=True) if value is None))
    elif not any(values):
        message = "行政许可、行政处罚、行政强制都是0。本机关有执法职能，请核对；都以上级机关名义作出的，可以在正文中说明。"
        yield Finding("T2-3", Severity.HINT, message, _DECISIONS)


RULES = (
    fees_are_in_ten_thousands,
    only_some_organs_make_regulations,
    what_was_issued_is_in_force_or_repealed,
    who_enforces_decides,
)


def _size(report: Report, value: Decimal) -> Iterator[str]:
    """Why the amount itself looks like 元. More decimals than 分 has were worked out from 元: that is 万元."""
    exact = _decimals(value) > 2
    of_a_region = report.text("kind") == "人民政府" or _REGION.search("".join(report.organ.split()))
    small = not of_a_region and not _PROVINCIAL.search(report.organ) and not _MINISTRY.search(report.organ)
    if value >= _LARGE and small and not exact:
        yield "一年收费达到1亿元的机关很少"
    elif value >= _ROUND and value % 100 == 0:
        yield "是以00结尾的整数"


def _beside_last(value: Decimal, old: Decimal | None) -> Iterator[str]:
    if old and looks_like_yuan_beside(value, old):
        yield f"是上年{number.write(old)}万元的{number.write((value / old).to_integral_value())}倍"


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _in_ten_thousands(report: Report, value: Decimal) -> Fix:
    words = format((value / 10000).normalize(), "f")
    return Fix(f"换算为{words}万元", {_FEE: number.keeping_note(words, report.text(_FEE))})


def _yuan_in_texts(report: Report) -> Mapping[Decimal, bool]:
    found: dict[Decimal, bool] = {}
    for key in report.form.text_keys:
        text = report.said(key)
        if "元" in text:
            found |= _yuan(text)
    return found


@lru_cache(maxsize=64)
def _yuan(text: str) -> Mapping[Decimal, bool]:
    """The amounts in 元 that a text names, and whether each is called 信息处理费 where it stands."""
    found: dict[Decimal, bool] = {}
    for match in _YUAN.finditer(text):
        amount = Decimal(match[1].replace(",", "").replace("，", ""))
        clause = _CLAUSE_END.split(text[: match.start()])[-1]
        found[amount] = "信息处理费" in clause
    return found


def _regulations(report: Report) -> tuple[str, ...]:
    """The numbers that say what the organ itself made; how many it published, as asked in 2019, may be others'."""
    made = (f"disclosure.regulations.{key}" for key in ("issued", "repealed", "in_force", "newly_made"))
    return tuple(address for address in made if address in report.form.cells)


def _no_power(report: Report) -> str:
    """Who the organ is, where it can make no 规章; blank where it can or where that is not known."""
    organ, kind = report.organ, report.text("kind")
    if kind in ("派出机构", "乡镇街道"):
        return "乡镇、街道" if kind == "乡镇街道" else kind
    if _SMALL_GOVERNMENT.search(organ):
        return "县级及以下人民政府"
    if kind != "人民政府" and _ORGAN.search(organ) and not _MINISTRY.search(organ) and not _OF_A_GOVERNMENT.search(organ):
        return "国务院部门以外的部门"
    return ""
