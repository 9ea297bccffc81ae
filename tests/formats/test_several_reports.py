"""A file with two reports in it: one is read whole, the other is named, and nothing of the two is mixed."""

from __future__ import annotations

import pytest

from desktopapp.core.report import Entry, Report
from tests.pages import page
from tests.reading import incoming, read_values, stated
from tests.samples import distinct_report, zero_report


def article(report: Report) -> str:
    """A report without the page around it."""
    source = page(report)
    title = f"<h1>{report.title}</h1>"
    inner = source[source.index("<div class='editor'>") + len("<div class='editor'>") : source.index("</div></div><div class='footer'>")]
    return title + inner


def last_year() -> Report:
    report = zero_report()
    report.apply(report.plan({"year": Entry("2023"), "overview": Entry("2023年，本机关依法公开。"), "disputes.review.other": Entry("4")}))
    return report


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_reports_the_latest_is_read_whole_and_the_other_is_named(newest_first: bool) -> None:
    this, last = distinct_report(), last_year()
    order = [this, last] if newest_first else [last, this]
    read = incoming(f"<body>{''.join(map(article, order))}</body>".encode(), "年报.html")
    made = read.report({"2021": this.form})
    assert read_values(read) == stated(this) and not read.guessed
    assert (made.year, made.organ, made.text("overview")) == (2024, this.organ, this.text("overview"))
    assert [(one.where, one.raw) for one in read.not_understood] == [
        ("文件里有2份年度报告", "读的是2024年度的，没有读2023年度的。要读另一份，请把它单独存成一个文件。")
    ]


def test_without_years_the_first_is_read() -> None:
    first, second = distinct_report(), last_year()
    pages = [
        article(first).replace("2024年", "").replace("2025年1月15日", ""),
        article(second).replace("2023年", "").replace("2025年1月15日", ""),
    ]
    pages = [one.replace("2024", "").replace("2023", "") for one in pages]
    read = incoming(f"<body>{''.join(pages)}</body>".encode(), "年报.html")
    assert read_values(read) == stated(first)
    assert read.not_understood[0].raw.startswith("读的是第1份的，没有读第2份的。")


def test_the_same_report_twice_is_one() -> None:
    report = distinct_report()
    read = incoming(f"<body>{article(report) * 2}</body>".encode(), "年报.html")
    assert read_values(read) == stated(report) and not read.not_understood


def test_a_table_of_contents_is_no_second_report() -> None:
    report = distinct_report()
    contents = "".join(f"<p>{part.heading}</p>" for part in report.form.parts)
    read = incoming(f"<body><p>目录</p>{contents}{article(report)}</body>".encode(), "年报.html")
    assert read_values(read) == stated(report) and not read.not_understood
