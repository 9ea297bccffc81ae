"""What the prose says against itself: NN-1 to NN-7 and NT-16 (balances, sums, percentages, 全部办结, 100% of nothing)."""

from __future__ import annotations

from collections.abc import Iterator

from desktopapp.core.checks.finding import Case, Finding, Severity, rule

# What looks for them is loaded with the first text.


@rule("NN-1", Severity.EXPLAIN, source="由30号附件表三勾稽关系推出；实例：某区2025年年报")
def what_the_text_says_came_in_went_out(case: Case) -> Iterator[Finding]:
    """同一段文字里，新收＋上年结转＝办结＋结转下年度。"""
    from desktopapp.core.checks.prose import sums

    return sums.balances(case.report)


@rule("NN-2", Severity.EXPLAIN, source="实例：某市政府办2024年年报75＝66+5+2+2")
def parts_add_up_to_their_whole(case: Case) -> Iterator[Finding]:
    """“其中”之后各类申请、各种办理结果、各种申请渠道的件数之和等于前面的总数，至少不大于它。"""
    from desktopapp.core.checks.prose import sums

    return sums.parts(case.report)


@rule("NT-16", Severity.EXPLAIN, source="实例：共23条，其中政策类4条、业务类10条……")
def breakdowns_of_other_numbers_add_up(case: Case) -> Iterator[Finding]:
    """发布信息、政策解读等表中没有的数，“其中”所列各类之和应当与总数一致。"""
    from desktopapp.core.checks.prose import sums

    return sums.breakdowns(case.report)


@rule("NN-3", Severity.EXPLAIN, source="实例：42÷98＝42.86%；同比增长1.05%应为1.08%")
def percentages_are_worked_out_rightly(case: Case) -> Iterator[Finding]:
    """占比、办结率按正文和表格的数重新计算，同比增减按上年年报的数重新计算，允许末位四舍五入的差。"""
    from desktopapp.core.checks.prose import percentages

    return percentages.percentages(case)


@rule("NN-4", Severity.EXPLAIN, source="实例：结转8件，均在法定时限内予以答复")
def not_all_is_closed_when_something_is_carried_out(case: Case) -> Iterator[Finding]:
    """正文写全部办结、均已答复、办结率100%的，结转下年度应当是0。"""
    from desktopapp.core.checks.prose import closures

    return closures.all_closed(case.report)


@rule("NN-5", Severity.EXPLAIN, source="实例：及时处理率100%，而表三全是0")
def nothing_is_a_hundred_per_cent_of_nothing(case: Case) -> Iterator[Finding]:
    """没有收到也没有结转申请的，不写办结率、及时处理率100%，也不写全部办结，写未收到申请。"""
    from desktopapp.core.checks.prose import closures

    return closures.all_of_nothing(case.report)


@rule("NN-6", Severity.EXPLAIN, source="实例：写“六个部分”而只列五个")
def as_many_parts_as_are_listed(case: Case) -> Iterator[Finding]:
    """前言写由几部分组成的，所列的部分与这个数一致，也与年报的六个部分一致。"""
    from desktopapp.core.checks.prose import parts_listed

    return parts_listed.parts_listed(case.report)


@rule("NN-7", Severity.EXPLAIN, source="实例：收取信息处理费2230元，其中880元、1080元、270元")
def processing_fees_add_up(case: Case) -> Iterator[Finding]:
    """信息处理费分笔列出的，各笔金额之和等于总额，各笔件数之和等于总件数。"""
    from desktopapp.core.checks.prose import sums

    return sums.fees(case.report)


RULES = (
    what_the_text_says_came_in_went_out,
    parts_add_up_to_their_whole,
    breakdowns_of_other_numbers_add_up,
    percentages_are_worked_out_rightly,
    not_all_is_closed_when_something_is_carried_out,
    nothing_is_a_hundred_per_cent_of_nothing,
    as_many_parts_as_are_listed,
    processing_fees_add_up,
)
