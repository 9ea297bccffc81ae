"""Reports that tests are made with."""

from __future__ import annotations

import random
from pathlib import Path

from desktopapp import resources
from desktopapp.core import number, project
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report

SHARED = Path(__file__).resolve().parents[2] / "shared"  # real reports; absent on most machines
SEED = SHARED / "reports" / "seed.txt"

COVER = {"organ": "清河县档案管理局", "kind": "部门", "year": "2024", "date": "2025-01-15"}
TEXTS = {
    "overview": "2024年，本机关依法做好政府信息公开工作。\n（一）主动公开情况\n发布信息120条。",
    "problems": "（一）存在的问题\n解读形式单一。\n（二）改进情况\n增加图解。",
    "other_matters": "2024年，本机关未收取信息处理费。",
}


# A careful office's words, of which no rule has anything to say; they name no number of the tables, so they go with any.
CAREFUL_TEXTS = {
    "overview": """2024年，本机关认真执行《中华人民共和国政府信息公开条例》，依法做好政府信息公开工作。
（一）主动公开情况
发布信息120条，其中政府网站发布85条，政务新媒体发布35条。
（二）依申请公开情况
完善申请的登记、审核、答复、归档程序，答复前主动与申请人沟通。
（三）政府信息管理情况
规范性文件按照制发程序公开，公开前逐件进行保密审查，定期清理。
（四）政府信息公开平台建设情况
重新整理政府信息公开栏目，在服务大厅设置查阅点。
（五）监督保障情况
明确分管负责人和专职人员，组织业务培训2次，每季度检查一次栏目更新情况。政府信息公开工作列入年度考核，没有发生责任追究的情形。""",
    "problems": """（一）存在的主要问题
一是解读形式单一，图解偏少。二是部分栏目更新不够及时。
（二）改进情况
一是针对解读形式单一的问题，增加图解和常见问答。二是针对更新不够及时的问题，由办公室每周核对栏目。""",
    "other_matters": "2024年，本机关依申请提供政府信息未收取信息处理费。",
}


def blank_report() -> Report:
    """A report in which nothing has been entered."""
    return Report(resources.form())


def zero_report() -> Report:
    """A complete report in which every number filled in is 0."""
    report = blank_report()
    entries = {address: Entry("0") for address, cell in report.form.cells.items() if not cell.is_sum}
    report.apply(report.plan(entries | {place: Entry(text) for place, text in (COVER | TEXTS).items()}))
    return report


def careful_report() -> Report:
    """A complete report of zeros with a careful office's words: no rule has anything to say of it."""
    report = zero_report()
    report.apply(report.plan({place: Entry(text) for place, text in CAREFUL_TEXTS.items()}))
    return report


def distinct_report() -> Report:
    """A complete report whose 200 printed values all differ and whose identities all hold; the licences carry a note."""
    chance = random.Random(2024)
    report = zero_report()
    form = report.form
    numbers = chance.sample(range(1, 4000), 200)
    entries = {address: Entry(str(numbers.pop())) for address, cell in form.cells.items() if not cell.is_sum}
    entries["disclosure.licensing.decisions"] = Entry("5213（其中新办5000件，变更213件）")
    entries["disclosure.fees.amount"] = Entry("96171.6040")
    report.apply(report.plan(entries))
    balance = {}
    for column in form.tables["applications"].blocks[0].columns[:-1]:
        concluded, carried_in, carried_out = (
            report.value(f"applications.{row}.{column.key}") for row in ("concluded", "carried_in", "carried_out")
        )
        balance[f"applications.received.{column.key}"] = Entry(number.write(concluded + carried_out - carried_in))
    report.apply(report.plan(balance))
    values = [report.value(address) for address in form.cells]
    assert len(set(values)) == 200, "two of the 200 values are equal; choose another seed"
    return report


def saved(report: Report, path: Path) -> Path:
    """The report as a project file."""
    project.write(Project(report), path)
    return path
