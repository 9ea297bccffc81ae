"""Terms and references (TX-04 to TX-07): the 条例 and the form in force, the law's own words, claims that no organ can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.passages import Hit, findings, is_between, sentence_at, shown
from desktopapp.core.structuring import counted

_HISTORY = "原|修订|修改|修正|废止|替代|代替|取代|不再|更名|前身|撤销|合并|划入|移交|接收|历史|档案|以前|之前|曾|改革前"
_LAST_ARTICLE = 56  # of the 条例 of 2019


class Term(NamedTuple):
    """Words that should not stand there: a pattern, what should, and words in the same sentence that make it right after all.

    `should` blank: there is no plain replacement, and `why` says what to do. `since` is the first year of reports for which it holds.
    """

    pattern: str
    should: str
    why: str = ""
    unless: str = ""
    since: int = 0


TERMS = (
    Term("国家机密", "国家秘密", "条例第十四条的用语"),
    Term("(?<!生态)环境保护督[察查]", "生态环境保护督察", "现行名称", _HISTORY, 2019),
    Term("政务信息公开(?!栏|专栏|平台|系统)", "政府信息公开", "条例的用语"),
    Term("行政审批许可", "行政许可", "法律的用语"),
    Term("(?<!政府)信息公开(?:工作)?年度报告", "政府信息公开工作年度报告", "报告的全称"),
    Term("(?<!政府)信息公开条例", "政府信息公开条例", "条例的全称"),
    Term("政府信息公开(?:管理|工作)条例", "政府信息公开条例", "条例的全称"),
    Term("政府信息公开条列", "政府信息公开条例"),
    Term("(?:信息|政府信息)公开处理费", "信息处理费", "109号文件的用语"),
    Term(
        "检索费|邮寄费|(?:检索|复制)[、，]?(?:复制|邮寄)[^。；，]{0,4}(?:成本)?费用?",
        "",
        "2019年修订的条例已取消，现行收费是信息处理费",
        _HISTORY,
        2021,
    ),
    Term("行政权利", "行政权力"),
    Term("权利清单", "权力清单"),
    Term("行政复义", "行政复议"),
    Term("规范性文档", "规范性文件"),
    Term("截止(?=(?:到|至)?(?:20\\d\\d年|\\d{1,2}月|目前|年底|年末|[去今本当上]年))", "截至"),
    Term("登陆(?=[^，。；]{0,8}(?:网站|平台|系统|账号|网址|专栏|客户端))", "登录"),
    Term("帐[户号]", "账户、账号", "现行写法是“账户”“账号”"),
    Term("布署", "部署"),
    Term("按排", "安排"),
    Term("涵概", "涵盖"),
    Term("复盖", "覆盖"),
    Term("松驰", "松弛"),
    Term("(?:群众|市民|公众|企业|申请人|居民)反应的?(?=问题|诉求|意见|情况)", "反映", "这里是“反映”"),
    Term("公布与众|公诸与众", "公布于众"),
    Term("国土资源(?=局|厅|部|分局)", "自然资源", "机构改革后的名称", _HISTORY, 2019),
    Term("工商行政管理(?=局|所|分局)", "市场监督管理", "机构改革后的名称", _HISTORY, 2019),
    Term("(?<!生态)环境保护(?=局|厅|部(?!门)|分局)", "生态环境", "机构改革后的名称", _HISTORY, 2019),
    Term("卫生和?计划生育(?=局|委员会)|卫计(?=委|局)", "卫生健康", "机构改革后的名称", _HISTORY, 2019),
    Term("安全生产监督管理(?=局)|安监(?=局)", "应急管理", "机构改革后的名称", _HISTORY, 2019),
)


@rule("TX-04", Severity.EXPLAIN, source="《政府信息公开条例》（国务院令第711号，2019年修订）")
def the_statute_is_the_one_in_force(case: Case) -> Iterator[Finding]:
    """引用的条例是2019年修订的（国务院令第711号），不引用旧条例的令号、条文序号；现行条例共56条。"""
    yield from findings("TX-04", Severity.EXPLAIN, case.report, _old_statute)


@rule("TX-05", Severity.EXPLAIN, source="国办公开办函〔2021〕30号：自2021年度报告起执行，60号试行格式停止使用")
def the_form_is_the_one_in_force(case: Case) -> Iterator[Finding]:
    """2021年度起的报告依据30号文件的格式，不再引用2019年60号试行格式和更早的统计制度。"""
    if (case.report.year or 0) >= 2021:
        yield from findings("TX-05", Severity.EXPLAIN, case.report, _old_form)


@rule("TX-06", Severity.EXPLAIN, source="《政府信息公开条例》和现行机构名称；常见错别字")
def terms_are_those_of_the_law(case: Case) -> Iterator[Finding]:
    """用语与条例一致：国家秘密、政府信息公开、行政许可、生态环境保护督察、信息处理费等；机构用现行名称；没有常见错别字。"""
    year = case.report.year or 0
    yield from findings("TX-06", Severity.EXPLAIN, case.report, lambda text: _wrong_terms(text, year))


@rule("TX-07", Severity.HINT, source="《政府信息公开条例》第五条、第十四条至第十六条：公开是常态，也有例外")
def nothing_absolute_is_claimed(case: Case) -> Iterator[Finding]:
    """不作绝对的断言：条例规定有不予公开的情形，“全部公开”“没有任何问题”经不起核对。"""
    yield from findings("TX-07", Severity.HINT, case.report, _absolute)


RULES = (
    the_statute_is_the_one_in_force,
    the_form_is_the_one_in_force,
    terms_are_those_of_the_law,
    nothing_absolute_is_claimed,
)

_STATUTE = "条例》?(?:（[^（）]{0,30}）)?(?:的|中)?"
_OLD_STATUTE = (
    (r"(?:国务院令?|主席令)?第?492号令?", "第492号令是旧条例", "第711号"),
    (r"(?<=政府信息公开条例》)[（(]2007[^（）()]{0,10}[）)]", "2007年的条例已经修订", "（2019年修订）"),
    (
        rf"{_STATUTE}第(?:三十一条|三十二条)(?=[^。；]{{0,30}}(?:年度报告|年报|本报告|编制))",
        "这是旧条例关于年度报告的条文序号，现行的是第四十九条、第五十条",
        None,
    ),
    (rf"{_STATUTE}第九条(?=[^。；]{{0,20}}主动公开)", "这是旧条例关于主动公开的条文序号，现行的是第十九条至第二十一条", None),
    (r"2007年(?:公布|颁布|制定|施行|出台)的?[^。；]{0,10}政府信息公开条例", "2007年的条例已经修订，现行的是2019年修订的", None),
    (r"2008年5月1日起(?:正式)?(?:施行|实施|执行)", "旧条例的施行日期，现行条例自2019年5月15日起施行", None),
)
_ORDER = r"政府信息公开条例》?[（(，,]?(?:中华人民共和国)?(?:国务院令?|国令)第?(\d{2,4})号"
_ARTICLE = rf"政府信息公开{_STATUTE}第([一二三四五六七八九]?十?[一二三四五六七八九]?|\d{{1,3}})条"


@lru_cache(maxsize=1024)
def _old_statute(text: str) -> tuple[Hit, ...]:
    if "条例" not in text and "492" not in text:
        return ()
    hits: list[Hit] = []
    for pattern, words, mend in _OLD_STATUTE:
        for found in re.finditer(pattern, text):
            if not re.search(_HISTORY.replace("档案|", ""), sentence_at(text, found.start()).replace("2019年修订", "")):
                hits.append(
                    Hit(*found.span(), f"“{shown(found[0])}”：{words}", mend and (f"国务院令{mend}" if "国务院令" in found[0] else mend))
                )
    for found in re.finditer(_ORDER, text):
        if found[1] not in ("711", "492"):
            hits.append(Hit(*found.span(1), f"条例的令号是第711号，这里写的是第{found[1]}号", "711"))
    for found in re.finditer(_ARTICLE, text):
        number = int(found[1]) if found[1].isdigit() else counted(found[1])
        if number > _LAST_ARTICLE:
            hits.append(Hit(*found.span(), f"现行条例共{_LAST_ARTICLE}条，没有第{found[1]}条"))
        elif re.search("(?:年度报告|编制|年报)", text[found.end() : found.end() + 12]) and number in (47, 48, 51, 52):
            hits.append(Hit(*found.span(), f"年度报告的规定在第四十九条、第五十条，这里写的是第{found[1]}条"))
    return tuple(hits)


_OLD_FORM = (
    (
        r"国办公开办函?[〔\[（(【]2019[〕\]）)】]60号",
        "60号是2019年的试行格式，应当引用国办公开办函〔2021〕30号",
        "国办公开办函〔2021〕30号",
    ),
    (r"年度报告格式》?[（(]试行[）)]", "试行格式已经停止使用，应当引用国办公开办函〔2021〕30号的格式", None),
    (r"国办发[〔\[（(【]2014[〕\]）)】]32号", "这是2019年以前的统计制度", None),
    (r"国办公开办函[〔\[（(【](?!2021[〕\]）)】]30号)20\d\d[〕\]）)】]30号", "30号文件的年份是2021", "国办公开办函〔2021〕30号"),
    (
        r"(?<=年度报告格式)[》〉]?的通知》?[（(]国办公开办函[〔\[（(【]2021[〕\]）)】](?!30号)\d+号",
        "年度报告格式的文号是国办公开办函〔2021〕30号",
        None,
    ),
    (r"国办(?:发|函)(?=[〔\[（(【]2021[〕\]）)】]30号)", "30号文件的文号是国办公开办函〔2021〕30号", "国办公开办函"),
)


@lru_cache(maxsize=1024)
def _old_form(text: str) -> tuple[Hit, ...]:
    if "国办" not in text and "试行" not in text:
        return ()
    return tuple(
        Hit(*found.span(), f"“{shown(found[0])}”：{words}", mend)
        for pattern, words, mend in _OLD_FORM
        for found in re.finditer(pattern, text)
        if not re.search("替代|代替|取代|废止|停止|不再", sentence_at(text, found.start()))
    )


def _any_term() -> str:
    return "|".join(f"(?:{term.pattern})" for term in TERMS)


@lru_cache(maxsize=1024)
def _wrong_terms(text: str, year: int) -> tuple[Hit, ...]:
    if not re.search(_any_term(), text):  # one look for all of them: most paragraphs have none
        return ()
    hits: list[Hit] = []
    for term in TERMS:
        for found in re.finditer(term.pattern, text) if year >= term.since else ():
            hit = _term_hit(term, text, found)
            if hit and not any(known.start < hit.end and hit.start < known.end for known in hits):
                hits.append(hit)
    return tuple(hits)


def _term_hit(term: Term, text: str, found: re.Match[str]) -> Hit | None:
    is_named = is_between(text, found.start()) and not found[0].endswith(("条例", "条列"))  # names of documents are what they are
    if is_named or (term.unless and re.search(term.unless, sentence_at(text, found.start()).replace(found[0], ""))):
        return None
    reason = f"（{term.why}）" if term.why else ""
    if not term.should:
        return Hit(*found.span(), f"“{found[0]}”：{term.why}")
    if "、" in term.should:
        mend = found[0].replace("帐", "账")
        return Hit(*found.span(), f"“{found[0]}”应为“{mend}”", mend)
    mend = found[0].replace("反应", "反映") if term.should == "反映" else term.should
    return Hit(*found.span(), f"“{found[0]}”应为“{mend}”{reason}", mend)


_ABSOLUTE = (
    r"(?:我|本)(?:局|委|办|厅|镇|乡|街道|机关|单位|分局|县|市|区)(?:已)?全部(?:予以|实行|实现|进行)?公开",
    r"(?:所有|一切|全部)(?:的)?(?:政府|政务)?信息[^。；，应依除]{0,6}(?:全部|一律|均|都)?(?:已)?(?:予以|实行|实现|向社会)?公开(?!目录|指南|平台|栏|属性|前)",
    r"(?:政府|政务)信息(?:已)?(?:全部|百分之百|100[%％])(?:予以|实行|实现|向社会)?公开",
    r"(?:没有|不存在|无)任何(?:的)?(?:问题|不足|差错|失误|遗漏|瑕疵)",
    r"(?:做到|实现|确保|保持)(?:了)?(?:零差错|零失误|零遗漏|万无一失|绝对[^。；，]{0,4})",
    r"(?:完全|彻底)(?:杜绝|解决)了?",
    r"从(?:未|来没有)(?:出现|发生)过?(?:任何)?(?:问题|差错|失误)",
)


@lru_cache(maxsize=1024)
def _absolute(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(*found.span(), f"“{found[0]}”说得绝对，条例规定有不予公开的情形，请改为与事实相符的说法")
        if "公开" in found[0]
        else Hit(*found.span(), f"“{found[0]}”说得绝对，请改为与事实相符的说法")
        for pattern in _ABSOLUTE
        for found in re.finditer(pattern, text)
        if "公开" not in found[0] or not re.search("应当?公开|依法应|法定|规定应|属于主动公开", sentence_at(text, found.start())[:80])
    )
