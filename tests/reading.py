"""What the readers make of a file's bytes, without the child process: for tests of what is read, not of how it is kept harmless."""

from __future__ import annotations

from desktopapp import resources
from desktopapp.core import number
from desktopapp.core.report import Report
from desktopapp.formats import contents
from desktopapp.formats.assembling import assemble
from desktopapp.formats.incoming import Incoming

FORMS = resources.forms()
FORM = resources.form()


def incoming(content: bytes, name: str = "年报.docx") -> Incoming:
    return assemble(contents.blocks(content, name), name, FORMS)


def stated(report: Report) -> dict[str, object]:
    """Every cell's number as it is printed: the control total where there is one."""
    return {address: report.stated(address) for address in report.form.cells}


def read_values(read: Incoming) -> dict[str, object]:
    """The number that was read in every cell, None for none."""
    cells = FORMS[read.edition].cells
    return {address: number.read(read.raws.get(address, ""), cell.kind).value for address, cell in cells.items()}


def silently_wrong(read: Incoming, report: Report) -> dict[str, tuple[str, object]]:
    """Cells that were read as something else than the report has, and are listed neither as a guess nor as not understood."""
    listed = {guess.cell for guess in read.guessed} | {leftover.where for leftover in read.not_understood}
    true, found = stated(report), read_values(read)
    return {
        address: (raw, true.get(address))
        for address, raw in read.raws.items()
        if address not in listed and found[address] != true.get(address)
    }
