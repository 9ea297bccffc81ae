"""What must not be published (PR-2 to PR-5, PR-7): personal data, secrets, and who asked for what.

PR-1 (保密审查) and PR-8 are procedure, not words of a report. PR-6 (hidden data of files) is kept by the writers, which write none; residue
in the text itself is TX-14.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from desktopapp.core.checks.finding import Case, Finding, Severity, rule
from desktopapp.core.checks.passages import Hit, findings, sentence_at, shown
from desktopapp.core.report import Report


@rule("PR-2", Severity.EXPLAIN, source="《保守国家秘密法》第三十五条；《政府信息公开条例》第十四条")
def no_refused_content_is_told(case: Case) -> Iterator[Finding]:
    """因国家秘密等不予公开的申请只报件数，不写申请的内容。"""
    yield from findings("PR-2", Severity.EXPLAIN, case.report, _refused_content)


@rule("PR-3", Severity.EXPLAIN, source="《政府信息公开条例》第十五条；《个人信息保护法》")
def no_personal_data_is_published(case: Case) -> Iterator[Finding]:
    """没有身份证号、手机号、银行卡号、车牌号、私人邮箱、案号，没有申请人、原告、信访人的姓名。"""
    yield from findings("PR-3", Severity.EXPLAIN, case.report, _personal, _but_preface(case.report))
    yield from findings("PR-3", Severity.EXPLAIN, case.report, _personal_in_preface, ("preface",))
    yield from findings("PR-3", Severity.HINT, case.report, _mailboxes, _but_preface(case.report))


@rule("PR-4", Severity.EXPLAIN, source="惯例：公布办公电话、地址和公务邮箱，不公布个人手机号")
def contacts_are_the_offices(case: Case) -> Iterator[Finding]:
    """前言里的联系方式是单位的办公电话、传真和邮箱，不是经办人的手机号、QQ邮箱。"""
    yield from findings("PR-4", Severity.EXPLAIN, case.report, _mobiles, ("preface",))
    yield from findings("PR-4", Severity.HINT, case.report, _private_mailboxes, ("preface",))


@rule("PR-5", Severity.EXPLAIN, source="《保守国家秘密法》；《政府信息公开条例》第十七条")
def no_classified_mark_is_published(case: Case) -> Iterator[Finding]:
    """没有“秘密★”“机密★”“内部资料，注意保存”等标志，没有涉密文号。"""
    yield from findings("PR-5", Severity.EXPLAIN, case.report, _classified)


@rule("PR-7", Severity.HINT, source="《政府信息公开条例》第十五条：商业秘密和第三方合法权益")
def no_company_is_named_for_its_offence(case: Case) -> Iterator[Finding]:
    """举处罚的例子时不写企业、商户的名称。"""
    yield from findings("PR-7", Severity.HINT, case.report, _offenders)


RULES = (
    no_refused_content_is_told,
    no_personal_data_is_published,
    contacts_are_the_offices,
    no_classified_mark_is_published,
    no_company_is_named_for_its_offence,
)


def _but_preface(report: Report) -> tuple[str, ...]:
    return tuple(key for key in report.form.text_keys if key != "preface")


def is_identity_number(digits: str) -> bool:
    """Eighteen characters that are a citizen's number: region, birthday and check digit (GB 11643) are right."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if not re.fullmatch(r"[1-6]\d{16}[\dXx]|8[123]\d{15}[\dXx]", digits):
        return False
    try:
        datetime.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], weights, strict=True))
    return "10X98765432"[total % 11] == digits[17].upper() and 1900 <= int(digits[6:10]) <= 2100


def is_bank_card(digits: str) -> bool:
    """Sixteen to nineteen digits of a bank card: they begin with 62 or another issuer's figure, and Luhn's sum is right."""
    doubled = [int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(reversed(digits))]
    return digits.startswith(("62", "4", "5")) and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _masked(digits: str) -> str:
    """A number as a message may show it: a finding is printed too."""
    return f"{digits[:3]}……{digits[-2:]}"


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


@lru_cache(maxsize=1024)
def _personal(text: str) -> tuple[Hit, ...]:
    return (*_mobiles(text), *_personal_in_preface(text))


@lru_cache(maxsize=1024)
def _personal_in_preface(text: str) -> tuple[Hit, ...]:
    return (*_numbers(text), *_plates_and_cases(text), *_names(text))


def _numbers(text: str) -> Iterator[Hit]:
    for found in re.finditer(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])", text):
        if is_identity_number(found[0]):
            yield Hit(*found.span(), f"“{_masked(found[0])}”是身份证号，请删去")
    for found in re.finditer(r"(?<![0-9A-Za-z])\d{16,19}(?![0-9A-Za-z])", text):
        if is_bank_card(found[0]) and not is_identity_number(found[0]):
            yield Hit(*found.span(), f"“{_masked(found[0])}”是银行卡号，请删去")


@lru_cache(maxsize=1024)
def _mobiles(text: str) -> tuple[Hit, ...]:
    found = re.finditer(r"(?<![0-9A-Za-z.+-])(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?![0-9A-Za-z余万元件条次人个]|\.\d)", text)
    return tuple(Hit(*one.span(), f"“{_masked(one[0])}”是手机号，请删去或者改为办公电话") for one in found)


def _plates_and_cases(text: str) -> Iterator[Hit]:
    for found in re.finditer(rf"[{_PROVINCES}][A-HJ-Z][·•. ]?(?=[A-HJ-NP-Z0-9]*\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])", text):
        yield Hit(*found.span(), f"“{found[0][:2]}……”是车牌号，请删去")
    court = rf"[（(〔\[]20\d\d[）)〕\]](?:[{_PROVINCES}]\d{{0,4}}|最高法)[\u4e00-\u9fff]{{1,4}}\d{{0,3}}[初终再申执复监审]\S{{0,4}}?\d+号"
    review = r"[\u4e00-\u9fff]{0,6}复(?:决|议|受|终|字|决字|议字|驳)*[〔\[（(]20\d\d[〕\]）)]第?\d+号"
    for found in re.finditer(f"{court}|{review}", text):
        yield Hit(*found.span(), f"“{shown(found[0])}”是案件的案号，请删去，只报件数")


# names

_SURNAMES = (
    "王李张刘陈杨赵吴周徐孙朱胡郭罗梁宋郑谢韩唐冯邓曹彭肖潘袁蒋蔡贾魏薛叶阎杜戴汪姜范姚谭廖邹熊郝孔崔邱秦侯邵孟段雷钱汤尹黎龚庞樊兰殷施陶翟"
    "倪牛俞章鲁葛韦毕聂焦许何吕苏卢沈林田石程陆丁江夏钟贺赖伍覃柳欧苗岳齐耿柯梅涂裴翁骆凌霍虞阮蓝褚卫詹闫闻"
)
_LOOSE = "高方于黄马金余任史顾龙万白康毛严武文安常易乔温童左季祝路包单关全解明平成时水"  # also begin ordinary words
_ROLES = "申请人|原告|上访人员|信访人员|上访户|信访户|上访人|信访人|上诉人|第三人|当事人|投诉人|举报人|被处罚人|来信人|来访人"
_PEOPLE = "居民|村民|市民|群众|学生|家长|业主|职工"  # 居民水电、村民文化室: behind these a name must do something
_FUNCTION = "某×*的了在和与及或对向因于以是有无不提请求申诉将应为可能被把由从就其所并也又还等"
_NOT_FIRST = f"{_FUNCTION}述贴边末到知围本畴文同绝列重行工程多毕点虑格肃禁款突明落切业要况样必方处时地度式面法书信已自续序权种木生"
_GIVEN = f"(?:(?![{_NOT_FIRST}])[\u4e00-\u9fff])"
_SECOND = f"(?:(?![{_FUNCTION}])[\u4e00-\u9fff])"
_DOES = (
    r"(?:不服|等\d|等[二三四五两]人|诉|[（(](?:男|女|身份证|化名|住|系)|，(?:男|女|身份证|住|要求|申请|不服|反映|因)|要求|申请|提出|提起|认为|"
    r"来[访信电函]|反映|多次|反复|再次|先后)"
)
_ENDS = r"(?:以|向|就|于20|因|与|通过|在|的(?:申请|来信|复议|诉讼|案)|[，。；、）)]|\s|$)"


def _names(text: str) -> Iterator[Hit]:
    certain = rf"(?:(?:{_ROLES})(?:[：:]|为|是|姓名)?\s?(?P<one>[{_SURNAMES}]{_GIVEN}{_SECOND}?)(?={_DOES}|{_ENDS}))"
    doing = rf"(?:(?:{_ROLES}|{_PEOPLE})(?P<two>[{_SURNAMES}]{_GIVEN}{_SECOND}?|[{_LOOSE}]{_GIVEN}{_SECOND})(?={_DOES}))"
    for found in re.finditer(rf"{certain}|{doing}", text):
        group = "one" if found["one"] else "two"
        yield Hit(*found.span(group), f"“{found[group][0]}某”是{text[found.start() : found.start(group)].rstrip('：:为是 ')}的姓名，请删去")
    for found in re.finditer(
        rf"(?:^|[，。；：、“（]|案件|收到|审结|办理)([{_SURNAMES}]{_GIVEN}{_SECOND}?)(?:等[\d二三四五两]+人)?(?:诉|不服)(?=我|本|[\u4e00-\u9fff]{{2,20}}(?:局|政府|委员会|办事处|决定|答复|告知))",
        text,
    ):
        yield Hit(*found.span(1), f"“{found[1][0]}某”是当事人的姓名，请删去")
    for found in re.finditer(
        rf"(?:^|[，。；、：“（]|答复|向|给|与|和|为|由|请|接待|市民|群众)([{_SURNAMES}]{_GIVEN}{_SECOND})(?:先生|女士)", text
    ):
        yield Hit(*found.span(1), f"“{found[1][0]}某”是个人的姓名，请删去")


# mailboxes

_MAILBOX = r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}"


@lru_cache(maxsize=1024)
def _mailboxes(text: str) -> tuple[Hit, ...]:
    found = (one for one in re.finditer(_MAILBOX, text) if not one[0].endswith(".gov.cn"))
    return tuple(
        Hit(*one.span(), f"正文里有邮箱“{shown(one[0])}”，是个人的请删去")
        for one in found
        if not re.search("联系|咨询|申请渠道|受理|邮箱[：:]|办公", text[: one.start()])
    )


@lru_cache(maxsize=1024)
def _private_mailboxes(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(*one.span(), f"“{shown(one[0])}”像是个人的QQ邮箱，请改用公务邮箱")
        for one in re.finditer(r"(?<![A-Za-z0-9.])[1-9]\d{4,10}@qq\.com", text)
    )


# secrets

_CLASSIFIED = (
    r"(?:绝密|机密|秘密)\s*[★☆]",
    r"(?:属于|定为|密级为)(?:绝密|机密|秘密)级?(?=[。，；]|文件|$)",
    r"(?<![严不]得)(?<!严禁)涉及(?:绝密|机密)级?(?:文件|信息|材料|资料|事项|内容)",
    r"[★☆]\s*(?:长期|\d{1,2}年)",
    r"[（(【\[]\s*(?:绝密|机密|秘密|内部资料|内部文件)\s*[）)】\]]",
    r"内部(?:资料|文件|材料)[，,、！!：:]?\s*(?:请)?(?:注意保[存密管]|不得外传|严禁外传|请勿外传|妥善保管)",
    r"(?:不得外传|注意保密)(?=[。！）)]|$)",
    r"[\u4e00-\u9fff]{1,6}密(?:发|电|字|函)?[〔\[（(]20\d\d[〕\]）)]\d+号|[（(]密[）)]\s*(?:字)?第?\d+号|[〔\[（(]20\d\d[〕\]）)]密\d+号",
    r"^\s*(?:绝密|机密|秘密)\s*$",
)


@lru_cache(maxsize=1024)
def _classified(text: str) -> tuple[Hit, ...]:
    if not re.search("密|内部|★|☆|外传", text):
        return ()
    return tuple(
        Hit(*found.span(), f"“{shown(found[0])}”是涉密或者内部的标志，请核实能否公开")
        for pattern in _CLASSIFIED
        for found in re.finditer(pattern, text)
    )


@lru_cache(maxsize=1024)
def _refused_content(text: str) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    for found in re.finditer("(?:申请|要求|请求)(?:公开|获取|提供|查阅)[^，。；《“]{0,12}(?:《[^》]{2,40}》|“[^”]{2,40}”)", text):
        sentence = sentence_at(text, found.start())
        is_refused = re.search("国家秘密|涉密|涉及(?:国家)?秘密|商业秘密|个人隐私", sentence) and re.search(
            "不予公开|不予提供|未予公开|不公开|拒绝", sentence
        )
        if is_refused and not re.search("(?:条例|法|办法|规定)》", found[0]):
            hits.append(Hit(*found.span(), f"写了不予公开的申请要的是什么（{shown(found[0])}），请只报件数"))
    return tuple(hits)


_COMPANY = r"[\u4e00-\u9fff（）()]{2,24}?(?:有限责任公司|有限公司|股份公司|合作社|经营部|经营店|加工厂|超市|餐馆|饭店|药店|商行)"


@lru_cache(maxsize=1024)
def _offenders(text: str) -> tuple[Hit, ...]:
    if not re.search("公司|合作社|经营|加工厂|超市|餐馆|饭店|药店|商行", text):
        return ()
    found = re.finditer(
        rf"(?:对|查处|查处了|责令|通报|处罚|处罚了|关于)({_COMPANY})(?=[^，。；]{{0,24}}(?:违法|处罚|罚款|违规|污染|超标|查封|立案|未批先建|作出|擅自))",
        text,
    )
    return tuple(
        Hit(*one.span(1), f"写了被处罚单位的名称“{shown(one[1])}”，请核实是否需要，或者隐去名称")
        for one in found
        if not re.search("^(?:各|有关|相关|部分|辖区|一家|某|多家)", one[1])
    )
