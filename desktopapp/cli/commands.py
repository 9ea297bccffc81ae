"""The commands; each returns its exit code."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from functools import partial

from desktopapp import formats, launch, resources
from desktopapp.cli.files import opened, refuse_to_overwrite, written
from desktopapp.cli.plain import in_one_line, print_incoming, print_json, print_report
from desktopapp.core import office_rules, project
from desktopapp.core.carrying import as_last
from desktopapp.core.checks import CHECKS, SEVERITY_WORDS, Case, Finding, Severity, blocks, by_gravity, check
from desktopapp.core.files import CannotWrite, NotUnderstood
from desktopapp.core.office_rules import OfficeRules
from desktopapp.core.project import Project
from desktopapp.core.report import Entry, Report
from desktopapp.core.rule_book import described
from desktopapp.formats import as_json

DONE, NOT_WHOLE, FAILED = 0, 1, 2

Arguments = argparse.Namespace


def window(arguments: Arguments) -> int:
    """Open the window, with a file if there is one; or have the program test itself."""
    if arguments.self_test:
        from desktopapp import self_test  # loaded for this option alone

        return self_test.run(arguments.self_test)
    if not launch.has_display():
        print("这里没有显示器，打不开窗口。不需要窗口的命令仍可使用，请看 nianbao --help。", file=sys.stderr)
        return FAILED
    try:
        return launch.window(arguments.file)
    except ImportError as error:
        if (error.name or "").startswith("desktopapp"):
            raise
        print(f"无法打开窗口，界面组件没有装好（{error}）。不需要窗口的命令仍可使用，请看 nianbao --help。", file=sys.stderr)
        return FAILED


def new(arguments: Arguments) -> int:
    """Write a blank report."""
    refuse_to_overwrite(arguments.out)
    report = Report(resources.form())
    facts = {"organ": arguments.organ, "kind": arguments.kind, "year": arguments.year}
    report.apply(report.plan({fact: Entry(text) for fact, text in facts.items()}))
    project.write(Project(report), arguments.out)
    print(f"已新建“{arguments.out.name}”：{report.title}。")
    return DONE


def show(arguments: Arguments) -> int:
    """Print what a file holds."""
    report = opened(arguments.file).report
    if arguments.json:
        print_json(as_json.report(report))
    else:
        print_report(report)
    return DONE


def check_file(arguments: Arguments) -> int:
    """Print what the checks find."""
    checked = opened(arguments.file)
    last = as_last(opened(arguments.last_year).report) if arguments.last_year else checked.last
    office = office_rules.read(arguments.office_rules) if arguments.office_rules else checked.office
    findings = _findings(checked.report, last, office)
    if arguments.json:
        print_json(as_json.findings(findings))
        return NOT_WHOLE if blocks(findings) else DONE
    for finding in by_gravity(findings):
        print(f"{SEVERITY_WORDS[finding.severity]}　{finding.rule}　{in_one_line(finding.message)}")
        if finding.cause:
            print(f"　　差在哪里：{in_one_line(finding.cause)}")
    counted = Counter(finding.severity for finding in findings)
    counts = "，".join(f"{SEVERITY_WORDS[severity]}{counted[severity]}项" for severity in Severity)
    print(f"核对结论：{'有阻断项，不能定稿' if blocks(findings) else '没有阻断项'}（{counts}）。")
    return NOT_WHOLE if blocks(findings) else DONE


def export(arguments: Arguments) -> int:
    """Write Word, Excel, PDF and web pages, marked as drafts while something blocks."""
    targets = {suffix: path for suffix in formats.WRITERS if (path := getattr(arguments, suffix[1:], None))}
    for suffix, path in targets.items():
        if path.suffix.lower() != suffix:
            raise NotUnderstood(f"--{suffix[1:]}的文件名应当以{suffix}结尾，而不是“{path.name}”。")
        if path.exists() and path.samefile(arguments.file):
            raise CannotWrite(f"导出的文件不能覆盖来源文件“{path.name}”。请换一个文件名。")
    exported = opened(arguments.file)
    report = exported.report
    blocking = [finding for finding in _findings(report, exported.last, exported.office) if finding.severity is Severity.BLOCK]
    if blocking and not arguments.draft:
        print(f"有{len(blocking)}项阻断，没有导出。请改正后再导出，或者加 --draft 导出草稿。", file=sys.stderr)
        for finding in blocking:
            print(f"{finding.rule}　{in_one_line(finding.message)}", file=sys.stderr)
        return NOT_WHOLE
    handing = None
    if arguments.draft:
        from desktopapp.formats.printed.handing import rough  # loaded for a draft alone

        handing = rough(report)
    for path in targets.values():
        written(path, partial(formats.write, report, path, formats.DRAFT_MARK if blocking else "", handing))
        print(f"已导出“{path.name}”{'（草稿）' if arguments.draft else ''}。")
    return DONE


def blank(arguments: Arguments) -> int:
    """Write empty tables for who supplies the numbers."""
    from desktopapp.formats import blank_forms  # loaded for this command alone

    year = int(arguments.year) if arguments.year else None
    written(arguments.out, partial(blank_forms.write, resources.form(), arguments.rows, arguments.out, arguments.organ or "", year))
    print(f"已写好空白表“{arguments.out.name}”。")
    return DONE


def import_file(arguments: Arguments) -> int:
    """Make a project of another program's file, and say what became of everything in it."""
    source, out = arguments.file, arguments.out
    refuse_to_overwrite(out)
    if project.is_project(source):
        raise NotUnderstood(f"“{source.name}”已经是年报助手的项目文件，不需要导入。")
    incoming = formats.read(source, resources.forms())
    report = incoming.report(resources.forms())
    project.write(Project(report), out)
    if arguments.json:
        print_json(as_json.incoming(incoming, report))
    else:
        print_incoming(incoming, report, out)
    return DONE if incoming.whole else NOT_WHOLE


def rules(arguments: Arguments) -> int:
    """Print the rule book, or write it as a PDF."""
    if arguments.pdf:
        from desktopapp.formats.printed import rule_book  # loaded for this alone

        work = rule_book.printed(described(CHECKS, resources.form()))
        written(arguments.pdf, partial(rule_book.write, work, arguments.pdf))
        print(f"已导出“{arguments.pdf.name}”。")
        return DONE
    if arguments.json:
        print_json(as_json.rule_book(CHECKS, resources.form()))
    else:
        book = as_json.rule_book(CHECKS, resources.form())
        for rule, row in zip(CHECKS, book, strict=True):
            several = f"，共{row['equations']}项" if row["equations"] != 1 else ""
            print(f"{rule.id}　{SEVERITY_WORDS[rule.severity]}　{in_one_line(rule.clause)}（{rule.source}{several}）")
    return DONE


def _findings(report: Report, last: Report | None, office: OfficeRules) -> tuple[Finding, ...]:
    return check(Case(report, datetime.datetime.now().astimezone().date(), last, office))
