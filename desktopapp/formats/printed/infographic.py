"""一图读懂: what the one-page picture of a report shows, as values. Where each thing stands is the matter of `paper.infographic`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from desktopapp.core import number
from desktopapp.core.carrying import counterparts
from desktopapp.core.report import Report

NAME = "一图读懂"
# What each bar adds up, by its label.
_RESULTS = {
    "予以公开": ("granted",),
    "部分公开": ("partly_granted",),
    "不予公开": (
        *("refused_state_secret", "refused_by_law", "refused_security_stability", "refused_third_party"),
        *("refused_internal_affairs", "refused_process_information", "refused_enforcement_file", "refused_administrative_query"),
    ),
    "无法提供": ("unavailable_not_held", "unavailable_needs_creation", "unavailable_still_unclear"),
    "不予处理": ("declined_petition", "declined_repeat", "declined_publication", "declined_excessive", "declined_reissue"),
    "其他处理": ("other_not_corrected", "other_fee_unpaid", "other_rest"),
}
_APPLICANTS = {
    "自然人": "natural_person", "商业企业": "business", "科研机构": "research",
    "社会公益组织": "public_welfare", "法律服务机构": "legal_service", "其他": "other",
}  # fmt: skip
_TOTALS = {
    "本年新收": ("applications.received.total",),
    "上年结转": ("applications.carried_in.total",),
    "办结": ("applications.concluded.total",),
    "结转下年度": ("applications.carried_out.total",),
    "行政复议": ("disputes.review.total",),
    "行政诉讼": ("disputes.suit_direct.total", "disputes.suit_after_review.total"),
}
_TILES = {
    "行政规范性文件": ("disclosure.normative_documents.in_force", "件（现行有效）"),
    "行政许可": ("disclosure.licensing.decisions", "件"),
    "行政处罚": ("disclosure.penalties.decisions", "件"),
    "行政强制": ("disclosure.coercion.decisions", "件"),
    "行政事业性收费": ("disclosure.fees.amount", "万元"),
}


class Bar(NamedTuple):
    """A number with its label; `last` is last year's, None where it is not known."""

    label: str
    now: Decimal
    last: Decimal | None = None


class Chart(NamedTuple):
    """Bars under a title that says what they show."""

    title: str
    bars: tuple[Bar, ...]


class Tile(NamedTuple):
    """A number that stands large by itself."""

    label: str
    words: str
    unit: str


class Infographic(NamedTuple):
    """The whole page: `years` are this one and, where it is compared with, the one before; `source` is where the numbers come from."""

    title: str
    charts: tuple[Chart, ...]
    tiles: tuple[Tile, ...]
    years: tuple[str, ...]
    source: str

    @property
    def description(self) -> str:
        """All it shows, in words, for who cannot see it."""
        said = [
            f"{chart.title}：" + "，".join(_said(bar, self.years) for bar in chart.bars)
            for chart in self.charts
        ]  # fmt: skip
        said.append("主动公开：" + "，".join(f"{tile.label}{tile.words}{tile.unit}" for tile in self.tiles))
        return "。".join(said) + "。"


def infographic(report: Report, last: Report | None = None) -> Infographic:
    """The picture of a report, two years side by side where last year's is at hand. What is blank counts as none."""
    before = last if last is not None and last.year and report.year and last.year == report.year - 1 else None
    applicants = {label: (f"applications.received.{column}",) for label, column in _APPLICANTS.items()}
    results = {label: tuple(f"applications.{row}.total" for row in rows) for label, rows in _RESULTS.items()}
    charts = (
        Chart("收到申请、办理和救济情况（件）", _bars(report, before, _TOTALS)),
        Chart("谁提出申请：本年新收（件）", _bars(report, before, applicants)),
        Chart("怎样办理：本年度办理结果（件）", _bars(report, before, results)),
    )
    tiles = tuple(
        Tile(label, number.write(report.value(address)) or "未填", unit if report.value(address) is not None else "")
        for label, (address, unit) in _TILES.items()
    )
    years = tuple(f"{each.year}年" if each.year else "本年" for each in (report, before) if each is not None)
    return Infographic(
        f"{report.organ}\n{years[0]}政府信息公开工作{NAME}", charts, tiles, years, f"数据来源：《{_one_line(report.title)}》"
    )


def _bars(report: Report, before: Report | None, adds: dict[str, tuple[str, ...]]) -> tuple[Bar, ...]:
    known: Mapping[str, str] = counterparts(report.form, before.form) if before else {}
    return tuple(Bar(label, _sum(report, cells), _last(before, cells, known)) for label, cells in adds.items())


def _sum(report: Report, cells: tuple[str, ...]) -> Decimal:
    return sum((report.value(cell) or Decimal(0) for cell in cells), Decimal(0))


def _last(before: Report | None, cells: tuple[str, ...], known: Mapping[str, str]) -> Decimal | None:
    """Last year's number; none where last year's form had no such cells or left one blank."""
    if before is None:
        return None
    values = [value for cell in cells if cell in known and (value := before.stated(known[cell])) is not None]
    return sum(values, Decimal(0)) if len(values) == len(cells) else None


def _said(bar: Bar, years: tuple[str, ...]) -> str:
    last = f"（{years[1]}{number.write(bar.last)}）" if bar.last is not None and len(years) > 1 else ""
    return f"{bar.label}{number.write(bar.now)}{last}"


def _one_line(title: str) -> str:
    return title.replace("\n", "")
