"""The words of annual reports that say what a number is about, and the cutting of a paragraph into them.

A token is a word of the lexicon, a numeral, or a mark of punctuation; what lies between tokens says nothing to us. The longest word wins, so
that 无法提供 is a result and no negation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from desktopapp.core.claims.numerals import Numeral, numerals


class Is(StrEnum):
    """What kind of word it is."""

    MARK = "mark"
    NUMERAL = "numeral"
    SUBJECT = "subject"  # what the sentence is about: applications, review, normative documents …
    STEP = "step"  # received, concluded, carried …
    RESULT = "result"  # a row of 三、本年度办理结果
    APPLICANT = "applicant"
    OUTCOME = "outcome"  # of a review or suit
    ACTION = "action"  # on normative documents
    FOREIGN = "foreign"  # a subject that has no cell
    GUARD = "guard"  # what the number counts is not what it seems
    NOT = "not"
    ALL = "all"
    RATE = "rate"
    SCOPE = "scope"
    TIME = "time"
    PLAN = "plan"
    CHANNEL = "channel"
    AMONG = "among"
    RESPECTIVELY = "respectively"
    EACH = "each"
    TOGETHER = "together"
    CONTAINS = "contains"
    SHARE = "share"
    CHANGE = "change"  # growth or fall
    AND = "and"
    FILLER = "filler"  # says nothing between a role and its number


class Token(NamedTuple):
    """A word with its kind and what it means."""

    kind: Is
    value: str
    start: int
    end: int
    numeral: Numeral | None = None


_LEXICON: tuple[tuple[Is, str, str], ...] = (
    # subjects
    (Is.SUBJECT, "applications", "政府信息公开申请 政府信息依申请公开 政府信息公开的申请 信息公开申请 依申请公开政府信息 依申请公开信息 依申请公开申请 依申请公开事项"
     " 依申请信息公开件 政府信息公开申请办件 政府信息公开申请件 政府信息依申请公开件 依申请公开申请件 依申请公开件 依申请公开案件 依申请公开 依申请信息公开 公开申请 申请公开政府信息 申请公开信息 申请信息公开 申请公开 公开政府信息申请 公开政府信息的申请"
     " 政府信息申请 依申请件 依申请 信息申请"),
    (Is.SUBJECT, "application", "申请件 申请量 申请数 申请"),
    (Is.SUBJECT, "review", "被申请行政复议 申请行政复议 被提起行政复议 提起行政复议 被行政复议 行政复议申请 行政复议案件 行政复议 复议案件 复议申请 被申请复议 申请复议 被复议 复议"),
    (Is.SUBJECT, "suit", "被提起行政诉讼 提起行政诉讼 行政诉讼案件 行政应诉案件 应诉案件 行政诉讼 诉讼案件 提起诉讼 被诉案件 被诉 应诉 诉讼 行政应诉 起诉案件 被起诉"),
    (Is.SUBJECT, "suit_direct", "未经复议直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼 直接起诉 直接提起行政诉讼 直接提起诉讼 未经行政复议直接提起行政诉讼"
     " 未经行政复议直接起诉 未经复议"),
    (Is.SUBJECT, "suit_after_review", "复议后起诉 复议后提起行政诉讼 复议后提起诉讼 经复议后起诉 经复议后提起行政诉讼 经行政复议后提起行政诉讼 复议后诉讼 复议后再起诉"
     " 经复议后提起诉讼 复议后又提起行政诉讼 复议后又起诉 不服复议决定提起行政诉讼"),
    (Is.SUBJECT, "dispute", "复议诉讼 行政复议诉讼 复议应诉 行政争议"),
    (Is.SUBJECT, "normative_documents", "行政规范性文件 规范性文件"),
    (Is.SUBJECT, "regulations", "政府规章 部门规章 规章"),
    (Is.SUBJECT, "licensing", "行政许可决定书 行政许可决定 行政许可结果 行政许可案件 行政许可"),
    (Is.SUBJECT, "penalties", "行政处罚决定书 行政处罚决定 行政处罚结果 行政处罚案件 行政处罚"),
    (Is.SUBJECT, "coercion", "行政强制措施决定 行政强制决定 行政强制措施 行政强制执行 行政强制 查封扣押 查封、扣押"),
    (Is.SUBJECT, "fees", "行政事业性收费 行政事业收费"),
    (Is.SUBJECT, "processing_fee", "信息处理费"),
    # steps
    (Is.STEP, "received_exactly", "本年新收 今年新收 新收到 新受理 新接收 新增 新收"),
    (Is.STEP, "received", "收到 接收 收件 接到 受理 收受 收悉 登记 接获 收取"),
    (Is.STEP, "handled", "收办 审理 审结 共收办 共办理 办理 处理 处置 接办"),
    (Is.STEP, "concluded", "办理完毕 办理完结 办理完成 办理答复 答复办结 办结答复 办结 答复 办复 回复 办毕 审结办理 作出处理 结案"),
    (Is.STEP, "carried_in", "上年结转 上年度结转 上一年结转 上一年度结转 去年结转 去年度结转 往年结转 上年转办 去年转办 上年度转办 上年转结 上年度转结 去年转结 上年转入 上年度转入"
     " 上年遗留 结转上年度 结转上年 结转上一年度 结转上一年 结转去年 年初结转 承接上年 承接上年度 上年末结转 以前年度结转 上年未办结 上年度未办结 去年未办结 上年结存 上年度结存"
     " 上年度跨年 上年跨年 上年顺延 上年度顺延 上年延续 上年度延续 跨年结转办理上年 去年接转 上年接转 上年度接转 接转上年度 接转上年 上年度转接 上年转接 上年带入 上年度带入 结转自上年度 结转自上年"),
    (Is.STEP, "carried_out", "结转下年度继续办理 结转下年继续办理 结转下一年度继续办理 结转至下年度继续办理 结转至下一年度继续办理 结转下一年度办理 结转至下一年度办理 结转下年度办理"
     " 结转到下年度 结转到下一年度 结转到下年 结转到下一年 结转至下年度 结转至下一年度 结转至下年 结转至下一年 结转下年度 结转下一年度 结转下年 结转下一年 结转至次年 结转次年 结转明年"
     " 结转到次年 结转到明年 结转至明年 转入下年度 转入下一年度 转入下年 转入下一年 转至下年度 转至下一年度 转到下年度 转到下一年度 顺延到下年度 顺延至下年度 顺延至下一年度 顺延到下一年度 顺延下年度"
     " 顺延下一年度 顺延至次年 延至下年度 延至下一年度 延续至下年度 延续至下一年度 延续到下年度 延期至下年度 延期至下一年度 下年度继续办理 下一年度继续办理 次年继续办理 次年办理 跨年度办理 跨年办理 转结下年度"
     " 转结至下年度 转结下年 转结至下一年度 转结下一年度 接转下年度 接转下年 下转 留待下年度 留待下一年度 待下年度 下年度办理 下一年度办理 下年度答复 下一年度答复 待下一年度 正在办理 尚在办理 尚未办结 未办结"
     " 在办 办理中 正在办理中 尚在办理中 待办理 待办 仍在办理 仍在办理中 尚未答复 待答复 结转继续办理 转下年度 转下年 转下一年度 转次年 结转至来年 结转来年"),
    (Is.STEP, "carried", "结转 转结 接转 结存"),
    # results
    (Is.RESULT, "granted", "予以公开 全部公开 同意公开 准予公开 给予公开 全部予以公开 决定予以公开 依法予以公开 完全公开"),
    (Is.RESULT, "already_public", "已主动公开 属于主动公开 属主动公开 告知已主动公开 告知获取方式和途径 告知获取途径 主动公开范围"),
    (Is.RESULT, "partly_granted", "部分公开 部分予以公开 予以部分公开 同意部分公开 部分同意公开 区分处理"),
    (Is.RESULT, "refused", "不予公开 不同意公开 未予公开 拒绝公开 决定不予公开 依法不予公开"),
    (Is.RESULT, "refused_state_secret", "属于国家秘密 涉及国家秘密 国家秘密"),
    (Is.RESULT, "refused_by_law", "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"),
    (Is.RESULT, "refused_security_stability", "危及“三安全一稳定” 危及三安全一稳定 “三安全一稳定” 三安全一稳定"),
    (Is.RESULT, "refused_third_party", "保护第三方合法权益 损害第三方合法权益 第三方合法权益 涉及第三方权益 第三方权益 涉及商业秘密 商业秘密 个人隐私"),
    (Is.RESULT, "refused_internal_affairs", "属于三类内部事务信息 三类内部事务信息 内部事务信息 内部事务 内部管理信息"),
    (Is.RESULT, "refused_process_information", "属于四类过程性信息 四类过程性信息 过程性信息 过程性文件"),
    (Is.RESULT, "refused_enforcement_file", "属于行政执法案卷 行政执法案卷信息 行政执法案卷 执法案卷"),
    (Is.RESULT, "refused_administrative_query", "属于行政查询事项 行政查询事项 行政查询"),
    (Is.RESULT, "unavailable", "无法提供 不能提供 未能提供"),
    (Is.RESULT, "unavailable_not_held", "本机关不掌握相关政府信息 本机关不掌握相关信息 本机关不掌握 本局不掌握 我局不掌握 我办不掌握 本单位不掌握 不掌握相关政府信息 不掌握相关信息 不掌握"),
    (Is.RESULT, "part_of_not_held", "政府信息不存在 信息不存在 不存在 非本机关负责公开 非本机关职责 非本机关 不属于本机关负责公开 不属于本机关职责 不属于本机关公开 不属于本机关 不属本机关 不属于本行政机关"),
    (Is.RESULT, "unavailable_needs_creation", "没有现成信息需要另行制作 没有现成信息、需要另行制作 没有现成信息 无现成信息 需要另行制作 需另行制作 另行制作 需要加工分析 需要加工、分析"),
    (Is.RESULT, "unavailable_still_unclear", "补正后申请内容仍不明确 补正后内容仍不明确 补正后仍不明确 补正后申请内容不明确 经补正仍不明确 补正后不明确 申请内容不明确 内容仍不明确"),
    (Is.RESULT, "declined", "不予处理 不作处理"),
    (Is.RESULT, "declined_petition", "信访举报投诉类申请 信访举报投诉类 信访举报投诉 信访投诉举报类 信访投诉举报 信访、举报、投诉类申请 信访、举报、投诉类 信访、投诉、举报类"
     " 属于信访 以政府信息公开申请形式进行信访"),
    (Is.RESULT, "declined_repeat", "重复申请"),
    (Is.RESULT, "declined_publication", "要求提供公开出版物 公开出版物"),
    (Is.RESULT, "declined_excessive", "无正当理由大量反复申请 大量反复申请 大量、反复申请"),
    (Is.RESULT, "declined_reissue", "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 确认或者重新出具 确认或重新出具 重新出具"),
    (Is.RESULT, "other_handling", "其他处理 其它处理 其他方式处理 作其他处理 按其他处理 其他情形处理"),
    (Is.RESULT, "other_not_corrected", "无正当理由逾期不补正 逾期不补正 逾期未补正 未按期补正 未按时补正 逾期没有补正 未补正 不补正"),
    (Is.RESULT, "other_fee_unpaid", "逾期未按收费通知要求缴纳费用 逾期未缴纳费用 逾期不缴费 逾期未缴费 未缴纳费用 未按通知缴费 未按要求缴费 未按收费通知"),
    (Is.RESULT, "withdrawn", "主动撤回申请 撤回申请 主动撤回 自行撤回 自愿撤回 主动撤销申请 撤销申请 申请撤销 撤回"),
    # applicants
    (Is.APPLICANT, "natural_person", "自然人 公民个人"),
    (Is.APPLICANT, "citizens", "公民"),
    (Is.APPLICANT, "organisations", "法人或其他组织 法人或者其他组织 法人和其他组织 法人及其他组织 法人、其他组织 法人与其他组织 法人（其他组织） 法人组织 法人"),
    (Is.APPLICANT, "business", "商业企业 企业法人 企业"),
    (Is.APPLICANT, "research", "科研机构"),
    (Is.APPLICANT, "public_welfare", "社会公益组织 公益组织"),
    (Is.APPLICANT, "legal_service", "法律服务机构 律师事务所"),
    (Is.APPLICANT, "other_organisations", "其他组织"),
    # outcomes
    (Is.OUTCOME, "upheld", "结果维持 维持原行政行为 维持原具体行政行为 维持原决定 维持原答复 维持 确认合法"),
    (Is.OUTCOME, "corrected", "结果纠正 予以纠正 被纠正 纠正 被纠错 纠错 责令重新答复 责令重作 责令履行 责令限期 责令 确认违法 变更原行政行为 败诉 撤销原行政行为 撤销原答复 撤销原决定 撤销答复 被撤销 判决撤销 判决履行"),
    (Is.OUTCOME, "other", "其他结果 其它结果 撤回复议申请 撤销复议申请 撤回行政复议申请 撤销行政复议申请 撤诉 撤回起诉 终止审理 终止 调解结案 调解 和解 驳回起诉"),
    (Is.OUTCOME, "pending", "尚未审结 未审结 尚未结案 未结案 正在审理 审理中 尚在审理 尚未审理完毕 未结 待审结 正在复议 复议中 正在审理中 仍在审理 仍在审理中 在审 正在诉讼 尚在复议"),
    (Is.OUTCOME, "unclear", "驳回诉讼请求 驳回复议请求 驳回行政复议请求 驳回复议申请 驳回行政复议申请 驳回申请 驳回 撤销 胜诉 不予受理"),
    # actions on normative documents
    (Is.ACTION, "issued", "制定出台 制定印发 制定发布 新制定 新制发 新出台 新印发 制发 印发 出台 制定 发布 下发"),
    (Is.ACTION, "repealed", "宣布失效 宣布废止 清理废止 废止失效 废止和失效 废止和宣布失效 废止或失效 废止或者失效 废止、失效 废止 失效 废除"),
    (Is.ACTION, "in_force", "现行有效 继续有效 有效存续 保留有效 继续执行 现有效 确认有效 继续保留 保留"),
    (Is.ACTION, "none", "主动公开 集中公开 公开 公示 公布 归集 推送 录入 上传 审查 审核 合法性审核 备案 报备 解读 清理 修订 修改 起草 征求 评估 转载 收录 汇编 政策咨询 学习 宣传"),
    # what has no cell
    (Is.FOREIGN, "foreign", "行政许可事项 行政处罚事项 行政强制事项 行政许可信息 行政处罚信息 行政强制信息 行政许可申请 行政许可办件 行政许可类 行政处罚类 行政处罚案卷"
     " 行政许可服务 行政许可目录 行政许可清单 行政处罚清单 行政许可公示 行政处罚公示 行政许可公告 行政处罚公告 规范性文件解读 规范性文件目录 规范性文件库 规范性文件备案 规范性文件审查 规范性文件清理"
     " 规范性文件合法性审核 规范性文件合法性审查 规范性文件备案审查 规范性文件政策解读 规范性文件草案 规范性文件信息 规章草案 规章制度 行政复议申请书 留言 网民 信访件 信访事项 来信来访 来信 来访 信访 咨询 投诉 举报 建议 提案 议案 热线 工单 诉求 意见 邮件 来电 电话 信箱 问题 线索 政务服务 办件 低保 救助 补贴 不动产"
     " 培训 会议 讲座 政策解读 解读 公众号 新媒体 微博 微信 网站 栏目 专栏 目录 公报 新闻 稿件 图解 文章 视频 预算 决算 采购 招标 公文 简报 信息公开指南 动态 通知公告 公告 指南"
     " 回应 访谈 民意 征集 调查 直播 发布会 档案 点击 访问 浏览 查阅 服务中心 人大代表 政协委员 代表建议 政务信息 工作信息 类信息 复印 宣传 问政 证照 许可申请 项目 资金 报告 制度 检查 督查 考核 评议"
     " 责任追究 抽查 整改 接待 解答 活动 手册 折页 展板 问卷 规划 方案 办事 台账 工作人员 人员 刑事 民事 赔偿 国家赔偿 仲裁 审批事项 事项清单 许可事项 处罚事项 权力事项 清单 权责"),
    # what makes a number another number than it seems
    (Is.GUARD, "guard", "延期 延长 沟通 补正 征求 转送 移送 移交 转交 转办 协商 指导 督办 评查 涉及 平均 受理条件 案例 立案 查处 受理行政许可 减免 免征 免收 降低 取消 退还 退费 罚款 罚没 不予行政处罚 不予许可"
     " 不予处罚 拟 同期 每件 逐件 单件 超期 超时 备案审查 合议 听证 公证 参与 协助 配合 会商 典型 优秀 抽取"),
    (Is.NOT, "not", "无一件 没有一件 无一例 无一起 没有一例 没有一起 未 没有 无 从未 尚无 尚未 未曾 没 零 不存在因 未有 不涉及 并无 并未 暂未 暂无 均未 均无 也未 也无 亦未 亦无"),
    (Is.ALL, "all", "均已全部 已经全部 已全部 均全部 全部 均已 均被 均获 均为 均系 均属 均 皆为 皆 全数 都已 都是 都"),
    (Is.RATE, "concluded", "依申请公开办结率 申请办结率 办结率 答复率 办复率 回复率 处理率 办理率 完成率"),
    (Is.RATE, "timely", "按时办结率 按期办结率 及时办结率 按时答复率 按期答复率 及时答复率 及时处理率 按时处理率 法定期限内答复率 法定时限内办结率 法定时限答复率 及时回复率 按时回复率 到期办结率 到期答复率"
     " 限时办结率 依法答复率 规范答复率 及时办理率 按时办理率 按时办复率 按期回复率 按期办理率 及时率 按时率 按期率"),
    (Is.SCOPE, "whole:市", "全市 我市 本市"),
    (Is.SCOPE, "whole:县", "全县 我县 本县"),
    (Is.SCOPE, "whole:区", "全区 我区 本区"),
    (Is.SCOPE, "whole:旗", "全旗 我旗 本旗"),
    (Is.SCOPE, "whole:省", "全省 我省 本省"),
    (Is.SCOPE, "whole:州", "全州 我州 本州"),
    (Is.SCOPE, "whole:镇", "全镇 我镇 本镇"),
    (Is.SCOPE, "whole:乡", "全乡 我乡 本乡"),
    (Is.SCOPE, "whole:街道", "全街道 我街道 本街道 街道办"),
    (Is.SCOPE, "own", "本机关 本行政机关 我局 本局 本单位 我单位 我委 本委 我厅 本厅 我院 我中心 本部门 我部门 我分局 本分局 我会 我队 本级局机关 局机关 我所 我站 管委会"),
    (Is.SCOPE, "office", "我办 本办 市政府办公室 市政府办公厅 市政府办 区政府办公室 区政府办 县政府办公室 县政府办 省政府办公厅 政府办公室 政府办公厅 政府办 办公室 办公厅 办公室本级 镇政府办 市政府本级 县政府本级"
     " 区政府本级 市本级 县本级 区本级 镇本级 本级 政府本级 政府本身"),
    (Is.SCOPE, "part", "市直部门 县直部门 区直部门 市级部门 县级部门 区级部门 市直单位 县直单位 区直单位 市直 县直 区直 省直 各县区 各县（市、区） 各级各部门 各县市区 各区县 各乡镇 乡镇（街道） 各镇街 各镇 各部门 各单位 各街道"
     " 各区 各县 县区 县（市、区） 县（市） 乡镇 镇街 下属单位 下属 局属单位 局属 直属单位 所属单位 所属 全系统 基层 辖区 基层站所 下级 某街道 某镇 派出所 各科室 各股室 分局 县局 区局 市局 省厅 省局 上级机关 上级"),
    (Is.SCOPE, "nation", "全国 我国"),
    (Is.TIME, "last", "上年同期 去年同期 上年度 上一年度 上一年 去年 上年 前年 往年 历年 近年来 近三年 近两年 三年来 五年来 以来累计 建局以来 施行以来 实施以来"),
    (Is.TIME, "part", "上半年 下半年 前三季度 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 每季度 每月 每年 每周 当月 月均 年均 日均 期间"),
    (Is.TIME, "now", "今年以来 今年 本年度 本年 全年 当年 年内 年度内 截至年底 截至年末 截至12月底 截至12月31日"),
    (Is.PLAN, "rest", "下一步 明年将 今后 下一年将 下阶段 下步"),
    (Is.PLAN, "here", "确保 计划 力争 争取 预计 目标 不少于 不低于 原则上 要求 应当 如果 若"),
    (Is.CHANNEL, "all", "等渠道 等多种渠道 等各种渠道 等方式 等多种方式 等途径 多渠道 各种渠道 各渠道"),
    (Is.CHANNEL, "channel", "邮箱 当面提交 当面 现场 网络 网上 在线 互联网 信函 邮寄 电子邮件 电邮 传真 窗口 平台 邮政 快递 书面 口头 线上 线下 微信提交 网站提交 网页"),
    (Is.AMONG, "among", "其中 包括 包含 分为"),
    (Is.CONTAINS, "contains", "含"),
    (Is.RESPECTIVELY, "respectively", "分别为 分别是 分别有 分别"),
    (Is.EACH, "each", "各为 各有 各"),
    (Is.TOGETHER, "together", "共计 总计 合计 总共 一共 总数 总量 共有 共 计"),
    (Is.SHARE, "share", "占比为 占比 占总数的 占总数 占总量的 占总量 占申请总数的 占申请总量的 占办结总数的 占办理总数的 占全部申请的 占全部 占总 占"),
    (Is.CHANGE, "up", "增长 上升 提高 增加 上涨 增幅 多 增"),
    (Is.CHANGE, "down", "下降 减少 降低 回落 降幅 少 减"),
    (Is.AND, "and", "以及 和 与 及 或者 或 并 暨"),
    (Is.FILLER, "gap", "件 请求 件数 数目 近 约 大约 超过 超 逾 不足 不到 将近 接近 至少 入库 征收 收缴 上缴 缴入 收入 金额 实收 为主 信件 函件 材料 申请表 申请书 文件 的 有 为 了 是 达到 达 系 属于 属 已 经 被 依法 按时 按期 及时 情形 情况 事项 政府信息 信息 相关 案件 方式 决定 作出 予 给 类 数量 数 量 申请人 本 现 由 人民政府 进行 书 办 件次 累积 实际"
     " 在 对 中 因 从 向 通过 我 所 时限内 法定期限内 法定时限内 规定时限内 规定期限内 规定时间内 行政机关 社会 群众 并按时 依法依规 依规 按规定 全 年 者 提出 提交 人 时 引发 引起 产生 总 涉 政务公开 各类 总体 完毕 行政"),
    # negations and other words inside words that say nothing
    (Is.FILLER, "", "无正当理由 无障碍 无偿 无误 无论 无关 未来 未成年 零距离 零跑腿 零散 零陵 无锡 无为 未央 无人 无线 无遗漏 无差错 从无到有 无缝 无纸化 没收 均衡 平均水平 都市 首都 成都 全部门"
     " 共同 公共 共享 共产党 共建 共治 计算 计划生育 统计 审计 设计 会计 估计 多种 多样 多渠道 多次 多年 多个 多方 多元 多项 众多 更多 很多 许多 大多 诸多 减轻 增强 增设 增进 增添 新增设 至少 不少 少数 多数 缺少"
     " 各项 各级 各方 各地 各种 各环节 各界 含量 包含在 含义 为了 因为 作为 成为 行为 认为 较为 极为 更为 以为 其他信息 中央 中心 中国 其他 其它 或其他 参与 与时俱进 及其 涉及面 以及时 及时性 和谐"
     " 温和 占用 占地 有关 有效性 有序 有力 有效 有限 所有 没有 具有 现场会 现有 实现 体现 发现 出现 系统性 关系 联系 体系 系列 申请材料 申请书 申请流程 申请渠道 申请办理 申请方式 申请工作 申请表 申请条件"
     " 依申请公开工作 依申请公开办理 依申请公开答复 依申请公开流程 依申请公开渠道 依申请公开平台 依申请公开制度 政府信息公开申请渠道 政府信息公开申请办理 政府信息公开申请工作 依申请公开政府信息工作 依申请公开情况"
     " 依申请公开方面 依申请公开工作机制 不予公开理由 政府信息公开工作 公开工作 信息公开工作 政府信息公开 信息公开 主动公开工作 答复书 答复口径 答复质量 答复文书 答复意见 答复内容 答复期限 办理情况 处理费 受理渠道 受理点 受理平台"
     " 登记表 登记台账 办理流程 办理时限 办理期限 公开属性 公开范围 办理机制 办理程序 处理决定 继续办理 不再处理 涉及信息公开 涉及政府信息公开 涉政府信息公开 涉及依申请公开"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(20\d\d) *年度?(?P<in>(?:度|办理|未办结)?(?:结转|转结|接转|转入|转办|遗留)(?!至|到|下))?")
_NEXT = re.compile(r"(?:结转|转结|接转|顺延|转入|延续|转|延期)(?:至|到|入)? *(20\d\d) *年度?(?:继续)?(?:办理|处理|答复)?")
_PART_OF_YEAR = re.compile(r"(?:\d{1,2}月[份底]?(?:以来)?|\d{1,2}(?:-|—|至|到|~)\d{1,2}月份?)")
_MARKS = frozenset("，、；：（）。！？,;\n")


def _by_first() -> dict[str, tuple[tuple[str, Is, str], ...]]:
    """The lexicon by first character, the longest first; what is said first of one word counts."""
    known: dict[str, tuple[Is, str]] = {}
    for kind, value, words in _LEXICON:
        for word in words.split():
            if value != "gap":
                known.setdefault(word, (kind, value))
    found: defaultdict[str, list[tuple[str, Is, str]]] = defaultdict(list)
    for word, (kind, value) in sorted(known.items(), key=lambda item: -len(item[0])):
        found[word[0]].append((word, kind, value))
    return {first: tuple(words) for first, words in found.items()}


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, tuple[tuple[str, Is, str], ...]], re.Pattern[str]]:
    """The lexicon, and what finds the next place where one of its words may begin. Made when the first text is read."""
    words = _by_first()
    return words, re.compile("[" + re.escape("".join(words)) + re.escape("".join(_MARKS)) + r"\d零〇一二两三四五六七八九十百千廿]")


def tokens(text: str) -> list[Token]:
    """The tokens of a plain paragraph, in order."""
    fixed = {token.start: token for token in (*_numerals(text), *_times(text))}  # a time that is also a number is a time
    words, may_begin = _lexicon()
    found: list[Token] = []
    at, silent = 0, _silent(text)
    while match := may_begin.search(text, at):
        start = match.start()
        token = fixed.get(start) or _word(text, start, words)
        if token is None or silent[start]:
            at = start + 1
            continue
        if token.kind is not Is.FILLER:
            found.append(token)
        at = token.end
    return found


@lru_cache(maxsize=1)
def _says_nothing() -> re.Pattern[str]:
    words = sorted({word for kind, _, words in _LEXICON if kind is Is.FILLER for word in words.split()}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}| )*")


def says_nothing(text: str) -> bool:
    """The text between a word and its number says nothing of its own: 办结的申请共有…"""
    return bool(_says_nothing().fullmatch(text))


def _word(text: str, start: int, words: dict[str, tuple[tuple[str, Is, str], ...]]) -> Token | None:
    sign = text[start]
    if sign in _MARKS:
        return Token(Is.MARK, sign, start, start + 1)
    for word, kind, value in words.get(sign, ()):
        if text.startswith(word, start):
            return Token(kind, value, start, start + len(word))
    return None


def _numerals(text: str) -> Iterator[Token]:
    for numeral in numerals(text):
        yield Token(Is.NUMERAL, "", numeral.start, numeral.end, numeral)


def _times(text: str) -> Iterator[Token]:
    """Years, parts of a year, and what is carried from or to a year named by its number."""
    for match in _PART_OF_YEAR.finditer(text):
        whole = match[0].startswith("1") and match[0][1:2] in "-—至到~" or text.startswith(("底", "末", "31日"), match.end())
        kind = "now" if "12月" in match[0] and (whole or match[0].endswith("底")) else "part"
        yield Token(Is.TIME, kind, match.start(), match.end())
    for match in _YEAR.finditer(text):
        yield (
            Token(Is.STEP, "carried_in", match.start(), match.end())
            if match["in"]
            else Token(Is.TIME, match[1], match.start(), match.end())
        )
    for match in _NEXT.finditer(text):
        yield Token(Is.STEP, "carried_out", match.start(), match.end())


_ASIDE = re.compile(r"《[^》\n]*》|〔\d+〕\d*号?|“[^”\n]{16,}”|[A-Za-z][\w./:@\-]*")


def _silent(text: str) -> bytearray:
    """1 where a title, a document number, a long quotation or an address stands."""
    found = bytearray(len(text) + 1)
    for match in _ASIDE.finditer(text):
        found[match.start() : match.end()] = b"\1" * len(match[0])
    return found
