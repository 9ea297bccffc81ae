"""Claims laid beside the cells that say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from desktopapp.core.claims.claims import Claim, Said, Sentence
from desktopapp.core.claims.meaning import APPLICATIONS
from desktopapp.core.claims.numerals import LESS
from desktopapp.core.claims.reading import read
from desktopapp.core.claims.roles import COLUMNS, ROLES, Cells, Role
from desktopapp.core.report import Report


class Place(NamedTuple):
    """A paragraph: its text's key, its index among the lines of `Report.said`, and what its sentences say."""

    part: str
    paragraph: int
    sentences: tuple[Sentence, ...]


class Status(StrEnum):
    """How a claim and its cells go together."""

    AGREES = "agrees"
    DIFFERS = "differs"
    BLANK = "blank"  # a cell behind it is blank
    ELSEWHERE = "elsewhere"  # another year, another organ, or no such cell in this edition


class Compared(NamedTuple):
    """A claim, the cells it was compared with, and the number they have."""

    place: Place
    claim: Claim
    status: Status
    cells: Cells = ()
    table: Decimal | None = None
    role: str = ""


_HEADING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*)?([^。，；：\n]{2,28})")
_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]")
_CHAPTER = re.compile(r"^\s*[（(][一二三四五六七八九十]")  # （1）新收申请14件 is no heading
_ASPECTS = re.compile(r"主动公开|信息管理|平台|监督|保障|标准化|解读|回应")
TEN_THOUSAND = 10_000


def places(report: Report) -> Iterator[Place]:
    """Every paragraph of the report's prose, read."""
    for key in report.form.text_keys:
        yield from (Place(key, at, sentences) for at, sentences in enumerate(_paragraphs(report.said(key), key)) if sentences)


@lru_cache(maxsize=32)
def _paragraphs(text: str, key: str) -> tuple[tuple[Sentence, ...], ...]:
    section = key.partition(".")[0] if "." in key else ""
    found: list[tuple[Sentence, ...]] = []
    for line in text.split("\n"):
        section = _section(line, section)
        found.append(read(line, section))
    return tuple(found)


def _section(line: str, before: str) -> str:
    """The topic that holds from this paragraph on: a heading names it."""
    heading = _HEADING.match(line)
    if heading is None or not _NUMBERED.match(line):
        return before
    words = heading[1]
    if "依申请" in words or "申请公开" in words or "公开申请" in words:
        return APPLICATIONS
    if "复议" in words or "诉讼" in words:
        return "disputes"
    return "" if _CHAPTER.match(line) or _ASPECTS.search(words) else before


def compared(report: Report, wanted: Callable[[Claim], bool] = bool) -> Iterator[Compared]:
    """Every wanted claim of the report's prose with its cells."""
    for place in places(report):
        for sentence in place.sentences:
            yield from (compare(report, place, claim) for claim in sentence.claims if wanted(claim))


def differing(report: Report, wanted: Callable[[Claim], bool]) -> Iterator[Compared]:
    """The wanted claims that their cells contradict, one for each place in the text."""
    for place in places(report):
        for sentence in place.sentences:
            for at, claim in enumerate(sentence.claims):
                if wanted(claim) and (found := compare(report, place, claim)).status is Status.DIFFERS:
                    here = (one for one in sentence.claims[:at] if one.start == claim.start)  # 各1件 says two
                    if not any(compare(report, place, one).status is Status.DIFFERS for one in here):
                        yield found


def compare(report: Report, place: Place, claim: Claim) -> Compared:
    """One claim with its cells: right when any sensible reading fits."""
    if not fits(report, claim.scope) or not this_year(report, claim.time) or (claim.reviewer and _reviews(report)):
        return Compared(place, claim, Status.ELSEWHERE)
    best = None
    for role, cells in readings(report, claim):
        table = total(report, cells)
        if table is None:
            best = best or Compared(place, claim, Status.BLANK, cells, None, role)
        elif agrees(claim, table, ROLES[role], role):
            return Compared(place, claim, Status.AGREES, cells, table, role)
        elif best is None or best.status is not Status.BLANK:
            best = best or Compared(place, claim, Status.DIFFERS, cells, table, role)
    return best or Compared(place, claim, Status.ELSEWHERE)


def readings(report: Report, claim: Claim) -> Iterator[tuple[str, Cells]]:
    """(role, cells) of every way to understand a claim that this edition of the form has."""
    for roles in claim.roles:
        if not claim.value:  # none of either kind of suit
            roles = tuple(role.replace("suit.", "suits.") for role in roles)
        for chosen in product(*(ROLES[role].readings for role in roles)):
            cells = tuple(address for cells in chosen for address in cells)
            if all(address in report.form.cells for address in cells):
                yield roles[0], cells


def total(report: Report, cells: Cells) -> Decimal | None:
    """The cells added up as they are stated; None where one is blank."""
    if not all(report.complete(address) for address in cells):
        return None
    return sum((value for address in cells if (value := report.stated(address)) is not None), Decimal(0))


def agrees(claim: Claim, table: Decimal, role: Role, name: str) -> bool:
    """Whether the number in the text may be a way of saying the table's."""
    numeral = claim.numeral
    if name == "fees":
        table = table * TEN_THOUSAND
    if role.at_most and numeral.approximation != LESS:
        return numeral.value <= table
    if numeral.may_be(table):
        return True
    return any(
        numeral.value + sum(beside, Decimal(0)) == table
        for size in range(1, min(len(claim.siblings), 4) + 1)
        for beside in combinations(claim.siblings, size)
    )


# scope and time


_LEVEL = re.compile(r"(省|自治区|市|州|盟|县|区|旗|镇|乡|街道)(?:人民政府|政府|办事处|人民政府办公[厅室])?$")


def kind_of(report: Report) -> str:
    """The kind of organ, from its name where none was chosen."""
    kind, organ = report.text("kind").strip(), report.organ
    if kind:
        return kind
    if organ.endswith(("镇人民政府", "乡人民政府", "街道办事处", "乡", "镇", "街道")):
        return "乡镇街道"
    return "人民政府" if organ.endswith(("人民政府", "省", "市", "县", "区", "旗", "州")) else "部门"


def fits(report: Report, scope: str) -> bool:
    """A number of this scope is one of this report's."""
    if not scope or scope == "own":
        return True
    kind = kind_of(report)
    if scope.startswith("organ:"):
        return _is_named(report, scope.removeprefix("organ:"))
    if scope == "branch":
        return report.organ.endswith("分局")
    if scope == "office":
        return kind != "人民政府"
    if scope.startswith("whole:"):
        level = _LEVEL.search(report.organ)
        region = kind in ("人民政府", "乡镇街道") or bool(re.search("管委会|管理委员会", report.organ))
        return region and (level is None or level[1][-1] == scope[-1])
    return False


_OFFICE = re.compile("办公[室厅]$")
_GOVERNMENT = re.compile(r"(省|市|州|县|区|旗|镇|乡)(?:人民)?政府$")


def _is_named(report: Report, name: str) -> bool:
    """The organ goes by this name, shortened perhaps: 县住建局 of 清河县住房和城乡建设局."""
    organ, name = (_OFFICE.sub("办", one.replace("人民政府", "政府").replace("委员会", "委")) for one in (report.organ, name))
    government, level = _GOVERNMENT.search(name), _LEVEL.search(report.organ)
    if government:
        return bool(level) and level[1][-1] == government[1] and organ.endswith("政府")
    if organ.endswith("分局") is not name.endswith("分局"):
        return False  # the bureau that the branch belongs to
    letters = iter(organ)
    return organ[-1:] == name[-1:] and all(letter in letters for letter in name)


def this_year(report: Report, time: str) -> bool:
    """A number told of this time is one of the year reported on."""
    return not time or (time.isdigit() and (report.year is None or int(time) == report.year))


def _reviews(report: Report) -> bool:
    """The organ decides reviews itself: its own caseload is not in 表四."""
    return kind_of(report) == "人民政府" or "司法" in report.organ


# causes


def cause(report: Report, found: Compared) -> str:
    """Where a wrong number may have been taken from: the 自然人 column, a row of the group."""
    value = found.claim.value
    if not value or found.claim.said is not Said.NUMBER:
        return ""
    for address in found.cells:
        cell = report.form.cells[address]
        if cell.table == "applications" and cell.column.key == "total":
            for column in COLUMNS:
                other = f"applications.{cell.row.key}.{column}"
                if len(found.cells) == 1 and report.stated(other) == value:
                    return f"疑似误取“{report.form.cells[other].column.label[-1]}”列"
    for address in found.cells:
        if len(found.cells) > 1 and report.stated(address) == value:
            return f"疑似误取分项“{report.form.cells[address].label}”"
    columns = (
        [total(report, tuple(f"{address.rpartition('.')[0]}.natural_person" for address in found.cells))] if _totals(found.cells) else []
    )
    return "疑似误取“自然人”列" if value in columns else ""


def _totals(cells: Cells) -> bool:
    return all(address.startswith("applications.") and address.endswith(".total") for address in cells)
