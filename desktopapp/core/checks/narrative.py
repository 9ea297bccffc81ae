"""Text against tables: NT-01 to NT-15 and T3-7 (numbers of the prose against the cells that say the same)."""

from __future__ import annotations

from collections.abc import Iterator

from desktopapp.core.checks.finding import Case, Finding, Severity, rule

_SOURCE = "正文与表格应当一致；实例见各地年报"


@rule("NT-01", Severity.EXPLAIN, source=_SOURCE)
def received_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中新收、收到、受理的申请件数与表三“本年新收”一致；收办、办理的可以是新收与上年结转之和。"""
    return _of(case, "NT-01")


@rule("NT-02", Severity.EXPLAIN, source=_SOURCE)
def carried_in_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中上年结转的件数与表三“上年结转”一致。"""
    return _of(case, "NT-02")


@rule("NT-03", Severity.EXPLAIN, source=_SOURCE)
def concluded_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中答复、办结的件数与表三“办理结果总计”一致。"""
    return _of(case, "NT-03")


@rule("NT-04", Severity.EXPLAIN, source=_SOURCE)
def carried_out_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中结转下年度的件数与表三“结转下年度继续办理”一致。"""
    return _of(case, "NT-04")


@rule("NT-05", Severity.EXPLAIN, source=_SOURCE)
def results_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理及其分项的件数与表三“总计”列一致。"""
    return _of(case, "NT-05")


@rule("NT-06", Severity.EXPLAIN, source=_SOURCE)
def applicants_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中自然人、法人或其他组织的申请件数与表三相应的列一致。"""
    return _of(case, "NT-06")


@rule("NT-07", Severity.EXPLAIN, source=_SOURCE)
def withdrawn_are_among_the_rest(case: Case) -> Iterator[Finding]:
    """正文中申请人撤回的件数不大于表三其他处理中的“3.其他”。"""
    return _of(case, "NT-07")


@rule("NT-08", Severity.EXPLAIN, source=_SOURCE)
def not_corrected_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中逾期不补正的件数与表三相应的行一致。"""
    return _of(case, "NT-08")


@rule("NT-09", Severity.EXPLAIN, source=_SOURCE)
def reviews_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中行政复议的件数和结果与表四一致。"""
    return _of(case, "NT-09")


@rule("NT-10", Severity.EXPLAIN, source=_SOURCE)
def suits_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中行政诉讼的件数和结果与表四“未经复议直接起诉”“复议后起诉”一致。"""
    return _of(case, "NT-10")


@rule("NT-11", Severity.EXPLAIN, source=_SOURCE)
def normative_documents_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中规章、行政规范性文件制发、废止、现行有效的件数与表二一致。"""
    return _of(case, "NT-11")


@rule("NT-12", Severity.EXPLAIN, source=_SOURCE)
def decisions_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中行政许可、行政处罚、行政强制决定的件数与表二一致；立案数、公示信息的条数不比。"""
    return _of(case, "NT-12")


@rule("NT-13", Severity.EXPLAIN, source=_SOURCE)
def fees_as_in_the_table(case: Case) -> Iterator[Finding]:
    """正文中行政事业性收费的金额与表二一致（1万元＝10000元）。"""
    return _of(case, "NT-13")


@rule("NT-14", Severity.EXPLAIN, source=_SOURCE)
def what_the_text_says_did_not_happen_is_zero(case: Case) -> Iterator[Finding]:
    """正文写未收到、未发生、没有、无或者0件的，表中相应各格应当是0。"""
    from desktopapp.core.checks.prose import contradictions  # loaded with the first text

    return contradictions.denied(case.report)


@rule("NT-15", Severity.EXPLAIN, source=_SOURCE)
def what_the_text_counts_is_not_zero(case: Case) -> Iterator[Finding]:
    """正文写有件数的，表中相应各格不应当是0（表三全为0的见T3-7，正文说没有而表中有的见NT-14）。"""
    from desktopapp.core.checks.prose import contradictions  # loaded with the first text

    return contradictions.counted(case.report)


@rule("T3-7", Severity.EXPLAIN, source=_SOURCE)
def the_table_is_not_empty_when_the_text_has_applications(case: Case) -> Iterator[Finding]:
    """正文写收到或者办理了申请的，表三不应当全是0；正文说没有收到而表三有数的见NT-14。"""
    from desktopapp.core.checks.prose import contradictions  # loaded with the first text

    return contradictions.received_without_table(case.report)


RULES = (
    received_as_in_the_table,
    carried_in_as_in_the_table,
    concluded_as_in_the_table,
    carried_out_as_in_the_table,
    results_as_in_the_table,
    applicants_as_in_the_table,
    withdrawn_are_among_the_rest,
    not_corrected_as_in_the_table,
    reviews_as_in_the_table,
    suits_as_in_the_table,
    normative_documents_as_in_the_table,
    decisions_as_in_the_table,
    fees_as_in_the_table,
    what_the_text_says_did_not_happen_is_zero,
    what_the_text_counts_is_not_zero,
    the_table_is_not_empty_when_the_text_has_applications,
)


def _of(case: Case, family: str) -> Iterator[Finding]:
    from desktopapp.core.checks.prose import contradictions  # loaded with the first text

    return contradictions.of_rule(case.report, family)
