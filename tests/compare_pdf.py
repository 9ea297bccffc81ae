"""Compare our PDF, line by line, with the same report's Word file as LibreOffice prints it: `make compare`.

Page and text of every line, and of every line of a cell, must be equal; full-width and half-width forms count as one. LibreOffice
lays out a stop that hangs beyond the margin and then leaves it unpainted: a line that differs by that alone is listed and counts as equal.
Both programs are given the same fonts. Exit code: 0 at least 99 % of every report's lines are equal; 1 fewer; 2 cannot be compared here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktopapp import resources
from desktopapp.core import project
from desktopapp.core.report import Report
from desktopapp.formats import from_txt, to_docx, to_pdf
from desktopapp.formats.paper import fonts
from desktopapp.formats.to_pdf import qt_application
from tests import printouts
from tests.samples import SEED

BAR = 0.99
HANDED_OVER = "送审稿"  # the report that is printed with 审签单 and 核对表
TOOLS = ("soffice", "pdftotext", "pdffonts")
PACKAGES = "libreoffice-writer-nogui、poppler-utils 和 fonts-liberation"
_STOPS = "!,.:;?、。"  # after folding
_LARGE = 15.5  # points a font may be high: 五号 in cells is lower with any font, 三号 of the text is higher
_TEXT = (104, 744)  # points from the top; above and below are head and foot, each one line
_APART = 3.2  # points: less than this is white inside a cell, more is white between two
_SAME_LINE = 5.0  # points between the middles of words in different fonts


class Line(NamedTuple):
    """The words of a line and the page it stands on."""

    page: int
    text: str


class Word(NamedTuple):
    """A word as pdftotext finds it, in points from the page's upper left corner."""

    left: float
    right: float
    middle: float
    height: float
    text: str


class Comparison(NamedTuple):
    """How two printouts of one report differ."""

    equal: int
    of: int
    hanging: tuple[str, ...]
    theirs: tuple[Line, ...]
    ours: tuple[Line, ...]

    @property
    def share(self) -> float:
        """The part of the lines that are equal."""
        return self.equal / max(self.of, 1)


def missing_tools() -> list[str]:
    """What is not installed and without which nothing can be compared."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    with qt_application():
        # With wider figures numbers would not fit their cells, and LibreOffice would wrap what Word does not.
        wide = not fonts.breaks_as_with_own_fonts(fonts.installed())
    return [*missing, "Liberation Serif"] if wide else missing


def chosen_fonts() -> dict[str, str]:
    """The family that we take for each font of the document."""
    with qt_application():
        families = fonts.installed()
        return {name: fonts.chosen(name, families).family for name in fonts.WANTED}


def reports() -> dict[str, Report]:
    """The reports that are compared: the shipped sample, three invented ones, a draft for sign-off, and the real one where it is at hand."""
    sample = resources.root() / "sample" / "示例.nianbao"
    found = {"示例": project.read(sample, resources.forms()).report}
    found |= {"short": printouts.short_report(), "long": printouts.long_report(), "broken": printouts.broken_report()}
    found[HANDED_OVER] = printouts.second_draft()[0]
    if SEED.exists():
        found["seed"] = from_txt.read(SEED, resources.forms()).report(resources.forms())
    return found


def compare(compared: Mapping[str, Report], folder: Path) -> dict[str, Comparison]:
    """Print every report with both programs into the folder, and compare."""
    for name, report in compared.items():
        handing = printouts.second_draft()[1] if name == HANDED_OVER else None
        to_pdf.write(report, folder / f"{name}-ours.pdf", handing=handing)
        to_docx.write(report, folder / f"{name}.docx", handing=handing)
    print_with_libreoffice([folder / f"{name}.docx" for name in compared], folder)
    return {name: difference(lines(folder / f"{name}.pdf"), lines(folder / f"{name}-ours.pdf")) for name in compared}


def print_with_libreoffice(files: list[Path], folder: Path) -> None:
    """Let LibreOffice make PDFs, with a settings folder of its own, so that one that is open is not disturbed."""
    profile = ROOT / "build" / "libreoffice"  # kept: its first start takes seconds
    settings = folder / "fonts.conf"
    settings.write_text(font_settings(), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    subprocess.run([*command, *map(str, files)], env=surroundings, check=True, capture_output=True, timeout=300)


def font_settings() -> str:
    """Settings of fontconfig by which LibreOffice takes the very fonts that we take."""
    rules = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>\n'
        for name, family in chosen_fonts().items()
    )
    included = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n{rules}<include>{included}</include>\n</fontconfig>\n'


def lines(pdf: Path) -> list[Line]:
    """Every line of text and every line of a cell, page by page."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = ElementTree.fromstring(re.sub(r'<!DOCTYPE[^>]*>| xmlns="[^"]*"', "", told)).iter("page")
    return [Line(number, folded(line)) for number, page in enumerate(pages, 1) for line in _joined(list(_words(page)))]


def _words(page: ElementTree.Element) -> Iterator[Word]:
    for word in page.iter("word"):
        left, top, right, bottom = (float(word.get(side) or 0) for side in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(left, right, (top + bottom) / 2, bottom - top, word.text or "")


def _joined(words: list[Word]) -> list[str]:
    """Words that stand in one line, from left to right; lines from top to bottom. On a sheet all stands in cells, whatever its size."""
    is_sheet = any(word.text.startswith(("审签单第", "核对表第")) for word in words)
    rest = sorted(words)
    found: list[list[Word]] = []
    while rest:
        line = [rest.pop(0)]
        for word in list(rest):
            last = line[-1]
            whole = not is_sheet and (min(last.height, word.height) > _LARGE or not _TEXT[0] < word.middle < _TEXT[1])
            near = whole or word.left - last.right < _APART
            if near and abs(word.middle - last.middle) < _SAME_LINE:
                line.append(word)
                rest.remove(word)
        found.append(line)
    return ["".join(word.text for word in line) for line in sorted(found, key=lambda line: line[0].middle)]


def folded(text: str) -> str:
    """Text whose forms do not matter: spaces, full and half width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def difference(theirs: list[Line], ours: list[Line]) -> Comparison:
    """What stands in one and not in the other, page by page."""
    only_theirs, only_ours = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
    hanging = [line for line in only_ours.elements() if line.text[-1:] in _STOPS and line._replace(text=line.text[:-1]) in only_theirs]
    only_ours -= Counter(hanging)
    only_theirs -= Counter(line._replace(text=line.text[:-1]) for line in hanging)
    of = max(len(theirs), len(ours))
    equal = of - max(only_theirs.total(), only_ours.total())
    marks = tuple(f"{line.page}: {line.text}" for line in hanging)
    return Comparison(equal, of, marks, tuple(only_theirs.elements()), tuple(only_ours.elements()))


def fonts_of(pdf: Path) -> set[str]:
    """The names of the fonts inside, without what tells subsets and separators."""
    told = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
    return {re.sub(r"^[A-Z]{6}\+|[^A-Za-z0-9]|(?:Regular|Bold|Book|Medi)$", "", row.split()[0]) for row in told.splitlines()[2:]}


def main() -> int:
    """Compare all reports and say what differs."""
    if missing := missing_tools():
        print(f"没有 {'、'.join(missing)}，PDF 与 Word 文件没有比对：请安装 {PACKAGES}。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        results = compare(reports(), folder)
        for name, result in results.items():
            print(f"{name:8} {result.equal}/{result.of} = {result.share:7.2%}   仅悬挂标点不同 {len(result.hanging)} 行")
            for mark in result.hanging:
                print(f"    悬挂  第{mark}")
            for who, listed in (("Word", result.theirs), ("PDF ", result.ours)):
                for line in listed:
                    print(f"    {who}  第{line.page}页  {line.text}")
            odd = fonts_of(folder / f"{name}.pdf") ^ fonts_of(folder / f"{name}-ours.pdf")
            if odd:
                print(f"    两边所用字体不同：{'、'.join(sorted(odd))}")
    return 0 if all(result.share >= BAR for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
