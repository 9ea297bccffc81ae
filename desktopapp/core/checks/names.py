"""Years and names (TX-01 to TX-03): what an old report, or another office's, leaves behind in a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from desktopapp.core.checks.finding import Case, Finding, Severity, Span, rule
from desktopapp.core.checks.passages import Hit, findings, is_between, lines_of, sentence_at, shown
from desktopapp.core.report import Report

_CHINESE_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?<![0-9０-９])(20[0-9]{2}|２０[０-９]{2}|二[〇○零][〇○零一二三四五六七八九]{2})年"
_COMPARED = (
    "考核|评比|评选|表彰|获评|同比|相比|较|比|增长|增加|减少|上升|下降|结转|上年|去年|往年|历年|近[两三几]年|以来|对照|回顾|反馈|指出|整改|"
    "历史|存量|清理|修订|修改|施行|实施"
)
_PLANNED = "将|下一步|下步|今后|计划|拟|继续|进一步|力争|重点|着力|努力|打算|要|目标|明年|预计|新的一年|按照|聚焦|坚持|推动|持续|完善|加强"
_NAMED = (
    r"度?(?:部门|财政|财务|单位|预算|决算|预决算|法治|年报|年度报告|政府信息公开|政务公开|全国|国民|工作要点|工作计划|计划|规划|版|届|级|"
    r"考核|绩效|评估|测评|以来|之前|以前|前|底|末|初|起|后|期间|期|间|开始|出台|制定|发布的|印发的|修订|修正|第|至|到|—|-|－|～|~|、|和|与|及|或|\d{1,2}月)"
)
_DONE = "新?收到|受理|办理|答复|办结|主动公开|公开|发布|公布|制发|印发|新收|组织|开展|召开|举办|接待|培训|更新"
_SELF = r"(?:我|本)(?:局|委|办|厅|镇|乡|街道|机关|单位|分局|县|市|区|院|部门)"


@rule("TX-01", Severity.EXPLAIN, source="报告年度：1月1日至12月31日")
def the_year_is_the_reports(case: Case) -> Iterator[Finding]:
    """标题、统计期限和总体情况写的是报告年度；收到、受理、公开、办理等叙述没有留下上年或者别的年份。"""
    report = case.report
    if report.year is None:
        return
    title = _years(report.text("title"))
    if title and report.year not in title:
        message = f"标题写的是{title[0]}年，报告年度是{report.year}年。"
        yield Finding("TX-01", Severity.EXPLAIN, message, ("title",), where=Span("title", 0, 0, len(report.text("title"))))
    yield from findings("TX-01", Severity.EXPLAIN, report, lambda text: _wrong_years(text, report.year or 0))


@rule("TX-02", Severity.EXPLAIN, source="公文写作惯例：单位名称全文一致")
def the_organ_has_one_name(case: Case) -> Iterator[Finding]:
    """标题写单位全称，与单位名称一致；全文自称用一种说法，分局自称分局。"""
    report = case.report
    title, organ = "".join(report.text("title").split()), "".join(report.organ.split())
    if title and organ and organ not in title:
        message = f"标题中没有单位全称“{organ}”。"
        yield Finding("TX-02", Severity.EXPLAIN, message, ("title",), where=Span("title", 0, 0, len(report.text("title"))))
    yield from _mixed_names(report)


@rule("TX-03", Severity.EXPLAIN, source="实例：套用其他单位或者上年的文稿")
def no_other_organs_name_is_left(case: Case) -> Iterator[Finding]:
    """没有留下其他单位、其他地方的名称：自称与本单位不符，或者以别的县、乡镇、分局的名义叙述。"""
    organ = "".join(case.report.organ.split())
    if organ:
        yield from findings("TX-03", Severity.EXPLAIN, case.report, lambda text: _strangers(text, organ))


RULES = (the_year_is_the_reports, the_organ_has_one_name, no_other_organs_name_is_left)


def _number(year: str) -> int:
    return int(year.translate(_CHINESE_YEAR))


def _years(text: str) -> list[int]:
    return [_number(found[1]) for found in re.finditer(_YEAR, text)]


@lru_cache(maxsize=1024)
def _wrong_years(text: str, year: int) -> tuple[Hit, ...]:
    hits = [Hit(*found.span(), f"“{found[0]}”不是年份") for found in re.finditer(r"(?<![0-9])20[0-9]{3}年", text)]
    for found in re.finditer(_YEAR, text):
        said = _number(found[1])
        if said != year and not is_between(text, found.start()) and _is_wrong(text, found, said, year):
            hits.append(Hit(*found.span(), f"写的是{said}年，报告年度是{year}年", f"{year}年" if found[1].isascii() else None))
    return tuple(hits)


def _is_wrong(text: str, found: re.Match[str], said: int, year: int) -> bool:
    """The year stands where only the report's own can: in the statistical period, in the report's name, or before what was done."""
    sentence = sentence_at(text, found.start())
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() :]
    if re.search("统计期限|统计时[间限段]|数据期限|数据统计|所列数据|数据时限", sentence):
        return not re.match(r"1月1日起?施行", after)
    if re.match("度?(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报)", after):
        return bool(re.search("现将?(?:向社会)?(?:公布|发布)|现公布|编制(?:了|本)?|本报告[是为]?", before[-25:])) and not re.search(
            "对照|根据|针对|上年|参照", before[-25:]
        )
    if re.match("(?:1月1日起?[至到](?:20\\d\\d年)?)?12月31日", after) or (re.match("[底末]", after) and before.endswith(("截至", "截止"))):
        return str(year) not in sentence and not re.search(_COMPARED, sentence)
    if re.match(_NAMED, after):
        return False
    if said > year:
        return bool(re.match(f"[^。；]{{0,16}}(?:{_DONE})[^。；，]{{0,16}}\\d", after)) and not re.search(_PLANNED, sentence)
    is_compared = re.search(_COMPARED, sentence) or str(year) in sentence or re.search(f"(?:{_DONE})[^。；，]{{0,12}}的", sentence)
    at_start = not text[: found.start()].strip() or text[: found.start()].rstrip().endswith(("。", "）", "；", "："))
    opens = re.match(f"度?[，,]|度?(?:全年|全[县市区镇乡]|{_SELF}|共)", after)
    does = re.match(f"度?[，,]?[^。；，]{{0,16}}(?:{_DONE})", after)
    return not is_compared and bool((at_start and opens) or (does and re.search(f"{_SELF}|全年|共|累计|\\d+[件条次]", sentence)))


# the names by which an organ calls itself

_UNITS = (
    "分局|局(?!面|势|部|限|长)|委(?!托|派|员|会|任)|办(?!理|法|公|事|件|结|案|学|好|文|证|班)|厅|署(?!名)|镇|"
    "乡(?!村|亲|土)|街道|管委会|中心(?!城|工作|任务|思想|组)"
)
_CALLED = (
    rf"(?<![自基根日资])(?:我(?P<unit>{_UNITS}|机关|单位)|本(?P<own>分局|局(?!面|势|部|限|长)|厅|委(?!托|派|员|会|"
    rf"任)|机关(?!不|负责|内|各)))"
)
# What may call itself so, by the end of the organ's name.
_CALLS = (
    ("分局", "分局|局"),
    ("局", "局"),
    ("委员会|委", "委|会|管委会|局"),
    ("办公室", "办|室"),
    ("办事处|街道", "街道|办"),
    ("管理委员会|管委会", "委|管委会|办|局"),
    ("厅", "厅"),
    ("署", "署"),
    ("镇人民政府|镇", "镇"),
    ("乡人民政府|乡", "乡"),
    ("人民政府|县|市|区|旗|州|盟|省", "县|市|区|省|办|厅|旗|州|政府|镇|乡"),
    ("中心", "中心"),
)
_GENERAL = frozenset({"机关", "单位"})


def _expected(organ: str) -> set[str]:
    """The units as which this organ may speak of itself; none where its name does not tell."""
    fitting = [
        units for ending, units in sorted(_CALLS, key=lambda call: -max(map(len, call[0].split("|")))) if re.search(f"(?:{ending})$", organ)
    ]
    return set(fitting[0].split("|")) if fitting else set()


def _mixed_names(report: Report) -> Iterator[Finding]:
    """Several ways to say we; the first place where it is not the usual one."""
    called: list[tuple[str, Span]] = []
    for key in report.form.text_keys:
        for index, line in enumerate(lines_of(report, key)):
            called += [(found[0], Span(key, index, *found.span())) for found in re.finditer(_CALLED, line)]
    fitting = _expected("".join(report.organ.split()))
    counted = Counter(name for name, _ in called if name[1:] in fitting | _GENERAL or not fitting)
    usual = counted.most_common(1)[0][0] if counted else ""
    is_branch = "分局" in fitting and "我局" in counted
    if len(counted.keys() - {"本机关", "我机关", "我单位"}) > 1 or len(counted) > 2:  # 本机关 is the law's own word, beside any other
        where = next(span for name, span in called if name != usual and name in counted)
        kinds = "、".join(f"“{name}”{count}处" for name, count in counted.most_common())
        yield Finding("TX-02", Severity.HINT, f"自称不统一：{kinds}，请统一为一种说法。", where=where)
    elif is_branch:
        where = next(span for name, span in called if name == "我局")
        yield Finding("TX-02", Severity.HINT, "分局自称“我局”，容易与市局、县局相混，请改为“我分局”或者“本机关”。", where=where)


# other organs

_LEVELS = "省市县区旗镇乡"
_PLACE = rf"([\u4e00-\u9fff]{{2,4}}?)([{_LEVELS}]|街道)"
_KINDS = "局|厅|委员会|办公室|人民政府|办事处|管委会|中心|馆|大队"
_ACTS = (
    "认真|严格|按照|坚持|共|主动|深入|全面|高度|持续|围绕|积极|依法|根据|贯彻|全年|切实|不断|始终|累计|紧紧|扎实|政府信息公开|通过|把|将|以"
)
_TOGETHER = (
    "学习|交流|联合|会同|共同|协调|移送|转|建议|告知|经验|与|调研|合作|跨|联动|对标|借鉴|参照|申请人|复议|诉讼|"
    "被告|应诉|考察|协助|兄弟|向|赴|由|经|配合|原|帮扶|接收"
)


@lru_cache(maxsize=1024)
def _strangers(text: str, organ: str) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    fitting = _expected(organ)
    for found in re.finditer(_CALLED, text) if fitting else ():
        if (
            (found["unit"] or found["own"]) not in fitting | _GENERAL
            and not is_between(text, found.start())
            and not is_between(text, found.start(), "“”")
        ):
            hits.append(Hit(*found.span(), f"自称“{found[0]}”与单位名称“{organ}”不符，可能是从别处套用的"))
    own = {level: name for name, level in re.findall(_PLACE, organ)}
    branch = re.search("局([\u4e00-\u9fff]{2,4})分局", organ)
    for found in re.finditer(rf"(?:^|(?<=[。；：年度，,])){_PLACE}[\u4e00-\u9fff]{{0,14}}?(?:{_KINDS})(?=(?:{_ACTS}))", text):
        if found[2] in own and own[found[2]] not in found[0] and found[1] not in organ:
            hits.append(Hit(found.start(1), found.end(), f"“{shown(text[found.start(1) : found.end()])}”不是本单位，可能是从别处套用的"))
    if function := _function(organ):
        for found in re.finditer(rf"{_PLACE}(?={re.escape(function)})", text):
            is_other = found[2] in own and not found[1].endswith(own[found[2]]) and found[1] not in organ
            if is_other and not re.search(_TOGETHER, sentence_at(text, found.start())):
                name = found[1][-len(own[found[2]]) :] + found[2] + function  # what stands before the name is no part of it
                end = found.end() + len(function)
                hits.append(Hit(end - len(name), end, f"“{name}”不是本单位，可能是从别处套用的"))
    for found in re.finditer("局([\u4e00-\u9fff]{2,4})分局", text) if branch else ():
        if branch and found[1] != branch[1] and not re.search(_TOGETHER, sentence_at(text, found.start())):
            hits.append(Hit(found.start(1), found.end(), f"“{found[1]}分局”不是本单位，可能是从别处套用的"))
    return _apart(hits)


def _apart(hits: list[Hit]) -> tuple[Hit, ...]:
    """Without those that are inside another."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.start < known.end and known.start < hit.end for known in kept):
            kept.append(hit)
    return tuple(kept)


def _function(organ: str) -> str:
    """What the organ is without its place: 清河县档案管理局 is 档案管理局."""
    place = re.match(rf"(?:[\u4e00-\u9fff]{{2,5}}?[{_LEVELS}州盟])+", organ)
    rest = organ[place.end() :] if place else ""
    return rest if len(rest) >= 3 and rest != "人民政府" and "分局" not in rest else ""
