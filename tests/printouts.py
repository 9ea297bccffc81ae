"""Invented reports of different lengths, to see how they print."""

from __future__ import annotations

import datetime

from desktopapp.core.checks import Case, Finding, Severity, check
from desktopapp.core.checks.reasons import given, place
from desktopapp.core.drafts import take
from desktopapp.core.report import Entry, Report
from desktopapp.formats.printed.handing import Handing, handed_over
from tests.samples import distinct_report

PROSE = (
    "2024年，本机关按照《中华人民共和国政府信息公开条例》（国务院令第711号）和上级部署，紧扣“放管服”改革与“互联网+政务服务”，主动公开政府信息1,286条，同比增长12.5%，其中网站发布864条、微信公众号发布327条、其他渠道95条。",
    "（一）主动公开情况。全年制发行政规范性文件2件，全部同步解读，解读率100%；“一图读懂”“视频解读”等多样化解读占比达66.7%。",
    "（二）依申请公开情况",
    "全年收到申请37件，办结34件，按时办结率100%——其中当面申请5件、网络申请28件、信函申请4件。申请人对“征地补偿安置方案”“国有土地上房屋征收”等事项关注较多，占比约54.1%。",
    "一是健全制度。修订《政府信息公开保密审查办法》，落实“三审三校”，明确“谁公开谁审查、谁审查谁负责”。二是规范流程。使用OA系统登记，编号形如“XXGK-2024-001”，全程留痕。三是强化时限。自收到申请之日起20个工作日内答复；需要延长的，经负责人同意并告知申请人，延长不超过20个工作日。",
    "（三）平台建设情况。网站支持IPv6访问，页面平均打开时间由3.2秒缩短到1.1秒，App“掌上办”月活用户达2.3万；Wi-Fi覆盖12个便民服务中心，PDF、OFD两种格式同时提供下载。",
    "在“12345”热线和“领导信箱”中，群众来信623件（含重复来信41件），回复率99.8%，平均回复时间2.4天……对于反复反映的问题，列出“问题清单”“责任清单”“整改清单”，逐项销号。",
    "“十四五”规划中期评估报告、2023年度财政决算、2024年重点项目进展、惠民惠农补贴“一卡通”发放结果等，均在规定时间内公开（网址：http://www.example.gov.cn/zwgk/2024/index.html）。",
    "四是加强培训。举办培训3期、参训156人次，覆盖21个股室和9个基层所；组织“政务公开日”活动2场，邀请人大代表、政协委员、企业代表50余人参加，收集意见建议38条，采纳31条，采纳率81.6%。",
    "五是严格监督。将政务公开纳入年度绩效考核，权重为4%；第三方评估得分92.35分，比上年提高3.15分，在全市35个部门中排第6位。",
)


def filled(report: Report, texts: dict[str, str]) -> Report:
    """The report with these entries."""
    report.apply(report.plan({place: Entry(text) for place, text in texts.items()}))
    return report


def short_report() -> Report:
    """A short report of an organ with a long name, with text before and after 表四."""
    texts = {"overview": "\n".join(PROSE[:3]), "disputes.before": PROSE[5], "disputes.after": PROSE[3]}
    return filled(distinct_report(), texts | {"organ": "清河自治州生态环境保护综合行政执法支队清河县大队"})


def long_report() -> Report:
    """Very long narratives with Latin words, quotes, dashes, figures and percent signs."""
    texts = {"preface": PROSE[0], "overview": "\n".join(PROSE * 4), "problems": "\n".join(PROSE[3:] * 2)}
    return filled(distinct_report(), texts | {"other_matters": f"{PROSE[0]}\n{PROSE[9]}"})


def broken_report() -> Report:
    """Notes in 表三 that make it higher than a page, text around every table, and numbers of seven digits."""
    report = distinct_report()
    cells = [cell.address for cell in report.form.tables["applications"].cells if not cell.is_sum]
    notes = {address: f"{index + 3}（其中环评审批{index}个，排污许可证核发3个）" for index, address in enumerate(cells) if index % 9 == 4}
    large = {address: str(1_000_000 + index) for index, address in enumerate(cells) if index % 31 == 5}
    texts = {"applications.before": PROSE[3], "disclosure.after": PROSE[1], "applications.after": PROSE[9]}
    return filled(report, notes | large | texts | {"other_matters": PROSE[4] + PROSE[6]})


def found(report: Report) -> tuple[Finding, ...]:
    """What the checks find in a report."""
    return check(Case(report, datetime.date(2025, 1, 9)))


def second_draft() -> tuple[Report, Handing]:
    """A report in its second draft: numbers and sentences changed, one warning passed with a reason, two columns that do not balance."""
    report = filled(distinct_report(), {"disclosure.licensing.decisions": "5213（其中新办5000件，变更200件）"})
    first = take(report, [], "2025-01-08 16:20", "王小明")
    filled(report, {"overview": "\n".join(PROSE[:3]), "disputes.review.upheld": "7", "applications.received.business": "88"})
    for finding in found(report):
        if finding.severity is Severity.EXPLAIN:
            report.apply(report.plan({place(finding): given(finding, "变更件中有13件年底前撤回，不计入。")}))
    return report, handed_over(report, found(report), take(report, [first], "2025-01-09 09:30", "王小明"), first)
