"""What the texts must say (TX-08 to TX-12, T3-6): the aspects of part one, problems with their measures, the fee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktopapp.core import number
from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.passages import Hit, findings_of, of_text, size
from desktopapp.core.report import Report
from desktopapp.core.structuring import DIGITS, chinese

SHORTEST = 50  # characters of part five
LONGEST = 1000  # characters of part one, where no local notice says otherwise
FEE_SINCE = 2021  # 国办函〔2020〕109号 is in force since 2021-01-01

NOTHING = re.compile(r"^(?:\(|（)?(?:本年度)?(?:暂?无|没有|暂?无?不?存在(?:的)?问题|无内容|略|无问题|没有问题|/|-|—+)(?:\)|）)?[。.！]?$")


@rule("TX-08", Severity.EXPLAIN, source="《政府信息公开条例》第五十条第（四）项；30号文件：不得敷衍塞责")
def problems_have_their_measures(case: Case) -> Iterator[Finding]:
    """第五部分不能空着或者写“无”，不少于50字左右；既写主要问题，又写改进情况，每个问题都有对应的改进。"""
    report = case.report
    text = report.said("problems")
    if is_under_way(report):
        return
    if not text.strip() or NOTHING.match("".join(text.split())):
        said = "没有写" if not text.strip() else f"只写了“{''.join(text.split())}”"
        yield of_text("TX-08", Severity.EXPLAIN, report, "problems", f"{said}，请写明存在的主要问题和改进情况")
        return
    words = _about_problems(text)
    if words:
        yield of_text("TX-08", Severity.EXPLAIN, report, "problems", "；".join(words))


@rule("TX-09", Severity.EXPLAIN, source="30号文件附件：“收取信息处理费情况在此处报告”；国办函〔2020〕109号")
def the_fee_is_reported(case: Case) -> Iterator[Finding]:
    """第六部分写明收取信息处理费的情况，没有收取的也写明；只写“无”不够。"""
    report = case.report
    text = report.said("other_matters")
    if (report.year or FEE_SINCE) < FEE_SINCE or speaks_of_fee(text) or is_under_way(report):
        return
    said = "没有写" if not text.strip() else "只写了“无”" if NOTHING.match("".join(text.split())) else "没有提到信息处理费"
    elsewhere = next((key for key in report.form.text_keys if key != "other_matters" and "处理费" in report.said(key)), "")
    more = "，别处写了的请移到这里" if elsewhere else "，没有收取的也请写明，例如“本年度未收取信息处理费”"
    yield of_text("TX-09", Severity.EXPLAIN, report, "other_matters", f"{said}，收取信息处理费的情况应当在这里报告{more}")


@rule("TX-10", Severity.EXPLAIN, source="30号文件：总体情况的五个方面；《政府信息公开条例》第五十条第（四）项")
def part_one_has_its_five_aspects(case: Case) -> Iterator[Finding]:
    """总体情况写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面；各级人民政府的报告还要写工作考核、社会评议和责任追究结果情况。"""
    report = case.report
    text = report.said("overview")
    if is_under_way(report):
        return
    if not text.strip():
        yield of_text("TX-10", Severity.EXPLAIN, report, "overview", "没有写，请从五个方面填写")
        return
    if missing := missing_aspects(text):
        yield of_text("TX-10", Severity.EXPLAIN, report, "overview", f"五个方面中没有写到{'、'.join(missing)}")
    if is_government(report):
        said = "\n".join(report.said(key) for key in ("overview", "other_matters", "problems"))
        lacking = [name for name, pattern in _GOVERNMENT if not re.search(pattern, said)]
        if lacking:
            yield of_text(
                "TX-10", Severity.EXPLAIN, report, "overview", f"各级人民政府的报告应当写明{'、'.join(lacking)}情况，请在监督保障方面补写"
            )


@rule("TX-11", Severity.HINT, source="武威市通知：篇幅原则上不超过一千字；各地通知不同，可以在本地要求中设定")
def part_one_is_not_too_long(case: Case) -> Iterator[Finding]:
    """总体情况一般不超过1000字；本地通知规定了字数的，按本地要求核对。"""
    count = without_marks(case.report.said("overview"))
    if count > LONGEST and "overview" not in case.office.longest and not is_government(case.report):
        yield of_text("TX-11", Severity.HINT, case.report, "overview", f"不计标点有{count}字，许多地方的通知要求不超过{LONGEST}字")


@rule("TX-12", Severity.HINT, source="30号文件：内容不能遗漏，也不宜泛化")
def part_one_keeps_to_its_subject(case: Case) -> Iterator[Finding]:
    """总体情况各方面写的是本方面的事：依申请公开不是网民留言和热线，政府信息管理不是领导小组和重点领域公开，也不写业务成绩。"""
    hits = list(_off_topic(case.report.said("overview")))
    if hits:
        yield from findings_of("TX-12", Severity.HINT, case.report, "overview", hits)


@rule("T3-6", Severity.EXPLAIN, source="国办函〔2020〕109号；30号文件附件第六部分")
def an_unpaid_fee_is_reported(case: Case) -> Iterator[Finding]:
    """表三有“逾期未按收费通知要求缴纳费用”的，第六部分应当写到信息处理费。"""
    report = case.report
    address = "applications.other_fee_unpaid.total"
    count = report.value(address) if address in report.form.cells else None
    if count and not speaks_of_fee(report.said("other_matters")):
        message = f"表三有{number.write(count)}件逾期未缴费不再处理的申请，第六部分没有写信息处理费的情况。"
        yield Finding("T3-6", Severity.EXPLAIN, message, (address,), left=count)


RULES = (
    an_unpaid_fee_is_reported,
    problems_have_their_measures,
    the_fee_is_reported,
    part_one_has_its_five_aspects,
    part_one_is_not_too_long,
    part_one_keeps_to_its_subject,
)


def without_marks(text: str) -> int:
    """Characters, punctuation not counted; a number or a word in Latin letters is one."""
    return len(re.findall(r"[\u4e00-\u9fff]|[0-9A-Za-z.%]+", text))


def is_government(report: Report) -> bool:
    """It is the report of a people's government, by the kind of organ or, where that is not known, by its name."""
    if report.text("kind") == "人民政府":
        return True
    organ = "".join(report.organ.split())
    zones = "开发区|实验区|园区|新区|高新区|示范区|度假区|保税区|合作区|管理区|风景区|街道"
    is_place = re.search("人民政府$|[省市县区旗州盟镇乡]$", organ) and not re.search(f"(?:{zones})$", organ)
    return bool(is_place) and report.text("kind") in ("", "乡镇街道")


def is_under_way(report: Report) -> bool:
    """Nothing has been written yet, and numbers are still being filled in: that texts are missing need not be said."""
    return not any(report.text(key) for key in report.form.text_keys) and any(map(report.blanks, report.form.tables.values()))


def speaks_of_fee(text: str) -> bool:
    """Something is said of the fee, be it that none was taken."""
    return bool(re.search("处理费|(?:依申请|申请|提供政府信息|政府信息公开)[^。；]{0,20}(?:费用|收费|收取)", text))


# problems and measures

_HEAD = rf"(?:[（(][{DIGITS}\d][）)]、?|[{DIGITS}]、|\d[.．、])?\s*"
_PROBLEM = (
    "问题|不足|短板|薄弱|差距|不够|不高|不强|不全|不多|不深|不平衡|不均衡|不及时|不到位|不规范|不完善|有待|欠缺|"
    "滞后|单一|困难|偏[少低弱慢]|较[少慢低]|较为|缺乏|缺少|弱项|未能|尚未|需要?(?:进一步|持续)?(?:加强|提高|完善|"
    "提升|强化|规范|拓展|丰富)"
)
_LACKS = (
    r"(?:有待|亟待|尚待|需要?|尚需|仍需|还需|须|待)[^，。；]{0,6}(?:加强|提高|完善|提升|强化|规范|拓展|丰富|改进|"
    r"优化|创新|细化|健全)|改进空间"
)
_MEASURE = (
    "改进|整改|措施|下一步|下步|今后|将|针对|对此|为此|加大|加强|完善|优化|增加|提升|提高|强化|健全|落实|推进|组织|"
    "开展|建立|制定|修订|明确|规范|丰富|拓展|补充|压实|深化|加快|配备|约谈|督促"
)
_TURN = re.compile(
    rf"(?:^|(?<=[。；\n]))\s*{_HEAD}(?:(?:主要)?(?:改进|整改)(?:情况|措施|方向|举措|工作|办法)|下一?步|今后|对此|为此|针对(?:以上|上述|存在|这些|问题)|"
    r"(?:主要)?(?:措施|举措|打算)|(?:20\d\d年|新的一年|接下来)[，,]?[^。；，]{0,24}(?:[，,][^。；，]{0,20})?(?:将|改进|要)|(?:我|本)\S{1,3}将)"
)
_SHORTEST_MEASURE = 8  # characters, behind what turns to the measures
_TOPICS = (
    (
        "时效",
        "时效|滞后|不及时|不够及时|更新慢|更新较慢|更新不够",
        "时效|及时|第一时间|限时|时限|按时|按期|动态|更新|提速|加快|尽快|当日|同步|实时|即时|每[日周月季]|常态|定期(?=[^，。；]{0,8}(?:更新|检查|维护|巡查))",
    ),
    ("政策解读", "解读", "解读|图解|一图读懂|问答|通俗"),
    ("业务能力", "业务能力|业务水平|专业能力|专业水平|人员素质|业务不熟", "培训|学习|业务|能力|素质|研讨|辅导|交流|轮训|指导"),
    ("互动交流", "互动|公众参与", "互动|参与|征集|座谈|开放|回应|留言|沟通|听取|调查"),
    ("公开平台", "栏目|新媒体|网站|平台", "栏目|新媒体|网站|平台|专栏|渠道|公众号|载体|账号"),
)
_ITEM = rf"(?<![其之唯统单同第])([{DIGITS}])是"


def sides(text: str) -> tuple[str, str]:
    """The problems and the measures of part five, without the headings over them; no measures where nothing turns to them."""
    turn = _TURN.search(text, 1)
    before, after = (text[: turn.start()], text[turn.start() :]) if turn else (text, "")
    return _without_heads(before), _without_heads(after)


def _without_heads(text: str) -> str:
    lines = (
        re.sub(rf"^\s*{_HEAD}(?:主要|存在的?(?:主要)?)?(?:问题|不足|改进|整改)[^。；，：]{{0,12}}(?:[：:]|$)", "", line)
        for line in text.split("\n")
    )
    return "\n".join(line for line in lines if line.strip())


@lru_cache(maxsize=64)
def _about_problems(text: str) -> tuple[str, ...]:
    words: list[str] = []
    if size(text) < SHORTEST:
        words.append(f"只有{size(text)}字，请写具体")
    problems, measures = sides(text)
    has_problem = bool(re.search(_PROBLEM, problems))
    has_measure = size(measures) >= _SHORTEST_MEASURE or (not measures and bool(re.search(_MEASURE, re.sub(_LACKS, "", problems))))
    if not has_problem:
        words.append("没有写存在的主要问题" if has_measure else "没有写明问题和改进")
    elif not has_measure:
        words.append("只写了问题，没有写改进情况")
    elif measures:
        words += _unanswered(problems, measures)
    return tuple(words)


def _unanswered(problems: str, measures: str) -> Iterator[str]:
    asked, answered = len(set(re.findall(_ITEM, problems))), len(set(re.findall(_ITEM, measures)))
    if asked > answered > 0:
        yield f"问题有{asked}项，改进只有{answered}项，请逐项对应"
        return
    for place, item in enumerate(re.split(_ITEM, problems)[2::2], 1):
        for name, lack, answer in _TOPICS:
            if asked > 1 and re.search(lack, item) and not re.search(answer, measures):
                yield f"问题{chinese(place)}（{name}）没有对应的改进"


# the aspects

_ASPECTS = (
    ("主动公开", "主动公开|主动发布"),
    ("依申请公开", "依申请|申请公开|公开申请|申请办理|申请受理"),
    (
        "政府信息管理",
        r"信息(?:公开)?(?:资源|规范|的|规范化|动态|日常|制作|发布|内容)?[^，。；]{0,6}管理|规范性文件[^，。；]{0,6}(?:管理|清理)|管理(?:情况|方面|工作)",
    ),
    ("政府信息公开平台建设", "平台|网站|新媒体|渠道|载体|阵地"),
    ("监督保障", "监督|保障|考核|教育培训"),
)
_GOVERNMENT = (
    ("工作考核", "考核"),
    ("社会评议", "评议|社会评价|满意度|测评"),
    ("责任追究", "责任追究|追责|问责|追究"),
)
_HEADING = re.compile(rf"^\s*(?:[（(][{DIGITS}\d]{{1,2}}[）)]|[{DIGITS}]{{1,2}}、|\d{{1,2}}[.．、]|[{DIGITS}]是)")


def headed(text: str) -> list[tuple[int, str]]:
    """The paragraphs that begin with a number, and what they are about: up to the first stop."""
    lines = enumerate(text.split("\n"))
    return [(index, re.split("[。：:，；]", line.strip())[0][:40]) for index, line in lines if _HEADING.match(line)]


@lru_cache(maxsize=64)
def missing_aspects(text: str) -> tuple[str, ...]:
    """The aspects of part one that are not there: by its sub-headings where it has them, else by its words."""
    heads = [head for _, head in headed(text)]
    named = [name for name, pattern in _ASPECTS if any(re.search(pattern, head) for head in heads)]
    if len(named) >= 3:
        return tuple(name for name, _ in _ASPECTS if name not in named)
    return tuple(name for name, pattern in _ASPECTS if not re.search(pattern, text))


# what does not belong there

_ECONOMY = (
    r"(?:GDP|地区生产总值|招商引资|固定资产投资|财政收入|税收收入|粮食(?:总)?产量|城镇化率|人均可支配收入|"
    r"社会消费品零售总额|工业增加值)(?:总量|总额|全年|累计|完成|实现|达到?|为|同比|增长|约|突破|收入){0,4}\d"
)
_LETTERS = "网民留言|网友留言|政策留言|问政|市长信箱|领导信箱|12345|热线工单"


def _off_topic(text: str) -> Iterator[tuple[int, Hit]]:
    aspect = ""
    sections: dict[str, list[tuple[int, str]]] = {}
    for index, line in enumerate(text.split("\n")):
        if re.match(rf"\s*[（(][{DIGITS}\d][）)]", line):
            aspect = next((name for name, pattern in _ASPECTS if re.search(pattern, line[:30])), "")
        sections.setdefault(aspect, []).append((index, line))
        for found in re.finditer(_ECONOMY, line):
            yield index, Hit(*found.span(), f"“{found[0]}”是业务成绩，不属于政府信息公开工作")
    yield from _letters_as_applications(sections.get("依申请公开", []))
    yield from _leaders_as_management(sections.get("政府信息管理", []))


def _letters_as_applications(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Hit]]:
    if re.search("公开申请|申请公开信息|[收受]到?理?[^。；，]{0,12}申请", "".join(line for _, line in lines)):
        return
    for index, line in lines:
        if found := re.search(_LETTERS, line):
            yield index, Hit(*found.span(), f"“{found[0]}”不是政府信息公开申请，请写收到和办理申请的情况，没有收到的写明未收到")
            return


def _leaders_as_management(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Hit]]:
    text = "".join(line for _, line in lines)
    if re.search("规范性文件|公开属性|目录|清理|归档|台账|源头|动态|全生命周期|公文|文件|审查", text):
        return
    for index, line in lines:
        if found := re.search("领导小组|组织领导", line):
            yield index, Hit(*found.span(), "政府信息管理写的是组织领导和重点领域，没有写信息的制作、审查、清理和规范性文件的管理")
            return
